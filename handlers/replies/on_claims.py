"""What is read of goods that were bad? She reads it at once; the group that it was seen, and no more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from handlers.replies.to_organizer import private
from models.mail import Json, Post, PostClass, person_ref
from models.values import GroupBuyId, GroupId, PersonId, ProductId

#: Under this key waits the word that a claim was seen.
SEEN = "claim_seen"


def claim_told(person: PersonId, claim: str, *, asked: bool = False) -> Post:
    """A claim, as it stands when she reads it: {who, recipient, product, quantity, unit, text, photos, state, digits,
    worth_fen} are known by then (handlers/claims_shown.py)."""
    return private(person, "claim", {"claim": claim}, report=not asked)


def whole_lot_bad(person: PersonId, group_buy: GroupBuyId, product: ProductId, count: int) -> Post:
    """`草莓半小时里3家说有问题，可能整批有问题，要先停发吗？`"""
    values = {"group_buy": group_buy, "lot": product, "count": count, "product": None, "digits": False}
    return private(person, "whole_lot_bad", values, report=True)


def claims(person: PersonId, waiting: Sequence[Json], others: Sequence[Json], *, more: int) -> Post:
    """``坏的有哪些``: [{who, recipient, product, quantity, unit, text, photos, state}]"""
    return private(person, "claims", {"waiting": list(waiting), "others": list(others), "more": more})


def claim_ended(person: PersonId, values: dict[str, Json]) -> Post:
    """What became of a claim."""
    return private(person, "claim_ended", values)


def seen_later(group: GroupId, waiting: Sequence[Json], not_before: datetime) -> Post:
    """`@芳芳妈 看到了，团长一会儿回你。`, where she is not there by then."""
    return Post(
        kind="claim_seen",
        values={"waiting": list(waiting), "people": []},
        group=group,
        post_class=PostClass.ANSWER,
        merge_key=SEEN,
        not_before=not_before,
    )


def seen_values(people: Sequence[PersonId]) -> dict[str, Json]:
    return {"people": [{"who": person_ref(person), "person": person} for person in people]}


def held_back(group: GroupId, product: str) -> Post:
    """`草莓先不发，团长看一下，回头跟大家说。`"""
    return Post(kind="held_back", values={"product": product}, group=group, post_class=PostClass.NOTICE)
