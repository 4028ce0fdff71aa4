"""What does WeChat's own XML tell of an app message: its text, a chain's true authors and times, a quoted message?

Only ``xml.etree`` reads it, and only XML without a document type: no entities of its own, no files, no network. What
is broken beyond mending still gives its title, since a lost chain is a lost order.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree import ElementTree as Tree

from models.language.patterns import unhurried
from models.values import Quote

CHAIN_KIND = 53
REPLY_KIND = 57
#: 500 entries of 150 characters, header and tail of 500, and the tags around them, with room to spare.
_LONGEST = 2_000_000
_LATEST_SECONDS = 4_102_444_800
_SENDER_BEFORE = unhurried(r"\s*(?:[\w@.-]{1,64}:\s*)?(?=<)")
_ROOT = unhurried(r"\ufeff?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?P<root>msg|appmsg)\b", re.DOTALL)
_NO_XML_CHARACTER = unhurried("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LONE_AMPERSAND = unhurried(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")
_TITLE = unhurried(r"<title>(?P<title>.*?)</title>", re.DOTALL)
_KIND = unhurried(r"<type>\s*(?P<kind>\d{1,9})\s*</type>")
_CDATA = unhurried(r"^\s*<!\[CDATA\[(?P<text>.*)\]\]>\s*$", re.DOTALL)
_PAIR = unhurried("[\U00010000-\U0010ffff]")
_RANGE = unhurried(r"\s*(?P<start>\d{1,7})\s*-\s*(?P<length>\d{1,7})\s*")


@dataclass(frozen=True, slots=True)
class Range:
    """A stretch of the title in UTF-16 code units, as WeChat counts: an emoji is two."""

    start: int
    length: int


@dataclass(frozen=True, slots=True)
class TrueEntry:
    """One entry as the XML tells it: who wrote it and when, and where it stands in the title, or its text itself."""

    author: str | None = None
    at: datetime | None = None
    is_header: bool = False
    range: Range | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Solitaire:
    """A chain's own record: who started it, the sign after the numbers, where its parts stand, and its entries."""

    starter: str | None = None
    separator: str | None = None
    header: Range | None = None
    example: Range | None = None
    tail: Range | None = None
    entries: tuple[TrueEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class AppMessage:
    """An app message: its kind (``CHAIN_KIND``, ``REPLY_KIND``, another), its title, and what hangs on it."""

    kind: int
    title: str
    solitaire: Solitaire | None = None
    quote: Quote | None = None


def read_appmsg(xml: str) -> AppMessage | None:
    """The app message that ``xml`` is, perhaps behind ``wxid_…:``; None where it is none. Never raises."""
    xml = xml[_after_sender(xml) :]
    if not _ROOT.match(xml) or len(xml) > _LONGEST:
        return None
    root = _parse(xml)
    if root is None:
        return _by_force(xml)
    message = root if root.tag == "appmsg" else root.find("appmsg")
    if message is None:
        return None
    return AppMessage(
        kind=_whole(message.findtext("type")) or 0,
        title=message.findtext("title") or "",
        solitaire=_solitaire(message.find("extinfo/solitaire_info")),
        quote=_quote(message.find("refermsg")),
    )


def quoted_reply(xml: str) -> tuple[str, Quote | None] | None:
    """A reply's own text and what it quotes; None where ``xml`` is no reply. The quoted part stays apart."""
    message = read_appmsg(xml)
    return None if message is None or message.kind != REPLY_KIND else (message.title, message.quote)


class Utf16Title:
    """A title in which places are told as WeChat counts them; made once for all of a chain's entries."""

    __slots__ = ("_pairs", "_units", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        #: Where, in code units, the characters begin that are two of them.
        self._pairs = [place + turn for turn, place in enumerate(_places_of_pairs(text))]
        self._units = len(text) + len(self._pairs)

    def span(self, place: Range) -> tuple[int, int] | None:
        """``place`` in characters; None where it reaches beyond the title or cuts an emoji in two."""
        start, end = self._character(place.start), self._character(place.start + place.length)
        return None if start is None or end is None else (start, end)

    def cut(self, place: Range) -> str | None:
        """The words at ``place``."""
        span = self.span(place)
        return None if span is None else self.text[slice(*span)]

    def _character(self, unit: int) -> int | None:
        before = bisect_left(self._pairs, unit)
        cuts = before > 0 and self._pairs[before - 1] == unit - 1
        return None if cuts or unit > self._units else unit - before


def _places_of_pairs(text: str) -> list[int]:
    return [found.start() for found in _PAIR.finditer(text)]


def _after_sender(xml: str) -> int:
    found = _SENDER_BEFORE.match(xml)
    return found.end() if found else 0


def _parse(xml: str) -> Tree.Element | None:
    """A document type can only stand before the root, where ``_ROOT`` admits none; so no entity is ever declared."""
    cleaned = _NO_XML_CHARACTER.sub("", xml).strip("\ufeff \t\r\n")
    for attempt in (cleaned, _LONE_AMPERSAND.sub("&amp;", cleaned)):
        try:
            return Tree.fromstring(attempt)  # noqa: S314
        except (Tree.ParseError, ValueError):
            continue
    return None


def _by_force(xml: str) -> AppMessage | None:
    """Title and kind of XML that no parser takes (cut off, a stray sign in a name)."""
    title, kind = _TITLE.search(xml), _KIND.search(xml)
    if not title or not kind:
        return None
    words = title["title"]
    inside = _CDATA.match(words)
    return AppMessage(int(kind["kind"]), inside["text"] if inside else html.unescape(words))


def _solitaire(info: Tree.Element | None) -> Solitaire | None:
    """The record stands as tags, or as text (escaped, or CDATA) that is XML again."""
    if info is None:
        return None
    found = info.find("solitaire")
    if found is None and (info.text or "").lstrip().startswith("<solitaire"):
        found = _parse((info.text or "").strip())
    if found is None or found.tag != "solitaire":
        return None
    return Solitaire(
        starter=_word(found.findtext("au")),
        separator=found.findtext("s"),
        header=_range(found.findtext("tt")),
        example=_range(found.findtext("ex")),
        tail=_range(found.findtext("tl")),
        entries=tuple(_entries(found)),
    )


def _entries(solitaire: Tree.Element) -> Iterator[TrueEntry]:
    for item in solitaire.iter("i"):
        yield TrueEntry(
            author=_word(item.findtext("u")),
            at=_moment(item.findtext("t")),
            is_header=_word(item.findtext("h")) == "1",
            range=_range(item.findtext("r")),
            text=item.findtext("c"),
        )


def _quote(refer: Tree.Element | None) -> Quote | None:
    """The quoted message; where it is an app message itself (a chain, another reply), its title is its text."""
    if refer is None:
        return None
    content = refer.findtext("content") or ""
    nested = _TITLE.search(content) if _ROOT.match(content[_after_sender(content) :]) else None
    text = html.unescape(nested["title"]) if nested else content
    return Quote(text, _word(refer.findtext("displayname")), _word(refer.findtext("svrid")))


def _word(text: str | None) -> str | None:
    return (text or "").strip() or None


def _whole(text: str | None) -> int | None:
    word = _word(text)
    return int(word) if word and word.isdecimal() and len(word) < 12 else None


def _moment(text: str | None) -> datetime | None:
    seconds = _whole(text)
    return datetime.fromtimestamp(seconds, UTC) if seconds and seconds < _LATEST_SECONDS else None


def _range(text: str | None) -> Range | None:
    found = _RANGE.fullmatch(text or "")
    return Range(int(found["start"]), int(found["length"])) if found else None
