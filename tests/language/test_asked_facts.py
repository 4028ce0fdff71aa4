"""What do questions ask of the facts, who has answered, and who only sounds like a clerk? Small rules, by example."""

from __future__ import annotations

import pytest

from models.acts import Chat, Context, Order
from models.language import compile_catalog, read
from models.language.absent_goods import goods_not_listed
from models.language.answer_shapes import answers, has_got_it
from models.language.asked_facts import Asked, Fact, asked_facts
from models.language.clerk import writes_like_a_clerk
from models.values import Product, ProductId
from tests.language.shop import SHOP

BERRIES, EGGS = ProductId("草莓"), ProductId("鸡蛋")


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("草莓多少钱一盒", {Asked(Fact.PRICE, BERRIES)}),
        ("请问鸡蛋怎么卖呀？", {Asked(Fact.PRICE, EGGS)}),
        ("草莓还有没有", {Asked(Fact.STOCK, BERRIES)}),
        ("有草莓吗", {Asked(Fact.STOCK, BERRIES)}),
        ("草莓和鸡蛋2盒，几点截单", {Asked(Fact.CUTOFF)}),
        ("我老公还在开会他要到7点半才有空看，今晚几点截单", {Asked(Fact.CUTOFF)}),
        ("货到了没", {Asked(Fact.HERE)}),
        ("货怎么还没到啊", {Asked(Fact.HERE)}),
        ("今天的草莓怎么还没到", {Asked(Fact.HERE, BERRIES)}),
        ("货还没到吗", {Asked(Fact.HERE)}),
        ("怎么还没到", {Asked(Fact.HERE, named=False)}),
        ("草莓什么时候到", {Asked(Fact.ARRIVAL, BERRIES)}),
        ("在哪取货呀", {Asked(Fact.PLACE)}),
        ("草莓还能订吗", {Asked(Fact.STOCK, BERRIES), Asked(Fact.CUTOFF, BERRIES)}),
        ("昨天订的什么时候到", {Asked(Fact.ARRIVAL, named=False)}),
        ("今天送的东西什么时候能拿", {Asked(Fact.ARRIVAL, named=False)}),
        ("有芒果吗", {Asked(Fact.ABSENT, word="芒果")}),
    ],
)
def test_a_fact_is_asked_for(text: str, facts: set[Asked]) -> None:
    assert set(asked_facts(text, SHOP).asked) == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("梨还有吗", [Fact.STOCK]),
        ("有鱼吗", [Fact.STOCK]),
        ("梨多少钱一斤", [Fact.PRICE]),
        ("梨甜吗，家里来客人了", []),
    ],
)
def test_goods_of_one_character_are_asked_for(text: str, facts: list[Fact]) -> None:
    names = ("梨", "鱼", "苹果")
    market = compile_catalog(tuple(Product(ProductId(name), str(at), name, "斤", 500) for at, name in enumerate(names)))
    assert [one.fact for one in asked_facts(text, market).asked] == facts


@pytest.mark.parametrize("text", ["能送上门吗", "草莓甜不甜", "鸡蛋是散养的吗", "怎么付款", "一共多少钱"])
def test_what_no_fact_tells_is_hers(text: str) -> None:
    asking = asked_facts(text, SHOP)
    assert not asking.asked
    assert asking.hers


@pytest.mark.parametrize(
    "text",
    [
        "草莓酱多少钱一瓶",
        "奶奶买了2盒草莓，吃了5个，还剩几个",
        "几点开会",
        "草莓怎么做好吃",
        "车厘子自由什么时候能实现",
        "鸡蛋2板 3-501",
        "今天真冷",
        "谁知道修锁的电话",
    ],
)
def test_talk_asks_nothing(text: str) -> None:
    asking = asked_facts(text, SHOP)
    assert not asking.asked
    assert not asking.hers


@pytest.mark.parametrize(
    ("listed", "word"),
    [("阳光玫瑰", "葡萄"), ("圣女果", "番茄"), ("猪前腿肉", "猪肉"), ("蜜薯", "红薯"), ("耙耙柑", "橙子")],
)
def test_goods_that_may_be_listed_by_another_name_are_not_denied(listed: str, word: str) -> None:
    catalog = compile_catalog([Product(ProductId("x"), "1", listed, "斤", 1000)])
    found = goods_not_listed(f"有{word}吗", catalog)
    assert found is None or not found.surely


@pytest.mark.parametrize(
    ("text", "fact", "answered"),
    [
        ("29.9", Fact.PRICE, True),
        ("三十块吧", Fact.PRICE, True),
        ("多少钱啊？", Fact.PRICE, False),
        ("有的", Fact.STOCK, True),
        ("有吗", Fact.STOCK, False),
        ("8点", Fact.CUTOFF, True),
        ("我也想问", Fact.CUTOFF, False),
        ("还在路上", Fact.HERE, True),
        ("老地方", Fact.PLACE, True),
        ("看群公告", Fact.PLACE, True),
        ("今天好冷", Fact.PLACE, False),
    ],
)
def test_what_neighbours_say_answers_or_not(text: str, fact: Fact, answered: bool) -> None:
    assert answers(text, frozenset({fact})) is answered


def test_who_asked_may_have_got_it() -> None:
    assert has_got_it("哦看到了，谢谢")
    assert not has_got_it("有人知道吗")


# A price that is told is no order


@pytest.mark.parametrize(
    "text", ["草莓29.9一盒", "鸡蛋32一板", "草莓29.9块一盒，鸡蛋32元一板", "草莓还有，29.9一盒", "西瓜12.8一个"]
)
def test_a_neighbour_who_tells_a_price_orders_nothing(text: str) -> None:
    assert read(text, SHOP) == (Chat(),)


def test_an_order_with_its_sum_is_one_unless_it_answers() -> None:
    price = SHOP.by_id[EGGS].price_fen or 0
    text = f"鸡蛋一板{price // 100}"
    (order, *_) = read(text, SHOP)
    assert isinstance(order, Order)
    assert read(text if price % 100 == 0 else "鸡蛋一板32.5", SHOP, Context(follows="talk")) == (Chat(),)


# A clerk


@pytest.mark.parametrize(
    "text",
    [
        "记上了：陈静 鸡蛋1 牛奶1。",
        "陈静 鸡蛋1 牛奶1，记好了。",
        "【接龙管家】已登记：王芳 鸡蛋2",
        "好，鸡蛋2板、牛奶1箱记下了。",
    ],
)
def test_a_clerk_writes_back(text: str) -> None:
    assert writes_like_a_clerk(text)


@pytest.mark.parametrize(
    "text",
    [
        "记上了吗 鸡蛋2板",
        "帮我记上：鸡蛋2板",
        "请帮忙登记：大米2袋",
        "已接龙，鸡蛋2盒",
        "羊排收到了",
        "生鲜团登记：\n1）501王阿姨 鸡蛋2板",
        "鸡蛋2板给我记一下",
    ],
)
def test_residents_are_no_clerks(text: str) -> None:
    assert not writes_like_a_clerk(text)
