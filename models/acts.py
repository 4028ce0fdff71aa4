"""What do people say? The acts of the order language (order-language, section 2), frozen.

Every act carries in ``because`` the spans and rules that made it; that never counts when acts are compared.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from models.values import ProductId, Quantity, Recipient


class Op(StrEnum):
    ORDER = "order"
    ADD = "add"
    SET = "set"
    REMOVE = "remove"


class AskAbout(StrEnum):
    PRODUCT = "product"
    QUANTITY = "quantity"
    UNIT = "unit"
    RECIPIENT = "recipient"
    CHANGE = "change"


class QueryAbout(StrEnum):
    PRODUCT = "product"
    PRICE = "price"
    STOCK = "stock"
    TIME = "time"
    DELIVERY = "delivery"
    MINE = "mine"
    OTHER = "other"


class Delivery(StrEnum):
    DOOR = "door"
    PICKUP = "pickup"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why: the rule ``rule`` read the characters ``start``..``end`` of the text as it was written."""

    rule: str
    start: int
    end: int


Because = tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One wish for one product; ``quantity`` is in sale units, None only for ``remove`` (all of it)."""

    product: ProductId
    op: Op
    quantity: Quantity | None


@dataclass(frozen=True, slots=True)
class Order:
    lines: tuple[Line, ...] = ()
    recipient: Recipient | None = None
    on_behalf_of: str | None = None
    delivery: Delivery | None = None
    note: str | None = None
    because: Because = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Cancel:
    """The whole order is withdrawn; ``of_previous``: only what the sender's last message did."""

    recipient: Recipient | None = None
    of_previous: bool = False
    because: Because = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Ask:
    """An attempt to order of which one part can't be decided. ``lines`` is what the question is about where that is
    known (each candidate with the quantity said), so that an answer can complete it; it is not part of the contract.
    """

    about: AskAbout
    candidates: tuple[ProductId, ...] = ()
    lines: tuple[Line, ...] = field(default=(), compare=False)
    recipient: Recipient | None = field(default=None, compare=False)
    on_behalf_of: str | None = field(default=None, compare=False)
    because: Because = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Query:
    """A question; ``products`` are those that it names, so that facts can answer it (not part of the contract)."""

    about: QueryAbout
    products: tuple[ProductId, ...] = field(default=(), compare=False)
    because: Because = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Paid:
    """The sender says that they have paid; ``amount_fen`` where they say how much."""

    amount_fen: int | None = None
    because: Because = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Picked:
    because: Because = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Claim:
    product: ProductId | None = None
    quantity: Quantity | None = None
    because: Because = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a chain, as read. ``text`` is the entry as written (without its number), by which entries are
    compared; ``author`` and ``at`` are the true author's id and time where the XML tells them.
    """

    no: int
    name: str | None
    lines: tuple[Line, ...] = ()
    recipient: Recipient | None = None
    on_behalf_of: str | None = None
    delivery: Delivery | None = None
    note: str | None = None
    ask: AskAbout | None = None
    candidates: tuple[ProductId, ...] = ()
    cancelled: bool = False
    text: str = field(default="", compare=False)
    author: str | None = field(default=None, compare=False)
    at: datetime | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Jielong:
    """A chain. ``starter`` is the id of who started it where the XML tells (not part of the contract)."""

    title: str
    entries: tuple[Entry, ...] = ()
    starter: str | None = field(default=None, compare=False)
    because: Because = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class ListedProduct:
    """One product of a pasted list. ``cost_fen`` and ``doubts`` are for the organizer's draft alone."""

    number: str
    name: str
    price_fen: int | None = None
    unit: str | None = None
    measure: str | None = None
    cost_fen: int | None = None
    loose: bool = False
    stock: Quantity | None = None
    limit: Quantity | None = None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    products: tuple[ListedProduct, ...] = ()
    closes_at: datetime | date | None = None
    arrives_at: datetime | date | None = None
    pickup: str | None = None
    because: Because = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Chat:
    """Anything else. It stands alone. ``doubtful`` marks talk that a reader less strict might take for an order."""

    doubtful: bool = field(default=False, compare=False)
    because: Because = field(default=(), compare=False)


Act = Order | Cancel | Ask | Query | Paid | Picked | Claim | Jielong | Listing | Chat


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands of one product: in the sender's order (``mine``) or in somebody else's last one (``above``)."""

    product: ProductId
    quantity: Quantity


Follows = Literal["list", "order", "talk"]
TalkStage = Literal["open", "closed", "handing_out"]


@dataclass(frozen=True, slots=True)
class Context:
    """What a text is read against, beside the catalogue (order-language, section 1). Each part is optional.

    ``number_is_house``: the group has said that ``12号`` is a house there, not a product's number.
    """

    quoted: ProductId | None = None
    above: tuple[Standing, ...] | None = None
    mine: tuple[Standing, ...] = ()
    previous: str | None = None
    follows: Follows | None = None
    stage: TalkStage = "open"
    by_organizer: bool = False
    at: datetime | None = None
    number_is_house: bool = False
