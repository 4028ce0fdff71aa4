"""How does a book come out of its ledger, and go back into it?

A book costs a reading of its whole ledger, so the process keeps the last ones. A unit takes one off its shelf, brings
it up to date with what others wrote, and puts it back after the commit if the ledger holds all that it decided; a unit
that is taken back leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, select, update

from models.errors import StoreError
from models.events import BookEvent
from models.groupbuy.book import Book
from models.groupbuy.terms import Terms
from models.ports import StandingLine
from models.store import ledger_rows
from models.store.caches import BookShelf, ShelvedBook
from models.store.standing_rows import Touched, read_standing, write_standing
from models.store.tables import group_buys
from models.store.work import Locked, Work
from models.values import GroupBuyId

_STATE = select(group_buys.c.organizer_id, group_buys.c.version).where(group_buys.c.id == bindparam("group_buy"))
_LOCKED_STATE = _STATE.with_for_update()
_SET_VERSION = update(group_buys).where(group_buys.c.id == bindparam("the_group_buy"))


@dataclass(slots=True)
class _Held:
    """A book in the hands of this unit, with the number of events of the ledger that are in it.

    ``told``: what it decided was recorded. One that was opened to be changed, and of which nothing was heard since,
    may hold what the ledger doesn't.
    """

    book: Book
    version: int
    told: bool = True


class SqlBooks:
    def __init__(self, work: Work, shelf: BookShelf) -> None:
        self._work = work
        self._shelf = shelf
        self._held: dict[GroupBuyId, _Held] = {}
        self._epoch = work.personal.keys.epoch

    def open(self, group_buy: GroupBuyId) -> Book:
        if group_buy not in self._work.locked:
            self._work.locked[group_buy] = self._state(group_buy, locked=True)
        held = self._up_to_date(group_buy, self._work.locked[group_buy].version)
        held.told = False
        return held.book

    def read(self, group_buy: GroupBuyId) -> Book:
        if group_buy in self._work.locked:
            return self._up_to_date(group_buy, self._work.locked[group_buy].version).book
        return self._up_to_date(group_buy, self._state(group_buy, locked=False).version).book

    def record(self, group_buy: GroupBuyId, events: Sequence[BookEvent]) -> None:
        held = self._held.get(group_buy)
        locked = self._work.locked.get(group_buy)
        if held is None or locked is None:
            raise StoreError(f"the book of {group_buy} was not opened by this unit")
        held.told = True
        if not events:
            return
        ledger_rows.append(self._work, group_buy, locked.organizer, held.version, events)
        touched = Touched(group_buy, locked.organizer, held.version, tuple(events))
        held.version = locked.version = held.version + len(events)
        self._work.connection.execute(_SET_VERSION, {"the_group_buy": group_buy, "version": held.version})
        standing = [order for member in touched.members for order in held.book.order_of(member)]
        passed_on = [order for member in touched.known for order in held.book.all_orders_of(member)]
        write_standing(self._work, touched, standing, passed_on)

    def standing(self, group_buy: GroupBuyId) -> Sequence[StandingLine]:
        return read_standing(self._work, group_buy)

    def ledger(self, group_buy: GroupBuyId, *, after: int = 0, limit: int = 200) -> Sequence[tuple[int, BookEvent]]:
        return ledger_rows.page(self._work, group_buy, after, limit)

    def put_back(self) -> None:
        """After the commit: keep what the ledger agrees with for the next unit."""
        for group_buy, held in self._held.items():
            if held.told:
                self._shelf.put(group_buy, ShelvedBook(held.book, held.version, self._epoch))
        self._held.clear()

    def _up_to_date(self, group_buy: GroupBuyId, version: int) -> _Held:
        held = self._held.get(group_buy) or self._taken(group_buy, version)
        if held.version < version:
            for number, event in ledger_rows.after(self._work, group_buy, held.version):
                held.book.apply(event)
                held.version = number
        self._held[group_buy] = held
        return held

    def _taken(self, group_buy: GroupBuyId, version: int) -> _Held:
        shelved = self._shelf.take(group_buy)
        # Ahead of the ledger: the database was put back to an earlier state. Another epoch: somebody was forgotten.
        if shelved is None or shelved.version > version or shelved.epoch != self._epoch:
            return _Held(Book(Terms()), 0)
        return _Held(shelved.book, shelved.version)

    def _state(self, group_buy: GroupBuyId, *, locked: bool) -> Locked:
        statement = _LOCKED_STATE if locked and not self._work.looks_only else _STATE
        row = self._work.connection.execute(statement, {"group_buy": group_buy}).first()
        if row is None:
            raise StoreError(f"there is no group-buy {group_buy}")
        return Locked(row.organizer_id, row.version)
