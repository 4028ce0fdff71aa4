"""A store in memory, honest about transactions: what is not committed was never there, and one writes at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, cast

from models.community.people import Group, Organizer, Person
from models.groupbuy.group_buy import GroupBuy
from models.mail import InboxRow, InboxState, Json, OutboxRow
from models.ports import (
    Books,
    ChatLog,
    Conversations,
    GroupBuys,
    Groups,
    Ids,
    Inbox,
    Leases,
    Organizers,
    Outbox,
    OwnWordings,
    PeaceKept,
    People,
    ProductPosts,
    Schedules,
    Sighting,
    Undos,
)
from models.schedule import Firing, FiringState, Schedule
from models.values import GroupBuyId, GroupId, Incoming, MessageId, OrganizerId, PersonId
from tests.fakes.outbox import FakeOutbox


@dataclass
class State:
    """All rows. Values are frozen, so that a copy of the tables is a copy of everything."""

    count: int = 0
    organizers: dict[OrganizerId, Organizer] = field(default_factory=dict)
    groups: dict[GroupId, Group] = field(default_factory=dict)
    group_buys: dict[GroupBuyId, GroupBuy] = field(default_factory=dict)
    people: dict[PersonId, Person] = field(default_factory=dict)
    inbox: dict[MessageId, InboxRow] = field(default_factory=dict)
    outbox: dict[str, OutboxRow] = field(default_factory=dict)
    schedules: dict[str, Schedule] = field(default_factory=dict)
    firings: dict[tuple[str, datetime], Firing] = field(default_factory=dict)
    own_wordings: dict[tuple[OrganizerId, str], tuple[str, ...]] = field(default_factory=dict)
    leases: dict[str, tuple[str, int, datetime]] = field(default_factory=dict)

    def copied(self) -> State:
        return State(**{name: copy(getattr(self, name)) for name in self.__dataclass_fields__})

    def next_id(self) -> str:
        self.count += 1
        return f"{self.count:08d}"


class FakeIds:
    def __init__(self, state: State) -> None:
        self._state = state

    def new(self) -> str:
        return self._state.next_id()


class FakeInbox:
    def __init__(self, state: State) -> None:
        self._state = state
        self._rows = state.inbox

    def put(self, incoming: Incoming, received_at: datetime) -> MessageId | None:
        incoming.text.encode()  # A database takes no half of a character.
        if self.by_channel_id(incoming.channel, incoming.message_id) is not None:
            return None
        message = MessageId(self._state.next_id())
        state = InboxState.WAITING if incoming.fault is None else InboxState.UNREADABLE
        self._rows[message] = InboxRow(message, incoming, received_at, state, fault=incoming.fault or "")
        return message

    def get(self, message: MessageId) -> InboxRow | None:
        return self._rows.get(message)

    def by_channel_id(self, channel: str, channel_message_id: str) -> MessageId | None:
        for row in self._rows.values():
            if (row.incoming.channel, row.incoming.message_id) == (channel, channel_message_id):
                return row.id
        return None

    def next_waiting(self, *, limit: int = 50) -> list[InboxRow]:
        waiting = [row for row in self._rows.values() if row.state is InboxState.WAITING]
        return sorted(waiting, key=lambda row: row.id)[:limit]

    def handled(self, message: MessageId, at: datetime) -> None:
        self._rows[message] = replace(self._rows[message], state=InboxState.HANDLED)

    def failed(self, message: MessageId, at: datetime, fault: str) -> None:
        row = self._rows[message]
        self._rows[message] = replace(row, state=InboxState.FAILED, fault=fault, attempts=row.attempts + 1)

    def reopen(self, message: MessageId) -> None:
        self._rows[message] = replace(self._rows[message], state=InboxState.WAITING, fault="")

    def faults(self, *, limit: int = 50) -> list[InboxRow]:
        wrong = [row for row in self._rows.values() if row.state in (InboxState.FAILED, InboxState.UNREADABLE)]
        return sorted(wrong, key=lambda row: row.id, reverse=True)[:limit]


class FakeSchedules:
    def __init__(self, state: State) -> None:
        self._rows = state.schedules
        self._firings = state.firings

    def get(self, schedule: str) -> Schedule | None:
        return self._rows.get(schedule)

    def put(self, schedule: Schedule) -> None:
        self._rows[schedule.id] = schedule

    def remove(self, schedule: str) -> None:
        self._rows.pop(schedule, None)

    def of_group(self, group: GroupId) -> list[Schedule]:
        return [schedule for schedule in self._rows.values() if schedule.group == group]

    def of_group_buy(self, group_buy: str) -> list[Schedule]:
        return [schedule for schedule in self._rows.values() if schedule.group_buy == group_buy]

    def of_organizer(self, organizer: str) -> list[Schedule]:
        return [schedule for schedule in self._rows.values() if schedule.organizer == organizer]

    def due(self, now: datetime, *, limit: int = 50) -> list[Schedule]:
        due = [(moment, schedule) for moment, schedule in self._active() if moment <= now]
        return [schedule for _, schedule in sorted(due, key=lambda pair: (pair[0], pair[1].id))][:limit]

    def to_come(self, group: GroupId, after: datetime, until: datetime) -> list[Schedule]:
        found = [(moment, one) for moment, one in self._active() if one.group == group and after < moment < until]
        return [one for _, one in sorted(found, key=lambda pair: (pair[0], pair[1].id))]

    def next_moment(self) -> datetime | None:
        return min((moment for moment, _ in self._active()), default=None)

    def claim(self, firing: Firing) -> bool:
        key = (firing.schedule, firing.due_at)
        return self._firings.setdefault(key, firing) is firing

    def claim_all(self, firings: Sequence[Firing]) -> bool:
        claimed = [self.claim(firing) for firing in firings]
        return all(claimed)

    def skip(self, firing: Firing) -> None:
        self._firings[firing.schedule, firing.due_at] = replace(firing, state=FiringState.SKIPPED)

    def move(self, next_due: Mapping[str, datetime | None]) -> None:
        for schedule, moment in next_due.items():
            self._rows[schedule] = replace(self._rows[schedule], next_due=moment)

    def firings(self, schedule: str, *, limit: int = 20) -> list[Firing]:
        found = [firing for firing in self._firings.values() if firing.schedule == schedule]
        return sorted(found, key=lambda firing: firing.due_at, reverse=True)[:limit]

    def _active(self) -> Iterator[tuple[datetime, Schedule]]:
        for schedule in self._rows.values():
            if schedule.active and schedule.next_due is not None:
                yield schedule.next_due, schedule


class FakeLeases:
    def __init__(self, state: State) -> None:
        self._rows = state.leases

    def take(self, account: str, holder: str, now: datetime, seconds: int) -> int | None:
        before, fence, until = self._rows.get(account, ("", 0, now))
        if before not in ("", holder) and until > now:
            return None
        fence = fence if before == holder else fence + 1
        self._rows[account] = (holder, fence, now + timedelta(seconds=seconds))
        return fence

    def holds(self, account: str, fence: int) -> bool:
        holder, current, _ = self._rows.get(account, ("", 0, None))
        return holder != "" and current == fence

    def release(self, account: str, holder: str) -> None:
        if account in self._rows and self._rows[account][0] == holder:
            _, fence, until = self._rows[account]
            self._rows[account] = ("", fence, until)


class FakeOwnWordings:
    def __init__(self, state: State) -> None:
        self._rows = state.own_wordings

    def of_kind(self, organizer: OrganizerId, kind: str) -> tuple[str, ...]:
        return self._rows.get((organizer, kind), ())

    def kinds_of(self, organizer: OrganizerId) -> Mapping[str, int]:
        return {kind: len(sources) for (owner, kind), sources in sorted(self._rows.items()) if owner == organizer}

    def put(self, organizer: OrganizerId, kind: str, sources: Sequence[str], at: datetime) -> None:
        self._rows.pop((organizer, kind), None)
        if sources:
            self._rows[organizer, kind] = tuple(sources)


class FakeTable:
    """Organizers, groups or group-buys, by id: what the tests here need of them."""

    def __init__(self, rows: dict[Any, Any]) -> None:
        self._rows = rows

    def get(self, key: str) -> Any:
        return self._rows.get(key)

    def put(self, value: Any) -> None:
        self._rows[value.id] = value

    def by_room(self, channel: str, room_id: str) -> Any:
        return next((row for row in self._rows.values() if (row.channel, row.room_id) == (channel, room_id)), None)


class FakePeople:
    def __init__(self, state: State) -> None:
        self._state = state
        self._rows = state.people

    def get(self, person: PersonId) -> Person | None:
        return self._rows.get(person)

    def many(self, people: Iterable[PersonId]) -> dict[PersonId, Person]:
        return {person: self._rows[person] for person in people if person in self._rows}

    def see(self, sighting: Sighting) -> Person:
        for known in self._rows.values():
            if known.contact_id == sighting.contact_id:
                return known
        person = Person(
            PersonId(self._state.next_id()),
            sighting.organizer,
            sighting.channel,
            sighting.contact_id,
            sighting.nickname,
            sighting.is_friend,
            sighting.at,
        )
        self._rows[person.id] = person
        return person


class Untouched:
    """Stands for a repository that these tests don't use, and says so when one does."""

    def __getattr__(self, name: str) -> Any:
        raise NotImplementedError(f"the fake store has no {name}")


class FakeUnit:
    """One transaction over a copy of the tables."""

    def __init__(self, store: FakeStore) -> None:
        self._store = store
        self._state = state = store.state.copied()
        self.inbox: Inbox = FakeInbox(state)
        self.outbox: Outbox = FakeOutbox(state)
        self.schedules: Schedules = FakeSchedules(state)
        self.leases: Leases = FakeLeases(state)
        self.own_wordings: OwnWordings = FakeOwnWordings(state)
        self.groups: Groups = cast(Groups, FakeTable(state.groups))
        self.peace: PeaceKept = cast(PeaceKept, Untouched())
        self.people: People = cast(People, FakePeople(state))
        self.ids: Ids = FakeIds(state)
        self.organizers: Organizers = cast(Organizers, FakeTable(state.organizers))
        self.group_buys: GroupBuys = cast(GroupBuys, FakeTable(state.group_buys))
        self.product_posts: ProductPosts = cast(ProductPosts, Untouched())
        self.books: Books = cast(Books, Untouched())
        self.chat_log: ChatLog = cast(ChatLog, Untouched())
        self.conversations: Conversations = cast(Conversations, Untouched())
        self.undos: Undos = cast(Undos, Untouched())

    def commit(self) -> None:
        self._store.state = self._state.copied()

    def resolve(self, values: Mapping[str, Json]) -> dict[str, Json]:
        return {key: self._resolved(value) for key, value in values.items()}

    def _resolved(self, value: Json) -> Json:
        if isinstance(value, dict) and "$person" in value:
            person = self._state.people.get(PersonId(value["$person"]))
            return person.nickname if person else None
        return value


class FakeStore:
    """The units of the ``Store`` port."""

    def __init__(self) -> None:
        self.state = State()
        self._writer = threading.Lock()

    @contextmanager
    def unit(self) -> Iterator[FakeUnit]:
        with self._writer:
            yield FakeUnit(self)

    @contextmanager
    def reader(self) -> Iterator[FakeUnit]:
        yield FakeUnit(self)

    def forget(self, person: PersonId) -> bool:
        with self._writer:
            known = self.state.people[person]
            self.state.people[person] = replace(known, contact_id=None, nickname="")
        return True

    def close(self) -> None:
        return
