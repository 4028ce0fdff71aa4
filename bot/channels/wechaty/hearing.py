"""What did the gateway tell us? Each event becomes one Incoming; nothing that somebody said is dropped."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.channels.wechaty.calls import CallFailed, Cut, NotReached
from bot.channels.wechaty.line import Line, LineClosed
from bot.channels.wechaty.link import Link
from bot.channels.wechaty.names import Contact, Member, Names
from bot.channels.wechaty.reading import (
    Scene,
    event_id,
    moved_members,
    read_message,
    read_room_event,
    unreadable,
)
from bot.channels.wechaty.wire import Event, MessagePayload
from models.ports import Clock
from models.values import Incoming

#: How often one message is asked for before it is kept unread. A line that breaks in between costs one.
_ATTEMPTS = 3


class Hearing:
    """Fetches what an event names, and reads it."""

    def __init__(self, line: Line, names: Names, clock: Clock, rpc_seconds: float) -> None:
        self._line = line
        self._names = names
        self._clock = clock
        self._rpc_seconds = rpc_seconds

    async def message(self, account: str, facts: Mapping[str, Any], raw: str) -> Incoming:
        message_id = facts.get("messageId")
        if not isinstance(message_id, str) or not message_id:
            return self.unread(account, Event.MESSAGE, raw, "a message event without an id")
        try:
            payload = await self._fetch(message_id)
        except (CallFailed, LineClosed) as failure:
            fault = f"the gateway did not give the message: {failure}"
            return unreadable(message_id, raw, fault, Scene(account, self._clock.now()))
        return read_message(message_id, payload, await self._scene(account, payload.room_id, payload.talker_id))

    async def room_event(self, account: str, number: int, facts: Mapping[str, Any], raw: str) -> Incoming:
        room_id = str(facts.get("roomId") or "")
        actor_id = str(facts.get("inviterId") or facts.get("removerId") or facts.get("changerId") or "")
        scene = await self._scene(account, room_id, actor_id, moved_members(facts))
        try:
            return read_room_event(number, raw, facts, scene)
        except ValueError as error:
            return self.unread(account, number, raw, str(error))

    def forget_what_changed(self, number: int, facts: Mapping[str, Any]) -> None:
        """A new topic, a new member. Who leaves keeps the name by which the room knew them: it tells who it was."""
        room_id = str(facts.get("roomId") or "")
        if number == Event.ROOM_TOPIC:
            self._names.forget_topic(room_id)
        elif number == Event.ROOM_JOIN:
            for contact_id in moved_members(facts):
                self._names.forget_member(room_id, contact_id)

    def unread(self, account: str, number: int, raw: str, fault: str) -> Incoming:
        now = self._clock.now()
        return unreadable(event_id(number, raw, now), raw, fault, Scene(account, now))

    async def _fetch(self, message_id: str) -> MessagePayload:
        attempts_left = _ATTEMPTS
        broken: Link | None = None
        while True:
            link = await self._line.next_link(after=broken)
            try:
                return await link.stub(self._rpc_seconds).fetch_message(message_id)
            except (Cut, NotReached):
                attempts_left -= 1
                if not attempts_left:
                    raise
                # The line itself notices a broken link a little later than its calls do.
                broken = link if link.is_broken else None

    async def _scene(self, account: str, room_id: str, sender_id: str, moved: tuple[str, ...] = ()) -> Scene:
        names = self._names
        names.ask_ahead(room_id, sender_id)
        contact = await names.contact(sender_id) if sender_id else Contact()
        member = await names.member(room_id, sender_id) if room_id and sender_id else Member()
        return Scene(
            account=account,
            now=self._clock.now(),
            room_name=await names.room(room_id) if room_id else "",
            sender_name=member.shown or contact.name,
            sender_is_friend=contact.is_friend,
            member_names=tuple([await self._member_name(room_id, contact_id) for contact_id in moved]),
        )

    async def _member_name(self, room_id: str, contact_id: str) -> str:
        """Who has left is no member any more: then the contact's name."""
        member = await self._names.member(room_id, contact_id)
        return member.shown or (await self._names.contact(contact_id)).name
