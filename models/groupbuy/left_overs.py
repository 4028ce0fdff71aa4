"""Who gets what came too much? A sale at the table: first come, first served, until it is gone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from models.acts import Order
from models.events import LeftoverMissed, LeftoversOffered, LeftoverTaken, LineChanged, LineState, Step
from models.groupbuy.desk import Cause, Desk
from models.groupbuy.entering import state_of, weigh
from models.groupbuy.households import own_order
from models.groupbuy.lacks import cost_of
from models.groupbuy.orders import NOTHING, MemberOrder
from models.groupbuy.taking import open_order
from models.values import MessageId, PersonId, ProductId, Quantity

_DIGITS = {"一": 1, "二": 2, "两": 2, "俩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_COUNT = r"(?:\d{1,2}|[一二两俩三四五六七八九十])"
_ENDS = r"(?:一份|了)?(?:吧|哈|呀|啊|哦|谢谢)?"
#: `+1`, `+`, `＋2`.
_PLUS = rf"[+＋➕]\s*(?P<plus>{_COUNT})?"
#: `都要`, `我全包了`.
_ALL = r"(?P<all>我?(?:都|全)(?:部)?(?:要|给我|包))"
#: `我要一板`, `来2板`, `1`: 来, 拿 and 买 alone say something else.
_COUNTED = rf"(?:我|俺|咱|给我|帮我|算我)?(?:也)?(?:要|来|拿|留|买)?\s*(?P<count>{_COUNT})\s*(?P<unit>\D{{1,2}}?)?"
#: `要`, `我`, `我也要`, `给我吧`.
_ONE = r"(?P<one>(?:我|俺|咱|算我)?(?:也)?要|我(?:来)?|给我(?:留)?|算我(?:一个)?)"
_WANTED = re.compile(rf"(?:{_PLUS}|{_ALL}|{_COUNTED}|{_ONE}){_ENDS}")


@dataclass(frozen=True, slots=True)
class Offer:
    """So much of a product is sold at the table; ``taken`` says who had how much of it, ``missed`` who came too
    late."""

    id: MessageId
    product: ProductId
    quantity: Quantity
    price_fen: int | None
    until: datetime
    taken: tuple[tuple[PersonId, Quantity], ...] = ()
    missed: tuple[PersonId, ...] = ()

    @property
    def left(self) -> Quantity:
        return self.quantity - sum((quantity for _, quantity in self.taken), NOTHING)


def offers_in(desk: Desk) -> list[Offer]:
    """All that was sold at the table, the latest offer last."""
    table = desk.ledger.hand_out
    taken, missed = list(table.of(LeftoverTaken)), list(table.of(LeftoverMissed))
    return [
        Offer(
            each.message_id,
            each.product,
            each.quantity,
            each.price_fen,
            each.until,
            tuple((one.member, one.quantity) for one in taken if one.offer == each.message_id),
            tuple(dict.fromkeys(one.member for one in missed if one.offer == each.message_id)),
        )
        for each in table.of(LeftoversOffered)
    ]


def wanted_of(text: str, offer: Offer, names: tuple[str, ...], unit: str) -> Quantity | None:
    """How much of what is left over a text asks for; None where it says nothing of the kind. ``names`` are what the
    product is called."""
    plain = text.strip(" 。.!！~～,，")
    called = next((name for name in sorted(names, key=len, reverse=True) if name and name in plain), "")
    found = _WANTED.fullmatch(plain.replace(called, "", 1).strip())
    if found is None or found["unit"] not in (None, unit, "个", "份"):
        return None
    if found["all"]:
        return offer.quantity
    return Quantity(_number(found["plus"] or found["count"]))


def _number(text: str | None) -> int:
    return 1 if not text else _DIGITS.get(text) or int(text)


def take(desk: Desk, cause: Cause, offer: Offer, wanted: Quantity) -> Quantity:
    """Let a member have of it what is left, into the order of their own household; what they had."""
    had = min(wanted, offer.left)
    if had <= NOTHING:
        desk.record(LeftoverMissed(**cause.told(), offer=offer.id))
        return NOTHING
    order = _order_for(desk, cause)
    state = state_of(order, offer.product)
    now = LineState(state.chat + had, state.shares, state.standing + had, state.waiting)
    told = cause.told()
    desk.record(LineChanged(**told, order_id=order.id, product=offer.product, step=Step.ADDED, said=had, now=now))
    desk.record(
        LeftoverTaken(
            **told,
            offer=offer.id,
            order_id=order.id,
            product=offer.product,
            quantity=had,
            fen=_saved(desk, offer, had),
        )
    )
    weigh(desk, order, offer.product, cause)
    return had


def _order_for(desk: Desk, cause: Cause) -> MemberOrder:
    standing = [order for order in desk.ledger.orders_of(cause.member) if order.stands]
    own = own_order(standing, desk.at_home)
    return own if isinstance(own, MemberOrder) else open_order(desk, cause, Order())


def _saved(desk: Desk, offer: Offer, had: Quantity) -> int:
    if offer.price_fen is None:
        return 0
    return cost_of(desk, offer.product, had) - int(offer.price_fen * had)
