"""What is one wish for goods, as the words say it? Before it is known what it comes to in sale units."""

from __future__ import annotations

from dataclasses import dataclass, field

from models.acts import Op
from models.language.amounts import Amount
from models.language.tokens import Token
from models.values import ProductId


@dataclass(slots=True)
class Wish:
    """One product (or those among which it is undecided; none where none is named), an op and what was said of it."""

    products: tuple[ProductId, ...]
    op: Op
    amount: Amount | None
    start: int
    end: int
    ordering: bool = False
    rule: str = "order-plain"
    #: The exchange that this is the second half of: the product given back.
    instead_of: tuple[ProductId, ...] | None = None
    #: How much of it was said (两斤羊排改成牛腩).
    given_amount: Amount | None = None
    #: Money that was named as what it should cost (20块钱的排骨).
    money: bool = False
    #: Numbers in a row of which some name goods (1 2); goods that only resemble those of the list (丹东蓝莓).
    unclear: bool = False
    disagrees: bool = False
    postfix: bool = True
    all_fit: bool = False
    group: int = 0
    #: One of all that is on sale (每样一份).
    of_everything: bool = False

    @property
    def complete(self) -> bool:
        return self.amount is not None or self.money


@dataclass(slots=True)
class Wishes:
    """What was read: the wishes, and what hangs over (words of change without goods)."""

    found: list[Wish] = field(default_factory=list)
    #: 不要了 and 取消 that named nothing.
    bare_drop: Token | None = None
    #: 改成 and the like that named neither goods nor amount.
    bare_change: Token | None = None
    correcting: bool = False
