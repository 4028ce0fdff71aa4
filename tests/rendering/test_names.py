"""Can what somebody calls themselves change what a post says, or whom it calls?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.names import (
    LONGEST_NAME,
    SOMEBODY,
    Name,
    clean_name,
    flatten,
    mask_phones,
    pair_names,
    without_call_to_all,
)
from models.values import PersonId


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("芳芳妈", "芳芳妈"),
        ("老 周", "老 周"),
        (None, SOMEBODY),
        ("  \n ", SOMEBODY),
        ("\u200b\u2060", SOMEBODY),
        ("@@", SOMEBODY),
        ("阿明\n@所有人", "阿明 ＠所有人"),
        ("@小美", "小美"),
        ("所有人", "「所有人」"),
        ("@所有人", "「所有人」"),
        ("所\u200d有人", "「所有人」"),
        ("ALL", "「ALL」"),
        ("Allen", "Allen"),
        ("小\u2005美", "小 美"),
        ("阿\u202e明", "阿明"),
        ("\ue0001\ue001", "1"),
        ("王芳13812345678", "王芳138****56…"),
        ("一个名字特别特别长的邻居阿姨", "一个名字特别特别长的邻…"),
        ("幸福👩\u200d👧一家", "幸福👩\u200d👧一家"),
    ],
)
def test_a_nickname_is_shown_flat_short_and_calling_nobody(written: str | None, shown: str) -> None:
    assert clean_name(written) == shown


@given(st.text())
def test_no_nickname_breaks_a_line_or_writes_a_mention(written: str) -> None:
    shown = clean_name(written)
    assert shown.strip()
    assert len(shown) <= LONGEST_NAME + 2
    assert not set(shown) & set("@\n\r\t\u2005\u2028\u2029\x85\x0b\x0c\ue000\ue001\ue002")


@given(st.text())
def test_flattening_twice_changes_nothing(text: str) -> None:
    assert flatten(flatten(text)) == flatten(text)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("打13812345678", "打138****5678"),
        ("138 1234 5678", "138****5678"),
        ("138-1234-5678", "138****5678"),
        ("+86 13812345678", "138****5678"),
        ("１３８１２３４５６７８", "１３８****５６７８"),
        ("货号138123456789", "货号138123456789"),
        ("3-501 鸡蛋2", "3-501 鸡蛋2"),
    ],
)
def test_phones_are_masked(written: str, shown: str) -> None:
    assert mask_phones(written) == shown


def test_nobody_can_call_everybody() -> None:
    assert without_call_to_all("货到了 @所有人 下楼") == "货到了 所有人 下楼"
    assert without_call_to_all("@ All 下楼，找@Allen") == "All 下楼，找@Allen"


def test_names_remember_whose_they_are() -> None:
    raw = {"orders": [{"who": {"$person": "p1"}, "lines": [{"product": "鸡蛋"}]}], "text": {"$message": "m1"}, "n": 1}
    resolved = {"orders": [{"who": "芳芳妈", "lines": [{"product": "鸡蛋"}]}], "text": "两盒", "n": 1}
    paired = pair_names(raw, resolved)
    assert paired["orders"][0]["who"] == Name("芳芳妈", PersonId("p1"))
    assert paired["orders"][0]["lines"] == [{"product": "鸡蛋"}]
    assert (paired["text"], paired["n"]) == ("两盒", 1)


def test_who_was_forgotten_is_a_neighbour() -> None:
    assert pair_names({"who": {"$person": "p1"}}, {"who": None}) == {"who": Name(SOMEBODY, PersonId("p1"))}
