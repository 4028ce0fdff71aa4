"""What goes off the truck at which place? So many bags and goods to each pickup point, and to doors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handlers import hand_out_commands as h
from handlers.bags import CERTAIN, Bag, amounts_in, bags_of, summed
from handlers.replies import on_hand_out, to_organizer
from handlers.targets import candidates, first_group
from handlers.turn import Turn
from models.community.pickup import point_of
from models.groupbuy.group_buy import GroupBuy
from models.mail import Json


def tell_loads(command: h.TellLoads, turn: Turn) -> None:
    """`司机单`: of the newest group-buy of which something comes."""
    for group_buy in candidates(turn, CERTAIN):
        bags = bags_of(group_buy, turn)
        if bags:
            turn.tell(on_hand_out.loads(turn.person, _loads(bags, group_buy, turn)))
            return
    turn.tell(to_organizer.refused(turn.person, "nothing_handed_out"))


def _loads(bags: Sequence[Bag], group_buy: GroupBuy, turn: Turn) -> dict[str, Json]:
    """A kept bag waits where it would have been collected."""
    group = first_group(turn, group_buy)
    points = () if group is None else group.settings.pickup_points
    chosen = turn.unit.books.read(group_buy.id).points()
    at_points: dict[str, list[Bag]] = {}
    to_doors = [bag for bag in bags if bag.to_door and not bag.kept]
    for bag in bags:
        if not bag.to_door or bag.kept:
            point = point_of(points, bag.recipient, chosen.get(bag.order)) or group_buy.pickup_place
            at_points.setdefault(point, []).append(bag)
    return {
        "points": [{"name": name, **_load(theirs, group_buy)} for name, theirs in at_points.items()],
        "doors": _load(to_doors, group_buy),
    }


def _load(bags: Iterable[Bag], group_buy: GroupBuy) -> dict[str, Json]:
    some = list(bags)
    return {"bags": len(some), "lines": amounts_in(summed(some), group_buy)}
