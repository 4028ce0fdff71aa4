"""What does somebody say in a day of a group, and what is meant by it? One message, before any channel has it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from bot.simulation.residents import Neighbourhood, Resident
from models.values import Incoming, MessageKind, Quote

CHANNEL_NAME = "simulation"
BOT_ID = "wxid_bot"
BOT_NAME = "小助手"


class Intent(StrEnum):
    """Why it is said. The first four want something of the bot: they are to be acknowledged or asked about."""

    ORDER = "order"
    CHANGE = "change"
    UNCLEAR = "unclear"
    LATE = "late"

    IN_CHAIN = "in_chain"
    PART = "part"
    WITHDRAWAL = "withdrawal"
    ANSWER = "answer"
    QUESTION = "question"
    PAID = "paid"
    PICKED = "picked"
    CLAIM = "claim"
    NOISE = "noise"
    CHAT = "chat"
    COMMAND = "command"
    ENTRANCE = "entrance"


#: What nobody may leave unsaid: acknowledged, asked, or told that it came late.
WANTS_A_WORD = frozenset({Intent.ORDER, Intent.CHANGE, Intent.UNCLEAR, Intent.LATE})

#: Numbers of the list, and how much of each.
Meant = tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True)
class Saying:
    """One message. ``quotes`` and ``recalls`` are earlier ones; ``meant`` is what an order is to come to."""

    at: datetime
    by: Resident
    text: str
    intent: Intent = Intent.CHAT
    private: bool = False
    kind: MessageKind = MessageKind.TEXT
    quotes: Saying | None = None
    meant: Meant = ()


@dataclass(frozen=True, slots=True)
class Numbered:
    """A saying with its id at the channel."""

    id: str
    saying: Saying


def heard(numbered: Numbered, place: Neighbourhood) -> Incoming:
    """The message as a channel hears it."""
    saying = numbered.saying
    organizer = saying.by == place.organizer
    return Incoming(
        channel=CHANNEL_NAME,
        account=BOT_ID,
        message_id=numbered.id,
        sender_id=saying.by.contact,
        sent_at=saying.at,
        kind=saying.kind,
        text=saying.text,
        room_id=None if saying.private else place.room_id,
        room_name="" if saying.private else place.room_name,
        sender_name=saying.by.name,
        sender_is_friend=organizer,
        quote=None if saying.quotes is None else Quote(saying.quotes.text, saying.quotes.by.name),
        member_ids=(BOT_ID,) if saying.kind is MessageKind.JOIN else (),
        member_names=(BOT_NAME,) if saying.kind is MessageKind.JOIN else (),
    )
