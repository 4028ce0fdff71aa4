"""Does a post go now, wait, take others along, or stay unsaid? What the relay asks when a row's turn has come.

The rules are pure (models/community/tact.py); here stands what they need to know, and what is done by them: whatever
is held back ends as said, or the organizer hears of it. docs/tact.md lists the rules.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from handlers import asked_mine, riding_along, unsaid
from handlers.house import House
from handlers.replies.shelf_life import SHELF_LIVES
from handlers.riding_along import may_join, next_post_at, sort_of_row
from models.community.manners import MANNERS, NEEDED, Sort, Why, is_at_her_word
from models.community.people import Group
from models.community.pressure import Talk, is_over_the_top
from models.community.quiet import day_begins, day_ends, quiet_until
from models.community.tact import Go, Hold, Leave, Scene, Verdict, Waiting, judge
from models.mail import PART, Json, OutboxRow, OutboxState
from models.ports import UnitOfWork
from models.schedule import Job, Repeated, Schedule

#: Over this time the figures of a group are taken.
A_DAY = timedelta(days=1)
#: Words to her that may wake her: the truck. What nobody opened to, and a stranger's payment code, belong here too.
MAY_WAKE_HER = frozenset({"arrival_check"})
#: What comes at an hour that she has set herself, however late.
AT_HER_HOUR = frozenset({"summary", "summary_chart", "week_chart", "orders_workbook", "closing_report"})
#: What she is told without having asked, though it is made like an answer.
_REPORTS = frozenset({"claim", "doubt", "reported", "data_request", "could_not_handle", "not_sent", "to_forward"})
_LATE_LIST = "late_list"
#: Jobs of a schedule that a group hears of, and needs.
_HEARD_IN_THE_GROUP = frozenset({Job.CUTOFF_REMINDER, Job.CUTOFF, Job.PICKUP_NOTICE, Job.NOT_COLLECTED, Job.DAILY_LIST})
#: A figure of minutes that is off by more than this is told anew.
_MINUTES_OFF = 3
#: An answer that is younger than this needs no second look.
_STILL_FRESH = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class _Judged:
    """What becomes of a row: the verdict, what rides along with it, its values as they are now, and whether the group
    has had more than enough today."""

    verdict: Verdict
    sort: Sort | None = None
    group: Group | None = None
    guests: Sequence[OutboxRow] = ()
    fresh: Mapping[str, Json] | None = None
    over_the_top: bool = False

    @property
    def is_plain(self) -> bool:
        return isinstance(self.verdict, Go) and not self.guests and self.fresh is None and not self.over_the_top


def lets_go(row: OutboxRow, unit: UnitOfWork, now: datetime, house: House) -> bool:
    """Whether a row goes as it stands. A few indexed reads, and none at all for most private words."""
    return _judged(row, unit, now, house).is_plain


def settle(row: OutboxRow, unit: UnitOfWork, now: datetime, house: House) -> bool:
    """Do what tact asks for: hold it, leave it, or let others join it. Whether it goes now."""
    current = unit.outbox.get(row.id)
    if current is None or current.state is not OutboxState.WAITING or current.post != row.post:
        return False
    judged = _judged(row, unit, now, house)
    match judged.verdict:
        case Hold(until=until, why=why):
            unit.outbox.hold(row.id, until=until, why=why.value)
            _tell_of_hold(row, judged, until, why, unit, now)
            return False
        case Leave(why=why):
            unsaid.leave(row, unit, now, why=why.value)
            return False
        case Go():
            riding_along.let_join(row, judged.guests, unit, judged.fresh)
            if judged.over_the_top and judged.group is not None:
                _tell_of_ceiling(row, judged.group, unit, now)
            return True


def _judged(row: OutboxRow, unit: UnitOfWork, now: datetime, house: House) -> _Judged:
    if row.post.group is None:
        return _Judged(_privately(row, unit, now, house))
    group = unit.groups.get(row.post.group)
    if group is None or row.post.values.get(PART):
        # A later part belongs to what is out already.
        return _Judged(Go())
    return _in_group(row, group, unit, now)


# To a person


def _privately(row: OutboxRow, unit: UnitOfWork, now: datetime, house: House) -> Verdict:
    """Whoever wrote to the bot is answered at any hour; what comes unasked waits for the morning."""
    settings, kind = house.defaults, row.post.kind
    zone = ZoneInfo(settings.time_zone)
    hers, theirs = (quiet_until(hours, now, zone) for hours in (settings.her_quiet_hours, settings.quiet_hours))
    if hers is None and theirs is None:
        return Go()
    organizer = unit.organizers.get(row.organizer)
    if organizer is None or organizer.person != row.post.person:
        return Go() if row.post.answers or theirs is None else Hold(theirs, Why.NIGHT)
    is_report = kind in _REPORTS or not row.post.answers or row.post.merge_key == _LATE_LIST
    if hers is None or not is_report or kind in MAY_WAKE_HER | AT_HER_HOUR:
        return Go()
    return Hold(hers, Why.NIGHT)


# To a group


def _in_group(row: OutboxRow, group: Group, unit: UnitOfWork, now: datetime) -> _Judged:
    sort = sort_of_row(row)
    others = riding_along.others_of(row, sort, unit)
    scene = _scene(sort, group, others, unit, now)
    at_her_word = is_at_her_word(sort, by_schedule=row.post.due_id is not None)
    verdict = Go() if at_her_word else judge(waiting_of(row, sort), scene)
    if not isinstance(verdict, Go):
        return _Judged(verdict, sort, group)
    return _Judged(
        verdict,
        sort,
        group,
        guests=[] if _is_muted(scene) else [one for one in others if may_join(one, row, group.settings, now)],
        fresh=_fresh_values(row, group, unit, now),
        over_the_top=sort in NEEDED and not at_her_word and is_over_the_top(group.settings, scene.budget),
    )


def waiting_of(row: OutboxRow, sort: Sort) -> Waiting:
    promised = any(order.get("promised") for order in row.post.values.get("orders", ()))
    # A shelf life is for what waits while the gateway is away; what tact holds is judged by its sort.
    lapses_at = None if row.post.kind in SHELF_LIVES else row.post.expires_at
    return Waiting(sort, row.made_at, lapses_at, promised=promised)


def _scene(sort: Sort, group: Group, others: Sequence[OutboxRow], unit: UnitOfWork, now: datetime) -> Scene:
    """What is known of a group, as far as it matters for this sort."""
    held_by = MANNERS[sort].held_by
    minds_talk = bool(held_by & {Why.CEILING, Why.OWN_WORD})
    return Scene(
        now=now,
        settings=group.settings,
        peace=unit.peace.get(group.id),
        posts=unit.outbox.given_out(group.id, now - A_DAY),
        talk=unit.chat_log.talk(group.id, now - A_DAY) if minds_talk else Talk(),
        to_come=_to_come(group, unit, now) if Why.CEILING in held_by else 0,
        next_post_at=next_post_at(sort, others, group, unit, now) if Why.TOGETHER in held_by else None,
    )


def _to_come(group: Group, unit: UnitOfWork, now: datetime) -> int:
    """Posts that the rest of this day needs. A list of every day has nothing to post unless one was prepared; one that
    was brings its poster, and is reminded of and closed. Where goods are to come, a truck may be late, or somebody not
    come for them; where they are held, the notice follows upon a word of hers."""
    planned = unit.schedules.to_come(group.id, now, day_ends(now, ZoneInfo(group.settings.time_zone)))
    needed = Counter(one.job for one in planned if one.job in _HEARD_IN_THE_GROUP and not _is_of_every_day(one))
    noticed = {one.group_buy for one in planned if one.job is Job.PICKUP_NOTICE}
    held = {one.group_buy for one in planned if one.job is Job.ARRIVAL_CHECK} - noticed
    lists = needed[Job.DAILY_LIST] * (1 + group.settings.list_poster + group.settings.reminds)
    return needed.total() + lists + needed[Job.PICKUP_NOTICE] + len(held)


def has_room_to_call(group: Group, unit: UnitOfWork, now: datetime) -> bool:
    """Whether those who have not come can be called, with all that the day needs still to come: else she is told."""
    begins = day_begins(now, ZoneInfo(group.settings.time_zone))
    unasked = sum(not post.answers for post in unit.outbox.given_out(group.id, begins))
    return unasked + _to_come(group, unit, now) + 1 <= group.settings.unasked_at_most


def _is_of_every_day(schedule: Schedule) -> bool:
    return schedule.job is Job.DAILY_LIST and isinstance(schedule.plan, Repeated)


def _is_muted(scene: Scene) -> bool:
    return scene.peace.muted_until is not None and scene.peace.muted_until > scene.now


def _fresh_values(row: OutboxRow, group: Group, unit: UnitOfWork, now: datetime) -> Mapping[str, Json] | None:
    """The values of a post that has waited, as they are now; None where they still hold."""
    values = row.post.values
    if row.post.kind == "reminder":
        left = round((datetime.fromisoformat(values["closes_at"]) - now).total_seconds() / 60)
        return {**values, "minutes": max(1, left)} if abs(left - values["minutes"]) > _MINUTES_OFF else None
    if row.post.kind == "mine_in_group" and now - row.made_at > _STILL_FRESH:
        return asked_mine.brought_up_to_date(values, group, unit)
    return None


# What she is told


def _tell_of_hold(row: OutboxRow, judged: _Judged, until: datetime, why: Why, unit: UnitOfWork, now: datetime) -> None:
    """She hears at once of what residents need and don't get: they would wait for it in vain."""
    if judged.sort not in NEEDED or judged.group is None:
        return
    if why is Why.MUTED:
        unsaid.tell_her(
            row.organizer, "waits_while_muted", judged.group, unit, now, due_id=f"{row.id}:muted", kind=row.post.kind
        )
    elif why is Why.NIGHT:
        unsaid.tell_her(
            row.organizer,
            "waits_for_morning",
            judged.group,
            unit,
            now,
            due_id=f"{row.id}:night",
            kind=row.post.kind,
            until_at=until.isoformat(),
        )


def _tell_of_ceiling(row: OutboxRow, group: Group, unit: UnitOfWork, now: datetime) -> None:
    """Once a day: there was more than enough already, and this could not wait."""
    zone = ZoneInfo(group.settings.time_zone)
    today = day_begins(now, zone)
    posts = sum(not post.answers for post in unit.outbox.given_out(group.id, today))
    unsaid.tell_her(
        row.organizer,
        "over_ceiling",
        group,
        unit,
        now,
        due_id=f"ceiling:{group.id}:{now.astimezone(zone).date().isoformat()}",
        kind=row.post.kind,
        posts=posts,
    )
