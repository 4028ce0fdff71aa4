"""What would a bot hear of the sample day? Its sayings as messages, for whoever hands them in by other means."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.channels.playground import cast
from bot.channels.playground.channel import CHANNEL_NAME
from bot.channels.playground.sample_day import SAMPLE_DAY, Saying
from models.values import Incoming, Quote


def heard_day(day: date, *, prefix: str = "day", sayings: Sequence[Saying] = SAMPLE_DAY) -> tuple[Incoming, ...]:
    """Every message of the day in order, with the same ids each time (``day-fang-1``)."""
    by_id = {saying.id: saying for saying in sayings}
    return tuple(_heard(saying, day, prefix, by_id) for saying in sayings)


def _heard(saying: Saying, day: date, prefix: str, by_id: dict[str, Saying]) -> Incoming:
    quoted = by_id[saying.quotes] if saying.quotes else None
    speaker = cast.character(saying.person)
    return Incoming(
        channel=CHANNEL_NAME,
        account=cast.BOT_ID,
        message_id=f"{prefix}-{saying.id}",
        sender_id=saying.person,
        sent_at=saying.moment(day),
        kind=saying.kind,
        text=saying.text,
        room_id=None if saying.private else cast.ROOM_ID,
        room_name="" if saying.private else cast.ROOM_NAME,
        sender_name=cast.name_of(saying.person),
        sender_is_friend=speaker is not None and speaker.is_friend,
        mention_ids=cast.mentioned_in(saying.text),
        quote=Quote(quoted.text, cast.name_of(quoted.person), f"{prefix}-{quoted.id}") if quoted else None,
        recalled_id=f"{prefix}-{saying.recalls}" if saying.recalls else None,
    )
