"""How do two processes tell where one message ends? Four bytes of length before each."""

from __future__ import annotations

from asyncio import StreamReader
from typing import BinaryIO

_LENGTH_BYTES = 4


def framed(content: bytes) -> bytes:
    return len(content).to_bytes(_LENGTH_BYTES, "big") + content


def write_frame(stream: BinaryIO, content: bytes) -> None:
    stream.write(framed(content))


def read_frame(stream: BinaryIO) -> bytes | None:
    """The next frame, or None where the stream ended, in the middle of a frame too."""
    length = stream.read(_LENGTH_BYTES)
    if len(length) < _LENGTH_BYTES:
        return None
    size = int.from_bytes(length, "big")
    content = stream.read(size)
    return content if len(content) == size else None


async def next_frame(stream: StreamReader) -> bytes:
    """The next frame; raises asyncio.IncompleteReadError where the stream ended."""
    length = await stream.readexactly(_LENGTH_BYTES)
    return await stream.readexactly(int.from_bytes(length, "big"))
