"""What is this message: a command, a word in a conversation, or talk? One ordered way, first match wins.

1. what happened to a room, and recalls;
2. what cannot be read: kept, and shown to the organizer; what machines say: kept;
3. the organizer in private: copied talk, menu digits, draft words, commands, words on somebody's order, a pasted list,
   an order that was handed on;
4. the organizer in a group: words beside a quoted message, and commands, where the bot is addressed;
5. what residents say about goods that came, or that they pass on;
6. everything else is talk, and goes to the counter.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from handlers import (
    asked_back,
    enquiries,
    her_own_word,
    machines,
    mishaps,
    ordering,
    peacekeeping,
    polling,
    product_pictures,
    usual,
)
from handlers.asked_by_residents import asked_about_data, asked_for_own_order
from handlers.heard import WITH_TEXT, Heard, line_of
from handlers.house import House
from handlers.in_groups import commanded_in_group
from handlers.in_private import commanded_in_private, handed_in
from handlers.place import find_speaker, is_to_somebody_else
from handlers.room_changes import room_changed
from handlers.table_talk import said_at_the_table
from handlers.turn import Turn
from models.mail import InboxRow
from models.ports import UnitOfWork
from models.values import MessageKind

_ROOM_EVENTS = frozenset({MessageKind.JOIN, MessageKind.LEAVE, MessageKind.TOPIC})


def receive(row: InboxRow, unit: UnitOfWork, now: datetime, house: House) -> None:
    """Do all that one message asks for. Whatever it does, it does through ``unit``."""
    incoming = row.incoming
    if incoming.from_self and unit.outbox.settle_echo(incoming, now) is not None:
        return
    if incoming.from_self and is_to_somebody_else(incoming):
        return
    speaker = find_speaker(incoming, row.id, unit, now, house)
    if speaker is None or (incoming.from_self and not speaker.commands):
        return
    heard = Heard(row, Turn(speaker, unit, now, house))
    if machines.is_our_echo(incoming, heard.turn):
        return
    if incoming.kind is MessageKind.RECALL:
        ordering.recalled(incoming, heard.turn)
        return
    if incoming.kind in _ROOM_EVENTS:
        room_changed(incoming, heard.turn)
        return
    log(heard)
    peacekeeping.somebody_spoke(heard.turn)
    next(way for way in _WAYS if way(heard))


def log(heard: Heard) -> None:
    """Every message is logged, whatever it is."""
    turn = heard.turn
    if heard.row.attempts and turn.unit.chat_log.get(heard.row.id) is not None:
        # It failed before, and was logged when the organizer was told.
        return
    group = turn.speaker.group
    turn.unit.chat_log.add(line_of(heard.row, turn.person, turn.speaker.role, None if group is None else group.id))


def unreadable(heard: Heard) -> bool:
    if heard.incoming.fault is None:
        return False
    turn = heard.turn
    mishaps.tell_failed(heard.row.id, turn.person, turn.speaker.organizer, turn.unit, turn.now)
    return True


def said_by_a_machine(heard: Heard) -> bool:
    """Another bot, or an account of WeChat's own: logged, and never answered."""
    sign = machines.heard_from(heard.incoming, heard.turn)
    if sign is not None:
        machines.note(heard.incoming, heard.turn, sign)
    return sign is not None


def answered_an_offer(heard: Heard) -> bool:
    """A word that means something only to whom something was put: a raised hand, `退`, `要` at another price, `对`."""
    turn, incoming = heard.turn, heard.incoming
    if incoming.kind is not MessageKind.TEXT or turn.speaker.commands:
        return False
    ways = (polling.raised, usual.confirmed, asked_back.answered, usual.asked)
    return any(way(incoming, turn) for way in ways)


def talked(heard: Heard) -> bool:
    """Everything else goes to the counter, where orders are taken and chat is left alone; what it asks waits for an
    answer."""
    product_pictures.noted(heard.incoming, heard.turn)
    if heard.incoming.kind in WITH_TEXT:
        acts = ordering.heard(heard.incoming, heard.turn)
        enquiries.asked(heard.incoming, acts, heard.turn)
        her_own_word.answered_herself(heard.incoming, heard.turn)
        peacekeeping.overheard(heard.incoming, heard.turn)
    return True


_WAYS: tuple[Callable[[Heard], bool], ...] = (
    unreadable,
    said_by_a_machine,
    handed_in,
    commanded_in_private,
    commanded_in_group,
    asked_about_data,
    asked_for_own_order,
    said_at_the_table,
    answered_an_offer,
    talked,
)
