"""What is done unasked for a group and for a group-buy? The schedules that each of them brings along."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers.house import House
from models.community.people import Group, GroupSettings
from models.groupbuy.group_buy import GroupBuy
from models.money.dunning import BY_THE_CLOCK, next_hour
from models.ports import UnitOfWork
from models.schedule import Job, Once, Plan, Repeated, Schedule

#: How long before the pickup notice the organizer is asked whether the goods are there.
ARRIVAL_CHECK_BEFORE = timedelta(minutes=15)
#: So long before the end those who have not come are called, if they have had time to come.
CALLED_BEFORE = timedelta(minutes=60)
LEAST_TIME_TO_COME = timedelta(minutes=30)
#: Nobody is called in the evening from this hour on.
LATEST_CALL = 21
#: So long after the notice fresh goods are told to her.
FRESH_KEEPS = timedelta(minutes=90)
MORNING = time(9, 0)
HANDING_OUT_JOBS = frozenset({Job.FRESH_LEFT, Job.NOT_COLLECTED, Job.LEFT_OVERNIGHT, Job.DUN})


def keep(schedule: Schedule, unit: UnitOfWork, now: datetime, house: House) -> Schedule:
    """Put a schedule down together with the next time at which it is due."""
    due = house.next_due(schedule, now) if schedule.active and not is_rule(schedule) else None
    planned = replace(schedule, next_due=due)
    unit.schedules.put(planned)
    return planned


def is_rule(schedule: Schedule) -> bool:
    """A group's hour for pickup notices: each group-buy's own notice is planned by it (``pickup_moment``), for the day
    on which its goods come. By itself it does nothing: goods that are not there must not be called out."""
    return schedule.job is Job.PICKUP_NOTICE and schedule.group_buy is None


def for_new_group(group: Group, unit: UnitOfWork, now: datetime, house: House) -> None:
    """The daily list of a group, and the summary of its organizer where there is none yet."""
    settings = group.settings
    if settings.list_at is not None:
        keep(repeated(group, Job.DAILY_LIST, settings.list_at, unit), unit, now, house)
    has_summary = any(known.job is Job.DAILY_SUMMARY for known in unit.schedules.of_organizer(group.organizer))
    if settings.summary_at is not None and not has_summary:
        summary = repeated(group, Job.DAILY_SUMMARY, settings.summary_at, unit)
        keep(replace(summary, group=None), unit, now, house)


def repeated(group: Group, job: Job, at: time, unit: UnitOfWork) -> Schedule:
    return _planned(group, job, Repeated(at), unit)


def for_published(group_buy: GroupBuy, group: Group, unit: UnitOfWork, now: datetime, house: House) -> None:
    """Reminder, cut-off, the question whether goods are there, and the pickup notice of one group-buy."""
    plan_closing(group_buy, group, unit, now, house)
    pickup_at = pickup_moment(group_buy, group, unit, house)
    if pickup_at is not None:
        plan_arrival(group_buy, group, pickup_at, unit, now, house)


def plan_closing(group_buy: GroupBuy, group: Group, unit: UnitOfWork, now: datetime, house: House) -> None:
    """The reminder and the cut-off, in place of what was planned for them."""
    drop(group_buy, group, {Job.CUTOFF_REMINDER, Job.CUTOFF}, unit)
    if group_buy.closes_at is None:
        return
    reminder_at = group_buy.closes_at - timedelta(minutes=group.settings.reminder_minutes)
    for job, at in ((Job.CUTOFF_REMINDER, reminder_at), (Job.CUTOFF, group_buy.closes_at)):
        if at > now and (group.settings.reminds or job is not Job.CUTOFF_REMINDER):
            keep(once(group_buy, group, job, at, unit), unit, now, house)


def plan_arrival(
    group_buy: GroupBuy, group: Group, pickup_at: datetime, unit: UnitOfWork, now: datetime, house: House
) -> None:
    """The organizer's `货到了吗` and the pickup notice, in place of what was planned for them; a group that waits for
    her `到了` has no notice by the clock."""
    drop(group_buy, group, {Job.ARRIVAL_CHECK, Job.PICKUP_NOTICE}, unit)
    for job, at in ((Job.ARRIVAL_CHECK, pickup_at - ARRIVAL_CHECK_BEFORE), (Job.PICKUP_NOTICE, pickup_at)):
        if at > now and not (job is Job.PICKUP_NOTICE and group.settings.after_arrival_only):
            keep(once(group_buy, group, job, at, unit), unit, now, house)


def planned_for(group_buy: GroupBuy, job: Job, unit: UnitOfWork) -> datetime | None:
    """For when a job is planned for a group-buy first."""
    known = unit.schedules.of_group_buy(group_buy.id)
    return min((one.next_due for one in known if one.job is job and one.next_due is not None), default=None)


def plan_handing_out(group_buy: GroupBuy, group: Group, unit: UnitOfWork, now: datetime, house: House) -> None:
    """What is said about those who have not come: fresh goods soon, all an hour before the end, and the next morning;
    for her alone it is planned in the first of its groups."""
    drop(group_buy, group, HANDING_OUT_JOBS, unit)
    zone = ZoneInfo(group.settings.time_zone)
    end = ends_collecting(group.settings, now)
    called = end - CALLED_BEFORE if end - CALLED_BEFORE >= now + LEAST_TIME_TO_COME else now + CALLED_BEFORE
    morning = datetime.combine(now.astimezone(zone).date() + timedelta(days=1), MORNING, zone)
    plans = {Job.NOT_COLLECTED: called} if called.astimezone(zone).hour < LATEST_CALL else {}
    if group.id == group_buy.groups[0]:
        plans |= {Job.FRESH_LEFT: now + FRESH_KEEPS, Job.LEFT_OVERNIGHT: morning}
    for job, at in plans.items():
        keep(once(group_buy, group, job, at, unit), unit, now, house)
    if group.id == group_buy.groups[0]:
        for later in BY_THE_CLOCK:
            keep(once(group_buy, group, Job.DUN, next_hour(now + later, zone), unit), unit, now, house)


def ends_collecting(settings: GroupSettings, now: datetime) -> datetime:
    """Until when goods are collected today."""
    zone = ZoneInfo(settings.time_zone)
    return datetime.combine(now.astimezone(zone).date(), settings.pickup_until, zone)


def drop(group_buy: GroupBuy, group: Group, jobs: Collection[Job], unit: UnitOfWork) -> None:
    """Take a group-buy's schedules of some jobs in one group away."""
    for schedule in unit.schedules.of_group_buy(group_buy.id):
        if schedule.job in jobs and schedule.group == group.id:
            unit.schedules.remove(schedule.id)


def once(group_buy: GroupBuy, group: Group, job: Job, at: datetime, unit: UnitOfWork) -> Schedule:
    return replace(_planned(group, job, Once(at), unit), group_buy=group_buy.id)


def _planned(group: Group, job: Job, plan: Plan, unit: UnitOfWork) -> Schedule:
    return Schedule(
        id=unit.ids.new(),
        organizer=group.organizer,
        group=group.id,
        job=job,
        plan=plan,
        time_zone=group.settings.time_zone,
    )


def pickup_moment(group_buy: GroupBuy, group: Group, unit: UnitOfWork, house: House) -> datetime | None:
    """When the pickup notice is planned: the hour that the list names, else the one that her plan has for that day
    (`工作日 17:30 取货通知`), else the group's usual hour; a list that names no day arrives on the day after its
    cut-off."""
    arrives = group_buy.arrives_at
    if isinstance(arrives, datetime):
        return arrives
    zone = ZoneInfo(group.settings.time_zone)
    day = arrives if arrives is not None else _day_after_closing(group_buy, zone)
    if day is None:
        return None
    planned = _by_plan(group, day, zone, unit, house)
    if planned is not None or group.settings.pickup_at is None:
        return planned
    return datetime.combine(day, group.settings.pickup_at, zone)


def _by_plan(group: Group, day: date, zone: ZoneInfo, unit: UnitOfWork, house: House) -> datetime | None:
    before = datetime.combine(day, time(), zone) - timedelta(microseconds=1)
    rules = [known for known in unit.schedules.of_group(group.id) if is_rule(known) and known.active]
    found = [moment for rule in rules if (moment := house.next_due(rule, before)) is not None]
    return min((moment for moment in found if moment.astimezone(zone).date() == day), default=None)


def move_zone(group: Group, unit: UnitOfWork, now: datetime, house: House) -> None:
    """The group's clock is another one now: what repeats goes by it."""
    for schedule in unit.schedules.of_organizer(group.organizer):
        if isinstance(schedule.plan, Repeated) and schedule.group in (group.id, None):
            keep(replace(schedule, time_zone=group.settings.time_zone), unit, now, house)


def _day_after_closing(group_buy: GroupBuy, zone: ZoneInfo) -> date | None:
    if group_buy.closes_at is None:
        return None
    return group_buy.closes_at.astimezone(zone).date() + timedelta(days=1)
