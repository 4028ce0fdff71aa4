"""Does somebody who goes by the order of doors walk no way twice?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.groupbuy.walking import Door, door_of, floor_of, walking_key
from models.values import Recipient


def door(written: str) -> Door:
    building, unit, room = (part or None for part in written.split("-"))
    return door_of(Recipient(building=building, unit=unit, room=room))


def walked(*written: str) -> list[str]:
    return sorted(written, key=lambda one: walking_key(door(one)))


def test_buildings_units_and_floors_are_numbers() -> None:
    assert walked("10-1-101", "2-2-101", "2-1-1203", "2-1-302", "B-1-101", "2-1-301") == [
        *("2-1-301", "2-1-302", "2-1-1203", "2-2-101", "10-1-101", "B-1-101"),
    ]


def test_what_is_not_known_comes_last_where_it_is_missing() -> None:
    assert walked("--", "--501", "3--", "3-1-", "3--101", "3-1-101") == [
        *("3-1-101", "3-1-", "3--101", "3--", "--501", "--"),
    ]


@pytest.mark.parametrize(
    ("room", "floor"),
    [("501", 5), ("1203", 12), ("21A", None), ("5", None), ("负102", -1), ("B101", -1), ("501a", 5), (None, None)],
)
def test_a_room_tells_its_floor(room: str | None, floor: int | None) -> None:
    assert floor_of(room) == floor


PARTS = st.none() | st.sampled_from(["1", "2", "10", "A", "B2", "2A", "负1"]) | st.text(max_size=4)
DOORS = st.builds(lambda *parts: door_of(Recipient(*parts)), PARTS, PARTS, PARTS)


@given(st.lists(DOORS))
def test_any_doors_can_be_walked_and_a_building_is_entered_once(doors: list[Door]) -> None:
    way = [one.building for one in sorted(doors, key=walking_key) if one.building]
    entered = [building for place, building in enumerate(way) if place == 0 or way[place - 1] != building]
    same_number = {building: walking_key(Door(building, None, None, None)) for building in entered}
    assert len(same_number) == len(set(entered))
    keys = [same_number[building] for building in entered]
    assert keys == sorted(keys)


def test_an_order_without_an_address_has_no_door() -> None:
    assert not door_of(None)
    assert not door_of(Recipient(name="王芳"))
    assert door_of(Recipient(room="501"))
