"""What does an app message's XML tell, and what does it refuse?"""

from __future__ import annotations

from datetime import UTC, datetime
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.language.chain_xml import CHAIN_KIND, REPLY_KIND, Range, Utf16Title, quoted_reply, read_appmsg

_TITLE = "#接龙\n草莓🍓团\n\n1. 王芳🌻 2盒\n2. 老周 1盒\n\n三点截单"
_RECORD = (
    "<solitaire><tt>0-9</tt><tl>34-4</tl><s>.</s><au>wxid_o</au>"
    "<content><s>2</s>"
    "<i><u>wxid_a</u><h>0</h><s>.</s><t>1700000000</t><r>14-7</r></i>"
    "<i><u>wxid_b</u><h>1</h><s>.</s><t>1700000060</t><c>老周 1盒</c></i>"
    "</content></solitaire>"
)


def _xml(title: str, kind: int = CHAIN_KIND, record: str = _RECORD) -> str:
    return (
        f"<?xml version='1.0'?>\n<msg><appmsg appid='' sdkver='0'><title>{escape(title)}</title><type>{kind}</type>"
        f"<extinfo><solitaire_info>{record}</solitaire_info></extinfo></appmsg></msg>"
    )


@pytest.mark.parametrize(
    "record", [_RECORD, f"<![CDATA[{_RECORD}]]>", escape(_RECORD)], ids=["tags", "cdata", "escaped"]
)
def test_record_is_read_in_each_of_its_wrappings(record: str) -> None:
    message = read_appmsg(_xml(_TITLE, record=record))
    assert message is not None
    assert (message.kind, message.title) == (CHAIN_KIND, _TITLE)
    solitaire = message.solitaire
    assert solitaire is not None
    assert (solitaire.starter, solitaire.separator, solitaire.header) == ("wxid_o", ".", Range(0, 9))
    first, second = solitaire.entries
    assert (first.author, first.at) == ("wxid_a", datetime.fromtimestamp(1700000000, UTC))
    assert Utf16Title(message.title).cut(first.range or Range(0, 0)) == "王芳🌻 2盒"
    assert (second.text, second.is_header, second.range) == ("老周 1盒", True, None)


@pytest.mark.parametrize("before", ["wxid_abc:\n", "12345@chatroom:\n", "\ufeff", "  \n"])
def test_sender_before_the_xml_is_passed_over(before: str) -> None:
    message = read_appmsg(before + _xml(_TITLE))
    assert message is not None
    assert message.title == _TITLE


def test_reply_gives_its_own_text_and_the_quoted_apart() -> None:
    chain = escape(_xml(_TITLE))
    xml = (
        f"<msg><appmsg><title>我也要两盒</title><type>{REPLY_KIND}</type><refermsg><type>49</type><svrid>77</svrid>"
        f"<displayname>王芳</displayname><content>{chain}</content></refermsg></appmsg></msg>"
    )
    reply = quoted_reply(xml)
    assert reply is not None
    text, quote = reply
    assert text == "我也要两盒"
    assert quote is not None
    assert (quote.text, quote.name, quote.message_id) == (_TITLE, "王芳", "77")
    assert quoted_reply(_xml(_TITLE)) is None


def test_entities_of_its_own_are_refused() -> None:
    bomb = '<!DOCTYPE msg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    assert read_appmsg(bomb + "<msg><appmsg><title>&b;</title><type>53</type></appmsg></msg>") is None
    outside = '<!DOCTYPE msg [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
    assert read_appmsg(outside + "<msg><appmsg><title>&f;</title><type>53</type></appmsg></msg>") is None


def test_broken_xml_still_gives_its_title() -> None:
    lone = "<msg><appmsg><title>AT&T 鸡蛋</title><type>53</type></appmsg></msg>"
    cut_off = "<msg><appmsg><title>#接龙\n1. A&amp;B 2</title><type>53</type><appattach>"
    control = "<msg><appmsg><title>王\x01芳</title><type>53</type></appmsg></msg>"
    titles = [message.title for message in map(read_appmsg, (lone, cut_off, control)) if message]
    assert titles == ["AT&T 鸡蛋", "#接龙\n1. A&B 2", "王芳"]


@pytest.mark.parametrize("text", ["", "鸡蛋2盒", "<3 鸡蛋", "<html><body/></html>", "<msg/>", "<msg><appmsg"])
def test_other_texts_are_no_app_message(text: str) -> None:
    assert read_appmsg(text) is None


@given(st.text(max_size=60), st.integers(0, 80), st.integers(0, 80))
def test_ranges_count_utf16_units(title: str, start: int, length: int) -> None:
    units = title.encode("utf-16-le", "surrogatepass")
    cut = Utf16Title(title).cut(Range(start, length))
    if cut is None:
        return
    assert cut in title
    assert len(cut.encode("utf-16-le", "surrogatepass")) == 2 * length
    assert 2 * (start + length) <= len(units)


@given(st.text(max_size=300))
def test_no_text_raises(text: str) -> None:
    read_appmsg(text)
    message = read_appmsg(f"<msg><appmsg><title>{text}</title><type>53</type><extinfo>{text}</extinfo></appmsg></msg>")
    assert message is None or isinstance(message.title, str)
