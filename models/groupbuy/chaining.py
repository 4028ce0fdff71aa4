"""How does a chain post come into the book? Its entries, the snapshot, and what it changes in the orders."""

from __future__ import annotations

from models.acts import Entry, Jielong
from models.events import (
    ChainPosted,
    ChainStarted,
    EntrySeen,
    Private,
    RequestLate,
    WishKind,
)
from models.groupbuy.chain_parts import Place, members_of
from models.groupbuy.chains import Chain
from models.groupbuy.desk import Cause, Desk
from models.groupbuy.names import name_key, text_key
from models.groupbuy.placing import place_changed
from models.groupbuy.post_reports import report_posts
from models.groupbuy.which_chain import which_chain
from models.values import PersonId, Role


def take_chain(desk: Desk, cause: Cause, post: Jielong, *, name: str, role: Role, late: bool) -> None:
    """Take a snapshot in, and let what it means happen in the orders; after the cut-off it is only kept."""
    chain = which_chain(list(desk.ledger.chains.values()), post) or _start(desk, cause, post)
    before = dict(chain.places)
    _record(desk, cause, chain, post, name=name, role=role, late=late)
    report_posts(desk, cause, chain)
    if chain.outcome(cause.message_id).asks_for_something:
        first = cause.member not in desk.ledger.told_late
        desk.record(RequestLate(**cause.told(), wish=WishKind.CHAIN, first=first))
    settle_places(desk, cause, chain, before)


def settle_places(desk: Desk, cause: Cause, chain: Chain, before: dict[int, Place]) -> None:
    """Bring the orders in line with what is in force in a chain now, where it was not ``before``."""
    for number in sorted({*before, *chain.places}):
        old, new = before.get(number), chain.places.get(number)
        if old != new:
            place_changed(desk, cause, chain, old, new)


def _start(desk: Desk, cause: Cause, post: Jielong) -> Chain:
    starter = PersonId(post.starter) if post.starter is not None else None
    desk.record(ChainStarted(**cause.told(), chain=cause.message_id, title=post.title, starter=starter))
    return desk.ledger.chains[cause.message_id]


def _record(desk: Desk, cause: Cause, chain: Chain, post: Jielong, *, name: str, role: Role, late: bool) -> None:
    name = name or desk.terms.names.get(cause.member, "")
    own_name = desk.own_name(cause.member, name)
    by_organizer = role is Role.ORGANIZER or cause.member in desk.terms.organizers
    mask = 0
    for entry in post.entries:
        number = _number_of(desk, cause, chain, entry, mask, name_key(name))
        mask |= 1 << number if number is not None else 0
    like = chain.nearest_mask(mask)
    base = chain.masks[like] if like is not None else 0
    desk.record(
        ChainPosted(
            **cause.told(),
            private=Private(name=own_name),
            chain=chain.id,
            like=like,
            plus=tuple(members_of(mask & ~base)),
            minus=tuple(members_of(base & ~mask)),
            by_organizer=by_organizer,
            late=late,
        )
    )


def _number_of(desk: Desk, cause: Cause, chain: Chain, entry: Entry, taken: int, senders_name: str) -> int | None:
    """Which of the chain's distinct entries this is, a new one if need be; None for a line that stands there twice."""
    same = chain.by_text.get(text_key(_text(entry)), [])
    left = [number for number in same if not taken >> number & 1]
    for number in left:
        author = chain.entry(number).seen.author
        if entry.author is None or author is None or author == entry.author:
            return number
    if same and not left and not _another_person(chain, same, entry, cause.member, senders_name):
        return None
    return _see(desk, cause, chain, entry)


def _another_person(chain: Chain, same: list[int], entry: Entry, sender: PersonId, senders_name: str) -> bool:
    """Whether a text that stands in the list twice is that of two people: their ids, or the sender's name, say so."""
    if entry.author is not None:
        return all(chain.entry(number).seen.author not in (None, entry.author) for number in same)
    owners = {chain.owner_of(number) or sender for number in same}
    return name_key(entry.name or "") == senders_name and sender not in owners


def _see(desk: Desk, cause: Cause, chain: Chain, entry: Entry) -> int:
    number = len(chain.entries)
    author = PersonId(entry.author) if entry.author is not None else None
    namesake = desk.namesake(entry.name)
    desk.record(
        EntrySeen(
            **cause.told(author or namesake),
            private=Private(entry.recipient, entry.on_behalf_of, entry.name, entry.note, _text(entry)),
            chain=chain.id,
            entry=number,
            lines=entry.lines,
            delivery=entry.delivery,
            ask=entry.ask,
            candidates=entry.candidates,
            cancelled=entry.cancelled,
            author=author,
            namesake=namesake,
            made_at=entry.at,
        )
    )
    return number


def _text(entry: Entry) -> str:
    if entry.text:
        return entry.text
    lines = " ".join(f"{line.product}{line.quantity}" for line in entry.lines)
    return f"{entry.name or ''} {lines}"
