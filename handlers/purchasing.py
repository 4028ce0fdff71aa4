"""What is bought from the suppliers? The purchase list, ready to forward; with it the last questions are over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers import asking, figures, undoing
from handlers import commands as c
from handlers.replies import on_paper, to_organizer
from handlers.targets import find
from handlers.turn import Turn
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.stages import Stage
from models.mail import Json


def tell_purchase(command: c.TellPurchase, turn: Turn) -> None:
    """`报货`: products with totals and nothing else, so that it can be forwarded as it is. What was still open can no
    longer be answered: goods are bought by this list."""
    group_buy = find(turn, (Stage.CLOSED, Stage.ORDERED), command, reason="close_first")
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
    products = figures.product_totals(group_buy, turn.unit.books.standing(group_buy.id))
    turn.tell(to_organizer.purchase_list(turn.person, group_buy.title, products))
    if command.as_table:
        turn.tell(on_paper.document(turn.person, "purchase_workbook", purchase_values(group_buy, products, turn)))


def purchase_values(group_buy: GroupBuy, products: Sequence[Json], turn: Turn) -> dict[str, Json]:
    """What suppliers may see: ``{title, day, products: [{supplier, number, name, measure, quantity, unit}]}``."""
    known = {product.number: product for product in group_buy.products}
    return {
        "title": group_buy.title,
        "day": turn.now.astimezone(turn.zone).date().isoformat(),
        "products": [
            {
                "number": row["number"],
                "name": known[row["number"]].name,
                "measure": known[row["number"]].measure,
                "quantity": row["quantity"],
                "unit": row["unit"],
            }
            for row in products
        ],
    }
