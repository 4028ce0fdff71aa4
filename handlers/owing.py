"""Who owes, and why? `谁没付`, `501欠多少`, `该退的`, `核对`: told to her alone, from the sums of entries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from handlers import money_commands as m
from handlers.account_keeping import Lately, due_now, follow_books, lately, standing_of
from handlers.acknowledging import order_values
from handlers.payers import the_one
from handlers.replies import on_money, to_organizer
from handlers.targets import first_group, newest
from handlers.turn import Turn
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.stages import LIVE, Stage
from models.mail import Json
from models.money.accounts import Account, PostingKind
from models.money.statement import Statement, StatementLine, statement
from models.values import GroupBuyId, PersonId

#: What she is shown at once.
MOST_SHOWN = 20
_LINES_SHOWN = 12
_POSTINGS_READ = 60


def tell_owing(command: m.TellOwing, turn: Turn) -> None:
    """`谁没付`: never in the group, not even an answer to its question."""
    if turn.speaker.group is not None:
        turn.tell(to_organizer.refused(turn.person, "ask_me_privately", example="谁没付"))
        return
    follow_books(turn)
    known, organizer = lately(turn), turn.speaker.organizer.id
    due = due_now(turn.unit.accounts.owing(organizer), known, turn)
    if not due:
        turn.tell(to_organizer.refused(turn.person, "nobody_owes"))
        return
    told = {one.household for one in turn.unit.told_payments.waiting_of(organizer, due)}
    claimed = {one.household for one in turn.unit.claims.open_of(organizer, due)}
    people = [
        {**known.whom(one), "fen": fen, "told": one in told, "claim": one in claimed}
        for one, fen in list(due.items())[:MOST_SHOWN]
    ]
    turn.tell(on_money.owing(turn.person, people, len(due), sum(due.values())))


def tell_refunds(command: m.TellRefunds, turn: Turn) -> None:
    """`该退的`: what was set aside to be paid out, with its sum."""
    follow_books(turn)
    known = lately(turn)
    due = turn.unit.accounts.to_be_refunded(turn.speaker.organizer.id)
    if not due:
        turn.tell(to_organizer.refused(turn.person, "no_refunds"))
        return
    people = [{**known.whom(one.household), "fen": one.refund_due} for one in due[:MOST_SHOWN]]
    turn.tell(on_money.refunds_due(turn.person, people, len(due), sum(one.refund_due for one in due)))


# One account


def say_statement(command: m.SayStatement, turn: Turn) -> None:
    follow_books(turn)

    def of(household: PersonId) -> m.TellStatement:
        return m.TellStatement(household=household)

    household = the_one(command.whose, lately(turn), turn, of)
    if household is not None:
        tell_statement(of(household), turn)


def tell_statement(command: m.TellStatement, turn: Turn) -> None:
    """The account line by line, so that what stands can be counted up."""
    follow_books(turn)
    household, known = PersonId(command.household), lately(turn)
    standing = standing_of(household, turn)
    organizer = turn.speaker.organizer.id
    postings = turn.unit.accounts.page(organizer, household, limit=_POSTINGS_READ)
    told = _shortened(statement(household, postings[::-1], standing.owed))
    waiting = turn.unit.told_payments.waiting_of(organizer, [household])
    turn.tell(
        on_money.statement(
            turn.person,
            {
                **known.whom(household),
                "before_fen": told.before,
                "entries": [_line_value(line, household, turn) for line in told.lines],
                "owed_fen": standing.owed,
                "refund_due_fen": standing.refund_due,
                "told_waiting": bool(waiting),
                "time_zone": turn.settings.time_zone,
            },
        )
    )


def _shortened(told: Statement) -> Statement:
    """The last lines; what came before them stands in one figure."""
    return Statement(told.balance - sum(line.fen for line in told.lines[-_LINES_SHOWN:]), told.lines[-_LINES_SHOWN:])


def _line_value(line: StatementLine, household: PersonId, turn: Turn) -> dict[str, Json]:
    goods = _goods(line.group_buy, household, turn) if line.kind is PostingKind.GOODS and line.group_buy else []
    way = None if line.way is None else line.way.value
    return {"kind": line.kind.value, "fen": line.fen, "made_at": line.at.isoformat(), "way": way, "lines": goods}


def _goods(group_buy: GroupBuyId, household: PersonId, turn: Turn) -> Sequence[Json]:
    known = turn.unit.group_buys.get(group_buy)
    return [] if known is None else order_values(known, turn.unit.books.read(group_buy).order_of(household))


# All of them


def check_money(command: m.CheckMoney, turn: Turn) -> None:
    """`核对`: the newest group-buy that has closed, else the newest: its goods, what was let off and granted back; who
    of its households still owes; and what came in today."""
    follow_books(turn)
    group_buy = newest(turn, LIVE | {Stage.SETTLED})
    if group_buy is None:
        turn.tell(to_organizer.refused(turn.person, "no_group_buy", example="开团"))
        return
    turn.tell(on_money.checked(turn.person, _check_values(group_buy, lately(turn), turn)))


def _check_values(group_buy: GroupBuy, known: Lately, turn: Turn) -> dict[str, Json]:
    accounts, organizer = turn.unit.accounts, turn.speaker.organizer.id
    sums, households = accounts.sums_of(group_buy.id), accounts.charged(group_buy.id)
    standing = accounts.standing(organizer, households)
    owing = {one.household: min(one.owed, households[one.household]) for one in standing.values() if one.owed > 0}
    today = accounts.moved_between(organizer, midnight(turn), turn.now + timedelta(seconds=1))
    people = sorted(owing.items(), key=lambda each: -each[1])[:MOST_SHOWN]
    group = first_group(turn, group_buy)
    return {
        "title": group_buy.title,
        "group": None if group is None else group.name,
        "sum_fen": sum(households.values()),
        "households": len(households),
        "allowed_fen": sums.get(Account.ALLOWED, 0),
        "waived_fen": sums.get(Account.WAIVED, 0),
        "owed_fen": sum(owing.values()),
        "owing": len(owing),
        "people": [{**known.whom(household), "fen": fen} for household, fen in people],
        "cash_fen": today.get(Account.CASH, 0),
        "transfer_fen": today.get(Account.TRANSFER, 0),
        "waiting": len(turn.unit.told_payments.waiting(organizer)),
    }


def money_of_day(since: datetime, turn: Turn) -> dict[str, Json]:
    """What came in since then, who is to pay by now, and what waits for her: {received_fen, owing, owing_fen, told,
    claims}."""
    follow_books(turn)
    accounts, organizer = turn.unit.accounts, turn.speaker.organizer.id
    moved = accounts.moved_between(organizer, since, turn.now + timedelta(seconds=1))
    due = due_now(accounts.owing(organizer), lately(turn), turn)
    return {
        "received_fen": moved.get(Account.CASH, 0) + moved.get(Account.TRANSFER, 0),
        "owing": len(due),
        "owing_fen": sum(due.values()),
        "told": len(turn.unit.told_payments.waiting(organizer)),
        "claims": len(turn.unit.claims.open(organizer)),
    }


def midnight(turn: Turn) -> datetime:
    """When the day began, by the clock on the wall."""
    return datetime.combine(turn.now.astimezone(turn.zone).date(), time(0), turn.zone)
