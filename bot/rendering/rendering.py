"""How does a row of the outbox become messages? Its words, or its document, as the relay sends them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from bot.rendering.names import pair_names
from bot.rendering.words import Part, Words
from models.mail import Json, OutboxRow
from models.ports import Clock
from models.values import Attachment
from scheduler.letters import Rendered


class Documents(Protocol):
    """Where documents are made (bot/rendering/warm.py)."""

    async def render(self, name: str, values: Mapping[str, Json]) -> Attachment: ...


class Rendering:
    """What the outbox relay calls. ``time_zone`` is for posts that name none."""

    def __init__(self, words: Words, documents: Documents, clock: Clock, *, time_zone: str = "Asia/Shanghai") -> None:
        self._words = words
        self._documents = documents
        self._clock = clock
        self._time_zone = time_zone

    async def render_row(self, row: OutboxRow, values: Mapping[str, Json]) -> Sequence[Rendered]:
        """The messages of a row, in order; ``values`` are its values with their references looked up. Raises
        RenderError."""
        if row.post.document is not None:
            return [Rendered(attachment=await self._documents.render(row.post.document, values))]
        text = self._words.render(
            row.post.kind,
            pair_names(dict(row.post.values), dict(values)),
            now=self._clock.now(),
            time_zone=str(values.get("time_zone") or self._time_zone),
            variant=row.variant,
        )
        return [_message(part) for part in text.parts]


def _message(part: Part) -> Rendered:
    return Rendered(part.text, tuple((mention.person, mention.shown) for mention in part.mentions))
