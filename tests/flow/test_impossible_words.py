"""Does an impossible word change nothing, and tell her alone what would be right?"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flow.shop import Stage, posts_since, shop, standing_of
from tests.flow.test_book_words import book
from tests.flow.world import ORGANIZER

pytestmark = pytest.mark.asyncio

#: What she types while orders are taken, and what she reads.
WHILE_OPEN = {
    "延到11月1日8点": "已经过了",
    "截单 25点": "不像时间",
    "再开半小时": "不用重开",
    "501 榴莲2": "没看懂",
    "501榴莲改2": "没看懂",
    "9-901鸡蛋改2": "没有单，没动",
    "9-901不要鸡蛋了": "没有单，没动",
    "9-901 拿了": "没有在取货的团",
    "订单 9-901": "没找到",
    "王芳鸡蛋9转给李梅": "",
    "收99": "没有晚的单",
    "停99": "先回“日程”",
    "日程 每天25点 清单": "一天没有25点",
    "放0盒": "",
    "静音100天": "最长一周",
    "重发99": "没有没发出去的",
    "帮助 唱歌": "没有“唱歌”这个说法",
    "帮手 9-901 拿了": "群里没听过",
    "交接 李姐 到11月1日": "以后的日子",
    "休团到11月1日": "以后的日子",
    "群模式 火星": "不是一种模式",
    "模板 唱歌": "没有叫",
    "9": "没有要选的",
}
#: And while goods are handed out.
WHILE_HANDED_OUT = {
    "9-901 拿了": "没找到「9-901」的单",
    "501 9-901 拿了": "没找到「9-901」的单",
    "除了9-901都拿了": "没找到「9-901」的单",
    "99栋都拿了": "没找到「99栋」的单",
    "老赵拿了": "没找到「老赵」的单",
    "晚到 昨天5点": "不像时间",
}


@pytest.mark.parametrize("typed", WHILE_OPEN)
async def test_while_orders_are_taken(typed: str, tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        before, stood, written = len(world.group()), await standing_of(world), await book(world)
        answers = await world.tell(typed)
        assert any(WHILE_OPEN[typed] in answer for answer in answers), answers
        assert (await standing_of(world), await book(world)) == (stood, written)
        assert posts_since(world, before) == []


@pytest.mark.parametrize("typed", WHILE_HANDED_OUT)
async def test_while_goods_are_handed_out(typed: str, tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.CLOSED) as world:
        await world.tell("到了")
        await world.advance(minutes=2)
        before, stood = len(world.group()), await standing_of(world)
        answers = await world.tell(typed)
        assert any(WHILE_HANDED_OUT[typed] in answer for answer in answers), answers
        assert await standing_of(world) == stood
        assert posts_since(world, before) == []
        assert any("还有1家没拿" in told for told in await world.tell("谁没拿"))


async def test_in_the_group_it_is_told_her_alone(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        before = len(world.group())
        await world.say(ORGANIZER, "@小助手 延到11月1日8点")
        await world.advance(minutes=1)
        assert posts_since(world, before) == []
        assert "比如“延到晚上9点”" in world.heard(ORGANIZER)[-1]
