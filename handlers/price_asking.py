"""What happens when goods become dearer after people have ordered them? Only those are asked, and silence is no order.

`变价 草莓 66` asks them until half past nine in the evening of the group's own day (organizer-notes, section 2, 10);
then the purchase list follows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers import calling_off_commands as o
from handlers import goods_commands as g
from handlers import purchasing, standing_plans, undoing
from handlers.conversation import Choice, offer
from handlers.goods_named import lists_at_hand, named
from handlers.households import is_household
from handlers.ordering import open_book
from handlers.replies.on_selling import price_changed, selling
from handlers.replies.parts import iso, short_name
from handlers.targets import first_group, groups_of, locked
from handlers.turn import Turn
from models.events import PriceAsked
from models.groupbuy.book import Book
from models.groupbuy.calling_off import Announced, NewPrice
from models.groupbuy.deeds import RULES, Deed, may
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.stages import Stage
from models.mail import Json, person_ref
from models.schedule import Job
from models.values import GroupBuyId, MessageId, PersonId, Product, ProductId, Quantity, decimal_text

#: Until when is asked, by the group's own clock; less than this is no time to answer.
ASKED_UNTIL = time(21, 30)
LEAST_TIME = timedelta(minutes=30)


def is_dearer(command: g.ChangeGoods, product: Product, given: Quantity) -> bool:
    """Whether a change of price makes something dearer that people have ordered already."""
    price, before = command.change.price_fen, product.price_fen
    return command.asked is None and bool(given) and None not in (price, before) and (price or 0) > (before or 0)


def ask_how(command: g.ChangeGoods, group_buy: GroupBuy, product: Product, turn: Turn) -> None:
    """`改价` of what people have ordered: they are asked, or she tells them herself."""
    price_fen = command.change.price_fen or 0
    ask = o.AskPriceNow(group_buy=group_buy.id, product=product.id, price_fen=price_fen)
    plain = command.model_copy(update={"asked": False})
    lines = [one for one in turn.unit.books.standing(group_buy.id) if one.product == product.id and one.quantity]
    people = len({one.member for one in lines})
    choices = [Choice(f"问问要了的{people}位", ask), Choice("直接改，我自己说", plain)]
    offer(turn, "dearer", choices, said=short_name(product), count=people)


def ask_price(command: o.AskPrice, turn: Turn) -> None:
    """`变价 草莓 66`: of the product that she names."""
    every = lists_at_hand(turn)
    found = named(command.goods, [one for one in every if one.stage in RULES[Deed.ASK_PRICE].stages], turn)
    commands = [
        o.AskPriceNow(
            group_buy=one.group_buy.id, product=one.product.id, price_fen=command.price_fen, until=command.until
        )
        for one in found
    ]
    if len(commands) == 1:
        ask_price_now(commands[0], turn)
    elif commands:
        offer(
            turn,
            "which_product",
            [Choice(one.product.name, each) for one, each in zip(found, commands, strict=True)][:9],
        )
    else:
        known = [short_name(product) for one in every[:1] for product in one.products]
        turn.tell(selling(turn.person, "no_such_goods", asked=command.goods, goods=known[:12]))


def ask_price_now(command: o.AskPriceNow, turn: Turn) -> None:
    """Ask everybody who has ordered it, in the group where they are; those without WeChat are hers to ask."""
    group_buy = locked(turn, GroupBuyId(command.group_buy))
    product = (
        None if group_buy is None else next((one for one in group_buy.products if one.id == command.product), None)
    )
    if group_buy is None or product is None or not may(Deed.ASK_PRICE, group_buy.stage, turn.speaker.role):
        turn.tell(selling(turn.person, "goods_are_over"))
        return
    if command.until is not None and command.until <= turn.now:
        turn.tell(selling(turn.person, "day_is_past", example=f"变价 {short_name(product)} 66 到晚上9点"))
        return
    if product.price_fen == command.price_fen:
        turn.tell(selling(turn.person, "as_it_was", product=short_name(product)))
        return
    until = command.until or asked_until(turn.now, _zone(group_buy, turn))
    after = _at_price(group_buy, product, command.price_fen)
    book = open_book(after, first_group(turn, after), turn)
    announced = Announced(turn.speaker.message, turn.person, turn.now)
    events = book.ask_price(announced, NewPrice(product.id, command.price_fen, product.price_fen, until))
    turn.unit.group_buys.put(after)
    turn.unit.books.record(after.id, events)
    asked = [event for event in events if isinstance(event, PriceAsked)]
    hers = _put_to_people(after, product, asked, until, turn)
    _plan(after, until, turn)
    undoing.remember(
        turn,
        f"{short_name(product)}变价",
        o.TakePriceBack(
            group_buy=after.id, product=product.id, message=turn.speaker.message, price_fen=product.price_fen
        ),
    )
    turn.tell(
        selling(
            turn.person,
            "price_asked",
            product=short_name(product),
            unit=product.unit,
            price_fen=command.price_fen,
            count=len({event.member for event in asked}),
            people=[{"who": person_ref(member)} for member in hers],
            until_at=iso(until),
            time_zone=turn.settings.time_zone,
        )
    )


def asked_until(now: datetime, zone: ZoneInfo) -> datetime:
    """Half past nine this evening, or tomorrow's where there is no time left."""
    today = datetime.combine(now.astimezone(zone).date(), ASKED_UNTIL, zone)
    return today if today - now >= LEAST_TIME else today + timedelta(days=1)


def _zone(group_buy: GroupBuy, turn: Turn) -> ZoneInfo:
    group = first_group(turn, group_buy)
    return turn.zone if group is None else ZoneInfo(group.settings.time_zone)


def _at_price(group_buy: GroupBuy, product: Product, price_fen: int | None) -> GroupBuy:
    products = (replace(one, price_fen=price_fen) if one.id == product.id else one for one in group_buy.products)
    return replace(group_buy, products=tuple(products))


def _put_to_people(
    group_buy: GroupBuy, product: Product, asked: Sequence[PriceAsked], until: datetime, turn: Turn
) -> list[PersonId]:
    """One post in each group, to those who are in it; who is left for her to ask."""
    left = list(dict.fromkeys(event.member for event in asked))
    hers = [member for member in left if is_household(member, turn)]
    left = [member for member in left if member not in hers]
    values: dict[str, Json] = {
        "product": short_name(product),
        "unit": product.unit,
        "price_fen": next((event.price_fen for event in asked), None),
        "was_fen": product.price_fen if not asked else asked[0].was_fen,
    }
    groups = groups_of(turn, group_buy)
    for place, group in enumerate(groups):
        names = turn.unit.people.names_in(group.id)
        here = left if place == len(groups) - 1 else [member for member in left if member in names]
        left = [member for member in left if member not in here]
        if here:
            turn.tell(price_changed(group.id, here, values, until, group.settings.time_zone))
    return hers


def _plan(group_buy: GroupBuy, until: datetime, turn: Turn) -> None:
    group = first_group(turn, group_buy)
    if group is not None:
        asking = standing_plans.once(group_buy, group, Job.PRICE_ANSWERS, until, turn.unit)
        standing_plans.keep(asking, turn.unit, turn.now, turn.house)


def end_asking(group_buy: GroupBuy, turn: Turn, *, due_id: str | None = None) -> None:
    """The time is over: who has said nothing has not ordered it. She reads who wants it, and what to buy."""
    reader = turn.unit.books.read(group_buy.id)
    over = [one for one in group_buy.products if any(_is_over(event, turn) for event in reader.open_prices(one.id))]
    for product in over:
        book = open_book(group_buy, first_group(turn, group_buy), turn)
        announced = Announced(turn.speaker.message, turn.person, turn.now)
        turn.unit.books.record(group_buy.id, book.end_asking(announced, product.id))
        tell_answers(group_buy, product, turn, due_id=due_id)
    if over:
        purchase_follows(group_buy, turn, due_id=due_id)


def _is_over(event: PriceAsked, turn: Turn) -> bool:
    return event.until <= turn.now


def answered_all(group_buy: GroupBuy, product: ProductId, turn: Turn) -> None:
    """Nobody is left to answer: she need not wait for the hour."""
    known = next((one for one in group_buy.products if one.id == product), None)
    if known is None or turn.unit.books.read(group_buy.id).open_prices(product):
        return
    tell_answers(group_buy, known, turn, due_id=f"price:{group_buy.id}:{product}:{turn.speaker.message}")
    purchase_follows(group_buy, turn, due_id=f"bought:{group_buy.id}:{turn.speaker.message}")


def purchase_follows(group_buy: GroupBuy, turn: Turn, *, due_id: str | None) -> None:
    """The purchase list once more where goods were bought by an earlier one; else she says when it is to be told."""
    if group_buy.stage in (Stage.ORDERED, Stage.POSTPONED):
        purchasing.tell_lists(group_buy, turn, due_id=due_id)


def tell_answers(group_buy: GroupBuy, product: Product, turn: Turn, *, due_id: str | None) -> None:
    """`草莓66的，3位要：…；2位不要；1位没回，都没算。`"""
    book = turn.unit.books.read(group_buy.id)
    answers = book.price_answers(product.id)
    kept = {event.member for event in answers if event.wanted}
    gone = {event.member for event in answers if not event.wanted and not event.silent}
    silent = {event.member for event in answers if event.silent}
    turn.tell(
        selling(
            turn.speaker.organizer.person,
            "price_answers",
            due_id=None if due_id is None else f"{due_id}:{product.id}:answers",
            product=short_name(product),
            unit=product.unit,
            price_fen=product.price_fen,
            quantity=decimal_text(_standing(book, product.id)),
            kept=_people(kept),
            gone=_people(gone),
            silent=_people(silent),
            to_buy=group_buy.stage is Stage.CLOSED,
        )
    )


def _people(members: set[PersonId]) -> list[Json]:
    return [{"who": person_ref(member)} for member in sorted(members)]


def _standing(book: Book, product: ProductId) -> Quantity:
    return book.totals().get(product, Quantity(0))


def take_price_back(command: o.TakePriceBack, turn: Turn) -> bool:
    """The old price, and nobody is asked; not once the group has read it."""
    group_buy = locked(turn, GroupBuyId(command.group_buy))
    product = (
        None if group_buy is None else next((one for one in group_buy.products if one.id == command.product), None)
    )
    if group_buy is None or product is None:
        return undoing.refuse(turn, "nothing_to_undo")
    unsaid = undoing.waiting_posts(turn, group_buy, "price_changed")
    book = turn.unit.books.open(group_buy.id)
    message = MessageId(command.message)
    was_asked = book.did_something(message)
    if book.price_answers(product.id) or (was_asked and not unsaid):
        turn.unit.books.record(group_buy.id, ())
        turn.tell(selling(turn.person, "price_is_out", product=short_name(product)))
        return False
    events = book.take_back(message, at=turn.now, by=turn.speaker.message) if was_asked else ()
    turn.unit.books.record(group_buy.id, events if isinstance(events, tuple) else ())
    for row in unsaid:
        turn.unit.outbox.withdraw(row.id)
    turn.unit.group_buys.put(_at_price(group_buy, product, command.price_fen))
    for group in groups_of(turn, group_buy):
        standing_plans.drop(group_buy, group, {Job.PRICE_ANSWERS}, turn.unit)
    return True
