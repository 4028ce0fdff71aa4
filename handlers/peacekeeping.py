"""What does the talk of a group ask of the bot's manners? Somebody spoke, finds it too loud, quarrels; and she has
answered herself.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from handlers import unsaid
from handlers.addressing import is_addressed, without_calls, without_slash
from handlers.turn import Turn
from models.community.manners import Why
from models.community.peace import NOISY_FOR, QUARREL_FOR
from models.community.people import Group
from models.community.quarrel import WITHIN, Heat, Said, heat_of, is_quarrel
from models.community.too_loud import Loud, is_of_the_bot, is_other_noise, loud_in, says_it_to_the_bot
from models.mail import ChatLine, message_ref, person_ref
from models.values import Incoming, MessageKind

#: So long after somebody has spoken the bot may: they are perhaps not done.
BREATH = timedelta(seconds=30)
#: Within this time what is called loud may be the bot's post, whatever was said between.
_HEARD_LATELY = timedelta(hours=3)
_HEARD_TODAY = timedelta(hours=24)
#: So far back noise in the house is looked for.
_NOISE_WITHIN = timedelta(minutes=15)
_LOOKED_BACK = 10


def somebody_spoke(turn: Turn) -> None:
    """What waited for a human word between two posts of the bot needn't wait any longer."""
    group = turn.speaker.group
    if group is not None:
        turn.unit.outbox.wake(group.id, at=turn.now + BREATH, why=Why.OWN_WORD.value)


def overheard(incoming: Incoming, turn: Turn) -> None:
    """Look at one message of talk. It stays talk, whatever it is."""
    if incoming.kind is not MessageKind.TEXT or not incoming.text:
        return
    if not turn.speaker.commands and _is_too_loud(incoming, turn):
        for group in _groups_of(turn):
            _hush(group, turn)
        return
    if turn.speaker.group is not None and heat_of(incoming.text) is not Heat.NONE:
        _look_for_a_quarrel(incoming, turn.speaker.group, turn)


# Too loud


def _is_too_loud(incoming: Incoming, turn: Turn) -> bool:
    text = without_slash(without_calls(incoming.text, turn.house)).strip()
    loud = loud_in(text)
    if is_of_the_bot(incoming.text, turn.house.bot_names):
        return True
    group = turn.speaker.group
    if group is None:
        return loud is not None or says_it_to_the_bot(text)
    if is_addressed(incoming, turn.house) or _quotes_the_bot(incoming, turn):
        return says_it_to_the_bot(text) or loud is not None
    if loud is None:
        return False
    last = turn.unit.outbox.last_post(group.id)
    if last is None or last.sent_at is None:
        return False
    since = turn.now - last.sent_at
    if loud is Loud.OF_MESSAGES:
        return since <= _HEARD_TODAY
    before = turn.unit.chat_log.recent(group.id, before=turn.speaker.message, limit=_LOOKED_BACK)
    if loud is Loud.OF_A_POST:
        # Whoever has posted since then is meant, and not the bot.
        return since <= _HEARD_LATELY and all(line.sent_at <= last.sent_at for line in before[-1:])
    return since <= _HEARD_LATELY and not is_other_noise(_texts(before, turn))


def _texts(lines: list[ChatLine] | tuple[ChatLine, ...] | object, turn: Turn) -> list[str]:
    assert isinstance(lines, list | tuple)
    return [line.text or "" for line in lines if turn.now - line.sent_at <= _NOISE_WITHIN]


def _quotes_the_bot(incoming: Incoming, turn: Turn) -> bool:
    quote = incoming.quote
    return quote is not None and quote.name is not None and quote.name in turn.house.bot_names


def _groups_of(turn: Turn) -> list[Group]:
    """Where it is said; told privately, every group in which they are."""
    if turn.speaker.group is not None:
        return [turn.speaker.group]
    groups = turn.unit.groups.of_organizer(turn.speaker.organizer.id)
    return [group for group in groups if turn.person in turn.unit.people.names_in(group.id)]


def _hush(group: Group, turn: Turn) -> None:
    """A day of nothing but list, arrival and answers; she is told once, not by each who complains."""
    kept = turn.unit.peace.get(group.id)
    known = kept.noisy_until is not None and kept.noisy_until > turn.now
    turn.unit.peace.put(replace(kept, noisy_until=turn.now + NOISY_FOR))
    if not known:
        _tell_her("too_noisy", group, turn)


def _tell_her(what: str, group: Group, turn: Turn) -> None:
    """A word to her about what was said just now, and by whom."""
    who, text = person_ref(turn.person), message_ref(turn.speaker.message)
    unsaid.tell_her(turn.speaker.organizer.id, what, group, turn.unit, turn.now, who=who, text=text)


# Quarrels


def _look_for_a_quarrel(incoming: Incoming, group: Group, turn: Turn) -> None:
    recent = turn.unit.chat_log.recent(group.id, before=turn.speaker.message, limit=_LOOKED_BACK)
    talk = [
        Said(line.person, line.sent_at, line.text or "")
        for line in recent
        if not line.recalled and turn.speaker.at - line.sent_at <= WITHIN
    ]
    if not is_quarrel([*talk, Said(turn.person, turn.speaker.at, incoming.text)]):
        return
    kept = turn.unit.peace.get(group.id)
    known = kept.quarrel_until is not None and kept.quarrel_until > turn.now
    turn.unit.peace.put(replace(kept, quarrel_until=turn.now + QUARREL_FOR))
    if not known:
        _tell_her("quarrel", group, turn)
