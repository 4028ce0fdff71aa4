"""What becomes of what a second reader says? A question to the organizer; only her `1` brings it into the book."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from handlers import commands as c
from handlers import ordering, telling, undoing
from handlers.conversation import MENU, Choice, offer
from handlers.house import House
from handlers.place import Speaker
from handlers.redacting import Redacted, redact
from handlers.replies import to_organizer
from handlers.replies.parts import amount_value
from handlers.turn import Turn
from handlers.unclear import Unclear
from models.acts import Line, Op, Order
from models.community.people import Group
from models.events import LineChanged, QuestionAsked
from models.groupbuy.book import Book
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.said import Answer, Said
from models.groupbuy.stages import Stage
from models.mail import ChatLine, Json, message_ref, person_ref
from models.ports import UnitOfWork
from models.values import GroupBuyId, MessageId, PersonId, Product, ProductId, Role

#: Suggestions that wait while she is in the middle of another menu: her digit must not mean two things.
WAITING = "suggestions"
WAITS_FOR = timedelta(hours=6)
_MOST_WAITING = 20


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a second reader is given: words without anything personal, and what is on sale."""

    words: Redacted
    products: tuple[Product, ...]


@dataclass(frozen=True, slots=True)
class _Open:
    """A message that is still open, in a group-buy that still takes orders."""

    line: ChatLine
    member: PersonId
    group_buy: GroupBuy
    group: Group | None
    book: Book
    question: QuestionAsked | None


def prepare(unclear: Unclear, unit: UnitOfWork, house: House) -> Prepared | None:
    """A message made ready to be read elsewhere; None where it needs no second look (any more)."""
    found = _still_open(unclear.message, unclear.group_buy, unit)
    if found is None or not found.line.text:
        return None
    products = found.group_buy.products
    people = dict(unit.people.names_in(found.group.id)) if found.group is not None else {}
    names = [*people.values(), *(person.nickname for person in unit.people.many([found.member]).values())]
    return Prepared(redact(found.line.text, house.memory.catalog(products), names), products)


def _still_open(message: MessageId, group_buy: GroupBuyId, unit: UnitOfWork) -> _Open | None:
    """A message of which nothing came but perhaps a question that is not settled, before the cut-off."""
    line, known = unit.chat_log.get(message), unit.group_buys.get(group_buy)
    if line is None or line.recalled or line.person is None or known is None or known.stage is not Stage.OPEN:
        return None
    book = unit.books.read(group_buy)
    asked = next((each for each in book.questions(line.person) if each.message_id == message), None)
    settled = "ask" in line.acts and asked is None
    if settled or book.is_late(line.sent_at) or book.recorded_by(message):
        return None
    group = None if line.group is None else unit.groups.get(line.group)
    return _Open(line, line.person, known, group, book, asked)


# The question


def suggest(unclear: Unclear, order: Order, unit: UnitOfWork, now: datetime, house: House) -> bool:
    """Have the organizer asked whether a message meant this; False where there is nothing to ask (any more)."""
    found = _still_open(unclear.message, unclear.group_buy, unit)
    if found is None or not _says_something_new(order.lines, found):
        return False
    organizer = unit.organizers.get(found.group_buy.organizer)
    person = None if organizer is None else unit.people.get(organizer.reader_at(now))
    if organizer is None or person is None:
        return False
    speaker = Speaker(organizer, person, Role.ORGANIZER, None, unclear.message, now)
    turn = Turn(speaker, unit, now, house)
    lines = tuple(c.SuggestedLine(product=line.product, op=line.op, quantity=line.quantity) for line in order.lines)
    _put_in_line(c.TakeSuggestion(group_buy=unclear.group_buy, message=unclear.message, lines=lines), turn)
    offer_next(turn)
    return True


def _says_something_new(lines: Sequence[Line], found: _Open) -> bool:
    """Goods that stand already can only be added to, changed or removed: a plain order of them would be asked about
    again; what does not stand can't be removed."""
    held = {standing.product for standing in found.book.standing_of(found.member)}
    on_sale = {product.id for product in found.group_buy.products}
    fitting = {Op.ORDER: on_sale - held, Op.REMOVE: on_sale & held}
    return bool(lines) and all(line.product in fitting.get(line.op, on_sale) for line in lines)


def _put_in_line(suggestion: c.TakeSuggestion, turn: Turn) -> None:
    waiting = [one for one in _waiting(turn) if one.message != suggestion.message]
    _keep([*waiting, suggestion][-_MOST_WAITING:], turn)


def _waiting(turn: Turn) -> list[c.TakeSuggestion]:
    state = turn.unit.conversations.get(turn.person, WAITING, turn.now)
    return [] if state is None else [c.TakeSuggestion.model_validate(one, strict=False) for one in state["waiting"]]


def _keep(waiting: Sequence[c.TakeSuggestion], turn: Turn) -> None:
    if waiting:
        state = {"waiting": [c.as_data(one) for one in waiting]}
        turn.unit.conversations.put(turn.person, WAITING, state, turn.now + WAITS_FOR)
    else:
        turn.unit.conversations.end(turn.person, WAITING)


def offer_next(turn: Turn) -> None:
    """Show her the first suggestion that is still of use, unless another menu waits for her digit."""
    if turn.unit.conversations.get(turn.person, MENU, turn.now) is not None:
        return
    waiting = _waiting(turn)
    while waiting:
        suggestion = waiting.pop(0)
        found = _still_open(MessageId(suggestion.message), GroupBuyId(suggestion.group_buy), turn.unit)
        if found is not None:
            _keep(waiting, turn)
            _offer(suggestion, found, turn)
            return
    _keep(waiting, turn)


def _offer(suggestion: c.TakeSuggestion, found: _Open, turn: Turn) -> None:
    group = None if found.group is None else found.group.id
    offer(
        turn,
        "second_reading",
        [Choice("记", suggestion, group), Choice("不管", c.LeaveSuggestion(), group)],
        who=person_ref(found.member),
        text=message_ref(found.line.message),
        lines=_line_values(suggestion, found.group_buy),
    )


def _line_values(suggestion: c.TakeSuggestion, group_buy: GroupBuy) -> list[Json]:
    products = {product.id: product for product in group_buy.products}
    return [
        {**amount_value(products[ProductId(line.product)], line.quantity), "op": line.op.value}
        for line in suggestion.lines
        if line.product in products
    ]


# Her answer


def take_suggestion(command: c.TakeSuggestion, turn: Turn) -> None:
    """`1`: it is recorded as the sender's word, at the time when it was said."""
    group_buy, message = GroupBuyId(command.group_buy), MessageId(command.message)
    turn.unit.group_buys.lock([group_buy])
    found = _still_open(message, group_buy, turn.unit)
    lines = tuple(Line(ProductId(line.product), line.op, line.quantity) for line in command.lines)
    if found is None or not _says_something_new(lines, found):
        turn.tell(to_organizer.refused(turn.person, "suggestion_is_over"))
    else:
        _record(lines, found, turn)
    offer_next(turn.in_group(None))


def _record(lines: tuple[Line, ...], found: _Open, turn: Turn) -> None:
    group_buy, in_group = found.group_buy, turn.in_group(found.group)
    book = turn.unit.books.open(group_buy.id)
    book.use(ordering.terms_of(group_buy, found.group, in_group))
    events = book.enter(_said(lines, found, turn))
    turn.unit.books.record(group_buy.id, events)
    acts = tuple(dict.fromkeys(("order", *(act for act in found.line.acts if act not in ("ask", "chat")))))
    turn.unit.chat_log.note_acts(found.line.message, acts)
    telling.tell(events, found.group, group_buy, in_group)
    if any(isinstance(event, LineChanged) for event in events):
        undoing.remember(turn, "记上一句", c.KeepAsIs())
        turn.tell(to_organizer.done(turn.person, "suggestion_taken", who=person_ref(found.member)))
    else:
        turn.tell(to_organizer.refused(turn.person, "suggestion_is_over"))


def _said(lines: tuple[Line, ...], found: _Open, turn: Turn) -> Said:
    """The message as if the rules had read it so: the answer to its own question where it was asked about."""
    line, question = found.line, found.question
    person = turn.unit.people.get(found.member)
    said = Said(
        line.message,
        found.member,
        line.sent_at,
        acts=(Order(lines),),
        name="" if person is None else person.nickname,
        text=line.text or "",
    )
    return said if question is None else replace(said, answer=Answer(question.question_id, lines))


def leave_suggestion(command: c.LeaveSuggestion, turn: Turn) -> None:
    """`2`: nothing is recorded; who was asked by the bot can still answer."""
    turn.tell(to_organizer.done(turn.person, "suggestion_left"))
    offer_next(turn.in_group(None))
