"""What becomes of a claim by her word? 退, 下次补, 算了; and what she promised to make good, until it was.

Nothing is promised, admitted or judged by the bot (organizer-notes, 1.11).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from handlers import commands as c
from handlers import money_commands as m
from handlers import undoing
from handlers.account_keeping import follow_books, lately
from handlers.conversation import Choice, remember_menu
from handlers.payers import the_one
from handlers.refunding import worth_of_claim
from handlers.replies import on_claims, to_organizer
from handlers.replies.parts import amount_value, short_name
from handlers.turn import Turn
from models.groupbuy.group_buy import GroupBuy
from models.mail import Json, message_ref
from models.money.told import ClaimKept, ClaimState
from models.ports import UnitOfWork
from models.values import GroupBuyId, PersonId, Product, ProductId

#: Claims of so many days are told; older ones only where they are still open.
_LATELY = timedelta(days=3)
#: What was promised so long ago was made good, or is forgotten.
_PROMISED = timedelta(days=90)
_MOST_SHOWN = 8


def product_of(group_buy: GroupBuyId, product: ProductId | None, unit: UnitOfWork) -> Product | None:
    known = unit.group_buys.get(group_buy)
    return None if known is None else next((one for one in known.products if one.id == product), None)


def claim_value(claim: ClaimKept, turn: Turn) -> dict[str, Json]:
    product = product_of(claim.group_buy, claim.product, turn.unit)
    amount = {} if product is None else amount_value(product, claim.quantity)
    return {
        **lately(turn).whom(claim.household),
        "product": None,
        "quantity": None,
        "unit": None,
        **amount,
        "text": message_ref(claim.message),
        "photos": len(claim.photos),
        "state": claim.state.value,
    }


def endings(claim: ClaimKept, turn: Turn) -> list[Choice]:
    """退, as much as it cost where that is known; 补; 算了."""
    worth, household = worth_of_claim(claim.id, turn), claim.household
    cause = f"claim:{claim.id}"
    endings = [
        Choice("下次补", m.EndClaim(claim=claim.id, state=ClaimState.NEXT_TIME), words=("补", "下次补")),
        Choice("算了", m.EndClaim(claim=claim.id, state=ClaimState.DROPPED), words=("算了", "不管")),
    ]
    if worth is None:
        return endings
    back = m.Refund(household=household, fen=worth, cause=cause, claim=claim.id)
    return [Choice("退", back, words=("退", "退了吧")), *endings]


def tell_claims(command: m.TellClaims, turn: Turn) -> None:
    """`坏的有哪些`: those that wait for her word by number, then what she promised to make good, and what is over."""
    organizer = turn.speaker.organizer.id
    waiting = list(turn.unit.claims.open(organizer))
    others = [one for one in turn.unit.claims.lately(organizer, turn.now - _LATELY) if one.state is not ClaimState.OPEN]
    if not waiting and not others:
        turn.tell(to_organizer.refused(turn.person, "no_claims"))
        return
    shown_ones = waiting[:_MOST_SHOWN]
    if shown_ones:
        remember_menu(turn, [Choice("", m.OpenClaim(claim=one.id)) for one in shown_ones], unasked="claim")
    turn.tell(
        on_claims.claims(
            turn.person,
            [claim_value(one, turn) for one in shown_ones],
            [claim_value(one, turn) for one in others[:_MOST_SHOWN]],
            more=len(waiting) - len(shown_ones),
        )
    )


def open_claim(command: m.OpenClaim, turn: Turn) -> None:
    follow_books(turn)
    claim = turn.unit.claims.get(command.claim)
    if claim is None or claim.state is not ClaimState.OPEN:
        turn.tell(to_organizer.refused(turn.person, "claim_is_over"))
        return
    turn.tell(on_claims.claim_told(turn.person, claim.id, asked=True))


def end_claim(command: m.EndClaim, turn: Turn) -> None:
    claim = turn.unit.claims.get(command.claim)
    if claim is None or claim.state not in (ClaimState.OPEN, ClaimState.NEXT_TIME):
        turn.tell(to_organizer.refused(turn.person, "claim_is_over"))
        return
    end(claim, ClaimState(command.state), turn)


def end(claim: ClaimKept, state: ClaimState, turn: Turn) -> None:
    turn.unit.claims.settle(claim.id, state)
    undoing.remember(turn, "售后", m.TakeBackPostings(claim=claim.id, state=claim.state, left=state))
    turn.tell(on_claims.claim_ended(turn.person, claim_value(replace(claim, state=state), turn)))


def say_next_time(command: m.SayNextTime, turn: Turn) -> None:
    """`501下次补`: their open claim is made good next time; without one it is noted down that it is to be."""
    known = lately(turn)
    household = _meant(command, turn)
    if household is None:
        return
    theirs = turn.unit.claims.open_of(turn.speaker.organizer.id, [household])
    if theirs:
        end(theirs[-1], ClaimState.NEXT_TIME, turn)
        return
    home = known.homes.get(household)
    if home is None:
        turn.tell(to_organizer.refused(turn.person, "no_claims"))
        return
    group_buy = next(one for one in known.group_buys if one.id == home.group_buy)
    claim = ClaimKept(
        id=f"{turn.speaker.message}:",
        organizer=turn.speaker.organizer.id,
        group_buy=group_buy.id,
        household=household,
        message=turn.speaker.message,
        at=turn.now,
        product=_named(command.goods, group_buy, turn),
        state=ClaimState.DROPPED,
    )
    if turn.unit.claims.add(claim):
        end(claim, ClaimState.NEXT_TIME, turn)


def _meant(command: m.SayNextTime | m.SayMadeGood, turn: Turn) -> PersonId | None:
    if command.household is not None:
        return PersonId(command.household)
    return the_one(command.whose, lately(turn), turn, lambda one: command.model_copy(update={"household": one}))


def _named(goods: str, group_buy: GroupBuy, turn: Turn) -> ProductId | None:
    mentions = turn.house.memory.catalog(group_buy.products).find_names(goods)
    named = {product for mention in mentions for product in mention.products}
    return next(iter(named)) if len(named) == 1 else None


def say_made_good(command: m.SayMadeGood, turn: Turn) -> None:
    """`501补了`."""
    known = lately(turn)
    household = _meant(command, turn)
    if household is None:
        return
    since = turn.now - _PROMISED
    lately_made = turn.unit.claims.lately(turn.speaker.organizer.id, since, limit=200)
    promised = [one for one in lately_made if one.household == household and one.state is ClaimState.NEXT_TIME]
    if promised:
        end(promised[0], ClaimState.MADE_GOOD, turn)
    else:
        turn.tell(to_organizer.refused(turn.person, "nothing_promised", **known.whom(household)))


def hold_back(command: m.HoldBack, turn: Turn) -> None:
    """By her word the group hears that it is not handed out for now; why is hers to say."""
    group_buy = turn.unit.group_buys.get(GroupBuyId(command.group_buy))
    product = product_of(GroupBuyId(command.group_buy), ProductId(command.product), turn.unit)
    if group_buy is None or product is None:
        turn.tell(to_organizer.refused(turn.person, "nothing_handed_out"))
        return
    for group in group_buy.groups:
        turn.tell(on_claims.held_back(group, short_name(product)))
    undoing.remember(turn, "停发", c.KeepAsIs())
    turn.tell(to_organizer.done(turn.person, "held_back", product=short_name(product)))


def go_on(command: m.GoOn, turn: Turn) -> None:
    turn.tell(to_organizer.done(turn.person, "not_held_back"))
