"""How is a word about schedules typed? `日程 …`, `停2到周五`, `恢复2`, `删2`, `照旧 水果`, and plans without a name."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from handlers import commands as c
from handlers import schedule_commands as s
from handlers.command_table.spec import Part, Read, Shapes, Spec, first_of, not_understood
from handlers.forms import JOB_WORDS, Moment, WrongForm
from handlers.plan_clock import has_clock
from handlers.plan_dates import read_day_to_come
from handlers.plan_days import NoDay
from handlers.plan_words import looks_like_plan, read_plan, read_relative, without_day
from models.schedule import Job

_NUMBER = r"(?:第\s*)?(?P<number>\d{1,2})\s*(?:号|条)?"
_SWITCHED = (Job.DAILY_LIST, Job.DAILY_SUMMARY, Job.CUTOFF_REMINDER, Job.PICKUP_NOTICE, Job.OPEN_AGAIN)
_STOP = re.compile(
    rf"(?:停|停掉|暂停|先停)\s*(?:{_NUMBER}|(?P<all>都|全部|所有))?\s*(?:到|停到|至)\s*(?P<until>.+?)(?:再发|再开|恢复)?"
    rf"|(?:停|停掉|暂停|先停)\s*{_NUMBER.replace('number', 'alone')}"
    r"|(?P<stop_all>都停|全停|全部停|都停掉|停全部|都先停)(?:到(?P<all_until>.+))?"
    rf"|停到\s*(?P<that_day>\S+?)\s+{_NUMBER.replace('number', 'behind')}"
)
_RESUME = re.compile(rf"(?:恢复|打开|开|接着用)\s*{_NUMBER}|(?P<all>都恢复|全恢复|都打开|恢复)")
_DROP = re.compile(rf"(?:删|删掉|删除|去掉|不要)\s*{_NUMBER}")
_HOLIDAYS = re.compile(rf"{_NUMBER}\s*(?:节假日|假日|放假)(?:(?P<skip>不发|跳过|除外|停)|照发|照常|也发)")
_JOB = rf"(?:{'|'.join(word for job in _SWITCHED for word in JOB_WORDS[job])})"
_STOP_NAMED = re.compile(
    rf"(?:停|停掉|暂停|先停|停发|先别发|别再发|不要再发|以后不发)\s*(?P<job>{_JOB})(?:了|吧)?(?:\s*(?:到|停到|至)\s*(?P<until>.+))?"
    rf"|(?P<named>{_JOB})\s*(?:先)?(?:停|停掉|暂停)(?:了|吧)?(?:(?:到|至)\s*(?P<named_until>.+))?"
)
_RESUME_NAMED = re.compile(rf"(?:恢复|接着发)\s*(?P<job>{_JOB})|(?P<named>{_JOB})\s*(?:恢复|接着发)(?:了|吧)?")
_DROP_NAMED = re.compile(rf"(?:删|删掉|删除)\s*(?P<job>{_JOB})")


def read_schedule(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
    """What stands behind `日程`."""
    if not rest:
        return s.TellSchedules()
    numbered = first_of(_NUMBERED, rest, sent)
    return read_plan(rest, sent) if numbered is None else numbered


def read_again(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
    title = rest.strip(" ,的团")
    return WrongForm("名字太长了") if len(title) > s.LONGEST_TITLE else s.OpenAgain(title=title)


def _stop(match: re.Match[str], sent: Moment) -> c.AnyCommand | WrongForm:
    written = match["until"] or match["all_until"] or match["that_day"]
    until = None if written is None else _until(written.strip(), sent)
    if isinstance(until, WrongForm):
        return until
    number = match["number"] or match["alone"] or match["behind"]
    if number is not None:
        return s.StopSchedule(number=int(number), until=until)
    if match["all"] or match["stop_all"]:
        return s.StopSchedule(until=until)
    return s.AskWhichToStop(until=until)


def _until(written: str, sent: Moment) -> date | WrongForm:
    day = read_day_to_come(written, sent.local.date())
    if isinstance(day, NoDay):
        return WrongForm(day.why)
    return WrongForm("停到哪天没看懂，说“停2到周五”“停2到12月3号”") if day is None else day


def _resume(match: re.Match[str], _sent: Moment) -> c.AnyCommand:
    return s.StopSchedule(number=None if match["all"] else int(match["number"]), active=True)


def _drop(match: re.Match[str], _sent: Moment) -> c.AnyCommand:
    return s.DropSchedule(number=int(match["number"]))


def _stop_named(match: re.Match[str], sent: Moment) -> c.AnyCommand | WrongForm:
    written = match["until"] or match["named_until"]
    until = None if written is None else _until(written.strip(), sent)
    return until if isinstance(until, WrongForm) else _switch_named(match, "stop", until)


def _resume_named(match: re.Match[str], _sent: Moment) -> c.AnyCommand | WrongForm:
    return _switch_named(match, "resume")


def _drop_named(match: re.Match[str], _sent: Moment) -> c.AnyCommand | WrongForm:
    return s.SwitchNamed(job=_job_of(match["job"]), then="drop")


def _switch_named(
    match: re.Match[str], then: Literal["stop", "resume"], until: date | None = None
) -> c.AnyCommand | WrongForm:
    return s.SwitchNamed(job=_job_of(match["job"] or match["named"]), then=then, until=until)


def _job_of(word: str) -> Job:
    return next(job for job in _SWITCHED if word in JOB_WORDS[job])


def _holidays(match: re.Match[str], _sent: Moment) -> c.AnyCommand:
    return s.SkipHolidays(number=int(match["number"]), skip=bool(match["skip"]))


_NAMED: Shapes = (
    (_STOP_NAMED, _stop_named),
    (_RESUME_NAMED, _resume_named),
    (_DROP_NAMED, _drop_named),
)
_NUMBERED: Shapes = (
    (_STOP, _stop),
    (_RESUME, _resume),
    (_DROP, _drop),
    (_HOLIDAYS, _holidays),
    *_NAMED,
)


def _planned(match: re.Match[str], sent: Moment) -> c.AnyCommand | WrongForm | None:
    relative = read_relative(match[0])
    if relative is not None:
        return relative
    return read_plan(match[0], sent) if looks_like_plan(match[0]) else without_day(match[0])


#: Without `日程` before it: what can be nothing else.
PLANNED: Shapes = (
    (
        re.compile(
            r"(?:[每天工上周双星礼逢农阴旧单隔两今明后大这本下清列取小]|\d|[一二三四五六七八九十]+[月号日]|截|到|货).*"
        ),
        _planned,
    ),
)
NUMBERED: Shapes = (
    (_STOP, _stop),
    (re.compile(rf"恢复\s*{_NUMBER}|(?P<all>都恢复|全恢复)"), _resume),
    (re.compile(rf"(?:删|删掉|删除)\s*{_NUMBER}"), _drop),
    (_HOLIDAYS, _holidays),
    *_NAMED,
)


def plain_or_plan(command: c.AnyCommand, name: str) -> Read:
    """A command without arguments; with an hour behind it (`清单 每天8点`) it is a plan."""

    def read(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
        if not rest:
            return command
        switched = first_of(_NAMED, f"{name}{rest}", sent)
        if switched is not None:
            return switched
        meant = read_plan(f"{name} {rest}", sent) if has_clock(rest) else None
        return not_understood(rest) if meant is None else meant

    return read


ROWS: tuple[Spec, ...] = (
    Spec(
        name="日程",
        usage="日程 [哪天几点 做什么]",
        help="到点我自己做的事。定：“每天8点 清单”“工作日 17:30 取货通知”“每周三 10:00 开团 水果”“逢二五八 7点 清单”"
        "“明天8点 清单”“截单前30分钟 提醒”“到货后 立即 通知”；后面加“节假日不发”就跳过。"
        "停：“停取货通知”“停清单到周五”；或者回“日程”看编号：“停2”“停2到周五”“恢复2”“删2”。",
        examples=(
            "日程",
            "日程 每天8点 清单",
            "日程 工作日 17:30 取货通知",
            "每周三 10:00 开团 水果",
            "截单前30分钟 提醒",
            "到货后 立即 通知",
            "日程 停1",
        ),
        read=read_schedule,
        part=Part.OPENING,
        aliases=("定时", "时间表"),
        natural=(*PLANNED, *NUMBERED),
    ),
    Spec(
        name="照旧",
        usage="照旧 [哪个团]",
        help="拿上回那张清单再开一次：先给你看草稿，改改价、删几样都行，回“发”才出去。",
        examples=("照旧",),
        read=read_again,
        aliases=("照上次", "跟上次一样", "还是那张", "老清单"),
    ),
)
