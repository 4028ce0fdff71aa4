"""What the bot missed, taken in from what she copies; and the chain that she gets whole."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from models.mail import ChatLine
from models.ports import StandingLine, UnitOfWork
from models.values import MessageKind
from tests.flow.shop import Stage, answer_to, group_buys, say_in_room, shop
from tests.flow.world import ORGANIZER, World

pytestmark = pytest.mark.asyncio

TALK = "王芳 11月23日 07:31\n鸡蛋2板 3-501\n\n李哥 11月23日 07:35\n草莓1盒 3-502\n\n张伯 11月23日 07:36\n今天真冷"


async def standing(world: World) -> dict[str, str]:
    """What stands, by product, over everybody."""

    def lines(unit: UnitOfWork) -> list[StandingLine]:
        return list(unit.books.standing(group_buys(unit)[0].id))

    names = {product.id: product.name for product in (await world.database.read(group_buys))[0].products}
    found: Counter[str] = Counter()
    for line in await world.database.read(lines):
        found[names[line.product]] += int(line.quantity)
    return {name: str(count) for name, count in found.items()}


async def test_what_was_missed_is_shown_and_counts_at_her_word(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.say("李哥", "大家早")
        before = await standing(world)
        shown = await answer_to(world, TALK)
        assert "李哥3-502：草莓1盒" in shown
        assert "鸡蛋" not in shown, "what is known already changes nothing"
        assert await standing(world) == before, "nothing counts before her word"
        assert "补上了1句" in await answer_to(world, "好")
        assert await standing(world) == {**before, "草莓": "1"}
        assert "没漏" in await answer_to(world, TALK)


async def test_her_word_is_on_what_was_shown_last(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.say("李哥", "大家早")
        before = await standing(world)
        await world.tell(TALK)
        assert "记？" in await answer_to(world, "909 孙姐 鸡蛋1")
        await world.tell("好")
        assert await standing(world) == {**before, "土鸡蛋": "3"}


async def test_it_is_waited_for_behind_the_word(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.say("李哥", "大家早")
        assert "贴给我" in await answer_to(world, "补录")
        shown = await answer_to(world, "李哥:\n草莓1盒\n\n李哥：\n3-502")
        assert "李哥3-502：草莓1盒" in shown
        assert "不补" in await answer_to(world, "算了")
        assert "草莓" not in await standing(world)


async def test_what_is_waited_for_can_be_left(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.say("李哥", "大家早")
        await world.tell("补录")
        assert "不补" in await answer_to(world, "算了")
        assert "看了" not in await answer_to(world, "李哥：草莓2盒\n王芳：草莓2盒")


async def test_it_may_stand_behind_the_word_in_one_message(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.say("李哥", "大家早")
        assert "李哥：草莓2盒" in await answer_to(world, "补录\n李哥：草莓2盒")


async def test_a_catch_up_is_taken_back_and_can_be_handed_in_again(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.say("李哥", "大家早")
        before = await standing(world)
        await world.tell(TALK)
        await world.tell("好")
        assert "撤了：补录" in await answer_to(world, "撤")
        assert await standing(world) == before
        await world.tell(TALK)
        await world.tell("好")
        assert await standing(world) == {**before, "草莓": "1"}


async def test_who_was_never_seen_is_asked_by_name_and_called_by_nobody(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await answer_to(world, "李哥 11月23日 07:35\n大家早，鸡蛋来点\n\n王芳 11月23日 07:36\n早")
        await world.tell("好")
        await world.advance(minutes=10)
        asked = [one for one in world.fake.sent if "李哥" in one.text and one.room_id]
        assert asked
        assert not any(one.mention_ids for one in asked)


async def test_who_was_never_seen_is_one_household_with_what_she_notes_down(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.tell(TALK)
        await world.tell("好")
        assert "李哥 3-502 草莓2盒" in await answer_to(world, "李哥草莓改2")


async def test_who_was_never_seen_is_marked(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        assert "李哥3-502（群里没见过）：草莓1盒" in await answer_to(world, TALK)
        await world.tell("好")
        assert "草莓" in await standing(world)


async def test_a_merged_forward_is_taken(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.say("李哥", "大家早")
        text = (
            "<msg><appmsg><title>群聊的聊天记录</title><type>19</type><recorditem><![CDATA[<recordinfo><datalist>"
            "<dataitem datatype='1'><datadesc>草莓1盒 3-502</datadesc><sourcename>李哥</sourcename>"
            "<sourcetime>2026-11-23 07:35</sourcetime></dataitem></datalist></recordinfo>]]></recorditem></appmsg>"
            "</msg>"
        )
        await world.say(ORGANIZER, text, private=True, kind=MessageKind.CHAT_HISTORY)
        await world.advance(seconds=30)
        assert "李哥3-502：草莓1盒" in world.heard(ORGANIZER)[-1]


@pytest.mark.parametrize("head", ["[聊天记录]", "李哥和团长的聊天记录", "群聊的聊天记录"])
async def test_a_forward_of_a_private_chat_stays_private(tmp_path: Path, head: str) -> None:
    async with shop(tmp_path) as world:
        await world.say("李哥", "大家早")
        await world.advance(minutes=30)
        posts = len([one for one in world.fake.sent if one.room_id])
        text = f"{head}\n李哥: 草莓1盒 3-502\n{ORGANIZER}: 好的\n李哥: 草莓再来1盒"
        await answer_to(world, text)
        await world.tell("好")
        await world.advance(minutes=40)
        assert (await standing(world))["草莓"] == "2"
        assert not [one.text for one in world.fake.sent if one.room_id][posts:]

        def words(unit: UnitOfWork) -> list[str | None]:
            (group,) = unit.groups.of_organizer(group_buys(unit)[0].organizer)
            return [line.text for line in unit.chat_log.recent(group.id, limit=50)]

        assert not [each for each in await world.database.read(words) if each and "草莓1盒" in each]
        await answer_to(world, text)
        await world.tell("好")
        assert (await standing(world))["草莓"] == "2", "handed in again, it is known"


async def test_a_question_out_of_a_private_chat_is_hers(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.say("李哥", "大家早")
        await world.advance(minutes=30)
        posts = len([one for one in world.fake.sent if one.room_id])
        await answer_to(world, f"[聊天记录]\n李哥: 鸡蛋来点\n{ORGANIZER}: 好的")
        await world.tell("好")
        await world.advance(minutes=15)
        assert not [one.text for one in world.fake.sent if one.room_id][posts:]
        assert "李哥" in await answer_to(world, "刚才问你的")


async def test_the_next_chain_is_taken_too(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.say("李哥", "大家早")
        chain = "#接龙\n今天的货\n\n1. 李哥 3-502 草莓1盒"
        shown = await answer_to(world, f"李哥 11月23日 07:35\n{chain}")
        assert "李哥3-502：草莓1盒" in shown
        await world.tell("好")
        assert (await standing(world))["草莓"] == "1"


async def test_what_was_said_after_the_cut_off_is_late(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.CLOSED) as world:
        await world.say("李哥", "辛苦了")
        await world.advance(minutes=30)
        shown = await answer_to(world, "李哥 11月23日 08:05\n草莓1盒 3-502")
        assert "截了以后" in shown
        await world.tell("好")
        assert "草莓" not in await standing(world)
        assert "李哥" in await answer_to(world, "迟到单")


async def test_the_words_of_a_caught_up_message_can_be_asked_for(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.say("李哥", "大家早")
        await world.tell(TALK)
        await world.tell("好")
        assert "草莓1盒 3-502" in await answer_to(world, "为什么 502")


async def test_an_order_of_several_lines_is_no_copied_talk(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        answer = await answer_to(world, "备注:\n晚点送\n电话:\n13800138000")
        assert "记吗" not in answer


async def test_a_list_with_times_in_it_is_still_a_list(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        answer = await answer_to(world, "开抢 11月24日 09:00\n1. 土豆 5斤/袋 15.9元\n2. 玉米 6根/份 18元")
        assert "土豆" in answer
        assert "记吗" not in answer


async def test_the_whole_chain_is_written_and_read_back_without_a_change(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.say("李哥", "#接龙\n今天的货\n\n1. 李哥 3-502 草莓1盒")
        await world.advance(minutes=5)
        before = await standing(world)
        heard = await world.tell("接龙补齐")
        text = heard[-1]
        assert text.split("\n") == ["#接龙", "今天的货", "", "1. 李哥 3-502 草莓1盒", "2. 王芳 3-501 土鸡蛋2板"]
        await world.say(ORGANIZER, text)
        await world.advance(minutes=5)
        assert await standing(world) == before
        await world.say("王芳", text.replace("土鸡蛋2板", "土鸡蛋3板"))
        assert (await standing(world))["土鸡蛋"] == "3"


async def test_what_was_said_in_private_stays_out_of_the_whole_chain(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.say("李哥", "大家早")
        await world.say("老周", "早")
        await world.say("老周", "草莓2盒 3-602 要嫩的", private=True)
        await world.say("李哥", "草莓1盒 3-502 熟一点的")
        await world.advance(minutes=5)
        (*_, text) = await world.tell("接龙补齐")
        assert "老周 草莓2" in text
        assert "李哥 3-502 草莓1盒" in text
        assert "3-602" not in text
        assert "要嫩的" not in text
        assert "熟一点" not in text


async def test_two_chains_are_two_lists(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.say("李哥", "#接龙\n早上的货\n\n1. 李哥 3-502 草莓3盒")
        await world.say("老周", "#接龙\n晚上的水果\n\n1. 老周 草莓2盒")
        await world.say("李哥", "草莓少要一盒")
        await world.advance(minutes=5)
        before = await standing(world)
        told = (await world.tell("接龙补齐"))[-4:]
        first, older, second, newer = told
        assert "2条接龙" in first
        assert "第1条" in first
        assert second.startswith("第2条")
        assert older.split("\n")[3:] == ["1. 李哥 3-502 草莓2盒"]
        assert newer.split("\n")[3:] == ["1. 老周 草莓2盒", "2. 王芳 3-501 土鸡蛋2板"]
        for text in (older, newer):
            await world.say(ORGANIZER, text)
            await world.advance(minutes=5)
            assert await standing(world) == before


async def test_without_an_order_there_is_nothing_to_write(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        assert "还没有人下单" in await answer_to(world, "接龙补齐")


async def test_a_caught_up_line_stands_in_the_log_of_the_group(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.say("李哥", "大家早")
        await world.tell(TALK)
        await world.tell("好")

        def lines(unit: UnitOfWork) -> list[ChatLine]:
            (group,) = unit.groups.of_organizer(group_buys(unit)[0].organizer)
            return [line for line in unit.chat_log.recent(group.id, limit=50) if line.text == "草莓1盒 3-502"]

        (line,) = await world.database.read(lines)
        assert line.acts == ("order",)


async def catch_up(world: World, talk: str) -> None:
    """Copied talk is handed in, and counts."""
    await world.tell(talk)
    await world.tell("好")
    await world.advance(minutes=5)


LI = "王芳 11月23日 07:31\n鸡蛋2板 3-501\n\n李哥 11月23日 07:35\n草莓2盒 3-502"


@pytest.mark.parametrize(
    ("said", "left"), [("草莓+1", "3"), ("改成3盒", "3"), ("都不要了", None), ("草莓2盒", "2"), ("草莓少要一盒", "1")]
)
async def test_who_was_known_by_name_has_what_was_caught_up_once_they_speak(
    tmp_path: Path, said: str, left: str | None
) -> None:
    async with shop(tmp_path) as world:
        await catch_up(world, LI)
        assert (await standing(world))["草莓"] == "2"
        await world.say("李哥", said)
        await world.advance(minutes=5)
        assert (await standing(world)).get("草莓", None) == left
        found = await answer_to(world, "订单 草莓")
        assert found.count("李哥 3-502") == (left is not None)


async def test_who_was_known_by_name_can_ask_for_their_order(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await catch_up(world, LI)
        await world.say("李哥", "我的订单")
        await world.advance(minutes=5)
        assert "草莓2盒" in world.group()[-1]


async def test_what_is_caught_up_later_goes_on_with_what_was_caught_up_for_the_name(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await catch_up(world, LI)
        await world.say("李哥", "大家早")
        shown = await answer_to(world, "李哥 11月23日 07:36\n草莓再来1盒\n\n王芳 11月23日 07:36\n好")
        assert "草莓2→3盒" in shown
        await world.tell("好")
        assert (await standing(world))["草莓"] == "3"


async def test_a_catch_up_is_taken_back_after_they_spoke(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        before = await standing(world)
        await catch_up(world, LI)
        await world.say("李哥", "大家早")
        await world.tell("撤")
        assert await standing(world) == before


async def test_of_two_of_one_name_nobody_is_taken_for_the_other_and_she_is_told(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.say("李哥家", "早", as_name="李哥")
        await world.say("老李", "早", as_name="李哥🌸")
        await catch_up(world, LI)
        told = len(world.heard(ORGANIZER))
        await world.say("老李", "草莓1盒", as_name="李哥🌸")
        await world.advance(minutes=5)
        assert (await standing(world))["草莓"] == "3"
        heard = world.heard(ORGANIZER)[told:]
        assert sum("拿不准" in each for each in heard) == 1
        await world.say("李哥家", "草莓1盒", as_name="李哥")
        await world.advance(minutes=5)
        assert sum("拿不准" in each for each in world.heard(ORGANIZER)[told:]) == 1


async def test_where_another_of_that_name_turns_up_she_is_told(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await catch_up(world, LI)
        await world.say("李哥", "早")
        await world.say("老李", "早", as_name="李哥🌸")
        told = len(world.heard(ORGANIZER))
        await world.say("老李", "草莓+1", as_name="李哥🌸")
        await world.say("李哥", "草莓+1")
        await world.advance(minutes=5)
        assert (await standing(world))["草莓"] == "4"
        assert sum("拿不准" in each for each in world.heard(ORGANIZER)[told:]) == 1


async def test_somebody_of_that_name_in_another_room_is_nobody_known(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await catch_up(world, LI)
        await say_in_room(world, "another@chatroom", "别的小区", "李哥", "都不要了", "x1")
        await world.advance(minutes=5)
        assert (await standing(world))["草莓"] == "2"


async def test_a_household_that_she_noted_down_is_not_taken_for_who_speaks(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.tell("孙姐 草莓2")
        await world.tell("好")
        assert (await standing(world))["草莓"] == "2"
        await world.say("孙姐", "都不要了")
        await world.advance(minutes=5)
        assert (await standing(world))["草莓"] == "2"
