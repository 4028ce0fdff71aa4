"""Does what the organizer notes of somebody's talk follow that talk: by `不算`, by its recall, by `为什么`?"""

from __future__ import annotations

from pathlib import Path

import pytest

from models.ports import UnitOfWork
from tests.flow.shop import group_buys
from tests.flow.test_book_words import book, open_shop, told
from tests.flow.test_several_group_buys import second_list
from tests.flow.world import ORGANIZER, World

pytestmark = pytest.mark.asyncio

TALK = "要是便宜我就要两板鸡蛋"


async def noted(world: World, talk: str = TALK, *, word: str = "记") -> str:
    """老周 talks, and she quotes it with a word."""
    message = await world.say("老周", talk)
    await world.advance(minutes=2)
    await world.say(ORGANIZER, word, quoting=talk)
    await world.advance(minutes=2)
    return message


async def sources(world: World) -> list[tuple[str, ...]]:
    """The texts of the messages on which each line rests."""

    def read(unit: UnitOfWork) -> list[tuple[str, ...]]:
        lines = [line for one in group_buys(unit) for order in unit.books.read(one.id).orders() for line in order.lines]
        texts = [[unit.chat_log.get(message) for message in line.messages()] for line in lines]
        return [tuple(one.text or "" for one in each if one is not None) for each in texts]

    return await world.database.read(read)


async def test_a_line_names_the_talk_that_she_quoted_and_her_word(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await noted(world)
        assert await sources(world) == [(TALK, "记")]


async def test_nothing_of_noted_talk_counts_when_she_says_so(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await noted(world)
        await world.say(ORGANIZER, "不算", quoting=TALK)
        await world.advance(minutes=1)
        assert await book(world) == {}
        assert "老周这回没有单了" in world.heard(ORGANIZER)[-1]
        assert "撤了：不算" in await told(world, "撤")
        assert await book(world) == {"老周": "鸡蛋2"}
        # It stands by her word again, and follows the talk as before.
        assert await sources(world) == [(TALK, "记")]
        await world.say(ORGANIZER, "不算", quoting=TALK)
        assert await book(world) == {}


async def test_all_that_she_said_of_one_message_goes_with_it(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("老周", "鸡蛋2板")) as world:
        await world.say(ORGANIZER, "改3", quoting="鸡蛋2板")
        await world.say(ORGANIZER, "不算", quoting="鸡蛋2板")
        assert await book(world) == {}
        await world.tell("撤")
        assert await book(world) == {"老周": "鸡蛋3"}


async def test_what_the_member_changed_since_stands_in_the_way(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await noted(world)
        await world.say("老周", "鸡蛋改成5板")
        await world.say(ORGANIZER, "不算", quoting=TALK)
        await world.advance(minutes=1)
        assert "后面又改过" in world.heard(ORGANIZER)[-1]
        assert await book(world) == {"老周": "鸡蛋5"}


@pytest.mark.parametrize("noted_by", ["记", "改3"])
async def test_a_recall_of_what_she_has_noted_is_hers_to_decide(tmp_path: Path, noted_by: str) -> None:
    talk = TALK if noted_by == "记" else "鸡蛋2板"
    async with open_shop(tmp_path) as world:
        message = await noted(world, talk, word=noted_by)
        stands = await book(world)
        await world.recall("老周", message)
        await world.advance(minutes=1)
        assert await book(world) == stands
        heard = world.heard(ORGANIZER)[-1]
        assert f"老周撤回了「{talk}」，那单是你定的，我没动，还是鸡蛋{stands['老周'][-1]}板" in heard
        assert "“老周鸡蛋不要了”" in heard
        await world.tell("老周鸡蛋不要了")
        assert await book(world) == {}


async def test_a_recall_after_she_took_her_word_back_is_nothing(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        message = await noted(world)
        await world.tell("撤")
        before = len(world.heard(ORGANIZER))
        await world.recall("老周", message)
        await world.advance(minutes=1)
        assert world.heard(ORGANIZER)[before:] == []


async def test_a_recall_after_the_cutoff_takes_it_out_when_she_takes_the_recall(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        message = await noted(world)
        await world.tell("截单")
        await world.recall("老周", message)
        await world.advance(minutes=10)
        assert await book(world) == {"老周": "鸡蛋2"}
        await world.tell("全收")
        assert await book(world) == {}


async def test_why_tells_of_noted_talk_with_her_word(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await noted(world)
        assert f"团长「记」，指的是「{TALK}」 记了2板" in await told(world, "为什么 老周")
        await world.say(ORGANIZER, "@小助手 为什么", quoting=TALK)
        await world.advance(minutes=1)
        assert f"团长「记」，指的是「{TALK}」 记了2板" in world.heard(ORGANIZER)[-1]


async def test_why_tells_the_same_talk_once(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("老周", "鸡蛋2板")) as world:
        await world.say(ORGANIZER, "改3", quoting="鸡蛋2板")
        assert (await told(world, "为什么 老周")).count("鸡蛋2板") == 1


async def test_noted_talk_is_noted_once_and_can_be_changed(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await noted(world)
        await world.say(ORGANIZER, "记", quoting=TALK)
        await world.advance(minutes=1)
        assert "已经记着" in world.heard(ORGANIZER)[-1]
        await world.say(ORGANIZER, "改3", quoting=TALK)
        assert await book(world) == {"老周": "鸡蛋3"}
        await world.say(ORGANIZER, "给5-602的", quoting=TALK)
        assert await book(world) == {"老周 5-602": "鸡蛋3"}


async def test_the_same_again_after_noted_talk_is_of_what_she_noted(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("小美", "草莓1盒")) as world:
        await noted(world)
        await world.say("田田", "同上")
        assert (await book(world))["田田"] == "鸡蛋2"


async def test_sent_by_mistake_after_noted_talk_is_not_about_what_was_said_before_it(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("老周", "草莓1盒")) as world:
        await noted(world)
        await world.say("老周", "发错了")
        await world.advance(minutes=1)
        assert await book(world) == {"老周": "鸡蛋2 草莓1"}
        assert "那单是你定的" in world.heard(ORGANIZER)[-1]


async def test_her_answer_in_a_members_place_follows_the_message_that_was_asked_about(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("老周", "黑猪2斤")) as world:
        await world.say(ORGANIZER, "记", quoting="黑猪2斤")
        await world.advance(minutes=1)
        await world.tell("1")
        assert await book(world) == {"老周": "黑猪排骨2"}
        await world.say(ORGANIZER, "不算", quoting="黑猪2斤")
        assert await book(world) == {}


async def test_much_that_was_read_back_follows_the_talk_too(tmp_path: Path) -> None:
    talk = "要是便宜我就要五十板鸡蛋"
    async with open_shop(tmp_path) as world:
        await noted(world, talk)
        await world.tell("好")
        assert await book(world) == {"老周": "鸡蛋50"}
        assert (await sources(world))[0][0] == talk
        await world.say(ORGANIZER, "不算", quoting=talk)
        assert await book(world) == {}


async def test_what_she_did_not_note_after_all_is_told_as_talk(tmp_path: Path) -> None:
    talk = "要是便宜我就要五十板鸡蛋"
    async with open_shop(tmp_path) as world:
        await noted(world, talk)
        await world.tell("不记")
        await world.say(ORGANIZER, "@小助手 为什么", quoting=talk)
        await world.advance(minutes=1)
        assert "看着是聊天" in world.heard(ORGANIZER)[-1]


async def test_talk_of_two_lists_is_noted_in_both(tmp_path: Path) -> None:
    talk = "要是明天能到就来1板鸡蛋，牛奶2箱"
    async with open_shop(tmp_path) as world:
        await second_list(world)
        await noted(world, talk)
        assert await book(world) == {"老周": "牛奶2 鸡蛋1"}
