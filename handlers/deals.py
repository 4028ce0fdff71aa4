"""What do two neighbours say to each other about goods? `草莓1盒转给谁？` `给我吧` `好嘞`: given on, or shared.

Both have to speak. An offer is talk; a yes to it is talk; only when the one who offered agrees does anything move.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from handlers import hand_out_commands as h
from handlers import telling, undoing
from handlers.book_commands import TakeBackWord
from handlers.book_words import read_goods
from handlers.goods_meant import goods_meant
from handlers.households import meant_households
from handlers.open_goods import catalog_of
from handlers.ordering import open_book
from handlers.replies import at_the_table, on_hand_out, to_organizer
from handlers.replies.parts import amount_value
from handlers.targets import candidates, first_group
from handlers.turn import Turn
from handlers.which_group_buy import known_here
from handlers.whose import names_for, whole_whose
from models.acts import Order
from models.events import BookEvent, DealAbout, GivenOn, UnitShared
from models.groupbuy.book import Book
from models.groupbuy.deals import Deal
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.orders import OrderStanding
from models.groupbuy.stages import LIVE
from models.language.normalize import simplify
from models.mail import Json, person_ref
from models.values import PersonId, Product, ProductId, Quantity, line_fen

_LONGEST = 40
#: `草莓1盒转给谁？`, `牛奶有人要吗，我转`, `草莓我不要了 @田田 给你`.
_GIFT = re.compile(
    r"转给谁|谁(?:能|可以|愿意)?(?:接|要)(?:一下|走)?(?:吗|呀|[?？])|有人(?:要|接)吗|(?:求|想|要)转(?:让|出)?|转让"
    r"|(?:转|让)给\s*@?|[@＠].{1,20}?给你"
)
_SHARE = re.compile(
    r"谁(?:要|想|来|跟我|和我|一起)?拼|有(?:没有)?人拼|找人拼|求拼|拼一?[箱份袋个件]吗|谁(?:分|要)一半|一人一半.{0,4}(?:谁|吗|[?？])"
    r"|(?:跟|和|与)\s*@?.{1,16}?(?:一起)?拼"
)
_NAMED_TO = re.compile(r"(?:转给|让给|[@＠])\s*@?(?P<to>[^\s,，。@＠]{1,20}?)(?:\s|\u2005|[,，。]|给你|吧|$)")
_WITH = re.compile(r"(?:跟|和|与)\s*@?(?P<to>.{1,16}?)(?:一起)?拼")
_YES = re.compile(
    r"(?:那)?(?:给我|我要|我来|我接|我拿|我收|转我|让给我|归我|我)(?:了|吧|哈|呀|好了|一份|一半)?"
    r"|(?:我)?(?:拼|来拼|跟你拼|要一半|分一半|一人一半|一起)(?:吧|了|哈)?|我[,，]?\s*(?:一人一半|拼|要一半|跟你拼)(?:吧|哈)?"
)
_AGREED = re.compile(
    r"(?:那)?(?:好|好嘞|好的|好滴|行|可以|成|ok|没问题|嗯+|给你(?:了|吧)?|那给你|就你了?|归你)(?:[,，\s].{0,12}|呀|吧|哈|啦)?"
)
_THANKS = re.compile(
    r"(?:好|好的|好嘞|行|可以|要|嗯+|ok|谢谢.{0,4}|收到|那我要了|我要)(?:[,，\s]?谢谢.{0,4}|吧|呀|哈|啦)?"
)
_GIVEN_TO = re.compile(r"(?:那|就)?给\s*@?(.{1,12}?)(?:吧|了|哈)?")


def between_neighbours(text: str, turn: Turn) -> bool:
    """Take a text in a group as a part of a deal: an offer, a yes, or the agreement; False where it is none."""
    group = turn.speaker.group
    plain = simplify(text).strip()
    if group is None or len(plain) > _LONGEST:
        return False
    offers = bool(_GIFT.search(plain) or _SHARE.search(plain))
    answers = any(shape.fullmatch(plain.rstrip("。.!！~～")) for shape in (_YES, _AGREED, _THANKS, _GIVEN_TO))
    if not offers and not answers:
        return False
    known = [one for one in known_here(turn) if one.stage in LIVE]
    return any((answers and _answered(plain, one, turn)) or (offers and _offered(plain, one, turn)) for one in known)


# An offer


def _offered(plain: str, group_buy: GroupBuy, turn: Turn) -> bool:
    about = DealAbout.SHARE if _SHARE.search(plain) else DealAbout.GIFT
    to = _whom(plain, about, group_buy, turn)
    products, _ = goods_meant(plain, group_buy, turn)
    book = turn.unit.books.read(group_buy.id)
    mine = book.order_of(turn.person)
    product, order = _with_it(products, mine, book)
    if about is DealAbout.GIFT and order is None:
        return False
    if product is None or to == turn.person:
        return False
    quantity = Decimal(1) if about is DealAbout.SHARE else _how_many(plain, product, order, book, group_buy, turn)
    if order is not None and about is DealAbout.GIFT and not Decimal(0) < quantity <= book.gets(order.id, product.id):
        return False
    group = turn.speaker.group
    events = open_book(group_buy, group, turn).offer_deal(
        about,
        product.id,
        quantity,
        member=turn.person,
        at=turn.speaker.at,
        message_id=turn.speaker.message,
        order=None if order is None else order.id,
        to=to,
    )
    turn.unit.books.record(group_buy.id, events)
    return True


def _with_it(
    products: Sequence[Product], mine: Sequence[OrderStanding], book: Book
) -> tuple[Product | None, OrderStanding | None]:
    """Of the goods that may be meant those that stand in an order of theirs, and in which."""
    for product in products:
        for order in mine:
            if book.gets(order.id, product.id):
                return product, order
    return (products[0] if len(products) == 1 else None), None


def _how_many(
    plain: str, product: Product, order: OrderStanding | None, book: Book, group_buy: GroupBuy, turn: Turn
) -> Quantity:
    """How many are offered, where that is said; else all of them."""
    said = _GIFT.split(plain)[0] or plain
    acts = read_goods(said, catalog_of(group_buy, turn), turn)
    lines = [line for act in acts if isinstance(act, Order) for line in act.lines if line.product == product.id]
    told = next((line.quantity for line in lines if line.quantity), None)
    return told or (Decimal(0) if order is None else book.gets(order.id, product.id))


def _whom(plain: str, about: DealAbout, group_buy: GroupBuy, turn: Turn) -> PersonId | None:
    """The one neighbour to whom alone it is offered."""
    found = (_WITH if about is DealAbout.SHARE else _NAMED_TO).search(plain)
    return None if found is None else _member(found["to"], group_buy, turn)


def _member(named: str, group_buy: GroupBuy, turn: Turn) -> PersonId | None:
    whose = whole_whose(named.strip(" 我"), names_for(group_buy, turn))
    meant = {one.member for one in meant_households(whose, group_buy, turn) if one.member} if whose else set()
    return PersonId(str(next(iter(meant)))) if len(meant) == 1 else None


# A yes, and the agreement


def _answered(plain: str, group_buy: GroupBuy, turn: Turn) -> bool:
    deals = turn.unit.books.read(group_buy.id).deals(turn.speaker.at)
    return any(_agreed(plain, deal, group_buy, turn) or _said_yes(plain, deal, group_buy, turn) for deal in deals)


def _said_yes(plain: str, deal: Deal, group_buy: GroupBuy, turn: Turn) -> bool:
    text = plain.rstrip("。.!！~～")
    if deal.member == turn.person or turn.person in deal.claimed_by or deal.to not in (None, turn.person):
        return False
    if not (_YES.fullmatch(text) or (deal.to == turn.person and _THANKS.fullmatch(text))):
        return False
    book = open_book(group_buy, turn.speaker.group, turn)
    events = book.claim_deal(deal, member=turn.person, at=turn.speaker.at, message_id=turn.speaker.message)
    turn.unit.books.record(group_buy.id, events)
    _tell(events, group_buy, turn)
    return True


def _agreed(plain: str, deal: Deal, group_buy: GroupBuy, turn: Turn) -> bool:
    if deal.member != turn.person or not deal.claimed_by:
        return False
    text = plain.rstrip("。.!！~～")
    named = _GIVEN_TO.fullmatch(text)
    chosen = _member(named[1], group_buy, turn) if named else None
    if chosen not in deal.claimed_by and not _AGREED.fullmatch(text):
        return False
    partner = chosen if chosen in deal.claimed_by and chosen is not None else deal.claimed_by[0]
    book = open_book(group_buy, turn.speaker.group, turn)
    events = book.agree_to_deal(deal, partner, at=turn.speaker.at, message_id=turn.speaker.message)
    turn.unit.books.record(group_buy.id, events)
    if not events:
        her = turn.speaker.organizer.person
        turn.tell(to_organizer.refused(her, "deal_impossible", who=person_ref(deal.member), to=person_ref(partner)))
    _tell(events, group_buy, turn)
    return True


def _tell(events: Sequence[BookEvent], group_buy: GroupBuy, turn: Turn) -> None:
    """Said once in the group, and to her with the money: who has paid stays visible."""
    group, her = turn.speaker.group, turn.speaker.organizer.person
    telling.tell_of_a_word(events, group_buy, turn)
    for event in events:
        if isinstance(event, GivenOn | UnitShared):
            values = _values(event, group_buy)
            if group is not None:
                spoken = {name: values[name] for name in ("about", "who", "to", "lines")}
                turn.tell(at_the_table.deal_closed(group.id, spoken))
            turn.tell(on_hand_out.dealt(her, {**values, "hers": False}))


def _values(event: GivenOn | UnitShared, group_buy: GroupBuy) -> dict[str, Json]:
    product = next(one for one in group_buy.products if one.id == event.product)
    gift = isinstance(event, GivenOn)
    return {
        "about": (DealAbout.GIFT if gift else DealAbout.SHARE).value,
        "who": person_ref(event.giver if isinstance(event, GivenOn) else event.member),
        "to": person_ref(event.member if isinstance(event, GivenOn) else event.partner),
        "lines": [amount_value(product, event.quantity)],
        "sum_fen": line_fen(product.price_fen or 0, event.quantity),
        "half_fen": None if isinstance(event, GivenOn) else event.fen,
        "paid": isinstance(event, GivenOn) and event.paid,
    }


# Hers


def say_share(command: h.SayShare, turn: Turn) -> None:
    """`赵敏和502拼苹果`: both told her, so that both have spoken."""
    for group_buy in candidates(turn, LIVE):
        one, other = (_member(named, group_buy, turn) for named in (command.one, command.other))
        products, _ = goods_meant(command.goods, group_buy, turn)
        if one is None or other is None or one == other or len(products) != 1:
            continue
        book = open_book(group_buy, first_group(turn, group_buy), turn)
        events = _shared(products[0].id, one, other, book, turn)
        turn.unit.books.record(group_buy.id, events)
        closed = [event for event in events if isinstance(event, UnitShared)]
        if not closed:
            turn.unit.books.record(group_buy.id, ())
            turn.tell(to_organizer.refused(turn.person, "deal_impossible", who=person_ref(one), to=person_ref(other)))
            return
        undoing.remember(turn, "拼单", TakeBackWord(group_buy=group_buy.id, message=turn.speaker.message))
        turn.tell(on_hand_out.dealt(turn.person, {**_values(closed[0], group_buy), "hers": True}))
        return
    turn.tell(to_organizer.refused(turn.person, "share_not_understood", example="赵敏和3-502拼苹果"))


def _shared(product: ProductId, one: PersonId, other: PersonId, book: Book, turn: Turn) -> list[BookEvent]:
    message = turn.speaker.message
    mine = next((order for order in book.order_of(one) if book.gets(order.id, product)), None)
    events = list(
        book.offer_deal(
            DealAbout.SHARE,
            product,
            Decimal(1),
            member=one,
            at=turn.now,
            message_id=message,
            order=None if mine is None else mine.id,
            to=other,
        )
    )
    deal = next(each for each in book.deals(turn.now) if each.id == message)
    return [*events, *book.claim_deal(deal, member=other, at=turn.now, message_id=message)]
