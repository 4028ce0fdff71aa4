"""What does a building's captain order for its households? `5号楼楼长：101 A2 / 102 A1B1 / 203 无`: one order each.

The order is the household's, its contact the captain, by whose word it stands. In a locked-down group captains speak
for their buildings; elsewhere, and after the cut-off, it waits for the organizer's word.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from handlers import acknowledging, telling, undoing
from handlers import hand_out_commands as h
from handlers.book_commands import Household, LeaveWord, TakeBackWord
from handlers.book_words import read_goods
from handlers.conversation import NO, YES, Choice, remember_menu
from handlers.households import Whose, made_known, meant_households, recipient_of
from handlers.open_goods import catalog_of
from handlers.ordering import open_book
from handlers.replies import at_the_table, on_hand_out, to_organizer
from handlers.replies.parts import amount_value, cost_fen
from handlers.targets import candidates, locked
from handlers.turn import Turn
from handlers.which_group_buy import live_here
from models.acts import Line, Op, Order, Standing
from models.community.people import GroupMode
from models.events import BookEvent
from models.groupbuy.book import Book
from models.groupbuy.captains_sum import CaptainsSum, RoomSaid, read_captains_sum
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.organizers_word import Word
from models.groupbuy.stages import LIVE, Stage
from models.mail import Json, person_ref, recipient_ref
from models.values import GroupBuyId, GroupId, MessageId, PersonId, ProductId, Quantity

#: Group-buys before this one in which the rooms of a building are looked for.
_LOOKED_BACK = 4


@dataclass(frozen=True, slots=True)
class RoomRead:
    """What one room wants, as it was read; ``lines`` are None where it could not be read."""

    said: RoomSaid
    lines: tuple[Line, ...] | None


def added_up(text: str, turn: Turn) -> bool:
    """Take a text as a captain's sum: entered, or shown to the organizer; False where it is none."""
    found = read_captains_sum(text)
    live = live_here(turn) if found is not None else []
    if found is None or not live:
        return False
    group_buy = live[0]
    rooms = _read(found, group_buy, turn)
    if not any(room.lines for room in rooms):
        return False
    group = turn.speaker.group
    command = h.NoteCaptainsSum(
        group_buy=group_buy.id,
        message=turn.speaker.message,
        captain=turn.person,
        heard_in=None if group is None else group.id,
    )
    late = turn.unit.books.read(group_buy.id).is_late(turn.speaker.at) or group_buy.stage is not Stage.OPEN
    if turn.speaker.commands or (turn.settings.mode is GroupMode.LOCKDOWN and not late):
        note_captains_sum(command, turn)
    else:
        _ask_her(command, found, rooms, group_buy, turn, late=late)
    return True


def _read(found: CaptainsSum, group_buy: GroupBuy, turn: Turn) -> list[RoomRead]:
    return [RoomRead(said, _lines(said, group_buy, turn)) for said in found.rooms]


def _lines(said: RoomSaid, group_buy: GroupBuy, turn: Turn) -> tuple[Line, ...] | None:
    if said.wants_nothing:
        return ()
    acts = read_goods(said.goods, catalog_of(group_buy, turn), turn)
    orders = [act for act in acts if isinstance(act, Order)]
    if len(orders) != len(acts) or not orders:
        return None
    return tuple(line for order in orders for line in order.lines)


def _ask_her(
    command: h.NoteCaptainsSum,
    found: CaptainsSum,
    rooms: Sequence[RoomRead],
    group_buy: GroupBuy,
    turn: Turn,
    *,
    late: bool,
) -> None:
    her = turn.unit.people.get(turn.speaker.organizer.person)
    if her is None:
        return
    left = LeaveWord(message=command.message)
    choices = [Choice("收", command, words=("收", *YES)), Choice("不收", left, words=("不收", *NO))]
    remember_menu(turn.of_her(her), choices)
    values = {**_values(found, rooms, group_buy), "who": person_ref(turn.person), "late": late}
    turn.tell(on_hand_out.captains_sum(her.id, values, [choice.label for choice in choices]))


def note_captains_sum(command: h.NoteCaptainsSum, turn: Turn) -> None:
    """One order for each room, in place of what the captain said of it before; all in one message, so that one `撤`
    takes it back."""
    group_buy = locked(turn, GroupBuyId(command.group_buy))
    line = turn.unit.chat_log.get(MessageId(command.message))
    found = read_captains_sum(line.text) if line is not None and line.text else None
    if group_buy is None or found is None or group_buy.stage not in LIVE:
        turn.tell(to_organizer.refused(turn.person, "no_group_buy", example="开团"))
        return
    group = None if command.heard_in is None else turn.unit.groups.get(GroupId(command.heard_in))
    book = open_book(group_buy, group, turn)
    rooms = _read(found, group_buy, turn)
    events: list[BookEvent] = []
    for room in rooms:
        if room.lines is not None:
            events += _enter(room, command, group_buy, book, turn)
    turn.unit.books.record(group_buy.id, events)
    telling.tell_of_a_word(events, group_buy, turn)
    if turn.speaker.commands:
        undoing.remember(turn, "楼长的单", TakeBackWord(group_buy=group_buy.id, message=command.message))
    _read_back(command, found, rooms, group_buy, turn)


def _enter(room: RoomRead, command: h.NoteCaptainsSum, group_buy: GroupBuy, book: Book, turn: Turn) -> list[BookEvent]:
    household = made_known(_household(room.said, group_buy, turn), turn)
    member, captain = PersonId(str(household.member)), PersonId(command.captain)
    message = MessageId(command.message)
    standing = next((one for one in book.order_of(member) if one.id == household.order), None)
    if not room.lines:
        done: list[BookEvent] = []
        if standing is not None:
            done += book.enter_word(Word(message, captain, member, turn.now, order_id=standing.id, cancel=True))
        return [*done, *book.note_nothing(member, by=captain, at=turn.now, message_id=message)]
    wanted = _as_totals(room.lines)
    gone = [] if standing is None else [one.product for one in standing.lines if one.product not in wanted]
    lines = (
        *(Line(product, Op.SET, quantity) for product, quantity in wanted.items()),
        *(Line(product, Op.SET, Decimal(0)) for product in gone),
    )
    order = Order(lines, recipient_of(household), note=room.said.note)
    order_id = None if standing is None else standing.id
    return list(book.enter_word(Word(message, captain, member, turn.now, order=order, order_id=order_id)))


def _as_totals(lines: Iterable[Line]) -> dict[ProductId, Quantity]:
    wanted: dict[ProductId, Quantity] = {}
    for line in lines:
        wanted[line.product] = wanted.get(line.product, Decimal(0)) + (line.quantity or Decimal(0))
    return wanted


def _household(said: RoomSaid, group_buy: GroupBuy, turn: Turn) -> Household:
    """The order that stands for the room, else the household itself; never somebody of whom only the room is known
    from a chain of another year."""
    meant = [one for one in meant_households(Whose(None, said.recipient), group_buy, turn) if one.order]
    if meant:
        return meant[0]
    told = said.recipient
    return Household(building=told.building, unit=told.unit, room=told.room)


def _read_back(
    command: h.NoteCaptainsSum, found: CaptainsSum, rooms: Sequence[RoomRead], group_buy: GroupBuy, turn: Turn
) -> None:
    """To the captain where it was said, without rooms and sums; to her with both, where it was her word."""
    values = _values(found, rooms, group_buy)
    if turn.speaker.commands:
        told = {**values, "who": person_ref(PersonId(command.captain)), "late": False}
        turn.tell(on_hand_out.captains_sum(turn.person, told))
    if command.heard_in is not None:
        in_group = {name: value for name, value in values.items() if name != "sum_fen"}
        turn.tell(at_the_table.captain_read_back(GroupId(command.heard_in), PersonId(command.captain), in_group))
    elif not turn.speaker.commands:
        acknowledging.acknowledge_privately(group_buy, turn.person, turn)


def _values(found: CaptainsSum, rooms: Sequence[RoomRead], group_buy: GroupBuy) -> dict[str, Json]:
    wanted = _as_totals(line for room in rooms for line in room.lines or ())
    products = {product.id: product for product in group_buy.products}
    unread = [*found.unread, *(str(room.said.recipient.room) for room in rooms if room.lines is None)]
    return {
        "building": found.building,
        "households": sum(bool(room.lines) for room in rooms),
        "nothing": sum(room.lines == () for room in rooms),
        "lines": [amount_value(product, wanted[product.id]) for product in group_buy.products if product.id in wanted],
        "unread": len(unread),
        "sum_fen": cost_fen(products, [Standing(*each) for each in wanted.items()]),
    }


def tell_silent_rooms(command: h.TellSilentRooms, turn: Turn) -> None:
    """`5栋谁没报`: the rooms of a building that ordered lately, and have not said that they want nothing."""
    live = candidates(turn, LIVE)
    if not live:
        turn.tell(to_organizer.refused(turn.person, "no_group_buy", example="开团"))
        return
    book = turn.unit.books.read(live[0].id)
    answered = {order.member for order in book.orders()} | book.wants_nothing()
    silent: dict[str, Json] = {}
    for other in turn.unit.group_buys.latest_of(turn.speaker.organizer.id, limit=_LOOKED_BACK):
        if other.id == live[0].id or not other.version:
            continue
        for order in turn.unit.books.read(other.id).orders():
            there = order.recipient is not None and order.recipient.building == command.building
            if there and order.member not in answered:
                silent.setdefault(order.member, {"who": person_ref(order.member), "recipient": recipient_ref(order.id)})
    turn.tell(on_hand_out.silent_rooms(turn.person, command.building, list(silent.values())))
