"""How does the make-believe group reach the bot? A channel in memory: what is typed comes out of ``listen``."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass
from itertools import zip_longest

from bot.channels.hearing import Hearing
from bot.channels.mentions import with_mentions
from bot.channels.playground import cast
from bot.channels.playground.bell import Bell
from bot.channels.playground.conversation import (
    GROUP_PLACE,
    ChatMessage,
    Conversation,
    StoredFile,
    private_place,
)
from models.errors import BadInput, ChannelError, NoSuchPlace, NotAllowed, NotSent
from models.ports import ChannelState, Clock
from models.values import Attachment, Incoming, MediaRef, MessageKind, Outgoing, Quote, Sent

CHANNEL_NAME = "playground"

_PICTURE_ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".webp")


@dataclass(frozen=True, slots=True)
class Utterance:
    """Something that a person says. ``quotes`` is a message's id.

    ``id`` is given where the same words must never count twice, though they be handed in again.
    """

    person: str
    text: str = ""
    private: bool = False
    quotes: str | None = None
    kind: MessageKind = MessageKind.TEXT
    attachment: Attachment | None = None
    id: str | None = None


class PlaygroundChannel:
    """Implements ``models.ports.Channel``; ``say`` and ``recall`` are what residents do.

    With ``echo`` the bot hears its own posts, as WeChat gateways let it.
    """

    def __init__(self, clock: Clock, *, echo: bool = False) -> None:
        self._clock = clock
        self._echo = echo
        self._state = ChannelState.STARTING
        self._hearing = Hearing()
        # The inbox outlives this process and takes each id once, so ids of two runs must differ.
        self.run = secrets.token_hex(4)
        self._given_ids = 0
        self.bell = Bell()
        self.conversation = Conversation(self.bell)

    @property
    def name(self) -> str:
        return CHANNEL_NAME

    @property
    def account(self) -> str | None:
        return cast.BOT_ID

    @property
    def state(self) -> ChannelState:
        return self._state

    async def start(self) -> None:
        if self._state is ChannelState.STARTING:
            self._state = ChannelState.READY

    async def close(self) -> None:
        self._state = ChannelState.STOPPED
        self._hearing.end()

    def listen(self) -> AsyncIterator[Incoming]:
        return self._hearing.listen()

    async def heard_out(self) -> None:
        """Wait until whoever listens has dealt with all that was said so far, and has come back for more."""
        await self._hearing.heard_out()

    def entrance(self) -> Incoming:
        """The word that the organizer has taken the bot into the group, which nobody has to type."""
        return Incoming(
            channel=CHANNEL_NAME,
            account=cast.BOT_ID,
            message_id=f"{self.run}-entrance",
            sender_id=cast.ORGANIZER_ID,
            sent_at=self._clock.now(),
            kind=MessageKind.JOIN,
            room_id=cast.ROOM_ID,
            room_name=cast.ROOM_NAME,
            sender_name=cast.ORGANIZER.nickname,
            sender_is_friend=True,
            member_ids=(cast.BOT_ID,),
            member_names=(cast.BOT_NAME,),
        )

    async def send(self, outgoing: Outgoing) -> Sent:
        if self._state is not ChannelState.READY:
            raise NotSent(f"the playground is {self._state}")
        place = self._place_for(outgoing)
        if not outgoing.text and outgoing.attachment is None:
            raise NotSent("there is nothing to say")
        message = self.conversation.add(
            ChatMessage(
                id=self._new_id(),
                place=place,
                author=cast.BOT_ID,
                at=self._clock.now(),
                kind=_kind_of(outgoing.attachment) if outgoing.attachment else MessageKind.TEXT,
                text="" if outgoing.attachment else with_mentions(outgoing.text, _called_by(outgoing)),
                file=self._store(outgoing.attachment),
            )
        )
        if self._echo:
            self._hearing.put(self._as_heard(message, outgoing.mention_ids))
        return Sent(message.id)

    async def download(self, media: MediaRef) -> bytes:
        found = self.conversation.file(media.key)
        if found is None:
            raise ChannelError(f"the file {media.file_name} is gone")
        return found.content

    def say(self, utterance: Utterance) -> ChatMessage:
        """A person speaks, in the group or privately to the bot.

        Raises NotAllowed where that person can't, BadInput where there is nothing to hear.
        """
        speaker = self._speaker(utterance)
        quoted = self._quoted(utterance)
        message = self.conversation.add(
            ChatMessage(
                id=utterance.id or self._new_id(),
                place=private_place(speaker.id) if utterance.private else GROUP_PLACE,
                author=speaker.id,
                at=self._clock.now(),
                kind=_kind_of(utterance.attachment) if utterance.attachment else utterance.kind,
                text=utterance.text,
                quote=quoted,
                file=self._store(utterance.attachment),
            )
        )
        self._hearing.put(self._as_heard(message, cast.mentioned_in(message.text)))
        return message

    def recall(self, person: str, message_id: str, *, id_: str | None = None) -> ChatMessage:
        """A person takes back what they said. Raises BadInput where that is not theirs, or gone already.

        The word that it was recalled is a message of its own, whose id may be given.
        """
        message = self.conversation.get(message_id)
        if message is None or message.author != person or message.recalled:
            raise BadInput("只能撤回自己说的、还没撤回的话")
        recalled = self.conversation.recall(message_id)
        notice = ChatMessage(
            id=id_ or self._new_id(),
            place=message.place,
            author=person,
            at=self._clock.now(),
            kind=MessageKind.RECALL,
        )
        self._hearing.put(self._as_heard(notice, recalled_id=message_id))
        return recalled

    def _speaker(self, utterance: Utterance) -> cast.Character:
        if self._state is not ChannelState.READY:
            raise NotAllowed("小助手没在线，说了它也听不见")
        speaker = cast.character(utterance.person)
        if speaker is None:
            raise BadInput("群里没有这个人")
        if utterance.private and not speaker.is_friend:
            raise NotAllowed(f"{speaker.nickname}没加{cast.BOT_NAME}好友，不能私聊")
        if not utterance.text.strip() and utterance.attachment is None:
            raise BadInput("还没写内容")
        return speaker

    def _quoted(self, utterance: Utterance) -> Quote | None:
        if utterance.quotes is None:
            return None
        place = private_place(utterance.person) if utterance.private else GROUP_PLACE
        message = self.conversation.get(utterance.quotes)
        if message is None or message.recalled or message.place != place:
            raise BadInput("引用的那条已经不在了")
        text = message.text if message.file is None else f"[{'图片' if is_picture(message.file.name) else '文件'}]"
        return Quote(text=text, name=cast.name_of(message.author), message_id=message.id)

    def _place_for(self, outgoing: Outgoing) -> str:
        if (outgoing.room_id is None) == (outgoing.contact_id is None):
            raise NotSent("exactly one of a room and a contact is needed")
        if outgoing.room_id is not None:
            if outgoing.room_id != cast.ROOM_ID:
                raise NoSuchPlace(f"there is no room {outgoing.room_id}")
            return GROUP_PLACE
        contact = cast.character(outgoing.contact_id or "")
        if contact is None or not contact.is_friend:
            raise NoSuchPlace(f"{outgoing.contact_id} is not a friend")
        return private_place(contact.id)

    def _as_heard(
        self, message: ChatMessage, mention_ids: tuple[str, ...] = (), recalled_id: str | None = None
    ) -> Incoming:
        in_group = message.place == GROUP_PLACE
        speaker = cast.character(message.author)
        listener = message.place.removeprefix(private_place("")) if not in_group and speaker is None else None
        return Incoming(
            channel=CHANNEL_NAME,
            account=cast.BOT_ID,
            message_id=message.id,
            sender_id=message.author,
            sent_at=message.at,
            kind=message.kind,
            text=message.text,
            room_id=cast.ROOM_ID if in_group else None,
            room_name=cast.ROOM_NAME if in_group else "",
            sender_name=cast.name_of(message.author),
            sender_is_friend=speaker is not None and speaker.is_friend,
            listener_id=listener,
            mention_ids=mention_ids,
            quote=message.quote,
            media=_media_of(message.file),
            recalled_id=recalled_id,
        )

    def _store(self, attachment: Attachment | None) -> StoredFile | None:
        if attachment is None:
            return None
        return StoredFile(key=self._new_id(), name=attachment.file_name, content=attachment.content)

    def _new_id(self) -> str:
        self._given_ids += 1
        return f"{self.run}-{self._given_ids:06}"


def _called_by(outgoing: Outgoing) -> list[tuple[str, str]]:
    """Whom a post mentions: the name that its text may have, and the one that the group knows."""
    known = [cast.character(person) for person in outgoing.mention_ids]
    shown = [one.nickname if one is not None else "" for one in known]
    return list(zip_longest(outgoing.mention_names, shown, fillvalue=""))


def is_picture(file_name: str) -> bool:
    return file_name.lower().endswith(_PICTURE_ENDINGS)


def _kind_of(attachment: Attachment) -> MessageKind:
    return MessageKind.IMAGE if is_picture(attachment.file_name) else MessageKind.FILE


def _media_of(file: StoredFile | None) -> MediaRef | None:
    return None if file is None else MediaRef(key=file.key, file_name=file.name, size_bytes=len(file.content))
