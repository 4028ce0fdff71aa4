"""Where in a line does somebody name a day or an hour, and which moment is it? (order-language, section 8)

``今晚12点`` is 00:00 of the next day, a range gives its start, a day without an hour gives the date alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from models.language.numerals import parse_number
from models.language.patterns import unhurried

_COUNT = r"(?:\d{1,2}|[零〇一二两三四五六七八九十]{1,3})"
_PART = (
    "凌晨|清晨|清早|大早上|一大早|一早|早上|早晨|上午|中午|正午|下午|午后|傍晚|晚上|晚间|夜里|夜间|半夜|深夜|午夜|"
    "午(?!餐)|早(?![餐茶])|晚(?![餐安])|夜"
)
_PARTS = rf"(?:(?:{_PART})(?:的|\s)*){{1,2}}"
_RANGE = r"\s*(?:[-~—–至到]|\.\.+)\s*"
_NO_PLACE = r"(?![楼栋幢弄院门店厅口馆库仓区线桌座库房摊铺柜档]|(?<=日)[本照式系用常料月]|(?<=号)角)"
_DAY = unhurried(
    r"(?P<relative>大后天|后天|后日|明天|明日|明儿|今天|今日|今儿|当天|当日|本日|次日|隔日|隔天|第二天|翌日|明(?=[早晚上中下])|今(?=[早晚夜])|后(?=[早晚]))"
    r"|(?P<week>下下个?|下个?|这个?|本)?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天末1-6])"
    rf"|(?:(?P<year>20\d\d)\s*[-/.年]\s*)?(?<![\d.¥])(?P<month>{_COUNT})\s*(?:月|[-/.](?=\d))\s*(?P<monthday>{_COUNT})"
    rf"(?:{_RANGE}(?:{_COUNT}[月/.])?{_COUNT})?\s*(?:[号日]|(?=[\s(,;)早晚上中下凌傍前截到送取自提发周星礼]|$)){_NO_PLACE}"
    rf"|(?<![\d.路弄街巷道村里园苑城坊庭湾镇])(?P<onlyday>3[01]|[12]?\d|0[1-9])(?:{_RANGE}\d{{1,2}})?\s*[号日]{_NO_PLACE}"
)
_CLOCK = unhurried(
    rf"(?P<part>{_PARTS})?\s*"
    rf"(?:(?<![\d.])(?P<hour>{_COUNT})(?:(?:{_RANGE}{_COUNT})?\s*[点时](?![间候令尚鲜心])(?:钟|整)?(?:(?P<half>半)|(?P<quarter>[一三])刻|(?P<spoken>{_COUNT})\s*分?(?![号日月点时\d元块]))?"
    r"|(?<=\d)\s*[:：]\s*(?P<minute>[0-5]\d)(?![\d.元块斤枚个盒克只包瓶袋]))"
    r"|(?P<midnight>零点|零时))"
)
_START = unhurried(f"{_DAY.pattern}|{_CLOCK.pattern}")
_DAY_PART = unhurried(_PARTS)
_PART_BEFORE = unhurried(
    r"(?P<part>早上|早晨|上午|中午|下午|傍晚|晚上|晚间)(?:统一|陆续|开始|左右|再|就|会|能|\s){0,2}$"
)
_JOINT = unhurried(r"[\s,(]*(?:[的当]\s*)?(?:[)]\s*)?")
_REMARK = unhurried(r"\s*[(]?\s*(?:周|星期|礼拜)[一二三四五六日天]\s*[)]?|[(][\u3400-\u9fff]{1,4}[)]")
_RANGE_END = unhurried(_RANGE)

_RELATIVE_DAYS = {"今": 0, "本": 0, "明": 1, "后": 2, "大": 3}
_WEEKDAYS = {
    **{char: index for index, char in enumerate("一二三四五六日")},
    "天": 6,
    "末": 5,
    **{str(n): n - 1 for n in range(1, 7)},
}
_USUAL_HOURS = (("下午|午后", 14), ("中午|正午", 12), ("傍晚", 17), ("晚|夜", 19), ("早|晨|上午", 8))
_LATE = unhurried("[晚夜]")
_AFTERNOON = unhurried("下午|午后|傍晚")
_MORNING = unhurried("凌晨|清|早|上午")
#: A bare ``5点`` of a coming day is the afternoon's: nobody closes or delivers before seven without saying 早上.
_FIRST_MORNING_HOUR = 7
_DAYS_BEFORE_NEXT_YEAR = 60
_FARTHEST_BARE_DAY = 14


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, an hour, or both, as written at ``start``..``end`` of a line. Nothing is resolved yet."""

    start: int
    end: int
    day: re.Match[str] | None = None
    part: str = ""
    hour: int | None = None
    minute: int = 0
    plain_hour: bool = False

    @property
    def certain(self) -> bool:
        """Whether it can be nothing but a time: ``11.20`` alone could be a price, ``20日`` not."""
        return (
            self.hour is not None
            or bool(self.part)
            or not re.fullmatch(r"[\d.\-/\s]+", self.day[0] if self.day else "0")
        )


def is_near(found: datetime | date | None, moment: Moment, at: datetime | None) -> bool:
    """``5.5`` in November is a sum, not a day of next May; a day that is called one may be far off."""
    if found is None or at is None or moment.certain:
        return True
    day = found.date() if isinstance(found, datetime) else found
    return (day - at.date()).days <= _FARTHEST_BARE_DAY


def part_before(folded: str, end: int) -> Moment | None:
    """A part of the day that stands alone right before ``end``: the 下午 of ``下午统一送到``."""
    found = _PART_BEFORE.search(folded, max(0, end - 12), end)
    return Moment(found.start(), found.end("part"), part=found["part"]) if found else None


def moments(folded: str) -> Iterator[Moment]:
    """The days and hours named in ``folded``, from left to right; the end of a range belongs to its start."""
    position = 0
    while found := _START.search(folded, position):
        moment = _moment_at(folded, found.start())
        position = max(moment.end, found.end(), position + 1)
        if _may_be_day(moment.day):
            yield moment


def _may_be_day(day: re.Match[str] | None) -> bool:
    """``35.8`` is no day of any month."""
    if day is None or not day["month"]:
        return True
    month, monthday = small_number(day["month"]), small_number(day["monthday"])
    return 1 <= (month or 0) <= 12 and 1 <= (monthday or 0) <= 31


def _moment_at(folded: str, start: int) -> Moment:
    moment = Moment(start, start)
    if day := _DAY.match(folded, start):
        moment = replace(moment, day=day, end=day.end())
        if remark := _REMARK.match(folded, day.end()):
            moment = replace(moment, end=remark.end())
    joint = _JOINT.match(folded, moment.end)
    after = joint.end() if joint and moment.day else moment.end
    moment = _with_clock(folded, after, moment)
    return replace(moment, end=_end_of_range(folded, moment.end))


def _with_clock(folded: str, position: int, moment: Moment) -> Moment:
    if clock := _CLOCK.match(folded, position):
        hour = 0 if clock["midnight"] else small_number(clock["hour"])
        return replace(
            moment,
            end=clock.end(),
            part=clock["part"] or "",
            hour=None if hour is None or hour > 24 else hour,
            minute=_minutes(clock),
            plain_hour=not clock["part"] and not clock["midnight"] and not (clock["hour"] or "").startswith("0"),
        )
    if moment.day and (part := _DAY_PART.match(folded, position)):
        return replace(moment, part=part[0], end=part.end())
    return moment


def _minutes(clock: re.Match[str]) -> int:
    if clock["half"]:
        return 30
    if clock["quarter"]:
        return 15 if clock["quarter"] == "一" else 45
    return min(small_number(clock["minute"] or clock["spoken"] or "0") or 0, 59)


def _end_of_range(folded: str, end: int) -> int:
    dash = _RANGE_END.match(folded, end)
    if not dash:
        return end
    if clock := _CLOCK.match(folded, dash.end()):
        return clock.end()
    if day := _DAY.match(folded, dash.end()):
        joint = _JOINT.match(folded, day.end())
        clock = _CLOCK.match(folded, joint.end() if joint else day.end())
        return clock.end() if clock else day.end()
    return end


def small_number(word: str) -> int | None:
    """A whole number in digits or Chinese numerals; None where it is none."""
    value = parse_number(word)
    return None if value is None or value != int(value) else int(value)


def resolve(moment: Moment, at: datetime | None, *, after: datetime | date | None = None) -> datetime | date | None:
    """The moment in ``at``'s time zone; a date where no hour is said; None where it can't be known.

    ``after`` is the cut-off that an arrival follows: ``次日`` counts from its day, a bare hour comes after it.
    """
    if at is None:
        return _full_date(moment)
    day = _day(moment, at, after)
    if moment.hour is None:
        return day or _day_of_part(moment, _floor(at, after))
    if day is None:
        return _next_occurrence(moment, _floor(at, after))
    found = _on_day(moment, day, at)
    is_weekday_past = moment.day and moment.day["weekday"] and not moment.day["week"] and found <= at
    return found + timedelta(days=7) if is_weekday_past else found


def _day_of_part(moment: Moment, floor: datetime) -> date | None:
    """``下午送到`` without a day: the next afternoon."""
    hours = next((hours for words, hours in _USUAL_HOURS if re.search(words, moment.part)), None)
    return None if hours is None else _next_occurrence(replace(moment, part="", hour=hours), floor).date()


def _full_date(moment: Moment) -> date | None:
    day = moment.day
    if day is None or not day["year"] or moment.hour is not None:
        return None
    return _date(int(day["year"]), small_number(day["month"]), small_number(day["monthday"]))


def _date(year: int, month: int | None, day: int | None) -> date | None:
    try:
        return date(year, month or 0, day or 0)
    except ValueError:
        return None


def _floor(at: datetime, after: datetime | date | None) -> datetime:
    if isinstance(after, datetime):
        return max(at, after)
    return at if after is None else max(at, datetime.combine(after, time(), at.tzinfo))


def _day(moment: Moment, at: datetime, after: datetime | date | None) -> date | None:
    day, today = moment.day, at.date()
    if day is None:
        return None
    if day["relative"]:
        return _relative_day(day["relative"], today, after)
    if day["weekday"]:
        return _weekday(day, today if day["week"] else max(today, _written_day(after, today)))
    if day["onlyday"]:
        return _day_of_month(int(day["onlyday"]), today)
    month, monthday = small_number(day["month"]), small_number(day["monthday"])
    if day["year"]:
        return _date(int(day["year"]), month, monthday)
    found = _date(today.year, month, monthday)
    is_over = found is not None and (today - found).days > _DAYS_BEFORE_NEXT_YEAR
    return _date(today.year + 1, month, monthday) if is_over else found


def _relative_day(word: str, today: date, after: datetime | date | None) -> date:
    if word[0] == "当":
        return _written_day(after, today)
    if word[0] in "次隔第翌":
        return _written_day(after, today) + timedelta(days=1)
    return today + timedelta(days=_RELATIVE_DAYS[word[0]])


def _written_day(after: datetime | date | None, today: date) -> date:
    """The day by which people call a cut-off: 00:00 is the midnight of the evening before."""
    if isinstance(after, datetime):
        return (after - timedelta(minutes=1)).date()
    return after or today


def _weekday(day: re.Match[str], today: date) -> date:
    index, week = _WEEKDAYS[day["weekday"]], day["week"] or ""
    monday = today - timedelta(days=today.weekday())
    if week:
        return monday + timedelta(days=index + 7 * week.count("下"))
    return today + timedelta(days=(index - today.weekday()) % 7)


def _day_of_month(monthday: int, today: date) -> date | None:
    this_month = _date(today.year, today.month, monthday)
    if this_month and this_month >= today:
        return this_month
    first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    return _date(first.year, first.month, monthday)


def _on_day(moment: Moment, day: date, at: datetime) -> datetime:
    hours = _hour_of_day(moment)
    found = _at_hour(day, hours, moment.minute, at)
    if not moment.plain_hour or not 0 < hours <= 12:
        is_midnight_past = moment.hour == 0 and day == at.date()
        return found + timedelta(days=1) if is_midnight_past and hours == 0 else found
    later = found + timedelta(hours=12)
    if day == at.date():
        return later if found <= at < later else found
    return later if hours < _FIRST_MORNING_HOUR else found


def _at_hour(day: date, hours: int, minute: int, at: datetime) -> datetime:
    return datetime.combine(day, time(minute=minute), at.tzinfo) + timedelta(hours=hours)


def _hour_of_day(moment: Moment) -> int:
    """Hours since the day's 00:00: 晚上12点 is 24, 晚上8点 is 20, 凌晨12点 is 0."""
    hour, part = moment.hour or 0, moment.part
    if _LATE.search(part) or "午夜" in part:
        return _late_hour(hour, part)
    if _AFTERNOON.search(part):
        return hour + 12 if hour < 12 else hour
    if "午" in part and "上午" not in part:
        return hour + 12 if hour < 10 else hour
    return 0 if "凌晨" in part and hour == 12 else hour


def _late_hour(hour: int, part: str) -> int:
    if _MORNING.search(part):
        return hour + 24 if hour < 12 else 24
    if hour in (0, 12, 24):
        return 24
    if hour > 12:
        return hour
    return hour + 12 if hour > 4 else hour + 24


def _next_occurrence(moment: Moment, floor: datetime) -> datetime:
    hours = _hour_of_day(moment)
    found = _at_hour(floor.date(), hours, moment.minute, floor)
    steps = [found, found + timedelta(days=1)]
    if moment.plain_hour and 0 < hours <= 12:
        steps = [found, found + timedelta(hours=12), found + timedelta(days=1), found + timedelta(hours=36)]
        if hours < _FIRST_MORNING_HOUR:
            steps = steps[1::2]
    return next((step for step in steps if step > floor), steps[-1])
