"""What becomes of what residents tell of money and of bad goods? It waits for her word, and the group hears nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.values import MediaRef, MessageKind
from tests.flow.shop import Stage, answer_to, shop
from tests.flow.world import World

pytestmark = pytest.mark.asyncio


async def _picture(world: World, name: str, *, private: bool = False) -> str:
    media = MediaRef(key=f"k{world.clock.now().timestamp()}", file_name="1.jpg")
    return await world.say(name, "", kind=MessageKind.IMAGE, media=media, private=private)


def _since(world: World, before: int) -> str:
    return "\n".join(world.heard("团长")[before:])


async def _handed_out(world: World) -> None:
    await world.tell("截单")
    await world.tell("到了")
    await world.advance(minutes=20)


async def test_who_says_so_waits_for_her_yes(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        before, group = len(world.heard("团长")), world.group()
        await world.say("王芳", "钱转你了 64")
        await world.advance(minutes=1)
        assert "王芳 3-501说付了64块：「钱转你了 64」（欠64块）\n1 收到了\n2 没收到" in _since(world, before)
        assert "还欠64块，说付过了，等你看" in await answer_to(world, "501欠多少")
        assert "还欠0" in await answer_to(world, "都收到了")
        assert world.group() == group


async def test_a_digit_takes_one_of_several(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.say("李哥", "鸡蛋1板 3-502")
        await world.advance(minutes=10)
        before = len(world.heard("团长"))
        await world.say("王芳", "已付")
        await world.say("李哥", "我老公转的，海阔天空")
        await world.advance(minutes=1)
        shown = _since(world, before)
        assert "1 王芳 3-501说付了" in shown
        assert "2 李哥 3-502说付了：「我老公转的，海阔天空」" in shown
        assert "3 都收到了" in shown
        told = await answer_to(world, "2")
        assert "收李哥 3-502 32块，还欠0" in told
        assert "王芳 3-501说付了" in told
        assert "收王芳 3-501 64块，还欠0" in await answer_to(world, "1")
        assert "没有等你看的付款" in await answer_to(world, "说付了的")
        await world.tell("撤")
        assert "王芳 3-501说付了" in await answer_to(world, "说付了的")


async def test_a_payer_s_name_is_known_from_then_on(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.say("王芳", "我老公转的，海阔天空")
        await world.advance(minutes=1)
        assert "收王芳 3-501 20块，还欠44块" in await answer_to(world, "收海阔天空 20")


async def test_what_was_not_seen_to_come_is_owed(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.say("王芳", "已付")
        await world.advance(minutes=1)
        assert "没收到，账没动" in await answer_to(world, "2")
        assert "还欠64块。" in await answer_to(world, "501欠多少")


async def test_words_that_were_taken_back_tell_nothing(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        said = await world.say("王芳", "已付")
        await world.recall("王芳", said)
        await world.advance(minutes=1)
        assert "没有等你看的付款" in await answer_to(world, "说付了的")


async def test_another_menu_is_not_taken_from_her(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.say("张伯", "草莓2盒 5-501")
        await world.advance(minutes=10)
        await world.tell("收501 20")
        before = len(world.heard("团长"))
        await world.say("王芳", "已付")
        await world.advance(minutes=1)
        assert "回“说付了的”再看、再定" in _since(world, before)
        assert "20块" in await answer_to(world, "1")


async def test_what_was_left_is_set_off_and_a_tip_is_none_of_the_debt(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.tell("收501 76")
        await world.say("王芳", "草莓1盒")
        await world.advance(minutes=10)
        assert "还欠17.9块" in await answer_to(world, "501欠多少")
        await world.say("王芳", "上次退的12抵了，转你20.9")
        await world.advance(seconds=5)
        await world.say("王芳", "多转的3块请你喝水")
        await world.advance(minutes=1)
        assert "收王芳 3-501 20.9块（3块请你的），还欠0" in await answer_to(world, "1")


async def test_one_payment_for_two_households(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.say("李哥", "鸡蛋1板 3-502")
        await world.advance(minutes=10)
        await world.say("王芳", "3-502的和我家的一起付了")
        await world.advance(minutes=1)
        told = await answer_to(world, "1")
        assert "收李哥 3-502 32块，还欠0" in told
        assert "收王芳 3-501 64块，还欠0" in told


async def test_a_picture_after_a_reminder_is_a_screenshot(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.say("王芳", "在吗", private=True)
        await _handed_out(world)
        await _picture(world, "王芳", private=True)
        await world.advance(minutes=1)
        assert "没有等你看的付款" in await answer_to(world, "说付了的")
        await world.tell("催一下")
        before = len(world.heard("团长"))
        await _picture(world, "王芳", private=True)
        await world.advance(minutes=1)
        assert "王芳 3-501发了张图，像是付款截图（欠64块）" in _since(world, before)
        assert "还欠0" in await answer_to(world, "1")


# Reminders


async def test_a_friend_is_reminded_privately_and_of_others_she_gets_the_text(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.say("李哥", "鸡蛋1板 3-502")
        await world.say("王芳", "在吗", private=True)
        await world.advance(minutes=10)
        await _handed_out(world)
        group = world.group()
        told = await answer_to(world, "催一下")
        assert "私下提醒了王芳 3-501 64块" in told
        assert "李哥 3-502 32块没加我" in told
        assert "李哥，今天的鸡蛋一共32块" in told
        await world.advance_to(9, 5)
        assert "王芳，今天的鸡蛋一共64块，方便时转一下就行" in world.heard("王芳")[-1]
        assert "刚催过" in await answer_to(world, "催一下")
        assert world.group() == group


async def test_nobody_is_reminded_of_a_few_yuan_or_with_a_claim(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.say("李哥", "鸡蛋1板 3-502")
        await world.say("王芳", "在吗", private=True)
        await world.advance(minutes=10)
        await _handed_out(world)
        await world.tell("收502 28")
        await world.say("王芳", "鸡蛋坏了两个")
        await world.advance(minutes=1)
        told = await answer_to(world, "催一下")
        assert "李哥 3-502 4块（太少，下次一起）" in told
        assert "王芳 3-501 64块（说付了或售后没完）" in told
        assert not any("方便时转一下" in text for text in world.heard("王芳"))


async def test_nobody_reads_of_money_at_night(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.say("王芳", "在吗", private=True)
        await _handed_out(world)
        await world.advance_to(21)
        await world.tell("催501")
        await world.advance_to(8, 59, days=1)
        assert not any("一共64块" in text for text in world.heard("王芳"))
        await world.advance_to(9, 5)
        assert any("一共64块" in text for text in world.heard("王芳"))


async def test_by_itself_after_a_day_and_on_the_fourth_and_then_no_more(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.say("王芳", "在吗", private=True)
        await _handed_out(world)

        def duns() -> int:
            return sum("64块" in text for text in world.heard("王芳"))

        await world.advance(hours=23)
        assert duns() == 0
        await world.advance(hours=3)
        assert duns() == 1
        await world.advance(days=2)
        assert duns() == 1
        await world.advance(days=1, hours=2)
        assert duns() == 2
        await world.advance(days=10)
        assert duns() == 2


# Claims


async def test_a_claim_is_told_to_her_at_once_with_its_photos(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await _handed_out(world)
        group, before = world.group(), len(world.heard("团长"))
        await _picture(world, "王芳")
        await _picture(world, "王芳")
        await world.advance(minutes=2)
        await world.say("王芳", "鸡蛋坏了两个")
        await world.advance(minutes=1)
        told = _since(world, before)
        assert "王芳 3-501说鸡蛋有问题：「鸡蛋坏了两个」有2张图" in told
        assert "1 退64块\n2 下次补\n3 算了" in told
        await world.advance(minutes=15)
        assert world.group() == group
        assert "退王芳 3-501 64块，还欠0" in await answer_to(world, "1")
        assert "王芳 3-501 鸡蛋：退了" in await answer_to(world, "售后")
        await world.tell("撤")
        assert "等你定的1件" in await answer_to(world, "售后")


async def test_the_group_hears_that_it_was_seen_only_where_she_is_away(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await _handed_out(world)
        group = len(world.group())
        await world.say("王芳", "鸡蛋坏了两个")
        await world.advance(minutes=19)
        assert world.group()[group:] == []
        await world.advance(minutes=5)
        (word,) = world.group()[group:]
        assert "王芳" in word
        assert "团长" in word


async def test_where_she_answers_the_group_hears_nothing_of_the_bot(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await _handed_out(world)
        group = len(world.group())
        await world.say("王芳", "鸡蛋坏了两个")
        await world.advance(minutes=5)
        await world.say("团长", "看到了，我来处理")
        await world.advance(minutes=40)
        assert world.group()[group:] == []


async def test_three_claims_on_one_product_are_a_sign(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        for name, room in (("李哥", "3-502"), ("张伯", "3-503")):
            await world.say(name, f"鸡蛋1板 {room}")
        await world.advance(minutes=10)
        await _handed_out(world)
        before, group = len(world.heard("团长")), len(world.group())
        for name in ("王芳", "李哥", "张伯"):
            await world.say(name, "鸡蛋坏了两个")
            await world.advance(minutes=3)
        assert "鸡蛋半小时里3家说有问题，可能整批有问题，要先停发吗？" in _since(world, before)
        assert "群里说了鸡蛋先不发" in await answer_to(world, "1")
        await world.advance(minutes=3)
        assert any("鸡蛋先不发" in text for text in world.group()[group:])


async def test_who_needs_nothing_made_good_is_kept_for_the_supplier(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await _handed_out(world)
        before = len(world.heard("团长"))
        await world.say("王芳", "拿到了，鸡蛋碎俩，没事不用退")
        await world.advance(minutes=1)
        assert "有问题，不用退" in _since(world, before)
        assert "鸡蛋：说不用退" in await answer_to(world, "售后")
        assert "还欠64块" in await answer_to(world, "501欠多少")


async def test_a_claim_ends_by_her_word(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await _handed_out(world)
        await world.say("王芳", "鸡蛋坏了两个")
        await world.advance(minutes=1)
        assert "下次补" in await answer_to(world, "2")
        assert "王芳 3-501 鸡蛋：下次补" in await answer_to(world, "售后")
        assert "补过了" in await answer_to(world, "501补了")
        await world.say("王芳", "鸡蛋又碎了一个")
        await world.advance(minutes=1)
        await world.tell("售后")
        assert "退64块" in await answer_to(world, "1")
        assert "算了" in await answer_to(world, "算了")


async def test_a_quote_and_a_word_on_a_claim(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.ORDERED_FROM) as world:
        await _handed_out(world)
        await world.say("王芳", "鸡蛋坏了两个")
        await world.advance(minutes=1)
        group = world.group()
        await world.say("团长", "退8", quoting="鸡蛋坏了两个")
        await world.advance(minutes=1)
        assert "退王芳 3-501 8块，还欠56块" in world.heard("团长")[-1]
        assert "没有等你定的" in await answer_to(world, "售后")
        assert world.group() == group
