"""Which hour of the day does a plan name? `8点`, `17:30`, `晚上9点半`; and what is wrong with what is none.

clock  = [part] hour ("点" | ":") ["半" | "一刻" | "三刻" | minutes] ["整" | "钟"]
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from models.language.listing_times import small_number

_COUNT = r"(?:\d{1,2}|[零〇一二两三四五六七八九十]{1,3})"
_CLOCK = re.compile(
    r"(?P<part>凌晨|清晨|清早|一早|早上|早晨|上午|中午|正午|下午|傍晚|晚上|夜里|半夜|早|晚)?的?\s*"
    rf"(?P<hour>{_COUNT})\s*(?:[点时](?:(?P<half>半)|(?P<quarter>[一三])刻|(?P<spoken>{_COUNT})分?)?|:(?P<minute>\d\d))"
    r"(?:整|钟)?"
)
_MORNING = frozenset({"凌晨", "清晨", "清早", "一早", "早上", "早晨", "上午", "早"})
_AFTERNOON = frozenset({"下午", "傍晚"})
_NOON = frozenset({"中午", "正午"})


@dataclass(frozen=True, slots=True)
class Clock:
    """An hour of the day. ``plain``: neither its half of the day was said, nor written as in `08:30` or `20:30`."""

    at: time
    plain: bool


@dataclass(frozen=True, slots=True)
class NoClock:
    """There is an hour, and no day has it; ``why`` in words for her."""

    why: str


def read_clock(text: str) -> tuple[Clock | NoClock, str] | None:
    """The hour at the head of a text, and what stands behind it; None where the text begins otherwise."""
    match = _CLOCK.match(text)
    if match is None:
        return None
    return _clock(match), text[match.end() :].strip()


def has_clock(text: str) -> bool:
    """Whether an hour is named anywhere in a text."""
    return _CLOCK.search(text) is not None


def _clock(match: re.Match[str]) -> Clock | NoClock:
    hour, minute = small_number(match["hour"]), _minute(match)
    if hour is None or hour > 23:
        return NoClock("24点就写0点" if hour == 24 else f"一天没有{match['hour']}点")
    if minute is None or minute > 59:
        return NoClock(f"没有{match['spoken'] or match['minute']}分")
    part = match["part"] or ""
    found = _in_part(hour, part)
    if isinstance(found, NoClock):
        return found
    written = match["hour"].startswith("0") or hour > 12 or hour == 0
    return Clock(time(found, minute), plain=not part and not written)


def _minute(match: re.Match[str]) -> int | None:
    if match["half"]:
        return 30
    if match["quarter"]:
        return 15 if match["quarter"] == "一" else 45
    return small_number(match["minute"] or match["spoken"] or "0")


def _in_part(hour: int, part: str) -> int | NoClock:
    if part in _MORNING:
        return hour if hour <= 12 else NoClock(f"{part}没有{hour}点")
    if part in _AFTERNOON:
        return hour + 12 if 0 < hour < 12 else hour if hour >= 12 else NoClock(f"{part}没有{hour}点")
    if part in _NOON:
        return hour + 12 if hour < 3 else hour if hour >= 10 else NoClock(f"{part}没有{hour}点")
    if part in {"晚上", "晚", "夜里", "半夜"}:
        # Whose night that is, of the evening before or after, nobody can say.
        if hour in {0, 12} or hour < 5:
            return NoClock("半夜的钟点写成“凌晨1点”或“23:59”，省得弄错是哪天")
        return hour + 12 if hour < 12 else hour
    return hour
