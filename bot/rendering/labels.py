"""What is printed for the bags? Labels of 40 × 60 mm, or sheets of A4 with 21 of them.

A bag has as many as its goods need. Every text gets its place here; the typesetter only puts it there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bot.rendering.documents.labels import Label, Labels, Paper
from bot.rendering.documents.values import Goods, file_name
from bot.rendering.glyphs import drawable
from bot.rendering.measuring import fitting, width_of, wrapped
from bot.rendering.names import SOMEBODY
from bot.rendering.told_houses import house_text
from bot.rendering.typesetting import set_pages
from models.values import Attachment, decimal_text

_MM_PER_POINT = 0.3528
#: From one base line to the next, as a part of the letters' size; and how far the first is below the edge.
_LEADING, _ASCENT = 1.3, 0.95
_GAP = 1.5
#: `2/3`, where a bag has several labels: its letters, and the corner that is left for it.
_PART_SIZE, _PART_ROOM = 9.0, 6.5
_LONGEST_UNIT = 6


@dataclass(frozen=True, slots=True)
class Letters:
    """Sizes in points."""

    number: float
    who: float
    house: float
    goods: float
    note: float


@dataclass(frozen=True, slots=True)
class Form:
    """Paper: millimetres of the page, of one label, and of the margin in it. ``small`` letters are for bags whose goods
    would not fit on one label else."""

    page: tuple[float, float]
    label: tuple[float, float]
    columns: int
    rows: int
    margin: float
    normal: Letters
    small: Letters
    large: Letters

    @property
    def width(self) -> float:
        """Between the margins."""
        return self.label[0] - 2 * self.margin

    @property
    def is_wide(self) -> bool:
        return self.label[0] > self.label[1]


FORMS = {
    Paper.SINGLE: Form(
        page=(40, 60),
        label=(40, 60),
        columns=1,
        rows=1,
        margin=2.5,
        normal=Letters(number=24, who=11, house=15, goods=10, note=8.5),
        small=Letters(number=20, who=10, house=13, goods=8, note=7.5),
        large=Letters(number=30, who=15, house=20, goods=15, note=13),
    ),
    Paper.A4: Form(
        page=(210, 297),
        label=(70, 42.4),
        columns=3,
        rows=7,
        margin=3.5,
        normal=Letters(number=22, who=11, house=17, goods=10, note=8),
        small=Letters(number=18, who=10, house=14, goods=8, note=7),
        large=Letters(number=28, who=15, house=22, goods=15, note=13),
    ),
}

#: A longer wish is cut: the route sheet has all of it.
_MOST_NOTE_LINES = 4


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a label; ``right`` stands at its end."""

    left: str
    size: float
    right: str = ""
    right_size: float = 0.0

    @property
    def height(self) -> float:
        return max(self.size, self.right_size) * _MM_PER_POINT * _LEADING


#: Lines that are not parted: one sort of goods, or a wish.
_Piece = list[_Line]


def draw(labels: Labels) -> Attachment:
    """The PDF."""
    content = set_pages("labels", laid_out(labels))
    return Attachment(file_name(["标签"], labels.day, ".pdf"), content)


def laid_out(labels: Labels) -> dict[str, Any]:
    """Every text with its place, in millimetres, as the template takes them: faces of ``[text, points, x, y]``."""
    form = FORMS[labels.paper]
    return {
        "page": form.page,
        "label": form.label,
        "columns": form.columns,
        "rows": form.rows,
        "faces": [face for label in labels.labels for face in _faces(label, form)],
    }


def _faces(label: Label, form: Form) -> Iterator[list[Any]]:
    head, parts = _set_in(form.large if label.large else form.normal, label, form)
    if len(parts) > 1 and not label.large:
        head, parts = _set_in(form.small, label, form)
    for number, part in enumerate(parts, 1):
        yield _placed(head, part, f"{number}/{len(parts)}" if len(parts) > 1 else "", form)


def _set_in(letters: Letters, label: Label, form: Form) -> tuple[list[_Line], list[list[_Line]]]:
    """The head of each face of a label, and what stands below it on each."""
    head = list(_head(label, letters, form))
    room = form.label[1] - 2 * form.margin - sum(line.height for line in head) - 2 * _GAP
    return head, list(_parts(list(_body(label, letters, form.width)), room))


def _head(label: Label, letters: Letters, form: Form) -> Iterator[_Line]:
    """By what the bag is found: its number, the door where it goes to one, and whose it is; on a wide label the last of
    them that fits stands beside the number."""
    number, house = drawable(label.number), drawable(house_text(label.door))
    who = drawable(label.who).strip() or SOMEBODY
    told = [(text, size) for text, size in ((house, letters.house), (who, letters.who)) if text]
    left = form.width - width_of(number, _mm(letters.number)) - _PART_ROOM - _GAP
    if (house or form.is_wide) and width_of(told[0][0], _mm(told[0][1])) <= left:
        beside, size = told.pop(0)
        yield _Line(number, letters.number, beside, size)
    else:
        yield _Line(fitting(number, _mm(letters.number), form.width - _PART_ROOM), letters.number)
    for text, size in told:
        yield _Line(fitting(text, _mm(size), form.width), size)


def _body(label: Label, letters: Letters, width: float) -> Iterator[_Piece]:
    for goods, quantity in label.goods:
        yield list(_goods(goods, quantity, letters.goods, width))
    note = drawable(label.note).strip()
    if note:
        yield [_Line(line, letters.note) for line in _note(f"※{note}", _mm(letters.note), width)]


def _note(words: str, size: float, width: float) -> list[str]:
    lines = list(wrapped(words, size, width))
    if len(lines) <= _MOST_NOTE_LINES:
        return lines
    kept = lines[: _MOST_NOTE_LINES - 1]
    return [*kept, fitting("".join(lines[len(kept) :]), size, width)]


def _goods(goods: Goods, quantity: Decimal, size: float, width: float) -> Iterator[_Line]:
    """A name over as many lines as it needs; how much stands at the end of the last, or below it."""
    amount = fitting(f"{decimal_text(quantity)}{drawable(goods.unit)[:_LONGEST_UNIT]}", _mm(size), width)
    room = width - width_of(amount, _mm(size)) - _GAP
    *before, last = list(wrapped(drawable(goods.product), _mm(size), width)) or [""]
    for line in before:
        yield _Line(line, size)
    if width_of(last, _mm(size)) <= room:
        yield _Line(last, size, amount, size)
    else:
        yield _Line(last, size)
        yield _Line("", size, amount, size)


def _parts(pieces: Sequence[_Piece], room: float) -> Iterator[list[_Line]]:
    """Cut where a label is full, between pieces where that can be; each part holds at least one line."""
    part: list[_Line] = []
    used = 0.0
    for piece in pieces:
        whole = sum(line.height for line in piece)
        for place, line in enumerate(piece):
            # A piece that is longer than a label is cut wherever that is full.
            needed = whole if place == 0 and whole <= room else line.height
            if part and used + needed > room:
                yield part
                part, used = [], 0.0
            part.append(line)
            used += line.height
    yield part


def _placed(head: Sequence[_Line], body: Sequence[_Line], part: str, form: Form) -> list[Any]:
    """The texts of one face; which part of a bag's it is stands in the corner."""
    width, margin = form.label[0], form.margin
    texts = [*_down(head, margin, width, margin)]
    below = margin + sum(line.height for line in head) + _GAP
    texts += _down(body, below + _GAP, width, margin)
    if part:
        at = width - margin - width_of(part, _mm(_PART_SIZE)), margin + _mm(_PART_SIZE) * _ASCENT
        texts.append([part, _PART_SIZE, *at])
    return [below, texts]


def _down(lines: Iterable[_Line], top: float, width: float, margin: float) -> Iterator[list[Any]]:
    for line in lines:
        base = top + _mm(max(line.size, line.right_size)) * _ASCENT
        if line.left:
            yield [line.left, line.size, margin, base]
        if line.right:
            right = _mm(line.right_size)
            apart = _PART_ROOM if line.right_size != line.size else 0.0
            yield [line.right, line.right_size, width - margin - apart - width_of(line.right, right), base]
        top += line.height


def _mm(points: float) -> float:
    return points * _MM_PER_POINT
