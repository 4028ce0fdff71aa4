"""What becomes of goods on sale? `改价`, `库存`, `限购`, `成团`, `鸡蛋没了`, `鸡蛋又有了`: one product at a time.

Whatever she changes holds from then on: nobody's order is made smaller by it, and whoever waits has their turn where
something becomes free.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from handlers import goods_commands as g
from handlers import listings, milestones, opening, price_asking, telling, undoing
from handlers.conversation import Choice, offer
from handlers.goods_named import Named, lists_at_hand, named
from handlers.ordering import go_by, terms_of
from handlers.replies.on_selling import selling
from handlers.replies.parts import short_name
from handlers.targets import first_group, locked
from handlers.turn import Turn
from models.events import BookEvent, TurnCame
from models.groupbuy.book import Book
from models.groupbuy.deeds import RULES, Deed
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.stages import Stage
from models.mail import Json, person_ref
from models.values import GroupBuyId, MessageId, Product, ProductId, Quantity, decimal_text

_NAMED_MOST = 12


def deed_of(change: g.GoodsChange) -> Deed:
    """What kind of change it is: what the trade is about may be told later than what people see."""
    if change.price_fen is not None:
        return Deed.CHANGE_PRICE
    trade = change.supplier is not None or change.per_box is not None
    return Deed.TELL_TRADE if trade else Deed.CHANGE_GOODS


def say_goods(command: g.SayGoods, turn: Turn) -> None:
    """Of the one product that she can mean; of several she is asked which."""
    deed = deed_of(command.change)
    if turn.speaker.role not in RULES[deed].by:
        turn.tell(selling(turn.person, "not_yours"))
        return
    found = find_goods(command.goods, deed, turn)
    commands = [
        g.ChangeGoods(group_buy=one.group_buy.id, product=one.product.id, change=command.change) for one in found
    ]
    if len(commands) == 1:
        change_goods(commands[0], turn)
    elif commands:
        labels = [one.product.name for one in found]
        offer(turn, "which_product", [Choice(*each) for each in zip(labels, commands, strict=True)][:9])


def find_goods(goods: str, deed: Deed, turn: Turn) -> list[Named]:
    """What a name means in the lists with which this may be done; where it means nothing, she is told what would be
    right."""
    every = lists_at_hand(turn)
    found = named(goods, [one for one in every if one.stage in RULES[deed].stages], turn)
    elsewhere = [] if found else named(goods, every, turn)
    if elsewhere:
        stage = elsewhere[0].group_buy.stage.value
        told = short_name(elsewhere[0].product)
        turn.tell(selling(turn.person, "not_now", deed=deed.value, stage=stage, goods=told))
    elif not found:
        known = [short_name(product) for one in every[:1] for product in one.products]
        turn.tell(selling(turn.person, "no_such_goods", asked=goods, goods=known[:_NAMED_MOST]))
    return found


def change_goods(command: g.ChangeGoods, turn: Turn) -> None:
    """Change one product of a list, and read back what holds now."""
    group_buy = locked(turn, GroupBuyId(command.group_buy))
    product = None if group_buy is None else product_of(group_buy, command.product)
    if group_buy is None or product is None or group_buy.stage not in RULES[deed_of(command.change)].stages:
        turn.tell(selling(turn.person, "goods_are_over"))
        return
    if not product.loose and command.change.count is not None and command.change.count % 1:
        turn.tell(selling(turn.person, "whole_units", product=short_name(product), unit=product.unit))
        return
    given = turn.unit.books.read(group_buy.id).totals().get(product.id, Decimal(0))
    if price_asking.is_dearer(command, product, given):
        price_asking.ask_how(command, group_buy, product, turn)
        return
    after = changed(product, command.change, given)
    if after == product:
        turn.tell(selling(turn.person, "as_it_was", product=short_name(product)))
        return
    said, mended = f"{short_name(product)}{_SAID[command.change.what]}", with_product(group_buy, after)
    if group_buy.stage is Stage.DRAFT:
        opening.mend(group_buy, mended, said, turn)
    else:
        _read_back(command.change, after, given, put_goods(group_buy, mended, said, turn), turn)


#: What each change is called where it is taken back.
_SAID = {
    "price_fen": "改价",
    "left": "库存",
    "total": "库存",
    "limit": "限购",
    "minimum": "成团",
    "per_box": "装箱",
    "supplier": "供货",
    "off": "上下架",
}


def product_of(group_buy: GroupBuy, product: str) -> Product | None:
    return next((one for one in group_buy.products if one.id == product), None)


def with_product(group_buy: GroupBuy, changed_one: Product) -> GroupBuy:
    products = (changed_one if one.id == changed_one.id else one for one in group_buy.products)
    return replace(group_buy, products=tuple(products))


def changed(product: Product, change: g.GoodsChange, given: Quantity) -> Product:
    """The product after a change, of which so much was given out already: stock is never less than that."""
    if change.price_fen is not None:
        return replace(product, price_fen=change.price_fen)
    if change.left is not None:
        return replace(product, stock=given + change.left, off=False)
    if change.total is not None:
        return replace(product, stock=max(change.total, given), off=False)
    if change.limit is not None:
        return replace(product, limit=change.limit or None)
    if change.minimum is not None:
        return replace(product, minimum=change.minimum or None)
    if change.per_box is not None:
        return replace(product, per_box=change.per_box or None)
    if change.supplier is not None:
        return replace(product, supplier=change.supplier)
    back = change.off is False and product.stock is not None and product.stock <= given
    # What is there again after all of it was given out is there without a figure.
    return replace(product, off=bool(change.off), stock=None if back else product.stock)


def put_goods(before: GroupBuy, after: GroupBuy, said: str, turn: Turn) -> tuple[BookEvent, ...]:
    """Let a changed list hold: those who wait have their turn, and `撤` puts it back."""
    turn.unit.group_buys.put(after)
    book = turn.unit.books.open(after.id)
    terms = terms_of(after, first_group(turn, after), turn)
    events = book.use(terms, at=turn.now, message_id=turn.speaker.message)
    turn.unit.books.record(after.id, events)
    telling.tell_of_a_word(events, after, turn)
    milestones.look(after, turn)
    undoing.remember(turn, said, restore_command(before, after, turn))
    return events


def restore_command(before: GroupBuy, after: GroupBuy, turn: Turn) -> g.RestoreGoods:
    return g.RestoreGoods(
        group_buy=before.id,
        message=turn.speaker.message,
        before=listings.products_text(before.products),
        after=listings.products_text(after.products),
        full_at=before.full_at,
    )


def _read_back(
    change: g.GoodsChange, product: Product, given: Quantity, events: tuple[BookEvent, ...], turn: Turn
) -> None:
    came = dict.fromkeys(event.member for event in events if isinstance(event, TurnCame))
    count = change.count
    values: dict[str, Json] = {
        "product": short_name(product),
        "unit": product.unit,
        "price_fen": product.price_fen,
        "quantity": None if count is None else decimal_text(count),
        "given": decimal_text(given),
        "supplier": product.supplier,
        "off": product.off,
        "people": [{"who": person_ref(member)} for member in came],
    }
    turn.tell(selling(turn.person, f"{change.what}_changed", **values))


def restore_goods(command: g.RestoreGoods, turn: Turn) -> bool:
    """The list as it was; who got in by the change waits again. Refused where the list, or what was ordered of goods
    that would be missing, is another one since."""
    group_buy = locked(turn, GroupBuyId(command.group_buy))
    before, after = listings.products_from(command.before), listings.products_from(command.after)
    if group_buy is None or group_buy.products != after:
        return undoing.refuse(turn, "too_much_since")
    restored = replace(group_buy, products=before, full_at=command.full_at)
    freed_by, reader = MessageId(command.message), turn.unit.books.read(group_buy.id)
    if _would_miss(restored, reader, freed_by):
        return undoing.refuse(turn, "too_much_since")
    book = turn.unit.books.open(group_buy.id)
    go_by(terms_of(restored, first_group(turn, restored), turn), book)
    came = reader.let_in_by(freed_by)
    events = book.take_turns_back(freed_by, at=turn.now, message_id=turn.speaker.message)
    if came and not events:
        go_by(terms_of(group_buy, first_group(turn, group_buy), turn), book)
        turn.unit.books.record(group_buy.id, ())
        return undoing.refuse(turn, "too_much_since")
    if not came:
        events = book.use(book.terms, at=turn.now, message_id=turn.speaker.message)
    turn.unit.group_buys.put(restored)
    turn.unit.books.record(restored.id, events)
    telling.tell_of_a_word(events, restored, turn)
    return True


def _would_miss(restored: GroupBuy, book: Book, freed_by: MessageId) -> bool:
    """Whether more was given out than there would be, or of goods that would not be on the list."""
    totals = {product: total for product, total in book.totals().items() if total}
    known: dict[ProductId, Product] = {product.id: product for product in restored.products}
    if any(product not in known for product in totals):
        return True
    came = book.let_in_by(freed_by)
    short = [one.id for one in restored.products if one.stock is not None and totals.get(one.id, 0) - came > one.stock]
    return bool(short)
