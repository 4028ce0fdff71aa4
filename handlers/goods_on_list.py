"""What becomes of an open list as a whole? `上架`, `加价`, `库存`, `够了没`, `够10份才发`, `满50截`, `鸡蛋35`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from handlers import goods_commands as g
from handlers import listings, milestones, opening, undoing
from handlers.conversation import Choice, offer
from handlers.goods import change_goods, find_goods, put_goods, restore_command
from handlers.goods_named import lists_at_hand, named_in
from handlers.purchase_gaps import gap_values
from handlers.replies import to_organizer
from handlers.replies.on_selling import new_goods, selling
from handlers.replies.parts import short_name
from handlers.targets import find_for, groups_of
from handlers.turn import Turn
from models.groupbuy.deeds import RULES, Deed
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.stages import LIVE, Stage
from models.language.listing import read_listing
from models.mail import Json
from models.values import MessageId, Product, decimal_text

_CHOICES = 9


def add_goods(command: g.AddGoods, turn: Turn) -> None:
    """`上架 大白菜 3元/颗`: goods join the list; `上架 鸡蛋`: what was sold out is there again."""
    group_buy = find_for(turn, Deed.CHANGE_GOODS, command, among=(Stage.OPEN,))
    if group_buy is None:
        return
    listing = read_listing(command.text, turn.said_at)
    known = [] if listing.products else named_in(command.text, group_buy, turn)
    if len(known) == 1:
        back = g.GoodsChange(off=False)
        change_goods(g.ChangeGoods(group_buy=group_buy.id, product=known[0].id, change=back), turn)
        return
    if not listing.products or any(one.price_fen is None for one in listing.products):
        turn.tell(to_organizer.refused(turn.person, "no_products", example="上架 大白菜 3元/颗"))
        return
    if len(group_buy.products) + len(listing.products) > opening.MOST_PRODUCTS:
        count = len(group_buy.products) + len(listing.products)
        turn.tell(to_organizer.refused(turn.person, "too_many_products", count=count, most=opening.MOST_PRODUCTS))
        return
    plain = replace(listing, closes_at=None, arrives_at=None, pickup=None)
    filled = listings.fill(group_buy, plain, turn, opening.numbers_taken(group_buy.closes_at, turn))
    _join(command, group_buy, listings.packed(filled, command.text), turn)


def _join(command: g.AddGoods, before: GroupBuy, after: GroupBuy, turn: Turn) -> None:
    known = {product.id: product for product in before.products}
    changed = [product for product in after.products if known.get(product.id) != product]
    if not changed:
        turn.tell(selling(turn.person, "as_it_was", product=short_name(after.products[-1])))
        return
    put_goods(before, after, "上架", turn)
    for product in changed if command.shown_by and len(changed) == 1 else ():
        messages = [MessageId(message) for message in command.shown_by]
        turn.unit.product_posts.put(after.organizer, after.id, product.id, messages)
    for group in groups_of(turn, after) if not command.shown_by else ():
        turn.tell(new_goods(group.id, changed))
    goods = [
        {"product": one.name, "number": one.number, "price_fen": one.price_fen, "unit": one.unit} for one in changed
    ]
    turn.tell(selling(turn.person, "goods_added", goods=goods, told=not command.shown_by))


def mark_up_goods(command: g.MarkUpGoods, turn: Turn) -> None:
    """`加价 3` of a list that is open: only while nobody has ordered; later it is said for each."""
    group_buy = find_for(turn, Deed.CHANGE_PRICE, command)
    if group_buy is None:
        return
    products = tuple(replace(one, price_fen=opening.marked_up(one, command)) for one in group_buy.products)
    after = replace(group_buy, products=products)
    if group_buy.stage is Stage.DRAFT:
        opening.mend(group_buy, after, "加价", turn)
    elif any(turn.unit.books.read(group_buy.id).totals().values()):
        turn.tell(selling(turn.person, "marked_up_too_late", product=short_name(group_buy.products[0])))
    else:
        put_goods(group_buy, after, "加价", turn)
        goods = [{"product": short_name(one), "price_fen": one.price_fen, "unit": one.unit} for one in products]
        turn.tell(selling(turn.person, "marked_up", goods=goods))


def say_number(command: g.SayNumber, turn: Turn) -> None:
    """`鸡蛋35`: she is asked whether that is the price, or what is left."""
    found = find_goods(command.goods, Deed.CHANGE_GOODS, turn)
    if len(found) != 1:
        if found:
            turn.tell(selling(turn.person, "which_of_them", goods=[short_name(one.product) for one in found]))
        return
    group_buy, product = found[0].group_buy, found[0].product
    fen, changes = int(command.number * 100), []
    if fen > 0:
        changes.append((f"改价{decimal_text(command.number)}元", g.GoodsChange(price_fen=fen)))
    if product.loose or not command.number % 1:
        changes.append((f"还有{decimal_text(command.number)}{product.unit}", g.GoodsChange(left=command.number)))
    choices = [
        Choice(label, g.ChangeGoods(group_buy=group_buy.id, product=product.id, change=change))
        for label, change in changes
    ]
    offer(turn, "price_or_stock", choices, said=short_name(product))


def say_minimum(command: g.SayMinimum, turn: Turn) -> None:
    """`够10份才发`: of the only product; of several she is asked of which."""
    group_buy = find_for(turn, Deed.CHANGE_GOODS, command)
    if group_buy is None:
        return
    change = g.GoodsChange(minimum=command.minimum)
    commands = [
        (one, g.ChangeGoods(group_buy=group_buy.id, product=one.id, change=change)) for one in group_buy.products
    ]
    if len(commands) == 1:
        change_goods(commands[0][1], turn)
    elif len(commands) <= _CHOICES:
        offer(turn, "which_minimum", [Choice(short_name(one), each) for one, each in commands])
    else:
        example = f"{short_name(group_buy.products[0])}够{decimal_text(command.minimum)}才发"
        turn.tell(selling(turn.person, "say_which", example=example))


def tell_stock(command: g.TellStock, turn: Turn) -> None:
    """`库存`: product by product, what is left of what was counted; and what is sold out."""
    lists = lists_at_hand(turn, (Stage.OPEN,))
    rows: list[Json] = []
    for group_buy in lists:
        totals = turn.unit.books.read(group_buy.id).totals()
        rows += [_stock_row(one, totals.get(one.id, Decimal(0))) for one in group_buy.products if one.off or one.stock]
    turn.tell(selling(turn.person, "stock", goods=rows, open=bool(lists)))


def _stock_row(product: Product, given: Decimal) -> Json:
    left = None if product.stock is None else decimal_text(max(product.stock - given, Decimal(0)))
    return {"product": short_name(product), "unit": product.unit, "left": left, "off": product.off}


def tell_gaps(command: g.TellGaps, turn: Turn) -> None:
    """`够了没`: product by product, what is missing to the minimum and to full boxes."""
    rows: list[Json] = []
    lists: Sequence[GroupBuy] = [one for one in lists_at_hand(turn, LIVE) if one.stage in RULES[Deed.TELL_TRADE].stages]
    for group_buy in lists:
        rows += gap_values(group_buy, turn.unit.books.read(group_buy.id).totals())
    full = next((one.full_at for one in lists if one.full_at is not None and one.stage is Stage.OPEN), None)
    total = sum((milestones.sold(one, turn) for one in lists if one.full_at is not None), Decimal(0))
    known = None if full is None else decimal_text(full)
    turn.tell(selling(turn.person, "gaps", goods=rows, full=known, total=decimal_text(total)))


def close_when_full(command: g.CloseWhenFull, turn: Turn) -> None:
    """`满50截`: so many in all, and orders are over; if there are so many already, that is hers to say."""
    group_buy = find_for(turn, Deed.CLOSE, command)
    if group_buy is None:
        return
    after = replace(group_buy, full_at=command.quantity or None)
    if after == group_buy:
        turn.tell(selling(turn.person, "as_it_was", product=""))
        return
    total, quantity = milestones.sold(after, turn), decimal_text(command.quantity)
    if after.full_at is not None and total >= after.full_at:
        turn.tell(selling(turn.person, "full_already", quantity=quantity, total=decimal_text(total)))
        return
    turn.unit.group_buys.put(after)
    undoing.remember(turn, "满额截单", restore_command(group_buy, after, turn))
    turn.tell(selling(turn.person, "full_at", quantity=quantity, total=decimal_text(total)))
