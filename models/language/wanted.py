"""Which wishes of a message are orders, and of what where they name nothing? Context decides what words leave open."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

from models.acts import Op, Order
from models.language.message import Message, goods_named
from models.language.tokens import Token, without_list_numbers
from models.language.verdicts import Kind, Verdict
from models.language.wish import Wish, Wishes
from models.language.wishes import WishReader
from models.values import ProductId

#: Behind somebody's order an attempt, though it names nothing.
_WANT_TOO = re.compile(
    r"\s*(?:我|俺|咱|我家|我们家?|给我)?也(?:想)?(?:要|来|订|想要)(?:了|吧|哈|啊|呀|哦|的|\s|[，,。!！~～])*"
)
_SELF = frozenset({"我自己", "自己"})
#: The largest bare number that is read as a quantity (order-language, section 3).
_MOST_BARE = 20
_LONGEST_PART = 8
_STORY = frozenset({Kind.UNKNOWN, Kind.TALK, Kind.WISH})


@dataclass(frozen=True, slots=True)
class Wanted:
    """The wishes that are orders; ``drop`` is a 不要了 that named nothing."""

    wishes: tuple[Wish, ...]
    drop: Token | None = None


_NOTHING = Wanted(())


def wanted_in(message: Message) -> Wanted:
    """The orders of a message, as wishes."""
    if Kind.ORDER not in message.kinds:
        return _NOTHING
    tokens = [token for v in message.verdicts if v.kind is Kind.ORDER for token in _separated(v, message)]
    tokens = without_list_numbers(tokens)
    held = frozenset([own.product for own in message.context.mine])
    wishes = WishReader(message.catalog, held).read(tokens)
    corrects = message.context.previous is not None and message.sketch.normalized.text.lstrip().startswith("*")
    if wishes.correcting or corrects:
        _correct_previous(wishes, message)
    found = _considered(wishes, message)
    if not wishes.found and wishes.bare_drop is None:
        found = _want_without_goods(tokens, message)
    return Wanted(tuple(found), wishes.bare_drop)


def _separated(verdict: Verdict, message: Message) -> list[Token]:
    """A clause's tokens with what stands between it and the next."""
    end = verdict.clause.end
    stop = message.sketch.sketch[end : end + 1] or "\n"
    kind = ";" if stop in ";。!?\n" else "_" if stop == " " else ","
    return [*verdict.tokens, Token(kind, end, end, stop)]


def _considered(wishes: Wishes, message: Message) -> list[Wish]:
    """The wishes that are orders: goods with an amount or asked for; an amount alone where the context allows."""
    if len(wishes.found) == 1 and wishes.found[0].products and wishes.found[0].complete:
        return wishes.found
    alone = [wish for wish in wishes.found if not wish.products and wish.op is Op.ORDER]
    if len(alone) > 1 and len(alone) == len(wishes.found) and alone[0].end == alone[1].start:
        return []
    any_complete = any(wish.complete for wish in wishes.found)
    _kind_named_after(wishes.found)
    told = None if all(wish.products for wish in wishes.found) else _told_in(message)
    prices = any(token.kind == "M" for token in message.tokens)
    kinds = message.kinds
    found: list[Wish] = []
    for wish in wishes.found:
        if _says_which(wish, found, message):
            continue
        if not wish.products and any_complete and (_counts_orders(wish) or _says_again(wish, found, told)):
            continue
        if told is not None and not wish.products and not wish.unclear:
            wish.products = _goods_meant(wish, found, told, message)
        beside_others = any_complete and len(wishes.found) > 1
        known = message.context.previous is not None or bool(message.context.mine) or message.shows_product
        corrects = known and wishes.correcting and len(wishes.found) == 1
        story = bool(kinds & _STORY)
        if _is_order(wish, message, beside_others, tells_story=story, prices=prices, corrects=corrects):
            found.append(wish)
    return found


def _kind_named_after(found: list[Wish]) -> None:
    """``要两袋，三鲜的``: an amount first, and the goods by themselves behind it."""
    if len(found) == 2 and not found[0].products and found[0].complete and found[1].products and not found[1].complete:
        amount, goods = found
        if amount.op is goods.op is Op.ORDER and not amount.unclear:
            goods.amount, goods.start, goods.ordering = amount.amount, amount.start, True
            found[:] = [goods]


def _says_which(wish: Wish, found: list[Wish], message: Message) -> bool:
    """``排骨留三斤 要肋排``: goods just counted, named again for the same household, are no more of them."""
    if wish.complete or wish.op is not Op.ORDER or not found or found[-1].op is not Op.ORDER:
        return False
    last = found[-1]
    if not last.complete or not last.products or set(last.products).isdisjoint(wish.products):
        return False
    return not any(last.end <= token.start < wish.end and token.kind in "RBTW" for token in message.tokens)


def _says_again(wish: Wish, found: list[Wish], told: _Told | None) -> bool:
    """``啤酒一箱，对，就一箱``: the amount just ordered, said again for the same household."""
    if told is None or wish.op is not Op.ORDER or len(found) != 1 or found[0].amount != wish.amount:
        return False
    return bisect_right(told.heads, found[0].start) == bisect_left(told.heads, wish.end)


def _counts_orders(wish: Wish) -> bool:
    """``补一单``: the order itself is counted, not goods."""
    return wish.amount is not None and wish.amount.unit == "单"


@dataclass(frozen=True, slots=True)
class _Told:
    """What a message speaks of beside its orders: the goods that it asks about, others, those of which it only says
    how they should be (吐司切片，两条), and where households begin."""

    asked: tuple[ProductId, ...]
    kinds: tuple[ProductId, ...]
    spoken_of: tuple[ProductId, ...]
    described: tuple[ProductId, ...]
    heads: tuple[int, ...]


def _told_in(message: Message) -> _Told:
    heads = tuple(token.start for token in message.tokens if token.kind in "RB" or token.text in _SELF)
    kinds = _kinds_by_themselves(message)
    return _Told(
        message.goods_of(Kind.QUERY),
        kinds,
        message.goods_of(Kind.TALK, Kind.UNKNOWN),
        message.goods_of(Kind.WISH),
        heads,
    )


def _kinds_by_themselves(message: Message) -> tuple[ProductId, ...]:
    """``来一袋，荠菜的``: a clause that is nothing but a part of a name."""
    words = (v.clause.text.removesuffix("的") for v in message.verdicts if v.kind in (Kind.UNKNOWN, Kind.WISH))
    found = [message.catalog.whose_part(word) for word in words if 1 < len(word) <= _LONGEST_PART]
    return found[0] if len(found) == 1 else ()


def _goods_meant(wish: Wish, found: list[Wish], told: _Told, message: Message) -> tuple[ProductId, ...]:
    """The goods of a wish that names none: those that the message asked about or spoke of, or ordered before."""
    if message.context.quoted is None:
        goods = told.asked or told.kinds or told.described or (told.spoken_of if wish.ordering else ())
        if len(goods) == 1:
            return goods
        last = _spoken_of_last(wish, message) if wish.ordering else ()
        if len(last) == 1:
            return last
    return _told_before(wish, found, told)


def _spoken_of_last(wish: Wish, message: Message) -> tuple[ProductId, ...]:
    """``我家老头子爱吃粉丝 来两包``: the goods of the clause right before."""
    place = bisect_right(message.verdicts, wish.start, key=lambda one: one.clause.end)
    if not place or message.verdicts[place - 1].kind not in (Kind.UNKNOWN, Kind.TALK):
        return ()
    return goods_named(message.verdicts[place - 1].clause.tokens)


def _told_before(wish: Wish, found: list[Wish], told: _Told) -> tuple[ProductId, ...]:
    """The one product of the message so far, for another household: 我要两提抽纸，帮我妈也订一提."""
    before = {earlier.products for earlier in found[-4:] if earlier.products}
    if len(before) != 1:
        return ()
    between = bisect_right(told.heads, found[-1].start) < bisect_left(told.heads, wish.end)
    return next(iter(before)) if between or wish.op is Op.ADD else ()


def _is_order(
    wish: Wish, message: Message, beside_others: bool, *, tells_story: bool, prices: bool, corrects: bool
) -> bool:
    """Whether a wish is one: goods with an amount or asked for; an amount alone where something shows the goods."""
    if wish.op is not Op.ORDER:
        grown_from_talk = wish.op is Op.ADD and not wish.products and message.context.follows == "talk"
        return not grown_from_talk or message.context.quoted is not None or bool(message.context.mine)
    if wish.products:
        return wish.complete or wish.ordering or beside_others
    if corrects:
        return True
    if not wish.ordering and Kind.CLAIM in message.kinds:
        return False  # 蓝莓长毛了，两盒都这样
    if not wish.ordering and prices:
        return False  # 一盒125克9块9 一斤就是四盒: prices, not orders
    if tells_story and _is_large_bare_number(wish):
        return False
    if not wish.ordering and not message.shows_product and tells_story:
        return False
    return message.context.quoted is not None or message.context.follows != "talk"


def _is_large_bare_number(wish: Wish) -> bool:
    """``我都三十五了``: a number without unit or goods that is larger than anybody orders."""
    said = wish.amount
    return said is not None and said.unit is None and not said.sign and (said.value or 0) > _MOST_BARE


def _correct_previous(wishes: Wishes, message: Message) -> None:
    """``打错了是3盒`` and ``*3盒``: the new total of the one product of the sender's last message."""
    previous = message.context.previous
    if previous is None:
        _correct_standing(wishes, message)
        return
    if len(wishes.found) != 1 or wishes.found[0].op not in (Op.ORDER, Op.SET):
        return
    wish = wishes.found[0]
    if wish.instead_of is not None or wish.amount is None:
        return
    earlier = message.read_again(previous)
    products = {line.product for act in earlier if isinstance(act, Order) for line in act.lines}
    if not wish.products and len(products) == 1:
        wish.products = tuple(products)
    elif not wish.products:
        wish.unclear = True
    wish.op, wish.rule, wish.ordering = Op.SET, "correct-previous", True
    wish.amount = replace(wish.amount, sign="")


def _correct_standing(wishes: Wishes, message: Message) -> None:
    """``不是2斤是3斤`` where one product stands: its new total."""
    if len(wishes.found) == 1 and len(message.context.mine) == 1 and not wishes.found[0].products:
        wish = wishes.found[0]
        if wish.op is Op.ORDER and wish.amount is not None:
            wish.op, wish.rule, wish.ordering = Op.SET, "correct-previous", True


def _want_without_goods(tokens: list[Token], message: Message) -> list[Wish]:
    """``我也要`` under a quoted product, or where only one is on sale; behind somebody's order, of which product of
    several."""
    token = next((token for token in tokens if token.kind in "wka"), None)
    quoted, follows = message.context.quoted is not None, message.context.follows
    if token is None or (not quoted and follows == "talk"):
        return []
    own = any(other.kind == "i" for other in message.tokens) or token.text.startswith("我")
    if not message.shows_product and not (follows == "order" and _WANT_TOO.fullmatch(message.sketch.normalized.text)):
        return []
    if not (own or quoted or follows is not None):
        return []
    op = Op.ADD if token.kind == "a" else Op.ORDER
    return [Wish((), op, None, token.start, token.end, ordering=True)]
