"""Are goods that no list holds asked about beside an order, and is nothing else taken for goods?"""

from __future__ import annotations

import pytest

from models.acts import Ask, AskAbout, Order
from models.language import read
from tests.language.shop import SHOP

LEADS = ("", "要", "我要", "留", "请给我留", "帮我拿", "再来", "麻烦帮我记", "来")


@pytest.mark.parametrize("lead", LEADS)
@pytest.mark.parametrize("goods", ["2箱榴莲", "榴莲2箱"])
@pytest.mark.parametrize("between", ["，", "\n", " ", "。"])
def test_however_they_are_asked_for_they_are_not_lost(lead: str, goods: str, between: str) -> None:
    acts = read(f"{lead}{goods}{between}豆腐3块", SHOP)
    assert [act.about for act in acts if isinstance(act, Ask)] == [AskAbout.PRODUCT]
    assert [line.product for act in acts if isinstance(act, Order) for line in act.lines] == ["豆腐"]


@pytest.mark.parametrize("glue", ["", "和", "、", "+"])
def test_neither_without_a_comma(glue: str) -> None:
    acts = read(f"豆腐3块{glue}榴莲2箱", SHOP)
    assert {type(act) for act in acts} == {Ask, Order}


@pytest.mark.parametrize(
    "beside", ["榴莲我自己有", "榴莲我自己买", "家里榴莲还有", "榴莲真臭", "快递到了2个", "不要榴莲"]
)
def test_what_is_said_of_them_otherwise_asks_nothing(beside: str) -> None:
    acts = read(f"豆腐3块，{beside}", SHOP)
    assert not any(isinstance(act, Ask) and act.about is AskAbout.PRODUCT for act in acts)


@pytest.mark.parametrize("text", ["昨天买了榴莲1个豆腐2块", "超市榴莲2个豆腐3块才9块", "她要榴莲1个豆腐1块"])
def test_talk_of_them_makes_no_order(text: str) -> None:
    assert not any(isinstance(act, Ask | Order) for act in read(text, SHOP))
