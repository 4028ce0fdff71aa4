"""What does paper cost? A day of 500 residents, 40 products and 1,500 order messages, as texts and as files.

`totals`, `purchase_list`, `route`: read from the store and put into words, beside the same statements fetched through
the same SQLAlchemy engine, with the same addresses opened, and an empty template. The files stand beside what the
library takes for the same cells, or the same glyphs; since the typesetter remembers what it has set, no two are of the
same texts. Processor time, as other things go on on the machine; each turn by turn with what stands beside it.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

from sqlalchemy import Executable

from bot.rendering import labels, route
from bot.rendering.documents.labels import read_labels
from bot.rendering.documents.orders_workbook import read_workbook
from bot.rendering.documents.route_sheet import read_route
from bot.rendering.names import pair_names
from bot.rendering.warm import WarmRenderer
from bot.rendering.words import Words
from bot.rendering.workbooks import orders
from handlers import delivering, figures, labelling, tables
from handlers.turn import Turn
from models.groupbuy.group_buy import GroupBuy
from models.mail import Json
from models.store import SqlStore, open_store
from models.store.personal_data import PersonalData, Token
from models.store.prepared import QuickConnection
from tests.load.bare_documents import bare_labels, bare_route, bare_workbook
from tests.load.day_of_orders import NOW, Day, group_buy_of, turn_of
from tests.load.figure import Figure, Measured, compared
from tests.load.lateness import delay_during
from tests.load.sizes import Sizes

_MILLI = 1e3
_ZONE = "Asia/Shanghai"
_WANTED_OF_TEXTS, _WANTED_OF_FILES = "<= 3", "<= 2"
#: Four times the residents: linear, with a fifth for what is noise.
_TIMES, _WANTED_OF_GROWTH = 4, "<= 4.8"
_MOST_DELAY_MS = 50
#: Under these keys names stand in values.
_NAMES = frozenset({"who", "product", "name", "short"})

Values = dict[str, Json]
Read = Callable[[GroupBuy, Turn], Values]
Work = Callable[[], object]
#: A piece of work, got ready for the turn that it has.
Make = Callable[[int], Work]


def _purchase_list(group_buy: GroupBuy, turn: Turn) -> Values:
    lines = turn.unit.books.standing(group_buy.id)
    return {"title": group_buy.title, "products": figures.product_totals(group_buy, lines)}


#: What is told in words, by the kind of its template.
_TEXTS: dict[str, Read] = {
    "totals": figures.totals_of,
    "purchase_list": _purchase_list,
    "route": delivering.route_values,
}
_FILES: dict[str, Read] = {
    "orders_workbook": tables.workbook_values,
    "route_sheet": partial(delivering.route_values, everybody=True),
    "labels": partial(labelling.label_values, paper="single"),
    "labels_a4": partial(labelling.label_values, paper="a4"),
}


def measure(sizes: Sizes) -> Iterator[Figure]:
    with TemporaryDirectory(prefix="tuan-load-") as name:
        folder = Path(name)
        with _filled(folder / "day", sizes, sizes.orderers) as day, _filled(folder / "few", sizes, _few(sizes)) as few:
            yield from _texts(day, sizes)
            yield from _files(day, sizes)
            yield from _growth(day, few, sizes)
            yield from asyncio.run(_loop_delay(day, sizes))


def _few(sizes: Sizes) -> int:
    return max(1, sizes.orderers // _TIMES)


@dataclass(frozen=True, slots=True)
class _Filled:
    """A store with a day in it, and who asks."""

    store: SqlStore
    turn: Turn
    words: Words

    def values(self, read: Read) -> Values:
        """Values with their references looked up, as the process beside the loop gets them."""
        with self.store.reader() as unit:
            return unit.resolve(read(group_buy_of(unit), replace(self.turn, unit=unit)))

    def text(self, kind: str, read: Read) -> str:
        with self.store.reader() as unit:
            values = read(group_buy_of(unit), replace(self.turn, unit=unit))
            resolved = unit.resolve(values)
        return self.words.render(kind, pair_names(values, resolved), now=NOW, time_zone=_ZONE).text


@contextmanager
def _filled(folder: Path, sizes: Sizes, residents: int) -> Iterator[_Filled]:
    folder.mkdir()
    store = open_store(f"sqlite:///{folder}/tuan.db", folder / "keys.sqlite")
    store.migrate()
    Day(residents, sizes.orders_each, sizes.on_sale).fill(store)
    with store.unit() as unit:
        turn = turn_of(unit)
        unit.commit()
    words = Words()
    words.load()
    yield _Filled(store, turn, words)
    store.close()


# Texts


def _texts(day: _Filled, sizes: Sizes) -> Iterator[Figure]:
    nothing = day.words.environment.from_string("")
    for kind, read in (*_TEXTS.items(), ("route_of_everybody", _FILES["route_sheet"])):
        told = partial(day.text, "route" if kind == "route_of_everybody" else kind, read)
        told()
        with _recorded() as (statements, tokens):
            told()

        def fetched(statements: list[Any] = statements, tokens: list[list[Token | None]] = tokens) -> None:
            with day.store.reader() as unit:
                for statement, given in statements:
                    unit.connection.execute(statement, given or {}).all()
                for some in tokens:
                    unit.work.personal.open_all(some)
            nothing.render()

        ours, theirs = _turn_by_turn(_always(told), _always(fetched), sizes.makings)
        wanted = _WANTED_OF_TEXTS if kind in _TEXTS else ""
        yield _compared(kind, ours, f"{len(statements)}_statements", theirs, wanted)


@contextmanager
def _recorded() -> Iterator[tuple[list[tuple[Executable, Any]], list[list[Token | None]]]]:
    """Every statement that is run through a store, and all tokens that are opened, while this lasts."""
    statements: list[tuple[Executable, Any]] = []
    tokens: list[list[Token | None]] = []
    execute, open_all = QuickConnection.execute, PersonalData.open_all

    def note_execute(self: QuickConnection, statement: Executable, given: Any = ()) -> Any:
        statements.append((statement, given))
        return execute(self, statement, given)

    def note_open(self: PersonalData, some: Any) -> dict[Token, str]:
        tokens.append(list(some))
        return open_all(self, tokens[-1])

    QuickConnection.execute = note_execute  # type: ignore[method-assign]
    PersonalData.open_all = note_open  # type: ignore[method-assign,assignment]
    try:
        yield statements, tokens
    finally:
        QuickConnection.execute = execute  # type: ignore[method-assign]
        PersonalData.open_all = open_all  # type: ignore[method-assign]


# Files


def _makers(day: _Filled) -> dict[str, tuple[Make, Make]]:
    """Each file: how it is made of values, and what the library alone does for the same, both ready to be timed."""
    values = {name: day.values(read) for name, read in _FILES.items()}

    def of(name: str, make: Callable[[Values], Work], bare: Callable[[Values], Work]) -> tuple[Make, Make]:
        return lambda turn: make(_varied(values[name], turn)), lambda turn: bare(_varied(values[name], turn))

    return {
        "orders_workbook": of("orders_workbook", lambda book: partial(_workbook, book), _bare_workbook),
        "route_sheet": of("route_sheet", lambda sheet: partial(_route, sheet), _bare_route),
        "labels": of("labels", lambda some: partial(_labels, some), _bare_labels),
        "labels_a4": of("labels_a4", lambda some: partial(_labels, some), _bare_labels),
    }


def _varied(values: Json, turn: int) -> Json:
    """The same with other names for people and goods."""
    if isinstance(values, dict):
        return {
            key: f"{part}{chr(0x4E00 + turn)}" if key in _NAMES and isinstance(part, str) else _varied(part, turn)
            for key, part in values.items()
        }
    return [_varied(part, turn) for part in values] if isinstance(values, list) else values


def _workbook(values: Values) -> object:
    return orders.write(read_workbook(values))


def _route(values: Values) -> object:
    return route.draw(read_route(values))


def _labels(values: Values) -> object:
    return labels.draw(read_labels(values))


def _bare_workbook(values: Values) -> Work:
    return bare_workbook(partial(_workbook, values))


def _bare_route(values: Values) -> Work:
    return bare_route(route.as_data(read_route(values)))


def _bare_labels(values: Values) -> Work:
    return bare_labels(labels.laid_out(read_labels(values)))


def _files(day: _Filled, sizes: Sizes) -> Iterator[Figure]:
    for name, (make, bare) in _makers(day).items():
        ours, theirs = _turn_by_turn(make, bare, sizes.file_makings)
        yield _compared(name, ours, "library_alone", theirs, _WANTED_OF_FILES)


def _growth(day: _Filled, few: _Filled, sizes: Sizes) -> Iterator[Figure]:
    of_few = _makers(few)
    works = [(name, make, of_few[name][0]) for name, (make, _) in _makers(day).items()]
    works += [(kind, _always(day.text, kind, read), _always(few.text, kind, read)) for kind, read in _TEXTS.items()]
    for name, many, fewer in works:
        taken, before = _turn_by_turn(many, fewer, sizes.file_makings)
        beside = f"of_{_few(sizes)}"
        yield _compared(f"{name}_of_{sizes.orderers}", taken, beside, before, _WANTED_OF_GROWTH)


def _always(work: Callable[..., object], *arguments: Any) -> Make:
    return lambda turn: partial(work, *arguments)


# The loop


async def _loop_delay(day: _Filled, sizes: Sizes) -> Iterator[Figure]:
    """Each file made in the process beside the loop, and each text in the loop itself."""
    renderer = WarmRenderer()
    wanted = [(name.removesuffix("_a4"), day.values(read)) for name, read in _FILES.items()]
    try:
        await renderer.render("route_sheet", {"stops": []})
        idle = await delay_during(partial(asyncio.sleep, min(2.0, 0.2 * sizes.makings)))

        async def make() -> None:
            for name, values in wanted:
                await renderer.render(name, values)
            for kind, read in _TEXTS.items():
                values = await asyncio.to_thread(day.values, read)
                day.words.render(kind, values, now=NOW, time_zone=_ZONE)

        late = await delay_during(make)
    finally:
        await renderer.close()
    told = (
        Measured("idle_loop", idle * _MILLI, "ms"),
        Measured("wanted_at_most", idle * _MILLI + _MOST_DELAY_MS, "ms"),
    )
    return iter([Figure(Measured("loop_delay_p999_at_documents", late * _MILLI, "ms"), told)])


# How it is told


def _turn_by_turn(ours: Make, theirs: Make, times: int) -> tuple[float, float]:
    """Medians, in seconds of this process; once before that each is done for nothing."""
    taken: tuple[list[float], list[float]] = ([], [])
    for turn in range(times + 1):
        for place, make in enumerate((ours, theirs)):
            work = make(2 * turn + place)
            gc.collect()
            begin = process_time()
            work()
            if turn:
                taken[place].append(process_time() - begin)
    return median(taken[0]), median(taken[1])


def _compared(name: str, ours: float, beside: str, theirs: float, wanted: str) -> Figure:
    return compared(Measured(name, ours * _MILLI, "ms"), Measured(beside, theirs * _MILLI, "ms"), wanted=wanted)
