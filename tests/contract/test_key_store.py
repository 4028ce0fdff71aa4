"""Are keys there when they are needed, gone when they are dropped, and the same for every process?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from models.errors import StoreError
from models.store.ids import StoreIds
from models.store.key_store import KeyStore
from models.values import OrganizerId
from tests.contract.village import CHANNEL, LI


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys.sqlite3"


@pytest.fixture
def keys(path: Path) -> Iterator[KeyStore]:
    opened = KeyStore(path)
    yield opened
    opened.close()


@pytest.fixture
def other(path: Path, keys: KeyStore) -> Iterator[KeyStore]:
    """The same keys, as another process has them."""
    opened = KeyStore(path)
    yield opened
    opened.close()


def test_a_key_opens_what_it_closed(keys: KeyStore) -> None:
    seal = keys.ensure(["wang"])["wang"]
    closed = seal.close("王芳".encode(), b"token")
    assert "王芳".encode() not in closed
    assert keys.ensure(["wang"])["wang"].open(closed, b"token") == "王芳".encode()


def test_nothing_is_closed_twice_alike(keys: KeyStore) -> None:
    seal = keys.ensure(["wang"])["wang"]
    assert seal.close(b"same", b"token") != seal.close(b"same", b"token")


def test_what_is_in_another_place_or_changed_does_not_open(keys: KeyStore) -> None:
    seal = keys.ensure(["wang"])["wang"]
    closed = seal.close(b"clear", b"token")
    with pytest.raises(StoreError, match="damaged"):
        seal.open(closed, b"another")
    with pytest.raises(StoreError, match="damaged"):
        seal.open(closed[:-1] + bytes([closed[-1] ^ 1]), b"token")


def test_each_has_a_key_of_their_own(keys: KeyStore) -> None:
    seals = keys.ensure(["wang", "zhang"])
    assert seals["zhang"].open(seals["wang"].close(b"clear", b"token"), b"token") is None


def test_a_dropped_key_is_gone_from_the_file(keys: KeyStore, path: Path) -> None:
    key = keys.ensure(["wang"])["wang"].key
    assert key in path.read_bytes()
    keys.drop(["wang"])
    assert key not in b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert keys.find(["wang"]) == {}


def test_a_new_key_does_not_open_what_the_old_one_closed(keys: KeyStore) -> None:
    closed = keys.ensure(["wang"])["wang"].close(b"clear", b"token")
    keys.drop(["wang"])
    assert keys.ensure(["wang"])["wang"].open(closed, b"token") is None


def test_processes_share_keys_and_notice_what_is_dropped(keys: KeyStore, other: KeyStore) -> None:
    mine = keys.ensure(["wang"])["wang"]
    assert other.ensure(["wang"])["wang"].key == mine.key
    other.refresh()
    epoch = other.epoch
    other.refresh()
    assert other.epoch == epoch
    keys.ensure(["zhang"])
    other.refresh()
    assert other.epoch == epoch, "what is new makes nothing untrue"
    assert other.find(["zhang"])["zhang"].key == keys.ensure(["zhang"])["zhang"].key
    keys.drop(["wang"])
    other.refresh()
    assert other.epoch > epoch
    assert other.find(["wang"]) == {}


def test_ids_are_the_same_in_every_process_and_tell_nothing(keys: KeyStore, other: KeyStore, tmp_path: Path) -> None:
    person = keys.person_id(LI, CHANNEL, "wxid_1")
    assert other.person_id(LI, CHANNEL, "wxid_1") == person
    assert keys.person_id(OrganizerId("other"), CHANNEL, "wxid_1") != person
    assert keys.person_id(LI, "wechaty", "wxid_1") != person
    stranger = KeyStore(tmp_path / "strange keys.sqlite3")
    assert stranger.person_id(LI, CHANNEL, "wxid_1") != person
    stranger.close()


def test_parts_of_a_name_are_not_mixed_up(keys: KeyStore) -> None:
    assert keys.person_id(OrganizerId("a"), "b", "c") != keys.person_id(OrganizerId("a\x1f1:b"), "", "c")


def test_two_who_make_a_key_at_once_have_the_same(keys: KeyStore, other: KeyStore) -> None:
    made: list[dict[str, bytes]] = []

    def make(store: KeyStore) -> None:
        made.append({owner: seal.key for owner, seal in store.ensure(f"owner-{n}" for n in range(50)).items()})

    threads = [Thread(target=make, args=(store,)) for store in (keys, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made[0] == made[1]
    assert len(made[0]) == 50


def test_more_keys_than_one_question_asks_for(keys: KeyStore) -> None:
    owners = [f"owner-{number}" for number in range(1000)]
    assert keys.ensure(owners).keys() == keys.find(owners).keys() == set(owners)


def test_ids_grow_and_are_short() -> None:
    ids = StoreIds()
    made = [ids.new() for _ in range(5000)]
    assert made == sorted(set(made))
    assert {len(one) for one in made} == {20}
    assert min(StoreIds().new() for _ in range(3)) > made[0]
