"""Which orders do not get all that stands in them, and what becomes of it? Shortage and breakage, order by order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP

from models.events import GoodsMissing, LackChoice, LackSettled, LackWhy, WordGiven
from models.groupbuy.desk import Cause, Desk
from models.groupbuy.orders import NOTHING, MemberOrder
from models.values import MessageId, OrderId, PersonId, ProductId, Quantity


@dataclass(frozen=True, slots=True)
class Loss:
    """So much of a product does not come to an order."""

    order_id: OrderId
    product: ProductId
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Lack:
    """What an order did not get, by the message ``told_by``; ``choice`` is None so long as nobody has said what is to
    become of it. ``fen`` is what it cost."""

    told_by: MessageId
    member: PersonId
    order_id: OrderId
    product: ProductId
    quantity: Quantity
    fen: int
    why: LackWhy
    choice: LackChoice | None = None
    instead: ProductId | None = None


def lacks_in(desk: Desk) -> list[Lack]:
    """All that is missing, in the order in which it was told."""
    settled = desk.ledger.hand_out.settled()
    return [_lack(event, settled.get((event.message_id, event.order_id, event.product))) for event in _told(desk)]


def _told(desk: Desk) -> Iterable[GoodsMissing]:
    return desk.ledger.hand_out.of(GoodsMissing)


def _lack(event: GoodsMissing, settled: LackSettled | None) -> Lack:
    return Lack(
        event.message_id,
        event.member,
        event.order_id,
        event.product,
        event.quantity,
        event.fen,
        event.why,
        settled.choice if settled else None,
        settled.instead if settled else None,
    )


def missing_in(desk: Desk) -> dict[tuple[OrderId, ProductId], Quantity]:
    """How much of which product is missing in which order."""
    found: dict[tuple[OrderId, ProductId], Quantity] = {}
    for each in _told(desk):
        found[each.order_id, each.product] = found.get((each.order_id, each.product), NOTHING) + each.quantity
    return found


def missing_of(desk: Desk, order_id: OrderId, product: ProductId) -> Quantity:
    told = (each for each in _told(desk) if (each.order_id, each.product) == (order_id, product))
    return sum((each.quantity for each in told), NOTHING)


def there_is(desk: Desk, order: MemberOrder, product: ProductId) -> Quantity:
    """What an order really gets of a product: what stands, without what is missing."""
    line = order.lines.get(product)
    standing = line.standing if line else NOTHING
    return max(standing - missing_of(desk, order.id, product), NOTHING)


def note_losses(desk: Desk, cause: Cause, by: PersonId, losses: Iterable[Loss], why: LackWhy) -> bool:
    """Note what orders don't get, all of it or nothing: False where more would be missing than there is."""
    wanted = tuple(losses)
    if not wanted or not all(_is_there(desk, loss) for loss in wanted):
        return False
    for loss in wanted:
        told = cause.told(desk.ledger.orders[loss.order_id].member)
        desk.record(WordGiven(**told, by=by))
        desk.record(
            GoodsMissing(
                **told,
                order_id=loss.order_id,
                product=loss.product,
                quantity=loss.quantity,
                fen=cost_of(desk, loss.product, loss.quantity),
                why=why,
            )
        )
    return True


def _is_there(desk: Desk, loss: Loss) -> bool:
    order = desk.ledger.orders.get(loss.order_id)
    return order is not None and NOTHING < loss.quantity <= there_is(desk, order, loss.product)


def cost_of(desk: Desk, product: ProductId, quantity: Quantity) -> int:
    """What so much costs, in fen, half a fen rounded up; goods without a price cost nothing."""
    known = desk.products.get(product)
    price = known.price_fen if known else None
    return 0 if price is None else int((price * quantity).to_integral_value(ROUND_HALF_UP))


def settle_lack(desk: Desk, cause: Cause, lack: Lack, choice: LackChoice, *, instead: ProductId | None = None) -> bool:
    """What becomes of it is told, or told anew; False where that is what was said before."""
    if lack.choice is choice and lack.instead == instead:
        return False
    desk.record(
        LackSettled(
            **cause.told(lack.member),
            lack=lack.told_by,
            order_id=lack.order_id,
            product=lack.product,
            choice=choice,
            fen=0 if choice is LackChoice.LATER else lack.fen,
            instead=instead,
        )
    )
    return True
