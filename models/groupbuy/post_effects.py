"""What did a chain post itself do to the orders? Apart from what its arrival only put right."""

from __future__ import annotations

from models.events import Step
from models.groupbuy.chain_parts import Place
from models.groupbuy.chains import Chain
from models.groupbuy.ledger import LineEffect
from models.values import MessageId, PersonId


def said_by_post(chain: Chain, message_id: MessageId, effect: LineEffect, member: PersonId) -> bool:
    """Whether an effect on a member's line is what the post says: one that arrived late also moves what was taken
    for somebody else's, and that is not its word."""
    places = _places_changed(chain, message_id, member)
    if effect.step is not Step.WITHDRAWN:
        return bool(places)
    held = {share.entry for share in effect.before.shares if share.chain == chain.id} if effect.before else set()
    return any(not place.live and place.id in held for place in places)


def only_changed(chain: Chain, message_id: MessageId, member: PersonId) -> bool:
    """Whether a post by ``member`` changed an entry of theirs that stood before: recalled, that is withdrawn
    (order-language, section 7), and not put back as it was."""
    post = chain.post_of(message_id)
    made = chain.outcome(message_id).made
    changed = [place for place in _places_changed(chain, message_id, member) if place.live]
    return post.sender == member and any(place.id not in made for place in changed)


def _places_changed(chain: Chain, message_id: MessageId, member: PersonId) -> list[Place]:
    changed = (chain.places[number] for number in chain.outcome(message_id).changed)
    return [place for place in changed if place.owner == member]
