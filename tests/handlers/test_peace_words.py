"""How is silence typed, and a mode?"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from handlers import peace_commands as p
from handlers.command_reading import read_command
from handlers.forms import Moment, WrongForm, folded
from models.community.people import GroupMode

ZONE = ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=ZONE)


def read(text: str) -> object:
    found = read_command(folded(text), Moment(NOON, ZONE))
    return None if found is None else found[1]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("静音2小时", 120),
        ("静音 2个小时", 120),
        ("静音半小时", 30),
        ("静音半个小时", 30),
        ("静音一个半小时", 90),
        ("静音30分钟", 30),
        ("别说话1小时", 60),
        ("安静两小时。", 120),
        ("静音三天", 3 * 24 * 60),
        ("静音到3点", 3 * 60),
        ("静音到晚上8点", 8 * 60),
    ],
)
def test_silence_for_a_while(text: str, minutes: int) -> None:
    assert read(text) == p.KeepQuiet(until=NOON + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    "text", ["静音", "静音吧", "别说话", "安静", "静音到明天", "静音 到明早", "今天别说话", "别发了"]
)
def test_silence_until_the_morning(text: str) -> None:
    assert read(text) == p.KeepQuiet()


@pytest.mark.parametrize("text", ["静音好久", "静音30天", "静音0小时", "群模式 城市"])
def test_what_is_none_is_told(text: str) -> None:
    assert isinstance(read(text), WrongForm)


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("群模式 乡村", GroupMode.VILLAGE),
        ("乡村模式", GroupMode.VILLAGE),
        ("改成封控模式", GroupMode.LOCKDOWN),
        ("群模式", None),
    ],
)
def test_modes(text: str, mode: GroupMode | None) -> None:
    assert read(text) == p.SetMode(mode=mode)


@pytest.mark.parametrize("text", ["安静的小区", "飞行模式", "别说话算话", "静"])
def test_what_only_begins_like_one_is_no_command(text: str) -> None:
    assert read(text) is None
