"""How is it typed where goods go, and by whose hands? Points, doors, rounds, captains' sums, and what two share."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handlers import commands as c
from handlers import document_commands as d
from handlers import hand_out_commands as h
from handlers.command_table.spec import Part, Shapes, Spec, bare, first_of, not_understood
from handlers.forms import Moment, WrongForm
from models.community.pickup import NoticeBy, ShortageRule

_GOODS = r"([\u4e00-\u9fffA-Za-z][\u4e00-\u9fffA-Za-z0-9]{0,14}?)"
_HAS = r"(?:拿|取|领|提|带|拎)(?:走|到|好|上去|上楼|回去)?(?:了|啦|喽)"
_PICKED_FOR: Shapes = (
    (
        re.compile(rf"([^\d\s帮替给]{{1,12}}?)\s*(?:帮|替)\s*(.{{1,40}}?)(?:一起|顺便|都|的)*{_HAS}"),
        lambda m, sent: h.SayPickedFor(by=m[1].strip(), whose=m[2].strip()),
    ),
)

_BUILDINGS = r"((?:\d{1,3}|[A-Za-z])(?:\s*[-到至~、,， ]\s*(?:\d{1,3}|[A-Za-z]))*)\s*(?:号?楼|栋|幢|座)"


def _buildings(text: str) -> tuple[str, ...]:
    """`1-5`, `1、3、8`, `A`."""
    return tuple(dict.fromkeys(_each_building(text)))


def _each_building(text: str) -> Iterator[str]:
    for part in re.split(r"[、,， ]+", text.strip()):
        ends = re.fullmatch(r"(\d{1,3})\s*[-到至~]\s*(\d{1,3})", part)
        if ends and int(ends[1]) <= int(ends[2]) < int(ends[1]) + 60:
            yield from (str(number) for number in range(int(ends[1]), int(ends[2]) + 1))
        else:
            yield part.upper()


def read_points(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
    """`取货点`, `取货点 加 东门 1-5栋`, `取货点 删 东门`."""
    if not rest:
        return h.TellPoints()
    gone = re.fullmatch(r"(?:删|去掉?|不要)\s*(.{1,20})", rest)
    if gone:
        return h.DropPoint(name=gone[1].strip())
    added = re.fullmatch(rf"(?:加|改)\s*(.{{1,20}}?)(?:\s*(?:管)?\s*{_BUILDINGS})?", rest)
    if added is None:
        return not_understood(rest)
    return h.AddPoint(name=added[1].strip(" :："), buildings=_buildings(added[2]) if added[2] else ())


_POINT_OF: Shapes = (
    (
        re.compile(r"(.{1,30}?)\s*(?:改)?(?:在|去|到)\s*(.{1,12}?)(?:拿|取|领)(?:货)?"),
        lambda m, sent: h.SayPointOf(whose=m[1], point=m[2]),
    ),
)

_MARKED: Shapes = (
    (
        re.compile(r"(.{1,30}?)\s*(?:以后|往后)(?:都|每次)?送(?:到)?(?:门口|家|上门|上去)(?:吧|了)?"),
        lambda m, sent: h.SayMark(whose=m[1], to_door=True),
    ),
    (
        re.compile(r"(.{1,30}?)\s*(?:以后|往后)(?:都)?(?:不用?|别)送(?:到)?(?:门口|家|上门|上去)?(?:了|吧)?"),
        lambda m, sent: h.SayMark(whose=m[1], to_door=False),
    ),
    (
        re.compile(r"(.{1,30}?)\s*(?:以后)?(?:的)?缺货(?:时|的时候)?(?:都)?(?:别动|不动|最后|别少|不能少)"),
        lambda m, sent: h.SayMark(whose=m[1], spared=True),
    ),
    (
        re.compile(r"(.{1,30}?)\s*(?:以后)?缺货(?:时|的时候)?(?:照排|一样排|照常)"),
        lambda m, sent: h.SayMark(whose=m[1], spared=False),
    ),
)


def read_mark(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
    return first_of(_MARKED, rest, sent) or not_understood(rest)


CHOSEN: Shapes = (
    (
        re.compile(r"(?:取货通知|取货|通知)?按(?:楼|栋)(?:喊|列|排|通知)"),
        lambda m, sent: h.ChooseHandOut(notice_by=NoticeBy.BUILDING),
    ),
    (
        re.compile(r"(?:取货通知|取货|通知)?按号(?:喊|列|排|通知)"),
        lambda m, sent: h.ChooseHandOut(notice_by=NoticeBy.NUMBER),
    ),
    (
        re.compile(r"(?:取货通知|取货|通知)?不列(?:名单|名字|号)"),
        lambda m, sent: h.ChooseHandOut(notice_by=NoticeBy.NOBODY),
    ),
    (
        re.compile(r"缺货(?:时)?先(?:扣|少)(?:后来|后订|晚订|最晚)的"),
        lambda m, sent: h.ChooseHandOut(shortage_rule=ShortageRule.LAST_FIRST),
    ),
    (
        re.compile(r"缺货(?:时)?先(?:扣|少)(?:多的|订得多的|最多的)"),
        lambda m, sent: h.ChooseHandOut(shortage_rule=ShortageRule.MOST_FIRST),
    ),
)


def read_chosen(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
    return first_of(CHOSEN, rest, sent) or not_understood(rest)


_ROUND: Shapes = (
    (
        re.compile(rf"(?:分给|派给)\s*([^\d\s]{{1,8}}?)\s*{_BUILDINGS}"),
        lambda m, sent: d.TellRoute(walker=m[1], buildings=_buildings(m[2])),
    ),
)


def read_round(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
    """`分工 小刘 1-3栋`, `分工`: all of it."""
    if not rest:
        return d.TellRoute()
    found = re.fullmatch(rf"([^\d\s]{{0,8}}?)\s*{_BUILDINGS}", rest)
    return not_understood(rest) if found is None else d.TellRoute(walker=found[1], buildings=_buildings(found[2]))


_SILENT: Shapes = (
    (
        re.compile(
            r"(\d{1,3}|[A-Za-z])\s*(?:号?楼|栋|幢|座)(?:还有)?(?:谁|哪几户|哪些|哪家|几户)(?:还)?没(?:报|回|说)"
        ),
        lambda m, sent: h.TellSilentRooms(building=m[1].upper()),
    ),
)


def read_silent(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
    found = re.fullmatch(r"(\d{1,3}|[A-Za-z])\s*(?:号?楼|栋|幢|座)?", rest)
    return h.TellSilentRooms(building=found[1].upper()) if found else WrongForm("哪栋没写")


_SHARED: Shapes = (
    (
        re.compile(
            rf"(.{{1,20}}?)(?:跟|和|与)(.{{1,20}}?)(?:一起)?拼(?:了)?(?:一?[箱份袋个件盒])?{_GOODS}(?:\s*一人一半)?"
        ),
        lambda m, sent: h.SayShare(one=m[1], other=m[2], goods=m[3]),
    ),
)


def read_share(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
    return first_of(_SHARED, rest, sent) or WrongForm("谁跟谁拼、拼什么没写")


ROWS: tuple[Spec, ...] = (
    Spec(
        name="代拿",
        usage="谁 帮 谁 拿了",
        help="记上谁帮谁拿的：“阿明帮502拿了”。本人在群里说“502的我一起拿上去了”也算。",
        examples=("阿明帮502拿了",),
        read=lambda rest, sent: first_of(_PICKED_FOR, rest, sent) or not_understood(rest),
        part=Part.ARRIVAL,
        natural=_PICKED_FOR,
    ),
    Spec(
        name="取货点",
        usage="取货点 [加/删] [名字] [哪几栋]",
        help="几个取货点、哪几栋去哪儿拿：“取货点 加 东门 1-5栋”“取货点 删 东门”。单个人换地方：“501在东门拿”。",
        examples=("取货点", "取货点 加 东门 1-5栋", "取货点 删 东门", "501在东门拿"),
        read=read_points,
        part=Part.ARRIVAL,
        natural=_POINT_OF,
    ),
    Spec(
        name="送法",
        usage="房号或名字 以后送门口",
        help="以后每回都送到门口：“503以后送门口”“503以后不用送了”。缺货时排在别人后头：“503缺货别动”“503缺货照排”。",
        examples=("503以后送门口", "503以后不用送了", "503缺货别动"),
        read=read_mark,
        part=Part.ARRIVAL,
        natural=_MARKED,
    ),
    Spec(
        name="发货规矩",
        usage="按楼喊 / 缺货先扣多的",
        help="取货通知怎么列：“按号喊”“按楼喊”“不列名单”。缺货先轮到谁：“缺货先扣后来的”“缺货先扣多的”。",
        examples=("按楼喊", "不列名单", "缺货先扣多的"),
        read=read_chosen,
        part=Part.ARRIVAL,
        natural=CHOSEN,
    ),
    Spec(
        name="分工",
        usage="分给 谁 哪几栋",
        help="送货单里只要几栋的，转给帮手：“分给小刘 1-3栋”；“分工”是全部。",
        examples=("分工", "分给小刘 1-3栋"),
        read=read_round,
        part=Part.ARRIVAL,
        aliases=("跑腿单", "送门口的"),
        natural=_ROUND,
    ),
    bare(
        "司机单",
        h.TellLoads(),
        "每个取货点、送门口各多少袋、什么货，转给司机。",
        part=Part.ARRIVAL,
        aliases=("装车单", "卸货单"),
    ),
    Spec(
        name="没报的",
        usage="几栋谁没报",
        help="这栋最近订过的，这回还没报的：“5栋谁没报”。报过“无”的不算。",
        examples=("5栋谁没报",),
        read=read_silent,
        part=Part.TAKING_ORDERS,
        natural=_SILENT,
    ),
    Spec(
        name="拼",
        usage="谁 跟 谁 拼 什么",
        help="一件两家分，一人一半的钱：“赵敏跟502拼苹果”。他们在群里说好了我也会记。",
        examples=("赵敏跟502拼苹果", "拼 赵敏和502拼苹果"),
        read=read_share,
        part=Part.TAKING_ORDERS,
        natural=_SHARED,
    ),
)
