"""What stands of each order, as rows kept for reading fast? Written anew for the orders that events touched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, insert, select

from models.events import Private
from models.groupbuy.orders import OrderStanding
from models.ports import StandingLine
from models.store.codec import PRIVATE, write
from models.store.personal_data import Kind, Term, Token
from models.store.tables import orders, standing_lines
from models.store.work import Work, or_replace
from models.values import GroupBuyId, OrderId

_NOBODY = Private()

_KNOWN = select(orders.c.id, orders.c.private_token).where(
    orders.c.group_buy_id == bindparam("group_buy"), orders.c.id.in_(bindparam("some", expanding=True))
)
_PUT_ORDER = or_replace(orders, "group_buy_id", "id")
_CLEAR_LINES = delete(standing_lines).where(
    standing_lines.c.group_buy_id == bindparam("group_buy"),
    standing_lines.c.order_id.in_(bindparam("some", expanding=True)),
)
_ADD_LINES = insert(standing_lines)
_LINES = (
    select(standing_lines, orders.c.member_id, orders.c.private_token)
    .join(
        orders,
        (orders.c.group_buy_id == standing_lines.c.group_buy_id) & (orders.c.id == standing_lines.c.order_id),
    )
    .where(standing_lines.c.group_buy_id == bindparam("group_buy"))
    .order_by(standing_lines.c.order_id, standing_lines.c.position)
)


@dataclass(frozen=True, slots=True)
class Touched:
    """Orders of one group-buy that events changed; ``at`` is when what is personal in them was told."""

    group_buy: GroupBuyId
    organizer: str
    at: datetime
    orders: tuple[OrderId, ...]


def write_standing(work: Work, touched: Touched, standing: Iterable[OrderStanding]) -> None:
    """Replace the rows of the orders that were touched by what stands of them; of some nothing does any more."""
    if not touched.orders:
        return
    changed = {order.id: order for order in standing if order.id in touched.orders}
    some = {"group_buy": touched.group_buy, "some": list(touched.orders)}
    tokens = {row.id: row.private_token for row in work.connection.execute(_KNOWN, some)}
    for order in changed.values():
        _put_order(work, touched, order, tokens)
    if tokens:
        work.connection.execute(_CLEAR_LINES, some)
    rows = [row for order in changed.values() for row in _line_rows(touched, order)]
    if rows:
        work.connection.execute(_ADD_LINES, rows if len(rows) > 1 else rows[0])


def read_standing(work: Work, group_buy: GroupBuyId) -> list[StandingLine]:
    rows = work.connection.execute(_LINES, {"group_buy": group_buy}).all()
    clear = work.personal.open_all(row.private_token for row in rows)
    told = {token: PRIVATE.validate_json(text) for token, text in clear.items()}
    return [_standing_line(row, told.get(row.private_token, _NOBODY)) for row in rows]


def _put_order(work: Work, touched: Touched, order: OrderStanding, tokens: dict[str, Token | None]) -> None:
    private = Private(recipient=order.recipient, on_behalf_of=order.on_behalf_of, name=order.name)
    written = None if private == _NOBODY else write(PRIVATE, private)
    before = tokens.get(order.id)
    if order.id in tokens and work.personal.open(before) == written:
        return
    work.personal.drop((before,))
    token = written and work.personal.seal(
        order.member, Kind.ORDER, written, organizer=touched.organizer, at=touched.at, term=Term.ORDER
    )
    _PUT_ORDER.run(
        work,
        {
            "group_buy_id": touched.group_buy,
            "id": order.id,
            "organizer_id": touched.organizer,
            "member_id": order.member,
            "private_token": token,
        },
    )


def _line_rows(touched: Touched, order: OrderStanding) -> Iterable[dict[str, Any]]:
    for position, line in enumerate(order.lines):
        waiting = line.total - line.standing
        if line.standing or waiting:
            yield {
                "group_buy_id": touched.group_buy,
                "order_id": order.id,
                "product_id": line.product,
                "organizer_id": touched.organizer,
                "position": position,
                "quantity": line.standing,
                "waiting": waiting,
            }


def _standing_line(row: Row[Any], private: Private) -> StandingLine:
    return StandingLine(
        order=OrderId(row.order_id),
        member=row.member_id,
        recipient=private.recipient,
        on_behalf_of=private.on_behalf_of,
        name=private.name,
        product=row.product_id,
        quantity=row.quantity,
        waiting=row.waiting,
    )
