"""How does an order go to somebody else? `李梅草莓1转给田田`: the organizer's word on what two neighbours agreed."""

from __future__ import annotations

import re
from decimal import Decimal

from handlers import book_commands as b
from handlers import telling, undoing
from handlers.book_words import known_names, read_goods, whole_whose, whose_of
from handlers.conversation import NO, YES, Choice, offer, remember_menu
from handlers.households import made_known, meant_households, recipient_of
from handlers.much_at_once import MOST_FEN_AT_ONCE, worth_fen
from handlers.ordering import open_book
from handlers.replies import to_organizer
from handlers.replies.parts import amount_value, short_name
from handlers.targets import candidates, first_group, locked
from handlers.turn import Turn
from handlers.words_entered import whom
from models.acts import Op, Order
from models.events import BookEvent, OrderOpened
from models.groupbuy.book import Book
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.orders import OrderStanding
from models.groupbuy.organizers_word import Gift, Word
from models.groupbuy.stages import LIVE
from models.language import Catalog
from models.language.normalize import simplify
from models.mail import Json, message_ref, person_ref, recipient_ref
from models.values import GroupBuyId, MessageId, OrderId, PersonId, ProductId, Quantity

#: `李梅的草莓1转给田田`, `502草莓1转501`, `转单 李梅 草莓1 给 田田`.
_GIVEN = re.compile(r"(.{1,40}?)\s*(?:都|全部?|整单)?(?:转让?给?|让给|给到|给)\s*@?(.{1,20}?)\s*(?:了|吧|家)?")
#: Words that say it outright; 给 alone may be said of an order: 王芳鸡蛋1给3-501.
_OUTRIGHT = re.compile("转|让给")
_ALL = frozenset({"", "的", "的单", "的单子", "单", "全部", "都", "的都", "整单", "的全部"})


def say_gift(command: b.SayGift, turn: Turn) -> None:
    """`转单 李梅 草莓1 给 田田`, as it was typed."""
    if not given(command.text, turn):
        turn.tell(to_organizer.refused(turn.person, "gift_not_understood", example="李梅草莓1转给田田"))


def is_outright(text: str) -> bool:
    """Whether a text can only mean that something goes on to somebody else, if it means an order at all."""
    return _OUTRIGHT.search(text) is not None


def given(text: str, turn: Turn) -> bool:
    """Take a text as a word that goods go from one household to another; False where it is nothing of the kind."""
    match = _GIVEN.fullmatch(simplify(text).strip())
    if match is None:
        return False
    outright = is_outright(text)
    return any(_understood(match[1], match[2], one, turn, outright=outright) for one in candidates(turn, LIVE))


def _understood(giving: str, receiving: str, group_buy: GroupBuy, turn: Turn, *, outright: bool) -> bool:
    names, catalog = known_names(group_buy, turn), turn.house.memory.catalog(group_buy.products)
    giver, rest = whose_of(giving, names, catalog)
    receiver = whole_whose(receiving, names, catalog)
    wanted = _goods(rest, catalog, turn) if giver else None
    if wanted is None or (receiver is None and not outright):
        return False
    orders = [one for one in meant_households(giver, group_buy, turn) if one.order is not None]
    if not orders:
        return False
    if receiver is None:
        example = f"{giving.strip()}转给3-501"
        turn.tell(to_organizer.refused(turn.person, "receiver_unknown", example=example, name=receiving.strip()))
        return True
    to = meant_households(receiver, group_buy, turn)
    commands = [
        b.GiveOn(
            group_buy=group_buy.id,
            message=turn.speaker.message,
            giving=str(one.order),
            to=other,
            product=wanted[0],
            quantity=wanted[1],
        )
        for one in orders
        for other in to
    ]
    if len(commands) == 1:
        give_on(commands[0], turn)
    elif len(orders) > 1:
        remember_menu(turn, [Choice("", command) for command in commands[:9]])
        turn.tell(to_organizer.which_household(turn.person, [whom(one) for one in orders[:9]]))
    else:
        remember_menu(turn, [Choice("", command) for command in commands[:9]])
        turn.tell(to_organizer.which_household(turn.person, [whom(other) for other in to[:9]]))
    return True


def _goods(text: str, catalog: Catalog, turn: Turn) -> tuple[str | None, Quantity | None] | None:
    """What is given on: a product with a quantity (None: all of it), or (None, None) the whole order."""
    if text.strip() in _ALL:
        return None, None
    named = list(catalog.find_names(text.strip()))
    if len(named) == 1 and len(named[0].products) == 1 and not re.search(r"[\d一二两俩三仨四五六七八九十半]", text):
        return named[0].products[0], None
    orders = [act for act in read_goods(text.strip(), catalog, turn) if isinstance(act, Order)]
    lines = orders[0].lines if len(orders) == 1 else ()
    if len(lines) == 1 and lines[0].op is Op.ORDER:
        return lines[0].product, lines[0].quantity
    return None


def give_on(command: b.GiveOn, turn: Turn) -> None:
    """Move what stands; what waits stays in its queue. Nothing happens where so much does not stand."""
    group_buy = locked(turn, GroupBuyId(command.group_buy))
    if group_buy is None or group_buy.stage not in LIVE:
        turn.tell(to_organizer.refused(turn.person, "no_group_buy", example="开团"))
        return
    book = open_book(group_buy, first_group(turn, group_buy), turn)
    giving = next((one for one in book.orders() if one.id == command.giving), None)
    wanted = [] if giving is None else _wanted(giving, command)
    if giving is None or not wanted or giving.id == command.to.order:
        turn.unit.books.record(group_buy.id, ())
        _say_why_not(command, giving, group_buy, turn)
        return
    if not command.certain and worth_fen(wanted, group_buy) > MOST_FEN_AT_ONCE:
        turn.unit.books.record(group_buy.id, ())
        _read_back(command, giving, wanted, group_buy, turn)
        return
    to = made_known(command.to, turn)
    moved, events = _moved(command, giving, wanted, to, book, turn)
    turn.unit.books.record(group_buy.id, tuple(events))
    kept = [each for each in wanted if each not in moved]
    if not moved:
        # So much stands: nothing but the limit of the receiver is in the way.
        lines = _amounts(kept, group_buy)
        turn.tell(to_organizer.refused(turn.person, "gift_over_limit", to=whom(to), lines=lines))
        return
    telling.tell_of_a_word(events, group_buy, turn)
    undoing.remember(turn, "转单", b.TakeBackWord(group_buy=group_buy.id, message=command.message))
    _tell(giving, to, moved, kept, group_buy, turn)


def _say_why_not(command: b.GiveOn, giving: OrderStanding | None, group_buy: GroupBuy, turn: Turn) -> None:
    """Both are one household; or so much does not stand there: what does is told."""
    if giving is None:
        turn.tell(to_organizer.refused(turn.person, "nothing_stands"))
    elif giving.id == command.to.order:
        turn.tell(to_organizer.refused(turn.person, "gift_to_oneself"))
    else:
        held = [(line.product, line.standing) for line in giving.lines if line.product == command.product]
        product = next((one for one in group_buy.products if one.id == command.product), None)
        turn.tell(
            to_organizer.refused(
                turn.person,
                "not_so_much",
                who=person_ref(giving.member),
                lines=_amounts([each for each in held if each[1]], group_buy),
                product=None if product is None else short_name(product),
            )
        )


def _amounts(goods: list[tuple[ProductId, Quantity]], group_buy: GroupBuy) -> list[Json]:
    products = {product.id: product for product in group_buy.products}
    return [amount_value(products[one], quantity) for one, quantity in goods if one in products]


def _read_back(
    command: b.GiveOn,
    giving: OrderStanding,
    wanted: list[tuple[ProductId, Quantity]],
    group_buy: GroupBuy,
    turn: Turn,
) -> None:
    """`老周的鸡蛋50板转出去，1600块，转吗？`: much money is seen before it moves."""
    certain = command.model_copy(update={"certain": True})
    choices = [Choice("转", certain, words=YES), Choice("不转", b.LeaveWord(), words=NO)]
    text, lines = message_ref(MessageId(command.message)), _amounts(wanted, group_buy)
    about = {"who": person_ref(giving.member), "lines": lines, "text": text}
    offer(turn, "much_given_on", choices, sum_fen=worth_fen(wanted, group_buy), **about)


def _wanted(giving: OrderStanding, command: b.GiveOn) -> list[tuple[ProductId, Quantity]]:
    """The products that go, with how many; empty where less stands."""
    standing = {line.product: line.standing for line in giving.lines if line.standing}
    if command.product is None:
        return list(standing.items())
    held = standing.get(ProductId(command.product), Decimal(0))
    quantity = held if command.quantity is None else command.quantity
    return [(ProductId(command.product), quantity)] if Decimal(0) < quantity <= held else []


def _moved(
    command: b.GiveOn,
    giving: OrderStanding,
    wanted: list[tuple[ProductId, Quantity]],
    to: b.Household,
    book: Book,
    turn: Turn,
) -> tuple[list[tuple[ProductId, Quantity]], list[BookEvent]]:
    """What went, and what happened by it: what the receiver may not have stays where it is."""
    receiver, receiving = PersonId(str(to.member)), None if to.order is None else OrderId(to.order)
    word = Word(MessageId(command.message), turn.person, giving.member, turn.now, order=Order((), recipient_of(to)))
    moved: list[tuple[ProductId, Quantity]] = []
    events: list[BookEvent] = []
    for product, quantity in wanted:
        done = book.give_on(word, Gift(giving.id, product, quantity, receiver, receiving))
        moved += [(product, quantity)] if done else []
        events += done
        opened = (event.order_id for event in events if isinstance(event, OrderOpened))
        receiving = receiving or next(opened, None)
    return moved, events


def _tell(
    giving: OrderStanding,
    to: b.Household,
    moved: list[tuple[ProductId, Quantity]],
    kept: list[tuple[ProductId, Quantity]],
    group_buy: GroupBuy,
    turn: Turn,
) -> None:
    """`李梅的草莓1盒转给田田了，58块。` Who has paid stays visible: the two settle it between them."""
    book = turn.unit.books.read(group_buy.id)
    paid = any(payment.member == giving.member for payment in book.paid())
    turn.tell(
        to_organizer.given_on(
            turn.person,
            {
                "who": person_ref(giving.member),
                "recipient": recipient_ref(giving.id),
                "to": whom(to),
                "lines": _amounts(moved, group_buy),
                "kept": _amounts(kept, group_buy),
                "sum_fen": worth_fen(moved, group_buy),
                "paid": paid,
            },
        )
    )
