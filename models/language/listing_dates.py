"""Which words of a line tell the cut-off, the arrival, and where goods are collected?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from models.language.listing_remarks import PHONE
from models.language.listing_slate import TAKEN, Slate
from models.language.listing_text import CLOCK_MARK, MARKS, PLACE_MARK, TRUCK_MARK
from models.language.listing_times import Moment, moments


class Occasion(Enum):
    CLOSES = "closes"
    ARRIVES = "arrives"
    COLLECTED = "collected"


_LABELS = {
    Occasion.CLOSES: (
        r"(?:下单|接龙|报名|团购|预[定订]|接单|本[团单])?(?:截单|截止|截团|截龙|收单|封单|封团|关团|关单|结单|结团|止单|停单|截胡|停止(?:接单|接龙|下单|报名)|结束(?!后))(?:接龙|下单|接单|报名|团购|预定|收单)?(?:时间|日期)?"
        r"|截(?=\s*(?:[,;。!)\s]|$))|(?:前|之前)(?=\s*(?:下单|接龙|报名|拍|预定|订))"
    ),
    Occasion.ARRIVES: (
        r"(?:预计|统一|大概|最快|约)?(?:到货|到达|抵达|送达|送到|到车|配送|派送|送货|分货|发货到|货到|车到)(?:时间|日期)?(?!费|上门|方式|范围|到|地)|(?<!截止)(?<!直)到(?=\s*(?:[,;。!)(~\s]|$|齐|小区|店|家|社区|群))"
        r"|(?<=[点半分日天午上])(?:开始)?送(?=\s*(?:[,;。!)\s]|$))"
    ),
    Occasion.COLLECTED: r"(?:自提|提货|取货|领取|自取|取件|取菜|领货|拿货)(?:时间|日期)?(?!点|地|处|位)",
}
_LABEL = re.compile("|".join(f"(?P<{occasion.value}>{pattern})" for occasion, pattern in _LABELS.items()))
_BEFORE_GAP = re.compile(
    r"\s*(?:左右|前后|前|之前|以前|开始|起|陆续|统一|准时|能|可|可以|才|就|会|后|,|现场|大概|预计|[)]|当天|\s|(?:的?时候)|钟|整|正式|自动|[即便]|到货|送货上门|截止|全部|货|新鲜){0,4}\s*$"
)
_AFTER_GAP = re.compile(r"\s*(?:[:：\]】)]|时间|为|是|在|于|到|至|约|大约|预计|大概|最快|\s|[-~—]|今日|本周){0,6}\s*$")
_PLACE_LABEL = re.compile(
    rf"{PLACE_MARK}?\s*(?:(?:自提|提货|取货|领取|自取|取件|取菜|接货|领货|拿货|收货|到货)(?:地点|点位?|地址|处|位置|站)\s*(?:[:】\])]|在|是|为)?|(?:自提|提货|取货|领取|自取|取件|取菜|地点|地址|位置)\s*(?:[:】\])]|请?[到在]))\s*|{PLACE_MARK}\s*"
)
_PLACE_BEFORE = re.compile(
    r"(?:请)?(?:到|去|在|来)\s*(?P<place>[^\s,;。:]{2,20}?)\s*(?:自提|自取|取货|提货|领取|取(?=[,;。!\s]|$))"
)
_PLACE_PLAIN = re.compile(
    r"(?:自提|提货|取货|自取)\s+(?P<place>[^\s,;。]*(?:楼|栋|幢|门|店|厅|亭|站|柜|库|室|口|层|岗|广场|处|家|院|超市|驿站|物业|架)[^\s,;。]*)"
)
_OPENING = re.compile(r"开团|开抢|开始接龙|开始下单|开售|开接|上架")
_PLACE_END = re.compile(r"[,;。!|]|\s{2,}|\u2003+")
_NOT_A_PLACE = re.compile(r"^(?:免|可|不|无|均可|优先|或|即可|为主|时间)")


@dataclass(frozen=True, slots=True)
class Dates:
    """What one line says of times and of the place; ``open_label`` is a label whose time stands on the next line."""

    closes: Moment | None = None
    arrives: Moment | None = None
    collected: Moment | None = None
    pickup: str | None = None
    open_label: Occasion | None = None


def take_dates(slate: Slate, *, waiting: Occasion | None = None) -> Dates:
    """What a line says of cut-off, arrival and pickup; the words that say it are taken off ``slate``.

    ``waiting`` is a label without a time on the line before.
    """
    found: dict[Occasion, Moment] = {}
    times = list(moments(slate.folded))
    labels = [(Occasion(match.lastgroup), match) for match in _LABEL.finditer(slate.folded) if match.lastgroup]
    used: list[tuple[int, int]] = []
    for occasion, label in labels:
        moment = _moment_of(slate.folded, label, times)
        if moment:
            times.remove(moment)
            found.setdefault(occasion, moment)
            used.append((min(moment.start, label.start()), max(moment.end, label.end())))
    _by_picture(slate.folded, times, found, used)
    if waiting and not found and times:
        found[waiting] = times[0]
        used.append((times[0].start, times[0].end))
    pickup = _pickup(slate, [(m.start, m.end) for m in moments(slate.folded)])
    open_label = (
        labels[0][0] if labels and not found and not pickup and _is_bare_label(slate.folded, labels[0][1]) else None
    )
    for start, end in used:
        slate.blank(start, end)
    for moment in times:
        if moment.certain:
            slate.blank(moment.start, moment.end)
    if used:
        for _, label in labels:
            slate.blank(label.start(), label.end())
    return Dates(
        found.get(Occasion.CLOSES), found.get(Occasion.ARRIVES), found.get(Occasion.COLLECTED), pickup, open_label
    )


def _moment_of(folded: str, label: re.Match[str], times: Sequence[Moment]) -> Moment | None:
    before = next(
        (m for m in reversed(times) if m.end <= label.start() and _BEFORE_GAP.match(folded[m.end : label.start()])),
        None,
    )
    after = next((m for m in times if m.start >= label.end() and _AFTER_GAP.match(folded[label.end() : m.start])), None)
    if after and (not before or folded[label.end() :].lstrip()[:1] == ":" or label[0].endswith(("时间", "日期"))):
        return after
    return before


def _by_picture(folded: str, times: list[Moment], found: dict[Occasion, Moment], used: list[tuple[int, int]]) -> None:
    """A clock or a truck before a time that no word explains."""
    for mark, occasion in ((CLOCK_MARK, Occasion.CLOSES), (TRUCK_MARK, Occasion.ARRIVES)):
        place = folded.find(mark)
        if place < 0 or occasion in found:
            continue
        moment = next(
            (
                m
                for m in times
                if m.start > place and not re.search(r"\S", folded[place : m.start].strip(MARKS + " :\u2003"))
            ),
            None,
        )
        if moment and not _OPENING.search(folded):
            times.remove(moment)
            found[occasion] = moment
            used.append((place, moment.end))


def _is_bare_label(folded: str, label: re.Match[str]) -> bool:
    return not re.search(r"\w", folded[: label.start()] + folded[label.end() :])


def _pickup(slate: Slate, times: Sequence[tuple[int, int]]) -> str | None:
    label = _PLACE_LABEL.search(slate.folded)
    if label:
        start, end = label.end(), _end_of_place(slate.folded, label.end(), times)
    elif found := _PLACE_BEFORE.search(slate.folded) or _PLACE_PLAIN.search(slate.folded):
        start, end = found.span("place")
    else:
        return None
    place = _without_times(slate.written, start, end, times)
    if not re.search(r"\w", place) or _NOT_A_PLACE.match(place):
        return None
    slate.blank(label.start() if label else start, end)
    return place


def _end_of_place(folded: str, start: int, times: Sequence[tuple[int, int]]) -> int:
    """The place goes on to the end of the line, but for a part that tells a time, a phone or something else."""
    end = start
    for cut in [*_PLACE_END.finditer(folded, start), None]:
        until = cut.start() if cut else len(folded)
        part = folded[end:until]
        if end > start and (_LABEL.search(part) or PHONE.search(part) or any(end <= at < until for at, _ in times)):
            break
        if part.strip():
            end = until
            if not cut:
                break
    return end


def _without_times(written: str, start: int, end: int, times: Sequence[tuple[int, int]]) -> str:
    place, position = "", start
    for first, last in times:
        if start <= first < end:
            place, position = place + written[position:first], max(position, last)
    place = PHONE.sub("", place + written[position : max(position, end)])
    place = re.sub(r"(?:联系)?(?:电话|手机|微信)(?:号)?\s*[:：]?\s*$", "", place.strip())
    return re.sub(rf"[{MARKS}{TAKEN}\u2003]+", " ", place).strip(" ,，;；。.!！:：、-~—")
