"""Where are commands heard in a group, by whom, and for which group are they meant?"""

from __future__ import annotations

from pathlib import Path

import pytest

from models.groupbuy import stages
from models.ports import UnitOfWork
from tests.flow.shop import LIST, Stage, answer_to, group_buys, posts_since, say_in_room, shop
from tests.flow.world import ORGANIZER, World

pytestmark = pytest.mark.asyncio

OTHER_ROOM = "other@chatroom"


@pytest.mark.parametrize("typed", ["/截单", "／截单", "@小助手 截单", "@小助手\u2005截了"])
async def test_a_command_to_the_bot_is_done(typed: str, tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        before = len(world.group())
        await world.say(ORGANIZER, typed)
        await world.advance(minutes=1)
        (post,) = posts_since(world, before)
        (group_buy,) = await world.database.read(group_buys)
        report = world.heard(ORGANIZER)[-1]
    assert "截" in post
    assert group_buy.stage is stages.Stage.CLOSED
    assert "1单，64块" in report


@pytest.mark.parametrize(
    ("said", "told"),
    [("@小助手 统计", "1单，64块"), ("@小助手 截单 昨天的", "延到晚上9点")],
    ids=["totals are told", "a wrong command is put right"],
)
async def test_what_no_neighbour_needs_is_answered_privately(said: str, told: str, tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        before = len(world.group())
        await world.say(ORGANIZER, said)
        await world.advance(minutes=1)
        assert posts_since(world, before) == []
        assert told in world.heard(ORGANIZER)[-1]


async def test_a_word_to_nobody_is_asked_about_and_done_by_a_digit(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        before = len(world.group())
        await world.say(ORGANIZER, "截单")
        await world.advance(minutes=1)
        assert posts_since(world, before) == []
        assert "看到你在群里说“截单”" in world.heard(ORGANIZER)[-1]
        assert "1单，64块" in await answer_to(world, "1")
        (post,) = posts_since(world, before)
    assert "截" in post


async def test_it_is_asked_in_which_of_several_groups_a_list_goes_out(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.KNOWN) as world:
        await _with_other_room(world)
        await world.tell(LIST)
        assert "发到哪个群？\n1 " in await answer_to(world, "发")
        before = len(world.fake.sent)
        await world.tell("3")
        places = [out.room_id for out in world.fake.sent[before:] if out.room_id]
    assert sorted(places) == sorted({"room@chatroom", OTHER_ROOM})


async def test_it_is_asked_which_of_several_group_buys_is_meant(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.KNOWN) as world:
        await _with_other_room(world)
        for choice in ("1", "2"):
            await world.tell(LIST)
            await world.tell("发")
            await world.tell(choice)
        assert "说的是哪个团？" in await answer_to(world, "截")
        await world.tell("1")
        found = await world.database.read(group_buys)
    assert sorted(one.stage.value for one in found) == ["closed", "open"]


async def test_said_in_a_group_it_is_meant_there(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.KNOWN) as world:
        await _with_other_room(world)
        for choice in ("1", "2"):
            await world.tell(LIST)
            await world.tell("发")
            await world.tell(choice)
        await say_in_room(world, OTHER_ROOM, "河畔家园", ORGANIZER, "/截单", "close")
        await world.advance(minutes=1)
        open_in = await world.database.read(_rooms_that_are_open)
    assert open_in == {"room@chatroom"}


async def _with_other_room(world: World) -> None:
    await say_in_room(world, OTHER_ROOM, "河畔家园", "小美", "大家好", "hello")
    await world.advance(minutes=1)


def _rooms_that_are_open(unit: UnitOfWork) -> set[str]:
    open_ones = [one for one in group_buys(unit) if one.stage is stages.Stage.OPEN]
    groups = [unit.groups.get(group) for one in open_ones for group in one.groups]
    return {group.room_id for group in groups if group is not None}


async def test_a_room_and_goods_that_all_can_see_had_better_be_taken_back(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        before, heard = len(world.group()), len(world.heard(ORGANIZER))
        said = await world.say(ORGANIZER, "@小助手 3-501 草莓1")
        await world.advance(minutes=1)
        told = "\n".join(world.heard(ORGANIZER)[heard:])
        assert "刚那条群里看得见，先撤回，我已经记了。" in told
        await world.recall(ORGANIZER, said)
        assert "王芳 3-501：鸡蛋2板、草莓1盒" in await answer_to(world, "订单 501")
        assert not any("501" in post for post in posts_since(world, before))


async def test_what_is_asked_back_is_not_said_to_be_noted(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        heard = len(world.heard(ORGANIZER))
        await world.say(ORGANIZER, "@小助手 3-501 草莓40")
        await world.advance(minutes=1)
        told = "\n".join(world.heard(ORGANIZER)[heard:])
        assert "后面的在这儿跟我说" in told
        assert "已经记了" not in told


async def test_a_quote_and_a_word_shows_nothing(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        heard = len(world.heard(ORGANIZER))
        await world.say(ORGANIZER, "改3", quoting="鸡蛋2板 3-501")
        await world.advance(minutes=1)
        assert not any("撤回" in told for told in world.heard(ORGANIZER)[heard:])
