"""What is stuck on the bags? A label for each, with the door only where the goods go there or the group shows rooms."""

from __future__ import annotations

from handlers import document_commands as d
from handlers.bags import CERTAIN, Bag, bags_of, goods_in, goods_on_list
from handlers.replies import on_paper, to_organizer
from handlers.targets import groups_of, look_for
from handlers.turn import Turn
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.walking import walking_key
from models.mail import Json, house_ref, open_note_ref, person_ref


def tell_labels(command: d.TellLabels, turn: Turn) -> None:
    group_buy = look_for(turn, CERTAIN, command, reason="not_closed_yet")
    if group_buy is None:
        return
    values = label_values(group_buy, turn, paper="a4" if command.on_sheets else "single")
    if not values["labels"]:
        turn.tell(to_organizer.refused(turn.person, "no_bags", example="统计"))
        return
    turn.tell(on_paper.document(turn.person, "labels", values))


def label_values(group_buy: GroupBuy, turn: Turn, *, paper: str) -> dict[str, Json]:
    """``{paper, day, goods, labels: [{number, who, house, note, lines, large}]}``: by number, and behind them what goes
    to doors, in walking order; ``lines`` name what stands in ``goods`` by its place (handlers/bags.py)."""
    bags = bags_of(group_buy, turn)
    shows_rooms = any(group.settings.show_rooms for group in groups_of(turn, group_buy))
    large = turn.unit.people.in_large_print({bag.member for bag in bags})
    collected = [bag for bag in bags if not bag.to_door]
    brought = sorted((bag for bag in bags if bag.to_door), key=lambda bag: walking_key(bag.door))

    def label(bag: Bag) -> Json:
        return {
            "number": bag.number,
            "who": person_ref(bag.member),
            "house": house_ref(bag.order) if bag.to_door or shows_rooms else None,
            "note": open_note_ref(bag.order),
            "lines": goods_in(bag),
            "large": bag.member in large,
        }

    return {
        "paper": paper,
        "day": turn.now.astimezone(turn.zone).date().isoformat(),
        "goods": goods_on_list(group_buy),
        "labels": [label(bag) for bag in (*collected, *brought)],
    }
