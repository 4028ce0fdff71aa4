"""How is a claim told, as it stands by then? To her with a digit for what can become of it; to the group that it was
seen, where nobody has answered."""

from __future__ import annotations

from datetime import datetime

from handlers import money_commands as m
from handlers.account_keeping import follow_books
from handlers.claims_ended import claim_value, endings, product_of
from handlers.conversation import Choice
from handlers.her_turn import her_turn, offer_if_free
from handlers.house import House
from handlers.refunding import worth_of_claim
from handlers.replies import on_claims
from handlers.replies.parts import short_name
from models.mail import OutboxRow
from models.money.told import ClaimState
from models.ports import UnitOfWork
from models.values import GroupBuyId, ProductId, Role


def freshen_seen(row: OutboxRow, unit: UnitOfWork, now: datetime, house: House) -> None:
    """The soft word: to those whose claims are open, where she has said nothing in the group since."""
    open_ones = [
        claim
        for one in row.post.values["waiting"]
        if (claim := unit.claims.get(one["claim"])) is not None and claim.state is ClaimState.OPEN
    ]
    since = [] if row.post.group is None else unit.chat_log.recent(row.post.group, limit=100)
    hers = [line.message for line in since if line.role is not Role.RESIDENT and not line.by_bot]
    unheard = [claim for claim in open_ones if not any(message > claim.message for message in hers)]
    if not unheard:
        unit.outbox.withdraw(row.id)
        return
    people = list(dict.fromkeys(claim.household for claim in unheard))
    values = {**row.post.values, **on_claims.seen_values(people)}
    unit.outbox.amend(row.id, values=values, not_before=row.post.not_before)


def freshen_claim(row: OutboxRow, unit: UnitOfWork, now: datetime, house: House) -> None:
    """One claim, as she reads it: with its photos, and a digit for what can become of it."""
    turn, claim = her_turn(row, unit, now, house), unit.claims.get(str(row.post.values["claim"]))
    if turn is None or claim is None:
        unit.outbox.withdraw(row.id)
        return
    follow_books(turn)
    is_open = claim.state is ClaimState.OPEN
    digits = is_open and offer_if_free(endings(claim, turn), turn, of_kind="claim")
    values = {
        **claim_value(claim, turn),
        "claim": claim.id,
        "digits": digits,
        "worth_fen": worth_of_claim(claim.id, turn),
    }
    unit.outbox.amend(row.id, values=values, not_before=row.post.not_before)


def freshen_lot(row: OutboxRow, unit: UnitOfWork, now: datetime, house: House) -> None:
    """`草莓30分钟里3家说有问题，可能整批有问题，要先停发吗？`"""
    turn, values = her_turn(row, unit, now, house), row.post.values
    product = product_of(GroupBuyId(values["group_buy"]), ProductId(values["lot"]), unit)
    if turn is None or product is None:
        unit.outbox.withdraw(row.id)
        return
    hold = m.HoldBack(group_buy=values["group_buy"], product=values["lot"])
    choices = [
        Choice("先停发", hold, words=("停发", "先停发", "停")),
        Choice("先不停", m.GoOn(), words=("不停", "先不停")),
    ]
    digits = offer_if_free(choices, turn, of_kind="claim")
    shown_values = {**values, "product": short_name(product), "digits": digits}
    unit.outbox.amend(row.id, values=shown_values, not_before=row.post.not_before)
