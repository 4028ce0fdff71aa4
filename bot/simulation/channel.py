"""How does the town reach the bot? A channel without a wire that echoes as WeChat does, and tells what goes out."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from itertools import count, zip_longest

from bot.channels.hearing import Hearing
from bot.channels.mentions import with_mentions
from bot.simulation.sayings import BOT_ID, CHANNEL_NAME
from models.errors import ChannelError, NotSent, SendUnknown
from models.ports import ChannelState, Clock
from models.values import Incoming, MediaRef, MessageKind, Outgoing, Sent

#: Told of each thing that goes out, at the moment at which everybody has it.
GoesOut = Callable[[Outgoing], None]
#: Whether nobody learns what becomes of the next send: None where all is well, else whether it goes out all the same.
Mishap = Callable[[], bool | None]


def no_mishap() -> bool | None:
    return None


class SimulatedChannel:
    """Implements ``models.ports.Channel``: what people say comes out of ``listen``, and so does each of our own posts.

    ``mishap`` lets the answer to a send be lost, and its echo with it.
    """

    def __init__(self, clock: Clock, goes_out: GoesOut, mishap: Mishap = no_mishap) -> None:
        self._clock = clock
        self._goes_out = goes_out
        self._mishap = mishap
        self._hearing = Hearing()
        self._numbers = count(1)
        self._files: dict[str, bytes] = {}
        self._state = ChannelState.STARTING

    @property
    def name(self) -> str:
        return CHANNEL_NAME

    @property
    def account(self) -> str | None:
        return BOT_ID

    @property
    def state(self) -> ChannelState:
        return self._state

    async def start(self) -> None:
        self._state = ChannelState.READY

    async def close(self) -> None:
        self._state = ChannelState.STOPPED
        self._hearing.end()

    def listen(self) -> AsyncIterator[Incoming]:
        return self._hearing.listen()

    async def heard_out(self) -> None:
        """Wait until whoever listens has dealt with all that was said so far."""
        await self._hearing.heard_out()

    @property
    def waiting(self) -> bool:
        """Whether something was said that nobody has come for yet."""
        return self._hearing.waiting

    def hear(self, incoming: Incoming) -> None:
        self._hearing.put(incoming)

    async def send(self, outgoing: Outgoing) -> Sent:
        if self._state is not ChannelState.READY:
            raise NotSent("the channel is away")
        message_id = f"sent-{next(self._numbers)}"
        goes_out = self._mishap()
        if goes_out is not None:
            if goes_out:
                self._goes_out(outgoing)
            raise SendUnknown("the answer was lost")
        self._goes_out(outgoing)
        self._hearing.put(self.echo_of(outgoing, message_id))
        return Sent(message_id)

    async def download(self, media: MediaRef) -> bytes:
        try:
            return self._files.pop(media.key)
        except KeyError:
            raise ChannelError(f"{media.file_name} can't be had") from None

    def echo_of(self, outgoing: Outgoing, message_id: str) -> Incoming:
        """What we hear of our own post."""
        attachment = outgoing.attachment
        media = None
        if attachment is not None:
            media = MediaRef(message_id, attachment.file_name, len(attachment.content))
            self._files[message_id] = attachment.content
        return Incoming(
            channel=CHANNEL_NAME,
            account=BOT_ID,
            message_id=message_id,
            sender_id=BOT_ID,
            sent_at=self._clock.now(),
            kind=MessageKind.TEXT if attachment is None else _kind(attachment.file_name),
            text=""
            if attachment
            else with_mentions(outgoing.text, zip_longest(outgoing.mention_names, (), fillvalue="")),
            room_id=outgoing.room_id,
            listener_id=outgoing.contact_id,
            mention_ids=outgoing.mention_ids,
            media=media,
        )


def _kind(file_name: str) -> MessageKind:
    return MessageKind.IMAGE if file_name.lower().endswith((".png", ".jpg", ".jpeg")) else MessageKind.FILE
