"""How much was ordered? The figures of one group-buy as values for replies, from what stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from handlers.neighbours import by_neighbour
from handlers.replies.parts import amount_value, short_name
from handlers.turn import Turn
from models.acts import Op
from models.events import QuestionAsked, RequestLate
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.neighbours import NeighbourPart
from models.groupbuy.view import Late
from models.mail import Json, message_ref, person_ref, recipient_ref
from models.ports import StandingLine
from models.values import OrderId, Product, ProductId, decimal_text, line_fen


def totals_of(group_buy: GroupBuy, turn: Turn) -> dict[str, Json]:
    """``统计``: orders, households, money and each product's total; what is undecided or late."""
    lines = turn.unit.books.standing(group_buy.id)
    book = turn.unit.books.read(group_buy.id)
    products = {product.id: product for product in group_buy.products}
    return {
        "title": group_buy.title,
        "stage": group_buy.stage.value,
        "orders": len({line.order for line in lines if line.quantity}),
        "households": len({line.member for line in lines if line.quantity}),
        "sum_fen": sum_fen(lines, products),
        "unpriced": any(product.price_fen is None for product in group_buy.products),
        "products": product_totals(group_buy, lines),
        "questions": [question_value(question, products) for question in book.questions()],
        "late": [late_value(late, products) for late in book.late()],
        "time_zone": turn.settings.time_zone,
    }


def question_value(question: QuestionAsked, products: dict[ProductId, Product]) -> dict[str, Json]:
    """An open question: {who, about, product, text}."""
    named = [*question.candidates, *(line.product for line in question.lines)]
    words = dict.fromkeys(short_name(products[product]) for product in named if product in products)
    return {
        "who": person_ref(question.member),
        "about": question.about.value,
        "product": "、".join(words) or None,
        "text": message_ref(question.message_id),
    }


def late_value(late: Late, products: dict[ProductId, Product]) -> dict[str, Json]:
    """What came after the cut-off: {who, lines, text}."""
    return {
        "who": person_ref(late.member),
        "lines": late_lines(late.requests, products),
        "text": message_ref(late.message_id),
    }


def late_lines(requests: Iterable[RequestLate], products: dict[ProductId, Product]) -> list[Json]:
    """The goods that late requests ask for; none where one takes goods back, which only its own words tell."""
    lines = [line for request in requests for line in request.lines]
    if any(line.op is Op.REMOVE for line in lines):
        return []
    return [amount_value(products[line.product], line.quantity) for line in lines if line.product in products]


def sum_fen(lines: Iterable[StandingLine], products: dict[ProductId, Product]) -> int:
    """What lines cost together; goods that left the list or have no price count nothing."""
    return sum(_fen(products.get(line.product), line) for line in lines)


def _fen(product: Product | None, line: StandingLine) -> int:
    return 0 if product is None or product.price_fen is None else line_fen(product.price_fen, line.quantity)


def product_totals(group_buy: GroupBuy, lines: Iterable[StandingLine]) -> list[Json]:
    """Each product that somebody ordered or waits for, in the order of the list."""
    ordered: Counter[ProductId] = Counter()
    waiting: Counter[ProductId] = Counter()
    sums: Counter[ProductId] = Counter()
    products = {product.id: product for product in group_buy.products}
    for line in lines:
        sums[line.product] += _fen(products.get(line.product), line)
        ordered[line.product] += line.quantity  # type: ignore[assignment]
        waiting[line.product] += line.waiting  # type: ignore[assignment]
    return [
        {
            **amount_value(product, Decimal(ordered[product.id])),
            "number": product.number,
            "waiting": decimal_text(Decimal(waiting[product.id])),
            "sum_fen": sums[product.id],
        }
        for product in group_buy.products
        if ordered[product.id] or waiting[product.id]
    ]


def orders_values(
    group_buy: GroupBuy, lines: Iterable[StandingLine], parts: Iterable[NeighbourPart] = ()
) -> list[Json]:
    """Orders with their lines in the order of the list: ``{who, recipient, lines, sum_fen, others}``; ``others`` is
    what of it somebody wrote for a neighbour."""
    parts = list(parts)
    products = {product.id: product for product in group_buy.products}
    by_order: dict[OrderId, list[StandingLine]] = {}
    for line in lines:
        by_order.setdefault(line.order, []).append(line)
    return [
        {
            **_order(order, held, products),
            "others": by_neighbour(
                beside_their_own(held, [part for part in parts if part.order_id == order]), group_buy
            ),
        }
        for order, held in by_order.items()
    ]


def beside_their_own(held: Sequence[StandingLine], theirs: Sequence[NeighbourPart]) -> Sequence[NeighbourPart]:
    """What stands in an order under others' names; where that is all of it, it is called by that name anyhow."""
    written = sum(part.quantity for part in theirs)
    return theirs if theirs and written != sum(line.quantity + line.waiting for line in held) else ()


def _order(order: OrderId, lines: list[StandingLine], products: dict[ProductId, Product]) -> dict[str, Json]:
    place = {product: index for index, product in enumerate(products)}
    known = sorted((line for line in lines if line.product in products), key=lambda line: place[line.product])
    return {
        "who": person_ref(lines[0].member),
        "recipient": recipient_ref(order),
        "lines": [
            {
                **amount_value(products[line.product], line.quantity),
                "number": products[line.product].number,
                "price_fen": products[line.product].price_fen,
                "waiting": decimal_text(line.waiting),
            }
            for line in known
        ],
        "sum_fen": sum_fen(lines, products),
    }
