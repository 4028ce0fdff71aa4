"""What does a gateway's payload say? Pure: payloads in, Incoming out; what can't be read is kept with its fault."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.channels.quotes import take_quote
from bot.channels.wechaty.wire import Event, MessagePayload, MessageType
from models.values import Incoming, MediaRef, MessageKind

CHANNEL = "wechaty"
#: Stands for the account's id in what comes before anybody logged in.
NOBODY = "?"

_KINDS = {
    MessageType.ATTACHMENT: MessageKind.FILE,
    MessageType.AUDIO: MessageKind.AUDIO,
    MessageType.CONTACT: MessageKind.CONTACT,
    MessageType.CHAT_HISTORY: MessageKind.CHAT_HISTORY,
    MessageType.EMOTICON: MessageKind.EMOTICON,
    MessageType.IMAGE: MessageKind.IMAGE,
    MessageType.TEXT: MessageKind.TEXT,
    MessageType.LOCATION: MessageKind.LOCATION,
    MessageType.MINI_PROGRAM: MessageKind.MINI_PROGRAM,
    MessageType.GROUP_NOTE: MessageKind.GROUP_NOTE,
    MessageType.TRANSFER: MessageKind.TRANSFER,
    MessageType.RED_ENVELOPE: MessageKind.RED_ENVELOPE,
    MessageType.RECALLED: MessageKind.RECALL,
    MessageType.URL: MessageKind.LINK,
    MessageType.VIDEO: MessageKind.VIDEO,
    MessageType.POST: MessageKind.OTHER,
}
_FILE_NAMES = {
    MessageKind.IMAGE: "image.jpg",
    MessageKind.AUDIO: "audio.sil",
    MessageKind.VIDEO: "video.mp4",
    MessageKind.FILE: "file",
    MessageKind.EMOTICON: "emoticon.gif",
}
_UNSAFE_IN_NAMES = re.compile(r"[\x00-\x1f\x7f/\\:]")
_LONGEST_NAME = 120
_RECALLED_IN_XML = re.compile(r"<newmsgid>\s*(\d+)\s*</newmsgid>")
#: Milliseconds have thirteen digits for the next two centuries; some gateways give seconds.
_FIRST_MILLISECONDS = 100_000_000_000


@dataclass(frozen=True, slots=True)
class Scene:
    """What a message does not tell itself: whose login heard it, when, and what people and places are called."""

    account: str
    now: datetime
    room_name: str = ""
    sender_name: str = ""
    sender_is_friend: bool = False
    member_names: tuple[str, ...] = ()


def read_message(message_id: str, payload: MessagePayload, scene: Scene) -> Incoming:
    kind = _kind(payload.type)
    quote, text = take_quote(payload.text) if kind in (MessageKind.TEXT, MessageKind.LINK) else (None, payload.text)
    recalled_id = _recalled_id(payload.text) if kind is MessageKind.RECALL else None
    from_self = payload.talker_id == scene.account
    return Incoming(
        channel=CHANNEL,
        account=scene.account,
        message_id=payload.id or message_id,
        sender_id=payload.talker_id,
        sent_at=_when(payload.timestamp) or _received(payload) or scene.now,
        # A reply that comes as XML is filed under links; what its sender wrote is a text.
        kind=MessageKind.TEXT if quote else kind,
        text="" if kind in _FILE_NAMES or kind is MessageKind.RECALL else text,
        room_id=payload.room_id or None,
        room_name=scene.room_name,
        sender_name=scene.sender_name,
        sender_is_friend=scene.sender_is_friend,
        listener_id=(payload.listener_id or None) if from_self and not payload.room_id else None,
        mention_ids=tuple(payload.mention_ids),
        quote=quote,
        media=_media(payload.id or message_id, kind, payload.filename),
        recalled_id=recalled_id,
        raw=raw_message(payload),
        fault=_fault(payload, kind, recalled_id),
    )


def read_room_event(number: int, payload: str, facts: Mapping[str, Any], scene: Scene) -> Incoming:
    """Somebody joined, left, or renamed a room. Raises ValueError where the event does not name the room."""
    room_id = facts.get("roomId")
    if not isinstance(room_id, str) or not room_id:
        raise ValueError("an event of a room that is not named")
    kind, who, whom = _ROOM_EVENTS[Event(number)]
    sent_at = _when(facts.get("timestamp"))
    return Incoming(
        channel=CHANNEL,
        account=scene.account,
        message_id=event_id(number, payload, None if sent_at else scene.now),
        sender_id=str(facts.get(who) or ""),
        sent_at=sent_at or scene.now,
        kind=kind,
        text=str(facts.get("newTopic") or ""),
        room_id=room_id,
        room_name=scene.room_name,
        sender_name=scene.sender_name,
        sender_is_friend=scene.sender_is_friend,
        member_ids=moved_members(facts) if whom else (),
        member_names=scene.member_names,
        raw=payload,
    )


_ROOM_EVENTS = {
    Event.ROOM_JOIN: (MessageKind.JOIN, "inviterId", True),
    Event.ROOM_LEAVE: (MessageKind.LEAVE, "removerId", True),
    Event.ROOM_TOPIC: (MessageKind.TOPIC, "changerId", False),
}


def moved_members(facts: Mapping[str, Any]) -> tuple[str, ...]:
    """The ids of those who joined or left."""
    moved = facts.get("inviteeIdList") or facts.get("removeeIdList")
    return tuple(str(member) for member in moved) if isinstance(moved, list) else ()


def unreadable(message_id: str, raw: str, fault: str, scene: Scene) -> Incoming:
    """Something came that we could not read: it is kept, so that somebody can look."""
    return Incoming(
        channel=CHANNEL,
        account=scene.account,
        message_id=message_id,
        sender_id="",
        sent_at=scene.now,
        kind=MessageKind.OTHER,
        raw=raw,
        fault=fault,
    )


def event_id(number: int, payload: str, heard_at: datetime | None) -> str:
    """An id for an event, which gateways give none: the same for the same event; ``heard_at`` where it has no time."""
    told_apart = f"{number}\n{payload}\n{heard_at.isoformat() if heard_at else ''}"
    return f"event-{hashlib.sha256(told_apart.encode()).hexdigest()[:32]}"


def raw_message(payload: MessagePayload) -> str:
    told = {
        "id": payload.id,
        "type": payload.type,
        "talkerId": payload.talker_id,
        "roomId": payload.room_id,
        "listenerId": payload.listener_id,
        "timestamp": payload.timestamp,
        "text": payload.text,
        "filename": payload.filename,
        "mentionIdList": list(payload.mention_ids),
    }
    return json.dumps({key: value for key, value in told.items() if value}, ensure_ascii=False)


def _kind(number: int) -> MessageKind:
    try:
        return _KINDS.get(MessageType(number), MessageKind.OTHER)
    except ValueError:
        return MessageKind.OTHER


def _fault(payload: MessagePayload, kind: MessageKind, recalled_id: str | None) -> str | None:
    if not payload.talker_id:
        return "a message without a sender"
    if kind is MessageKind.OTHER and payload.type != MessageType.POST:
        return f"a message of unknown type {payload.type}"
    if kind is MessageKind.RECALL and recalled_id is None:
        return "a recall that does not say of what"
    return None


def _media(message_id: str, kind: MessageKind, file_name: str) -> MediaRef | None:
    default_name = _FILE_NAMES.get(kind)
    if default_name is None:
        return None
    call = "image" if kind is MessageKind.IMAGE else "file"
    # Anybody may have chosen the name: it must not lead out of a folder.
    safe_name = _UNSAFE_IN_NAMES.sub("_", file_name)[-_LONGEST_NAME:].lstrip(".")
    return MediaRef(key=f"{call}:{message_id}", file_name=safe_name or default_name)


def _recalled_id(text: str) -> str | None:
    """A recall's text is the id of what was recalled; some gateways give the client's XML."""
    in_xml = _RECALLED_IN_XML.search(text)
    if in_xml is not None:
        return in_xml[1]
    bare = text.strip()
    return bare if bare and not bare.startswith("<") and " " not in bare else None


def _when(timestamp: object) -> datetime | None:
    if not isinstance(timestamp, int) or timestamp <= 0:
        return None
    milliseconds = timestamp if timestamp >= _FIRST_MILLISECONDS else timestamp * 1000
    try:
        # Whole seconds and the rest apart: a float would round the milliseconds.
        seconds, rest = divmod(milliseconds, 1000)
        return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest * 1000)
    except (OverflowError, ValueError, OSError):
        return None


def _received(payload: MessagePayload) -> datetime | None:
    received = payload.receive_time
    return received.astimezone(UTC) if received.year > 1970 else None
