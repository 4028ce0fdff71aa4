"""Is a copy that was made while all went on complete, closed, and good for either database?"""

from __future__ import annotations

import tarfile
from decimal import Decimal
from pathlib import Path
from threading import Event, Thread

import pytest

from models.errors import BadInput, StoreError
from models.mail import ChatLine
from models.store import SqlStore, open_store, restore
from models.store.dump import lines_of
from models.values import MessageId, PersonId, Recipient, Role
from tests.contract.databases import PostgresServer
from tests.contract.village import EGGS, HAPPY, NOW, TODAY, Village

HALF = Decimal("2.5")
HOME = Recipient(building="3", room="501", name="王芳", phone="13912345678")


@pytest.fixture(params=["sqlite", "postgresql"])
def other_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of either kind, to restore into."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/restored.sqlite3"
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.url(server.create())


def _fill(village: Village) -> PersonId:
    village.sells()
    village.orders("王芳", (EGGS, "2.5"), recipient=HOME)
    person = village.sees("王芳").id
    with village.store.unit() as unit:
        unit.chat_log.add(ChatLine(MessageId("m-1"), HAPPY, person, Role.RESIDENT, "text", "下雨了\u2028", NOW))
        unit.inbox.put(village.said("王芳", "再加一盒"), NOW)
        unit.commit()
    return person


def _rows(store: SqlStore) -> list[str]:
    with store.engine.connect() as connection:
        return sorted(lines_of(connection))


@pytest.mark.parametrize("portable", [True, False])
def test_what_was_copied_comes_back(
    store: SqlStore, village: Village, other_url: str, tmp_path: Path, *, portable: bool
) -> None:
    person = _fill(village)
    archive = tmp_path / "backup.tar"
    store.backup(archive, portable=portable)
    count = restore(archive, other_url)
    restored = open_store(other_url, store.keys_path)
    try:
        assert _rows(restored) == _rows(store)
        assert count == len([row for row in _rows(store) if row.startswith("[")])
        with restored.unit() as unit:
            assert unit.people.names_in(HAPPY) == {person: "王芳"}
            assert [row.incoming.text for row in unit.inbox.next_waiting()] == ["再加一盒"]
            assert unit.books.open(TODAY).orders()[0].recipient == HOME
    finally:
        restored.close()


def test_who_was_forgotten_since_stays_forgotten(
    store: SqlStore, village: Village, other_url: str, tmp_path: Path
) -> None:
    person = _fill(village)
    archive = tmp_path / "backup.tar"
    store.backup(archive)
    store.forget(person)
    restore(archive, other_url)
    restored = open_store(other_url, store.keys_path)
    try:
        with restored.unit() as unit:
            found = unit.people.get(person)
            assert found is not None
            assert (found.nickname, found.contact_id) == ("", None)
            line = unit.chat_log.get(MessageId("m-1"))
            assert line is not None
            assert line.text is None
            assert unit.books.open(TODAY).totals() == {EGGS.id: HALF}
            assert [row.incoming.text for row in unit.inbox.next_waiting()] == [""]
        Village(restored).sees("王芳")
        with restored.reader() as reader:
            assert reader.people.names_in(HAPPY) == {person: "王芳"}
    finally:
        restored.close()


def test_keys_are_in_no_archive(store: SqlStore, village: Village, tmp_path: Path) -> None:
    _fill(village)
    secret = store.keys_path.read_bytes()
    store.backup(tmp_path / "backup.tar")
    with tarfile.open(tmp_path / "backup.tar") as archive:
        assert len(archive.getnames()) == 2
    assert "王芳".encode() not in (tmp_path / "backup.tar").read_bytes()
    assert secret not in (tmp_path / "backup.tar").read_bytes()
    with pytest.raises(StoreError, match="keys are never part"):
        store.backup(tmp_path / "again.tar", media=[store.keys_path.parent])
    assert not (tmp_path / "again.tar").exists()


def test_pictures_travel_along(store: SqlStore, village: Village, other_url: str, tmp_path: Path) -> None:
    pictures = tmp_path / "media"
    (pictures / "2026" / "03").mkdir(parents=True)
    (pictures / "2026" / "03" / "egg.jpg").write_bytes(b"egg")
    store.backup(tmp_path / "backup.tar", media=[pictures, tmp_path / "nothing there"])
    restore(tmp_path / "backup.tar", other_url, media_to=tmp_path / "new")
    assert (tmp_path / "new" / "media" / "2026" / "03" / "egg.jpg").read_bytes() == b"egg"


def test_a_copy_made_amid_writing_is_of_one_moment(
    store: SqlStore, village: Village, other_url: str, tmp_path: Path
) -> None:
    village.sells()
    people = [village.sees(f"居民{number}").id for number in range(5)]
    stop, faults = Event(), list[BaseException]()

    def shop() -> None:
        try:
            while not stop.is_set():
                for number in range(5):
                    village.orders(f"居民{number}", (EGGS, "1"))
        except BaseException as fault:  # noqa: BLE001
            faults.append(fault)

    shopper = Thread(target=shop)
    shopper.start()
    for number in range(3):
        store.backup(tmp_path / f"backup-{number}.tar")
    stop.set()
    shopper.join()
    assert faults == []
    restore(tmp_path / "backup-2.tar", other_url)
    restored = open_store(other_url, store.keys_path)
    try:
        with restored.reader() as reader:
            group_buy = reader.group_buys.get(TODAY)
            assert group_buy is not None
            assert group_buy.version == len(reader.books.ledger(TODAY, limit=10_000))
            standing = sum(line.quantity for line in reader.books.standing(TODAY))
            assert reader.books.read(TODAY).totals().get(EGGS.id, 0) == standing
            assert set(reader.people.names_in(HAPPY)) == set(people)
    finally:
        restored.close()


def test_nothing_is_restored_over_something(store: SqlStore, village: Village, url: str, tmp_path: Path) -> None:
    _fill(village)
    before = _rows(store)
    store.backup(tmp_path / "backup.tar")
    with pytest.raises(StoreError, match="not empty"):
        restore(tmp_path / "backup.tar", url)
    assert _rows(store) == before


def test_what_is_no_backup_is_refused(tmp_path: Path, other_url: str) -> None:
    (tmp_path / "photo.tar").write_bytes(b"no archive at all")
    with pytest.raises(BadInput, match="no backup of ours"):
        restore(tmp_path / "photo.tar", other_url)
    with tarfile.open(tmp_path / "empty.tar", "w"):
        pass
    with pytest.raises(BadInput, match="no backup of ours"):
        restore(tmp_path / "empty.tar", other_url)
