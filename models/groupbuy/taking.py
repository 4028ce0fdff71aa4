"""How is a message's word entered in the book? Orders, changes and withdrawals, by the rules of the order book."""

from __future__ import annotations

from dataclasses import dataclass

from models.acts import AskAbout, Line, Op, Order
from models.events import OrderDescribed, OrderOpened, Private, Step, WishRepeated
from models.groupbuy.asking import Question, ask, drop_all, settle_by_change
from models.groupbuy.desk import Cause, Desk
from models.groupbuy.entering import enter_total
from models.groupbuy.households import Household, Several, has_address, meant_order, merged, own_order
from models.groupbuy.orders import NOTHING, Contribution, MemberOrder
from models.groupbuy.said import Said
from models.groupbuy.said_since import said_since
from models.groupbuy.wording import is_exchange, plus_lines
from models.values import ProductId, Quantity, Recipient

_STEPS = {Op.ORDER: Step.ORDERED, Op.ADD: Step.ADDED, Op.SET: Step.SET, Op.REMOVE: Step.REMOVED}


@dataclass(frozen=True, slots=True)
class Wish:
    """An order act with what the book reads from the words beside it: plus signs, and whether it is an exchange."""

    order: Order
    plus: frozenset[int] = frozenset()
    exchange: bool = False
    alone: bool = True
    text: str = ""

    @classmethod
    def of(cls, said: Said, order: Order, *, alone: bool) -> Wish:
        return cls(order, plus_lines(said.text, order.lines), is_exchange(said.text, order.lines), alone, said.text)

    @property
    def names_nobody(self) -> bool:
        """Whether it says nothing about for whom it is."""
        return self.order.recipient is None and self.order.on_behalf_of is None

    def private(self) -> Private:
        return Private(self.order.recipient, self.order.on_behalf_of, note=self.order.note, text=self.text or None)


def take_order(desk: Desk, cause: Cause, wish: Wish) -> None:
    """Enter one order act: find the household that it means, change its lines, keep what it says about the way."""
    order = wish.order
    household = Household(order.recipient, order.on_behalf_of, desk.at_home, wish.alone)
    meant = meant_order(desk.ledger.orders_of(cause.member), household)
    if isinstance(meant, Several):
        _ask_recipient(desk, cause, wish)
    elif order.lines:
        enter_wish(desk, cause, wish, meant)
    else:
        _describe_only(desk, cause, wish, meant)


def enter_wish(desk: Desk, cause: Cause, wish: Wish, order: MemberOrder | None) -> None:
    """Change an order's lines (a new order's, where there is none), and describe it."""
    if wish.exchange:
        order = _exchange(desk, cause, wish, order)
    else:
        for place, line in enumerate(wish.order.lines):
            order = _take_line(desk, cause, wish, order, line, plus=place in wish.plus)
    if order is not None:
        describe(desk, cause, order, wish.order)


def open_order(desk: Desk, cause: Cause, told: Order, *, text: str | None = None) -> MemberOrder:
    """A new order for the household that an act names."""
    order_id = desk.new_order_id(cause.message_id)
    desk.record(
        OrderOpened(
            **cause.told(),
            private=Private(told.recipient, told.on_behalf_of, note=told.note),
            order_id=order_id,
            for_other=told.on_behalf_of is not None,
            delivery=told.delivery,
        )
    )
    return desk.ledger.orders[order_id]


def describe(desk: Desk, cause: Cause, order: MemberOrder, told: Order) -> None:
    """Keep the address, the way of delivery and the wishes that were told about an order."""
    recipient = merged(order.recipient, told.recipient)
    note = told.note if not order.note or not told.note or told.note in order.note else f"{order.note}；{told.note}"
    note = note or order.note
    delivery = told.delivery or order.delivery
    if (recipient, note, delivery) != (order.recipient, order.note, order.delivery):
        private = Private(recipient, order.on_behalf_of, note=note)
        desk.record(OrderDescribed(**cause.told(order.member), private=private, order_id=order.id, delivery=delivery))


def take_cancel(desk: Desk, cause: Cause, recipient: Recipient | None, text: str) -> None:
    """Withdraw a whole order, what waits included; where several could be meant, ask."""
    orders = [order for order in desk.ledger.orders_of(cause.member) if order.stands]
    meant = meant_order(orders, Household(recipient)) if recipient else own_order(orders, desk.at_home)
    if meant is None and recipient is None and len(orders) == 1:
        meant = orders[0]
    if isinstance(meant, Several):
        ask(desk, cause, Question(AskAbout.RECIPIENT, cancel=True, private=Private(text=text or None)))
    else:
        withdraw(desk, cause, meant)


def withdraw(desk: Desk, cause: Cause, order: MemberOrder | None) -> None:
    """Take everything off an order, and drop what was being asked about it."""
    if order is not None:
        for product in list(order.lines):
            if order.total_of(product):
                enter_total(desk, order, product, cause, step=Step.CANCELLED, total=NOTHING, said=None)
    drop_all(desk, cause, cause.member, order.id if order else None)


def _ask_recipient(desk: Desk, cause: Cause, wish: Wish) -> None:
    question = Question(
        AskAbout.RECIPIENT,
        lines=wish.order.lines,
        exchange=wish.exchange,
        delivery=wish.order.delivery,
        private=wish.private(),
    )
    ask(desk, cause, question)


def _describe_only(desk: Desk, cause: Cause, wish: Wish, order: MemberOrder | None) -> None:
    """An address, a way of delivery or a wish alone: about what stands; an address that contradicts is a new one."""
    if order is None or not order.stands:
        standing = [each for each in desk.ledger.orders_of(cause.member) if each.stands]
        own = own_order(standing, desk.at_home)
        if isinstance(own, Several):
            _ask_recipient(desk, cause, wish)
            return
        order = own or (standing[0] if len(standing) == 1 and not has_address(standing[0].recipient) else None)
    if order is not None:
        describe(desk, cause, order, wish.order)


def _take_line(
    desk: Desk, cause: Cause, wish: Wish, order: MemberOrder | None, line: Line, *, plus: bool
) -> MemberOrder | None:
    """Enter one line; the order that it went to, or that was meant."""
    if line.op in (Op.REMOVE, Op.SET) and wish.names_nobody:
        order = _holder(desk, cause, order, line.product)
    if order is not None and _is_overtaken(order, line.product, cause):
        return order
    if line.op is Op.REMOVE:
        return _take_less(desk, cause, order, line)
    quantity = line.quantity or NOTHING
    held = order.total_of(line.product) if order else NOTHING
    if order is not None and held and line.op is Op.ORDER and not plus:
        _order_again(desk, cause, wish, order, line)
        return order
    total = held + quantity if line.op is Op.ADD or plus else quantity
    if order is None:
        if not total:
            return None
        order = open_order(desk, cause, wish.order)
    _enter_word(desk, cause, order, line, total)
    return order


def _is_overtaken(order: MemberOrder, product: ProductId, cause: Cause) -> bool:
    """Whether a chain entry that was sent after this message has made or changed the line: what was said before it has
    given way to it (order-language, section 7), though it arrives only now."""
    line = order.lines.get(product)
    words = line.contributions if line and line.total else ()
    return any(word.step is Step.ENTERED and word.at > cause.at for word in words)


def _holder(desk: Desk, cause: Cause, order: MemberOrder | None, product: ProductId) -> MemberOrder | None:
    """The order whose line is changed or removed: the one meant, or, where that has none of it, the only one that
    has, though it be somebody else's."""
    if order is not None and order.total_of(product):
        return order
    holders = [each for each in desk.ledger.orders_of(cause.member) if each.total_of(product)]
    return holders[0] if len(holders) == 1 else order


def _enter_word(desk: Desk, cause: Cause, order: MemberOrder, line: Line, total: Quantity) -> None:
    step = _STEPS[line.op]
    total = _as_sent(order, line, cause, total)
    if order.total_of(line.product) == total:
        repeated(desk, cause, order, line.product, total)
    else:
        enter_total(desk, order, line.product, cause, step=step, total=total, said=line.quantity)
    settle_by_change(desk, cause, order.member, order.id, line.product)


def _as_sent(order: MemberOrder, line: Line, cause: Cause, total: Quantity) -> Quantity:
    """What a line comes to where this message was sent before others that were entered: each word counts at its place
    in the order of sending."""
    known = order.lines.get(line.product)
    words = known.contributions if known and known.total else ()
    if known is None or not any(word.at > cause.at for word in words):
        return total
    beneath = sum((share.quantity for share in known.shares), NOTHING)
    own = Contribution(cause.message_id, order.member, cause.at, _STEPS[line.op], line.quantity, total)
    return beneath + said_since(None, [*words, own], beneath)


def _order_again(desk: Desk, cause: Cause, wish: Wish, order: MemberOrder, line: Line) -> None:
    """A product that they have already: the same quantity says nothing new, another one must be asked about."""
    held, quantity = order.total_of(line.product), line.quantity or NOTHING
    allowed = desk.allowed(order, order.member, line.product)
    if quantity == held or (allowed is not None and min(quantity, allowed) == held):
        repeated(desk, cause, order, line.product, held)
        return
    private = Private(wish.order.recipient, wish.order.on_behalf_of, text=wish.text or None)
    ask(desk, cause, Question(AskAbout.CHANGE, lines=(line,), order_id=order.id, private=private))


def repeated(desk: Desk, cause: Cause, order: MemberOrder, product: ProductId, quantity: Quantity) -> None:
    """What was said stands already."""
    desk.record(WishRepeated(**cause.told(order.member), order_id=order.id, product=product, quantity=quantity))


def _take_less(desk: Desk, cause: Cause, order: MemberOrder | None, line: Line) -> MemberOrder | None:
    """Less of a product, or none."""
    held = order.total_of(line.product) if order else NOTHING
    if order is None or not held:
        return order
    total = NOTHING if line.quantity is None else max(held - line.quantity, NOTHING)
    _enter_word(desk, cause, order, line, total)
    return order


def _exchange(desk: Desk, cause: Cause, wish: Wish, order: MemberOrder | None) -> MemberOrder | None:
    """One product in another's place, in full or not at all."""
    gone, wanted = wish.order.lines
    quantity = wanted.quantity or NOTHING
    if wish.names_nobody:
        order = _holder(desk, cause, order, gone.product)
    if order is None or not order.total_of(gone.product) or not _can_have(desk, order, wanted.product, quantity):
        _ask_exchange(desk, cause, wish, order)
        return order
    for product, total in ((gone.product, NOTHING), (wanted.product, order.total_of(wanted.product) + quantity)):
        said = None if product == gone.product else quantity
        enter_total(desk, order, product, cause, step=Step.EXCHANGED, total=total, said=said)
        settle_by_change(desk, cause, order.member, order.id, product)
    return order


def _can_have(desk: Desk, order: MemberOrder, product: ProductId, quantity: Quantity) -> bool:
    free, allowed = desk.free(product), desk.allowed(order, order.member, product)
    held = order.total_of(product)
    return (free is None or quantity <= free) and (allowed is None or held + quantity <= allowed)


def _ask_exchange(desk: Desk, cause: Cause, wish: Wish, order: MemberOrder | None) -> None:
    question = Question(
        AskAbout.CHANGE,
        lines=wish.order.lines,
        order_id=order.id if order else None,
        exchange=True,
        private=wish.private(),
    )
    ask(desk, cause, question)
