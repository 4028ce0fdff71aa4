"""How far may a word be from a name? What sounds like it is the goods; what only resembles it is asked about."""

from __future__ import annotations

import pytest

from models.acts import Ask, AskAbout, Order
from models.language import Catalog, compile_catalog, read
from models.language.syllables import sound_code, sound_codes
from models.values import Product, ProductId


def listed(*names: str) -> Catalog:
    return compile_catalog([Product(ProductId(name), str(at), name, "份") for at, name in enumerate(names, 1)])


def test_a_seldom_used_character_is_heard_in_each_way_that_it_is_read() -> None:
    assert sound_codes("西呱")[0] == sound_code("西呱")
    assert sound_code("西瓜") in sound_codes("西呱")
    assert sound_codes("西瓜") == (sound_code("西瓜"),)


@pytest.mark.parametrize(
    ("name", "text"),
    [("西瓜", "西呱两份"), ("土豆", "土逗两份"), ("焦糖瓜子", "焦唐瓜子两份"), ("丹东草莓", "单东草梅两份")],
)
def test_what_sounds_like_one_name_is_read(name: str, text: str) -> None:
    (act,) = read(text, listed(name, "豆腐"))
    assert isinstance(act, Order)
    assert [line.product for line in act.lines] == [name]


@pytest.mark.parametrize(
    ("name", "text"),
    [("丹东草莓", "丹东蓝莓两份"), ("焦糖瓜子", "蜜糖瓜子两份"), ("有机青菜", "有机白菜两份"), ("栗子", "李子两份")],
)
def test_what_may_be_other_goods_is_asked_about(name: str, text: str) -> None:
    (act,) = read(text, listed(name, "豆腐"))
    assert isinstance(act, Ask)
    assert act.about is AskAbout.PRODUCT


def test_where_two_names_sound_alike_neither_is_guessed() -> None:
    (act,) = read("丽子两份", listed("栗子", "李子"))
    assert isinstance(act, Ask)
    assert act.candidates == ("栗子", "李子")
