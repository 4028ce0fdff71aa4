"""What did a chain post itself do to the orders? Apart from what its arrival only put right."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from models.events import EntryShare, Step
from models.groupbuy.chain_parts import Place
from models.groupbuy.chains import Chain
from models.groupbuy.ledger import LineEffect
from models.values import MessageId, PersonId


def said_by_post(chain: Chain, message_id: MessageId, effect: LineEffect, member: PersonId) -> bool:
    """Whether an effect on a member's line is what the post says: one that arrived late also moves what was taken
    for somebody else's, and that is not its word."""
    places = list(places_changed(chain, message_id, member))
    if effect.step is not Step.WITHDRAWN:
        return bool(places)
    held = {share.entry for share in effect.before.shares if share.chain == chain.id} if effect.before else set()
    return any(not place.live and place.id in held for place in places)


def is_as_before(effect: LineEffect, now: Collection[EntryShare], chain: str, left: Mapping[int, Place]) -> bool:
    """Whether a line, of which the entries are ``now``, is what it was before the post once that is recalled: its
    entries stand as they did then, and no others do. Where they don't (one's own entry that was only changed is
    withdrawn, order-language, section 7; or a post that arrived since has changed the past, and holds the entry that
    the recalled one had brought), the chain says what is left of it."""
    before = {share.entry: share.quantity for share in _of_chain(effect.before.shares if effect.before else (), chain)}
    for entry, quantity in before.items():
        place = left.get(entry)
        if place is None or not place.live or place.quantity_of(effect.product) != quantity:
            return False
    others = (left.get(share.entry) for share in _of_chain(now, chain) if share.entry not in before)
    return not any(place is not None and place.live and place.quantity_of(effect.product) for place in others)


def _of_chain(shares: Iterable[EntryShare], chain: str) -> Iterator[EntryShare]:
    return (share for share in shares if share.chain == chain)


def places_changed(chain: Chain, message_id: MessageId, member: PersonId) -> Iterator[Place]:
    """A member's places that a post made or changed, by what is known of the chain now."""
    changed = (chain.places[number] for number in chain.outcome(message_id).changed)
    return (place for place in changed if place.owner == member)
