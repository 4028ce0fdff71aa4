"""Does each command do what it says, where it may be said, and does each wrong one say what would be right?"""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from handlers.command_table import TABLE
from tests.flow.hand_out_examples import HAND_OUT_EXAMPLES
from tests.flow.money_examples import MONEY_EXAMPLES
from tests.flow.shop import Stage, answer_to, group_buys, posts_since, shop
from tests.flow.world import ORGANIZER, World

pytestmark = pytest.mark.asyncio

REOPENED = "接|又开了"
#: Each example of the table: how far the day has come, what she reads, and what the group does (a pattern, or nothing).
EXAMPLES: dict[str, tuple[Stage, str, str | None]] = {
    "开团": (Stage.ORDERED_FROM, "把清单贴给我", None),
    "开团 同昨天": (Stage.ORDERED_FROM, "没有能照着开的清单", None),
    "清单": (Stage.ORDERED_FROM, "", "土鸡蛋 30枚/板 32元"),
    "再发一遍": (Stage.ORDERED_FROM, "", "土鸡蛋 30枚/板 32元"),
    "截单": (Stage.ORDERED_FROM, "截了，1单，64块", "截"),
    "截了": (Stage.ORDERED_FROM, "截了，1单，64块", "截"),
    "延到晚上9点": (Stage.ORDERED_FROM, "改成今晚9点截", None),
    "重开": (Stage.CLOSED, "又开了", REOPENED),
    "再开半小时": (Stage.CLOSED, "又开了", REOPENED),
    "统计": (Stage.ORDERED_FROM, "1单，64块", None),
    "多少了": (Stage.ORDERED_FROM, "1单，64块", None),
    "订单 501": (Stage.ORDERED_FROM, "王芳 3-501：鸡蛋2板", None),
    "501订了啥": (Stage.ORDERED_FROM, "王芳 3-501：鸡蛋2板", None),
    "为什么 501": (Stage.ORDERED_FROM, "「鸡蛋2板 3-501」 记了2板", None),
    "501为什么是3板": (Stage.ORDERED_FROM, "「鸡蛋2板 3-501」 记了2板", None),
    "鸡蛋多少": (Stage.ORDERED_FROM, "鸡蛋2板，1单：\n王芳 3-501：鸡蛋2板", None),
    "谁要了草莓": (Stage.ORDERED_FROM, "没找到「草莓」的单", None),
    "501 鸡蛋2": (Stage.ORDERED_FROM, "王芳 3-501 鸡蛋2板", None),
    "记王阿姨鸡蛋2": (Stage.ORDERED_FROM, "鸡蛋2，64块，记？", None),
    "501鸡蛋改2": (Stage.ORDERED_FROM, "王芳 3-501 鸡蛋2板，64块", None),
    "501不要草莓了": (Stage.ORDERED_FROM, "王芳 3-501 鸡蛋2板，64块", None),
    "王芳鸡蛋1转给李哥": (Stage.LATE, "王芳的鸡蛋1板转给李哥了，32块", None),
    "谁排着": (Stage.ORDERED_FROM, "没有人在排队", None),
    "放两盒": (Stage.ORDERED_FROM, "没有人在排队", None),
    "刚才问你的": (Stage.ORDERED_FROM, "没有没定的", None),
    "迟到单": (Stage.LATE, "1. 李哥 鸡蛋1\n2. 张伯 草莓1", None),
    "全收": (Stage.LATE, "收了晚的2单", None),
    "收3 5": (Stage.LATE, "没有这个号，先回“迟到单”", None),
    "都不要": (Stage.LATE, "晚的2单不收了", "李哥、张伯"),
    "上架 大白菜 3元/颗": (Stage.ORDERED_FROM, "上架了：3. 大白菜 3元/颗", "大白菜"),
    "上架 鸡蛋": (Stage.ORDERED_FROM, "鸡蛋本来就是这样", None),
    "下架 鸡蛋": (Stage.ORDERED_FROM, "鸡蛋下架了", None),
    "改价 鸡蛋 35": (Stage.ORDERED_FROM, "1 问问要了的1位", None),
    "加价 3": (Stage.ORDERED_FROM, "一样一样改", None),
    "加价 15%": (Stage.PUBLISHED, "鸡蛋 28.8元", None),
    "库存": (Stage.ORDERED_FROM, "没记库存", None),
    "库存 鸡蛋 20": (Stage.ORDERED_FROM, "鸡蛋还能要20板", None),
    "限购 鸡蛋 2": (Stage.ORDERED_FROM, "鸡蛋每人最多2板", None),
    "够10份才发": (Stage.ORDERED_FROM, "哪样要凑够才发", None),
    "成团 草莓 10": (Stage.ORDERED_FROM, "草莓够10盒才发", None),
    "够了没": (Stage.ORDERED_FROM, "没有要凑数的", None),
    "满50截": (Stage.ORDERED_FROM, "收满50就截，现在2", None),
    "装箱 鸡蛋 12": (Stage.ORDERED_FROM, "鸡蛋一箱12板", None),
    "供货 鸡蛋 老李": (Stage.ORDERED_FROM, "鸡蛋找老李拿", None),
    "变价 草莓 66": (Stage.CLOSED, "草莓改成66元一盒了，还没人要", None),
    "变价 草莓 66 到晚上9点": (Stage.CLOSED, "草莓改成66元一盒了，还没人要", None),
    "延期 周五": (Stage.CLOSED, "改到周五到", "周五"),
    "延期 周五 台风": (Stage.CLOSED, "改到周五到", "台风"),
    "取消团": (Stage.CLOSED, "取消了，群里说了。1单，64块", "取消"),
    "取消团 台风": (Stage.CLOSED, "取消了，群里说了。1单，64块", "台风"),
    "谁没回": (Stage.ORDERED_FROM, "没问过扣1", None),
    "报货": (Stage.CLOSED, "报货：\n鸡蛋 2板", None),
    "采购单": (Stage.CLOSED, "报货：\n鸡蛋 2板", None),
    "到货": (Stage.CLOSED, "群里喊了", "到"),
    "到了": (Stage.CLOSED, "群里喊了", "到"),
    "都到了": (Stage.CLOSED, "群里喊了", "到"),
    "晚到 5点半": (Stage.CLOSED, "今天下午5点半再喊大家", "5点半"),
    "没到": (Stage.CLOSED, "先不喊", None),
    "车堵了": (Stage.CLOSED, "先不喊", None),
    "统计 表格": (Stage.ORDERED_FROM, "[订单-1123.xlsx]", None),
    "采购单 表格": (Stage.CLOSED, "[报货单-1123.xlsx]", None),
    "送货单": (Stage.CLOSED, "没有要送上门的", None),
    "跑楼单": (Stage.CLOSED, "没有要送上门的", None),
    "送货单 全部": (Stage.CLOSED, "501 王芳 1号：鸡蛋2板", None),
    "发给小刘": (Stage.CLOSED, "没有要送上门的", None),
    "标签": (Stage.CLOSED, "[标签-1123.pdf]", None),
    "标签 A4": (Stage.CLOSED, "[标签-1123.pdf]", None),
    "打标": (Stage.CLOSED, "[标签-1123.pdf]", None),
    "导出": (Stage.CLOSED, "[导出-1123.json]", None),
    "导出 3": (Stage.CLOSED, "[导出-1123.json]", None),
    "日程": (Stage.ORDERED_FROM, "1. 每天 9:00 清单", None),
    "日程 每天8点 清单": (Stage.ORDERED_FROM, "每天 8:00 清单", None),
    "日程 工作日 17:30 取货通知": (Stage.ORDERED_FROM, "工作日 17:30 取货通知", None),
    "每周三 10:00 开团 水果": (Stage.ORDERED_FROM, "每周三 10:00 开团 水果。接下来：后天上午10点", None),
    "截单前30分钟 提醒": (Stage.ORDERED_FROM, "截单前半小时提醒一次", None),
    "到货后 立即 通知": (Stage.ORDERED_FROM, "我马上喊", None),
    "照旧": (Stage.CLOSED, "土鸡蛋 30枚/板 进25 卖32", None),
    "日程 停1": (Stage.ORDERED_FROM, "没有这一条，先回“日程”", None),
    "日报": (Stage.ORDERED_FROM, "今天1单，64块", None),
    "今天怎么样": (Stage.ORDERED_FROM, "今天1单，64块", None),
    "501 拿了": (Stage.ORDERED_FROM, "现在没有在取货的团", None),
    "除了501都拿了": (Stage.ORDERED_FROM, "现在没有在取货的团", None),
    "谁没拿": (Stage.ORDERED_FROM, "现在没有在取货的团", None),
    "喊一下没拿的": (Stage.ORDERED_FROM, "都拿完了", None),
    "收摊": (Stage.ORDERED_FROM, "现在没有在取货的团", None),
    "周报": (Stage.ORDERED_FROM, "这周1单，64块。卖得多的：鸡蛋2板", None),
    "这周怎么样": (Stage.ORDERED_FROM, "这周1单，64块。卖得多的：鸡蛋2板", None),
    "发件箱": (Stage.ORDERED_FROM, "没有卡住的", None),
    "重发": (Stage.ORDERED_FROM, "没有没发出去的", None),
    "重发1 3": (Stage.ORDERED_FROM, "没有没发出去的", None),
    "都不补": (Stage.ORDERED_FROM, "没有没发出去的", None),
    "补录": (Stage.ORDERED_FROM, "把漏的贴给我", None),
    "接龙补齐": (Stage.ORDERED_FROM, "1. 王芳 3-501 土鸡蛋2板", None),
    "补齐": (Stage.ORDERED_FROM, "1. 王芳 3-501 土鸡蛋2板", None),
    "静音": (Stage.ORDERED_FROM, "明天早上7点半再开口", None),
    "静音2小时": (Stage.ORDERED_FROM, "今天上午9点", None),
    "静音到明天": (Stage.ORDERED_FROM, "明天早上7点半再开口", None),
    "别说话": (Stage.ORDERED_FROM, "明天早上7点半再开口", None),
    "说话吧": (Stage.ORDERED_FROM, "我没静音", None),
    "吵不吵": (Stage.ORDERED_FROM, "我主动说了", None),
    "群模式": (Stage.ORDERED_FROM, "小店", None),
    "群模式 乡村": (Stage.ORDERED_FROM, "清单7:00", None),
    "乡村模式": (Stage.ORDERED_FROM, "清单7:00", None),
    "帮手": (Stage.ORDERED_FROM, "还没有帮手", None),
    "帮手 小刘 拿了 未取": (Stage.ORDERED_FROM, "群里没听过「小刘」", None),
    "帮手 去掉 小刘": (Stage.ORDERED_FROM, "群里没听过「小刘」", None),
    "交接": (Stage.ORDERED_FROM, "现在没有人替你", None),
    "交接 李姐 到周五": (Stage.ORDERED_FROM, "群里没听过「李姐」", None),
    "交接 结束": (Stage.ORDERED_FROM, "现在没有人替你", None),
    "休团": (Stage.ORDERED_FROM, "歇到哪天？", None),
    "休团到周一": (Stage.ORDERED_FROM, "好，歇到", "接着开"),
    "休团两天": (Stage.ORDERED_FROM, "好，歇到", "接着开"),
    "不休了": (Stage.ORDERED_FROM, "没在休团", None),
    "撤": (Stage.CLOSED, "撤了：截单", REOPENED),
    "撤回": (Stage.CLOSED, "撤了：截单", REOPENED),
    "模板": (Stage.ORDERED_FROM, "清单、记上了", None),
    "模板 取货通知": (Stage.ORDERED_FROM, "1 货到了", None),
    "模板 取货通知 货到啦，{地点}": (Stage.ORDERED_FROM, "取货通知以后这么说：\n货到啦。", None),
    "帮助": (Stage.ORDERED_FROM, "截单：截单 重开 满截 装箱 供货 变价 迟到单 采购单\n", None),
    "帮助 全部": (Stage.ORDERED_FROM, "截单：现在截单", None),
    "帮助 开团": (Stage.ORDERED_FROM, "开团 [清单/同哪天]", None),
    **HAND_OUT_EXAMPLES,
    **MONEY_EXAMPLES,
}


async def test_every_example_is_held_to_something() -> None:
    assert set(EXAMPLES) == {example for spec in TABLE for example in spec.examples}


@pytest.mark.parametrize("example", EXAMPLES)
async def test_an_example_does_what_it_says(example: str, tmp_path: Path) -> None:
    stage, told, posted = EXAMPLES[example]
    async with shop(tmp_path, stage) as world:
        before = len(world.group())
        answer = await answer_to(world, example)
        if posted is not None and not posts_since(world, before):
            # Nobody has spoken since the bot's own word: what she decided waits for somebody, an hour at most.
            await world.advance(minutes=61)
        posts = posts_since(world, before)
    assert told in answer
    assert answer or posts, "silence"
    if posted is None:
        assert posts == []
    else:
        (post,) = posts
        assert re.search(posted, post)


@pytest.mark.parametrize("spelling", ["/{}", "／{}", "{}。", " {} "])
@pytest.mark.parametrize("command", ["统计", "截单"])
async def test_slashes_stops_and_spaces_do_not_matter(command: str, spelling: str, tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        assert "1单，64块" in await answer_to(world, spelling.format(command))


#: What is wrong, and what she reads: why, and the right form with an example.
WRONG = {
    "截单 昨天的": ("“昨天的”不像时间", "延到晚上9点"),
    "重开 明白": ("“明白”不像时间", "再开半小时"),
    "统计 全部": ("“全部”没看懂", "统计"),
    "标签 A5": ("“A5”没看懂", "标签 A4"),
    "导出 30": ("一次最多10个团", "导出 3"),
    "晚到 好久": ("“好久”不像时间", "晚到 5点半"),
    "日程 每天 清单": ("几点没看懂", "日程 工作日 17:30 取货通知"),
    "日程 每天8点 唱歌": ("做什么没看懂", "日程 工作日 17:30 取货通知"),
    "迟到单 收": ("收哪几单没看懂", "收3 5"),
}


@pytest.mark.parametrize("typed", WRONG)
async def test_a_wrong_form_gets_the_right_one(typed: str, tmp_path: Path) -> None:
    why, example = WRONG[typed]
    async with shop(tmp_path) as world:
        answer = await answer_to(world, typed)
    assert why in answer
    assert "这么写" in answer
    assert example in answer


#: What can't be done at a stage, and why not.
REFUSED = {
    ("截", Stage.KNOWN): "没有在接的团",
    ("清单", Stage.CLOSED): "已经截了。要接着收先回",
    ("重开", Stage.PUBLISHED): "不用重开",
    ("统计", Stage.KNOWN): "现在没有团",
    ("全收", Stage.CLOSED): "没有晚的单",
    ("报货", Stage.ORDERED_FROM): "先回“截”",
    ("到了", Stage.ORDERED_FROM): "没有在等货的团",
    ("延到今天早上7点", Stage.ORDERED_FROM): "已经过了",
    ("再开到今天早上7点", Stage.CLOSED): "已经过了",
    ("日程 停9", Stage.ORDERED_FROM): "先回“日程”",
    ("撤", Stage.KNOWN): "没有能撤的",
    ("撤", Stage.ORDERED_FROM): "已经有人下单",
    ("帮助 唱歌", Stage.KNOWN): "没有“唱歌”这个说法",
    ("9号 12.8", Stage.DRAFT): "没有9号",
    ("删9", Stage.DRAFT): "没有9号",
    ("今天天气真好啊", Stage.KNOWN): "没看懂",
}


@pytest.mark.parametrize(("typed", "stage"), REFUSED)
async def test_what_can_not_be_done_says_why(typed: str, stage: Stage, tmp_path: Path) -> None:
    async with shop(tmp_path, stage) as world:
        before = len(world.group())
        answers = await world.tell(typed)
        posts = posts_since(world, before)
    (answer,) = answers
    assert REFUSED[typed, stage] in answer
    assert posts == []


async def test_a_notice_that_is_out_is_not_called_back(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.CLOSED) as world:
        await world.tell("到了")
        assert "群里已经喊过了" in await answer_to(world, "撤")


async def test_a_list_without_a_price_stays(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.KNOWN) as world:
        await world.tell("1. 土鸡蛋 30枚/板 32元\n2. 草莓 供货价20\n3. 牛奶 58元")
        before = len(world.group())
        assert "2号还没有价" in await answer_to(world, "发")
        assert posts_since(world, before) == []
        await world.tell("2号 29.9")
        await world.tell("发")
        (post,) = posts_since(world, before)
    assert "29.9元" in post
    assert "20" not in post.replace("29.9元", "")


async def test_numbers_run_on_through_a_day(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        await world.tell("牛奶 58元/箱\n豆腐 6元/块")
        await world.tell("发")
        second, first = await world.database.read(group_buys)
        await world.say("王芳", "3号2箱 3-501")
        await world.advance(minutes=10)
        lines = await world.database.read(lambda unit: unit.books.standing(second.id))
    assert [product.number for product in first.products] == ["1", "2"]
    assert [product.number for product in second.products] == ["3", "4"]
    assert [(line.product, line.quantity) for line in lines] == [(second.products[0].id, Decimal(2))]


async def test_a_list_goes_out_later(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.DRAFT) as world:
        before = len(world.group())
        assert "8点" in await answer_to(world, "8点发")
        assert posts_since(world, before) == []
        await world.advance_to(8, 1)
        (post,) = posts_since(world, before)
        (group_buy,) = await world.database.read(group_buys)
    assert "土鸡蛋" in post
    assert group_buy.opened_at is not None


async def test_a_menu_is_over_after_half_an_hour(tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await world.say(ORGANIZER, "截单")
        await world.advance(minutes=1)
        assert "是就回1" in world.heard(ORGANIZER)[-1]
        await world.advance(minutes=30)
        before = len(world.group())
        assert "半小时前的不算了" in await answer_to(world, "1")
        assert posts_since(world, before) == []


async def _silence(world: World, name: str, text: str, **more: object) -> None:
    heard, posts = len(world.heard(ORGANIZER)), len(world.group())
    await world.say(name, text, **more)  # type: ignore[arg-type]
    await world.advance(minutes=2)
    assert world.heard(ORGANIZER)[heard:] == []
    assert world.group()[posts:] == []


@pytest.mark.parametrize("text", ["截单", "/截单", "@小助手 截单", "/统计", "到货了吗", "重开"])
async def test_residents_command_nothing(text: str, tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        before = await world.database.read(group_buys)
        await _silence(world, "王芳", text)
        assert await world.database.read(group_buys) == before


@pytest.mark.parametrize("text", ["唱个歌吧", "/唱歌", "今天天气真好", "@小助手 你好", "明天见"])
async def test_a_word_of_hers_in_the_group_is_talk(text: str, tmp_path: Path) -> None:
    async with shop(tmp_path) as world:
        await _silence(world, ORGANIZER, text)


async def test_help_is_read_in_one_look_and_names_every_command(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.KNOWN) as world:
        (answer,) = await world.tell("帮助")
    assert len(answer.splitlines()) <= 12
    assert all(len(line) <= 80 for line in answer.splitlines()), "a line that wraps three times"
    named = [name for line in answer.splitlines() for name in line.partition("：")[2].split()]
    assert {spec.name for spec in TABLE} <= set(named)
    assert len(named) == len(set(named))
