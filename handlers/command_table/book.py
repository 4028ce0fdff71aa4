"""How are words on the book typed? `501 鸡蛋2`, `放两盒`, `收3 5`, `报货`, and the words beside a quote."""

from __future__ import annotations

import re

from handlers import book_commands as b
from handlers import commands as c
from handlers.command_table.spec import Part, Shapes, Spec, bare, first_of, not_understood, plain_or_table
from handlers.forms import Moment, WrongForm
from handlers.money_commands import SayTake
from models.language.addresses import find_addresses
from models.language.normalize import simplify
from models.language.numerals import parse_number
from models.language.units import UNIT_PATTERN

_NUMBER = r"(\d+(?:\.\d+)?|[一二两俩三仨四五六七八九十百半]+)"
_GOODS = r"([\u4e00-\u9fffA-Za-z]{1,10}?|\d{1,3}号)"


def read_say_order(rest: str, sent: Moment) -> b.SayOrder | WrongForm:
    return b.SayOrder(text=rest) if rest else WrongForm("给谁、要什么没写")


def read_say_gift(rest: str, sent: Moment) -> b.SayGift | WrongForm:
    return b.SayGift(text=rest) if rest else WrongForm("谁的、转给谁没写")


def read_waiting(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
    """`候补`, `候补 草莓放2盒`."""
    if not rest:
        return b.TellWaiting()
    return first_of(LET_IN, rest, sent) or not_understood(rest)


def _let_in(goods: str, number: str | None) -> b.LetIn | None:
    quantity = None if number is None else parse_number(number)
    if number is not None and not quantity:
        return None
    return b.LetIn(goods=goods.strip(), quantity=quantity)


#: `放两盒`, `再放2`, `放草莓2盒`, `草莓放两盒`, `排着的都放`, `草莓都放了`.
LET_IN: Shapes = (
    (re.compile(rf"再?放(?:出|进)?\s*{_NUMBER}\s*(?:{UNIT_PATTERN})?(?:候补)?"), lambda m, sent: _let_in("", m[1])),
    (
        re.compile(rf"再?放(?:出|进)?\s*{_NUMBER}\s*(?:{UNIT_PATTERN})\s*的?{_GOODS}"),
        lambda m, sent: _let_in(m[2], m[1]),
    ),
    (
        re.compile(rf"再?放(?:出|进)?\s*{_GOODS}\s*{_NUMBER}\s*(?:{UNIT_PATTERN})?"),
        lambda m, sent: _let_in(m[1], m[2]),
    ),
    (
        re.compile(rf"{_GOODS}\s*再?放(?:出|进)?\s*{_NUMBER}\s*(?:{UNIT_PATTERN})?"),
        lambda m, sent: _let_in(m[1], m[2]),
    ),
    (re.compile(r"(?:排着的?|候补)?(?:都|全)放(?:进来)?了?"), lambda m, sent: b.LetIn()),
    (re.compile(rf"{_GOODS}\s*(?:都|全)放(?:进来)?了?"), lambda m, sent: b.LetIn(goods=m[1])),
)

#: Beside a quote of a resident's message.
COUNT_QUOTED: Shapes = ((re.compile(r"记|记上|记下|记一下|记上吧|算|算上|也算"), lambda m, sent: b.CountQuoted()),)


def _change_quoted(match: re.Match[str], sent: Moment) -> b.ChangeQuoted | None:
    quantity = parse_number(match[1])
    return None if quantity is None else b.ChangeQuoted(quantity=quantity)


def _address_quoted(match: re.Match[str], sent: Moment) -> b.AddressQuoted | None:
    written = simplify(match[1])
    found = next((each for each in find_addresses(written) if (each.start, each.end) == (0, len(written))), None)
    if found is None:
        return None
    where = found.recipient
    return b.AddressQuoted(building=where.building, unit=where.unit, room=where.room)


CHANGE_QUOTED: Shapes = (
    (re.compile(r"(?:这是|是)?(?:给|送)\s*(.{1,16}?)家?的?"), _address_quoted),
    (re.compile(r"(?:这是|是)?(.{1,16}?)家?的"), _address_quoted),
    (re.compile(r"不算|不算了|不记|别记|别算|作废|这条不算|这单不算"), lambda m, sent: b.LeaveQuoted()),
    (re.compile(rf"(?:改|改成|改为|给你改|算)\s*{_NUMBER}\s*(?:{UNIT_PATTERN})?(?:了|吧)?"), _change_quoted),
)


def read_late(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
    return read_late_numbers(f"收{rest}") if rest else c.TellLate()


def read_late_numbers(text: str) -> c.AnyCommand | WrongForm:
    """`收3 5`, `收3、5`: numbers of the late list."""
    numbers = re.findall(r"\d{1,3}", text)
    return c.TakeLate(numbers=tuple(int(number) for number in numbers)) if numbers else WrongForm("收哪几单没看懂")


def read_taken(text: str, said: str) -> c.AnyCommand:
    """`收3 5`: numbers of the late list, or a room and yuan; which of them, the list that she was shown last tells."""
    numbers = tuple(int(number) for number in re.findall(r"\d{1,3}", said))
    return SayTake(numbers=numbers, text=text.removeprefix("收").strip())


ROWS: tuple[Spec, ...] = (
    Spec(
        name="代记",
        usage="房号或名字 要什么",
        help="替人记一单：房号或名字在前，要什么在后，“501 鸡蛋2”“记王阿姨鸡蛋2”。转来的单子直接贴，我问“谁的？”，"
        "回名字或房号。在群里引用一句话，回“记”就记上。记完我念一遍，错了回“撤”。",
        examples=("501 鸡蛋2", "记王阿姨鸡蛋2"),
        read=read_say_order,
        delicate=True,
        part=Part.TAKING_ORDERS,
        quoted=COUNT_QUOTED,
    ),
    Spec(
        name="改单",
        usage="房号或名字 改什么",
        help="改一户的单：“501鸡蛋改2”“501不要草莓了”“501都不要了”。在群里引用那句话，回“改2”“不算”“给501的”也行。",
        examples=("501鸡蛋改2", "501不要草莓了"),
        read=read_say_order,
        delicate=True,
        part=Part.TAKING_ORDERS,
        quoted=CHANGE_QUOTED,
    ),
    Spec(
        name="转单",
        usage="谁的 什么 转给 谁",
        help="把一户的转给另一户，截了以后也行：“王芳鸡蛋1转给李哥”；不写数就是全转。排队的不受影响。",
        examples=("王芳鸡蛋1转给李哥",),
        read=read_say_gift,
        delicate=True,
        part=Part.TAKING_ORDERS,
    ),
    Spec(
        name="候补",
        usage="候补 · 放两盒",
        help="谁在排队。“放两盒”就按先后放进来两盒，“草莓放2盒”指一样，“都放”是都收下。",
        examples=("谁排着", "放两盒"),
        read=read_waiting,
        part=Part.TAKING_ORDERS,
        aliases=("谁排着", "谁在排", "谁在排队", "谁排队", "排着的", "候补名单", "谁候补"),
        natural=LET_IN,
    ),
    bare(
        "没定的",
        b.TellQuestions(),
        "我问了人、还没回的都在这儿。回编号替他们定，或者连着说：“1 排骨”“2 一共”；不管了就“1 算了”。",
        examples=("刚才问你的",),
        part=Part.TAKING_ORDERS,
        aliases=("刚才问你的", "刚才问的", "刚问你的", "问你的", "没定的", "没回的", "还有啥没定", "还有什么没定"),
    ),
    Spec(
        name="迟到单",
        usage="迟到单",
        help="截单以后才说的都在这儿。“全收”都收下，“收3 5”收那两单，“都不要”就算了。",
        examples=("迟到单", "全收", "收3 5", "都不要"),
        read=read_late,
        part=Part.CUT_OFF,
        aliases=("晚的", "补单", "晚单", "迟的"),
        natural=(
            (re.compile(r"全收|全收了|都收|都收了|都收下"), lambda m, sent: c.TakeLate()),
            (
                re.compile(r"收\s*(\d{1,2}(?:\s*[、, ]\s*\d{1,2})*)\s*(?:单|号)?"),
                lambda m, sent: read_taken(m[0], m[1]),
            ),
            (re.compile(r"都不要|都不收|不收了"), lambda m, sent: c.DropLate()),
        ),
    ),
    Spec(
        name="采购单",
        usage="报货 [表格]",
        help="截单以后每样要多少，直接转给供应商；“采购单 表格”再带一份表。报了货，没定的就不再等了。",
        examples=("报货", "采购单", "采购单 表格"),
        read=plain_or_table(c.TellPurchase(), c.TellPurchase(as_table=True)),
        part=Part.CUT_OFF,
        aliases=("报货", "报单", "进货单"),
    ),
)
