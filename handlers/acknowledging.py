"""When are people told that their orders were taken? Many at once, after a lull, and not too often.

An acknowledgement waits in the outbox as data: each further order is written into the row that waits, and puts it
off until the group has been quiet for a while (organizer-notes, section 6).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from handlers.replies import to_group, to_resident
from handlers.replies.parts import amount_value
from handlers.turn import Turn
from models.community.people import AckPolicy, Group
from models.community.quiet import evening_ends
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.orders import OrderLine, OrderStanding
from models.groupbuy.stages import Stage
from models.mail import RIDES_FROM, Json, OutboxRow, person_ref
from models.values import PersonId, Product, ProductId, Quantity, decimal_text

#: Somebody who orders for the first time hears of it within this time.
FIRST_TIME_SECONDS = 100
#: But where several come one after the other, they share what is said.
NEWCOMERS_APART = timedelta(minutes=15)
PRIVATE_SECONDS = 6
#: So long after the cut-off an acknowledgement that nothing has taken along goes by itself.
WITH_THE_CLOSING_WORD = timedelta(minutes=45)
#: An acknowledgement is not put off for ever by people who keep ordering.
LONGEST_WAIT = timedelta(minutes=20)


def order_values(group_buy: GroupBuy, orders: Iterable[OrderStanding]) -> list[Json]:
    """What stands and what waits for one person over all their orders, in the order of the list."""
    held: dict[ProductId, list[OrderLine]] = {}
    for line in (line for order in orders for line in order.lines):
        held.setdefault(line.product, []).append(line)
    return [_amount(product, held[product.id]) for product in group_buy.products if product.id in held]


def _amount(product: Product, lines: Sequence[OrderLine]) -> Json:
    standing = sum((line.standing for line in lines), start=Quantity(0))
    waiting = sum((part.quantity for line in lines for part in line.waiting), start=Quantity(0))
    # Whoever has all that one household may have is told so: perhaps they asked for more.
    full = product.limit is not None and standing + waiting >= product.limit
    limit = {"limit": decimal_text(product.limit)} if full and product.limit is not None else {}
    return {**amount_value(product, standing), "waiting": decimal_text(waiting), **limit}


def acknowledge(
    group: Group, group_buy: GroupBuy, person: PersonId, turn: Turn, *, first_time: bool, promised: bool = False
) -> None:
    """Have this person's order acknowledged in the group, by the group's policy. ``promised``: they were told to wait
    for a word."""
    policy = group.settings.ack_policy
    if policy is AckPolicy.QUIET:
        return
    lines = order_values(group_buy, turn.unit.books.read(group_buy.id).order_of(person))
    entry: dict[str, Json] = {"who": person_ref(person), "person": person, "group_buy": group_buy.id, "lines": lines}
    if first_time or promised:
        entry["promised"] = True
    waiting = turn.unit.outbox.waiting(group=group.id, merge_key=to_group.NOTED)
    orders = [] if waiting is None else list(waiting.post.values["orders"])
    same = (person, group_buy.id)
    # Who is new stays so until it is said, whatever they order more of.
    if any(order.get("promised") for order in orders if order["person"] == person):
        entry["promised"] = True
    others = [order for order in orders if (order["person"], order.get("group_buy")) != same]
    orders = [*others, entry]
    quiet = _lull_ends(group, waiting, turn)
    not_before = _moment(group, group_buy, waiting, turn, quiet, first_time=first_time)
    if waiting is None:
        # After the cut-off only those hear of it whose late order was taken in, as they were promised.
        post = to_group.noted(group.id, orders, not_before, answers=group_buy.stage is not Stage.OPEN)
        turn.tell(replace(post, values={**post.values, RIDES_FROM: quiet.isoformat()}))
    else:
        values = {**waiting.post.values, "orders": orders, RIDES_FROM: quiet.isoformat()}
        turn.unit.outbox.amend(waiting.id, values=values, not_before=not_before)


def _lull_ends(group: Group, waiting: OutboxRow | None, turn: Turn) -> datetime:
    """When those who order are done: from then on it may go along with another post."""
    made_at = turn.now if waiting is None else waiting.made_at
    return min(turn.now + timedelta(seconds=group.settings.ack_lull_seconds), made_at + LONGEST_WAIT)


def _moment(
    group: Group, group_buy: GroupBuy, waiting: OutboxRow | None, turn: Turn, quiet: datetime, *, first_time: bool
) -> datetime:
    if group.settings.ack_policy is AckPolicy.EACH:
        return turn.now
    usual = max(quiet, _after_the_last(group, group_buy, turn))
    if group_buy.stage is not Stage.OPEN:
        # It was promised for the same evening, and the night is not the time for it.
        usual = min(usual, evening_ends(group.settings.quiet_hours, turn.now, turn.zone))
    # Whom somebody new waits for is not put off by those who order after them.
    promised = [] if waiting is None else [waiting.post.not_before] * _has_a_promise(waiting)
    if first_time and not turn.unit.outbox.count_since(group.id, turn.now - NEWCOMERS_APART, kind="noted"):
        promised.append(turn.now + timedelta(seconds=FIRST_TIME_SECONDS))
    return min([usual, *(moment for moment in promised if moment is not None)])


def _has_a_promise(waiting: OutboxRow) -> bool:
    return any(order.get("promised") for order in waiting.post.values["orders"])


def _after_the_last(group: Group, group_buy: GroupBuy, turn: Turn) -> datetime:
    """Not before the gap since the last one is over. The day's last one goes with the reminder, or with the closing
    word, which take what waits (``take_waiting``)."""
    settings = group.settings
    midnight = turn.now.astimezone(turn.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    if turn.unit.outbox.count_since(group.id, midnight, kind="noted") >= settings.ack_most_a_day - 1:
        return (group_buy.closes_at or turn.now) + WITH_THE_CLOSING_WORD
    gap = timedelta(seconds=settings.ack_gap_seconds)
    given = turn.unit.outbox.given_out(group.id, turn.now - gap)
    last = max((post.at for post in given if post.kind == "noted"), default=None)
    return turn.now if last is None else last + gap


def correct(group: Group, group_buy: GroupBuy, people: Collection[PersonId], turn: Turn) -> None:
    """Bring an acknowledgement that waits up to date with what stands for these people, who are not told of it here;
    of whom nothing stands any more, nothing is said."""
    waiting = turn.unit.outbox.waiting(group=group.id, merge_key=to_group.NOTED)
    orders = [] if waiting is None else waiting.post.values["orders"]
    if waiting is None or not any(_is_of(order, group_buy, people) for order in orders):
        return
    book = turn.unit.books.read(group_buy.id)
    now = [
        {**order, "lines": order_values(group_buy, book.order_of(PersonId(order["person"])))}
        if _is_of(order, group_buy, people)
        else order
        for order in orders
    ]
    left = [order for order in now if order["lines"] or not _is_of(order, group_buy, people)]
    if left:
        values = {**waiting.post.values, "orders": left}
        turn.unit.outbox.amend(waiting.id, values=values, not_before=waiting.post.not_before)
    else:
        turn.unit.outbox.withdraw(waiting.id)


def _is_of(order: Json, group_buy: GroupBuy, people: Collection[PersonId]) -> bool:
    return order["person"] in people and order.get("group_buy") == group_buy.id


def those_who_wait(group: Group, turn: Turn) -> list[PersonId]:
    """Who has not been told yet that their order stands."""
    waiting = turn.unit.outbox.waiting(group=group.id, merge_key=to_group.NOTED)
    people = [] if waiting is None else [PersonId(order["person"]) for order in waiting.post.values["orders"]]
    return list(dict.fromkeys(people))


def drop(group: Group, person: PersonId, turn: Turn) -> None:
    """Somebody was told by the organizer herself: the bot says nothing more of it."""
    waiting = turn.unit.outbox.waiting(group=group.id, merge_key=to_group.NOTED)
    if waiting is None:
        return
    left = [order for order in waiting.post.values["orders"] if order["person"] != person]
    if not left:
        turn.unit.outbox.withdraw(waiting.id)
    elif len(left) < len(waiting.post.values["orders"]):
        values = {**waiting.post.values, "orders": left}
        turn.unit.outbox.amend(waiting.id, values=values, not_before=waiting.post.not_before)


def take_waiting(group: Group, turn: Turn) -> Sequence[Json]:
    """The orders that wait to be acknowledged, for another post to carry; they wait no more. Where the group has asked
    for less that other post will not go out: they go along with the next answer then."""
    waiting = turn.unit.outbox.waiting(group=group.id, merge_key=to_group.NOTED)
    if waiting is None:
        return ()
    noisy_until = turn.unit.peace.get(group.id).noisy_until
    if noisy_until is not None and noisy_until > turn.now:
        turn.unit.outbox.amend(waiting.id, values=waiting.post.values, not_before=turn.now)
        return ()
    turn.unit.outbox.withdraw(waiting.id)
    return list(waiting.post.values["orders"])


def put_back(row: OutboxRow, turn: Turn) -> None:
    """Have those acknowledged whom a post that will not go out was to carry."""
    orders = row.post.values.get("orders")
    if orders and row.post.group is not None:
        turn.tell(to_group.noted(row.post.group, orders, turn.now, answers=False))


def acknowledge_privately(group_buy: GroupBuy, person: PersonId, turn: Turn) -> None:
    """An order from a private chat: told there, a few seconds later, with all that stands."""
    lines = order_values(group_buy, turn.unit.books.read(group_buy.id).order_of(person))
    not_before = turn.now + timedelta(seconds=PRIVATE_SECONDS)
    waiting = turn.unit.outbox.waiting(person=person, merge_key="noted_privately")
    if waiting is None:
        turn.tell(to_resident.noted_privately(person, lines, not_before, group_buy.id))
    else:
        each = {**waiting.post.values.get("each", {}), group_buy.id: lines}
        turn.unit.outbox.amend(waiting.id, values=to_resident.lines_of(each), not_before=not_before)
