"""What do messages that were missed come to? Entered one after the other, and told as what changed for whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from handlers.catch_up_commands import MissedLine
from handlers.missed_talk import heard_there
from handlers.ordering import go_by, terms_of
from handlers.replies.parts import amount_value
from handlers.room_talk import talk_of
from handlers.turn import Turn
from models.community.people import Group
from models.events import BookEvent, QuestionAsked, RequestLate
from models.groupbuy.book import Book
from models.groupbuy.counter import Counter, Spoken
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.orders import NOTHING
from models.groupbuy.shown_product import shown_product
from models.groupbuy.view import BookView
from models.groupbuy.whole_chain import address_text
from models.mail import Json, person_ref
from models.values import MessageId, PersonId, ProductId, Quantity, Role, decimal_text

_MOST_SHOWN = 30
_LEFT_OPEN = (QuestionAsked, RequestLate)

Amounts = dict[ProductId, Quantity]


@dataclass(frozen=True, slots=True)
class Entered:
    """One message that was missed, what was read in it, and what happened by it."""

    line: MissedLine
    message_id: MessageId
    acts: tuple[str, ...]
    events: tuple[BookEvent, ...]


def enter(
    book: Book,
    lines: Sequence[MissedLine],
    ids: Sequence[MessageId],
    group: Group,
    group_buy: GroupBuy,
    turn: Turn,
    *,
    private: bool = False,
) -> list[Entered]:
    """Let messages happen in a book, each read among what was said around it; in private, that is they themselves."""
    catalog = turn.house.memory.catalog(group_buy.products)
    go_by(terms_of(group_buy, group, turn.in_group(group)), book)
    heard = [] if private else heard_there(group, lines[0].at, turn)
    around = [line for line in heard if line.sent_at <= lines[-1].at]
    entries = turn.house.memory.entries(catalog)
    counter = Counter(book, talk_of(around, catalog), catalog, entries=entries)
    entered = []
    for line, message_id in zip(lines, ids, strict=True):
        role = Role.ORGANIZER if line.person == turn.speaker.organizer.person else Role.RESIDENT
        quoted = shown_product(line.quoted, catalog) if line.quoted else None
        spoken = Spoken(message_id, line.person, line.at, line.text, name=line.name, role=role, quoted=quoted)
        hearing = counter.hear(spoken)
        acts = tuple(type(act).__name__.lower() for act in hearing.acts)
        entered.append(Entered(line, message_id, acts, hearing.events))
    return entered


def values_of(
    entered: Sequence[Entered], before: BookView, after: BookView, group_buy: GroupBuy, kept: Callable[[str], Json]
) -> dict[str, Json]:
    """What she is shown: {missed, talk, changes: [{who, where, stranger, lines: [{product, quantity, unit, before}]}],
    more}. ``kept`` puts an address where what is personal is kept, and tells where."""
    strangers = {each.line.person for each in entered if each.line.stranger}
    people = dict.fromkeys(
        [*(each.line.person for each in entered), *(event.member for each in entered for event in each.events)]
    )
    changed = [(person, lines) for person in people if (lines := _changes(person, before, after, group_buy))]
    changes = [
        {
            "who": person_ref(person),
            "where": kept(where) if (where := _where(person, before, after)) else None,
            "stranger": person in strangers,
            "lines": lines,
        }
        for person, lines in changed[:_MOST_SHOWN]
    ]
    return {
        "missed": len(entered),
        "talk": sum(not each.events for each in entered),
        "changes": changes,
        "more": len(changed) - len(changes),
    }


def counted(entered: Sequence[Entered]) -> int:
    """How many of the messages did something that is not left open."""
    return sum(any(not isinstance(event, _LEFT_OPEN) for event in each.events) for each in entered)


def open_after(entered: Sequence[Entered], after: BookView, *, private: bool) -> dict[str, Json]:
    """What is left open by the messages: {asked: of those who said it, hers: for her to decide, late}. Who spoke to her
    alone is not asked."""
    events = [event for each in entered for event in each.events]
    open_still = {question.question_id for question in after.questions()}
    asked = [event for event in events if isinstance(event, QuestionAsked) and event.question_id in open_still]
    late = {event.message_id for event in events if isinstance(event, RequestLate)}
    return {"asked": 0 if private else len(asked), "hers": len(asked) if private else 0, "late": len(late)}


def _changes(person: PersonId, before: BookView, after: BookView, group_buy: GroupBuy) -> list[Json]:
    had, has = _held(before, person), _held(after, person)
    return [
        {
            **amount_value(product, has.get(product.id, NOTHING)),
            "before": decimal_text(had[product.id]) if product.id in had else None,
        }
        for product in group_buy.products
        if had.get(product.id, NOTHING) != has.get(product.id, NOTHING)
    ]


def _where(person: PersonId, before: BookView, after: BookView) -> str:
    """Where the goods go that changed."""
    had = {(order.id, line.product, line.total) for order in before.order_of(person) for line in order.lines}
    changed = [
        order
        for order in after.order_of(person)
        if any((order.id, line.product, line.total) not in had for line in order.lines)
    ]
    return "、".join(dict.fromkeys(text for order in changed if (text := address_text(order.recipient))))


def _held(book: BookView, person: PersonId) -> Amounts:
    held: Amounts = {}
    for order in book.order_of(person):
        for line in order.lines:
            held[line.product] = held.get(line.product, NOTHING) + line.total
    return held
