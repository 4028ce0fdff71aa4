"""Is every post worded as it was agreed? ``python -m tests.rendering.golden`` writes anew what is to be agreed on."""

from __future__ import annotations

import pytest

from bot.rendering.kinds import KINDS
from tests.rendering.golden import GOLDEN, golden_text
from tests.rendering.template_table import PAGE, page, table


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_wording_is_the_agreed_one(kind: str) -> None:
    agreed = (GOLDEN / f"{kind}.txt").read_text(encoding="utf-8")
    assert golden_text(kind) == agreed


def test_no_page_is_left_over() -> None:
    assert {page.stem for page in GOLDEN.glob("*.txt")} == set(KINDS)


def test_the_page_tells_of_every_word_in_braces() -> None:
    assert "{地点}" in table()
    assert PAGE.read_text(encoding="utf-8") == page()
