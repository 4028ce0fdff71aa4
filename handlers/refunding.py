"""What is given back, and how is it taken back again? `501退8块`; and every reversal of money.

A refund is granted first: so much less is owed. Where nothing is owed any more it is left to the household, and goes
off the next order by itself, unless she pays it out, or sets it aside to be paid out.
"""

from __future__ import annotations

from handlers import money_commands as m
from handlers import undoing
from handlers.account_keeping import lately, owed_by, post, standing_of
from handlers.conversation import NO, YES, Choice, offer, remember_menu
from handlers.much_at_once import MOST_FEN_AT_ONCE
from handlers.replies import on_money, to_organizer
from handlers.turn import Turn
from models.mail import Json
from models.money.accounts import Account, Cause, Entry, PostingKind, allowed, paid_out, set_aside, taken_back
from models.money.told import ClaimState, ToldState
from models.values import GroupBuyId, MessageId, PersonId

FORM = "501退8块"


def refund_for(
    household: PersonId, fen: int, group_buy: GroupBuyId, cause: Cause, turn: Turn, *, to_be_paid_out: bool = False
) -> str | None:
    """Grant a household a refund of ``fen``, once for each cause: for goods that were short, or a group-buy that was
    called off, beyond what the book itself says. ``to_be_paid_out``: it is set aside, and goes off no next order.
    Returns the posting's id, by which it can be taken back; None where this cause has posted before."""
    made = post(PostingKind.ALLOWANCE, allowed(household, fen), cause, turn, group_buy=group_buy, by=turn.person)
    if made is not None and to_be_paid_out:
        left = min(fen, max(-owed_by(household, turn), 0))
        if left:
            aside = Cause(f"{cause.key}:aside", cause.index)
            post(PostingKind.SET_ASIDE, set_aside(household, left), aside, turn, group_buy=group_buy, by=turn.person)
    return None if made is None else made.id


def worth_of_claim(claim: str, turn: Turn) -> int | None:
    """What claimed goods cost: as many as are claimed, or all that was ordered, and never more than that; None where
    it is not known which."""
    kept = turn.unit.claims.get(claim)
    group_buy = None if kept is None else turn.unit.group_buys.get(kept.group_buy)
    if kept is None or group_buy is None or kept.product is None:
        return None
    price = next((product.price_fen for product in group_buy.products if product.id == kept.product), None)
    orders = turn.unit.books.read(group_buy.id).order_of(kept.household)
    ordered = sum(line.standing for order in orders for line in order.lines if line.product == kept.product)
    quantity = min(kept.quantity or ordered, ordered)
    fen = 0 if price is None else int(price * quantity)
    return fen or None


def refund(command: m.Refund, turn: Turn) -> None:
    """Grant it; ``out``: it is paid out at once, from what was left or set aside as far as that goes."""
    household, known = PersonId(command.household), lately(turn)
    if command.fen > MOST_FEN_AT_ONCE and not command.certain:
        sure = command.model_copy(update={"certain": True})
        choices = [Choice("退", sure, words=(*YES, "退")), Choice("不退", m.LeavePayments(), words=NO)]
        offer(turn, "much_back", choices, sum_fen=command.fen, **known.whom(household))
        return
    claim = _claim_over(command, turn)
    group_buy = known.group_buy_of(household)
    postings = _granted(command, household, group_buy, turn)
    if not postings:
        turn.tell(to_organizer.refused(turn.person, "paid_before"))
        return
    inverse = m.TakeBackPostings(postings=tuple(postings), claim=claim, state=ClaimState.OPEN, left=ClaimState.REFUNDED)
    undoing.remember(turn, "退钱", inverse)
    _tell(command, household, known.whom(household), turn)


def _claim_over(command: m.Refund, turn: Turn) -> str | None:
    """The claim that a refund ends: the one that it is about, else the only one that is open."""
    claim = command.claim
    if claim is None:
        theirs = turn.unit.claims.open_of(turn.speaker.organizer.id, [PersonId(command.household)])
        claim = theirs[0].id if len(theirs) == 1 else None
    if claim is not None:
        turn.unit.claims.settle(claim, ClaimState.REFUNDED)
    return claim


def _granted(command: m.Refund, household: PersonId, group_buy: GroupBuyId | None, turn: Turn) -> list[str]:
    standing = standing_of(household, turn)
    at_hand = standing.refund_due + max(-standing.owed, 0) if command.out else 0
    grant, made = max(command.fen - at_hand, 0), []
    if grant:
        entries = allowed(household, grant)
        cause = Cause(command.cause)
        made.append(post(PostingKind.ALLOWANCE, entries, cause, turn, group_buy=group_buy, by=turn.person))
    if command.out:
        entries = paid_out(household, command.fen, Account.TRANSFER, from_due=min(standing.refund_due, command.fen))
        cause = Cause(command.cause, 1)
        made.append(post(PostingKind.PAYOUT, entries, cause, turn, group_buy=group_buy, by=turn.person))
    return [one.id for one in made if one is not None]


def _tell(command: m.Refund, household: PersonId, whom: dict[str, Json], turn: Turn) -> None:
    """`退王芳8块，还欠37`; where it is left to the household, one digit says what becomes of it."""
    owed = owed_by(household, turn)
    left = min(command.fen, max(-owed, 0))
    if left and not command.out:
        cause = f"{command.cause}:left"
        remember_menu(
            turn,
            [
                Choice(
                    "已经转了", m.PayOut(household=household, fen=left, cause=cause), words=("转了", "已经转了", "退了")
                ),
                Choice("要转，先记着", m.SetAside(household=household, fen=left, cause=cause)),
            ],
        )
    turn.tell(on_money.refunded(turn.person, whom, command.fen, owed, left=0 if command.out else left, out=command.out))


def pay_out(command: m.PayOut, turn: Turn) -> None:
    household, known = PersonId(command.household), lately(turn)
    entries = paid_out(household, command.fen, Account(command.way))
    _move_left(command, PostingKind.PAYOUT, entries, "转回去", turn)
    turn.tell(to_organizer.done(turn.person, "paid_out", fen=command.fen, **known.whom(household)))


def set_aside_left(command: m.SetAside, turn: Turn) -> None:
    household, known = PersonId(command.household), lately(turn)
    _move_left(command, PostingKind.SET_ASIDE, set_aside(household, command.fen), "记着要退", turn)
    turn.tell(to_organizer.done(turn.person, "set_aside", fen=command.fen, **known.whom(household)))


def _move_left(
    command: m.PayOut | m.SetAside, kind: PostingKind, entries: tuple[Entry, ...], said: str, turn: Turn
) -> None:
    made = post(kind, entries, Cause(command.cause), turn, by=turn.person)
    if made is not None:
        undoing.remember(turn, said, m.TakeBackPostings(postings=(made.id,)))


# And taken back


def take_back_postings(command: m.TakeBackPostings, turn: Turn) -> bool | undoing.TakenBack:
    """Each posting is taken back by another one, all of them or none; nothing is ever deleted."""
    accounts = turn.unit.accounts
    found = [accounts.get(one) for one in command.postings]
    claim = None if command.claim is None else turn.unit.claims.get(command.claim)
    if claim is not None and command.left is not None and claim.state is not command.left:
        return undoing.refuse(turn, "too_much_since")
    households: dict[PersonId, None] = {}
    for posting in found:
        if posting is None:
            continue
        entries, cause = taken_back(posting.entries), Cause(f"undo:{posting.id}")
        made = post(
            PostingKind.REVERSAL,
            entries,
            cause,
            turn,
            group_buy=posting.group_buy,
            by=turn.person,
            reverses=posting.id,
        )
        if made is None:
            return undoing.refuse(turn, "too_much_since")
        households.update(dict.fromkeys(posting.households))
    for message in command.told:
        turn.unit.told_payments.settle(MessageId(message), ToldState.WAITING)
    if claim is not None and command.state is not None:
        turn.unit.claims.settle(claim.id, command.state)
    known = lately(turn)
    return undoing.TakenBack(accounts=tuple({**known.whom(one), "owed_fen": owed_by(one, turn)} for one in households))
