"""Who drives a day through a bot that keeps being killed? It holds the clock and the day, and knows what was given out.

The driver starts the bot, hands in the day's messages by id, moves its clock, takes what it sends, and kills it with
SIGKILL at random moments. After each kill it starts the bot again at the moment that was reached, hands in again what
is not in the inbox, and goes on. What the bot gave out is written down before it is answered, and never changed.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from bot.channels.playground import cast
from bot.channels.playground.heard_day import heard_day
from bot.channels.playground.sample_day import DAY_ENDS_AT
from models.values import Incoming, MessageKind
from tests.crash.child import INCOMING

DAY = date(2026, 11, 23)
ROOT = Path(__file__).resolve().parents[2]
#: Within this many seconds after something was asked of the bot it is killed: what most askings take.
_KILL_WITHIN = 0.02
#: How many of the kills wait for the bot to send something: the one moment at which nobody can know.
_AT_A_SEND = 0.5
_PATIENCE_SECONDS = 120.0


class Killed(Exception):
    """The bot is dead."""


@dataclass(frozen=True)
class Given:
    """One thing that the bot gave out, as the driver wrote it down."""

    key: str
    place: str
    text: str
    file: str | None


@dataclass(frozen=True)
class Outcome:
    """A day's end: the book, the posts with what became of them, and what was given out."""

    book: list[Any]
    posts: list[dict[str, Any]]
    given: list[Given]
    kills: int
    failed: int

    def kinds(self) -> dict[str, str]:
        return {post["key"]: post["kind"] for post in self.posts}

    @property
    def unsure(self) -> int:
        return sum(post["state"] == "unsure" for post in self.posts)

    def given_by_kind(self) -> Counter[tuple[str, str]]:
        """How many posts of each kind went to each place, a doubled one counted once."""
        kinds = self.kinds()
        return Counter((kinds.get(key, "?"), place) for key, place in {(one.key, one.place) for one in self.given})

    def doubled(self) -> int:
        """Posts that were given out twice, but for those that may be: a doubled answer does no harm."""
        harmless = {post["key"] for post in self.posts if post["harmless"]}
        times = Counter(one.key for one in self.given)
        return sum(count - 1 for key, count in times.items() if key not in harmless)


@dataclass
class Driver:
    """Drives one day. ``kills`` are spread over it by ``seed``."""

    url: str
    folder: Path
    kills: int = 0
    seed: int = 1
    given: list[Given] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)
        self._process: asyncio.subprocess.Process | None = None
        self._handed_in: list[Incoming] = []
        self._reached = datetime.combine(DAY, time(7), cast.ZONE)
        self._killed = 0
        self._due_to_be_killed: list[int] = []
        self._asked = 0
        self._strikes_at_send = False

    async def run(self) -> Outcome:
        """Drive the whole day."""
        messages = heard_day(DAY)
        self._choose_moments(2 * len(messages))
        await self._start()
        try:
            await self._certainly({"do": "hear", "messages": [self._as_line(_entrance(self._reached))]})
            for message in messages:
                await self._advance(message.sent_at)
                await self._certainly({"do": "hear", "messages": [self._as_line(message)]})
            await self._advance(datetime.combine(DAY, DAY_ENDS_AT, cast.ZONE))
            report = await self._ask({"do": "report"})
        finally:
            await self._stop()
        return Outcome(report["book"], report["posts"], self.given, self._killed, report["failed"])

    def _choose_moments(self, asked: int) -> None:
        """After which askings the bot dies; several may fall on one, one after the other."""
        self._due_to_be_killed = sorted(self._chance.randrange(1, asked) for _ in range(self.kills))

    def _as_line(self, incoming: Incoming) -> Any:
        self._handed_in.append(incoming)
        return INCOMING.dump_python(incoming, mode="json")

    async def _advance(self, moment: datetime) -> None:
        await self._certainly({"do": "advance", "to": moment.isoformat()})
        self._reached = max(self._reached, moment)

    async def _certainly(self, order: dict[str, Any]) -> None:
        """Ask until it is done: whoever is killed over it is started again, and asked again."""
        while True:
            self._asked += 1
            try:
                await self._ask(order)
            except Killed:
                await self._start_again()
            else:
                return

    async def _start_again(self) -> None:
        """As after any crash: start, and hand in what the inbox has not seen; once more where that is killed too."""
        while True:
            try:
                await self._start()
                known = await self._ask({"do": "which", "ids": [one.message_id for one in self._handed_in]})
                missing = [one for one in self._handed_in if one.message_id not in known["ids"]]
                lines = [INCOMING.dump_python(one, mode="json") for one in missing]
                await self._ask({"do": "hear", "messages": lines})
            except Killed:
                continue
            return

    async def _start(self) -> None:
        command = [sys.executable, "-m", "tests.crash.child", self.url, str(self.folder), self._reached.isoformat()]
        self._process = await asyncio.create_subprocess_exec(
            *command,
            str(self.seed),
            cwd=ROOT,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=2**24,
        )
        await self._read_until({"ready"})

    async def _stop(self) -> None:
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()

    async def _ask(self, order: dict[str, Any]) -> dict[str, Any]:
        killer = self._killer()
        try:
            await self._write(order)
            return await self._read_until({"done", "known", "report"})
        finally:
            if killer is not None and killer.cancel():
                # It was done too soon to be killed over: the next one will be.
                self._due_to_be_killed.insert(0, 0)

    def _killer(self) -> asyncio.Task[None] | None:
        """Whoever strikes a random while after this asking, if it is one of those chosen."""
        if not self._due_to_be_killed or self._asked < self._due_to_be_killed[0]:
            return None
        self._due_to_be_killed.pop(0)
        if not self._strikes_at_send and self._chance.random() < _AT_A_SEND:
            self._strikes_at_send = True
            return None
        return asyncio.create_task(self._kill_after(self._chance.uniform(0, _KILL_WITHIN)))

    async def _kill_after(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        self._kill()

    def _kill(self) -> None:
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            self._killed += 1

    async def _write(self, order: dict[str, Any]) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(order, ensure_ascii=False).encode() + b"\n")
            await self._process.stdin.drain()
        except (BrokenPipeError, ConnectionResetError):
            raise Killed from None

    async def _read_until(self, words: set[str]) -> dict[str, Any]:
        assert self._process is not None
        assert self._process.stdout is not None
        while True:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                line = await self._process.stdout.readline()
            if not line.endswith(b"\n"):
                await self._process.wait()
                raise Killed
            said: dict[str, Any] = json.loads(line)
            if said["say"] == "send":
                await self._take(said)
            elif said["say"] in words:
                return said

    async def _take(self, said: dict[str, Any]) -> None:
        """Write down what is given out before it is answered: the world has it from now on.

        Or let the bot die over it: before anybody has it, or when everybody has and the bot was not told."""
        strikes, self._strikes_at_send = self._strikes_at_send, False
        if strikes and self._chance.random() < _AT_A_SEND:
            self._kill()
            return
        self.given.append(Given(said["key"], said["place"], said["text"], said["file"]))
        if strikes:
            self._kill()
            return
        await self._write({"do": "sent", "key": said["key"], "id": f"given-{len(self.given)}"})


def _entrance(moment: datetime) -> Incoming:
    """The organizer takes the bot into the group."""
    return Incoming(
        channel="playground",
        account=cast.BOT_ID,
        message_id="entrance",
        sender_id=cast.ORGANIZER_ID,
        sender_name=cast.ORGANIZER.nickname,
        sender_is_friend=True,
        sent_at=moment,
        kind=MessageKind.JOIN,
        room_id=cast.ROOM_ID,
        room_name=cast.ROOM_NAME,
    )


@dataclass(frozen=True)
class Verdict:
    """What a killed day differs in from an undisturbed one."""

    kills: int
    lost: int
    doubled: int
    unsure: int
    same_book: bool

    def __str__(self) -> str:
        return f"kills {self.kills}, lost {self.lost}, doubled {self.doubled}, unsure {self.unsure}"


#: Kinds that an undisturbed day does not have.
_ABOUT_MISHAPS = frozenset({"not_sent", "could_not_handle", "missed"})


def compare(calm: Outcome, killed: Outcome) -> Verdict:
    """Posts that are missing or doubled, by kind and place; those that are unsure are held, and count apart."""
    unsure = Counter(post["kind"] for post in killed.posts if post["state"] == "unsure")
    given = killed.given_by_kind()
    lost = 0
    for (kind, place), count in calm.given_by_kind().items():
        missing = max(0, count - given[kind, place])
        held = min(missing, unsure[kind])
        unsure[kind] -= held
        lost += missing - held
    expected = calm.given_by_kind()
    extra = sum(max(0, count - expected[place]) for place, count in given.items() if place[0] not in _ABOUT_MISHAPS)
    return Verdict(killed.kills, lost, killed.doubled() + extra, killed.unsure, calm.book == killed.book)
