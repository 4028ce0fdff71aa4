"""What did I order? One's own order: in a private chat with sum and payment, in the group goods and numbers only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from handlers.account_keeping import follow_books, owed_by
from handlers.acknowledging import order_values
from handlers.neighbours import by_writer
from handlers.replies import to_group, to_resident
from handlers.replies.parts import cost_fen
from handlers.turn import Turn
from models.acts import Standing
from models.community.people import Group
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.orders import OrderStanding
from models.groupbuy.stages import LIVE, Stage
from models.mail import Json
from models.ports import UnitOfWork
from models.values import PersonId


def tell_mine(group: Group | None, known: Sequence[GroupBuy], turn: Turn) -> None:
    """`我的订单`, over all group-buys that last; several people who ask in the group are answered in one post."""
    meant = _meant(known, turn.person, turn.unit)
    lines = _lines(meant, turn.person, turn.unit)
    by_others = [each for one in known if one.stage is not Stage.HANDING_OUT for each in _by_others(one, turn)]
    if group is not None:
        _tell_in_group(group, lines, by_others, turn)
        return
    products = {product.id: product for one in meant for product in one.products}
    standing = [
        Standing(line.product, line.standing)
        for one in meant
        for order in _orders(one, turn.person, turn.unit)
        for line in order.lines
    ]
    turn.tell(
        to_resident.mine(
            turn.person,
            lines,
            [line for line in lines if Decimal(line["waiting"])],
            cost_fen(products, standing),
            so_far=_so_far(cost_fen(products, standing), turn),
            by_others=by_others,
            unpriced=any(products[line.product].price_fen is None for line in standing if line.product in products),
        )
    )


def brought_up_to_date(values: Mapping[str, Json], group: Group, unit: UnitOfWork) -> dict[str, Json] | None:
    """The values of an answer in the group that has waited, with what stands now; None where nothing has changed."""
    known = [one for one in unit.group_buys.live_in(group.id) if one.stage in LIVE]
    orders = []
    for order in values["orders"]:
        person = PersonId(order["who"]["$person"])
        orders.append({**order, "lines": _lines(_meant(known, person, unit), person, unit)})
    return None if orders == list(values["orders"]) else {**values, "orders": orders}


def _lines(meant: Sequence[GroupBuy], person: PersonId, unit: UnitOfWork) -> list[Json]:
    return [line for one in meant for line in order_values(one, _orders(one, person, unit))]


def _meant(known: Sequence[GroupBuy], person: PersonId, unit: UnitOfWork) -> list[GroupBuy]:
    """Those in which something stands for them, oldest first; of what is handed out already only the last, and only
    where nothing is still to come."""
    theirs = [one for one in known if _orders(one, person, unit)]
    to_come = [one for one in theirs if one.stage is not Stage.HANDING_OUT]
    return to_come[::-1] or theirs[:1]


def _orders(group_buy: GroupBuy, person: PersonId, unit: UnitOfWork) -> tuple[OrderStanding, ...]:
    return unit.books.read(group_buy.id).order_of(person)


def _by_others(group_buy: GroupBuy, turn: Turn) -> list[Json]:
    """What neighbours wrote for them in a chain: it stands in the neighbours' orders."""
    parts = turn.unit.books.read(group_buy.id).neighbour_parts()
    return by_writer([part for part in parts if part.neighbour == turn.person], group_buy)


def _so_far(sum_fen: int, turn: Turn) -> to_resident.PaidSoFar:
    """Whether it is paid, as their account tells: all of it, in part, or as far as they say."""
    follow_books(turn)
    owed = owed_by(turn.person, turn)
    told = turn.unit.told_payments.waiting_of(turn.speaker.organizer.id, [turn.person])
    part = owed if owed > 0 and owed != sum_fen else None
    return to_resident.PaidSoFar(sum_fen > 0 >= owed, bool(told), part)


def _tell_in_group(group: Group, lines: list[Json], by_others: list[Json], turn: Turn) -> None:
    post = to_group.mine_in_group(group.id, turn.person, lines, [], by_others)
    waiting = turn.unit.outbox.waiting(group=group.id, merge_key=to_group.MINE)
    if waiting is None:
        turn.tell(post)
        return
    orders = [one for one in waiting.post.values["orders"] if one["who"] != post.values["orders"][0]["who"]]
    values = {**waiting.post.values, "orders": [*orders, *post.values["orders"]]}
    turn.unit.outbox.amend(waiting.id, values=values, not_before=waiting.post.not_before)
