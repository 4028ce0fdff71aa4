"""Is every post worded as it was agreed? ``python -m tests.rendering.golden`` writes anew what is to be agreed on."""

from __future__ import annotations

import pytest

from bot.rendering.kinds import KINDS
from tests.rendering.golden import GOLDEN, golden_text, rendered


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_wording_is_the_agreed_one(kind: str) -> None:
    agreed = (GOLDEN / f"{kind}.txt").read_text(encoding="utf-8")
    assert golden_text(kind) == agreed


def test_no_page_is_left_over() -> None:
    assert {page.stem for page in GOLDEN.glob("*.txt")} == set(KINDS)


@pytest.mark.parametrize(
    "kind",
    [
        "list",
        "noted",
        "ask",
        "reminder",
        "closed",
        "late",
        "pickup_notice",
        "not_collected",
        "packed_up",
        "delayed",
        "mine",
        "mine_in_group",
        "noted_before",
        "noted_privately",
        "ask_privately",
        "reopened",
    ],
)
def test_what_is_said_often_is_said_in_three_ways(kind: str) -> None:
    said: dict[str, set[str]] = {}
    for sample, _, text in rendered(kind):
        said.setdefault(sample.name, set()).add(text.text)
    assert said
    assert all(len(wordings) == 3 for wordings in said.values()), said
