"""How is it typed what happens to goods on their way to people? `鸡蛋到了`, `少3板鸡蛋`, `多2板鸡蛋 32`, `501寄存`."""

from __future__ import annotations

import re

from handlers import commands as c
from handlers import hand_out_commands as h
from handlers.command_table.bringing import CHOSEN
from handlers.command_table.spec import Part, Shapes, Spec, first_of, not_understood, plain
from handlers.forms import Moment, WrongForm, read_fen, read_moment
from handlers.lack_words import BROKEN, SHORT
from models.events import LackChoice
from models.language.listing_times import moments, resolve
from models.language.numerals import parse_number
from models.language.units import UNIT_PATTERN

_NUMBER = r"(\d+(?:\.\d+)?|[一二两俩三仨四五六七八九十百半]+)"
_GOODS = r"([\u4e00-\u9fffA-Za-z][\u4e00-\u9fffA-Za-z0-9、和 ]{0,14}?)"
_WHOSE = r"(?:\d[\d\-栋号楼单元室 ]*|[\u4e00-\u9fff]{2,8}?)"
#: What is no goods, though it may be said to have come.
_NO_GOODS = re.compile(
    r"^(?:我|你|您|他|她|它|大家|都|货|车|东西|人|还|快|几|什么|啥|谁|刚|已经|晚|没|要|时间|点|马上|一会|等|收)"
)


def read_goods_arrived(match: re.Match[str], sent: Moment) -> h.SayArrived | None:
    """`鸡蛋到了`, `鸡蛋和草莓都到了`; `车到了` is all of it, and `我到了` nothing."""
    return None if _NO_GOODS.match(match[1]) else h.SayArrived(goods=match[1].strip())


ARRIVED_GOODS: Shapes = ((re.compile(rf"{_GOODS}(?:都|也)?到(?:货)?了"), read_goods_arrived),)


def _lack(match: re.Match[str], sent: Moment) -> h.SayLack:
    return h.SayLack(text=match[0])


#: `少3板鸡蛋`, `鸡蛋少3板`, `碎了2板`, `501缺鸡蛋1`, `501缺鸡蛋`.
LACKING: Shapes = (
    (re.compile(rf"(?:{SHORT})(?:了)?\s*{_NUMBER}\s*(?:{UNIT_PATTERN})?\s*的?{_GOODS}?"), _lack),
    (re.compile(rf"{_GOODS}\s*(?:{SHORT})(?:了)?\s*{_NUMBER}\s*(?:{UNIT_PATTERN})?"), _lack),
    (re.compile(rf"(?:{_GOODS})?\s*(?:{BROKEN})(?:掉)?了\s*{_NUMBER}\s*(?:{UNIT_PATTERN})?\s*的?(?:{_GOODS})?"), _lack),
    (re.compile(rf"{_WHOSE}\s*(?:家)?的?(?:缺(?!货)|少来?)了?\s*{_GOODS}\s*{_NUMBER}?\s*(?:{UNIT_PATTERN})?"), _lack),
    (re.compile(rf"{_WHOSE}\s*(?:家)?的?(?:缺(?!货)|少来?)了?\s*{_NUMBER}\s*(?:{UNIT_PATTERN})的?{_GOODS}"), _lack),
)


def read_lack(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
    """`缺 鸡蛋 3`; `缺货先扣多的` is the rule by which goods are missing."""
    if rest.startswith("货"):
        return first_of(CHOSEN, f"缺{rest}", sent) or not_understood(f"缺{rest}")
    return h.SayLack(text=f"缺 {rest}", named=True) if rest else WrongForm("缺什么、缺几个没写")


_PRICE = r"(?:\s*[,，]?\s*(\d{1,4}(?:\.\d{1,2})?)\s*(?:元|块)?(?:一?[^\d\s]{1,2})?)?"


def _left_over(goods: str, number: str, price: str | None) -> h.SayLeftover | WrongForm | None:
    quantity = parse_number(number)
    fen = None if price is None else read_fen(price)
    return None if not quantity else h.SayLeftover(goods=goods.strip(), quantity=quantity, price_fen=fen)


#: `多2板鸡蛋`, `多2板鸡蛋 32`, `多了两盒草莓，25一盒`, `鸡蛋多2板 30`.
LEFT_OVER: Shapes = (
    (
        re.compile(rf"(?:还)?多(?:了|出|来了)?\s*{_NUMBER}\s*(?:{UNIT_PATTERN})\s*的?{_GOODS}{_PRICE}"),
        lambda m, sent: _left_over(m[2], m[1], m[3]),
    ),
    (
        re.compile(rf"{_GOODS}\s*(?:还)?多(?:了|出|来了)?\s*{_NUMBER}\s*(?:{UNIT_PATTERN})?{_PRICE}"),
        lambda m, sent: _left_over(m[1], m[2], m[3]),
    ),
    (re.compile(rf"{_GOODS}\s*{_NUMBER}\s*(?:{UNIT_PATTERN})?{_PRICE}"), lambda m, sent: _left_over(m[1], m[2], m[3])),
)


def read_left_over(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
    """`余 鸡蛋2`, `余 鸡蛋2 30`; somebody may be called 余 too."""
    found = first_of(LEFT_OVER, rest, sent)
    if not isinstance(found, h.SayLeftover):
        return WrongForm("多了什么、多几个没写")
    return found.model_copy(update={"text": f"余{rest}"})


_CHOICES = {"退": LackChoice.REFUND, "补": LackChoice.LATER}
_REST: Shapes = (
    (
        re.compile(
            r"(?:没回的?|没说的?|剩下的?|其他的?|其余的?)(?:人|家)?(?:都|全)?(?:给)?(?:他们)?(退|补)(?:钱|款|了|吧)*"
        ),
        lambda m, sent: h.SettleTheRest(choice=_CHOICES[m[1]]),
    ),
)

_DAY = r"(明[早天晚]|明儿|后天|大后天|(?:这|下)?(?:周|星期)[一二三四五六日天]|\d{1,2}号)"


def _kept(whose: str, day: str | None, sent: Moment) -> h.SayKept | WrongForm:
    if not day:
        return h.SayKept(whose=whose.strip())
    moment = read_moment(day, sent)
    found = list(moments(day))
    told = resolve(found[0], sent.local) if found and moment is None else None
    at = moment or (None if told is None else read_moment(f"{told.month}月{told.day}日9点", sent))
    return WrongForm(f"“{day}”不像哪天") if at is None else h.SayKept(whose=whose.strip(), until=at)


#: `501寄存`, `501 寄存到后天`, `501明早拿`, `501 王芳周五下午3点来拿`.
KEPT: Shapes = (
    (
        re.compile(r"(.{1,30}?)\s*的?(?:先)?(?:寄存|存着|寄着)(?:到\s*(.{1,12}))?"),
        lambda m, sent: _kept(m[1], m[2], sent),
    ),
    (
        re.compile(rf"(.{{1,30}}?)\s*({_DAY}.{{0,8}}?)(?:再)?(?:来)?(?:拿|取|领)"),
        lambda m, sent: _kept(m[1], m[2], sent),
    ),
)


def read_kept(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
    """`寄存 501`, `寄存 501 后天`."""
    if not rest:
        return WrongForm("谁的没写")
    found = re.fullmatch(rf"(.{{1,30}}?)(?:\s*(?:到)?\s*({_DAY}.{{0,8}}))?", rest)
    return not_understood(rest) if found is None else _kept(found[1], found[2], sent)


_OWNERLESS: Shapes = (
    (
        re.compile(
            r"(?:还)?(?:剩|多|有)?(?:了)?(?:一|1)?(?:袋|包|份|兜)?(?:是)?(?:没人认|没主|没人要|没人拿|不知道谁)(?:的)?(?:袋子?|包)?[,，:：]?\s*(.{2,40})"
        ),
        lambda m, sent: h.SayOwnerless(goods=m[1]),
    ),
    (
        re.compile(r"(.{2,40}?)[,，]?\s*(?:这袋|那袋|这包|一袋)?(?:是)?(?:谁的袋子?|没人认|没主)[?？]?"),
        lambda m, sent: h.SayOwnerless(goods=m[1]),
    ),
)

ROWS: tuple[Spec, ...] = (
    Spec(
        name="寄存",
        usage="房号或名字 寄存 [到哪天]",
        help="今天来不了的先放着：“501寄存”“501寄存到后天”“501明早拿”。今晚不喊，到日子早上9点再提醒你。",
        examples=("501寄存", "501寄存到后天", "501明早拿"),
        read=read_kept,
        part=Part.ARRIVAL,
        natural=KEPT,
    ),
    Spec(
        name="没主的",
        usage="剩一袋没人认 [里面是什么]",
        help="收完剩的袋子像是谁的：“剩一袋没人认 鸡蛋2草莓1”。只发给你。",
        examples=("剩一袋没人认 鸡蛋2草莓1",),
        read=lambda rest, sent: h.SayOwnerless(goods=rest) if rest else WrongForm("里面是什么没写"),
        part=Part.ARRIVAL,
        natural=_OWNERLESS,
    ),
    Spec(
        name="缺的",
        usage="缺的",
        help="谁缺了什么，要退、要补还是要换。“没回的都退”“没回的都补”一下定完。",
        examples=("缺的", "没回的都退"),
        read=plain(h.TellLacks()),
        part=Part.ARRIVAL,
        aliases=("缺货的", "缺了谁的", "谁缺了", "少了谁的"),
        natural=_REST,
    ),
    Spec(
        name="缺",
        usage="少几个什么 / 房号缺什么",
        help="来少了、碎了：“少3板鸡蛋”“碎了2板”，先给你看按先后轮到谁缺，回“发”才在群里说一声，“给501留”就换人。"
        "发的时候缺一袋：“501缺鸡蛋1”，不动别人的。",
        examples=("少3板鸡蛋", "碎了2板", "501缺鸡蛋1", "缺 鸡蛋 3"),
        read=read_lack,
        part=Part.ARRIVAL,
        natural=LACKING,
    ),
    Spec(
        name="余",
        usage="多几个什么 [多少钱]",
        help="多来的现场卖：“多2板鸡蛋”“多2板鸡蛋 30”。谁先说要给谁，卖完在群里说一声给了谁。",
        examples=("多2板鸡蛋", "多2板鸡蛋 30", "余 鸡蛋2"),
        read=read_left_over,
        part=Part.ARRIVAL,
        natural=LEFT_OVER[:2],
        public=True,
    ),
    Spec(
        name="分样到货",
        usage="什么 到了",
        help="货分几趟来：“鸡蛋到了”。都齐了才喊大家，想先喊就回1。",
        examples=("鸡蛋到了", "鸡蛋和草莓都到了"),
        read=lambda rest, sent: h.SayArrived(goods=rest) if rest else WrongForm("什么到了没写"),
        part=Part.ARRIVAL,
        natural=ARRIVED_GOODS,
        public=True,
    ),
)
