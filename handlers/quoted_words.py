"""What does the organizer's word on a quoted message do? `改2`, `给501的`: the gesture that every phone has.

What she says is public, what the bot answers is not: she reads it privately, and the resident is acknowledged as ever.
"""

from __future__ import annotations

from handlers import book_commands as b
from handlers.conversation import NO, YES, Choice, offer
from handlers.much_at_once import is_large
from handlers.quoted_order import Quoted, as_word_of_hers, opened, quoted_here, record, word_on
from handlers.replies import to_organizer
from handlers.turn import Turn
from handlers.words_entered import enter_word
from models.acts import Line, Op, Order
from models.groupbuy.households import contradicts
from models.language.normalize import simplify
from models.mail import message_ref, person_ref, recipient_ref
from models.values import OrderId, ProductId, Quantity, Recipient


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
        group_buy, book = opened(quoted, turn)
        events = book.enter_word(word_on(quoted, turn, Order((), where), order_id))
        record(events, quoted, group_buy, turn, "改地址")
        return
    turn.tell(to_organizer.refused(turn.person, "nothing_counted"))


def _ask_to_move(quoted: Quoted, where: Recipient, order_id: OrderId, turn: Turn) -> None:
    moved = as_word_of_hers(quoted, Order((), where), order_id, turn).model_copy(update={"certain": True})
    choices = [Choice("改", moved, words=YES), Choice("不改", b.LeaveWord(), words=NO)]
    values = {"who": person_ref(quoted.member), "recipient": recipient_ref(order_id)}
    offer(turn, "other_address", choices, text=message_ref(turn.speaker.message), **values)


def _lines_meant(turn: Turn) -> list[tuple[Quoted, OrderId, ProductId]]:
    """The lines that the quoted message made, in whichever group-buy; where it made none, the only one that its sender
    has, if it names those goods: beside talk of something else her word is about nothing that stands."""
    found = list(quoted_here(turn))
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


def _spoken_of(quoted: Quoted, turn: Turn) -> tuple[OrderId, ProductId] | None:
    theirs = quoted.book.order_of(quoted.member)
    held = [(one.id, line.product) for one in theirs for line in one.lines]
    mentions = turn.house.memory.catalog(quoted.group_buy.products).find_names(simplify(quoted.line.text or ""))
    named = {product for mention in mentions for product in mention.products}
    return held[0] if len(held) == 1 and held[0][1] in named else None


def _change(quoted: Quoted, order_id: OrderId, product: ProductId, quantity: Quantity, turn: Turn) -> None:
    hers = as_word_of_hers(quoted, Order((Line(product, Op.SET, quantity),)), order_id, turn)
    if is_large(hers, quoted.group_buy, quoted.book):
        enter_word(hers, turn)
        return
    group_buy, book = opened(quoted, turn)
    order = next((one for one in book.orders() if one.id == order_id), None)
    lines = (Line(product, Op.SET, quantity),)
    said = Order(lines, order.recipient if order else None, order.on_behalf_of if order else None)
    events = book.enter_word(word_on(quoted, turn, said, order_id))
    record(events, quoted, group_buy, turn, "改单")
