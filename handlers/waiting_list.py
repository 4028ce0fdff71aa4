"""Who waits, and what becomes of them? `谁排着` shows the waiting list, `放两盒` lets the first of it in."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from handlers import book_commands as b
from handlers import goods_commands as g
from handlers import telling, undoing
from handlers.conversation import Choice, offer
from handlers.goods import change_goods
from handlers.ordering import go_by, terms_of
from handlers.replies import on_orders, to_organizer
from handlers.replies.parts import amount_value, short_name
from handlers.targets import candidates, first_group, locked
from handlers.turn import Turn
from models.events import BookEvent, TurnCame
from models.groupbuy.book import Book
from models.groupbuy.deeds import RULES, Deed
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.view import Waiting
from models.mail import Json, person_ref
from models.values import GroupBuyId, MessageId, Product, ProductId, Quantity, decimal_text

#: Stages in which somebody who waits can still be let in.
_STILL = RULES[Deed.LET_IN].stages


def tell_waiting(command: b.TellWaiting, turn: Turn) -> None:
    """`谁排着`: product by product, each with who waits in order of sending."""
    queues = [
        {**amount_value(product, _sum(waiting)), "people": [_turn(one, product) for one in waiting]}
        for _, product, waiting in _queues(turn)
    ]
    if queues:
        turn.tell(on_orders.waiting_list(turn.person, queues))
    else:
        turn.tell(to_organizer.refused(turn.person, "nobody_waits"))


def _turn(waiting: Waiting, product: Product) -> Json:
    return {"who": person_ref(waiting.member), "quantity": decimal_text(waiting.quantity), "unit": product.unit}


def _sum(waiting: list[Waiting]) -> Quantity:
    return sum((one.quantity for one in waiting), Quantity(0))


def _queues(turn: Turn) -> list[tuple[GroupBuy, Product, list[Waiting]]]:
    found = []
    for group_buy in candidates(turn, _STILL):
        waiting = turn.unit.books.read(group_buy.id).waiting()
        for product in group_buy.products:
            theirs = [one for one in waiting if one.product == product.id]
            if theirs:
                found.append((group_buy, product, theirs))
    return found


def let_in(command: b.LetIn, turn: Turn) -> None:
    """`放两盒`: of the one product that people wait for; of several it is asked which."""
    queues = _queues(turn)
    named = [each for each in queues if not command.goods or _is_called(each[1], command.goods)]
    commands = [
        b.LetInNow(group_buy=group_buy.id, product=product.id, quantity=command.quantity)
        for group_buy, product, _ in named
    ]
    if not queues or not named:
        turn.tell(to_organizer.refused(turn.person, "nobody_waits"))
    elif len(commands) == 1:
        let_in_now(commands[0], turn)
    else:
        labels = [short_name(product) for _, product, _ in named]
        offer(turn, "which_goods", [Choice(*each) for each in zip(labels, commands, strict=True)][:9])


def waits_for(goods: str, turn: Turn) -> bool:
    """Whether somebody waits for goods of this name; of any, where none is said."""
    return any(not goods or _is_called(product, goods) for _, product, _ in _queues(turn))


def _is_called(product: Product, goods: str) -> bool:
    names = (product.name, short_name(product), *product.aliases, f"{product.number}号")
    return goods in names or goods in product.name


def let_in_now(command: b.LetInNow, turn: Turn) -> None:
    """So much more is there, or enough for all who wait: the first of the queue take their turns."""
    group_buy = locked(turn, GroupBuyId(command.group_buy))
    product = None if group_buy is None else _product(group_buy, command.product)
    if product is not None and product.off:
        _let_in_of_sold_out(command, turn)
        return
    if group_buy is None or product is None or product.stock is None or group_buy.stage not in _STILL:
        turn.tell(to_organizer.refused(turn.person, "nobody_waits"))
        return
    book = turn.unit.books.open(group_buy.id)
    waiting = _sum([one for one in book.waiting() if one.product == product.id])
    given = book.totals().get(product.id, Decimal(0))
    # Less may be there than was given out, where she lowered the stock since: only from there on somebody gets in.
    stock = max(product.stock, given) + (waiting if command.quantity is None else command.quantity)
    after = _with_stock(group_buy, product, stock)
    events = _use(after, book, turn)
    turn.unit.group_buys.put(after)
    turn.unit.books.record(after.id, events)
    telling.tell_of_a_word(events, after, turn)
    undoing.remember(
        turn,
        "放候补",
        b.TakeStockBack(
            group_buy=after.id,
            product=product.id,
            message=turn.speaker.message,
            stock=product.stock,
            left=stock,
            given=given,
        ),
    )
    _tell(events, product, after, turn)


def _let_in_of_sold_out(command: b.LetInNow, turn: Turn) -> None:
    """Of goods that are sold out so much is there after all; without a figure they are there again."""
    change = g.GoodsChange(off=False) if command.quantity is None else g.GoodsChange(left=command.quantity)
    change_goods(g.ChangeGoods(group_buy=command.group_buy, product=command.product, change=change), turn)


def _product(group_buy: GroupBuy, product: str) -> Product | None:
    return next((one for one in group_buy.products if one.id == product), None)


def _with_stock(group_buy: GroupBuy, product: Product, stock: Quantity) -> GroupBuy:
    products = (replace(one, stock=stock) if one.id == product.id else one for one in group_buy.products)
    return replace(group_buy, products=tuple(products))


def _use(group_buy: GroupBuy, book: Book, turn: Turn) -> tuple[BookEvent, ...]:
    terms = terms_of(group_buy, first_group(turn, group_buy), turn)
    return book.use(terms, at=turn.now, message_id=turn.speaker.message)


def _tell(events: tuple[BookEvent, ...], product: Product, group_buy: GroupBuy, turn: Turn) -> None:
    members = dict.fromkeys(event.member for event in events if isinstance(event, TurnCame))
    book = turn.unit.books.read(group_buy.id)
    left = _sum([one for one in book.waiting() if one.product == product.id])
    free = (
        max((product_now.stock or Decimal(0)) - book.totals().get(product.id, Decimal(0)), Decimal(0))
        if (product_now := _product(group_buy, product.id))
        else Decimal(0)
    )
    turn.tell(
        on_orders.let_in(
            turn.person,
            {
                **amount_value(product, None),
                "people": [{"who": person_ref(member)} for member in members],
                "waiting": decimal_text(left),
                "free": decimal_text(free),
            },
        )
    )


def take_stock_back(command: b.TakeStockBack, turn: Turn) -> bool:
    """The stock as it was before `放两盒`; who got in by it waits again, unless their line was changed since."""
    group_buy = locked(turn, GroupBuyId(command.group_buy))
    product = None if group_buy is None else _product(group_buy, command.product)
    if group_buy is None or product is None:
        return undoing.refuse(turn, "nothing_to_undo")
    freed_by, before = MessageId(command.message), _with_stock(group_buy, product, command.stock)
    stands = turn.unit.books.read(group_buy.id)
    came = stands.let_in_by(freed_by)
    # Goods that came free at large may have been ordered since: then so much would be missing.
    kept = stands.totals().get(ProductId(command.product), Decimal(0)) - came
    if product.stock != command.left or kept > max(command.stock, command.given):
        return undoing.refuse(turn, "too_much_since")
    book = turn.unit.books.open(group_buy.id)
    go_by(terms_of(before, first_group(turn, before), turn), book)
    events = book.take_turns_back(freed_by, at=turn.now, message_id=turn.speaker.message)
    if came and not events:
        # Nothing was taken back, so it is kept by the terms that it had.
        go_by(terms_of(group_buy, first_group(turn, group_buy), turn), book)
        turn.unit.books.record(group_buy.id, ())
        return undoing.refuse(turn, "too_much_since")
    turn.unit.group_buys.put(before)
    turn.unit.books.record(before.id, events)
    telling.tell_of_a_word(events, before, turn)
    return True
