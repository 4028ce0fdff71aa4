"""Does the organizer's word on somebody's order do what it says, is it read back, and can she take it back?"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from decimal import Decimal
from pathlib import Path

import pytest

from models.ports import UnitOfWork
from models.values import decimal_text
from tests.flow.shop import group_buys, open_sqlite
from tests.flow.world import ORGANIZER, World

pytestmark = pytest.mark.asyncio

LIST = (
    "1. 鸡蛋 30枚/板 32元\n2. 草莓 1斤/盒 29.9元 限量3盒\n3. 苹果 5斤/箱 50元\n4. 黑猪排骨 38元/斤\n"
    "5. 黑猪五花 28元/斤\n晚上8点截单"
)


@asynccontextmanager
async def open_shop(folder: Path, *said: tuple[str, str]) -> AsyncIterator[World]:
    """A list is out, and these people have spoken."""
    store = open_sqlite(folder)
    try:
        async with World(store, folder) as world:
            for name in ("王芳", "李梅", "老周", "田田", "小美"):
                await world.say(name, "早")
            await world.tell(LIST)
            await world.tell("发")
            for name, text in said:
                await world.say(name, text)
                await world.advance(minutes=2)
            yield world
    finally:
        store.close()


async def book(world: World) -> dict[str, str]:
    """What stands, by name and room: `{"王芳 3-501": "鸡蛋2 草莓1"}`; what waits stands in brackets."""

    def read(unit: UnitOfWork) -> dict[str, str]:
        found: dict[str, list[str]] = {}
        for group_buy in group_buys(unit):
            names = {product.id: product.name for product in group_buy.products}
            place = list(names)
            for line in sorted(unit.books.standing(group_buy.id), key=lambda line: place.index(line.product)):
                where = line.recipient
                house = "-".join(filter(None, (where.building, where.unit, where.room))) if where else ""
                person = unit.people.get(line.member)
                amount = decimal_text(line.quantity) if line.quantity else ""
                waits = f"({decimal_text(line.waiting)})" if line.waiting else ""
                key = " ".join(filter(None, (person.nickname if person else "", house)))
                found.setdefault(key, []).append(f"{names[line.product]}{amount}{waits}")
        return {who: " ".join(lines) for who, lines in found.items()}

    return await world.database.read(read)


async def told(world: World, text: str) -> str:
    return "\n".join(await world.tell(text))


# 代记


async def test_an_order_is_noted_down_for_a_room_that_is_known(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("王芳", "鸡蛋2板 3-501")) as world:
        answer = await told(world, "501 草莓1")
        assert answer == "记着了：王芳 3-501 鸡蛋2板、草莓1盒，93.9块。错了回“撤”。"
        assert await book(world) == {"王芳 3-501": "鸡蛋2 草莓1"}
        assert "撤了：记单" in await told(world, "撤")
        assert await book(world) == {"王芳 3-501": "鸡蛋2"}


@pytest.mark.parametrize(
    "typed", ["王芳 苹果1", "记王芳苹果1", "给王芳记苹果1", "代记 王芳 苹果1", "帮我记一下王芳 苹果一箱", "王芳：苹果1"]
)
async def test_a_member_is_named_in_many_ways(typed: str, tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await told(world, typed)
        assert await book(world) == {"王芳": "苹果1"}


@pytest.mark.parametrize("typed", ["记王阿姨鸡蛋2", "王阿姨 鸡蛋2", "记 5-302 王阿姨 鸡蛋2"])
async def test_a_household_that_is_new_is_read_back_first(typed: str, tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        assert "鸡蛋2，64块，记？" in await told(world, typed)
        assert await book(world) == {}
        assert "记着了：王阿姨" in await told(world, "好")
        (standing,) = (await book(world)).items()
        assert standing[0].startswith("王阿姨")
        assert standing[1] == "鸡蛋2"
        # She is known from now on.
        assert "鸡蛋3板" in await told(world, "王阿姨鸡蛋改3")


async def test_what_is_read_back_may_be_left(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await world.tell("记王阿姨鸡蛋2")
        assert "好，不记" in await told(world, "不记")
        assert await book(world) == {}


async def test_much_money_is_read_back_first(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        assert "王芳：鸡蛋10，320块，记？" in await told(world, "王芳 鸡蛋10")
        assert await book(world) == {}
        await world.tell("1")
        assert await book(world) == {"王芳": "鸡蛋10"}


@pytest.mark.parametrize(
    ("typed", "left"), [("王芳都不要了", {}), ("王芳鸡蛋不要了", {}), ("王芳鸡蛋改1", {"王芳": "鸡蛋1"})]
)
async def test_much_money_that_is_taken_out_is_read_back_first(
    typed: str, left: dict[str, str], tmp_path: Path
) -> None:
    async with open_shop(tmp_path, ("王芳", "鸡蛋10板")) as world:
        assert "记？" in await told(world, typed)
        assert await book(world) == {"王芳": "鸡蛋10"}
        await world.tell("好")
        assert await book(world) == left


@pytest.mark.parametrize(
    ("said", "word", "before"), [("鸡蛋2板", "改50", {"老周": "鸡蛋2"}), ("要是便宜我就要五十板鸡蛋", "记", {})]
)
async def test_much_money_is_read_back_beside_a_quote_too(
    said: str, word: str, before: dict[str, str], tmp_path: Path
) -> None:
    async with open_shop(tmp_path, ("老周", said)) as world:
        await world.say(ORGANIZER, word, quoting=said)
        await world.advance(minutes=1)
        assert "1600块，记？" in world.heard(ORGANIZER)[-1].replace(",", "")
        assert await book(world) == before
        await world.tell("好")
        assert await book(world) == {"老周": "鸡蛋50"}


async def test_of_goods_that_stand_she_is_asked_whether_it_is_more(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("王芳", "鸡蛋1板")) as world:
        assert "前面记了1板，这2板是再加，还是一共2板" in await told(world, "王芳 鸡蛋2")
        assert await book(world) == {"王芳": "鸡蛋1"}
        await world.tell("1")
        assert await book(world) == {"王芳": "鸡蛋3"}
        await world.tell("王芳 鸡蛋5")
        await world.tell("一共")
        assert await book(world) == {"王芳": "鸡蛋5"}


async def test_several_households_in_one_text(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("王芳", "鸡蛋2板 3-501"), ("李梅", "鸡蛋1板 3-502")) as world:
        await world.tell("501 苹果1\n502 苹果2")
        assert await book(world) == {"王芳 3-501": "鸡蛋2 苹果1", "李梅 3-502": "鸡蛋1 苹果2"}
        await world.tell("撤")
        assert await book(world) == {"王芳 3-501": "鸡蛋2", "李梅 3-502": "鸡蛋1"}


async def test_two_lines_for_one_new_household_are_one_order(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await world.tell("记王阿姨鸡蛋2\n记王阿姨苹果1")
        await world.tell("好")
        assert await book(world) == {"王阿姨": "鸡蛋2 苹果1"}
        assert (await told(world, "订单")).count("王阿姨") == 1


async def test_an_address_that_she_adds_belongs_to_the_order_without_one(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("王芳", "鸡蛋2板"), ("李梅", "鸡蛋1板 3-502")) as world:
        await world.tell("王芳 3-501 苹果1")
        await world.tell("李梅 5-302 苹果1")
        assert await book(world) == {
            "王芳 3-501": "鸡蛋2 苹果1",
            "李梅 3-502": "鸡蛋1",
            "李梅 5-302": "苹果1",
        }


async def test_a_household_of_last_time_is_known(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await world.tell("记 6-101 陈奶奶 鸡蛋2")
        await world.tell("好")
        await world.tell("截单")
        await world.tell("到了")
        await world.tell("1. 牛奶 58元/箱\n2. 豆腐 6元/块")
        await world.tell("发")
        assert "记着了：陈奶奶 6-101 牛奶1箱" in await told(world, "6-101 牛奶1")


async def test_a_bare_room_in_two_buildings_is_asked_about(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("王芳", "鸡蛋2板 3-501"), ("李梅", "鸡蛋1板 5-501")) as world:
        assert "1 王芳 3-501\n2 李梅 5-501" in await told(world, "501 苹果1")
        await world.tell("2")
        assert (await book(world))["李梅 5-501"] == "鸡蛋1 苹果1"


async def test_what_is_unclear_is_said_and_not_guessed(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        assert "都有，要哪样" in await told(world, "王芳 黑猪2斤")
        assert await book(world) == {}


async def test_a_name_that_looks_like_a_day_of_the_week_is_a_name(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("周芳", "早")) as world:
        await world.tell("周芳 鸡蛋2")
        assert await book(world) == {"周芳": "鸡蛋2"}


async def test_who_is_called_like_goods_is_taken_for_goods(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("苹果", "早"), ("王", "早")) as world:
        assert "谁的？" in await told(world, "苹果2箱")
        await world.advance(minutes=11)
        assert "鸡蛋2，64块，记？" in await told(world, "王阿姨鸡蛋2")
        await world.tell("不记")
        await world.tell("王 鸡蛋1")
        assert await book(world) == {"王": "鸡蛋1"}


async def test_a_list_that_is_pasted_is_still_a_list(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        assert "牛奶" in await told(world, "1. 牛奶 58元/箱\n2. 豆腐 6元/块")


# 改单


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("501鸡蛋改3", "鸡蛋3 草莓1"),
        ("501鸡蛋改成3板", "鸡蛋3 草莓1"),
        ("501不要草莓了", "鸡蛋2"),
        ("王芳不要草莓了", "鸡蛋2"),
        ("501草莓不要了", "鸡蛋2"),
        ("501加一箱苹果", "鸡蛋2 草莓1 苹果1"),
        ("501鸡蛋少一板", "鸡蛋1 草莓1"),
        ("三杠五零一 鸡蛋改一板", "鸡蛋1 草莓1"),
        ("改单 501 鸡蛋改3", "鸡蛋3 草莓1"),
        ("501草莓换成苹果", "鸡蛋2 苹果1"),
        ("501都不要了", ""),
    ],
)
async def test_an_order_is_changed(typed: str, left: str, tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("王芳", "鸡蛋2板 草莓1盒 3-501")) as world:
        await world.tell(typed)
        assert (await book(world)).get("王芳 3-501", "") == left
        await world.tell("撤")
        assert await book(world) == {"王芳 3-501": "鸡蛋2 草莓1"}


async def test_what_is_not_there_can_not_be_changed(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        assert "这回没有单" in await told(world, "李梅鸡蛋改2")


async def test_her_word_counts_after_the_cutoff_and_the_group_hears_nothing(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("王芳", "鸡蛋2板 3-501")) as world:
        await world.tell("截单")
        await world.advance(minutes=1)
        before = len(world.group())
        await world.tell("501鸡蛋改1")
        await world.advance(minutes=10)
        assert await book(world) == {"王芳 3-501": "鸡蛋1"}
        assert world.group()[before:] == []


async def test_why_tells_whose_word_it_was(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("王芳", "鸡蛋2板 3-501")) as world:
        await world.tell("501鸡蛋改3")
        assert "团长「501鸡蛋改3」 改成3板" in await told(world, "为什么 501")


async def test_in_the_group_she_calls_the_bot_and_is_answered_privately(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("王芳", "鸡蛋2板 3-501")) as world:
        await world.advance(minutes=10)
        before = len(world.group())
        await world.say(ORGANIZER, "@小助手 501鸡蛋改3")
        await world.advance(minutes=1)
        told, seen = world.heard(ORGANIZER)[-2:]
        assert "记着了：王芳 3-501 鸡蛋3板" in told
        assert "群里看得见，先撤回，我已经记了" in seen
        assert world.group()[before:] == []


@pytest.mark.parametrize("said", ["501给你改3板了", "501 鸡蛋改3了哈", "@王芳\u2005给你改3板了", "王芳给你改成3板了"])
async def test_plain_words_of_hers_in_the_group_are_asked_about_privately(said: str, tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("王芳", "鸡蛋2板 3-501")) as world:
        await world.say(ORGANIZER, said)
        await world.advance(minutes=1)
        assert "王芳 3-501：鸡蛋改成3板" in world.heard(ORGANIZER)[-1]
        assert await book(world) == {"王芳 3-501": "鸡蛋2"}
        await world.tell("好")
        assert await book(world) == {"王芳 3-501": "鸡蛋3"}


async def test_what_stands_already_is_no_question_and_no_order_of_hers(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("王芳", "鸡蛋2板 3-501")) as world:
        before = len(world.heard(ORGANIZER))
        await world.say(ORGANIZER, "501 鸡蛋2板")
        await world.advance(minutes=1)
        assert world.heard(ORGANIZER)[before:] == []
        assert await book(world) == {"王芳 3-501": "鸡蛋2"}


async def test_an_order_of_her_own_is_hers(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("王芳", "鸡蛋2板 3-501")) as world:
        await world.say(ORGANIZER, "给我自家留两板鸡蛋")
        await world.say(ORGANIZER, "鸡蛋还有，草莓没了哈")
        assert await book(world) == {"王芳 3-501": "鸡蛋2", "团长": "鸡蛋2"}


@pytest.mark.parametrize(("typed", "told_of"), [("小美都不要了", "老周 鸡蛋2"), ("小美鸡蛋改3", "小美 鸡蛋3")])
async def test_the_group_is_told_of_what_stands_when_it_is_told(typed: str, told_of: str, tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        before = len(world.group())
        await world.say("老周", "鸡蛋2板")
        await world.say("小美", "鸡蛋1板")
        await world.advance(seconds=20)
        await world.tell(typed)
        await world.advance(minutes=30)
        (post,) = world.group()[before:]
        assert told_of in post
        assert "小美 鸡蛋1" not in post


# 转单


@pytest.mark.parametrize(
    "typed", ["李梅草莓1转给田田", "李梅的草莓转给田田", "转单 李梅草莓1给田田", "李梅草莓1转田田"]
)
async def test_goods_are_given_on(typed: str, tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("李梅", "草莓1盒"), ("老周", "草莓2盒"), ("小美", "草莓1盒")) as world:
        await world.tell("截单")
        answer = await told(world, typed)
        assert answer == "李梅的草莓1盒转给田田了，29.9块。错了回“撤”。"
        assert await book(world) == {"田田": "草莓1", "老周": "草莓2", "小美": "草莓(1)"}
        await world.tell("撤")
        assert await book(world) == {"李梅": "草莓1", "老周": "草莓2", "小美": "草莓(1)"}


async def test_who_has_paid_stays_visible(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("李梅", "草莓1盒 鸡蛋1板"), ("李梅", "钱转了")) as world:
        answer = await told(world, "李梅的都转给田田")
        assert "李梅说付过了，钱让田田转给李梅" in answer
        assert await book(world) == {"田田": "鸡蛋1 草莓1"}


async def test_much_money_is_given_on_when_she_has_seen_it(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("老周", "鸡蛋10板")) as world:
        answer = await told(world, "老周鸡蛋转给田田")
        assert "你说「老周鸡蛋转给田田」：老周的鸡蛋10板，320块，转吗？" in answer
        assert await book(world) == {"老周": "鸡蛋10"}
        await world.tell("好")
        assert await book(world) == {"田田": "鸡蛋10"}
        await world.tell("撤")
        assert await book(world) == {"老周": "鸡蛋10"}


async def test_more_than_stands_is_not_given_on(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("李梅", "草莓1盒")) as world:
        assert "没这么多" in await told(world, "李梅草莓2转给田田")
        assert await book(world) == {"李梅": "草莓1"}


# 候补


async def test_who_waits_is_let_in(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("李梅", "草莓3盒"), ("老周", "草莓2盒"), ("小美", "草莓1盒")) as world:
        await world.advance(minutes=60)
        assert "草莓排着3盒：老周2、小美1" in await told(world, "谁排着")
        assert "草莓放进来了：老周。还排着1盒" in await told(world, "放两盒")
        assert await book(world) == {"李梅": "草莓3", "老周": "草莓2", "小美": "草莓(1)"}
        await world.advance(minutes=60)
        assert "老周 草莓2" in world.group()[-1]
        assert "撤了：放候补" in await told(world, "撤")
        assert await book(world) == {"李梅": "草莓3", "老周": "草莓(2)", "小美": "草莓(1)"}
        assert "没有人在排队" not in await told(world, "都放")
        assert await book(world) == {"李梅": "草莓3", "老周": "草莓2", "小美": "草莓1"}
        assert "没有人在排队" in await told(world, "放两盒")


async def test_who_is_called_like_goods_receives_as_anybody(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("老周", "鸡蛋2板"), ("小土豆", "鸡蛋1板")) as world:
        assert "老周的鸡蛋1板转给小土豆了" in await told(world, "老周鸡蛋1转给小土豆")
        assert await book(world) == {"老周": "鸡蛋1", "小土豆": "鸡蛋2"}


async def test_a_receiver_at_an_address_is_taken(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("老周", "鸡蛋2板"), ("小美", "鸡蛋1板 3-501 小美")) as world:
        assert "小美 3-501：" in await told(world, "小美订了什么")
        await told(world, "老周鸡蛋1转给3-501")
        assert await book(world) == {"老周": "鸡蛋1", "小美 3-501": "鸡蛋2"}


async def test_a_receiver_of_whom_nobody_heard_is_named(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("老周", "鸡蛋2板")) as world:
        assert await told(world, "老周鸡蛋1转给小明") == (
            "群里没听过「小明」，没动。写上房号就行，比如“老周鸡蛋1转给3-501”。"
        )
        assert await book(world) == {"老周": "鸡蛋2"}


# 迟到单


async def test_late_orders_are_taken_and_put_back(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await world.tell("截单")
        await world.say("小美", "鸡蛋1板")
        await world.say("老周", "鸡蛋2板")
        await world.advance(minutes=6)
        await world.tell("迟到单")
        await world.tell("收2")
        assert await book(world) == {"老周": "鸡蛋2"}
        assert "撤了：收晚的单" in await told(world, "撤")
        assert await book(world) == {}
        assert "晚的2单" in await told(world, "迟到单")
        await world.tell("都不要")
        assert "没有晚的单" in await told(world, "迟到单")
        assert "撤了：不收晚的单" in await told(world, "撤")
        await world.tell("全收")
        assert await book(world) == {"小美": "鸡蛋1", "老周": "鸡蛋2"}


async def test_what_is_taken_back_too_late_is_told_in_its_own_words(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("老周", "鸡蛋2板")) as world:
        await world.tell("截单")
        await world.say("老周", "鸡蛋不要了")
        await world.advance(minutes=6)
        assert "1. 老周 「鸡蛋不要了」" in await told(world, "迟到单")
        await world.tell("全收")
        assert await book(world) == {}


# A quote and a word


async def test_talk_is_an_order_by_a_quote_and_one_word(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await world.say("老周", "要是明天能到我就订两板鸡蛋")
        await world.advance(minutes=2)
        assert await book(world) == {}
        await world.say(ORGANIZER, "记", quoting="要是明天能到我就订两板鸡蛋")
        await world.advance(minutes=10)
        assert await book(world) == {"老周": "鸡蛋2"}
        assert "记着了：老周 鸡蛋2板" in world.heard(ORGANIZER)[-1]


async def test_what_no_order_can_be_read_in_is_said_privately(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await world.say("老周", "今天真冷")
        await world.advance(minutes=2)
        before = len(world.group())
        await world.say(ORGANIZER, "记", quoting="今天真冷")
        await world.advance(minutes=1)
        assert "没读出要什么" in world.heard(ORGANIZER)[-1]
        assert world.group()[before:] == []


async def test_a_bare_name_is_an_order_by_a_quote_and_one_word(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await world.say("老周", "鸡蛋")
        await world.advance(minutes=2)
        await world.say(ORGANIZER, "记", quoting="鸡蛋")
        await world.advance(minutes=10)
        assert await book(world) == {"老周": "鸡蛋1"}
        assert "老周 鸡蛋1" in world.group()[-1]
        assert "记着了：老周 鸡蛋1板" in world.heard(ORGANIZER)[-1]
        await world.tell("撤")
        assert await book(world) == {}


async def test_nothing_of_a_quoted_message_counts(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("老周", "鸡蛋2板")) as world:
        await world.say(ORGANIZER, "不算", quoting="鸡蛋2板")
        await world.advance(minutes=10)
        assert await book(world) == {}
        assert not any("老周" in post for post in world.group()[1:])
        assert "老周这回没有单了" in world.heard(ORGANIZER)[-1]
        assert "撤了：不算" in await told(world, "撤")
        assert await book(world) == {"老周": "鸡蛋2"}


async def test_a_quoted_order_is_changed(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("老周", "鸡蛋2板")) as world:
        await world.say(ORGANIZER, "改3", quoting="鸡蛋2板")
        await world.advance(minutes=10)
        assert await book(world) == {"老周": "鸡蛋3"}
        assert "老周 鸡蛋3" in world.group()[-1]


async def test_what_was_said_twice_is_counted_once_though_she_quotes_it(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("老周", "鸡蛋2板"), ("小美", "真快"), ("老周", "鸡蛋2板")) as world:
        await world.say(ORGANIZER, "记", quoting="鸡蛋2板")
        await world.advance(minutes=1)
        assert "已经记着" in world.heard(ORGANIZER)[-1]
        assert await book(world) == {"老周": "鸡蛋2"}
        await world.say(ORGANIZER, "不算", quoting="鸡蛋2板")
        assert await book(world) == {}


async def test_of_what_stands_already_she_is_asked_whether_it_is_more(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("老周", "鸡蛋1板")) as world:
        await world.say("老周", "要是便宜我就要两板鸡蛋")
        await world.advance(minutes=2)
        await world.say(ORGANIZER, "记", quoting="要是便宜我就要两板鸡蛋")
        await world.advance(minutes=1)
        assert "前面记了1板，这2板是再加，还是一共2板" in world.heard(ORGANIZER)[-1]
        await world.tell("1")
        assert await book(world) == {"老周": "鸡蛋3"}


async def test_talk_that_names_a_household_with_an_order_is_about_that_order(tmp_path: Path) -> None:
    said = "要是便宜就给3-501记三板鸡蛋"
    async with open_shop(tmp_path, ("老周", "鸡蛋2板 3-501"), ("老周", said)) as world:
        await world.say(ORGANIZER, "记", quoting=said)
        await world.advance(minutes=1)
        assert "前面记了2板，这3板是再加，还是一共3板" in world.heard(ORGANIZER)[-1]
        assert await book(world) == {"老周 3-501": "鸡蛋2"}
        await world.tell("一共")
        assert await book(world) == {"老周 3-501": "鸡蛋3"}
        assert (await told(world, "订单")).count("老周") == 1


async def test_which_of_several_households_talk_is_about_is_asked(tmp_path: Path) -> None:
    said = "要是明天能到我就订两板鸡蛋"
    async with open_shop(tmp_path, ("老周", "草莓1盒 3-501"), ("老周", "苹果1箱 5-602"), ("老周", said)) as world:
        await world.say(ORGANIZER, "记", quoting=said)
        await world.advance(minutes=1)
        assert "1 老周 3-501\n2 老周 5-602" in world.heard(ORGANIZER)[-1]
        assert await book(world) == {"老周 3-501": "草莓1", "老周 5-602": "苹果1"}
        await world.tell("2")
        assert await book(world) == {"老周 3-501": "草莓1", "老周 5-602": "鸡蛋2 苹果1"}


async def test_a_quoted_order_is_given_its_room(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("老周", "鸡蛋2板")) as world:
        await world.say(ORGANIZER, "给5-602的", quoting="鸡蛋2板")
        await world.advance(minutes=1)
        assert await book(world) == {"老周 5-602": "鸡蛋2"}
        assert "记着了：老周 5-602 鸡蛋2板" in world.heard(ORGANIZER)[-1]
        await world.tell("撤")
        assert await book(world) == {"老周": "鸡蛋2"}


async def test_a_quoted_order_that_goes_elsewhere_is_asked_about(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("老周", "鸡蛋2板 3-602")) as world:
        await world.say(ORGANIZER, "给3-501的", quoting="鸡蛋2板 3-602")
        await world.advance(minutes=1)
        assert "老周的单现在送3-602，你说「给3-501的」，改吗？" in world.heard(ORGANIZER)[-1]
        assert await book(world) == {"老周 3-602": "鸡蛋2"}
        await world.tell("好")
        assert await book(world) == {"老周 3-501": "鸡蛋2"}
        await world.tell("撤")
        assert await book(world) == {"老周 3-602": "鸡蛋2"}


@pytest.mark.parametrize("said", ["3-501", "给3-501的", "改3"])
async def test_beside_talk_of_something_else_her_word_changes_nothing(said: str, tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("老周", "鸡蛋2板 3-602"), ("老周", "货到了放哪儿")) as world:
        await world.say(ORGANIZER, said, quoting="货到了放哪儿")
        await world.advance(minutes=1)
        assert await book(world) == {"老周 3-602": "鸡蛋2"}
        await world.tell("好")
        assert await book(world) == {"老周 3-602": "鸡蛋2"}


async def test_a_late_message_is_taken_by_a_quote(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await world.tell("截单")
        await world.say("小美", "鸡蛋1板")
        await world.advance(minutes=6)
        await world.say(ORGANIZER, "记", quoting="鸡蛋1板")
        await world.advance(minutes=1)
        assert await book(world) == {"小美": "鸡蛋1"}


@pytest.mark.parametrize("by_quote", [False, True])
async def test_who_came_late_hears_that_it_is_not_taken(by_quote: bool, tmp_path: Path) -> None:
    async with open_shop(tmp_path) as world:
        await world.tell("截单")
        await world.say("小美", "鸡蛋1板")
        await world.advance(minutes=6)
        before = len(world.group())
        if by_quote:
            await world.say(ORGANIZER, "不算", quoting="鸡蛋1板")
        else:
            await world.tell("都不要")
        # Nobody has spoken since the closing word: it waits for somebody, an hour at most.
        await world.advance(minutes=61)
        (post,) = world.group()[before:]
        assert "小美" in post


@pytest.mark.parametrize("by_quote", [False, True])
async def test_why_a_late_entry_of_a_chain_can_not_be_made_late_again(tmp_path: Path, by_quote: bool) -> None:
    async with open_shop(tmp_path) as world:
        await world.tell("截单")
        chain = "#接龙\n今天的菜\n\n1. 小美 鸡蛋1"
        await world.say("小美", chain)
        await world.advance(minutes=6)
        if by_quote:
            await world.say(ORGANIZER, "记", quoting=chain)
            await world.advance(minutes=1)
        else:
            await world.tell("全收")
        assert await book(world) == {"小美": "鸡蛋1"}
        assert "单子跟着接龙走" in await told(world, "撤")
        assert await book(world) == {"小美": "鸡蛋1"}


async def test_a_residents_quote_and_word_is_talk(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("老周", "鸡蛋2板")) as world:
        await world.say("小美", "记", quoting="鸡蛋2板")
        await world.advance(minutes=10)
        assert await book(world) == {"老周": "鸡蛋2"}


async def test_nothing_is_sent_to_a_household_without_wechat(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("李梅", "草莓3盒")) as world:
        await world.tell("记王阿姨草莓1")
        await world.tell("好")
        before = len(world.fake.sent)
        await world.tell("放1盒")
        await world.advance(hours=1)
        assert await book(world) == {"李梅": "草莓3", "王阿姨": "草莓1"}
        assert not any("王阿姨" in post for post in world.group())
        assert all(one.contact_id == "wxid_organizer" or one.room_id for one in world.fake.sent[before:])


async def test_who_has_no_wechat_is_not_named_when_their_turn_comes(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("李梅", "草莓3盒")) as world:
        await world.tell("记王阿姨草莓1")
        await world.tell("好")
        await world.say("李梅", "草莓少要一盒")
        await world.advance(minutes=60)
        assert await book(world) == {"李梅": "草莓2", "王阿姨": "草莓1"}
        assert not any("王阿姨" in post for post in world.group())


async def test_money_is_the_sum_of_what_stands(tmp_path: Path) -> None:
    async with open_shop(tmp_path, ("王芳", "鸡蛋2板")) as world:
        await world.tell("王芳 苹果1")
        assert f"{Decimal(2) * 32 + 50}块" in await told(world, "统计")


@pytest.mark.parametrize(("to", "whom"), [("5-909", "5-909"), ("张阿姨", "张阿姨")])
async def test_nothing_goes_to_who_was_never_heard_of_before_she_has_seen_it(
    to: str, whom: str, tmp_path: Path
) -> None:
    async with open_shop(tmp_path, ("老周", "鸡蛋2板")) as world:
        assert f"{whom}没记过，老周的鸡蛋1板，32块，转吗？" in await told(world, f"老周鸡蛋1转给{to}")
        assert await book(world) == {"老周": "鸡蛋2"}
        await world.tell("好")
        standing = await book(world)
        assert standing.pop("老周") == "鸡蛋1"
        assert list(standing.values()) == ["鸡蛋1"]
