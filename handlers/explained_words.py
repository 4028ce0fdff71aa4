"""How does the story of an order stand in a reply? Its lines, and the words that made each, as values.

Texts stand in them as references: what somebody wrote is looked up when it is told, so that it can be forgotten.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from handlers import figures
from handlers.chain_rows import row_of
from handlers.replies.parts import amount_value, iso
from handlers.turn import Turn
from models.events import QuestionAsked, Step
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.story import LineStory, OrderStory, Word
from models.groupbuy.view import Late
from models.language import Catalog
from models.language.normalize import simplify
from models.mail import ChatLine, Json, message_ref, person_ref, recipient_ref
from models.values import MessageId, PersonId, Product, ProductId, Quantity, decimal_text

#: What a chain says can't be told by its first words: it is told by the line that did it, or not at all.
_BY_CHAIN = frozenset({Step.ENTERED, Step.WITHDRAWN, Step.MOVED})
#: Words that are told of one line; the first are the least needed.
MOST_WORDS = 8


def order_value(order: OrderStory, products: Collection[ProductId], group_buy: GroupBuy, turn: Turn) -> dict[str, Json]:
    """{who, recipient, lines: [{product, quantity, unit, waiting, words, earlier}]}, in the order of the list; only
    ``products``, where there are any."""
    catalog = turn.house.memory.catalog(group_buy.products)
    lines = [
        _line(order.lines[product.id], product, order.member, catalog, turn)
        for product in group_buy.products
        if product.id in order.lines and (not products or product.id in products)
    ]
    return {"who": person_ref(order.member), "recipient": recipient_ref(order.order_id), "lines": lines}


def _line(line: LineStory, product: Product, member: PersonId, catalog: Catalog, turn: Turn) -> Json:
    shown = line.words[-MOST_WORDS:]
    told: set[MessageId] = set()
    return {
        **amount_value(product, line.total - line.waiting),
        "waiting": decimal_text(line.waiting),
        "earlier": len(line.words) - len(shown),
        "words": [_word(word, told, product, member, catalog, turn) for word in shown],
    }


def _word(word: Word, told: set[MessageId], product: Product, member: PersonId, catalog: Catalog, turn: Turn) -> Json:
    """{at, texts: [{text, line}], about: [{text, line}], by, step, said, before, total, waiting, unit, limited,
    taken_back_at}

    ``by`` is who wrote it, where that was not the member; ``about`` are the member's own words of which it speaks, as
    far as they were not ``told`` of this line before.
    """
    messages = word.messages if word.step is not None else ()
    logged = [line for message in messages if (line := turn.unit.chat_log.get(message)) is not None]
    writer = logged[-1].person if logged and logged[-1].message == word.message_id else None
    own = [line for line in logged if writer is None or line.person == writer]
    about = [line for line in logged if line not in own and line.message not in told]
    told.update(messages)
    return {
        "at": iso(word.at),
        "texts": [text for line in own for text in _texts(line, word, product, catalog)],
        "about": [text for line in about for text in _texts(line, word, product, catalog)],
        "by": None if writer in (None, member) else person_ref(writer),
        "step": "turn" if word.step is None else word.step.value,
        "said": _decimal(word.said),
        "before": decimal_text(word.before),
        "total": decimal_text(word.total),
        "waiting": decimal_text(word.waiting),
        "unit": product.unit,
        "limited": word.limited,
        "taken_back_at": iso(word.taken_back_at),
    }


def _decimal(quantity: Quantity | None) -> str | None:
    return None if quantity is None else decimal_text(quantity)


def _texts(line: ChatLine, word: Word, product: Product, catalog: Catalog) -> list[Json]:
    """A message, and the number of its line that did it, where it has several."""
    rows = (line.text or "").strip().split("\n")
    row = None if len(rows) == 1 else _telling_row(rows, word, product.id, catalog)
    if word.step in _BY_CHAIN and row is None:
        return []
    return [{"text": message_ref(line.message), "line": row}]


def _telling_row(rows: list[str], word: Word, product: ProductId, catalog: Catalog) -> int | None:
    """The line that holds the chain's entry, else the first that names the goods."""
    for entry in word.entries:
        if (row := row_of(entry, rows)) is not None:
            return row
    if word.step in _BY_CHAIN:
        return None
    naming = (
        number
        for number, row in enumerate(rows)
        if any(product in mention.products for mention in catalog.find_names(simplify(row)))
    )
    return next(naming, None)


def question_values(questions: Iterable[QuestionAsked], group_buy: GroupBuy) -> list[Json]:
    """What is still open, with the time when it was said: {who, about, product, text, at}."""
    products = {product.id: product for product in group_buy.products}
    return [{**figures.question_value(one, products), "at": iso(one.at)} for one in questions]


def late_values(late: Iterable[Late], group_buy: GroupBuy) -> list[Json]:
    """What came after the cut-off, with the time when it was said: {who, lines, text, at}."""
    products = {product.id: product for product in group_buy.products}
    return [{**figures.late_value(one, products), "at": iso(one.at)} for one in late]
