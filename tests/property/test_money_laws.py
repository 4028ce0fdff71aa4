"""Does money add up, whatever happens to it? Every posting balances, sums agree, and what is taken back was never."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from models.money.accounts import (
    Account,
    Cause,
    Entry,
    Posting,
    PostingKind,
    allowed,
    charged,
    let_off,
    moved,
    paid,
    paid_out,
    set_aside,
    taken_back,
    tipped,
)
from models.money.charges import unposted
from models.money.statement import remainder, statement
from models.values import GroupBuyId, OrganizerId, PersonId

NOW = datetime(2026, 11, 23, tzinfo=UTC)
PEOPLE = [PersonId(name) for name in ("wang", "li", "zhang")]
BUYS = [GroupBuyId(name) for name in ("monday", "friday")]

amounts = st.integers(1, 50_000)
people = st.sampled_from(PEOPLE)
ways = st.sampled_from([Account.CASH, Account.TRANSFER])
Move = tuple[PostingKind, tuple[Entry, ...]]
moves = st.one_of(
    st.tuples(st.just(PostingKind.GOODS), st.builds(charged, people, st.integers(-9_000, 50_000).filter(bool))),
    st.tuples(st.just(PostingKind.PAYMENT), st.builds(paid, people, amounts, ways)),
    st.tuples(st.just(PostingKind.ALLOWANCE), st.builds(allowed, people, amounts)),
    st.tuples(st.just(PostingKind.WAIVER), st.builds(let_off, people, amounts)),
    st.tuples(st.just(PostingKind.TIP), st.builds(tipped, people, amounts)),
    st.tuples(st.just(PostingKind.SET_ASIDE), st.builds(set_aside, people, amounts)),
    st.tuples(
        st.just(PostingKind.PAYOUT),
        st.builds(
            lambda who, fen, way, due: paid_out(who, fen, way, from_due=min(due, fen)), people, amounts, ways, amounts
        ),
    ),
    st.tuples(
        st.just(PostingKind.MOVED),
        st.builds(lambda pair, fen: moved(pair[0], fen, pair[1]), st.permutations(PEOPLE), amounts),
    ),
)


@dataclass
class Till:
    """Postings as they came, and their sums by account and household."""

    postings: list[Posting] = field(default_factory=list)
    sums: Counter[tuple[Account, PersonId | None]] = field(default_factory=Counter)

    def post(self, kind: PostingKind, entries: tuple[Entry, ...], reverses: str | None = None) -> Posting:
        number = len(self.postings)
        group_buy = BUYS[number % 2] if kind is PostingKind.GOODS else None
        posting = Posting(
            f"{number:04}", OrganizerId("o"), kind, Cause(f"{number}"), NOW, entries, None, group_buy, reverses
        )
        self.postings.append(posting)
        for entry in posting.entries:
            self.sums[entry.account, entry.household] += entry.fen
        return posting

    def balance(self, person: PersonId) -> int:
        return self.sums[Account.HOUSEHOLD, person]

    def of(self, person: PersonId) -> list[Posting]:
        return [posting for posting in self.postings if person in posting.households]


@given(st.lists(moves, max_size=30))
def test_all_accounts_together_come_to_nothing(history: list[Move]) -> None:
    till = Till()
    for kind, entries in history:
        till.post(kind, entries)
        assert sum(till.sums.values()) == 0


@given(st.lists(moves, min_size=1, max_size=20), st.data())
def test_what_is_taken_back_was_never(history: list[Move], data: st.DataObject) -> None:
    till, without = Till(), Till()
    for kind, entries in history:
        till.post(kind, entries)
    gone = data.draw(st.sampled_from(till.postings))
    till.post(PostingKind.REVERSAL, taken_back(gone.entries), reverses=gone.id)
    for posting in till.postings[:-1]:
        if posting is not gone:
            without.post(posting.kind, posting.entries)
    assert {place: fen for place, fen in till.sums.items() if fen} == {
        place: fen for place, fen in without.sums.items() if fen
    }


@given(st.lists(moves, max_size=30), st.integers(0, 30), st.data())
def test_an_account_is_told_line_by_line(history: list[Move], shown: int, data: st.DataObject) -> None:
    till = Till()
    for kind, entries in history:
        till.post(kind, entries)
        if data.draw(st.booleans()):
            gone = till.postings[-1]
            till.post(PostingKind.REVERSAL, taken_back(gone.entries), reverses=gone.id)
    for person in PEOPLE:
        theirs = till.of(person)
        told = statement(person, theirs[max(len(theirs) - shown, 0) :], till.balance(person))
        assert told.balance == till.balance(person)
        assert all(line.fen for line in told.lines)
        if shown >= len(theirs):
            assert told.before == 0


@given(st.dictionaries(people, amounts), st.dictionaries(people, amounts))
def test_what_is_posted_follows_what_orders_cost(costing: dict[PersonId, int], posted: dict[PersonId, int]) -> None:
    changes = unposted(costing, posted)
    after = {who: posted.get(who, 0) + changes.get(who, 0) for who in {*posted, *changes}}
    assert {who: fen for who, fen in after.items() if fen} == costing
    assert unposted(costing, after) == {}


@given(st.integers(-10_000, 100_000))
def test_only_what_is_small_is_let_off(balance: int) -> None:
    small = remainder(balance)
    if small is not None:
        assert 0 < small <= balance
        assert small < 500
