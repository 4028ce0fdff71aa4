"""How does a row of the outbox become messages? Its words, or its document, as the relay sends them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from bot.rendering.names import pair_names
from bot.rendering.parting import LONGEST_MESSAGE
from bot.rendering.words import Part, Text, Words
from models.mail import JOINED, PART, Json, OutboxRow
from models.own_wordings import Voice
from models.ports import Clock
from models.values import Attachment
from scheduler.letters import Rendered

#: Places and kinds of which the last wording is remembered.
_MOST_REMEMBERED = 10_000


class Documents(Protocol):
    """Where documents are made (bot/rendering/warm.py)."""

    async def render(self, name: str, values: Mapping[str, Json]) -> Attachment: ...


class Wordings:
    """Which wording was used last, for each kind in each place, so that the next post is worded differently. A row
    that is tried again keeps its own. It is forgotten with the process: a repeated wording does no harm."""

    def __init__(self) -> None:
        self._last: dict[tuple[str | None, str], tuple[str, int]] = {}

    def choose(self, row: OutboxRow, count: int) -> int:
        """Among ``count`` wordings the row's own, or the one behind it where that was used just now."""
        place = (row.post.group or row.post.person, row.post.kind)
        used_for, used = self._last.get(place, ("", -1))
        own = row.variant % max(count, 1)
        chosen = used if used_for == row.id else (own + 1) % count if own == used and count else own
        if len(self._last) >= _MOST_REMEMBERED:
            self._last.clear()
        self._last[place] = (row.id, chosen)
        return chosen


class Rendering:
    """What the outbox relay calls. ``time_zone`` is for posts that name none."""

    def __init__(self, words: Words, documents: Documents, clock: Clock, *, time_zone: str = "Asia/Shanghai") -> None:
        self._words = words
        self._documents = documents
        self._clock = clock
        self._time_zone = time_zone
        self._wordings = Wordings()

    async def render_row(
        self,
        row: OutboxRow,
        values: Mapping[str, Json],
        voice: Voice = Voice(),  # noqa: B008 - frozen
    ) -> Sequence[Rendered]:
        """The messages of a row, in order; ``values`` are its values with their references looked up. Raises
        RenderError."""
        if row.post.document is not None:
            return [Rendered(attachment=await self._documents.render(row.post.document, values))]
        variant = self._wordings.choose(row, self._words.count_of(row.post.kind, voice))
        text = self._text(row, values, voice, variant)
        if len(text.parts) > 1 or PART in row.post.values:
            # Each part is a row of its own, made again from the same values: all have the wording of the row.
            text = self._text(row, values, voice, row.variant)
        guests = [part for one, its in _guests(row, values) for part in self._text(one, its, voice, one.variant).parts]
        return [_message(part) for part in _with_guests(text.parts, guests)]

    def _text(self, row: OutboxRow, values: Mapping[str, Json], voice: Voice, variant: int) -> Text:
        return self._words.render(
            row.post.kind,
            pair_names(dict(row.post.values), dict(values)),
            now=self._clock.now(),
            time_zone=str(values.get("time_zone") or self._time_zone),
            variant=variant,
            voice=voice,
        )


def _guests(row: OutboxRow, values: Mapping[str, Json]) -> Iterator[tuple[OutboxRow, Mapping[str, Json]]]:
    """What has joined a post, each as a row of its own with its values looked up."""
    for raw, known in zip(row.post.values.get(JOINED, ()), values.get(JOINED, ()), strict=True):
        post = replace(row.post, kind=raw["kind"], values=raw["values"])
        zone = {"time_zone": values["time_zone"]} if values.get("time_zone") else {}
        yield replace(row, id=raw["row"], post=post, variant=raw["variant"]), {**zone, **known["values"]}


def _with_guests(parts: Sequence[Part], guests: Iterable[Part]) -> list[Part]:
    """Guests stand below the last message of their host, as far as it holds them."""
    together = list(parts)
    for guest in guests:
        last = together[-1]
        if len(last.text) + len(guest.text) < LONGEST_MESSAGE:
            together[-1] = Part(f"{last.text}\n{guest.text}", (*last.mentions, *guest.mentions))
        else:
            together.append(guest)
    return together


def _message(part: Part) -> Rendered:
    return Rendered(part.text, tuple((mention.person, mention.shown) for mention in part.mentions))
