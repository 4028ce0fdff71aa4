"""Is this text a chain (接龙), and what does each of its entries order? (order-language, section 6)"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from models.acts import Context, Entry, Evidence, Jielong
from models.language.chain_names import split_name
from models.language.chain_record import read_record, told_by_record
from models.language.chain_text import EntryText, split_chain
from models.language.entry import read_body
from models.language.normalize import normalize
from models.language.products import Catalog
from models.language.units import UNIT_PATTERN
from models.values import ProductId

#: What a chain, or the XML of one, has at least; all other texts are passed over at this price.
_SIGN = re.compile(
    r"接[龙龍]|group\s*note|<appmsg|(?:^|\s|\\n)(?:1|１|①)\ufe0f?\u20e3?\s*[.．、,，)）:：\-_~。;；#@!！&*%\s\w]",
    re.IGNORECASE,
)
_PRICE = re.compile(r"[¥$]\s*\d|\d\s*元|\d\s*/")
_PRICE_OF_UNIT = re.compile(rf"\d\s*(?:元|块钱?)\s*[/／一每]\s*(?:{UNIT_PATTERN})|\d[/／](?:{UNIT_PATTERN})(?!\w)")
#: WeChat takes 150 characters for an entry; a text pasted behind the last one is not read to its end.
_LONGEST_ENTRY = 1000


@dataclass(slots=True)
class EntryMemo:
    """Entries already read against one catalogue, held by the caller: the next snapshot costs its new entries only."""

    catalog: Catalog
    _entries: dict[tuple[str, ProductId | None], Entry] = field(default_factory=dict)

    def read(self, written: EntryText, sole: ProductId | None) -> Entry:
        """What an entry orders; one with the same words is not read again."""
        key = (written.text, sole)
        known = self._entries.get(key)
        if known is None:
            known = self._entries[key] = _read_entry(written, self.catalog, sole)
        return known if known.no == written.no else replace(known, no=written.no)


def _read_entry(written: EntryText, catalog: Catalog, sole: ProductId | None) -> Entry:
    named = split_name(written.text[:_LONGEST_ENTRY], catalog, sole=sole)
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
    if chain.tagged and _is_menu(chain.entries, catalog):
        chain = replace(chain, entries=())
    known = memo if memo is not None and memo.catalog is catalog else EntryMemo(catalog)
    sole = context.quoted or _sole(chain.title, catalog)
    entries = tuple(known.read(entry, sole) for entry in chain.entries)
    if not chain.tagged and not _is_chain(chain.title, entries):
        return None
    jielong = Jielong(chain.title, entries, because=(Evidence("jielong", 0, len(text)),))
    return told_by_record(record, jielong) if record else jielong


def _sole(title: str, catalog: Catalog) -> ProductId | None:
    """The product that a bare quantity means: the one that the title shows, or the one on sale."""
    shown = {mention.products for mention in catalog.find_names(normalize(title).text)}
    if len(shown) == 1:
        products = next(iter(shown))
        return products[0] if len(products) == 1 else None
    return None if shown else catalog.sole


def _is_menu(entries: Sequence[EntryText], catalog: Catalog) -> bool:
    """Numbered goods in a header, under which nobody has written yet."""
    return bool(entries) and all(_is_listed(entry.text, catalog) for entry in entries)


def _is_listed(text: str, catalog: Catalog) -> bool:
    if _PRICE_OF_UNIT.search(text):
        return True
    words = normalize(text).text.strip()
    first = next(catalog.find_names(words), None)
    if first is None or first.start > 0:
        return False
    return bool(_PRICE.search(words)) or not words[first.end :].strip()


def _is_chain(title: str, entries: Sequence[Entry]) -> bool:
    """Without a tag: a header over numbered entries that carry names, at least half of them with a readable order."""
    if not title or any(_PRICE_OF_UNIT.search(entry.text) for entry in entries):
        return False
    named = [entry for entry in entries if entry.name and (entry.lines or entry.cancelled)]
    return 2 * len(named) >= len(entries) > 0
