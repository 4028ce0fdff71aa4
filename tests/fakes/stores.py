"""Which stores are these tests held to? One in memory and the real one over two databases, with the same people."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from bot.database_thread import Units
from models.community.people import Organizer
from models.ports import Sighting
from models.store import open_store
from models.values import PersonId
from tests.fakes.store import FakeStore
from tests.fakes.world import CHANNEL, NOON, ORGANIZER, group

MEMORY = "memory"


class AnyStore(Units, Protocol):
    def forget(self, person: PersonId) -> bool: ...

    def close(self) -> None: ...


@contextmanager
def opened_store(url: str, folder: Path) -> Iterator[AnyStore]:
    """A store with five groups in it (``group1`` is ``room1``); ``memory`` is an url too."""
    store: AnyStore
    if url == MEMORY:
        store = FakeStore()
    else:
        store = database = open_store(url, folder / "keys.sqlite3", busy_seconds=1)
        database.migrate()
    with store.unit() as unit:
        unit.organizers.put(Organizer(ORGANIZER, "团长", PersonId("boss")))
        for number in range(1, 6):
            unit.groups.put(group(number))
        unit.commit()
    try:
        yield store
    finally:
        store.close()


def see(store: Units, name: str) -> PersonId:
    """Somebody speaks for the first time; who they are from now on."""
    with store.unit() as unit:
        sighting = Sighting(ORGANIZER, CHANNEL, f"contact-{name}", name, is_friend=True, group=group(1).id, at=NOON)
        person = unit.people.see(sighting)
        unit.commit()
        return person.id
