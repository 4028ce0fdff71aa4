"""Does a book come out of its ledger as it went in, whoever wrote in between?"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from threading import Barrier, Thread

import pytest

from models.acts import Delivery, Line, Op, Order
from models.errors import StoreError
from models.events import OrderOpened
from models.groupbuy.book import Book
from models.groupbuy.organizers_word import Word
from models.groupbuy.said import Said
from models.groupbuy.terms import Terms
from models.ports import StandingLine
from models.store import SqlStore, caches, open_store
from models.store.caches import BOOKS_AT_LEAST, BOOKS_KEPT_SECONDS, BookShelf, ShelvedBook
from models.values import GroupBuyId, MessageId, PersonId, Recipient
from tests.contract.village import APPLES, EGGS, TODAY, Village, enter

HOME = Recipient(building="3", unit="2", room="501", name="王芳", phone="13912345678")
EGGS_2 = (EGGS, "2")
APPLES_HALF = (APPLES, "2.5")


def _totals(store: SqlStore) -> dict[str, Decimal]:
    with store.reader() as reader:
        return {str(product): total for product, total in reader.books.read(TODAY).totals().items()}


def _standing(store: SqlStore) -> list[StandingLine]:
    with store.reader() as reader:
        return list(reader.books.standing(TODAY))


def test_the_ledger_gives_back_each_event_as_it_happened(store: SqlStore, village: Village) -> None:
    village.sells()
    events = village.orders("王芳", EGGS_2, APPLES_HALF, recipient=HOME)
    with store.reader() as reader:
        kept = reader.books.ledger(TODAY)
        assert [event for _, event in kept] == list(events)
        assert [number for number, _ in kept] == list(range(1, len(events) + 1))
        assert reader.books.ledger(TODAY, after=1, limit=1) == [kept[1]]
    opened = events[0]
    assert isinstance(opened, OrderOpened)
    assert opened.private is not None
    assert opened.private.recipient == HOME


def test_a_book_is_rebuilt_from_its_ledger(store: SqlStore, village: Village, url: str, keys_path: Path) -> None:
    village.sells()
    village.orders("王芳", EGGS_2, APPLES_HALF, recipient=HOME)
    village.orders("张伟", EGGS_2)
    with store.reader() as reader:
        here = reader.books.read(TODAY)
        other = open_store(url, keys_path)
        try:
            with other.reader() as elsewhere:
                assert elsewhere.books.read(TODAY) == here
        finally:
            other.close()
    assert _totals(store) == {"eggs": Decimal(4), "apples": Decimal("2.5")}


def test_what_stands_is_kept_line_by_line(store: SqlStore, village: Village) -> None:
    village.sells()
    village.orders("王芳", EGGS_2, APPLES_HALF, recipient=HOME, message="m-a")
    wang = village.sees("王芳").id
    eggs, apples = _standing(store)
    assert (eggs.member, eggs.product, eggs.quantity, eggs.waiting) == (wang, "eggs", Decimal(2), Decimal(0))
    assert (eggs.recipient, apples.quantity) == (HOME, Decimal("2.5"))
    with store.unit() as unit:
        unit.group_buys.lock([TODAY])
        book = unit.books.open(TODAY)
        undone = book.take_back(MessageId("m-a"), at=village.now, by=MessageId("m-undo"))
        assert isinstance(undone, tuple)
        unit.books.record(TODAY, undone)
        unit.commit()
    assert _standing(store) == []


def test_how_it_is_to_come_and_what_was_wished_stand_with_each_line(store: SqlStore, village: Village) -> None:
    village.sells()
    village.orders("王芳", EGGS_2, APPLES_HALF, recipient=HOME, delivery=Delivery.DOOR, note="放门口")
    village.orders("张伟", EGGS_2)
    told = {(line.delivery, line.note) for line in _standing(store)}
    assert told == {(Delivery.DOOR, "放门口"), (None, None)}
    village.orders("张伟", delivery=Delivery.DOOR)
    assert {line.delivery for line in _standing(store)} == {Delivery.DOOR}
    village.orders("王芳", delivery=Delivery.PICKUP, note="自己来")
    assert {(line.delivery, line.note) for line in _standing(store)} == {
        (Delivery.PICKUP, "放门口；自己来"),
        (Delivery.DOOR, None),
    }


def test_what_was_not_committed_never_was(store: SqlStore, village: Village) -> None:
    village.sells()
    village.orders("王芳", EGGS_2)
    zhang = village.sees("张伟").id
    with store.unit() as unit:
        enter(unit, TODAY, village.order_of(zhang, EGGS_2))
        assert unit.books.read(TODAY).totals() == {EGGS.id: Decimal(4)}
    with store.unit() as unit:
        assert unit.books.open(TODAY).totals() == {EGGS.id: Decimal(2)}
    assert _totals(store) == {"eggs": Decimal(2)}


def test_a_book_that_decided_what_nobody_recorded_is_not_believed(store: SqlStore, village: Village) -> None:
    village.sells()
    zhang = village.sees("张伟").id
    with store.unit() as unit:
        book = unit.books.open(TODAY)
        book.use(Terms(products=(EGGS,)))
        assert book.take(village.order_of(zhang, EGGS_2)) != ()
        unit.commit()
    with store.unit() as unit:
        assert unit.books.open(TODAY).totals() == {}


def test_only_an_opened_book_is_written(store: SqlStore, village: Village) -> None:
    village.sells()
    events = village.orders("王芳", EGGS_2)
    with store.unit() as unit:
        unit.books.read(TODAY)
        with pytest.raises(StoreError, match="not opened"):
            unit.books.record(TODAY, events)


def test_there_is_no_book_without_a_group_buy(store: SqlStore) -> None:
    with store.unit() as unit, pytest.raises(StoreError, match="no group-buy"):
        unit.books.open(GroupBuyId("nothing"))


def test_what_another_process_wrote_is_in_the_book(
    store: SqlStore, village: Village, url: str, keys_path: Path
) -> None:
    village.sells()
    village.orders("王芳", EGGS_2)
    other = open_store(url, keys_path)
    try:
        Village(other).orders("张伟", (EGGS, "3"), message="m-other")
    finally:
        other.close()
    village.orders("李娜", (EGGS, "4"))
    assert _totals(store) == {"eggs": Decimal(9)}
    with store.reader() as reader:
        group_buy = reader.group_buys.get(TODAY)
        assert group_buy is not None
        assert group_buy.version == len(reader.books.ledger(TODAY))


def test_one_message_may_open_an_order_in_two_books(store: SqlStore, village: Village) -> None:
    tomorrow = GroupBuyId("buy-tomorrow")
    village.sells()
    village.sells(group_buy=tomorrow)
    village.orders("王芳", EGGS_2, message="m-same")
    village.orders("王芳", APPLES_HALF, group_buy=tomorrow, message="m-same")
    with store.reader() as reader:
        assert [line.product for line in reader.books.standing(TODAY)] == ["eggs"]
        assert [line.product for line in reader.books.standing(tomorrow)] == ["apples"]


ROUNDS = 12


def test_two_who_change_one_book_lose_nothing(store: SqlStore, village: Village, url: str, keys_path: Path) -> None:
    village.sells()
    people = [village.sees(name).id for name in ("王芳", "张伟")]
    stores = [store, open_store(url, keys_path)]
    together = Barrier(len(stores))
    faults: list[BaseException] = []

    def shop(number: int) -> None:
        try:
            together.wait()
            for turn in range(ROUNDS):
                said = village.order_of(people[number], (EGGS, str(turn + 1)), message=f"m-{number}-{turn}")
                with stores[number].unit() as unit:
                    enter(unit, TODAY, said)
                    unit.commit()
        except BaseException as fault:  # noqa: BLE001
            faults.append(fault)

    shoppers = [Thread(target=shop, args=(number,)) for number in range(len(stores))]
    for shopper in shoppers:
        shopper.start()
    for shopper in shoppers:
        shopper.join()
    stores[1].close()
    assert faults == []
    assert_nothing_lost(store, len(stores))


def assert_nothing_lost(store: SqlStore, shoppers: int) -> None:
    """Every message is in the ledger, and what stands is what the ledger says."""
    with store.reader() as reader:
        kept = [event for _, event in reader.books.ledger(TODAY, limit=1000)]
        rebuilt = Book(Terms(), kept)
        assert len({event.message_id for event in kept}) == shoppers * ROUNDS
        assert reader.books.read(TODAY) == rebuilt
        standing = {line.member: line.quantity for line in reader.books.standing(TODAY)}
        assert standing == {order.member: order.lines[0].standing for order in rebuilt.orders()}
        group_buy = reader.group_buys.get(TODAY)
        assert group_buy is not None
        assert group_buy.version == len(kept)


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
def test_two_processes_that_change_one_book_lose_nothing(
    store: SqlStore, village: Village, url: str, keys_path: Path
) -> None:
    """On SQLite one process has the book at a time (a file lock); PostgreSQL is what several share."""
    village.sells()
    people = [village.sees(name).id for name in ("王芳", "张伟")]
    shoppers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.contract.shopper", url, str(keys_path), person, str(number), str(ROUNDS)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number, person in enumerate(people)
    ]
    for shopper in shoppers:
        assert shopper.stdout is not None
        assert shopper.stdout.readline() == "ready\n"
    for shopper in shoppers:
        assert shopper.stdin is not None
        shopper.stdin.write("go\n")
        shopper.stdin.flush()
    assert [shopper.wait(timeout=60) for shopper in shoppers] == [0, 0]
    for shopper in shoppers:
        shopper.communicate()
    assert_nothing_lost(store, len(shoppers))


def test_a_member_and_the_organizer_add_to_one_line_at_once(
    store: SqlStore, village: Village, url: str, keys_path: Path
) -> None:
    """One process hears the member, another the organizer: each adds one to the same line, twelve times."""
    scarce = replace(EGGS, stock=Decimal(2 * ROUNDS - 5))
    village.sells(scarce)
    wang, organizer = village.sees("王芳").id, PersonId("person-li")
    village.orders("王芳", (scarce, "1"), message="m-first")
    stores = [store, open_store(url, keys_path)]
    together = Barrier(len(stores))
    faults: list[BaseException] = []
    one_more = Order((Line(EGGS.id, Op.ADD, Decimal(1)),))

    def add(number: int) -> None:
        try:
            together.wait()
            for turn in range(ROUNDS):
                message = MessageId(f"m-{number}-{turn}")
                with stores[number].unit() as unit:
                    (locked,) = unit.group_buys.lock([TODAY])
                    book = unit.books.open(TODAY)
                    book.use(Terms(products=locked.products))
                    (order,) = book.order_of(wang)
                    word = Word(message, organizer, wang, village.now, order=one_more, order_id=order.id)
                    said = Said(message, wang, village.now, (one_more,), text="再来一板")
                    unit.books.record(TODAY, book.take(said) if number else book.enter_word(word))
                    unit.commit()
        except BaseException as fault:  # noqa: BLE001
            faults.append(fault)

    adders = [Thread(target=add, args=(number,)) for number in range(len(stores))]
    for adder in adders:
        adder.start()
    for adder in adders:
        adder.join()
    stores[1].close()
    assert faults == []
    with store.reader() as reader:
        (line,) = reader.books.standing(TODAY)
        assert line.quantity == scarce.stock
        assert line.quantity + line.waiting == 2 * ROUNDS + 1
        book = reader.books.read(TODAY)
        assert book == Book(Terms(), [event for _, event in reader.books.ledger(TODAY, limit=1000)])
        (order,) = book.order_of(wang)
        assert len(book.why(order.id, EGGS.id)) == 2 * ROUNDS + 1


def _shelved(events: int) -> ShelvedBook:
    return ShelvedBook(Book(Terms()), events, 0)


def test_books_of_many_groups_stay_for_an_hour() -> None:
    now = [0.0]
    shelf = BookShelf(clock=lambda: now[0])
    names = [GroupBuyId(f"buy-{number}") for number in range(1000)]
    for name in names:
        shelf.put(name, _shelved(120))
    kept = [shelf.take(name) for name in names]
    assert None not in kept, "the next message of each group finds its book"
    for name in names:
        shelf.put(name, _shelved(120))
    now[0] += BOOKS_KEPT_SECONDS + 1
    shelf.put(GroupBuyId("today's"), _shelved(1))
    assert [name for name in names if shelf.take(name) is not None] == names[-BOOKS_AT_LEAST + 1 :]


def test_books_on_the_shelf_have_so_many_events_at_most() -> None:
    shelf = BookShelf(clock=lambda: 0.0, most=1000)
    names = [GroupBuyId(f"buy-{number}") for number in range(200)]
    for name in names:
        shelf.put(name, _shelved(10))
    shelf.put(names[0], _shelved(10))
    assert [name for name in names if shelf.take(name) is not None] == [names[0], *names[101:]]


def test_a_book_that_is_no_longer_kept_in_memory_is_read_again(
    store: SqlStore, village: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(caches, "BOOKS_AT_LEAST", 3)
    monkeypatch.setattr(caches, "BOOKS_KEPT_SECONDS", -1.0)
    wang = village.sees("王芳").id
    names = [GroupBuyId(f"buy-{number:03}") for number in range(12)]
    with store.unit() as unit:
        for name in names:
            unit.group_buys.put(village.made(group_buy=name))
            enter(unit, name, village.order_of(wang, EGGS_2))
        unit.commit()
    with store.reader() as reader:
        assert all(reader.books.read(name).totals() == {EGGS.id: Decimal(2)} for name in names)


def test_what_was_entered_for_a_name_is_the_members_from_then_on(
    store: SqlStore, village: Village, url: str, keys_path: Path
) -> None:
    village.sells()
    village.orders("李哥", EGGS_2, recipient=HOME)
    stand_in, member = village.sees("李哥").id, village.sees("李哥", contact="wxid_li").id
    with store.unit() as unit:
        unit.group_buys.lock([TODAY])
        unit.books.record(TODAY, unit.books.open(TODAY).know(stand_in, member, at=village.now))
        unit.commit()
    (line,) = _standing(store)
    assert (line.member, line.recipient, line.quantity) == (member, HOME, Decimal(2))
    other = open_store(url, keys_path)
    try:
        with other.reader() as reader:
            assert [order.recipient for order in reader.books.read(TODAY).order_of(member)] == [HOME]
            assert reader.books.read(TODAY).order_of(stand_in) == ()
    finally:
        other.close()
