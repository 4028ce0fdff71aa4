"""Is what is past its term gone, and only that?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from models.mail import ChatLine, Post
from models.ports import KeepingTerms, Tidied
from models.store import SqlStore
from models.values import MessageId, Recipient, Role
from tests.contract.village import EGGS, HAPPY, LI, NOW, TODAY, Village

TERMS = KeepingTerms()


def _after(store: SqlStore, **span: float) -> Tidied:
    return store.tidy(NOW + timedelta(**span), TERMS)


def _line(village: Village, number: int, at: datetime = NOW, *acts: str) -> ChatLine:
    person = village.sees("王芳").id
    return ChatLine(MessageId(f"m-{number}"), HAPPY, person, Role.RESIDENT, "text", "下雨了", at, acts=acts)


def _log(store: SqlStore, *lines: ChatLine) -> None:
    with store.unit() as unit:
        for line in lines:
            unit.chat_log.add(line)
        unit.commit()


def test_within_their_terms_all_stay(store: SqlStore, village: Village) -> None:
    line = replace(_line(village, 1), media_path="rain.jpg")
    _log(store, line)
    assert _after(store, days=13) == Tidied(texts=0, rows=0)
    with store.reader() as reader:
        assert reader.chat_log.get(line.message) == line


def test_chatter_goes_first_and_figures_stay_without_persons(store: SqlStore, village: Village) -> None:
    chatter, order = _line(village, 1), _line(village, 2, NOW, "order")
    noted = _line(village, 3)
    _log(store, chatter, order, noted)
    with store.unit() as unit:
        unit.chat_log.note_acts(noted.message, ("chat", "cancel"))
        unit.commit()
    tidied = _after(store, days=30, seconds=1)
    assert tidied.texts == 1
    with store.reader() as reader:
        assert reader.chat_log.get(chatter.message) == replace(chatter, text=None, person=None)
        assert reader.chat_log.get(order.message) == order
        assert reader.chat_log.get(noted.message) == replace(noted, acts=("chat", "cancel"))
        assert reader.chat_log.activity(HAPPY, NOW, NOW + timedelta(hours=1)).messages == 3
    assert _after(store, days=30, seconds=1) == Tidied(texts=0, rows=0)


def test_pictures_are_given_back_to_be_deleted(store: SqlStore, village: Village) -> None:
    line = replace(_line(village, 1), media_path="rain.jpg")
    _log(store, line)
    assert _after(store, days=14, seconds=1).media_paths == ("rain.jpg",)
    with store.reader() as reader:
        assert reader.chat_log.get(line.message) == replace(line, media_path=None)


def test_a_year_later_an_order_is_a_figure(store: SqlStore, village: Village) -> None:
    village.sells()
    village.orders("王芳", (EGGS, "2"), recipient=Recipient(building="3", room="501"))
    _after(store, days=364)
    with store.reader() as reader:
        assert reader.books.standing(TODAY)[0].recipient is not None
    _after(store, days=366)
    with store.reader() as reader:
        (line,) = reader.books.standing(TODAY)
        assert (line.recipient, line.quantity) == (None, Decimal(2))
        assert {event.private for _, event in reader.books.ledger(TODAY)} == {None}


def test_payloads_and_sent_words_go_in_a_week(store: SqlStore, village: Village) -> None:
    with store.unit() as unit:
        failed = unit.inbox.put(village.said("王芳", "?"), NOW)
        row = unit.outbox.add(LI, Post("hello", group=HAPPY), NOW)
        assert failed is not None
        assert row is not None
        unit.inbox.failed(failed, NOW, "?")
        unit.outbox.sent(row, at=NOW, channel_message_id=None, text="你好")
        unit.commit()
    assert _after(store, days=7, seconds=1).texts == 2
    with store.reader() as reader:
        assert [fault.incoming.sender_id for fault in reader.inbox.faults()] == [""]
        assert [sent.text_sent for sent in reader.outbox.page()] == [None]
    _after(store, days=31)
    _after(store, days=366)
    with store.reader() as reader:
        assert list(reader.inbox.faults()) == []
        assert list(reader.outbox.page()) == []


def test_what_waits_is_never_deleted(store: SqlStore, village: Village) -> None:
    with store.unit() as unit:
        waiting = unit.inbox.put(village.said("王芳", "鸡蛋2盒"), NOW)
        unit.outbox.add(LI, Post("hello", group=HAPPY), NOW)
        unit.commit()
    _after(store, days=400)
    with store.unit() as unit:
        assert [row.id for row in unit.inbox.next_waiting()] == [waiting]
        assert len(unit.outbox.heads(NOW + timedelta(days=400))) == 1


def test_a_conversation_that_is_over_leaves_nothing(store: SqlStore, village: Village) -> None:
    person = village.sees("王芳").id
    with store.unit() as unit:
        unit.conversations.put(person, "draft", {"a": 1}, NOW + timedelta(minutes=30))
        unit.commit()
    assert _after(store, minutes=29) == Tidied(texts=0, rows=0)
    assert _after(store, minutes=31) == Tidied(texts=1, rows=1)


def test_much_is_deleted_in_small_units(store: SqlStore, village: Village) -> None:
    line = _line(village, 0)
    _log(store, *(replace(line, message=MessageId(f"m-{number}")) for number in range(1100)))
    assert _after(store, days=31).texts == 1100
