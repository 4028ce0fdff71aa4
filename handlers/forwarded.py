"""Whose order is this? One that came to the organizer's own chat, and that she hands on to the bot.

A forwarded text tells no sender: it is held for ten minutes until she says whose it is, or waits for the order where
she has said that first (organizer-notes, section 2, 1).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta

from handlers.book_words import Said, known_names, read_goods, whole_whose
from handlers.households import Whose, whose_with
from handlers.noting_down import take
from handlers.replies import to_organizer
from handlers.targets import candidates
from handlers.turn import Turn
from models.acts import Ask, Order
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.stages import LIVE
from models.mail import Json, message_ref
from models.values import MessageId, Recipient

HELD = "forwarded"
HELD_FOR = timedelta(minutes=10)
#: Several forwarded texts come at once: she is asked about them together.
ASKED_AFTER = timedelta(seconds=5)
_PARTS = ("building", "unit", "room", "name", "phone")


@dataclass(frozen=True, slots=True)
class _Held:
    """What was handed on and whose it is, as far as both were said; each with the message that says it."""

    texts: tuple[tuple[MessageId, str], ...] = ()
    whose: Whose = field(default_factory=Whose)
    named_in: MessageId | None = None


def handed_on(text: str, turn: Turn) -> bool:
    """Take a text as an order that was handed on, or as the word whose it is; False where it is neither."""
    open_ones = candidates(turn, LIVE)
    whose = next(filter(None, (_named(text, one, turn) for one in open_ones)), None)
    held = _held(turn)
    if whose is not None:
        _go_on(replace(held, whose=whose_with(whose, held.whose), named_in=turn.speaker.message), turn)
        return True
    if any(_said(text, Whose(), one, turn) for one in open_ones):
        _go_on(replace(held, texts=(*held.texts, (turn.speaker.message, text))), turn)
        return True
    return False


def _named(text: str, group_buy: GroupBuy, turn: Turn) -> Whose | None:
    return whole_whose(text, known_names(group_buy, turn), turn.house.memory.catalog(group_buy.products))


def _said(text: str, whose: Whose, group_buy: GroupBuy, turn: Turn) -> Said | None:
    """What a handed on text orders of a group-buy's goods; None where it orders nothing."""
    acts = read_goods(text, turn.house.memory.catalog(group_buy.products), turn)
    wanted = [act for act in acts if isinstance(act, Ask) or (isinstance(act, Order) and act.lines)]
    if not wanted:
        return None
    told = next((act.recipient for act in wanted if isinstance(act, Order) and act.recipient), None)
    return Said(whose_with(whose, Whose(None if told is None else told.name, told)), tuple(wanted))


def _go_on(held: _Held, turn: Turn) -> None:
    if held.texts and held.whose:
        turn.unit.conversations.end(turn.person, HELD)
        _stop_asking(turn)
        _read_back(held, turn)
        return
    _keep(held, turn)
    if held.texts:
        _ask_whose(turn)
    else:
        turn.tell(to_organizer.what_do_they_want(turn.person, message_ref(turn.speaker.message)))


def _read_back(held: _Held, turn: Turn) -> None:
    text = "，".join(text for _, text in held.texts)
    readings = [
        (one, (said,)) for one in candidates(turn, LIVE) if (said := _said(text, held.whose, one, turn)) is not None
    ]
    message = held.texts[0][0]
    if not readings or not take(readings, text, turn, message=message, named_in=held.named_in or message):
        turn.tell(to_organizer.refused(turn.person, "word_not_understood", example="501 鸡蛋2"))


def _ask_whose(turn: Turn) -> None:
    waiting = turn.unit.outbox.waiting(person=turn.person, merge_key=to_organizer.WHOSE)
    ask_at = turn.now + ASKED_AFTER
    if waiting is None:
        turn.tell(to_organizer.whose(turn.person, ask_at))
    else:
        turn.unit.outbox.amend(waiting.id, values=waiting.post.values, not_before=ask_at)


def _stop_asking(turn: Turn) -> None:
    waiting = turn.unit.outbox.waiting(person=turn.person, merge_key=to_organizer.WHOSE)
    if waiting is not None:
        turn.unit.outbox.withdraw(waiting.id)


# What is held


def _held(turn: Turn) -> _Held:
    state = turn.unit.conversations.get(turn.person, HELD, turn.now)
    if state is None:
        return _Held()
    where = Recipient(**{part: state["where"][part] for part in _PARTS}) if state["where"] else None
    return _Held(
        tuple((MessageId(message), text) for message, text in state["texts"]),
        Whose(state["name"], where),
        None if state["named_in"] is None else MessageId(state["named_in"]),
    )


def _keep(held: _Held, turn: Turn) -> None:
    where = held.whose.recipient
    state: dict[str, Json] = {
        "texts": [list(each) for each in held.texts],
        "name": held.whose.name,
        "where": None if where is None else {part: getattr(where, part) for part in _PARTS},
        "named_in": held.named_in,
    }
    turn.unit.conversations.put(turn.person, HELD, state, turn.now + HELD_FOR)
