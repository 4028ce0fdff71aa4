"""On which single day does a plan say? `明天`, `下周三`, `11月22日`, `5号`; a day that no month has is told as such.

date   = "今" | "明" | "后" … | ("这" | "下") "周" weekday | [year] month "月" day "日" | day "号"
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from handlers.plan_days import NoDay
from models.language.listing_times import small_number

_RELATIVE = {"今": 0, "明": 1, "后": 2, "大": 3}
_WEEKDAY = {char: index for index, char in enumerate("一二三四五六日")} | {"天": 6}
_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_SHAPES = re.compile(
    r"(?P<relative>大后天|后天|明天|明日|今天|今日|[今明后](?=[早晚上中下]))"
    r"|(?P<week>这个?|本|下个?)(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])"
    rf"|(?:(?P<year>20\d\d)年)?(?P<month>{_NUMBER})月(?P<day>{_NUMBER})[日号]?"
    rf"|(?P<only>{_NUMBER})[号日]"
)
#: `3月1日`, said in November, is next year's; said in April it is over.
_LONG_PAST = timedelta(days=180)


def read_date(text: str, today: date) -> tuple[date | NoDay, str] | None:
    """The day at the head of a text, and the rest of it; None where none stands there."""
    match = _SHAPES.match(text)
    if match is None:
        return None
    return _date(match, today), text[match.end() :].strip(" ,的")


def read_day_to_come(text: str, today: date) -> date | NoDay | None:
    """The whole text as a day after today; a weekday alone is the next one: `周五`, `12月3号`."""
    weekday = re.fullmatch(r"(?:周|星期|礼拜)([一二三四五六日天])", text)
    if weekday:
        return today + timedelta(days=(_WEEKDAY[weekday[1]] - today.weekday() - 1) % 7 + 1)
    found = read_date(text, today)
    if found is None or found[1]:
        return None
    day = found[0]
    return NoDay("得是以后的日子") if isinstance(day, date) and day <= today else day


def earlier_day(text: str, today: date) -> date | None:
    """The day of an earlier list: `昨天`, `前天`, `上周五`, `周五`, `11月20号`."""
    relative = {"昨天": 1, "昨日": 1, "前天": 2, "大前天": 3}.get(text)
    if relative is not None:
        return today - timedelta(days=relative)
    weekday = re.fullmatch(r"(上个?|这个?)?(?:周|星期|礼拜)([一二三四五六日天])", text)
    if weekday:
        number = "一二三四五六日".index(weekday[2].replace("天", "日"))
        if weekday[1] and weekday[1].startswith("上"):
            return today - timedelta(days=today.weekday() + 7 - number)
        return today - timedelta(days=(today.weekday() - number - 1) % 7 + 1)
    found = read_date(text, today)
    day = found[0] if found is not None and not found[1] else None
    return day if isinstance(day, date) and day < today else None


def _date(match: re.Match[str], today: date) -> date | NoDay:
    if match["relative"]:
        return today + timedelta(days=_RELATIVE[match["relative"][0]])
    if match["weekday"]:
        monday = today - timedelta(days=today.weekday())
        return monday + timedelta(days=_WEEKDAY[match["weekday"]] + (7 if match["week"][0] == "下" else 0))
    if match["only"]:
        return _of_this_month(small_number(match["only"]) or 0, today)
    year = int(match["year"] or today.year)
    month, day = small_number(match["month"]) or 0, small_number(match["day"]) or 0
    found = _checked(year, month, day)
    if isinstance(found, date) and not match["year"] and today - found > _LONG_PAST:
        return _checked(year + 1, month, day)
    return found


def _of_this_month(day: int, today: date) -> date | NoDay:
    """`5号` is the next one: of this month, or of the next where this month's is over."""
    if not 1 <= day <= 31:
        return NoDay(f"一个月没有{day}号")
    month = today.replace(day=1) if day >= today.day else (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    return _checked(month.year, month.month, day)


def _checked(year: int, month: int, day: int) -> date | NoDay:
    if not 1 <= month <= 12:
        return NoDay(f"没有{month}月")
    try:
        return date(year, month, day)
    except ValueError:
        return NoDay(f"{year}年{month}月没有{day}号" if month == 2 and day == 29 else f"{month}月没有{day}号")
