"""Who carries what where? The doors in walking order, a helper's part of them, and what goes to each pickup point."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from handlers import hand_out_commands as h
from handlers.named_bags import HANDING_OUT
from handlers.replies import on_hand_out, to_organizer
from handlers.replies.parts import amount_value
from handlers.targets import candidates, first_group
from handlers.turn import Turn
from models.acts import Delivery
from models.community.people import Person
from models.community.pickup import PickupPoint, point_of
from models.groupbuy.book import Book
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.orders import OrderStanding
from models.groupbuy.stages import Stage
from models.groupbuy.walking import door_of, walking_key
from models.mail import Json, person_ref, recipient_ref
from models.values import OrderId, ProductId, Quantity

#: Stages in which it is known who gets what.
_KNOWN = (Stage.CLOSED, Stage.ORDERED, *HANDING_OUT)
#: Doors that are told in one message.
MOST_DOORS = 60


def goes_to_door(order: OrderStanding, member: Person | None) -> bool:
    """Whether an order is brought to the door: as it was said of it, else as it is marked of whose it is."""
    if order.delivery is not None:
        return order.delivery is Delivery.DOOR
    return member is not None and member.to_door


def door_stops(group_buy: GroupBuy, turn: Turn) -> list[OrderStanding]:
    """The orders that are brought to doors, in walking order, of which something comes; kept bags stay."""
    book = turn.unit.books.read(group_buy.id)
    kept = book.kept_until(turn.now)
    orders = [order for order in book.orders() if order.id not in kept and _comes(order, book)]
    known = turn.unit.people.many({order.member for order in orders})
    doors = [order for order in orders if goes_to_door(order, known.get(order.member))]
    return sorted(doors, key=lambda order: walking_key(door_of(order.recipient)))


def _comes(order: OrderStanding, book: Book) -> bool:
    return any(book.gets(order.id, line.product) for line in order.lines)


def tell_round(command: h.TellRound, turn: Turn) -> None:
    """`跑楼`, `分给小刘 1栋 2栋`: ready to forward, without names of who needs it or why."""
    for group_buy in candidates(turn, _KNOWN):
        stops = [order for order in door_stops(group_buy, turn) if _is_in(order, command.buildings)]
        if stops:
            turn.tell(on_hand_out.door_round(turn.person, _round_values(stops, command, group_buy, turn)))
            return
    found = candidates(turn, _KNOWN)
    turn.tell(to_organizer.refused(turn.person, "no_doors" if found else "nothing_handed_out", example="503以后送门口"))


def _is_in(order: OrderStanding, buildings: Sequence[str]) -> bool:
    return not buildings or (order.recipient is not None and order.recipient.building in buildings)


def _round_values(
    stops: Sequence[OrderStanding], command: h.TellRound, group_buy: GroupBuy, turn: Turn
) -> dict[str, Json]:
    book = turn.unit.books.read(group_buy.id)
    numbers = book.numbers()
    by_building: dict[str, list[Json]] = {}
    for order in stops[:MOST_DOORS]:
        building = order.recipient.building if order.recipient else None
        by_building.setdefault(building or "", []).append(
            {
                "who": person_ref(order.member),
                "recipient": recipient_ref(order.id),
                "number": numbers[order.id],
                "lines": lines_that_come(order, book, group_buy),
            }
        )
    return {
        "helper": command.helper,
        "buildings": list(command.buildings),
        "stops": [{"building": building or None, "doors": doors} for building, doors in by_building.items()],
        "count": len(stops),
        "more": max(len(stops) - MOST_DOORS, 0),
    }


def lines_that_come(order: OrderStanding, book: Book, group_buy: GroupBuy) -> list[Json]:
    """What really is in the bag, in the order of the list."""
    held = {line.product: book.gets(order.id, line.product) for line in order.lines}
    return [amount_value(product, held[product.id]) for product in group_buy.products if held.get(product.id)]


def tell_loads(command: h.TellLoads, turn: Turn) -> None:
    """`司机单`: so many bags and goods to each pickup point, and to doors."""
    for group_buy in candidates(turn, _KNOWN):
        group = first_group(turn, group_buy)
        points = () if group is None else group.settings.pickup_points
        book = turn.unit.books.read(group_buy.id)
        doors = {order.id for order in door_stops(group_buy, turn)}
        orders = [order for order in book.orders() if _comes(order, book)]
        if orders:
            turn.tell(on_hand_out.loads(turn.person, _loads(orders, doors, points, group_buy, book)))
            return
    turn.tell(to_organizer.refused(turn.person, "nothing_handed_out"))


def _loads(
    orders: Sequence[OrderStanding],
    doors: set[OrderId],
    points: Sequence[PickupPoint],
    group_buy: GroupBuy,
    book: Book,
) -> dict[str, Json]:
    chosen = book.points()
    at_points: dict[str, list[OrderStanding]] = {}
    for order in orders:
        if order.id not in doors:
            point = point_of(points, order.recipient, chosen.get(order.id)) or group_buy.pickup_place
            at_points.setdefault(point, []).append(order)
    return {
        "points": [{"name": name, **_load(theirs, group_buy, book)} for name, theirs in at_points.items()],
        "doors": _load([order for order in orders if order.id in doors], group_buy, book),
    }


def _load(orders: Iterable[OrderStanding], group_buy: GroupBuy, book: Book) -> dict[str, Json]:
    sums: dict[ProductId, Quantity] = {}
    bags = 0
    for order in orders:
        bags += 1
        for line in order.lines:
            sums[line.product] = sums.get(line.product, Decimal(0)) + book.gets(order.id, line.product)
    lines = [amount_value(product, sums[product.id]) for product in group_buy.products if sums.get(product.id)]
    return {"bags": bags, "lines": lines}
