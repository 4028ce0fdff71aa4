"""What happens when goods are not coming? `取消团` for all of them, or for one product: one post, and a list that sums.

Whatever was paid for them is kept as credit, or given back to whoever says `退` (handlers/asked_back.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers import asking, closing, listings, standing_plans, undoing
from handlers import calling_off_commands as o
from handlers.conversation import NO, YES, Choice, offer
from handlers.goods_named import named_in
from handlers.ordering import go_by, open_book, terms_of
from handlers.replies.on_selling import called_off, not_called_off, selling
from handlers.replies.parts import short_name
from handlers.targets import find_for, first_group, groups_of, locked
from handlers.turn import Turn
from models.events import GoodsCalledOff
from models.groupbuy.book import Book
from models.groupbuy.calling_off import Announced
from models.groupbuy.deeds import Deed, may
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.stages import Stage
from models.mail import Json, person_ref, recipient_ref
from models.schedule import Job
from models.values import GroupBuyId, MessageId, PersonId, ProductId, line_fen

#: More people, or more money, wait for her `好` (product, Commands).
_MANY, _MUCH_FEN = 5, 20_000
_SHOWN = 12
#: What waits to be said of a group-buy, and is needless when it is off.
_NEEDLESS = ("list", "list_poster", "reminder", "closed", "reopened", "pickup_notice", "noted", "late", "price_changed")


def cancel_buy(command: o.CancelBuy, turn: Turn) -> None:
    """The whole group-buy, or the product that is named; of many orders she is asked once more."""
    group_buy = find_for(turn, Deed.CANCEL, command)
    if group_buy is None:
        return
    goods = named_in(command.text, group_buy, turn) if command.text else []
    only = goods if len(goods) == 1 and len(group_buy.products) > 1 else []
    why = "" if goods else command.text
    products = frozenset(one.id for one in only)
    now = o.CancelNow(group_buy=group_buy.id, products=tuple(sorted(products)), why=why)
    people, fen = _at_stake(group_buy, products, turn)
    if people > _MANY or fen > _MUCH_FEN:
        said = "、".join(short_name(one) for one in only) or None
        choices = [Choice("取消", now, words=(*YES, "取消")), Choice("不取消", o.KeepBuy(), words=NO)]
        offer(turn, "much_called_off", choices, said=said, count=people, sum_fen=fen)
    else:
        cancel_now(now, turn)


def keep_buy(command: o.KeepBuy, turn: Turn) -> None:
    turn.tell(selling(turn.person, "kept"))


def _at_stake(group_buy: GroupBuy, products: frozenset[ProductId], turn: Turn) -> tuple[int, int]:
    """How many people have ordered it, and for how much."""
    prices = {one.id: one.price_fen or 0 for one in group_buy.products}
    lines = turn.unit.books.standing(group_buy.id)
    theirs = [one for one in lines if one.quantity and (not products or one.product in products)]
    fen = sum(line_fen(prices.get(one.product, 0), one.quantity) for one in theirs)
    return len({one.member for one in theirs}), fen


def cancel_now(command: o.CancelNow, turn: Turn) -> None:
    """Call off what stands, say so in each group once, and tell her what it comes to."""
    group_buy = locked(turn, GroupBuyId(command.group_buy))
    if group_buy is None or not may(Deed.CANCEL, group_buy.stage, turn.speaker.role):
        turn.tell(selling(turn.person, "goods_are_over"))
        return
    products = frozenset(ProductId(one) for one in command.products)
    after = _without(group_buy, products)
    book = open_book(group_buy, first_group(turn, group_buy), turn)
    paid = {event.member for event in book.paid()}
    asking.withdraw(group_buy, turn) if not products else None
    announced = Announced(turn.speaker.message, turn.person, turn.now)
    events = book.call_off(announced, products)
    turn.unit.group_buys.put(after)
    turn.unit.books.record(group_buy.id, events)
    if not products:
        _end(after, turn)
    goods = [short_name(one) for one in group_buy.products if one.id in products]
    for group in groups_of(turn, group_buy):
        turn.tell(called_off(group.id, goods, command.why))
    undoing.remember(turn, "取消" + ("、".join(goods) or "团"), _inverse(group_buy, turn))
    gone = [event for event in events if isinstance(event, GoodsCalledOff)]
    turn.tell(selling(turn.person, "called_off", goods=goods, **called_off_values(gone, paid, book)))


def _without(group_buy: GroupBuy, products: frozenset[ProductId]) -> GroupBuy:
    """Off as a whole, or without these goods, of which nobody orders any more either."""
    if not products:
        return replace(group_buy, stage=Stage.CANCELLED)
    left = (replace(one, off=True) if one.id in products else one for one in group_buy.products)
    return replace(group_buy, products=tuple(left))


def _end(group_buy: GroupBuy, turn: Turn) -> None:
    for group in groups_of(turn, group_buy):
        standing_plans.drop(group_buy, group, set(Job), turn.unit)
    for kind in _NEEDLESS:
        for row in undoing.waiting_posts(turn, group_buy, kind):
            if row.post.values.get("group_buy", group_buy.id) == group_buy.id:
                turn.unit.outbox.withdraw(row.id)


def called_off_values(gone: Sequence[GoodsCalledOff], paid: set[PersonId], book: Book) -> dict[str, Json]:
    """{orders: [{who, recipient, sum_fen, paid}], more, count, sum_fen}: who had ordered it, and for how much; those
    who said that they have paid first."""
    sums: dict[tuple[PersonId, str], int] = {}
    for event in gone:
        key = event.member, str(event.order_id)
        sums[key] = sums.get(key, 0) + event.amount_fen
    rows: list[Json] = [
        {"who": person_ref(member), "recipient": recipient_ref(order), "sum_fen": fen, "paid": member in paid}
        for (member, order), fen in sorted(sums.items(), key=lambda each: (each[0][0] not in paid, -each[1]))
    ]
    return {
        "orders": rows[:_SHOWN],
        "more": max(len(rows) - _SHOWN, 0),
        "count": len(rows),
        "sum_fen": sum(sums.values()),
    }


def _inverse(before: GroupBuy, turn: Turn) -> o.RestoreCancelled:
    return o.RestoreCancelled(
        group_buy=before.id,
        message=turn.speaker.message,
        stage=before.stage.value,
        products=listings.products_text(before.products),
    )


def restore_cancelled(command: o.RestoreCancelled, turn: Turn) -> bool:
    """What was called off stands again; not where somebody has asked for their money since, or it was called off
    while orders were taken, and they would be over by now."""
    group_buy = locked(turn, GroupBuyId(command.group_buy))
    stage = Stage(command.stage)
    if group_buy is None or (group_buy.stage is not Stage.CANCELLED and group_buy.stage is not stage):
        return undoing.refuse(turn, "too_much_since")
    over = stage is Stage.OPEN and group_buy.closes_at is not None and group_buy.closes_at <= turn.now
    message = MessageId(command.message)
    book = turn.unit.books.open(group_buy.id)
    restored = replace(group_buy, stage=stage, products=listings.products_from(command.products))
    if over or book.asked_back_since(message):
        turn.unit.books.record(group_buy.id, ())
        return undoing.refuse(turn, "too_much_since")
    go_by(terms_of(restored, first_group(turn, restored), turn), book)
    events = book.take_back(message, at=turn.now, by=turn.speaker.message) if book.did_something(message) else ()
    if not isinstance(events, tuple):
        go_by(terms_of(group_buy, first_group(turn, group_buy), turn), book)
        turn.unit.books.record(group_buy.id, ())
        return undoing.refuse(turn, "too_much_since")
    turn.unit.group_buys.put(restored)
    turn.unit.books.record(restored.id, events)
    _say_it_goes_on(restored, turn)
    if group_buy.stage is Stage.CANCELLED:
        _plan_anew(restored, turn)
    return True


def _say_it_goes_on(group_buy: GroupBuy, turn: Turn) -> None:
    """Where the group has read that it is off it reads that it is not; else it need never know."""
    unsaid = undoing.waiting_posts(turn, group_buy, "called_off")
    for row in unsaid:
        turn.unit.outbox.withdraw(row.id)
    spared = {row.post.group for row in unsaid}
    for group in groups_of(turn, group_buy):
        if group.id not in spared:
            turn.tell(not_called_off(group.id))


def _plan_anew(group_buy: GroupBuy, turn: Turn) -> None:
    if group_buy.stage is Stage.OPEN:
        for group in groups_of(turn, group_buy):
            standing_plans.for_published(group_buy, group, turn.unit, turn.now, turn.house)
    elif group_buy.stage is not Stage.ARRIVED:
        closing.replan_pickup(group_buy, turn)
