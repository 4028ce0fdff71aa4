"""Where do header, example, entries and tail of a posted chain stand?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.language.chain_text import split_chain

_SEPARATORS = [*list(".．、,，)）:：-_~。;；#@!&*%"), ". ", "、 ", " "]


def _entries(text: str) -> list[tuple[int, str]]:
    chain = split_chain(text)
    return [] if chain is None else [(entry.no, entry.text) for entry in chain.entries]


@pytest.mark.parametrize("tag", ["#接龙", "＃接龙", "#接龍", "#Group Note", "【接龙】", "接龙", "# 接龙"])
def test_each_tag_makes_a_chain(tag: str) -> None:
    chain = split_chain(f"{tag}\n草莓\n1. 王芳 2\n2. 老周 1")
    assert chain is not None
    assert chain.tagged
    assert chain.title == "草莓"
    assert _entries(f"{tag}\n草莓\n1. 王芳 2\n2. 老周 1") == [(1, "王芳 2"), (2, "老周 1")]


@pytest.mark.parametrize("separator", _SEPARATORS)
def test_each_separator_after_the_number(separator: str) -> None:
    text = f"#接龙\n草莓\n1{separator}王芳 2\n2{separator}老周 3-501 1\n3{separator}李梅 2"
    assert _entries(text) == [(1, "王芳 2"), (2, "老周 3-501 1"), (3, "李梅 2")]


def test_menu_and_example_stand_in_the_header() -> None:
    chain = split_chain(
        "快来 #接龙\n今日菜单\n  1.凉拌牛肉\n  2.酸菜鱼\n例 张三 牛肉1\n\n1. 王芳 牛肉1\n2. 老周 鱼1\n\n三点截单"
    )
    assert chain is not None
    assert chain.title == "快来\n今日菜单\n1.凉拌牛肉\n2.酸菜鱼"
    assert chain.example == "例 张三 牛肉1"
    assert chain.tail == "三点截单"
    assert [entry.text for entry in chain.entries] == ["王芳 牛肉1", "老周 鱼1"]


def test_menu_without_entries_is_none() -> None:
    chain = split_chain("#接龙\n今日菜单\n1.凉拌牛肉\n2.酸菜鱼\n例 张三 牛肉1\n")
    assert chain is not None
    assert chain.entries == ()


def test_entry_over_several_lines_holds_what_begins_like_a_number() -> None:
    text = "#接龙\n草莓\n\n1. 阿珍\n2-401\n2.5斤排骨\n2箱\n13800138000\n2. 老周 1"
    assert _entries(text) == [(1, "阿珍\n2-401\n2.5斤排骨\n2箱\n13800138000"), (2, "老周 1")]


def test_what_begins_like_a_first_entry_inside_one_goes_on_with_it() -> None:
    text = "#接龙\n草莓\n1. 王芳 2\n2. 阿杰\n1栋204 饺子1\n3. 老周\n1盒草莓\n1、要大的\n4. 李梅 1\n1个就够"
    assert [no for no, _ in _entries(text)] == [1, 2, 3, 4]
    assert _entries(text)[2] == (3, "老周\n1盒草莓\n1、要大的")


def test_gaps_and_empty_numbers() -> None:
    assert _entries("#接龙\n草莓\n1. 王芳 2\n2. \n4. 老周 1\n5.") == [(1, "王芳 2"), (4, "老周 1")]


@pytest.mark.parametrize(
    "text",
    [
        "#接龙 草莓 例 张三 1 1. 王芳 2 2. 老周 3-501 1.5斤 3. 李梅 2",
        "#接龙草莓1. 王芳 22. 老周 3-501 1.5斤3. 李梅 2",
        "wxid_a1b2c3:\n#接龙\\n草莓\\n\\n1. 王芳 2\\n2. 老周 3-501 1.5斤\\n3. 李梅 2",
        "#接龙\r\n草莓\r\n1️⃣ 王芳 2\r\n2️⃣ 老周 3-501 1.5斤\r\n3️⃣ 李梅 2",
    ],
    ids=["one line", "glued", "literal breaks", "pictures"],
)
def test_flattened_and_wrapped_texts(text: str) -> None:
    chain = split_chain(text)
    assert chain is not None
    assert chain.title == "草莓"
    assert _entries(text) == [(1, "王芳 2"), (2, "老周 3-501 1.5斤"), (3, "李梅 2")]


def test_talk_about_a_chain_is_none() -> None:
    assert split_chain("谁帮我接一下龙 我不会弄 鸡蛋一板3-501") is None
    assert split_chain("接龙 鸡蛋2盒") is None
    assert split_chain("接龙格式：姓名 房号") is None


@given(st.text(alphabet="123.、 \n接龙#例王芳-鸡蛋\\n盒", max_size=120))
def test_entries_are_cut_from_the_text(text: str) -> None:
    chain = split_chain(text)
    if chain is None:
        return
    numbers = [entry.no for entry in chain.entries]
    assert numbers == sorted(numbers)
    assert all(entry.text and entry.text == entry.text.strip() for entry in chain.entries)
