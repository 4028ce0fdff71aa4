"""Is a message of the account's own one that we sent, and which?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from models.mail import OutboxRow, OutboxState, Post
from models.store import SqlStore
from models.values import GroupId, Incoming, MessageKind
from tests.contract.village import ACCOUNT, CHANNEL, HAPPY, HAPPY_ROOM, LI, Village

TEXT = "记下了：@王芳\u2005 鸡蛋 2盒，共 64"
AS_IT_COMES_BACK = "记下了：@王芳 鸡蛋 2盒，共 64\n"


class Relay:
    """Sends one text after another to the group, as the outbox relay does."""

    def __init__(self, village: Village) -> None:
        self._village = village

    def adds(self, post: Post | None = None) -> str:
        with self._village.store.unit() as unit:
            row = unit.outbox.add(LI, post or Post("noted", group=HAPPY), self._village.now)
            unit.commit()
        assert row is not None
        return row

    def claims(self, row: str, text: str | None = TEXT) -> None:
        with self._village.store.unit() as unit:
            assert unit.outbox.claim(row, fence=1, deadline=self._village.now + timedelta(seconds=20), text=text)
            unit.commit()

    def is_answered(self, row: str, message_id: str | None, text: str | None = TEXT) -> None:
        with self._village.store.unit() as unit:
            unit.outbox.sent(row, at=self._village.now, channel_message_id=message_id, text=text)
            unit.commit()

    def is_not_answered(self, row: str) -> None:
        with self._village.store.unit() as unit:
            unit.outbox.unsure(row, at=self._village.now, text=TEXT)
            unit.commit()

    def hears(self, message_id: str, text: str = AS_IT_COMES_BACK, *, room: str | None = HAPPY_ROOM) -> str | None:
        return self.hears_this(
            Incoming(CHANNEL, ACCOUNT, message_id, ACCOUNT, self._village.now, text=text, room_id=room)
        )

    def hears_this(self, echo: Incoming) -> str | None:
        with self._village.store.unit() as unit:
            settled = unit.outbox.settle_echo(echo, self._village.now)
            unit.commit()
        return settled

    def row(self, row: str) -> OutboxRow:
        with self._village.store.reader() as reader:
            found = reader.outbox.get(row)
        assert found is not None
        return found


@pytest.fixture
def relay(village: Village) -> Relay:
    return Relay(village)


def test_an_echo_after_the_answer_is_known_by_its_id(relay: Relay) -> None:
    row = relay.adds()
    relay.claims(row)
    relay.is_answered(row, "m1")
    assert relay.hears("m1", "something else altogether") == row


def test_an_echo_before_the_answer_is_known_by_its_text(relay: Relay) -> None:
    row = relay.adds()
    relay.claims(row)
    assert relay.hears("m1") == row
    assert (relay.row(row).state, relay.row(row).channel_message_id) == (OutboxState.SENT, "m1")
    relay.is_answered(row, "m1")
    assert relay.hears("m1") == row
    assert relay.row(row).state is OutboxState.SENT


def test_an_echo_settles_what_was_unsure(relay: Relay, village: Village) -> None:
    row = relay.adds()
    relay.claims(row)
    relay.is_not_answered(row)
    assert relay.row(row).state is OutboxState.UNSURE
    village.later(seconds=90)
    assert relay.hears("m1") == row
    assert relay.row(row).state is OutboxState.SENT


def test_what_its_echo_settled_does_not_become_unsure_or_go_out_again(
    relay: Relay, village: Village, store: SqlStore
) -> None:
    row = relay.adds()
    relay.claims(row)
    relay.hears("m1")
    relay.is_not_answered(row)
    with store.unit() as unit:
        unit.outbox.retry(row, not_before=village.now, fault="timed out")
        unit.outbox.failed(row, at=village.now, fault="timed out")
        unit.commit()
        assert unit.outbox.heads(village.now) == []
    assert relay.row(row).state is OutboxState.SENT


def test_a_late_echo_stops_another_try(relay: Relay, village: Village, store: SqlStore) -> None:
    row = relay.adds()
    relay.claims(row)
    relay.is_not_answered(row)
    with store.unit() as unit:
        unit.outbox.retry(row, not_before=village.now + timedelta(seconds=30), fault="timed out")
        unit.commit()
    assert relay.hears("m1") == row
    assert relay.row(row).state is OutboxState.SENT


def test_a_gateway_without_ids_is_settled_once_a_row(relay: Relay) -> None:
    first, second = relay.adds(), relay.adds()
    for row in (first, second):
        relay.claims(row)
        relay.is_answered(row, None)
    assert [relay.hears("m1"), relay.hears("m2"), relay.hears("m3")] == [first, second, None]


def test_swapped_echoes_of_the_same_text_settle_both(relay: Relay) -> None:
    first, second = relay.adds(), relay.adds()
    relay.claims(first)
    relay.is_answered(first, None)
    relay.claims(second)
    assert relay.hears("m2") == first
    relay.is_answered(second, "m2")
    assert relay.hears("m1") == first
    assert relay.hears("m2") == second


@pytest.mark.parametrize(
    "shown",
    [
        "记下了：@王芳 3-501 二期业主\u2005鸡蛋2盒，共64",
        "@王芳 3-501\u2005记下了：鸡蛋2盒，共64",
        "记下了：@芳芳妈 鸡蛋2盒，共64",
        "记下了：@芳芳妈\u2005鸡蛋 2盒,共64",
    ],
    ids=["the room's name", "called before", "narrowed", "another name"],
)
def test_whom_a_text_calls_is_named_as_the_room_likes(relay: Relay, shown: str) -> None:
    row = relay.adds()
    relay.claims(row)
    relay.is_answered(row, None)
    assert relay.hears("m1", "记下了：@芳芳妈\u2005鸡蛋3盒，共96") is None
    assert relay.hears("m2", shown) == row


def test_what_nobody_sent_was_said_by_the_organizer(relay: Relay, village: Village) -> None:
    row = relay.adds()
    assert relay.hears("m1") is None, "it waits still, so nobody said it"
    relay.claims(row)
    assert relay.hears("m2", "鸡蛋没有了") is None
    assert relay.hears("m3", room="another room") is None
    assert relay.hears("m4", room=None) is None
    relay.is_answered(row, None)
    village.later(minutes=2, seconds=1)
    assert relay.hears("m5") is None


def test_a_picture_is_known_by_its_place(relay: Relay, village: Village) -> None:
    row = relay.adds(Post("poster", group=HAPPY, document="poster"))
    relay.claims(row, None)
    relay.is_answered(row, None, None)
    echo = Incoming(CHANNEL, ACCOUNT, "m1", ACCOUNT, village.now, kind=MessageKind.IMAGE, room_id=HAPPY_ROOM)
    assert relay.hears_this(replace(echo, kind=MessageKind.TEXT)) is None
    assert relay.hears_this(echo) == row


def test_an_echo_in_a_private_chat_is_known_by_its_listener(relay: Relay, village: Village) -> None:
    person = village.sees("王芳")
    row = relay.adds(Post("mine", person=person.id))
    relay.claims(row)
    relay.is_answered(row, None)
    echo = Incoming(CHANNEL, ACCOUNT, "m1", ACCOUNT, village.now, text=TEXT, listener_id="wxid_张伟")
    assert relay.hears_this(echo) is None
    assert relay.hears_this(replace(echo, listener_id="wxid_王芳")) == row


def test_what_was_said_to_a_group_is_known_again(relay: Relay, village: Village, store: SqlStore) -> None:
    row = relay.adds()
    relay.claims(row)
    relay.is_answered(row, "m-1")
    with store.reader() as reader:
        assert reader.outbox.has_said(HAPPY, AS_IT_COMES_BACK, village.now - timedelta(hours=1))
        assert not reader.outbox.has_said(HAPPY, AS_IT_COMES_BACK, village.now + timedelta(seconds=1))
        assert not reader.outbox.has_said(HAPPY, "记下了：别的", village.now - timedelta(hours=1))
        assert not reader.outbox.has_said(GroupId("group-sunny"), AS_IT_COMES_BACK, village.now - timedelta(hours=1))


def test_what_was_heard_already_is_told_from_what_was_not(relay: Relay, village: Village, store: SqlStore) -> None:
    heard, unheard = relay.adds(), relay.adds()
    relay.claims(heard)
    relay.is_answered(heard, "m-1")
    relay.claims(unheard, "到了喊大家。")
    relay.is_answered(unheard, None, "到了喊大家。")
    since = village.now - timedelta(hours=1)
    with store.reader() as reader:
        assert not reader.outbox.has_said(HAPPY, TEXT, since, unheard=True)
        assert reader.outbox.has_said(HAPPY, "到了喊大家。", since, unheard=True)
