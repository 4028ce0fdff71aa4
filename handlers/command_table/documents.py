"""How does she ask for paper and files? `送货单`, `发给小刘`, `标签 A4`, `导出`."""

from __future__ import annotations

import re

from handlers import commands as c
from handlers import document_commands as d
from handlers.command_table.spec import Part, Spec, not_understood
from handlers.forms import Moment, WrongForm
from models.language.numerals import parse_number

_EVERYBODY = frozenset({"全部", "所有", "所有人", "都送", "全送", "全"})
_SHEETS = re.compile(r"(?:用|打|印)?(?:A4|a4)(?:纸|的)?|整张的?|大张的?")
_SINGLE = frozenset({"40x60", "40*60", "40×60", "单张", "单个"})
_ALL = frozenset({"全部", "所有", "都要"})
_COUNT = re.compile(r"(?:最近|近|上)?\s*([\d一二两三四五六七八九十]+)\s*(?:个)?(?:团|次)?")
_TO = re.compile(r"(?:发给|发|给|传给)\s*(.+?)")


def read_route(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
    """`送货单`, `送货单 全部`, `送货单 发给小刘`, `送货单 小刘`."""
    if not rest or rest in _EVERYBODY:
        return d.TellRoute(everybody=bool(rest))
    named = _TO.fullmatch(rest)
    whom = (named[1] if named else rest).strip()
    return WrongForm("发给谁没看懂") if len(whom) > d.LONGEST_NAME else d.TellRoute(to=whom)


def read_labels(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
    if not rest or rest in _SINGLE:
        return d.TellLabels()
    return d.TellLabels(on_sheets=True) if _SHEETS.fullmatch(rest) else not_understood(rest)


def read_export(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
    if not rest:
        return d.TellExport()
    if rest in _ALL:
        return d.TellExport(count=d.MOST_EXPORTED)
    found = _COUNT.fullmatch(rest)
    count = parse_number(found[1]) if found else None
    if count is None or not 1 <= count <= d.MOST_EXPORTED:
        return WrongForm(f"一次最多{d.MOST_EXPORTED}个团")
    return d.TellExport(count=int(count))


ROWS: tuple[Spec, ...] = (
    Spec(
        name="送货单",
        usage="送货单 [全部] [发给谁]",
        help="要送上门的，按楼、单元、楼层排好，文字和能打印的各一份，没有钱，也没有不该给人看的备注。"
        "“送货单 全部”是每家都送；“发给小刘”就直接发给他。",
        examples=("送货单", "跑楼单", "送货单 全部", "发给小刘"),
        read=read_route,
        part=Part.ARRIVAL,
        aliases=("送货", "跑楼单", "跑楼", "路线", "送货路线", "送货的"),
        natural=(
            (re.compile(r"(?:把)?(?:送货单|送货|跑楼单|单子)?发给(.{1,20})"), lambda m, sent: read_route(m[1], sent)),
        ),
    ),
    Spec(
        name="标签",
        usage="标签 [A4]",
        help="每袋一张贴纸：取货号、名字、东西；送上门的还有房号。不说就是40×60的，“标签 A4”是整张A4，一张21个。",
        examples=("标签", "标签 A4", "打标"),
        read=read_labels,
        part=Part.ARRIVAL,
        aliases=("贴纸", "打标", "打标签", "打印标签", "打贴纸"),
    ),
    Spec(
        name="导出",
        usage="导出 [几个团]",
        help="最近一个团的全部：一份表格，一份给电脑读的数据。“导出 3”是最近三个团。只发给你。",
        examples=("导出", "导出 3"),
        read=read_export,
        part=Part.EVENING,
        aliases=("导出数据", "备一份", "导出来"),
    ),
)
