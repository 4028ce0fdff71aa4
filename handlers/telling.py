"""Who hears of what happened to the book? From its events to what is said: acknowledged, asked, told, or nothing."""

from __future__ import annotations

from collections.abc import Sequence

from handlers import acknowledging, asking, figures, late_notice, milestones
from handlers import book_commands as b
from handlers.conversation import Choice, offer
from handlers.entry_reports import report_values
from handlers.households import is_household
from handlers.late_numbers import STILL_OPEN
from handlers.replies import to_group, to_organizer, to_resident
from handlers.replies.parts import amount_value, short_name
from handlers.targets import first_group
from handlers.turn import Turn
from models.community.people import Group
from models.events import (
    BookEvent,
    ClaimMade,
    DoubtRaised,
    LimitReached,
    LineChanged,
    LineRestored,
    OrderOpened,
    QuestionAsked,
    QuestionSettled,
    ReportAbout,
    Reported,
    RequestLate,
    Step,
    TurnCame,
    TurnLost,
    WishRepeated,
)
from models.groupbuy.group_buy import GroupBuy
from models.mail import Json, message_ref, person_ref
from models.values import PersonId, Product, ProductId

_ON_LINES = (LineChanged, LineRestored, TurnCame, TurnLost)
#: Words that come from a chain need no acknowledgement: the chain is one.
_SEEN_IN_THE_CHAIN = (Step.ENTERED, Step.WITHDRAWN)


def tell(events: Sequence[BookEvent], group: Group | None, group_buy: GroupBuy, turn: Turn) -> None:
    """Have everybody told who should be; ``group`` is None where it was said in a private chat."""
    products = {product.id: product for product in group_buy.products}
    _acknowledge(events, group, group_buy, turn)
    _correct(events, group, group_buy, turn)
    _ask(events, group, group_buy, turn)
    _say_it_stands(events, group, group_buy, products, turn)
    _say_it_is_late(events, group, group_buy, products, turn)
    _show_late(events, group_buy, turn)
    _tell_organizer(events, group_buy, products, turn)
    milestones.passed(events, group_buy, turn)


def tell_of_a_word(
    events: Sequence[BookEvent], group_buy: GroupBuy, turn: Turn, *, heard_in: Group | None = None
) -> None:
    """Who hears of a word of the organizer's on somebody's order? What she types privately is answered to her alone;
    whose turn came by it hear of it as ever, and what she said to a message in a group (``heard_in``) is acknowledged
    there. What was being asked about it is asked no more, and what waits to be acknowledged says what stands now."""
    over = [event for event in events if isinstance(event, QuestionSettled)]
    asking.settled(group_buy, over, turn)
    _correct(events, None, group_buy, turn)
    home = heard_in or first_group(turn, group_buy)
    concerned = [
        event for event in events if isinstance(event, TurnCame | TurnLost) or (heard_in and _changes_by_word(event))
    ]
    for member in dict.fromkeys(event.member for event in concerned):
        if home is not None and not is_household(member, turn):
            came = any(isinstance(event, TurnCame | TurnLost) for event in concerned if event.member == member)
            acknowledging.acknowledge(home, group_buy, member, turn, first_time=False, promised=came)
    milestones.passed(events, group_buy, turn)


def tell_caught_up(events: Sequence[BookEvent], group: Group | None, group_buy: GroupBuy, turn: Turn) -> None:
    """Have people told of what they said a while ago, and what the bot heard only now: acknowledged and asked in their
    group; what is late, doubtful or wrong goes to the organizer, whose turn it is."""
    products = {product.id: product for product in group_buy.products}
    if group is not None:
        _acknowledge(events, group, group_buy, turn)
        _ask(events, group, group_buy, turn)
    _correct(events, group, group_buy, turn)
    _show_late(events, group_buy, turn)
    _tell_organizer(events, group_buy, products, turn)


def _acknowledge(events: Sequence[BookEvent], group: Group | None, group_buy: GroupBuy, turn: Turn) -> None:
    """Each member whose lines changed by what somebody said, or by stock that became free."""
    changed = dict.fromkeys(event.member for event in events if _changes_by_word(event))
    newcomers = {event.member for event in events if isinstance(event, OrderOpened)}
    for member in changed:
        if member != turn.person and is_household(member, turn):
            continue  # Who has no WeChat is not named among those who do.
        if group is not None:
            first = member in newcomers and _first_ever(member, group_buy, turn)
            came = member != turn.person and any(
                isinstance(event, TurnCame) for event in events if event.member == member
            )
            acknowledging.acknowledge(group, group_buy, member, turn, first_time=first, promised=came)
        elif member == turn.person:
            acknowledging.acknowledge_privately(group_buy, member, turn)
        elif (home := first_group(turn, group_buy)) is not None:
            # What somebody gave up privately went to somebody who waits for it.
            acknowledging.acknowledge(home, group_buy, member, turn, first_time=False, promised=True)


def _correct(events: Sequence[BookEvent], group: Group | None, group_buy: GroupBuy, turn: Turn) -> None:
    """What waits to be acknowledged says what stands now, wherever it was said; in ``group`` those whose lines changed
    by what was said are acknowledged anew, and the others are in the chain."""
    changed = {event.member for event in events if isinstance(event, _ON_LINES)}
    told = {event.member for event in events if _changes_by_word(event)} if group is not None else set()
    for place in group_buy.groups if changed else ():
        people = changed - told if group is not None and place == group.id else changed
        there = turn.unit.groups.get(place) if people else None
        if there is not None:
            acknowledging.correct(there, group_buy, people, turn)


def _changes_by_word(event: BookEvent) -> bool:
    if isinstance(event, LineChanged):
        return event.step not in _SEEN_IN_THE_CHAIN
    return isinstance(event, LineRestored | TurnCame | LimitReached)


def _first_ever(member: PersonId, group_buy: GroupBuy, turn: Turn) -> bool:
    """Whether this member orders for the first time where others have ordered before, as the organizer's last
    group-buys tell. In a group that is new to the bot nobody is a newcomer."""
    latest = turn.unit.group_buys.latest_of(group_buy.organizer, limit=4)
    earlier = [turn.unit.books.read(other.id) for other in latest if other.id != group_buy.id and other.version]
    return bool(earlier) and not any(book.order_of(member) for book in earlier)


def _ask(events: Sequence[BookEvent], group: Group | None, group_buy: GroupBuy, turn: Turn) -> None:
    settled = [event for event in events if isinstance(event, QuestionSettled)]
    asking.settled(group_buy, settled, turn)
    over = {event.question_id for event in settled}
    asked = [event for event in events if isinstance(event, QuestionAsked) and event.question_id not in over]
    # What a resident posts of others' entries asks them nothing; what the organizer takes in for them does.
    asking.ask(
        group, group_buy, [event for event in asked if turn.speaker.commands or event.member == turn.person], turn
    )


def _say_it_stands(
    events: Sequence[BookEvent],
    group: Group | None,
    group_buy: GroupBuy,
    products: dict[ProductId, Product],
    turn: Turn,
) -> None:
    """`已经记着2盒`, to somebody who said the same again because nobody had answered."""
    repeated = [event for event in events if isinstance(event, WishRepeated) and event.product in products]
    if not repeated:
        return
    if group is None:
        acknowledging.acknowledge_privately(group_buy, turn.person, turn)
        return
    if turn.unit.outbox.waiting(group=group.id, merge_key=to_group.NOTED) is not None:
        # The acknowledgement that waits says it too, whoever it was for so far.
        acknowledging.acknowledge(group, group_buy, turn.person, turn, first_time=False)
        return
    lines = [amount_value(products[event.product], event.quantity) for event in repeated]
    turn.tell(to_group.told_already(group.id, turn.person, lines, asking.after_silence(turn)))


def _say_it_is_late(
    events: Sequence[BookEvent],
    group: Group | None,
    group_buy: GroupBuy,
    products: dict[ProductId, Product],
    turn: Turn,
) -> None:
    """Told once for each cut-off, several people in one post."""
    first = [event for event in events if isinstance(event, RequestLate) and event.first]
    if not first:
        return
    lines = figures.late_lines(first[:1], products)
    closed_at = group_buy.closed_at or group_buy.closes_at or turn.now
    if group is None:
        zone, when = turn.settings.time_zone, asking.after_silence(turn)
        turn.tell(to_resident.came_late_privately(turn.person, lines, closed_at, zone, when))
        return
    entry = {"who": person_ref(turn.person), "person": turn.person, "lines": lines}
    waiting = turn.unit.outbox.waiting(group=group.id, merge_key=to_group.LATE)
    if waiting is not None:
        orders = [*waiting.post.values["orders"], entry]
        values: dict[str, Json] = {**waiting.post.values, "orders": orders}
        turn.unit.outbox.amend(waiting.id, values=values, not_before=waiting.post.not_before)
        return
    post = to_group.came_late(
        group.id, [entry], [turn.person], closed_at, group.settings.time_zone, asking.after_silence(turn)
    )
    turn.tell(post)


def _show_late(events: Sequence[BookEvent], group_buy: GroupBuy, turn: Turn) -> None:
    """The organizer sees who came too late while it can still be taken in: they wait for her."""
    if group_buy.stage in STILL_OPEN and any(isinstance(event, RequestLate) for event in events):
        late_notice.gather(group_buy, turn)


def _tell_organizer(
    events: Sequence[BookEvent], group_buy: GroupBuy, products: dict[ProductId, Product], turn: Turn
) -> None:
    reader = turn.speaker.organizer.person
    for event in events:
        match event:
            case DoubtRaised():
                turn.tell(to_organizer.doubt(reader, _doubt(event, products)))
            case ClaimMade():
                turn.tell(to_organizer.claim(reader, _claim(event, products)))
            case Reported():
                turn.tell(to_organizer.reported(reader, report_values(event, group_buy, turn)))
                if event.about is ReportAbout.WIPE and turn.person == reader:
                    _ask_about_entries(event, group_buy, turn)
            case _:
                pass


def _ask_about_entries(event: Reported, group_buy: GroupBuy, turn: Turn) -> None:
    """A chain of hers that lacks many entries waits for her word."""
    choices = [
        Choice(label, b.SettleReport(group_buy=group_buy.id, report=event.report_id, apply=apply))
        for label, apply in (("就是删", True), ("不删", False))
    ]
    offer(turn, "entries_left_out", choices)


def _doubt(event: DoubtRaised, products: dict[ProductId, Product]) -> dict[str, Json]:
    product = products.get(event.product)
    amount = {} if product is None else amount_value(product, event.quantity)
    price = 0 if product is None or product.price_fen is None else product.price_fen
    return {
        **amount,
        "who": person_ref(event.member),
        "about": event.about.value,
        "sum_fen": int(price * event.quantity),
        "text": message_ref(event.message_id),
    }


def _claim(event: ClaimMade, products: dict[ProductId, Product]) -> dict[str, Json]:
    product = None if event.product is None else products.get(event.product)
    return {
        "who": person_ref(event.member),
        "product": None if product is None else short_name(product),
        "text": message_ref(event.message_id),
    }
