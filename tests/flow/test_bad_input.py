"""Can anybody stop the bot by what they write? No text, in no place, by nobody; and other rooms never notice."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.groupbuy import stages
from models.mail import OutboxState
from models.ports import UnitOfWork
from models.values import MessageKind
from tests.flow.shop import Stage, group_buys, say_in_room, shop
from tests.flow.world import ORGANIZER, World

_ENTITIES = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMB = (
    f'<?xml version="1.0"?><!DOCTYPE msg [<!ENTITY l0 "ha">{_ENTITIES}]><msg><appmsg><title>&l9;</title></appmsg></msg>'
)

ODD = {
    "empty": "",
    "spaces": " \u3000\u2005\t\n ",
    "long": "鸡蛋2板 " * 4000,
    "one long word": "鸡" * 20_000,
    "many figures": "1" * 20_000,
    "many lines": "1号1份\n" * 3000,
    "controls": "".join(map(chr, range(32))) + "\x7f\x80\x9f鸡蛋\x00\x1b[31m",
    "broken emoji": "\U0001f468\u200d\u200d\U0001f469\u200d\ufe0f\U0001f3fd\U0001f3fd鸡蛋",
    "half a pair": "鸡蛋\ud83d",
    "the other half": "\udc4d鸡蛋 \udfff",
    "right to left": "\u202e板2蛋鸡\u202c\u2066\u2067\u200f3-501",
    "zero width": "鸡\u200b\u200c\u2060\ufeff蛋",
    "heaps of marks": "鸡" + "\u0301\u0489" * 5000,
    "no characters": "\ufffe\uffff\U0010ffff\ufdd0",
    "a thousand mentions": "".join(f"@邻居{n}\u2005" for n in range(1000)),
    "everybody": "@所有人 鸡蛋2板",
    "an XML bomb": BOMB,
    "a reply that is a bomb": BOMB.replace("</msg>", "<refermsg><content>&l9;</content></refermsg></msg>"),
    "broken XML": "<msg><appmsg><title>#接龙</title><solitaire>" * 200,
    "a template": "{{ 7*7 }}{% for x in ().__class__.__base__.__subclasses__() %}{{x}}{% endfor %}",
    "a formula": "=cmd|'/c calc'!A1 鸡蛋2板",
    "SQL": "'; DROP TABLE inbox; --",
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "a quote of quotes": "「" * 3000 + "老周：鸡蛋" + "」" * 3000 + "\n- - - - - -\n+1",
    "an endless chain": "#接龙\n鸡蛋\n\n" + "\n".join(f"{n}. 人{n} 鸡蛋{n}" for n in range(1, 300)),
    "a chain of nothing": "#接龙\n" + "1. \n" * 500,
    "huge numbers": "鸡蛋99999999999999999999板 3-501",
    "tiny numbers": "鸡蛋0.0000000000000000001板",
    "odd numbers": "鸡蛋½板 ²板 ⅷ板 -3板 ∞板 NaN板 1e9板",
    "a price of nothing": "1号 0\n2号 -5\n3号 1e400",
    "brackets": "(" * 8000 + ")" * 8000,
    "json": '{"do": "close_orders", "__proto__": {}}' * 200,
}
PLACES = [(name, private) for name in ("王芳", ORGANIZER) for private in (False, True)]


@pytest.mark.parametrize("case", ODD)
@pytest.mark.asyncio
async def test_no_text_stops_the_bot(case: str, tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        for name, private in PLACES:
            await world.say(name, ODD[case], private=private)
        await world.say("王芳", ODD[case], kind=MessageKind.GROUP_NOTE)
        await world.say("王芳", "+1", quoting=ODD[case])
        await world.advance(minutes=5)
        await all_is_well(world)


@pytest.mark.parametrize("case", ["half a pair", "controls", "right to left", "everybody", "a template", "a formula"])
@pytest.mark.asyncio
async def test_no_name_stops_the_bot(case: str, tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        name = ODD[case]
        await world.say(name, "鸡蛋3板 3-502")
        await world.say(name, "排骨")
        await world.advance(minutes=5)
        posts = "\n".join(world.group())
        await all_is_well(world)
    assert "49" not in posts
    assert "@所有人" not in posts


@pytest.mark.parametrize("case", [case for case, text in ODD.items() if text.strip() and case != "an endless chain"])
@pytest.mark.asyncio
async def test_no_command_of_hers_stops_the_bot(case: str, tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.DRAFT) as world:
        for command in ("开团 {}", "订单 {}", "日程 {}", "帮助 {}", "截单 {}", "1号 {}", "{}发", "@小助手 统计 {}"):
            await world.say(ORGANIZER, command.format(ODD[case]), private=not command.startswith("@"))
        await world.advance(minutes=5)
        await nothing_failed(world)


async def all_is_well(world: World) -> None:
    """Nothing failed, nobody was called who should not be, and orders are taken here and elsewhere."""
    await nothing_failed(world)
    assert not any("@所有人" in out.text for out in world.fake.sent)
    before = await world.database.read(_quantities)
    await world.say("徐老师", "草莓1盒 3-509")
    await say_in_room(world, "other@chatroom", "河畔家园", "小美", "大家好", "elsewhere")
    await world.advance(minutes=5)
    after = await world.database.read(_quantities)
    assert after.get("徐老师", 0) == before.get("徐老师", 0) + 1


async def nothing_failed(world: World) -> None:
    assert await world.database.read(lambda unit: unit.inbox.faults()) == []
    bad = [OutboxState.FAILED, OutboxState.UNSURE, OutboxState.SENDING]
    assert await world.database.read(lambda unit: unit.outbox.page(states=bad)) == []


def _quantities(unit: UnitOfWork) -> dict[str, int]:
    published = next(one for one in group_buys(unit) if one.stage is stages.Stage.OPEN)
    lines = unit.books.standing(published.id)
    people = unit.people.many({line.member for line in lines})
    return {people[line.member].nickname: int(line.quantity) for line in lines}


PIECES = (
    *("鸡蛋", "草莓", "2板", "1", "两", "半", "号", "不要了", "改成", "+1", "3-501", "都要", "帮我妈", "各一份"),
    *("#接龙", "\n1. ", "\n2. 李哥 ", "发", "截单", "撤", "日程", "8点", "每样加", "%", "开团", "全收", "@小助手 "),
    *(
        "/",
        "。",
        "，",
        "\n",
        " ",
        "「",
        "」\n- - - -\n",
        "@",
        "\u2005",
        "\ud800",
        "\x00",
        "\u202e",
        "{{",
        "}}",
        "<",
        ">",
    ),
)
_TEXT = st.one_of(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.text(max_size=60))
_MESSAGE = st.tuples(st.sampled_from(PLACES), _TEXT)


@given(said=st.lists(_MESSAGE, min_size=5, max_size=30))
@settings(max_examples=25, deadline=None)
def test_nothing_that_people_write_fails(said: list[tuple[tuple[str, bool], str]]) -> None:
    asyncio.run(_live_through(said))


async def _live_through(said: list[tuple[tuple[str, bool], str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with shop(Path(folder), Stage.PUBLISHED) as world:
            for (name, private), text in said:
                await world.say(name, text, private=private)
            await world.advance(minutes=5)
            await nothing_failed(world)
