"""Where are the goods of a pasted list collected, as a line says it? (``自提点：北门水果店``, ``周六3点2栋楼下取``)"""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.language.listing_fees import PHONE
from models.language.listing_slate import TAKEN, Slate
from models.language.listing_text import ARROW_MARK, MARKS, NUMBER_CLOSE, NUMBER_OPEN, PLACE_MARK
from models.language.patterns import unhurried

_COLLECT = "自提|提货|取货|领取|自取|取件|取菜|取餐|接货|领货|拿货"
_LABEL = unhurried(
    rf"{PLACE_MARK}?\s*(?:(?:{_COLLECT}|收货|到货)(?:地点|点位?(?:地址)?|地址|处|位置|站|门店|地(?=\s*[:】]))\s*(?:[:】\])>{ARROW_MARK}]|在|是|为|-)?"
    rf"|(?:{_COLLECT}|(?<![产发])地点|(?<!收货)地址|位置|店址)\s*(?:[:】\])]|请?[到在至])|(?<![\u3400-\u9fff])[取领]\s*[:]|到店[取拿]\s*[:]|(?:^|(?<=[,;。\s]))(?:地点|地址)(?=\S\S))\s*|{PLACE_MARK}\s*(?:(?:{_COLLECT})\s+)?"
)
_SPOT = "堂|园|铺|桥|角|楼|栋|幢|门|店|厅|亭|站|柜|库|室|口|层|岗|广场|处|家|院|超市|物业|架|台|树|号|车棚|仓|摊|旁|侧"
_BEFORE = unhurried(
    rf"(?:到|去|在|来|于)*(?P<place>[^\s,;。:!{TAKEN}]{{2,20}}?)"
    rf"\s?(?:{_COLLECT}|分[货菜]|(?<!自)来?\s?[取拿领分])(?=[,;。!)\s]|$)"
)
#: 到了通知大家来, 就可以自己来: what leads to a place before 领 is no part of it.
_WHO_COMES = unhurried(
    r"^.*(?:请|自己|自行|各自|大家|各位|统一|就|可以|能|都|直接|随时|通知|你们|现场|后|再)(?:来|到|去|在|于|过来)?(?=\S\S)"
)
_SPACED = unhurried(rf"(?:自提|提货|取货|自取)\s+(?P<place>[^\s,;。{TAKEN}]*(?:{_SPOT})[^\s,;。{TAKEN}]*)")
_BEHIND_ARRIVAL = unhurried(
    rf"{TAKEN}[^\S\n]*(?:左右|前后|统一|准时|能|可以)?(?:到货?|送[到达]|货到|自提|取货?)\s+"
    rf"(?P<place>[^\s,;。{TAKEN}]*(?:{_SPOT})[^\s,;。{TAKEN}]*)"
)
_END = unhurried(r"[,;。!|]|\s(?=请|记得|麻烦|谢谢|过期|电话|联系)|\s{2,}|\u2003+")
_OTHER_MATTER = unhurried(
    rf"{TAKEN}|截[单止团]|到货|联系|电话|微信|自提|取货|提货|营业|每天|过时|逾期|请|谢谢|注意|免|送|不|可以|时间|凭|报"
)
_AROUND_TIMES = unhurried(
    r"^(?:[\s,:~\-]|[之以]?[前后](?![台门厅院])|起|左右|统一|到|在|于|开始|之间|或|准时)+|(?:[\s,:~\-(]|到|在)+$"
)
_NO_PLACE = unhurried(
    r"^(?:免|可|不|无|均可|优先|或|即可|为主|时间|自理|方式|另|统一|通知|待定)|^.*(?:上门|送货|送到家)"
)
_VERB_BEHIND = unhurried(rf"(?:{_COLLECT}|(?<=\w\w)取|(?<=\w\w)(?:等|集合|见))$")
_CONTACT_BEHIND = unhurried(r"(?:联系)?(?:电话|手机|微信|联系人?)(?:号)?\s*[:：]?\s*\S{0,4}$")
_EDGES = "@ ,，;；。.!！:：、-~—\t\u3000"


def take_place(slate: Slate, times: Sequence[tuple[int, int]], *, labelled_above: bool = False) -> str | None:
    """The place that the line names, without its label, times and phones; its words are taken off ``slate``.

    ``labelled_above``: the line before was nothing but a label, so this one is the place.
    """
    text = slate.folded
    for start, end in times:
        text = text[:start] + TAKEN * (end - start) + text[end:]
    for label in _LABEL.finditer(text):
        if found := _place_within(slate.written, text, label.end(), _end_of_place(text, label.end())):
            slate.blank(label.start(), found[1])
            return found[0]
    if labelled_above and (found := _place_within(slate.written, text, 0, len(text))):
        slate.blank(0, found[1])
        return found[0]
    return _place_before_verb(slate, text)


def is_bare_place_label(folded: str) -> bool:
    """``自提点：`` alone on its line."""
    label = _LABEL.search(folded)
    return label is not None and not re.search(r"\w", folded[: label.start()] + folded[label.end() :])


def _place_before_verb(slate: Slate, text: str) -> str | None:
    for pattern in (_BEFORE, _SPACED, _BEHIND_ARRIVAL):
        found = pattern.search(text)
        if not found:
            continue
        start, end = found.span("place")
        place = _AROUND_TIMES.sub("", _WHO_COMES.sub("", text[start:end]))
        if len(place) > 1 and re.search(_SPOT, place) and not _NO_PLACE.match(place):
            start = text.index(place, start)
            written = slate.written[start : start + len(place)]
            slate.blank(*found.span())
            return written
    return None


def _end_of_place(text: str, start: int) -> int:
    """The place goes on to the end of the line, but for a part that turns to a time, a phone or another matter."""
    end = start
    for cut in [*_END.finditer(text, start), None]:
        until = cut.start() if cut else len(text)
        part = text[end:until]
        if text[start:end].strip(_EDGES) and (_OTHER_MATTER.search(part) or PHONE.search(part)):
            break
        end = until
    return end


def _place_within(written: str, text: str, start: int, end: int) -> tuple[str, int] | None:
    for found in re.finditer(f"[^{TAKEN}]+", text[start:end]):
        first, last = start + found.start(), start + found.end()
        trimmed = _AROUND_TIMES.sub("", text[first:last])
        if len(re.findall(r"\w", trimmed)) < 2 or _NO_PLACE.match(trimmed):
            continue
        first = text.index(trimmed, first)
        place = PHONE.sub("", written[first : first + len(trimmed)])
        place = _CONTACT_BEHIND.sub("", place.strip()) if place != written[first : first + len(trimmed)] else place
        place = _VERB_BEHIND.sub("", place.strip(_EDGES))
        return re.sub(rf"[{MARKS}{NUMBER_OPEN}{NUMBER_CLOSE}\u2003]+|[(（]\s*[)）]", " ", place).strip(_EDGES), last
    return None
