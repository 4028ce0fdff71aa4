"""Is a post of which nobody knows whether it went out settled by its echo, sent again where harmless, else told?"""

from __future__ import annotations

from datetime import timedelta

import pytest
import pytest_asyncio

from bot.channels.fake import Echo
from bot.database_thread import DatabaseThread
from models.errors import SendUnknown
from models.mail import OutboxState
from tests.fakes.faulty import FaultyStore
from tests.fakes.world import NOON, after
from tests.scheduler.post_office import IMPATIENT, PostOffice

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def office(store: FaultyStore, database: DatabaseThread) -> PostOffice:
    office = PostOffice(store, database, deadlines=IMPATIENT)
    await office.open()
    return office


@pytest.mark.parametrize("fault", [SendUnknown("no answer"), ConnectionResetError("by peer")])
async def test_what_may_have_gone_out_is_asked_about_and_never_sent_again(office: PostOffice, fault: Exception) -> None:
    office.channel.breaks_with = fault
    row_id = await office.say("取货通知")
    await office.look()
    office.channel.breaks_with = None
    assert await office.state(row_id) is OutboxState.UNSURE
    await office.alarm.advance(after(149))
    assert office.told == []
    await office.alarm.advance(NOON + timedelta(days=2))
    assert [(told, state) for told, state, _ in office.told] == [(row_id, OutboxState.UNSURE)]
    assert office.texts() == []


async def test_a_channel_that_never_answers_is_an_unsure_one(office: PostOffice) -> None:
    office.channel.silent_rooms = {"room1"}
    row_id = await office.say("取货通知")
    await office.look()
    assert await office.state(row_id) is OutboxState.UNSURE


async def test_others_of_its_place_go_on_meanwhile(office: PostOffice) -> None:
    office.channel.fail_next(SendUnknown("no answer"))
    await office.say("一")
    await office.say("二")
    await office.pass_to(after(30))
    assert office.texts() == ["二"]
    assert office.seconds() == [8], "a gap is kept after what may have gone out"


async def test_an_echo_settles_it(office: PostOffice) -> None:
    office.channel.fail_next(SendUnknown("no answer"))
    row_id = await office.say("取货通知", harmless_twice=True)
    await office.pass_to(after(30))
    assert await office.echo("取货通知") == row_id
    await office.alarm.advance(after(600))
    assert (await office.row(row_id)).channel_message_id == "echo"
    assert await office.state(row_id) is OutboxState.SENT
    assert (office.texts(), office.told) == ([], [])


async def test_what_does_no_harm_goes_again_but_not_for_ever(office: PostOffice) -> None:
    office.channel.fail_next(SendUnknown("no answer"), times=9)
    row_id = await office.say("今天的菜", harmless_twice=True)
    await office.pass_to(after(3600))
    assert (await office.row(row_id)).attempts == 2
    assert [told for told, _, _ in office.told] == [row_id]


async def test_what_does_no_harm_goes_again_until_it_is_answered(office: PostOffice) -> None:
    office.channel.fail_next(SendUnknown("no answer"))
    row_id = await office.say("今天的菜", harmless_twice=True)
    await office.pass_to(after(3600))
    assert office.texts() == ["今天的菜"]
    assert await office.state(row_id) is OutboxState.SENT
    assert office.told == []


async def test_an_echo_that_is_quicker_than_the_answer(office: PostOffice) -> None:
    """The gateway tells us of our own message before it says that it took it; then the line breaks."""
    office.channel.silent_rooms = {"room1"}
    row_id = await office.say("取货通知")
    office.relay.nudge()
    await office.until(row_id, OutboxState.SENDING)
    assert await office.echo("取货通知") == row_id
    await office.settled()
    row = await office.row(row_id)
    assert (row.state, row.channel_message_id) == (OutboxState.SENT, "echo")
    await office.alarm.advance(after(600))
    assert office.told == []


async def test_echoes_of_what_was_answered_settle_it_by_id(office: PostOffice) -> None:
    office.channel.echo = Echo.AFTER_ANSWER
    row_id = await office.say("记上了")
    await office.look()
    assert await office.echo("gateways change texts", message_id="sent-1") == row_id


async def claimed(office: PostOffice, text: str, *, fence: int, harmless_twice: bool = False) -> str:
    """A row that a process was sending when it died."""
    row_id = await office.say(text, harmless_twice=harmless_twice)
    deadline = office.clock.now() + timedelta(seconds=60)
    await office.database.write(lambda unit: unit.outbox.claim(row_id, fence=fence, deadline=deadline, text=text))
    return row_id


async def test_after_a_restart_what_was_being_sent_is_doubtful(office: PostOffice) -> None:
    assert office.fence is not None
    harmful = await claimed(office, "取货通知", fence=office.fence.number)
    harmless = await claimed(office, "今天的菜", fence=office.fence.number, harmless_twice=True)
    office.start(after(60))
    await office.take_lease("the next process")
    await office.pass_to(after(120))
    assert office.texts() == ["今天的菜"]
    assert await office.state(harmful) is OutboxState.UNSURE
    assert await office.state(harmless) is OutboxState.SENT
    assert [told for told, _, _ in office.told] == [harmful]


async def test_a_restart_under_the_same_lease_is_one_too(office: PostOffice) -> None:
    assert office.fence is not None
    row_id = await claimed(office, "取货通知", fence=office.fence.number)
    office.start(after(5))
    await office.look()
    assert await office.state(row_id) is OutboxState.UNSURE


async def test_what_another_process_sends_just_now_is_left_to_it(office: PostOffice) -> None:
    assert office.fence is not None
    row_id = await claimed(office, "取货通知", fence=office.fence.number + 1)
    await office.pass_to(after(600))
    assert await office.state(row_id) is OutboxState.SENDING


async def test_what_was_unsure_before_a_restart_is_not_forgotten(office: PostOffice) -> None:
    office.channel.fail_next(SendUnknown("no answer"), times=2)
    harmless = await office.say("今天的菜", harmless_twice=True)
    harmful = await office.say("取货通知", room=2)
    await office.pass_to(after(5))
    office.start(after(30))
    await office.pass_to(after(60))
    assert office.texts() == ["今天的菜"]
    assert await office.state(harmless) is OutboxState.SENT
    assert [told for told, _, _ in office.told] == [harmful]


async def test_with_a_new_lease_what_is_looked_after_here_is_left_alone(office: PostOffice) -> None:
    """A lease that ran out and was taken again by the same process has a new number."""
    office.channel.fail_next(SendUnknown("no answer"))
    row_id = await office.say("今天的菜", harmless_twice=True)
    await office.look()
    await office.take_lease("another")
    await office.take_lease("us again")
    await office.pass_to(after(60))
    assert office.texts() == [], "its echo may still come"
    assert await office.echo("今天的菜") == row_id


async def test_telling_that_fails_does_not_stop_the_relay(office: PostOffice) -> None:
    office.telling_fails = True
    assert office.fence is not None
    await claimed(office, "取货通知", fence=office.fence.number)
    office.start(after(60))
    await office.say("别的", room=2)
    await office.pass_to(after(120))
    assert office.texts() == ["别的"]


async def test_a_send_ends_before_its_claim() -> None:
    assert IMPATIENT.send < IMPATIENT.claim
    with pytest.raises(ValueError, match="outlasts"):
        type(IMPATIENT)(send=60, claim=60)


async def test_a_doubt_that_could_not_be_told_is_told_later(office: PostOffice, store: FaultyStore) -> None:
    office.channel.fail_next(SendUnknown("no answer"))
    row_id = await office.say("取货通知")
    await office.look()
    assert await office.state(row_id) is OutboxState.UNSURE
    await office.alarm.advance(after(149))
    store.broken = 3
    await office.alarm.advance(after(160))
    assert office.told == []
    await office.alarm.advance(after(250))
    assert [told for told, _, _ in office.told] == [row_id]
