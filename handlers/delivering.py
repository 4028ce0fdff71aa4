"""Who brings what to which door? The route sheet, for her and for whoever walks; without money, without secrets."""

from __future__ import annotations

from collections.abc import Sequence

from handlers import commands as c
from handlers import document_commands as d
from handlers import undoing
from handlers.bags import CERTAIN, Bag, bags_of, goods_in, goods_on_list, taken_along, walked
from handlers.replies import on_paper, to_organizer
from handlers.targets import groups_of, look_for
from handlers.turn import Turn
from models.community.people import GroupMode, Person
from models.groupbuy.group_buy import GroupBuy
from models.mail import Json, house_ref, open_note_ref, person_ref
from models.values import Role


def tell_route(command: d.TellRoute, turn: Turn) -> None:
    """`送货单`, `分给小刘 1-3栋`: as a text that can be forwarded, and to be printed; to the one to whom it is to be
    sent, else to who asks."""
    group_buy = look_for(turn, CERTAIN, command, reason="not_closed_yet")
    if group_buy is None:
        return
    values = route_values(
        group_buy, turn, everybody=command.everybody, buildings=command.buildings, walker=command.walker
    )
    if not values["stops"]:
        turn.tell(to_organizer.refused(turn.person, "no_doors", example="送货单 全部"))
        return
    courier = _courier(command.to, group_buy, turn) if command.to else None
    if command.to and courier is None:
        turn.tell(to_organizer.refused(turn.person, "no_such_courier", asked=command.to, example="送货单"))
        return
    reader = turn.person if courier is None else courier.id
    turn.tell(on_paper.route(reader, values))
    turn.tell(on_paper.document(reader, "route_sheet", values))
    if courier is not None:
        undoing.remember(turn, "送货单", c.KeepAsIs())
        who = person_ref(courier.id)
        turn.tell(to_organizer.done(turn.person, "route_sent", who=who, count=len(values["stops"])))


def route_values(
    group_buy: GroupBuy, turn: Turn, *, everybody: bool = False, buildings: Sequence[str] = (), walker: str = ""
) -> dict[str, Json]:
    """``{title, walker, day, goods, load, stops: [{number, who, house, note, lines}]}`` in walking order; ``load`` and
    ``lines`` name what stands in ``goods`` by its place (handlers/bags.py)."""
    everybody = everybody or any(group.settings.mode is GroupMode.LOCKDOWN for group in groups_of(turn, group_buy))
    stops = walked(bags_of(group_buy, turn), everybody=everybody, buildings=buildings)
    return {
        "title": group_buy.title,
        "walker": walker,
        "day": turn.now.astimezone(turn.zone).date().isoformat(),
        "goods": goods_on_list(group_buy),
        "load": taken_along(stops),
        "stops": [_stop(bag) for bag in stops],
        "time_zone": turn.settings.time_zone,
    }


def _stop(bag: Bag) -> Json:
    return {
        "number": bag.number,
        "who": person_ref(bag.member),
        "house": house_ref(bag.order),
        "note": open_note_ref(bag.order),
        "lines": goods_in(bag),
    }


def _courier(called: str, group_buy: GroupBuy, turn: Turn) -> Person | None:
    """The one member of that name who can be written to; helpers go before others."""
    members = {
        person: nickname
        for group in groups_of(turn, group_buy)
        for person, nickname in turn.unit.people.names_in(group.id).items()
    }
    named = [person for person, nickname in members.items() if nickname == called]
    named = named or [person for person, nickname in members.items() if called in nickname]
    known = [one for one in turn.unit.people.many(named).values() if one.is_friend and one.contact_id is not None]
    helpers = [one for one in known if one.role is not Role.RESIDENT]
    found = helpers or known
    return found[0] if len(found) == 1 else None
