"""How does a building's captain add up its households?"""

from __future__ import annotations

import pytest

from models.groupbuy.captains_sum import read_captains_sum
from models.values import Recipient


def read(text: str) -> list[tuple[str, str, str | None]] | None:
    found = read_captains_sum(text)
    return None if found is None else [(str(one.recipient.room), one.goods, one.note) for one in found.rooms]


def test_one_part_for_each_room() -> None:
    found = read("5号楼楼长：101 A2 / 102 A1B1 / 203 无 / 301 A1(奶粉急)")
    assert found == [("101", "A2", None), ("102", "A1B1", None), ("203", "", None), ("301", "A1", "奶粉急")]


@pytest.mark.parametrize(
    "text",
    [
        "5栋楼长汇总\n101 鸡蛋2板\n102不要\n",
        "我是5号楼楼长，101鸡蛋2板，102没有",
        "五号楼组长：101：鸡蛋2板；102：0",
    ],
)
def test_ways_of_writing_it(text: str) -> None:
    assert read(text) == [("101", "鸡蛋2板", None), ("102", "", None)]


def test_units_are_kept() -> None:
    found = read_captains_sum("12号楼2单元楼长：501 A1 / 3-502 A2")
    assert found is not None
    assert [one.recipient for one in found.rooms] == [Recipient("12", "2", "501"), Recipient("12", "3", "502")]


def test_what_is_no_room_is_told() -> None:
    found = read_captains_sum("5号楼楼长：101 A2 / 老王家 A1")
    assert found is not None
    assert (len(found.rooms), found.unread) == (1, ("老王家 A1",))


@pytest.mark.parametrize(
    "text", ["楼长辛苦了", "5号楼有人吗", "5号楼楼长好", "101 A2 / 102 A1", "问下5号楼楼长：货到了吗"]
)
def test_talk(text: str) -> None:
    assert read_captains_sum(text) is None


def test_the_last_word_on_a_room_counts() -> None:
    assert read("5号楼楼长：101 A2 / 101 A3") == [("101", "A3", None)]
