"""How do a group-buy's chains read with the chat orders merged in? Texts for the organizer to paste as the next
snapshots.

Entries that say what stands are written as they are; the others, and everybody who ordered by chat alone, get a new
text. Each new text is noted in the ledger with the order that it was written for, so that the book knows it again
whatever names may look like, and reads each list back without a change. The lists are for the group: what is wished,
for whom it is, and a room that was told in private are left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from models.acts import Line, Op
from models.events import ChainStarted, EntrySeen, Private
from models.groupbuy.chain_drafts import Draft, drafts, seated
from models.groupbuy.chains import Chain
from models.groupbuy.desk import Cause, Desk
from models.groupbuy.names import text_key
from models.language.chain_text import split_chain
from models.values import OrderId, PersonId, ProductId, Quantity, Recipient, decimal_text

#: What is hung on a text that would be the same as another one.
_TOLD_APART = "\u2460\u2461\u2462\u2463\u2464\u2465\u2466\u2467\u2468\u2469"
_TITLE = "本团接龙"
_WITHDRAWN = "取消"


@dataclass(frozen=True, slots=True)
class Called:
    """How what is written is called: members by ``names``, a list that is begun by ``title``. ``rooms`` are the orders
    whose rooms the group knows (None: all)."""

    names: Mapping[PersonId, str]
    title: str = ""
    rooms: Collection[OrderId] | None = None


@dataclass(slots=True)
class _Writing:
    """One list while it is written."""

    desk: Desk
    cause: Cause
    chain: Chain
    called: Called
    texts: list[str] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)


def write_chains(desk: Desk, cause: Cause, called: Called) -> Iterator[str]:
    """Every list of which something stands, oldest first, as text; its new entries are noted. What stands in none goes
    into the latest one; where there is none yet, one is begun."""
    if not desk.ledger.chains:
        desk.record(ChainStarted(**cause.told(), chain=cause.message_id, title=called.title or _TITLE))
    chains = list(desk.ledger.chains.values())
    written = list(drafts(desk, chains))
    for chain in chains:
        theirs = [draft for draft in written if draft.chain == chain.id]
        if any(draft.order.stands for draft in theirs) or any(order.stands for _, order in seated(desk, chain)):
            yield _whole(_Writing(desk, cause, chain, called), theirs)


def _whole(writing: _Writing, theirs: Sequence[Draft]) -> str:
    """The chain's entries, with the drafts in their places and behind them."""
    chain = writing.chain
    instead = {draft.place.id: draft for draft in theirs if draft.place is not None}
    writing.taken.update(text_key(known.told.text or "") for known in chain.entries)
    for place in sorted((each for each in chain.places.values() if each.live), key=lambda each: each.id):
        if place.id in instead:
            _write(writing, instead[place.id])
        else:
            writing.texts.append(_on_one_line(chain.entry(place.entry).told.text or ""))
    for draft in theirs:
        if draft.place is None:
            _write(writing, draft)
    return whole_text(chain.title, writing.texts)


def whole_text(title: str, texts: list[str]) -> str:
    """A chain as people post it."""
    head = "\n".join(line for line in ("#接龙", title.strip()) if line)
    return head + "\n\n" + "\n".join(f"{number}. {text}" for number, text in enumerate(texts, 1))


def _write(writing: _Writing, draft: Draft) -> None:
    desk, chain, order = writing.desk, writing.chain, draft.order
    known = chain.entry(draft.place.entry) if draft.place is not None else None
    name = (known.told.name if known else None) or writing.called.names.get(order.member, "") or "邻居"
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
            namesake=(known.seen.namesake if known is not None else None) or order.member,
            written_at=writing.cause.at,
            order_id=order.id,
            place=draft.place.id if draft.place is not None else None,
        )
    )


def _body(writing: _Writing, draft: Draft) -> str:
    goods = " ".join(_amount(writing.desk, product, amount) for product, amount in draft.amounts.items())
    room = address_text(draft.order.recipient) if _room_is_known(writing, draft) else ""
    return " ".join(part for part in (room, goods or _WITHDRAWN) if part)


def _room_is_known(writing: _Writing, draft: Draft) -> bool:
    """Whether the group knows the room: it was said there, or it stands in the entry."""
    rooms = writing.called.rooms
    entry = None if draft.place is None else writing.chain.entry(draft.place.entry)
    # What somebody wrote for a neighbour stands in their own order, whose room is not the neighbour's.
    for_neighbour = entry is not None and entry.seen.namesake not in (None, draft.order.member)
    if not for_neighbour and (rooms is None or draft.order.id in rooms):
        return True
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
