"""What came in and waits to be handled?"""

from __future__ import annotations

from dataclasses import replace

from models.mail import InboxState
from models.store import SqlStore
from models.values import Incoming, MediaRef, MessageId, MessageKind, Quote
from tests.contract.village import CHANNEL, HAPPY_ROOM, NOW, Village


def _put(village: Village, *messages: Incoming) -> list[MessageId | None]:
    with village.store.unit() as unit:
        ids = [unit.inbox.put(message, village.now) for message in messages]
        unit.commit()
    return ids


def _waiting(store: SqlStore) -> list[str]:
    with store.unit() as unit:
        return [row.incoming.text for row in unit.inbox.next_waiting()]


def test_a_message_comes_back_as_it_was_heard(store: SqlStore, village: Village) -> None:
    heard = replace(
        village.said("王芳", "鸡蛋2盒\u2005\U0001f95a"),
        kind=MessageKind.IMAGE,
        mention_ids=("wxid_bot", "wxid_li"),
        quote=Quote("鸡蛋 32", name="李团长"),
        media=MediaRef("key", "蛋.jpg", 12_345),
        raw="<msg>\n</msg>",
    )
    (message,) = _put(village, heard)
    assert message is not None
    with store.reader() as reader:
        row = reader.inbox.get(message)
    assert row is not None
    assert (row.incoming, row.received_at, row.state) == (heard, NOW, InboxState.WAITING)


def test_a_message_is_stored_once(store: SqlStore, village: Village) -> None:
    heard = village.said("王芳", "鸡蛋2盒")
    first, second = _put(village, heard, heard)
    (third,) = _put(village, heard)
    assert (second, third) == (None, None)
    with store.reader() as reader:
        assert reader.inbox.by_channel_id(CHANNEL, heard.message_id) == first
        assert reader.inbox.by_channel_id("wechaty", heard.message_id) is None
    assert _waiting(store) == ["鸡蛋2盒"]


def test_what_waits_comes_in_order_of_arrival(store: SqlStore, village: Village) -> None:
    ids = _put(village, *(village.said("王芳", str(number)) for number in range(30)))
    assert _waiting(store) == [str(number) for number in range(30)]
    assert ids == sorted(ids, key=str)


def test_no_more_is_given_than_asked_for(store: SqlStore, village: Village) -> None:
    _put(village, *(village.said("王芳", str(number)) for number in range(5)))
    with store.unit() as unit:
        assert [row.incoming.text for row in unit.inbox.next_waiting(limit=2)] == ["0", "1"]


def test_what_was_handled_waits_no_more_and_its_payload_is_gone(store: SqlStore, village: Village) -> None:
    heard = village.said("王芳", "鸡蛋2盒")
    (message,) = _put(village, heard)
    assert message is not None
    with store.unit() as unit:
        unit.inbox.handled(message, village.later(seconds=1))
        unit.commit()
    assert _waiting(store) == []
    with store.reader() as reader:
        row = reader.inbox.get(message)
    assert row is not None
    assert row.state is InboxState.HANDLED
    assert (row.incoming.message_id, row.incoming.text, row.incoming.sender_id) == (heard.message_id, "", "")


def test_a_failed_row_is_told_and_can_be_handled_again(store: SqlStore, village: Village) -> None:
    (message,) = _put(village, village.said("王芳", "鸡蛋2盒"))
    assert message is not None
    with store.unit() as unit:
        unit.inbox.failed(message, village.later(seconds=1), "ValueError: 42")
        unit.commit()
        (fault,) = unit.inbox.faults()
        assert (fault.fault, fault.state, fault.attempts) == ("ValueError: 42", InboxState.FAILED, 1)
        assert fault.incoming.text == "鸡蛋2盒"
        assert unit.inbox.next_waiting() == []
        unit.inbox.reopen(message)
        unit.commit()
    assert _waiting(store) == ["鸡蛋2盒"]


def test_what_can_not_be_read_is_kept_but_not_handled(store: SqlStore, village: Village) -> None:
    unreadable = replace(village.said("王芳", ""), kind=MessageKind.OTHER, raw="<?", fault="no kind")
    (message,) = _put(village, unreadable)
    assert _waiting(store) == []
    with store.reader() as reader:
        (row,) = reader.inbox.faults()
    assert (row.id, row.state, row.fault, row.incoming) == (message, InboxState.UNREADABLE, "no kind", unreadable)


def test_half_a_sign_in_a_name_is_no_obstacle(store: SqlStore, village: Village) -> None:
    person = village.sees("王芳\ud83e", contact="wxid_odd")
    with store.reader() as reader:
        found = reader.people.get(person.id)
    assert found is not None
    assert found.nickname == "王芳\ud83e"


def test_a_room_that_another_is_busy_with_is_left_out(store: SqlStore, village: Village, kind: str) -> None:
    _put(
        village,
        village.said("王芳", "one", room=HAPPY_ROOM),
        village.said("王芳", "two", room=HAPPY_ROOM),
        village.said("张伟", "three", room=None),
    )
    with store.unit() as first:
        mine = [row.incoming.text for row in first.inbox.next_waiting(limit=1)]
        assert mine == ["one"]
        if kind == "postgresql":
            with store.unit() as second:
                assert [row.incoming.text for row in second.inbox.next_waiting()] == ["three"]
    assert _waiting(store) == ["one", "two", "three"]
