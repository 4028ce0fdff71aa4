"""What does `记` do beside a quoted message? What it says is entered: late, open, or talk read again as an order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from handlers import book_commands as b
from handlers.conversation import Choice, remember_menu
from handlers.kept_text import whom
from handlers.late_taken import take_or_read_back
from handlers.much_at_once import is_large
from handlers.noting_down import MOST_SHOWN
from handlers.open_goods import together
from handlers.open_questions import open_question
from handlers.quoted_order import Quoted, as_word_of_hers, opened, quoted_here, record, word_on
from handlers.replies import on_orders, to_organizer
from handlers.turn import Turn
from handlers.words_entered import enter_word, note_as_order
from models.acts import Context, Op, Order, Standing
from models.language import Catalog, read

#: Where talk is cut to find the order in it.
_PIECES = re.compile(r"[，,。！!？?；;\s]+|我?就")


def count_quoted(command: b.CountQuoted, turn: Turn) -> None:
    """`记`: what came late is taken in, what is open is decided by her, and talk is read again as an order."""
    for quoted in quoted_here(turn):
        late = [one for one in quoted.book.late() if one.message_id == quoted.line.message]
        if late:
            take_or_read_back(quoted.group_buy, [quoted.line.message], turn)
            return
        asked = next((one for one in quoted.book.questions() if one.message_id == quoted.line.message), None)
        if asked is not None:
            open_question(b.OpenQuestion(group_buy=quoted.group_buy.id, question=asked.question_id), turn)
            return
        if any(total.quantity for total in quoted.book.totals_by(quoted.line.message)):
            turn.tell(to_organizer.refused(turn.person, "counted_already"))
            return
    _count_all(_readings(list(quoted_here(turn)), turn), turn)


def _readings(found: Sequence[Quoted], turn: Turn) -> list[tuple[Quoted, Order]]:
    """What the message orders, and where: of goods of several group-buys each its own, else in the newest in which it
    can be read."""
    for message in dict.fromkeys(quoted.line.message for quoted in found):
        here = [quoted for quoted in found if quoted.line.message == message]
        mine = [standing for quoted in here for standing in quoted.book.standing_of(quoted.member)]
        order = _order_in(here[0], together([quoted.group_buy for quoted in here], turn), mine)
        shared = [(quoted, part) for quoted in here if order is not None and (part := _part_of(order, quoted)).lines]
        if len(shared) > 1:
            return shared
    alone = ((quoted, _order_in(quoted, _catalog(quoted, turn), _standing(quoted))) for quoted in found)
    return [(quoted, order) for quoted, order in alone if order is not None][:1]


def _catalog(quoted: Quoted, turn: Turn) -> Catalog:
    return turn.house.memory.catalog(quoted.group_buy.products)


def _standing(quoted: Quoted) -> tuple[Standing, ...]:
    return quoted.book.standing_of(quoted.member)


def _part_of(order: Order, quoted: Quoted) -> Order:
    goods = {product.id for product in quoted.group_buy.products}
    return replace(order, lines=tuple(line for line in order.lines if line.product in goods))


def _order_in(quoted: Quoted, catalog: Catalog, mine: Iterable[Standing]) -> Order | None:
    """What the message orders, now that it is known to be an order: `两盒` of the only product, a bare name, or the
    parts of it that do (`要是便宜我就要两板鸡蛋，牛奶一箱`)."""
    text = quoted.line.text or ""
    pieces = [piece for piece in _PIECES.split(text) if piece]
    context = Context(mine=tuple(mine), at=quoted.line.sent_at)

    def orders_in(written: str) -> list[Order]:
        return [act for act in read(written, catalog, context) if isinstance(act, Order) and act.lines]

    whole = (found[0] for written in (text, f"要{text}") if len(found := orders_in(written)) == 1)
    parts = [found[0] for piece in pieces if len(found := orders_in(piece)) == 1]
    wanted = (found[0] for piece in pieces if len(found := orders_in(f"要{piece}")) == 1)
    return next(whole, None) or _as_one(parts) or next(wanted, None)


def _as_one(parts: Sequence[Order]) -> Order | None:
    """Several parts of one message as one order; of goods that it names twice the first word counts."""
    if not parts:
        return None
    lines = {line.product: line for part in reversed(parts) for line in reversed(part.lines)}
    return replace(parts[0], lines=tuple(reversed(lines.values())))


def _count_all(readings: Sequence[tuple[Quoted, Order]], turn: Turn) -> None:
    asked = [(quoted, order) for quoted, order in readings if _has_to_be_asked(quoted, order, turn)]
    if not readings:
        turn.tell(to_organizer.refused(turn.person, "nothing_readable", example="501 鸡蛋2"))
    elif len(asked) > 1:
        # One digit can't answer two menus.
        turn.tell(to_organizer.refused(turn.person, "say_them_apart", example="501 鸡蛋2"))
    else:
        for quoted, order in sorted(readings, key=lambda each: each in asked):
            _count(quoted, order, turn)


def _has_to_be_asked(quoted: Quoted, order: Order, turn: Turn) -> bool:
    """Whether of several households one is meant; whether it is more or a new total, as the member would be asked; or
    whether it is much, and is read back."""
    meant = quoted.book.orders_meant(quoted.member, order)
    held = {line.product for one in meant for line in one.lines}
    again = any(line.op is Op.ORDER and line.product in held for line in order.lines)
    hers = as_word_of_hers(quoted, order, meant[0].id if meant else None, turn)
    return len(meant) > 1 or again or is_large(hers, quoted.group_buy, quoted.book)


def _count(quoted: Quoted, order: Order, turn: Turn) -> None:
    meant = quoted.book.orders_meant(quoted.member, order)
    if len(meant) > 1:
        words = [as_word_of_hers(quoted, order, one.id, turn) for one in meant[:MOST_SHOWN]]
        remember_menu(turn, [Choice("", word) for word in words])
        turn.tell(on_orders.which_household(turn.person, [whom(word.words[0].household, turn) for word in words]))
        return
    order_id = meant[0].id if meant else None
    if _has_to_be_asked(quoted, order, turn):
        enter_word(as_word_of_hers(quoted, order, order_id, turn), turn)
        return
    group_buy, book = opened(quoted, turn)
    note_as_order(quoted.line.message, turn)
    record(book.enter_word(word_on(quoted, turn, order, order_id)), quoted, group_buy, turn, "记上一句")
