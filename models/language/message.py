"""What is known of one message once each of its clauses is judged? The ground on which acts are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from models.acts import Act, Context, Evidence
from models.language.products import Catalog
from models.language.sketch import Sketch
from models.language.tokens import Token
from models.language.verdicts import Kind, Verdict
from models.values import ProductId


@dataclass(slots=True, unsafe_hash=True)
class Placed:
    """An act with the place in the sketch where it stands."""

    place: int
    act: Act


@dataclass(frozen=True, slots=True)
class Message:
    """A message taken apart. ``read_again`` reads another text in the same context (the sender's previous one);
    ``judged`` holds every clause's verdict, also those that don't stand once the whole is seen."""

    sketch: Sketch
    tokens: tuple[Token, ...]
    verdicts: tuple[Verdict, ...]
    catalog: Catalog
    context: Context
    read_again: Callable[[str], tuple[Act, ...]]
    judged: tuple[Verdict, ...]
    #: What the clauses are for.
    kinds: frozenset[Kind]

    @property
    def shows_product(self) -> bool:
        """Whether an amount alone says enough: a product is quoted, or only one is on sale."""
        return self.context.quoted is not None or self.catalog.sole is not None

    def evidence(self, rule: str, start: int, end: int) -> Evidence:
        """Why: the rule, and the place in the text as it was written."""
        first, last = self.sketch.text_span(start, end)
        normalized = self.sketch.normalized
        if normalized.origins is not None:
            first, last = normalized.span(first, last)
        return Evidence(rule, first, last)

    def why(self, verdict: Verdict) -> tuple[Evidence, ...]:
        """A verdict as evidence."""
        return (self.evidence(verdict.rule, verdict.clause.start, verdict.clause.end),)

    def goods_of(self, *kinds: Kind) -> tuple[ProductId, ...]:
        """The goods that clauses of some kinds name, each once."""
        tokens = (token for verdict in self.verdicts if verdict.kind in kinds for token in verdict.clause.tokens)
        return goods_named(tokens)


def goods_named(tokens: Iterable[Token]) -> tuple[ProductId, ...]:
    """The goods that tokens name, each once, as they come."""
    return tuple(dict.fromkeys(product for token in tokens if token.kind == "P" for product in token.mention.products))
