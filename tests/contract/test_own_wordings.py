"""Are an organizer's own wordings kept: hers alone, together, seen by every process, and gone with her?"""

from __future__ import annotations

from pathlib import Path

from models.community.people import Organizer
from models.store import SqlStore, open_store, restore
from models.values import OrganizerId, PersonId
from tests.contract.village import LI, NOW, Village

ZHANG = OrganizerId("zhang")


def _put(store: SqlStore, *sources: str, organizer: OrganizerId = LI, kind: str = "closed") -> None:
    with store.unit() as unit:
        unit.own_wordings.put(organizer, kind, sources, NOW)
        unit.commit()


def _of(store: SqlStore, organizer: OrganizerId = LI, kind: str = "closed") -> tuple[str, ...]:
    with store.reader() as reader:
        return reader.own_wordings.of_kind(organizer, kind)


def _settle_another(store: SqlStore) -> None:
    with store.unit() as unit:
        unit.organizers.put(Organizer(ZHANG, "张", PersonId("p-zhang")))
        unit.commit()


def test_they_come_back_in_order_and_as_they_were_written(store: SqlStore, village: Village) -> None:
    written = ("收摊啦，{到货时间}见", "{{ '截了' }}\n\n好\u2028", "三", "四", "五", "六", "七", "八", "九")
    _put(store, *written)
    assert _of(store) == written
    assert _of(store, kind="list") == ()


def test_one_state_takes_the_place_of_another(store: SqlStore, village: Village) -> None:
    _put(store, "一", "二", "三")
    _put(store, "四")
    assert _of(store) == ("四",)
    _put(store)
    assert _of(store) == ()
    with store.reader() as reader:
        assert reader.own_wordings.kinds_of(LI) == {}


def test_each_organizer_has_her_own(store: SqlStore, village: Village) -> None:
    _settle_another(store)
    _put(store, "一", "二")
    _put(store, "三", organizer=ZHANG)
    _put(store, "四", organizer=ZHANG, kind="list")
    assert _of(store) == ("一", "二")
    assert _of(store, ZHANG) == ("三",)
    with store.reader() as reader:
        assert reader.own_wordings.kinds_of(ZHANG) == {"closed": 1, "list": 1}


def test_what_was_taken_back_was_never_there(store: SqlStore, village: Village) -> None:
    _put(store, "一")
    with store.unit() as unit:
        unit.own_wordings.put(LI, "closed", ["二"], NOW)
    assert _of(store) == ("一",)


def test_another_process_sees_them_at_once(store: SqlStore, village: Village, url: str, keys_path: Path) -> None:
    other = open_store(url, keys_path)
    try:
        assert _of(other) == ()
        _put(store, "一")
        assert _of(other) == ("一",)
        _put(store, "二")
        assert _of(other) == ("二",)
    finally:
        other.close()


def test_a_backup_has_them(store: SqlStore, village: Village, tmp_path: Path) -> None:
    _put(store, "一", "二")
    store.backup(tmp_path / "backup.tar", portable=True)
    restore(tmp_path / "backup.tar", f"sqlite:///{tmp_path}/restored.sqlite3")
    restored = open_store(f"sqlite:///{tmp_path}/restored.sqlite3", store.keys_path)
    try:
        assert _of(restored) == ("一", "二")
    finally:
        restored.close()


def test_they_go_with_her_and_with_nobody_else(store: SqlStore, village: Village) -> None:
    _settle_another(store)
    _put(store, "找王芳拿")
    _put(store, "三", organizer=ZHANG)
    store.forget(village.sees("王芳").id)
    assert _of(store) == ("找王芳拿",)
    with store.reader() as reader:
        organizer = reader.organizers.get(LI)
    assert organizer is not None
    with store.unit() as unit:
        # An organizer is known as a person once she has spoken.
        her = unit.people.see(village.sighting("李姐")).id
        unit.organizers.put(Organizer(LI, organizer.name, her))
        unit.commit()
    store.forget(her)
    assert _of(store) == ()
    assert _of(store, ZHANG) == ("三",)
