"""Does each post go out once, in order, at a person's pace, and is it known what became of it?"""

from __future__ import annotations

from collections.abc import Container
from datetime import datetime, timedelta

import pytest
import pytest_asyncio

from bot.database_thread import DatabaseThread
from models.errors import NoSuchPlace, NotSent, RenderError
from models.mail import OutboxRow, OutboxState, PostClass, person_ref
from models.ports import UnitOfWork
from models.values import GroupId, PersonId
from scheduler import outbox_relay
from scheduler.heads import Look, look
from scheduler.letters import Place
from scheduler.terms import Tact
from tests.fakes.faulty import FaultyStore
from tests.fakes.stores import AnyStore, see
from tests.fakes.world import NOON, ORGANIZER, after
from tests.scheduler.post_office import PostOffice

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def office(store: FaultyStore, database: DatabaseThread) -> PostOffice:
    office = PostOffice(store, database)
    await office.open()
    return office


async def test_what_waits_goes_out_and_is_known_to_have(office: PostOffice) -> None:
    row_id = await office.say("记上了")
    await office.look()
    (outgoing,) = office.channel.sent
    assert (outgoing.key, outgoing.room_id, outgoing.contact_id, outgoing.text) == (row_id, "room1", None, "记上了")
    row = await office.row(row_id)
    assert (row.state, row.sent_at, row.text_sent) == (OutboxState.SENT, NOON, "记上了")
    assert row.channel_message_id == "sent-1"
    assert not office.relay.busy


async def test_values_are_looked_up_and_people_called_by_their_ids(office: PostOffice) -> None:
    await office.say("", values={"text": person_ref(office.wang)}, mentions=(office.wang, PersonId("gone")))
    await office.look()
    (outgoing,) = office.channel.sent
    assert (outgoing.text, outgoing.mention_ids, outgoing.mention_names) == ("王芳", ("contact-王芳",), (office.wang,))


async def test_a_private_word_goes_to_its_person(office: PostOffice) -> None:
    await office.say("一共98", person=office.wang)
    await office.look()
    assert [(outgoing.room_id, outgoing.contact_id) for outgoing in office.channel.sent] == [(None, "contact-王芳")]


async def test_a_document_goes_out_as_a_file(office: PostOffice) -> None:
    row_id = await office.say("", document="poster")
    await office.look()
    (outgoing,) = office.channel.sent
    assert outgoing.attachment is not None
    assert outgoing.attachment.file_name == "poster.png"
    assert (await office.row(row_id)).text_sent is None


async def test_posts_to_a_group_keep_their_gap_and_their_order(office: PostOffice) -> None:
    for text in "一二三":
        await office.say(text)
    await office.pass_to(after(60))
    assert office.texts() == ["一", "二", "三"]
    assert office.seconds() == [0, 8, 16]


async def test_an_answer_goes_before_a_broadcast(office: PostOffice) -> None:
    await office.say("清单", post_class=PostClass.BROADCAST)
    await office.say("通知", post_class=PostClass.NOTICE)
    await office.say("回答")
    await office.pass_to(after(60))
    assert office.texts() == ["回答", "通知", "清单"]


async def test_an_answer_goes_before_a_broadcast_to_another_group_too(office: PostOffice) -> None:
    await office.say("清单", room=1, post_class=PostClass.BROADCAST)
    await office.say("早的回答", room=2)
    await office.say("晚的回答", room=3)
    await office.pass_to(after(60))
    assert office.texts() == ["早的回答", "晚的回答", "清单"]


async def test_the_account_as_a_whole_keeps_its_gap(office: PostOffice) -> None:
    for room in (1, 2, 3):
        await office.say(str(room), room=room)
    await office.say("悄悄话", person=office.wang)
    await office.pass_to(after(60))
    assert office.seconds() == [0, 1, 2, 3]


async def test_of_many_places_that_wait_few_are_looked_at_for_each_post(
    office: PostOffice, any_store: AnyStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    everybody = [see(any_store, f"邻居{number}") for number in range(60)]
    for person in everybody:
        await office.say("好", person=person)
    looked_at: list[int] = []

    def counted(unit: UnitOfWork, now: datetime, known: Container[Place], after: OutboxRow | None = None) -> Look:
        seen = look(unit, now, known, after)
        looked_at.append(len(seen.heads))
        return seen

    monkeypatch.setattr(outbox_relay, "look", counted)
    await office.pass_to(after(300))
    assert len(office.texts()) == 60
    assert sum(looked_at) < 10 * 60


async def test_what_is_not_due_waits_for_its_time_and_holds_up_nobody(office: PostOffice) -> None:
    await office.say("早上的", not_before=after(600))
    await office.say("现在的")
    await office.pass_to(after(599))
    assert office.texts() == ["现在的"]
    await office.alarm.advance(after(600))
    assert office.texts() == ["现在的", "早上的"]
    assert office.seconds()[-1] == 600


async def test_a_slow_place_holds_up_only_itself(office: PostOffice) -> None:
    office.channel.silent_rooms = {"room1"}
    await office.say("慢的")
    await office.say("慢的后面", room=1)
    await office.say("别的群", room=2)
    office.relay.nudge()
    while "别的群" not in office.texts():
        office.clock.advance_to(office.clock.now() + timedelta(seconds=1))
        office.relay.nudge()
        await office.relay._rounds.settled()
    assert office.texts() == ["别的群"]
    office.channel.answers.set()
    await office.settled()
    await office.alarm.advance(office.clock.now() + timedelta(seconds=8))
    assert office.texts() == ["别的群", "慢的", "慢的后面"]


async def test_what_has_expired_is_never_sent(office: PostOffice) -> None:
    late = await office.say("登录链接", person=office.wang, expires_at=after(600))
    later = await office.say("别的", person=office.wang)
    office.channel.go_away()
    await office.pass_to(after(601))
    office.channel.come_back()
    await office.alarm.advance(after(660))
    assert office.texts() == ["别的"]
    assert (await office.state(late), await office.state(later)) == (OutboxState.EXPIRED, OutboxState.SENT)
    assert office.told == [(late, OutboxState.EXPIRED, "")], "what it carried for others is not lost"


async def test_what_expires_while_it_is_rendered_is_not_sent(office: PostOffice) -> None:
    async def dawdle(_row: OutboxRow) -> None:
        office.clock.advance_to(after(30))

    row_id = await office.say("登录链接", expires_at=after(20))
    office.writer.before = dawdle
    await office.look()
    assert office.texts() == []
    assert await office.state(row_id) is OutboxState.EXPIRED


async def test_while_the_channel_is_away_everything_waits(office: PostOffice) -> None:
    office.channel.go_away()
    row_id = await office.say("记上了")
    await office.pass_to(after(300))
    assert await office.state(row_id) is OutboxState.WAITING
    office.channel.come_back()
    await office.alarm.advance(after(305))
    assert office.texts() == ["记上了"]


async def test_what_was_refused_goes_again_and_keeps_its_turn(office: PostOffice) -> None:
    office.channel.fail_next(NotSent("busy"), times=2)
    first = await office.say("一")
    await office.say("二")
    await office.pass_to(after(60))
    assert office.texts() == ["一", "二"]
    assert office.seconds() == [20, 28], "after 5 and after 15 more seconds"
    assert (await office.row(first)).attempts == 2


async def test_one_that_is_refused_again_and_again_lets_others_by_and_is_told_in_the_end(office: PostOffice) -> None:
    office.channel.breaks_with = NotSent("the room is muted")
    stubborn = await office.say("一")
    await office.pass_to(after(51))
    office.channel.breaks_with = None
    await office.say("二")
    await office.pass_to(after(100))
    assert office.texts() == ["二"], "the fourth delay is the row's alone"
    office.channel.breaks_with = NotSent("the room is muted")
    await office.alarm.advance(NOON + timedelta(hours=3))
    assert await office.state(stubborn) is OutboxState.FAILED
    assert office.told == [(stubborn, OutboxState.FAILED, "NotSent: the room is muted")]


async def test_a_place_that_is_gone_fails_at_once_and_is_told(office: PostOffice) -> None:
    office.channel.fail_next(NoSuchPlace("not a friend"))
    row_id = await office.say("一共98", person=office.zhou)
    await office.say("别的", person=office.zhou)
    await office.pass_to(after(10))
    assert await office.state(row_id) is OutboxState.FAILED
    assert office.told == [(row_id, OutboxState.FAILED, "NoSuchPlace: not a friend")]
    assert office.texts() == ["别的"]


async def test_somebody_who_was_forgotten_is_no_place(office: PostOffice, any_store: AnyStore) -> None:
    row_id = await office.say("一共98", person=office.zhou)
    any_store.forget(office.zhou)
    await office.look()
    assert office.told == [(row_id, OutboxState.FAILED, "NoSuchPlace: nobody is there any more")]


@pytest.mark.parametrize("fault", [RenderError("no such field"), ValueError("王芳")])
async def test_what_can_not_be_rendered_fails_and_stops_nobody(office: PostOffice, fault: Exception) -> None:
    office.writer.broken = fault
    row_id = await office.say("坏的", values={"broken": True})
    await office.say("好的")
    await office.pass_to(after(20))
    assert office.texts() == ["好的"]
    ((told, state, reason),) = office.told
    assert (told, state) == (row_id, OutboxState.FAILED)
    assert reason.startswith("RenderError")
    assert "王芳" not in reason


async def test_a_report_that_fails_changes_nothing_for_the_row(office: PostOffice) -> None:
    office.telling_fails = True
    office.channel.fail_next(NoSuchPlace("not a friend"))
    row_id = await office.say("一", person=office.zhou)
    gone = await office.say("二", room=9)
    await office.say("三")
    await office.pass_to(after(20))
    assert (await office.state(row_id), await office.state(gone)) == (OutboxState.FAILED, OutboxState.FAILED)
    assert office.texts() == ["三"]


async def test_what_changes_while_it_is_rendered_is_rendered_again(office: PostOffice) -> None:
    async def amend(row: OutboxRow) -> None:
        await office.database.write(lambda unit: unit.outbox.amend(row.id, values={"text": "三位"}, not_before=None))

    row_id = await office.say("两位")
    office.writer.before = amend
    await office.pass_to(after(20))
    assert office.texts() == ["三位"]
    assert office.writer.rendered == [row_id, row_id]


async def test_what_is_withdrawn_while_it_is_rendered_stays_here(office: PostOffice) -> None:
    async def withdraw(row: OutboxRow) -> None:
        await office.database.write(lambda unit: unit.outbox.withdraw(row.id))

    await office.say("算了")
    office.writer.before = withdraw
    await office.pass_to(after(20))
    assert office.texts() == []


async def test_tact_may_hold_a_post_back(store: FaultyStore, database: DatabaseThread) -> None:
    def lets_go(row: OutboxRow, unit: UnitOfWork, now: datetime) -> bool:
        return str(row.post.values["text"]) != "闲话" or now >= after(600)

    def until_ten_past(row: OutboxRow, unit: UnitOfWork, now: datetime) -> bool:
        unit.outbox.hold(row.id, until=after(600), why="chat")
        return False

    office = PostOffice(store, database, tact=Tact(lets_go, until_ten_past))
    await office.open()
    held = await office.say("闲话")
    await office.say("正事")
    await office.pass_to(after(599))
    assert office.texts() == ["正事"]
    row = await office.row(held)
    assert (row.state, row.post.not_before, row.held) == (OutboxState.WAITING, after(600), "chat")
    await office.alarm.advance(after(600))
    assert office.texts() == ["正事", "闲话"]


async def test_what_a_row_says_is_brought_up_to_date_before_it_is_put_into_words(
    store: FaultyStore, database: DatabaseThread
) -> None:
    """It may say something else by now, wait, or not be said at all; others are left as they are."""

    def freshen(row: OutboxRow, unit: UnitOfWork, now: datetime) -> None:
        match row.post.values["text"]:
            case "旧的":
                unit.outbox.amend(row.id, values={"text": "新的"}, not_before=row.post.not_before)
            case "再等等":
                unit.outbox.amend(row.id, values={"text": "旧的"}, not_before=after(600))
            case _:
                unit.outbox.withdraw(row.id)

    office = PostOffice(store, database, freshen={"fresh": freshen})
    await office.open()
    for text in ("旧的", "再等等", "不用说了"):
        await office.say(text, kind="fresh")
    await office.say("不用说了")
    await office.pass_to(after(599))
    assert sorted(office.texts()) == ["不用说了", "新的"]
    await office.alarm.advance(after(700))
    assert office.texts()[-1] == "新的"
    assert len(office.texts()) == 3


async def test_what_tact_changes_goes_out_as_changed(store: FaultyStore, database: DatabaseThread) -> None:
    def lets_go(row: OutboxRow, unit: UnitOfWork, now: datetime) -> bool:
        return str(row.post.values["text"]) != "记上了"

    def joined(row: OutboxRow, unit: UnitOfWork, now: datetime) -> bool:
        unit.outbox.amend(row.id, values={"text": "记上了，要哪个？"}, not_before=row.post.not_before)
        return True

    office = PostOffice(store, database, tact=Tact(lets_go, joined))
    await office.open()
    row_id = await office.say("记上了")
    await office.pass_to(after(20))
    assert office.texts() == ["记上了，要哪个？"]
    assert await office.state(row_id) is OutboxState.SENT


async def test_a_long_post_goes_out_in_parts_before_the_poster_that_was_made_with_it(office: PostOffice) -> None:
    first = await office.say("一|二|三", post_class=PostClass.BROADCAST)
    await office.say("", document="poster", post_class=PostClass.BROADCAST)
    await office.pass_to(after(60))
    assert office.texts() == ["一", "二", "三", ""]
    parts = [row for row in await rows(office) if row.post.due_id is not None]
    assert [row.post.due_id for row in parts] == [f"{first}/1", f"{first}/2"]
    assert {row.state for row in parts} == {OutboxState.SENT}
    assert [row.text_sent for row in parts] == ["二", "三"], "so that each is known by its own echo"


async def test_all_parts_have_the_wording_of_their_first(office: PostOffice) -> None:
    """Other wordings are cut in other places."""
    first = await office.say("一|二|三")
    await office.pass_to(after(60))
    variant = (await office.row(first)).variant
    assert office.writer.variants == [variant] * 3


async def test_the_parts_wait_for_their_first_and_go_with_it(office: PostOffice) -> None:
    office.channel.fail_next(NotSent("busy"))
    await office.say("一|二")
    await office.pass_to(after(60))
    assert office.texts() == ["一", "二"]
    office.channel.fail_next(NoSuchPlace("thrown out"))
    await office.say("三|四")
    await office.alarm.advance(after(60))
    await office.pass_to(after(120))
    assert office.texts() == ["一", "二"]
    assert [row.state for row in (await rows(office))[-2:]] == [OutboxState.FAILED, OutboxState.WITHDRAWN]


async def test_without_the_lease_nothing_is_sent(office: PostOffice) -> None:
    office.fence = None
    await office.say("记上了")
    await office.pass_to(after(60))
    assert office.texts() == []
    await office.take_lease("us")
    await office.look()
    assert office.texts() == ["记上了"]


async def test_once_another_process_has_the_account_this_one_stops(office: PostOffice) -> None:
    stale = office.fence
    await office.take_lease("another")
    newer, office.fence = office.fence, stale
    row_id = await office.say("记上了")
    await office.pass_to(after(60))
    assert office.texts() == []
    assert await office.state(row_id) is OutboxState.WAITING
    office.fence = newer
    await office.look()
    assert office.texts() == ["记上了"]


async def test_after_a_restart_the_gap_counts_from_what_was_sent_before(office: PostOffice) -> None:
    await office.say("一")
    await office.look()
    office.start(after(3))
    await office.say("二")
    await office.pass_to(after(60))
    assert office.seconds() == [0, 8]


async def test_a_busy_database_never_makes_a_post_go_twice(office: PostOffice, store: FaultyStore) -> None:
    row_id = await office.say("记上了")

    async def trouble(_row: OutboxRow) -> None:
        store.busy = 5

    office.writer.before = trouble
    await office.pass_to(after(300))
    assert office.texts() == ["记上了"]
    assert await office.state(row_id) is OutboxState.SENT


async def test_a_row_that_breaks_again_and_again_is_given_up(store: FaultyStore, database: DatabaseThread) -> None:
    """In a way that nobody foresaw; here its tact does."""

    def breaks(row: OutboxRow, unit: UnitOfWork, now: datetime) -> bool:
        if row.post.values["text"] == "坏的":
            raise KeyError("王芳")
        return True

    office = PostOffice(store, database, tact=Tact(breaks, breaks))
    await office.open()
    bad = await office.say("坏的")
    await office.say("好的")
    await office.say("别的群", room=2)
    await office.pass_to(after(300))
    assert sorted(office.texts()) == ["别的群", "好的"]
    assert await office.state(bad) is OutboxState.FAILED
    assert office.told == [(bad, OutboxState.FAILED, "KeyError: '…'")]


async def test_a_broken_database_is_asked_again(office: PostOffice, store: FaultyStore) -> None:
    await office.say("记上了")
    office.fence = None
    await office.look()
    await office.take_lease("another")
    store.broken = 1
    await office.pass_to(after(60))
    assert office.texts() == ["记上了"]


async def test_closing_lets_what_is_under_way_end(office: PostOffice) -> None:
    office.channel.silent_rooms = {"room1"}
    row_id = await office.say("慢的")
    await office.say("来不及的", room=2)
    office.relay.nudge()
    await office.relay._rounds.settled()
    office.channel.answers.set()
    await office.relay.close()
    assert await office.state(row_id) is OutboxState.SENT
    assert office.texts() == ["慢的"]


async def rows(office: PostOffice) -> list[OutboxRow]:
    found = await office.database.read(lambda unit: unit.outbox.page(organizer=ORGANIZER))
    return sorted(found, key=lambda row: row.id)


async def test_last_posts_are_those_of_the_group(office: PostOffice) -> None:
    await office.say("一")
    await office.say("二", room=2)
    await office.pass_to(after(10))
    last = await office.database.read(lambda unit: unit.outbox.last_post(GroupId("group2")))
    assert last is not None
    assert last.text_sent == "二"
