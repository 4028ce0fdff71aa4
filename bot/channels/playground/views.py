"""What does a template need to know? Messages and people as they are shown, in words and classes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.channels.playground import cast
from bot.channels.playground.channel import is_picture
from bot.channels.playground.conversation import ChatMessage, Gap
from models.mail import OutboxState
from models.schedule import FiringState, Job
from models.values import MessageKind, Quote

#: As many avatar colours as the style sheet has.
HUES = 12
WEEKDAYS = "一二三四五六日"

JOB_WORDS = {
    Job.DAILY_LIST: "发清单",
    Job.CUTOFF_REMINDER: "截单提醒",
    Job.CUTOFF: "截单",
    Job.ARRIVAL_CHECK: "问货到没到",
    Job.PICKUP_NOTICE: "取货通知",
    Job.DAILY_SUMMARY: "晚间小结",
    Job.OPEN_AGAIN: "问开团",
    Job.NOT_COLLECTED: "喊没拿的",
    Job.FRESH_LEFT: "生鲜没拿",
    Job.LEFT_OVERNIGHT: "昨天没拿的",
    Job.PRICE_ANSWERS: "收变价的回话",
    Job.GRACE_OVER: "问报货",
}
FIRING_WORDS = {FiringState.DONE: "办了", FiringState.MISSED: "错过了", FiringState.SKIPPED: "没事可办"}
OUTBOX_WORDS = {
    OutboxState.WAITING: "等着发",
    OutboxState.SENDING: "在发",
    OutboxState.SENT: "发了",
    OutboxState.UNSURE: "不确定",
    OutboxState.FAILED: "没发成",
    OutboxState.WITHDRAWN: "收回了",
    OutboxState.EXPIRED: "过期了",
}


@dataclass(frozen=True, slots=True)
class PersonView:
    id: str
    name: str
    initial: str
    hue: int
    home: str = ""
    about: str = ""
    is_friend: bool = False
    regular: bool = False
    role: str = "resident"


@dataclass(frozen=True, slots=True)
class FileView:
    address: str
    name: str
    size: str
    is_picture: bool


@dataclass(frozen=True, slots=True)
class MessageView:
    """``pause``: the time to write above it in the middle, or nothing."""

    id: str
    place: str
    author: PersonView
    clock: str
    moment: str
    pause: str
    text: str
    quote: Quote | None
    file: FileView | None
    recalled: bool
    is_chain: bool


def view_person(person: str) -> PersonView:
    if person == cast.BOT_ID:
        return PersonView(cast.BOT_ID, cast.BOT_NAME, "助", 0, about="记单的", role="bot")
    found = cast.character(person)
    if found is None:
        raise KeyError(person)
    return PersonView(
        id=found.id,
        name=found.nickname,
        initial=found.nickname[0].upper(),
        hue=cast.EVERYBODY.index(found) % HUES,
        home=found.home,
        about=found.about,
        is_friend=found.is_friend,
        regular=found.regular,
        role=found.role.value,
    )


def view_people() -> list[PersonView]:
    return [view_person(one.id) for one in cast.EVERYBODY]


def view_message(message: ChatMessage) -> MessageView:
    return MessageView(
        id=message.id,
        place=message.place,
        author=view_person(message.author),
        clock=clock_text(message.at),
        moment=message.at.isoformat(),
        pause=_pause_text(message),
        text=message.text,
        quote=message.quote,
        file=_view_file(message),
        recalled=message.recalled,
        is_chain=message.kind is MessageKind.GROUP_NOTE and not message.recalled,
    )


def view_messages(messages: Iterable[ChatMessage]) -> list[MessageView]:
    return [view_message(message) for message in messages]


def clock_text(moment: datetime, *, seconds: bool = False) -> str:
    """``07:36``, or ``07:36:05``, as the cast's clocks show it."""
    return f"{moment.astimezone(cast.ZONE):%H:%M:%S}" if seconds else f"{moment.astimezone(cast.ZONE):%H:%M}"


def due_text(moment: datetime, now: datetime) -> str:
    """``16:30`` today, ``明天09:00``, ``11月27日 周五 09:00``."""
    days = (moment.astimezone(cast.ZONE).date() - now.astimezone(cast.ZONE).date()).days
    if days <= 1:
        return ("明天" if days == 1 else "") + clock_text(moment)
    return f"{day_text(moment)} {clock_text(moment)}"


def day_text(moment: datetime) -> str:
    """``11月23日 周一``."""
    local = moment.astimezone(cast.ZONE)
    return f"{local.month}月{local.day}日 周{WEEKDAYS[local.weekday()]}"


def size_text(size_bytes: int) -> str:
    """``12 KB``, ``3.4 MB``."""
    if size_bytes < 1024 * 1024:
        return f"{max(1, round(size_bytes / 1024))} KB"
    return f"{size_bytes / 1024 / 1024:.1f} MB"


def _pause_text(message: ChatMessage) -> str:
    match message.gap:
        case Gap.NONE:
            return ""
        case Gap.PAUSE:
            return clock_text(message.at)
        case Gap.NEW_DAY:
            return f"{day_text(message.at)} {clock_text(message.at)}"


def _view_file(message: ChatMessage) -> FileView | None:
    if message.file is None:
        return None
    return FileView(
        address=f"/playground/files/{message.file.key}",
        name=message.file.name,
        size=size_text(len(message.file.content)),
        is_picture=is_picture(message.file.name),
    )
