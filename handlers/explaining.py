"""Why does an order stand as it does? The organizer's `为什么`: message by message what made, or unmade, each line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from handlers import commands as c
from handlers.explained_words import late_values, order_value, question_values
from handlers.history import events_of
from handlers.households import lives_there
from handlers.quoted_message import find_quoted
from handlers.replies import to_organizer
from handlers.replies.parts import iso
from handlers.targets import candidates
from handlers.turn import Turn
from models.events import BookEvent, QuestionAsked
from models.groupbuy.book import Book
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.stages import LIVE
from models.groupbuy.story import OrderStory, stories
from models.groupbuy.view import Late
from models.language.addresses import find_addresses
from models.language.normalize import simplify
from models.mail import ChatLine, Json, message_ref, person_ref
from models.values import MessageId, OrderId, PersonId, Product, ProductId, Recipient

#: Orders that are explained at once; who needs more asks about one of them.
MOST_ORDERS = 5
#: What she adds about the line behind whose it is: `501为什么是3板`, `为什么 501有草莓`.
_SAID_OF_IT = re.compile(r"(.+?)(?:的)?\s*((?:怎么|就|只|会|变)*(?:是|有|没|成|变|少|多|不).*)")
_THEIR_ORDER = re.compile(r"(?<=.)(?:家|家里)?的?(?:订单|单子|单)$|(?<=.)家(?:里)?的?$")
#: What a message was read as that changed nothing, in the order in which one of several is told.
_READ_AS = ("ask", "order", "jielong", "listing", "cancel", "claim", "paid", "picked", "query", "chat")


@dataclass(frozen=True, slots=True)
class Found:
    """What is explained: orders, of which ``products`` alone where some are named; what is open; what came late."""

    group_buy: GroupBuy
    orders: Sequence[OrderStory] = ()
    products: frozenset[ProductId] = frozenset()
    questions: Sequence[QuestionAsked] = ()
    late: Sequence[Late] = ()

    def __bool__(self) -> bool:
        return bool(self.orders or self.questions or self.late)


def tell_why(command: c.TellWhy, turn: Turn) -> None:
    """`为什么 501`, `501为什么是3板`; with a quoted message what became of that one. Answered privately."""
    if command.whose:
        _tell_of_household(command, turn)
        return
    quoted = find_quoted(turn)
    if quoted is None:
        turn.tell(to_organizer.refused(turn.person, "why_whose", example="为什么 501"))
        return
    _tell_of_message(quoted, turn)


def _tell_of_household(command: c.TellWhy, turn: Turn) -> None:
    live = candidates(turn, LIVE)
    if not live:
        turn.tell(to_organizer.refused(turn.person, "no_group_buy", example="开团"))
        return
    found = next(filter(None, (_about(command, group_buy, turn) for group_buy in live)), None)
    if found is None:
        turn.tell(to_organizer.why(turn.person, {"asked": command.whose, "time_zone": turn.settings.time_zone}))
    else:
        _tell(found, turn, asked=command.whose)


def _tell(found: Found, turn: Turn, **more: Json) -> None:
    shown = found.orders[:MOST_ORDERS]
    values: dict[str, Json] = {
        "orders": [order_value(order, found.products, found.group_buy, turn) for order in shown],
        "more": len(found.orders) - len(shown),
        "questions": question_values(found.questions, found.group_buy),
        "late": late_values(found.late, found.group_buy),
        "time_zone": turn.settings.time_zone,
    }
    turn.tell(to_organizer.why(turn.person, {**values, **more}))


# Whose orders


def _about(command: c.TellWhy, group_buy: GroupBuy, turn: Turn) -> Found | None:
    """What there is of somebody in a group-buy: the whole of what was typed is tried before parts of it."""
    told = stories(events_of(group_buy, turn))
    for whose, about in _readings(command, group_buy.products):
        found = _of(whose, told, group_buy, turn)
        if found:
            return _narrowed(found, _named(about, group_buy.products))
    return None


def _readings(command: c.TellWhy, products: Sequence[Product]) -> Iterator[tuple[str, str]]:
    """Whose order, and what is said of it: `501`; `501的单`; `501是3板`; `501的鸡蛋`; `鸡蛋`."""
    yield command.whose, command.about
    whose, about = _THEIR_ORDER.sub("", command.whose), command.about
    said = _SAID_OF_IT.fullmatch(whose)
    if said:
        whose, about = said[1], said[2] + about
    if whose != command.whose:
        yield whose, about
    for name in sorted((name for product in products for name in _names(product)), key=len, reverse=True):
        if whose.endswith(name):
            yield whose.removesuffix(name).rstrip("的 ,"), name
            return


def _names(product: Product) -> tuple[str, ...]:
    return (product.name, *product.aliases, f"{product.number}号")


def _named(about: str, products: Sequence[Product]) -> frozenset[ProductId]:
    return frozenset(product.id for product in products if any(name in about for name in _names(product)))


def _narrowed(found: Found, products: frozenset[ProductId]) -> Found:
    """Only the lines of what was named, where there are such lines."""
    holding = [order for order in found.orders if not products.isdisjoint(order.lines)] if products else []
    if not holding:
        return found
    return Found(found.group_buy, holding, products, found.questions, found.late)


def _of(whose: str, told: Sequence[OrderStory], group_buy: GroupBuy, turn: Turn) -> Found | None:
    """Orders, open questions and late words of whoever is meant; nobody at all means those of everybody."""
    book = turn.unit.books.read(group_buy.id)
    fits = _matcher(whose, book, told, turn)
    orders = [order for order in told if order.lines and fits(order.member, order.recipient, order.order_id)]
    members = {order.member for order in orders}
    questions = [
        question
        for question in book.questions()
        if question.member in members or fits(question.member, _where(question), None)
    ]
    late = [
        one
        for one in book.late()
        if one.member in members or any(fits(one.member, _where(request), None) for request in one.requests)
    ]
    return Found(group_buy, orders, questions=questions, late=late) if whose else Found(group_buy, orders)


def _where(event: BookEvent) -> Recipient | None:
    return None if event.private is None else event.private.recipient


Fits = Callable[[PersonId, Recipient | None, OrderId | None], bool]


def _matcher(whose: str, book: Book, told: Sequence[OrderStory], turn: Turn) -> Fits:
    """By address, or by name: a nickname, a name that was stated, or on whose behalf it is."""
    address = _whole_address(whose)
    if address is not None:
        return lambda _member, recipient, _order: lives_there(recipient, address)
    if not whose:
        return lambda _member, _recipient, _order: True
    members = {order.member for order in told}
    members |= {question.member for question in book.questions()} | {late.member for late in book.late()}
    parts = book.neighbour_parts()
    known = turn.unit.people.many(members | {part.neighbour for part in parts})
    named = {person for person, one in known.items() if whose in one.nickname}
    stated = {order.id for order in book.orders() if whose in (order.name, order.on_behalf_of)}
    stated |= {part.order_id for part in parts if part.neighbour in named}
    stated |= {order.order_id for order in told if whose in _stated_names(order)}
    return lambda member, _recipient, order: member in named or order in stated


def _stated_names(order: OrderStory) -> tuple[str | None, ...]:
    return (order.told.on_behalf_of, order.told.name, order.recipient.name if order.recipient else None)


def _whole_address(text: str) -> Recipient | None:
    """The address that the text is, from its first character to its last."""
    written = simplify(text).strip()
    return next(
        (match.recipient for match in find_addresses(written) if (match.start, match.end) == (0, len(written))), None
    )


# What became of one message


def _tell_of_message(quoted: ChatLine, turn: Turn) -> None:
    """The lines that a message changed, with all their words; else what it was read as, and why nothing came of it."""
    found = next(filter(None, (_touched(quoted.message, one, turn) for one in candidates(turn, LIVE))), None)
    told: Json = {
        "text": message_ref(quoted.message),
        "at": iso(quoted.sent_at),
        "who": None if quoted.person is None else person_ref(quoted.person),
        "read_as": next((act for act in _READ_AS if act in quoted.acts), "chat"),
        "recalled": quoted.recalled,
    }
    if found is None:
        turn.tell(to_organizer.why(turn.person, {"quoted": told, "time_zone": turn.settings.time_zone}))
    else:
        _tell(found, turn, quoted=told)


def _touched(message: MessageId, group_buy: GroupBuy, turn: Turn) -> Found | None:
    book = turn.unit.books.read(group_buy.id)
    orders = list(_only_touched(stories(events_of(group_buy, turn)), message))
    questions = [question for question in book.questions() if question.message_id == message]
    late = [one for one in book.late() if one.message_id == message]
    return Found(group_buy, orders, questions=questions, late=late) or None


def _only_touched(told: Iterable[OrderStory], message: MessageId) -> Iterator[OrderStory]:
    """The orders that a message changed, with those lines alone."""
    for order in told:
        lines = {
            product: line
            for product, line in order.lines.items()
            if any(message in word.messages for word in line.words)
        }
        if lines:
            yield OrderStory(order.order_id, order.member, order.told, lines)
