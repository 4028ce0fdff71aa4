"""How do names and addresses get into what she reads? They are kept where people's words are, and referred to."""

from __future__ import annotations

from handlers import book_commands as b
from handlers.turn import Turn
from models.groupbuy.whole_chain import address_text
from models.mail import ChatLine, Json, message_ref, person_ref, recipient_ref
from models.values import MessageId, MessageKind, PersonId, Recipient


def kept(text: str, turn: Turn) -> Json:
    """A text, kept where what people write is kept: the outbox holds no names."""
    message = MessageId(turn.unit.ids.new())
    turn.unit.chat_log.add(
        ChatLine(
            message=message,
            group=None,
            person=turn.person,
            role=turn.speaker.role,
            kind=MessageKind.TEXT.value,
            text=text,
            sent_at=turn.now,
            by_bot=True,
        )
    )
    return message_ref(message)


def whom(household: b.Household, turn: Turn) -> dict[str, Json]:
    """A household, as she reads it back: who it is, where its order goes, and what she says of it herself."""
    where = address_text(Recipient(household.building, household.unit, household.room))
    said = " ".join(filter(None, (household.name, where))) or ("" if household.member else household.phone or "")
    return {
        **({"who": person_ref(PersonId(household.member))} if household.member else {}),
        "recipient": None if household.order is None else recipient_ref(household.order),
        "where": kept(said, turn) if said else None,
    }
