"""What is bought from the suppliers? The purchase list, supplier by supplier, ready to forward; with it the last
questions are over."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from handlers import asking, figures, undoing
from handlers import commands as c
from handlers.purchase_gaps import box_values, gap_values, is_short
from handlers.replies import on_paper, to_organizer
from handlers.replies.on_selling import selling
from handlers.replies.parts import short_name
from handlers.targets import find_for
from handlers.turn import Turn
from models.groupbuy.deeds import Deed
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.stages import Stage
from models.mail import Json
from models.values import Product, ProductId, decimal_text


def tell_purchase(command: c.TellPurchase, turn: Turn) -> None:
    """`报货`: products with totals and nothing else, so that it can be forwarded as it is. What was still open can no
    longer be answered: goods are bought by this list."""
    group_buy = find_for(turn, Deed.BUY, command)
    if group_buy is None:
        return
    turn.unit.group_buys.lock([group_buy.id])
    if group_buy.stage is Stage.CLOSED:
        asking.withdraw(group_buy, turn)
        book = turn.unit.books.open(group_buy.id)
        frozen = book.freeze_questions(turn.now, message_id=turn.speaker.message)
        turn.unit.books.record(group_buy.id, frozen)
        turn.unit.group_buys.put(replace(group_buy, stage=Stage.ORDERED))
        undoing.remember(turn, "报货", c.KeepAsIs())
    tell_lists(group_buy, turn)
    if command.as_table:
        turn.tell(on_paper.document(turn.person, "purchase_workbook", purchase_values(group_buy, turn)))
    _tell_gaps(group_buy, turn)


def tell_lists(group_buy: GroupBuy, turn: Turn, *, due_id: str | None = None) -> None:
    """A list for each supplier, in a message of its own: nobody reads what others sell. Without suppliers it is one."""
    reader = turn.speaker.organizer.person
    for place, (supplier, products) in enumerate(by_supplier(group_buy, turn).items()):
        its_due_id = None if due_id is None else f"{due_id}:buy:{place}"
        turn.tell(to_organizer.purchase_list(reader, group_buy.title, products, supplier=supplier, due_id=its_due_id))
    unknown = turn.unit.books.read(group_buy.id).not_known_yet()
    if any(unknown.values()):
        rows: list[Json] = [_amount(one, unknown) for one in group_buy.products if unknown.get(one.id)]
        turn.tell(selling(reader, "price_open", goods=rows))


def by_supplier(group_buy: GroupBuy, turn: Turn) -> dict[str, list[Json]]:
    """For each supplier, as she calls them, what is bought there: {product, unit, quantity, per_box, boxes, over}; in
    the order of the list, those without a supplier under ``""``. What nobody has said yes to at its new price is not
    among it."""
    unknown = turn.unit.books.read(group_buy.id).not_known_yet()
    totals = {row["number"]: row for row in figures.product_totals(group_buy, turn.unit.books.standing(group_buy.id))}
    found: dict[str, list[Json]] = {}
    for product in group_buy.products:
        row = totals.get(product.number)
        if row is not None:
            quantity = Decimal(row["quantity"]) - unknown.get(product.id, Decimal(0))
            told = {**row, "quantity": decimal_text(quantity), **box_values(product, quantity)}
            found.setdefault(product.supplier, []).append(told)
    return found or {"": []}


def purchase_values(group_buy: GroupBuy, turn: Turn) -> dict[str, Json]:
    """What suppliers may see: ``{title, day, products: [{supplier, number, name, measure, quantity, unit}]}``."""
    known = {product.number: product for product in group_buy.products}
    return {
        "title": group_buy.title,
        "day": turn.now.astimezone(turn.zone).date().isoformat(),
        "products": [
            {
                "supplier": supplier,
                "number": row["number"],
                "name": known[row["number"]].name,
                "measure": known[row["number"]].measure,
                "quantity": row["quantity"],
                "unit": row["unit"],
            }
            for supplier, rows in by_supplier(group_buy, turn).items()
            for row in rows
        ],
    }


def _amount(product: Product, unknown: dict[ProductId, Decimal]) -> Json:
    return {"product": short_name(product), "quantity": decimal_text(unknown[product.id]), "unit": product.unit}


def _tell_gaps(group_buy: GroupBuy, turn: Turn) -> None:
    """What is under its minimum, or does not fill a box, is hers to decide."""
    gaps = gap_values(group_buy, turn.unit.books.read(group_buy.id).totals())
    short = [gap for gap in gaps if is_short(gap)]
    if short:
        turn.tell(selling(turn.person, "gaps", goods=short, full=None, total="0"))
