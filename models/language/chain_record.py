"""What does WeChat's XML tell of a chain beside its words: who started it, who wrote each entry, and when?

Where its ranges don't fit the title (edited by hand), the text decides where entries stand, and an author is known
only of those entries whose words the record still holds.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.acts import Entry, Jielong
from models.language.chain_text import (
    NUMBER_BEFORE_ENTRY,
    ChainText,
    EntryText,
    chain_with_entries,
    read_number,
    split_chain,
)
from models.language.chain_xml import CHAIN_KIND, AppMessage, Range, Solitaire, TrueEntry, Utf16Title, read_appmsg
from models.language.patterns import unhurried

#: What follows an entry: the end of its line, or of the title.
_CLOSED = unhurried(r"[ \t]*\n|\s*\Z")


@dataclass(frozen=True, slots=True)
class ChainRecord:
    """A chain out of XML; ``chain`` is None where the app message is no chain (a reply that quotes one is none)."""

    chain: ChainText | None
    solitaire: Solitaire | None = None
    #: The true entry of each entry of ``chain``, where there is one.
    written_by: tuple[TrueEntry | None, ...] = ()


def read_record(text: str) -> ChainRecord | None:
    """The chain that an app message's XML holds; None where ``text`` is no such XML."""
    message = read_appmsg(text) if "<" in text else None
    if message is None:
        return None
    return _chain_record(message) if message.kind == CHAIN_KIND else ChainRecord(None)


def told_by_record(record: ChainRecord, chain: Jielong) -> Jielong:
    """``chain`` with its starter, and with the true authors and times of its entries."""
    pairs = list(zip(chain.entries, record.written_by, strict=False))
    entries = tuple(_authored(entry, truth) for entry, truth in pairs if not _is_only_header(entry, truth))
    header = next((entry.text for entry, truth in pairs if truth and truth.is_header), "")
    starter = record.solitaire.starter if record.solitaire else None
    return replace(chain, title=chain.title or header, entries=entries, starter=starter)


def _authored(entry: Entry, truth: TrueEntry | None) -> Entry:
    return replace(entry, author=truth.author, at=truth.at) if truth else entry


def _is_only_header(entry: Entry, truth: TrueEntry | None) -> bool:
    """Where no header was written, the first entry serves as one; it may order something all the same."""
    return truth is not None and truth.is_header and not entry.lines and not entry.cancelled


def _chain_record(message: AppMessage) -> ChainRecord:
    title, solitaire = Utf16Title(message.title), message.solitaire
    fitting = _entries_by_range(title, solitaire) if solitaire else None
    if fitting:
        places, truths = fitting
        tail = title.cut(solitaire.tail) if solitaire and solitaire.tail else None
        return ChainRecord(chain_with_entries(title.text, places, tail), solitaire, tuple(truths))
    chain = split_chain(title.text) or ChainText(True, title.text.strip(), ())
    truths_by_text = _by_text(title, chain.entries, solitaire.entries if solitaire else ())
    return ChainRecord(replace(chain, tagged=True), solitaire, truths_by_text)


def _entries_by_range(title: Utf16Title, solitaire: Solitaire) -> tuple[list[EntryText], list[TrueEntry]] | None:
    """Entries where the record says that they stand; None unless each of them stands right behind a number."""
    places: list[EntryText] = []
    truths: list[TrueEntry] = []
    for truth in solitaire.entries:
        entry = _entry_at(title, truth.range) if truth.range else None
        if entry is None or (places and entry.start < places[-1].end):
            return None
        if entry.text:
            places.append(entry)
            truths.append(truth)
    return (places, truths) if places else None


def _entry_at(title: Utf16Title, place: Range) -> EntryText | None:
    span = title.span(place)
    if span is None:
        return None
    start, end = span
    line = title.text.rfind("\n", 0, start) + 1
    number = NUMBER_BEFORE_ENTRY.search(title.text[line:start])
    words = title.text[start:end]
    if number is None or (words.strip() and _CLOSED.match(title.text, end) is None):
        return None
    stripped = words.strip()
    start += words.index(stripped) if stripped else 0
    return EntryText(read_number(number["no"]), stripped, start, start + len(stripped))


def _by_text(
    title: Utf16Title, entries: Sequence[EntryText], truths: Sequence[TrueEntry]
) -> tuple[TrueEntry | None, ...]:
    waiting: dict[str, deque[TrueEntry]] = {}
    for truth in truths:
        words = truth.text if truth.text is not None else (title.cut(truth.range) if truth.range else None)
        if words and words.strip():
            waiting.setdefault(words.strip(), deque()).append(truth)
    return tuple(waiting[entry.text].popleft() if waiting.get(entry.text) else None for entry in entries)
