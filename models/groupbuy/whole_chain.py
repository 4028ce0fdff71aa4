"""How does a chain read with the chat orders merged in? A text for the organizer to paste as the next snapshot.

Entries that say what stands are written as they are; the others, and everybody who ordered by chat alone, get a new
text. Each new text is noted in the ledger with the order that it was written for, so that the book knows it again
whatever names may look like, and reads the whole list back without a change. The list is for the group: what is wished,
for whom it is, and a room that was told in private are left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from models.acts import Line, Op
from models.events import ChainStarted, EntrySeen, Private
from models.groupbuy.chain_parts import Place
from models.groupbuy.chains import Chain
from models.groupbuy.desk import Cause, Desk
from models.groupbuy.names import text_key
from models.groupbuy.orders import NOTHING, MemberOrder, OrderLine
from models.groupbuy.placing import order_of_place
from models.language.chain_text import split_chain
from models.values import OrderId, PersonId, ProductId, Quantity, Recipient, decimal_text

#: What is hung on a text that would be the same as another one.
_TOLD_APART = "\u2460\u2461\u2462\u2463\u2464\u2465\u2466\u2467\u2468\u2469"
_TITLE = "本团接龙"
_WITHDRAWN = "取消"

Amounts = dict[ProductId, Quantity]


@dataclass(frozen=True, slots=True)
class _Draft:
    """An entry about to be written: for which order, how much of what, and in the stead of which place."""

    order: MemberOrder
    amounts: Amounts
    place: Place | None = None


@dataclass(slots=True)
class _Writing:
    """The list while it is written."""

    desk: Desk
    cause: Cause
    chain: Chain
    rooms: Collection[OrderId] | None = None
    texts: list[str] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)


def write_chain(
    desk: Desk,
    cause: Cause,
    chain: Chain | None,
    names: Mapping[PersonId, str],
    title: str = "",
    rooms: Collection[OrderId] | None = None,
) -> str:
    """The whole chain as text; its new entries are noted. ``chain`` None: there is none yet, and one is begun.
    ``names`` are what members are called; ``rooms`` the orders whose rooms the group knows (None: all)."""
    if chain is None:
        desk.record(ChainStarted(**cause.told(), chain=cause.message_id, title=title or _TITLE))
        chain = desk.ledger.chains[cause.message_id]
    return _whole(_Writing(desk, cause, chain, rooms), list(_drafts(desk, chain)), names)


def write_older_chain(
    desk: Desk, cause: Cause, chain: Chain, names: Mapping[PersonId, str], rooms: Collection[OrderId] | None = None
) -> str:
    """An older chain, whose entries stand beside those of the latest one, as a list of its own; empty where nothing of
    it stands. What was said by chat is written in the latest one."""
    orders = [order for _, order in _seated(desk, chain)]
    if not any(order.stands for order in orders):
        return ""
    drafts = [_Draft(order, {}, place) for place, order in _seated(desk, chain) if not order.stands]
    return _whole(_Writing(desk, cause, chain, rooms), drafts, names)


def _whole(writing: _Writing, drafts: list[_Draft], names: Mapping[PersonId, str]) -> str:
    """The chain's entries, with the drafts in their places and behind them."""
    chain = writing.chain
    instead = {draft.place.id: draft for draft in drafts if draft.place is not None}
    writing.taken.update(text_key(known.told.text or "") for known in chain.entries)
    for place in sorted((each for each in chain.places.values() if each.live), key=lambda each: each.id):
        if place.id in instead:
            _write(writing, instead[place.id], names)
        else:
            writing.texts.append(_on_one_line(chain.entry(place.entry).told.text or ""))
    for draft in drafts:
        if draft.place is None:
            _write(writing, draft, names)
    return whole_text(chain.title, writing.texts)


def whole_text(title: str, texts: list[str]) -> str:
    """A chain as people post it."""
    head = "\n".join(line for line in ("#接龙", title.strip()) if line)
    return head + "\n\n" + "\n".join(f"{number}. {text}" for number, text in enumerate(texts, 1))


def _drafts(desk: Desk, chain: Chain) -> Iterator[_Draft]:
    """What the chain does not say: the chat part of every order."""
    places: dict[str, list[Place]] = {}
    for place, order in _seated(desk, chain):
        places.setdefault(order.id, []).append(place)
    for order in desk.ledger.orders.values():
        # What was withdrawn by chat is still written in its places, for all to see.
        if order.stands or order.id in places:
            yield from _drafts_of(chain, order, places.get(order.id, []))


def _seated(desk: Desk, chain: Chain) -> Iterator[tuple[Place, MemberOrder]]:
    """The places of a chain by which something was ordered, each with its order."""
    for place in sorted(chain.places.values(), key=lambda each: each.id):
        # An entry that somebody is being asked about keeps its words.
        sure = place.live and chain.entry(place.entry).seen.ask is None
        order = order_of_place(desk, chain, place) if sure else None
        if order is not None:
            yield place, order


def _drafts_of(chain: Chain, order: MemberOrder, places: list[Place]) -> Iterator[_Draft]:
    shares = {place.id: _shares(chain, order, place) for place in places}
    left = {product: _said(line) for product, line in order.lines.items() if _said(line)}
    for product, said in left.items():
        entered = sum((amounts.get(product, NOTHING) for amounts in shares.values()), NOTHING)
        if entered + said < 0:
            # What takes from entries that can't be changed stays as it was said.
            left[product] = NOTHING
    for place in places:
        amounts = dict(shares[place.id])
        for product in [each for each in left if each in amounts or (left[each] > 0 and place is places[0])]:
            held = amounts.get(product, NOTHING)
            amounts[product] = max(held + left[product], NOTHING)
            left[product] -= amounts[product] - held
        amounts = {product: amount for product, amount in amounts.items() if amount}
        if amounts != shares[place.id]:
            yield _Draft(order, amounts, place)
    rest = {product: amount for product, amount in left.items() if amount > 0}
    if rest:
        yield _Draft(order, rest)


def _shares(chain: Chain, order: MemberOrder, place: Place) -> Amounts:
    """What a place adds to the lines of its order, which a limit may have cut."""
    return {
        product: share.quantity
        for product, line in order.lines.items()
        for share in line.shares
        if (share.chain, share.entry) == (chain.id, place.id)
    }


def _said(line: OrderLine) -> Quantity:
    """What a line comes to beside its entries."""
    return line.total - sum((share.quantity for share in line.shares), NOTHING)


def _write(writing: _Writing, draft: _Draft, names: Mapping[PersonId, str]) -> None:
    desk, chain, order = writing.desk, writing.chain, draft.order
    known = chain.entry(draft.place.entry) if draft.place is not None else None
    name = (known.told.name if known else None) or names.get(order.member, "") or "邻居"
    text = _apart(writing, _on_one_line(name), _body(writing, draft))
    writing.texts.append(text)
    lines = tuple(Line(product, Op.SET, amount) for product, amount in draft.amounts.items())
    desk.record(
        EntrySeen(
            **writing.cause.told(order.member),
            private=Private(order.recipient, order.on_behalf_of, name, order.note, text),
            chain=chain.id,
            entry=len(chain.entries),
            lines=lines,
            delivery=order.delivery,
            cancelled=not lines,
            namesake=order.member,
            written_at=writing.cause.at,
            order_id=order.id,
            place=draft.place.id if draft.place is not None else None,
        )
    )


def _body(writing: _Writing, draft: _Draft) -> str:
    goods = " ".join(_amount(writing.desk, product, amount) for product, amount in draft.amounts.items())
    room = address_text(draft.order.recipient) if _room_is_known(writing, draft) else ""
    return " ".join(part for part in (room, goods or _WITHDRAWN) if part)


def _room_is_known(writing: _Writing, draft: _Draft) -> bool:
    """Whether the group knows the room: it was said there, or it stands in the entry."""
    if writing.rooms is None or draft.order.id in writing.rooms:
        return True
    entry = None if draft.place is None else writing.chain.entry(draft.place.entry)
    return entry is not None and address_text(entry.told.recipient) == address_text(draft.order.recipient)


def _amount(desk: Desk, product: ProductId, amount: Quantity) -> str:
    known = desk.products.get(product)
    return f"{known.name if known else product}{decimal_text(amount)}{known.unit if known else ''}"


def address_text(recipient: Recipient | None) -> str:
    """An address as people write it: ``3-501``."""
    parts = (recipient.building, recipient.unit, recipient.room) if recipient else ()
    return "-".join(part for part in parts if part)


def _apart(writing: _Writing, name: str, body: str) -> str:
    """A text that the chain never held, and that stands alone where a list is taken apart."""
    for mark in ("", *_TOLD_APART, *(f"#{number}" for number in range(11, 1000))):
        text = _on_one_line(f"{name}{mark} {body}")
        if text_key(text) not in writing.taken and _reads_back(text):
            writing.taken.add(text_key(text))
            return text
        if not _reads_back(text):
            name = f"@{name}".replace("#", "＃") if not name.startswith("@") else "邻居"
    raise AssertionError("there is always another number")


def _reads_back(text: str) -> bool:
    found = split_chain(whole_text("", [text, "甲 乙1"]))
    return found is not None and [text_key(each.text) for each in found.entries] == [text_key(text), "甲乙1"]


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
