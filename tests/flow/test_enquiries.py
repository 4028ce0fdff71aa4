"""Are residents' questions answered? Neighbours first, then the bot with facts alone, then the organizer."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import pairwise
from pathlib import Path

import pytest

from models.community.people import GroupSettings
from tests.flow.shop import open_sqlite
from tests.flow.world import ORGANIZER, World

pytestmark = pytest.mark.asyncio

LIST = """今天的货
1. 土鸡蛋 30枚/板 供货价25 零售32元
2. 草莓 1斤/盒 29.9元 库存10
3. 牛奶 12瓶/箱 56元
晚上8点截单，明天下午4点到，3号楼架空层自提"""


@asynccontextmanager
async def shop(folder: Path, *, text: str = LIST, settings: GroupSettings | None = None) -> AsyncIterator[World]:
    """A group-buy that is open, in a group that has been quiet for a while."""
    store = open_sqlite(folder)
    try:
        async with World(store, folder, settings=settings or GroupSettings()) as world:
            await world.say("王芳", "大家好")
            await world.tell(text)
            await world.tell("发")
            await world.advance(minutes=30)
            yield world
    finally:
        store.close()


def answers(world: World, before: int) -> list[str]:
    return world.group()[before:]


# Facts


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("草莓多少钱一盒", "29.9"),
        ("鸡蛋怎么卖呀", "32"),
        ("草莓还有吗", "10盒"),
        ("鸡蛋还有没有", "鸡蛋"),
        ("几点截单", "8点"),
        ("现在还能下单吗", "8点"),
        ("什么时候能到", "明天下午4点"),
        ("请问在哪取货", "3号楼架空层"),
        ("有芒果吗", "芒果"),
    ],
)
async def test_what_nobody_answers_is_answered_with_a_fact_after_two_minutes(
    tmp_path: Path, question: str, fact: str
) -> None:
    async with shop(tmp_path) as world:
        before = len(world.group())
        await world.say("小美", question)
        await world.advance(seconds=115)
        assert answers(world, before) == []
        await world.advance(seconds=40)
        (answer,) = answers(world, before)
        assert fact in answer
        assert "\n" not in answer
        assert len(answer) <= 40
        await world.advance(minutes=30)
        assert len(answers(world, before)) == 1
        assert not any("没人回的" in text for text in world.heard(ORGANIZER))


async def test_it_counts_what_is_left_at_the_moment_of_answering(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        before = len(world.group())
        await world.say("小美", "草莓还有吗")
        await world.say("老周", "草莓7盒 3-501")
        await world.advance(minutes=3)
        assert any("3盒" in answer for answer in answers(world, before))


async def test_what_is_ordered_out_can_be_waited_for(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.say("老周", "草莓10盒 3-501")
        await world.advance(hours=2)
        before = len(world.group())
        await world.say("小美", "草莓还有吗")
        await world.advance(minutes=3)
        (answer,) = answers(world, before)
        assert "排着" in answer


async def test_costs_orders_and_rooms_are_never_told(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.say("老周", "鸡蛋2板 3-501")
        await world.advance(hours=1)
        before = len(world.group())
        for name, question in (("小美", "鸡蛋多少钱"), ("阿福", "鸡蛋还剩多少"), ("田田", "团长鸡蛋进价多少")):
            await world.say(name, question)
        await world.advance(minutes=5)
        said = "".join(answers(world, before))
        assert "32" in said
        assert not any(word in said for word in ("25", "老周", "501", "64"))


async def test_a_closed_group_buy_says_so(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.tell("截单")
        await world.advance(minutes=5)
        before = len(world.group())
        await world.say("小美", "现在还能下单吗")
        await world.advance(minutes=3)
        (answer,) = answers(world, before)
        assert any(word in answer for word in ("截了", "收的", "不接单"))


async def test_where_two_are_open_both_are_told_in_one_line_and_the_named_one_alone(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.tell("水果团\n1. 蓝莓 2盒/份 39元\n2. 橙子 5斤/袋 25元\n晚上9点截单")
        await world.tell("发")
        await world.advance(minutes=10)
        before = len(world.group())
        await world.say("小美", "几点截单")
        await world.advance(minutes=3)
        (both,) = answers(world, before)
        assert "8点" in both
        assert "9点" in both
        assert "\n" not in both
        await world.say("阿福", "蓝莓还能订吗")
        await world.advance(minutes=6)
        assert "9点" in answers(world, before)[1]
        assert "8点" not in answers(world, before)[1]


# The truck


async def test_after_a_late_truck_it_is_told_from_her_word(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.advance_to(15, 30, days=1)
        await world.tell("晚到 5点半")
        await world.advance_to(16, 40)
        before = len(world.group())
        await world.say("小美", "到了没呀，我下来了")
        await world.advance(minutes=3)
        (answer,) = answers(world, before)
        assert "车" in answer
        assert "5点半" in answer


async def test_held_goods_are_not_there_and_arrived_ones_are(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.advance_to(15, 50, days=1)
        await world.tell("没到")
        await world.advance_to(16, 20)
        before = len(world.group())
        await world.say("小美", "货到了吗")
        await world.advance(minutes=3)
        assert "没" in answers(world, before)[0]
        await world.tell("到了")
        await world.advance(minutes=20)
        before = len(world.group())
        await world.say("小美", "货到了吗")
        await world.advance(minutes=3)
        (answer,) = answers(world, before)
        assert "到了" in answer
        assert "架空层" in answer


# Neighbours


@pytest.mark.parametrize(
    ("question", "reply"),
    [
        ("草莓多少钱一盒", "29.9"),
        ("草莓多少钱一盒", "看清单里有"),
        ("几点截单", "8点吧"),
        ("草莓还有吗", "有的"),
        ("草莓还有吗", "没了"),
        ("货到了吗", "还在路上"),
        ("在哪取货", "老地方"),
        ("有芒果吗", "没有"),
    ],
)
async def test_where_a_neighbour_answers_the_bot_is_silent(tmp_path: Path, question: str, reply: str) -> None:
    async with shop(tmp_path) as world:
        before = len(world.group())
        await world.say("小美", question)
        await world.advance(seconds=50)
        await world.say("田田", reply)
        await world.advance(minutes=40)
        assert answers(world, before) == []
        assert not any("没人回的" in text for text in world.heard(ORGANIZER))


async def test_a_reply_by_quote_is_an_answer_whatever_it_says(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        before = len(world.group())
        await world.say("小美", "草莓多少钱一盒")
        await world.say("田田", "跟上次一样", quoting="草莓多少钱一盒")
        await world.advance(minutes=30)
        assert answers(world, before) == []


async def test_her_own_word_is_the_answer(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        before = len(world.group())
        await world.say("小美", "草莓还有吗")
        await world.say(ORGANIZER, "等下我数数")
        await world.advance(minutes=30)
        assert answers(world, before) == []


@pytest.mark.parametrize("talk", ["哈哈哈今天真冷", "鸡蛋有的", "我也想问"])
async def test_other_talk_is_no_answer(tmp_path: Path, talk: str) -> None:
    async with shop(tmp_path) as world:
        before = len(world.group())
        await world.say("小美", "草莓多少钱一盒")
        await world.say("田田", talk)
        await world.advance(minutes=3)
        assert any("29.9" in answer for answer in answers(world, before))


async def test_a_question_that_was_taken_back_or_settled_is_over(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        before = len(world.group())
        asked = await world.say("小美", "草莓多少钱一盒")
        await world.recall("小美", asked)
        await world.say("阿福", "几点截单")
        await world.advance(seconds=30)
        await world.say("阿福", "哦看到了，谢谢")
        await world.advance(minutes=30)
        assert answers(world, before) == []


# Together, and not too often


async def test_what_waits_is_answered_in_one_post(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        before = len(world.group())
        for name, question in (("小美", "草莓多少钱"), ("阿福", "几点截单"), ("田田", "草莓怎么卖")):
            await world.say(name, question)
            await world.advance(seconds=20)
        await world.advance(minutes=4)
        (answer,) = answers(world, before)
        assert answer.count("29.9") == 1
        assert "8点" in answer


async def test_answers_are_three_minutes_apart_however_many_ask(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        before, moments = len(world.group()), []
        for number in range(40):
            await world.say(f"邻居{number}", ("草莓多少钱", "几点截单", "@小助手 在哪取货")[number % 3])
            for _ in range(4):
                count = len(world.group())
                await world.advance(seconds=15)
                if len(world.group()) > count:
                    moments.append(world.clock.now())
        await world.advance(minutes=10)
        assert len(answers(world, before)) >= 5
        gaps = [(later - sooner).total_seconds() for sooner, later in pairwise(moments)]
        assert min(gaps) >= 165  # Looked at each fifteen seconds.


@pytest.mark.parametrize("calls", ["@小助手 草莓多少钱", "quoting"])
async def test_who_turns_to_the_bot_is_answered_in_seconds(tmp_path: Path, calls: str) -> None:
    async with shop(tmp_path) as world:
        before = len(world.group())
        if calls == "quoting":
            await world.say("小美", "草莓多少钱", quoting=world.group()[-1])
        else:
            await world.say("小美", calls)
        await world.advance(seconds=4)
        assert answers(world, before) == []
        await world.advance(seconds=8)
        (answer,) = answers(world, before)
        assert "29.9" in answer


async def test_in_a_private_chat_too(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        before = len(world.group())
        await world.say("小美", "草莓多少钱", private=True)
        await world.say("小美", "几点截单呀", private=True)
        await world.advance(seconds=12)
        (answer,) = world.heard("小美")
        assert "29.9" in answer
        assert "8点" in answer
        assert answers(world, before) == []


async def test_what_waits_outlives_the_process(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        before = len(world.group())
        await world.say("小美", "草莓多少钱")
        await world.restart()
        await world.say("田田", "鸡蛋有的")
        await world.advance(minutes=3)
        assert any("29.9" in answer for answer in answers(world, before))


# Hers


async def test_what_no_fact_answers_goes_to_her_after_twenty_minutes_bundled(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        before = len(world.group())
        await world.say("老周", "能送上门吗")
        await world.say("小美", "草莓甜不甜")
        await world.advance(minutes=19)
        assert not any("没人回的" in text for text in world.heard(ORGANIZER))
        await world.advance(minutes=2)
        (told,) = [text for text in world.heard(ORGANIZER) if "没人回的" in text]
        assert "老周「能送上门吗」" in told
        assert "小美「草莓甜不甜」" in told
        assert answers(world, before) == []


async def test_she_hears_of_open_questions_three_times_an_hour_at_most(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        for number in range(60):
            await world.say(f"邻居{number}", "草莓甜不甜" if number % 2 else "能送上门吗")
            await world.advance(minutes=1)
        told = [text for text in world.heard(ORGANIZER) if "没人回的" in text]
        assert 1 <= len(told) <= 3


async def test_where_the_list_names_no_arrival_she_is_told_which_word_helps(tmp_path: Path) -> None:
    async with shop(tmp_path, text="今天的货\n1. 土鸡蛋 30枚/板 32元\n2. 草莓 1斤/盒 29.9元") as world:
        before = len(world.group())
        await world.say("老周", "什么时候能到")
        await world.advance(minutes=21)
        told = [text for text in world.heard(ORGANIZER) if "没人回的" in text]
        assert "晚到" in told[0]
        assert answers(world, before) == []


async def test_goods_that_may_be_ours_under_another_name_are_hers(tmp_path: Path) -> None:
    async with shop(tmp_path, text="今天的货\n1. 阳光玫瑰 2斤/盒 32元\n2. 草莓 1斤/盒 29.9元") as world:
        before = len(world.group())
        await world.say("老周", "有葡萄吗")
        await world.advance(minutes=21)
        assert answers(world, before) == []
        assert any("有葡萄吗" in text for text in world.heard(ORGANIZER))


# Silence


@pytest.mark.parametrize(
    "talk",
    [
        "饺子皮多少钱一斤",
        "孩子作业：5个草莓分给3个同学 还剩几个",
        "草莓酱怎么做",
        "电影几点开始",
        "今天好冷啊",
        "鸡蛋2板 3-502",
        "谁家的狗丢了",
        "车厘子自由什么时候能实现",
        "@田田 草莓甜不甜",
    ],
)
async def test_talk_is_left_alone(tmp_path: Path, talk: str) -> None:
    async with shop(tmp_path) as world:
        before = len(world.group())
        await world.say("小美", talk)
        await world.advance(minutes=2, seconds=45)
        assert answers(world, before) == []


@pytest.mark.parametrize(
    "said",
    [[("田田", "我家快递还没来"), ("小美", "几点到")], [(ORGANIZER, "草莓还有吗")]],
    ids=["a bare question behind others' talk is part of it", "her own"],
)
async def test_what_asks_nobody_is_not_answered(tmp_path: Path, said: list[tuple[str, str]]) -> None:
    async with shop(tmp_path) as world:
        before = len(world.group())
        for name, text in said:
            await world.say(name, text)
            await world.advance(seconds=20)
        await world.advance(minutes=30)
        assert answers(world, before) == []
