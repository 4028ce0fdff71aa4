"""Is this text a chain (接龙), and what does each of its entries order? (order-language, section 6)"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from models.acts import Context, Entry, Evidence, Jielong
from models.language.chain_menu import Header, is_menu, names_price, read_header
from models.language.chain_names import split_name
from models.language.chain_record import read_record, told_by_record
from models.language.chain_rooms import with_rooms_named
from models.language.chain_text import ChainText, EntryText, earlier_run, split_chain
from models.language.entry import read_body
from models.language.patterns import unhurried
from models.language.products import Catalog
from models.values import ProductId

#: What a chain, or the XML of one, has at least; all other texts are passed over at this price.
_SIGN = unhurried(
    r"接[龙龍]|group\s*note|<appmsg|(?:^|\s|\\n)(?:1|１|①)\ufe0f?\u20e3?\s*[.．、,，)）:：\-_~。;；#@!！&*%\s\w]",
    re.IGNORECASE,
)
#: WeChat takes 150 characters for an entry; a text pasted behind the last one is not read to its end.
_LONGEST_ENTRY = 1000
#: What nobody sees beside a blank; within a name it stays as written.
_UNSEEN = unhurried(r"[\u200b\u2060\ufeff]+(?=\s|$)|(?<=\s)[\u200b\u2060\ufeff]+")


@dataclass(slots=True)
class EntryMemo:
    """Entries already read against one catalogue, held by the caller: the next snapshot costs its new entries only."""

    catalog: Catalog
    #: By what the header makes of their words, and the words.
    _known: dict[Header, dict[str, Entry]] = field(default_factory=dict)

    def read(self, entries: Sequence[EntryText], header: Header) -> tuple[Entry, ...]:
        """What entries order under a header; those with the same words are not read again."""
        known = self._known.setdefault(header, {})
        catalog = header.numbering(self.catalog)
        return tuple([_numbered(known, entry) or _new(known, entry, catalog, header.sole) for entry in entries])


def _numbered(known: dict[str, Entry], written: EntryText) -> Entry | None:
    entry = known.get(written.text)
    return entry if entry is None or entry.no == written.no else replace(entry, no=written.no)


def _new(known: dict[str, Entry], written: EntryText, catalog: Catalog, sole: ProductId | None) -> Entry:
    entry = known[written.text] = _read_entry(written, catalog, sole)
    return entry


def _read_entry(written: EntryText, catalog: Catalog, sole: ProductId | None) -> Entry:
    text = _UNSEEN.sub("", written.text[:_LONGEST_ENTRY])
    named = split_name(with_rooms_named(text, catalog), catalog, sole=sole)
    body = read_body(named.body, catalog, sole=sole)
    return Entry(
        no=written.no,
        name=named.name,
        lines=body.lines,
        recipient=body.recipient,
        on_behalf_of=body.on_behalf_of,
        delivery=body.delivery,
        note=body.note,
        ask=body.ask,
        candidates=body.candidates,
        cancelled=body.cancelled,
        text=written.text,
    )


def read_chain(text: str, catalog: Catalog, context: Context, *, memo: EntryMemo | None = None) -> Jielong | None:
    """The chain that ``text`` (or WeChat's XML of one) is; None where it is none.

    ``memo`` keeps what entries say from one snapshot to the next; it must have been made for this ``catalog``.
    """
    if not _SIGN.search(text):
        return None
    record = read_record(text)
    chain = record.chain if record else split_chain(text)
    if chain is None:
        return None
    known = memo if memo is not None and memo.catalog is catalog else EntryMemo(catalog)
    entries = _entries(chain, known, context)
    if chain.tagged and record is None and not any(map(_says_something, entries)):
        chain, entries = _before_rules(text, chain, known, context) or (chain, entries)
    if not chain.tagged and not _is_chain(chain.title, entries):
        return None
    jielong = Jielong(chain.title, entries, because=(Evidence("jielong", 0, len(text)),))
    return told_by_record(record, jielong) if record else jielong


def _entries(chain: ChainText, known: EntryMemo, context: Context) -> tuple[Entry, ...]:
    if chain.tagged and is_menu(chain.entries, known.catalog):
        return ()
    header = read_header(chain.title, known.catalog)
    return known.read(chain.entries, header if context.quoted is None else replace(header, sole=context.quoted))


def _before_rules(
    text: str, chain: ChainText, known: EntryMemo, context: Context
) -> tuple[ChainText, tuple[Entry, ...]] | None:
    """The entries above a run of numbers in which nobody orders anything, if people do there."""
    earlier = earlier_run(text, chain)
    entries = _entries(earlier, known, context) if earlier is not None else ()
    return (earlier, entries) if earlier is not None and _mostly_orders(entries) else None


def _says_something(entry: Entry) -> bool:
    return bool(entry.lines) or entry.cancelled


def _mostly_orders(entries: Sequence[Entry]) -> bool:
    """Whether at least half of the entries bear a name and a readable order."""
    named = [entry for entry in entries if entry.name and _says_something(entry)]
    return 2 * len(named) >= len(entries) > 0


def _is_chain(title: str, entries: Sequence[Entry]) -> bool:
    """Without a tag: a header over numbered entries that carry names, at least half of them with a readable order."""
    if not title or any(names_price(entry.text) for entry in entries):
        return False
    return _mostly_orders(entries)
