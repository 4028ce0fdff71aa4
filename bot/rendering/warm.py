"""Who makes documents, while the loop goes on? A process beside it, with its fonts loaded, and a new one if it dies."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import structlog

from bot.rendering.frames import framed, next_frame
from models.errors import RenderError
from models.mail import Json
from models.values import Attachment

_log = structlog.get_logger(__name__)

#: A document takes a second at most; beyond this the process hangs.
_MOST_SECONDS = 60.0
#: The first start builds matplotlib's list of fonts.
_MOST_SECONDS_TO_START = 120.0

_TRIES = 2

#: Where the packages are imported from, so that the process finds the same ones.
_ROOT = Path(__file__).parents[2]

#: What shows that the process is gone, or of no use any more.
_GONE = (asyncio.IncompleteReadError, OSError)


class WarmRenderer:
    """Makes one document at a time, in the order of asking."""

    def __init__(self, *, most_seconds: float = _MOST_SECONDS) -> None:
        self._most_seconds = most_seconds
        self._turn = asyncio.Lock()
        self._process: Process | None = None
        self._warming: asyncio.Task[None] | None = None
        self._closed = False

    @property
    def process_id(self) -> int | None:
        """The id of the process that stands ready, if one does."""
        return None if self._process is None or self._process.returncode is not None else self._process.pid

    def start(self) -> None:
        """Begin to warm up; returns at once. Without it the first document warms up."""
        if self._warming is None:
            self._warming = asyncio.create_task(self._warm_up(), name="warm renderer")

    async def render(self, name: str, values: Mapping[str, Json]) -> Attachment:
        """Make a document of values without references. Raises RenderError where they don't fit it, or where the
        process died over it twice."""
        request = json.dumps({"name": name, "values": values}, ensure_ascii=False).encode("utf-8", "replace")
        async with self._turn:
            for attempt in range(_TRIES):
                try:
                    return await self._ask(request)
                except _GONE as fault:
                    _log.warning("renderer_died", document=name, attempt=attempt, fault=repr(fault))
                    await self._end()
        raise RenderError(f"{name}: the rendering process died {_TRIES} times over it")

    async def close(self) -> None:
        """Leave no process behind; whoever waits for a document gets a RenderError. May be called twice."""
        self._closed = True
        if self._warming is not None:
            self._warming.cancel()
            with suppress(asyncio.CancelledError):
                await self._warming
        await self._end()
        async with self._turn:
            # One that was being started just now.
            await self._end()

    async def _warm_up(self) -> None:
        async with self._turn:
            try:
                await self._ready()
            except (*_GONE, RenderError) as fault:
                _log.warning("renderer_not_warm", fault=repr(fault))
                await self._end()

    async def _ask(self, request: bytes) -> Attachment:
        process = await self._ready()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            async with asyncio.timeout(self._most_seconds):
                process.stdin.write(framed(request))
                await process.stdin.drain()
                answer = json.loads(await next_frame(process.stdout))
                if "fault" in answer:
                    raise RenderError(answer["fault"])
                return Attachment(answer["file_name"], await next_frame(process.stdout))
        except asyncio.CancelledError:
            # Half an answer may stand in the pipe: nobody can use this process any more.
            await self._end()
            raise

    async def _ready(self) -> Process:
        """The process, started and warm."""
        if self._closed:
            raise RenderError("the renderer is closed")
        if self._process is not None and self._process.returncode is None:
            return self._process
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot.rendering.workshop", stdin=PIPE, stdout=PIPE, env=_environment()
        )
        self._process = process
        if self._closed:
            await self._end()
            raise RenderError("the renderer is closed")
        assert process.stdout is not None
        try:
            async with asyncio.timeout(_MOST_SECONDS_TO_START):
                await next_frame(process.stdout)
        except asyncio.CancelledError:
            await self._end()
            raise
        return process

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def _environment() -> dict[str, str]:
    inherited = os.environ.get("PYTHONPATH")
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [str(_ROOT), inherited]))}
