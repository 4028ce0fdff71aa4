"""What do a group-buy's own facts say to a question? Prices, what is left, cut-off, arrival and place, as of now.

Never costs, sums, other people's orders or rooms. What they don't say is the organizer's to answer: nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from handlers import standing_plans
from handlers.replies.parts import iso, own_goods, short_name
from handlers.targets import first_group
from handlers.turn import Turn
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.stages import ON_THE_WAY, Stage
from models.language.asked_facts import Asked, Fact
from models.mail import Json
from models.schedule import Job
from models.values import Product, ProductId, decimal_text

#: So long after the cut-off, or the arrival, it is still what people ask about.
_JUST_CLOSED = timedelta(hours=20)
_JUST_ARRIVED = timedelta(hours=12)
#: A pickup notice so much later than the list says was put off by her word.
_PUT_OFF = timedelta(minutes=5)

Line = dict[str, Json]


@dataclass(frozen=True, slots=True)
class Shop:
    """The group-buys that somebody may ask about, newest first, and the turn in which they are looked at."""

    known: Sequence[GroupBuy]
    turn: Turn


def lines_for(asked: Iterable[Asked], shop: Shop) -> list[Line]:
    """What there is to say to what was asked, each thing once; nothing where no fact says it."""
    asked = list(dict.fromkeys(asked))
    lines = list(_goods(asked, shop))
    for one in asked:
        if one.fact is Fact.ABSENT and _are_open(shop):
            lines.append({"fact": "absent", "word": one.word})
        elif one.fact in _ON_THE_WHOLE:
            lines += _of_each(_ON_THE_WHOLE[one.fact], _meant(one, shop), shop)
    return list({repr(line): {"of": None, "opened_at": None, **line} for line in lines}.values())


# Goods


def _goods(asked: Sequence[Asked], shop: Shop) -> Iterator[Line]:
    """One line for each product, with all that was asked of it."""
    about_goods = [one for one in asked if one.fact in (Fact.PRICE, Fact.STOCK)]
    for product_id in dict.fromkeys(one.product for one in about_goods):
        found = None if product_id is None else _find(product_id, shop)
        if found is None:
            continue
        group_buy, product = found
        stock_too = Asked(Fact.STOCK, product_id) in [Asked(one.fact, one.product) for one in about_goods]
        if stock_too and group_buy.stage is not Stage.OPEN:
            yield from _of_each(_closed_line, [group_buy], shop)
        elif stock_too:
            yield _product_line(product, has=True) | {"left": _left(product, group_buy, shop)}
        elif product.price_fen is not None:
            yield _product_line(product, has=False) | {"left": None}


def _find(product_id: ProductId, shop: Shop) -> tuple[GroupBuy, Product] | None:
    for group_buy in shop.known:
        for product in group_buy.products:
            if product.id == product_id:
                return group_buy, product
    return None


def _product_line(product: Product, *, has: bool) -> Line:
    return {
        "fact": "product",
        "product": short_name(product),
        "unit": product.unit,
        "price_fen": product.price_fen,
        "has": has,
    }


def _left(product: Product, group_buy: GroupBuy, shop: Shop) -> str | None:
    """How many are left to be ordered; None where nobody has counted them."""
    if product.off:
        return "0"
    if product.stock is None:
        return None
    ordered = shop.turn.unit.books.read(group_buy.id).totals().get(product.id, Decimal(0))
    return decimal_text(max(product.stock - ordered, Decimal(0)))


# Times and the place


def _meant(asked: Asked, shop: Shop) -> list[GroupBuy]:
    """The group-buys of which a time or a place is asked: that of the goods named; else those that it can be about."""
    if asked.product is not None:
        found = _find(asked.product, shop)
        return [] if found is None else [found[0]]
    here = [one for one in shop.known if one.stage in ON_THE_WAY or _is_handed_out(one, shop)]
    opened = [one for one in shop.known if one.stage is Stage.OPEN]
    if asked.fact is Fact.CUTOFF:
        return opened or here[:1]
    return here if asked.fact is Fact.HERE and here else [*opened, *here]


def _are_open(shop: Shop) -> bool:
    return any(one.stage is Stage.OPEN for one in shop.known)


def _is_handed_out(group_buy: GroupBuy, shop: Shop) -> bool:
    arrived = group_buy.arrived_at
    handing_out = group_buy.stage in (Stage.ARRIVED, Stage.HANDING_OUT)
    return handing_out and arrived is not None and shop.turn.now - arrived <= _JUST_ARRIVED


def _of_each(tell: Callable[[GroupBuy, Shop], Line | None], meant: Sequence[GroupBuy], shop: Shop) -> list[Line]:
    """A line for each group-buy; where they differ each says of which goods it speaks."""
    told = [(one, line) for one in meant if (line := tell(one, shop)) is not None]
    if len({repr(line) for _, line in told}) <= 1:
        return [{**line, "of": None} for _, line in told[:1]]
    return [{**line, **_called(one, [other for other, _ in told if other is not one])} for one, line in told]


def _called(group_buy: GroupBuy, others: Sequence[GroupBuy]) -> Line:
    """How a group-buy is told from others: by the first of its goods that they don't have, else by its day."""
    own = own_goods(group_buy, others)
    return {"of": own} if own is not None else {"of": None, "opened_at": iso(group_buy.opened_at)}


def _closing(group_buy: GroupBuy, shop: Shop) -> Line | None:
    if group_buy.stage is not Stage.OPEN:
        return _closed_line(group_buy, shop)
    return None if group_buy.closes_at is None else {"fact": "cutoff", "closes_at": iso(group_buy.closes_at)}


def _closed_line(group_buy: GroupBuy, shop: Shop) -> Line | None:
    closed = group_buy.closed_at or group_buy.closes_at
    if closed is None or shop.turn.now - closed > _JUST_CLOSED:
        return None
    return {"fact": "closed", "closes_at": iso(closed)}


def _arrival(group_buy: GroupBuy, shop: Shop) -> Line | None:
    if _is_handed_out(group_buy, shop):
        return {"fact": "arrived", "place": _place_of(group_buy, shop)}
    put_off = _put_off(group_buy, shop) if group_buy.stage in ON_THE_WAY else None
    if put_off is not None:
        return put_off
    arrives, now = group_buy.arrives_at, shop.turn.now
    if arrives is None or group_buy.stage not in (*ON_THE_WAY, Stage.OPEN):
        return None
    over = arrives < now if isinstance(arrives, datetime) else arrives < now.astimezone(shop.turn.zone).date()
    return None if over else {"fact": "arrival", "arrives_at": iso(arrives)}


def _put_off(group_buy: GroupBuy, shop: Shop) -> Line | None:
    """What her `晚到 5点半` or `没到` has left behind: a notice that was moved, or one that waits for her word."""
    planned = _first_plan_of(group_buy, Job.PICKUP_NOTICE, shop)
    told = _told_arrival(group_buy, shop)
    if planned is not None:
        late = told is not None and planned - told > _PUT_OFF and planned > shop.turn.now
        return {"fact": "delayed", "expected_at": iso(planned)} if late else None
    held = _first_plan_of(group_buy, Job.ARRIVAL_CHECK, shop) is not None
    return {"fact": "not_yet"} if held else None


def _told_arrival(group_buy: GroupBuy, shop: Shop) -> datetime | None:
    """When the list says that goods come, or the group's hour where it names none."""
    group = first_group(shop.turn, group_buy)
    return None if group is None else standing_plans.pickup_moment(group_buy, group, shop.turn.unit, shop.turn.house)


def _first_plan_of(group_buy: GroupBuy, job: Job, shop: Shop) -> datetime | None:
    plans = shop.turn.unit.schedules.of_group_buy(group_buy.id)
    return min((one.next_due for one in plans if one.job is job and one.next_due is not None), default=None)


def _place(group_buy: GroupBuy, shop: Shop) -> Line | None:
    place = _place_of(group_buy, shop)
    return {"fact": "place", "place": place} if place else None


def _place_of(group_buy: GroupBuy, shop: Shop) -> str:
    group = first_group(shop.turn, group_buy)
    return group_buy.pickup_place or ("" if group is None else group.settings.pickup_place)


_ON_THE_WHOLE: dict[Fact, Callable[[GroupBuy, Shop], Line | None]] = {
    Fact.CUTOFF: _closing,
    Fact.ARRIVAL: _arrival,
    Fact.HERE: _arrival,
    Fact.PLACE: _place,
}

#: Words of hers by which the bot will know it, where she is the one to tell.
WAYS: dict[Fact, str] = {Fact.CUTOFF: "cutoff", Fact.ARRIVAL: "arrival", Fact.HERE: "arrival"}
