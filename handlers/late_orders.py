"""What becomes of those who came too late? The organizer sees them numbered, and takes them with one word."""

from __future__ import annotations

from collections.abc import Sequence

from handlers import book_commands as b
from handlers import commands as c
from handlers import figures, telling, undoing
from handlers.late_numbers import SHOWN, STILL_OPEN, remember_late
from handlers.late_taken import say_no, take_or_read_back
from handlers.ordering import open_book
from handlers.replies import to_organizer
from handlers.targets import candidates, first_group, locked
from handlers.turn import Turn
from models.groupbuy.group_buy import GroupBuy
from models.values import GroupBuyId, MessageId


def tell_late(command: c.TellLate, turn: Turn) -> None:
    """`迟到单`: who came too late with what, numbered for `收3 5`."""
    group_buy = _with_late(turn)
    if group_buy is None:
        turn.tell(to_organizer.refused(turn.person, "nobody_late"))
        return
    remember_late(group_buy, turn)
    values = figures.totals_of(group_buy, turn)
    turn.tell(to_organizer.late_list(turn.person, values["late"]))


def take_late(command: c.TakeLate, turn: Turn) -> None:
    """`全收`, `收3 5`: as if they had come in time; many of them, or much money, are read back first."""
    found = _chosen(command.numbers, turn)
    if found is None:
        return
    take_or_read_back(*found, turn)


def drop_late(command: c.DropLate, turn: Turn) -> None:
    """`都不要`: they stay out, and the list is empty."""
    found = _chosen(command.numbers, turn)
    if found is None:
        return
    group_buy, messages = found
    turn.unit.group_buys.lock([group_buy.id])
    book = turn.unit.books.open(group_buy.id)
    gone = [late for late in book.late() if late.message_id in messages]
    turn.unit.books.record(group_buy.id, book.drop_late(messages, at=turn.now, message_id=turn.speaker.message))
    say_no(gone, turn)
    undoing.remember(turn, "不收晚的单", b.ReturnLate(group_buy=group_buy.id, messages=tuple(messages)))
    turn.tell(to_organizer.done(turn.person, "late_dropped", count=len(messages)))


def return_late(command: b.ReturnLate, turn: Turn) -> bool:
    """`撤` after `全收` or `都不要`: they are on the late list again, all of them, or none where one was changed."""
    group_buy = locked(turn, GroupBuyId(command.group_buy))
    if group_buy is None:
        return undoing.refuse(turn, "nothing_to_undo")
    book = open_book(group_buy, first_group(turn, group_buy), turn)
    messages = [MessageId(message) for message in command.messages]
    events = book.return_late(messages, at=turn.now, message_id=turn.speaker.message)
    if not isinstance(events, tuple):
        turn.unit.books.record(group_buy.id, ())
        return undoing.refuse(turn, "too_much_since")
    turn.unit.books.record(group_buy.id, events)
    telling.tell_of_a_word(events, group_buy, turn)
    remember_late(group_buy, turn)
    return True


def _with_late(turn: Turn) -> GroupBuy | None:
    return next((one for one in candidates(turn, STILL_OPEN) if turn.unit.books.read(one.id).late()), None)


def _chosen(numbers: Sequence[int], turn: Turn) -> tuple[GroupBuy, list[MessageId]] | None:
    """The late messages that are meant; without numbers all of them. Told where there are none, or no such number."""
    group_buy = _with_late(turn)
    if group_buy is None:
        turn.tell(to_organizer.refused(turn.person, "nobody_late"))
        return None
    waiting = [late.message_id for late in turn.unit.books.read(group_buy.id).late()]
    if not numbers:
        return group_buy, waiting
    shown = turn.unit.conversations.get(turn.person, SHOWN, turn.now)
    listed = [] if shown is None or GroupBuyId(shown["group_buy"]) != group_buy.id else shown["messages"]
    if any(not 1 <= number <= len(listed) for number in numbers):
        turn.tell(to_organizer.refused(turn.person, "no_such_late", example="迟到单"))
        return None
    chosen = [MessageId(listed[number - 1]) for number in numbers]
    return group_buy, [message for message in waiting if message in chosen]
