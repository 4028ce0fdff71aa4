"""How are words on goods typed? `上架`, `下架`, `改价`, `加价`, `库存`, `成团`, `满50截`, `变价`, `延期`, `取消团`."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from handlers import calling_off_commands as o
from handlers import commands as c
from handlers import goods_commands as g
from handlers import polling_commands as q
from handlers.command_table.spec import Part, Read, Spec, bare, no_time, not_understood
from handlers.forms import Moment, WrongForm, read_count, read_fen, read_moment
from handlers.plan_dates import read_day_to_come
from handlers.plan_days import NoDay
from models.groupbuy.deeds import RULES, Deed
from models.language.units import UNIT_PATTERN

_FIGURE = r"(\d{1,5}(?:\.\d{1,3})?|[一二两俩三四五六七八九十百]+)"
_UNIT = rf"(?:{UNIT_PATTERN}|份)?"
_GOODS = r"[\u4e00-\u9fffA-Za-z0-9（）()]{1,20}?"
_GOODS_AND_COUNT = re.compile(
    rf"({_GOODS})\s*(?:还有|还剩|剩|够|满|限|每?[户人家]限?|一?[箱件])?\s*{_FIGURE}\s*{_UNIT}"
)
_GOODS_AND_PRICE = re.compile(
    rf"({_GOODS})\s*(?:改成|改到|卖|到|变成?)?\s*(\d{{1,5}}(?:\.\d{{1,2}})?)\s*(?:元|块钱?)?(?:\s+(.+))?"
)
_MARK_UP = re.compile(r"(?:每样|都|各|全部)?\s*(?:加|涨)?\s*(\d{1,4}(?:\.\d{1,2})?)\s*(?:元|块钱?)?\s*(%)?")
_DAY_FIRST = re.compile(r"(?:到|至)?\s*(?P<day>(?:下?个?(?:周|星期|礼拜)[一二三四五六日天])|\S+?)(?:\s+(?P<rest>.+))?")
_HERS = RULES[Deed.CHANGE_PRICE].by


def _with_count(field: g.CountField) -> Read:
    """`限购 鸡蛋 2`: the goods, and a figure."""

    def read(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
        match = _GOODS_AND_COUNT.fullmatch(rest)
        count = read_count(match[2]) if match else None
        if match is None or count is None:
            return not_understood(rest) if rest else WrongForm("哪样、多少没写")
        return g.SayGoods(goods=match[1].strip(), change=g.counted(field, count))

    return read


def read_stock(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
    return _with_count("left")(rest, sent) if rest else g.TellStock()


def read_minimum(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
    """`成团 草莓 10`, `成团 10`; alone it asks how far it is."""
    if not rest:
        return g.TellGaps()
    alone = re.fullmatch(rf"(?:够|满)?\s*{_FIGURE}\s*{_UNIT}", rest)
    count = read_count(alone[1]) if alone else None
    return g.SayMinimum(minimum=count) if count is not None else _with_count("minimum")(rest, sent)


def read_back_on(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
    return g.AddGoods(text=rest) if rest else WrongForm("上架什么没写")


def read_off(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
    return g.SayGoods(goods=rest, change=g.GoodsChange(off=True)) if rest else WrongForm("下架什么没写")


def read_price(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
    match = _GOODS_AND_PRICE.fullmatch(rest)
    fen = read_fen(match[2]) if match else None
    if match is None or fen is None or match[3]:
        return WrongForm("哪样、多少钱没看懂")
    return g.SayGoods(goods=match[1].strip(), change=g.GoodsChange(price_fen=fen))


def read_asked_price(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
    """`变价 草莓 66`, `变价 草莓 66 到晚上9点`."""
    match = _GOODS_AND_PRICE.fullmatch(rest)
    fen = read_fen(match[2]) if match else None
    if match is None or fen is None:
        return WrongForm("哪样、变成多少没看懂")
    until = read_moment(match[3].lstrip("到问至"), sent) if match[3] else None
    if match[3] and until is None:
        return no_time(match[3])
    return o.AskPrice(goods=match[1].strip(), price_fen=fen, until=until)


def read_mark_up(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
    match = _MARK_UP.fullmatch(rest)
    if match is None:
        return WrongForm("加多少没看懂")
    if match[2]:
        return g.MarkUpGoods(add_percent=Decimal(match[1]))
    fen = read_fen(match[1])
    return WrongForm("加多少没看懂") if fen is None else g.MarkUpGoods(add_fen=fen)


def read_supplier(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
    """`供货 鸡蛋 老李`."""
    words = rest.split()
    if len(words) != 2 or len(words[1]) > g.LONGEST_NAME:
        return WrongForm("哪样、找谁拿没看懂")
    return g.SayGoods(goods=words[0], change=g.GoodsChange(supplier=words[1]))


def read_full(match: re.Match[str], sent: Moment) -> c.AnyCommand | WrongForm | None:
    count = read_count(match[1])
    return None if count is None else g.CloseWhenFull(quantity=count)


def read_enough(match: re.Match[str], sent: Moment) -> c.AnyCommand | WrongForm | None:
    count = read_count(match[1])
    return None if count is None else g.SayMinimum(minimum=count)


def read_cancel(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
    return WrongForm("原因写短一点") if len(rest) > o.LONGEST_REASON else o.CancelBuy(text=rest)


def read_postpone(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
    """`延期 周五`, `延期 周五 下午4点`, `延期 周五 台风`."""
    match = _DAY_FIRST.fullmatch(rest)
    day = _day(match["day"], sent) if match else None
    if match is None or day is None:
        return WrongForm(f"“{rest}”不像哪一天" if rest else "改到哪天没写")
    if isinstance(day, WrongForm):
        return day
    behind = (match["rest"] or "").strip()
    if len(behind) > o.LONGEST_REASON:
        return WrongForm("原因写短一点")
    at = read_moment(f"{day.month}月{day.day}日{behind}", sent) if re.search(r"[点:]", behind) else None
    return o.Postpone(to=at or day, why="" if at else behind)


def read_put_off(match: re.Match[str], sent: Moment) -> c.AnyCommand | WrongForm | None:
    day = _day(match[1], sent)
    return None if day is None or isinstance(day, WrongForm) else o.Postpone(to=day)


def _day(text: str, sent: Moment) -> date | WrongForm | None:
    today = sent.local.date()
    found = read_day_to_come(text.removesuffix("到").removesuffix("送"), today)
    if isinstance(found, NoDay):
        return WrongForm(found.why)
    return found


ROWS: tuple[Spec, ...] = (
    Spec(
        name="上架",
        usage="上架 什么 [多少钱]",
        help="卖完了又有：“鸡蛋又有了”，排着的按先后补上，我去说。加一样新的：“上架 大白菜 3元/颗”。",
        examples=("上架 大白菜 3元/颗", "上架 鸡蛋"),
        read=read_back_on,
        part=Part.TAKING_ORDERS,
    ),
    Spec(
        name="下架",
        usage="下架 什么",
        help="卖完了：“鸡蛋没了”“下架 鸡蛋”。已经要的不动，后面要的先排着。在群里说了我也会问你一声。",
        examples=("下架 鸡蛋",),
        read=read_off,
        part=Part.TAKING_ORDERS,
    ),
    Spec(
        name="改价",
        usage="改价 什么 多少钱",
        help="改一样的价：“改价 鸡蛋 35”。有人要了再往上涨，我先问你要不要挨个问他们。",
        examples=("改价 鸡蛋 35",),
        read=read_price,
        part=Part.TAKING_ORDERS,
        rights=_HERS,
    ),
    Spec(
        name="加价",
        usage="加价 多少",
        help="每样都加：“加价 3”“加价 15%”。知道进价的按进价加。有人下单了就一样一样改。",
        examples=("加价 3", "加价 15%"),
        read=read_mark_up,
        part=Part.OPENING,
        rights=_HERS,
    ),
    Spec(
        name="库存",
        usage="库存 [什么 还有多少]",
        help="还能卖多少：“鸡蛋还有20”“库存 鸡蛋 20”。不带什么就是看每样还剩多少。",
        examples=("库存", "库存 鸡蛋 20"),
        read=read_stock,
        part=Part.TAKING_ORDERS,
        aliases=("还剩多少", "还有多少货", "看库存"),
    ),
    Spec(
        name="限购",
        usage="限购 什么 几份",
        help="每人最多要几份：“鸡蛋每人限2”“限购 鸡蛋 2”；放开就“鸡蛋不限购”。已经要的不动。",
        examples=("限购 鸡蛋 2",),
        read=_with_count("limit"),
        part=Part.TAKING_ORDERS,
    ),
    Spec(
        name="成团",
        usage="成团 什么 几份",
        help="不够就不发：“草莓够10份才发”“够10份才发”。够了群里说一声，截的时候没够先告诉你。“够了没”看还差多少。",
        examples=("够10份才发", "成团 草莓 10", "够了没"),
        read=read_minimum,
        part=Part.TAKING_ORDERS,
        aliases=("够了没", "够了吗", "够数没", "够没够", "还差多少", "差多少成团"),
        natural=(
            (
                re.compile(rf"(?:够|满|凑够|凑满)\s*{_FIGURE}\s*{_UNIT}\s*(?:才?(?:发|开|成团|拼成|送|订)|成团)"),
                read_enough,
            ),
            (re.compile(rf"{_FIGURE}\s*{_UNIT}\s*(?:成团|起发|起送|起订)"), read_enough),
        ),
    ),
    Spec(
        name="满截",
        usage="满50截",
        help="收满多少就截：“满50截”“满50份截”。一样货满多少就停：“草莓满50截”。",
        examples=("满50截",),
        read=lambda rest, sent: not_understood(rest) if rest else WrongForm("满多少没写"),
        part=Part.CUT_OFF,
        natural=((re.compile(rf"(?:收|接)?满\s*{_FIGURE}\s*{_UNIT}\s*(?:就|自动)?截(?:单|止|了)?"), read_full),),
    ),
    Spec(
        name="装箱",
        usage="装箱 什么 几份",
        help="一箱多少：“鸡蛋一箱12板”。报货按箱写，截的时候告诉你差多少满箱。",
        examples=("装箱 鸡蛋 12",),
        read=_with_count("per_box"),
        part=Part.CUT_OFF,
    ),
    Spec(
        name="供货",
        usage="供货 什么 找谁",
        help="这样货找谁拿：“供货 鸡蛋 老李”“鸡蛋找老李拿”。报货一家一条，直接转给他。只你看得见。",
        examples=("供货 鸡蛋 老李",),
        read=read_supplier,
        part=Part.CUT_OFF,
    ),
    Spec(
        name="变价",
        usage="变价 什么 多少钱",
        help="截了以后价变了：“变价 草莓 66”。只问要了的人，晚上9点半前回“要”或者“不要”，没回就不算，"
        "完了给你新的报货单。",
        examples=("变价 草莓 66", "变价 草莓 66 到晚上9点"),
        read=read_asked_price,
        part=Part.CUT_OFF,
        rights=_HERS,
        public=True,
    ),
    Spec(
        name="延期",
        usage="延期 哪天 [为什么]",
        help="货改天到：“延期 周五”“延期 周五 台风”。群里说一声，不想等的回“退”，其他的顺延。",
        examples=("延期 周五", "延期 周五 台风"),
        read=read_postpone,
        part=Part.ARRIVAL,
        natural=((re.compile(r"(?:顺延|延|推迟|改)(?:到|至)?(.{2,8}?)(?:再?送|再?到货?|发货)?"), read_put_off),),
        rights=RULES[Deed.POSTPONE].by,
        public=True,
    ),
    Spec(
        name="取消团",
        usage="取消团 [为什么/哪样]",
        help="这团不做了：“取消团”“取消团 台风”；只取消一样：“取消团 草莓”。群里说一声，付过的留着下次抵，"
        "要退的回“退”。",
        examples=("取消团", "取消团 台风"),
        read=read_cancel,
        part=Part.ARRIVAL,
        aliases=("这团不做了", "团不做了", "不做了这团", "这团取消"),
        rights=RULES[Deed.CANCEL].by,
        public=True,
    ),
    bare(
        "谁没回",
        q.TellSilent(),
        "问了一圈还有谁没扣1：只列名字给你。",
        part=Part.ANY_TIME,
        aliases=("谁没扣", "还有谁没回", "谁还没回", "扣1的有谁", "谁扣了"),
    ),
)
