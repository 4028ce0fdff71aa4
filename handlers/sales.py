"""What was sold, day by day? Sums over an organizer's group-buys, each counted on the day on which its orders ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from handlers.figures import sum_fen
from handlers.replies.parts import short_name
from handlers.turn import Turn
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.stages import Stage
from models.mail import Json
from models.values import GroupId, decimal_text

#: So many group-buys are looked at for a fortnight: ten groups with a list each a day.
MOST_LOOKED_AT = 150
#: A list may be made so long before its orders end.
LONGEST_OPEN = timedelta(days=7)
WEEK = 7
BEST = 3


@dataclass(slots=True)
class Sold:
    """Orders, what they come to, and how much of which goods (by name and unit), of one day or of several."""

    orders: int = 0
    sum_fen: int = 0
    goods: Counter[tuple[str, str]] = field(default_factory=Counter)
    goods_fen: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, other: Sold) -> None:
        self.orders += other.orders
        self.sum_fen += other.sum_fen
        self.goods.update(other.goods)
        self.goods_fen.update(other.goods_fen)

    def best(self) -> list[Json]:
        """What brought most, with its quantity."""
        return [
            {"product": name, "unit": unit, "quantity": decimal_text(Decimal(self.goods[name, unit]))}
            for (name, unit), fen in self.goods_fen.most_common(BEST)
            if fen
        ]


def day_of(group_buy: GroupBuy, zone: ZoneInfo) -> date | None:
    ended = group_buy.closed_at or group_buy.closes_at or group_buy.opened_at
    return None if ended is None else ended.astimezone(zone).date()


def sold_by_day(first: date, last: date, turn: Turn) -> dict[date, Sold]:
    """What was sold on each of these days, both included; days without a group-buy are left out."""
    zone = ZoneInfo(turn.settings.time_zone)
    since = datetime.combine(first, datetime.min.time(), zone) - LONGEST_OPEN
    organizer = turn.speaker.organizer.id
    found: dict[date, Sold] = {}
    for group_buy in turn.unit.group_buys.made_since(organizer, since, limit=MOST_LOOKED_AT):
        day = day_of(group_buy, zone)
        if day is not None and first <= day <= last and group_buy.stage not in (Stage.DRAFT, Stage.CANCELLED):
            found.setdefault(day, Sold()).add(sold_in(group_buy, turn))
    return found


def sold_in(group_buy: GroupBuy, turn: Turn) -> Sold:
    lines = [line for line in turn.unit.books.standing(group_buy.id) if line.quantity]
    products = {product.id: product for product in group_buy.products}
    sold = Sold(len({line.order for line in lines}), sum_fen(lines, products))
    for line in lines:
        product = products.get(line.product)
        if product is not None:
            goods = (short_name(product), product.unit)
            sold.goods[goods] += line.quantity  # type: ignore[assignment]
            sold.goods_fen[goods] += sum_fen([line], products)
    return sold


def together(days: Iterable[Sold]) -> Sold:
    whole = Sold()
    for one in days:
        whole.add(one)
    return whole


def week_values(last: date, turn: Turn) -> dict[str, Json]:
    """The week that ends with ``last`` beside the one before: {first, last, orders, sum_fen, before, days, best}."""
    first = last - timedelta(days=WEEK - 1)
    by_day = sold_by_day(first - timedelta(days=WEEK), last, turn)
    this = together(sold for day, sold in by_day.items() if day >= first)
    before = together(sold for day, sold in by_day.items() if day < first)
    return {
        "first_at": first.isoformat(),
        "last_at": last.isoformat(),
        "orders": this.orders,
        "sum_fen": this.sum_fen,
        "before": {"orders": before.orders, "sum_fen": before.sum_fen} if before.orders else None,
        "days": [_day(first + timedelta(days=place), by_day) for place in range(WEEK)],
        "best": this.best(),
    }


def _day(day: date, by_day: dict[date, Sold]) -> Json:
    sold, before = by_day.get(day, Sold()), by_day.get(day - timedelta(days=WEEK), Sold())
    return {
        "day": day.isoformat(),
        "day_at": day.isoformat(),
        "orders": sold.orders,
        "sum_fen": sold.sum_fen,
        "before_fen": before.sum_fen,
    }


def same_day_last_week(day: date, turn: Turn) -> Json:
    """{orders, sum_fen} of the day a week ago; None where nothing was sold."""
    then = day - timedelta(days=WEEK)
    sold = sold_by_day(then, then, turn).get(then)
    return None if sold is None or not sold.orders else {"orders": sold.orders, "sum_fen": sold.sum_fen}


def by_group(group_buys: Sequence[GroupBuy], names: dict[GroupId, str], turn: Turn) -> list[Json]:
    """What each group sold today, where there are several; a list that went to two groups stands under both names."""
    found: dict[str, Sold] = {}
    for group_buy in group_buys:
        where = "、".join(names[group] for group in group_buy.groups if group in names)
        found.setdefault(where, Sold()).add(sold_in(group_buy, turn))
    ranked = sorted(found.items(), key=lambda each: -each[1].sum_fen)
    return [{"group": where, "orders": sold.orders, "sum_fen": sold.sum_fen} for where, sold in ranked]
