"""What does one more post, or one more message, cost where much went before?

`chain_merged`: the last of many snapshots of a chain, each by somebody who added an entry, beside reading that text as
if nobody had seen it. `next_snapshot`: reading one more snapshot, with what the process keeps of the entries before.
`history_memory`: what a chain's history takes for each of its distinct entries, a long one beside a short one.
`late_message`: one more message of a large group-buy, through the whole of its handling and the
commit, beside an early one.
"""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from bot.clock import SteppedClock, SystemClock
from handlers import owners, router
from handlers.house import House
from handlers.memory import Memory
from models.acts import Context
from models.groupbuy.book import Book
from models.groupbuy.said import Said
from models.groupbuy.terms import Terms
from models.language import compile_catalog, read
from models.language.jielong import read_chain
from models.ports import UnitOfWork
from models.store import SqlStore, open_store
from models.values import Incoming, MessageId, PersonId
from scheduler.due import next_due
from tests.load.figure import Figure, Measured, compared, seconds_of
from tests.load.neighbourhood import BOT, ORGANIZER, Neighbourhood
from tests.load.sizes import Sizes
from tests.load.talk import Words, chain, chain_text, product_list

_MILLI = 1e3
_WANTED_OF_MERGE, _WANTED_OF_LATE = "<= 1", "<= 1.5"
_WANTED_OF_NEXT, _WANTED_OF_HISTORY = "<= 0.2", "<= 1.2"
_LAST_SNAPSHOTS = 9
_CHANNEL = "fake"
#: The 50th message stands for its neighbours, the last for so many before it.
_EARLY = slice(30, 70)
_LAST_MESSAGES = 40
_BETWEEN_MESSAGES = timedelta(seconds=5)


def measure(sizes: Sizes) -> Iterator[Figure]:
    yield _chain_merged(sizes)
    yield _next_snapshot(sizes)
    yield _history_memory(sizes)
    yield _late_message(sizes)


def _chain_merged(sizes: Sizes) -> Figure:
    products = product_list(15)
    entries = chain(Words(products, Random(1)), sizes.entries)
    book, now = Book(Terms(products=products)), SystemClock().now()
    cold, merged = [], []
    for number in range(sizes.snapshots + 1):
        shown = entries[: len(entries) - sizes.snapshots + number]
        text, fresh = chain_text(shown), compile_catalog(products)
        at = now + timedelta(minutes=number)
        begin = perf_counter()
        acts = read(text, fresh, Context(at=at))
        cold.append(perf_counter() - begin)
        said = Said(MessageId(f"m{number:04}"), PersonId(f"p{len(shown)}"), at, acts, text=text)
        merged.append(seconds_of(partial(book.take, said)))
    return compared(
        Measured(f"chain_of_{sizes.entries}_merged", median(merged[-_LAST_SNAPSHOTS:]) * _MILLI, "ms"),
        Measured("read_cold", median(cold[-_LAST_SNAPSHOTS:]) * _MILLI, "ms"),
        wanted=_WANTED_OF_MERGE,
    )


def _next_snapshot(sizes: Sizes) -> Figure:
    products = product_list(15)
    entries, catalog = chain(Words(products, Random(1)), sizes.entries + 1), compile_catalog(products)
    memo = Memory().entries(catalog)
    first, then = (
        seconds_of(partial(read_chain, chain_text(some), catalog, Context(), memo=memo))
        for some in (entries[:-1], entries)
    )
    return compared(
        Measured(f"chain_of_{sizes.entries}_next_snapshot", then * _MILLI, "ms"),
        Measured("read_cold", first * _MILLI, "ms"),
        wanted=_WANTED_OF_NEXT,
    )


def _history_memory(sizes: Sizes) -> Figure:
    few = sizes.entries // 4
    many_bytes, few_bytes = (_bytes_an_entry(size) for size in (sizes.entries, few))
    return compared(
        Measured(f"history_of_{sizes.entries}_entries", many_bytes, "bytes/entry"),
        Measured(f"history_of_{few}", few_bytes, "bytes/entry"),
        wanted=_WANTED_OF_HISTORY,
    )


def _bytes_an_entry(size: int) -> float:
    """What the book of a chain takes to which so many people added themselves, one after the other."""
    products = product_list(15)
    entries, catalog = chain(Words(products, Random(1)), size), compile_catalog(products)
    memo, now = Memory().entries(catalog), SystemClock().now()
    posts = [read_chain(chain_text(entries[: number + 1]), catalog, Context(), memo=memo) for number in range(size)]
    tracemalloc.start()
    book = Book(Terms(products=products))
    for number, post in enumerate(posts):
        acts = () if post is None else (post,)
        book.take(Said(MessageId(f"m{number:04}"), PersonId(f"p{number}"), now + timedelta(seconds=number), acts))
    taken = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return taken / size


def _late_message(sizes: Sizes) -> Figure:
    with TemporaryDirectory(prefix="tuan-load-") as name:
        folder = Path(name)
        store = open_store(f"sqlite:///{folder}/tuan.db", folder / "keys.sqlite")
        store.migrate()
        taken = _LargeGroupBuy(store, sizes).fill()
        store.close()
    return compared(
        Measured(f"message_after_{sizes.events}_events", median(taken[-_LAST_MESSAGES:]) * _MILLI, "ms"),
        Measured("50th_message", median(taken[_EARLY]) * _MILLI, "ms"),
        wanted=_WANTED_OF_LATE,
    )


class _LargeGroupBuy:
    """One room with many members, who order until its ledger is long."""

    def __init__(self, store: SqlStore, sizes: Sizes) -> None:
        self._store = store
        self._sizes = sizes
        self._neighbourhood = Neighbourhood(rooms=1, residents=sizes.members)
        self._house = House(next_due=next_due)
        self._clock = SteppedClock(SystemClock().now())

    def fill(self) -> list[float]:
        """How long each message took, the greetings left out: everybody is a member from the beginning."""
        self._in_unit(self._prepare)
        taken: list[float] = []
        lines = self._neighbourhood.talk(seed=1)
        for number, line in enumerate(self._neighbourhood.greetings()):
            self._hear(f"greeting-{number}", line.talker, line.text)
        while self._events() < self._sizes.events:
            for line in islice(lines, _LAST_MESSAGES):
                taken.append(self._hear(f"m{len(taken)}", line.talker, line.text))
                self._in_unit(self._give_out)
        return taken

    def _prepare(self, unit: UnitOfWork) -> None:
        now = self._clock.now()
        owners.introduce("o1", "团长", _CHANNEL, ORGANIZER, unit, now)
        self._neighbourhood.open_everywhere(unit, _CHANNEL, now, self._house)

    def _hear(self, message_id: str, talker: str, text: str) -> float:
        now = self._clock.now()
        incoming = Incoming(
            channel=_CHANNEL,
            account=BOT,
            message_id=message_id,
            sender_id=talker,
            sent_at=now,
            text=text,
            room_id=self._neighbourhood.room_id(0),
            room_name=self._neighbourhood.room_name(0),
            sender_name=talker,
        )
        self._in_unit(lambda unit: unit.inbox.put(incoming, now))
        return seconds_of(partial(self._in_unit, self._handle))

    def _handle(self, unit: UnitOfWork) -> None:
        now = self._clock.now()
        for row in unit.inbox.next_waiting(limit=1):
            router.receive(row, unit, now, self._house)
            unit.inbox.handled(row.id, now)

    def _give_out(self, unit: UnitOfWork) -> None:
        """Post what is due by now: what waits is added to, and would grow for ever."""
        self._clock.advance_to(self._clock.now() + _BETWEEN_MESSAGES)
        now = self._clock.now()
        for row in unit.outbox.heads(now):
            if unit.outbox.claim(row.id, fence=1, deadline=now):
                unit.outbox.sent(row.id, at=now, channel_message_id=row.id, text="")

    def _events(self) -> int:
        with self._store.reader() as unit:
            (organizer,) = unit.organizers.all()
            (group_buy,) = unit.group_buys.latest_of(organizer.id)
            return group_buy.version

    def _in_unit(self, use: Callable[[UnitOfWork], object]) -> None:
        with self._store.unit() as unit:
            use(unit)
            unit.commit()
