"""Who has come for their goods, and who not yet? The organizer's ticks, and the words about those who are left.

What residents say themselves (`拿到了`) and what she says of them (`501 拿了`) is one record, in the book. Nobody is
named in the group while it is not known who was there: where hardly anything was ticked, she is asked instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from handlers import collecting_commands as k
from handlers import hand_out_commands as h
from handlers import standing_plans, tact, undoing
from handlers.book_commands import Household, LeaveWord, TakeBackWord
from handlers.conversation import NO, YES, Choice, offer, remember_menu
from handlers.figures import orders_values
from handlers.households import meant_households
from handlers.kept_text import whom
from handlers.much_at_once import MOST_AT_ONCE
from handlers.named_bags import HANDING_OUT, may_be_several, meant_by, orders_named, words_of
from handlers.ordering import open_book
from handlers.replies import on_collecting, on_orders, to_group, to_organizer
from handlers.replies.parts import short_name
from handlers.standing_plans import ends_collecting
from handlers.targets import candidates, first_group, groups_of, locked
from handlers.turn import Turn
from handlers.whose import names_for, whole_whose
from models.community.people import Group
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.orders import OrderStanding
from models.groupbuy.organizers_word import Word
from models.groupbuy.perishable import spoils_fast
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
    """The first hand-out in which all whom she names have something to collect."""
    found = candidates(turn, HANDING_OUT)
    if not found:
        turn.tell(to_organizer.refused(turn.person, "nothing_handed_out"))
        return
    for group_buy in found:
        if command.but or not command.whose:
            _all_but(command.whose, group_buy, turn)
            return
        named = {word: meant_by(word, group_buy, turn) for word in words_of(command.whose, group_buy, turn)}
        if named and all(named.values()):
            _note_each(named, group_buy, turn)
            return
    turn.tell(to_organizer.refused(turn.person, "no_such_order", asked=command.whose, example="501 拿了"))


def say_picked_for(command: h.SayPickedFor, turn: Turn) -> None:
    """`阿明帮502拿了`: ticked, with who took it along."""
    for group_buy in candidates(turn, HANDING_OUT):
        orders = orders_named(command.whose, group_buy, turn)
        whose = whole_whose(simplify(command.by).strip(), names_for(group_buy, turn))
        helpers = {one.member for one in meant_households(whose, group_buy, turn)} if whose else set()
        by = next(iter(helpers)) if len(helpers) == 1 else None
        if orders:
            noted = _command([one.id for one in orders], group_buy, turn)
            note_collected(noted.model_copy(update={"by": by}), turn)
            return
    say_collected(k.SayCollected(whose=command.whose), turn)


def _note_each(named: Mapping[str, Sequence[Household]], group_buy: GroupBuy, turn: Turn) -> None:
    """One by name, or one whom she is asked about: 501 may be in two buildings."""
    unclear = [found for word, found in named.items() if may_be_several(word, found)]
    orders = [str(one.order) for found in named.values() for one in found]
    if not unclear:
        note_collected(_command(orders, group_buy, turn), turn)
    elif len(named) == 1:
        each = unclear[0][:9]
        remember_menu(turn, [Choice("", _command([str(one.order)], group_buy, turn)) for one in each])
        turn.tell(on_orders.which_household(turn.person, [whom(one, turn) for one in each]))
    else:
        turn.tell(to_organizer.refused(turn.person, "say_which_building", example="3-501 拿了"))


def _all_but(text: str, group_buy: GroupBuy, turn: Turn) -> None:
    kept: set[str] = set()
    for word in words_of(text, group_buy, turn) if text else ():
        found = meant_by(word, group_buy, turn)
        if not found:
            turn.tell(to_organizer.refused(turn.person, "no_such_order", asked=word, example="除了501都拿了"))
            return
        kept |= {str(one.order) for one in found}
    note_collected(_command([one.id for one in left_of(group_buy, turn) if one.id not in kept], group_buy, turn), turn)


def _command(orders: Iterable[str], group_buy: GroupBuy, turn: Turn) -> k.NoteCollected:
    return k.NoteCollected(group_buy=group_buy.id, orders=tuple(orders), message=turn.speaker.message)


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
    shown = {one.id for one in left[:MOST_SHOWN]}
    lines = [line for line in turn.unit.books.standing(group_buy.id) if line.order in shown]
    return {"orders": orders_values(group_buy, lines), "count": len(left), "more": len(left) - len(shown)}


def call_uncollected(command: k.CallUncollected, turn: Turn) -> None:
    """By her word they are named, as many as there are names for."""
    found = [one for one in candidates(turn, HANDING_OUT) if left_of(one, turn)]
    if not found:
        turn.tell(to_organizer.refused(turn.person, "all_collected"))
        return
    for group in groups_of(turn, found[0]):
        _call(left_of(found[0], turn), group, turn, due_id=None)
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
            turn.tell(on_collecting.not_called(turn.speaker.organizer.person, values, due_id))
    elif group == first_group(turn, group_buy):
        post = on_collecting.ticks_not_kept(turn.speaker.organizer.person, len(left_of(group_buy, turn)), due_id)
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
    reader = turn.speaker.organizer.person
    turn.tell(on_collecting.fresh_left(reader, list(goods), _people(fresh[:MOST_NAMED]), len(fresh), due_id))


def tell_left_overnight(group_buy: GroupBuy, turn: Turn, *, due_id: str) -> None:
    """The next morning, to her alone; where no ticks are kept, those bags at least that were to wait until now."""
    left = left_of(group_buy, turn)
    if not _ticks_are_kept(left, group_buy, turn):
        due = turn.unit.books.read(group_buy.id).kept_since(group_buy.arrived_at or turn.now)
        left = [one for one in left if one.id in due]
    if left:
        reader = turn.speaker.organizer.person
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
    turn.tell(to_organizer.done(turn.person, "packed_up", count=len(left_of(found[0], turn))))
