"""Does the short way through a plain entry lead where the long one does?"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.language.chain_plain import read_plain
from models.language.entry import EntryBody, read_closely
from models.language.normalize import normalize
from models.language.sketching import make_sketch, with_people
from tests.language_lists.chains import catalog

_CATALOGS = st.sampled_from(
    ["shop", "seafood", "night", "hotpot", "chain-kitchen", "chain-bundle", "lockdown", "peach"]
)
_PIECES = st.sampled_from(
    [
        *("鸡蛋", "草莓", "排骨", "🥚", "饺子", "肉包", "牛肉", "虾仁", "水饺", "桃子", "1号", "A", "B款", "①"),
        *("12", "2", "x3", "+1", "两盒", "半斤", "3斤", "一板", "30", "30枚", "0", "0份", "5斤装", "两三盒", "500克"),
        *("3-501", "301室", "8栋", "5-2-1203", "，", "、", "\n", "：", "；", " ", " ", " ", " "),
    ]
)


@settings(max_examples=1500, deadline=None)
@given(st.lists(_PIECES, min_size=1, max_size=9).map("".join), _CATALOGS, st.booleans())
def test_plain_entries_are_read_as_closely_read_ones(words: str, name: str, shown: bool) -> None:
    goods = catalog(name)
    sole = goods.products[0].id if shown else goods.sole
    sketch = make_sketch(normalize(words), goods)
    plain = read_plain(sketch, goods, sole)
    if plain is not None:
        closely = read_closely(with_people(sketch, goods), goods, sole)
        assert EntryBody(plain.lines, plain.recipient) == closely


@pytest.mark.parametrize(
    "words", ["鸡蛋2", "3-501 鸡蛋2板，草莓1盒", "鸡蛋2 草莓1 3-501", "1号2 2号1", "鸡蛋 2\n草莓 1"]
)
def test_most_entries_are_plain(words: str) -> None:
    goods = catalog("shop")
    assert read_plain(make_sketch(normalize(words), goods), goods, None) is not None


@pytest.mark.parametrize("words", ["鸡蛋", "鸡蛋2 鸡蛋1", "鸡蛋30", "蛋2", "鸡蛋2 要大", "3-501 4-502 鸡蛋2", "鸡蛋0"])
def test_what_needs_judging_is_not(words: str) -> None:
    goods = catalog("shop")
    assert read_plain(make_sketch(normalize(words), goods), goods, None) is None
