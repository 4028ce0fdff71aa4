"""How was the day? The summary: money, orders, open points, the talk of the group, tomorrow; a picture and a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from handlers import book_commands as b
from handlers import collecting_commands as k
from handlers import commands as c
from handlers import figures, owing, sales
from handlers.collecting import left_of
from handlers.conversation import Choice, remember_menu
from handlers.replies import to_organizer
from handlers.tables import workbook_values
from handlers.turn import Turn
from models.community.people import Group
from models.community.pressure import pressure_of
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.stages import HANDING_OUT, Stage
from models.mail import Json
from models.ports import Activity
from models.schedule import Job, Schedule

#: Open points that one digit answers, by the value that holds it.
DIGITS = ("see_questions", "take_late", "see_uncollected")
LAST_OF_THE_WEEK = 6
#: What a summary may be about.
_TOLD = ("group_buys", "uncollected", "questions", "late", "messages", "posts", "failed", "tomorrow")
#: So many of her newest group-buys are looked at.
_LATEST = 20


def tell_summary(command: c.TellSummary, turn: Turn) -> None:
    """`日报`: the same as in the evening, up to now."""
    send_summary(turn)


def send_summary(turn: Turn, *, due_id: str | None = None) -> None:
    """The text, the chart and the workbook over all her groups, privately to the organizer of this turn; on the last
    evening of a week the week as well."""
    zone = ZoneInfo(turn.settings.time_zone)
    midnight = turn.now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    groups = turn.unit.groups.of_organizer(turn.speaker.organizer.id)
    group_buys = _of_today(turn, midnight)
    reader = turn.reader
    values = summary_values(groups, group_buys, midnight, turn)
    if due_id is not None and _is_empty(values):
        return
    values |= _with_digits(values, turn)
    turn.tell(to_organizer.summary(reader, values, due_id=due_id))
    if values["orders"] or values["messages"]:
        turn.tell(
            to_organizer.document(reader, "summary_chart", chart_values(values), due_id=due_id and f"{due_id}:chart")
        )
    if values["week"]:
        turn.tell(to_organizer.document(reader, "week_chart", values["week"], due_id=due_id and f"{due_id}:week"))
    books = [book for book in (workbook_values(group_buy, turn) for group_buy in group_buys) if book["orders"]]
    if books:
        turn.tell(
            to_organizer.document(reader, "orders_workbook", {"books": books}, due_id=due_id and f"{due_id}:book")
        )


def _is_empty(values: Mapping[str, Json]) -> bool:
    """Whether a day was so still that a summary of it would be one more needless message."""
    week = values["week"]
    return not any(values[name] for name in _TOLD) and not (week and week["orders"])


def tell_week(command: c.TellWeek, turn: Turn) -> None:
    """`周报`: the week up to now."""
    today = turn.now.astimezone(ZoneInfo(turn.settings.time_zone)).date()
    sunday = today + timedelta(days=sales.WEEK - 1 - today.weekday())
    values = sales.week_values(sunday, turn)
    turn.tell(to_organizer.week(turn.person, {**values, "time_zone": turn.settings.time_zone}))
    if values["orders"]:
        turn.tell(to_organizer.document(turn.person, "week_chart", values))


def _with_digits(values: dict[str, Json], turn: Turn) -> dict[str, Json]:
    """What is open is answered by one digit: to see the questions, to take in who was late."""
    answers: list[tuple[str, c.AnyCommand]] = []
    if values["questions"]:
        answers.append(("see_questions", b.TellQuestions()))
    if values["late"]:
        answers.append(("take_late", c.TakeLate()))
    if values["uncollected"]:
        answers.append(("see_uncollected", k.TellUncollected()))
    if not answers or turn.person != turn.reader:
        return dict.fromkeys(DIGITS)
    remember_menu(turn, [Choice("", command) for _, command in answers])
    return dict.fromkeys(DIGITS) | {name: str(place) for place, (name, _) in enumerate(answers, 1)}


def _of_today(turn: Turn, midnight: datetime) -> list[GroupBuy]:
    """Group-buys that were open today; oldest first."""
    return [
        group_buy
        for group_buy in reversed(_lately(turn))
        if group_buy.stage not in (Stage.DRAFT, Stage.CANCELLED)
        and (group_buy.closed_at is None or group_buy.closed_at >= midnight)
    ]


def _lately(turn: Turn) -> Sequence[GroupBuy]:
    return turn.unit.group_buys.latest_of(turn.speaker.organizer.id, limit=_LATEST)


def summary_values(
    groups: Sequence[Group], group_buys: Sequence[GroupBuy], midnight: datetime, turn: Turn
) -> dict[str, Json]:
    """All figures of the day, over all groups: the text and the chart tell them."""
    totals = [figures.totals_of(group_buy, turn) for group_buy in group_buys]
    activity = [turn.unit.chat_log.activity(group.id, midnight, turn.now + timedelta(seconds=1)) for group in groups]
    today, names = midnight.date(), {group.id: group.name for group in groups}
    by_hour = [sum(hours) for hours in zip(*(one.by_hour for one in activity), strict=True)] or [0] * 24
    return {
        "day": midnight.date().isoformat(),
        "group_buys": totals,
        "by_group": sales.by_group(group_buys, names, turn) if len(groups) > 1 else [],
        "before": sales.same_day_last_week(today, turn),
        "week": sales.week_values(today, turn) if today.weekday() == LAST_OF_THE_WEEK else None,
        "uncollected": _uncollected(midnight, turn),
        "orders": sum(total["orders"] for total in totals),
        "sum_fen": sum(total["sum_fen"] for total in totals),
        "questions": [question for total in totals for question in total["questions"]],
        "late": [late for total in totals for late in total["late"]],
        "messages": sum(one.messages for one in activity),
        "speakers": sum(one.speakers for one in activity),
        "by_hour": by_hour,
        "money": owing.money_of_day(midnight, turn),
        **_own_part(groups, activity, midnight, turn),
        "failed": len(turn.unit.inbox.faults(limit=20)),
        "tomorrow": _tomorrow(midnight + timedelta(days=1), turn),
        "time_zone": turn.settings.time_zone,
    }


def _uncollected(midnight: datetime, turn: Turn) -> int:
    """For how many orders that were there to collect today nobody has come; of older ones she hears in the morning."""
    today = [one for one in _lately(turn) if one.arrived_at is not None and one.arrived_at >= midnight]
    return sum(len(left_of(one, turn)) for one in today if one.stage in HANDING_OUT)


def _own_part(groups: Sequence[Group], activity: Sequence[Activity], midnight: datetime, turn: Turn) -> dict[str, Json]:
    """What the bot said itself in all groups, and how much of all talk it was that sold something."""
    posts = [post for group in groups for post in turn.unit.outbox.given_out(group.id, midnight)]
    found = pressure_of(posts, sum(one.messages for one in activity))
    return {"posts": found.posts, "selling_percent": None if found.share is None else round(found.share * 100)}


def _tomorrow(start: datetime, turn: Turn) -> list[Json]:
    """What is planned for the next day, but for the summary itself."""
    end = start + timedelta(days=1)
    planned = [
        (schedule.next_due, schedule.job, schedule.title)
        for schedule in turn.unit.schedules.of_organizer(turn.speaker.organizer.id)
        if schedule.active
        and schedule.next_due is not None
        and start <= schedule.next_due < end
        # A daily list has nothing to post as long as none was prepared.
        and (schedule.job is not Job.DAILY_LIST or schedule.group_buy is not None)
        and not _is_rested_through(schedule, turn)
    ]
    told = (Job.DAILY_LIST, Job.OPEN_AGAIN, Job.CUTOFF, Job.PICKUP_NOTICE)
    return [
        {"at": moment.isoformat(), "job": job.value, "title": title}
        for moment, job, title in sorted(planned)
        if job in told
    ]


def _is_rested_through(schedule: Schedule, turn: Turn) -> bool:
    """Whether nothing will come of it, since its group rests then."""
    if schedule.group is None or schedule.next_due is None or schedule.job not in (Job.DAILY_LIST, Job.OPEN_AGAIN):
        return False
    return turn.unit.peace.get(schedule.group).is_resting(schedule.next_due)


def chart_values(summary: dict[str, Json]) -> dict[str, Json]:
    products = [product for total in summary["group_buys"] for product in total["products"]]
    kept = ("day", "by_hour", "messages", "speakers", "orders", "sum_fen", "time_zone")
    return {"title": "今天", "products": products, **{key: summary[key] for key in kept}}
