"""What may be said of what is done unasked? Setting it, looking at it, stopping it, and what undoes each."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from handlers.command_base import Command
from models.schedule import Job, Plan, Schedule

#: A schedule as JSON, for what undoes a change of it.
SCHEDULE: TypeAdapter[Schedule] = TypeAdapter(Schedule)

LONGEST_TITLE = 12
#: How long before a cut-off, and how long after the goods are there, anything is said.
Minutes = Annotated[int, Field(ge=0, le=240)]


class TellSchedules(Command):
    """``日程``: what is planned, with the next times."""

    do: Literal["tell_schedules"] = "tell_schedules"


class SetSchedule(Command):
    """``日程 每天8点 清单``, ``每周三 10:00 开团 水果``: when a job is done.

    ``other_half``: the hour could be meant twelve hours later, and she is asked which.
    """

    do: Literal["set_schedule"] = "set_schedule"
    job: Job
    plan: Plan
    title: Annotated[str, Field(max_length=LONGEST_TITLE)] = ""
    other_half: bool = False


class SetReminder(Command):
    """``截单前30分钟 提醒``: of every group-buy in a group."""

    do: Literal["set_reminder"] = "set_reminder"
    minutes: Annotated[int, Field(ge=1, le=240)]


class SetArrivalNotice(Command):
    """``到货后 立即 通知``: no notice by the clock in a group, only after her 到了, and so many minutes later."""

    do: Literal["set_arrival_notice"] = "set_arrival_notice"
    minutes: Minutes


class SetUsualCutoff(Command):
    """``每天20点 截单``: when orders end in a group where the list does not say."""

    do: Literal["set_usual_cutoff"] = "set_usual_cutoff"
    at: time
    other_half: bool = False


class StopSchedule(Command):
    """``日程 停2``, ``停2到周五``, ``恢复2``, ``都停``: by the numbers of the list that was shown last; without one all
    that repeat."""

    do: Literal["stop_schedule"] = "stop_schedule"
    number: Annotated[int, Field(ge=1, le=99)] | None = None
    active: bool = False
    until: date | None = None


class AskWhichToStop(Command):
    """``停到周五``, without saying what."""

    do: Literal["ask_which_to_stop"] = "ask_which_to_stop"
    until: date | None = None


class SwitchNamed(Command):
    """``停取货通知``, ``恢复清单``, ``删日报``: what does that job, by its name instead of its number."""

    do: Literal["switch_named"] = "switch_named"
    job: Job
    then: Literal["stop", "resume", "drop"]
    until: date | None = None


class DropSchedule(Command):
    """``日程 删2``."""

    do: Literal["drop_schedule"] = "drop_schedule"
    number: Annotated[int, Field(ge=1, le=99)]


class SkipHolidays(Command):
    """``日程 2 节假日不发``."""

    do: Literal["skip_holidays"] = "skip_holidays"
    number: Annotated[int, Field(ge=1, le=99)]
    skip: bool = True


class OpenAgain(Command):
    """``照旧``: a draft like the last list, or like the last of that name."""

    do: Literal["open_again"] = "open_again"
    title: Annotated[str, Field(max_length=LONGEST_TITLE)] = ""
    group_buy: str | None = None
    #: ``开团 同昨天``: the list of that day.
    day: date | None = None


class DropCopy(Command):
    """The inverse of ``照旧``: the draft is dropped. Never typed."""

    do: Literal["drop_copy"] = "drop_copy"
    group_buy: str


class RestoreSchedule(Command):
    """The inverse of a change of a schedule; ``schedule`` is what it was, as JSON, None where there was none."""

    do: Literal["restore_schedule"] = "restore_schedule"
    id: str
    schedule: str | None = None


class RestoreSettings(Command):
    """The inverse of a choice for a group: ``own`` is all that she had chosen there before, as JSON. Never typed."""

    do: Literal["restore_settings"] = "restore_settings"
    group: str
    own: str


class RestorePlans(Command):
    """The inverse of a change of several schedules, of settings, or of both. Never typed."""

    do: Literal["restore_plans"] = "restore_plans"
    schedules: tuple[RestoreSchedule, ...] = ()
    settings: tuple[RestoreSettings, ...] = ()


ScheduleCommand = (
    TellSchedules
    | SetSchedule
    | SetReminder
    | SetArrivalNotice
    | SetUsualCutoff
    | StopSchedule
    | AskWhichToStop
    | SwitchNamed
    | DropSchedule
    | SkipHolidays
    | OpenAgain
    | DropCopy
    | RestoreSchedule
    | RestoreSettings
    | RestorePlans
)
