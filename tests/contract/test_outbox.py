"""What is to be said, in which order, and what became of it?"""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.mail import OutboxRow, OutboxState, Post, PostClass, person_ref
from models.store import SqlStore
from models.values import GroupId, PersonId
from tests.contract.village import HAPPY, LI, NOW, Village

SUNNY = GroupId("group-sunny")


def _added(village: Village, *posts: Post) -> list[str]:
    with village.store.unit() as unit:
        rows = [unit.outbox.add(LI, post, village.now) for post in posts]
        unit.commit()
    return [row for row in rows if row is not None]


def _heads(store: SqlStore, village: Village) -> list[str]:
    with store.reader() as reader:
        return [row.post.kind for row in reader.outbox.heads(village.now)]


def _claimed(store: SqlStore, village: Village, row: str, text: str | None = None) -> None:
    with store.unit() as unit:
        assert unit.outbox.claim(row, fence=1, deadline=village.now + timedelta(seconds=20), text=text)
        unit.commit()


def _row(store: SqlStore, row: str) -> OutboxRow:
    with store.reader() as reader:
        found = reader.outbox.get(row)
    assert found is not None
    return found


def test_a_post_comes_back_as_it_was_put_in(store: SqlStore, village: Village) -> None:
    post = Post(
        "noted",
        values={"who": person_ref(PersonId("p")), "sum_fen": 3200, "lines": [{"name": "鸡蛋", "quantity": "2"}]},
        group=HAPPY,
        mentions=(PersonId("p"),),
        post_class=PostClass.NOTICE,
        merge_key="noted",
        not_before=NOW + timedelta(seconds=75),
        expires_at=NOW + timedelta(hours=1),
        harmless_twice=True,
        answers=False,
        due_id="due",
    )
    (row,) = _added(village, post)
    found = _row(store, row)
    assert (found.post, found.organizer, found.made_at, found.state) == (post, LI, NOW, OutboxState.WAITING)


def test_a_post_goes_to_one_place(store: SqlStore) -> None:
    with store.unit() as unit, pytest.raises(ValueError, match="a group or to a person"):
        unit.outbox.add(LI, Post("hello", group=HAPPY, person=PersonId("p")), NOW)


def test_a_due_id_is_used_once(village: Village) -> None:
    assert len(_added(village, Post("list", group=HAPPY, due_id="a"), Post("list", group=HAPPY, due_id="a"))) == 1


def test_an_answer_goes_before_a_broadcast_and_one_place_does_not_hold_up_another(
    store: SqlStore, village: Village
) -> None:
    _added(
        village,
        Post("list", group=HAPPY, post_class=PostClass.BROADCAST),
        Post("first answer", group=HAPPY),
        Post("second answer", group=HAPPY),
        Post("poster", group=SUNNY, post_class=PostClass.BROADCAST),
    )
    assert _heads(store, village) == ["first answer", "poster"]


def test_heads_come_in_their_order_page_by_page(store: SqlStore, village: Village) -> None:
    _added(
        village,
        Post("list", group=HAPPY, post_class=PostClass.BROADCAST),
        Post("list", group=SUNNY, post_class=PostClass.BROADCAST),
        Post("notice", group=GroupId("group-rainy"), post_class=PostClass.NOTICE),
        Post("later", group=GroupId("group-foggy"), not_before=NOW + timedelta(seconds=1)),
    )
    village.later(seconds=0.5)
    _added(village, Post("answer", person=PersonId("p")), Post("second", person=PersonId("p")))
    with store.reader() as reader:
        pages = [reader.outbox.heads(village.now, limit=2)]
        while pages[-1]:
            pages.append(reader.outbox.heads(village.now, after=pages[-1][-1], limit=2))
    assert [[row.post.kind for row in page] for page in pages] == [["answer", "notice"], ["list", "list"], []]


def test_what_is_not_due_holds_up_nothing(store: SqlStore, village: Village) -> None:
    later = NOW + timedelta(seconds=75)
    _added(village, Post("later", group=HAPPY, not_before=later), Post("now", group=HAPPY))
    assert _heads(store, village) == ["now"]
    with store.reader() as reader:
        assert reader.outbox.next_moment(NOW) == later
        assert reader.outbox.next_moment(later) is None
    village.later(seconds=75)
    assert _heads(store, village) == ["later"]


def test_nothing_goes_to_a_place_while_one_is_being_sent(store: SqlStore, village: Village) -> None:
    first, _ = _added(village, Post("first", group=HAPPY), Post("second", group=HAPPY))
    _claimed(store, village, first)
    assert _heads(store, village) == []
    with store.unit() as unit:
        unit.outbox.sent(first, at=village.later(seconds=1), channel_message_id="c1", text="好")
        unit.commit()
    assert _heads(store, village) == ["second"]


def test_a_row_is_claimed_once(store: SqlStore, village: Village) -> None:
    (row,) = _added(village, Post("hello", group=HAPPY))
    _claimed(store, village, row, "你好")
    with store.unit() as unit:
        assert not unit.outbox.claim(row, fence=2, deadline=NOW)
    found = _row(store, row)
    assert (found.state, found.fence, found.text_sent) == (OutboxState.SENDING, 1, "你好")
    assert found.deadline == NOW + timedelta(seconds=20)


def test_what_waits_can_be_amended_or_withdrawn(store: SqlStore, village: Village) -> None:
    row, other = _added(village, Post("noted", group=HAPPY, merge_key="noted"), Post("noted", group=SUNNY))
    with store.unit() as unit:
        waiting = unit.outbox.waiting(group=HAPPY, merge_key="noted")
        assert waiting is not None
        assert waiting.id == row
        assert unit.outbox.waiting(group=SUNNY, merge_key="noted") is None
        unit.outbox.amend(row, values={"count": 2}, not_before=NOW + timedelta(minutes=3))
        unit.outbox.withdraw(other)
        unit.commit()
    amended = _row(store, row)
    assert (amended.post.values, amended.post.not_before) == ({"count": 2}, NOW + timedelta(minutes=3))
    assert _row(store, other).state is OutboxState.WITHDRAWN
    assert _heads(store, village) == []


def test_what_is_being_sent_can_not_be_amended(store: SqlStore, village: Village) -> None:
    (row,) = _added(village, Post("noted", group=HAPPY, values={"count": 1}, merge_key="noted"))
    _claimed(store, village, row)
    with store.unit() as unit:
        assert unit.outbox.waiting(group=HAPPY, merge_key="noted") is None
        unit.outbox.amend(row, values={"count": 2}, not_before=None)
        unit.outbox.withdraw(row)
        unit.commit()
    assert (_row(store, row).post.values, _row(store, row).state) == ({"count": 1}, OutboxState.SENDING)


def test_one_more_try(store: SqlStore, village: Village) -> None:
    (row,) = _added(village, Post("hello", group=HAPPY))
    _claimed(store, village, row)
    again = NOW + timedelta(seconds=30)
    with store.unit() as unit:
        unit.outbox.retry(row, not_before=again, fault="refused")
        unit.commit()
    found = _row(store, row)
    assert (found.state, found.attempts, found.fault, found.post.not_before) == (
        OutboxState.WAITING,
        1,
        "refused",
        again,
    )
    assert _heads(store, village) == []


def test_ends(store: SqlStore, village: Village) -> None:
    sent, unsure, failed, expired = _added(
        village, *(Post("hello", group=GroupId(f"group-{number}")) for number in range(4))
    )
    for row in (sent, unsure, failed):
        _claimed(store, village, row)
    at = village.later(seconds=1)
    with store.unit() as unit:
        unit.outbox.sent(sent, at=at, channel_message_id="c1", text="你好")
        unit.outbox.unsure(unsure, at=at, text="你好")
        unit.outbox.failed(failed, at=at, fault="no such room")
        unit.outbox.expired(expired, at=at)
        unit.commit()
    states = [_row(store, row).state for row in (sent, unsure, failed, expired)]
    assert states == [OutboxState.SENT, OutboxState.UNSURE, OutboxState.FAILED, OutboxState.EXPIRED]
    assert (_row(store, sent).text_sent, _row(store, sent).sent_at) == ("你好", at)
    assert _row(store, failed).fault == "no such room"


def test_what_was_being_sent_when_a_process_died_is_found(store: SqlStore, village: Village) -> None:
    row, _ = _added(village, Post("hello", group=HAPPY), Post("hello", group=SUNNY))
    _claimed(store, village, row)
    with store.reader() as reader:
        assert [left.id for left in reader.outbox.left_sending()] == [row]
        assert reader.outbox.left_sending(NOW + timedelta(seconds=20)) == []
        assert [left.id for left in reader.outbox.left_sending(NOW + timedelta(seconds=21))] == [row]


def test_last_post_and_counts_tell_what_was_given_out(store: SqlStore, village: Village) -> None:
    first, second, _ = _added(
        village, Post("list", group=HAPPY), Post("noted", group=HAPPY), Post("noted", group=HAPPY)
    )
    with store.unit() as unit:
        assert unit.outbox.last_post(HAPPY) is None
        unit.outbox.sent(first, at=village.later(minutes=1), channel_message_id="c1", text="a")
        unit.outbox.sent(second, at=village.later(minutes=1), channel_message_id="c2", text="b")
        unit.commit()
        last = unit.outbox.last_post(HAPPY)
        assert last is not None
        assert last.id == second
        assert unit.outbox.count_since(HAPPY, NOW) == 2
        assert unit.outbox.count_since(HAPPY, NOW, kind="list") == 1
        assert unit.outbox.count_since(HAPPY, NOW + timedelta(seconds=90)) == 1
        assert unit.outbox.count_since(SUNNY, NOW) == 0


def test_pages_go_back_from_the_newest(store: SqlStore, village: Village) -> None:
    rows = _added(village, *(Post(f"post {number}", group=HAPPY) for number in range(5)))
    with store.unit() as unit:
        unit.outbox.withdraw(rows[4])
        unit.commit()
        newest = unit.outbox.page(organizer=LI, limit=2)
        assert [row.id for row in newest] == [rows[4], rows[3]]
        assert [row.id for row in unit.outbox.page(organizer=LI, before=rows[3], limit=2)] == [rows[2], rows[1]]
        assert [row.id for row in unit.outbox.page(states=(OutboxState.WITHDRAWN,))] == [rows[4]]
        assert unit.outbox.page(organizer=type(LI)("nobody")) == []


def test_the_wording_of_a_row_stays_the_same(store: SqlStore, village: Village) -> None:
    rows = _added(village, *(Post("hello", group=HAPPY) for _ in range(20)))
    variants = [_row(store, row).variant for row in rows]
    assert variants == [_row(store, row).variant for row in rows]
    assert len({variant % 5 for variant in variants}) > 1


def test_what_is_added_later_stands_there_before_anything_is_asked(store: SqlStore, village: Village) -> None:
    with store.unit() as unit:
        unit.outbox.add_later(LI, Post("noted", group=HAPPY, merge_key="noted"), NOW)
        waiting = unit.outbox.waiting(group=HAPPY, merge_key="noted")
        assert waiting is not None
        unit.outbox.add_later(LI, Post("list", group=HAPPY, due_id="d1"), NOW)
        assert unit.outbox.add(LI, Post("list", group=HAPPY, due_id="d1"), NOW) is None
        unit.outbox.add_later(LI, Post("list", group=HAPPY, due_id="d1"), NOW)
        unit.commit()
    with store.reader() as reader:
        assert [row.post.kind for row in reader.outbox.page()] == ["list", "noted"]


def test_what_was_to_be_added_later_is_taken_back_with_its_unit(store: SqlStore, village: Village) -> None:
    with store.unit() as unit:
        unit.outbox.add_later(LI, Post("noted", group=HAPPY), NOW)
    with store.reader() as reader:
        assert list(reader.outbox.page()) == []
