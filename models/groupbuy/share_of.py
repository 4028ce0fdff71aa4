"""What of a message that is about several group-buys is for the book of one of them?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from models.acts import Act, Ask, Cancel, Order, Paid
from models.values import ProductId


def part_for(acts: Iterable[Act], is_its: Callable[[ProductId], bool], *, first: bool = True) -> tuple[Act, ...]:
    """The acts of a message as far as they are for one book: about its goods, or about the whole of what its sender
    has. The ``first`` book has what is about nothing of the kind too, so that it is there once."""
    return tuple(part for act in acts for part in _part_of(act, is_its, first=first))


def _part_of(act: Act, is_its: Callable[[ProductId], bool], *, first: bool) -> Iterator[Act]:
    match act:
        case Order(lines=lines) if lines:
            own = tuple(line for line in lines if is_its(line.product))
            if own:
                yield replace(act, lines=own)
        case Order() | Cancel():
            yield act  # Where it goes, how, or that nothing of it counts.
        case Paid():
            # Who pays after both pays for both; how much of it is for which nobody has said.
            yield act if first else replace(act, amount_fen=None)
        case Ask(candidates=candidates) if candidates:
            among = tuple(each for each in candidates if is_its(each))
            # Of a name that both lists hold a part of, the newer one's book asks.
            if among == candidates or (first and among):
                yield act
        case _:
            if first:
                yield act
