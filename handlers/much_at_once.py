"""Is it so much at once that she sees it before it counts?

More than five households, or 200 yuan that come or go, or a household that was never heard of, are read back first
(organizer-notes, section 3); whichever way she says it: a word of hers, a late order, an answer in somebody's place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from handlers import book_commands as b
from handlers.history import events_of
from handlers.ordering import terms_of
from handlers.replies.parts import amount_value
from handlers.targets import first_group
from handlers.turn import Turn
from models.acts import Op
from models.groupbuy.book import Book
from models.groupbuy.group_buy import GroupBuy
from models.mail import Json
from models.values import OrderId, PersonId, ProductId, Quantity, line_fen

#: Above these she sees it read back before it counts.
MOST_AT_ONCE = 5
MOST_FEN_AT_ONCE = 20_000


def worth_fen(goods: Iterable[tuple[ProductId, Quantity]], group_buy: GroupBuy) -> int:
    """What goods cost; those without a price count nothing."""
    prices = {product.id: product.price_fen or 0 for product in group_buy.products}
    return sum(line_fen(prices.get(product, 0), quantity) for product, quantity in goods)


# A word of hers


def held_of(household: b.Household, product: str, book: Book) -> Quantity:
    orders = book.order_of(PersonId(household.member)) if household.member else ()
    lines = [line for one in orders if one.id == household.order for line in one.lines if line.product == product]
    return lines[0].total if lines else Quantity(0)


def is_large(command: b.EnterWord, group_buy: GroupBuy, book: Book) -> bool:
    """Whether she sees it read back first: a household that is new, many of them, or much money that comes or goes."""
    unknown = any(word.household.member is None for word in command.words)
    return unknown or len(command.words) > MOST_AT_ONCE or _changed_fen(command, group_buy, book) > MOST_FEN_AT_ONCE


def _changed_fen(command: b.EnterWord, group_buy: GroupBuy, book: Book) -> int:
    """The money that a word moves, whether it is more or less: what is taken out counts by what stands."""
    return worth_fen((change for word in command.words for change in _changes(word, book)), group_buy)


def _changes(word: b.WordFor, book: Book) -> Iterator[tuple[ProductId, Quantity]]:
    if word.cancel:
        orders = book.order_of(PersonId(word.household.member)) if word.household.member else ()
        yield from (
            (line.product, line.total) for one in orders if one.id == word.household.order for line in one.lines
        )
    for line in word.lines:
        held, said = held_of(word.household, line.product, book), line.quantity or Quantity(0)
        match line.op:
            case Op.SET:
                changed = abs(said - held)
            case Op.REMOVE:
                changed = held if line.quantity is None else min(held, said)
            case _:
                changed = said
        yield ProductId(line.product), changed


# What is tried first, to see what it would change


Changes = dict[tuple[OrderId, ProductId], Quantity]


def changes_of(enter: Callable[[Book], object], group_buy: GroupBuy, turn: Turn) -> Changes:
    """By how much each line would change, if this were entered; nothing is."""
    terms = terms_of(group_buy, first_group(turn, group_buy), turn)
    trial = Book(terms, events_of(group_buy, turn))
    before = _totals(trial)
    enter(trial)
    after = _totals(trial)
    nothing = Decimal(0)
    return {
        line: after.get(line, nothing) - before.get(line, nothing)
        for line in dict.fromkeys((*before, *after))
        if before.get(line, nothing) != after.get(line, nothing)
    }


def _totals(book: Book) -> Changes:
    return {(order.id, line.product): line.total for order in book.orders() for line in order.lines}


def changed_fen(changes: Changes, group_buy: GroupBuy) -> int:
    """The money that changes move, whether it is more or less."""
    return worth_fen(((product, abs(by)) for (_, product), by in changes.items()), group_buy)


def change_values(changes: Changes, group_buy: GroupBuy) -> list[Json]:
    """What comes or goes of each product: {product, quantity, unit, op}."""
    sums: dict[ProductId, Quantity] = {}
    for (_, product), by in changes.items():
        sums[product] = sums.get(product, Decimal(0)) + by
    products = {product.id: product for product in group_buy.products}
    return [
        {**amount_value(products[product], abs(by)), "op": (Op.ADD if by > 0 else Op.REMOVE).value}
        for product, by in sums.items()
        if by and product in products
    ]
