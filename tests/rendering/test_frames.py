"""Do two processes understand each other over a stream of bytes?"""

from __future__ import annotations

import asyncio
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.frames import framed, next_frame, read_frame, write_frame


@given(st.lists(st.binary(max_size=300), max_size=5))
def test_frames_come_out_as_they_went_in(contents: list[bytes]) -> None:
    stream = io.BytesIO()
    for content in contents:
        write_frame(stream, content)
    stream.seek(0)
    assert [read_frame(stream) for _ in contents] == contents
    assert read_frame(stream) is None


@pytest.mark.parametrize("kept", [1, 3, 4, 6])
def test_a_stream_that_breaks_off_ends(kept: int) -> None:
    assert read_frame(io.BytesIO(framed(b"abc")[:kept])) is None


@pytest.mark.asyncio
async def test_the_loop_reads_the_same_frames() -> None:
    stream = asyncio.StreamReader()
    stream.feed_data(framed(b"") + framed(b"abc") + framed(b"cut off")[:6])
    stream.feed_eof()
    assert [await next_frame(stream), await next_frame(stream)] == [b"", b"abc"]
    with pytest.raises(asyncio.IncompleteReadError):
        await next_frame(stream)
