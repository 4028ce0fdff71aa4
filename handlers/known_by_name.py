"""Is who speaks somebody whom the bot knew by name alone? What was caught up for that name is theirs then.

Talk that the bot missed tells people by what they are called in the group (handlers/catching_up.py). Who speaks there
later under that name, and is the only one of it, is the one who said it. Of two of one name, and of somebody who has
ordered here already, that is a guess: it is left as it is, and the organizer is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from handlers.households import HOUSEHOLDS, contact_by_name
from handlers.replies import to_organizer
from handlers.replies.parts import amount_value
from handlers.targets import groups_of
from handlers.turn import Turn
from handlers.which_group_buy import known_here
from models.events import BookEvent
from models.groupbuy.book import Book
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.names import name_key
from models.groupbuy.view import BookView
from models.mail import person_ref
from models.values import GroupId, MessageId, PersonId


def link_speaker(turn: Turn) -> PersonId | None:
    """Give who speaks what was entered for their name; returns who was known by that name alone, if anybody was."""
    name = turn.speaker.person.nickname
    stand_in = _stand_in(turn.person, name, turn)
    for group_buy in known_here(turn) if stand_in is not None else ():
        if stand_in and _is_theirs(turn.unit.books.read(group_buy.id), stand_in, turn.person, name, group_buy, turn):
            turn.unit.group_buys.lock([group_buy.id])
            events = turn.unit.books.open(group_buy.id).know(stand_in, turn.person, at=turn.now)
            turn.unit.books.record(group_buy.id, events)
    return stand_in


def link_all(book: Book, names: Mapping[PersonId, str], group_buy: GroupBuy, turn: Turn) -> tuple[BookEvent, ...]:
    """The same for everybody who speaks in a talk that is caught up, in a book that the caller keeps."""
    events: list[BookEvent] = []
    for person, name in names.items():
        stand_in = _stand_in(person, name, turn)
        if stand_in and _is_theirs(book, stand_in, person, name, group_buy, turn):
            events += book.know(stand_in, person, at=turn.now)
    return tuple(events)


def tell_if_unsure(stand_in: PersonId, group_buy: GroupBuy, turn: Turn) -> None:
    """Somebody wants something who bears a name under which something stands, and may or may not be the same: the
    organizer hears of it, once for each name."""
    book = turn.unit.books.read(group_buy.id)
    whose = book.known_as(stand_in) or stand_in
    if whose == turn.person or not book.said_by_name(whose):
        return
    products = {product.id: product for product in group_buy.products}
    lines = [line for order in book.order_of(whose) for line in order.lines if line.product in products]
    if not lines:
        return
    told = to_organizer.done(
        turn.reader,
        "same_name",
        who=person_ref(stand_in),
        lines=[amount_value(products[line.product], line.total) for line in lines],
    )
    turn.tell(replace(told, due_id=f"same_name:{group_buy.id}:{stand_in}"))


def _stand_in(person: PersonId, name: str, turn: Turn) -> PersonId | None:
    """The one who was known by this name alone, if there is anybody; nearly always there is not."""
    if not name_key(name):
        return None
    known = turn.unit.people.by_contact(turn.speaker.organizer.id, HOUSEHOLDS, contact_by_name(name))
    return None if known is None or known.contact_id is None or known.id == person else known.id


def _is_theirs(
    book: BookView, stand_in: PersonId, person: PersonId, name: str, group_buy: GroupBuy, turn: Turn
) -> bool:
    """Whether it is certain that what stands under a name is this member's."""
    said = book.said_by_name(stand_in)
    return bool(said) and book.is_new_here(person) and _is_the_only_one(person, name, said, group_buy, turn)


def _is_the_only_one(person: PersonId, name: str, said: Sequence[MessageId], group_buy: GroupBuy, turn: Turn) -> bool:
    """Whether nobody but this member bears the name in the rooms where it was said; of what was said to the organizer
    alone, in any of the group-buy's."""
    logged = (turn.unit.chat_log.get(message) for message in said)
    groups = groups_of(turn, group_buy)
    rooms = {line.group for line in logged if line is not None}
    bearers = [_bearers(name, [group.id for group in groups if room in (None, group.id)], turn) for room in rooms]
    return bool(bearers) and all(each == {person} for each in bearers)


def _bearers(name: str, groups: Iterable[GroupId], turn: Turn) -> set[PersonId]:
    """Who is called so in these groups."""
    return {
        person
        for group in groups
        for person, called in turn.unit.people.names_in(group).items()
        if name_key(called) == name_key(name)
    }
