"""Who has come for their goods, and who not yet? The organizer's ticks, and the words about those who are left.

What residents say themselves (`拿到了`) and what she says of them (`501 拿了`) is one record, in the book. Nobody is
named in the group while it is not known who was there: where hardly anything was ticked, she is asked instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handlers import collecting_commands as k
from handlers import commands as c
from handlers import hand_out_commands as h
from handlers import standing_plans, tact, undoing
from handlers.book_commands import LeaveWord, TakeBackWord
from handlers.conversation import NO, YES, Choice, offer
from handlers.figures import orders_values
from handlers.households import meant_households
from handlers.much_at_once import MOST_AT_ONCE
from handlers.ordering import open_book
from handlers.replies import on_collecting, to_group, to_organizer
from handlers.replies.parts import short_name
from handlers.standing_plans import ends_collecting
from handlers.targets import candidates, find, first_group, groups_of, locked
from handlers.turn import Turn
from handlers.whom_meant import Meant, Nobody, Unclear, Whom, ask_whom, certainly_named, read_whom, speaks_of_all
from handlers.whose import names_for, whole_whose
from models.community.people import Group
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.orders import OrderStanding
from models.groupbuy.organizers_word import Word
from models.groupbuy.perishable import spoils_fast
from models.groupbuy.stages import HANDING_OUT
from models.language.normalize import simplify
from models.mail import Json, home_ref, person_ref, recipient_ref
from models.schedule import Job
from models.values import GroupBuyId, MessageId, OrderId, PersonId

#: More names than these are called nowhere, and say that nobody has kept the ticks.
MOST_NAMED = 10
#: What she is shown at once.
MOST_SHOWN = 20


def left_of(group_buy: GroupBuy, turn: Turn, *, kept_too: bool = False) -> list[OrderStanding]:
    """The orders for which nobody has come, in the order of the book; what waits for stock, or is missing, is not there
    to collect, and a bag that waits for another day is nobody's to be called for (``kept_too``: though it may be
    fetched)."""
    book = turn.unit.books.read(group_buy.id)
    gone = book.collected(group_buy.arrived_at or turn.now)
    kept = {} if kept_too else book.kept_until(turn.now)
    orders = [one for one in book.orders() if one.id not in gone and one.id not in kept]
    return [one for one in orders if any(book.gets(one.id, line.product) for line in one.lines)]


# Her ticks


def say_collected(command: k.SayCollected, turn: Turn) -> None:
    """Those whom she names, in the hand-out where something is left of them to collect."""
    found = candidates(turn, HANDING_OUT)
    if not found:
        turn.tell(to_organizer.refused(turn.person, "nothing_handed_out"))
        return
    if speaks_of_all(command.whose):
        found = [one for one in found if left_of(one, turn)] or found[:1]
        if len(found) > 1:
            find(turn, HANDING_OUT, command, reason="nothing_handed_out")
            return
    readings = [
        (one, left, read_whom(command.whose, one, turn, among=left)) for one in found for left in (left_of(one, turn),)
    ]
    known = [reading for reading in readings if not isinstance(reading[2], Nobody)]
    if not known:
        word = next(meant.word for _, _, meant in readings if isinstance(meant, Nobody))
        turn.tell(to_organizer.refused(turn.person, "no_such_order", asked=word, example="501 拿了"))
        return
    group_buy, _, meant = next((each for each in known if _has_more(each[2], each[1])), known[0])
    if isinstance(meant, Unclear):
        ask_whom(meant, lambda orders: _command(orders, group_buy, turn), turn, example="3-501 拿了")
    elif isinstance(meant, Meant):
        note_collected(_command(meant.orders, group_buy, turn), turn)


def say_picked_for(command: h.SayPickedFor, turn: Turn) -> None:
    """`阿明帮502拿了`: ticked, with who took it along."""
    for group_buy in candidates(turn, HANDING_OUT):
        orders = certainly_named(command.whose, group_buy, turn)
        if orders:
            noted = _command(orders, group_buy, turn)
            note_collected(noted.model_copy(update={"by": _member_named(command.by, group_buy, turn)}), turn)
            return
    say_collected(k.SayCollected(whose=command.whose), turn)


def _member_named(text: str, group_buy: GroupBuy, turn: Turn) -> PersonId | None:
    whose = whole_whose(simplify(text).strip(), names_for(group_buy, turn))
    members = {one.member for one in meant_households(whose, group_buy, turn) if one.member} if whose else set()
    return PersonId(next(iter(members))) if len(members) == 1 else None


def _has_more(meant: Whom, left: Sequence[OrderStanding]) -> bool:
    """Whether something is left to collect of what is meant."""
    return isinstance(meant, Unclear) or (isinstance(meant, Meant) and any(one in left for one in meant.orders))


def _command(orders: Iterable[OrderStanding], group_buy: GroupBuy, turn: Turn) -> k.NoteCollected:
    ids = tuple(str(one.id) for one in orders)
    return k.NoteCollected(group_buy=group_buy.id, orders=ids, message=turn.speaker.message)


def note_collected(command: k.NoteCollected, turn: Turn) -> None:
    """Tick them; many at once are read back first (organizer-notes, section 3)."""
    group_buy = locked(turn, GroupBuyId(command.group_buy))
    if group_buy is None or group_buy.stage not in HANDING_OUT:
        turn.tell(to_organizer.refused(turn.person, "nothing_handed_out"))
        return
    left = {one.id: one for one in left_of(group_buy, turn, kept_too=True)}
    ticked = [left[OrderId(order)] for order in command.orders if OrderId(order) in left]
    if not ticked:
        turn.tell(to_organizer.refused(turn.person, "collected_before", count=len(left)))
        return
    if len(ticked) > MOST_AT_ONCE and not command.certain:
        yes = command.model_copy(update={"certain": True})
        choices = [Choice("都拿了", yes, words=YES), Choice("不是", LeaveWord(), words=NO)]
        offer(turn, "many_collected", choices, count=len(ticked), people=_people(ticked[:MOST_NAMED]))
        return
    book = open_book(group_buy, first_group(turn, group_buy), turn)
    word = Word(MessageId(command.message), turn.person, ticked[0].member, turn.now)
    by = None if command.by is None else PersonId(command.by)
    turn.unit.books.record(group_buy.id, book.hand_out(word, [one.id for one in ticked], by=by))
    undoing.remember(turn, "拿了的", TakeBackWord(group_buy=group_buy.id, message=command.message))
    turn.tell(
        on_collecting.collected(turn.person, _people(ticked[:MOST_NAMED]), len(ticked), left=len(left) - len(ticked))
    )


def _people(orders: Iterable[OrderStanding]) -> list[Json]:
    return [{"who": person_ref(one.member), "recipient": recipient_ref(one.id)} for one in orders]


# Who is left


def tell_uncollected(command: k.TellUncollected, turn: Turn) -> None:
    """To her alone, with rooms and goods: she may go up, or call."""
    for group_buy in candidates(turn, HANDING_OUT):
        left = left_of(group_buy, turn)
        if left:
            turn.tell(on_collecting.uncollected(turn.person, _left_values(left, group_buy, turn)))
            return
    found = candidates(turn, HANDING_OUT)
    turn.tell(to_organizer.refused(turn.person, "all_collected" if found else "nothing_handed_out"))


def _left_values(left: Sequence[OrderStanding], group_buy: GroupBuy, turn: Turn) -> dict[str, Json]:
    """Whose they are, and what there is for them: nobody fetches what is missing."""
    shown = {one.id for one in left[:MOST_SHOWN]}
    book = turn.unit.books.read(group_buy.id)
    lines = [
        line._replace(quantity=there)
        for line in turn.unit.books.standing(group_buy.id)
        if line.order in shown and (there := book.gets(line.order, line.product))
    ]
    return {"orders": orders_values(group_buy, lines), "count": len(left), "more": len(left) - len(shown)}


def call_uncollected(command: k.CallUncollected, turn: Turn) -> None:
    """By her word they are named, as many as there are names for."""
    found = [one for one in candidates(turn, HANDING_OUT) if left_of(one, turn)]
    if not found:
        turn.tell(to_organizer.refused(turn.person, "all_collected"))
        return
    for group in groups_of(turn, found[0]):
        _call(left_of(found[0], turn), group, turn, due_id=None)
    undoing.remember(turn, "喊没拿的", c.KeepAsIs())
    turn.tell(to_organizer.done(turn.person, "uncollected_called"))


def remind_uncollected(group_buy: GroupBuy, group: Group, turn: Turn, *, due_id: str) -> None:
    """An hour before the end, once: who has not come is named, where it is known that the others have."""
    left = _left_in(group, group_buy, turn)
    if not left:
        return
    if len(left) <= MOST_NAMED and _ticks_are_kept(left, group_buy, turn):
        if tact.has_room_to_call(group, turn.unit, turn.now):
            _call(left, group, turn, due_id=due_id)
        else:
            values = _left_values(left, group_buy, turn)
            turn.tell(on_collecting.not_called(turn.reader, values, due_id))
    elif group == first_group(turn, group_buy):
        post = on_collecting.ticks_not_kept(turn.reader, len(left_of(group_buy, turn)), due_id)
        turn.tell(post)


def _ticks_are_kept(left: Sequence[OrderStanding], group_buy: GroupBuy, turn: Turn) -> bool:
    """Whether at least half of the orders were told to be collected: else it is the ticks that are missing."""
    orders = turn.unit.books.read(group_buy.id).orders()
    return 2 * len(left) <= len(orders)


def _left_in(group: Group, group_buy: GroupBuy, turn: Turn) -> list[OrderStanding]:
    """Those of a group's members; households without WeChat are nobody's to be called."""
    members = turn.unit.people.names_in(group.id)
    return [one for one in left_of(group_buy, turn) if one.member in members]


def _call(left: Sequence[OrderStanding], group: Group, turn: Turn, *, due_id: str | None) -> None:
    members = turn.unit.people.names_in(group.id)
    people = {order.member: _called(order, group) for order in reversed(left) if order.member in members}
    if people:
        called = list(reversed(people.values()))
        ends_at, zone = ends_collecting(group.settings, turn.now), group.settings.time_zone
        turn.tell(to_group.not_collected(group.id, called[:MOST_NAMED], len(called), ends_at, zone, due_id=due_id))


def _called(order: OrderStanding, group: Group) -> Json:
    """Somebody as the whole group reads of them: with their room only where a group shows rooms, as in a lock-down."""
    home = {"home": home_ref(order.id)} if group.settings.show_rooms and order.recipient is not None else {}
    return {"who": person_ref(order.member), **home}


def tell_fresh_left(group_buy: GroupBuy, turn: Turn, *, due_id: str) -> None:
    """Frozen and fresh goods that nobody came for: to her, while they can be put into a fridge."""
    names = {product.id: short_name(product) for product in group_buy.products if spoils_fast(product)}
    left = left_of(group_buy, turn)
    fresh = [one for one in left if any(line.product in names for line in one.lines if line.standing)]
    if not fresh or not _ticks_are_kept(left, group_buy, turn):
        return
    goods = dict.fromkeys(names[line.product] for one in fresh for line in one.lines if line.product in names)
    reader = turn.reader
    turn.tell(on_collecting.fresh_left(reader, list(goods), _people(fresh[:MOST_NAMED]), len(fresh), due_id))


def tell_left_overnight(group_buy: GroupBuy, turn: Turn, *, due_id: str) -> None:
    """The next morning, to her alone; where no ticks are kept, those bags at least that were to wait until now."""
    left = left_of(group_buy, turn)
    if not _ticks_are_kept(left, group_buy, turn):
        due = turn.unit.books.read(group_buy.id).kept_since(group_buy.arrived_at or turn.now)
        left = [one for one in left if one.id in due]
    if left:
        reader = turn.reader
        turn.tell(on_collecting.uncollected(reader, _left_values(left, group_buy, turn), due_id=due_id))


# The end


def pack_up(command: k.PackUp, turn: Turn) -> None:
    """`收摊`: one word of thanks to the group, with whose goods are kept where that is known."""
    found = candidates(turn, HANDING_OUT)
    if not found:
        turn.tell(to_organizer.refused(turn.person, "nothing_handed_out"))
        return
    for group in groups_of(turn, found[0]):
        left = _left_in(group, found[0], turn)
        members = list(dict.fromkeys(one.member for one in left))
        named = members if len(members) <= MOST_NAMED and _ticks_are_kept(left, found[0], turn) else []
        turn.tell(to_group.packed_up(group.id, named))
        # Nobody is called to a table that is gone.
        standing_plans.drop(found[0], group, {Job.NOT_COLLECTED}, turn.unit)
    undoing.remember(turn, "收摊", c.KeepAsIs())
    turn.tell(to_organizer.done(turn.person, "packed_up", count=len(left_of(found[0], turn))))
