"""How do many groups live with one bot? The real one, on a clock that is moved by hand, as fast as it goes."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Self

from bot.app import Bot, Outside, Owner
from bot.clock import SteppedAlarm, SteppedClock
from bot.housekeeping import Housekeeper
from bot.rendering.rendering import Documents, Rendering
from bot.rendering.words import Words
from bot.simulation.calendar import ZONE
from bot.simulation.channel import Mishap, SimulatedChannel, no_mishap
from bot.simulation.day import beginning, sayings_of
from bot.simulation.hours import whole_day
from bot.simulation.one_thread import OneThread
from bot.simulation.organizers_day import Promise, promises_of, summary_of
from bot.simulation.profiles import Profile, profile_of
from bot.simulation.record import Given, Record
from bot.simulation.residents import Neighbourhood, neighbourhood
from bot.simulation.sayings import BOT_NAME, CHANNEL_NAME, Intent, Numbered, heard
from bot.simulation.settings import mode_of
from handlers.house import House
from handlers.unsaid import LEFT_UNSAID
from models.community.modes import defaults_of
from models.mail import PART, Json, OutboxRow, OutboxState, Post
from models.own_wordings import Voice
from models.ports import KeepingTerms, UnitOfWork
from models.store import SqlStore
from models.values import OrganizerId, Outgoing
from scheduler.due import next_due
from scheduler.letters import Rendered

#: The bot starts some hours before the first day, when the organizers take it into their groups.
_STARTS_BEFORE = timedelta(hours=5)
_MOST_TOLD = 10_000
#: An account posts like a person, once in two seconds, so that so many groups have their lists in three minutes. More
#: groups are more accounts, each with a bot of its own.
GROUPS_OF_AN_ACCOUNT = 50


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be simulated. ``profile`` None is a mix; ``first_group`` is the number of the first one of them."""

    days: int
    groups: int
    seed: int
    first_day: date
    profile: Profile | None = None
    first_group: int = 0

    @property
    def begins_at(self) -> datetime:
        """When the bot is started: before the organizers take it into their groups."""
        return whole_day(self.first_day)[0] - _STARTS_BEFORE

    @property
    def ends_at(self) -> datetime:
        return whole_day(self.every_day()[-1])[1]

    def every_day(self) -> list[date]:
        return [self.first_day + timedelta(days=count) for count in range(self.days)]

    def place(self, group: int) -> Neighbourhood:
        return neighbourhood(self.seed, profile_of(group, self.profile), group)

    def places(self) -> list[Neighbourhood]:
        return [self.place(group) for group in range(self.first_group, self.first_group + self.groups)]

    def accounts(self) -> list[Plan]:
        """The same groups, shared out to as many accounts as it takes."""
        end = self.first_group + self.groups
        return [
            replace(self, first_group=first, groups=min(GROUPS_OF_AN_ACCOUNT, end - first))
            for first in range(self.first_group, end, GROUPS_OF_AN_ACCOUNT)
        ]


@dataclass(frozen=True, slots=True)
class Faults:
    """What the bot itself says of what went wrong: posts of which nobody knows, posts and messages that failed."""

    unsure: int
    failed_posts: int
    failed_messages: int

    def __add__(self, other: Faults) -> Faults:
        return Faults(
            self.unsure + other.unsure,
            self.failed_posts + other.failed_posts,
            self.failed_messages + other.failed_messages,
        )


class Town:
    """A bot of one account with all its groups, each with an organizer of its own. Use ``async with``."""

    def __init__(
        self, plan: Plan, store: SqlStore, folder: Path, documents: Documents, mishap: Mishap = no_mishap
    ) -> None:
        self.plan = plan
        self.record = Record()
        self._places = plan.places()
        self._by_address = {place.room_id: place.number for place in self._places} | {
            person.contact: place.number for place in self._places for person in (place.organizer, *place.residents)
        }
        self._rendered: dict[str, tuple[Post, frozenset[str]]] = {}
        self.clock = SteppedClock(plan.begins_at)
        self.alarm = SteppedAlarm(self.clock, self._settled)
        self.channel = SimulatedChannel(self.clock, self._goes_out, mishap)
        self.database = OneThread(store)
        self._words = Words()
        self._rendering = Rendering(self._words, documents, self.clock)
        outside = Outside(
            database=self.database,
            channel=self.channel,
            clock=self.clock,
            alarm=self.alarm,
            render=self._render,
            draw=Random(f"pace {plan.seed}").uniform,
            holder="simulation",
            media=folder / "media",
        )
        rooms = {place.room_name: OrganizerId(place.owner_id) for place in self._places}
        house = House(next_due=next_due, rooms_of=rooms, bot_names=(BOT_NAME,))
        owners = tuple(Owner(place.owner_id, place.organizer.name, place.organizer.contact) for place in self._places)
        self.bot = Bot(outside, house, owners)
        self._housekeeper = Housekeeper(store, self.clock, self.alarm, folder / "media", KeepingTerms(), ZONE)

    async def __aenter__(self) -> Self:
        # As the process does before its first post (bot/process.py).
        self._words.load()
        await self.bot.start()
        self._housekeeper.start()
        await self._settled()
        return self

    async def __aexit__(self, *_: object) -> None:
        self._housekeeper.close()
        await self.bot.close()

    async def live(self, after_each_day: Callable[[date], None] = lambda _day: None) -> None:
        """The evening before, and all the days."""
        eve = self.plan.first_day - timedelta(days=1)
        await self._play(said_before(self.plan.seed, self._places, self.plan.first_day))
        await self.database.write(partial(give_modes, self._places))
        await self.alarm.advance(whole_day(eve)[1])
        for day in self.plan.every_day():
            await self._play(said_on(self.plan.seed, self._places, day))
            await self.alarm.advance(whole_day(day)[1])
            after_each_day(day)

    async def faults(self) -> Faults:
        """What stands in the bot's own books at the end."""

        def read(unit: UnitOfWork) -> Faults:
            unsure, failed = (unit.outbox.page(states=[one], limit=_MOST_TOLD) for one in _TROUBLED)
            # What was left out on purpose is no fault, and counts where it was promised (``left_out``).
            broke = [row for row in failed if not row.fault.startswith(LEFT_UNSAID)]
            return Faults(len(unsure), len(broke), len(unit.inbox.faults(limit=_MOST_TOLD)))

        return await self.database.read(read)

    async def _play(self, said: Iterable[tuple[Neighbourhood, Numbered]]) -> None:
        for place, numbered in said:
            if numbered.saying.at > self.clock.now():
                await self.alarm.advance(numbered.saying.at)
            if not numbered.saying.private and numbered.saying.intent is not Intent.ENTRANCE:
                self.record.said[place.number].append(numbered.saying)
            self.channel.hear(heard(numbered, place))
        await self._settled()

    async def _settled(self) -> None:
        while True:
            await self.channel.heard_out()
            await self.bot.settled()
            if not self.channel.waiting:
                return

    # What goes out

    async def _render(self, row: OutboxRow, values: Mapping[str, Json], voice: Voice) -> Sequence[Rendered]:
        rendered = await self._rendering.render_row(row, values, voice)
        self._rendered[row.id] = (row.post, frozenset(_named(dict(values))))
        return rendered

    def _goes_out(self, outgoing: Outgoing) -> None:
        post, names = self._rendered[outgoing.key]
        self.record.note_given(
            Given(
                at=self.clock.now(),
                group=self._by_address[outgoing.room_id or outgoing.contact_id or ""],
                private=outgoing.room_id is None,
                key=outgoing.key,
                text=outgoing.text,
                post=post,
                names=names,
                file=None if outgoing.attachment is None else outgoing.attachment.file_name,
                later_part=PART in post.values,
            )
        )


def said_before(
    seed: int, places: Sequence[Neighbourhood], first_day: date
) -> Iterator[tuple[Neighbourhood, Numbered]]:
    """What is said in all groups on the evening before the first day, in the order of the clock."""
    return _together(places, (beginning(seed, place, first_day) for place in places))


def said_on(seed: int, places: Sequence[Neighbourhood], day: date) -> Iterator[tuple[Neighbourhood, Numbered]]:
    """What is said in all groups on a day, in the order of the clock."""
    return _together(places, (sayings_of(seed, place, day) for place in places))


def _together(
    places: Iterable[Neighbourhood], said: Iterable[list[Numbered]]
) -> Iterator[tuple[Neighbourhood, Numbered]]:
    each = (
        [(one.saying.at, place.number, count, place, one) for count, one in enumerate(numbered)]
        for place, numbered in zip(places, said, strict=True)
    )
    return ((place, numbered) for _, _, _, place, numbered in heapq.merge(*each))


def promised(plan: Plan, place: Neighbourhood) -> list[Promise]:
    """All that a group and its organizer should read of its days; the evening before them has a summary too."""
    days = plan.every_day()
    eve = summary_of(place, days[0] - timedelta(days=1))
    return [eve, *(promise for day in days for promise in promises_of(plan.seed, place, day))]


def give_modes(places: Iterable[Neighbourhood], unit: UnitOfWork) -> None:
    """Each group is run as its character asks for, from now on: as `群模式 乡村` has it, also after another start."""
    for place in places:
        group = unit.groups.by_room(CHANNEL_NAME, place.room_id)
        if group is None:
            continue
        mode = mode_of(place.profile.character)
        unit.groups.put(group.settled_over(defaults_of(mode)))
        unit.peace.put(replace(unit.peace.get(group.id), mode=mode))


_TROUBLED = (OutboxState.UNSURE, OutboxState.FAILED)


def _named(values: Json) -> Iterator[str]:
    """Everybody who is named anywhere in the values of a post, whose references were looked up."""
    if isinstance(values, dict):
        for key, value in values.items():
            if key == "who" and isinstance(value, str):
                yield value
            else:
                yield from _named(value)
    elif isinstance(values, list):
        for value in values:
            yield from _named(value)
