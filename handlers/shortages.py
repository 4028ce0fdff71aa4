"""Fewer goods came than were ordered: who goes without? A proposal by the group's rule, which only her word carries
out; or one bag, of which nobody else hears (organizer-notes, 1.5)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from handlers import hand_out_commands as h
from handlers import noting_down
from handlers.conversation import MENU_LIVES, Choice, offer, remember_menu
from handlers.goods_meant import by_id
from handlers.households import meant_households
from handlers.kept_text import whom
from handlers.lack_words import LackSaid, read_lack
from handlers.losses import AFTER_CUT_OFF, PROPOSAL, end_proposal, note_losses, people_of
from handlers.replies import on_hand_out, on_orders, to_organizer
from handlers.replies.parts import amount_value, short_name
from handlers.targets import candidates, first_group, locked
from handlers.turn import Turn
from handlers.whose import names_for, whole_whose
from models.events import LackWhy
from models.groupbuy.book import Book
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.lacks import Loss
from models.groupbuy.sharing_out import Claimant, share_out
from models.groupbuy.stages import Stage
from models.language.normalize import simplify
from models.values import GroupBuyId, OrderId, Product, ProductId

_HANDED_OUT = (Stage.ARRIVED, Stage.HANDING_OUT)
_SENDS = ("发", "发吧", "好", "好的", "行", "可以", "就这样", "ok", "OK")
_LEAVES = ("不发", "不发了", "算了", "取消", "先不发")
#: `给501留`, `501别动`, `别动王芳的`, `李梅、田田留着`.
_KEEP = re.compile(
    r"(?:给|把|留给|别动|不动|保)\s*(.{1,30}?)\s*(?:的)?(?:留(?:着|下|一?份)?|别动|不动|别少)?(?:吧|了)?"
)
_KEEP_BEHIND = re.compile(r"(.{1,30}?)\s*(?:的)?(?:留着|留下|别动|不动|别少|不能少)(?:吧|了)?")
_HER_OWN_FIRST = re.compile(r"(?:先|就)?(?:扣|少|动|减|用)我(?:自己|家)?的(?:吧|就行)?")
_SEPARATORS = str.maketrans({"、": " ", ",": " ", "，": " ", "和": " ", "跟": " "})


def say_lack(command: h.SayLack, turn: Turn) -> None:
    """The first group-buy of which it says something; where none is that far, a word on somebody's order perhaps."""
    for group_buy in candidates(turn, AFTER_CUT_OFF):
        said = read_lack(command.text, group_buy, turn)
        if said is None:
            continue
        if said.other_unit is not None:
            product = said.products[0]
            told = {"product": short_name(product), "unit": product.unit, "said": said.other_unit}
            example = f"{said.whose}少1{product.unit}{short_name(product)}"
            turn.tell(to_organizer.refused(turn.person, "lack_in_another_unit", example=example, **told))
            return
        if not said.whose:
            _of_all(said, group_buy, turn)
            return
        if group_buy.stage in _HANDED_OUT or not said.is_change:
            _of_one(said, group_buy, turn)
            return
    if command.named or not noting_down.said(command.text, turn):
        reason = "lack_not_understood" if candidates(turn, AFTER_CUT_OFF) else "nothing_cut_off"
        turn.tell(to_organizer.refused(turn.person, reason, example="少3板鸡蛋"))


# Of all who ordered it


def _of_all(said: LackSaid, group_buy: GroupBuy, turn: Turn) -> None:
    if said.quantity is None:
        turn.tell(to_organizer.refused(turn.person, "how_many_short", example=f"少3{said.products[0].unit}"))
        return
    commands = [
        h.ProposeLosses(group_buy=group_buy.id, product=product.id, quantity=said.quantity, why=said.why)
        for product in said.products
    ]
    if len(commands) == 1:
        propose_losses(commands[0], turn)
    else:
        labels = [short_name(product) for product in said.products]
        offer(turn, "which_short", [Choice(*each) for each in zip(labels, commands, strict=True)][:9])


def propose_losses(command: h.ProposeLosses, turn: Turn) -> None:
    """`草莓少3盒，按先后是阿明1、田田2。这么办？`: nothing happens before her word."""
    group_buy = locked(turn, GroupBuyId(command.group_buy))
    product = None if group_buy is None else by_id(group_buy.products, command.product)
    if group_buy is None or product is None or group_buy.stage not in AFTER_CUT_OFF:
        turn.tell(to_organizer.refused(turn.person, "nothing_cut_off"))
        return
    book = turn.unit.books.read(group_buy.id)
    there = _claimants(product.id, command, group_buy, book, turn)
    has = sum((one.has for one in there), Decimal(0))
    group = first_group(turn, group_buy)
    rule = turn.settings.shortage_rule if group is None else group.settings.shortage_rule
    losses = share_out(product.id, command.quantity, there, rule)
    if command.quantity > has or not losses:
        told = amount_value(product, has)
        turn.tell(to_organizer.refused(turn.person, "not_so_much_ordered", line=told))
        return
    _show(command, losses, product, group_buy, turn)


def _claimants(
    product: ProductId, command: h.ProposeLosses, group_buy: GroupBuy, book: Book, turn: Turn
) -> tuple[Claimant, ...]:
    """Who has some of it and has not come for it yet, in order of time."""
    orders = [order for order in book.orders() if book.gets(order.id, product)]
    collected = book.collected(group_buy.arrived_at) if group_buy.arrived_at else frozenset()
    known = turn.unit.people.many({order.member for order in orders})
    when = {order.id: min((each.at for each in book.why(order.id, product)), default=turn.now) for order in orders}
    first = sorted((order for order in orders if order.id not in collected), key=lambda order: when[order.id])
    return tuple(
        Claimant(
            order.id,
            order.member,
            book.gets(order.id, product),
            spared=order.member in known and known[order.member].spared,
            kept=order.id in command.kept,
            gives=order.id in command.gives,
        )
        for order in first
    )


def _show(command: h.ProposeLosses, losses: Sequence[Loss], product: Product, group_buy: GroupBuy, turn: Turn) -> None:
    note = h.NoteLosses(
        group_buy=group_buy.id,
        message=turn.speaker.message,
        losses=tuple(h.LossOf(order=each.order_id, product=each.product, quantity=each.quantity) for each in losses),
        why=command.why,
        public=True,
    )
    remember_menu(turn, [Choice("发", note, words=_SENDS)])
    turn.unit.conversations.put(turn.person, PROPOSAL, command.model_dump(mode="json"), turn.now + MENU_LIVES)
    lost = sum((each.quantity for each in losses), Decimal(0))
    values = {
        **amount_value(product, command.quantity),
        "why": command.why.value,
        "people": people_of(losses, group_buy, product, turn),
        "left": None if lost == command.quantity else amount_value(product, command.quantity - lost)["quantity"],
    }
    turn.tell(on_hand_out.loss_proposal(turn.person, values))


def proposal_changed(text: str, turn: Turn) -> bool:
    """`给501留`, `先扣我的`, `算了`: a word on the proposal that she was shown last; False where it is none."""
    state = turn.unit.conversations.get(turn.person, PROPOSAL, turn.now)
    if state is None:
        return False
    command = h.ProposeLosses.model_validate(state, strict=False)
    plain = simplify(text).strip()
    if plain in _LEAVES:
        end_proposal(turn)
        turn.tell(to_organizer.done(turn.person, "losses_left"))
        return True
    group_buy = turn.unit.group_buys.get(GroupBuyId(command.group_buy))
    if group_buy is None:
        return False
    if _HER_OWN_FIRST.fullmatch(plain):
        orders = [one.id for one in turn.unit.books.read(group_buy.id).order_of(turn.person)]
        propose_losses(command.model_copy(update={"gives": (*command.gives, *orders)}), turn)
        return True
    found = _KEEP.fullmatch(plain) or _KEEP_BEHIND.fullmatch(plain)
    kept = _orders_named(found[1], group_buy, turn) if found else []
    if not kept:
        return False
    propose_losses(command.model_copy(update={"kept": (*command.kept, *kept)}), turn)
    return True


def _orders_named(text: str, group_buy: GroupBuy, turn: Turn) -> list[str]:
    """The orders of all who are named; none where one of them is nobody."""
    names = names_for(group_buy, turn)
    words = [text] if whole_whose(text, names) is not None else text.translate(_SEPARATORS).split()
    found: list[str] = []
    for word in words:
        whose = whole_whose(word, names)
        orders = [str(one.order) for one in meant_households(whose, group_buy, turn) if one.order] if whose else []
        if not orders:
            return []
        found += orders
    return found


# Of one bag


def _of_one(said: LackSaid, group_buy: GroupBuy, turn: Turn) -> None:
    """`501缺鸡蛋1`: that bag alone; without a number all of it."""
    whose = whole_whose(said.whose, names_for(group_buy, turn))
    meant = [] if whose is None else [one for one in meant_households(whose, group_buy, turn) if one.order]
    if not meant:
        turn.tell(to_organizer.refused(turn.person, "no_such_order", asked=said.whose, example="501缺鸡蛋1"))
        return
    book = turn.unit.books.read(group_buy.id)
    commands = []
    for one in meant:
        product = next((each for each in said.products if book.gets(OrderId(str(one.order)), each.id)), None)
        if product is not None:
            quantity = said.quantity or book.gets(OrderId(str(one.order)), product.id)
            loss = h.LossOf(order=str(one.order), product=product.id, quantity=quantity)
            commands.append((one, _note(loss, said.why, group_buy, turn)))
    if not commands:
        names = [short_name(product) for product in said.products]
        turn.tell(to_organizer.refused(turn.person, "has_none_of_it", who=whom(meant[0], turn), goods=names))
    elif len(commands) == 1:
        note_losses(commands[0][1], turn)
    else:
        remember_menu(turn, [Choice("", command) for _, command in commands[:9]])
        turn.tell(on_orders.which_household(turn.person, [whom(one, turn) for one, _ in commands[:9]]))


def _note(loss: h.LossOf, why: LackWhy, group_buy: GroupBuy, turn: Turn) -> h.NoteLosses:
    return h.NoteLosses(group_buy=group_buy.id, message=turn.speaker.message, losses=(loss,), why=why)
