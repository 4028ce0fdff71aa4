"""A question's time has come: what is said to it now? Facts, where nobody answered; what they don't know goes to her.

These are called by the relay at the last moment before a row is put into words (scheduler/terms.Freshen): so the facts
are those of now, and what neighbours said meanwhile counts however the row was held up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial

from handlers.enquiries import moment_of
from handlers.enquiry_facts import WAYS, Line, Shop, lines_for
from handlers.house import House
from handlers.meanwhile import Talk, is_over
from handlers.open_goods import together
from handlers.place import Speaker
from handlers.replies import answers
from handlers.turn import Turn
from handlers.which_group_buy import known_here
from models.community.people import Group
from models.language.asked_facts import Asked, Fact
from models.mail import Json, OutboxRow, with_joined
from models.ports import UnitOfWork
from models.values import GroupId, MessageId, PersonId, ProductId, Role

#: Answers to people are so far apart in a group, however many ask.
APART = timedelta(minutes=3)
#: Whoever asked so long ago has found out by another way.
_FORGOTTEN = timedelta(hours=1)
_HERS_AGAIN_AFTER = timedelta(minutes=20)
#: Beyond these her screen is full.
_MOST_SHOWN = 8

Enquiry = Mapping[str, Json]


def freshen_answers(row: OutboxRow, unit: UnitOfWork, now: datetime, house: House) -> None:
    """The group's answers: of what is still open and ripe, with the facts; the rest waits on."""
    group = None if row.post.group is None else unit.groups.get(row.post.group)
    if group is None:
        unit.outbox.withdraw(row.id)
        return
    after = _gap_after_the_last(group, unit, now)
    if after is not None:
        unit.outbox.amend(row.id, values=row.post.values, not_before=after)
        return
    fresh = [one for one in row.post.values["enquiries"] if now - _moment(one["at"]) <= _FORGOTTEN]
    turns = {one["message"]: _turn_of(one, row, group, unit, now, house) for one in fresh}
    talk = Talk(unit)
    waiting = [one for one in fresh if (turn := turns[one["message"]]) is not None and _is_open(one, group, talk, turn)]
    ripe = [one for one in waiting if _moment(one["ripe_at"]) <= now]
    later = [one for one in waiting if one not in ripe]
    _say(row, ripe, later, turns, unit, now)
    if later and any(_asks_known(one, turns) for one in ripe):
        unit.outbox.add(row.organizer, answers.answers(group.id, later, max(moment_of(later), now + APART)), now)


def _gap_after_the_last(group: Group, unit: UnitOfWork, now: datetime) -> datetime | None:
    """Until when the gap since the last answers lasts; None where it is over."""
    if not unit.outbox.count_since(group.id, now - APART, kind=answers.ANSWERS):
        return None
    last = unit.outbox.last_post(group.id)
    if last is not None and last.post.kind == answers.ANSWERS and last.sent_at is not None:
        return max(last.sent_at + APART, now + timedelta(seconds=1))
    return now + timedelta(seconds=30)


def freshen_private_answers(row: OutboxRow, unit: UnitOfWork, now: datetime, house: House) -> None:
    """The same for one person, with nobody else to answer."""
    enquiries = list(row.post.values["enquiries"])
    turns = {one["message"]: _turn_of(one, row, None, unit, now, house) for one in enquiries}
    _say(row, [one for one in enquiries if turns[one["message"]] is not None], [], turns, unit, now)


def _say(
    row: OutboxRow,
    ripe: Sequence[Enquiry],
    later: Sequence[Enquiry],
    turns: Mapping[str, Turn | None],
    unit: UnitOfWork,
    now: datetime,
) -> None:
    """Put the facts beside what is answered now. What no fact says stays with her, where it waits too."""
    known = [one for one in ripe if _asks_known(one, turns)]
    turn = next((turns[one["message"]] for one in known), None)
    if known and turn is not None:
        asked = [each for one in known for each in _asked(one)]
        lines = lines_for(asked, _shop(turn))
        values = {"enquiries": known, "lines": lines, "time_zone": turn.settings.time_zone}
        unit.outbox.amend(row.id, values=with_joined(values, row.post.values), not_before=row.post.not_before)
        _take_from_her(known, turn, unit)
    elif later:
        values = with_joined({"enquiries": list(later)}, row.post.values)
        unit.outbox.amend(row.id, values=values, not_before=max(moment_of(later), now))
    else:
        unit.outbox.withdraw(row.id)


def _asks_known(enquiry: Enquiry, turns: Mapping[str, Turn | None]) -> bool:
    turn = turns[enquiry["message"]]
    return turn is not None and bool(_lines(enquiry, turn))


def _lines(enquiry: Enquiry, turn: Turn) -> list[Line]:
    return lines_for(_asked(enquiry), _shop(turn))


def _shop(turn: Turn) -> Shop:
    return Shop(known_here(turn), turn)


def _asked(enquiry: Enquiry) -> list[Asked]:
    return [
        Asked(Fact(fact), None if product is None else ProductId(product), word)
        for fact, product, word in enquiry["asked"]
    ]


def _take_from_her(known: Sequence[Enquiry], turn: Turn, unit: UnitOfWork) -> None:
    """What the bot answers, nobody has to."""
    waiting = unit.outbox.waiting(person=turn.reader, merge_key=answers.UNANSWERED)
    if waiting is None:
        return
    said = {one["message"] for one in known}
    left = [one for one in waiting.post.values["enquiries"] if one["message"] not in said]
    if left:
        unit.outbox.amend(waiting.id, values={"enquiries": left}, not_before=waiting.post.not_before)
    else:
        unit.outbox.withdraw(waiting.id)


# Hers


def freshen_unanswered(row: OutboxRow, unit: UnitOfWork, now: datetime, house: House) -> None:
    """What she is shown: ripe, and open by now. What is younger waits for the next time, so that she hears of
    questions three times an hour at most."""
    looking = partial(_still_open, row=row, talk=Talk(unit), unit=unit, now=now, house=house)
    opened = [(one, turn) for one in row.post.values["enquiries"] if (turn := looking(one))]
    ripe = [(one, turn) for one, turn in opened if _moment(one["ripe_at"]) <= now]
    later = [one for one, turn in opened if _moment(one["ripe_at"]) > now]
    if not ripe:
        _put_off(row, later, unit)
        return
    several = len({one["group"] for one, _ in ripe}) > 1
    shown = [_shown(one, turn, several=several) for one, turn in ripe]
    values = {"enquiries": shown[:_MOST_SHOWN], "more": max(len(shown) - _MOST_SHOWN, 0)}
    unit.outbox.amend(row.id, values=values, not_before=row.post.not_before)
    if later and row.post.person is not None:
        again = max(now + _HERS_AGAIN_AFTER, _first_ripe(later))
        ripe[0][1].tell(answers.unanswered(row.post.person, later, again))


def _put_off(row: OutboxRow, later: Sequence[Enquiry], unit: UnitOfWork) -> None:
    if later:
        unit.outbox.amend(row.id, values={"enquiries": list(later)}, not_before=_first_ripe(later))
    else:
        unit.outbox.withdraw(row.id)


def _first_ripe(enquiries: Sequence[Enquiry]) -> datetime:
    return min(_moment(one["ripe_at"]) for one in enquiries)


def _still_open(
    enquiry: Enquiry, *, row: OutboxRow, talk: Talk, unit: UnitOfWork, now: datetime, house: House
) -> Turn | None:
    """The turn in which a question is looked at, where it is still one."""
    group = None if enquiry["group"] is None else unit.groups.get(GroupId(enquiry["group"]))
    turn = _turn_of(enquiry, row, group, unit, now, house)
    if turn is None or (enquiry["group"] is not None and (group is None or not _is_open(enquiry, group, talk, turn))):
        return None
    return turn


def _shown(enquiry: Enquiry, turn: Turn, *, several: bool) -> Json:
    group = turn.speaker.group
    way = next((WAYS[one.fact] for one in _asked(enquiry) if one.fact in WAYS), None)
    place = ("私聊" if group is None else group.name) if several else None
    return answers.shown_to_her(enquiry, place=place, way=way)


# What both look at


def _is_open(enquiry: Enquiry, group: Group, talk: Talk, turn: Turn) -> bool:
    return not is_over(enquiry, talk.of(group.id), together(known_here(turn), turn), turn)


def _turn_of(
    enquiry: Enquiry, row: OutboxRow, group: Group | None, unit: UnitOfWork, now: datetime, house: House
) -> Turn | None:
    """The turn of whoever asked, as of now; None where they were forgotten."""
    organizer, person = unit.organizers.get(row.organizer), unit.people.get(PersonId(enquiry["person"]))
    if organizer is None or person is None:
        return None
    speaker = Speaker(organizer, person, Role.RESIDENT, group, MessageId(enquiry["message"]), now)
    return Turn(speaker, unit, now, house)


def _moment(written: str) -> datetime:
    return datetime.fromisoformat(written)


def by_kind(house: House) -> Mapping[str, Callable[[OutboxRow, UnitOfWork, datetime], None]]:
    """What is called for the rows of each kind."""
    return {
        answers.ANSWERS: lambda row, unit, now: freshen_answers(row, unit, now, house),
        answers.ANSWERS_PRIVATELY: lambda row, unit, now: freshen_private_answers(row, unit, now, house),
        answers.UNANSWERED: lambda row, unit, now: freshen_unanswered(row, unit, now, house),
    }
