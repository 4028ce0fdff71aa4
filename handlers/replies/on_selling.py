"""What is said of selling? To her what stands of the goods, and what can't be done; to the group what it must know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from handlers.replies.parts import iso, product_value
from handlers.replies.to_organizer import private
from models.mail import Json, Post, PostClass, person_ref
from models.values import GroupId, PersonId, Product

#: Under this key wait words to those who gave back, or kept, what they had ordered.
HEARD = "offer_heard"


def selling(person: PersonId, what: str, *, due_id: str | None = None, **values: Json) -> Post:
    """A word to her about the goods of a group-buy: ``what`` names the sentence (selling.j2); each has its own values.
    One with a ``due_id`` comes unasked."""
    return private(person, "selling", {"what": what, **values}, due_id=due_id, report=due_id is not None)


def new_goods(group: GroupId, products: Sequence[Product]) -> Post:
    """`新上：12. 大白菜 3元/颗`"""
    values = {"products": [product_value(product) for product in products]}
    return Post(kind="new_goods", values=values, group=group, post_class=PostClass.BROADCAST, answers=False)


def enough(group: GroupId, product: str, quantity: str, unit: str, *, due_id: str) -> Post:
    """`草莓够10盒了，成团。`: once."""
    values = {"product": product, "quantity": quantity, "unit": unit}
    return Post(kind="enough", values=values, group=group, post_class=PostClass.NOTICE, answers=False, due_id=due_id)


def called_off(group: GroupId, goods: Sequence[str], why: str) -> Post:
    """`台风，这次不送了。付过的先给大家留着，下次抵；想退的回“退”。`; ``goods``: only these (none: all)."""
    values = {"goods": list(goods), "why": why}
    return Post(kind="called_off", values=values, group=group, post_class=PostClass.NOTICE, answers=False)


def not_called_off(group: GroupId) -> Post:
    """`刚才说取消的，不取消了，照旧。`"""
    return Post(kind="not_called_off", group=group, post_class=PostClass.NOTICE, answers=False)


def postponed(group: GroupId, why: str, arrives_at: date | datetime | None, time_zone: str, *, may_leave: bool) -> Post:
    """`台风，明天送不了，改到周五。等不了的回“退”，其他的顺延。` Without a day it is the one of before."""
    values = {"why": why, "arrives_at": iso(arrives_at), "may_leave": may_leave, "time_zone": time_zone}
    return Post(kind="postponed", values=values, group=group, post_class=PostClass.NOTICE, answers=False)


def price_changed(
    group: GroupId, people: Sequence[PersonId], values: dict[str, Json], until: datetime, time_zone: str
) -> Post:
    """`@阿明 @田田 草莓进价变了，66一盒。还要回“要”，不要回“不要”，9点半前没回就不算了。`: {product, unit,
    price_fen, was_fen, until_at, orders: [{who, lines}]}"""
    orders = [{"who": person_ref(person), "lines": []} for person in people]
    return Post(
        kind="price_changed",
        values={**values, "orders": orders, "until_at": iso(until), "time_zone": time_zone},
        group=group,
        mentions=tuple(people),
        post_class=PostClass.NOTICE,
        expires_at=until,
    )


def offer_heard(group: GroupId, said: Sequence[Json], not_before: datetime) -> Post:
    """`好，草莓给阿明留着；田田的不要了。`: [{who, person, what: kept|price|back|refund, product}]"""
    people = dict.fromkeys(PersonId(one["person"]) for one in said)
    post = Post(kind="offer_heard", values={"said": list(said)}, group=group, mentions=tuple(people))
    return replace(post, merge_key=HEARD, not_before=not_before)


def offer_heard_privately(person: PersonId, said: Sequence[Json]) -> Post:
    """The same, in the private chat of the one who said it."""
    return Post(kind="offer_heard_privately", values={"said": list(said)}, person=person)


def goods_came_true(
    group: GroupId, people: Sequence[PersonId], product: Product, post_class: PostClass = PostClass.NOTICE
) -> Post:
    """`牛腩谈下来了，58一斤。刚才说要的：@阿明 @田田，要多少说一声。`"""
    orders = [{"who": person_ref(person), "lines": []} for person in people]
    return Post(
        kind="goods_came_true",
        values={"orders": orders, "products": [product_value(product)]},
        group=group,
        mentions=tuple(people),
        post_class=post_class,
    )


def the_usual(group: GroupId, person: PersonId, values: dict[str, Json]) -> Post:
    """`@张伯 鸡蛋1、豆腐2，对吧？`: {lines, gone}; no sum in the group."""
    order = {"who": person_ref(person), **values}
    return Post(kind="the_usual", values={"orders": [order]}, group=group, mentions=(person,))


def the_usual_privately(person: PersonId, values: dict[str, Json]) -> Post:
    """The same in a private chat, with what it comes to: {lines, gone, sum_fen}"""
    return Post(kind="the_usual_privately", values=values, person=person)
