"""Is the bot quiet when it should be, and is nothing lost by it? What a group hears, rule by rule (docs/tact.md)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from handlers import tact
from models.mail import JOINED, OutboxRow, OutboxState
from models.ports import UnitOfWork
from tests.flow.shop import LIST, ORGANIZER, Stage, open_sqlite, say_in_room, shop
from tests.flow.world import ZONE, World

pytestmark = pytest.mark.asyncio

RIBS = "1. 土鸡蛋 30枚/板 32元\n2. 黑猪排骨 38元/斤\n3. 黑猪五花 30元/斤\n晚上8点截单，明天下午4点半到"
PICKUP = "今天的货\n1. 土鸡蛋 30枚/板 32元\n2. 草莓 1斤/盒 29.9元\n晚上8点截单，明天下午4点半到，3号楼架空层取"


@asynccontextmanager
async def opened(folder: Path, listing: str = LIST, at: tuple[int, int] = (9, 0)) -> AsyncIterator[World]:
    """A shop that has opened its list, with some talk behind it."""
    store = open_sqlite(folder)
    start = datetime(2026, 11, 23, *at, tzinfo=ZONE)
    try:
        async with World(store, folder, start_at=start) as world:
            await world.say("老周", "早")
            await world.tell(listing)
            await world.tell("发")
            await world.advance(minutes=5)
            yield world
    finally:
        store.close()


async def waiting(world: World) -> list[OutboxRow]:
    return list(await world.database.read(lambda unit: unit.outbox.page(states=[OutboxState.WAITING])))


async def held(world: World) -> dict[str, str]:
    return {row.post.kind: row.held for row in await waiting(world) if row.held}


def told_her(world: World, words: str) -> int:
    return sum(words in text for text in world.heard(ORGANIZER))


# Quiet hours


async def test_orders_of_the_night_are_acknowledged_in_the_morning(tmp_path: Path) -> None:
    async with opened(tmp_path, LIST.replace("晚上8点截单", "后天晚上8点截单")) as world:
        await world.advance_to(22)
        before = len(world.group())
        await world.say("王芳", "鸡蛋2板")
        await world.advance_to(7, 29, days=1)
        assert world.group()[before:] == []
        await world.advance_to(7, 40)
        assert "王芳 鸡蛋2" in world.group()[-1]


async def test_who_asks_at_night_reads_in_the_morning_what_stands_then(tmp_path: Path) -> None:
    async with opened(tmp_path, LIST.replace("晚上8点截单", "后天晚上8点截单")) as world:
        await world.say("王芳", "鸡蛋2板")
        await world.advance_to(22)
        await world.say("王芳", "我的订单")
        await world.advance(minutes=5)
        await world.tell("王芳鸡蛋改3")
        await world.advance_to(7, 45, days=1)
        assert any("@王芳" in post and "鸡蛋3" in post for post in world.group())
        assert not any("@王芳" in post and "鸡蛋2" in post for post in world.group())


async def test_her_word_goes_at_any_hour(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.KNOWN) as world:
        await world.advance_to(22, 5)
        before = len(world.group())
        await world.tell(LIST.replace("晚上8点截单", "明天晚上8点截单"))
        await world.tell("发")
        await world.advance(minutes=1)
        assert len(world.group()) == before + 1
        assert "土鸡蛋" in world.group()[-1]


async def test_a_list_that_is_due_in_the_night_waits_and_she_is_told(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.KNOWN) as world:
        await world.advance_to(20)
        await world.tell(LIST.replace("晚上8点截单", "明天晚上8点截单"))
        await world.tell("明早6点发")
        before = len(world.group())
        await world.advance_to(7, 29, days=1)
        assert world.group()[before:] == []
        await world.advance_to(7, 32)
        assert "土鸡蛋" in world.group()[-1]
        assert told_her(world, "早上7点半发") == 1


async def test_at_noon_acknowledgements_wait_and_a_question_does_not(tmp_path: Path) -> None:
    async with opened(tmp_path, RIBS) as world:
        await world.advance_to(12, 35)
        before = len(world.group())
        await world.say("王芳", "鸡蛋2板")
        await world.advance(minutes=20)
        assert world.group()[before:] == []
        await world.say("老周", "排骨五花2斤")
        await world.advance(minutes=3)
        await world.advance_to(14, 5)
        assert any("王芳 鸡蛋2" in post for post in world.group()[before:])


async def test_what_comes_unasked_waits_for_her_morning_and_answers_do_not(tmp_path: Path) -> None:
    async with opened(tmp_path, PICKUP) as world:
        await world.say("王芳", "鸡蛋2板")
        await world.advance_to(16, 45, days=1)
        await world.advance_to(22, 45)
        before = len(world.heard(ORGANIZER))
        await world.say("王芳", "鸡蛋碎了两个")
        await world.advance(minutes=30)
        assert world.heard(ORGANIZER)[before:] == []
        assert "1单" in "\n".join(await world.tell("订单 王芳") + await world.tell("统计"))
        await world.advance_to(7, 31, days=1)
        assert any("碎了两个" in text for text in world.heard(ORGANIZER)[before:])


# Two posts in a row, and what rides along


async def test_an_acknowledgement_waits_for_a_human_word(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        await world.say("王芳", "鸡蛋2板")
        await world.tell("清单")
        before = len(world.group())
        await world.advance(minutes=40)
        assert world.group()[before:] == [], "the list is the last word, and nobody has spoken since"
        assert (await held(world)) == {"noted": "own_word"}
        await world.say("老周", "这鸡蛋好")
        await world.advance(minutes=1)
        assert len(world.group()) == before + 1
        assert "王芳 鸡蛋2" in world.group()[-1]


async def test_a_held_acknowledgement_holds_up_no_list(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        await world.say("王芳", "鸡蛋2板")
        await world.tell("清单")
        await world.advance(minutes=30)
        before = len(world.group())
        await world.tell("清单")
        await world.advance(minutes=1)
        assert "土鸡蛋" in world.group()[-1]
        assert len(world.group()) == before + 1
        assert (await held(world)) == {"noted": "own_word"}


async def test_the_reminder_takes_along_what_waits(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        await world.say("王芳", "鸡蛋2板")
        await world.tell("清单")
        before = len(world.group())
        await world.advance_to(19, 31)
        assert len(world.group()) == before + 1
        assert "王芳 鸡蛋2" in world.group()[-1]
        assert "截" in world.group()[-1]
        assert await held(world) == {}


async def test_a_question_and_an_acknowledgement_are_one_message(tmp_path: Path) -> None:
    async with opened(tmp_path, RIBS) as world:
        await world.say("王芳", "鸡蛋2板")
        await world.tell("清单")
        await world.say("陈静", "鸡蛋1板")
        await world.advance(minutes=1)
        await world.say("老周", "黑猪2斤")
        before = len(world.group())
        await world.advance(minutes=10)
        (post,) = world.group()[before:]
        assert "@老周" in post
        assert "王芳 鸡蛋2" in post
        assert "陈静 鸡蛋1" in post


async def test_an_answer_that_rides_along_has_the_facts_of_now(tmp_path: Path) -> None:
    async with opened(tmp_path, RIBS) as world:
        await world.say("老周", "黑猪2斤")
        await world.advance(seconds=30)
        await world.say("李梅", "鸡蛋多少钱一板")
        before = len(world.group())
        world.fake.go_away()
        await world.advance(minutes=3)
        world.fake.come_back()
        await world.advance(minutes=5)
        (post,) = world.group()[before:]
        assert "@老周" in post
        assert "32" in post
        assert not await world.database.read(lambda unit: unit.outbox.page(states=[OutboxState.FAILED]))


async def test_a_question_that_a_neighbour_answered_rides_along_with_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path, RIBS) as world:
        await world.say("老周", "黑猪2斤")
        await world.advance(seconds=30)
        await world.say("李梅", "鸡蛋多少钱一板")
        await world.say("王芳", "鸡蛋32一板")
        before = len(world.group())
        world.fake.go_away()
        await world.advance(minutes=3)
        world.fake.come_back()
        await world.advance(minutes=5)
        posts = world.group()[before:]
        assert sum("@老周" in post for post in posts) == 1
        assert not any("32" in post for post in posts)


async def test_a_question_shortly_before_the_reminder_is_asked_with_it(tmp_path: Path) -> None:
    async with opened(tmp_path, RIBS) as world:
        await world.advance_to(19, 26)
        await world.say("老周", "黑猪2斤")
        before = len(world.group())
        await world.advance_to(19, 29)
        assert world.group()[before:] == []
        await world.advance_to(19, 31)
        (post,) = world.group()[before:]
        assert "截" in post
        assert "@老周" in post


async def test_what_is_no_longer_put_off_by_people_who_write_goes_with_an_answer(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        await world.say("王芳", "鸡蛋2板")
        await world.advance(minutes=10)
        await world.say("老周", "鸡蛋1板")
        await world.advance(minutes=10)
        before = len(world.group())
        assert "老周 鸡蛋1" not in "\n".join(world.group()), "the last acknowledgement was said just now"
        await world.say("老周", "我的订单")
        await world.advance(minutes=1)
        (post,) = world.group()[before:]
        assert "老周 鸡蛋1" in post
        await world.advance_to(11)
        assert len(world.group()) == before + 1


async def test_who_says_again_what_stands_is_named_with_those_who_wait(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        await world.say("王芳", "鸡蛋2板")
        await world.advance(minutes=10)
        await world.say("老周", "鸡蛋1板")
        await world.say("王芳", "鸡蛋改成2板")
        before = len(world.group())
        await world.advance(minutes=60)
        (post,) = world.group()[before:]
        assert "老周 鸡蛋1" in post
        assert "王芳 鸡蛋2" in post


async def test_two_lists_that_close_at_one_hour_have_one_reminder(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        await world.tell("1. 牛奶 58元/箱\n2. 豆腐 6元/块\n晚上8点截单，明天下午4点半到")
        await world.tell("发")
        await world.advance_to(19, 29)
        await world.say("王芳", "鸡蛋2板")
        await world.say("李梅", "豆腐2块")
        before = len(world.group())
        await world.advance_to(19, 59)
        (post,) = world.group()[before:]
        assert "半小时" in post or "30分钟" in post
        assert "王芳 鸡蛋2" in post
        assert "李梅 豆腐2" in post


async def test_her_decision_on_a_late_order_waits_for_a_human_word(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        await world.advance_to(20, 5)
        await world.say("李梅", "鸡蛋1板")
        await world.advance_to(20, 20)
        assert "@李梅" in world.group()[-1]
        before = len(world.group())
        await world.tell("全收")
        await world.advance_to(20, 40)
        assert world.group()[before:] == []
        await world.say("老周", "明天下雨")
        await world.advance_to(20, 42)
        (post,) = world.group()[before:]
        assert "李梅" in post


async def test_her_decision_shortly_before_the_night_is_told_before_it(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        await world.advance_to(20, 5)
        await world.say("李梅", "鸡蛋1板")
        await world.advance_to(21, 27)
        await world.say("老周", "明天下雨")
        before = len(world.group())
        await world.tell("全收")
        await world.advance_to(21, 29)
        (post,) = world.group()[before:]
        assert "李梅" in post


async def test_what_rides_along_is_said_by_itself_where_its_host_is_withdrawn(tmp_path: Path) -> None:
    async with opened(tmp_path, RIBS) as world:
        await world.say("王芳", "鸡蛋2板")
        await world.tell("清单")
        await world.advance(minutes=10)
        await world.say("老周", "黑猪2斤")

        def joined(unit: UnitOfWork) -> list[str]:
            rows = unit.outbox.page(states=[OutboxState.WAITING])
            host = next(row for row in rows if row.post.kind == "ask")
            guest = next(row for row in rows if row.post.kind == "noted")
            part = {"row": guest.id, "kind": "noted", "variant": 0, "values": dict(guest.post.values)}
            unit.outbox.amend(host.id, values={**host.post.values, JOINED: [part]}, not_before=host.post.not_before)
            unit.outbox.withdraw(guest.id)
            return [guest.id]

        (guest,) = await world.database.write(joined)
        before = len(world.group())
        await world.say("老周", "排骨2斤")
        await world.advance(minutes=10)
        row = await world.database.read(lambda unit: unit.outbox.get(guest))
        assert row is not None
        assert row.state is OutboxState.SENT or any("王芳 鸡蛋2" in post for post in world.group()[before:])


async def test_answers_are_three_minutes_apart_and_merged(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        for name in ("王芳", "老周", "陈静"):
            await world.say(name, "鸡蛋2板")
        await world.advance(minutes=30)
        before = len(world.group())
        for name in ("王芳", "老周", "陈静"):
            await world.say(name, "我的订单")
            await world.advance(seconds=20)
        await world.advance(minutes=5)
        posts = world.group()[before:]
        assert len(posts) == 2
        assert "@王芳" in posts[0]
        assert "@老周" in posts[1]
        assert "@陈静" in posts[1]


# Ceilings


async def test_a_busy_day_ends_below_the_ceiling_and_everybody_has_heard(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        for hour in range(9, 20):
            await world.advance_to(hour, 10)
            await world.say(f"邻居{hour}", "鸡蛋1板")
            await world.say("老周", "天气不错")
            await world.advance(minutes=15)
        await world.advance_to(21)
        posts = world.group()
        for hour in range(9, 20):
            assert any(f"邻居{hour} 鸡蛋1" in post for post in posts), f"{hour}: never acknowledged"
        assert len(posts) <= 8
        assert told_her(world, "不少了") == 0


async def still_needed(world: World) -> int:
    """How many posts the rest of the day is known to need."""

    def read(unit: UnitOfWork) -> int:
        (group,) = unit.groups.of_organizer(unit.organizers.all()[0].id)
        return tact._to_come(group, unit, world.clock.now())

    return await world.database.read(read)


async def test_room_is_kept_for_a_list_that_is_prepared_with_all_that_comes_of_it(tmp_path: Path) -> None:
    async with opened(tmp_path, PICKUP) as world:
        await world.advance_to(6, days=1)
        before = await still_needed(world)
        await world.tell("1. 牛奶 58元/箱\n2. 豆腐 6元/块\n今晚8点截单，明天下午4点半到")
        await world.tell("9点发")
        assert await still_needed(world) == before + 4, "list, poster, reminder, closing word"
        await world.advance_to(9, 10)
        assert await still_needed(world) == before + 2, "reminder, closing word"


async def test_room_is_kept_for_the_notice_of_goods_that_are_held(tmp_path: Path) -> None:
    async with opened(tmp_path, PICKUP) as world:
        await world.advance_to(16, 20, days=1)
        assert await still_needed(world) >= 2, "the notice, and a truck that may be late"
        await world.tell("没到")
        assert await still_needed(world) == 1
        await world.tell("到了")
        await world.advance(minutes=1)
        assert await still_needed(world) == 1, "whoever has not come by seven"


async def test_what_cannot_wait_goes_past_the_ceiling_and_she_is_told_once(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        for _ in range(8):
            await world.advance(minutes=10)
            await world.say("老周", "再看一眼")
            await world.tell("清单")
        before = len(world.group())
        await world.advance_to(20, 5)
        posts = world.group()[before:]
        assert len(posts) == 2, "the reminder and the closing word"
        assert told_her(world, "不少了") == 1


async def test_a_still_group_hears_what_it_needs_and_acknowledgements_with_it(tmp_path: Path) -> None:
    async with opened(tmp_path, PICKUP) as world:
        await world.say("王芳", "鸡蛋2板")
        await world.advance_to(9, 0, days=2)
        await world.tell(PICKUP)
        await world.tell("发")
        before = len(world.group())
        for hour, name in ((10, "王芳"), (15, "老周"), (18, "陈静")):
            await world.advance_to(hour)
            await world.say(name, "鸡蛋1板")
        await world.advance_to(20, 5)
        posts = world.group()[before:]
        assert len(posts) <= 4
        assert all(any(f"{name} 鸡蛋1" in post for post in posts) for name in ("王芳", "老周", "陈静"))


# Silence


async def test_told_to_be_silent_it_is_until_then(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        assert "今天中午11点06再开口" in "\n".join(await world.tell("静音2小时"))
        await world.say("王芳", "鸡蛋2板")
        before = len(world.group())
        await world.advance_to(11, 5)
        assert world.group()[before:] == []
        await world.advance(minutes=5)
        assert "王芳 鸡蛋2" in world.group()[-1]


async def test_silence_ends_at_her_word_and_can_be_taken_back(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        await world.tell("别说话")
        await world.say("王芳", "鸡蛋2板")
        await world.advance(minutes=30)
        before = len(world.group())
        assert "又能说话了" in "\n".join(await world.tell("说话吧"))
        await world.advance(minutes=1)
        assert "王芳 鸡蛋2" in "\n".join(world.group()[before:])
        await world.tell("撤")
        await world.say("陈静", "鸡蛋1板")
        before = len(world.group())
        await world.advance(hours=2)
        assert world.group()[before:] == []
        assert "撤了：静音" in "\n".join(await world.tell("撤"))
        await world.say("老周", "早")
        await world.advance(hours=1)
        assert "陈静 鸡蛋1" in "\n".join(world.group()[before:])


async def test_in_silence_she_hears_of_what_people_need_and_her_word_goes(tmp_path: Path) -> None:
    async with opened(tmp_path, PICKUP) as world:
        await world.say("王芳", "鸡蛋2板")
        await world.advance_to(16, 0, days=1)
        await world.tell("静音3小时")
        before = len(world.group())
        await world.advance_to(16, 35)
        assert world.group()[before:] == []
        assert told_her(world, "“货到了”到点没发") == 1
        await world.tell("说话吧")
        await world.advance(minutes=1)
        assert "3号楼架空层" in world.group()[-1]


async def test_silence_in_one_of_several_groups_is_asked_after(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        await say_in_room(world, "river@chatroom", "河畔家园", "小美", "大家好", "hello")
        await world.advance(minutes=1)
        assert "哪个群先不说话" in "\n".join(await world.tell("静音"))
        assert "再开口" in "\n".join(await world.tell("1"))
        peace = await world.database.read(_muted)
        assert sorted(peace) == [False, True]


def _muted(unit: UnitOfWork) -> list[bool]:
    (organizer,) = unit.organizers.all()
    groups = unit.groups.of_organizer(organizer.id)
    return [unit.peace.get(group.id).muted_until is not None for group in groups]


async def test_what_silence_outlasts_is_told_to_her(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        await world.say("王芳", "鸡蛋2板")
        await world.advance(minutes=10)
        await world.tell("静音到明天")
        await world.say("陈静", "草莓1盒")
        before = len(world.group())
        await world.advance_to(7, 0, days=1)
        assert world.group()[before:] == []
        await world.advance_to(8, 0)
        said = "\n".join([*world.heard(ORGANIZER), *world.group()[before:]])
        assert "“截了”" in said or "截了（" in said
        assert "陈静" in said


# Too loud


@pytest.mark.parametrize("words", ["太吵了", "消息太多了", "刷屏", "@小助手 别发了", "机器人好烦"])
async def test_who_finds_it_too_loud_has_a_day_of_list_arrival_and_answers(words: str, tmp_path: Path) -> None:
    async with opened(tmp_path, PICKUP) as world:
        await world.say("李梅", words)
        await world.say("阿福", words)
        await world.say("王芳", "鸡蛋2板")
        await world.advance(minutes=1)
        assert told_her(world, "有人嫌吵：李梅") == 1
        assert told_her(world, "有人嫌吵") == 1, "once, not by each"
        before = len(world.group())
        await world.advance_to(15)
        assert world.group()[before:] == []
        await world.say("王芳", "我的订单")
        await world.advance(minutes=1)
        assert "@王芳" in world.group()[-1]
        await world.advance_to(22, 25)
        assert len(world.group()) == before + 1, "no reminder, no closing word"
        assert told_her(world, "王芳") or "王芳" in world.group()[-1], "whom it did not tell, she is told of"


@pytest.mark.parametrize("words", ["楼上太吵了", "装修好吵", "小王别发了", "不吵不闹"])
async def test_other_noise_is_none_of_the_bots(words: str, tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        await world.say("李梅", words)
        await world.advance(minutes=1)
        assert told_her(world, "嫌吵") == 0


async def test_loud_builders_are_remembered(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        await world.say("老周", "谁家又在打孔，电钻响一上午")
        await world.say("李梅", "太吵了")
        await world.advance(minutes=1)
        assert told_her(world, "嫌吵") == 0


# Quarrels


async def test_in_a_quarrel_it_keeps_out_for_half_an_hour(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        await world.say("王芳", "鸡蛋2板")
        await world.advance(minutes=1)
        await world.say("小美", "隔壁群才29，你赚多少啊")
        await world.advance(seconds=20)
        assert told_her(world, "好像吵起来了：小美") == 1
        before = len(world.group())
        await world.say("阿福", "就是，太黑了")
        await world.advance(minutes=25)
        assert world.group()[before:] == []
        assert told_her(world, "吵起来") == 1
        await world.advance(minutes=15)
        assert "王芳 鸡蛋2" in world.group()[-1]


async def test_jokes_are_no_quarrel(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        await world.say("小美", "哈哈团长你赚多少啊")
        await world.say("阿福", "骗子，说好请喝奶茶的😂")
        await world.say("小美", "隔壁群才29")
        await world.advance(minutes=1)
        assert told_her(world, "吵起来") == 0


async def test_a_reminder_that_waited_tells_the_minutes_that_are_left(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        await world.say("王芳", "鸡蛋2板")
        await world.advance_to(19, 15)
        await world.say("小美", "隔壁群才29，你赚多少啊")
        before = len(world.group())
        await world.advance_to(19, 50)
        (post,) = world.group()[before:]
        assert "15分钟" in post or "一刻" in post


# Her own word


async def test_whom_she_has_told_herself_the_bot_does_not_tell_again(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        await world.say("王芳", "鸡蛋2板")
        await world.say(ORGANIZER, "记上了")
        await world.say("陈静", "鸡蛋1板")
        await world.advance(minutes=10)
        assert "陈静 鸡蛋1" in world.group()[-1]
        assert "王芳" not in world.group()[-1]


async def test_what_she_quotes_is_what_she_has_noted(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        await world.say("王芳", "鸡蛋2板")
        await world.say("陈静", "鸡蛋1板")
        await world.say(ORGANIZER, "记了", quoting="鸡蛋2板")
        await world.advance(minutes=10)
        assert "陈静 鸡蛋1" in world.group()[-1]
        assert "王芳" not in world.group()[-1]


async def test_all_of_them_are_noted_at_once(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        before = len(world.group())
        await world.say("王芳", "鸡蛋2板")
        await world.say("陈静", "鸡蛋1板")
        await world.say(ORGANIZER, "好的，都记上了")
        await world.advance(minutes=20)
        assert world.group()[before:] == []


# Acknowledgements


async def test_two_acknowledgements_are_three_quarters_of_an_hour_apart_and_no_more(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        await world.say("王芳", "鸡蛋2板")
        await world.advance(minutes=4)
        first = len(world.group())
        assert "王芳 鸡蛋2" in world.group()[-1]
        for minutes in (10, 15, 10):
            await world.advance(minutes=minutes)
            await world.say("老周", "鸡蛋1板" if minutes == 10 else "草莓1盒")
        await world.advance(minutes=4)
        assert len(world.group()) == first
        await world.advance(minutes=6)
        assert len(world.group()) == first + 1, "counted from the last one, not from the last order"


async def test_somebody_new_hears_within_two_minutes_whoever_orders_after_them(tmp_path: Path) -> None:
    async with opened(tmp_path, PICKUP) as world:
        await world.say("王芳", "鸡蛋2板")
        await world.advance_to(9, 0, days=2)
        for number in range(40):
            await world.say("老周", f"第{number}句闲话")
        await world.tell(PICKUP)
        await world.tell("发")
        await world.advance(minutes=5)
        await world.say("新邻居", "鸡蛋1板")
        await world.advance(seconds=60)
        await world.say("王芳", "鸡蛋3板")
        await world.advance(seconds=59)
        assert "新邻居 鸡蛋1" in world.group()[-1]


# Modes


async def test_a_village_rises_early_and_goes_to_bed(tmp_path: Path) -> None:
    async with opened(tmp_path, LIST.replace("晚上8点截单", "后天晚上8点截单")) as world:
        answer = "\n".join(await world.tell("群模式 乡村"))
        assert "清单7:00" in answer
        assert "每天 7:00 清单" in "\n".join(await world.tell("日程"))
        await world.advance_to(20, 40)
        before = len(world.group())
        await world.say("王芳", "鸡蛋2板")
        await world.advance_to(5, 59, days=1)
        assert world.group()[before:] == []
        await world.advance_to(6, 5)
        assert "王芳 鸡蛋2" in world.group()[-1]


async def test_a_mode_says_the_hour_of_the_list_that_she_has_set_herself(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        await world.tell("每天8点 清单")
        assert "清单8:00，" in "\n".join(await world.tell("群模式 乡村"))


async def test_a_mode_can_be_taken_back_and_outlives_a_restart(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        await world.tell("封控模式")
        await world.restart()
        assert "封控" in "\n".join(await world.tell("群模式"))
        assert "撤了：改群模式" in "\n".join(await world.tell("撤"))
        assert "小店" in "\n".join(await world.tell("群模式"))
        assert "每天 9:00 清单" in "\n".join(await world.tell("日程"))
        await world.restart()
        assert "小店" in "\n".join(await world.tell("群模式"))


# How loud


async def test_she_sees_why_it_is_loud(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        for number in range(55):
            await world.say("老周", f"第{number}句闲话")
        await world.say("王芳", "鸡蛋2板")
        await world.advance(minutes=10)
        told = "\n".join(await world.tell("吵不吵"))
        assert "大家说了57条" in told
        assert "清单1" in told
        assert "记上了1" in told
        assert "卖东西的占2%，不吵" in told
        assert "卖东西的占2%" in "\n".join(await world.tell("日报"))


async def test_held_posts_outlive_a_restart(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        await world.tell("静音2小时")
        await world.say("王芳", "鸡蛋2板")
        await world.advance(minutes=30)
        await world.restart()
        before = len(world.group())
        await world.advance_to(11, 4)
        assert world.group()[before:] == []
        await world.advance(minutes=3)
        assert "王芳 鸡蛋2" in world.group()[-1]
        assert world.clock.now() - datetime(2026, 11, 23, 9, tzinfo=ZONE) < timedelta(hours=3)
