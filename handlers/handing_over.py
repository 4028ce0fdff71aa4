"""Who decides in the organizer's place, and until when? `交接 李姐 到周五`.

Her deputy has her rights, but for giving them away, and is told what she would be told. It ends by itself; she keeps
her own rights all the while.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from handlers import standing_in_commands as i
from handlers import undoing
from handlers.group_words import take_back_unsaid
from handlers.named_members import named_member
from handlers.replies import to_group, to_organizer
from handlers.targets import candidates
from handlers.turn import Turn
from models.community.people import Deputy
from models.groupbuy.stages import LIVE
from models.mail import person_ref
from models.values import PersonId

_EXAMPLE = "交接 李姐 到周五"


def tell_deputy(command: i.TellDeputy, turn: Turn) -> None:
    deputy = turn.speaker.organizer.deputy
    if deputy is None or turn.now >= deputy.until:
        turn.tell(to_organizer.refused(turn.person, "no_deputy", example=_EXAMPLE))
        return
    values = {"who": person_ref(deputy.person), "day_at": _last_day(deputy.until, turn).isoformat()}
    turn.tell(to_organizer.done(turn.person, "deputy_told", **values))


def hand_over(command: i.HandOver, turn: Turn) -> None:
    organizer = turn.speaker.organizer
    if turn.person != organizer.person:
        turn.tell(to_organizer.refused(turn.person, "not_yours", command="交接"))
        return
    person = named_member(
        command.name,
        command.person,
        lambda one: command.model_copy(update={"person": one}),
        turn,
        example=_EXAMPLE,
    )
    if person is None:
        return
    if not person.is_friend:
        # What concerns the groups goes to her deputy privately, or nowhere.
        turn.tell(to_organizer.refused(turn.person, "not_a_friend", who=person_ref(person.id), example=_EXAMPLE))
        return
    if command.until <= turn.now:
        turn.tell(to_organizer.refused(turn.person, "time_is_past", example=_EXAMPLE))
        return
    _appoint(Deputy(person.id, command.until), turn)
    day = _last_day(command.until, turn)
    for group in turn.unit.groups.of_organizer(organizer.id):
        turn.tell(to_group.handed_over(group.id, person.id, day, group.settings.time_zone))
    told = {"day_at": day.isoformat(), "time_zone": turn.settings.time_zone}
    turn.tell(to_organizer.done(turn.person, "handed_over", who=person_ref(person.id), **told))
    turn.tell(to_organizer.done(person.id, "you_decide", **told, **_open_points(turn)))


def _appoint(deputy: Deputy | None, turn: Turn) -> None:
    organizer = turn.speaker.organizer
    before = organizer.deputy if organizer.deputy_at(turn.now) else None
    turn.unit.organizers.put(replace(organizer, deputy=deputy))
    inverse = i.RestoreDeputy(
        person=None if before is None else before.person,
        until=None if before is None else before.until,
        left=None if deputy is None else deputy.person,
    )
    undoing.remember(turn, "交接", inverse)


def _open_points(turn: Turn) -> dict[str, int]:
    """What waits for a decision of hers, by how many: questions to residents, and who came too late."""
    books = [turn.unit.books.read(one.id) for one in candidates(turn, LIVE)]
    return {"questions": sum(len(book.questions()) for book in books), "late": sum(len(book.late()) for book in books)}


def _last_day(until: datetime, turn: Turn) -> date:
    """The day through which it lasts: up to midnight is the day before."""
    return (until - timedelta(minutes=1)).astimezone(turn.zone).date()


def take_back_over(command: i.TakeBackOver, turn: Turn) -> None:
    """`交接 结束`, by herself or by her deputy."""
    organizer = turn.speaker.organizer
    deputy = organizer.deputy_at(turn.now)
    if deputy is None:
        turn.tell(to_organizer.refused(turn.person, "no_deputy", example=_EXAMPLE))
        return
    _appoint(None, turn)
    take_back_unsaid("handed_over", turn)
    turn.tell(to_organizer.done(organizer.person, "handed_back", who=person_ref(deputy)))
    turn.tell(to_organizer.done(deputy, "you_decide_no_more"))


def restore_deputy(command: i.RestoreDeputy, turn: Turn) -> bool:
    organizer = turn.speaker.organizer
    if organizer.deputy_at(turn.now) != command.left:
        return undoing.refuse(turn, "too_much_since")
    before = None
    if command.person is not None and command.until is not None and command.until > turn.now:
        before = Deputy(PersonId(command.person), command.until)
    turn.unit.organizers.put(replace(organizer, deputy=before))
    take_back_unsaid("handed_over", turn)
    if command.left is not None:
        turn.tell(to_organizer.done(PersonId(command.left), "you_decide_no_more"))
    return True
