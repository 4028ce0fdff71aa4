"""Who is this, and what is this room called? Asked of the gateway once, and again when it says that it changed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, TypeVar

from bot.channels.wechaty.calls import CallFailed
from bot.channels.wechaty.line import Line
from bot.channels.wechaty.wire import GatewayStub

Found = TypeVar("Found")
Key = TypeVar("Key", str, tuple[str, str])

#: A large group has 500 members; beyond this many entries everything is asked again.
_MOST_KEPT = 20_000


class Dirty(IntEnum):
    """What the gateway says has changed."""

    CONTACT = 2
    ROOM = 3
    ROOM_MEMBER = 4


@dataclass(frozen=True, slots=True)
class Contact:
    name: str = ""
    is_friend: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a room: ``alias`` is the name that they gave themselves there."""

    name: str = ""
    alias: str = ""

    @property
    def shown(self) -> str:
        return self.alias or self.name


class Names:
    """Kept answers. What can't be had is an empty name, and is asked for again the next time.

    The tasks are kept rather than their answers: a burst asks once for each name, and an answer that was on its way
    when the entry was dropped is not kept.
    """

    def __init__(self, line: Line, rpc_seconds: float) -> None:
        self._line = line
        self._rpc_seconds = rpc_seconds
        self._contacts: dict[str, asyncio.Task[Contact]] = {}
        self._rooms: dict[str, asyncio.Task[str]] = {}
        self._members: dict[tuple[str, str], asyncio.Task[Member]] = {}

    async def contact(self, contact_id: str) -> Contact:
        return await _answer(self._contacts, contact_id, self._ask_contact(contact_id), Contact())

    async def room(self, room_id: str) -> str:
        return await _answer(self._rooms, room_id, self._ask_room(room_id), "")

    async def member(self, room_id: str, contact_id: str) -> Member:
        return await _answer(self._members, (room_id, contact_id), self._ask_member(room_id, contact_id), Member())

    def ask_ahead(self, room_id: str, contact_id: str) -> None:
        """Have all that a message needs on its way at once: three unknown names then cost one wait."""
        if contact_id:
            self._ask_contact(contact_id)
        if room_id:
            self._ask_room(room_id)
        if room_id and contact_id:
            self._ask_member(room_id, contact_id)

    def _ask_contact(self, contact_id: str) -> asyncio.Task[Contact] | None:
        return _asked(self._contacts, contact_id, self._stub, lambda stub: _contact(stub, contact_id))

    def _ask_room(self, room_id: str) -> asyncio.Task[str] | None:
        return _asked(self._rooms, room_id, self._stub, lambda stub: _topic(stub, room_id))

    def _ask_member(self, room_id: str, contact_id: str) -> asyncio.Task[Member] | None:
        key = (room_id, contact_id)
        return _asked(self._members, key, self._stub, lambda stub: _member(stub, room_id, contact_id))

    def forget(self, kind: object, changed_id: str) -> None:
        """Drop what an event 27 is about; of a room member only the room is told."""
        if kind == Dirty.CONTACT:
            self._contacts.pop(changed_id, None)
            self._forget_members(lambda _, contact_id: contact_id == changed_id)
        elif kind == Dirty.ROOM:
            self._rooms.pop(changed_id, None)
            self._forget_members(lambda room_id, _: room_id == changed_id)
        elif kind == Dirty.ROOM_MEMBER:
            self._forget_members(lambda room_id, _: room_id == changed_id or changed_id.startswith(room_id))

    def forget_topic(self, room_id: str) -> None:
        self._rooms.pop(room_id, None)

    def forget_member(self, room_id: str, contact_id: str) -> None:
        self._members.pop((room_id, contact_id), None)

    def forget_all(self) -> None:
        self._contacts.clear()
        self._rooms.clear()
        self._members.clear()

    def _stub(self) -> GatewayStub | None:
        link = self._line.link
        return link.stub(self._rpc_seconds) if link is not None else None

    def _forget_members(self, is_dirty: Callable[[str, str], bool]) -> None:
        for room_id, contact_id in [key for key in self._members if is_dirty(*key)]:
            del self._members[room_id, contact_id]


def _asked(
    kept: dict[Key, asyncio.Task[Found]],
    key: Key,
    current_stub: Callable[[], GatewayStub | None],
    ask: Callable[[GatewayStub], Coroutine[Any, Any, Found]],
) -> asyncio.Task[Found] | None:
    """The question that is kept, or a new one; None where nobody can be asked."""
    task = kept.get(key)
    if task is None:
        stub = current_stub()
        if stub is None:
            return None
        if len(kept) >= _MOST_KEPT:
            kept.clear()
        task = kept[key] = asyncio.create_task(ask(stub))
    return task


async def _answer(
    kept: dict[Key, asyncio.Task[Found]], key: Key, task: asyncio.Task[Found] | None, unknown: Found
) -> Found:
    if task is None:
        return unknown
    try:
        return task.result() if task.done() else await asyncio.shield(task)
    except CallFailed:
        if kept.get(key) is task:
            del kept[key]
        return unknown


async def _contact(stub: GatewayStub, contact_id: str) -> Contact:
    found = await stub.contact_payload(id=contact_id)
    return Contact(name=found.name, is_friend=found.friend)


async def _topic(stub: GatewayStub, room_id: str) -> str:
    found = await stub.room_payload(id=room_id)
    return str(found.topic)


async def _member(stub: GatewayStub, room_id: str, contact_id: str) -> Member:
    found = await stub.room_member_payload(id=room_id, member_id=contact_id)
    return Member(name=found.name, alias=found.room_alias)
