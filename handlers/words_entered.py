"""How does the organizer's word get into the book? Read back where it is large, entered, told, and taken back.

A word that is small and clear is entered at once and told in one line with how to take it back; more than five
households, or 200 yuan, or a household that was never heard of, is read back first (organizer-notes, section 3).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from handlers import book_commands as b
from handlers import telling, undoing
from handlers.acknowledging import order_values
from handlers.conversation import NO, YES, Choice, remember_menu
from handlers.held_orders import let_go
from handlers.households import made_known, recipient_of
from handlers.kept_text import whom
from handlers.much_at_once import held_of, is_large
from handlers.ordering import open_book
from handlers.replies import on_orders, to_organizer
from handlers.replies.parts import amount_value, cost_fen
from handlers.targets import first_group, locked
from handlers.turn import Turn
from models.acts import Line, Op, Order, Standing
from models.events import BookEvent, LineChanged, LineRestored, OrderDescribed, OrderOpened
from models.groupbuy.book import Book
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.households import merged
from models.groupbuy.orders import OrderStanding
from models.groupbuy.organizers_word import Word
from models.groupbuy.stages import LIVE
from models.mail import Json, person_ref, recipient_ref
from models.values import GroupBuyId, GroupId, MessageId, OrderId, PersonId, ProductId, Quantity, decimal_text, line_fen

# What is read back


def enter_word(command: b.EnterWord, turn: Turn) -> None:
    """Enter a word of hers, or read it back where it is large; of goods that stand already she is asked, as a member
    would be, whether it is more or a new total."""
    group_buy = locked(turn, GroupBuyId(command.group_buy))
    if group_buy is None or group_buy.stage not in LIVE:
        turn.tell(to_organizer.refused(turn.person, "no_group_buy", example="开团"))
        return
    book = open_book(group_buy, first_group(turn, group_buy), turn)
    command = _without_repeats(command, book)
    again = _ordered_again(command, book)
    if again is not None:
        turn.unit.books.record(group_buy.id, ())
        _ask_more_or_total(command, *again, group_buy, turn)
    elif not command.certain and (command.named_in or is_large(command, group_buy, book)):
        turn.unit.books.record(group_buy.id, ())
        read_back(command, group_buy, turn)
    else:
        _enter(command, group_buy, book, turn)


def _without_repeats(command: b.EnterWord, book: Book) -> b.EnterWord:
    """An exchange puts more of what is held beside it; and what stands already in that quantity is no change."""
    words = tuple(word.model_copy(update={"lines": _as_changes(word, book)}) for word in command.words)
    return command.model_copy(update={"words": words})


def _as_changes(word: b.WordFor, book: Book) -> tuple[b.Line, ...]:
    exchange = [line.op for line in word.lines] == [Op.REMOVE, Op.ORDER] and word.lines[0].quantity is None
    changed = []
    for line in word.lines:
        held = held_of(word.household, line.product, book)
        if line.op is Op.ORDER and exchange and held:
            changed.append(line.model_copy(update={"op": Op.ADD}))
        elif line.op is Op.ORDER and held and held == line.quantity:
            changed.append(line.model_copy(update={"op": Op.SET}))
        else:
            changed.append(line)
    return tuple(changed)


def _ordered_again(command: b.EnterWord, book: Book) -> tuple[b.WordFor, b.Line, Quantity] | None:
    """The first line that is ordered though the household has the product already, in another quantity."""
    for word in command.words:
        for line in word.lines:
            held = held_of(word.household, line.product, book)
            if line.op is Op.ORDER and held and "+" not in command.text:
                return word, line, held
    return None


def _ask_more_or_total(
    command: b.EnterWord, word: b.WordFor, line: b.Line, held: Quantity, group_buy: GroupBuy, turn: Turn
) -> None:
    product = next(one for one in group_buy.products if one.id == line.product)
    choices = [
        Choice("再加", _with_op(command, word, line, Op.ADD), words=("加", "再加", "是加", "另外加")),
        Choice("一共", _with_op(command, word, line, Op.SET), words=("一共", "总共", "共", "改成", "改")),
    ]
    remember_menu(turn, choices)
    told = amount_value(product, line.quantity)
    turn.tell(on_orders.more_or_total(turn.person, whom(word.household, turn), {**told, "held": decimal_text(held)}))


def _with_op(command: b.EnterWord, word: b.WordFor, line: b.Line, op: Op) -> b.EnterWord:
    lines = tuple(each.model_copy(update={"op": op}) if each == line else each for each in word.lines)
    words = tuple(each.model_copy(update={"lines": lines}) if each == word else each for each in command.words)
    return command.model_copy(update={"words": words})


def _sum_fen(command: b.EnterWord, group_buy: GroupBuy) -> int:
    prices = {product.id: product.price_fen or 0 for product in group_buy.products}
    return sum(
        line_fen(prices.get(ProductId(line.product), 0), line.quantity or Quantity(0))
        for word in command.words
        for line in word.lines
        if line.op is not Op.REMOVE
    )


def ask_whether_to_enter(command: b.EnterWord, group_buy: GroupBuy, turn: Turn) -> None:
    """Have what was only overheard read back; what stands so already is nothing to ask about."""
    book = turn.unit.books.read(group_buy.id)
    words = [word for word in command.words if word.cancel or any(_is_new_to(line, word, book) for line in word.lines)]
    if words:
        read_back(command, group_buy, turn)


def _is_new_to(line: b.Line, word: b.WordFor, book: Book) -> bool:
    held = held_of(word.household, line.product, book)
    return held != line.quantity if line.op in (Op.ORDER, Op.SET) else bool(held) or line.op is Op.ADD


def read_back(command: b.EnterWord, group_buy: GroupBuy, turn: Turn) -> None:
    """`王芳 3-501：鸡蛋2 苹果1，记？`"""
    certain = command.model_copy(update={"certain": True})
    remember_menu(
        turn, [Choice("记", certain, words=YES), Choice("不记", b.LeaveWord(message=command.message), words=NO)]
    )
    products = {product.id: product for product in group_buy.products}
    orders = [
        {
            **whom(word.household, turn),
            "lines": [
                {**amount_value(products[ProductId(line.product)], line.quantity), "op": line.op.value}
                for line in word.lines
            ],
            "cancel": word.cancel,
        }
        for word in command.words
    ]
    turn.tell(on_orders.word_read_back(turn.person, orders, _sum_fen(command, group_buy)))


def leave_word(command: b.LeaveWord, turn: Turn) -> None:
    turn.tell(to_organizer.done(turn.person, "word_left"))
    let_go(command.message, turn)


# Into the book


def _enter(command: b.EnterWord, group_buy: GroupBuy, book: Book, turn: Turn) -> None:
    events: list[BookEvent] = []
    touched: list[tuple[PersonId, OrderId | None]] = []
    if command.about is not None:
        note_as_order(MessageId(command.about), turn)
    for word in command.words:
        household = made_known(word.household, turn)
        entered = book.enter_word(_word(command, word, household, book, turn))
        events += entered
        touched.append((PersonId(str(household.member)), _order_in(entered, household)))
    turn.unit.books.record(group_buy.id, tuple(events))
    heard_in = turn.unit.groups.get(GroupId(command.heard_in)) if command.heard_in else None
    telling.tell_of_a_word(events, group_buy, turn, heard_in=heard_in)
    undoing.remember(turn, "记单", b.TakeBackWord(group_buy=group_buy.id, message=command.message))
    tell_what_stands(touched, group_buy, turn)
    let_go(command.message, turn)


def _word(command: b.EnterWord, word: b.WordFor, household: b.Household, book: Book, turn: Turn) -> Word:
    order = _order_of(household, book)
    # The order's own address goes with the word, so that none but this order is meant.
    recipient = merged(order.recipient, recipient_of(household)) if order else recipient_of(household)
    lines = tuple(Line(ProductId(line.product), line.op, line.quantity) for line in word.lines)
    return Word(
        MessageId(command.message),
        turn.person,
        PersonId(str(household.member)),
        turn.now,
        order=Order(lines, recipient, order.on_behalf_of if order else None, word.delivery, word.note),
        order_id=None if order is None else order.id,
        cancel=word.cancel,
        text=command.text,
        about=None if command.about is None else MessageId(command.about),
        said_at=_sent_at(command.about, turn),
    )


def note_as_order(message: MessageId, turn: Turn) -> None:
    """Talk of a resident's that she has noted down was an order; what else was read in it stays."""
    line = turn.unit.chat_log.get(message)
    read_as = () if line is None else line.acts
    acts = dict.fromkeys(("order", *(act for act in read_as if act not in ("ask", "chat"))))
    turn.unit.chat_log.note_acts(message, tuple(acts))


def _sent_at(message: str | None, turn: Turn) -> datetime | None:
    line = None if message is None else turn.unit.chat_log.get(MessageId(message))
    return None if line is None else line.sent_at


def _order_of(household: b.Household, book: Book) -> OrderStanding | None:
    """The order that is meant; for one that is new, what another line of the same text has made of it already."""
    theirs = book.order_of(PersonId(str(household.member)))
    if household.order is not None:
        return next((one for one in theirs if one.id == household.order), None)
    return next((one for one in theirs if not one.for_other and one.recipient == recipient_of(household)), None)


def _order_in(events: Sequence[BookEvent], household: b.Household) -> OrderId | None:
    touched = (event.order_id for event in events if isinstance(event, OrderOpened | LineChanged))
    return OrderId(household.order) if household.order else next(touched, None)


def tell_what_stands(
    touched: Sequence[tuple[PersonId, OrderId | None]], group_buy: GroupBuy, turn: Turn, *, what: str = "noted"
) -> None:
    """Read back in one line for each household what stands now, with the sum."""
    turn.tell(on_orders.word_entered(turn.person, what, what_stands(touched, group_buy, turn)))


def what_stands(touched: Sequence[tuple[PersonId, OrderId | None]], group_buy: GroupBuy, turn: Turn) -> list[Json]:
    """{who, recipient, lines, sum_fen} of each household, as it stands now."""
    book = turn.unit.books.read(group_buy.id)
    products = {product.id: product for product in group_buy.products}
    orders: list[Json] = []
    for member, order_id in dict.fromkeys(touched):
        theirs = [one for one in book.order_of(member) if one.id == order_id]
        standing = [Standing(line.product, line.standing) for one in theirs for line in one.lines]
        orders.append(
            {
                "who": person_ref(member),
                "recipient": recipient_ref(theirs[0].id) if theirs else None,
                "lines": order_values(group_buy, theirs),
                "sum_fen": cost_fen(products, standing),
            }
        )
    return orders


# And out of it


def take_back_word(command: b.TakeBackWord, turn: Turn) -> bool | undoing.TakenBack:
    """What a word of hers did is taken back; a later word that rests on it stands in the way."""
    group_buy = locked(turn, GroupBuyId(command.group_buy))
    if group_buy is None:
        return undoing.refuse(turn, "nothing_to_undo")
    book = open_book(group_buy, first_group(turn, group_buy), turn)
    events = book.take_back(MessageId(command.message), at=turn.now, by=turn.speaker.message)
    if not isinstance(events, tuple):
        turn.unit.books.record(group_buy.id, ())
        return undoing.refuse(turn, "too_much_since")
    turn.unit.books.record(group_buy.id, events)
    telling.tell_of_a_word(events, group_buy, turn)
    return taken_back(events, group_buy, turn)


def taken_back(events: Sequence[BookEvent], group_buy: GroupBuy, turn: Turn) -> undoing.TakenBack:
    """What stands now of each order that was touched."""
    changed = (event for event in events if isinstance(event, LineChanged | LineRestored | OrderDescribed))
    touched = [(event.member, event.order_id) for event in changed]
    return undoing.TakenBack(tuple(what_stands(touched, group_buy, turn)))
