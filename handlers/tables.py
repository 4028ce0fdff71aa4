"""What stands in the tables that she gets? Everything of one group-buy; people, addresses and wishes as references."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.figures import beside_their_own
from handlers.neighbours import by_neighbour
from handlers.replies.parts import short_name
from handlers.turn import Turn
from models.groupbuy.book import Book
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.neighbours import NeighbourPart
from models.groupbuy.view import BookView
from models.mail import Json, house_ref, message_ref, note_ref, person_ref
from models.ports import StandingLine
from models.values import OrderId, Product, ProductId, decimal_text


def workbook_values(group_buy: GroupBuy, turn: Turn) -> dict[str, Json]:
    """``{title, day, orders, products, late, questions}``; the lines of an order name their product by its number:
    ``[number, quantity, waiting]``, and behind them how much is missing, where goods were short."""
    lines = turn.unit.books.standing(group_buy.id)
    book = turn.unit.books.read(group_buy.id)
    return {
        "title": group_buy.title,
        "day": turn.now.astimezone(turn.zone).date().isoformat(),
        "orders": order_rows(group_buy, lines, book),
        "products": [_product(product) for product in group_buy.products],
        "late": [
            {"who": person_ref(late.member), "text": message_ref(late.message_id), "at": late.at.isoformat()}
            for late in book.late()
        ],
        "questions": question_rows(group_buy, book),
        "time_zone": turn.settings.time_zone,
    }


def order_rows(group_buy: GroupBuy, lines: Sequence[StandingLine], book: Book) -> list[Json]:
    """Orders by number, with their lines in the order of the list."""
    numbers = book.numbers()
    products = {product.id: product for product in group_buy.products}
    place = {product: position for position, product in enumerate(products)}
    by_order: dict[OrderId, list[StandingLine]] = {}
    for line in lines:
        if line.product in products:
            by_order.setdefault(line.order, []).append(line)
    theirs: dict[OrderId, list[NeighbourPart]] = {}
    for part in book.neighbour_parts():
        theirs.setdefault(part.order_id, []).append(part)
    rows = []
    for order, held in sorted(by_order.items(), key=lambda one: numbers[one[0]]):
        held.sort(key=lambda line: place[line.product])
        others = beside_their_own(held, theirs.get(order, ()))
        rows.append(
            {
                "number": str(numbers[order]),
                "who": person_ref(held[0].member),
                "house": house_ref(order),
                "note": note_ref(order),
                "to_door": held[0].to_door,
                "lines": [_line(line, products, book) for line in held],
                "others": by_neighbour(others, group_buy),
            }
        )
    return rows


def _line(line: StandingLine, products: dict[ProductId, Product], book: Book) -> Json:
    missing = line.quantity - book.gets(line.order, line.product)
    told = [products[line.product].number, decimal_text(line.quantity), decimal_text(line.waiting)]
    return [*told, decimal_text(missing)] if missing > 0 else told


def _product(product: Product) -> Json:
    return {
        "number": product.number,
        "name": product.name,
        "short": short_name(product),
        "unit": product.unit,
        "price_fen": product.price_fen,
    }


def question_rows(group_buy: GroupBuy, book: BookView) -> list[Json]:
    names = {product.id: short_name(product) for product in group_buy.products}
    return [
        {
            "who": person_ref(question.member),
            "about": question.about.value,
            "product": "、".join(names[one] for one in question.candidates if one in names),
            "text": message_ref(question.message_id),
        }
        for question in book.questions()
    ]
