"""What does an act say, in plain English? For `tuan parse --explain`; residents never read this."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from models.acts import (
    Act,
    Ask,
    AskAbout,
    Cancel,
    Chat,
    Claim,
    Delivery,
    Entry,
    Jielong,
    Line,
    Listing,
    Op,
    Order,
    Paid,
    Picked,
    Query,
    QueryAbout,
)
from models.language import Catalog
from models.values import ProductId, Quantity, Recipient, decimal_text, yuan

_OPS = {Op.ORDER: "wants", Op.ADD: "adds", Op.SET: "makes it", Op.REMOVE: "takes away"}
_ASKS = {
    AskAbout.PRODUCT: "which product is meant",
    AskAbout.QUANTITY: "how much is meant",
    AskAbout.UNIT: "in which unit that is",
    AskAbout.RECIPIENT: "for which household it is",
    AskAbout.CHANGE: "what is to be changed",
}
_QUERIES = {
    QueryAbout.PRODUCT: "about goods",
    QueryAbout.PRICE: "for a price",
    QueryAbout.STOCK: "whether there is any left",
    QueryAbout.TIME: "when",
    QueryAbout.DELIVERY: "about delivery or pickup",
    QueryAbout.MINE: "for their own order",
    QueryAbout.OTHER: "something else",
}
_DELIVERIES = {Delivery.DOOR: "to the door", Delivery.PICKUP: "will be collected"}


def told_act(act: Act, catalog: Catalog) -> str:
    """One act as a short sentence; goods by their names."""
    match act:
        case Order():
            return f"order: {_order(act, catalog)}"
        case Cancel():
            return f"cancel: {_cancel(act)}"
        case Ask():
            return f"ask: {_ask(act.about, act.candidates, catalog)}"
        case Query():
            about = _names(act.products, catalog)
            return f"query: asks {_QUERIES[act.about]}{f' ({about})' if about else ''}"
        case Paid():
            return f"paid: {f'{yuan(act.amount_fen)} yuan' if act.amount_fen is not None else 'no amount is said'}"
        case Picked():
            return "picked: has the goods"
        case Claim():
            return f"claim: {_claim(act, catalog)}"
        case Jielong():
            return f"jielong: “{' '.join(act.title.split())}”, {len(act.entries)} entries"
        case Listing():
            return f"listing: {len(act.products)} products"
        case Chat():
            doubt = "; doubtful, might be an order" if act.doubtful else ""
            return f"chat: nothing for the book{doubt}"
        case _:
            assert_never(act)


def _order(act: Order, catalog: Catalog) -> str:
    how = (
        _recipient(act.recipient),
        f"on behalf of {act.on_behalf_of}" if act.on_behalf_of else None,
        _DELIVERIES[act.delivery] if act.delivery else None,
        f"note “{act.note}”" if act.note else None,
    )
    return "; ".join(filter(None, (_lines(act.lines, catalog), *how)))


def _lines(lines: Iterable[Line], catalog: Catalog) -> str:
    return ", ".join(f"{_OPS[line.op]} {_amount(line.product, line.quantity, catalog)}" for line in lines)


def _amount(product: ProductId, quantity: Quantity | None, catalog: Catalog) -> str:
    known = catalog.by_id[product]
    return f"all {known.name}" if quantity is None else f"{decimal_text(quantity)}{known.unit} {known.name}"


def _names(products: Iterable[ProductId], catalog: Catalog) -> str:
    return ", ".join(catalog.by_id[product].name for product in products)


def _recipient(recipient: Recipient | None) -> str | None:
    """`to building 3, room 501`, `for 李梅`"""
    if recipient is None:
        return None
    parts = (
        f"building {recipient.building}" if recipient.building else None,
        f"unit {recipient.unit}" if recipient.unit else None,
        f"room {recipient.room}" if recipient.room else None,
        recipient.name,
        f"phone {recipient.phone}" if recipient.phone else None,
    )
    return f"to {', '.join(filter(None, parts))}"


def _cancel(act: Cancel) -> str:
    if act.of_previous:
        return "takes back the last message"
    where = _recipient(act.recipient)
    return f"withdraws the whole order{f' {where}' if where else ''}"


def _ask(about: AskAbout, candidates: tuple[ProductId, ...], catalog: Catalog) -> str:
    among = f" ({_names(candidates, catalog)})" if candidates else ""
    return f"has to be asked {_ASKS[about]}{among}"


def _claim(act: Claim, catalog: Catalog) -> str:
    if act.product is None:
        return "something is wrong"
    named = catalog.by_id[act.product].name
    return f"something is wrong with {_amount(act.product, act.quantity, catalog) if act.quantity else named}"


def told_entry(entry: Entry, catalog: Catalog) -> str:
    """One entry of a chain: `2. 李梅: withdrawn`."""
    if entry.cancelled:
        said = "withdrawn"
    else:
        asked = _ask(entry.ask, entry.candidates, catalog) if entry.ask else None
        order = Order(entry.lines, entry.recipient, entry.on_behalf_of, entry.delivery, entry.note)
        said = "; ".join(filter(None, (_order(order, catalog), asked)))
    return f"{entry.no}. {entry.name or 'nobody'}: {said}"
