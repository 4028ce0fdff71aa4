"""What is the message that the organizer quotes, in each group-buy that lasts here, and how does her word on it count?

What she says of it rests on it: the lines of her word are told with the quoted message, and follow it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handlers import book_commands as b
from handlers import telling, undoing
from handlers.ordering import open_book
from handlers.quoted_message import find_all_quoted
from handlers.targets import candidates, locked
from handlers.turn import Turn
from handlers.words_entered import tell_what_stands
from models.acts import Order
from models.events import BookEvent
from models.groupbuy.book import Book
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.organizers_word import Word
from models.groupbuy.stages import LIVE
from models.mail import ChatLine
from models.values import OrderId, PersonId, Recipient


@dataclass(frozen=True, slots=True)
class Quoted:
    """A resident's message, and the group-buy that it is about."""

    line: ChatLine
    member: PersonId
    group_buy: GroupBuy
    book: Book


def quoted_here(turn: Turn) -> Iterator[Quoted]:
    """The quoted message, with each group-buy that lasts in this group; nothing where it is nobody's, or the bot's."""
    for line in find_all_quoted(turn):
        if line.person is not None and not line.by_bot and not line.recalled:
            for group_buy in candidates(turn, LIVE):
                yield Quoted(line, line.person, group_buy, turn.unit.books.read(group_buy.id))


def opened(quoted: Quoted, turn: Turn) -> tuple[GroupBuy, Book]:
    group_buy = locked(turn, quoted.group_buy.id) or quoted.group_buy
    return group_buy, open_book(group_buy, turn.speaker.group, turn)


def word_on(quoted: Quoted, turn: Turn, order: Order | None = None, order_id: OrderId | None = None) -> Word:
    """Her word, as it goes into the book at once."""
    return Word(
        turn.speaker.message,
        turn.person,
        quoted.member,
        turn.now,
        order=order or Order(),
        order_id=order_id,
        text=quoted.line.text or "",
        about=quoted.line.message,
        said_at=quoted.line.sent_at,
    )


def as_word_of_hers(quoted: Quoted, order: Order, order_id: OrderId | None, turn: Turn) -> b.EnterWord:
    """The same as a command, for what she is asked about first."""
    lines = tuple(b.Line(product=line.product, op=line.op, quantity=line.quantity) for line in order.lines)
    where = order.recipient or Recipient()
    household = b.Household(
        member=quoted.member,
        order=order_id,
        name=where.name,
        building=where.building,
        unit=where.unit,
        room=where.room,
        phone=where.phone,
    )
    word = b.WordFor(household=household, lines=lines, delivery=order.delivery, note=order.note)
    return b.EnterWord(
        group_buy=quoted.group_buy.id,
        message=turn.speaker.message,
        words=(word,),
        text=quoted.line.text or "",
        about=quoted.line.message,
    )


def record(events: Sequence[BookEvent], quoted: Quoted, group_buy: GroupBuy, turn: Turn, what: str) -> None:
    """Keep what happened by her word, and have it told to her and in the group where she said it."""
    turn.unit.books.record(group_buy.id, events)
    telling.tell_of_a_word(events, group_buy, turn, heard_in=turn.speaker.group)
    undoing.remember(turn, what, b.TakeBackWord(group_buy=group_buy.id, message=turn.speaker.message))
    tell_theirs(quoted, group_buy, turn)


def tell_theirs(quoted: Quoted, group_buy: GroupBuy, turn: Turn) -> None:
    """What stands now for who wrote the quoted message."""
    orders = turn.unit.books.read(group_buy.id).order_of(quoted.member)
    touched: list[tuple[PersonId, OrderId | None]] = [(quoted.member, one.id) for one in orders]
    tell_what_stands(touched or [(quoted.member, None)], group_buy, turn)
