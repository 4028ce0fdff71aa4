"""How are silence and modes typed? `静音`, `静音2小时`, `静音到明天`, `群模式 乡村`."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from handlers import peace_commands as p
from handlers.command_table.spec import Shapes, Spec, bare, no_time
from handlers.forms import Moment, WrongForm, read_moment
from models.community.modes import mode_called
from models.language.numerals import parse_number

#: Longer than this nobody means: a bot that is to be silent for good is taken out of the group.
LONGEST_SILENCE = timedelta(days=7)
_SPAN = re.compile(r"(半|\d+(?:\.\d+)?|[一二两三四五六七八九十]+)?个?(半)?(分钟|分|小时|钟头|钟|天|晚上|晚)(半)?")
_UNTIL_TOMORROW = frozenset({"到明天", "到明早", "到明天早上", "今天", "今晚", "一晚", "一晚上", "到早上", "到天亮"})
_UNITS = {"分钟": 1, "分": 1, "小时": 60, "钟头": 60, "钟": 60, "天": 24 * 60}


def read_keep_quiet(rest: str, sent: Moment) -> p.KeepQuiet | WrongForm:
    """What stands behind `静音`: nothing, a span, or a moment."""
    bare = rest.strip().removesuffix("吧").removesuffix("了").strip()
    if not bare or bare in _UNTIL_TOMORROW:
        return p.KeepQuiet()
    until = _after_span(bare, sent) or read_moment(bare.removeprefix("到"), sent)
    if until is None:
        return no_time(rest)
    if until <= sent.at or until > sent.at + LONGEST_SILENCE:
        return WrongForm("最长一周，从现在往后说")
    return p.KeepQuiet(until=until)


def _after_span(text: str, sent: Moment) -> datetime | None:
    match = _SPAN.fullmatch(text)
    if match is None or match[3] not in _UNITS:
        return None
    number, half_between, unit, half_after = match.groups()
    if number is None and not half_between:
        return None
    count = 0.5 if number == "半" else float(parse_number(number) or 0) if number else 0.0
    halves = 0.5 if half_between or half_after else 0.0
    minutes = (count + halves) * _UNITS[unit]
    return sent.at + timedelta(minutes=minutes) if minutes else None


def read_mode(rest: str, sent: Moment) -> p.SetMode | WrongForm:
    if not rest:
        return p.SetMode()
    mode = mode_called(rest)
    return WrongForm(f"“{rest}”不是一种模式，有小店、封控、乡村") if mode is None else p.SetMode(mode=mode)


#: `别说话2小时`, `安静到8点`, `今天别说话`.
KEEP_QUIET: Shapes = (
    (
        re.compile(r"(?:别说话|别吵|安静|闭嘴|少说话)\s*(.{1,10})"),
        lambda m, sent: _certain(read_keep_quiet(m[1], sent)),
    ),
    (re.compile(r"(?:今天|今晚)(?:别|不要|先别)(?:再)?(?:说话|发了|说了|吵)"), lambda m, sent: p.KeepQuiet()),
)

#: `乡村模式`, `改成封控模式`.
MODES: Shapes = (
    (
        re.compile(r"(?:改成?|换成?|切到?|用)?\s*([\u4e00-\u9fff]{1,4})模式"),
        lambda m, sent: _certain(read_mode(m[1], sent)),
    ),
)


def _certain(read: p.KeepQuiet | p.SetMode | WrongForm) -> p.KeepQuiet | p.SetMode | None:
    """What only begins like one of these is none."""
    return None if isinstance(read, WrongForm) else read


ROWS: tuple[Spec, ...] = (
    Spec(
        name="静音",
        usage="静音 [多久]",
        help="群里我先不说话，到时候自己放开；不说多久就是到明早。到点要发的先告诉你，你让发的照发。回“说话吧”提前放开。",
        examples=("静音", "静音2小时", "静音到明天", "别说话"),
        read=read_keep_quiet,
        aliases=("别说话", "安静", "闭嘴", "别吵", "别发了", "先别说话", "安静点", "别说了"),
        natural=KEEP_QUIET,
    ),
    bare(
        "说话吧",
        p.SpeakAgain(),
        "不用安静了：静音、嫌吵、吵架时的安静都放开。",
        aliases=("可以说话了", "说话", "取消静音", "不静音了", "解除静音", "别静音了"),
    ),
    bare(
        "吵不吵",
        p.TellLoudness(),
        "这一天我在群里说了几条、都是什么、卖东西的占多少。只发给你。",
        aliases=("安静度", "话多不多", "吵吗", "你吵不吵", "是不是太吵"),
    ),
    Spec(
        name="群模式",
        usage="群模式 [小店/封控/乡村]",
        help="按什么群来跑：清单几点发、几点到几点不出声这些。你单独定过的不动。",
        examples=("群模式", "群模式 乡村", "乡村模式"),
        read=read_mode,
        aliases=("模式",),
        natural=MODES,
    ),
)
