"""Does what our texts promise hold when it is typed? Drafts mended, goods held, words that end well."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.store import SqlStore
from tests.flow.shop import open_sqlite
from tests.flow.world import ORGANIZER, World

LIST = "1. 散养土鸡蛋 30枚/板 32元\n2. 丹东草莓 1斤/盒 29.9元 每人限购2盒\n今晚8点截单，明天下午4点到"


async def open_shop(world: World) -> None:
    await world.say("老周", "早")
    await world.tell(LIST)
    await world.tell("发")
    await world.advance(minutes=1)


@pytest.mark.asyncio
async def test_a_line_about_a_product_of_the_draft_changes_its_price(store: SqlStore, tmp_path: Path) -> None:
    async with World(store, tmp_path) as world:
        await world.say("老周", "早")
        await world.tell(LIST)
        mended = "\n".join(await world.tell("鸡蛋 31.8"))
        assert "散养土鸡蛋 30枚/板 31.8元" in mended
        assert "3. " not in mended
        assert "撤了" in "\n".join(await world.tell("撤"))
        assert "32元" in "\n".join(await world.tell("好了"))


@pytest.mark.asyncio
async def test_time_and_place_of_a_draft_can_be_typed(store: SqlStore, tmp_path: Path) -> None:
    async with World(store, tmp_path) as world:
        await world.say("老周", "早")
        await world.tell("1. 鸡蛋 32元/板\n2. 草莓 29.9元/盒")
        assert "3号楼架空层" in "\n".join(await world.tell("取货点：3号楼架空层"))
        assert "今天下午4点" in "\n".join(await world.tell("今天下午4点到"))


@pytest.mark.asyncio
async def test_courtesy_gets_no_machines_answer(store: SqlStore, tmp_path: Path) -> None:
    async with World(store, tmp_path) as world:
        await world.say("老周", "早")
        assert await world.tell("谢谢") == []
        assert await world.tell("嗯嗯") == []
        assert "没有没发的清单" in "\n".join(await world.tell("发"))


@pytest.mark.asyncio
async def test_what_is_reopened_ends_by_itself(store: SqlStore, tmp_path: Path) -> None:
    async with World(store, tmp_path) as world:
        await open_shop(world)
        await world.advance_to(10)
        await world.tell("截单")
        assert "12点截" in "\n".join(await world.tell("重开"))
        await world.advance_to(12, 5)
        await world.say("李哥", "鸡蛋1板")
        await world.advance(minutes=3)
        assert any("李哥" in post for post in world.group()[-1:])
        assert "晚的1单" in "\n".join(await world.tell("统计"))


@pytest.mark.asyncio
async def test_goods_that_are_held_are_asked_after_again(store: SqlStore, tmp_path: Path) -> None:
    async with World(store, tmp_path) as world:
        await open_shop(world)
        await world.say("王芳", "鸡蛋1板")
        await world.advance_to(15, 50, days=1)
        await world.tell("没到")
        before = len(world.heard(ORGANIZER))
        await world.advance(hours=2)
        asked = [text for text in world.heard(ORGANIZER)[before:] if "货到了吗" in text]
        assert len(asked) == 2
        assert not any("货到了" in post for post in world.group()[-1:])


@pytest.mark.asyncio
async def test_the_group_hears_once_that_goods_are_held(store: SqlStore, tmp_path: Path) -> None:
    async with World(store, tmp_path) as world:
        await open_shop(world)
        await world.say("王芳", "鸡蛋1板")
        await world.advance_to(16, 16, days=1)
        before = len(world.group())
        assert "群里说了还没到" in "\n".join(await world.tell("没到"))
        await world.advance(minutes=70)
        assert "群里" not in "\n".join(await world.tell("没到"))
        await world.advance(minutes=70)
        (told,) = world.group()[before:]
        assert any(word in told for word in ("先别下", "先忙"))


@pytest.mark.asyncio
async def test_a_notice_that_came_too_early_can_be_put_right(store: SqlStore, tmp_path: Path) -> None:
    async with World(store, tmp_path) as world:
        await open_shop(world)
        await world.say("王芳", "鸡蛋1板")
        await world.advance_to(15, 50, days=1)
        await world.tell("到了")
        await world.advance(minutes=2)
        assert "撤不回来" in "\n".join(await world.tell("撤"))
        await world.tell("晚到 5点半")
        await world.advance(minutes=2)
        assert "5点半" in world.group()[-1]
        await world.advance_to(17, 32, days=0)
        assert "5点半" not in world.group()[-1]


@pytest.mark.asyncio
async def test_who_waited_for_a_no_hears_it(store: SqlStore, tmp_path: Path) -> None:
    async with World(store, tmp_path) as world:
        await open_shop(world)
        await world.advance_to(20, 1)
        await world.say("小美", "鸡蛋1板")
        await world.advance(minutes=3)
        await world.tell("都不要")
        # Nobody has spoken since the bot's own word: it waits for somebody, an hour at most.
        await world.advance(minutes=61)
        assert "小美" in world.group()[-1]
        assert "@" not in world.group()[-1]


@pytest.mark.asyncio
async def test_who_asks_for_more_than_the_limit_is_told_of_it(store: SqlStore, tmp_path: Path) -> None:
    async with World(store, tmp_path) as world:
        await open_shop(world)
        await world.say("王芳", "草莓5盒")
        await world.advance(minutes=10)
        assert "草莓2（每家最多2盒）" in world.group()[-1]


@pytest.mark.asyncio
async def test_a_list_that_was_read_is_taken_back_with_a_word(store: SqlStore, tmp_path: Path) -> None:
    async with World(store, tmp_path) as world:
        await open_shop(world)
        before = len(world.group())
        await world.tell("撤")
        await world.advance(minutes=1)
        assert len(world.group()) == before + 1
        assert "32元" not in world.group()[-1]


@pytest.mark.asyncio
async def test_who_asks_after_their_data_orders_nothing_and_is_passed_on(store: SqlStore, tmp_path: Path) -> None:
    async with World(store, tmp_path) as world:
        await open_shop(world)
        await world.say("王芳", "鸡蛋2板")
        await world.say("王芳", "删我的", private=True)
        await world.advance(minutes=1)
        assert "团长" in world.heard("王芳")[-1]
        assert "王芳想删掉自己的资料" in world.heard(ORGANIZER)[-1]
        assert "鸡蛋2板" in "\n".join(await world.tell("统计"))


@pytest.mark.asyncio
async def test_a_list_longer_than_anybody_reads_is_refused_with_the_number(store: SqlStore, tmp_path: Path) -> None:
    async with World(store, tmp_path) as world:
        await world.say("老周", "早")
        lines = [f"{number}. {chr(0x4E00 + number)}鲜菜 {number % 50 + 1}元/份" for number in range(1, 322)]
        told = await world.tell("\n".join(lines))
        assert "最多300样" in "\n".join(told)
        assert "没有没发的清单" in "\n".join(await world.tell("发"))


@pytest.mark.asyncio
async def test_goods_that_would_come_before_the_cutoff_are_doubted_and_not_promised_behind_it(tmp_path: Path) -> None:
    store = open_sqlite(tmp_path)
    async with World(store, tmp_path) as world:
        await world.say(ORGANIZER, "大家好")
        (draft,) = await world.tell("1. 土鸡蛋 32元/板\n2. 牛奶 58元/箱\n今晚8点截单，今天下午4点半到")
        assert "今天下午4点半到〔比截单还早〕" in draft
        await world.tell("发")
        await world.advance_to(20, 2)
        assert "下午4点半" not in world.group()[-1]
        assert "截" in world.group()[-1]
    store.close()
