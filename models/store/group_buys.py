"""What is on sale, where, and until when?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, func, insert, select

from models.errors import StoreError
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.stages import LIVE, Stage, may_go
from models.store.caches import Caches
from models.store.product_rows import product_columns, product_of
from models.store.tables import group_buy_groups, group_buys, products
from models.store.work import Locked, Work, or_replace
from models.values import GroupBuyId, GroupId, OrganizerId, Product

_LIVE_MOST = 10

_ONE = select(group_buys).where(group_buys.c.id == bindparam("group_buy"))
_SOME = select(group_buys).where(group_buys.c.id.in_(bindparam("group_buys", expanding=True))).order_by(group_buys.c.id)
_ONE_LOCKED = _ONE.with_for_update()
_SOME_LOCKED = _SOME.with_for_update()
_LIVE = (
    select(group_buys)
    .join(group_buy_groups, group_buy_groups.c.group_buy_id == group_buys.c.id)
    .where(group_buy_groups.c.group_id == bindparam("group"), group_buy_groups.c.live.is_(True))
    .order_by(group_buy_groups.c.created_at.desc().nulls_last(), group_buys.c.id.desc())
    .limit(_LIVE_MOST)
)
_ranked = (
    select(
        group_buy_groups.c.group_buy_id,
        group_buy_groups.c.group_id,
        func.row_number()
        .over(
            partition_by=group_buy_groups.c.group_id,
            order_by=(group_buy_groups.c.created_at.desc().nulls_last(), group_buy_groups.c.group_buy_id.desc()),
        )
        .label("place"),
    )
    .where(group_buy_groups.c.group_id.in_(bindparam("groups", expanding=True)), group_buy_groups.c.live.is_(True))
    .subquery("ranked")
)
_LIVE_OF_MANY = (
    select(group_buys, _ranked.c.group_id.label("of_group"))
    .join(_ranked, _ranked.c.group_buy_id == group_buys.c.id)
    .where(_ranked.c.place <= bindparam("most"))
    .order_by(_ranked.c.group_id, _ranked.c.place)
)
_LATEST = (
    select(group_buys)
    .where(group_buys.c.organizer_id == bindparam("organizer"))
    .order_by(group_buys.c.created_at.desc().nulls_last(), group_buys.c.id.desc())
    .limit(bindparam("most"))
)
_MADE_SINCE = (
    select(group_buys)
    .where(group_buys.c.organizer_id == bindparam("organizer"), group_buys.c.created_at >= bindparam("since"))
    .order_by(group_buys.c.created_at.desc(), group_buys.c.id.desc())
    .limit(bindparam("most"))
)
_PLACES = (
    select(group_buy_groups.c.group_buy_id, group_buy_groups.c.group_id)
    .where(group_buy_groups.c.group_buy_id.in_(bindparam("group_buys", expanding=True)))
    .order_by(group_buy_groups.c.group_buy_id, group_buy_groups.c.position)
)
_PRODUCTS = (
    select(products)
    .where(products.c.group_buy_id.in_(bindparam("group_buys", expanding=True)))
    .order_by(products.c.group_buy_id, products.c.position)
)
_NUMBERS = (
    select(products.c.number)
    .join(group_buy_groups, group_buy_groups.c.group_buy_id == products.c.group_buy_id)
    .where(group_buy_groups.c.group_id == bindparam("group"), group_buy_groups.c.created_at >= bindparam("since"))
)
_PUT = or_replace(group_buys, "id", keep=("version",))
_CLEAR_PLACES = delete(group_buy_groups).where(group_buy_groups.c.group_buy_id == bindparam("group_buy"))
_CLEAR_PRODUCTS = delete(products).where(products.c.group_buy_id == bindparam("group_buy"))
_ADD_PLACES = insert(group_buy_groups)
_ADD_PRODUCTS = insert(products)


class SqlGroupBuys:
    def __init__(self, work: Work, caches: Caches) -> None:
        self._work = work
        self._caches = caches

    def get(self, group_buy: GroupBuyId) -> GroupBuy | None:
        held = self._held(group_buy)
        if held is not None:
            return held
        found = self._whole(self._work.connection.execute(_ONE, {"group_buy": group_buy}).all())
        return found[0] if found else None

    def lock(self, wanted: Iterable[GroupBuyId]) -> Sequence[GroupBuy]:
        ids = sorted(set(wanted))
        if not ids:
            return ()
        held = [self._held(one) for one in ids]
        if None not in held:
            return [one for one in held if one is not None]
        if len(ids) == 1:
            one = _ONE if self._work.looks_only else _ONE_LOCKED
            rows = self._work.connection.execute(one, {"group_buy": ids[0]}).all()
        else:
            some = _SOME if self._work.looks_only else _SOME_LOCKED
            rows = self._work.connection.execute(some, {"group_buys": ids}).all()
        found = self._whole(rows)
        for row, group_buy in zip(rows, found, strict=True):
            kept = None if self._work.looks_only else group_buy
            self._work.locked[row.id] = Locked(row.organizer_id, row.version, kept)
        return found

    def _held(self, group_buy: GroupBuyId) -> GroupBuy | None:
        """One that this unit has locked: what it knows of it is true."""
        locked = self._work.locked.get(group_buy)
        if locked is None or locked.group_buy is None:
            return None
        return replace(locked.group_buy, version=locked.version)

    def look_ahead(self, groups: Iterable[GroupId]) -> None:
        ids = sorted(set(groups))
        if not ids:
            return
        rows = self._work.connection.execute(_LIVE_OF_MANY, {"groups": ids, "most": _LIVE_MOST}).all()
        group_buys = self._whole(rows)
        self._work.known.live.update({group: [] for group in ids})
        for row, group_buy in zip(rows, group_buys, strict=True):
            self._work.known.live[row.of_group].append(group_buy)

    def live_in(self, group: GroupId) -> Sequence[GroupBuy]:
        known = self._work.known.live.get(group)
        if known is not None:
            return known
        return self._whole(self._work.connection.execute(_LIVE, {"group": group}).all())

    def latest_of(self, organizer: OrganizerId, limit: int = 10) -> Sequence[GroupBuy]:
        rows = self._work.connection.execute(_LATEST, {"organizer": organizer, "most": limit}).all()
        return self._whole(rows)

    def made_since(self, organizer: OrganizerId, since: datetime, *, limit: int = 100) -> Sequence[GroupBuy]:
        rows = self._work.connection.execute(_MADE_SINCE, {"organizer": organizer, "since": since, "most": limit}).all()
        return self._whole(rows)

    def put(self, group_buy: GroupBuy) -> None:
        before = self.get(group_buy.id)
        self._work.known.live.clear()
        if before is not None and replace(before, version=group_buy.version) == group_buy:
            return
        if before is not None and before.stage is not group_buy.stage and not may_go(before.stage, group_buy.stage):
            raise StoreError(f"a group-buy does not go from {before.stage} to {group_buy.stage}")
        _PUT.run(self._work, _columns(group_buy, self._work.ids.new()))
        locked = self._work.locked.get(group_buy.id)
        if locked is not None and locked.group_buy is not None:
            locked.group_buy = group_buy
        if before is None or _placing(before) != _placing(group_buy):
            self._put_places(group_buy)
        if before is None or before.products != group_buy.products:
            self._put_products(group_buy)

    def highest_number(self, group: GroupId, since: datetime) -> int:
        numbers = self._work.connection.execute(_NUMBERS, {"group": group, "since": since}).scalars()
        return max((int(number) for number in numbers if number.isdecimal()), default=0)

    def _put_places(self, group_buy: GroupBuy) -> None:
        self._work.connection.execute(_CLEAR_PLACES, {"group_buy": group_buy.id})
        rows = [
            {
                "group_buy_id": group_buy.id,
                "group_id": group,
                "organizer_id": group_buy.organizer,
                "position": position,
                "live": group_buy.stage in LIVE,
                "created_at": group_buy.created_at,
            }
            for position, group in enumerate(group_buy.groups)
        ]
        if rows:
            self._work.connection.execute(_ADD_PLACES, rows)

    def _put_products(self, group_buy: GroupBuy) -> None:
        self._work.connection.execute(_CLEAR_PRODUCTS, {"group_buy": group_buy.id})
        rows = [product_columns(group_buy, position, product) for position, product in enumerate(group_buy.products)]
        if rows:
            self._work.connection.execute(_ADD_PRODUCTS, rows)

    def _whole(self, rows: Sequence[Row[Any]]) -> list[GroupBuy]:
        """Rows with their groups and products; what is known by its revision is not read again."""
        unknown = [row for row in rows if self._caches.group_buys.get((row.id, row.revision)) is None]
        read = self._read(unknown) if unknown else {}
        found = []
        for row in rows:
            group_buy = read.get(row.id) or self._caches.group_buys.get((row.id, row.revision))
            # Thrown out by others in the meantime: read it after all.
            group_buy = group_buy or self._read([row])[row.id]
            found.append(group_buy if group_buy.version == row.version else replace(group_buy, version=row.version))
        return found

    def _read(self, rows: Sequence[Row[Any]]) -> dict[GroupBuyId, GroupBuy]:
        ids = {"group_buys": [row.id for row in rows]}
        places: dict[str, list[GroupId]] = defaultdict(list)
        for place in self._work.connection.execute(_PLACES, ids):
            places[place.group_buy_id].append(place.group_id)
        listed: dict[str, list[Product]] = defaultdict(list)
        for row in self._work.connection.execute(_PRODUCTS, ids):
            listed[row.group_buy_id].append(product_of(row))
        read: dict[GroupBuyId, GroupBuy] = {}
        for row in rows:
            read[row.id] = _group_buy(row, tuple(places[row.id]), tuple(listed[row.id]))
            self._caches.group_buys.put((row.id, row.revision), read[row.id])
        return read


def _placing(group_buy: GroupBuy) -> tuple[tuple[GroupId, ...], bool, datetime | None]:
    return group_buy.groups, group_buy.stage in LIVE, group_buy.created_at


def _columns(group_buy: GroupBuy, revision: str) -> dict[str, Any]:
    arrives = group_buy.arrives_at
    return {
        "id": group_buy.id,
        "organizer_id": group_buy.organizer,
        "title": group_buy.title,
        "stage": group_buy.stage,
        "opens_at": group_buy.opens_at,
        "opened_at": group_buy.opened_at,
        "closes_at": group_buy.closes_at,
        "closed_at": group_buy.closed_at,
        "arrives_at": arrives if isinstance(arrives, datetime) else None,
        "arrives_on": arrives if isinstance(arrives, date) and not isinstance(arrives, datetime) else None,
        "arrived_at": group_buy.arrived_at,
        "pickup_place": group_buy.pickup_place,
        "full_at": group_buy.full_at,
        "created_at": group_buy.created_at,
        "version": 0,
        "revision": revision,
    }


def _group_buy(row: Row[Any], groups: tuple[GroupId, ...], listed: tuple[Product, ...]) -> GroupBuy:
    return GroupBuy(
        id=row.id,
        organizer=row.organizer_id,
        groups=groups,
        title=row.title,
        products=listed,
        stage=Stage(row.stage),
        opens_at=row.opens_at,
        opened_at=row.opened_at,
        closes_at=row.closes_at,
        closed_at=row.closed_at,
        arrives_at=row.arrives_at or row.arrives_on,
        arrived_at=row.arrived_at,
        pickup_place=row.pickup_place,
        full_at=row.full_at,
        created_at=row.created_at,
        version=row.version,
    )
