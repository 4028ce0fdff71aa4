"""What is the organizer told of what was not applied? Of a change to another's entry whose it is, how much of what, and
both texts; of a recall what stands by her own word."""

from __future__ import annotations

from handlers.chain_rows import row_of
from handlers.replies.parts import amount_value
from handlers.turn import Turn
from models.events import Reported
from models.groupbuy.foreign_entries import EntryText, QuantityChange
from models.groupbuy.group_buy import GroupBuy
from models.mail import Json, message_ref, person_ref
from models.values import Product, decimal_text


def report_values(event: Reported, group_buy: GroupBuy, turn: Turn) -> dict[str, Json]:
    """{about, who, entry, undone, whose, was, wanted: {text, line}, changes: [{product, unit, before, after}]}"""
    told: dict[str, Json] = {
        "about": event.about.value,
        "who": person_ref(event.member),
        "entry": message_ref(event.message_id),
        "undone": None if event.undone is None else message_ref(event.undone),
        "lines": _by_her_word(event, group_buy, turn),
    }
    change = turn.unit.books.read(group_buy.id).foreign_change(event)
    if change is None:
        return told
    products = {product.id: product for product in group_buy.products}
    return {
        **told,
        "whose": person_ref(change.whose),
        "was": _quoted(change.was, turn),
        "wanted": _quoted(change.wanted, turn),
        "changes": [_change(each, products[each.product]) for each in change.changes if each.product in products],
    }


def _by_her_word(event: Reported, group_buy: GroupBuy, turn: Turn) -> list[Json]:
    """What stands of a message that was recalled, where it does so by the organizer's word about it."""
    book, message = turn.unit.books.read(group_buy.id), event.undone
    if message is None or event.rests not in dict(book.words_about(message)):
        return []
    products = {product.id: product for product in group_buy.products}
    totals = [total for total in book.totals_by(message) if total.quantity and total.product in products]
    return [amount_value(products[total.product], total.quantity) for total in totals]


def _quoted(entry: EntryText, turn: Turn) -> Json:
    """The line of the post that holds an entry; None where it can't be found."""
    logged = turn.unit.chat_log.get(entry.message_id)
    row = row_of(entry.text, (logged.text or "").split("\n") if logged else ())
    return None if row is None else {"text": message_ref(entry.message_id), "line": row}


def _change(change: QuantityChange, product: Product) -> Json:
    amount = amount_value(product, change.after)
    return {
        "product": amount["product"],
        "unit": amount["unit"],
        "before": decimal_text(change.before),
        "after": amount["quantity"],
    }
