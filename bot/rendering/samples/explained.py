"""Which answers does `为什么` give? A sample of each step by which a line may have come to be what it is."""

from __future__ import annotations

from collections.abc import Sequence

from bot.rendering.samples.village import BERRIES, EGGS, MILK, ORGANIZER, RIBS, ZONE, at, line, order, person
from handlers.replies import to_organizer
from models.mail import Json, Post, message_ref, person_ref, recipient_ref
from models.values import MessageId


def _word(minute: int, step: str, total: str, said: str | None = None, *texts: Json, **more: Json) -> Json:
    usual: dict[str, Json] = {
        "by": None,
        "about": [],
        "before": "0",
        "waiting": "0",
        "unit": "板",
        "limited": False,
        "taken_back_at": None,
    }
    told = {"at": at(9, minute).isoformat(), "step": step, "total": total, "said": said, "texts": list(texts)}
    return told | usual | more


def _text(message: str = "m1", row: int | None = None) -> Json:
    return {"text": message_ref(MessageId(message)), "line": row}


def _line(amount: dict[str, Json], *words: Json, waiting: str = "0", earlier: int = 0) -> Json:
    return {**amount, "waiting": waiting, "earlier": earlier, "words": list(words)}


_EGGS = _line(
    line(EGGS, "3"),
    _word(2, "ordered", "2", "2", _text()),
    _word(20, "added", "4", "3", _text("gone"), before="2", limited=True),
    _word(30, "ordered", "5", "1", _text("m3"), before="4"),
    _word(35, "set", "3", "3", _text()),
    _word(40, "set", "3", "3", _text("m3"), by=person_ref(person("老周")), about=[_text()]),
)
_BERRIES = _line(
    line(BERRIES, "1"),
    _word(2, "entered", "3", "3", _text("m2", 0), unit="盒", waiting="2"),
    _word(40, "turn", "3", "1", unit="盒", waiting="1"),
    _word(50, "removed", "2", "1", _text(), unit="盒", waiting="1"),
    waiting="1",
    earlier=2,
)
_MILK = _line(
    line(MILK, "0"),
    _word(2, "ordered", "1", "1", _text(), unit="箱", taken_back_at=at(9, 5).isoformat()),
    _word(6, "exchanged", "2", "2", _text(), _text("m3"), unit="箱"),
    _word(9, "exchanged", "0", None, _text(), unit="箱"),
    _word(10, "entered", "1", "1", unit="箱", by=person_ref(person("老周"))),
    _word(11, "withdrawn", "0", None, unit="箱", by=person_ref(person("老周"))),
    _word(12, "ordered", "1", "1", _text(), unit="箱"),
    _word(13, "removed", "0", None, _text(), unit="箱"),
)
_RIBS = _line(
    line(RIBS, "0"),
    _word(1, "received", "2", "2", _text(), unit="斤"),
    _word(1, "given", "1", "1", _text(), unit="斤"),
    _word(2, "moved", "1", None, unit="斤"),
    _word(3, "cancelled", "0", None, _text(), unit="斤"),
)


def _order(nickname: str, where: str, *lines: Json) -> Json:
    return {**order(nickname, *lines), "recipient": recipient_ref(where)}


def _why(**values: Json) -> Post:
    return to_organizer.why(ORGANIZER, {"time_zone": ZONE, **values})


def _quoted(read_as: str, *, text: str = "m1", recalled: bool = False) -> Json:
    return {
        "text": message_ref(MessageId(text)),
        "at": at(20, 15, day=22).isoformat(),
        "who": person_ref(person("老周")),
        "read_as": read_as,
        "recalled": recalled,
    }


_QUESTIONS: Sequence[Json] = [
    {
        "who": person_ref(person("芳芳妈")),
        "about": "quantity",
        "product": "排骨",
        "text": message_ref(MessageId("m1")),
        "at": at(10, 5).isoformat(),
    }
]
_LATE: Sequence[Json] = [
    {**order("芳芳妈", line(EGGS, "1")), "text": message_ref(MessageId("m1")), "at": at(20, 10).isoformat()},
    {**order("芳芳妈"), "text": message_ref(MessageId("gone")), "at": at(20, 12).isoformat()},
]

POSTS: Sequence[tuple[str, Post]] = (
    ("an order", _why(asked="501", orders=[_order("芳芳妈", "o1", _EGGS)], more=0, questions=[], late=[])),
    (
        "everything",
        _why(
            asked="芳芳妈",
            orders=[_order("芳芳妈", "o1", _EGGS, _BERRIES, _MILK), _order("芳芳妈", "o2", _RIBS)],
            more=2,
            questions=_QUESTIONS,
            late=_LATE,
        ),
    ),
    ("only a question", _why(asked="芳芳妈", orders=[], more=0, questions=_QUESTIONS, late=[])),
    ("nobody", _why(asked="502")),
    *(
        (f"a message read as {read_as}", _why(quoted=_quoted(read_as)))
        for read_as in ("chat", "query", "paid", "picked", "claim", "ask", "order")
    ),
    ("a message that is gone", _why(quoted=_quoted("chat", text="gone"))),
    ("a recalled message", _why(quoted=_quoted("order", recalled=True))),
    ("a message that ordered", _why(quoted=_quoted("order"), orders=[_order("芳芳妈", "o1", _EGGS)], more=0)),
)
