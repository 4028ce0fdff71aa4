"""Does everybody know what becomes of goods that come later, dearer, or not at all? `延期`, `变价`, `取消团`."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from models.groupbuy import stages
from models.ports import UnitOfWork
from models.values import Role
from tests.flow.shop import LIST, Stage, answer_to, group_buys, posts_since, say_in_room, shop, standing_of
from tests.flow.world import ORGANIZER, World

pytestmark = pytest.mark.asyncio


def _berries(unit: UnitOfWork) -> dict[str, Decimal]:
    """Who has how many berries."""
    (group_buy, *_) = group_buys(unit)
    berries = next(product.id for product in group_buy.products if product.name == "草莓")
    lines = [line for line in unit.books.standing(group_buy.id) if line.product == berries and line.quantity]
    people = unit.people.many(line.member for line in lines)
    return {people[line.member].nickname: line.quantity for line in lines}


async def _berry_buyers(world: World) -> None:
    """Three neighbours want berries; then orders are over."""
    for number, name in enumerate(("小美", "田田", "阿福"), 2):
        await world.say(name, f"草莓{number - 1}盒 5-30{number}")
        await world.advance(minutes=5)
    await world.tell("截单")
    await world.say("王芳", "好的呀，谢谢")
    await world.advance(minutes=2)


async def _asked(world: World) -> list[str]:
    posts = len(world.group())
    await world.tell("变价 草莓 66")
    await world.advance(minutes=2)
    return posts_since(world, posts)


# 变价


async def test_only_those_who_ordered_are_asked_and_silence_is_no_order(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await _berry_buyers(world)
        (post,) = await _asked(world)
        assert "66元一盒" in post
        assert "晚上9点半" in post or "今晚9点半" in post
        assert all(name in post for name in ("小美", "田田", "阿福"))
        assert "王芳" not in post
        await world.say("小美", "要")
        await world.say("田田", "草莓不要了")
        await world.advance(minutes=3)
        assert await world.database.read(_berries) == {"小美": 1, "阿福": 3}
        before = len(world.heard(ORGANIZER))
        await world.advance_to(21, 31)
        assert await world.database.read(_berries) == {"小美": 1}
        (told,) = (text for text in world.heard(ORGANIZER)[before:] if "回完了" in text)
        assert "要的：小美" in told
        assert "不要的：田田" in told
        assert "没回、不算的：阿福" in told
        bought = await answer_to(world, "报货")
        assert "草莓 1盒" in bought


async def test_the_purchase_list_follows_where_goods_were_bought_already(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await _berry_buyers(world)
        await world.tell("报货")
        await _asked(world)
        early = await answer_to(world, "报货")
        assert "没算进去：草莓6盒" in early
        assert "草莓" not in early.split("没回价")[0]
        before = len(world.heard(ORGANIZER))
        for name in ("小美", "田田", "阿福"):
            await world.say(name, "要")
            await world.advance(minutes=1)
        await world.advance(minutes=1)
        assert any("报货：" in text and "草莓 6盒" in text for text in world.heard(ORGANIZER)[before:])


async def test_the_same_words_of_others_are_talk(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await _berry_buyers(world)
        await _asked(world)
        before = await standing_of(world)
        posts = len(world.group())
        await world.say("王芳", "要")
        await world.advance(minutes=4)
        assert await standing_of(world) == before
        assert not posts_since(world, posts)


async def test_a_price_that_was_not_asked_yet_is_taken_back(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await _berry_buyers(world)
        before = await standing_of(world)
        await world.say(ORGANIZER, "变价 草莓 66", private=True)
        await world.say(ORGANIZER, "撤", private=True)
        await world.advance(minutes=1)
        after = await standing_of(world)
    told = "\n".join(world.heard(ORGANIZER)[-2:])
    assert after == before or "群里已经问了" in told


async def test_what_the_group_has_read_is_not_taken_back(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await _berry_buyers(world)
        await _asked(world)
        assert "群里已经问了" in await answer_to(world, "撤")


# 取消团


async def test_a_cancelled_buy_is_one_post_and_a_list_that_sums(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await _berry_buyers(world)
        await world.say("小美", "钱转了")
        await world.advance(minutes=2)
        posts = len(world.group())
        asked = await answer_to(world, "取消团 台风")
        assert "4位要了，243.4块" in asked
        done = await answer_to(world, "好")
        assert "4单，243.4块" in done
        assert "小美" in done
        assert "说付过了" in done
        (post,) = posts_since(world, posts)
        assert post.startswith("台风")
        assert "退" in post
        (group_buy,) = await world.database.read(group_buys)
        assert group_buy.stage is stages.Stage.CANCELLED
        assert not await world.database.read(_berries)


async def test_each_may_ask_for_the_money_and_later_whether_they_may(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await _berry_buyers(world)
        await world.tell("取消团")
        await world.tell("好")
        posts, before = len(world.group()), len(world.heard(ORGANIZER))
        await world.say("小美", "退")
        await world.advance(minutes=3)
        assert any("小美" in post for post in posts_since(world, posts))
        posts = len(world.group())
        await world.advance_to(10, days=1)
        await world.say("田田", "退吗")
        await world.advance(minutes=5)
        assert any(("田田" in post and "下次抵" in post) or "下回抵" in post for post in posts_since(world, posts))
        assert any("1位要退，29.9块" in text for text in world.heard(ORGANIZER)[before:])


async def test_what_was_cancelled_comes_back(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.CLOSED) as world:
        before = await standing_of(world)
        await world.tell("取消团")
        (group_buy,) = await world.database.read(group_buys)
        assert group_buy.stage is stages.Stage.CANCELLED
        posts = len(world.group())
        assert "撤了：取消团" in await answer_to(world, "撤")
        await world.advance(minutes=1)
        assert [one.stage for one in (await standing_of(world))[0]] == [one.stage for one in before[0]]
        lines = await world.database.read(lambda unit: unit.books.standing(group_buys(unit)[0].id))
        assert [line.quantity for line in lines] == [2]
        assert any("照" in post for post in posts_since(world, posts))


async def test_one_product_is_cancelled(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await _berry_buyers(world)
        posts = len(world.group())
        await world.tell("取消团 草莓")
        (post,) = posts_since(world, posts)
        assert "草莓" in post
        (group_buy,) = await world.database.read(group_buys)
        assert group_buy.stage is stages.Stage.CLOSED
        assert not await world.database.read(_berries)
        assert "鸡蛋 2板" in await answer_to(world, "报货")


async def test_what_is_handed_out_is_not_cancelled(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.CLOSED) as world:
        await world.tell("到了")
        before = await standing_of(world)
        answer = await answer_to(world, "取消团")
        assert "取消不了了" in answer
        assert await standing_of(world) == before


# 延期


async def test_who_does_not_want_to_wait_gives_it_back(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await _berry_buyers(world)
        posts = len(world.group())
        assert "改到周五" in await answer_to(world, "延期 周五 台风")
        (post,) = posts_since(world, posts)
        assert post.startswith("台风")
        assert "周五" in post
        assert "退" in post
        await world.say("田田", "退吗")
        await world.advance(minutes=4)
        await world.say("田田", "那我退")
        await world.advance(minutes=4)
        assert await world.database.read(_berries) == {"小美": 1, "阿福": 3}
        (group_buy,) = await world.database.read(group_buys)
        assert group_buy.stage is stages.Stage.POSTPONED
        assert "后面又动过" in await answer_to(world, "撤")
        await world.advance_to(9, days=4)
        assert "群里喊了" in await answer_to(world, "到了")


async def test_an_open_list_goes_on_and_only_the_day_is_another(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        posts = len(world.group())
        await world.tell("改到周五送")
        (post,) = posts_since(world, posts)
        assert "周五" in post
        assert "退" not in post
        (group_buy,) = await world.database.read(group_buys)
        assert group_buy.stage is stages.Stage.OPEN


async def test_nothing_is_taken_for_an_answer_where_nothing_was_put(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.CLOSED) as world:
        before = await standing_of(world)
        for text in ("退", "不要", "要", "退吗"):
            await world.say("李哥", text)
            await world.advance(minutes=1)
        assert await standing_of(world) == before


async def _two_groups(world: World) -> None:
    """One list in two groups; berries are wanted in both."""
    await say_in_room(world, "room2@chatroom", "二群", "李哥", "大家好", "x1")
    await world.advance(minutes=1)
    await world.tell(LIST)
    await world.tell("发")
    await world.tell("3")
    await world.say("小美", "草莓2盒 5-302")
    await say_in_room(world, "room2@chatroom", "二群", "李哥", "草莓1盒 9-101", "x2")
    await world.advance(minutes=5)
    await world.tell("截单")
    await world.advance(minutes=2)


def _posts(world: World, room: str) -> list[str]:
    return [one.text for one in world.fake.sent if one.room_id == room]


async def test_in_two_groups_each_is_asked_where_they_are(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.KNOWN) as world:
        await _two_groups(world)
        here, there = len(world.group()), len(_posts(world, "room2@chatroom"))
        await world.tell("变价 草莓 66")
        await world.advance(minutes=2)
        (asked_here,) = posts_since(world, here)
        (asked_there,) = _posts(world, "room2@chatroom")[there:]
        assert "小美" in asked_here
        assert "李哥" not in asked_here
        assert "李哥" in asked_there
        await say_in_room(world, "room2@chatroom", "二群", "李哥", "要", "x3")
        await world.say("小美", "不要")
        await world.advance(minutes=3)
        assert await world.database.read(_berries) == {"李哥": 1}


async def test_in_two_groups_each_hears_once_that_it_is_off(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.KNOWN) as world:
        await _two_groups(world)
        here, there = len(world.group()), len(_posts(world, "room2@chatroom"))
        await world.tell("取消团 台风")
        assert len(posts_since(world, here)) == 1
        assert len(_posts(world, "room2@chatroom")[there:]) == 1


async def test_a_helper_does_not_cancel_nor_put_off(tmp_path: Path) -> None:
    def help_out(unit: UnitOfWork) -> None:
        (group,) = unit.groups.of_organizer(group_buys(unit)[0].organizer)
        person = next(one for one, name in unit.people.names_in(group.id).items() if name == "王芳")
        unit.people.give_role(group.id, person, Role.HELPER)
        unit.commit()

    async with shop(tmp_path, Stage.CLOSED) as world:
        await world.database.write(help_out)
        before = await standing_of(world)
        for text in ("取消团", "延期 周五", "变价 草莓 66"):
            await world.say("王芳", f"/{text}")
            await world.advance(minutes=1)
        assert await standing_of(world) == before
        assert not any("取消" in post or "周五" in post for post in world.group()[-2:])
