"""Who goes without? The proposal by the group's rule, and what she changes in it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.community.pickup import ShortageRule
from models.groupbuy.sharing_out import Claimant, share_out
from models.values import OrderId, PersonId, ProductId

BERRIES = ProductId("草莓")


def claimants(*has: int) -> tuple[Claimant, ...]:
    return tuple(Claimant(OrderId(f"o{n}"), PersonId(f"p{n}"), Decimal(each)) for n, each in enumerate(has, 1))


def lost(short: int, people: tuple[Claimant, ...], rule: ShortageRule = ShortageRule.LAST_FIRST) -> dict[str, int]:
    return {loss.order_id: int(loss.quantity) for loss in share_out(BERRIES, Decimal(short), people, rule)}


@pytest.mark.parametrize(
    ("short", "has", "expected"),
    [
        (3, (2, 2, 2), {"o3": 2, "o2": 1}),
        (1, (2, 2, 2), {"o3": 1}),
        (6, (2, 2, 2), {"o3": 2, "o2": 2, "o1": 2}),
        (9, (2, 2), {"o2": 2, "o1": 2}),
    ],
)
def test_who_came_last_loses_first(short: int, has: tuple[int, ...], expected: dict[str, int]) -> None:
    assert lost(short, claimants(*has)) == expected


def test_who_has_most_loses_first_where_the_group_has_it_so() -> None:
    assert lost(3, claimants(1, 5, 2), ShortageRule.MOST_FIRST) == {"o2": 3}


def test_whom_she_spares_loses_last_and_whom_she_keeps_nothing() -> None:
    first, second, third = claimants(2, 2, 2)
    assert lost(3, (first, second, replace(third, spared=True))) == {"o2": 2, "o1": 1}
    assert lost(5, (first, second, replace(third, spared=True))) == {"o2": 2, "o1": 2, "o3": 1}
    assert lost(5, (first, second, replace(third, kept=True))) == {"o2": 2, "o1": 2}


def test_she_may_give_up_her_own() -> None:
    first, second = claimants(2, 2)
    assert lost(1, (replace(first, gives=True), second)) == {"o1": 1}


@given(st.integers(1, 40), st.lists(st.tuples(st.integers(1, 9), st.booleans(), st.booleans()), max_size=12))
def test_it_comes_to_what_is_short_and_to_nobody_more_than_they_have(
    short: int, people: list[tuple[int, bool, bool]]
) -> None:
    there = tuple(
        replace(one, spared=spared, kept=kept)
        for one, (_, spared, kept) in zip(claimants(*(has for has, _, _ in people)), people, strict=True)
    )
    losses = lost(short, there)
    may_lose: dict[str, Decimal] = {one.order_id: one.has for one in there if not one.kept}
    assert sum(losses.values()) == min(short, int(sum(may_lose.values())))
    assert all(0 < losses[order] <= may_lose[order] for order in losses)
