"""Does nothing personal leave, and does everything come back? Phones, addresses, names and links of a message."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.redacting import redact
from models.language import compile_catalog
from models.values import Product, ProductId

CATALOG = compile_catalog(
    (
        Product(ProductId("e"), "1", "散养土鸡蛋", "板", 3200, aliases=("鸡蛋",)),
        Product(ProductId("p"), "2", "老奶奶花生", "袋", 1200),
    )
)
MEMBERS = ("芳芳妈", "鸡蛋", "2", "")


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("鸡旦俩，王芳 13800138000", ["王芳", "13800138000"]),
        ("收货人李梅，电话139 0000 1111，8栋1单元201", ["李梅", "139", "1111", "201"]),
        ("帮我妈订两板送3栋2单元501", ["我妈", "501"]),
        ("给王阿姨带2板那个蛋", ["王阿姨"]),
        ("@小土豆 两盒够吗", ["小土豆"]),
        ("芳芳妈说好，我也要", ["芳芳妈"]),
        ("看 https://a.example/b?who=芳芳妈 这个", ["https", "example", "芳芳妈"]),
        ("１３８００１３８０００ 要两板", ["１３８"]),
        ("wxid_abc123 发的 a.b@c.example", ["wxid", "a.b", "example"]),
        ("身份证11010519491231002X", ["11010519491231002"]),
    ],
)
def test_what_tells_of_persons_is_hidden(text: str, hidden: list[str]) -> None:
    redacted = redact(text, CATALOG, MEMBERS)
    assert [words for words in hidden if words in redacted.text] == []
    assert redacted.restored(redacted.text) == text


@pytest.mark.parametrize("text", ["鸡蛋2板", "老奶奶花生来一袋", "今天好热", "那个鸡蛋和花生各来2"])
def test_goods_and_amounts_stay(text: str) -> None:
    assert redact(text, CATALOG, MEMBERS).text == text


def test_the_same_words_have_the_same_placeholder() -> None:
    assert redact("芳芳妈和芳芳妈", CATALOG, MEMBERS).text == "【姓名1】和【姓名1】"


def test_a_place_is_found_again_in_the_original() -> None:
    redacted = redact("芳芳妈要鸡旦两板", CATALOG, MEMBERS)
    start = redacted.text.index("鸡旦")
    assert redacted.original_span(start, start + 2) == (4, 6)
    assert redacted.original_span(1, 3) == (0, 3)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["芳芳妈", "13800138000", "3-501", "鸡蛋", "2板", "，", " ", "@小明", "给王阿姨", "e\u0301", "\u200b"]
        ),
        max_size=8,
    )
)
def test_every_place_leads_back(parts: list[str]) -> None:
    text = "".join(parts)
    redacted = redact(text, CATALOG, MEMBERS)
    assert redacted.restored(redacted.text) == text
    assert "13800138000" not in redacted.text
    for start in range(len(redacted.text)):
        first, last = redacted.original_span(start, start + 1)
        assert 0 <= first < last <= len(text)
        if "【" not in redacted.text:
            assert text[first:last] == redacted.text[start]
