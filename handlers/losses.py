"""What orders did not get is noted, by her word: one public apology with all names, or one bag that nobody hears of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from handlers import hand_out_commands as h
from handlers import telling, undoing
from handlers.conversation import MENU, Choice, remember_menu
from handlers.goods_meant import by_id
from handlers.ordering import open_book
from handlers.replies import at_the_table, on_hand_out, to_organizer
from handlers.replies.parts import amount_value, short_name
from handlers.targets import first_group, groups_of, locked
from handlers.turn import Turn
from models.events import LackChoice
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.lacks import Lack, Loss
from models.groupbuy.organizers_word import Word
from models.groupbuy.stages import Stage
from models.mail import Json, person_ref, recipient_ref
from models.values import GroupBuyId, MessageId, OrderId, PersonId, Product, ProductId

#: Stages in which it is known what was ordered, and something may turn out to be short.
AFTER_CUT_OFF = (Stage.CLOSED, Stage.ORDERED, Stage.ARRIVED, Stage.HANDING_OUT)
#: Where a proposal waits for her word.
PROPOSAL = "loss_proposal"
MOST_NAMED = 20


def note_losses(command: h.NoteLosses, turn: Turn) -> None:
    """By her word: all of it, or nothing where the orders have changed since she was shown it."""
    group_buy = locked(turn, GroupBuyId(command.group_buy))
    product = None if group_buy is None else by_id(group_buy.products, command.losses[0].product)
    if group_buy is None or product is None or group_buy.stage not in AFTER_CUT_OFF:
        turn.tell(to_organizer.refused(turn.person, "nothing_cut_off"))
        return
    book = open_book(group_buy, first_group(turn, group_buy), turn)
    losses = [Loss(OrderId(one.order), ProductId(one.product), one.quantity) for one in command.losses]
    word = Word(MessageId(command.message), turn.person, turn.person, turn.now)
    events = book.note_losses(word, losses, command.why)
    turn.unit.books.record(group_buy.id, events)
    end_proposal(turn)
    if not events:
        turn.tell(
            to_organizer.refused(turn.person, "losses_changed", example=f"少3{product.unit}{short_name(product)}")
        )
        return
    members = {order.id: order.member for order in book.orders()}
    people = list(dict.fromkeys(members[each.order_id] for each in losses))
    unheard = _apologize(command, people, losses, product, group_buy, turn) if command.public else []
    undoing.remember(turn, "缺货", h.TakeBackLosses(group_buy=group_buy.id, message=command.message))
    _tell_noted(command, losses, product, group_buy, unheard, turn)


def _apologize(
    command: h.NoteLosses,
    people: Sequence[PersonId],
    losses: Sequence[Loss],
    product: Product,
    group_buy: GroupBuy,
    turn: Turn,
) -> list[PersonId]:
    """One post in each group, with the names of all whom it concerns there; whom nobody hears so she tells herself."""
    book = turn.unit.books.read(group_buy.id)
    amount = amount_value(product, sum((each.quantity for each in losses), Decimal(0)))
    partly = any(book.gets(each.order_id, each.product) for each in losses)
    heard: set[PersonId] = set()
    for group in groups_of(turn, group_buy):
        members = turn.unit.people.names_in(group.id)
        here = [one for one in people if one in members and one not in heard]
        heard.update(here)
        if here:
            why, message = command.why.value, command.message
            turn.tell(at_the_table.short_apology(group.id, here, amount, why=why, partly=partly, message=message))
    return [one for one in people if one not in heard]


def _tell_noted(
    command: h.NoteLosses,
    losses: Sequence[Loss],
    product: Product,
    group_buy: GroupBuy,
    unheard: Sequence[PersonId],
    turn: Turn,
) -> None:
    book = turn.unit.books.read(group_buy.id)
    mine = [each for each in book.lacks() if each.told_by == command.message]
    choices = [] if command.public else _her_choices(mine[0], group_buy)
    if choices:
        remember_menu(turn, choices)
    total = sum((each.quantity for each in losses), Decimal(0))
    values = {
        **amount_value(product, total),
        "people": people_of(losses, group_buy, product, turn),
        "public": command.public,
        "unheard": [{"who": person_ref(one)} for one in unheard],
        "sum_fen": sum(each.fen for each in mine),
        "labels": [choice.label for choice in choices],
    }
    turn.tell(on_hand_out.losses_noted(turn.person, values))


def _her_choices(lack: Lack, group_buy: GroupBuy) -> list[Choice]:
    settle = {
        choice: h.SettleLack(group_buy=group_buy.id, order=lack.order_id, lack=lack.told_by, choice=choice)
        for choice in LackChoice
    }
    words = {LackChoice.REFUND: "退", LackChoice.LATER: "补", LackChoice.EXCHANGE: "换"}
    return [Choice(words[choice], command, words=(words[choice],)) for choice, command in settle.items()]


def take_back_losses(command: h.TakeBackLosses, turn: Turn) -> bool:
    """Nothing is missing after all; an apology that is out can't be called back, and she is told so."""
    group_buy = locked(turn, GroupBuyId(command.group_buy))
    if group_buy is None:
        return undoing.refuse(turn, "nothing_to_undo")
    book = open_book(group_buy, first_group(turn, group_buy), turn)
    events = book.take_back(MessageId(command.message), at=turn.now, by=turn.speaker.message)
    if not isinstance(events, tuple):
        turn.unit.books.record(group_buy.id, ())
        return undoing.refuse(turn, "too_much_since")
    turn.unit.books.record(group_buy.id, events)
    telling.tell_of_a_word(events, group_buy, turn)
    for place in group_buy.groups:
        row = turn.unit.outbox.waiting(group=place, merge_key=f"short:{command.message}")
        if row is not None:
            turn.unit.outbox.withdraw(row.id)
    return True


def people_of(losses: Iterable[Loss], group_buy: GroupBuy, product: Product, turn: Turn) -> list[Json]:
    members = {order.id: order.member for order in turn.unit.books.read(group_buy.id).orders()}
    return [
        {
            "who": person_ref(members[each.order_id]),
            "recipient": recipient_ref(each.order_id),
            "quantity": amount_value(product, each.quantity)["quantity"],
        }
        for each in list(losses)[:MOST_NAMED]
    ]


def end_proposal(turn: Turn) -> None:
    turn.unit.conversations.end(turn.person, PROPOSAL)
    turn.unit.conversations.end(turn.person, MENU)
