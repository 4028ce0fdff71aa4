"""What does the organizer read of what went wrong? Failed messages and posts, doubts and reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.rendering.samples.village import BERRIES, EGGS, ORGANIZER, ZONE, at, line, person
from handlers.replies import on_mishaps, on_plans, to_organizer
from models.mail import Json, Post, message_ref, person_ref
from models.values import MessageId, Product


def _reported(about: str, *, entry: str = "gone", undone: str | None = None, lines: Sequence[Json] = ()) -> Post:
    values = {
        "about": about,
        "who": person_ref(person("老周")),
        "entry": message_ref(MessageId(entry)),
        "undone": None if undone is None else message_ref(MessageId(undone)),
        "lines": list(lines),
    }
    return to_organizer.reported(ORGANIZER, values)


def _entry_change(product: Product, before: str, after: str) -> Json:
    told = line(product, after)
    return {"product": told["product"], "unit": told["unit"], "before": before, "after": after}


def _meddled(*changes: Json, was: str = "gone") -> Post:
    texts: dict[str, Json] = {
        name: {"text": message_ref(MessageId(key)), "line": 0} for name, key in (("was", was), ("wanted", "m2"))
    }
    values: dict[str, Json] = {"whose": person_ref(person("芳芳妈")), "changes": list(changes), **texts}
    return to_organizer.reported(ORGANIZER, {**_reported("foreign_entry", entry="m2").values, **values})


def _doubt(about: str, text: str, **amount: Json) -> Post:
    values = {"who": person_ref(person("老周")), "about": about, "text": message_ref(MessageId(text)), **amount}
    return to_organizer.doubt(ORGANIZER, values)


def _failed(message: str, number: str) -> Json:
    return on_mishaps.failed_message(message_ref(MessageId(message)), person_ref(person("老周")), number)


def _could_not_handle(first: Json, *others: Json) -> Post:
    post = on_mishaps.could_not_handle(ORGANIZER, [first], at(19, 30))
    for other in others:
        post = replace(post, values=on_mishaps.with_one_more(post.values, other))
    return post


def _in_trouble(kind: str, state: str, place: str = "翠湖一群") -> dict[str, Json]:
    return {"row": "8", "post": kind, "place": place, "at": at(9).isoformat(), "state": state}


def _not_sent(*posts: tuple[str, str]) -> Post:
    return on_mishaps.not_sent(ORGANIZER, [_in_trouble(*post) for post in posts], at(19, 30))


def _outbox(troubled: Sequence[tuple[str, str]], waiting: Sequence[tuple[str, str]], *, more: int = 0) -> Post:
    numbered = [{**_in_trouble(*post), "number": number} for number, post in enumerate(troubled, 1)]
    values = {"troubled": numbered, "waiting": [_in_trouble(*post) for post in waiting], "time_zone": ZONE}
    return on_mishaps.outbox(ORGANIZER, {**values, "more": more, "more_waiting": more})


POSTS: Sequence[tuple[str, Post]] = (
    ("readable", _could_not_handle(_failed("m1", "17"))),
    ("gone", _could_not_handle(on_mishaps.failed_message(message_ref(MessageId("gone")), None, "17"))),
    ("many", _could_not_handle(*(_failed(f"m{number}", str(number)) for number in range(1, 8)))),
    ("a list", _not_sent(("list", "unsure"))),
    ("a list", _not_sent(("list", "failed"))),
    ("a list", _not_sent(("list", "too_late"))),
    ("a private word", on_mishaps.not_sent(ORGANIZER, [_in_trouble("summary", "failed", "")], at(19, 30))),
    ("several", _not_sent(("list", "too_late"), ("noted", "failed"), ("pickup_notice", "unsure"))),
    ("nothing", _outbox([], [])),
    ("in trouble", _outbox([("list", "failed"), ("closed", "unsure")], [])),
    ("waiting", _outbox([], [("noted", "waiting")])),
    ("both", _outbox([("pickup_notice", "too_late")], [("noted", "waiting"), ("ask", "waiting")])),
    ("very many", _outbox([("noted", "failed")] * 3, [("noted", "waiting")] * 2, more=4)),
    ("with its words", on_mishaps.to_forward(ORGANIZER, person_ref(person("李梅")), "记上了：鸡蛋2板。", "8")),
    ("without", on_mishaps.to_forward(ORGANIZER, person_ref(person("李梅")), None, "8")),
    ("much money", _doubt("amount", "m1", **line(EGGS, "20"), sum_fen=64_000)),
    ("more than usual", _doubt("unusual", "gone", **line(EGGS, "20"), sum_fen=64_000)),
    ("off the list", _doubt("unusual", "m1", sum_fen=0)),
    ("not closed yet", on_plans.still_open(ORGANIZER, due_id="8")),
    ("to see", to_organizer.data_request(ORGANIZER, person_ref(person("老周")), "show")),
    ("to erase", to_organizer.data_request(ORGANIZER, person_ref(person("老周")), "erase")),
    ("an entry of somebody else", _meddled(_entry_change(EGGS, "2", "3"))),
    ("several goods of it", _meddled(_entry_change(EGGS, "2", "0"), _entry_change(BERRIES, "0", "1"))),
    ("its words alone", _meddled(was="entry")),
    ("its words, the old ones gone", _meddled()),
    ("an entry that is gone", _reported("foreign_entry")),
    ("half a chain", _reported("wipe")),
    ("a recall", _reported("recall", undone="m1")),
    ("a recall of what she has noted", _reported("recall", undone="m1", lines=[line(EGGS, "2")])),
    ("something else", _reported("other", entry="m1")),
)
