"""Who said what in a group, and how lively is it?"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from models.community.people import Group, GroupSettings
from models.mail import ChatLine
from models.store import SqlStore
from models.values import GroupId, MessageId, PersonId, Role
from tests.contract.village import CHANNEL, HAPPY, LI, NOW, Village

SUNNY = GroupId("group-sunny")


def _line(number: int, person: PersonId | None, text: str = "好的", *, at: datetime = NOW) -> ChatLine:
    return ChatLine(MessageId(f"m-{number:04}"), HAPPY, person, Role.RESIDENT, "text", text, at)


def _log(store: SqlStore, *lines: ChatLine) -> None:
    with store.unit() as unit:
        for line in lines:
            unit.chat_log.add(line)
        unit.commit()


def test_a_line_comes_back_as_it_was_said(store: SqlStore, village: Village) -> None:
    said = ChatLine(
        message=MessageId("m-1"),
        group=HAPPY,
        person=village.sees("王芳").id,
        role=Role.HELPER,
        kind="image",
        text="坏了两个\n😢",
        sent_at=NOW,
        quoted_text="鸡蛋到了",
        acts=("claim", "chat"),
        media_path="2026/03/egg.jpg",
    )
    _log(store, said)
    with store.reader() as reader:
        assert reader.chat_log.get(said.message) == said
        assert reader.chat_log.get(MessageId("m-2")) is None


def test_a_private_line_and_one_of_the_bot_are_kept_too(store: SqlStore, village: Village) -> None:
    private = replace(_line(1, village.sees("王芳").id), group=None)
    by_bot = replace(_line(2, None, "记下了"), by_bot=True)
    _log(store, private, by_bot)
    with store.reader() as reader:
        assert reader.chat_log.get(private.message) == private
        assert reader.chat_log.recent(HAPPY) == [by_bot]


def test_the_last_lines_come_oldest_first(store: SqlStore, village: Village) -> None:
    person = village.sees("王芳").id
    lines = [_line(number, person, f"第{number}句") for number in range(6)]
    _log(store, *lines, replace(_line(9, person), group=SUNNY))
    with store.reader() as reader:
        assert reader.chat_log.recent(HAPPY, limit=3) == lines[3:]
        assert reader.chat_log.recent(HAPPY, before=lines[4].message, limit=3) == lines[1:4]
        assert reader.chat_log.recent(GroupId("nowhere")) == []


def test_the_last_message_before_another_is_of_the_same_group(store: SqlStore, village: Village) -> None:
    person = village.sees("王芳").id
    first, second = _line(1, person), _line(4, person)
    _log(store, first, replace(_line(2, person), group=SUNNY), second)
    with store.reader() as reader:
        assert reader.chat_log.last(HAPPY, before=second.message) == first.message
        assert reader.chat_log.last(HAPPY, before=first.message) is None


def test_words_are_found_newest_first(store: SqlStore, village: Village) -> None:
    person = village.sees("王芳").id
    lines = [_line(number, person, "鸡蛋 A Egg" if number % 300 == 0 else "下雨了") for number in range(1201)]
    _log(store, *lines)
    with store.reader() as reader:
        search = reader.chat_log.search
        assert [line.message for line in search(HAPPY, "a egg")] == ["m-1200", "m-0900", "m-0600", "m-0300", "m-0000"]
        assert [line.message for line in search(HAPPY, "鸡蛋", limit=2)] == ["m-1200", "m-0900"]
        assert [line.message for line in search(HAPPY, "鸡蛋", before=MessageId("m-0600"))] == ["m-0300", "m-0000"]
        assert search(HAPPY, "苹果") == []


def test_what_is_found_out_later_is_noted(store: SqlStore, village: Village) -> None:
    line = _line(1, village.sees("王芳").id, "鸡蛋2盒")
    _log(store, line)
    with store.unit() as unit:
        unit.chat_log.note_acts(line.message, ("order",))
        unit.chat_log.set_media(line.message, "egg.jpg")
        unit.chat_log.mark_recalled(line.message)
        unit.commit()
    with store.reader() as reader:
        noted = replace(line, acts=("order",), media_path="egg.jpg", recalled=True)
        assert reader.chat_log.get(line.message) == noted


def test_activity_counts_people_by_the_hour_of_their_own_day(store: SqlStore, village: Village) -> None:
    wang, zhang = village.sees("王芳").id, village.sees("张伟").id
    nine_there = datetime(2026, 3, 4, 1, 59, tzinfo=UTC)
    _log(
        store,
        _line(1, wang, at=nine_there),
        _line(2, wang, at=nine_there),
        _line(3, zhang, at=nine_there + timedelta(minutes=1)),
        replace(_line(4, None, at=nine_there), by_bot=True),
        replace(_line(5, zhang, at=nine_there), group=SUNNY),
        _line(6, zhang, at=nine_there + timedelta(days=1)),
    )
    with store.reader() as reader:
        seen = reader.chat_log.activity(HAPPY, nine_there, nine_there + timedelta(days=1))
        nothing = reader.chat_log.activity(HAPPY, NOW - timedelta(days=9), NOW - timedelta(days=8))
    assert (seen.messages, seen.speakers) == (3, 2)
    assert {hour: count for hour, count in enumerate(seen.by_hour) if count} == {9: 2, 10: 1}
    assert (nothing.messages, nothing.speakers, nothing.by_hour) == (0, 0, (0,) * 24)


def test_half_hour_zones_have_their_own_hours(store: SqlStore, village: Village) -> None:
    with store.unit() as unit:
        settings = GroupSettings(time_zone="Asia/Kolkata")
        unit.groups.put(Group(SUNNY, LI, CHANNEL, "room-sunny", "阳光里", settings))
        unit.commit()
    person = village.sees("王芳", group=SUNNY).id
    at = datetime(2026, 3, 4, 3, 29, tzinfo=UTC)
    _log(store, *(replace(_line(number, person, at=at + timedelta(minutes=number)), group=SUNNY) for number in (0, 1)))
    with store.reader() as reader:
        by_hour = reader.chat_log.activity(SUNNY, at, at + timedelta(hours=1)).by_hour
    assert (by_hour[8], by_hour[9]) == (1, 1)
