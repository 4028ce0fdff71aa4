"""What was ordered? The organizer's looks at the book: totals, a household's order, who wants a product."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from handlers import commands as c
from handlers import figures
from handlers.households import lives_there
from handlers.replies import on_paper, to_organizer
from handlers.tables import workbook_values
from handlers.targets import newest
from handlers.turn import Turn
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.neighbours import NeighbourPart
from models.groupbuy.stages import LIVE
from models.language.addresses import read_address
from models.ports import StandingLine
from models.values import OrderId

#: More orders than this are told as a number; the workbook has them all.
MOST_SHOWN = 20


def tell_totals(command: c.TellTotals, turn: Turn) -> None:
    group_buy = _looked_at(turn)
    if group_buy is not None:
        turn.tell(to_organizer.totals(turn.person, figures.totals_of(group_buy, turn)))
        if command.as_table:
            turn.tell(on_paper.document(turn.person, "orders_workbook", workbook_values(group_buy, turn)))


def tell_orders(command: c.TellOrders, turn: Turn) -> None:
    """`订单`, `501订了啥`, `谁要了草莓`: by room, by product, by name."""
    group_buy = _looked_at(turn)
    if group_buy is None:
        return
    lines = turn.unit.books.standing(group_buy.id)
    parts = turn.unit.books.read(group_buy.id).neighbour_parts()
    chosen = _chosen(lines, command.whose.strip(), group_buy, parts, turn)
    values = figures.orders_values(group_buy, chosen, parts)
    turn.tell(
        to_organizer.orders_found(
            turn.person,
            {"asked": command.whose, "orders": values[:MOST_SHOWN], "more": max(0, len(values) - MOST_SHOWN)},
        )
    )


def _looked_at(turn: Turn) -> GroupBuy | None:
    group_buy = newest(turn, LIVE)
    if group_buy is None:
        turn.tell(to_organizer.refused(turn.person, "no_group_buy", example="开团"))
    return group_buy


def _chosen(
    lines: Sequence[StandingLine], whose: str, group_buy: GroupBuy, parts: Sequence[NeighbourPart], turn: Turn
) -> list[StandingLine]:
    """All lines of the orders that are meant; where a product is meant, only its lines."""
    if not whose:
        return list(lines)
    product = next(
        (one for one in group_buy.products if whose in (one.name, *one.aliases) or whose == f"{one.number}号"), None
    ) or next((one for one in group_buy.products if whose in one.name), None)
    if product is not None:
        return [line for line in lines if line.product == product.id]
    return _of_orders(lines, _matcher(whose, lines, parts, turn))


def _matcher(
    whose: str, lines: Sequence[StandingLine], parts: Sequence[NeighbourPart], turn: Turn
) -> Callable[[StandingLine], bool]:
    address = read_address(whose)
    if address is not None:
        return lambda line: lives_there(line.recipient, address)
    people = turn.unit.people.many({line.member for line in lines} | {part.neighbour for part in parts})
    named = {person for person, known in people.items() if whose in known.nickname}
    written = {part.order_id for part in parts if part.neighbour in named}
    return lambda line: (
        line.member in named or line.order in written or whose in (line.name or "", line.on_behalf_of or "")
    )


def _of_orders(lines: Sequence[StandingLine], fits: Callable[[StandingLine], bool]) -> list[StandingLine]:
    wanted: set[OrderId] = {line.order for line in lines if fits(line)}
    return [line for line in lines if line.order in wanted]
