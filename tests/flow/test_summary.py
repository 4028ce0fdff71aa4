"""Does the evening's word say what she needs, and no more? Money, orders, last week, open points, several groups."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.flow.shop import LIST, Stage, answer_to, bring_to, open_sqlite, say_in_room, shop
from tests.flow.world import ORGANIZER, World

pytestmark = pytest.mark.asyncio

SUNDAY = datetime(2026, 11, 22, 7, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


def summaries(world: World) -> list[str]:
    return [told for told in world.heard(ORGANIZER) if told.startswith("今天")]


def files(world: World) -> list[str]:
    return [told[1:3] for told in world.heard(ORGANIZER) if told.startswith("[")]


async def test_it_comes_in_the_evening_in_few_lines(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.advance_to(21, 35)
        (told,) = summaries(world)
        assert told.startswith("今天1单，64块。")
        assert len(told.splitlines()) <= 12
        assert files(world) == ["日报", "订单"]


async def test_what_is_planned_for_tomorrow_is_told(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.tell("每天10:00 开团 水果")
        await world.advance_to(21, 35)
        (told,) = summaries(world)
        assert "明天：上午10点开团水果" in told


async def test_last_week_stands_beside_it(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.advance_to(23)
        await world.advance_to(8, days=7)
        await world.tell(LIST)
        await world.tell("发")
        await world.say("李哥", "鸡蛋1板 3-502")
        assert "今天1单，32块。上周今天1单，64块。" in await answer_to(world, "日报")


async def test_a_sunday_evening_tells_the_week(tmp_path: Path) -> None:
    store = open_sqlite(tmp_path)
    async with World(store, tmp_path, start_at=SUNDAY) as world:
        await bring_to(Stage.ORDERED_FROM, world)
        await world.advance_to(21, 35)
        (told,) = summaries(world)
        assert "这周1单，64块。卖得多的：鸡蛋2板。" in told
        assert files(world) == ["日报", "周报", "订单"]
    store.close()


async def test_the_week_by_word(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.advance_to(23)
        await world.advance_to(8, days=7)
        assert "这周还没有单，上周1单，64块。" in await answer_to(world, "周报")
        await world.tell(LIST)
        await world.tell("发")
        await world.say("李哥", "鸡蛋1板 3-502")
        assert "这周1单，32块，上周1单，64块。" in await answer_to(world, "周报")
        assert "周报" in files(world)


async def test_what_is_open_is_answered_by_a_digit(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.LATE) as world:
        told = await answer_to(world, "日报")
        assert "都收就回1" in told
        assert "收了晚的2单" in await answer_to(world, "1")


async def test_who_has_not_come_is_one_digit_away(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.CLOSED) as world:
        await world.tell("到了")
        assert "还有1家没拿，看名单回1" in await answer_to(world, "日报")
        assert "王芳 3-501" in await answer_to(world, "1")


async def test_goods_of_yesterdays_list_that_nobody_came_for_are_told_on_the_evening_they_came(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.CLOSED) as world:
        await world.advance_to(16, days=1)
        await world.tell("到了")
        assert "还有1家没拿，看名单回1" in await answer_to(world, "日报")


async def test_a_day_without_orders_and_talk_has_no_picture(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.KNOWN) as world:
        await world.advance_to(20, 30, days=1)
        before = files(world)
        await world.tell(LIST)
        await world.tell("发")
        await world.advance_to(21, 35)
        assert "今天没有单。" in summaries(world)[-1]
        assert files(world) == before


async def test_a_still_day_has_no_summary_unless_she_asks(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.KNOWN) as world:
        await world.tell("停清单")
        await world.advance_to(21, 35)
        told = len(summaries(world))
        await world.advance_to(21, 35, days=1)
        assert len(summaries(world)) == told
        assert "今天没有单" in await answer_to(world, "日报")


async def test_several_groups_are_one_summary_and_one_table(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.KNOWN) as world:
        await say_in_room(world, "other@chatroom", "河畔家园", "老郑", "大家好", "o1")
        await world.tell(LIST)
        await world.tell("发")
        await world.tell("1")
        await world.tell("1. 牛奶 58元/箱\n2. 豆腐 6元/块\n晚上8点截单")
        await world.tell("发")
        await world.tell("2")
        await world.say("王芳", "鸡蛋2板 3-501")
        await say_in_room(world, "other@chatroom", "河畔家园", "老郑", "牛奶2箱 7-101", "o2")
        await world.advance_to(21, 35)
        (told,) = summaries(world)
        assert told.startswith("今天2单，180块。")
        assert "河畔家园：1单，116块" in told
        assert "阳光小区：1单，64块" in told
        assert files(world) == ["日报", "订单"]
