"""What becomes of a chain of the organizer's that lacked many entries? Nothing, until she says that it was meant."""

from __future__ import annotations

from handlers import book_commands as b
from handlers import commands as c
from handlers import telling, undoing
from handlers.ordering import open_book
from handlers.replies import to_organizer
from handlers.targets import first_group, locked
from handlers.turn import Turn
from models.values import GroupBuyId


def settle_report(command: b.SettleReport, turn: Turn) -> None:
    """Apply what was held back, or let it be (order-language, section 6: it is reported, and waits for a word)."""
    group_buy = locked(turn, GroupBuyId(command.group_buy))
    known = group_buy and [one.report_id for one in turn.unit.books.read(group_buy.id).reported()]
    if group_buy is None or not known or command.report not in known:
        turn.tell(to_organizer.refused(turn.person, "report_is_over"))
        return
    book = open_book(group_buy, first_group(turn, group_buy), turn)
    message = turn.speaker.message
    events = book.settle_report(command.report, apply=command.apply, at=turn.now, message_id=message)
    turn.unit.books.record(group_buy.id, events)
    telling.tell_of_a_word(events, group_buy, turn)
    if command.apply:
        undoing.remember(turn, "删接龙里的几条", c.KeepAsIs(why="chain"))
    turn.tell(to_organizer.done(turn.person, "wipe_applied" if command.apply else "wipe_left"))
