"""Where do the goods go? Every shape in which people write building, unit and room (order-language, section 4).

Works on normalized text. The grammar (``h`` a house number, ``k`` a room of three or four digits)::

    address  = place? (lane | block | dashes | letters | unit k? | k 室 | k)
    lane     = h 弄 h 号 (k 室?)?
    block    = (h | letter) (栋 幢 号楼 座 # 号 楼 and misspelt 懂 撞 洞 董) (h 单元)? (h 楼|层)? (k 室?)?
    dashes   = h - h - k | h - k | h / k | h 杠 k | h 一 k
    letters  = letter k | letter h - h | h letter h
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from models.language.numerals import parse_house_number
from models.language.patterns import unhurried
from models.language.units import UNIT_PATTERN
from models.values import Recipient

_CN = "零一二三四五六七八九十百千幺两"
_HOUSE = rf"(?:[0-9]{{1,3}}|[{_CN}]{{1,4}})"
_ROOM = rf"(?:[0-9]{{3,4}}(?![0-9])|[{_CN}]{{3,7}}(?![{_CN}]))"
_ROOM_NAMED = rf"(?:[0-9]{{1,5}}[a-d]?|[{_CN}]{{1,5}})"
_ROOM_TAIL = r"\s?(?:室|市(?![场区里价])|房(?!间|子|租|东|价)|户(?!型))"
_BLOCK_WORD = r"(?:栋楼?|幢楼?|号楼|座(?![位谈])|懂|撞|洞|董|橦|#楼?)"
_NOT_ROOM = (
    r"(?!\s?(?:号楼|栋|幢|座(?![位谈])|单元|[-/~][0-9]|[:.][0-9]|元"
    r"|(?:[块斤克份盒箱个件袋包瓶板条只颗棵筐桶罐组套枚根片杯碗打]|公斤|千克|单(?!元))|g|kg|ml|毫升)|年|月|日|点|度|米|路|%)"
)
_DASH = r"(?:\s?[-~–杠]\s?|(?<=[0-9])一(?=[0-9]))"

#: Tried in this order at each place; the first that fits is taken. The names are the rules that ``because`` shows.
_SHAPES: tuple[tuple[str, str], ...] = (
    (
        "address-lane",
        rf"(?:[0-9]{{1,5}}|[{_CN}]{{1,5}})弄\s?(?P<b0>{_HOUSE})(?:号楼?|[栋幢]|-)\s?(?:(?P<u0>{_HOUSE})单元\s?)?"
        rf"(?:[-]?(?P<r0>{_ROOM_NAMED}){_ROOM_TAIL}|[-]?(?P<s0>{_ROOM}){_NOT_ROOM})?",
    ),
    (
        "address-block",
        rf"第?(?P<b1>[a-z]?{_HOUSE}|[a-z])\s?{_BLOCK_WORD}(?:{_DASH}|\s)?"
        rf"(?:(?:[甲乙丙丁东西南北中]单元\s?|(?P<x1>[a-z])单元\s?|(?P<u1>{_HOUSE})\s?"
        rf"(?:单元|门(?![口卫])|{_DASH}(?={_ROOM}|[0-9]{{1,4}}(?![0-9])))\s?-?)?"
        rf"(?:(?:[0-9]{{1,2}}|[{_CN}]{{1,3}})(?:楼|层)-?\s?)?"
        rf"(?:(?P<r1>{_ROOM_NAMED}){_ROOM_TAIL}|(?P<s1>{_ROOM}(?:[a-d](?![a-z]))?){_NOT_ROOM}(?:号(?!楼)|\s?家)?"
        rf"|(?<=[栋幢楼座元-])(?P<t1>[0-9]{{1,2}})号(?![楼\w])|(?<=[元栋幢座楼])(?P<v1>[0-9]{{1,2}})(?=[\s,。;、]|$)"
        rf"|(?<=[栋幢楼座元-])(?P<y1>[0-9]{{1,2}}[a-h](?:[0-9]{{2}})?)(?![a-z0-9])"
        rf"|(?<=[0-9]-)(?P<w1>[0-9]{{1,2}})(?![0-9])|(?:(?<=楼)|(?<=层))(?=[\s,。;、]|$)))?",
    ),
    (
        "address-number-room",
        rf"(?P<b3>{_HOUSE})号\s?(?:(?P<u3>{_HOUSE})单元\s?)?"
        rf"(?:(?P<r3>{_ROOM_NAMED}){_ROOM_TAIL}|(?P<s3>{_ROOM}){_NOT_ROOM})",
    ),
    (
        "address-dashes",
        rf"(?:[0-9]{{1,2}}-(?=[0-9]{{1,2}}-[0-9]{{1,2}}-[0-9]{{3}}))?(?P<b4>[0-9]{{1,3}}|[a-z]|[a-z][0-9]{{1,2}}|[{_CN}]{{1,3}})(?:{_DASH}|/)(?:(?P<u4>[0-9]{{1,2}}"
        rf"|[{_CN}]{{1,2}})(?:单元\s?-?|{_DASH}|/))"
        rf"(?P<s4>[0-9]{{1,4}}(?![0-9])|[{_CN}]{{2,5}})(?:{_ROOM_TAIL}|号(?![楼\w]))?(?!{_DASH}[0-9])",
    ),
    (
        "address-dash",
        rf"(?P<b5>[0-9]{{1,3}}|[a-z]|[a-z][0-9]{{1,2}}|[{_CN}]{{1,3}})(?:{_DASH}|[/#]|(?<=[0-9])一(?=[0-9]))"
        rf"(?P<s5>{_ROOM}){_NOT_ROOM}(?:{_ROOM_TAIL}|号(?![楼\w]))?",
    ),
    ("address-letter", rf"(?P<b6>[a-z])(?P<s6>[0-9]{{3,4}}(?![0-9])){_NOT_ROOM}(?:{_ROOM_TAIL})?"),
    ("address-letter", r"(?P<b7>[0-9]{1,2}[a-z])(?P<s7>[0-9]{3,4}(?![0-9]))"),
    ("address-letter", rf"(?P<b8>[a-z][0-9]{{1,2}}){_DASH}(?P<s8>[0-9]{{1,4}}(?![0-9]))"),
    ("address-floor", rf"(?P<b9>[0-9]{{1,2}}|[{_CN}]{{1,3}})(?:楼|层)-?(?P<s9>{_ROOM}){_NOT_ROOM}(?:{_ROOM_TAIL})?"),
    (
        "address-unit",
        rf"(?P<ua>{_HOUSE}|[a-z])\s?(?:单元|号?门(?=-?[0-9]{{3}}))\s?-?(?:(?P<ra>{_ROOM_NAMED}){_ROOM_TAIL}|(?P<sa>{_ROOM}){_NOT_ROOM}(?:号(?!楼))?)?",
    ),
    ("address-room", rf"(?P<rb>[0-9]{{1,5}}[a-d]?(?=室)|[0-9]{{2,5}}[a-d]?|[{_CN}]{{3,5}}){_ROOM_TAIL}"),
    (
        "address-house-pair",
        rf"(?P<bc>[0-9]{{1,2}})-(?P<sc>[0-9]{{1,2}})(?![0-9]){_NOT_ROOM}(?!\s?(?:{UNIT_PATTERN}|各|都))"
        rf"(?:{_ROOM_TAIL}|号(?![楼\w]))?",
    ),
    (
        "address-bare-room",  # but not behind 转你, where it is money
        rf"(?<![转付给打][你您])(?<![转付给打][你您]\s)"
        rf"(?P<sd>[0-9]{{3,4}}(?![0-9])|[{_CN[:10]}]{{3,4}}(?![{_CN}])){_NOT_ROOM}(?!\s?号)",
    ),
)
_ADDRESS = unhurried(
    rf"(?<![0-9.¥$第+x*])(?<![0-9][/:])(?<![0-9]-)(?<![a-z])(?=[0-9{_CN}a-z第])(?:"
    + "|".join(f"(?P<shape{index}>{pattern})" for index, (_, pattern) in enumerate(_SHAPES))
    + ")"
)


@cache
def _parts_of_shapes() -> dict[str, tuple[str, tuple[int, ...], tuple[int, ...], tuple[int, ...]]]:
    """For the group of each shape its rule, and its groups that hold a building, a unit and a room."""
    inside: dict[str, dict[str, list[int]]] = {}
    shape = ""
    for name, index in _ADDRESS.groupindex.items():
        if name.startswith("shape"):
            shape = name
        else:
            part = {"b": "b", "u": "u", "x": "u"}.get(name[0], "r")
            inside.setdefault(shape, {"b": [], "u": [], "r": []})[part].append(index)
    return {
        shape: (_SHAPES[int(shape[5:])][0], tuple(parts["b"]), tuple(parts["u"]), tuple(parts["r"]))
        for shape, parts in inside.items()
    }


#: Cheap sign that a text may hold an address at all.
_SIGN = unhurried(rf"[栋幢号座弄室#/\-~单懂撞洞董橦市房户杠]|[0-9]{{3}}|[0-9a-z][0-9]{{3}}|[{_CN[:10]}]{{3}}")
_PLACE_BEFORE = unhurried(
    r"(?:(?:(?:我的)?(?:收货)?地址|住址|住在|位置|我在|我住|我是|我家[是在住]|家[在住]|房号|门牌号?|楼号|住)[:是]?\s?)?"
    r"(?:[\u4e00-\u9fff]{2,6}(?:小区|花园|家园|公寓|新村|雅苑|嘉苑|花苑|华庭|名苑|新城"
    r"|大院)\s?)?(?:(?:[一二三四五六东西南北]|[0-9])(?:期|区)\s?)?$"
)
_PLACE_WORD = (
    "省|市|区|县|镇|乡|街道|街|路|大道|道|巷|里|村|小区|花园|家园|苑|园|城|府|湾|庭|郡|公寓|大厦"
    "|广场|新村|[0-9]期|[一二三四五六]期|[0-9]号院?|院|组|楼|轩|阁|居|墅|岸|国际|中心|社区|坊|寓|宿舍"
    "|生活区|厂|学校|邸|台|汇|景|天地"
)
#: Behind one of these the name of a place may be anything: 朝阳区居然之家, 明秀东路139号荣和山水绿城.
_REGION = "省|市|区|县|镇|街道|[路街道巷][0-9]{1,5}号|号院|小区"
_IN_NAME = r"(?![送帮给来要买订拿留我你他她谁说听昨的了])(?:[\u4e00-\u9fff0-9a-z·()-]|(?<=[省市区县镇道路号期园])\s)"
#: A postal address from the beginning of its clause: 中山路88号幸福里.
_PLACE = unhurried(
    rf"(?:^|[\s,;。:(])(?P<place>(?:(?:(?![送帮给来要买订拿留])[\u4e00-\u9fff0-9·()-]){{1,40}}?(?:{_PLACE_WORD})"
    rf"|(?:{_IN_NAME}){{1,40}}?(?:{_REGION})(?:{_IN_NAME}){{1,20}})[\s,-]?)$"
)
_LONGEST_PLACE = 64
#: A bare number behind one of these is a room in it.
_BUILDING_BEFORE = unhurried("(?:大厦|公寓|广场|中心|国际|大楼|商务楼|写字楼|新村|花园|家园|小区)$")
_ROAD_BEFORE = frozenset("路街道巷")
#: `501家要两盒`, `3-502他们家也订`: who lives there, and no more of the address.
_THEIR_HOME = unhurried(
    r"\s?(?:[他她]们?)?家(?:里)?的?(?=\s?(?:也|再|还|都|就|先|一共)*\s?"
    r"(?:要|订|定|买|来(?!了)|加|带|捎|拿(?!了)|留|记|报|下单|[0-9一两二三四五六七八九十]|[,;。:]))"
)
_MONTH_BEFORE = unhurried(r"(?:[0-9]{4}-|月)$")
_UNITS_OF_BLOCK = "栋幢座楼"


@dataclass(slots=True, unsafe_hash=True)
class AddressMatch:
    """An address in a normalized text. ``weak`` shapes (a bare ``501``, ``3-2``) are one only beside an order."""

    recipient: Recipient
    start: int
    end: int
    rule: str
    weak: bool = False


def _number(text: str | None) -> str | None:
    if text is None:
        return None
    text = text.replace("幺", "一")
    if text.isascii():
        return text.upper()
    return parse_house_number(text)


def _groups(match: re.Match[str]) -> tuple[str | None, str | None, str | None, str]:
    """Building, unit and room of the shape that matched, with the name of its rule."""
    rule, buildings, units, rooms = _parts_of_shapes()[match.lastgroup or ""]
    return _first(match, buildings), _first(match, units), _first(match, rooms), rule


def _first(match: re.Match[str], groups: tuple[int, ...]) -> str | None:
    for group in groups:
        found: str | None = match[group]
        if found is not None:
            return found
    return None


def _floor_is_said(building: str | None, room: str | None) -> bool:
    """``5楼501``: the first digits of the room say the floor again, so 5楼 is no building."""
    return building is not None and room is not None and room[:-2] == building


def _plausible(match: re.Match[str], rule: str, text: str) -> bool:
    if rule in ("address-dashes", "address-dash", "address-house-pair"):
        if rule == "address-house-pair" and text[match.start() - 1 : match.start()] in _ROAD_BEFORE:
            return False  # 滨文路5-2号: the number of a house in a road
        return _MONTH_BEFORE.search(text, max(0, match.start() - 5), match.start()) is None
    return True


def find_addresses(text: str) -> Iterator[AddressMatch]:
    """Every address of a normalized text, from left to right, without overlap."""
    if _SIGN.search(text) is None:
        return
    free = 0
    for match in _ADDRESS.finditer(text):
        building, unit, room, rule = _groups(match)
        if not _plausible(match, rule, text):
            continue
        if rule == "address-floor" and _floor_is_said(_number(building), _number(room)):
            building = None
        if rule == "address-bare-room" and _BUILDING_BEFORE.search(text, max(0, match.start() - 3), match.start()):
            rule = "address-room"
        recipient = Recipient(_number(building), _number(unit), _number(room))
        if not recipient:
            continue
        weak = rule in ("address-bare-room", "address-house-pair")
        start = max(_with_place(text, match.start()), free)  # 3-501号3-501: 501号 belongs to the first
        home = None if room is None else _THEIR_HOME.match(text, match.end())
        free = match.end() if home is None else home.end()
        yield AddressMatch(recipient, start, free, rule, weak)


def _with_place(text: str, start: int) -> int:
    """Where the words before an address (地址, 幸福小区, 中山路88号) begin that say no more than it does."""
    if start == 0:
        return 0
    place = _PLACE.search(text, max(0, start - _LONGEST_PLACE), start)
    if place is not None:
        return place.start("place")
    words = _PLACE_BEFORE.search(text, max(0, start - 16), start)
    return start if words is None else words.start()


def read_address(text: str) -> Recipient | None:
    """The one address that a normalized text is, or None."""
    found = [match for match in find_addresses(text) if not match.weak or match.rule == "address-bare-room"]
    return found[0].recipient if len(found) == 1 else None
