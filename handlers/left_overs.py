"""What came too much is sold at the table: first come, first served, and one word when it is gone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from handlers import hand_out_commands as h
from handlers import noting_down, undoing
from handlers.book_commands import TakeBackWord
from handlers.goods_meant import goods_meant
from handlers.named_bags import HANDING_OUT
from handlers.ordering import open_book
from handlers.replies import at_the_table, on_hand_out, to_organizer
from handlers.replies.parts import amount_value, short_name
from handlers.targets import candidates, first_group, groups_of
from handlers.turn import Turn
from models.community.people import Group
from models.events import LeftoversOffered
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.left_overs import Offer, wanted_of
from models.language.normalize import simplify
from models.language.numerals import parse_number
from models.language.units import UNIT_PATTERN
from models.mail import Json, person_ref
from models.values import Product, decimal_text

#: An offer that nobody takes is over by itself.
STANDS_FOR = timedelta(minutes=30)
#: So long after the last of it is gone those who came too late are still named with the buyers.
_LATECOMERS = timedelta(seconds=45)
_LONGEST = 14
#: Cheap sign that a short text may ask for something that it need not name.
_MAY_ASK = re.compile(r"[要我俺咱给算+＋➕]|^\s*[来拿留]?\s*[\d一二两俩三]{1,2}\s*\D{0,2}$")
_NUMBER = r"(\d{1,3}|[一二两俩三四五六七八九十]+)"
#: `多两板鸡蛋 32 谁要`, `多了2盒草莓，要的说`: her own word to the group at the table.
_HEARD = re.compile(
    rf"(?:还)?多(?:了|出|来了)?\s*{_NUMBER}\s*({UNIT_PATTERN})\s*的?(.{{1,12}}?)\s*[,，]?\s*(?:(\d{{1,4}}(?:\.\d{{1,2}})?)\s*(?:元|块)?(?:一?(?:{UNIT_PATTERN}))?)?"
    r"\s*[,，]?\s*(?:谁要|有人要吗|要的(?:说|喊|扣1?|来|接).{0,6}|谁还要|先到先得)[?？!！。~]*"
)


def say_leftover(command: h.SayLeftover, turn: Turn) -> None:
    """`多2板鸡蛋 32`: of the goods that are being handed out."""
    for group_buy in candidates(turn, HANDING_OUT):
        products, rest = goods_meant(command.goods, group_buy, turn)
        if len(products) == 1 and not rest.strip(" 的"):
            _offer(command, products[0], group_buy, turn)
            return
        if products:
            turn.tell(to_organizer.refused(turn.person, "which_left_over", goods=[short_name(one) for one in products]))
            return
    if command.text and noting_down.said(command.text, turn):
        return
    found = candidates(turn, HANDING_OUT)
    goods = [short_name(product) for product in found[0].products] if found else []
    reason = "no_such_goods" if found else "nothing_handed_out"
    turn.tell(to_organizer.refused(turn.person, reason, asked=command.goods, goods=goods))


def heard_offer(text: str, turn: Turn) -> bool:
    """Her own word to the group, addressed to nobody: they answer it at once, so it counts at once."""
    found = _HEARD.fullmatch(simplify(text).strip())
    quantity = parse_number(found[1]) if found else None
    if found is None or not quantity:
        return False
    for group_buy in candidates(turn, HANDING_OUT):
        products, rest = goods_meant(found[3], group_buy, turn)
        if len(products) == 1 and not rest.strip():
            price = None if found[4] is None else int(Decimal(found[4]) * 100)
            command = h.SayLeftover(goods=found[3], quantity=quantity, price_fen=price, heard=True)
            _offer(command, products[0], group_buy, turn)
            return True
    return False


def _offer(command: h.SayLeftover, product: Product, group_buy: GroupBuy, turn: Turn) -> None:
    book = open_book(group_buy, first_group(turn, group_buy), turn)
    price = None if command.price_fen == product.price_fen else command.price_fen
    events = book.offer_leftovers(
        LeftoversOffered(
            message_id=turn.speaker.message,
            member=turn.person,
            at=turn.now,
            product=product.id,
            quantity=command.quantity,
            price_fen=price,
            until=turn.now + STANDS_FOR,
        )
    )
    turn.unit.books.record(group_buy.id, events)
    amount = amount_value(product, command.quantity)
    asked = command.price_fen if command.price_fen is not None else product.price_fen
    for group in () if command.heard else groups_of(turn, group_buy):
        turn.tell(at_the_table.leftovers_offered(group.id, amount, asked))
    undoing.remember(turn, "多的货", TakeBackWord(group_buy=group_buy.id, message=turn.speaker.message))
    turn.tell(on_hand_out.leftovers_told(turn.person, {**amount, "price_fen": asked, "heard": command.heard}))


def wanted(text: str, turn: Turn) -> bool:
    """Take a resident's word as asking for what is left over; False where nothing is offered, or it says no such
    thing."""
    group = turn.speaker.group
    if group is None or len(text) > _LONGEST or not _MAY_ASK.search(text):
        return False
    for group_buy in turn.unit.group_buys.live_in(group.id):
        if group_buy.stage not in HANDING_OUT:
            continue
        for offer in reversed(turn.unit.books.read(group_buy.id).offers()):
            product = next((one for one in group_buy.products if one.id == offer.product), None)
            if product is None or not _still(offer, group, turn):
                continue
            quantity = wanted_of(simplify(text), offer, (*product.aliases, product.name), product.unit)
            if quantity is not None:
                book = open_book(group_buy, group, turn)
                message = turn.speaker.message
                events = book.take_leftover(offer, quantity, member=turn.person, at=turn.speaker.at, message_id=message)
                turn.unit.books.record(group_buy.id, events)
                _say_who_has_it(book.offers(), offer, product, group, turn)
                return True
    return False


def _still(offer: Offer, group: Group, turn: Turn) -> bool:
    """Whether it may be asked for: something is left, or it is being told just now who had it."""
    if turn.speaker.at > offer.until:
        return False
    return bool(offer.left) or _told(offer, group, turn) is not None


def _told(offer: Offer, group: Group, turn: Turn) -> str | None:
    row = turn.unit.outbox.waiting(group=group.id, merge_key=at_the_table.SOLD)
    return row.id if row is not None and row.post.values.get("offer") == offer.id else None


def _say_who_has_it(offers: Sequence[Offer], before: Offer, product: Product, group: Group, turn: Turn) -> None:
    """One post, when it is gone, or when its time is over; whoever comes before it goes out is in it."""
    offer = next(one for one in offers if one.id == before.id)
    when = offer.until if offer.left else turn.now + _LATECOMERS
    values: dict[str, Json] = {
        "product": short_name(product),
        "unit": product.unit,
        "people": [{"who": person_ref(who), "quantity": decimal_text(had)} for who, had in offer.taken],
        "missed": [{"who": person_ref(who)} for who in offer.missed],
        "offer": offer.id,
    }
    row = _told(offer, group, turn)
    if row is None:
        turn.tell(at_the_table.leftovers_sold(group.id, values, when))
        return
    waiting = turn.unit.outbox.get(row)
    sold_before = not before.left
    not_before = waiting.post.not_before if waiting is not None and sold_before else when
    turn.unit.outbox.amend(row, values=values, not_before=not_before)
