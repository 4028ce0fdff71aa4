"""What stands of each order, as rows kept for reading fast? Brought up to date by what events touched."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Insert, Table, and_, bindparam, case, or_, select

from models.acts import Delivery
from models.events import (
    BookEvent,
    ChainPosted,
    ChainPostTaken,
    EntrySeen,
    MemberKnown,
    MessageUndone,
    OrderDescribed,
    OrderOpened,
    Private,
)
from models.groupbuy.orders import OrderStanding
from models.ports import StandingLine
from models.store.codec import PRIVATE, write
from models.store.personal_data import Kind, Term, Token
from models.store.tables import orders, people, standing_lines
from models.store.work import Upsert, Work, or_replace
from models.values import GroupBuyId, OrderId, PersonId, ProductId

_NOBODY = Private()
_NOTHING = Decimal(0)
_DELIVERIES = {str(delivery.value): delivery for delivery in Delivery}

#: By these where an order goes, and for whom, may come to be another: directly, or as a chain's entry states it.
_TELLING = (OrderOpened, OrderDescribed, ChainPosted, ChainPostTaken, EntrySeen, MessageUndone)

_KNOWN = select(orders.c.id, orders.c.private_token, orders.c.delivery).where(
    orders.c.group_buy_id == bindparam("group_buy"), orders.c.id.in_(bindparam("some", expanding=True))
)
_PUT_ORDER = or_replace(orders, "group_buy_id", "id")


def _put_line(insert: Callable[[Table], Any]) -> Insert:
    statement = insert(standing_lines)
    new = statement.excluded
    was_nothing = and_(standing_lines.c.quantity == _NOTHING, standing_lines.c.waiting == _NOTHING)
    put: Insert = statement.on_conflict_do_update(
        index_elements=["group_buy_id", "order_id", "product_id"],
        set_={
            "quantity": new.quantity,
            "waiting": new.waiting,
            # A line that comes to stand again stands last, as people would write it.
            "position": case((was_nothing, new.position), else_=standing_lines.c.position),
        },
    )
    return put


_PUT_LINE = Upsert(_put_line)
#: Where a row of ``_LINES`` has its token.
_TOKEN = 5
_LINES = (
    select(
        standing_lines.c.order_id,
        standing_lines.c.product_id,
        standing_lines.c.quantity,
        standing_lines.c.waiting,
        orders.c.member_id,
        orders.c.private_token,
        orders.c.delivery,
        people.c.to_door,
    )
    .join(
        orders,
        and_(orders.c.group_buy_id == standing_lines.c.group_buy_id, orders.c.id == standing_lines.c.order_id),
    )
    .outerjoin(people, people.c.id == orders.c.member_id)
    .where(standing_lines.c.group_buy_id == bindparam("group_buy"))
    .where(or_(standing_lines.c.quantity != _NOTHING, standing_lines.c.waiting != _NOTHING))
    .order_by(standing_lines.c.order_id, standing_lines.c.position)
)


@dataclass(frozen=True, slots=True)
class Touched:
    """What ``events`` changed; they come after the first ``version`` ones of the ledger."""

    group_buy: GroupBuyId
    organizer: str
    version: int
    events: tuple[BookEvent, ...]

    @property
    def members(self) -> set[PersonId]:
        """Whose orders were touched."""
        return {event.member for event in self.events if getattr(event, "order_id", None)}

    @property
    def known(self) -> set[PersonId]:
        """Whose orders had been entered for a name alone."""
        return {event.member for event in self.events if isinstance(event, MemberKnown)}

    @property
    def orders(self) -> set[OrderId]:
        return {order for event in self.events if (order := getattr(event, "order_id", None))}

    @property
    def lines(self) -> dict[tuple[OrderId, ProductId], int]:
        """The lines that were touched, each with the number of the last event that did."""
        return {
            (order, product): number
            for number, event in enumerate(self.events, self.version + 1)
            if (order := getattr(event, "order_id", None)) and (product := getattr(event, "product", None))
        }


@dataclass(frozen=True, slots=True)
class _Known:
    """An order's row as it was before."""

    private_token: Token | None
    delivery: str | None


def write_standing(
    work: Work, touched: Touched, standing: Iterable[OrderStanding], passed_on: Sequence[OrderStanding] = ()
) -> None:
    """Bring the rows up to date. Of ``standing``, all orders of the members concerned, those touched are looked at;
    those ``passed_on`` have another member now, under whose key they are sealed anew."""
    concerned = touched.orders
    now = {order.id: order for order in standing if order.id in concerned}
    if concerned and any(isinstance(event, _TELLING) for event in touched.events):
        _put_orders(work, touched, now)
    if passed_on:
        _pass_on(work, touched, passed_on)
    rows = list(_line_rows(touched, now))
    if rows:
        _PUT_LINE.run(work, rows if len(rows) > 1 else rows[0])


def read_standing(work: Work, group_buy: GroupBuyId) -> list[StandingLine]:
    rows = work.connection.execute(_LINES, {"group_buy": group_buy}).plain()
    clear = work.personal.open_all({row[_TOKEN] for row in rows})
    told = {token: PRIVATE.validate_json(text) for token, text in clear.items()}
    return [_standing_line(row, told) for row in rows]


def _put_orders(work: Work, touched: Touched, now: dict[OrderId, OrderStanding]) -> None:
    some = {"group_buy": touched.group_buy, "some": list(now)}
    known = {row.id: _Known(row.private_token, row.delivery) for row in work.connection.execute(_KNOWN, some)}
    # An order that came and went by the same message has lines that stand at nothing: they need their order too.
    for event in touched.events:
        if isinstance(event, OrderOpened) and event.order_id not in now:
            now_nothing = OrderStanding(id=event.order_id, member=event.member, lines=())
            _put_order(work, touched, now_nothing, known)
    for order in now.values():
        _put_order(work, touched, order, known)


def _pass_on(work: Work, touched: Touched, passed_on: Sequence[OrderStanding]) -> None:
    some = {"group_buy": touched.group_buy, "some": [order.id for order in passed_on]}
    known = {row.id: row.private_token for row in work.connection.execute(_KNOWN, some)}
    work.personal.drop(known.values())
    for order in passed_on:
        _put_order(work, touched, order, {})


def _put_order(work: Work, touched: Touched, order: OrderStanding, known: dict[str, _Known]) -> None:
    private = Private(recipient=order.recipient, on_behalf_of=order.on_behalf_of, name=order.name, note=order.note)
    written = None if private == _NOBODY else write(PRIVATE, private)
    before = known.get(order.id)
    if before is not None:
        if (work.personal.open(before.private_token), before.delivery) == (written, order.delivery):
            return
        work.personal.drop((before.private_token,))
    at = touched.events[-1].at
    token = written and work.personal.seal(
        order.member, Kind.ORDER, written, organizer=touched.organizer, at=at, term=Term.ORDER
    )
    _PUT_ORDER.run(
        work,
        {
            "group_buy_id": touched.group_buy,
            "id": order.id,
            "organizer_id": touched.organizer,
            "member_id": order.member,
            "private_token": token,
            "delivery": order.delivery,
        },
    )


def _line_rows(touched: Touched, now: dict[OrderId, OrderStanding]) -> Iterable[dict[str, Any]]:
    for (order_id, product), number in touched.lines.items():
        order = now.get(order_id)
        line = next((line for line in order.lines if line.product == product), None) if order else None
        quantity = line.standing if line else _NOTHING
        yield {
            "group_buy_id": touched.group_buy,
            "order_id": order_id,
            "product_id": product,
            "organizer_id": touched.organizer,
            "position": number,
            "quantity": quantity,
            "waiting": line.total - quantity if line else _NOTHING,
        }


def _standing_line(row: Sequence[Any], told: dict[Token, Private]) -> StandingLine:
    order, product, quantity, waiting, member, token, delivery, marked = row
    private = told.get(token, _NOBODY)
    return StandingLine(
        order,
        member,
        private.recipient,
        private.on_behalf_of,
        private.name,
        product,
        quantity,
        waiting,
        None if delivery is None else _DELIVERIES[delivery],
        private.note,
        bool(marked),
    )
