"""What is to be done at which times? Plans as an organizer thinks of them, and one firing of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from models.values import GroupBuyId, GroupId, OrganizerId


class Job(StrEnum):
    """What a schedule does when it is due."""

    DAILY_LIST = "daily_list"
    CUTOFF_REMINDER = "cutoff_reminder"
    CUTOFF = "cutoff"
    ARRIVAL_CHECK = "arrival_check"
    PICKUP_NOTICE = "pickup_notice"
    DAILY_SUMMARY = "daily_summary"
    OPEN_AGAIN = "open_again"
    FRESH_LEFT = "fresh_left"
    NOT_COLLECTED = "not_collected"
    LEFT_OVERNIGHT = "left_overnight"
    PRICE_ANSWERS = "price_answers"
    GRACE_OVER = "grace_over"


@dataclass(frozen=True, slots=True)
class Once:
    """One moment; ``at`` is aware."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Repeated:
    """A wall-clock time on certain days; an empty tuple means every one, and every condition must hold.

    ``weekdays``: 0 is Monday. ``days_of_month``: 1 to 31. ``last_digits``: the last digit of the day of the month
    (``逢二五八`` is 2, 5, 8); ``lunar``: both are counted by the moon. ``workdays``: by the official calendar, where
    a Sunday may be one; ``skip_holidays``: not on its holidays. ``every_days``: each so many days from ``start`` on.
    ``start`` and ``end`` bound it, both included; on ``paused_until`` it goes on.
    """

    at: time
    weekdays: tuple[int, ...] = ()
    days_of_month: tuple[int, ...] = ()
    last_digits: tuple[int, ...] = ()
    start: date | None = None
    end: date | None = None
    lunar: bool = False
    workdays: bool = False
    skip_holidays: bool = False
    every_days: int = 1
    paused_until: date | None = None


Plan = Once | Repeated


@dataclass(frozen=True, slots=True)
class Schedule:
    """``next_due`` is kept so that what is due can be found by an index; None when there is no further time.
    ``title``: what it is about, where the job does not say it (`开团 水果`)."""

    id: str
    organizer: OrganizerId
    group: GroupId | None
    job: Job
    plan: Plan
    time_zone: str
    group_buy: GroupBuyId | None = None
    active: bool = True
    next_due: datetime | None = None
    title: str = ""


class FiringState(StrEnum):
    DONE = "done"
    MISSED = "missed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Firing:
    """One due time of one schedule, claimed: it is done, was past its grace, or had nothing to do."""

    schedule: str
    due_at: datetime
    fired_at: datetime
    state: FiringState
    reason: str = ""
