"""What is on sale, where, and until when?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from models.community.people import Group, GroupSettings
from models.errors import StoreError
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.stages import Stage
from models.store import SqlStore
from models.values import GroupBuyId, GroupId, MessageId, OrganizerId, Product, ProductId
from tests.contract.village import APPLES, CHANNEL, EGGS, HAPPY, LI, NOW, TODAY, Village

SUNNY = GroupId("group-sunny")
BEIJING = timezone(timedelta(hours=8))


def _put(store: SqlStore, *made: GroupBuy) -> None:
    with store.unit() as unit:
        for group_buy in made:
            unit.group_buys.put(group_buy)
        unit.commit()


def _get(store: SqlStore, group_buy: GroupBuyId = TODAY) -> GroupBuy | None:
    with store.reader() as reader:
        return reader.group_buys.get(group_buy)


def test_a_group_buy_comes_back_as_it_was_put(store: SqlStore, village: Village) -> None:
    whole = replace(
        village.made(
            replace(EGGS, stock=Decimal("12"), limit=Decimal("2"), cost_fen=2500, supplier="城东老李", off=True),
            replace(APPLES, stock=Decimal("30.5"), minimum=Decimal(10), per_box=Decimal(12)),
        ),
        full_at=Decimal(50),
        opens_at=NOW,
        opened_at=datetime(2026, 3, 4, 9, 30, tzinfo=BEIJING),
        closed_at=NOW + timedelta(microseconds=1),
        arrives_at=NOW + timedelta(days=1),
        arrived_at=NOW + timedelta(days=2),
        pickup_place="门卫室",
        groups=(SUNNY, HAPPY),
    )
    _put(store, whole)
    assert _get(store) == whole


def test_a_day_stays_a_day(store: SqlStore, village: Village) -> None:
    _put(store, replace(village.made(), arrives_at=date(2026, 3, 5)))
    found = _get(store)
    assert found is not None
    assert found.arrives_at == date(2026, 3, 5)
    assert not isinstance(found.arrives_at, datetime)


def test_what_changes_is_seen(store: SqlStore, village: Village) -> None:
    made = village.sells()
    changed = replace(
        made,
        title="晚团",
        stage=Stage.CLOSED,
        products=(replace(APPLES, price_fen=600), Product(ProductId("milk"), "3", "牛奶", "箱")),
        groups=(SUNNY,),
    )
    _put(store, changed)
    assert _get(store) == changed
    with store.reader() as reader:
        assert reader.group_buys.live_in(HAPPY) == []
        assert reader.group_buys.live_in(SUNNY) == [changed]


def test_what_was_not_committed_is_not_seen(store: SqlStore, village: Village) -> None:
    made = village.sells()
    with store.unit() as unit:
        unit.group_buys.put(replace(made, title="晚团"))
        unit.group_buys.get(TODAY)
    assert _get(store) == made


def test_putting_keeps_the_version_of_the_book(store: SqlStore, village: Village) -> None:
    made = village.sells()
    village.orders("王芳", (EGGS, "2"))
    _put(store, replace(made, title="晚团"))
    found = _get(store)
    assert found is not None
    assert found.version > 0


def test_live_ones_come_newest_first(store: SqlStore, village: Village) -> None:
    names = [GroupBuyId(f"buy-{number}") for number in range(4)]
    for name in names:
        village.later(minutes=1)
        village.sells(group_buy=name)
    for stage in (Stage.CLOSED, Stage.HANDING_OUT, Stage.SETTLED):
        _put(store, replace(village.made(group_buy=names[2]), stage=stage, created_at=NOW))
    with store.reader() as reader:
        assert [live.id for live in reader.group_buys.live_in(HAPPY)] == [names[3], names[1], names[0]]
        assert [latest.id for latest in reader.group_buys.latest_of(LI, limit=2)] == [names[3], names[1]]
        assert reader.group_buys.live_in(SUNNY) == []
        assert reader.group_buys.latest_of(OrganizerId("nobody")) == []


def test_a_draft_is_not_live(store: SqlStore, village: Village) -> None:
    village.sells(stage=Stage.DRAFT)
    with store.reader() as reader:
        assert reader.group_buys.live_in(HAPPY) == []


def test_locking_goes_by_id_and_leaves_out_what_is_not_there(store: SqlStore, village: Village) -> None:
    second, first = village.sells(group_buy=GroupBuyId("b")), village.sells(group_buy=GroupBuyId("a"))
    with store.unit() as unit:
        assert unit.group_buys.lock([second.id, first.id, GroupBuyId("c"), first.id]) == [first, second]
        assert unit.group_buys.lock([]) == ()


def test_numbers_run_on_through_a_day(store: SqlStore, village: Village) -> None:
    village.sells()
    village.later(hours=3)
    village.sells(replace(EGGS, number="11"), replace(APPLES, number="A2"), group_buy=GroupBuyId("buy-later"))
    with store.reader() as reader:
        assert reader.group_buys.highest_number(HAPPY, NOW) == 11
        assert reader.group_buys.highest_number(HAPPY, NOW + timedelta(hours=4)) == 0
        assert reader.group_buys.highest_number(SUNNY, NOW) == 0


def test_a_quantity_too_fine_to_keep_is_refused(store: SqlStore, village: Village) -> None:
    with store.unit() as unit, pytest.raises(ValueError, match="finer than a millionth"):
        unit.group_buys.put(village.made(replace(EGGS, stock=Decimal("0.0000001"))))


def test_a_time_without_a_zone_is_refused(store: SqlStore, village: Village) -> None:
    naive = datetime(2026, 3, 4)  # noqa: DTZ001
    with store.unit() as unit, pytest.raises(ValueError, match="without a time zone"):
        unit.group_buys.put(replace(village.made(), opens_at=naive))


def test_a_group_comes_back_with_what_was_chosen_for_it(store: SqlStore, village: Village) -> None:
    chosen = GroupSettings(time_zone="Asia/Urumqi", list_at=None, post_gap_seconds=(5, 9), pickup_place="门卫室")
    sunny = Group(SUNNY, LI, CHANNEL, "room-sunny", "阳光里", chosen, kept_notice_said=True)
    with store.unit() as unit:
        unit.groups.put(sunny)
        unit.commit()
    with store.reader() as reader:
        assert reader.groups.get(SUNNY) == sunny
        assert reader.groups.by_room(CHANNEL, "room-sunny") == sunny
        assert reader.groups.by_room("wechaty", "room-sunny") is None
        assert [group.id for group in reader.groups.of_organizer(LI)] == [HAPPY, SUNNY]


def test_a_room_belongs_to_one_group(store: SqlStore, village: Village) -> None:
    with pytest.raises(StoreError), store.unit() as unit:
        unit.groups.put(Group(SUNNY, LI, CHANNEL, "room-happy@chatroom", "阳光里"))
    assert village.sees("王芳").organizer == LI


def test_organizers_are_found_by_id_and_all(store: SqlStore, village: Village) -> None:
    with store.reader() as reader:
        (li,) = reader.organizers.all()
        assert reader.organizers.get(LI) == li
        assert li.name == "李团长"
        assert reader.organizers.get(OrganizerId("nobody")) is None


def test_what_is_locked_is_known_as_this_unit_changed_it(store: SqlStore, village: Village) -> None:
    first = village.sells()
    with store.unit() as unit:
        unit.group_buys.look_ahead([HAPPY])
        assert list(unit.group_buys.live_in(HAPPY)) == [first]
        (locked,) = unit.group_buys.lock([first.id])
        moved = replace(locked, title="水果")
        unit.group_buys.put(moved)
        assert unit.group_buys.get(first.id) == moved
        assert unit.group_buys.lock([first.id]) == [moved]
        assert list(unit.group_buys.live_in(HAPPY)) == [moved]
        unit.commit()
    with store.unit() as unit:
        assert unit.group_buys.get(first.id) == moved
        unit.group_buys.look_ahead([HAPPY, GroupId("nobody")])
        assert list(unit.group_buys.live_in(GroupId("nobody"))) == []


def test_what_shows_a_product_is_found_by_its_group_buy(store: SqlStore, village: Village) -> None:
    _put(store, village.made())
    with store.unit() as unit:
        unit.product_posts.put(LI, TODAY, EGGS.id, [MessageId("m1"), MessageId("m2")])
        unit.product_posts.put(LI, TODAY, APPLES.id, [MessageId("m2")])
        unit.commit()
    with store.reader() as reader:
        found = reader.product_posts.of([TODAY, GroupBuyId("another")])
        assert reader.product_posts.of([]) == ()
    assert [(one.message, one.product) for one in found] == [("m2", APPLES.id), ("m1", EGGS.id)]


def test_a_group_buy_goes_only_where_its_stages_lead(store: SqlStore, village: Village) -> None:
    _put(store, replace(village.made(), stage=Stage.OPEN))
    with pytest.raises(StoreError, match="from open to handing_out"):
        _put(store, replace(village.made(), stage=Stage.HANDING_OUT))
    _put(store, replace(village.made(), stage=Stage.CLOSED))
    found = _get(store)
    assert found is not None
    assert found.stage is Stage.CLOSED
