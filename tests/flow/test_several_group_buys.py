"""Whose order is it, and in which group-buy, where several are open, or one is offered in several groups?"""

from __future__ import annotations

from pathlib import Path

import pytest

from models.ports import UnitOfWork
from tests.flow.shop import group_buys, say_in_room
from tests.flow.test_book_words import book, open_shop, told
from tests.flow.world import ORGANIZER, World

pytestmark = pytest.mark.asyncio

SECOND = "1. 牛奶 58元/箱\n2. 豆腐 6元/块"
ONE_THING = "开团\n1. 豆腐 6元/块"
OTHER_ROOM, OTHER_NAME = "other@chatroom", "河畔家园"
#: What the first list of the day holds: tests/flow/test_book_words.py.
FIRST = "鸡蛋"


async def second_list(world: World, listed: str = SECOND) -> None:
    await world.tell(listed)
    await world.tell("发")
    await world.advance(minutes=1)


async def in_the_other_room(world: World, name: str, text: str) -> None:
    world.count = getattr(world, "count", 0) + 1  # type: ignore[attr-defined]
    await say_in_room(world, OTHER_ROOM, OTHER_NAME, name, text, f"other-{world.count}")  # type: ignore[attr-defined]
    await world.advance(minutes=2)


# Several open at once


async def test_the_text_decides_and_a_message_may_speak_of_both(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await second_list(world)
        await world.say("王芳", "鸡蛋2板 3-501")
        await world.say("李梅", "豆腐2块")
        await world.say("老周", "鸡蛋1板，牛奶2箱 3-502")
        await world.advance(minutes=10)
        assert await book(world) == {
            "王芳 3-501": "鸡蛋2",
            "李梅": "豆腐2",
            "老周 3-502": "牛奶2 鸡蛋1",
        }
        # Two lists are much for one day: what was noted goes with the first reminder.
        await world.advance_to(19, 45)
        assert any("老周 鸡蛋1 牛奶2" in post or "老周 牛奶2 鸡蛋1" in post for post in world.group())


async def test_reminder_and_closing_word_say_which_list_they_mean_where_another_goes_on(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await second_list(world, f"{SECOND}\n明晚8点截单")
        await world.say("王芳", "鸡蛋2板 3-501")
        await world.advance_to(19, 35)
        assert any("鸡蛋那单" in post and "半小时" in post for post in world.group())
        await world.advance_to(20, 5)
        assert "鸡蛋那单" in world.group()[-1]
        assert "今天" not in world.group()[-1].splitlines()[0].split("。")[0]
        await world.advance_to(20, 5, days=1)
        assert not any("牛奶那单" in post for post in world.group())
        assert any(summary_line in told for told in world.heard(ORGANIZER) for summary_line in ["鸡蛋那团：1单，64块"])


async def test_numbers_run_on_so_that_each_is_one_product(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await second_list(world)
        await world.say("老周", "1号2份，6号1份")
        assert await book(world) == {"老周": "牛奶1 鸡蛋2"}


async def test_what_was_said_of_both_is_recalled_in_both(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await second_list(world)
        said = await world.say("老周", "鸡蛋1板，牛奶2箱")
        await world.recall("老周", said)
        assert await book(world) == {}


async def test_a_change_without_goods_is_about_what_stands(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("王芳", "鸡蛋2板")) as world:
        await second_list(world)
        await world.say("王芳", "改成3板")
        assert await book(world) == {"王芳": "鸡蛋3"}
        await world.say("王芳", "3-501")
        assert await book(world) == {"王芳 3-501": "鸡蛋3"}
        await world.say("王芳", "都不要了")
        assert await book(world) == {}


@pytest.mark.parametrize(
    ("follow_up", "left"),
    [
        ("打错了是3盒", {"老周": "豆腐1 草莓3"}),
        ("发错了", {"老周": "豆腐1"}),
        ("刚才的不要了", {"老周": "豆腐1"}),
        ("再加1盒", {"老周": "豆腐1 草莓3"}),
        ("改成1盒", {"老周": "豆腐1 草莓1"}),
        ("3-501", {"老周": "豆腐1", "老周 3-501": "草莓2"}),
    ],
)
async def test_a_follow_up_is_about_what_was_said_last(tmp_path: Path, follow_up: str, left: dict[str, str]) -> None:
    async with open_shop(tmp_path) as world:
        await second_list(world)
        await world.say("老周", "豆腐1块")
        await world.advance(minutes=10)
        await world.say("老周", "草莓2盒")
        await world.say("小美", "豆腐1块")
        await world.advance(seconds=20)
        await world.say("老周", follow_up)
        assert await book(world) == left | {"小美": "豆腐1"}


@pytest.mark.parametrize(("follow_up", "left"), [("再加1", {"老周": "豆腐2"}), ("都不要了", {})])
async def test_a_follow_up_is_about_what_still_stands(tmp_path: Path, follow_up: str, left: dict[str, str]) -> None:
    async with open_shop(tmp_path) as world:
        await second_list(world)
        await world.say("老周", "豆腐1块")
        await world.say("老周", "草莓2盒")
        await world.say("老周", "草莓不要了")
        await world.say("老周", follow_up)
        assert await book(world) == left


async def test_who_pays_pays_for_what_they_ordered_last(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await second_list(world)
        await world.say("老周", "草莓2盒")
        await world.say("老周", "钱转了")

        def paid(unit: UnitOfWork) -> list[tuple[bool, int]]:
            books = [unit.books.read(one.id) for one in group_buys(unit)]
            return [(bool(each.orders()), len(each.paid())) for each in books]

        assert sorted(await world.database.read(paid)) == [(False, 0), (True, 1)]


async def test_which_of_several_goods_is_asked_where_they_were_ordered(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await second_list(world)
        await world.say("老周", "豆腐1块")
        await world.say("老周", "鸡蛋1板，草莓1盒")
        await world.say("老周", "再加1")
        await world.advance(minutes=3)
        assert any(post.startswith("@") for post in world.group())
        await world.say("老周", "草莓")
        assert await book(world) == {"老周": "豆腐1 鸡蛋1 草莓2"}


@pytest.mark.parametrize("same", ["同上", "一样的", "跟楼上一样", "跟两份"])
async def test_the_same_again_is_of_the_list_of_the_order_above(tmp_path: Path, same: str) -> None:
    async with open_shop(tmp_path) as world:
        await second_list(world)
        await world.say("老周", "鸡蛋2板")
        await world.advance(seconds=20)
        await world.say("小美", same)
        assert await book(world) == {"老周": "鸡蛋2", "小美": "鸡蛋2"}


async def test_one_more_is_asked_about_the_goods_of_the_order_above(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await second_list(world)
        await world.say("老周", "草莓2盒")
        await world.say("小美", "+1")
        await world.advance(minutes=3)
        assert any(post.startswith("@") for post in world.group())
        await world.say("小美", "草莓")
        assert await book(world) == {"老周": "草莓2", "小美": "草莓1"}


@pytest.mark.parametrize(("bare", "left"), [("+1", "豆腐1"), ("同上", "豆腐1 鸡蛋1")])
async def test_one_thing_on_sale_in_the_newer_list_does_not_draw_what_is_said_of_the_older(
    tmp_path: Path, bare: str, left: str
) -> None:
    async with open_shop(tmp_path) as world:
        await second_list(world, ONE_THING)
        await world.say("小美", "豆腐1块")
        await world.say("老周", "鸡蛋1板")
        await world.say("小美", bare)
        assert await book(world) == {"小美": left, "老周": "鸡蛋1"}


@pytest.mark.parametrize(("bare", "left"), [("+1", "豆腐2"), ("同上", "豆腐1 鸡蛋1")])
async def test_one_more_after_an_order_of_ones_own_is_of_its_list(tmp_path: Path, bare: str, left: str) -> None:
    async with open_shop(tmp_path) as world:
        await second_list(world, ONE_THING)
        await world.say("老周", "鸡蛋1板")
        await world.say("小美", "豆腐1块")
        await world.say("小美", bare)
        assert await book(world) == {"小美": left, "老周": "鸡蛋1"}


@pytest.mark.parametrize("bare", ["+1", "我也要一份"])
async def test_an_order_without_goods_under_a_new_list_is_of_that_list(tmp_path: Path, bare: str) -> None:
    async with open_shop(tmp_path, ("老周", "草莓2盒")) as world:
        await second_list(world, ONE_THING)
        await world.say("小美", bare)
        assert await book(world) == {"老周": "草莓2", "小美": "豆腐1"}


@pytest.mark.parametrize("listed", [SECOND, ONE_THING])
async def test_a_name_and_what_is_hung_on_it_are_of_one_list(tmp_path: Path, listed: str) -> None:
    async with open_shop(tmp_path) as world:
        await second_list(world, listed)
        for part in ("草莓", "2盒", "3-501"):
            await world.say("老周", part)
            await world.advance(seconds=20)
        await world.advance(minutes=3)
        assert await book(world) == {"老周 3-501": "草莓2"}
        assert not any(post.startswith("@") for post in world.group())


async def test_what_was_said_before_is_known_again_after_a_start(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await second_list(world)
        await world.say("老周", "草莓")
        await world.restart()
        await world.say("老周", "2盒")
        await world.say("老周", "豆腐1块")
        await world.restart()
        await world.say("小美", "鸡蛋1板")
        await world.restart()
        await world.say("老周", "发错了")
        await world.restart()
        await world.say("田田", "同上")
        assert await book(world) == {"老周": "草莓2", "小美": "鸡蛋1", "田田": "鸡蛋1"}


async def test_a_quote_decides(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await second_list(world)
        await world.say("王芳", "要两份", quoting="2. 草莓 1斤/盒 29.9元")
        assert await book(world) == {"王芳": "草莓2"}


async def test_a_name_in_two_lists_means_the_newer_one(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await second_list(world, "1. 鸡蛋 30元/板\n2. 豆腐 6元/块")
        await world.say("王芳", "鸡蛋2板，草莓1盒")
        await world.advance(minutes=10)
        assert "60块" in await told(world, "王芳订了啥") or "草莓1盒" in await told(world, "王芳订了啥")
        assert await book(world) == {"王芳": "鸡蛋2 草莓1"}


async def test_a_chain_goes_on_in_its_own_group_buy(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await world.say("王芳", "#接龙\n鸡蛋 32元/板\n\n1. 王芳 2板")
        await second_list(world)
        await world.say("李梅", "#接龙\n鸡蛋 32元/板\n\n1. 王芳 2板\n2. 李梅 1板")
        assert await book(world) == {"王芳": "鸡蛋2", "李梅": "鸡蛋1"}


async def test_her_word_finds_the_list_that_has_the_goods(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("王芳", "鸡蛋2板 3-501")) as world:
        await second_list(world)
        await world.tell("501 牛奶1")
        await world.tell("501鸡蛋改3")
        assert await book(world) == {"王芳 3-501": "牛奶1 鸡蛋3"}
        await world.tell("撤")
        assert await book(world) == {"王芳 3-501": "牛奶1 鸡蛋2"}


async def test_goods_of_two_lists_in_one_word_of_hers(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("王芳", "鸡蛋2板 3-501")) as world:
        await second_list(world)
        await world.tell("501 牛奶1 苹果1")
        assert await book(world) == {"王芳 3-501": "牛奶1 鸡蛋2 苹果1"}


async def test_goods_that_two_lists_have_are_asked_about(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("王芳", "早")) as world:
        await second_list(world, "1. 鸡蛋 30元/板\n2. 豆腐 6元/块")
        assert "说的是哪个团？" in await told(world, "王芳 鸡蛋2")
        assert "60块" in await told(world, "1")


# One group-buy in several groups


async def in_both_groups(world: World) -> None:
    """A list goes out in this group and in another, where 王芳 is too."""
    for name in ("小美", "王芳"):
        await in_the_other_room(world, name, "大家好")
    await world.tell("截单")
    await world.tell(SECOND)
    await world.tell("发")
    await world.tell("3")
    await world.advance(minutes=1)


async def test_both_groups_order_from_one_book(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await in_both_groups(world)
        await world.say("老周", "牛奶1箱")
        await in_the_other_room(world, "小美", "牛奶2箱")
        await world.advance(minutes=10)
        assert await book(world) == {"老周": "牛奶1", "小美": "牛奶2"}
        assert "2单，174块" in await told(world, "统计")
        posts = {room: "".join(one.text for one in world.fake.sent if one.room_id == room) for room in rooms(world)}
        assert "老周 牛奶1" in posts["room@chatroom"]
        assert "小美" not in posts["room@chatroom"]
        assert "小美 牛奶2" in posts[OTHER_ROOM]
        assert "老周" not in posts[OTHER_ROOM]


def rooms(world: World) -> set[str]:
    return {one.room_id for one in world.fake.sent if one.room_id is not None}


async def test_who_says_it_in_both_groups_is_counted_once(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await in_both_groups(world)
        await world.say("王芳", "牛奶2箱")
        await in_the_other_room(world, "王芳", "牛奶2箱")
        assert await book(world) == {"王芳": "牛奶2"}
        await in_the_other_room(world, "王芳", "牛奶改成3箱")
        assert await book(world) == {"王芳": "牛奶3"}


async def test_a_question_is_put_in_the_group_where_it_arose(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await in_both_groups(world)
        await world.say("王芳", "牛奶1箱")
        await in_the_other_room(world, "王芳", "牛奶2箱")
        await world.advance(minutes=10)
        asked = [one.room_id for one in world.fake.sent if any(word in one.text for word in ("再加", "另外加", "再添"))]
        assert asked == [OTHER_ROOM]
        await world.say("王芳", "加")
        assert await book(world) == {"王芳": "牛奶3"}


async def test_in_a_private_chat_the_groups_of_the_speaker_count(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await in_the_other_room(world, "小美", "大家好")
        await world.tell(SECOND)
        await world.tell("发")
        await world.tell("2")
        await world.advance(minutes=1)
        await world.say("田田", "豆腐2块", private=True)
        await world.say("小美", "豆腐2块", private=True)
        await world.say("田田", "鸡蛋1板", private=True)
        assert await book(world) == {"小美": "豆腐2", "田田": "鸡蛋1"}


async def test_the_organizer_is_not_named_where_she_answers_alone(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await second_list(world)
        assert f"{FIRST}、草莓等5样" in await told(world, "截")
        assert world.heard(ORGANIZER)


# A quote and a word


@pytest.mark.parametrize(
    ("said", "left"),
    [("改3", {"老周": "豆腐1 鸡蛋3"}), ("给5-602的", {"老周": "豆腐1", "老周 5-602": "鸡蛋5"})],
)
async def test_a_word_beside_a_quote_is_about_the_list_of_the_quoted_order(
    said: str, left: dict[str, str], tmp_path: Path
) -> None:
    async with open_shop(tmp_path, ("老周", "鸡蛋5板")) as world:
        await second_list(world)
        await world.say("老周", "豆腐1块")
        await world.advance(minutes=2)
        await world.say(ORGANIZER, said, quoting="鸡蛋5板")
        await world.advance(minutes=2)
        assert await book(world) == left
