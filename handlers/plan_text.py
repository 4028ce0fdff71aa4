"""How is a plan shown to her? As she would type it: what is written here is read back as the same plan.

`每天 8:00 清单，节假日不发` · `每周三、五 17:30 取货通知` · `农历逢二五八 7:00 清单` · `截单前半小时 提醒`
"""

from __future__ import annotations

from datetime import date, time
from zoneinfo import ZoneInfo

from handlers.forms import JOB_WORDS
from handlers.plan_words import SURE_FROM
from models.schedule import Job, Once, Plan, Repeated

_WEEKDAYS = "一二三四五六日"
_DIGITS = "十一二三四五六七八九"
_ODD, _EVEN = (1, 3, 5, 7, 9), (0, 2, 4, 6, 8)
#: So many weekdays in a row are told by the first and the last.
_IN_A_ROW = 3


def plan_text(job: Job, plan: Plan, title: str = "") -> str | None:
    """A plan that repeats, with what is done; None for what happens once, which is told by its moment."""
    if isinstance(plan, Once):
        return None
    holidays = "，节假日不发" if plan.skip_holidays else ""
    return f"{days_text(plan)} {clock_text(plan.at, job)} {job_text(job, title)}{holidays}"


def once_text(job: Job, plan: Once, zone: ZoneInfo, title: str = "") -> str:
    """`2026年12月3日 8:00 清单`: for typing it again."""
    local = plan.at.astimezone(zone)
    return f"{local.year}年{local.month}月{local.day}日 {clock_text(local.time(), job)} {job_text(job, title)}"


def job_text(job: Job, title: str = "") -> str:
    return f"{JOB_WORDS[job][0]} {title}".strip()


def reminder_text(minutes: int) -> str:
    return f"截单前{span_text(minutes)} 提醒"


def arrival_text(minutes: int) -> str:
    return f"到货后{span_text(minutes) if minutes else ' 立即'} 通知"


def span_text(minutes: int) -> str:
    """`半小时`, `1小时`, `1个半小时`, `20分钟`."""
    hours, rest = divmod(minutes, 60)
    if rest == 0 and hours:
        return f"{hours}小时"
    if rest == 30:
        return f"{hours}个半小时" if hours else "半小时"
    return f"{minutes}分钟"


def clock_text(at: time, job: Job) -> str:
    """`8:00`; with the half of the day where the bare hour could be meant twelve hours later."""
    digits = f"{at.hour}:{at.minute:02d}"
    if not 0 < at.hour < min(SURE_FROM.get(job, 0), 13):
        return digits
    return f"{'凌晨' if at.hour < 5 else '早上' if at.hour < 12 else '中午'}{digits}"


def days_text(plan: Repeated) -> str:
    """On which days: `工作日`, `每周三、五`, `逢二五八`, `农历初一、十五`, `隔天`."""
    if plan.workdays:
        return "工作日"
    moon = "农历" if plan.lunar else ""
    parts = [_apart(plan), _weekdays(plan.weekdays), _digits(plan.last_digits, moon), _of_month(plan, moon)]
    return " ".join(part for part in parts if part) or "每天"


def _apart(plan: Repeated) -> str:
    if plan.every_days == 1:
        return ""
    if plan.every_days == 14 and plan.start is not None:
        return f"隔周{_WEEKDAYS[plan.start.weekday()]}"
    return "隔天" if plan.every_days == 2 else f"每{plan.every_days}天"


def _weekdays(days: tuple[int, ...]) -> str:
    if not days:
        return ""
    if days == (5, 6):
        return "周末"
    if len(days) >= _IN_A_ROW and days == tuple(range(days[0], days[-1] + 1)):
        return f"周{_WEEKDAYS[days[0]]}到周{_WEEKDAYS[days[-1]]}"
    return "每周" + "、".join(_WEEKDAYS[day] for day in days)


def _digits(digits: tuple[int, ...], moon: str) -> str:
    if not digits:
        return ""
    if not moon and digits in (_ODD, _EVEN):
        return "单号" if digits == _ODD else "双号"
    # The tenth, twentieth and thirtieth come last, as people say it.
    ordered = sorted(digits, key=lambda digit: digit or 10)
    return f"{moon}逢" + "".join(_DIGITS[digit] for digit in ordered)


def _of_month(plan: Repeated, moon: str) -> str:
    if not plan.days_of_month:
        return ""
    if moon:
        return moon + "、".join(_moon_day(day) for day in plan.days_of_month)
    return "每月" + "、".join(f"{day}号" for day in plan.days_of_month)


def _moon_day(day: int) -> str:
    tens, ones = divmod(day, 10)
    if day <= 10:
        return "初" + _DIGITS[day % 10]
    if ones == 0:
        return "二三"[tens - 2] + "十"
    return ("十" if tens == 1 else "二十") + _DIGITS[ones]


def day_text(day: date) -> str:
    return f"{day.month}月{day.day}号"
