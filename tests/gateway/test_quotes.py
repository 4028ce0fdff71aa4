"""Which part of a reply is the quoted message, and which is said?"""

from __future__ import annotations

import pytest

from bot.channels.quotes import take_quote
from models.values import Quote

DASHES = "- - - - - - - - - - - - - - -"
XML = """<?xml version="1.0"?>
<msg><appmsg appid="" sdkver="0"><title>我也要一份</title><type>57</type>
<refermsg><type>1</type><svrid>7000123</svrid><fromusr>1@chatroom</fromusr><displayname>王芳</displayname>
<content>{content}</content></refermsg></appmsg></msg>"""


@pytest.mark.parametrize(
    ("text", "name", "quoted", "reply"),
    [
        (f"「王芳：鸡蛋2盒」\n{DASHES}\n我也要", "王芳", "鸡蛋2盒", "我也要"),
        (f"「王芳：鸡蛋2盒」\r\n{DASHES}\r\n我也要", "王芳", "鸡蛋2盒", "我也要"),
        (f"「王芳: 鸡蛋2盒」\n{DASHES}\n我也要", "王芳", "鸡蛋2盒", "我也要"),
        ("「王芳：鸡蛋2盒」\n——————\n我也要", "王芳", "鸡蛋2盒", "我也要"),
        ("「王芳：鸡蛋2盒」\n---\n我也要", "王芳", "鸡蛋2盒", "我也要"),
        ("“王芳：鸡蛋2盒”\n------\n我也要", "王芳", "鸡蛋2盒", "我也要"),
        ('"王芳：鸡蛋2盒"\n------\n我也要', "王芳", "鸡蛋2盒", "我也要"),
        ("『王芳：鸡蛋2盒』\n------\n我也要", "王芳", "鸡蛋2盒", "我也要"),
        (f"「王芳：鸡蛋2盒」 {DASHES} 我也要", "王芳", "鸡蛋2盒", "我也要"),
        (f"「王芳：鸡蛋2盒」\\n{DASHES}\\n我也要", "王芳", "鸡蛋2盒", "我也要"),
        (f"「鸡蛋2盒」\n{DASHES}\n我也要", None, "鸡蛋2盒", "我也要"),
        (f"「3栋502 王姐：1. 鸡蛋\n2. 面包」\n{DASHES}\n+1", "3栋502 王姐", "1. 鸡蛋\n2. 面包", "+1"),
        (f"「https://a.example/x」\n{DASHES}\n这个多少钱", None, "https://a.example/x", "这个多少钱"),
        (f"「王芳：鸡蛋2盒」\n{DASHES}\n", "王芳", "鸡蛋2盒", ""),
        (f"「王芳：鸡蛋2盒」\n{DASHES}\n-1份\n谢谢", "王芳", "鸡蛋2盒", "-1份\n谢谢"),
        (f"「王芳：「李哥：鸡蛋」\n{DASHES}\n+1」\n{DASHES}\n我也", "王芳", f"「李哥：鸡蛋」\n{DASHES}\n+1", "我也"),
        (f"「王芳：土「鸡蛋」」\n{DASHES}\n我也要", "王芳", "土「鸡蛋」", "我也要"),
        (f"「王芳：这个」好\n{DASHES}\n那个」\n{DASHES}\n好", "王芳", f"这个」好\n{DASHES}\n那个", "好"),
    ],
)
def test_quote_and_reply_are_told_apart(text: str, name: str | None, quoted: str, reply: str) -> None:
    assert take_quote(text) == (Quote(text=quoted, name=name), reply)


@pytest.mark.parametrize(
    "text",
    [
        "鸡蛋2盒",
        "",
        "「鸡蛋」要2盒",
        "「王芳：鸡蛋2盒」",
        "「王芳：鸡蛋2盒」\n我也要",
        f"我说「鸡蛋」\n{DASHES}\n好吗",
        '"好的" --- 谢谢',
        "“土鸡蛋”——2盒",
        "「",
        '"',
        "<msg><refermsg></msg>",
        "<msg><refermsg></refermsg></msg>",
    ],
)
def test_what_is_no_quote_stays_as_it_is(text: str) -> None:
    assert take_quote(text) == (None, text)


def test_the_xml_of_a_reply_tells_the_quoted_id() -> None:
    assert take_quote(XML.format(content="鸡蛋2盒")) == (
        Quote(text="鸡蛋2盒", name="王芳", message_id="7000123"),
        "我也要一份",
    )


def test_a_quoted_chain_is_its_title() -> None:
    chain = "&lt;msg&gt;&lt;appmsg&gt;&lt;title&gt;#接龙\n1. 王芳 2份&lt;/title&gt;&lt;/appmsg&gt;&lt;/msg&gt;"
    quote, reply = take_quote(XML.format(content=chain))
    assert quote == Quote(text="#接龙\n1. 王芳 2份", name="王芳", message_id="7000123")
    assert reply == "我也要一份"


def test_a_long_text_is_read_in_no_time() -> None:
    hostile = "「" + "」 - - -" * 2_000 + "「" * 2_000 + " " * 20_000
    quote, _ = take_quote(hostile)
    assert quote is not None
