"""How does she get one visible list? The chain with the chat orders merged in, to be pasted from her phone."""

from __future__ import annotations

from handlers import catch_up_commands as u
from handlers.history import events_of
from handlers.ordering import open_book
from handlers.replies import to_organizer
from handlers.targets import find, groups_of
from handlers.turn import Turn
from models.events import OrderDescribed, OrderOpened
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.stages import LIVE
from models.mail import ChatLine, Json, message_ref
from models.values import MessageId, MessageKind, OrderId, PersonId


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
    rooms, message = _rooms_told_in_groups(group_buy, turn), turn.speaker.message
    texts, events = book.write_chains(at=turn.now, names=names, title=group_buy.title, rooms=rooms, message_id=message)
    turn.unit.books.record(group_buy.id, events)
    if not texts:
        turn.tell(to_organizer.refused(turn.person, "nobody_ordered"))
        return
    # Each chain is a list of its own to the book, so each goes into a message of its own.
    for number, text in enumerate(texts, 1):
        turn.tell(to_organizer.whole_chain(turn.person, kept(text, turn), number=number, lists=len(texts)))


def _rooms_told_in_groups(group_buy: GroupBuy, turn: Turn) -> set[OrderId]:
    """The orders whose rooms everybody could read, by the message that told each of them last."""
    told: dict[OrderId, tuple[tuple[str | None, ...], MessageId]] = {}
    for event in events_of(group_buy, turn):
        if isinstance(event, OrderOpened | OrderDescribed):
            recipient = event.private.recipient if event.private else None
            room = (recipient.building, recipient.unit, recipient.room) if recipient else ()
            if told.get(event.order_id, ((), None))[0] != room:
                told[event.order_id] = (room, event.message_id)
    lines = {message: turn.unit.chat_log.get(message) for message in {message for _, message in told.values()}}
    heard = {message for message, line in lines.items() if line is not None and line.group is not None}
    return {order for order, (_, message) in told.items() if message in heard}


def kept(text: str, turn: Turn) -> Json:
    """A text, kept where what people write is kept: the outbox holds no names."""
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
    return message_ref(message)
