"""Does any text whatever come to acts, in time that grows with its length only?"""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from models.acts import Chat, Context, Follows
from models.language import read, read_entry_body
from models.values import ProductId
from tests.counting import calls_of
from tests.language.shop import SHOP

PIECES = (
    "鸡蛋",
    "2",
    "两",
    "盒",
    "斤",
    "3-501",
    "1",
    "号",
    "不要了",
    "改成",
    "换成",
    "各",
    "到",
    "再来",
    "+1",
    "吗",
    "？",
    "，",
    " ",
    "\n",
    "x",
    "*",
    "半",
    "帮我妈",
    "订",
    "13800138000",
    "A",
    "①",
    "三",
    "十",
    "百",
    "万",
    "点",
    "元",
    "@团长 ",
    "除了",
    "每样",
    "同上",
    "打错了",
    "是",
    "几",
    "种",
    "水饺",
    "[玫瑰]",
    "\u200b",
    "\ud800",
    "\u202e",
    "🥚",
    "𠮷",
    "栋",
    "单元",
    "室",
    "-",
    "/",
    "～",
    "团",
    "谢谢",
    "都",
    "退",
    "少",
)


@settings(max_examples=600)
@given(st.text(st.characters(), max_size=80))
@example("")
@example("\x00\x01\x02")
@example("\ud800\udfff")
@example("\u202e鸡蛋\u202c2盒")
@example("@" * 1000)
@example("@王芳 " * 1000)
@example("1/0箱鸡蛋")
@example("①" * 50)
def test_no_text_raises(text: str) -> None:
    acts = read(text, SHOP)
    assert acts
    assert Chat() not in acts or len(acts) == 1


@settings(max_examples=600)
@example("3-501号3-501+1", None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), st.sampled_from((None, "list", "order", "talk")))
def test_no_row_of_words_of_orders_raises(text: str, follows: Follows | None) -> None:
    for context in (Context(follows=follows), Context(quoted=ProductId("鸡蛋"), stage="handing_out", previous="鸡蛋2")):
        acts = read(text, SHOP, context)
        length = len(text)
        assert all(0 <= why.start <= why.end <= length for act in acts for why in act.because)


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_no_entry_raises(text: str) -> None:
    body = read_entry_body(text, SHOP)
    assert body.lines or body.ask is not None or body.cancelled


@pytest.mark.parametrize(
    "piece",
    [
        "鸡蛋2盒，",
        "天地玄黄",
        "一二三",
        "1234567890",
        "3-501 ",
        "3-501鸡蛋1，",
        "niunai ",
        "要来订",
        "🥚",
        "鸡蛋",
        "吗",
        "帮我妈订鸡蛋1，",
        "不要了",
        "@王芳 ",
        "abc",
        "两盒，",
        "要两盒 ",
        "要大的不要小的",
        "已付款转账",
        "鸡蛋坏了",
        "3栋2单元",
        "点",
    ],
)
def test_cost_grows_with_length_only(piece: str) -> None:
    def calls_for(length: int) -> int:
        text = (piece * (length // len(piece) + 1))[:length]
        return calls_of(lambda: read(text, SHOP))

    read(piece * 3, SHOP)
    assert calls_for(20_000) <= 12 * calls_for(2_000)


def test_the_language_needs_neither_pypinyin_nor_pandas() -> None:
    code = (
        "import sys, models.language; print([m for m in ('pypinyin', 'pandas', 'jieba', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
