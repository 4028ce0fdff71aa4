"""What of a message may leave the machine? Its words without phones, addresses, names and links; and the way back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from models.language import Catalog
from models.language.normalize import normalize
from models.language.sketching import make_sketch, with_people

_PHONE, _ADDRESS, _NAME, _LINK, _NUMBER = "电话", "地址", "姓名", "链接", "号码"
#: What a sketch knows of people: addresses, phones, on whose behalf, the stated recipient.
_OF_PEOPLE = {"R": _ADDRESS, "T": _PHONE, "B": _NAME, "W": _NAME}
_LINKS = re.compile(r"https?://\S+|wxid_\w+|[\w.+-]+@[\w-]+\.\w+|<[^<>]{0,200}>")
#: Seven digits and more, however they are parted: telephone numbers, identity and card numbers.
_LONG_NUMBER = re.compile(r"\+?\d(?:[\s\-—_.·]?\d){6,}")
_CALLED = re.compile(r"[@＠]\s?(\S{1,30})")
_TITLED = re.compile(
    r"[\u4e00-\u9fff]{1,2}(?:阿姨|叔叔|奶奶|爷爷|婆婆|大爷|大妈|大姐|大哥|大叔|大婶|老师|师傅|先生|女士|小姐)"
)
_SHORTEST_NAME = 2

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Hidden:
    """``start``..``end`` of the original stand as ``placeholder`` from ``at`` on."""

    start: int
    end: int
    at: int
    placeholder: str

    @property
    def until(self) -> int:
        return self.at + len(self.placeholder)


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text with placeholders such as `【电话1】`; the same words always get the same one."""

    original: str
    text: str
    hidden: tuple[Hidden, ...] = ()

    def original_span(self, start: int, end: int) -> Span:
        """The place in the original of ``text[start:end]``; what cuts into a placeholder takes all of it."""
        return self._before(start, end=False), self._before(end, end=True)

    def _before(self, place: int, *, end: bool) -> int:
        shift = 0
        for piece in self.hidden:
            if place <= piece.at:
                break
            if place < piece.until:
                return piece.end if end else piece.start
            shift = piece.end - piece.until
        return place + shift

    def restored(self, text: str) -> str:
        """Words about the text, with what their placeholders stand for."""
        for piece in self.hidden:
            text = text.replace(piece.placeholder, self.original[piece.start : piece.end])
        return text


def redact(original: str, catalog: Catalog, names: Iterable[str] = ()) -> Redacted:
    """Hide what tells of persons. ``names`` are those of the group's members; goods keep their names in any case."""
    goods = list(_goods(original, catalog))
    found = [*_of_people(original, catalog), *_matches(_LINKS, _LINK, original)]
    found += _matches(_LONG_NUMBER, _NUMBER, original)
    named = [*_matches(_CALLED, _NAME, original), *_matches(_TITLED, _NAME, original), *_members(original, names)]
    found += [(span, kind) for span, kind in named if not any(_overlap(span, good) for good in goods)]
    return _hide(original, found)


def _of_people(original: str, catalog: Catalog) -> Iterator[tuple[Span, str]]:
    normalized = normalize(original)
    for entity in with_people(make_sketch(normalized, catalog), catalog).entities:
        if entity.kind in _OF_PEOPLE:
            yield normalized.span(entity.start, entity.end), _OF_PEOPLE[entity.kind]


def _goods(original: str, catalog: Catalog) -> Iterator[Span]:
    normalized = normalize(original)
    for mention in catalog.find_names(normalized.text):
        yield normalized.span(mention.start, mention.end)


def _matches(pattern: re.Pattern[str], kind: str, original: str) -> Iterator[tuple[Span, str]]:
    group = 1 if pattern.groups else 0
    for match in pattern.finditer(original):
        yield match.span(group), kind


def _members(original: str, names: Iterable[str]) -> Iterator[tuple[Span, str]]:
    for name in names:
        if len(name.strip()) >= _SHORTEST_NAME and not name.strip().isdigit():
            yield from _matches(re.compile(re.escape(name.strip())), _NAME, original)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _hide(original: str, found: Iterable[tuple[Span, str]]) -> Redacted:
    """Put placeholders in; where two stretches overlap they are hidden as one."""
    numbers: dict[tuple[str, str], int] = {}
    hidden: list[Hidden] = []
    text, done = "", 0
    for (start, end), kind in _merged(found):
        words = original[start:end]
        number = numbers.setdefault((kind, words), 1 + sum(each == kind for each, _ in numbers))
        text += original[done:start]
        hidden.append(Hidden(start, end, len(text), f"【{kind}{number}】"))
        text += hidden[-1].placeholder
        done = end
    return Redacted(original, text + original[done:], tuple(hidden))


def _merged(found: Iterable[tuple[Span, str]]) -> list[tuple[Span, str]]:
    merged: list[tuple[Span, str]] = []
    for (start, end), kind in sorted(found):
        if start >= end:
            continue
        if merged and start < merged[-1][0][1]:
            (first, last), earlier = merged[-1]
            merged[-1] = (first, max(last, end)), earlier
        else:
            merged.append(((start, end), kind))
    return merged
