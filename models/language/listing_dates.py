"""Which words of a line tell the cut-off, the arrival, and where goods are collected?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from models.language.listing_places import is_bare_place_label, take_place
from models.language.listing_slate import Slate
from models.language.listing_text import ARROW_MARK, CLOCK_MARK, MARKS, TRUCK_MARK
from models.language.listing_times import Moment, moments, part_before
from models.language.patterns import unhurried


class Occasion(Enum):
    CLOSES = "closes"
    ARRIVES = "arrives"
    COLLECTED = "collected"


#: What goods cost stands behind 拿货 more often than a day does.
_SUM = (
    r"\s*[:是]?\s*¥?\d+(?:\.\d+)?(?:\s*(?:元|块|/)|[,;、。]|$|\s(?!\s*\d*[点:时号早晚上中下凌周星])"
    r"|[\u3400-\u9fff](?<![月日号点时]))"
)
_LABELS = {
    Occasion.CLOSES: (
        r"(?:下单|接龙|报名|团购|预[定订]|接单|本[团单])?(?:截单|截止|截团|截龙|收单|封单|封团|关团|关单|结单|结团|止单|停单|关闭|截胡|停止(?:接单|接龙|下单|报名)|结束(?!后))(?:接龙|下单|接单|报名|团购|预定|收单)?(?:时间|日期|倒计时)?"
        r"|(?:即日|现在|今日|今天)起?[至到]|最[晚迟](?=[^,;。]{1,12}(?:[下落]单|接龙|报名))|不再?接[单龙]?"
        r"|截[至到]|(?<![\u3400-\u9fff])接[到至]|截(?=\s*(?:[,;。!)(:\s]|$))|(?:前|之前)(?=\s*(?:[下落]单|接(?![到货送])|报(?!价)|拍|预[定约]|订|说|告诉|发我|登记|填|留言|回复|统计))"
        r"|(?:接龙|下单|报名|接单|收单|预定|预订|团购)(?:时间)?(?:到|至|截至)|报单|报货|统计(?!表)|锁单"
        r"|(?:停|止|关|收|封)(?=\s*(?:[,;。!)]|$))"
    ),
    Occasion.ARRIVES: (
        r"(?:预计|统一|大概|最快|约)?(?:到货|到达|抵达|送达|送到|送过?来|到车|配送|派送|送货|分[货菜发肉]|发货到|货到|车到)(?:时间|日期|日(?=[:\s]))?(?!费|方式|范围|到|地)|(?<!截止)(?<!直)到(?=\s*(?:[,;。!)(:~\s]|$|齐|小区|店|家|社区|群|[^\s,;。]{0,4}[门楼店口](?:[,;。!)\s]|$)|[^\s,;。]{0,8}(?:架空层|大厅|岗亭|车库|物业|驿站)))"
        r"|(?<![配发派运赠包附买加])送(?=\s*(?:[,;。!)\s]|$))"
    ),
    Occasion.COLLECTED: (
        rf"(?:自提|提货|取货|领取|自取|取件|取菜|取餐|领货|(?:(?<![\d元块])|(?<=:\d\d))拿货(?!{_SUM}))(?:时间|日期)?(?!点|地|处|位)|(?<!已)(?:来|可)?[取拿领分](?=[\s,;。!)|]|$)"
    ),
}
_LABEL = unhurried("|".join(f"(?P<{occasion.value}>{pattern})" for occasion, pattern in _LABELS.items()))
_BEFORE_GAP = unhurried(
    r"\s*(?:左右|前后|前|之前|以前|之后|以后|开始|起|陆续|统一|准时|能|可|可以|才|就|会|后|,|现场|大概|预计|[)]|当天|\s|(?:的?时候)|钟|整|正式|自动|[即便]|到货|送货上门|截止|全部|货|新鲜|[\u3400-\u9fff]{1,2}好|在[^\s,;。:!]{2,12}?){0,4}\s*$"
)
_PLACE_BETWEEN = unhurried(r"[^,;。:!]{0,16}$")
_AFTER_GAP = unhurried(
    rf"\s*(?:[:：{ARROW_MARK}>\]】)|]|时间|为|是|在|于|到|至|约|大约|预计|大概|最快|\s|[-~—(]|今日|本周|每[天日晚]){{0,6}}\s*$"
)
#: 今天报名到19点: the day before the label, the hour behind it.
_SPEAKS_OF_HOUR = unhurried(r"(?:到|至|时间)$")
_OPENING = unhurried(r"开团|开抢|开始接龙|开始下单|开售|开接|上架")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A label that stood alone on its line: what it is about stands on the next."""

    occasion: Occasion | None = None
    place: bool = False


@dataclass(frozen=True, slots=True)
class Dates:
    """What one line says of times and of the place, and what it leaves to the next."""

    closes: Moment | None = None
    arrives: Moment | None = None
    collected: Moment | None = None
    pickup: str | None = None
    waiting: Waiting = Waiting()


def take_dates(slate: Slate, *, waiting: Waiting) -> Dates:
    """What a line says of cut-off, arrival and pickup; the words that say it are taken off ``slate``."""
    folded = slate.folded
    times = list(moments(folded))
    spans = [(moment.start, moment.end) for moment in times]
    labels = [(Occasion(match.lastgroup), match) for match in _LABEL.finditer(folded) if match.lastgroup]
    found = _pair(folded, labels, times)
    if waiting.occasion and not found and times and (times[0].certain or _is_alone(folded, times[0])):
        found[waiting.occasion] = times[0]
    pickup = take_place(slate, spans, labelled_above=waiting.place)
    open_label = labels[0][0] if labels and not found and not pickup and _is_bare(folded, labels[0][1]) else None
    _take_times(slate, times, tuple(found.values()), labels if found else ())
    return Dates(
        closes=found.get(Occasion.CLOSES),
        arrives=found.get(Occasion.ARRIVES),
        collected=found.get(Occasion.COLLECTED),
        pickup=pickup,
        waiting=Waiting(open_label, pickup is None and is_bare_place_label(folded)),
    )


def _pair(
    folded: str, labels: Sequence[tuple[Occasion, re.Match[str]]], times: Sequence[Moment]
) -> dict[Occasion, Moment]:
    """Each label with the time beside it; a time serves one label."""
    found: dict[Occasion, Moment] = {}
    free = list(times)
    for occasion, label in sorted(labels, key=lambda one: one[0] is not Occasion.CLOSES):
        moment = _moment_of(folded, label, free, occasion)
        if moment is None:
            moment = part_before(folded, label.start())
        elif moment in free:
            free.remove(moment)
        if moment and label[0].startswith("拿") and not moment.certain:
            continue
        if moment and not _OPENING.search(folded[moment.end : label.start()]):
            found.setdefault(occasion, moment)
    for mark, occasion in ((CLOCK_MARK, Occasion.CLOSES), (TRUCK_MARK, Occasion.ARRIVES)):
        moment = _after_mark(folded, mark, free)
        if moment and occasion not in found and not _OPENING.search(folded):
            free.remove(moment)
            found[occasion] = moment
    return found


def _after_mark(folded: str, mark: str, times: Sequence[Moment]) -> Moment | None:
    """A clock or a truck before a time that no word explains."""
    place = folded.find(mark)
    if place < 0:
        return None
    return next((m for m in times if m.start > place and not folded[place : m.start].strip(MARKS + " :\u2003")), None)


def _take_times(
    slate: Slate, times: Sequence[Moment], used: Sequence[Moment], labels: Sequence[tuple[Occasion, re.Match[str]]]
) -> None:
    """The 9.9 of a sum looks like a day; it is one only where a label needs it."""
    for moment in times:
        is_used = any(one.start <= moment.start and moment.end <= one.end for one in used)
        is_opening = _OPENING.search(slate.folded, max(0, moment.start - 6), moment.start)
        if is_used or is_opening or (moment.certain and (labels or not _ends_a_word(slate.folded, moment))):
            slate.blank(moment.start, moment.end)
    for _, label in labels:
        slate.blank(label.start(), label.end())


def _ends_a_word(folded: str, moment: Moment) -> bool:
    """The 28号 of 爱媛28号 is a breed, where no label of the line makes a day of it."""
    is_bare_day = moment.day is not None and moment.day["onlyday"] and moment.hour is None and not moment.part
    return bool(is_bare_day) and re.match(r"[\u3400-\u9fff]", folded[max(0, moment.start - 1) :]) is not None


def _is_alone(folded: str, moment: Moment) -> bool:
    return not re.search(r"\w", folded[: moment.start] + folded[moment.end :])


def _is_bare(folded: str, label: re.Match[str]) -> bool:
    return not re.search(r"\w", folded[: label.start()] + folded[label.end() :])


def _moment_of(folded: str, label: re.Match[str], times: Sequence[Moment], occasion: Occasion) -> Moment | None:
    gap = _PLACE_BETWEEN if occasion is Occasion.COLLECTED else _BEFORE_GAP
    before = next(
        (m for m in reversed(times) if m.end <= label.start() and gap.match(folded[m.end : label.start()])),
        None,
    )
    after = next((m for m in times if m.start >= label.end() and _AFTER_GAP.match(folded[label.end() : m.start])), None)
    if before and after and _SPEAKS_OF_HOUR.search(label[0]) and not (before.hour or before.part or after.day):
        return replace(after, day=before.day, start=before.start)
    if after and (not before or folded[label.end() :].lstrip()[:1] == ":" or label[0].endswith(("时间", "日期"))):
        return after
    return before
