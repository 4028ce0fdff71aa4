"""What does a group read? Posts into a room; nothing here holds a room number, a phone number, a sum or a debt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from handlers.replies.parts import is_there_before_cutoff, iso, product_value
from models.groupbuy.group_buy import GroupBuy
from models.mail import Json, Post, PostClass, person_ref
from models.values import GroupId, PersonId, Quantity, decimal_text

#: The merge keys under which posts wait for more of their sort.
NOTED = "noted"
ASK = "ask"
LATE = "late"
MINE = "mine"
REMINDER = "reminder"


def list_posted(group_buy: GroupBuy, group: GroupId, time_zone: str, *, due_id: str | None = None) -> Post:
    """`早，今天的菜👇 …` and the numbered products with prices."""
    return Post(
        kind="list",
        values={
            "title": group_buy.title,
            "products": [product_value(product) for product in group_buy.products],
            "closes_at": iso(group_buy.closes_at),
            "arrives_at": iso(group_buy.arrives_at),
            "place": group_buy.pickup_place,
            "time_zone": time_zone,
        },
        group=group,
        post_class=PostClass.BROADCAST,
        answers=False,
        due_id=due_id,
    )


def list_poster(group_buy: GroupBuy, group: GroupId, day: date, time_zone: str, *, due_id: str | None = None) -> Post:
    """The same list as a picture, right behind the text."""
    text = list_posted(group_buy, group, time_zone)
    limits = [{"limit": _count(product.limit), "stock": _count(product.stock)} for product in group_buy.products]
    products = [{**value, **limit} for value, limit in zip(text.values["products"], limits, strict=True)]
    return replace(
        text,
        kind="list_poster",
        values={**text.values, "products": products, "day": day.isoformat()},
        document="list_poster",
        due_id=None if due_id is None else f"{due_id}:poster",
    )


def _count(quantity: Quantity | None) -> str | None:
    return None if quantity is None else decimal_text(quantity)


def noted(group: GroupId, orders: Sequence[Json], not_before: datetime, *, answers: bool = False) -> Post:
    """`记上了：芳芳妈 鸡蛋2、老周 鸡蛋3。…`; ``orders`` are ``{"who": ref, "lines": [amount_value, …]}``.

    ``answers``: these people were told to wait for it.
    """
    return Post(
        kind="noted",
        values={"orders": list(orders)},
        group=group,
        post_class=PostClass.ACKNOWLEDGEMENT,
        merge_key=NOTED,
        not_before=not_before,
        answers=answers,
    )


def asked(group: GroupId, questions: Sequence[Json], people: Sequence[PersonId], not_before: datetime) -> Post:
    """`@老高 黑猪有排骨、有五花，2斤要哪个？`; a question's values are made by ``question_value``."""
    return Post(
        kind="ask",
        values={"questions": list(questions)},
        group=group,
        mentions=tuple(people),
        merge_key=ASK,
        not_before=not_before,
    )


def question_value(  # noqa: PLR0913 - one value for each thing a question may name
    question: str,
    person: PersonId,
    about: str,
    *,
    product: str | None = None,
    unit: str | None = None,
    said: str | None = None,
    held: str | None = None,
    candidates: Sequence[str] = (),
    short_of: str | None = None,
    absent: Sequence[str] = (),
) -> Json:
    """One question, of one person: ``said`` and ``held`` are quantities; ``candidates`` are products' short names;
    ``short_of`` is the measure where a weight or a count fits no whole unit; ``absent`` are goods that are not on sale.
    """
    return {
        "question": question,
        "who": person_ref(person),
        "person": person,
        "about": about,
        "product": product,
        "unit": unit,
        "said": said,
        "held": held,
        "candidates": list(candidates),
        "short_of": short_of,
        "absent": list(absent),
    }


def reminder(
    group: GroupId,
    closes_at: datetime,
    now: datetime,
    time_zone: str,
    orders: Sequence[Json],
    *,
    of: str | None = None,
    due_id: str | None,
) -> Post:
    """`还有半小时，8点截。…`, with what was not acknowledged yet; ``of``: goods of it, where other lists are open."""
    return Post(
        kind="reminder",
        values={
            "closes_at": iso(closes_at),
            "of": of,
            "minutes": max(1, round((closes_at - now).total_seconds() / 60)),
            "orders": list(orders),
            "time_zone": time_zone,
        },
        group=group,
        post_class=PostClass.NOTICE,
        answers=False,
        expires_at=closes_at,
        merge_key=REMINDER,
        due_id=due_id,
    )


def with_questions(post: Post, questions: Sequence[Json]) -> Post:
    """A post that puts open questions once more, each to whom it asks (values: ``question_value``)."""
    people = dict.fromkeys(PersonId(question["person"]) for question in questions)
    return replace(post, values={**post.values, "questions": list(questions)}, mentions=tuple(people))


def closed(
    group_buy: GroupBuy,
    group: GroupId,
    time_zone: str,
    orders: Sequence[Json],
    *,
    of: str | None = None,
    due_id: str | None = None,
) -> Post:
    """`截啦，今天就到这儿。明天到货喊大家。`, with what was not acknowledged yet; no arrival that would be over."""
    arrives_at = None if is_there_before_cutoff(group_buy, time_zone) else group_buy.arrives_at
    return _notice(
        group,
        "closed",
        {"of": of, "arrives_at": iso(arrives_at), "orders": list(orders), "time_zone": time_zone},
        due_id=due_id,
    )


def with_minimum(post: Post, short: Sequence[str]) -> Post:
    """The closing word with the goods of which too few were ordered; they are hers to decide on."""
    return replace(post, values={**post.values, "short": list(short)}) if short else post


def came_late(
    group: GroupId,
    orders: Sequence[Json],
    people: Sequence[PersonId],
    closed_at: datetime,
    time_zone: str,
    not_before: datetime,
) -> Post:
    """`@小美 8点截了，你的牛奶1箱先排着，能不能加等团长看一眼。` (several people in one post)"""
    return Post(
        kind="late",
        values={"orders": list(orders), "closed_at": iso(closed_at), "time_zone": time_zone},
        group=group,
        mentions=tuple(people),
        merge_key=LATE,
        not_before=not_before,
    )


def list_withdrawn(group: GroupId) -> Post:
    """`刚才那张单子先不算，改好了再发。`: a list that stands in the group was taken back before anybody ordered."""
    return Post(kind="list_withdrawn", group=group, post_class=PostClass.NOTICE, answers=False)


def not_taken(group: GroupId, people: Sequence[PersonId]) -> Post:
    """`小美这回没赶上，下回早点喊。`, to those who were told to wait for the organizer's word."""
    return Post(
        kind="not_taken",
        values={"orders": [{"who": person_ref(person), "lines": []} for person in people]},
        group=group,
    )


def pickup_notice(
    group: GroupId,
    place: str,
    time_zone: str,
    *,
    bags: Sequence[Json] = (),
    ends_at: datetime | None = None,
    late: bool = False,
    due_id: str | None = None,
) -> Post:
    """`货到了，3号楼架空层，8点前都有人。…` ``late``: it comes later than planned, and says so. ``bags`` are whose are
    there: [{building, people: [{number, who, where}]}]."""
    return _notice(
        group,
        "pickup_notice",
        {
            "place": place,
            "late": late,
            "bags": list(bags),
            "ends_at": iso(ends_at),
            "time_zone": time_zone,
        },
        due_id=due_id,
    )


def not_collected(
    group: GroupId, people: Sequence[Json], count: int, ends_at: datetime, time_zone: str, *, due_id: str | None
) -> Post:
    """`还有6位没来拿：陈静、阿福、…。8点收摊，来不及说一声，给你留着。`: names, and no goods.

    ``people`` are ``{"who": ref}``; ``"home": ref`` is with them only where the group shows rooms (`陈静 3-501`).
    """
    return _notice(
        group,
        "not_collected",
        {
            "people": list(people),
            "count": count,
            "ends_at": iso(ends_at),
            "time_zone": time_zone,
        },
        due_id=due_id,
    )


def packed_up(group: GroupId, people: Sequence[PersonId]) -> Post:
    """`收摊啦，谢谢大家。…`, with those whose goods are kept."""
    return _notice(group, "packed_up", {"people": [{"who": person_ref(person)} for person in people]})


def delayed(group: GroupId, expected_at: datetime | None, time_zone: str) -> Post:
    """`车还在路上，先别下楼，估计5点半。到了喊大家。`"""
    return _notice(group, "delayed", {"expected_at": iso(expected_at), "time_zone": time_zone})


def reopened(group: GroupId, closes_at: datetime | None, time_zone: str) -> Post:
    return _notice(group, "reopened", {"closes_at": iso(closes_at), "time_zone": time_zone})


def handed_over(group: GroupId, person: PersonId, last_day: date, time_zone: str) -> Post:
    """`这几天李姐替团长张罗，到周五。…`: once, when it begins."""
    values = {"who": person_ref(person), "day_at": last_day.isoformat(), "time_zone": time_zone}
    return _notice(group, "handed_over", values)


def resting(group: GroupId, first_day: date, time_zone: str) -> Post:
    """`歇几天，周一接着开。`: once; ``first_day`` is the one on which lists go out again."""
    return _notice(group, "resting", {"day_at": first_day.isoformat(), "time_zone": time_zone})


def mine_in_group(
    group: GroupId,
    person: PersonId,
    lines: Sequence[Json],
    waiting: Sequence[Json],
    by_others: Sequence[Json] = (),
) -> Post:
    """One's own order, asked for in the group: goods and numbers only; and what neighbours wrote for them in a chain:
    [{who, lines}]."""
    order = {"who": person_ref(person), "lines": list(lines), "waiting": list(waiting), "by_others": list(by_others)}
    return Post(
        kind="mine_in_group",
        values={"orders": [order]},
        group=group,
        mentions=(person,),
        merge_key=MINE,
        harmless_twice=True,
    )


def told_already(group: GroupId, person: PersonId, lines: Sequence[Json], not_before: datetime) -> Post:
    """`已经记着2盒`: the same quantity was said again."""
    return Post(
        kind="noted_before",
        values={"orders": [{"who": person_ref(person), "lines": list(lines)}]},
        group=group,
        mentions=(person,),
        merge_key="noted_before",
        not_before=not_before,
    )


def keeping_notice(group: GroupId, chatter_days: int) -> Post:
    """Said once when the bot comes into a group: what it keeps, and for how long."""
    return _notice(group, "keeping_notice", {"chatter_days": chatter_days})


def _notice(group: GroupId, kind: str, values: dict[str, Json], *, due_id: str | None = None) -> Post:
    """What a group is told without having asked."""
    return Post(kind=kind, values=values, group=group, post_class=PostClass.NOTICE, answers=False, due_id=due_id)
