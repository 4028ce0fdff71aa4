"""May a helper do what was given to them, and nothing else? And do two who help at once never undo each other?"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.flow.shop import Stage, answer_to, group_buys, posts_since, shop
from tests.flow.world import ORGANIZER, ZONE, World

pytestmark = pytest.mark.asyncio


@asynccontextmanager
async def helped(folder: Path, stage: Stage = Stage.CLOSED, *names: str) -> AsyncIterator[World]:
    """A shop in which people help, whom the bot can write to."""
    async with shop(folder, stage) as world:
        for name in names or ("小刘",):
            await world.say(name, "早")
            await world.say(name, "在吗", private=True)
            await world.tell(f"帮手 {name}")
        yield world


async def told_by(world: World, name: str, text: str) -> str:
    before = len(world.heard(name))
    await world.say(name, text, private=True)
    await world.advance(seconds=30)
    return "\n".join(world.heard(name)[before:])


async def test_a_helper_hears_what_they_may_do_and_does_it(tmp_path: Path) -> None:
    async with helped(tmp_path) as world:
        assert "拿了" in world.heard("小刘")[-1]
        before = len(world.group())
        assert "群里喊了" in await told_by(world, "小刘", "到了")
        assert len(posts_since(world, before)) == 1
        assert "王芳 3-501拿了" in await told_by(world, "小刘", "501拿了")
        assert "都拿完了" in await answer_to(world, "谁没拿")


@pytest.mark.parametrize("typed", ["重开", "模板", "交接 王芳 到周五", "休团到周一", "帮手 王芳", "采购单"])
async def test_what_was_not_given_to_them_is_refused_in_one_line(tmp_path: Path, typed: str) -> None:
    async with helped(tmp_path) as world:
        before = len(world.group())
        answer = await told_by(world, "小刘", typed)
        assert "要团长本人来" in answer
        assert "\n" not in answer.strip()
        assert posts_since(world, before) == []
        (group_buy,) = await world.database.read(group_buys)
        assert group_buy.stage.value == "closed"


async def test_said_in_the_group_it_is_refused_privately(tmp_path: Path) -> None:
    async with helped(tmp_path, Stage.ORDERED_FROM) as world:
        before = len(world.group())
        await world.say("小刘", "@小助手 截单")
        await world.advance(minutes=1)
        assert posts_since(world, before) == []
        assert "要团长本人来" in world.heard("小刘")[-1]


async def test_she_says_what_they_may_do(tmp_path: Path) -> None:
    async with helped(tmp_path, Stage.ORDERED_FROM) as world:
        assert "小刘能说：截单" in await answer_to(world, "帮手 小刘 截了")
        assert "小刘：截单" in await answer_to(world, "帮手")
        assert "要团长本人来" in await told_by(world, "小刘", "统计")
        assert "截了，群里说了" in await told_by(world, "小刘", "截")
        assert "截了，1单，64块" in world.heard(ORGANIZER)[-1]


async def test_help_tells_a_helper_of_theirs_alone(tmp_path: Path) -> None:
    async with helped(tmp_path) as world:
        told = await told_by(world, "小刘", "帮助")
        named = {name for line in told.splitlines() for name in line.partition("：")[2].split()}
        assert named == {"统计", "订单", "到货", "晚到", "拿了", "未取", "收摊", "撤销", "帮助"}


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("帮手 小刘 唱歌", "没有“唱歌”这个说法"),
        ("帮手 小刘 模板", "“模板”只能你自己说"),
        ("帮手 老赵 拿了", "群里没听过「老赵」"),
        ("帮手 去掉 王芳", "王芳不是帮手"),
    ],
)
async def test_a_wrong_word_on_helpers_changes_nothing(tmp_path: Path, typed: str, told: str) -> None:
    async with helped(tmp_path) as world:
        before = await answer_to(world, "帮手")
        assert told in await answer_to(world, typed)
        assert await answer_to(world, "帮手") == before


async def test_who_helps_no_more_is_a_resident_again(tmp_path: Path) -> None:
    async with helped(tmp_path) as world:
        assert "小刘不当帮手了" in await answer_to(world, "帮手 去掉 小刘")
        assert await told_by(world, "小刘", "到了") == ""
        assert "撤了：帮手" in await answer_to(world, "撤")
        assert "群里喊了" in await told_by(world, "小刘", "到了")


async def test_a_helper_orders_as_everybody_does(tmp_path: Path) -> None:
    async with helped(tmp_path, Stage.ORDERED_FROM) as world:
        await world.say("小刘", "草莓2盒 5-301")
        await world.advance(minutes=5)
        assert "小刘 5-301：草莓2盒" in await answer_to(world, "订单 小刘")


async def test_of_two_of_one_name_she_is_asked(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.say("刘一", "早", as_name="小刘")
        await world.say("刘二", "草莓1盒 5-301", as_name="小刘")
        await world.advance(minutes=5)
        asked = await answer_to(world, "帮手 小刘")
        assert "小刘 5-301" in asked
        assert "小刘能说" in await answer_to(world, "2")


# Two at once


async def test_each_takes_back_their_own_last_word(tmp_path: Path) -> None:
    async with helped(tmp_path, Stage.LATE, "小刘", "小张") as world:
        await world.tell("全收")
        await told_by(world, "小刘", "到了")
        await told_by(world, "小刘", "501拿了")
        await told_by(world, "小张", "502拿了")
        assert "撤了：拿了的" in await told_by(world, "小刘", "撤")
        left = await answer_to(world, "谁没拿")
        assert "王芳 3-501" in left
        assert "李哥" not in left


async def test_what_somebody_else_has_built_upon_stays(tmp_path: Path) -> None:
    async with helped(tmp_path, Stage.ORDERED_FROM) as world:
        await world.tell("帮手 小刘 代记 改单")
        await told_by(world, "小刘", "501鸡蛋改3")
        await world.tell("501鸡蛋改5")
        assert "后面又动过了" in await told_by(world, "小刘", "撤")
        assert "鸡蛋5板" in await answer_to(world, "订单 501")
        assert "撤了" in await answer_to(world, "撤")
        assert "鸡蛋3板" in await answer_to(world, "订单 501")
        assert "撤了" in await told_by(world, "小刘", "撤")
        assert "鸡蛋2板" in await answer_to(world, "订单 501")


async def test_a_cutoff_that_somebody_else_has_moved_since_stays(tmp_path: Path) -> None:
    async with helped(tmp_path, Stage.ORDERED_FROM) as world:
        await world.tell("帮手 小刘 截单")
        await told_by(world, "小刘", "延到晚上9点")
        await world.tell("延到晚上10点")
        assert "后面团长又动过（改截单时间）" in await told_by(world, "小刘", "撤")
        (group_buy,) = await world.database.read(group_buys)
        assert group_buy.closes_at is not None
        assert group_buy.closes_at.astimezone(ZONE).hour == 22


async def test_a_helper_without_a_change_takes_back_nothing(tmp_path: Path) -> None:
    async with helped(tmp_path) as world:
        assert "没有能撤的" in await told_by(world, "小刘", "撤")
        assert world.heard(ORGANIZER)
        (group_buy,) = await world.database.read(group_buys)
        assert group_buy.stage.value == "closed"
