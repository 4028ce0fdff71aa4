"""Is what is personal closed to whoever has the database alone, and gone once somebody is forgotten?"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import text

from models.errors import StoreError
from models.mail import ChatLine, Post, person_ref, recipient_ref
from models.ports import Undoable, UnitOfWork
from models.store import SqlStore, open_store
from models.store.dump import lines_of
from models.values import MessageId, PersonId, Recipient, Role
from tests.contract.village import CHANNEL, EGGS, HAPPY, LI, NOW, TODAY, Village, enter

NAME, PHONE, CONTACT, SAID, ROOM = "王小芳芳", "13912345678", "wxid_secret_contact", "我要两盒土鸡蛋送上楼", "8867"
HOME = Recipient(building="3", room=ROOM, name=NAME, phone=PHONE)
SECRETS = (NAME, PHONE, CONTACT, SAID, ROOM)


def _fill(village: Village) -> PersonId:
    """Somebody leaves traces in every table that may hold any."""
    village.sells()
    person = village.sees(NAME, contact=CONTACT).id
    with village.store.unit() as unit:
        _leave_traces(village, unit, person)
        unit.commit()
    return person


def _leave_traces(village: Village, unit: UnitOfWork, person: PersonId) -> None:
    line = ChatLine(MessageId("m-1"), HAPPY, person, Role.RESIDENT, "text", SAID, NOW, quoted_text=SAID)
    unit.chat_log.add(line)
    unit.inbox.put(village.said(NAME, SAID, contact=CONTACT), NOW)
    unit.conversations.put(person, "draft", {"text": SAID}, NOW + timedelta(hours=1))
    unit.undos.add(Undoable("u-1", LI, person, NOW, SAID, {"text": SAID}))
    post = Post("noted", {"who": person_ref(person), "where": recipient_ref("m-order#1")}, group=HAPPY)
    row = unit.outbox.add(LI, post, NOW)
    assert row is not None
    unit.outbox.claim(row, fence=1, deadline=NOW, text=f"记下了：{NAME} {ROOM} 鸡蛋2盒")
    unit.outbox.sent(row, at=NOW, channel_message_id=None, text=f"记下了：{NAME} {ROOM} 鸡蛋2盒")
    bot_line = ChatLine(MessageId("m-2"), HAPPY, None, Role.RESIDENT, "text", f"{NAME} 记下了", NOW, by_bot=True)
    unit.chat_log.add(bot_line)


def _order(village: Village, person: PersonId) -> None:
    with village.store.unit() as unit:
        enter(unit, TODAY, village.order_of(person, (EGGS, "2"), recipient=HOME, message="m-order"))
        unit.commit()


def _bytes_of(store: SqlStore, kind: str, folder: Path) -> bytes:
    """Everything that is written down: the files of SQLite with its log, or every row of PostgreSQL."""
    if kind == "postgresql":
        with store.engine.connect() as connection:
            return "\n".join(lines_of(connection)).encode()
    with closing(sqlite3.connect(folder / "tuan.sqlite3")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
    return b"".join(path.read_bytes() for path in folder.glob("tuan.sqlite3*"))


def test_the_database_alone_tells_nothing_personal(
    store: SqlStore, village: Village, kind: str, tmp_path: Path
) -> None:
    person = _fill(village)
    _order(village, person)
    written = _bytes_of(store, kind, tmp_path)
    assert HAPPY.encode() in written
    assert [secret for secret in SECRETS if secret.encode() in written] == []
    assert [secret for secret in SECRETS if ascii(secret).strip("'").encode() in written] == []


def test_who_is_forgotten_is_nobody_and_figures_stay(store: SqlStore, village: Village) -> None:
    person = _fill(village)
    _order(village, person)
    with store.reader() as reader:
        before = reader.books.read(TODAY).totals()
    assert store.forget(person)
    with store.reader() as reader:
        found = reader.people.get(person)
        assert found is not None
        assert (found.nickname, found.contact_id) == ("", None)
        assert reader.people.names_in(HAPPY) == {}
        line = reader.chat_log.get(MessageId("m-1"))
        assert line is not None
        assert (line.text, line.quoted_text) == (None, None)
        assert reader.conversations.get(person, "draft", NOW) is None
        assert reader.undos.last(LI, person) is None
        assert list(reader.inbox.next_waiting()) == []
        assert reader.resolve({"who": person_ref(person), "at": recipient_ref("m-order#1")}) == {
            "who": None,
            "at": None,
        }
        assert {event.private for _, event in reader.books.ledger(TODAY)} == {None}
        (standing,) = reader.books.standing(TODAY)
        assert (standing.recipient, standing.name, standing.quantity) == (None, None, Decimal(2))
        assert reader.books.read(TODAY).totals() == before == {EGGS.id: 2}


def test_what_the_bot_said_of_the_forgotten_is_gone_too(store: SqlStore, village: Village) -> None:
    person = _fill(village)
    store.forget(person)
    with store.reader() as reader:
        (row,) = reader.outbox.page()
        assert row.text_sent is None
        line = reader.chat_log.get(MessageId("m-2"))
        assert line is not None
        assert line.text is None


def test_others_are_remembered(store: SqlStore, village: Village) -> None:
    person, zhang = _fill(village), village.sees("张伟").id
    store.forget(person)
    with store.reader() as reader:
        assert reader.people.names_in(HAPPY) == {zhang: "张伟"}


def test_another_process_forgets_at_once(store: SqlStore, village: Village, url: str, keys_path: Path) -> None:
    person = _fill(village)
    _order(village, person)
    other = open_store(url, keys_path)
    try:
        with other.unit() as unit:
            assert unit.people.names_in(HAPPY) == {person: NAME}
            assert unit.books.read(TODAY).orders()[0].recipient == HOME
        store.forget(person)
        with other.unit() as unit:
            assert unit.people.names_in(HAPPY) == {}
            assert unit.books.read(TODAY).orders()[0].recipient is None
    finally:
        other.close()


def test_who_comes_back_is_known_again_from_then_on(store: SqlStore, village: Village) -> None:
    person = _fill(village)
    _order(village, person)
    store.forget(person)
    again = village.sees("小芳", contact=CONTACT)
    assert (again.id, again.nickname) == (person, "小芳")
    with store.reader() as reader:
        found = reader.people.by_contact(LI, CHANNEL, CONTACT)
        assert found is not None
        assert (found.nickname, found.contact_id) == ("小芳", CONTACT)
        assert {event.private for _, event in reader.books.ledger(TODAY)} == {None}


def test_all_that_is_held_is_given_out(store: SqlStore, village: Village) -> None:
    person = _fill(village)
    _order(village, person)
    village.sees("张伟")
    with store.reader() as reader:
        held = reader.people.held(person)
    assert {one.kind for one in held} == {
        "nickname",
        "contact",
        "message",
        "payload",
        "event",
        "order",
        "conversation",
        "undo",
    }
    texts = "\n".join(one.text for one in held)
    assert [secret for secret in SECRETS if secret not in texts] == []
    assert "张伟" not in texts
    store.forget(person)
    with store.reader() as reader:
        assert list(reader.people.held(person)) == []


def test_nobody_can_not_be_forgotten(store: SqlStore) -> None:
    assert not store.forget(PersonId("nobody"))


def test_without_the_keys_nothing_opens(store: SqlStore, village: Village, url: str, tmp_path: Path) -> None:
    person = _fill(village)
    stranger = open_store(url, tmp_path / "other keys.sqlite3")
    try:
        with stranger.reader() as reader:
            found = reader.people.get(person)
            assert found is not None
            assert (found.nickname, found.contact_id) == ("", None)
            assert reader.people.by_contact(LI, CHANNEL, CONTACT) is None
    finally:
        stranger.close()


def test_the_keys_of_another_database_are_noticed(store: SqlStore, village: Village, url: str, tmp_path: Path) -> None:
    person = _fill(village)
    stranger = open_store(url, tmp_path / "other keys.sqlite3")
    try:
        with pytest.raises(StoreError, match="does not hold the keys of this database"):
            stranger.migrate()
        store.migrate()
        stranger.migrate(accept_new_keys=True)
        assert Village(stranger).sees(NAME, contact=CONTACT).id != person
        with pytest.raises(StoreError, match="does not hold the keys"):
            store.migrate()
    finally:
        stranger.close()


def test_what_was_exchanged_in_the_database_is_noticed(store: SqlStore, village: Village, url: str) -> None:
    village.sees(NAME)
    village.sees("张伟")
    with store.engine.begin() as connection:
        connection.execute(
            text(
                "UPDATE personal_data SET ciphertext = (SELECT ciphertext FROM personal_data AS other"
                " WHERE other.person_id = personal_data.person_id AND other.kind = 'contact') WHERE kind = 'nickname'"
            )
        )
    fresh = open_store(url, store.keys_path)
    try:
        with pytest.raises(StoreError, match="damaged"), fresh.reader() as reader:
            reader.people.names_in(HAPPY)
    finally:
        fresh.close()


def test_the_keys_are_for_their_owner_alone(store: SqlStore, keys_path: Path) -> None:
    assert keys_path.stat().st_mode & 0o777 == 0o600


def test_who_was_known_by_name_first_is_forgotten_as_both(store: SqlStore, village: Village) -> None:
    stand_in = _fill(village)
    _order(village, stand_in)
    member = village.sees("小芳", contact="wxid_new").id
    with store.unit() as unit:
        unit.group_buys.lock([TODAY])
        unit.books.record(TODAY, unit.books.open(TODAY).know(stand_in, member, at=NOW))
        unit.commit()
    with store.reader() as reader:
        assert any(SAID in held.text for held in reader.people.held(member))
    assert store.forget(member)
    with store.reader() as reader:
        assert reader.people.held(member) == []
        told = [event.private for _, event in reader.books.ledger(TODAY)]
        assert told
        assert not any(told)
        (line,) = reader.books.standing(TODAY)
        assert line.recipient is None
        assert line.quantity == 2
