"""What does the organizer read, privately? Drafts, totals, reports, summaries, and what went wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from handlers.replies.parts import iso, product_value
from models.groupbuy.group_buy import GroupBuy
from models.mail import Json, Post, PostClass
from models.values import PersonId, Product

COULD_NOT_HANDLE = "could_not_handle"
NOT_SENT = "not_sent"
#: Beyond these, failed messages are only counted.
MOST_FAILED_SHOWN = 5


def private(
    person: PersonId,
    kind: str,
    values: dict[str, Json],
    *,
    due_id: str | None = None,
    report: bool = False,
    document: str | None = None,
    expires_at: datetime | None = None,
) -> Post:
    """A private word; it is never sent to a group instead. ``report``: it comes unasked. A doubled answer, or a doubled
    warning, does her no harm; a doubled report would."""
    return Post(
        kind=kind,
        values=values,
        person=person,
        post_class=PostClass.NOTICE if report else PostClass.ANSWER,
        document=document,
        expires_at=expires_at,
        harmless_twice=not report,
        answers=not report,
        due_id=due_id,
    )


#: Under this key what was not said in groups is told together.
LEFT_UNSAID = "left_unsaid"


def left_unsaid(person: PersonId, items: Sequence[Json], not_before: datetime) -> Post:
    """What a group was not told, and will not be: [{kind, group, why, people: [ref]}]."""
    post = private(person, "left_unsaid", {"items": list(items)}, report=True)
    return replace(post, merge_key=LEFT_UNSAID, not_before=not_before)


def peace(person: PersonId, what: str, values: dict[str, Json], *, due_id: str | None = None) -> Post:
    """A word about a group's peace: ``what`` names the sentence (peace.j2); each has its own values, and the
    ``group``."""
    return private(person, "peace", {"what": what, **values}, due_id=due_id, report=True)


def loudness(person: PersonId, groups: Sequence[Json]) -> Post:
    """``吵不吵``: [{group, messages, posts, unasked, answered, kinds: [{kind, count}], percent, most, …}]"""
    return private(person, "loudness", {"groups": list(groups)})


def draft(person: PersonId, group_buy: GroupBuy, doubts: Mapping[str, Sequence[str]], time_zone: str) -> Post:
    """The list as it was understood: numbers, prices, cost and margin for her eyes only, doubts marked.

    ``doubts``: for a product's id the words about what is not certain.
    """
    return private(
        person,
        "draft",
        {
            "title": group_buy.title,
            "products": [draft_product(product, doubts.get(product.id, ())) for product in group_buy.products],
            "unpriced": sum(product.price_fen is None for product in group_buy.products),
            "costed": sum(product.cost_fen is not None for product in group_buy.products),
            "closes_at": iso(group_buy.closes_at),
            "arrives_at": iso(group_buy.arrives_at),
            "place": group_buy.pickup_place,
            "time_zone": time_zone,
        },
    )


def draft_product(product: Product, doubts: Sequence[str]) -> Json:
    return {
        **product_value(product),
        "cost_fen": product.cost_fen,
        "doubts": list(doubts),
    }


def collecting(person: PersonId, products: int) -> Post:
    """A part of a list came: go on, or say that this was all."""
    return private(person, "collecting", {"products": products})


def published(person: PersonId, group_buy: GroupBuy, groups: Sequence[str], time_zone: str) -> Post:
    """`发了。…` with when it closes; ``groups`` are names of rooms. ``opens_at`` where it goes out later."""
    return private(
        person,
        "published",
        {
            "products": len(group_buy.products),
            "groups": list(groups),
            "opens_at": iso(group_buy.opens_at) if group_buy.opened_at is None else None,
            "closes_at": iso(group_buy.closes_at),
            "time_zone": time_zone,
        },
    )


def totals(person: PersonId, values: dict[str, Json]) -> Post:
    """``统计``: {title, stage, orders, households, sum_fen, products: [{product, unit, quantity, waiting}], questions,
    late, doubts}."""
    return private(person, "totals", values)


def orders_found(person: PersonId, values: dict[str, Json]) -> Post:
    """``订单``: {asked, orders: [{who: ref, recipient: ref, lines, sum_fen}], more}."""
    return private(person, "orders_found", values)


def why(person: PersonId, values: dict[str, Json]) -> Post:
    """``为什么``: {asked or quoted: {text, at, who, read_as, recalled}, orders: [{who, recipient, lines: [{product,
    quantity, unit, waiting, earlier, words}]}], more, questions, late} (values: handlers/explained_words.py)."""
    return private(person, "why", values)


def closing_report(person: PersonId, values: dict[str, Json], *, due_id: str | None = None) -> Post:
    """After the cut-off: ``totals`` with ``late`` [{who, lines}], ``questions`` [{who, about, product}]."""
    return private(person, "closing_report", values, due_id=due_id, report=True)


def late_list(person: PersonId, late: Sequence[Json]) -> Post:
    """``迟到单``: [{who, lines, text, number}], numbered as they stand where no number is told."""
    return private(person, "late_list", {"late": list(late)})


def catch_up(person: PersonId, values: dict[str, Json]) -> Post:
    """`补录`, before it counts: {known, missed, talk, changes, more, asked, hers, late,
    older, older_at} (values: handlers/caught_up.py)."""
    return private(person, "catch_up", values)


def whole_chain(person: PersonId, text: Json, *, number: int = 1, lists: int = 1) -> Post:
    """`接龙补齐`: a list, in a message of its own that can be copied; the ``number``th of several ``lists``."""
    return private(person, "whole_chain", {"text": text, "number": number, "lists": lists})


def purchase_list(
    person: PersonId, title: str, products: Sequence[Json], *, supplier: str = "", due_id: str | None = None
) -> Post:
    """``报货``: what is bought of one supplier, with totals and full boxes, and nothing that they should not see:
    [{product, unit, quantity, per_box, boxes, over}]."""
    values = {"title": title, "supplier": supplier, "products": list(products)}
    return private(person, "purchase_list", values, due_id=due_id, report=due_id is not None)


def arrival_check(person: PersonId, pickup_at: datetime | None, time_zone: str, *, due_id: str | None = None) -> Post:
    """`货到了吗？` fifteen minutes before the pickup notice; without a time for one that is held."""
    return private(
        person,
        "arrival_check",
        {"pickup_at": iso(pickup_at), "time_zone": time_zone},
        due_id=due_id,
        report=True,
        expires_at=pickup_at,
    )


def done(person: PersonId, what: str, **values: Json) -> Post:
    """One line that says what was done and how to take it back. ``what`` names the sentence, as templates/done.j2 has
    it; each has its own values."""
    return private(person, "done", {"what": what, **values})


def undone(person: PersonId, said: str, orders: Sequence[Json] = ()) -> Post:
    """`撤了：转单。李梅 草莓1盒，29.9块；田田这回没有单了。`: of orders what stands now, as in ``word_entered``."""
    return private(person, "undone", {"said": said, "orders": list(orders)})


def refused(person: PersonId, reason: str, *, example: str | None = None, **values: Json) -> Post:
    """A command that can't be done: why, and what would be right. ``reason`` names the sentence (refused.j2)."""
    return private(person, "refused", {"reason": reason, "example": example, **values})


def wrong_form(person: PersonId, command: str, usage: str, example: str, what: str | None = None) -> Post:
    """A mistake in a command: the right form with an example; ``what`` says which part was not understood."""
    return private(person, "wrong_form", {"command": command, "usage": usage, "example": example, "what": what})


def help_short(person: PersonId, parts: Sequence[Json]) -> Post:
    """``帮助``: what can be said in each part of her day: [{when, names}]."""
    return private(person, "help", {"parts": list(parts), "commands": []})


def help_all(person: PersonId, commands: Sequence[Json]) -> Post:
    """``帮助 全部``: [{name, usage, help}]."""
    return private(person, "help", {"parts": [], "commands": list(commands)})


def help_one(person: PersonId, values: dict[str, Json]) -> Post:
    """``帮助 开团``: {name, aliases, usage, help, examples, where}."""
    return private(person, "help_one", values)


def schedules(person: PersonId, values: dict[str, Json]) -> Post:
    """``日程``: {schedules: [{number, …}], time_zone}; a line's values are made by handlers/schedule_lines.py."""
    return private(person, "schedules", values)


def open_again(
    person: PersonId,
    title: str,
    group: str | None,
    last: Json,
    time_zone: str,
    *,
    late: bool,
    due_id: str,
) -> Post:
    """`该开水果团了，…`; ``last``: {opened_at, goods, count, same_name} of the list that `照旧` takes, if any."""
    values = {"title": title, "group": group, "last": last, "late": late, "time_zone": time_zone}
    return private(person, "open_again", values, due_id=due_id, report=True)


def nothing_to_list(person: PersonId, *, due_id: str) -> Post:
    """The hour at which a list was to go out has come, and nothing is on sale."""
    return private(person, "nothing_to_list", {}, due_id=due_id, report=True)


def missed(
    person: PersonId, job: str, due_at: datetime, time_zone: str, *, title: str = "", due_id: str | None = None
) -> Post:
    """What should have gone out while the bot was away, and now would be too late."""
    return private(
        person,
        "missed",
        {"job": job, "title": title, "due_at": iso(due_at), "time_zone": time_zone},
        due_id=due_id,
        report=True,
    )


def summary(person: PersonId, values: dict[str, Json], *, due_id: str | None = None) -> Post:
    """The day in at most twelve lines (values: handlers/reporting.py)."""
    return private(person, "summary", values, due_id=due_id, report=True)


def week(person: PersonId, values: dict[str, Json]) -> Post:
    """``周报`` (values: handlers/sales.week_values)."""
    return private(person, "week", values)


def document(person: PersonId, name: str, values: dict[str, Json], *, due_id: str | None = None) -> Post:
    """A file: ``summary_chart`` (a picture) or ``orders_workbook`` (.xlsx)."""
    return private(person, name, values, document=name, due_id=due_id, report=True)


def failed_message(message: Json, who: Json, number: str) -> Json:
    """A message on which a handler failed, or that could not be read; by its number it can be handled again."""
    return {"message": message, "who": who, "number": number}


def could_not_handle(person: PersonId, messages: Sequence[Json], not_before: datetime) -> Post:
    """Messages (``failed_message``) that are kept, and not in the book."""
    post = private(person, "could_not_handle", {"messages": list(messages), "more": 0})
    return replace(post, merge_key=COULD_NOT_HANDLE, not_before=not_before)


def with_one_more(values: Mapping[str, Json], failed: Json) -> dict[str, Json]:
    """The values of ``could_not_handle`` with another message: shown, or where there are many already, counted."""
    messages, more = list(values["messages"]), int(values["more"])
    if len(messages) < MOST_FAILED_SHOWN:
        return {"messages": [*messages, failed], "more": more}
    return {"messages": messages, "more": more + 1}


def not_sent(person: PersonId, posts: Sequence[Json], not_before: datetime) -> Post:
    """Posts that did not go out, or of which nobody knows: she says whether they are still to. They wait a moment for
    others. [{row, post, place, at, state: failed|unsure|too_late}]"""
    return replace(private(person, "not_sent", {"posts": list(posts)}), merge_key=NOT_SENT, not_before=not_before)


def outbox(person: PersonId, values: dict[str, Json]) -> Post:
    """``发件箱``: {troubled: [{number, post, place, at, state}], more, waiting: [{post, place, at}], more_waiting}"""
    return private(person, "outbox", values)


def to_forward(person: PersonId, who: Json, text: Json, due_id: str) -> Post:
    """A private word for somebody whom the bot can't write to, as a text ready to be forwarded."""
    return private(person, "to_forward", {"who": who, "text": text}, due_id=due_id)


def doubt(person: PersonId, values: dict[str, Json]) -> Post:
    """An order over a sane bound: recorded, and shown. {who, about, product, quantity, unit, sum_fen, text}"""
    return private(person, "doubt", values)


def still_open(person: PersonId, *, due_id: str) -> Post:
    """The pickup notice was due, and orders are still taken."""
    return private(person, "still_open", {}, due_id=due_id, report=True)


def data_request(person: PersonId, who: Json, what: str) -> Post:
    """Somebody wants to see (``show``), or to have deleted (``erase``), what is kept on them."""
    return private(person, "data_request", {"who": who, "what": what})


def claim(person: PersonId, values: dict[str, Json]) -> Post:
    """Something is wrong with goods received, at once: {who, product, text}."""
    return private(person, "claim", values)


def reported(person: PersonId, values: dict[str, Json]) -> Post:
    """Something that was not applied: {about: foreign_entry|wipe|recall, who, entry: the post, undone: the message,
    lines: of a recalled message that she had spoken of herself, what stands by her word}; of an entry also {whose,
    was, wanted, changes} (values: handlers/entry_reports.py)."""
    return private(person, "reported", values)


def collected(person: PersonId, people: Sequence[Json], count: int, *, left: int) -> Post:
    """`王芳 3-501拿了。还有3家没拿。`: {people: [{who, recipient}], count, left}"""
    return private(person, "collected", {"people": list(people), "count": count, "left": left})


def uncollected(person: PersonId, values: dict[str, Json], *, due_id: str | None = None) -> Post:
    """``谁没拿``, and the morning after: {orders: [{who, recipient, lines}], count, more}"""
    return private(person, "uncollected", values, due_id=due_id, report=due_id is not None)


def ticks_not_kept(person: PersonId, count: int, due_id: str) -> Post:
    """The hour at which those who are left would be called, and hardly anybody was ticked."""
    return private(person, "ticks_not_kept", {"count": count}, due_id=due_id, report=True)


def not_called(person: PersonId, values: dict[str, Json], due_id: str) -> Post:
    """Who has not come, where the group has heard enough today: {orders: [{who, recipient, lines}], count, more}"""
    return private(person, "not_called", values, due_id=due_id, report=True)


def fresh_left(person: PersonId, goods: Sequence[str], people: Sequence[Json], count: int, due_id: str) -> Post:
    """`草莓、牛奶还有2家没拿：…`: {goods, people: [{who, recipient}], count}"""
    values = {"goods": list(goods), "people": list(people), "count": count}
    return private(person, "fresh_left", values, due_id=due_id, report=True)
