"""Are questions conversations that end? Asked once, once more with the reminder, then the organizer's."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flow.test_book_words import book, open_shop, told
from tests.flow.world import ORGANIZER, World

pytestmark = pytest.mark.asyncio

RIBS_OR_BELLY = "黑猪2斤"


def questions(world: World) -> list[str]:
    """The posts of the group that put a question to somebody."""
    return [post for post in world.group() if "@" in post and any(word in post for word in ("？", "个数", "编号"))]


# Asked


async def test_it_waits_until_the_person_has_finished(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await world.say("老周", RIBS_OR_BELLY)
        await world.advance(seconds=60)
        await world.say("老周", "等下啊")
        await world.advance(seconds=60)
        assert questions(world) == []
        await world.advance(seconds=30)
        (asked,) = questions(world)
        assert "@老周" in asked
        assert "排骨" in asked
        assert "五花" in asked


async def test_several_short_messages_are_one_and_nobody_is_asked(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        for text in ("鸡蛋", "2板", "3-501"):
            await world.say("王芳", text)
            await world.advance(seconds=20)
        await world.advance(minutes=10)
        assert questions(world) == []
        assert await book(world) == {"王芳 3-501": "鸡蛋2"}


async def test_who_settles_it_in_time_is_not_asked(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await world.say("老周", RIBS_OR_BELLY)
        await world.advance(seconds=30)
        await world.say("老周", "黑猪排骨2斤")
        await world.advance(minutes=10)
        assert questions(world) == []
        assert await book(world) == {"老周": "黑猪排骨2"}


async def test_several_people_are_asked_in_one_post(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("王芳", "鸡蛋1板")) as world:
        await world.say("老周", RIBS_OR_BELLY)
        await world.advance(seconds=40)
        await world.say("王芳", "鸡蛋2板")
        await world.advance(minutes=6)
        (asked,) = questions(world)
        assert "@老周" in asked
        assert "@王芳" in asked


# Answered


@pytest.mark.parametrize("private", [False, True])
async def test_whoever_was_asked_answers_in_the_room_or_in_private(tmp_path: Path, private: bool) -> None:
    async with open_shop(tmp_path, ("老周", RIBS_OR_BELLY)) as world:
        assert len(questions(world)) == 1
        await world.say("小美", "排骨")
        assert await book(world) == {}
        await world.say("老周", "排骨", private=private)
        assert await book(world) == {"老周": "黑猪排骨2"}
        await world.advance_to(20, 30)
        assert len(questions(world)) == 1


async def test_a_private_answer_takes_the_question_out_of_the_post_that_waits(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await world.say("老周", RIBS_OR_BELLY)
        await world.advance(seconds=30)
        await world.say("老周", "五花", private=True)
        await world.advance(minutes=10)
        assert questions(world) == []
        assert await book(world) == {"老周": "黑猪五花2"}


async def test_an_answer_counts_after_the_cutoff_until_goods_are_bought(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("老周", RIBS_OR_BELLY), ("小美", RIBS_OR_BELLY)) as world:
        await world.tell("截单")
        await world.say("老周", "排骨")
        assert await book(world) == {"老周": "黑猪排骨2"}
        await world.tell("报货")
        await world.say("小美", "排骨")
        assert await book(world) == {"老周": "黑猪排骨2"}


async def test_the_answer_finds_its_question_though_another_list_is_out(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("老周", RIBS_OR_BELLY)) as world:
        await world.tell("截单")
        await world.tell("1. 牛奶 58元/箱\n2. 豆腐 6元/块")
        await world.tell("发")
        await world.say("老周", "第一个")
        assert await book(world) == {"老周": "黑猪排骨2"}


async def test_after_a_day_the_answer_is_the_organizers(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await world.tell("延到明天晚上8点")
        await world.say("老周", RIBS_OR_BELLY)
        await world.advance(hours=25)
        await world.say("老周", "排骨")
        assert await book(world) == {}
        assert "老周" in await told(world, "刚才问你的")
        await world.tell("1")
        assert await book(world) == {"老周": "黑猪排骨2"}


# Once more, and never a third time


async def test_it_is_put_once_more_with_the_reminder(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("老周", RIBS_OR_BELLY), ("王芳", "鸡蛋1板"), ("王芳", "鸡蛋2板")) as world:
        await world.advance(minutes=10)
        before = len(world.group())
        await world.advance_to(19, 31)
        reminder = world.group()[-1]
        assert "8点" in reminder
        assert "@老周" in reminder
        assert "@王芳" in reminder
        await world.say("王芳", "加")
        assert await book(world) == {"王芳": "鸡蛋3"}
        await world.advance_to(20, 5)
        assert sum("@老周" in post for post in world.group()[before:]) == 1
        report = "\n".join(world.heard(ORGANIZER))
        assert "没定的1件" in report
        assert "老周 要哪样" in report
        # Opened again, the reminder comes again; the question does not.
        await world.tell("再开1小时")
        await world.advance(hours=1)
        assert sum("@老周" in post for post in world.group()[before:]) == 1


async def test_who_was_asked_just_before_the_reminder_is_not_asked_again(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await world.advance_to(19, 25)
        await world.say("老周", RIBS_OR_BELLY)
        await world.advance_to(20, 5)
        assert len(questions(world)) == 1
        assert "没定的1件" in "\n".join(world.heard(ORGANIZER))


async def test_what_was_asked_privately_is_put_again_privately(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await world.say("老周", RIBS_OR_BELLY, private=True)
        await world.advance_to(19, 35)
        asked = [text for text in world.heard("老周") if "五花" in text]
        assert len(asked) == 2
        assert not any("@老周" in post for post in world.group())
        await world.advance_to(20, 10)
        assert len([text for text in world.heard("老周") if "五花" in text]) == 2


async def test_an_entry_of_a_chain_that_can_not_be_read_is_asked_about(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await world.say("老周", "#接龙\n今天的菜\n\n1. 老周 占位")
        await world.advance(minutes=10)
        (asked,) = questions(world)
        assert "@老周" in asked
        await world.say("老周", "鸡蛋2板")
        assert await book(world) == {"老周": "鸡蛋2"}


# The organizer's


async def test_the_organizer_sees_what_is_open_and_answers_for_them(tmp_path: Path) -> None:
    async with open_shop(
        tmp_path, ("老周", RIBS_OR_BELLY), ("王芳", "鸡蛋1板"), ("王芳", "鸡蛋2板"), ("小美", "要黑猪排骨")
    ) as world:
        shown = await told(world, "刚才问你的")
        assert "没定的3件" in shown
        assert "1 老周 要哪样（排骨、黑猪五花）「黑猪2斤」" in shown
        assert "排骨、" in await told(world, "1")
        assert "记着了：老周 黑猪五花2斤" in await told(world, "2")
        assert (await book(world))["老周"] == "黑猪五花2"
        await world.tell("刚才问你的")
        assert "记着了：王芳 鸡蛋3板" in await told(world, "1加")
        assert "排骨要几斤" in await told(world, "刚才问你的")
        assert "记着了：小美 排骨3斤" in await told(world, "3")
        assert await book(world) == {"老周": "黑猪五花2", "王芳": "鸡蛋3", "小美": "黑猪排骨3"}
        assert "没有没定的" in await told(world, "刚才问你的")


async def test_an_answer_in_their_place_is_taken_back(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("老周", RIBS_OR_BELLY)) as world:
        await world.tell("刚才问你的")
        await world.tell("1")
        assert await book(world) == {"老周": "黑猪排骨2"}
        assert "撤了：替人定的" in await told(world, "撤")
        assert await book(world) == {}
        assert "老周" in await told(world, "刚才问你的")


async def test_she_lets_a_question_be(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("老周", RIBS_OR_BELLY)) as world:
        await world.tell("刚才问你的")
        assert "不管了" in await told(world, "算了")
        assert "没有没定的" in await told(world, "刚才问你的")
        await world.advance_to(19, 31)
        assert len(questions(world)) == 1


async def test_who_is_answered_for_hears_it_where_they_were_asked(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("老周", RIBS_OR_BELLY)) as world:
        await world.tell("刚才问你的")
        await world.tell("1")
        # Nobody has said a word since they were asked: two posts in a row come only after a while.
        await world.advance(minutes=25)
        assert "老周" in world.group()[-1]
        assert "排骨2斤" in world.group()[-1]


async def test_a_member_of_several_households_is_decided_by_a_digit(tmp_path: Path) -> None:
    async with open_shop(
        tmp_path, ("老周", "鸡蛋1板 3-501"), ("老周", "鸡蛋1板 5-602"), ("老周", "再来一箱苹果")
    ) as world:
        shown = await told(world, "刚才问你的")
        assert "1 3-501\n2 5-602" in shown
        await world.tell("2")
        assert await book(world) == {"老周 3-501": "鸡蛋1", "老周 5-602": "鸡蛋1 苹果1"}


@pytest.mark.parametrize(
    "typed", ["2-301 黑猪五花3斤", "2号楼301 黑猪五花3斤", "301 黑猪五花3斤", "王芳 黑猪五花3斤", "黑猪五花3斤 2-301"]
)
async def test_an_order_for_somebody_is_no_answer_in_anothers_place(typed: str, tmp_path: Path) -> None:
    asked = ("老周", RIBS_OR_BELLY), ("小美", "黑猪1斤")
    async with open_shop(tmp_path, ("王芳", "苹果1箱 2-301"), *asked) as world:
        assert "没定的2件" in await told(world, "刚才问你的")
        await world.tell(typed)
        assert await book(world) == {"王芳 2-301": "苹果1 黑猪五花3"}
        assert "没定的2件" in await told(world, "刚才问你的")


@pytest.mark.parametrize("typed", ["501 黑猪五花3斤", "记王芳黑猪五花3斤", "给王芳记黑猪五花3斤", "黑猪五花3斤 3-501"])
async def test_an_order_for_somebody_is_no_answer_to_the_one_question(typed: str, tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("王芳", "苹果1箱 3-501"), ("老周", RIBS_OR_BELLY)) as world:
        assert "老周" in await told(world, "刚才问你的")
        await world.tell(typed)
        assert await book(world) == {"王芳 3-501": "苹果1 黑猪五花3"}
        assert "老周" in await told(world, "刚才问你的")


async def test_it_is_nobodys_business_but_hers(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("老周", RIBS_OR_BELLY)) as world:
        before = len(world.heard("老周")), len(world.group())
        await world.say("老周", "刚才问你的", private=True)
        await world.say("老周", "刚才问你的")
        await world.advance(minutes=2)
        assert not any("没定的" in text for text in (*world.heard("老周")[before[0] :], *world.group()[before[1] :]))


async def test_the_summary_is_answered_by_a_digit(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("老周", RIBS_OR_BELLY)) as world:
        await world.advance_to(20, 10)
        await world.say("小美", "鸡蛋1板")
        await world.advance_to(21, 31)
        summary = next(text for text in world.heard(ORGANIZER) if text.startswith("今天"))
        assert "没定的1件：老周要哪样（排骨、黑猪五花），回1看" in summary
        assert "晚的1单：小美，都收就回2" in summary
        assert "排骨" in await told(world, "1")


async def test_a_chain_of_hers_that_lacks_many_entries_waits_for_her_word(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        entries = [f"{number}. {name} 鸡蛋1" for number, name in enumerate(("王芳", "李梅", "老周", "田田", "小美"), 1)]
        await world.say(ORGANIZER, "\n".join(["#接龙\n今天的菜\n", *entries]))
        stood = await book(world)
        assert len(stood) == 5
        await world.say(ORGANIZER, "#接龙\n今天的菜\n\n1. 老周 鸡蛋1\n2. 小美 鸡蛋1")
        await world.advance(minutes=1)
        assert "少的那几条是要删吗？" in world.heard(ORGANIZER)[-1]
        assert await book(world) == stood
        assert "都删了" in await told(world, "1")
        assert await book(world) == {"老周": "鸡蛋1", "小美": "鸡蛋1"}
        assert "单子跟着接龙走" in await told(world, "撤")
