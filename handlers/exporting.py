"""What is handed out when she wants everything? Her last group-buys, each as a table and as data for other programs.

The form of the data is told in docs/documents.md; phone numbers are in neither.
"""

from __future__ import annotations

from collections.abc import Mapping

from handlers import document_commands as d
from handlers.history import events_of
from handlers.replies import on_paper, to_organizer
from handlers.replies.parts import iso, short_name
from handlers.tables import workbook_values
from handlers.targets import groups_of
from handlers.turn import Turn
from models.events import BookEvent
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.stages import Stage
from models.mail import Json, message_ref, person_ref
from models.values import OrderId, Product, ProductId, Quantity, decimal_text

#: Drafts among the latest are passed over.
_DRAFTS_MOST = 5


def tell_export(command: d.TellExport, turn: Turn) -> None:
    """`导出`: the newest first; each two files."""
    latest = turn.unit.group_buys.latest_of(turn.speaker.organizer.id, limit=command.count + _DRAFTS_MOST)
    told = [one for one in latest if one.stage is not Stage.DRAFT][: command.count]
    if not told:
        turn.tell(to_organizer.refused(turn.person, "no_group_buy", example="开团"))
    for group_buy in told:
        values = everything_of(group_buy, turn)
        turn.tell(on_paper.document(turn.person, "orders_workbook", values))
        turn.tell(on_paper.document(turn.person, "export", values))


def everything_of(group_buy: GroupBuy, turn: Turn) -> dict[str, Json]:
    """The values of its table (handlers/tables.py), with ``goods``, ``times`` and ``history`` beside them."""
    numbers = {order: str(number) for order, number in turn.unit.books.read(group_buy.id).numbers().items()}
    products = {product.id: product.number for product in group_buy.products}
    return {
        **workbook_values(group_buy, turn),
        "stage": group_buy.stage.value,
        "groups": [group.name for group in groups_of(turn, group_buy)],
        "times": _times(group_buy),
        "place": group_buy.pickup_place,
        "goods": [_goods(product) for product in group_buy.products],
        "history": [_event(event, numbers, products) for event in events_of(group_buy, turn)],
        "made_at": turn.now.isoformat(),
    }


def _times(group_buy: GroupBuy) -> dict[str, Json]:
    moments = {
        "opened_at": group_buy.opened_at,
        "closes_at": group_buy.closes_at,
        "closed_at": group_buy.closed_at,
        "arrives_at": group_buy.arrives_at,
        "arrived_at": group_buy.arrived_at,
    }
    return {name: iso(moment) for name, moment in moments.items()}


def _goods(product: Product) -> dict[str, Json]:
    return {
        "number": product.number,
        "name": product.name,
        "short": short_name(product),
        "measure": product.measure,
        "unit": product.unit,
        "price_fen": product.price_fen,
        "cost_fen": product.cost_fen,
        "stock": _written(product.stock),
        "limit": _written(product.limit),
    }


def _written(quantity: Quantity | None) -> str | None:
    return None if quantity is None else decimal_text(quantity)


def _event(event: BookEvent, numbers: Mapping[OrderId, str], products: Mapping[ProductId, str]) -> dict[str, Json]:
    """What happened, by whose word, and what a line came to by it; what an event does not tell is left out."""
    now = getattr(event, "now", None)
    told = {
        "at": event.at.isoformat(),
        "what": event.kind,
        "who": person_ref(event.member),
        "text": message_ref(event.message_id),
        "order": numbers.get(getattr(event, "order_id", None) or OrderId("")),
        "product": products.get(getattr(event, "product", None) or ProductId("")),
        "step": getattr(event, "step", None),
        "total": None if now is None else decimal_text(now.total),
    }
    return {name: value for name, value in told.items() if value is not None}
