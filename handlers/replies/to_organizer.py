"""What does the organizer read, privately? Drafts, totals, reports, summaries, and what went wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from handlers.replies.parts import is_there_before_cutoff, iso, product_value
from models.groupbuy.group_buy import GroupBuy
from models.mail import Json, Post, PostClass
from models.values import PersonId, Product, decimal_text


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
            "there_before_cutoff": is_there_before_cutoff(group_buy, time_zone),
            "place": group_buy.pickup_place,
            "time_zone": time_zone,
        },
    )


def draft_product(product: Product, doubts: Sequence[str]) -> Json:
    return {
        **product_value(product),
        "cost_fen": product.cost_fen,
        "minimum": None if product.minimum is None else decimal_text(product.minimum),
        "per_box": None if product.per_box is None else decimal_text(product.per_box),
        "supplier": product.supplier,
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
    """``订单``: {asked, total: {product, quantity, unit, orders} of one product, orders: [{who: ref, recipient: ref,
    lines, sum_fen}], more}."""
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


def done(person: PersonId, what: str, **values: Json) -> Post:
    """One line that says what was done and how to take it back. ``what`` names the sentence, as templates/done.j2 has
    it; each has its own values."""
    return private(person, "done", {"what": what, **values})


def undone(
    person: PersonId,
    said: str,
    orders: Sequence[Json] = (),
    people: Sequence[Json] = (),
    accounts: Sequence[Json] = (),
) -> Post:
    """`撤了：转单。李梅 草莓1盒，29.9块；田田这回没有单了。`: of orders what stands now, as in ``word_entered``; of
    ticks whose they were: [{who, recipient}]; and of accounts: [{who, recipient, owed_fen}]."""
    values = {"said": said, "orders": list(orders), "people": list(people), "accounts": list(accounts)}
    return private(person, "undone", values)


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


def summary(person: PersonId, values: dict[str, Json], *, due_id: str | None = None) -> Post:
    """The day in at most twelve lines (values: handlers/reporting.py)."""
    return private(person, "summary", values, due_id=due_id, report=True)


def week(person: PersonId, values: dict[str, Json]) -> Post:
    """``周报`` (values: handlers/sales.week_values)."""
    return private(person, "week", values)


def document(person: PersonId, name: str, values: dict[str, Json], *, due_id: str | None = None) -> Post:
    """A file: ``summary_chart`` (a picture) or ``orders_workbook`` (.xlsx)."""
    return private(person, name, values, document=name, due_id=due_id, report=True)


def doubt(person: PersonId, values: dict[str, Json]) -> Post:
    """An order over a sane bound: recorded, and shown. {who, about, product, quantity, unit, sum_fen, text}"""
    return private(person, "doubt", values)


def data_request(person: PersonId, who: Json, what: str) -> Post:
    """Somebody wants to see (``show``), or to have deleted (``erase``), what is kept on them."""
    return private(person, "data_request", {"who": who, "what": what})


def reported(person: PersonId, values: dict[str, Json]) -> Post:
    """Something that was not applied: {about: foreign_entry|wipe|recall, who, entry: the post, undone: the message,
    lines: of a recalled message that she had spoken of herself, what stands by her word}; of an entry also {whose,
    was, wanted, changes} (values: handlers/entry_reports.py)."""
    return private(person, "reported", values)
