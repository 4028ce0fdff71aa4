"""How does nothing of a quoted message count? The organizer's `不算`, and how it is taken back."""

from __future__ import annotations

from collections.abc import Sequence

from handlers import book_commands as b
from handlers import telling, undoing
from handlers.late_taken import say_no
from handlers.ordering import open_book
from handlers.quoted_order import Quoted, opened, quoted_here, record, tell_theirs, word_on
from handlers.replies import to_organizer
from handlers.targets import locked
from handlers.turn import Turn
from handlers.words_entered import taken_back
from models.groupbuy.book import Book
from models.groupbuy.organizers_word import Total, Word
from models.groupbuy.said import Answer
from models.values import GroupBuyId, MessageId, OrderId, PersonId, ProductId, Quantity


def leave_quoted(command: b.LeaveQuoted, turn: Turn) -> None:
    """`不算`: nothing of the quoted message counts, neither what it ordered (by itself, or by a word of hers about it)
    nor what is asked about it."""
    for quoted in quoted_here(turn):
        if _left(quoted, turn):
            return
    turn.tell(to_organizer.refused(turn.person, "nothing_counted"))


def _left(quoted: Quoted, turn: Turn) -> bool:
    message = quoted.line.message
    if any(one.message_id == message for one in quoted.book.late()):
        _drop_late(quoted, turn)
        return True
    if quoted.book.totals_by(message):
        _take_out(quoted, turn)
        return True
    asked = [one.question_id for one in quoted.book.questions() if one.message_id == message]
    if asked:
        group_buy, book = opened(quoted, turn)
        events = [event for one in asked for event in book.answer_for(word_on(quoted, turn), Answer(one))]
        record(events, quoted, group_buy, turn, "不算")
    return bool(asked)


def _drop_late(quoted: Quoted, turn: Turn) -> None:
    group_buy, book = opened(quoted, turn)
    message = quoted.line.message
    gone = [late for late in book.late() if late.message_id == message]
    events = book.drop_late([message], at=turn.now, message_id=turn.speaker.message)
    turn.unit.books.record(group_buy.id, events)
    say_no(gone, turn)
    undoing.remember(turn, "不收晚的单", b.ReturnLate(group_buy=group_buy.id, messages=(message,)))
    turn.tell(to_organizer.done(turn.person, "late_dropped", count=1))


def _take_out(quoted: Quoted, turn: Turn) -> None:
    group_buy, book = opened(quoted, turn)
    message = quoted.line.message
    stood, hers = book.totals_by(message), book.words_about(message)
    events = book.leave_out(message, at=turn.now, by=turn.speaker.message)
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
        word=hers[-1][0] if hers else None,
        by=hers[-1][1] if hers else None,
    )
    undoing.remember(turn, "不算", inverse)
    tell_theirs(quoted, group_buy, turn)


def _now(book: Book, total: Total) -> Quantity:
    orders = [one for one in book.orders() if one.id == total.order_id]
    lines = [line.total for one in orders for line in one.lines if line.product == total.product]
    return lines[0] if lines else Quantity(0)


def _totals(totals: Sequence[Total]) -> tuple[b.Total, ...]:
    return tuple(b.Total(order=one.order_id, product=one.product, quantity=one.quantity) for one in totals)


def enter_again(command: b.EnterAgain, turn: Turn) -> bool | undoing.TakenBack:
    """What `不算` took out is put back, where nothing was changed since; what had stood by her word, as her word."""
    group_buy = locked(turn, GroupBuyId(command.group_buy))
    if group_buy is None:
        return undoing.refuse(turn, "nothing_to_undo")
    book = open_book(group_buy, turn.speaker.group, turn)
    message, member = MessageId(command.message), PersonId(command.member)
    before, after = _from(command.before), _from(command.after)
    if command.word is None or command.by is None:
        events = book.enter_again(message, member, command.at, before=before, after=after)
    else:
        hers, by = MessageId(command.word), PersonId(command.by)
        word = Word(hers, by, member, turn.now, about=message, said_at=command.at)
        events = book.enter_word_again(word, before=before, after=after)
    turn.unit.books.record(group_buy.id, events)
    if not events:
        return undoing.refuse(turn, "too_much_since")
    telling.tell_of_a_word(events, group_buy, turn)
    return taken_back(events, group_buy, turn)


def _from(totals: Sequence[b.Total]) -> tuple[Total, ...]:
    return tuple(Total(OrderId(one.order), ProductId(one.product), one.quantity) for one in totals)
