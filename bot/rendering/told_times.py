"""How do people say when? `今晚8点`, `明天下午4点半`, `周五`, told from where they stand in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

_WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Moment:
    """A time to be told; ``has_hour`` is false where only the day is known. ``at`` and ``now`` are local."""

    at: datetime
    now: datetime
    has_hour: bool = True

    @property
    def day(self) -> date:
        """The day that it belongs to in people's mouths: 00:00 is still the evening before."""
        return _spoken(self.at).date() if self.has_hour else self.at.date()

    @property
    def is_today(self) -> bool:
        return self.day == self.now.date()

    @property
    def is_past(self) -> bool:
        return self.at < self.now


def moment(written: str, now: datetime, zone: ZoneInfo) -> Moment | None:
    """Read ISO 8601, a date alone included; None where it is neither. A time without a zone is the zone's own."""
    local_now = now.astimezone(zone)
    try:
        read = datetime.fromisoformat(written)
    except ValueError:
        return None
    local = read.astimezone(zone) if read.tzinfo else read.replace(tzinfo=zone)
    return Moment(local, local_now, has_hour=len(written) > len("2026-11-23"))


def _spoken(at: datetime) -> datetime:
    """Midnight is told as `晚上12点` of the day that ends."""
    return at - timedelta(minutes=1) if (at.hour, at.minute) == (0, 0) else at


def when(told: Moment) -> str:
    """Day and hour: `今晚8点`, `明天下午4点`, `周五上午10点半`; the day alone where no hour is known."""
    day = day_words(told)
    if not told.has_hour:
        return day
    part = part_of_day(told.at)
    if part == "晚上" and day in {"今天", "明天", "昨天"}:
        return f"{day[0]}晚{clock(told)}"
    return f"{day}{part}{clock(told)}"


def hour(told: Moment) -> str:
    """The hour alone today (`8点半`), with its day on any other (`明天下午4点`)."""
    return clock(told) if told.has_hour and told.is_today else when(told)


def stamp(told: Moment) -> str:
    """`9:02`, as a log has it, with its day where it was another: `昨天20:15`."""
    digits = f"{told.at.hour}:{told.at.minute:02d}"
    return digits if told.at.date() == told.now.date() else f"{day_words(told)}{digits}"


def day_words(told: Moment) -> str:
    """`今天`, `明天`, `后天`, `周五`, `下周三`, `12月3号`, and the year where it is another one."""
    day, today = told.day, told.now.date()
    near = {-1: "昨天", 0: "今天", 1: "明天", 2: "后天"}.get((day - today).days)
    if near:
        return near
    this_monday = today - timedelta(days=today.weekday())
    weekday = f"周{_WEEKDAYS[day.weekday()]}"
    weeks = (day - this_monday).days // 7
    if day > today and weeks in {0, 1}:
        return weekday if weeks == 0 else f"下{weekday}"
    month_and_day = f"{day.month}月{day.day}号"
    return month_and_day if day.year == today.year else f"{day.year}年{month_and_day}"


def date_words(told: Moment) -> str:
    """`11月23号`, for texts that are read on another day."""
    return f"{told.day.month}月{told.day.day}号"


def weekday_of(told: Moment) -> str:
    """`周三`"""
    return f"周{_WEEKDAYS[told.day.weekday()]}"


def clock(told: Moment) -> str:
    """`8点`, `8点半`, `8点05`, `12点` at noon and at midnight; empty where no hour is known."""
    if not told.has_hour:
        return ""
    at = told.at
    hours = at.hour if at.hour <= 12 else at.hour - 12
    minutes = {0: "", 30: "半"}.get(at.minute, f"{at.minute:02d}")
    return f"{hours or 12}点{minutes}" if part_of_day(at) != "凌晨" else f"{at.hour}点{minutes}"


def clock_with_part(told: Moment) -> str:
    """`早上9点`, `晚上8点`: the hour of a day that was named already."""
    return f"{part_of_day(told.at)}{clock(told)}" if told.has_hour else ""


def part_of_day(at: datetime) -> str:
    if (at.hour, at.minute) == (0, 0):
        return "晚上"
    return next(part for until, part in _PARTS if at.hour < until)


_PARTS = ((5, "凌晨"), (8, "早上"), (11, "上午"), (13, "中午"), (18, "下午"), (24, "晚上"))


def span(minutes: int) -> str:
    """A length of time: `半小时`, `1小时`, `1个半小时`, `20分钟`."""
    hours, rest = divmod(minutes, 60)
    if rest == 0 and hours:
        return f"{hours}小时"
    if rest == 30:
        return f"{hours}个半小时" if hours else "半小时"
    return f"{hours}小时{rest}分钟" if hours else f"{rest}分钟"
