"""The bot in a process that may be killed: its channel, its clock and its day come from the driver, line by line.

The driver writes one JSON object a line, and so does the bot: what it wants to send, and when it is at rest.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from bot.app import Bot, Outside, Owner
from bot.channels.playground import cast
from bot.clock import SteppedAlarm, SteppedClock
from bot.database_thread import DatabaseThread
from bot.logs import set_up_logs
from bot.rendering.rendering import Rendering
from bot.rendering.warm import WarmRenderer
from bot.rendering.words import Words
from handlers.house import House
from models.errors import ChannelError
from models.mail import OutboxState
from models.ports import ChannelState, UnitOfWork
from models.store import open_store
from models.values import Incoming, MediaRef, Outgoing, Sent
from scheduler.due import next_due

INCOMING: TypeAdapter[Incoming] = TypeAdapter(Incoming)


class DrivenChannel:
    """Implements ``Channel`` over the lines to and from the driver, which knows what was given out."""

    name = "playground"
    account: str | None = cast.BOT_ID

    def __init__(self) -> None:
        self.state = ChannelState.STARTING
        self._heard: asyncio.Queue[Incoming | None] = asyncio.Queue()
        self._answers: dict[str, asyncio.Future[str]] = {}

    async def start(self) -> None:
        self.state = ChannelState.READY

    async def close(self) -> None:
        self.state = ChannelState.STOPPED
        self._heard.put_nowait(None)

    async def listen(self) -> AsyncIterator[Incoming]:
        while (incoming := await self._heard.get()) is not None:
            yield incoming
            self._heard.task_done()

    async def send(self, outgoing: Outgoing) -> Sent:
        answer = self._answers[outgoing.key] = asyncio.get_running_loop().create_future()
        file = None if outgoing.attachment is None else outgoing.attachment.file_name
        place = outgoing.room_id or outgoing.contact_id
        tell({"say": "send", "key": outgoing.key, "place": place, "text": outgoing.text, "file": file})
        return Sent(await answer)

    async def download(self, media: MediaRef) -> bytes:
        raise ChannelError("nobody sends files on this day")

    def hear(self, incoming: Incoming) -> None:
        self._heard.put_nowait(incoming)

    def answered(self, key: str, message_id: str) -> None:
        answer = self._answers.pop(key, None)
        if answer is not None and not answer.done():
            answer.set_result(message_id)

    async def heard_out(self) -> None:
        await self._heard.join()


def tell(line: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    sys.stdout.flush()


class Child:
    """The bot, and what the driver may ask of it."""

    def __init__(self, url: str, folder: Path, now: datetime, seed: int) -> None:
        self.clock = SteppedClock(now)
        self.alarm = SteppedAlarm(self.clock, self.settled)
        self.channel = DrivenChannel()
        store = open_store(url, folder / "keys.sqlite")
        store.migrate()
        self.database = DatabaseThread(store)
        self.documents = WarmRenderer()
        outside = Outside(
            database=self.database,
            channel=self.channel,
            clock=self.clock,
            alarm=self.alarm,
            render=Rendering(Words(), self.documents, self.clock).render_row,
            draw=random.Random(seed).uniform,
            holder="alone",
            media=folder / "media",
        )
        house = House(next_due=next_due, bot_names=(cast.BOT_NAME,))
        self.bot = Bot(outside, house, (Owner(cast.ORGANIZER_ID, "雅姐", cast.ORGANIZER_ID),))

    async def settled(self) -> None:
        await self.channel.heard_out()
        await self.bot.settled()

    async def run(self) -> None:
        await self.bot.start()
        tell({"say": "ready"})
        lines = asyncio.StreamReader(limit=2**24)
        await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
        working: set[asyncio.Task[None]] = set()
        while line := await lines.readline():
            # An answer to a send must get through while a step waits for it.
            task = asyncio.create_task(self._obey(json.loads(line)))
            working.add(task)
            task.add_done_callback(working.discard)

    async def _obey(self, order: dict[str, Any]) -> None:
        match order["do"]:
            case "sent":
                self.channel.answered(order["key"], order["id"])
            case "hear":
                for message in order["messages"]:
                    self.channel.hear(INCOMING.validate_python(message))
                await self.settled()
                tell({"say": "done"})
            case "advance":
                await self.alarm.advance(datetime.fromisoformat(order["to"]))
                tell({"say": "done"})
            case "which":
                tell({"say": "known", "ids": await self.database.read(lambda unit: _known(unit, order["ids"]))})
            case "report":
                await self.settled()
                tell({"say": "report", **await self.database.read(_report)})


def _known(unit: UnitOfWork, ids: list[str]) -> list[str]:
    return [one for one in ids if unit.inbox.by_channel_id("playground", one) is not None]


def _report(unit: UnitOfWork) -> dict[str, Any]:
    """What stands at the end: the book by nickname and product, and what became of each post."""
    (organizer,) = unit.organizers.all()
    book: list[Any] = []
    for group_buy in unit.group_buys.latest_of(organizer.id):
        names = {product.id: product.name for product in group_buy.products}
        people = unit.people.many({line.member for line in unit.books.standing(group_buy.id)})
        book += sorted(
            [
                people[line.member].nickname,
                str(line.recipient),
                names[line.product],
                str(line.quantity),
                str(line.waiting),
            ]
            for line in unit.books.standing(group_buy.id)
            if line.quantity or line.waiting
        )
        kept = unit.books.read(group_buy.id)
        book.append([len(kept.late()), len(kept.questions()), len(kept.paid()), group_buy.stage.value])
    rows = [row for state in OutboxState for row in unit.outbox.page(states=[state], limit=500)]
    posts = [
        {"key": row.id, "kind": row.post.kind, "state": row.state.value, "harmless": row.post.harmless_twice}
        for row in rows
    ]
    return {"book": book, "posts": posts, "failed": len(unit.inbox.faults())}


def main() -> None:
    url, folder, now, seed = sys.argv[1:5]
    set_up_logs("error", "console")
    asyncio.run(Child(url, Path(folder), datetime.fromisoformat(now), int(seed)).run())


if __name__ == "__main__":
    main()
