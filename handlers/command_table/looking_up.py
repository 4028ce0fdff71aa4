"""How does she ask how things stand? `统计`, `订单 501`, `谁要了草莓`, `501为什么是3板`."""

from __future__ import annotations

import re

from handlers import commands as c
from handlers.command_table.spec import Part, Spec, plain_or_table
from handlers.forms import Moment
from models.language.units import UNIT_PATTERN


def read_orders(rest: str, sent: Moment) -> c.AnyCommand:
    return c.TellOrders(whose=rest)


def read_why(rest: str, sent: Moment) -> c.AnyCommand:
    return c.TellWhy(whose=rest)


def read_why_of(match: re.Match[str], sent: Moment) -> c.AnyCommand:
    """`501为什么是3板`: whose it is stands before, what is said of it behind."""
    return c.TellWhy(whose=match[1], about=match[2])


#: `鸡蛋多少`, `草莓卖了几盒`: how much of one thing; `现在多少` is about all of it, `501欠多少` about money.
_HOW_MUCH = re.compile(
    rf"(?!(?:现在|今天|一共|总共|今晚|到现在|晚的|还)|.*[欠付收退钱账])(.{{1,10}}?)\s*(?:一共|总共|现在)?(?:要了?|订了?|卖了?|有)?"
    rf"(?:多少|几)(?:{UNIT_PATTERN})?了?"
)


ROWS: tuple[Spec, ...] = (
    Spec(
        name="统计",
        usage="统计 [表格]",
        help="到现在几单、多少钱、每样多少；“统计 表格”再带一份表。只发给你。",
        examples=("统计", "多少了", "统计 表格"),
        usual=True,
        read=plain_or_table(c.TellTotals(), c.TellTotals(as_table=True)),
        part=Part.TAKING_ORDERS,
        aliases=(
            "多少了",
            "几单了",
            "汇总",
            "有多少单",
            "多少单了",
            "现在多少单",
            "现在多少",
            "今天多少",
            "一共多少",
        ),
    ),
    Spec(
        name="订单",
        usage="订单 [房号/名字/商品]",
        help="看一户订了啥，或者谁要了一样东西、一共多少。只发给你。",
        examples=("订单 501", "501订了啥", "谁要了草莓", "鸡蛋多少"),
        read=read_orders,
        usual=True,
        part=Part.TAKING_ORDERS,
        natural=(
            (re.compile(r"谁(?:要|订|买|点)了?(.{1,20})"), lambda m, sent: c.TellOrders(whose=m[1])),
            (
                re.compile(r"(.{1,20}?)(?:都)?(?:订|要|买|点)了(?:啥|什么|些啥|些什么|哪些)"),
                lambda m, sent: c.TellOrders(whose=m[1]),
            ),
            (_HOW_MUCH, lambda m, sent: c.TellOrders(whose=m[1].strip())),
        ),
    ),
    Spec(
        name="为什么",
        usage="为什么 [房号/名字]",
        help="一户的单是哪几句话记出来的，一句一句列给你。在群里引用一句话，@我说“为什么”也行。只发给你。",
        examples=("为什么 501", "501为什么是3板"),
        read=read_why,
        part=Part.TAKING_ORDERS,
        aliases=("为啥", "怎么来的"),
        natural=(
            (re.compile(r"(.{1,20}?)(?:的单|的)?(?:为什么|为啥)(?!还?欠)(.*)"), read_why_of),
            (re.compile(r"(.{1,20}?)(?:的单|的)?怎么(?!还?欠)((?:是|有|没|成|变|少了|多了|不是).*)"), read_why_of),
            (re.compile(r"为啥\s*(.{1,40})()"), read_why_of),
        ),
    ),
)
