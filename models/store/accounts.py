"""How is money kept? Postings with their entries, only ever added, and the sums that are asked for all the time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Insert, Row, Table, bindparam, func, insert, select

from models.money.accounts import Account, Cause, Entry, Posting, PostingKind
from models.ports import MoneyStanding
from models.store.tables import balances, charged_books, entries, postings
from models.store.work import Upsert, Work, constant, or_replace
from models.values import GroupBuyId, OrganizerId, PersonId


def _or_leave_cause(insert_into: Callable[[Table], Any]) -> Insert:
    made: Insert = insert_into(postings).on_conflict_do_nothing(index_elements=["organizer_id", "cause", "cause_index"])
    return made


def _or_add_up(insert_into: Callable[[Table], Any]) -> Insert:
    statement = insert_into(balances)
    added = {name: balances.c[name] + statement.excluded[name] for name in ("owed_fen", "refund_due_fen")}
    made: Insert = statement.on_conflict_do_update(index_elements=["organizer_id", "household_id"], set_=added)
    return made


def _or_count_dun(insert_into: Callable[[Table], Any]) -> Insert:
    statement = insert_into(balances)
    counted = {"dunned_at": statement.excluded.dunned_at, "duns": balances.c.duns + 1}
    made: Insert = statement.on_conflict_do_update(index_elements=["organizer_id", "household_id"], set_=counted)
    return made


_POST = Upsert(_or_leave_cause)
_ADD_UP = Upsert(_or_add_up)
_COUNT_DUN = Upsert(_or_count_dun)
_ENTER = insert(entries)
_MARK = or_replace(charged_books, "group_buy_id")
_HERS = balances.c.organizer_id == bindparam("organizer")
_ONE = select(postings).where(postings.c.id == bindparam("posting"))
_ENTRIES = (
    select(entries)
    .where(entries.c.posting_id.in_(bindparam("postings", expanding=True)))
    .order_by(entries.c.posting_id, entries.c.number)
)
_STANDING = select(balances).where(_HERS, balances.c.household_id.in_(bindparam("households", expanding=True)))
_OWING = (
    select(balances)
    .where(_HERS, balances.c.owed_fen > 0)
    .order_by(balances.c.owed_fen.desc(), balances.c.household_id)
    .limit(bindparam("most"))
)
_DUE = (
    select(balances)
    .where(_HERS, balances.c.refund_due_fen < 0)
    .order_by(balances.c.refund_due_fen, balances.c.household_id)
    .limit(bindparam("most"))
)
_THEIRS = (entries.c.organizer_id == bindparam("organizer"), entries.c.household_id == bindparam("household"))
_LAST = (
    select(entries.c.posting_id)
    .where(*_THEIRS)
    .distinct()
    .order_by(entries.c.posting_id.desc())
    .limit(bindparam("most"))
)
_LAST_BEFORE = _LAST.where(entries.c.posting_id < bindparam("before"))
_SOME = select(postings).where(postings.c.id.in_(bindparam("postings", expanding=True)))
_OF_GROUP_BUY = postings.c.group_buy_id == bindparam("group_buy")
_BESIDE = entries.c.posting_id == postings.c.id
_CHARGED = (
    select(entries.c.household_id, func.sum(entries.c.fen).label("fen"))
    .select_from(postings.join(entries, _BESIDE))
    .where(
        _OF_GROUP_BUY,
        postings.c.kind == bindparam("of_kind"),
        entries.c.account == constant(Account.HOUSEHOLD),
    )
    .group_by(entries.c.household_id)
)
_BY_ACCOUNT = (
    select(entries.c.account, func.sum(entries.c.fen).label("fen"))
    .select_from(postings.join(entries, _BESIDE))
    .group_by(entries.c.account)
)
_MOVED = _BY_ACCOUNT.where(
    postings.c.organizer_id == bindparam("organizer"),
    postings.c.at >= bindparam("since"),
    postings.c.at < bindparam("until"),
)
_SUMS = _BY_ACCOUNT.where(_OF_GROUP_BUY)
_MARKS = select(charged_books).where(charged_books.c.group_buy_id.in_(bindparam("group_buys", expanding=True)))


class SqlAccounts:
    def __init__(self, work: Work) -> None:
        self._work = work

    def post(self, posting: Posting) -> bool:
        if not _POST.run(self._work, _row(posting)):
            return False
        rows = [
            {
                "posting_id": posting.id,
                "number": number,
                "organizer_id": posting.organizer,
                "account": entry.account,
                "household_id": entry.household,
                "fen": entry.fen,
            }
            for number, entry in enumerate(posting.entries, 1)
        ]
        self._work.connection.execute(_ENTER, rows if len(rows) > 1 else rows[0])
        # In order of id: two units that post for the same households wait for each other, and never crosswise.
        for household in sorted(posting.households):
            _ADD_UP.run(self._work, _balance_row(posting, household))
        return True

    def get(self, posting: str) -> Posting | None:
        rows = self._work.connection.execute(_ONE, {"posting": posting}).all()
        return next(iter(self._whole(rows)), None)

    def standing(self, organizer: OrganizerId, households: Iterable[PersonId]) -> Mapping[PersonId, MoneyStanding]:
        ids = sorted(set(households))
        if not ids:
            return {}
        rows = self._work.connection.execute(_STANDING, {"organizer": organizer, "households": ids})
        return {PersonId(row.household_id): _standing(row) for row in rows}

    def owing(self, organizer: OrganizerId, *, limit: int = 500) -> Sequence[MoneyStanding]:
        return [
            _standing(row) for row in self._work.connection.execute(_OWING, {"organizer": organizer, "most": limit})
        ]

    def to_be_refunded(self, organizer: OrganizerId, *, limit: int = 500) -> Sequence[MoneyStanding]:
        return self._standings(_DUE, organizer, limit)

    def page(
        self, organizer: OrganizerId, household: PersonId, *, before: str | None = None, limit: int = 50
    ) -> Sequence[Posting]:
        given = {"organizer": organizer, "household": household, "most": limit}
        if before is None:
            found = self._work.connection.execute(_LAST, given)
        else:
            found = self._work.connection.execute(_LAST_BEFORE, {**given, "before": before})
        ids = list(found.scalars())
        if not ids:
            return ()
        whole = self._whole(self._work.connection.execute(_SOME, {"postings": ids}).all())
        return sorted(whole, key=lambda posting: posting.id, reverse=True)

    def charged(self, group_buy: GroupBuyId, kind: PostingKind = PostingKind.GOODS) -> Mapping[PersonId, int]:
        rows = self._work.connection.execute(_CHARGED, {"group_buy": group_buy, "of_kind": kind})
        return {PersonId(row.household_id): int(row.fen) for row in rows if row.fen}

    def moved_between(self, organizer: OrganizerId, since: datetime, until: datetime) -> Mapping[Account, int]:
        given = {"organizer": organizer, "since": since, "until": until}
        return _by_account(self._work.connection.execute(_MOVED, given))

    def sums_of(self, group_buy: GroupBuyId) -> Mapping[Account, int]:
        return _by_account(self._work.connection.execute(_SUMS, {"group_buy": group_buy}))

    def mark_charged(self, group_buy: GroupBuyId, organizer: OrganizerId, mark: str) -> None:
        _MARK.run(self._work, {"group_buy_id": group_buy, "organizer_id": organizer, "mark": mark})

    def charged_as_of(self, group_buys: Iterable[GroupBuyId]) -> Mapping[GroupBuyId, str]:
        ids = sorted(set(group_buys))
        rows = self._work.connection.execute(_MARKS, {"group_buys": ids}) if ids else ()
        return {GroupBuyId(row.group_buy_id): row.mark for row in rows}

    def note_dunned(self, organizer: OrganizerId, household: PersonId, at: datetime) -> None:
        row = {"organizer_id": organizer, "household_id": household, "owed_fen": 0, "refund_due_fen": 0}
        _COUNT_DUN.run(self._work, {**row, "dunned_at": at, "duns": 1})

    def _standings(self, statement: Any, organizer: OrganizerId, most: int) -> list[MoneyStanding]:
        rows = self._work.connection.execute(statement, {"organizer": organizer, "most": most})
        return [_standing(row) for row in rows]

    def _whole(self, rows: Sequence[Row[Any]]) -> list[Posting]:
        if not rows:
            return []
        found: dict[str, list[Entry]] = {row.id: [] for row in rows}
        for row in self._work.connection.execute(_ENTRIES, {"postings": sorted(found)}):
            household = None if row.household_id is None else PersonId(row.household_id)
            found[row.posting_id].append(Entry(Account(row.account), row.fen, household))
        return [_posting(row, found[row.id]) for row in rows]


def _row(posting: Posting) -> dict[str, Any]:
    return {
        "id": posting.id,
        "organizer_id": posting.organizer,
        "kind": posting.kind,
        "cause": posting.cause.key,
        "cause_index": posting.cause.index,
        "at": posting.at,
        "by_id": posting.by,
        "group_buy_id": posting.group_buy,
        "reverses": posting.reverses,
    }


def _balance_row(posting: Posting, household: PersonId) -> dict[str, Any]:
    return {
        "organizer_id": posting.organizer,
        "household_id": household,
        "owed_fen": posting.change_of(household),
        "refund_due_fen": posting.change_of(household, Account.REFUND_DUE),
        "dunned_at": None,
        "duns": 0,
    }


def _posting(row: Row[Any], of_it: Sequence[Entry]) -> Posting:
    return Posting(
        row.id,
        row.organizer_id,
        PostingKind(row.kind),
        Cause(row.cause, row.cause_index),
        row.at,
        tuple(of_it),
        row.by_id,
        row.group_buy_id,
        row.reverses,
    )


def _standing(row: Row[Any]) -> MoneyStanding:
    return MoneyStanding(row.household_id, row.owed_fen, -row.refund_due_fen, row.dunned_at, row.duns)


def _by_account(rows: Any) -> dict[Account, int]:
    return {Account(row.account): int(row.fen) for row in rows if row.fen}
