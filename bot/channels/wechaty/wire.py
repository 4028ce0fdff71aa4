"""What goes over the wire? The gateway's protocol where today's gateways differ from wechaty-grpc's stub.

The stub (0.20) is older than the gateway (wechaty-puppet-service 1.19): it lacks the two calls that move files in
chunks, the time of receipt, and the place where newer answers carry the id of what was sent.
"""

# betterproto's fields are calls by design; each makes a dataclass field of its own.
# ruff: noqa: RUF009

from __future__ import annotations

import struct
from collections.abc import AsyncGenerator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Any, Optional

import betterproto
from grpclib.const import Cardinality
from grpclib.exceptions import GRPCError, ProtocolError, StreamTerminatedError
from wechaty_grpc.wechaty import PuppetStub, puppet

from bot.channels.wechaty.calls import Cut, Garbled, NotReached, Refused

CHUNK_BYTES = 128 * 1024
_SERVICE = "/wechaty.Puppet"


class Event(IntEnum):
    HEARTBEAT = 1
    MESSAGE = 2
    DONG = 3
    POST = 4
    ERROR = 16
    FRIENDSHIP = 17
    ROOM_INVITE = 18
    ROOM_JOIN = 19
    ROOM_LEAVE = 20
    ROOM_TOPIC = 21
    SCAN = 22
    READY = 23
    RESET = 24
    LOGIN = 25
    LOGOUT = 26
    DIRTY = 27


class MessageType(IntEnum):
    """The numbers that gateways send. They are not those of the stub's enum (there, 6 is a text)."""

    UNKNOWN = 0
    ATTACHMENT = 1
    AUDIO = 2
    CONTACT = 3
    CHAT_HISTORY = 4
    EMOTICON = 5
    IMAGE = 6
    TEXT = 7
    LOCATION = 8
    MINI_PROGRAM = 9
    GROUP_NOTE = 10
    TRANSFER = 11
    RED_ENVELOPE = 12
    RECALLED = 13
    URL = 14
    VIDEO = 15
    POST = 16


@dataclass(eq=False, repr=False)
class MessagePayload(betterproto.Message):
    """A message as the gateway tells it; ``timestamp`` (milliseconds) is on its way out, ``receive_time`` comes."""

    id: str = betterproto.string_field(1)
    filename: str = betterproto.string_field(2)
    text: str = betterproto.string_field(3)
    timestamp: int = betterproto.uint64_field(4)
    type: int = betterproto.int32_field(5)
    talker_id: str = betterproto.string_field(6)
    room_id: str = betterproto.string_field(7)
    listener_id: str = betterproto.string_field(8)
    mention_ids: list[str] = betterproto.string_field(9)
    receive_time: datetime = betterproto.message_field(10)


@dataclass(eq=False, repr=False)
class SendAnswer(betterproto.Message):
    """The id of what was sent: wrapped in the first field by older gateways, plain in the second by newer ones."""

    # betterproto reads this annotation at run time, and knows no other way to write it.
    wrapped_id: Optional[str] = betterproto.message_field(1, wraps=betterproto.TYPE_STRING)  # noqa: UP045
    id: str = betterproto.string_field(2)

    @property
    def message_id(self) -> str | None:
        return self.id or self.wrapped_id or None


@dataclass(eq=False, repr=False)
class FileChunk(betterproto.Message):
    chunk: bytes = betterproto.bytes_field(1)


@dataclass(eq=False, repr=False)
class FileId(betterproto.Message):
    id: str = betterproto.string_field(1)


@dataclass(slots=True)
class _Progress:
    has_left: bool = False


class GatewayStub(PuppetStub):  # type: ignore[misc]
    """The calls of wechaty-grpc's stub, with a deadline on each of them, and failures told as CallFailed."""

    async def _unary_unary(self, route: str, request: Any, response_type: Any, **_: Any) -> Any:
        with self._failures() as progress:
            async with self._call(route, Cardinality.UNARY_UNARY, type(request), response_type) as stream:
                await stream.send_request()
                progress.has_left = True
                await stream.send_message(request, end=True)
                answer = await stream.recv_message()
        if answer is None:
            raise Garbled("an answer without a message")
        return answer

    def _call(self, route: str, cardinality: Cardinality, request_type: Any, response_type: Any) -> Any:
        return self.channel.request(
            route, cardinality, request_type, response_type, timeout=self.timeout, metadata=self.metadata
        )

    async def events(self) -> AsyncGenerator[tuple[int, str], None]:
        """Number and JSON of each event. Ends where the gateway ends the stream; the deadline does not hold here."""
        with self._failures() as progress:
            async with self.channel.request(
                f"{_SERVICE}/Event",
                Cardinality.UNARY_STREAM,
                puppet.EventRequest,
                puppet.EventResponse,
                metadata=self.metadata,
            ) as stream:
                await stream.send_message(puppet.EventRequest(), end=True)
                progress.has_left = True
                async for event in stream:
                    yield event.type, event.payload

    async def fetch_message(self, message_id: str) -> MessagePayload:
        request = puppet.MessagePayloadRequest(id=message_id)
        answer: MessagePayload = await self._unary_unary(f"{_SERVICE}/MessagePayload", request, MessagePayload)
        return answer

    async def hand_text(self, conversation_id: str, text: str, mention_ids: tuple[str, ...]) -> str | None:
        """Send a text; the answer is its id, or None where the gateway gives none."""
        request = puppet.MessageSendTextRequest(
            conversation_id=conversation_id, text=text, mentonal_ids=list(mention_ids)
        )
        answer: SendAnswer = await self._unary_unary(f"{_SERVICE}/MessageSendText", request, SendAnswer)
        return answer.message_id

    async def hand_file(self, conversation_id: str, file_box: str) -> str | None:
        request = puppet.MessageSendFileRequest(conversation_id=conversation_id, filebox=file_box)
        answer: SendAnswer = await self._unary_unary(f"{_SERVICE}/MessageSendFile", request, SendAnswer)
        return answer.message_id

    async def upload(self, content: bytes) -> str:
        """Put bytes on the gateway; the answer is the id by which a file box can name them."""
        with self._failures() as progress:
            async with self._call(f"{_SERVICE}/Upload", Cardinality.STREAM_UNARY, FileChunk, FileId) as stream:
                await stream.send_request()
                progress.has_left = True
                for start in range(0, len(content), CHUNK_BYTES):
                    await stream.send_message(FileChunk(chunk=content[start : start + CHUNK_BYTES]))
                await stream.end()
                answer = await stream.recv_message()
        if answer is None or not answer.id:
            raise Garbled("an upload without an id")
        return str(answer.id)

    async def download(self, file_id: str) -> bytes:
        content = bytearray()
        with self._failures() as progress:
            async with self._call(f"{_SERVICE}/Download", Cardinality.UNARY_STREAM, FileId, FileChunk) as stream:
                await stream.send_message(FileId(id=file_id), end=True)
                progress.has_left = True
                async for piece in stream:
                    content += piece.chunk
        return bytes(content)

    @contextmanager
    def _failures(self) -> Iterator[_Progress]:
        """Tell grpclib's and betterproto's errors in our own words."""
        progress = _Progress()
        try:
            yield progress
        except GRPCError as error:
            # A gateway that refuses the token repeats it: neither the text nor the cause may get into a log.
            raise Refused(error.status.name, self._without_token(error.message or "")) from None
        except (OSError, StreamTerminatedError, ProtocolError) as error:
            what = str(error) or type(error).__name__
            raise (Cut(what) if progress.has_left else NotReached(what)) from error
        except (ValueError, LookupError, struct.error, NotImplementedError) as error:
            raise Garbled(f"{type(error).__name__}: {error}") from error

    def _without_token(self, text: str) -> str:
        _, _, token = self.metadata["authorization"].partition(" ")
        return text.replace(token, "…")
