"""Talk as people copy it out of WeChat, taken apart; and which of it was missed."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.groupbuy.catching_up import KnownLine, compare
from models.groupbuy.pasted_talk import PastedLine, is_timed, read_pasted

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 22, 20, 30, tzinfo=ZONE)

TEXTS = {
    "names and colons": "王芳:\n鸡蛋2盒\n\n老周：\n+1\n",
    "a day and a time": "王芳 11月22日 09:12\n鸡蛋2盒\n老周 11月22日 09:13\n+1",
    "slashes": "王芳 2026/11/22 9:12\n鸡蛋2盒\n\n老周 2026/11/22 9:13:05\n+1",
    "dashes": "王芳 2026-11-22 09:12:30\n鸡蛋2盒\n老周 2026-11-22 09:13:30\n+1",
    "times alone": "王芳 09:12\n鸡蛋2盒\n老周 上午9:13\n+1",
    "a day line": "—————  2026-11-22  —————\n\n\n王芳  09:12\n\n鸡蛋2盒\n\n老周  09:13\n\n+1\n",
    "a merged forward": "[聊天记录]\n王芳: 鸡蛋2盒\n老周: +1",
    "a merged forward of a group": "阳光小区的聊天记录\n王芳：鸡蛋2盒\n老周：+1",
    "today": "王芳 今天 09:12\n鸡蛋2盒\n老周 星期日 09:13\n+1",
}


@pytest.mark.parametrize("form", TEXTS)
def test_who_said_what(form: str) -> None:
    lines = read_pasted(TEXTS[form], now=NOW)
    assert [(line.name, line.text) for line in lines] == [("王芳", "鸡蛋2盒"), ("老周", "+1")]


@pytest.mark.parametrize("form", [form for form in TEXTS if ":1" in TEXTS[form]])
def test_when_it_was_said(form: str) -> None:
    lines = read_pasted(TEXTS[form], now=NOW)
    assert [line.at.replace(second=0) for line in lines if line.at] == [
        NOW.replace(hour=9, minute=12),
        NOW.replace(hour=9, minute=13),
    ]
    assert is_timed(lines)


def test_a_merged_forward_as_xml() -> None:
    text = (
        "<msg><appmsg><title>群聊的聊天记录</title><type>19</type><recorditem><![CDATA[<recordinfo><datalist count='2'>"
        "<dataitem datatype='1' dataid='a'><datadesc>鸡蛋2盒 &amp; 豆腐1块</datadesc><sourcename>王芳</sourcename>"
        "<sourcetime>2026-11-22 09:12</sourcetime></dataitem><dataitem datatype='2' dataid='b'>"
        "<sourcename>老周</sourcename><sourcetime>2026-11-22 09:13</sourcetime></dataitem>"
        "</datalist></recordinfo>]]></recorditem></appmsg></msg>"
    )
    (line,) = read_pasted(text, now=NOW)
    assert (line.name, line.text, line.at) == ("王芳", "鸡蛋2盒 & 豆腐1块", NOW.replace(hour=9, minute=12))


def test_a_chain_stays_in_one_piece() -> None:
    chain = "#接龙\n水果 18元/份\n例: 张三 2份\n\n1. 王芳 2份\n2. 老周 1份\n\n地址：3号楼"
    (line,) = read_pasted(f"老周 11月22日 09:13\n{chain}", now=NOW, names=["王芳", "老周"])
    assert line.text == chain


AREAS = "#接龙\n今天的菜\n\n水果区：\n草莓、苹果\n\n1. 王芳 鸡蛋2\n2. 老周 草莓1"


def test_where_times_stand_with_names_a_colon_makes_no_speaker() -> None:
    for text in (AREAS, "鸡蛋2\n\n送到：\n3-501 一箱苹果", "通知\n\n王芳：\n鸡蛋2盒"):
        (line,) = read_pasted(f"王芳 09:10\n{text}", now=NOW, names=["王芳", "老周"])
        assert (line.name, line.text) == ("王芳", text)


def test_without_times_a_colon_in_a_chain_makes_a_speaker_of_those_who_are_known_only() -> None:
    lines = read_pasted(f"王芳:\n{AREAS}\n\n老周:\n豆腐1块\n\n李梅:\n+1", now=NOW, names=["王芳", "老周"])
    assert [(line.name, line.text) for line in lines] == [("王芳", AREAS), ("老周", "豆腐1块"), ("李梅", "+1")]


def test_a_reply_tells_what_it_quotes() -> None:
    (line,) = read_pasted("王芳 09:12\n「老周：鸡蛋32一板」\n- - - - - - -\n+1", now=NOW)
    assert (line.text, line.quoted) == ("+1", "「老周：鸡蛋32一板」")


def test_what_was_said_yesterday_evening_was_yesterday() -> None:
    (late, early) = read_pasted("王芳 21:12\n鸡蛋2盒\n老周 12月30日 08:00\n+1", now=NOW)
    assert (late.at, early.at) == (
        datetime(2026, 11, 21, 21, 12, tzinfo=ZONE),
        datetime(2025, 12, 30, 8, 0, tzinfo=ZONE),
    )


@pytest.mark.parametrize(
    ("told", "day", "hour", "minute"),
    [
        ("11月22日 中午1:05", 22, 13, 5),
        ("11月22日 中午12:05", 22, 12, 5),
        ("11月22日 中午11:50", 22, 11, 50),
        ("11月22日 下午12:30", 22, 12, 30),
        ("11月22日 凌晨12:30", 22, 0, 30),
        ("11月21日 晚上12:10", 22, 0, 10),
        ("昨天 晚上12:10", 22, 0, 10),
        ("晚上12:10", 22, 0, 10),
        ("今天 晚上12:10", 22, 0, 10),
        ("11月22日 晚上8:10", 22, 20, 10),
    ],
)
def test_hours_as_they_are_called(told: str, day: int, hour: int, minute: int) -> None:
    (line,) = read_pasted(f"王芳 {told}\n鸡蛋2盒", now=NOW)
    assert line.at == datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


def test_what_is_no_copied_talk() -> None:
    for text in (
        "鸡蛋2板，3-501",
        "1. 土鸡蛋 32元\n2. 草莓 58元",
        "备注: 送上门\n电话: 13800138000",
        "截单时间：晚上8点",
    ):
        assert read_pasted(text, now=NOW, names=["王芳"]) == ()


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="王芳:：\n 0123456789月日年/-.昨天上午—[]聊天记录<>dataitem鸡蛋盒「」\u2005\x00", max_size=80))
def test_any_text_can_be_pasted(text: str) -> None:
    for line in read_pasted(text, now=NOW, names=["王芳"]):
        assert line.name
        assert line.text
        assert line.at is None or line.at.tzinfo is not None


def known(*lines: tuple[str, str, int]) -> list[KnownLine]:
    return [KnownLine(name, text, NOW.replace(hour=9, minute=minute, second=20)) for name, text, minute in lines]


def pasted(*lines: tuple[str, str, int | None]) -> list[PastedLine]:
    return [
        PastedLine(name, text, None if minute is None else NOW.replace(hour=9, minute=minute))
        for name, text, minute in lines
    ]


def test_what_is_known_is_not_missed() -> None:
    found = compare(
        pasted(("王芳", "鸡蛋2盒", 12), ("老周", "+1", 13), ("李梅", "草莓 1盒", 14)),
        known(("🌸王芳", "鸡蛋2盒", 12), ("李梅", "草莓1盒", 14)),
        now=NOW,
    )
    assert found.known == 2
    assert [(each.line.name, each.at) for each in found.missed] == [("老周", NOW.replace(hour=9, minute=13))]


def test_who_is_called_otherwise_in_the_copy_is_known_by_the_words() -> None:
    words = "鸡蛋2板 3-501"
    for minute in (12, None):
        found = compare(pasted(("芳姐3-501", words, minute)), known(("王芳", words, 12)), now=NOW)
        assert (found.known, found.missed) == (1, ())


def test_words_alone_tell_nothing_where_they_may_be_another_s() -> None:
    heard = known(("王芳", "+1", 12), ("李梅", "+1", 13))
    for told, names in (
        (("芳姐", "+1", 12), []),
        (("老周", "+1", 12), ["老周"]),
        (("芳姐", "+1", 40), []),
        (("芳姐", "+2", 12), []),
    ):
        assert len(compare(pasted(told), heard, now=NOW, names=names).missed) == 1
    own = compare(pasted(("芳姐", "+1", 12), ("王芳", "+1", 12)), heard[:1], now=NOW)
    assert [each.line.name for each in own.missed] == ["芳姐"]


def test_the_same_words_at_another_time_are_others() -> None:
    found = compare(pasted(("老周", "+1", 13), ("老周", "+1", 40)), known(("老周", "+1", 13)), now=NOW)
    assert [each.at for each in found.missed] == [NOW.replace(hour=9, minute=40)]


def test_what_bears_no_time_was_said_between_its_neighbours() -> None:
    found = compare(
        pasted(("王芳", "鸡蛋2盒", None), ("老周", "+1", None), ("李梅", "草莓1盒", None)),
        known(("王芳", "鸡蛋2盒", 12), ("李梅", "草莓1盒", 14)),
        now=NOW,
    )
    (missed,) = found.missed
    assert NOW.replace(hour=9, minute=12) < missed.at < NOW.replace(hour=9, minute=14)


def test_what_bears_no_time_at_all_was_said_just_now() -> None:
    found = compare(pasted(("王芳", "鸡蛋2盒", None), ("老周", "+1", None)), [], now=NOW)
    assert [each.at < NOW for each in found.missed] == [True, True]
    assert found.missed[0].at < found.missed[1].at
