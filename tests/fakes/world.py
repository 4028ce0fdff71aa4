"""Values that tests begin with: one noon, one organizer, messages, groups, people."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from models.community.people import Group
from models.values import GroupId, Incoming, OrganizerId

#: Noon in Shanghai.
NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
ORGANIZER = OrganizerId("organizer")
CHANNEL = "fake"
ACCOUNT = "bot"


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def message(number: int, text: str = "鸡蛋2盒", *, room: str = "room1", fault: str | None = None) -> Incoming:
    return Incoming(
        channel=CHANNEL,
        account=ACCOUNT,
        message_id=f"m{number}",
        sender_id="wang",
        sent_at=NOON,
        text=text,
        room_id=room,
        room_name="三号楼团购",
        sender_name="王芳",
        raw=text,
        fault=fault,
    )


def group(number: int) -> Group:
    return Group(GroupId(f"group{number}"), ORGANIZER, CHANNEL, f"room{number}", f"{number}群")
