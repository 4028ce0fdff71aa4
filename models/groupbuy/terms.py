"""By which terms is the book kept? What is on sale, who is in the group, and what is still sane."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from models.values import PersonId, Product, ProductId, Quantity, Recipient


@dataclass(frozen=True, slots=True)
class Bounds:
    """Above these a line is recorded and shown as a doubt; None: never (order-language, section 7).

    ``line_fen`` is the amount of one line in fen, ``times_usual`` how many times what the member usually takes.
    """

    line_fen: int | None = 50_000
    times_usual: Quantity | None = Decimal(5)


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for one group-buy at present.

    ``names`` are the nicknames of the group's members, by which chain entries find their owners; ``homes`` the own
    household of those who told it; ``usual`` what a member usually takes of a product. ``answer_within`` is how long
    an answer to a question counts (None: always).
    """

    products: tuple[Product, ...] = ()
    bounds: Bounds = field(default_factory=Bounds)
    closes_at: datetime | None = None
    organizers: frozenset[PersonId] = frozenset()
    names: Mapping[PersonId, str] = field(default_factory=dict)
    homes: Mapping[PersonId, Recipient] = field(default_factory=dict)
    usual: Mapping[tuple[PersonId, ProductId], Quantity] = field(default_factory=dict)
    number_is_house: bool = False
    answer_within: timedelta | None = timedelta(days=1)

    def product(self, product: ProductId) -> Product | None:
        """The product with this id; None where it is not on sale any more."""
        return next((each for each in self.products if each.id == product), None)
