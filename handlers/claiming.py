"""What becomes of `鸡蛋坏了两个`? She is told at once, the group hears nothing; her word ends it: 退, 补, 算了.

The photos that came before the words go with them. Only where she is not there for twenty minutes the group hears that
it was seen, and no more; several claims on one product are a sign that all of it is bad, and she is asked whether it is
to be held back. Nothing is promised, admitted or judged (organizer-notes, 1.11).
"""

from __future__ import annotations

from collections.abc import Sequence

from handlers import pictures
from handlers.replies import on_claims
from handlers.turn import Turn
from handlers.which_group_buy import known_here
from models.acts import Act, Claim, Context
from models.events import ClaimMade
from models.groupbuy.group_buy import GroupBuy
from models.language import read
from models.language.payment_words import without_waiver
from models.money.told import MANY_CLAIMS, MANY_WITHIN, SHE_IS_AWAY, ClaimKept, ClaimState
from models.values import GroupId, MessageId, Role

# What residents say


def made(event: ClaimMade, group_buy: GroupBuy, turn: Turn) -> None:
    """A message in which a claim was read."""
    line = turn.unit.chat_log.get(event.message_id)
    waived = without_waiver("" if line is None else line.text or "") is not None
    claim = ClaimKept(
        id=f"{event.message_id}:{event.product or ''}",
        organizer=turn.speaker.organizer.id,
        group_buy=group_buy.id,
        household=event.member,
        message=event.message_id,
        at=event.at,
        group=None if turn.speaker.group is None else turn.speaker.group.id,
        product=event.product,
        quantity=event.quantity,
        photos=pictures.just_sent(event.member, turn),
        state=ClaimState.WAIVED if waived else ClaimState.OPEN,
    )
    _keep(claim, group_buy, turn)


def overheard(text: str, acts: Sequence[Act], turn: Turn) -> None:
    """`拿到了，鸡蛋碎俩，没事不用退`: a claim that is waived in the same breath is read without the waiver."""
    said = without_waiver(text)
    if said is None or turn.speaker.role is not Role.RESIDENT or any(isinstance(act, Claim) for act in acts):
        return
    for group_buy in known_here(turn)[:1]:
        catalog = turn.house.memory.catalog(group_buy.products)
        for act in read(said, catalog, Context(stage="handing_out", at=turn.speaker.at)):
            if isinstance(act, Claim):
                made(_event_of(act, turn), group_buy, turn)


def _event_of(claim: Claim, turn: Turn) -> ClaimMade:
    message, at = turn.speaker.message, turn.speaker.at
    return ClaimMade(message_id=message, member=turn.person, at=at, product=claim.product, quantity=claim.quantity)


def shown(turn: Turn) -> None:
    """A picture of somebody who has just claimed something belongs to it too."""
    theirs = turn.unit.claims.open_of(turn.speaker.organizer.id, [turn.person])
    for claim in theirs[-1:]:
        if turn.speaker.at - claim.at <= SHE_IS_AWAY:
            turn.unit.claims.add_photos(claim.id, [turn.speaker.message])


def recalled(message: MessageId, turn: Turn) -> None:
    for claim in turn.unit.claims.open_of(turn.speaker.organizer.id, [turn.person]):
        if claim.message == message:
            turn.unit.claims.settle(claim.id, ClaimState.WAIVED)


def _keep(claim: ClaimKept, group_buy: GroupBuy, turn: Turn) -> None:
    if not turn.unit.claims.add(claim):
        return
    turn.tell(on_claims.claim_told(turn.reader, claim.id))
    if claim.state is not ClaimState.OPEN:
        return
    if turn.speaker.group is not None and turn.speaker.role is Role.RESIDENT:
        _say_that_it_was_seen(claim, turn.speaker.group.id, turn)
    if claim.product is not None:
        households = turn.unit.claims.count(group_buy.id, claim.product, claim.at - MANY_WITHIN)
        if households == MANY_CLAIMS:
            her = turn.reader
            turn.tell(on_claims.whole_lot_bad(her, group_buy.id, claim.product, households))


def _say_that_it_was_seen(claim: ClaimKept, group: GroupId, turn: Turn) -> None:
    value = {"claim": claim.id, "message": claim.message}
    waiting = turn.unit.outbox.waiting(group=group, merge_key=on_claims.SEEN)
    if waiting is None:
        turn.tell(on_claims.seen_later(group, [value], turn.now + SHE_IS_AWAY))
    else:
        values = {**waiting.post.values, "waiting": [*waiting.post.values["waiting"], value]}
        turn.unit.outbox.amend(waiting.id, values=values, not_before=waiting.post.not_before)
