"""Is money kept? Postings once for each cause, sums that agree with them, and what was told of payments and claims."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import text

from models.errors import Unbalanced
from models.money.accounts import (
    Account,
    Cause,
    Entry,
    Posting,
    PostingKind,
    charged,
    paid,
    paid_out,
    set_aside,
    taken_back,
)
from models.money.told import ClaimKept, ClaimState, ToldPayment, ToldState
from models.ports import KeepingTerms, MoneyStanding
from models.store import SqlStore
from models.values import GroupBuyId, MessageId, PersonId
from tests.contract.moneybox import post
from tests.contract.village import EGGS, LI, NOW, TODAY, Village

OTHER = GroupBuyId("buy-other")
HOUR = timedelta(hours=1)


def _people(village: Village, *names: str) -> list[PersonId]:
    return [village.sees(name).id for name in names]


def _standing(store: SqlStore, person: PersonId) -> MoneyStanding | None:
    with store.reader() as reader:
        return reader.accounts.standing(LI, [person]).get(person)


def test_one_cause_posts_once(store: SqlStore, village: Village) -> None:
    (wang,) = _people(village, "王芳")
    with store.unit() as unit:
        assert post(unit, charged(wang, 4_500), cause="book", kind=PostingKind.GOODS)
        assert post(unit, paid(wang, 2_000, Account.CASH), cause="m1")
        assert not post(unit, paid(wang, 2_000, Account.CASH), cause="m1")
        assert post(unit, paid(wang, 500, Account.TRANSFER), cause="m1", index=1)
        unit.commit()
    assert _standing(store, wang) == MoneyStanding(wang, 2_000)
    with store.unit() as unit:
        assert not post(unit, paid(wang, 2_000, Account.CASH), cause="m1")
        unit.commit()
    assert _standing(store, wang) == MoneyStanding(wang, 2_000)


def test_what_was_not_committed_never_moved(store: SqlStore, village: Village) -> None:
    (wang,) = _people(village, "王芳")
    with store.unit() as unit:
        post(unit, paid(wang, 2_000, Account.CASH), cause="m1")
    assert _standing(store, wang) is None


def test_a_posting_comes_back_as_it_was(store: SqlStore, village: Village) -> None:
    (wang,) = _people(village, "王芳")
    entries = paid_out(wang, 3_000, Account.TRANSFER, from_due=1_000)
    posting = Posting("p1", LI, PostingKind.PAYOUT, Cause("m1", 3), NOW, entries, wang, TODAY, "p0")
    with store.unit() as unit:
        unit.accounts.post(posting)
        unit.commit()
    with store.reader() as reader:
        assert reader.accounts.get("p1") == posting
        assert reader.accounts.get("p2") is None


def test_the_sums_are_those_of_the_entries(store: SqlStore, village: Village) -> None:
    wang, li = _people(village, "王芳", "李哥")
    with store.unit() as unit:
        post(unit, charged(wang, 4_500), cause="a", kind=PostingKind.GOODS)
        post(unit, charged(li, 9_000), cause="b", kind=PostingKind.GOODS)
        post(unit, paid(wang, 6_000, Account.CASH), cause="c")
        post(unit, set_aside(wang, 1_000), cause="d", kind=PostingKind.SET_ASIDE)
        post(unit, taken_back(paid(wang, 6_000, Account.CASH)), cause="e", kind=PostingKind.REVERSAL, reverses="c:0")
        unit.commit()
    with store.reader() as reader:
        owing = {one.household: one.owed for one in reader.accounts.owing(LI)}
        summed = reader.connection.execute(
            text("SELECT household_id, SUM(fen) AS fen FROM entries WHERE account = 'household' GROUP BY household_id")
        )
        assert owing == {row.household_id: row.fen for row in summed} == {wang: 5_500, li: 9_000}
        assert reader.connection.execute(text("SELECT SUM(fen) FROM entries")).scalar() == 0


def test_who_owes_most_comes_first_and_nobody_who_owes_nothing(store: SqlStore, village: Village) -> None:
    wang, li, zhang = _people(village, "王芳", "李哥", "张伯")
    with store.unit() as unit:
        post(unit, charged(wang, 1_000), cause="a", kind=PostingKind.GOODS)
        post(unit, charged(li, 9_000), cause="b", kind=PostingKind.GOODS)
        post(unit, charged(zhang, 9_000), cause="c", kind=PostingKind.GOODS)
        post(unit, paid(zhang, 9_000, Account.CASH), cause="d")
        post(unit, paid(wang, 3_000, Account.CASH), cause="e")
        post(unit, set_aside(wang, 2_000), cause="f", kind=PostingKind.SET_ASIDE)
        unit.commit()
    with store.reader() as reader:
        assert list(reader.accounts.owing(LI)) == [MoneyStanding(li, 9_000)]
        assert list(reader.accounts.to_be_refunded(LI)) == [MoneyStanding(wang, 0, 2_000)]


def test_an_account_is_read_by_pages_newest_first(store: SqlStore, village: Village) -> None:
    wang, li = _people(village, "王芳", "李哥")
    with store.unit() as unit:
        for number in range(7):
            post(unit, paid(wang if number % 3 else li, 100 + number, Account.CASH), cause=f"m{number}")
        unit.commit()
    with store.reader() as reader:
        first = reader.accounts.page(LI, wang, limit=3)
        assert [one.id for one in first] == ["m5:0", "m4:0", "m2:0"]
        assert [one.id for one in reader.accounts.page(LI, wang, before="m2:0")] == ["m1:0"]
        assert reader.accounts.page(LI, PersonId("nobody")) == ()


def test_what_a_group_buy_cost_is_told_by_household(store: SqlStore, village: Village) -> None:
    wang, li = _people(village, "王芳", "李哥")
    with store.unit() as unit:
        post(unit, charged(wang, 4_500), cause="a", kind=PostingKind.GOODS)
        post(unit, charged(wang, -1_500), cause="b", kind=PostingKind.GOODS)
        post(unit, charged(li, 2_000), cause="c", kind=PostingKind.GOODS)
        post(unit, charged(li, -2_000), cause="d", kind=PostingKind.GOODS)
        post(unit, charged(li, 7_000), cause="e", kind=PostingKind.GOODS, group_buy=OTHER)
        post(unit, paid(wang, 1_000, Account.TRANSFER), cause="f", at=NOW + HOUR)
        unit.commit()
    with store.reader() as reader:
        assert reader.accounts.charged(TODAY) == {wang: 3_000}
        assert reader.accounts.sums_of(TODAY) == {
            Account.HOUSEHOLD: 2_000,
            Account.GOODS: -3_000,
            Account.TRANSFER: 1_000,
        }
        assert reader.accounts.moved_between(LI, NOW + HOUR, NOW + 2 * HOUR) == {
            Account.HOUSEHOLD: -1_000,
            Account.TRANSFER: 1_000,
        }


def test_as_of_which_state_a_book_was_posted_is_kept(store: SqlStore, village: Village) -> None:
    village.sells()
    with store.unit() as unit:
        unit.accounts.mark_charged(TODAY, LI, "1")
        unit.accounts.mark_charged(TODAY, LI, "2")
        unit.commit()
    with store.reader() as reader:
        assert reader.accounts.charged_as_of([TODAY, OTHER]) == {TODAY: "2"}


def test_reminders_are_counted_and_change_no_sum(store: SqlStore, village: Village) -> None:
    (wang,) = _people(village, "王芳")
    with store.unit() as unit:
        unit.accounts.note_dunned(LI, wang, NOW)
        post(unit, charged(wang, 4_500), cause="a", kind=PostingKind.GOODS)
        unit.accounts.note_dunned(LI, wang, NOW + HOUR)
        unit.commit()
    assert _standing(store, wang) == MoneyStanding(wang, 4_500, 0, NOW + HOUR, 2)


def test_no_money_is_made_or_lost(village: Village) -> None:
    person = PersonId("p")
    for entries in (
        (Entry(Account.HOUSEHOLD, 5, person), Entry(Account.GOODS, -4)),
        (Entry(Account.HOUSEHOLD, 5), Entry(Account.GOODS, -5)),
        (Entry(Account.CASH, 5, person), Entry(Account.GOODS, -5)),
        (Entry(Account.CASH, 0), Entry(Account.GOODS, 0)),
    ):
        with pytest.raises(Unbalanced):
            Posting("p", LI, PostingKind.PAYMENT, Cause("m"), NOW, entries)


# What was told


def _told(person: PersonId, number: int, **more: object) -> ToldPayment:
    return ToldPayment(MessageId(f"m{number}"), LI, person, NOW + number * HOUR, **more)  # type: ignore[arg-type]


def test_a_payment_that_was_told_waits_for_her(store: SqlStore, village: Village) -> None:
    wang, li = _people(village, "王芳", "李哥")
    first = _told(wang, 1, fen=4_500, payer="海阔天空", picture=MessageId("m0"), beside=(li,), tip_fen=300)
    second = _told(li, 2)
    with store.unit() as unit:
        assert unit.told_payments.add(first)
        assert unit.told_payments.add(second)
        assert not unit.told_payments.add(replace(second, fen=1))
        unit.commit()
    with store.unit() as unit:
        assert list(unit.told_payments.waiting(LI)) == [first, second]
        assert list(unit.told_payments.waiting_of(LI, [wang])) == [first]
        assert list(unit.told_payments.payers(LI)) == [("海阔天空", wang)]
        unit.told_payments.settle(first.id, ToldState.TAKEN)
        unit.commit()
    with store.reader() as reader:
        assert list(reader.told_payments.waiting(LI)) == [second]
        assert reader.told_payments.get(first.id) == replace(first, state=ToldState.TAKEN)


def _claim(person: PersonId, number: int, **more: object) -> ClaimKept:
    told = {"product": EGGS.id, **more}
    message = MessageId(f"m{number}")
    return ClaimKept(f"m{number}:0", LI, TODAY, person, message, NOW + number * HOUR, **told)  # type: ignore[arg-type]


def test_a_claim_is_kept_until_her_word(store: SqlStore, village: Village) -> None:
    wang, li = _people(village, "王芳", "李哥")
    first = _claim(wang, 1, quantity=Decimal("1.5"), photos=(MessageId("p1"),))
    second = _claim(li, 2, product=None)
    with store.unit() as unit:
        assert unit.claims.add(first)
        assert unit.claims.add(second)
        assert not unit.claims.add(first)
        unit.claims.add_photos(first.id, [MessageId("p1"), MessageId("p2")])
        unit.claims.settle(second.id, ClaimState.NEXT_TIME)
        unit.commit()
    with store.reader() as reader:
        kept = replace(first, photos=(MessageId("p1"), MessageId("p2")))
        assert list(reader.claims.open(LI)) == list(reader.claims.open_of(LI, [wang, li])) == [kept]
        assert list(reader.claims.lately(LI, NOW)) == [replace(second, state=ClaimState.NEXT_TIME), kept]
        assert reader.claims.get("m9:0") is None


def test_claims_on_one_product_are_counted_by_household(store: SqlStore, village: Village) -> None:
    wang, li, zhang = _people(village, "王芳", "李哥", "张伯")
    with store.unit() as unit:
        for claim in (_claim(wang, 1), _claim(wang, 2), _claim(li, 3), _claim(zhang, 4, product=None)):
            unit.claims.add(claim)
        unit.commit()
    with store.reader() as reader:
        assert reader.claims.count(TODAY, EGGS.id, NOW) == 2
        assert reader.claims.count(TODAY, EGGS.id, NOW + 3 * HOUR) == 1


def test_who_is_forgotten_leaves_figures(store: SqlStore, village: Village) -> None:
    (wang,) = _people(village, "王芳")
    with store.unit() as unit:
        post(unit, charged(wang, 4_500), cause="a", kind=PostingKind.GOODS)
        unit.told_payments.add(_told(wang, 1, fen=4_500, payer="海阔天空"))
        unit.commit()
    with store.reader() as reader:
        assert "海阔天空" in [held.text for held in reader.people.held(wang)]
    assert store.forget(wang)
    assert _standing(store, wang) == MoneyStanding(wang, 4_500)
    with store.reader() as reader:
        (told,) = reader.told_payments.waiting(LI)
        assert (told.payer, told.fen) == (None, 4_500)
        assert reader.told_payments.payers(LI) == []


def test_what_was_told_goes_after_its_term_and_postings_stay(store: SqlStore, village: Village) -> None:
    (wang,) = _people(village, "王芳")
    with store.unit() as unit:
        post(unit, charged(wang, 4_500), cause="a", kind=PostingKind.GOODS)
        unit.told_payments.add(_told(wang, 1))
        unit.claims.add(_claim(wang, 1))
        unit.commit()
    store.tidy(NOW + timedelta(days=400), KeepingTerms())
    assert _standing(store, wang) == MoneyStanding(wang, 4_500)
    with store.reader() as reader:
        assert not reader.told_payments.waiting(LI)
        assert not reader.claims.open(LI)
