"""Do sayings that rest on earlier ones reach them: a slip, a copy, an address that comes later, a recall?"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flow.test_book_words import book, open_shop, told
from tests.flow.world import ORGANIZER

pytestmark = pytest.mark.asyncio

#: What is said one after the other (the seconds between two are the third), and what stands then.
SAYINGS: dict[str, tuple[tuple[tuple[str, str, int], ...], dict[str, str]]] = {
    "a slip of the pen": ((("王芳", "草莓2盒", 30), ("王芳", "打错了是3盒", 30)), {"王芳": "草莓3"}),
    "a star": ((("王芳", "草莓2盒", 30), ("王芳", "*3盒", 30)), {"王芳": "草莓3"}),
    "sent by mistake": ((("王芳", "鸡蛋2板", 60), ("王芳", "苹果1箱", 30), ("王芳", "发错了", 30)), {"王芳": "鸡蛋2"}),
    "the one above is void": ((("王芳", "鸡蛋2板", 60), ("王芳", "上面那条作废", 30)), {}),
    "the same as above": ((("王芳", "鸡蛋2板", 60), ("李梅", "同上", 30)), {"王芳": "鸡蛋2", "李梅": "鸡蛋2"}),
    "one more like above": ((("王芳", "鸡蛋2板", 60), ("李梅", "楼上+1", 30)), {"王芳": "鸡蛋2", "李梅": "鸡蛋1"}),
    "an address later": ((("王芳", "鸡蛋2板", 300), ("王芳", "3-501", 30)), {"王芳 3-501": "鸡蛋2"}),
    "a part of the address": (
        (("王芳", "鸡蛋2板 3-501", 60), ("王芳", "501 苹果1箱", 60)),
        {"王芳 3-501": "鸡蛋2 苹果1"},
    ),
    "fragments": ((("王芳", "鸡蛋", 20), ("王芳", "2板", 20), ("王芳", "3-501", 20)), {"王芳 3-501": "鸡蛋2"}),
    "fragments with others between": (
        (("王芳", "鸡蛋", 20), ("李梅", "今天真冷", 10), ("王芳", "2板", 20)),
        {"王芳": "鸡蛋2"},
    ),
    "fragments too far apart": ((("王芳", "鸡蛋", 90), ("王芳", "2板", 20)), {}),
    "the same once more": ((("王芳", "鸡蛋2板", 600), ("王芳", "鸡蛋2板", 20)), {"王芳": "鸡蛋2"}),
    "a plus sign": ((("王芳", "鸡蛋2板", 600), ("王芳", "鸡蛋+1", 20)), {"王芳": "鸡蛋3"}),
    "more of it": ((("王芳", "鸡蛋2板", 600), ("王芳", "再来一板鸡蛋", 20)), {"王芳": "鸡蛋3"}),
    "less of it": ((("王芳", "鸡蛋2板", 600), ("王芳", "少要一板鸡蛋", 20)), {"王芳": "鸡蛋1"}),
    "an exchange": ((("王芳", "鸡蛋2板", 600), ("王芳", "鸡蛋换成苹果", 20)), {"王芳": "苹果2"}),
    "an exchange beyond the stock": ((("王芳", "鸡蛋5板", 600), ("王芳", "鸡蛋换成草莓", 20)), {"王芳": "鸡蛋5"}),
    "for mother": (
        (("王芳", "鸡蛋2板 3-501", 60), ("王芳", "帮我妈订一箱苹果 5-302", 60), ("王芳", "草莓1盒", 60)),
        {"王芳 3-501": "鸡蛋2 草莓1", "王芳 5-302": "苹果1"},
    ),
    "not the whole of it": ((("王芳", "鸡蛋2板 苹果1箱", 60), ("王芳", "苹果不要了", 60)), {"王芳": "鸡蛋2"}),
    "all of it": ((("王芳", "鸡蛋2板 苹果1箱", 60), ("王芳", "都不要了", 60)), {}),
}


@pytest.mark.parametrize("saying", SAYINGS)
async def test_a_saying_reaches_what_it_rests_on(saying: str, tmp_path: Path) -> None:
    said, stands = SAYINGS[saying]
    async with open_shop(tmp_path) as world:
        for name, text, seconds in said:
            await world.say(name, text)
            await world.advance(seconds=seconds)
        assert await book(world) == stands


async def test_a_recalled_order_is_gone_and_the_next_in_line_gets_it(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        said = await world.say("王芳", "草莓3盒")
        await world.say("李梅", "草莓2盒")
        assert await book(world) == {"王芳": "草莓3", "李梅": "草莓(2)"}
        await world.recall("王芳", said)
        assert await book(world) == {"李梅": "草莓2"}


async def test_a_recall_on_which_something_rests_is_told_to_the_organizer(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        said = await world.say("王芳", "鸡蛋2板")
        await world.say("王芳", "鸡蛋改成3板")
        await world.recall("王芳", said)
        await world.advance(minutes=1)
        assert await book(world) == {"王芳": "鸡蛋3"}
        assert "王芳撤回了一条" in world.heard(ORGANIZER)[-1]


async def test_a_recall_after_the_cutoff_waits_on_the_late_list(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        said = await world.say("王芳", "鸡蛋2板")
        await world.tell("截单")
        await world.recall("王芳", said)
        await world.advance(minutes=6)
        assert await book(world) == {"王芳": "鸡蛋2"}
        assert "晚的1单" in await told(world, "迟到单")
        await world.tell("全收")
        assert await book(world) == {}


async def test_the_organizer_recalls_a_word_of_hers(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("王芳", "鸡蛋2板 3-501")) as world:
        said = await world.say(ORGANIZER, "501鸡蛋改3", private=True)
        assert await book(world) == {"王芳 3-501": "鸡蛋3"}
        await world.recall(ORGANIZER, said)
        assert await book(world) == {"王芳 3-501": "鸡蛋2"}


async def test_late_ones_are_told_once_and_taken_in_after_reopening_too(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await world.tell("截单")
        await world.advance(minutes=1)
        before = len(world.group())
        for name in ("小美", "老周", "小美"):
            await world.say(name, "鸡蛋1板")
            await world.advance(seconds=20)
        await world.advance(minutes=5)
        (late,) = [post for post in world.group()[before:] if "@" in post]
        assert late.count("@小美") == 1
        await world.tell("重开")
        await world.say("田田", "鸡蛋1板")
        assert await book(world) == {"田田": "鸡蛋1"}
        await world.tell("全收")
        assert await book(world) == {"田田": "鸡蛋1", "小美": "鸡蛋1", "老周": "鸡蛋1"}
