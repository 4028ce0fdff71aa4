"""What do the repositories of one unit share? The connection, the personal data, the ids."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Insert, Table, literal_column
from sqlalchemy.dialects import postgresql, sqlite

from models.community.people import Group, Person
from models.groupbuy.group_buy import GroupBuy
from models.ports import Ids
from models.schedule import Schedule
from models.store.personal_data import PersonalData
from models.store.prepared import QuickConnection
from models.values import GroupBuyId, GroupId, PersonId


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """What never or seldom changes about a group, known to the unit once it has read the group."""

    organizer: str
    time_zone: str
    names_revision: str


@dataclass(slots=True)
class Locked:
    """A group-buy that nobody else changes while this unit lasts, as it is now. ``version``: how many events its ledger
    holds."""

    organizer: str
    version: int
    group_buy: GroupBuy | None = None


@dataclass(slots=True)
class Known:
    """What one unit read ahead, or has locked, and so need not ask for again until its commit: due schedules (None
    where one was removed), groups, people, and the group-buys that matter to a group."""

    schedules: dict[str, Schedule | None] = field(default_factory=dict)
    groups: dict[GroupId, Group] = field(default_factory=dict)
    people: dict[PersonId, Person] = field(default_factory=dict)
    live: dict[GroupId, list[GroupBuy]] = field(default_factory=dict)


@dataclass(slots=True)
class Work:
    """One unit from within. ``locked`` are the group-buys that it has locked; one that ``looks_only`` locks nothing,
    whatever it is asked for."""

    connection: QuickConnection
    personal: PersonalData
    ids: Ids
    looks_only: bool = False
    group_facts: dict[GroupId, GroupFacts] = field(default_factory=dict)
    person_organizers: dict[PersonId, str] = field(default_factory=dict)
    locked: dict[GroupBuyId, Locked] = field(default_factory=dict)
    known: Known = field(default_factory=Known)

    def forget(self) -> None:
        """After a commit nothing is locked any more, and others may have written."""
        self.locked.clear()
        self.known = Known()

    @property
    def dialect(self) -> str:
        return self.connection.dialect.name


def constant(word: StrEnum) -> ColumnElement[str]:
    """A state as part of the statement, not as a parameter: only so does an index of a few rows fit it."""
    return literal_column(f"'{word}'")


class Upsert:
    """An insert that says what to do where the row is there, made for either database."""

    def __init__(self, build: Callable[[Callable[[Table], Any]], Insert]) -> None:
        inserts = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
        self._statements: dict[str, Insert] = {
            # Not every driver's count of an insert is kept unless it is asked for.
            dialect: build(insert).execution_options(preserve_rowcount=True)
            for dialect, insert in inserts.items()
        }

    def run(self, work: Work, values: dict[str, Any] | Sequence[dict[str, Any]]) -> int:
        """Rows written."""
        count: int = work.connection.execute(self._statements[work.dialect], values).rowcount
        return count

    def returned(self, work: Work, values: dict[str, Any]) -> Any:
        """What ``RETURNING`` gave, or None where nothing was written."""
        return work.connection.execute(self._statements[work.dialect], values).scalar()


def or_leave(table: Table, *keys: str) -> Upsert:
    """Insert; leave what is there."""
    return Upsert(lambda insert: insert(table).on_conflict_do_nothing(index_elements=list(keys)))


def or_replace(table: Table, *keys: str, keep: tuple[str, ...] = ()) -> Upsert:
    """Insert, or overwrite all but the keys and what ``keep`` names."""

    def build(insert: Callable[[Table], Any]) -> Insert:
        statement = insert(table)
        changed = {
            column.name: statement.excluded[column.name]
            for column in table.columns
            if column.name not in keys and column.name not in keep
        }
        replaced: Insert = statement.on_conflict_do_update(index_elements=list(keys), set_=changed)
        return replaced

    return Upsert(build)
