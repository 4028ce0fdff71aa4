"""Does somebody decide in the organizer's place as long as she says, and does a group rest until the day she names?"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flow.shop import LIST, Stage, answer_to, group_buys, posts_since, shop
from tests.flow.test_helpers import told_by
from tests.flow.world import ORGANIZER, World

pytestmark = pytest.mark.asyncio

# Somebody in her place. The day is a Monday.


async def _known(world: World, name: str = "李姐") -> None:
    await world.say(name, "早")
    await world.say(name, "在吗", private=True)


async def test_her_deputy_has_her_rights_and_reads_what_she_would(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await _known(world)
        before = len(world.group())
        assert "交给李姐了，到周五" in await answer_to(world, "交接 李姐 到周五")
        (post,) = posts_since(world, before)
        assert "李姐" in post
        assert "周五" in post
        assert "到周五" in world.heard("李姐")[-1]
        heard, hers = len(world.heard(ORGANIZER)), len(world.heard("李姐"))
        await world.advance_to(20, 5)
        assert world.heard(ORGANIZER)[heard:] == []
        assert any("1单，64块" in told for told in world.heard("李姐")[hers:])
        assert "报货" in await told_by(world, "李姐", "报货")


async def test_it_ends_by_itself(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await _known(world)
        await world.tell("交接 李姐 到明天")
        before = len(world.group())
        await world.advance_to(23, 58, days=1)
        assert "单" in await told_by(world, "李姐", "统计")
        await world.advance_to(0, 1, days=1)
        assert await told_by(world, "李姐", "统计") == ""
        assert not any("李姐" in post for post in posts_since(world, before))


async def test_she_keeps_her_own_rights_and_takes_it_back(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await _known(world)
        await world.tell("交接 李姐 到周五")
        assert "1单，64块" in await answer_to(world, "统计")
        assert "从李姐那儿收回来了" in await answer_to(world, "交接 结束")
        assert "收回去了" in world.heard("李姐")[-1]
        heard = len(world.heard(ORGANIZER))
        await world.advance_to(20, 5)
        assert any("1单，64块" in told for told in world.heard(ORGANIZER)[heard:])


async def test_what_waits_is_told_to_her_deputy(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.LATE) as world:
        await _known(world)
        await world.tell("交接 李姐 到周五")
        assert "晚的有2单" in world.heard("李姐")[-1]
        assert "李哥 鸡蛋1" in await told_by(world, "李姐", "迟到单")
        assert "收了晚的2单" in await told_by(world, "李姐", "全收")


async def test_who_decides_in_her_place_passes_it_on_to_nobody(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await _known(world)
        await _known(world, "田田")
        await world.tell("交接 李姐 到周五")
        assert "要团长本人来" in await told_by(world, "李姐", "交接 田田 到周五")
        assert "要团长本人来" in await told_by(world, "李姐", "帮手 田田")


async def test_what_she_says_is_hers_and_what_her_deputy_says_theirs_to_take_back(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await _known(world)
        await world.tell("交接 李姐 到周五")
        await told_by(world, "李姐", "501鸡蛋改4")
        assert "撤了：交接" in await answer_to(world, "撤")
        assert "鸡蛋4板" in await answer_to(world, "订单 501")
        assert await told_by(world, "李姐", "统计") == ""


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("交接 李姐 到昨天", "不像哪天"),
        ("交接 李姐 到11月1日", "以后的日子"),
        ("交接 李姐", "交给谁、到哪天"),
        ("交接 王芳 到周五", "还没跟我私聊过"),
        ("休团到11月1日", "以后的日子"),
        ("休团到半夜", "不像哪天"),
    ],
)
async def test_an_impossible_word_changes_nothing_and_says_what_is_right(tmp_path: Path, typed: str, told: str) -> None:
    async with shop(tmp_path) as world:
        await _known(world)
        before = len(world.group())
        answer = await answer_to(world, typed)
        assert told in answer
        assert "到周" in answer
        assert posts_since(world, before) == []
        assert "现在没有人替你" in await answer_to(world, "交接")


@pytest.mark.parametrize("typed", ["李姐替我到周五", "我发烧了，明后天李姐替我", "交接给李姐到周五"])
async def test_it_is_said_in_plain_words(tmp_path: Path, typed: str) -> None:
    async with shop(tmp_path) as world:
        await _known(world)
        assert "交给李姐了" in await answer_to(world, typed)


# Rest


async def test_no_list_goes_out_before_the_day(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        await world.tell("延到周三晚上8点")
        before = len(world.group())
        assert "歇到周四，那天照常" in await answer_to(world, "休团到周四")
        (post,) = posts_since(world, before)
        assert "周四" in post
        await world.advance_to(9, 30, days=1)
        assert posts_since(world, before) == [post]


async def test_she_is_not_asked_for_a_list_while_she_rests(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.KNOWN) as world:
        await world.tell("每天10点 开团 水果")
        await world.tell("休团两天")
        heard = len(world.heard(ORGANIZER))
        await world.advance_to(12, days=1)
        assert not any("水果" in told for told in world.heard(ORGANIZER)[heard:])
        await world.advance_to(12, days=1)
        assert any("水果" in told for told in world.heard(ORGANIZER)[heard:])


async def test_what_is_open_goes_on_to_its_end(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.tell("休团到周四")
        await world.advance_to(20, 5)
        (group_buy,) = await world.database.read(group_buys)
        assert group_buy.stage.value == "closed"


async def test_a_list_of_hers_ends_it(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.KNOWN) as world:
        await world.tell("休团到周四")
        await world.tell(LIST)
        await world.tell("发")
        assert "没在休团" in await answer_to(world, "不休了")


async def test_it_is_ended_and_taken_back(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.KNOWN) as world:
        assert "1 明天" in await answer_to(world, "休团")
        assert "歇到明天" in await answer_to(world, "1")
        assert "不歇了" in await answer_to(world, "不休了")
        assert "撤了：不休了" in await answer_to(world, "撤")
        assert "撤了：休团" in await answer_to(world, "撤")
        assert "没在休团" in await answer_to(world, "不休了")
