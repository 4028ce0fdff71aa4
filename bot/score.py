"""How well are labelled examples read? One figure a line, over our own corpus or over the folder in TUAN_CORPUS.

A folder holds ``messages.jsonl``, ``jielong.jsonl``, ``chat.jsonl`` and ``listings.jsonl`` (each row: the input's
fields, ``catalog``, ``expect``), ``catalogs/NAME.json``, and ``days/*.jsonl`` with ``*.book.json``; what is missing is
not scored. A message is right if all that the book would take from it is; a wrong effect is one that nobody meant.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from bot.contract import MessageRow, act_json, listing_json, load_catalog
from bot.replay import replay_stream
from models.language import Catalog, compile_catalog, read
from models.language.listing import read_listing

Json = dict[str, Any]
OWN_CORPUS = Path(__file__).parent.parent / "tests" / "corpus"
_BOOKED = frozenset({"order", "cancel", "jielong"})
_DEEDS = frozenset({"paid", "picked", "claim"})
_LABELS = frozenset({"catalog", "tags", "expect"})


@dataclass(slots=True)
class Tally:
    """Figures by name, and the rows that were not read as labelled."""

    figures: dict[str, str] = field(default_factory=dict)
    misread: list[tuple[Json, Any]] = field(default_factory=list)


def rows_of(path: Path) -> Iterator[Json]:
    """The rows of a JSON-lines file; none where there is no such file."""
    if path.exists():
        yield from (json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip())


@cache
def catalog_of(folder: Path, name: str) -> Catalog:
    """A catalogue of the corpus, compiled once."""
    return compile_catalog(load_catalog(folder / "catalogs" / f"{name}.json"))


def acts_of(folder: Path, row: Json) -> list[Json]:
    """What the reader makes of a labelled row."""
    message = MessageRow.model_validate_json(json.dumps({k: v for k, v in row.items() if k not in _LABELS}))
    return [act_json(act) for act in read(message.text, catalog_of(folder, row["catalog"]), message.context())]


def _lines(owner: Json) -> tuple[tuple[str, ...], ...]:
    return tuple(
        sorted((line["product"], line["op"], line.get("quantity") or "all") for line in owner.get("lines") or ())
    )


def _where(owner: Json) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, value) for name, value in (owner.get("recipient") or {}).items() if value))


def _entry(entry: Json) -> tuple[Any, ...]:
    decided = (entry["no"], entry.get("name"), _lines(entry), _where(entry), entry.get("on_behalf_of"))
    return (*decided, entry.get("delivery"), entry.get("ask"), bool(entry.get("cancelled")))


def meaning(act: Json) -> tuple[Any, ...]:
    """What of an act has to be right, comparable. Notes are compared apart (``notes_kept``)."""
    kind = act["act"]
    if kind == "jielong":
        return kind, *map(_entry, act["entries"])
    plain = tuple(
        act.get(name) for name in ("on_behalf_of", "delivery", "about", "amount", "product", "quantity", "of")
    )
    return kind, _lines(act), _where(act), tuple(act.get("candidates") or ()), plain


def _notes(acts: Iterable[Json]) -> list[str]:
    owners = [owner for act in acts for owner in (act, *(act.get("entries") or ()))]
    return [owner["note"] for owner in owners if owner.get("note")]


def notes_kept(wanted: list[Json], got: list[Json]) -> bool:
    """Whether every labelled wish was kept, without half the message around it."""
    kept = _notes(got)
    return all(any(note in own and len(own) <= 2 * len(note) + 6 for own in kept) for note in _notes(wanted))


def same_reading(wanted: list[Json], got: list[Json]) -> bool:
    """Whether acts say the same, in whatever order."""
    return sorted(map(repr, map(meaning, wanted))) == sorted(map(repr, map(meaning, got))) and notes_kept(wanted, got)


def effects(acts: Iterable[Json]) -> set[tuple[Any, ...]]:
    """What acts would do to the book: each line and for whom, each withdrawal."""
    found: set[tuple[Any, ...]] = set()
    for act in acts:
        if act["act"] == "cancel":
            found.add(("cancel", _where(act)))
        for owner in act.get("entries") or ([act] if act["act"] == "order" else ()):
            found |= {(owner.get("name"), line, _where(owner)) for line in _lines(owner)}
    return found


def score_messages(folder: Path, tally: Tally) -> None:
    """Messages right, wrong effects, missed effects."""
    rows = [row for name in ("messages", "jielong") for row in rows_of(folder / f"{name}.jsonl")]
    right = wrong = missed = 0
    for row in rows:
        got = acts_of(folder, row)
        meant, done = effects(row["expect"]), effects(got)
        wrong, missed = wrong + bool(done - meant), missed + bool(meant - done)
        if same_reading(row["expect"], got):
            right += 1
        else:
            tally.misread.append((row, got))
    if rows:
        tally.figures["messages right"] = _share(right, len(rows))
        tally.figures["wrong effect"] = _share(wrong, len(rows))
        tally.figures["missed effect"] = _share(missed, len(rows))


def score_chat(folder: Path, tally: Tally) -> None:
    """Talk that was taken for something else."""
    rows = list(rows_of(folder / "chat.jsonl"))
    taken = asked = booked = 0
    for row in rows:
        got = acts_of(folder, row)
        kinds = {act["act"] for act in got}
        taken, asked = taken + bool(kinds & _BOOKED), asked + ("ask" in kinds)
        booked += bool(kinds & _DEEDS)
        if kinds & (_BOOKED | _DEEDS | {"ask"}):
            tally.misread.append((row, got))
    if rows:
        tally.figures["chat taken for an order"] = _share(taken, len(rows))
        tally.figures["chat asked back"] = _share(asked, len(rows))
        tally.figures["chat booked as paid, picked or claim"] = _share(booked, len(rows))


def _listing_key(listing: Json) -> tuple[Any, ...]:
    return tuple(listing.get(name) for name in ("closes_at", "arrives_at", "pickup"))


def _product_keys(listing: Json) -> list[tuple[Any, ...]]:
    fields = ("number", "name", "unit", "measure")
    return [
        (*(product.get(name) for name in fields), None if product.get("price") is None else float(product["price"]))
        for product in listing["products"]
    ]


def score_listings(folder: Path, tally: Tally) -> None:
    """Whole product lists right, and products one by one."""
    whole = hit = products = 0
    rows = list(rows_of(folder / "listings.jsonl"))
    for row in rows:
        message = MessageRow.model_validate_json(json.dumps({k: v for k, v in row.items() if k not in _LABELS}))
        got, want = listing_json(read_listing(message.text, message.at)), row["expect"]
        same = _product_keys(got) == _product_keys(want) and _listing_key(got) == _listing_key(want)
        whole += same
        hit += len(set(_product_keys(got)) & set(_product_keys(want)))
        products += len(want["products"])
        if not same:
            tally.misread.append((row, got))
    if rows:
        tally.figures["lists whole"] = _share(whole, len(rows))
        tally.figures["listed products right"] = _share(hit, products)


def _book_key(book: Json, part: str) -> Any:
    """One part of a book, comparable; from where a line comes is not part of it."""
    if part == "orders":
        orders = [order for order in book["orders"] if order["lines"]]
        return sorted(
            repr(
                (
                    order["member"],
                    order.get("name"),
                    _where(order),
                    sorted((line["product"], line["quantity"]) for line in order["lines"]),
                )
            )
            for order in orders
        )
    fields = {"asked": ("member", "message", "about"), "late": ("member", "message"), "reported": ("message", "member")}
    names = fields.get(part, ("member", "product", "quantity"))
    found = book.get(part) or []
    return sorted(row if isinstance(row, str) else repr([row.get(name) for name in names]) for row in found)


def score_days(folder: Path, tally: Tally) -> None:
    """Whole days replayed: the parts of the book that come out as labelled."""
    days = sorted((folder / "days").glob("*.jsonl"))
    parts = ("orders", "asked", "late", "waiting", "reported", "paid")
    right = dict.fromkeys(parts, 0)
    for day in days:
        wanted = json.loads(day.with_name(f"{day.stem}.book.json").read_text("utf-8"))
        lines = day.read_text("utf-8").splitlines()
        got = json.loads(replay_stream(folder / "catalogs" / f"{wanted['catalog']}.json", lines))
        for part in parts:
            right[part] += _book_key(wanted, part) == _book_key(got, part)
    for part in parts if days else ():
        tally.figures[f"days with {part} right"] = _share(right[part], len(days))


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole}"


def score(folder: Path) -> Tally:
    """Every figure that a folder has examples for."""
    tally = Tally()
    for own in (score_messages, score_chat, score_listings, score_days):
        own(folder, tally)
    return tally


def main(arguments: list[str] | None = None) -> int:
    """Print the figures, and with ``--show N`` the first N rows that were misread."""
    parser = argparse.ArgumentParser(prog="python -m bot.score", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path(os.environ.get("TUAN_CORPUS") or OWN_CORPUS))
    parser.add_argument("--show", type=int, default=0)
    options = parser.parse_args(arguments)
    tally = score(options.folder)
    for row, got in tally.misread[: options.show]:
        sys.stdout.write(f"  {row['id']} {row['text']!r}\n    want {row['expect']}\n    got  {got}\n")
    for name, figure in tally.figures.items():
        sys.stdout.write(f"{name}: {figure}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
