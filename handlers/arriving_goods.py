"""Which of the goods are there? They may come one after the other; the notice waits for all, or she calls for some."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers import arriving, undoing
from handlers import hand_out_commands as h
from handlers.book_commands import TakeBackWord
from handlers.conversation import Choice, remember_menu
from handlers.goods_meant import goods_meant
from handlers.ordering import open_book
from handlers.pickup_notice import place_of
from handlers.replies import at_the_table, on_hand_out, to_organizer
from handlers.replies.parts import short_name
from handlers.targets import candidates, first_group, groups_of, locked
from handlers.turn import Turn
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.stages import Stage
from models.values import GroupBuyId, Product, ProductId

_BETWEEN_GOODS = " 的和跟、,，都也"


def say_arrived(command: h.SayArrived, turn: Turn) -> None:
    """`鸡蛋到了`: where nothing else is awaited, that is `到了`; else she is asked whether to call for them already."""
    for group_buy in candidates(turn, arriving.COMING):
        products = _all_named(command.goods, group_buy, turn)
        if products:
            _arrive(products, group_buy, turn)
            return
    awaited = [one for group_buy in candidates(turn, arriving.COMING)[:1] for one in _ordered(group_buy, turn)]
    names = [short_name(one) for one in awaited]
    turn.tell(to_organizer.refused(turn.person, "no_such_goods", asked=command.goods, goods=names))


def _all_named(text: str, group_buy: GroupBuy, turn: Turn) -> list[Product]:
    """`鸡蛋和草莓`: each of them; none where anything but goods is named."""
    named: list[Product] = []
    while text.strip(_BETWEEN_GOODS):
        products, text = goods_meant(text, group_buy, turn)
        if not products:
            return []
        named += products
    return named


def _ordered(group_buy: GroupBuy, turn: Turn) -> list[Product]:
    """The goods of which something is to come."""
    totals = turn.unit.books.read(group_buy.id).totals()
    return [product for product in group_buy.products if totals.get(product.id)]


def _arrive(products: Sequence[Product], group_buy: GroupBuy, turn: Turn) -> None:
    group_buy = locked(turn, group_buy.id) or group_buy
    book = open_book(group_buy, first_group(turn, group_buy), turn)
    new = [product.id for product in products if product.id not in book.arrived_goods()]
    events = book.arrive(new, by=turn.person, at=turn.now, message_id=turn.speaker.message) if new else ()
    turn.unit.books.record(group_buy.id, events)
    here = book.arrived_goods()
    missing = [product for product in _ordered(group_buy, turn) if product.id not in here]
    if not missing:
        arriving.arrive(group_buy, turn)
        return
    if events:
        undoing.remember(turn, "分样到货", TakeBackWord(group_buy=group_buy.id, message=turn.speaker.message))
    there = [product for product in group_buy.products if product.id in here]
    call = h.CallForArrived(group_buy=group_buy.id, products=tuple(product.id for product in there))
    label = f"先喊{'、'.join(short_name(product) for product in there)}的来拿"
    remember_menu(turn, [Choice(label, call)])
    names = [short_name(product) for product in missing]
    turn.tell(on_hand_out.goods_arrived(turn.person, [short_name(product) for product in there], names, [label]))


def call_for_arrived(command: h.CallForArrived, turn: Turn) -> None:
    """Bags may be handed out from now on, though some goods are still on their way."""
    group_buy = locked(turn, GroupBuyId(command.group_buy))
    if group_buy is None or group_buy.stage not in arriving.COMING:
        turn.tell(to_organizer.refused(turn.person, "nothing_on_the_way"))
        return
    before = arriving.restore_arrival_command(group_buy, turn)
    called = {ProductId(product) for product in command.products}
    goods = [short_name(product) for product in group_buy.products if product.id in called]
    begun = replace(group_buy, stage=Stage.ARRIVED, arrived_at=group_buy.arrived_at or turn.now)
    turn.unit.group_buys.put(begun)
    for group in groups_of(turn, begun):
        turn.tell(at_the_table.part_arrived(group.id, goods, place_of(begun, group)))
    undoing.remember(turn, "先喊的", before)
    turn.tell(to_organizer.done(turn.person, "part_called", goods=goods))
