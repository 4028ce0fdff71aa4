"""Is only the reply read, whatever it quotes?"""

from __future__ import annotations

import pytest

from models.language import read
from models.language.quoted import own_words
from tests.language.shop import SHOP

_XML = (
    "<msg><appmsg><title>豆腐1块</title><type>57</type>"
    "<refermsg><type>1</type><content>牛奶9箱</content></refermsg></appmsg></msg>"
)


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("「王芳：鸡蛋2盒」\n- - - - - -\n我也要", "我也要"),
        ("『老周：「西瓜1个」』\n——————\n跟一个", "跟一个"),
        (r"「李姐：草莓一盒」\n- - - - -\n豆腐2块", "豆腐2块"),
        (_XML, "豆腐1块"),
    ],
)
def test_a_reply_is_told_from_its_quote(text: str, own: str) -> None:
    assert own_words(text) == own


@pytest.mark.parametrize("text", ["鸡蛋2板", "「鸡蛋」两板", "“草莓”来一盒", '"', "「「「", "<type>57</type>", ""])
def test_what_is_no_reply_stays_as_it_is(text: str) -> None:
    assert own_words(text) == text


def test_the_quoted_part_makes_no_act() -> None:
    assert read(_XML, SHOP) == read("豆腐1块", SHOP)
    assert read("「王芳：鸡蛋2板」\n- - - - - -\n豆腐1块", SHOP) == read("豆腐1块", SHOP)
