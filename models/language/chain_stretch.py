"""What is left of a sketch when a stretch of its text, a name, is taken out? All else stays where it was."""

from __future__ import annotations

from models.language.normalize import Normalized
from models.language.products import Catalog
from models.language.sketch import Sketch
from models.language.sketching import make_sketch


def without_stretch(sketch: Sketch, start: int, end: int, catalog: Catalog) -> Sketch:
    """The sketch with blanks from ``start`` to ``end`` of its text, and without the things that stood there.

    Only where one reaches over an end (老三一箱) is the text sketched again.
    """
    known = sketch.normalized
    first, last = known.span(start, end)
    hidden = Normalized(_blanked(known.text, start, end), _blanked(known.original, first, last), known.origins)
    if any(entity.start < end < entity.end or entity.start < start < entity.end for entity in sketch.entities):
        return make_sketch(hidden, catalog)
    kept = tuple(entity for entity in sketch.entities if not start <= entity.start < end)
    pieces: list[str] = []
    places: list[int] = []
    at = length = 0
    for entity in kept:
        pieces += (hidden.text[at : entity.start], entity.kind)
        length += entity.start - at
        places.append(length)
        at, length = entity.end, length + 1
    pieces.append(hidden.text[at:])
    return Sketch(hidden, "".join(pieces), kept, tuple(places), sketch.mentions)


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]
