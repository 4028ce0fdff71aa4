"""On which days does a plan say? `工作日`, `每周三、五`, `逢二五八`, `农历初一、十五`, `每月1号15号`, `隔天`.

days    = "每天" | "工作日" | "周末" | "周一到周五" | ["每"] "周" weekdays | "隔周" weekday
        | ["农历"] "逢" digits | "农历" lunar_days | "每月" days_of_month | "单号" | "双号"
        | "隔天" | "每" number "天"
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from models.language.listing_times import small_number
from models.schedule import Repeated

_WEEKDAY = {char: index for index, char in enumerate("一二三四五六日")} | {"天": 6}
_WEEK = "(?:周|星期|礼拜)"
_DAY = "[一二三四五六日天]"
_DIGIT = {char: digit for digit, char in enumerate("零一二三四五六七八九")} | {"十": 0}
_DIGIT |= {str(digit): digit for digit in range(10)} | {"10": 0}
_END = r"(?:10|[零一二三四五六七八九十\d])"
_SEPARATED = r"[、,和及/\s]"
_MOON = "(?:农历|阴历|旧历)"
_MOON_DAY = "(?:初[一二三四五六七八九十]|十[一二三四五六七八九]|二十[一二三四五六七八九]?|廿[一二三四五六七八九]?|三十)"
_OF_MONTH = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_MOST_DAYS_APART = 60


@dataclass(frozen=True, slots=True)
class NoDay:
    """Days are named, and there are none like that; ``why`` in words for her."""

    why: str


Days = Repeated | NoDay
#: Whatever hour: only the days of it are meant.
_EVERY_DAY = Repeated(time(0))


def read_days(text: str, today: date) -> tuple[Days, str] | None:
    """The days at the head of a plan, as a plan for midnight, and the rest of the text; None where none stand there."""
    for shape, build in _SHAPES:
        match = shape.match(text)
        if match is not None:
            return build(match, today), text[match.end() :].strip(" ,的")
    return None


def _range(match: re.Match[str], _today: date) -> Days:
    first, last = _WEEKDAY[match[1]], _WEEKDAY[match[2]]
    if first >= last:
        return NoDay(f"周{match[1]}到周{match[2]}没看懂")
    return replace(_EVERY_DAY, weekdays=tuple(range(first, last + 1)))


def _weekdays(match: re.Match[str], _today: date) -> Days:
    return replace(_EVERY_DAY, weekdays=tuple(sorted({_WEEKDAY[char] for char in match[0] if char in _WEEKDAY})))


def _every_other_week(match: re.Match[str], today: date) -> Days:
    start = today + timedelta(days=(_WEEKDAY[match[1]] - today.weekday()) % 7)
    return replace(_EVERY_DAY, every_days=14, start=start)


def _last_digits(match: re.Match[str], _today: date) -> Days:
    digits = tuple(sorted({_DIGIT[end] for end in re.findall(_END, match[2])}))
    return replace(_EVERY_DAY, last_digits=digits, lunar=bool(match[1]))


def _moon_days(match: re.Match[str], _today: date) -> Days:
    days = {_moon_day(word) for word in re.findall(_MOON_DAY, match[1])}
    return replace(_EVERY_DAY, days_of_month=tuple(sorted(days)), lunar=True)


def _moon_day(word: str) -> int:
    return small_number(word.removeprefix("初")) or 0


def _days_of_month(match: re.Match[str], _today: date) -> Days:
    days = [small_number(word) or 0 for word in re.findall(_OF_MONTH, match[1])]
    wrong = [day for day in days if not 1 <= day <= 31]
    if wrong:
        return NoDay(f"一个月没有{wrong[0]}号")
    return replace(_EVERY_DAY, days_of_month=tuple(sorted(set(days))))


def _apart(match: re.Match[str], today: date) -> Days:
    between, each = match[1], match[2]
    days = (small_number(between) or 0) + 1 if between else small_number(each or "2") or 0
    if not 1 < days <= _MOST_DAYS_APART:
        return NoDay(f"{match[0]}没看懂")
    return replace(_EVERY_DAY, every_days=days, start=today)


def _always(days: Repeated) -> Callable[[re.Match[str], date], Days]:
    return lambda _match, _today: days


_COUNT = r"(\d{1,2}|[一二两三四五六七八九十]{1,2})"
_SHAPES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Days]], ...] = (
    (re.compile("每个?(?:工作日|上班日)|工作日|上班日"), _always(replace(_EVERY_DAY, workdays=True))),
    (re.compile("每个?周末|周末|双休日?|周六周日|周六日"), _always(replace(_EVERY_DAY, weekdays=(5, 6)))),
    (re.compile(f"每?{_WEEK}({_DAY})(?:到|至|-|~){_WEEK}?({_DAY})"), _range),
    (re.compile(f"(?:隔|每两|每隔一?)个?周的?{_WEEK}?({_DAY})"), _every_other_week),
    (re.compile(f"每?个?{_WEEK}{_DAY}(?:{_SEPARATED}*{_WEEK}?{_DAY})*"), _weekdays),
    (re.compile(rf"({_MOON})?每?逢({_END}(?:{_SEPARATED}*逢?{_END})*)(?![点\d:])(?:的?日子|日|号|集)*"), _last_digits),
    (re.compile(f"{_MOON}(?:每月)?的?({_MOON_DAY}(?:{_SEPARATED}*{_MOON_DAY})*)"), _moon_days),
    (re.compile(f"每个?月的?({_OF_MONTH}[号日](?:{_SEPARATED}*{_OF_MONTH}[号日])*)"), _days_of_month),
    (re.compile("单[号日]"), _always(replace(_EVERY_DAY, last_digits=(1, 3, 5, 7, 9)))),
    (re.compile("双[号日]"), _always(replace(_EVERY_DAY, last_digits=(0, 2, 4, 6, 8)))),
    (re.compile(rf"每?隔{_COUNT}[天日]()"), _apart),
    (re.compile(r"()(?:每?隔[天日]|(?:两天|2天)一次)()"), _apart),
    (re.compile(rf"()(?:每{_COUNT}[天日](?:一次)?)"), _apart),
    (re.compile("每天|天天|每日|每(?=[早晚])"), _always(_EVERY_DAY)),
)
