"""What does a changed place in a chain do to the orders? Shares of lines, moved with their owner and address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from models.acts import AskAbout, Line, Op, Order
from models.events import EntryShare, Private, Step
from models.groupbuy.asking import Question, ask, open_questions, settle
from models.groupbuy.chain_parts import Place, SeenEntry
from models.groupbuy.chains import Chain
from models.groupbuy.desk import Cause, Desk
from models.groupbuy.entering import Entry, enter, state_of
from models.groupbuy.households import Household, Several, contradicts, has_address, meant_order
from models.groupbuy.names import name_key
from models.groupbuy.orders import NOTHING, Contribution, MemberOrder
from models.groupbuy.post_effects import places_changed
from models.groupbuy.said_since import ordered_since, said_since
from models.groupbuy.taking import describe, open_order
from models.values import MessageId, PersonId, ProductId, Quantity


@dataclass(frozen=True, slots=True)
class Seat:
    """A place in a chain, as lines know it."""

    chain: str
    place: int


def place_changed(desk: Desk, cause: Cause, chain: Chain, old: Place | None, new: Place | None) -> None:
    """Let the orders follow a place that was made, changed, withdrawn, or given to its true owner."""
    was_live, is_live = old is not None and old.live, new is not None and new.live
    if old is not None and was_live and (new is None or not is_live or new.owner != old.owner):
        given_on = new is not None and is_live
        mistaken = new is None or new.owner != old.owner
        _leave(desk, cause, chain, old, Step.MOVED if given_on else Step.WITHDRAWN, mistaken=mistaken)
    if new is not None and is_live:
        stays = old if old is not None and was_live and old.owner == new.owner else None
        _stand(desk, _cause_of(new, cause), chain, stays, new)
    _ask_about(desk, cause, chain, old if was_live else None, new if is_live else None)


def order_of_place(desk: Desk, chain: Chain, place: Place) -> MemberOrder | None:
    """The order in which a place's shares stand."""
    for order in desk.ledger.orders_of(place.owner):
        for line in order.lines.values():
            if any((share.chain, share.entry) == (chain.id, place.id) for share in line.shares):
                return order
    return None


def _cause_of(place: Place, cause: Cause) -> Cause:
    """The post that made the place what it is: where a late post re-orders a chain, it need not be the last one."""
    return cause if place.message_id == cause.message_id else Cause(place.message_id, place.owner, place.at)


def _leave(desk: Desk, cause: Cause, chain: Chain, place: Place, step: Step, *, mistaken: bool) -> None:
    order = order_of_place(desk, chain, place)
    for product, _ in place.quantities:
        if order is not None:
            _take_share(desk, cause, order, product, Seat(chain.id, place.id), step, mistaken=mistaken)


def _stand(desk: Desk, cause: Cause, chain: Chain, old: Place | None, new: Place) -> None:
    known = chain.entry(new.entry)
    before = order_of_place(desk, chain, old or new)
    order = before if old is None and before is not None else _order_for(desk, cause, chain, known, new, before)
    moved = before is not None and order is not before
    if moved and before is not None and old is not None:
        for product, _ in old.quantities:
            _take_share(desk, cause, before, product, Seat(chain.id, old.id), Step.MOVED)
    wanted = dict(new.quantities)
    held = _put_back(chain, before, new) if old is None else {} if moved else dict(old.quantities)
    earlier = old is not None and old.at > new.at
    for product in dict.fromkeys([*held, *wanted]):
        if order is None or earlier or held.get(product, NOTHING) != wanted.get(product, NOTHING):
            order = order or open_order(desk, Cause(cause.message_id, new.owner, cause.at), _told(known))
            share = EntryShare(chain.id, new.id, wanted.get(product, NOTHING))
            if _was_written(chain, new):
                _take_over(desk, cause, order, product, share)
            else:
                _put_share(desk, cause, order, product, share)
    if order is not None and (old is None or old.entry != new.entry):
        describe(desk, cause, order, _told(known))


def _was_written(chain: Chain, place: Place) -> bool:
    """Whether this is the post that brings an entry which the book wrote itself."""
    if chain.entry(place.entry).seen.written_at is None:
        return False
    first = next((post for post in chain.posts if post.mask >> place.entry & 1), None)
    return first is not None and first.message_id == place.message_id


def _words(desk: Desk, order: MemberOrder, product: ProductId) -> list[Contribution]:
    """The words that made a line; those of posts that are no word about this member's entries, now that what was sent
    before them has arrived, are none."""
    line = order.lines.get(product)
    words = line.contributions if line else ()
    posts = {word.message_id for word in words if word.step is Step.ENTERED}
    unsaid = {message for message in posts if not _is_word_of(desk, order.member, message)}
    return [word for word in words if word.step is not Step.ENTERED or word.message_id not in unsaid]


def _is_word_of(desk: Desk, member: PersonId, post: MessageId) -> bool:
    chain = desk.ledger.chains.get(desk.ledger.chain_of_post.get(post, ""))
    return chain is None or any(places_changed(chain, post, member))


def _put_back(chain: Chain, order: MemberOrder | None, place: Place) -> dict[ProductId, Quantity]:
    """What a place adds already, where what took it away was taken back."""
    lines = order.lines.values() if order else ()
    seat = chain.id, place.id
    standing = {line.product for line in lines if seat in {(share.chain, share.entry) for share in line.shares}}
    return {product: quantity for product, quantity in place.quantities if product in standing}


def _order_for(
    desk: Desk, cause: Cause, chain: Chain, known: SeenEntry, new: Place, before: MemberOrder | None
) -> MemberOrder | None:
    """The order to which a place belongs by its address; None: a new one."""
    told = known.told
    written_for = desk.ledger.orders.get(known.seen.order_id) if known.seen.order_id else None
    if written_for is not None and written_for.member == new.owner:
        return written_for
    if before is not None and not _elsewhere(before, known):
        return before
    orders = desk.ledger.orders_of(new.owner)
    household = Household(told.recipient, told.on_behalf_of, desk.at_home)
    meant = meant_order(orders, household)
    if isinstance(meant, MemberOrder):
        hers = desk.terms.names.get(new.owner, "")
        return None if name_key(hers) != known.name_key and _is_of_another(meant, chain, known) else meant
    if before is not None and meant is None and _alone(before, chain, new.id):
        return before
    return None if meant is None or isinstance(meant, Several) else meant


def _is_of_another(order: MemberOrder, chain: Chain, known: SeenEntry) -> bool:
    """Whether an entry that tells its address would give it to an order without one, which stands in the same chain
    under another name: who writes 秋秋 and 秋秋妈妈 3-901 below each other writes for two households."""
    if not has_address(known.told.recipient) or has_address(order.recipient):
        return False
    shares = (share for line in order.lines.values() if line.total for share in line.shares if share.chain == chain.id)
    places = (chain.places.get(share.entry) for share in shares)
    return any(place is not None and chain.entry(place.entry).name_key != known.name_key for place in places)


def _elsewhere(order: MemberOrder, known: SeenEntry) -> bool:
    told = known.told
    behalf_changed = told.on_behalf_of is not None and told.on_behalf_of != order.on_behalf_of
    return behalf_changed or contradicts(order.recipient, told.recipient)


def _alone(order: MemberOrder, chain: Chain, place: int) -> bool:
    """Whether nothing but this place's shares stands in an order, so that it can change its address."""
    for line in order.lines.values():
        if line.total and (
            line.state.chat or any((each.chain, each.entry) != (chain.id, place) for each in line.shares)
        ):
            return False
    return True


def _told(known: SeenEntry) -> Order:
    told = known.told
    return Order((), told.recipient, told.on_behalf_of, known.seen.delivery, told.note)


def _put_share(desk: Desk, cause: Cause, order: MemberOrder, product: ProductId, share: EntryShare) -> None:
    """Set what a place adds to a line. Made or changed, it takes the place of what its owner had said by chat until
    then; what they said after it was sent, though it arrived before, counts on top."""
    shares = _with(state_of(order, product).shares, share)
    words, beneath = _words(desk, order, product), sum((each.quantity for each in shares), NOTHING)
    chat, ordered = said_since(cause.at, words, beneath), ordered_since(cause.at, words)
    enter(desk, order, product, cause, Entry(Step.ENTERED, share.quantity, chat, shares))
    if ordered is not None and ordered.said not in (None, beneath):
        again = Question(AskAbout.CHANGE, lines=(Line(product, Op.ORDER, ordered.said),), order_id=order.id)
        ask(desk, Cause(ordered.message_id, order.member, ordered.at), again)


def _take_over(desk: Desk, cause: Cause, order: MemberOrder, product: ProductId, share: EntryShare) -> None:
    """Let an entry that the book wrote say what was said by chat: so much less was said by chat now, and the line comes
    to what it came to, whatever was said since it was written."""
    state = state_of(order, product)
    seat = Seat(share.chain, share.entry)
    held = sum((each.quantity for each in state.shares if Seat(each.chain, each.entry) == seat), NOTHING)
    chat, shares = state.chat - (share.quantity - held), _with(state.shares, share)
    enter(desk, order, product, cause, Entry(Step.ENTERED, share.quantity, chat, shares))


def _take_share(
    desk: Desk,
    cause: Cause,
    order: MemberOrder,
    product: ProductId,
    seat: Seat,
    step: Step,
    *,
    mistaken: bool = False,
) -> None:
    """A place adds nothing to a line any more; what was said by chat stays. ``mistaken``: it never was this member's,
    and took the place of what they had said for nothing."""
    state = state_of(order, product)
    shares, chat = _without(state.shares, seat), state.chat
    if mistaken:
        chat = said_since(None, _words(desk, order, product), sum((each.quantity for each in shares), NOTHING))
    enter(desk, order, product, cause, Entry(step, None, chat, shares))


def _with(shares: Iterable[EntryShare], share: EntryShare) -> tuple[EntryShare, ...]:
    others = _without(shares, Seat(share.chain, share.entry))
    return (*others, share) if share.quantity else others


def _without(shares: Iterable[EntryShare], seat: Seat) -> tuple[EntryShare, ...]:
    return tuple(share for share in shares if (share.chain, share.entry) != (seat.chain, seat.place))


def _ask_about(desk: Desk, cause: Cause, chain: Chain, old: Place | None, new: Place | None) -> None:
    """Ask about what can't be read in an entry, once it is in force; drop the question when the entry is gone."""
    if old and new and (old.entry, old.owner) == (new.entry, new.owner):
        return
    if old is not None:
        for question in open_questions(desk, old.owner):
            if (question.chain, question.entry) == (chain.id, old.entry):
                settle(desk, cause, question, answered=False)
    if new is not None:
        _ask(desk, _cause_of(new, cause), chain, new)


def _ask(desk: Desk, cause: Cause, chain: Chain, place: Place) -> None:
    known = chain.entry(place.entry)
    if known.seen.ask is None:
        return
    question = Question(
        AskAbout(known.seen.ask),
        candidates=known.seen.candidates,
        chain=chain.id,
        entry=place.entry,
        private=Private(known.told.recipient, known.told.on_behalf_of, known.told.name, text=known.told.text),
    )
    ask(desk, cause, question, member=place.owner)
