"""What becomes of a resident's question? It waits: neighbours answer first, then the bot with facts, then she.

What was asked waits in the outbox as data: in the group's row until neighbours have had their two minutes, and in hers
for twenty. Nothing happens meanwhile; what was said in between is looked at when a row's turn has come
(handlers/enquiries_due.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from zlib import crc32

from handlers.addressing import is_addressed, without_calls
from handlers.asking import absent_goods
from handlers.open_goods import together
from handlers.ordering import quoted_product
from handlers.replies import answers
from handlers.turn import Turn
from handlers.which_group_buy import known_here
from models.acts import Act, Ask, AskAbout, Context, Query, QueryAbout
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.stages import Stage
from models.language.asked_facts import Asked, Asking, asked_facts
from models.mail import NO_ACTS, Json, OutboxRow, with_joined
from models.values import Incoming, Role

#: organizer-notes, section 6: neighbours first; who turns to the bot waits for nobody.
NEIGHBOURS_FIRST = timedelta(minutes=2)
TO_US = timedelta(seconds=6)
_SECONDS_APART = 30
HERS_AFTER = timedelta(minutes=20)
#: Questions of one minute are answered in one post.
_ANSWERED_TOGETHER = timedelta(minutes=1)
#: Behind talk of somebody else a question that names nothing is part of that talk.
_PART_OF_TALK = timedelta(minutes=1)
#: How long a post of ours may be quoted as ours.
_STILL_QUOTED = timedelta(days=2)


def asked(incoming: Incoming, acts: Sequence[Act], turn: Turn) -> None:
    """Keep what a resident's message asks, to be answered in its time."""
    if turn.speaker.role is not Role.RESIDENT or _is_their_own_order(acts):
        return
    to_us = turn.speaker.group is None or _said_to_us(incoming, turn)
    if not to_us and not _may_ask(incoming.text, acts):
        return
    known = known_here(turn)
    asking = _asking(incoming, known, turn, to_us=to_us) if known else Asking()
    if asking.asked:
        _wait_for_neighbours(asking.asked, TO_US if to_us else _neighbours_first(incoming.account), turn, to_us=to_us)
    if asking.asked or (asking.hers and not _is_told_that_there_is_none(incoming.text, acts, turn)):
        _wait_for_her(asking.asked, turn, to_us=to_us)


def _is_their_own_order(acts: Iterable[Act]) -> bool:
    """`我订的几号到`: told with what they ordered."""
    return any(isinstance(act, Query) and act.about is QueryAbout.MINE for act in acts)


def _is_told_that_there_is_none(text: str, acts: Iterable[Act], turn: Turn) -> bool:
    """`芒果有吗，来两斤`: who wants goods that nobody sells is told so as they are asked which, and no more of it is
    open."""
    return any(
        isinstance(act, Ask) and act.about is AskAbout.PRODUCT and not act.candidates and not act.lines for act in acts
    ) and bool(absent_goods(text, turn))


def _may_ask(text: str, acts: Iterable[Act]) -> bool:
    """Cheap: most messages ask nothing. `有芒果吗` is no question of this list, and may be one all the same."""
    return "有" in text or any(isinstance(act, Query) for act in acts)


def _said_to_us(incoming: Incoming, turn: Turn) -> bool:
    """Whether the bot is called, or a post of its own is quoted."""
    if is_addressed(incoming, turn.house):
        return True
    quote, group = incoming.quote, turn.speaker.group
    if quote is None or group is None:
        return False
    if quote.name is not None and quote.name in turn.house.bot_names:
        return True
    return bool(quote.text) and turn.unit.outbox.has_said(group.id, quote.text, turn.now - _STILL_QUOTED)


def _asking(incoming: Incoming, known: Sequence[GroupBuy], turn: Turn, *, to_us: bool) -> Asking:
    opened = [one for one in known if one.stage is Stage.OPEN]
    goods = together([*opened, *(one for one in known if one not in opened)], turn)
    context = Context(
        quoted=quoted_product(incoming.quote, goods),
        at=turn.speaker.at,
        number_is_house=turn.settings.number_is_house,
    )
    asking = asked_facts(without_calls(incoming.text, turn.house), goods, context, to_us=to_us)
    if to_us or all(one.named for one in asking.asked) or not _follows_talk(turn):
        return asking
    return Asking()


def _follows_talk(turn: Turn) -> bool:
    """Whether somebody else was just talking of something else."""
    assert turn.speaker.group is not None
    before = turn.unit.chat_log.recent(turn.speaker.group.id, before=turn.speaker.message, limit=1)
    return any(
        line.person != turn.person
        and line.role is Role.RESIDENT
        and {"chat"}.union(NO_ACTS).issuperset(line.acts)
        and turn.speaker.at - line.sent_at <= _PART_OF_TALK
        for line in before
    )


# Where it waits


def _neighbours_first(account: str) -> timedelta:
    """The neighbours' time, a little different for each account: of two bots in a group the second hears the first."""
    return NEIGHBOURS_FIRST + timedelta(seconds=crc32(account.encode()) % _SECONDS_APART)


def _wait_for_neighbours(found: Sequence[Asked], wait: timedelta, turn: Turn, *, to_us: bool) -> None:
    ripe_at = turn.now + wait
    value = _value(found, ripe_at, turn, to_us=to_us)
    group = turn.speaker.group
    if group is None:
        waiting = turn.unit.outbox.waiting(person=turn.person, merge_key=answers.ANSWERS_PRIVATELY)
    else:
        waiting = turn.unit.outbox.waiting(group=group.id, merge_key=answers.ANSWERS)
    if waiting is not None:
        enquiries = [*_enquiries_of(waiting), value]
        _amend(waiting, enquiries, moment_of(enquiries), turn)
    elif group is None:
        turn.tell(answers.answers_privately(turn.person, [value], ripe_at))
    else:
        turn.tell(answers.answers(group.id, [value], ripe_at))


def _wait_for_her(found: Sequence[Asked], turn: Turn, *, to_us: bool) -> None:
    """She is shown what neither neighbours nor facts have answered by then, several questions together."""
    her = turn.reader
    ripe_at = turn.now + HERS_AFTER
    value = _value(found, ripe_at, turn, to_us=to_us)
    waiting = turn.unit.outbox.waiting(person=her, merge_key=answers.UNANSWERED)
    if waiting is None:
        turn.tell(answers.unanswered(her, [value], ripe_at))
    else:
        _amend(waiting, [*_enquiries_of(waiting), value], waiting.post.not_before, turn)


def _value(found: Sequence[Asked], ripe_at: datetime, turn: Turn, *, to_us: bool) -> Json:
    group = turn.speaker.group
    return answers.enquiry_value(
        turn.speaker.message,
        turn.person,
        [[one.fact.value, one.product, one.word] for one in found],
        at=turn.now,
        ripe_at=ripe_at,
        group=None if group is None else group.id,
        to_us=to_us,
    )


def _enquiries_of(row: OutboxRow) -> list[Json]:
    return list(row.post.values["enquiries"])


def _amend(row: OutboxRow, enquiries: Sequence[Json], not_before: datetime | None, turn: Turn) -> None:
    values = with_joined({"enquiries": list(enquiries)}, row.post.values)
    turn.unit.outbox.amend(row.id, values=values, not_before=not_before)


def moment_of(enquiries: Sequence[Json]) -> datetime:
    """When questions that wait together are answered: the first in its time, with those that are ripe a minute later,
    unless the bot was called."""
    ripe = sorted((datetime.fromisoformat(one["ripe_at"]), not one["to_us"]) for one in enquiries)
    first, may_wait = ripe[0]
    return max(moment for moment, _ in ripe if moment - first <= _ANSWERED_TOGETHER) if may_wait else first
