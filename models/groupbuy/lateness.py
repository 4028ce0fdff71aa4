"""What becomes of a request that comes after the cut-off? It is kept, and the organizer may take it."""

from __future__ import annotations

from models.acts import Act, Ask, Cancel, Order
from models.events import ChainPostTaken, LateSettled, Private, RequestLate, WishKind
from models.groupbuy.asking import Question, ask
from models.groupbuy.chaining import settle_places
from models.groupbuy.desk import Cause, Desk
from models.groupbuy.households import Household, meant_order
from models.groupbuy.orders import MemberOrder
from models.groupbuy.said import Said
from models.groupbuy.taking import Wish, take_cancel, take_order
from models.groupbuy.undoing import leave_out
from models.values import MessageId


def keep_late(desk: Desk, cause: Cause, said: Said, act: Act, *, alone: bool) -> None:
    """Keep what an act asks for on the late list; what stands already asks for nothing."""
    if isinstance(act, Order) and not _stands_already(desk, cause, said, act):
        wish = Wish.of(said, act, alone=alone)
        private = Private(act.recipient, act.on_behalf_of, note=act.note, text=said.text or None)
        _keep(desk, cause, WishKind.ORDER, private, lines=act.lines, delivery=act.delivery, exchange=wish.exchange)
    elif isinstance(act, Cancel):
        last = desk.ledger.last_message_of(cause.member) if act.of_previous else None
        kind = WishKind.CANCEL_PREVIOUS if act.of_previous else WishKind.CANCEL
        _keep(desk, cause, kind, Private(act.recipient, text=said.text or None), recalls=last)
    elif isinstance(act, Ask):
        private = Private(act.recipient, act.on_behalf_of, text=said.text or None)
        _keep(desk, cause, WishKind.ASK, private, lines=act.lines, about=act.about, candidates=act.candidates)


def keep_late_recall(desk: Desk, cause: Cause, message_id: MessageId) -> None:
    _keep(desk, cause, WishKind.RECALL, None, recalls=message_id)


def take_late(desk: Desk, cause: Cause, message_id: MessageId) -> bool:
    """Enter what a late message asked for, as its sender's word; False where nothing is kept of it."""
    requests = desk.ledger.late.get(message_id)
    if not requests:
        return False
    kept = list(requests)
    desk.record(LateSettled(**cause.told(kept[0].member), late=message_id, taken=True))
    alone = len({each.private.recipient for each in kept if each.private and each.wish is WishKind.ORDER}) <= 1
    for request in kept:
        _take(desk, request, alone=alone)
    return True


def _keep(desk: Desk, cause: Cause, wish: WishKind, private: Private | None, **told: object) -> None:
    first = cause.member not in desk.ledger.told_late
    desk.record(
        RequestLate(**cause.told(), private=private, wish=wish, first=first, **told)  # type: ignore[arg-type]
    )


def _stands_already(desk: Desk, cause: Cause, said: Said, act: Order) -> bool:
    """The same words again after the cut-off, because no answer came."""
    wish = Wish.of(said, act, alone=True)
    meant = meant_order(desk.ledger.orders_of(cause.member), Household(act.recipient, act.on_behalf_of, desk.at_home))
    if not isinstance(meant, MemberOrder) or not act.lines or wish.plus or act.delivery or act.note:
        return False
    return all(
        line.op.value in ("order", "set") and meant.total_of(line.product) == line.quantity for line in act.lines
    )


def _take(desk: Desk, request: RequestLate, *, alone: bool) -> None:
    cause = Cause(request.message_id, request.member, request.at)
    told = request.private or Private()
    if request.wish is WishKind.ORDER:
        order = Order(request.lines, told.recipient, told.on_behalf_of, request.delivery, told.note)
        said = Said(request.message_id, request.member, request.at, text=told.text or "")
        take_order(desk, cause, Wish.of(said, order, alone=alone))
    elif request.wish is WishKind.CANCEL:
        take_cancel(desk, cause, told.recipient, told.text or "")
    elif request.wish is WishKind.ASK and request.about is not None:
        ask(desk, cause, Question(request.about, request.candidates, request.lines, private=told))
    elif request.wish is WishKind.CHAIN:
        _take_post(desk, cause, request.message_id)
    elif request.recalls is not None:
        # What she has noted herself goes too: now it is she who says so.
        leave_out(desk, cause, request.recalls, recalled=request.wish is WishKind.RECALL)


def _take_post(desk: Desk, cause: Cause, message_id: MessageId) -> None:
    chain = desk.ledger.chains[desk.ledger.chain_of_post[message_id]]
    before = dict(chain.places)
    desk.record(ChainPostTaken(**cause.told(), chain=chain.id, post=message_id))
    settle_places(desk, cause, chain, before)
