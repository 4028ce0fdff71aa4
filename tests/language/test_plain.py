"""Does the short way through a plain order make of it what the long way makes?"""

from __future__ import annotations

from decimal import Decimal
from importlib import import_module

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from models.acts import Context, Standing
from models.language.normalize import normalize
from models.language.plain import read_plain_order
from models.language.sketching import make_sketch
from models.values import ProductId
from tests.language.shop import SHOP
from tests.language.test_written_orders import orders

#: The module, whose name its function takes in the package.
READING = import_module("models.language.read")
PIECES = (
    "鸡蛋",
    "草莓",
    "5号",
    "豆腐",
    "排骨",
    "水饺",
    "2盒",
    "3",
    "一斤半",
    "两",
    "+1",
    "x2",
    "32",
    "5斤装",
    "30枚",
    "58块",
    "的",
    "3-501",
    "501",
)
WORDS = ("团长", "要", "我要", "来", "订", "，", " ", "、", "。", "谢谢", "哈", "吧", "！", "\n")
CONTEXTS = (
    Context(),
    Context(quoted=ProductId("草莓")),
    Context(mine=(Standing(ProductId("鸡蛋"), Decimal(2)),), previous="鸡蛋2板"),
    Context(follows="talk"),
    Context(stage="closed"),
)
texts = orders().map(lambda order: order[0]) | st.lists(st.sampled_from(PIECES + WORDS), max_size=9).map("".join)


@settings(suppress_health_check=[HealthCheck.filter_too_much])
@given(texts, st.sampled_from(CONTEXTS))
def test_a_plain_order_is_read_as_the_long_way_reads_it(text: str, context: Context) -> None:
    sketch = make_sketch(normalize(text), SHOP)
    plain = read_plain_order(sketch, SHOP, context)
    assume(plain is not None)
    closely = READING._read_closely(sketch, SHOP, context)
    assert closely == (plain,)
    assert plain is not None
    assert closely[0].because == plain.because


@pytest.mark.parametrize(
    "text", ["鸡蛋2盒", "要2盒草莓", "团长，来两块豆腐，谢谢", "3-501 鸡蛋2板、牛奶1箱", "5号2箱 501"]
)
def test_most_orders_are_plain(text: str) -> None:
    assert read_plain_order(make_sketch(normalize(text), SHOP), SHOP, Context()) is not None


@pytest.mark.parametrize(
    "text", ["鸡蛋", "水饺2袋", "鸡蛋30", "排骨1条", "鸡蛋1板 鸡蛋2板", "58块的草莓", "再来2盒草莓", "鸡蛋2板吗"]
)
def test_what_is_undecided_or_says_more_is_read_closely(text: str) -> None:
    assert read_plain_order(make_sketch(normalize(text), SHOP), SHOP, Context()) is None


@pytest.mark.parametrize("context", [Context(stage="handing_out"), Context(by_organizer=True)])
def test_where_the_same_words_may_mean_something_else_they_are_read_closely(context: Context) -> None:
    assert read_plain_order(make_sketch(normalize("鸡蛋2盒"), SHOP), SHOP, context) is None
