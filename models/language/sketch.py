"""What is left of a text when goods, amounts, addresses and times are one letter each? The ground all rules stand on.

``鸡蛋2盒，能送上门吗`` becomes ``PQ,能送上门吗``. The capital letters:

    P goods    C a product's number not on the list    Q an amount    N a bare number    G a circled number
    M money    R an address    T a phone    D a time    O a number that counts no goods
    K a number of sorts (三种)    U how many (几个)
    B on whose behalf    W the stated recipient    F words that lead to them
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from models.language.addresses import AddressMatch
from models.language.amounts import Amount, Money
from models.language.normalize import Normalized
from models.language.products import Mention

Value = Amount | Money | Mention | AddressMatch | str | None


@dataclass(slots=True, unsafe_hash=True)
class Entity:
    """One thing in the text, with its place there; ``value`` is what it holds."""

    kind: str
    start: int
    end: int
    value: Value


@dataclass(frozen=True, slots=True)
class Sketch:
    """A text with its things replaced by letters; ``places`` are the letters' places in ``sketch``."""

    normalized: Normalized
    sketch: str
    entities: tuple[Entity, ...]
    places: tuple[int, ...]
    mentions: tuple[str, ...]

    def at(self, place: int) -> Entity | None:
        """The entity whose letter stands at ``place``."""
        index = bisect_right(self.places, place) - 1
        return self.entities[index] if index >= 0 and self.places[index] == place else None

    def text_place(self, place: int) -> int:
        """Where a place of the sketch is in the normalized text."""
        index = bisect_right(self.places, place - 1) - 1
        if index < 0:
            return place
        return self.entities[index].end + place - self.places[index] - 1

    def text_span(self, start: int, end: int) -> tuple[int, int]:
        """Where a part of the sketch is in the normalized text."""
        first = self.at(start)
        return (first.start if first else self.text_place(start)), self.text_place(end)

    def written(self, start: int, end: int) -> str:
        """A part of the sketch as it was written."""
        return self.normalized.written(*self.text_span(start, end))

    def within(self, kind: str, start: int, end: int) -> Iterable[Entity]:
        """The entities of a kind whose letters stand in a part of the sketch."""
        for place, entity in zip(self.places, self.entities, strict=True):
            if start <= place < end and entity.kind == kind:
                yield entity


def masked(text: str, entities: Iterable[Entity]) -> str:
    pieces: list[str] = []
    place = 0
    for entity in entities:
        pieces += (text[place : entity.start], entity.kind * (entity.end - entity.start))
        place = entity.end
    pieces.append(text[place:])
    return "".join(pieces)


def assemble(normalized: Normalized, entities: list[Entity], mentions: tuple[str, ...]) -> Sketch:
    pieces: list[str] = []
    places: list[int] = []
    text_place = sketch_place = 0
    for entity in entities:
        between = normalized.text[text_place : entity.start]
        pieces += (between, entity.kind)
        sketch_place += len(between)
        places.append(sketch_place)
        sketch_place += 1
        text_place = entity.end
    pieces.append(normalized.text[text_place:])
    return Sketch(normalized, "".join(pieces), tuple(entities), tuple(places), mentions)
