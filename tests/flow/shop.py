"""What stage is a group-buy in when a test of commands begins? A small shop, and the words that bring it there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from enum import Enum, auto
from pathlib import Path

from models.groupbuy.group_buy import GroupBuy
from models.ports import UnitOfWork
from models.schedule import Schedule
from models.store import SqlStore, open_store
from models.values import Incoming
from tests.flow.world import ORGANIZER, World, contact_of

LIST = "今天的货\n1. 土鸡蛋 30枚/板 供货价25 零售32元\n2. 草莓 1斤/盒 29.9元\n晚上8点截单"


class Stage(Enum):
    """How far the day has come."""

    KNOWN = auto()
    DRAFT = auto()
    PUBLISHED = auto()
    ORDERED_FROM = auto()
    CLOSED = auto()
    LATE = auto()
    HANDED_OUT = auto()


@asynccontextmanager
async def shop(folder: Path, stage: Stage = Stage.ORDERED_FROM) -> AsyncIterator[World]:
    """A world on an empty SQLite store, brought to a stage by what people say."""
    store = open_sqlite(folder)
    try:
        async with World(store, folder) as world:
            await bring_to(stage, world)
            yield world
    finally:
        store.close()


def open_sqlite(folder: Path) -> SqlStore:
    store = open_store(f"sqlite:///{folder}/tuan.db", folder / "keys.sqlite", busy_seconds=1)
    store.migrate()
    return store


async def bring_to(stage: Stage, world: World) -> None:
    await world.say("王芳", "大家好")
    if stage.value >= Stage.DRAFT.value:
        await world.tell(LIST)
    if stage.value >= Stage.PUBLISHED.value:
        await world.tell("发")
    if stage.value >= Stage.ORDERED_FROM.value:
        await world.say("王芳", "鸡蛋2板 3-501")
        await world.advance(minutes=10)
    if stage.value >= Stage.CLOSED.value:
        await world.tell("截单")
    if stage is Stage.HANDED_OUT:
        await world.tell("都到了")
    if stage is Stage.LATE:
        for name, text in (("李哥", "鸡蛋1板 3-502"), ("张伯", "草莓1盒 3-503")):
            await world.say(name, text)
            # Words to persons come three minutes apart.
            await world.advance(minutes=4)


async def say_in_room(world: World, room: str, room_name: str, name: str, text: str, number: str) -> None:
    """Somebody speaks in another room than the world's own."""
    world.fake.hear(
        Incoming(
            channel=world.fake.name,
            account="wxid_bot",
            message_id=number,
            sender_id=contact_of(name),
            sender_name=name,
            sent_at=world.clock.now(),
            text=text,
            room_id=room,
            room_name=room_name,
        )
    )
    await world.settled()


def group_buys(unit: UnitOfWork) -> list[GroupBuy]:
    (organizer,) = unit.organizers.all()
    return list(unit.group_buys.latest_of(organizer.id))


def planned(unit: UnitOfWork) -> set[tuple[object, ...]]:
    """What is planned, but for the ids, which are new each time that a plan is made."""
    (organizer,) = unit.organizers.all()
    return {_without_id(schedule) for schedule in unit.schedules.of_organizer(organizer.id)}


def _without_id(schedule: Schedule) -> tuple[object, ...]:
    known = replace(schedule, id="")
    return (known.job, known.group, known.group_buy, known.plan, known.next_due, known.active)


async def standing_of(world: World) -> tuple[list[GroupBuy], set[tuple[object, ...]]]:
    """What a change changes: the group-buys, and what is planned."""

    def read(unit: UnitOfWork) -> tuple[list[GroupBuy], set[tuple[object, ...]]]:
        return [replace(one, version=0) for one in group_buys(unit)], planned(unit)

    return await world.database.read(read)


async def answer_to(world: World, text: str) -> str:
    """What the organizer reads after a word of hers, in one text."""
    return "\n".join(await world.tell(text))


def posts_since(world: World, before: int) -> list[str]:
    return world.group()[before:]


__all__ = [
    "LIST",
    "ORGANIZER",
    "Stage",
    "answer_to",
    "group_buys",
    "open_sqlite",
    "posts_since",
    "say_in_room",
    "shop",
    "standing_of",
]
