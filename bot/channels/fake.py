"""What would a channel do? One in this process, for tests: it keeps the contract, and breaks faith where told to."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import count, zip_longest

from bot.channels.hearing import Hearing
from bot.channels.mentions import with_mentions
from models.errors import ChannelError, NotSent, SendUnknown
from models.ports import ChannelState, Clock
from models.values import Incoming, MediaRef, MessageKind, Outgoing, Sent


class Echo(Enum):
    """When the account hears what it sent itself."""

    NEVER = auto()
    AFTER_ANSWER = auto()
    #: The echo is heard, and dealt with by the listener, before ``send`` returns.
    BEFORE_ANSWER = auto()


@dataclass(slots=True)
class _Mishap:
    error: ChannelError
    goes_out_late: bool


@dataclass(slots=True)
class FakeChannel:
    """The port ``Channel`` without a wire.

    ``hear`` is what people say; ``sent`` is what went out, in order. ``gives_ids`` off: sends are answered without an
    id. ``files`` are the bytes behind each media key. Nobody hears what is said while the channel is away: it stands
    in ``missed``.
    """

    clock: Clock
    name: str = "fake"
    account: str | None = "wxid_bot"
    echo: Echo = Echo.NEVER
    gives_ids: bool = True
    files: dict[str, bytes] = field(default_factory=dict)
    sent: list[Outgoing] = field(default_factory=list)
    missed: list[Incoming] = field(default_factory=list)
    state: ChannelState = field(default=ChannelState.STARTING, init=False)
    _hearing: Hearing = field(default_factory=Hearing, init=False)
    _mishaps: list[_Mishap] = field(default_factory=list, init=False)
    _held_back: list[Outgoing] = field(default_factory=list, init=False)
    _numbers: count[int] = field(default_factory=lambda: count(1), init=False)

    async def start(self) -> None:
        """Started again after ``close`` it is as a new process would find it: what was heard before is gone."""
        if self.state is ChannelState.STOPPED:
            self._hearing = Hearing()
        self.state = ChannelState.READY if self.account else ChannelState.SCAN

    async def close(self) -> None:
        self.state = ChannelState.STOPPED
        self._hearing.end()

    def listen(self) -> AsyncIterator[Incoming]:
        return self._hearing.listen()

    async def send(self, outgoing: Outgoing) -> Sent:
        if self.state is not ChannelState.READY:
            raise NotSent("the channel is away")
        if self._mishaps:
            mishap = self._mishaps.pop(0)
            if mishap.goes_out_late:
                self._held_back.append(outgoing)
            raise mishap.error
        return Sent(await self._deliver(outgoing))

    async def download(self, media: MediaRef) -> bytes:
        try:
            return self.files[media.key]
        except KeyError:
            raise ChannelError(f"{media.file_name} can't be had") from None

    async def heard_out(self) -> None:
        """Wait until whoever listens has dealt with all that was said so far."""
        await self._hearing.heard_out()

    def hear(self, *messages: Incoming) -> None:
        """Have people say these, in this order."""
        for message in messages:
            if self.state is ChannelState.AWAY:
                self.missed.append(message)
            else:
                self._hearing.put(message)

    def fail_next(self, error: ChannelError, *, times: int = 1, goes_out_late: bool = False) -> None:
        """Have the next sends fail. ``goes_out_late``: it goes out all the same, at ``let_out``."""
        if goes_out_late and not isinstance(error, SendUnknown):
            raise ValueError("only what is unknown may still go out")
        self._mishaps += [_Mishap(error, goes_out_late)] * times

    async def let_out(self) -> None:
        """Have everything that was held back go out now, with its echoes."""
        held_back, self._held_back = self._held_back, []
        for outgoing in held_back:
            await self._deliver(outgoing)

    def go_away(self) -> None:
        self.state = ChannelState.AWAY

    def come_back(self) -> None:
        self.state = ChannelState.READY

    def log_in(self, account: str) -> None:
        self.account = account
        self.state = ChannelState.READY

    async def _deliver(self, outgoing: Outgoing) -> str | None:
        message_id = f"sent-{next(self._numbers)}"
        self.sent.append(outgoing)
        if self.echo is not Echo.NEVER:
            self.hear(self._echo_of(outgoing, message_id))
        if self.echo is Echo.BEFORE_ANSWER:
            await self.heard_out()
        return message_id if self.gives_ids else None

    def _echo_of(self, outgoing: Outgoing, message_id: str) -> Incoming:
        assert self.account is not None
        attachment = outgoing.attachment
        people = zip_longest(outgoing.mention_names, (), fillvalue="")
        return Incoming(
            channel=self.name,
            account=self.account,
            message_id=message_id,
            sender_id=self.account,
            sent_at=self.clock.now(),
            kind=_kind(attachment.file_name) if attachment else MessageKind.TEXT,
            text="" if attachment else with_mentions(outgoing.text, people),
            room_id=outgoing.room_id,
            listener_id=outgoing.contact_id,
            mention_ids=outgoing.mention_ids,
            media=MediaRef(message_id, attachment.file_name, len(attachment.content)) if attachment else None,
        )


def _kind(file_name: str) -> MessageKind:
    picture = file_name.lower().endswith((".png", ".jpg", ".jpeg", ".gif"))
    return MessageKind.IMAGE if picture else MessageKind.FILE
