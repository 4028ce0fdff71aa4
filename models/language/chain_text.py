"""Where are the header, the example, the entries and the tail of a chain, as it was posted? (order-language, section 6)

::

    chain    = [sender ":"] [words] tag header [example] {entry} [blank tail]
    tag      = ("#" ("接龙" | "接龍" | "Group Note")) | "接龙" | "【接龙】"
    entry    = number separator text {line that is no entry}

The entries are the last run that starts at 1: a menu in the header is numbered too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.language.patterns import unhurried
from models.language.units import UNIT_PATTERN

_TAG = unhurried(r"[#＃]\s*(?:接[龙龍]|group\s*note|群接[龙龍])[\s:：,，]*", re.IGNORECASE)
_PLAIN_TAG = unhurried(
    r"^[^\w【\[［「《]*(?:[【\[［「《]\s*接[龙龍](?!格式)[^】\]］」》\n]{0,12}[】\]］」》]|(?:接[龙龍](?!格式|规则|吗|的|了没)[!！~～,，]*)+)[\s:：,，]*"
)
_SENDER = unhurried(r"^\s*(?:wxid_\w{4,40}|[a-zA-Z][\w-]{5,19}|\d{5,20}@chatroom)\s*[:：]\s*(?:\n|(?=[#＃]))")
_QUOTED = unhurried(r"\s*「[^「」:：\n]{0,64}[:：].*?」[ \t]*\n[ \t]*[-—–─_－][-—–─_－ ]{2,}[ \t]*(?:\n|$)", re.DOTALL)
_EXAMPLE = unhurried(
    r"^\s*[(（【\[]?\s*(?:例(?!外|汤|会)|示例|举例|样例|格式示范|eg\b|e\.g\.)[子如]?\s*[)）】\]]?", re.IGNORECASE
)
_EXAMPLE_WITHIN = unhurried(r"(?:^|\s)[(（【\[]?(?:例[子如]?|示例|举例)\s*[)）】\]]?\s*[:：]?\s*(?=\S)")
_DIGITS = r"(?:(?:[0-9]\ufe0f?\u20e3\ufe0f?){1,3}|[0-9０-９]{1,3}(?![0-9０-９])|🔟|[①-⑳])"
_SEPARATOR = r"[.．、,，)）:：\-_~。;；#@!！&*%﹒]"
_NUMBERED = unhurried(
    rf"^(?P<indent>[ \t\u3000]*)(?P<no>{_DIGITS})(?P<gap>[ \t\u3000]*)(?P<sep>{_SEPARATOR}?)(?P<space>[ \t\u3000]*)"
)
#: The number of the entry that begins where the text ends.
NUMBER_BEFORE_ENTRY = unhurried(rf"(?:^|(?<=\n))[ \t\u3000]*(?P<no>{_DIGITS})[ \t\u3000]*{_SEPARATOR}?[ \t\u3000]*$")
_INLINE = unhurried(rf"(?:^|(?<=[\s\u3000]))(?P<no>{_DIGITS})(?P<sep>{_SEPARATOR})(?P<space>[ \t\u3000]*)")
_GLUED_ONE = unhurried(rf"(?<![0-9０-９.\-/])(?P<no>1)(?P<sep>{_SEPARATOR})(?P<space>[ \t\u3000]+)")
_COUNTED = unhurried(rf"(?:{UNIT_PATTERN})(?:\W|$)|(?:号楼|单元|[栋幢弄座室楼#])")
_DECIMALS_COUNTED = unhurried(rf"\d{{1,2}}\s*(?:{UNIT_PATTERN})")
_TAIL = unhurried(
    r"截[单止团龙]|[点时]前?截|到货|自提|取货|提货|送货|配送|接龙时|下单|团长|大家|请|注意|谢谢(?:大家|配合)|付款|微信|支付宝"
)
_UNSEEN = " \t\n\u200b\u200c\u200d\u2060\ufe0f\ufeff"
_MOST_ENTRIES = 1000
_FEWEST_INLINE = 2


@dataclass(frozen=True, slots=True)
class EntryText:
    """One entry as written: its number, and its text (without the number), from ``start`` to ``end``."""

    no: int
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ChainText:
    """A chain taken apart. ``tagged``: it bears a tag, so it is a chain even without an entry."""

    tagged: bool
    title: str
    entries: tuple[EntryText, ...]
    example: str | None = None
    tail: str | None = None


@dataclass(frozen=True, slots=True)
class _Head:
    """A place that may begin an entry."""

    no: int
    style: tuple[str, str]
    start: int
    body: int
    pictured: bool = False


def split_chain(text: str) -> ChainText | None:
    """Takes a chain's text apart; None where there is neither a tag nor a run of numbers that starts at 1."""
    text = without_quoted(unwrapped(text))
    tag = _TAG.search(text)
    plain_tag = None if tag else _PLAIN_TAG.match(text)
    heads = _entry_heads(text, tag.end() if tag else 0)
    if not heads and not tag:
        return None
    header_end = heads[0].start if heads else len(text)
    entries, tail = _entries(text, heads)
    if not tag and not entries:
        return None
    title, example = _header(text, header_end, tag or plain_tag)
    return ChainText(bool(tag or plain_tag), title, tuple(entries), example, tail)


def earlier_run(text: str, chain: ChainText) -> ChainText | None:
    """The chain whose numbers stand before those of ``chain``: the rules behind a chain may be numbered too."""
    text = without_quoted(unwrapped(text))
    found = split_chain(text[: text.rfind("\n", 0, chain.entries[0].start) + 1]) if chain.entries else None
    return found if found is not None and found.entries else None


def chain_with_entries(text: str, entries: Sequence[EntryText], tail: str | None) -> ChainText:
    """A chain whose entries' places are known from elsewhere: the rest of ``text`` before them is its header."""
    number = NUMBER_BEFORE_ENTRY.search(text, 0, entries[0].start)
    title, example = _header(text, number.start() if number else entries[0].start, _TAG.search(text))
    return ChainText(True, title, tuple(entries), example, tail.strip() if tail else None)


def unwrapped(text: str) -> str:
    """The text as it was posted: a gateway's ``wxid_…:`` is gone, its literal ``\\n`` are line breaks."""
    if "\\n" in text:
        text = text.replace("\\r\\n", "\n").replace("\\n", "\n")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _SENDER.sub("", text, count=1)


def without_quoted(text: str) -> str:
    """A reply as gateways write it (``「王芳：…」``, a line of dashes, the words) without what it quotes."""
    found = _QUOTED.match(text)
    return text[found.end() :] if found else text


def _entry_heads(text: str, start: int) -> list[_Head]:
    """The places where entries begin: by lines, else, where the text was flattened, inside a line."""
    run = _last_run(list(_line_heads(text, start)))
    if run and _has_example_after(text, run[0]):
        return []
    if len(run) > 1 or (run and "\n" in text[start:].strip()):
        return run
    inline = _glued_after(text, _last_run(list(_inline_heads(text, start)), from_one=True) or _first_glued(text, start))
    return inline if len(inline) >= _FEWEST_INLINE or not run else run


def _has_example_after(text: str, head: _Head) -> bool:
    return any(_EXAMPLE.match(line) for line in text[head.start :].split("\n")[1:])


def _line_heads(text: str, start: int) -> Iterator[_Head]:
    position = start
    for line in text[start:].split("\n"):
        if found := _NUMBERED.match(line):
            head = _head(found, position)
            if _may_begin(line, found):
                yield head
        position += len(line) + 1


def _may_begin(line: str, found: re.Match[str]) -> bool:
    """``2箱``, ``2.5斤`` and ``3-501`` on a line of their own go on with the entry above."""
    if not found["no"].isdecimal():
        return True
    if found["sep"] in ("-", "_", "~", "#") and not found["space"]:
        return not line[found.end() : found.end() + 1].isdecimal()
    if found["sep"] == "." and not found["space"]:
        return not _DECIMALS_COUNTED.match(line, found.end())
    return bool(found["sep"]) or not _COUNTED.match(line, found.end("no"))


def _inline_heads(text: str, start: int) -> Iterator[_Head]:
    for found in _INLINE.finditer(text, start):
        is_decimal = found["sep"] in ".-" and not found["space"] and text[found.end() : found.end() + 1].isdecimal()
        if not is_decimal:
            yield _head(found, 0)


def _head(found: re.Match[str], offset: int) -> _Head:
    space = "gap" if found["space"] or found.end() == len(found.string) else "tight"
    return _Head(
        read_number(found["no"]),
        (found["sep"], space),
        offset + found.start(),
        offset + found.end(),
        not found["no"].isdecimal(),
    )


def read_number(word: str) -> int:
    """The number of an entry, in whichever digits or picture it is written."""
    if word == "🔟":
        return 10
    if "①" <= word[0] <= "⑳":
        return ord(word[0]) - ord("①") + 1
    return int("".join(char for char in word if char.isdecimal()))


def _last_run(heads: Sequence[_Head], *, from_one: bool = False) -> list[_Head]:
    """The last run that starts at 1 and goes up; gaps are entries that somebody took out, 1 itself perhaps.

    A 1 inside an entry (``1盒草莓`` on a line of its own) starts a run too; it ends where the outer one goes on.
    """
    runs: list[list[_Head]] = []
    starts = from_one or any(head.no == 1 for head in heads)
    for head in heads:
        goes_on = next((place for place in reversed(range(len(runs))) if _continues(runs[place], head)), None)
        if head.no == 1 or (goes_on is None and not runs and not starts):
            while runs and len(runs[-1]) == 1 and runs[-1][0].style == head.style:
                runs.pop()
            runs.append([head])
        elif goes_on is not None:
            runs[goes_on].append(head)
            del runs[goes_on + 1 :]
    while len(runs) > 1 and len(runs[-1]) == 1 and not runs[-1][0].style[0] and runs[-2][0].style[0]:
        runs.pop()
    return runs[-1][:_MOST_ENTRIES] if runs else []


def _continues(run: Sequence[_Head], head: _Head) -> bool:
    return run[-1].no < head.no and _same_style(run[0], head)


def _same_style(first: _Head, other: _Head) -> bool:
    return first.style[0] == other.style[0] and first.pictured == other.pictured and not _is_tighter(first, other)


def _is_tighter(first: _Head, other: _Head) -> bool:
    """Behind ``1. 王芳`` a ``2.5斤`` is an amount."""
    return first.style[1] == "gap" and other.style[1] == "tight" and first.style[0] == other.style[0] == "."


def _first_glued(text: str, start: int) -> list[_Head]:
    """``一板1. 王芳``: the last 1 of a text in which no break is left."""
    found = list(_GLUED_ONE.finditer(text, start)) if "\n" not in text.strip() else []
    return [_head(found[-1], 0)] if found else []


def _glued_after(text: str, heads: list[_Head]) -> list[_Head]:
    """Where line breaks were dropped altogether, the next number hangs on the entry before: ``王芳 22. 老周``."""
    found: list[_Head] = []
    for head, following in zip(heads, [*heads[1:], None], strict=False):
        found.append(head)
        found.extend(_between(text, head, following))
    return found


def _between(text: str, head: _Head, following: _Head | None) -> Iterator[_Head]:
    separator, space = head.style
    if space == "tight" or not separator:
        return
    end, no, position = (following.start if following else len(text)), head.no + 1, head.body
    last = following.no if following else no + _MOST_ENTRIES
    while no < last:
        match = re.compile(rf"{no}{re.escape(separator)}[ \u3000]").search(text, position, end)
        if not match:
            return
        yield _Head(no, head.style, match.start(), match.end())
        position, no = match.end(), no + 1


def _entries(text: str, heads: Sequence[_Head]) -> tuple[list[EntryText], str | None]:
    entries: list[EntryText] = []
    tail: str | None = None
    for head, following in zip(heads, [*heads[1:], None], strict=False):
        end = following.start if following else len(text)
        body = text[head.body : end]
        if following is None:
            body, tail = _without_tail(body)
        words = body.strip()
        if words.strip(_UNSEEN):
            start = head.body + body.index(words[0]) if body else head.body
            entries.append(EntryText(head.no, words, start, start + len(words)))
    return entries, tail


def _without_tail(body: str) -> tuple[str, str | None]:
    """The last entry ends at an empty line; a closing remark may also follow it at once."""
    entry, blank, tail = re.sub(r"\n[ \t\u3000]+\n", "\n\n", body).partition("\n\n")
    if blank:
        return entry, tail.strip() or None
    lines = entry.split("\n")
    if len(lines) > 1 and _TAIL.search(lines[-1]) and lines[0].strip():
        return "\n".join(lines[:-1]), lines[-1].strip()
    return entry, None


def _header(text: str, end: int, tag: re.Match[str] | None) -> tuple[str, str | None]:
    """The title, without its tag and its example; what stood before the tag belongs to it."""
    header = text[:end]
    if tag:
        header = f"{text[: tag.start()].strip()}\n{text[tag.end() : end]}" if tag.end() <= end else text[: tag.start()]
    lines = header.split("\n")
    kept: list[str] = []
    for index, line in enumerate(lines):
        if _EXAMPLE.match(line):
            return _joined(kept), "\n".join(lines[index:]).strip()
        kept.append(line)
    title = _joined(kept)
    within = _EXAMPLE_WITHIN.search(title)
    if within and "\n" not in text.strip():
        return title[: within.start()].strip(), title[within.start() :].strip()
    return title, None


def _joined(lines: Sequence[str]) -> str:
    return "\n".join(line.strip() for line in lines if line.strip())
