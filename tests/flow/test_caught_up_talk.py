"""What is handed in late: is it short and clear, of this list, and is `跟楼上一样` said of what the group saw?"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flow.shop import Stage, answer_to, shop
from tests.flow.test_book_words import book
from tests.flow.world import ORGANIZER, ZONE, World

pytestmark = pytest.mark.asyncio

OLD = "李哥 11月22日 21:15\n草莓1盒 3-502\n\n张伯 11月22日 21:20\n鸡蛋1板 3-503"
NEW = "李哥 11月23日 07:45\n草莓2盒 3-502\n\n张伯 11月23日 07:46\n今天真冷"


async def met(world: World, *names: str) -> None:
    for name in names:
        await world.say(name, "大家早")
    await world.advance(minutes=30)


# Read back


async def test_what_is_new_is_told_first_and_the_rest_in_one_line(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await met(world, "李哥", "张伯")
        assert await answer_to(world, NEW) == (
            "漏了1句，这么记：\n李哥3-502：草莓2盒\n其余1句是闲聊。\n记吗？回“好”，不记回“算了”。"
        )
        assert await answer_to(world, "好") == "补上了1句。错了回“撤”。"


async def test_who_spoke_to_her_alone_is_not_said_to_be_asked(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await met(world, "李哥")
        shown = await answer_to(world, f"[聊天记录]\n李哥: 鸡蛋来点\n{ORGANIZER}: 好的\n李哥: 草莓1盒")
        assert "本人" not in shown
        assert "1句没听明白，记了你来定：回“没定的”。" in shown
        assert await answer_to(world, "好") == "补上了1句，1句等你定，回“没定的”。错了回“撤”。"


# Older than the list


async def test_what_was_said_before_the_list_is_left_out_and_said_to_be(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await met(world, "李哥", "张伯")
        before = await book(world)
        shown = await answer_to(world, f"{OLD}\n\n{NEW}")
        assert "李哥3-502：草莓2盒" in shown
        assert "有2句是发清单前说的（昨天21:15起），没算；要算回“都算”。" in shown
        await world.tell("好")
        assert await book(world) == {**before, "李哥 3-502": "草莓2"}


async def test_what_is_older_counts_where_she_wants_it_to(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await met(world, "李哥", "张伯")
        before = await book(world)
        assert await answer_to(world, OLD) == "有2句是发清单前说的（昨天21:15起），没算；要算回“都算”。"
        await world.tell("好")
        assert await book(world) == before
        await world.tell(OLD)
        shown = await answer_to(world, "都算")
        assert "李哥3-502：草莓1盒" in shown
        assert await book(world) == before
        await world.tell("好")
        assert await book(world) == {**before, "李哥 3-502": "草莓1", "张伯 3-503": "土鸡蛋1"}


async def test_a_time_without_a_day_that_was_before_the_list_is_yesterdays(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await met(world, "李哥")
        assert "发清单前说的" in await answer_to(world, "补录\n李哥 21:15\n草莓1盒")


# 跟楼上一样


@pytest.mark.parametrize(
    "handed_in", ["补录\n李哥：草莓2盒", "李哥：\n草莓2盒", "李哥 11月23日 08:11\n草莓2盒", "[聊天记录]\n李哥: 草莓2盒"]
)
async def test_above_is_not_what_nobody_is_known_to_have_seen(handed_in: str, tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await met(world, "李哥", "老周")
        await world.say("王芳", "再来一板鸡蛋")
        await world.advance(minutes=2)
        await world.tell(f"补录\n{handed_in}" if "补录" not in handed_in else handed_in)
        await world.tell("好")
        assert (await book(world))["李哥"] == "草莓2"
        await world.say("老周", "跟楼上一样")
        await world.advance(minutes=2)
        assert (await book(world))["老周"] == "土鸡蛋1"


async def test_above_is_what_the_group_saw_though_it_was_handed_in_later(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await met(world, "李哥", "老周", "张伯")
        await world.say("王芳", "再来一板鸡蛋")
        await world.advance(minutes=3)
        at = world.clock.now().astimezone(ZONE)
        talk = f"李哥 {at:%m月%d日 %H:%M}\n草莓2盒\n\n张伯 {at:%m月%d日 %H:%M}\n真冷"
        await world.tell(talk)
        await world.tell("好")
        await world.say("老周", "跟楼上一样")
        await world.advance(minutes=2)
        assert (await book(world))["老周"] == "草莓2"


async def test_above_is_what_was_said_last_though_much_was_handed_in_since(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        names = [f"邻居{number}" for number in range(24)]
        await met(world, *names, "老周")
        await world.say("王芳", "鸡蛋3板")
        await world.advance(minutes=2)
        early = "\n\n".join(f"{name} 11月23日 07:{40 + number}\n草莓2盒" for number, name in enumerate(names[:20]))
        await world.tell(early)
        await world.tell("好")
        await world.say("老周", "跟楼上一样")
        await world.advance(minutes=2)
        assert (await book(world))["老周"] == "土鸡蛋3"


async def test_talk_that_nobody_saw_makes_no_talk_of_what_follows(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await met(world, "李哥", "老周")
        await world.say(ORGANIZER, "鸡蛋还有的哈")
        await world.tell("补录\n李哥：鸡蛋1板\n李哥：今天真冷")
        await world.tell("好")
        await world.say("老周", "鸡蛋+1")
        await world.advance(minutes=2)
        assert (await book(world))["老周"] == "土鸡蛋1"
