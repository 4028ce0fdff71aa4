"""Where do pictures and files stay that people sent? In a folder, each noted in the chat log."""

from __future__ import annotations

import asyncio
from pathlib import Path, PurePath

import structlog

from models.errors import ChannelError
from models.ports import Channel, UnitOfWork
from models.values import Incoming, MediaRef, MessageId
from scheduler.database import Database

_log = structlog.get_logger(__name__)

_TRIES = 3
_MOST_AT_ONCE = 4


class MediaKeeper:
    """Downloads what comes with a message and writes it under ``folder``, named after the message alone."""

    def __init__(self, database: Database, channel: Channel, folder: Path) -> None:
        self._database = database
        self._channel = channel
        self._folder = folder
        self._at_once = asyncio.Semaphore(_MOST_AT_ONCE)
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def busy(self) -> bool:
        return bool(self._tasks)

    def keep(self, message: MessageId, incoming: Incoming) -> None:
        """Fetch the file of a message that is logged, beside everything else that goes on."""
        if incoming.media is None:
            return
        task = asyncio.create_task(self._keep(message, incoming.media), name=f"media {message}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def settled(self) -> None:
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await self.settled()

    async def _keep(self, message: MessageId, media: MediaRef) -> None:
        async with self._at_once:
            content = await self._fetch(message, media)
        if content is None:
            return
        path = self._folder / str(message)[:2] / f"{message}{_ending(media.file_name)}"
        await asyncio.to_thread(_write, path, content)

        def note(unit: UnitOfWork) -> None:
            unit.chat_log.set_media(message, str(path.relative_to(self._folder)))

        await self._database.write(note)

    async def _fetch(self, message: MessageId, media: MediaRef) -> bytes | None:
        for attempt in range(_TRIES):
            try:
                return await self._channel.download(media)
            except ChannelError as fault:
                _log.warning("media_not_had", message=message, attempt=attempt + 1, fault=type(fault).__name__)
        return None


def _ending(file_name: str) -> str:
    """The ending of a name that somebody else chose, if it is a plain one."""
    ending = PurePath(file_name.replace("\\", "/")).suffix.lower()
    return ending if ending[1:].isascii() and ending[1:].isalnum() and len(ending) <= 8 else ""


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(path.suffix + ".part")
    half.write_bytes(content)
    half.replace(path)
