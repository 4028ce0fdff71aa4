"""Can an organizer put posts into her own words, by typing, and never break one by it?"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.rendering.wordsmith import RenderingWordsmith
from models.values import OrganizerId
from tests.flow.shop import Stage, answer_to, posts_since, shop
from tests.flow.world import WORDS, World

pytestmark = pytest.mark.asyncio

OWNER = OrganizerId("o1")


@pytest_asyncio.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """A group whose orders are closed: what comes next is the pickup notice."""
    async with shop(tmp_path, Stage.CLOSED) as opened:
        yield opened


async def notice_of(world: World) -> str:
    """What the group reads when the goods are there, without whose bags they are, which stands below whatever is said;
    taken back, so that it can be said again."""
    before = len(world.group())
    await world.tell("到了")
    (post,) = posts_since(world, before)
    words, _, bags = post.partition("\n号：")
    assert bags
    return words


async def own_of(world: World, kind: str = "pickup_notice") -> tuple[str, ...]:
    return await world.database.read(lambda unit: unit.own_wordings.of_kind(OWNER, kind))


async def test_what_can_be_worded_otherwise_is_told_by_name(world: World) -> None:
    answer = await answer_to(world, "模板")
    for name in ("清单", "记上了", "问一句", "快截了", "截了", "晚了一步", "取货通知", "车晚了", "私聊记上了"):
        assert name in answer
    assert "你换过的" not in answer


async def test_how_it_reads_now_and_how_to_change_it_is_told(world: World) -> None:
    answer = await answer_to(world, "模板 取货通知")
    assert "3种轮着来" in answer
    assert "1 货到了，8点前都有人。报号或报名字就行。" in answer
    assert "{地点} 在哪儿拿" in answer
    assert "模板 取货通知 货到啦，{地点}" in answer


async def test_a_plain_wording_is_shown_first_and_counts_at_her_word(world: World) -> None:
    answer = await answer_to(world, "模板 取货通知 货到啦，{地点}，快下楼")
    assert "货到啦，快下楼" in answer, "the shop has no place: that half is left out"
    assert "今天没有{地点}" in answer
    assert "回“好”" in answer
    assert await own_of(world) == ()
    assert "以后这么说" in await answer_to(world, "好")
    assert await notice_of(world) == "货到啦，快下楼"


async def test_it_is_left_at_ours_where_she_says_so(world: World) -> None:
    await world.tell("模板 取货通知 货到啦，快下楼")
    assert "不换" in await answer_to(world, "算了")
    assert await own_of(world) == ()


async def test_what_is_true_today_stands_in_it(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.KNOWN) as world:
        await world.tell("1. 土鸡蛋 32元/板\n2. 草莓 29.9元/盒\n晚上8点截单，明天下午4点到，3号楼架空层自提")
        await world.tell("发")
        answer = await answer_to(world, "模板 取货通知 货到啦，{地点}，{几点}前都有人")
        assert "货到啦，3号楼架空层，8点前都有人" in answer
        answer = await answer_to(world, "模板 截了 收摊，{到货时间}到")
        assert "收摊，明天下午4点到" in answer


async def test_several_take_turns(world: World) -> None:
    await world.tell("模板 取货通知 货到啦")
    await world.tell("好")
    answer = await answer_to(world, "模板 取货通知 加 来拿东西咯")
    assert "多一种说法" in answer
    assert "这2种轮着说" in await answer_to(world, "好")
    assert await own_of(world) == ("货到啦", "来拿东西咯")
    shown = await answer_to(world, "模板 取货通知")
    assert "1 货到啦\n" in shown
    assert "2 来拿东西咯\n" in shown
    assert "取货通知（2种）" in await answer_to(world, "模板")
    assert "还剩1种" in await answer_to(world, "模板 取货通知 删1")
    assert await own_of(world) == ("来拿东西咯",)
    assert "用回我的话" in await answer_to(world, "模板 取货通知 删1")
    assert await own_of(world) == ()


async def test_one_wording_takes_the_place_of_all(world: World) -> None:
    for typed in ("模板 取货通知 货到啦", "好", "模板 取货通知 加 来拿东西咯", "好"):
        await world.tell(typed)
    assert "前面写的2种就不用了" in await answer_to(world, "模板 取货通知 下楼")
    await world.tell("好")
    assert await own_of(world) == ("下楼",)


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        (("模板 取货通知 下楼", "好"), ("货到啦", "来拿东西咯")),
        (("模板 取货通知 加 下楼", "好"), ("货到啦", "来拿东西咯")),
        (("模板 取货通知 删1",), ("货到啦", "来拿东西咯")),
        (("模板 取货通知 还原",), ("货到啦", "来拿东西咯")),
    ],
)
async def test_each_change_is_taken_back(typed: tuple[str, ...], left: tuple[str, ...], world: World) -> None:
    for word in ("模板 取货通知 货到啦", "好", "模板 取货通知 加 来拿东西咯", "好"):
        await world.tell(word)
    for word in typed:
        await world.tell(word)
    assert await own_of(world) != left, "nothing was changed"
    assert "撤了：改模板" in await answer_to(world, "撤")
    assert await own_of(world) == left


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("模板 唱歌", "没有叫「唱歌」的，回“模板”"),
        ("模板 取货通知 货到啦，在{地址}", "{地址}我不认得。取货通知里能写：{时间}{几点}{地点}{名单}{今天}{你}"),
        ("模板 取货通知 货到啦\n在{地址}", "第2行的{地址}我不认得"),
        ("模板 取货通知 货到啦，{地点", "大括号没配上"),
        ("模板 取货通知 货到啦，{{地点}", "大括号没配上"),
        ("模板 取货通知 货到啦，{{地址}}", "{地址}我不认得"),
        ("模板 取货通知 @所有人 货到啦", "这个我不喊"),
        ("模板 取货通知 到了打 13812345678", "群里不放电话"),
        ("模板 取货通知 货到啦，一共{金额}", "{金额}我不认得"),
        ("模板 取货通知 {{ plcae }}到了", "“plcae”，取货通知里没有"),
        ("模板 取货通知 {% if place %}到了", "写得不对"),
        ("模板 取货通知 {% for i in range(10**9) %}x{% endfor %}", "没存"),
        ("模板 记上了 都记好了", "少了{名单}"),
        ("模板 取货通知 删3", "这条用的就是我的话"),
        ("模板 取货通知 还原", "这条用的就是我的话"),
    ],
)
async def test_what_is_wrong_is_told_with_its_place(typed: str, told: str, world: World) -> None:
    assert told in await answer_to(world, typed)
    await world.tell("好")
    assert await own_of(world) == ()
    assert await own_of(world, "noted") == ()


async def test_who_knows_jinja_writes_it_in_lines(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        lines = (
            "模板 清单",
            "早，{{ products | length }}样：",
            "{% for p in products %}",
            "{{ p.short }} {{ p.price_fen | price }}元",
            "{% endfor %}",
        )
        template = "\n".join(lines)
        assert "早，2样：\n鸡蛋 32元\n草莓 29.9元" in await answer_to(world, template)
        await world.tell("好")
        before = len(world.group())
        await world.tell("清单")
        assert posts_since(world, before) == ["早，2样：\n鸡蛋 32元\n草莓 29.9元"]


async def test_her_commas_and_lines_stay_as_she_wrote_them(world: World) -> None:
    await world.tell("模板 取货通知：货到啦！\n下楼吧，（别急）。")
    await world.tell("好")
    assert await own_of(world) == ("货到啦！\n下楼吧，（别急）。",)


async def test_it_is_hers_in_every_group_and_answered_privately(world: World) -> None:
    before = len(world.group())
    await world.say("团长", "@小助手 模板 取货通知 货到啦，下楼")
    await world.advance(seconds=30)
    assert posts_since(world, before) == []
    assert "货到啦，下楼" in world.heard("团长")[-1]
    await world.tell("好")
    assert await own_of(world) == ("货到啦，下楼",)


async def test_residents_can_not_word_anything(world: World) -> None:
    before = len(world.group())
    await world.say("王芳", "@小助手 模板 取货通知 哈哈")
    await world.say("王芳", "模板 取货通知 哈哈", private=True)
    await world.advance(minutes=5)
    assert await own_of(world) == ()
    assert not any("哈哈" in post for post in posts_since(world, before))


async def test_another_process_has_changed_it(world: World) -> None:
    """What stands in the database is said, whoever wrote it, from the next post on."""
    await world.database.write(
        lambda unit: unit.own_wordings.put(OWNER, "pickup_notice", ["别处写的"], world.clock.now())
    )
    assert await notice_of(world) == "别处写的"


async def test_a_wording_that_breaks_gives_way_to_ours(world: World) -> None:
    await world.database.write(
        lambda unit: unit.own_wordings.put(OWNER, "pickup_notice", ["{{ 1 / 0 }}"], world.clock.now())
    )
    assert "到" in await notice_of(world)


async def test_it_outlives_the_process(world: World) -> None:
    await world.tell("模板 取货通知 货到啦")
    await world.tell("好")
    await world.restart()
    assert await notice_of(world) == "货到啦"


async def test_what_was_noted_goes_with_her_closing_word(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        await world.tell("模板 截了 收摊啦")
        await world.tell("好")
        await world.say("王芳", "鸡蛋2板 3-501")
        before = len(world.group())
        await world.tell("截")
        assert posts_since(world, before) == ["收摊啦\n刚才的也记上了：王芳 鸡蛋2。"]


async def test_every_example_that_is_shown_will_do(world: World) -> None:
    smith = RenderingWordsmith(WORDS)
    for worded in smith.kinds():
        if worded.for_neighbours:
            assert smith.flaw(worded.kind, worded.example) is None, worded
            assert "回“好”" in await answer_to(world, f"模板 {worded.name} {worded.example}"), worded.name
