"""How does she get one visible list? The chain with the chat orders merged in, to be pasted from her phone."""

from __future__ import annotations

from handlers import catch_up_commands as u
from handlers.ordering import open_book
from handlers.replies import to_organizer
from handlers.targets import find, groups_of
from handlers.turn import Turn
from models.groupbuy.stages import LIVE
from models.mail import ChatLine, message_ref
from models.values import MessageId, MessageKind, PersonId


def write_whole_chain(command: u.WriteWholeChain, turn: Turn) -> None:
    """`接龙补齐`: the whole list as text, which the bot knows again when it is posted."""
    group_buy = find(turn, LIVE, command, reason="no_group_buy")
    if group_buy is None:
        return
    names: dict[PersonId, str] = {}
    for group in groups_of(turn, group_buy):
        names |= dict(turn.unit.people.names_in(group.id))
    book = open_book(group_buy, None, turn)
    others = turn.unit.people.many({order.member for order in book.orders()} - names.keys())
    names |= {person: known.nickname for person, known in others.items()}
    text, events = book.write_chain(at=turn.now, names=names, title=group_buy.title, message_id=turn.speaker.message)
    turn.unit.books.record(group_buy.id, events)
    if not text:
        turn.tell(to_organizer.refused(turn.person, "nobody_ordered"))
        return
    turn.tell(to_organizer.whole_chain(turn.person, message_ref(_kept(text, turn))))


def _kept(text: str, turn: Turn) -> MessageId:
    """The text, kept where what people write is kept: the outbox holds no names."""
    message = MessageId(turn.unit.ids.new())
    turn.unit.chat_log.add(
        ChatLine(
            message=message,
            group=None,
            person=turn.person,
            role=turn.speaker.role,
            kind=MessageKind.TEXT.value,
            text=text,
            sent_at=turn.now,
            by_bot=True,
        )
    )
    return message
