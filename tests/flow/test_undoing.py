"""Does `撤` take back each change, and leave everything as it was?"""

from __future__ import annotations

from pathlib import Path

import pytest

from models.groupbuy import stages
from tests.flow.shop import Stage, answer_to, group_buys, posts_since, shop, standing_of

pytestmark = pytest.mark.asyncio

#: A change: how far the day has come, what she says, and how she reads that it was taken back.
CHANGES = {
    "a price": (Stage.DRAFT, "1号 33", "1号改价"),
    "a removal": (Stage.DRAFT, "删2", "删2号"),
    "a mark-up": (Stage.DRAFT, "每样加3", "加价"),
    "a mark-up in percent": (Stage.DRAFT, "加15%", "加价"),
    "a moved cut-off": (Stage.ORDERED_FROM, "延到晚上9点", "改截单时间"),
    "a moved cut-off of a draft": (Stage.DRAFT, "延到晚上9点", "改截单时间"),
    "the cut-off": (Stage.ORDERED_FROM, "截", "截单"),
    "a reopening": (Stage.CLOSED, "重开", "重开"),
    "a reopening until then": (Stage.CLOSED, "再开半小时", "重开"),
    "a hold": (Stage.CLOSED, "没到", "晚到"),
    "a delay": (Stage.CLOSED, "晚到 5点半", "晚到"),
    "a schedule": (Stage.ORDERED_FROM, "日程 每天8点 清单", "改日程"),
    "a new schedule": (Stage.ORDERED_FROM, "日程 工作日 17:30 取货通知", "改日程"),
    "a schedule stopped": (Stage.ORDERED_FROM, "日程 停1", "改日程"),
}


@pytest.mark.parametrize("change", CHANGES)
async def test_a_change_is_taken_back(change: str, tmp_path: Path) -> None:
    stage, typed, said = CHANGES[change]
    async with shop(tmp_path, stage) as world:
        await world.tell("日程")
        before = await standing_of(world)
        await world.tell(typed)
        assert await standing_of(world) != before, "nothing was changed"
        answer = await answer_to(world, "撤")
        after = await standing_of(world)
    assert f"撤了：{said}" in answer
    assert after == before


async def test_a_list_that_nobody_ordered_from_is_a_draft_again(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.DRAFT) as world:
        before = await standing_of(world)
        await world.tell("发")
        assert "撤了：发清单" in await answer_to(world, "撤")
        (group_buy,), plans = await standing_of(world)
        assert plans == before[1]
        assert group_buy.stage is stages.Stage.DRAFT
        await world.tell("1号 33")
        posted = len(world.group())
        await world.tell("发")
        (post,) = posts_since(world, posted)
    assert "33元" in post


async def test_undoing_goes_back_step_by_step(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.DRAFT) as world:
        for word in ("1号 33", "删2", "撤", "撤"):
            await world.tell(word)
        (group_buy,) = await world.database.read(group_buys)
    assert [product.price_fen for product in group_buy.products] == [3200, 2990]


async def test_the_group_reads_that_orders_are_taken_again(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.tell("截")
        before = len(world.group())
        await world.tell("撤")
        (post,) = posts_since(world, before)
        await world.say("王芳", "草莓1盒")
        await world.advance(minutes=10)
        lines = await world.database.read(lambda unit: unit.books.standing(group_buys(unit)[0].id))
    assert "接" in post or "开" in post
    assert len(lines) == 2


async def test_what_the_group_did_not_read_yet_it_never_reads(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.say("李哥", "草莓1盒 3-502")
        before = len(world.group())
        # The list keeps the group's next post waiting for its gap.
        await world.say("团长", "清单", private=True)
        await world.say("团长", "截", private=True)
        await world.say("团长", "撤", private=True)
        await world.advance(minutes=1)
        await world.say("老周", "今天草莓真红")
        await world.advance(minutes=10)
        posts = posts_since(world, before)
    assert sum("32元" in post for post in posts) == 1
    assert not any("截了" in post or "截啦" in post for post in posts)
    assert any("李哥 草莓1" in post for post in posts), "who was to be acknowledged with the closing word still is"
