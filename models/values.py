"""What are the things that everybody talks about? Frozen values: money, quantities, products, messages.

Quantities are exact decimals in a product's own sale unit; money is integer fen; times are aware.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import NewType

OrganizerId = NewType("OrganizerId", str)
GroupId = NewType("GroupId", str)
PersonId = NewType("PersonId", str)
GroupBuyId = NewType("GroupBuyId", str)
ProductId = NewType("ProductId", str)
OrderId = NewType("OrderId", str)
MessageId = NewType("MessageId", str)

#: An amount of money in fen (1/100 yuan). Never a float.
Fen = NewType("Fen", int)
#: A count of sale units, exact; halves and tenths exist only for goods sold by weight.
Quantity = Decimal


def decimal_text(value: Decimal) -> str:
    """Write a decimal without needless zeros or an exponent: ``Decimal("2.50")`` is ``"2.5"``."""
    return format(value.normalize(), "f") if value else "0"


def yuan(fen: int) -> str:
    """Write fen as people write yuan: 3200 is ``32``, 1280 is ``12.8``, -5 is ``-0.05``."""
    return decimal_text(Decimal(fen) / 100)


def line_fen(price_fen: int, quantity: Quantity) -> int:
    """What one line costs: parts of a fen are rounded line by line, half a fen up, so that sums of lines agree wherever
    they are told."""
    return int((price_fen * quantity).to_integral_value(ROUND_HALF_UP))


@dataclass(frozen=True, slots=True)
class Product:
    """One thing on sale in a group-buy.

    ``price_fen`` is the price of one sale unit (None until the organizer names it); ``cost_fen`` is hers alone and
    is never posted; ``measure`` is what one unit holds, as written (``30枚``, ``5斤``); ``loose`` marks goods sold
    by weight, which may be ordered in fractions; ``stock`` and ``limit`` (for each member) count sale units, and so
    do ``minimum``, without which it is not bought (成团), and ``per_box``, of which a supplier's box is full.
    ``off``: it is sold out, or was taken from the list; what was ordered of it stands, and who asks for it waits.
    ``supplier``, as the organizer calls them, is hers alone too.
    """

    id: ProductId
    number: str
    name: str
    unit: str
    price_fen: int | None = None
    aliases: tuple[str, ...] = ()
    measure: str | None = None
    loose: bool = False
    stock: Quantity | None = None
    limit: Quantity | None = None
    cost_fen: int | None = None
    minimum: Quantity | None = None
    per_box: Quantity | None = None
    supplier: str = ""
    off: bool = False


@dataclass(frozen=True, slots=True)
class Recipient:
    """Where, and for whom, goods go (order-language, section 4). Digits are Arabic, letters are capitals."""

    building: str | None = None
    unit: str | None = None
    room: str | None = None
    name: str | None = None
    phone: str | None = None

    def __bool__(self) -> bool:
        return any((self.building, self.unit, self.room, self.name, self.phone))


class Role(StrEnum):
    RESIDENT = "resident"
    HELPER = "helper"
    ORGANIZER = "organizer"


class MessageKind(StrEnum):
    """What sort of thing came in. The first block people make, the second tells what happened to a room."""

    TEXT = "text"
    GROUP_NOTE = "group_note"
    IMAGE = "image"
    AUDIO = "audio"
    VIDEO = "video"
    FILE = "file"
    EMOTICON = "emoticon"
    LINK = "link"
    LOCATION = "location"
    CONTACT = "contact"
    MINI_PROGRAM = "mini_program"
    CHAT_HISTORY = "chat_history"
    TRANSFER = "transfer"
    RED_ENVELOPE = "red_envelope"
    OTHER = "other"

    RECALL = "recall"
    JOIN = "join"
    LEAVE = "leave"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class Quote:
    """The quoted part of a reply, taken apart at intake; it never makes an act by itself."""

    text: str
    name: str | None = None
    message_id: str | None = None


@dataclass(frozen=True, slots=True)
class MediaRef:
    """Where a channel's picture or file can be had: ``key`` means something to the channel alone."""

    key: str
    file_name: str
    size_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message as a channel heard it, before anything is known about it.

    ``account`` is the id of the bot's own login; ``room_id`` is None in a private chat; ``listener_id`` is the other
    side of a private message that the account itself sent. Ids are the channel's own. ``raw`` is what the gateway
    gave, as text, kept for when we could not read it. ``fault`` says what was wrong with a message that could be
    kept but not read.
    """

    channel: str
    account: str
    message_id: str
    sender_id: str
    sent_at: datetime
    kind: MessageKind = MessageKind.TEXT
    text: str = ""
    room_id: str | None = None
    room_name: str = ""
    sender_name: str = ""
    sender_is_friend: bool = False
    listener_id: str | None = None
    mention_ids: tuple[str, ...] = ()
    quote: Quote | None = None
    media: MediaRef | None = None
    recalled_id: str | None = None
    member_ids: tuple[str, ...] = ()
    member_names: tuple[str, ...] = ()
    raw: str = ""
    fault: str | None = None

    @property
    def from_self(self) -> bool:
        """Whether the account itself sent it: an echo of ours, or the organizer on their own number."""
        return self.sender_id == self.account


@dataclass(frozen=True, slots=True)
class Attachment:
    """A rendered file on its way out."""

    file_name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One thing to say, fully rendered: a text (with the people it mentions) or one attachment.

    Exactly one of ``room_id`` and ``contact_id`` is set; both are the channel's own ids. ``key`` is the outbox row,
    the same each time this is tried.
    """

    key: str
    room_id: str | None = None
    contact_id: str | None = None
    text: str = ""
    mention_ids: tuple[str, ...] = ()
    mention_names: tuple[str, ...] = ()
    attachment: Attachment | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """What a channel says about a message that it took: its id there, or None where the gateway gave none."""

    message_id: str | None
