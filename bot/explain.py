"""Why was a message read so? `tuan parse --explain`: the text, carets under what was read, and a line for each act."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bot.contract import load_catalog, messages_of
from bot.told_acts import told_act, told_entry
from models.acts import Act, Because, Jielong
from models.language import Catalog, compile_catalog, read
from models.language.meanings import MEANINGS

_INDENT = "  "
#: Words of a span that are repeated beside its act.
_MOST_QUOTED = 24
#: What is no character of a terminal: it would move the carets, or the cursor.
_REPLACED = {"Cc": " ", "Zl": " ", "Zp": " ", "Cs": "\N{REPLACEMENT CHARACTER}"}

_JOINER, _EMOJI_SELECTOR = "\N{ZERO WIDTH JOINER}", "\N{VARIATION SELECTOR-16}"
_SKIN_TONES = frozenset(map(chr, range(0x1F3FB, 0x1F400)))

#: A stretch of a text, by the places of its characters.
Span = tuple[int, int]


def explain_stream(catalog_path: Path, lines: Iterable[str]) -> Iterator[str]:
    """Each message as it was read, drawn for a terminal. Raises BadInput at the first bad line."""
    catalog = compile_catalog(load_catalog(catalog_path))
    for row in messages_of(catalog, lines):
        yield explain(row.id, row.text, read(row.text, catalog, row.context()), catalog)


def explain(name: str, text: str, acts: Sequence[Act], catalog: Catalog) -> str:
    """One message: its text with carets, its acts in plain English, and an empty line."""
    spans = [(each.start, each.end) for act in acts for each in act.because]
    return "\n".join([name, *draw(text, spans), *(row for act in acts for row in _told(act, text, catalog)), ""])


def _told(act: Act, text: str, catalog: Catalog) -> Iterator[str]:
    """An act on one line, with the words and the rules that made it; the entries of a chain below it."""
    yield f"{_INDENT}{_quoted(act.because, text)}{told_act(act, catalog)} [{_rules(act.because)}]"
    if isinstance(act, Jielong):
        yield from (f"{_INDENT}{_INDENT}{told_entry(entry, catalog)}" for entry in act.entries)


def _rules(because: Because) -> str:
    """`order-plain: goods with an amount, or goods that are asked for`, each rule once."""
    names = dict.fromkeys(each.rule for each in because)
    return "; ".join(f"{name}: {MEANINGS.get(name, 'not described')}" for name in names) or "no rule"


def _quoted(because: Because, text: str) -> str:
    """`“鸡蛋2盒”, “牛奶1箱”: `, the words that were read; nothing where no rule read any."""
    words = dict.fromkeys(" ".join(shown(text[each.start : each.end]).split()) for each in because)
    short = [word if len(word) <= _MOST_QUOTED else word[: _MOST_QUOTED - 1] + "…" for word in words]
    return f"{', '.join(f'“{word}”' for word in short)}: " if short else ""


# Drawing


def draw(text: str, spans: Iterable[Span]) -> list[str]:
    """The lines of a text, each with carets under the spans in it: in one row, or in several where spans touch."""
    rows: list[str] = []
    placed = sorted(set(spans))
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        inside = [(max(first, start) - start, min(last, end) - start) for first, last in placed]
        rows.append(_INDENT + shown(line))
        rows += [_INDENT + row for row in _carets(line, [span for span in inside if span[0] < span[1]])]
        start = end + 1
    return [row.rstrip() for row in rows]


def _carets(line: str, spans: Iterable[Span]) -> list[str]:
    """Rows of carets; a span goes into the first row in which a column is free before it."""
    rows: list[str] = []
    for first, last in spans:
        column, width = display_width(line[:first]), display_width(line[first:last])
        free = next((place for place, row in enumerate(rows) if not row or len(row) < column), None)
        if free is None:
            rows.append("")
            free = len(rows) - 1
        rows[free] = rows[free].ljust(column) + "^" * max(width, 1)
    return rows


def display_width(text: str) -> int:
    """How many columns of a terminal a text takes: two for what is wide, none for marks that join the one before."""
    width, before = 0, ""
    for character in text:
        if character == _EMOJI_SELECTOR and before and _columns(before) == 1:
            width += 1
        elif before != _JOINER:
            width += _columns(character)
        before = character
    return width


def _columns(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"} or character in _SKIN_TONES:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def shown(text: str) -> str:
    """A text as a terminal may be given it: as wide as ``display_width`` says, without anything that steers it."""
    kept = (_REPLACED.get(unicodedata.category(character), character) for character in text)
    return "".join(one for one in kept if unicodedata.category(one) != "Cf" or one == _JOINER)
