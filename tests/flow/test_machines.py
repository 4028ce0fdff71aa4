"""Does the bot leave machines alone, and they it? No answers to bots, no loops, no orders out of its own words."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from models.mail import Post
from models.ports import UnitOfWork
from models.values import Incoming
from tests.flow.shop import group_buys
from tests.flow.test_enquiries import LIST, shop
from tests.flow.two_bots import ACCOUNTS, NAMES, Room, room_of
from tests.flow.world import ORGANIZER, ROOM, World, contact_of

pytestmark = pytest.mark.asyncio

NEIGHBOURS = ("王芳", "小美", "老周", "阿福", "田田", "何姐")
SAYINGS = (
    "鸡蛋2板 3-501",
    "草莓1盒",
    "我也要",
    "草莓多少钱一盒",
    "几点截单",
    "什么时候能到",
    "鸡蛋再加1板",
    "草莓还有吗",
    "今天真冷",
    "能送上门吗",
    "牛奶一箱 谢谢",
    "我的订单",
    "都不要了",
    "有芒果吗",
    "+1",
    "鸡蛋",
    "@小助手 在哪取货",
)


async def members(world: World) -> set[str]:
    """For whom something stands, in any group-buy."""

    def read(unit: UnitOfWork) -> set[str]:
        lines = [line for one in group_buys(unit) for line in unit.books.standing(one.id)]
        people = unit.people.many([line.member for line in lines])
        return {person.contact_id or "" for person in people.values()}

    return await world.database.read(read)


async def days_together(room: Room, days: int) -> None:
    """Residents order, ask and chat; each bot has a group-buy open. At night it is quiet."""
    chance = Random(11)
    await room.say("王芳", "大家好")
    for _ in range(days):
        for world in room.worlds:
            await world.tell(LIST)
            await world.tell("发")
        await room.advance(30 * 60, step=60)
        for _ in range(25):
            await room.say(chance.choice(NEIGHBOURS), chance.choice(SAYINGS))
            await room.advance(chance.choice((15, 60, 180, 600)))
        await room.advance(18 * 3600, step=600)


@pytest.mark.parametrize("told", [False, True])
async def test_two_of_our_bots_in_one_group_never_talk_to_each_other(tmp_path: Path, told: bool) -> None:
    (tmp_path / "alone").mkdir()
    async with room_of(tmp_path / "alone", ACCOUNTS[:1]) as alone:
        await days_together(alone, 2)
        by_itself = len(alone.posts(ACCOUNTS[0]))
    async with room_of(tmp_path, told=told) as room:
        await days_together(room, 2)
        for world in room.worlds:
            own, other = world.account, next(account for account in ACCOUNTS if account != world.account)
            assert other not in await members(world)
            assert not any(other in sent.mention_ids for sent in world.fake.sent)
            assert not any(sent.contact_id == other for sent in world.fake.sent)
            assert not any(NAMES[other] in post for post in room.posts(own) if "想删自己的" not in post)
            assert 10 <= len(room.posts(own)) <= by_itself


async def test_what_one_bot_has_answered_the_other_leaves(tmp_path: Path) -> None:
    async with room_of(tmp_path) as room:
        await room.say("王芳", "大家好")
        for world in room.worlds:
            await world.tell(LIST)
            await world.tell("发")
        await room.advance(20 * 60, step=60)
        before = {account: len(room.posts(account)) for account in ACCOUNTS}
        for question in ("草莓多少钱一盒", "几点截单", "在哪取货"):
            await room.say("小美", question)
            await room.advance(10 * 60)
        said = [post for account in ACCOUNTS for post in room.posts(account)[before[account] :]]
        assert len(said) == 3, said


async def test_when_people_are_silent_two_bots_are_too(tmp_path: Path) -> None:
    async with room_of(tmp_path) as room:
        await days_together(room, 1)
        before = [len(room.posts(account)) for account in ACCOUNTS]
        await room.advance(24 * 3600, step=600)
        after = [len(room.posts(account)) for account in ACCOUNTS]
        # What is planned, and nothing else: a reminder, a closing word, a notice of arrival each.
        assert max(now - then for now, then in zip(after, before, strict=True)) <= 4


# Other people's bots


async def test_a_bot_that_is_known_by_name_is_neither_booked_nor_answered_but_shown(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        world.other_bots = frozenset({"接龙管家"})
        await world.restart()
        before = len(world.group())
        await world.say("接龙管家", "鸡蛋2板 3-501")
        await world.say("接龙管家", "草莓多少钱一盒")
        await world.advance(minutes=40)
        assert world.group()[before:] == []
        assert await members(world) == set()
        (told,) = [text for text in world.heard(ORGANIZER) if "像机器人" in text]
        assert "鸡蛋2板 3-501" in told
        assert "草莓多少钱" not in told


async def test_a_bot_that_says_the_same_after_each_of_our_posts_is_found_out(tmp_path: Path) -> None:
    """Our `已经记着1盒` would be its reason to say it again, and that ours, for ever."""
    async with shop(tmp_path) as world:
        before = count = len(world.group())
        await world.say("自动回复", "草莓1盒")
        for _ in range(12 * 60 * 3):
            await world.advance(seconds=5)
            if len(world.group()) > count:
                count = len(world.group())
                await world.say("自动回复", "草莓1盒")
        assert 2 <= count - before <= 3


async def test_our_own_post_copied_by_anybody_is_no_order(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.say("老周", "鸡蛋2板 3-501")
        await world.advance(minutes=10)
        (noted,) = [post for post in world.group() if "鸡蛋2" in post]
        before = len(world.group())
        await world.say("转发的人", noted)
        await world.say("转发的人", world.group()[0])
        await world.advance(hours=1)
        assert world.group()[before:] == []
        assert await members(world) == {contact_of("老周")}


async def test_accounts_of_wechat_itself_are_left_alone_in_private(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.say("服务通知", "鸡蛋2板", private=True)
        await world.say("服务通知", "几点截单", private=True)
        await world.advance(minutes=30)
        assert world.heard("服务通知") == []
        assert await members(world) == set()


# Her own number


async def say_from_her_number(world: World, text: str, message_id: str) -> None:
    """Something is said in the group from the account that is the organizer's and the bot's at once."""
    hers = contact_of(ORGANIZER)
    world.fake.hear(
        Incoming(
            channel=world.fake.name,
            account=hers,
            message_id=message_id,
            sender_id=hers,
            sent_at=world.clock.now(),
            text=text,
            room_id=ROOM,
            room_name="阳光小区",
        )
    )
    await world.settled()


async def was_said(world: World, text: str) -> None:
    """A post went out to the group, and the gateway told no id."""

    def write(unit: UnitOfWork) -> None:
        (one,) = group_buys(unit)
        row = unit.outbox.add(one.organizer, Post(kind="late", group=one.groups[0]), world.clock.now())
        assert row is not None
        unit.outbox.claim(row, fence=1, deadline=world.clock.now(), text=text)
        unit.outbox.sent(row, at=world.clock.now(), channel_message_id=None, text=text)

    await world.database.write(write)


async def test_on_her_own_number_a_late_echo_is_no_word_of_hers(tmp_path: Path) -> None:
    """It comes after the two minutes in which an echo is known; the same words of her own are an order of hers."""
    text = "鸡蛋2板我先留着，我家的。"
    async with shop(tmp_path) as world:
        await was_said(world, text)
        await world.advance(minutes=30)
        await say_from_her_number(world, text, "late-echo")
        await world.advance(minutes=30)
        assert await members(world) == set()
        await say_from_her_number(world, "牛奶2箱我先留着，我家的。", "hers")
        assert await members(world) == {contact_of(ORGANIZER)}
