"""When is what to be done, as she says it? A text becomes the command that sets it, or says what is wrong with it.

plan     = days [clock] job [holidays] | date clock job | job (days | date) clock
         | "截单前" span "提醒" | "到货后" ("立即" | span) "通知"
job      = "清单" | "取货通知" | "日报" | "开团" [title] | "截单"
holidays = "节假日不发"
span     = number ("分钟" | "小时") | "半小时" | number "个半小时"
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from handlers import schedule_commands as s
from handlers.forms import Moment, WrongForm, read_job
from handlers.plan_clock import Clock, NoClock, has_clock, read_clock
from handlers.plan_dates import read_date
from handlers.plan_days import NoDay, read_days
from models.language.listing_times import small_number
from models.schedule import Job, Once, Repeated

#: The first hour at which a job needs no word for the half of the day: nobody reads a list at three in the morning,
#: and `每天8点 日报` is as likely the evening's.
SURE_FROM = {
    Job.DAILY_LIST: 5,
    Job.OPEN_AGAIN: 6,
    Job.PICKUP_NOTICE: 9,
    Job.DAILY_SUMMARY: 12,
    Job.CUTOFF: 12,
}
_SPAN = (
    r"(?:(?P<half>半)个?小时|(?P<number>\d{1,3}|[一二两三四五六七八九十]{1,3})\s*"
    r"(?:(?P<and_half>个半)小时|个?(?P<hours>小时|钟头)|分钟?))"
)
_BEFORE_CUTOFF = re.compile(
    rf"(?:截单|截)(?:之|以)?前(?:的)?\s*{_SPAN}\s*(?:再|就)?(?:提醒|催|喊|说)?(?:一下|一声|一次|大家)?"
)
_AFTER_ARRIVAL = re.compile(
    rf"(?:到货|货到|到了)(?:之|以)?后?\s*(?:(?P<at_once>立即|立刻|马上|就|直接|再)?|{_SPAN})\s*(?:后|再|就)?\s*(?:发|喊|说)?"
    r"(?:取货|到货)?(?:通知|大家|一声|喊)(?:大家)?"
)
_SKIP = re.compile(
    r"[ ,(]*(?:法定|国家)?(?:节假日|假日|假期|放假|节日)(?:的时候|里)?(?:都|就)?"
    r"(?:不发|不用发|不用|除外|跳过|休息|停)\)?$"
)
_KEEP = re.compile(r"[ ,(]*(?:法定)?(?:节假日|假日|假期|放假|节日)(?:也发|照发|照常发?|不停)\)?$")
_FROM = re.compile(r"[ ,(]*从(.{1,8}?)(?:起|开始)\)?$")
_OPEN = re.compile(r"开个?团\s*(?P<after>.{0,12})|开(?P<middle>.{1,11}?)团|(?P<before>.{1,12}?)(?:开团|团)")
_SAID_OF_PLANS = re.compile(r"发?(?:清单|列表|日报|小结|取货通知|到货通知)")
_FIRST_JOB = re.compile(r"(发?清单|列表|取货通知|取货|日报|小结|截单)\s*(.+)")


def looks_like_plan(text: str) -> bool:
    """Whether a text without a command's name can only mean a plan: it begins with days and an hour, or with one day,
    and ends with something that is done then; the other way round, with days; or it names market days and no more."""
    today = date(2026, 1, 1)
    turned = _FIRST_JOB.fullmatch(text)
    if turned is not None and read_days(turned[2], today) is not None:
        return has_clock(turned[2]) and _job(turned[2]) is None
    repeated = read_days(text, today)
    if repeated is not None:
        if not repeated[1] and "逢" in text:
            return True
        # `周五下午4点到` is said of a list.
        said_of_all = text[0] not in "周星礼" or _ends_with_job(_without_ends(repeated[1]))
        return said_of_all and (has_clock(repeated[1]) or _job(_without_ends(repeated[1])) is not None)
    once = read_date(text, today)
    return once is not None and has_clock(once[1]) and _ends_with_job(once[1])


def without_day(text: str) -> WrongForm | None:
    """What is wrong with `8点 清单`: each day, or once? None where the text is no hour with something to do then."""
    clock = read_clock(text)
    # `8点截单`, `5点取货` are said of what is open now.
    if clock is None or _SAID_OF_PLANS.fullmatch(clock[1]) is None:
        return None
    hour, word = clock
    if isinstance(hour, NoClock):
        return WrongForm(hour.why)
    at = f"{hour.at.hour}:{hour.at.minute:02d}"
    return WrongForm(f"哪天没说：“每天{at} {word}”，还是“明天{at} {word}”")


def read_plan(text: str, sent: Moment) -> s.ScheduleCommand | WrongForm:
    """The command that a folded text is."""
    relative = read_relative(text)
    if relative is not None:
        return relative
    first = _FIRST_JOB.fullmatch(text)
    if first and _job(first[2]) is None and (has_clock(first[2])):
        text = f"{first[2]} {first[1]}"
    once = read_date(text, sent.local.date())
    if once is not None and read_days(text, sent.local.date()) is None:
        return _once(*once, sent)
    return _repeated(text, sent)


def read_relative(text: str) -> s.ScheduleCommand | WrongForm | None:
    """What goes by a group-buy's own times: before its cut-off, after its goods are there."""
    before = _BEFORE_CUTOFF.fullmatch(text)
    if before:
        minutes = _span(before)
        if not 1 <= minutes <= 240:
            return WrongForm("提醒最早是截单前4小时")
        return s.SetReminder(minutes=minutes)
    after = _AFTER_ARRIVAL.fullmatch(text)
    if after:
        minutes = _span(after)
        return s.SetArrivalNotice(minutes=minutes) if minutes <= 240 else WrongForm("到货后最多等4小时")
    return None


def _span(match: re.Match[str]) -> int:
    if match["half"]:
        return 30
    number = small_number(match["number"] or "0") or 0
    if match["and_half"]:
        return number * 60 + 30
    return number * 60 if match["hours"] else number


def _repeated(text: str, sent: Moment) -> s.ScheduleCommand | WrongForm:
    today = sent.local.date()
    found = read_days(text, today)
    days, rest = found if found is not None else (Repeated(time(0)), text)
    if isinstance(days, NoDay):
        return WrongForm(days.why)
    skips, rest = bool(_SKIP.search(rest)), _SKIP.sub("", _KEEP.sub("", rest))
    begins = _FROM.search(rest)
    if begins:
        start = read_date(begins[1], today)
        if start is None or isinstance(start[0], NoDay):
            return WrongForm(f"从“{begins[1]}”起没看懂")
        days, rest = replace(days, start=start[0]), rest[: begins.start()]
    clock = _clock_and_job(rest)
    if isinstance(clock, WrongForm):
        return clock
    hour, job, title = clock
    days = replace(days, at=hour.at, skip_holidays=skips)
    return _command(job, title, _begun(days, sent), hour)


def _begun(plan: Repeated, sent: Moment) -> Repeated:
    """`隔天` counts from today, or from tomorrow where today's hour is over."""
    today = sent.local.date()
    if plan.every_days == 1 or plan.start != today or plan.at > sent.local.time():
        return plan
    return replace(plan, start=today + timedelta(days=1 if plan.every_days != 14 else 14))


def _once(day: date | NoDay, rest: str, sent: Moment) -> s.ScheduleCommand | WrongForm:
    if isinstance(day, NoDay):
        return WrongForm(day.why)
    clock = _clock_and_job(rest)
    if isinstance(clock, WrongForm):
        return clock
    hour, job, title = clock
    if job is Job.CUTOFF:
        return WrongForm("改这一次的截单时间就说“延到晚上9点”")
    at = datetime.combine(day, hour.at, sent.zone)
    if at > sent.at:
        return _command(job, title, Once(at), hour)
    # `今天8点`, said at nine, may be the evening's.
    if hour.plain and hour.at.hour < 12 and day == sent.local.date() and at + timedelta(hours=12) > sent.at:
        return s.SetSchedule(job=job, plan=Once(at), title=title, other_half=True)
    return WrongForm(f"{day.month}月{day.day}号{hour.at.hour}:{hour.at.minute:02d}已经过了")


def _clock_and_job(text: str) -> tuple[Clock, Job, str] | WrongForm:
    clock = read_clock(text)
    if clock is None:
        return WrongForm("几点没看懂")
    hour, rest = clock
    if isinstance(hour, NoClock):
        return WrongForm(hour.why)
    if has_clock(rest):
        return WrongForm("一条只定一个点，两个点分两条写")
    job = _job(rest)
    if job is None:
        return WrongForm("做什么没看懂，能定的是清单、取货通知、日报、开团")
    if job[0] is Job.CUTOFF_REMINDER:
        return WrongForm("提醒跟着截单走，写“截单前30分钟 提醒”")
    if job[0] is Job.ARRIVAL_CHECK:
        return WrongForm("问到货在取货通知前15分钟，定取货通知就行")
    return hour, *job


def _command(job: Job, title: str, plan: Repeated | Once, hour: Clock) -> s.ScheduleCommand | WrongForm:
    unsure = hour.plain and hour.at.hour < SURE_FROM[job]
    if isinstance(plan, Repeated):
        if job is Job.CUTOFF:
            return _cutoff(plan, other_half=unsure)
        if job is Job.PICKUP_NOTICE and plan.skip_holidays:
            return WrongForm("货到了就得喊，取货通知没有节假日不发；先不喊就回“没到”")
    return s.SetSchedule(job=job, plan=plan, title=title, other_half=unsure)


def _cutoff(plan: Repeated, *, other_half: bool) -> s.ScheduleCommand | WrongForm:
    if replace(plan, at=time(0)) != Repeated(time(0)):
        return WrongForm("平常几点截只能每天一样，写“每天20:00 截单”")
    return s.SetUsualCutoff(at=plan.at, other_half=other_half)


def _job(text: str) -> tuple[Job, str] | None:
    """What is done, and what it is about."""
    word = re.sub(r"^(?:再|就|准时)*发?(?:一遍|一下|下)?(?=清单|列表|菜单|取货|日报|总结|小结)", "", text.strip())
    job = read_job(word) or read_job(text)
    if job is not None:
        return job, ""
    opened = _OPEN.fullmatch(text.strip())
    if opened is None:
        return None
    title = (opened["after"] or opened["middle"] or opened["before"] or "").strip(' 的“”"')
    return (Job.OPEN_AGAIN, title) if len(title) <= s.LONGEST_TITLE and not has_clock(title) else None


def _without_ends(text: str) -> str:
    return _SKIP.sub("", _KEEP.sub("", text))


def _ends_with_job(text: str) -> bool:
    clock = read_clock(text)
    return clock is not None and _job(clock[1]) is not None
