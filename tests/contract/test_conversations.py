"""Who is in the middle of what, what can be taken back, and which process has an account?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from models.ports import Undoable
from models.store import SqlStore
from models.values import OrganizerId
from tests.contract.village import LI, NOW, Village

SOON = NOW + timedelta(minutes=30)


def test_a_conversation_goes_on_until_it_is_over(store: SqlStore, village: Village) -> None:
    person = village.sees("王芳").id
    with store.unit() as unit:
        unit.conversations.put(person, "pasting", {"parts": ["鸡蛋 32", "苹果"], "count": 2}, SOON)
        unit.conversations.put(person, "menu", {"lines": [1, 2]}, SOON)
        unit.commit()
    with store.unit() as unit:
        assert unit.conversations.get(person, "pasting", NOW) == {"parts": ["鸡蛋 32", "苹果"], "count": 2}
        assert unit.conversations.get(person, "pasting", SOON) is None
        unit.conversations.put(person, "pasting", {"parts": []}, SOON)
        unit.conversations.end(person, "menu")
        unit.conversations.end(person, "nothing")
        unit.commit()
    with store.reader() as reader:
        assert reader.conversations.get(person, "pasting", NOW) == {"parts": []}
        assert reader.conversations.get(person, "menu", NOW) is None


def test_what_others_changed_since_is_told_newest_first(store: SqlStore, village: Village) -> None:
    her, helper = village.sees("李姐").id, village.sees("小刘").id
    changes = [
        Undoable(f"u-{number}", LI, person, NOW + timedelta(minutes=minute), f"改{number}", {})
        for number, person, minute in ((1, helper, 0), (2, her, 1), (3, helper, 2), (4, helper, 3), (5, helper, 4))
    ]
    with store.unit() as unit:
        for change in changes:
            unit.undos.add(change)
        unit.undos.mark_undone("u-4")
        unit.commit()
    with store.reader() as reader:
        assert [one.id for one in reader.undos.later_by_others(changes[1])] == ["u-5", "u-3"]
        assert [one.id for one in reader.undos.later_by_others(changes[1], limit=1)] == ["u-5"]
        assert [one.id for one in reader.undos.later_by_others(changes[4])] == []


def test_the_last_change_that_stands_can_be_taken_back(store: SqlStore, village: Village) -> None:
    person = village.sees("李姐").id
    first = Undoable("u-1", LI, person, NOW, "3号 12.8", {"kind": "set_price", "fen": 1200})
    second = replace(first, id="u-2", at=NOW + timedelta(seconds=1), said="删5")
    with store.unit() as unit:
        assert unit.undos.last(LI, person) is None
        unit.undos.add(first)
        unit.undos.add(second)
        unit.commit()
    with store.unit() as unit:
        assert unit.undos.last(LI, person) == second
        unit.undos.mark_undone("u-2")
        unit.commit()
    with store.reader() as reader:
        assert reader.undos.last(LI, person) == first
        assert reader.undos.last(OrganizerId("nobody"), person) is None


def test_one_process_has_an_account(store: SqlStore) -> None:
    with store.unit() as unit:
        assert unit.leases.take("bot", "a", NOW, 30) == 1
        assert unit.leases.take("bot", "b", NOW, 30) is None
        assert unit.leases.take("other", "b", NOW, 30) == 1
        unit.commit()
    with store.unit() as unit:
        assert unit.leases.take("bot", "a", NOW + timedelta(seconds=20), 30) == 1
        unit.commit()
    with store.unit() as unit:
        assert unit.leases.take("bot", "b", NOW + timedelta(seconds=49), 30) is None
        assert unit.leases.take("bot", "b", NOW + timedelta(seconds=50), 30) == 2
        assert unit.leases.holds("bot", 2)
        assert not unit.leases.holds("bot", 1)
        assert unit.leases.take("bot", "a", NOW + timedelta(seconds=51), 30) is None
        unit.commit()


def test_a_lease_that_was_given_up_is_free_at_once(store: SqlStore) -> None:
    with store.unit() as unit:
        unit.leases.take("bot", "a", NOW, 30)
        unit.leases.release("bot", "b")
        assert unit.leases.holds("bot", 1)
        unit.leases.release("bot", "a")
        assert not unit.leases.holds("bot", 1)
        assert unit.leases.take("bot", "b", NOW, 30) == 2
        unit.commit()
