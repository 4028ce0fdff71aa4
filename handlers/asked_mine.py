"""What did I order? One's own order: in a private chat with sum and payment, in the group goods and numbers only."""

from __future__ import annotations

from decimal import Decimal

from handlers.acknowledging import order_values
from handlers.replies import to_group, to_resident
from handlers.replies.parts import cost_fen
from handlers.turn import Turn
from models.acts import Standing
from models.community.people import Group
from models.groupbuy.group_buy import GroupBuy
from models.mail import Json


def tell_mine(group: Group | None, group_buy: GroupBuy, turn: Turn) -> None:
    """`我的订单`; several people who ask in the group are answered in one post."""
    book = turn.unit.books.read(group_buy.id)
    orders = book.order_of(turn.person)
    lines = order_values(group_buy, orders)
    if group is not None:
        _tell_in_group(group, lines, turn)
        return
    products = {product.id: product for product in group_buy.products}
    standing = [Standing(line.product, line.standing) for order in orders for line in order.lines]
    turn.tell(
        to_resident.mine(
            turn.person,
            lines,
            [line for line in lines if Decimal(line["waiting"])],
            cost_fen(products, standing),
            paid=any(payment.member == turn.person for payment in book.paid()),
            unpriced=any(products[line.product].price_fen is None for line in standing if line.product in products),
        )
    )


def _tell_in_group(group: Group, lines: list[Json], turn: Turn) -> None:
    post = to_group.mine_in_group(group.id, turn.person, lines, [])
    waiting = turn.unit.outbox.waiting(group=group.id, merge_key=to_group.MINE)
    if waiting is None:
        turn.tell(post)
        return
    orders = [one for one in waiting.post.values["orders"] if one["who"] != post.values["orders"][0]["who"]]
    values = {**waiting.post.values, "orders": [*orders, *post.values["orders"]]}
    turn.unit.outbox.amend(waiting.id, values=values, not_before=waiting.post.not_before)
