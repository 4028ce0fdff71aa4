"""What does a group read while goods are handed out? Names, and goods that they spoke of; no rooms, no sums."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from handlers.replies.parts import iso
from models.mail import Json, Post, PostClass, person_ref
from models.values import GroupId, PersonId

#: The merge keys under which posts wait for more of their sort.
SOLD = "leftovers_sold"
KEPT = "kept_for"


def short_apology(
    group: GroupId,
    people: Sequence[PersonId],
    amount: dict[str, Json],
    *,
    why: str,
    partly: bool,
    message: str,
) -> Post:
    """`@阿明 @田田 对不住，草莓少来了3盒，这次没轮上你们。退钱还是下批补？回“退”或“补”。`: one post for all of them."""
    return Post(
        kind="short_apology",
        values={
            **amount,
            "people": [{"who": person_ref(person)} for person in people],
            "why": why,
            "partly": partly,
        },
        group=group,
        mentions=tuple(people),
        post_class=PostClass.NOTICE,
        merge_key=f"short:{message}",
        answers=False,
    )


def part_arrived(group: GroupId, goods: Sequence[str], place: str) -> Post:
    """`鸡蛋先到了，3号楼架空层，要先拿的下来。别的到了再喊。`"""
    return Post(
        kind="part_arrived",
        values={"goods": list(goods), "place": place},
        group=group,
        post_class=PostClass.NOTICE,
        answers=False,
    )


def leftovers_offered(group: GroupId, amount: dict[str, Json], price_fen: int | None) -> Post:
    """`多2板鸡蛋，32一板，谁要说一声，先到先得。`"""
    return Post(
        kind="leftovers_offered",
        values={**amount, "price_fen": price_fen},
        group=group,
        post_class=PostClass.NOTICE,
        answers=False,
    )


def leftovers_sold(group: GroupId, values: dict[str, Json], not_before: datetime) -> Post:
    """`鸡蛋给A、B了，C下回。`: {product, unit, people: [{who, quantity}], missed: [{who}], offer}"""
    return Post(
        kind="leftovers_sold",
        values=values,
        group=group,
        post_class=PostClass.NOTICE,
        merge_key=SOLD,
        not_before=not_before,
        answers=True,
    )


def kept_for(group: GroupId, people: Sequence[Json], not_before: datetime, time_zone: str) -> Post:
    """`@老周 好，给你留着，明早9点起来拿。`: [{who, person, until_at}]"""
    return Post(
        kind="kept_for",
        values={"people": list(people), "time_zone": time_zone},
        group=group,
        mentions=tuple(PersonId(one["person"]) for one in people),
        merge_key=KEPT,
        not_before=not_before,
    )


def who_has_mine(group: GroupId, person: PersonId, by: PersonId | None, at: datetime | None, time_zone: str) -> Post:
    """`@何姐 阿明帮你带上去了。`, asked by whoever misses their own."""
    return Post(
        kind="who_has_mine",
        values={
            "who": person_ref(person),
            "by": None if by is None else person_ref(by),
            "at": iso(at),
            "time_zone": time_zone,
        },
        group=group,
        mentions=(person,),
        harmless_twice=True,
    )


def mixed_bags_warning(group: GroupId, wrong: str) -> Post:
    """`有两袋可能拿串了，拿了虾的看一眼标签。`: nobody is named."""
    return Post(
        kind="mixed_bags_warning",
        values={"wrong": wrong},
        group=group,
        post_class=PostClass.NOTICE,
        answers=False,
    )


def deal_closed(group: GroupId, values: dict[str, Json]) -> Post:
    """`草莓1盒，李梅转给田田了。` `苹果1箱，赵敏和何姐一人一半，在赵敏那儿分。`: {about, who, to, lines}"""
    return Post(kind="deal_closed", values=values, group=group, harmless_twice=True)


def captain_read_back(group: GroupId, captain: PersonId, values: dict[str, Json]) -> Post:
    """`@李楼长 5号楼收到：3户要、1户不要。A套餐4、B套餐1。`: {who, building, households, nothing, lines, unread}"""
    return Post(
        kind="captain_read_back",
        values={"who": person_ref(captain), **values},
        group=group,
        mentions=(captain,),
    )
