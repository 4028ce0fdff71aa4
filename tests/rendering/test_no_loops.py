"""Can another bot of ours take a post for an order or a question? Every wording, as a stranger would say it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.rendering.kinds import KINDS, Audience
from bot.rendering.samples.village import GROUP_BUY
from models.acts import Chat, Context, Query, TalkStage
from models.language import compile_catalog, read
from models.language.asked_facts import NOTHING_ASKED, asked_facts
from models.language.clerk import writes_like_a_clerk
from tests.rendering.golden import rendered

CATALOG = compile_catalog(GROUP_BUY.products)
STAGES: tuple[TalkStage, ...] = ("open", "closed", "handing_out")
HEARD = sorted(kind for kind, known in KINDS.items() if known.audience is not Audience.ORGANIZER)


def wordings(kind: str) -> Iterator[str]:
    for _, _, text in rendered(kind):
        yield from (part.text for part in text.parts)


@pytest.mark.parametrize("kind", HEARD)
def test_no_wording_of_ours_is_an_order_or_asks_a_fact(kind: str) -> None:
    for text in wordings(kind):
        if writes_like_a_clerk(text):
            continue
        for stage in STAGES:
            acts = read(text, CATALOG, Context(stage=stage))
            assert all(isinstance(act, Chat | Query) for act in acts), f"{text!r} is read as {acts}"
            assert asked_facts(text, CATALOG, Context(stage=stage)) == NOTHING_ASKED, (
                f"{text!r} is taken for a question"
            )


def test_the_clerk_is_needed() -> None:
    """Without it these would be orders, so that the test above can fail."""
    orders = [text for text in wordings("noted") if any(not isinstance(act, Chat) for act in read(text, CATALOG))]
    assert orders
    assert all(map(writes_like_a_clerk, orders))
