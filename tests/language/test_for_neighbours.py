"""Is it told from one's own what is ordered for a neighbour, whose room is said and whose name is not?"""

from __future__ import annotations

import pytest

from models.acts import Order
from models.language import read
from tests.language.shop import SHOP

Bought = tuple[str | None, str | None, str]


def orders(text: str) -> list[Bought]:
    """Room, on whose behalf, and goods of each order in a text; everything in it is one."""
    acts = read(text, SHOP)
    assert all(isinstance(act, Order) for act in acts), acts
    return [
        (
            act.recipient.room if act.recipient else None,
            act.on_behalf_of,
            " ".join(f"{line.product}{line.quantity}" for line in act.lines),
        )
        for act in acts
        if isinstance(act, Order)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "帮501的带两盒草莓",
        "给501的也带两盒草莓",
        "给501订两盒草莓",
        "帮501家订两盒草莓",
        "501家要两盒草莓",
        "501他们家也要两盒草莓",
        "替501要两盒草莓",
        "代501家订两盒草莓",
        "501家，草莓两盒",
    ],
)
def test_a_room_alone_is_nobodys_name(text: str) -> None:
    assert orders(text) == [("501", None, "草莓2")]


@pytest.mark.parametrize(
    ("text", "who"),
    [("帮501的小胖带两盒草莓", "小胖"), ("帮501的Amy订两盒草莓", "Amy"), ("替501的王阿姨再带两盒草莓", "王阿姨")],
)
def test_who_is_named_at_a_room_is_named(text: str, who: str) -> None:
    assert orders(text) == [("501", who, "草莓2")]


@pytest.mark.parametrize(
    "text",
    [
        "鸡蛋1板，帮501带两盒草莓",
        "鸡蛋1板，再帮501的捎两盒草莓",
        "鸡蛋1板，给501家里也要两盒草莓",
        "我要鸡蛋1板，替501订两盒草莓",
    ],
)
def test_what_was_ordered_before_is_ones_own(text: str) -> None:
    assert orders(text) == [(None, None, "鸡蛋1"), ("501", None, "草莓2")]


def test_goods_given_to_rooms_behind_them_stay_theirs() -> None:
    assert orders("鸡蛋1板给501，草莓2盒给502") == [("501", None, "鸡蛋1"), ("502", None, "草莓2")]


@pytest.mark.parametrize("text", ["501家长群在哪", "501家里没人，草莓放门口", "3-501家的鸡蛋没收到"])
def test_talk_of_a_home_orders_nothing(text: str) -> None:
    assert not any(isinstance(act, Order) for act in read(text, SHOP))
