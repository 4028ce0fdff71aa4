"""What is said of delivery, and which wishes stand beside the goods? (order-language, section 4)"""

from __future__ import annotations

from collections.abc import Sequence

from models.acts import Delivery
from models.language import phrases
from models.language.patterns import unhurried
from models.language.sketch import Sketch
from models.language.verdicts import Kind, Verdict

_EDGES = " ,，。.!！~～;；、:：\n\t\u3000()（）"
#: A place where goods are put down is a wish of its own, beside the way of delivery.
_AT_DOOR = unhurried("门[口上把]|放.{0,3}(?:门卫|保安|快递柜|驿站|物业|前台)")
_THANKS = unhurried(r"(?:[,，。\s!！~]*(?:谢谢|多谢|感谢|辛苦|麻烦)(?:你|您|啦|了|团长|哈|啊)*)+$")


def asides_of(sketch: Sketch, verdicts: Sequence[Verdict]) -> tuple[Delivery | None, str | None]:
    """The way of delivery, None where none is said, and the wishes as written, joined by a comma."""
    delivery: Delivery | None = None
    notes: list[str] = []
    for verdict in verdicts:
        span = _wish_span(sketch, verdict)
        delivery = _delivery_of(sketch, verdict, span) or delivery
        if span is not None:
            notes.append(_THANKS.sub("", sketch.written(*span).strip(_EDGES)).strip(_EDGES))
    return delivery, "，".join(note for note in notes if note) or None


def _wish_span(sketch: Sketch, verdict: Verdict) -> tuple[int, int] | None:
    """The part of a clause that is a wish: its tail, all of it, or a door that is a place to put things."""
    if verdict.note is not None:
        tail = sketch.sketch[slice(*verdict.note)]
        only_how = (phrases.DOOR.says_yes(tail) or phrases.PICKUP.says_yes(tail)) and not _AT_DOOR.search(tail)
        return None if only_how and not phrases.WISH.says_yes(tail) else verdict.note
    whole = verdict.kind is Kind.WISH or (
        verdict.kind in (Kind.DOOR, Kind.PICKUP) and _AT_DOOR.search(verdict.clause.text)
    )
    return (verdict.clause.start, verdict.clause.end) if whole else None


def _delivery_of(sketch: Sketch, verdict: Verdict, span: tuple[int, int] | None) -> Delivery | None:
    if verdict.kind is Kind.DOOR:
        return Delivery.DOOR
    if verdict.kind is Kind.PICKUP:
        return Delivery.PICKUP
    if span is None and verdict.kind is not Kind.ORDER:
        return None
    tail = verdict.clause.text if span is None else sketch.sketch[span[0] : span[1]]
    if phrases.DOOR.says_yes(tail) and not phrases.DOOR_NOT.says_yes(tail):
        return Delivery.DOOR
    return Delivery.PICKUP if phrases.PICKUP.says_yes(tail) else None
