"""What does the organizer's word on a quoted message do? `记`, `不算`, `改2`: the gesture that every phone has.

What she says is public, what the bot answers is not: she reads it privately, and the resident is acknowledged as ever.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handlers import book_commands as b
from handlers import late_notice, telling, undoing
from handlers.conversation import NO, YES, Choice, offer, remember_menu
from handlers.kept_text import whom
from handlers.late_taken import how_to_return, say_no, tell_those_taken
from handlers.noting_down import MOST_SHOWN
from handlers.open_questions import open_question
from handlers.ordering import open_book
from handlers.quoted_message import find_all_quoted
from handlers.replies import on_orders, to_organizer
from handlers.targets import candidates, locked
from handlers.turn import Turn
from handlers.words_entered import enter_word, is_large, tell_what_stands
from models.acts import Act, Context, Line, Op, Order
from models.events import BookEvent
from models.groupbuy.book import Book
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.households import contradicts
from models.groupbuy.organizers_word import Total, Word
from models.groupbuy.said import Answer
from models.groupbuy.stages import LIVE
from models.groupbuy.view import Late
from models.language import Catalog, read
from models.language.normalize import simplify
from models.mail import ChatLine, message_ref, person_ref, recipient_ref
from models.values import GroupBuyId, MessageId, OrderId, PersonId, ProductId, Quantity, Recipient

#: Where talk is cut to find the order in it.
_PIECES = re.compile(r"[，,。！!？?；;\s]+|我?就")


@dataclass(frozen=True, slots=True)
class _Quoted:
    """A resident's message, and the group-buy that it is about."""

    line: ChatLine
    member: PersonId
    group_buy: GroupBuy
    book: Book


def count_quoted(command: b.CountQuoted, turn: Turn) -> None:
    """`记`: what came late is taken in, what is open is decided by her, and talk is read again as an order."""
    for quoted in _quoted(turn):
        late = [one for one in quoted.book.late() if one.message_id == quoted.line.message]
        if late:
            _take_late(quoted, late, turn)
            return
        asked = next((one for one in quoted.book.questions() if one.message_id == quoted.line.message), None)
        if asked is not None:
            open_question(b.OpenQuestion(group_buy=quoted.group_buy.id, question=asked.question_id), turn)
            return
        if quoted.book.totals_by(quoted.line.message):
            turn.tell(to_organizer.refused(turn.person, "counted_already"))
            return
    readings = [(quoted, order) for quoted in _quoted(turn) if (order := _order_of(quoted, turn)) is not None]
    if readings:
        _count(*readings[0], turn)
    else:
        turn.tell(to_organizer.refused(turn.person, "nothing_readable", example="501 鸡蛋2"))


def leave_quoted(command: b.LeaveQuoted, turn: Turn) -> None:
    """`不算`: nothing of the quoted message counts, neither what it ordered nor what is asked about it."""
    for quoted in _quoted(turn):
        if _left(quoted, turn):
            return
    turn.tell(to_organizer.refused(turn.person, "nothing_counted"))


def change_quoted(command: b.ChangeQuoted, turn: Turn) -> None:
    """`改2`: the one line that the quoted message made, or the one that it speaks of, becomes so much."""
    lines = _lines_meant(turn)
    if len(lines) == 1:
        _change(*lines[0], command.quantity, turn)
    elif lines:
        turn.tell(to_organizer.refused(turn.person, "which_line", example="501鸡蛋改2"))
    else:
        turn.tell(to_organizer.refused(turn.person, "nothing_counted"))


def address_quoted(command: b.AddressQuoted, turn: Turn) -> None:
    """`给501的`: the order that the quoted message made, or the one that it speaks of, goes there; where it is to go
    somewhere else already, she is asked."""
    orders = {(quoted.group_buy.id, order_id): quoted for quoted, order_id, _ in _lines_meant(turn)}
    if len(orders) > 1:
        turn.tell(to_organizer.refused(turn.person, "whose_is_open", example="3-501 鸡蛋2"))
        return
    for (_, order_id), quoted in orders.items():
        where = Recipient(command.building, command.unit, command.room)
        order = next((one for one in quoted.book.order_of(quoted.member) if one.id == order_id), None)
        if order is not None and contradicts(order.recipient, where):
            _ask_to_move(quoted, where, order_id, turn)
            return
        group_buy, book = _opened(quoted, turn)
        events = book.enter_word(_word(quoted, turn, Order((), where), order_id))
        _recorded(events, quoted, group_buy, turn, "改地址")
        return
    turn.tell(to_organizer.refused(turn.person, "nothing_counted"))


def _ask_to_move(quoted: _Quoted, where: Recipient, order_id: OrderId, turn: Turn) -> None:
    moved = _as_word_of_hers(quoted, Order((), where), order_id, turn).model_copy(update={"certain": True})
    choices = [Choice("改", moved, words=YES), Choice("不改", b.LeaveWord(), words=NO)]
    values = {"who": person_ref(quoted.member), "recipient": recipient_ref(order_id)}
    offer(turn, "other_address", choices, text=message_ref(turn.speaker.message), **values)


def _quoted(turn: Turn) -> Iterator[_Quoted]:
    """The quoted message, with each group-buy that lasts in this group; nothing where it is nobody's, or the bot's."""
    for line in find_all_quoted(turn):
        if line.person is not None and not line.by_bot and not line.recalled:
            for group_buy in candidates(turn, LIVE):
                yield _Quoted(line, line.person, group_buy, turn.unit.books.read(group_buy.id))


def _opened(quoted: _Quoted, turn: Turn) -> tuple[GroupBuy, Book]:
    group_buy = locked(turn, quoted.group_buy.id) or quoted.group_buy
    book = open_book(group_buy, turn.speaker.group, turn)
    return group_buy, book


def _word(quoted: _Quoted, turn: Turn, order: Order | None = None, order_id: OrderId | None = None) -> Word:
    return Word(
        turn.speaker.message,
        turn.person,
        quoted.member,
        turn.now,
        order=order or Order(),
        order_id=order_id,
        text=quoted.line.text or "",
    )


# 记


def _take_late(quoted: _Quoted, late: Sequence[Late], turn: Turn) -> None:
    group_buy, book = _opened(quoted, turn)
    events = book.take_late([quoted.line.message], at=turn.now, message_id=turn.speaker.message)
    turn.unit.books.record(group_buy.id, events)
    tell_those_taken(events, group_buy, turn)
    late_notice.settled(group_buy, turn)
    undoing.remember(turn, "收晚的单", how_to_return(late, group_buy))
    turn.tell(to_organizer.done(turn.person, "late_taken", count=1))


def _order_of(quoted: _Quoted, turn: Turn) -> Order | None:
    """What the message orders, now that it is known to be an order: `两盒` of the only product, a bare name, or the
    part of it that does (`要是便宜我就要两板鸡蛋`)."""
    catalog = turn.house.memory.catalog(quoted.group_buy.products)
    text = quoted.line.text or ""
    pieces = [piece for piece in _PIECES.split(text) if piece]
    for written in (text, f"要{text}", *pieces, *(f"要{piece}" for piece in pieces)):
        orders = [act for act in _read(written, catalog, quoted) if isinstance(act, Order) and act.lines]
        if len(orders) == 1:
            return orders[0]
    return None


def _read(text: str, catalog: Catalog, quoted: _Quoted) -> tuple[Act, ...]:
    mine = quoted.book.standing_of(quoted.member)
    return read(text, catalog, Context(mine=mine, at=quoted.line.sent_at))


def _count(quoted: _Quoted, order: Order, turn: Turn) -> None:
    turn.unit.chat_log.note_acts(quoted.line.message, ("order",))
    meant = quoted.book.orders_meant(quoted.member, order)
    if len(meant) > 1:
        words = [_as_word_of_hers(quoted, order, one.id, turn) for one in meant[:MOST_SHOWN]]
        remember_menu(turn, [Choice("", word) for word in words])
        turn.tell(on_orders.which_household(turn.person, [whom(word.words[0].household, turn) for word in words]))
        return
    order_id = meant[0].id if meant else None
    held = {line.product for one in meant for line in one.lines}
    again = any(line.op is Op.ORDER and line.product in held for line in order.lines)
    hers = _as_word_of_hers(quoted, order, order_id, turn)
    if again or is_large(hers, quoted.group_buy, quoted.book):
        # Whether it is more or a new total she is asked, as the member would be; what is much is read back.
        enter_word(hers, turn)
        return
    group_buy, book = _opened(quoted, turn)
    _recorded(book.enter_word(_word(quoted, turn, order, order_id)), quoted, group_buy, turn, "记上一句")


def _as_word_of_hers(quoted: _Quoted, order: Order, order_id: OrderId | None, turn: Turn) -> b.EnterWord:
    lines = tuple(b.Line(product=line.product, op=line.op, quantity=line.quantity) for line in order.lines)
    where = order.recipient or Recipient()
    household = b.Household(
        member=quoted.member,
        order=order_id,
        name=where.name,
        building=where.building,
        unit=where.unit,
        room=where.room,
        phone=where.phone,
    )
    word = b.WordFor(household=household, lines=lines, delivery=order.delivery, note=order.note)
    text = quoted.line.text or ""
    return b.EnterWord(
        group_buy=quoted.group_buy.id,
        message=turn.speaker.message,
        words=(word,),
        heard_in=turn.speaker.group.id if turn.speaker.group else None,
        text=text,
    )


def _recorded(events: Sequence[BookEvent], quoted: _Quoted, group_buy: GroupBuy, turn: Turn, what: str) -> None:
    turn.unit.books.record(group_buy.id, events)
    telling.tell_of_a_word(events, group_buy, turn, heard_in=turn.speaker.group)
    undoing.remember(turn, what, b.TakeBackWord(group_buy=group_buy.id, message=turn.speaker.message))
    _tell(quoted, group_buy, turn)


def _tell(quoted: _Quoted, group_buy: GroupBuy, turn: Turn) -> None:
    orders = turn.unit.books.read(group_buy.id).order_of(quoted.member)
    touched: list[tuple[PersonId, OrderId | None]] = [(quoted.member, one.id) for one in orders]
    tell_what_stands(touched or [(quoted.member, None)], group_buy, turn)


# 不算


def _left(quoted: _Quoted, turn: Turn) -> bool:
    message = quoted.line.message
    if any(one.message_id == message for one in quoted.book.late()):
        _drop_late(quoted, turn)
        return True
    if quoted.book.totals_by(message):
        _take_out(quoted, turn)
        return True
    asked = [one.question_id for one in quoted.book.questions() if one.message_id == message]
    if asked:
        group_buy, book = _opened(quoted, turn)
        events = [event for one in asked for event in book.answer_for(_word(quoted, turn), Answer(one))]
        _recorded(events, quoted, group_buy, turn, "不算")
    return bool(asked)


def _drop_late(quoted: _Quoted, turn: Turn) -> None:
    group_buy, book = _opened(quoted, turn)
    message = quoted.line.message
    gone = [late for late in book.late() if late.message_id == message]
    events = book.drop_late([message], at=turn.now, message_id=turn.speaker.message)
    turn.unit.books.record(group_buy.id, events)
    say_no(gone, turn)
    late_notice.settled(group_buy, turn)
    undoing.remember(turn, "不收晚的单", b.ReturnLate(group_buy=group_buy.id, messages=(message,)))
    turn.tell(to_organizer.done(turn.person, "late_dropped", count=1))


def _take_out(quoted: _Quoted, turn: Turn) -> None:
    group_buy, book = _opened(quoted, turn)
    message = quoted.line.message
    stood = book.totals_by(message)
    events = book.take_back(message, at=turn.now, by=turn.speaker.message)
    if not isinstance(events, tuple):
        turn.unit.books.record(group_buy.id, ())
        turn.tell(to_organizer.refused(turn.person, "changed_since", example="501鸡蛋改2"))
        return
    turn.unit.books.record(group_buy.id, events)
    telling.tell_of_a_word(events, group_buy, turn)
    inverse = b.EnterAgain(
        group_buy=group_buy.id,
        message=message,
        member=quoted.member,
        at=quoted.line.sent_at,
        before=_totals([Total(one.order_id, one.product, _now(book, one)) for one in stood]),
        after=_totals(stood),
    )
    undoing.remember(turn, "不算", inverse)
    _tell(quoted, group_buy, turn)


def _now(book: Book, total: Total) -> Quantity:
    orders = [one for one in book.orders() if one.id == total.order_id]
    lines = [line.total for one in orders for line in one.lines if line.product == total.product]
    return lines[0] if lines else Quantity(0)


def _totals(totals: Sequence[Total]) -> tuple[b.Total, ...]:
    return tuple(b.Total(order=one.order_id, product=one.product, quantity=one.quantity) for one in totals)


def enter_again(command: b.EnterAgain, turn: Turn) -> bool:
    """What `不算` took out is put back, where nothing was changed since."""
    group_buy = locked(turn, GroupBuyId(command.group_buy))
    if group_buy is None:
        return undoing.refuse(turn, "nothing_to_undo")
    book = open_book(group_buy, turn.speaker.group, turn)
    events = book.enter_again(
        MessageId(command.message),
        PersonId(command.member),
        command.at,
        before=_from(command.before),
        after=_from(command.after),
    )
    turn.unit.books.record(group_buy.id, events)
    if not events:
        return undoing.refuse(turn, "too_much_since")
    telling.tell_of_a_word(events, group_buy, turn)
    return True


def _from(totals: Sequence[b.Total]) -> tuple[Total, ...]:
    return tuple(Total(OrderId(one.order), ProductId(one.product), one.quantity) for one in totals)


# 改2


def _lines_meant(turn: Turn) -> list[tuple[_Quoted, OrderId, ProductId]]:
    """The lines that the quoted message made, in whichever group-buy; where it made none, the only one that its sender
    has, if it names those goods: beside talk of something else her word is about nothing that stands."""
    found = list(_quoted(turn))
    for message in dict.fromkeys(quoted.line.message for quoted in found):
        here = [quoted for quoted in found if quoted.line.message == message]
        made = [(quoted, one.order_id, one.product) for quoted in here for one in quoted.book.totals_by(message)]
        if made:
            return made
    spoken_of = dict.fromkeys(
        (quoted.group_buy.id, line) for quoted in found if (line := _spoken_of(quoted, turn)) is not None
    )
    first = {quoted.group_buy.id: quoted for quoted in reversed(found)}
    return [(first[group_buy], *line) for group_buy, line in spoken_of]


def _spoken_of(quoted: _Quoted, turn: Turn) -> tuple[OrderId, ProductId] | None:
    theirs = quoted.book.order_of(quoted.member)
    held = [(one.id, line.product) for one in theirs for line in one.lines]
    mentions = turn.house.memory.catalog(quoted.group_buy.products).find_names(simplify(quoted.line.text or ""))
    named = {product for mention in mentions for product in mention.products}
    return held[0] if len(held) == 1 and held[0][1] in named else None


def _change(quoted: _Quoted, order_id: OrderId, product: ProductId, quantity: Quantity, turn: Turn) -> None:
    hers = _as_word_of_hers(quoted, Order((Line(product, Op.SET, quantity),)), order_id, turn)
    if is_large(hers, quoted.group_buy, quoted.book):
        enter_word(hers, turn)
        return
    group_buy, book = _opened(quoted, turn)
    order = next((one for one in book.orders() if one.id == order_id), None)
    lines = (Line(product, Op.SET, quantity),)
    said = Order(lines, order.recipient if order else None, order.on_behalf_of if order else None)
    events = book.enter_word(_word(quoted, turn, said, order_id))
    _recorded(events, quoted, group_buy, turn, "改单")
