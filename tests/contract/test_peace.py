"""Is it kept who asked for silence, why a post waits, and what rides along with which?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from models.community.peace import Peace
from models.community.people import GroupMode
from models.community.pressure import GivenOut, Talk
from models.mail import JOINED, ChatLine, OutboxRow, OutboxState, Post, PostClass
from models.schedule import Job, Once, Schedule
from models.store import SqlStore
from models.values import MessageId, Role
from tests.contract.village import HAPPY, LI, NOW, Village

HOUR = timedelta(hours=1)


def add(village: Village, *posts: Post) -> list[str]:
    with village.store.unit() as unit:
        rows = [unit.outbox.add(LI, post, village.now) for post in posts]
        unit.commit()
    return [row for row in rows if row is not None]


def row_of(store: SqlStore, row: str) -> OutboxRow:
    with store.reader() as reader:
        found = reader.outbox.get(row)
    assert found is not None
    return found


def test_peace_is_kept_as_it_was_told(store: SqlStore, village: Village) -> None:
    with store.unit() as unit:
        assert unit.peace.get(HAPPY) == Peace(HAPPY)
        unit.peace.put(Peace(HAPPY, GroupMode.VILLAGE, NOW, NOW + HOUR, None, NOW + 2 * HOUR))
        unit.commit()
    with store.unit() as unit:
        kept = unit.peace.get(HAPPY)
        assert kept == Peace(HAPPY, GroupMode.VILLAGE, NOW, NOW + HOUR, None, NOW + 2 * HOUR)
        unit.peace.put(replace(kept, mode=None, muted_until=None))
        unit.commit()
    with store.reader() as reader:
        assert reader.peace.get(HAPPY) == Peace(HAPPY, None, None, NOW + HOUR, None, NOW + 2 * HOUR)


def test_what_is_held_waits_and_says_why(store: SqlStore, village: Village) -> None:
    (row,) = add(village, Post("noted", group=HAPPY))
    with store.unit() as unit:
        unit.outbox.hold(row, until=NOW + HOUR, why="night")
        unit.commit()
    with store.reader() as reader:
        assert list(reader.outbox.heads(NOW)) == []
        assert reader.outbox.next_moment(NOW) == NOW + HOUR
        (head,) = reader.outbox.heads(NOW + HOUR)
        assert (head.held, head.post.not_before) == ("night", NOW + HOUR)


def test_what_is_held_for_one_reason_is_woken(store: SqlStore, village: Village) -> None:
    night, word, free = add(village, *(Post("noted", group=HAPPY, not_before=NOW + 3 * HOUR) for _ in range(3)))
    with store.unit() as unit:
        unit.outbox.hold(night, until=NOW + HOUR, why="night")
        unit.outbox.hold(word, until=NOW + HOUR, why="own_word")
        unit.outbox.wake(HAPPY, at=NOW, why="own_word")
        unit.commit()
    found = {one: row_of(store, one) for one in (night, word, free)}
    assert {one: row.held for one, row in found.items()} == {night: "night", word: "", free: ""}
    assert found[word].post.not_before == NOW
    assert found[free].post.not_before == NOW + 3 * HOUR, "what nobody holds keeps its own time"
    with store.unit() as unit:
        unit.outbox.wake(HAPPY, at=NOW)
        unit.commit()
    assert row_of(store, night).held == ""


def test_a_change_lets_go(store: SqlStore, village: Village) -> None:
    (row,) = add(village, Post("noted", group=HAPPY))
    with store.unit() as unit:
        unit.outbox.hold(row, until=NOW + HOUR, why="own_word")
        unit.outbox.amend(row, values={"orders": []}, not_before=NOW)
        unit.outbox.wake(HAPPY, at=NOW + HOUR, why="own_word")
        unit.commit()
    assert row_of(store, row).post.not_before == NOW


def test_all_that_waits_for_a_group_stands_in_order(store: SqlStore, village: Village) -> None:
    ack, question, sent = add(
        village,
        Post("noted", group=HAPPY, post_class=PostClass.ACKNOWLEDGEMENT),
        Post("ask", group=HAPPY, not_before=NOW + HOUR),
        Post("list", group=HAPPY),
    )
    with store.unit() as unit:
        unit.outbox.claim(sent, fence=1, deadline=NOW + HOUR)
        unit.commit()
    with store.reader() as reader:
        assert [row.id for row in reader.outbox.waiting_in(HAPPY)] == [question, ack]


def test_what_was_given_out_is_told_with_whom_it_answered(store: SqlStore, village: Village) -> None:
    early, late, answer, waits = add(
        village, *(Post("noted", group=HAPPY, answers=one) for one in (False, False, True, True))
    )
    with store.unit() as unit:
        for row, at in ((early, NOW - 30 * HOUR), (answer, NOW), (late, NOW - HOUR)):
            unit.outbox.claim(row, fence=1, deadline=at)
            unit.outbox.sent(row, at=at, channel_message_id=None, text="好")
        unit.commit()
    with store.reader() as reader:
        assert list(reader.outbox.given_out(HAPPY, NOW - 24 * HOUR)) == [
            GivenOut("noted", answers=False, at=NOW - HOUR),
            GivenOut("noted", answers=True, at=NOW),
        ]
    assert row_of(store, waits).state is OutboxState.WAITING


def joined(store: SqlStore, village: Village) -> tuple[str, str]:
    """A question that has taken an acknowledgement along."""
    host, guest = add(village, Post("ask", {"questions": []}, group=HAPPY), Post("noted", {"orders": []}, group=HAPPY))
    part = {"row": guest, "kind": "noted", "variant": 0, "values": {"orders": []}}
    with store.unit() as unit:
        unit.outbox.amend(host, values={"questions": [], JOINED: [part]}, not_before=None)
        unit.outbox.withdraw(guest)
        unit.commit()
    return host, guest


def test_what_rode_along_waits_again_where_its_host_is_not_said(store: SqlStore, village: Village) -> None:
    for end in ("withdraw", "failed", "expired"):
        host, guest = joined(store, village)
        assert row_of(store, guest).state is OutboxState.WITHDRAWN
        with store.unit() as unit:
            if end == "withdraw":
                unit.outbox.withdraw(host)
            elif end == "failed":
                unit.outbox.failed(host, at=NOW, fault="…")
            else:
                unit.outbox.expired(host, at=NOW)
            unit.commit()
        assert row_of(store, guest).state is OutboxState.WAITING, end
        assert JOINED not in row_of(store, host).post.values, "said again, it takes nobody along twice"


def test_what_rode_along_is_said_where_its_host_is(store: SqlStore, village: Village) -> None:
    host, guest = joined(store, village)
    with store.unit() as unit:
        unit.outbox.claim(host, fence=1, deadline=NOW)
        unit.outbox.sent(host, at=NOW, channel_message_id="c", text="好")
        unit.outbox.withdraw(host)
        unit.outbox.failed(host, at=NOW, fault="too late to fail")
        unit.commit()
    assert row_of(store, host).state is OutboxState.SENT
    assert row_of(store, guest).state is OutboxState.WITHDRAWN


def test_talk_is_counted_with_its_first_and_its_last_word(store: SqlStore, village: Village) -> None:
    person = village.sees("王芳").id
    with store.unit() as unit:
        assert unit.chat_log.talk(HAPPY, NOW) == Talk()
        for number, ago in enumerate((30, 3, 2)):
            line = ChatLine(MessageId(f"m{number}"), HAPPY, person, Role.RESIDENT, "text", "早", NOW - ago * HOUR)
            unit.chat_log.add(line)
        unit.chat_log.add(ChatLine(MessageId("m9"), HAPPY, None, Role.RESIDENT, "text", "好", NOW, by_bot=True))
        unit.commit()
    with store.reader() as reader:
        assert reader.chat_log.talk(HAPPY, NOW - 24 * HOUR) == Talk(2, NOW - 2 * HOUR, NOW - 30 * HOUR)


def test_what_is_still_to_come_today(store: SqlStore, village: Village) -> None:
    def plan(name: str, at: object, **more: object) -> Schedule:
        kept = {"id": name, "organizer": LI, "group": HAPPY, "job": Job.CUTOFF, "plan": Once(NOW), "time_zone": "UTC"}
        return Schedule(**kept | {"next_due": at} | more)  # type: ignore[arg-type]

    with store.unit() as unit:
        for one in (
            plan("past", NOW),
            plan("soon", NOW + HOUR),
            plan("later", NOW + 2 * HOUR),
            plan("tomorrow", NOW + 20 * HOUR),
            plan("stopped", NOW + HOUR, active=False),
            plan("over", None),
            plan("elsewhere", NOW + HOUR, group=None),
        ):
            unit.schedules.put(one)
        unit.commit()
    with store.reader() as reader:
        found = reader.schedules.to_come(HAPPY, NOW, NOW + 12 * HOUR)
    assert [one.id for one in found] == ["soon", "later"]
