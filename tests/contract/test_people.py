"""Who is behind a message, and what are they called?"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sqlalchemy import insert, update

from models.community.people import Group, Organizer
from models.store import SqlStore, open_store
from models.store.tables import households, people
from models.values import GroupId, OrganizerId, PersonId, Role
from tests.contract.village import CHANNEL, HAPPY, LI, NOW, Village

SUNNY = GroupId("group-sunny")


def test_somebody_seen_is_found_by_contact(store: SqlStore, village: Village) -> None:
    seen = village.sees("王芳")
    with store.reader() as reader:
        found = reader.people.by_contact(LI, CHANNEL, "wxid_王芳")
    assert found == seen
    assert (seen.nickname, seen.contact_id, seen.first_seen) == ("王芳", "wxid_王芳", NOW)


def test_the_same_contact_has_the_same_id_always(village: Village) -> None:
    first = village.sees("王芳")
    village.later(days=1)
    again = village.sees("王芳")
    assert again.id == first.id
    assert again.first_seen == NOW


def test_an_id_tells_nothing_of_the_contact(village: Village) -> None:
    assert "王芳" not in village.sees("王芳").id


def test_two_organizers_know_the_same_contact_as_two_people(store: SqlStore, village: Village) -> None:
    with store.unit() as unit:
        unit.organizers.put(Organizer(OrganizerId("organizer-zhao"), "赵团长", PersonId("person-zhao")))
        unit.commit()
        first = unit.people.see(village.sighting("王芳"))
        elsewhere = replace(village.sighting("王芳", group=None), organizer=OrganizerId("organizer-zhao"))
        second = unit.people.see(elsewhere)
        unit.commit()
    assert first.id != second.id


def test_a_contact_is_known_as_whoever_each_organizer_has_seen(store: SqlStore, village: Village) -> None:
    seen = village.sees("王芳")
    with store.unit() as unit:
        unit.organizers.put(Organizer(OrganizerId("organizer-an"), "安团长", PersonId("person-an")))
        unit.commit()
        elsewhere = unit.people.see(
            replace(village.sighting("王芳", group=None), organizer=OrganizerId("organizer-an"))
        )
        unit.commit()
    with store.reader() as reader:
        assert list(reader.people.known_as(CHANNEL, "wxid_王芳")) == [elsewhere, seen]
        assert list(reader.people.known_as("wechaty", "wxid_王芳")) == []
        assert list(reader.people.known_as(CHANNEL, "wxid_李梅")) == []


def test_a_new_nickname_is_taken_up(store: SqlStore, village: Village) -> None:
    person = village.sees("王芳")
    renamed = village.sees("王芳 3-501", contact="wxid_王芳")
    with store.reader() as reader:
        assert reader.people.names_in(HAPPY) == {person.id: "王芳 3-501"}
        assert reader.people.get(person.id) == renamed
    assert renamed.nickname == "王芳 3-501"


def test_seeing_an_unchanged_person_writes_nothing(store: SqlStore, village: Village) -> None:
    village.sees("王芳")
    with store.reader() as reader:
        assert reader.people.see(village.sighting("王芳")).nickname == "王芳"


def test_a_name_in_a_room_goes_before_ones_own(store: SqlStore, village: Village) -> None:
    person = village.sees("芳芳", contact="wxid_f", group=None)
    village.sees("王芳", contact="wxid_f")
    village.sees("芳芳", contact="wxid_f", group=None)
    with store.reader() as reader:
        found = reader.people.get(person.id)
        assert found is not None
        assert found.nickname == "王芳"


def test_each_room_knows_its_own_name(store: SqlStore, village: Village) -> None:
    with store.unit() as unit:
        unit.groups.put(Group(SUNNY, LI, CHANNEL, "room-sunny", "阳光里"))
        unit.commit()
    person = village.sees("王芳", contact="wxid_f")
    village.sees("芳姐", contact="wxid_f", group=SUNNY)
    with store.reader() as reader:
        assert reader.people.names_in(HAPPY) == {person.id: "王芳"}
        assert reader.people.names_in(SUNNY) == {person.id: "芳姐"}


def test_who_left_is_no_member_until_seen_again(store: SqlStore, village: Village) -> None:
    person = village.sees("王芳")
    with store.unit() as unit:
        unit.people.left(HAPPY, person.id, village.later(hours=1))
        unit.commit()
        assert unit.people.names_in(HAPPY) == {}
    village.sees("王芳")
    with store.reader() as reader:
        assert reader.people.names_in(HAPPY) == {person.id: "王芳"}


def test_roles_are_of_a_group(store: SqlStore, village: Village) -> None:
    person = village.sees("王芳")
    with store.unit() as unit:
        unit.people.give_role(HAPPY, person.id, Role.HELPER)
        unit.commit()
    with store.reader() as reader:
        assert reader.people.role_in(HAPPY, person.id) is Role.HELPER
        assert reader.people.role_in(HAPPY, PersonId("nobody")) is Role.RESIDENT
    assert village.sees("王芳").role is Role.HELPER


def test_the_organizer_is_the_organizer_wherever_seen(store: SqlStore, village: Village) -> None:
    person = village.sees("李姐")
    with store.unit() as unit:
        unit.organizers.put(Organizer(LI, "李团长", person.id))
        unit.commit()
        assert unit.people.role_in(HAPPY, person.id) is Role.ORGANIZER
        assert unit.organizers.by_person(person.id) == Organizer(LI, "李团长", person.id)
    assert village.sees("李姐").role is Role.ORGANIZER


def test_many_leaves_out_who_is_not_known(store: SqlStore, village: Village) -> None:
    wang, zhang = village.sees("王芳"), village.sees("张伟")
    with store.reader() as reader:
        assert reader.people.many([wang.id, zhang.id, PersonId("nobody")]) == {wang.id: wang, zhang.id: zhang}
        assert reader.people.many([]) == {}


def test_what_another_process_writes_is_seen(store: SqlStore, village: Village, url: str, keys_path: Path) -> None:
    person = village.sees("王芳")
    with store.reader() as reader:
        assert reader.people.names_in(HAPPY) == {person.id: "王芳"}
    other = open_store(url, keys_path)
    try:
        Village(other).sees("王小芳", contact="wxid_王芳")
    finally:
        other.close()
    with store.reader() as reader:
        assert reader.people.names_in(HAPPY) == {person.id: "王小芳"}


def test_marks_stay_with_a_person_and_one_leaves_the_other_alone(store: SqlStore, village: Village) -> None:
    seen = village.sees("王芳")
    assert (seen.to_door, seen.spared) == (False, False)
    for mark in ({"to_door": True}, {"spared": True}, {"to_door": False}):
        with store.unit() as unit:
            unit.people.mark(seen.id, **mark)
            unit.commit()
    with store.reader() as reader:
        known = reader.people.get(seen.id)
    assert known is not None
    assert (known.to_door, known.spared) == (False, True)
    assert village.sees("王芳").spared


def test_some_households_are_printed_for_in_large_letters(store: SqlStore, village: Village) -> None:
    marked, plain, alone = (village.sees(name).id for name in ("王奶奶", "李梅", "小美"))
    with store.engine.begin() as connection:
        for household, person, large in (("h1", marked, True), ("h2", plain, False)):
            row = {"id": household, "organizer_id": LI, "made_at": NOW, "large_print": large}
            connection.execute(insert(households).values(row))
            connection.execute(update(people).where(people.c.id == person).values(household_id=household))
    with store.reader() as reader:
        assert reader.people.in_large_print([marked, plain, alone]) == {marked}
        assert reader.people.in_large_print([]) == frozenset()
