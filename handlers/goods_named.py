"""Which goods does she mean by a name? Of the lists that a word may be about, by number, name, or a part of one."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from handlers.conversation import draft_talk
from handlers.open_goods import catalog_of
from handlers.replies.parts import short_name
from handlers.targets import candidates
from handlers.turn import Turn
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.stages import LIVE, Stage
from models.language.normalize import simplify
from models.values import Product

_NUMBER = re.compile(r"(?:第\s*)?(\d{1,3}|[A-Za-z])\s*(?:号|款|个)?")


@dataclass(frozen=True, slots=True)
class Named:
    """One product that she can mean."""

    group_buy: GroupBuy
    product: Product


def lists_at_hand(turn: Turn, stages: Collection[Stage] = (Stage.DRAFT, *LIVE)) -> list[GroupBuy]:
    """The group-buys of these stages of which she may speak: of drafts the one that is in hand."""
    talk = draft_talk(turn)
    return [
        one
        for one in candidates(turn, stages)
        if one.stage is not Stage.DRAFT or (talk is not None and talk.group_buy == one.id)
    ]


def named_in(goods: str, group_buy: GroupBuy, turn: Turn) -> list[Product]:
    """The products of a list that a name may mean: the one with just that name or number, else those of which it is a
    part."""
    plain = simplify(goods).strip()
    number = _NUMBER.fullmatch(plain)
    exact = [product for product in group_buy.products if plain in _names(product)]
    if number is not None and not exact:
        exact = [product for product in group_buy.products if product.number.lower() == number[1].lower()]
    if exact or not plain or number is not None:
        return exact
    whole = [one.products for one in catalog_of(group_buy, turn).find_names(plain) if one.end - one.start == len(plain)]
    parts = whole[0] if whole else catalog_of(group_buy, turn).whose_part(plain)
    return [product for product in group_buy.products if product.id in parts]


def _names(product: Product) -> set[str]:
    return {simplify(name) for name in (product.name, short_name(product), *product.aliases)}


def named(goods: str, group_buys: Sequence[GroupBuy], turn: Turn) -> list[Named]:
    """All that a name may mean in these lists, newest list first."""
    return [Named(one, product) for one in group_buys for product in named_in(goods, one, turn)]
