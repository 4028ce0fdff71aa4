"""Which days are workdays and holidays in China, and which day is it by the moon? What calendars say, without a clock.

The official calendar of a year is announced late in the year before (chinesecalendar brings it); of a year that is
not known yet, and where people live by another calendar, Monday to Friday are workdays and nothing is a holiday.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from borax.calendars.lunardate import InvalidLunarDateError, LunarDate
from chinese_calendar import get_holiday_detail
from chinese_calendar.constants import holidays

#: Where the official calendar of the mainland holds.
ZONES = frozenset({"Asia/Shanghai", "Asia/Chongqing", "Asia/Chungking", "Asia/Harbin", "Asia/Urumqi", "PRC"})
_SATURDAY = 5

#: The last year of which the official calendar is known.
LAST_KNOWN_YEAR: int = max(holidays).year


def is_known(day: date, zone: str) -> bool:
    """Whether the official calendar says anything of this day in this zone."""
    return zone in ZONES and min(holidays).year <= day.year <= LAST_KNOWN_YEAR


def is_workday(day: date, zone: str) -> bool:
    """A day on which people work: a Sunday that makes up for a holiday too."""
    if not is_known(day, zone):
        return day.weekday() < _SATURDAY
    is_free, _name = get_holiday_detail(day)
    return not is_free


def is_holiday(day: date, zone: str) -> bool:
    """A day off that has a name (国庆); a plain weekend is none."""
    if not is_known(day, zone):
        return False
    is_free, name = get_holiday_detail(day)
    return bool(is_free and name)


@lru_cache(maxsize=4096)
def lunar_day(day: date) -> int | None:
    """The day of the moon's month, 1 to 30; None beyond the years of the table (1900 to 2100)."""
    try:
        return int(LunarDate.from_solar(day).day)
    except (InvalidLunarDateError, ValueError):
        return None
