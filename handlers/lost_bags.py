"""Whose bag is it? Bags that were mixed up, goods that a neighbour took along, and bags that nobody owns.

Who may have a wrong bag is told to the organizer alone; the group, if she wants it to hear, names nobody
(organizer-notes, section 2, 6).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from handlers import hand_out_commands as h
from handlers.bags import amounts_in, bags_of
from handlers.book_words import read_goods
from handlers.conversation import Choice, remember_menu
from handlers.goods_meant import all_goods_in, by_id
from handlers.households import meant_households
from handlers.open_goods import catalog_of
from handlers.ordering import open_book
from handlers.replies import at_the_table, on_hand_out, to_organizer, to_resident
from handlers.replies.parts import short_name
from handlers.targets import candidates, first_group
from handlers.turn import Turn
from handlers.which_group_buy import known_here
from handlers.whose import names_for, whole_whose
from models.acts import Claim, Order
from models.groupbuy.book import Book
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.orders import OrderStanding
from models.groupbuy.organizers_word import Word
from models.groupbuy.said import Said
from models.groupbuy.stages import HANDING_OUT
from models.language.normalize import simplify
from models.mail import Json, message_ref, person_ref, recipient_ref
from models.values import GroupId, OrderId, Product, ProductId, Quantity

#: Bags are mixed up by those who stand at the table together.
TOGETHER = timedelta(minutes=20)
MOST_SHOWN = 9
_MIXED = re.compile(
    r"(?:袋子?|包|兜)[里头中]*(?:怎么|咋)?(?:是|成了|变成|装的?是?|放的?是?|全是|都是)"
    r"|(?:拿|提|领|装|发|给)(?:错|串|混|反)了?|(?:怎么|咋)(?:给|拿)我(?:的)?(?:是|成)?|不是我(?:的|家的|订的)"
)
#: `502的我一起拿上去了`, `帮502拿了`, `王芳的我带上去了`.
_TOOK = re.compile(
    r"(?P<whose>.{2,20}?)(?:家)?的?(?:东西|货|菜|那份|那袋|那包)?\s*[,，]?\s*(?:我|俺)(?:也|就|都)?(?P<too>一起|一块儿?|顺便|顺手|顺路)?(?:也|都)?"
    r"(?:帮忙?|给|替)?(?:他|她|它)?(?:家)?(?P<too2>一起|一块儿?|顺便|顺手|顺路)?"
    r"(?:拿|带|拎|取|提|领|捎)(?:上去|上楼|上来|回去|回来|走|过去|到家)?(?:了|啦|哈)+"
)
_TOOK_FOR = re.compile(
    r"(?:我|俺)?(?:已经)?(?P<too>一起|顺便|顺手|顺路)?(?:帮|替|给)(?P<whose>.{2,20}?)(?:家)?(?:的)?(?:东西|货|菜|那份|那袋)?(?:也)?"
    r"(?P<too2>一起|一块儿?|顺便|顺手|顺路)?(?:拿|带|拎|取|提|领|捎)(?:上去|上楼|上来|回去|回来|走|过去|到家)?(?:了|啦|哈)+"
)
_WHO_HAS_MINE = re.compile(
    r"我(?:家)?的(?:东西|货|菜|那份|那袋|袋子?|包)?(?:是|被)?谁(?:给|帮我?)?(?:拿|领|取|提|带)(?:走|上来|去|的)*(?:了|的)?[?？啊呀]*"
    r"|谁(?:把|帮)?我(?:家)?的?(?:东西|货|菜|袋子?)?(?:拿|领|取|提|带)(?:走|上来|去)?(?:了|的)[?？啊呀]*"
)


def took_along(text: str, turn: Turn) -> bool:
    """`502的我一起拿上去了`: ticked, with who took it; a neighbour's word is as good as hers."""
    plain = simplify(text).strip(" 。.!！~～,，")
    found = _TOOK.fullmatch(plain) or _TOOK_FOR.fullmatch(plain)
    if found is None:
        return False
    for group_buy in known_here(turn):
        if group_buy.stage not in HANDING_OUT:
            continue
        whose = whole_whose(found["whose"].strip(), names_for(group_buy, turn))
        meant = meant_households(whose, group_buy, turn) if whose else []
        orders = [one for one in meant if one.order is not None and one.member != turn.person]
        if len({one.member for one in orders}) == 1:
            book = open_book(group_buy, turn.speaker.group, turn)
            word = Word(turn.speaker.message, turn.person, turn.person, turn.now)
            own_too = bool(found["too"] or found["too2"]) and bool(book.order_of(turn.person))
            events = book.take_along(word, [OrderId(str(one.order)) for one in orders], own_too=own_too)
            turn.unit.books.record(group_buy.id, events)
            return True
    return False


def asked_who_has_mine(text: str, turn: Turn) -> bool:
    """`我的谁拿的`: answered to whoever asks, of their own alone."""
    if _WHO_HAS_MINE.fullmatch(simplify(text).strip(" 。.!！~～,，")) is None:
        return False
    for group_buy in known_here(turn):
        book = turn.unit.books.read(group_buy.id)
        mine = book.order_of(turn.person)
        if group_buy.stage not in HANDING_OUT or not mine:
            continue
        when = book.collected_at(group_buy.arrived_at or turn.now)
        told = next((one.id for one in mine if one.id in when), None)
        by = None if told is None else book.collected_by(told)
        at = None if told is None else when[told]
        group = turn.speaker.group
        if group is None:
            turn.tell(to_resident.who_has_mine(turn.person, by, at, turn.settings.time_zone))
        else:
            turn.tell(at_the_table.who_has_mine(group.id, turn.person, by, at, group.settings.time_zone))
        return True
    return False


# Mixed up


def mixed_up(text: str, turn: Turn) -> bool:
    """`我袋子里怎么是虾？我的草莓呢`: to her, who with 虾 collected at the same time; the group hears nothing."""
    plain = simplify(text)
    if _MIXED.search(plain) is None:
        return False
    for group_buy in known_here(turn):
        mine = turn.unit.books.read(group_buy.id).order_of(turn.person)
        named = all_goods_in(plain, group_buy, turn)
        if group_buy.stage not in HANDING_OUT or not mine or not named:
            continue
        own = {line.product for one in mine for line in one.lines}
        wrong = next((product for product in named if product.id not in own), None)
        missing = next((product for product in named if product.id in own), None)
        if wrong is None:
            continue
        _note_claim(missing, text, group_buy, turn)
        _tell_mixed(wrong, missing, mine, group_buy, turn)
        return True
    return False


def _note_claim(missing: Product | None, text: str, group_buy: GroupBuy, turn: Turn) -> None:
    """It is a claim like any other, and stands among them until she has settled it."""
    book = open_book(group_buy, turn.speaker.group, turn)
    claim = Claim(product=None if missing is None else missing.id)
    said = Said(turn.speaker.message, turn.person, turn.speaker.at, (claim,), text=text)
    turn.unit.books.record(group_buy.id, book.take(said))


def _tell_mixed(
    wrong: Product, missing: Product | None, mine: Sequence[OrderStanding], group_buy: GroupBuy, turn: Turn
) -> None:
    book = turn.unit.books.read(group_buy.id)
    when = book.collected_at(group_buy.arrived_at or turn.now)
    own = max(((when[one.id], one.id) for one in mine if one.id in when), default=(turn.now, mine[0].id))
    with_it = _beside(own, wrong, when, book)
    reader = turn.reader
    group, her = turn.speaker.group or first_group(turn, group_buy), turn.unit.people.get(reader)
    choices = []
    if group is not None and her is not None:
        warn = h.WarnOfMixedBags(group=group.id, product=short_name(wrong))
        choices = [Choice("在群里说一声，不点名", warn)]
        remember_menu(turn.of_her(her), choices)
    values = {
        "who": person_ref(turn.person),
        "recipient": recipient_ref(mine[0].id),
        "text": message_ref(turn.speaker.message),
        "wrong": short_name(wrong),
        "missing": None if missing is None else short_name(missing),
        "people": [_collected_at(one, when) for one in with_it[:MOST_SHOWN]],
        "minutes": int(TOGETHER.total_seconds() // 60),
        "labels": [choice.label for choice in choices],
        "time_zone": turn.settings.time_zone,
    }
    turn.tell(on_hand_out.mixed_bags(reader, values))


def _beside(
    own: tuple[datetime, OrderId], wrong: Product, when: dict[OrderId, datetime], book: Book
) -> list[OrderStanding]:
    """Those with such goods who collected about the same time: who stood nearest first, by the time, then by the
    number on the bag."""
    at, order = own
    numbers = book.numbers()
    near = [
        one
        for one in book.orders()
        if one.id != order and abs(when.get(one.id, at - 2 * TOGETHER) - at) <= TOGETHER and book.gets(one.id, wrong.id)
    ]
    return sorted(near, key=lambda one: (abs(when[one.id] - at), abs(numbers[one.id] - numbers[order])))


def _collected_at(order: OrderStanding, when: dict[OrderId, datetime]) -> Json:
    at = when.get(order.id)
    return {
        "who": person_ref(order.member),
        "recipient": recipient_ref(order.id),
        "at": None if at is None else at.isoformat(),
    }


def warn_of_mixed_bags(command: h.WarnOfMixedBags, turn: Turn) -> None:
    turn.tell(at_the_table.mixed_bags_warning(GroupId(command.group), command.product))
    turn.tell(to_organizer.done(turn.person, "mixed_bags_told"))


# Nobody's


def say_ownerless(command: h.SayOwnerless, turn: Turn) -> None:
    """`剩一袋没人认 鸡蛋2草莓1`: whose order it is, first of those who have not come."""
    for group_buy in candidates(turn, HANDING_OUT):
        held = _held(command.goods, group_buy, turn)
        if held:
            _tell_whose(held, group_buy, turn)
            return
    found = candidates(turn, HANDING_OUT)
    reason = "bag_not_understood" if found else "nothing_handed_out"
    turn.tell(to_organizer.refused(turn.person, reason, example="剩一袋没人认 鸡蛋2草莓1"))


def _held(text: str, group_buy: GroupBuy, turn: Turn) -> dict[ProductId, object]:
    """What is in the bag, with how many where that was said."""
    acts = read_goods(text, catalog_of(group_buy, turn), turn)
    ordered = {line.product: line.quantity for act in acts if isinstance(act, Order) for line in act.lines}
    return {product.id: ordered.get(product.id) for product in all_goods_in(text, group_buy, turn)}


def _tell_whose(held: dict[ProductId, object], group_buy: GroupBuy, turn: Turn) -> None:
    book = turn.unit.books.read(group_buy.id)
    when = book.collected_at(group_buy.arrived_at or turn.now)
    goods = {bag.order: bag.goods for bag in bags_of(group_buy, turn)}
    fitting = [one for one in book.orders() if _fits(goods.get(one.id, ()), held, group_buy)]
    # Who has not come first; of the others those who came last.
    fitting.sort(key=lambda one: (one.id in when, -when[one.id].timestamp() if one.id in when else 0))
    names = [by_id(group_buy.products, product) for product in held]
    values = {
        "goods": [short_name(product) for product in names if product is not None],
        "people": [
            {**_collected_at(one, when), "lines": amounts_in(goods[one.id], group_buy)} for one in fitting[:MOST_SHOWN]
        ],
        "more": max(len(fitting) - MOST_SHOWN, 0),
        "time_zone": turn.settings.time_zone,
    }
    turn.tell(on_hand_out.ownerless(turn.person, values))


def _fits(goods: Sequence[tuple[int, Quantity]], held: dict[ProductId, object], group_buy: GroupBuy) -> bool:
    """Whether just these goods are in a bag, in these quantities where they were said."""
    theirs = {group_buy.products[place].id: quantity for place, quantity in goods}
    same = theirs.keys() == held.keys()
    return same and all(wanted is None or theirs[product] == wanted for product, wanted in held.items())
