"""Does each thing that an organizer types mean what she means? The table of organizer-notes, section 3, row by row."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from handlers.command_reading import read_command
from handlers.forms import Moment, WrongForm, folded

ZONE = ZoneInfo("Asia/Shanghai")
SENT = Moment(datetime(2026, 11, 23, 18, 0, tzinfo=ZONE), ZONE)

#: For each row of the table what she types, and the command that it is.
ROWS: dict[str, dict[str, str]] = {
    "清单": {"发清单": "post_list", "再发一遍": "post_list"},
    "截单": {
        "截": "close_orders",
        "截了": "close_orders",
        "延到9点": "move_cutoff",
        "截到9点": "move_cutoff",
    },
    "重开": {"再开": "reopen_orders", "接着接": "reopen_orders", "再开半小时": "reopen_orders"},
    "统计": {"多少了": "tell_totals", "几单了": "tell_totals", "汇总": "tell_totals"},
    "订单": {"501订了啥": "tell_orders", "谁要了草莓": "tell_orders", "鸡蛋多少": "tell_orders"},
    "候补": {"谁排着": "tell_waiting", "放两盒": "let_in"},
    "迟到单": {
        "晚的": "tell_late",
        "补单": "tell_late",
        "全收": "take_late",
        "收3 5": "say_take",
        "都不要": "drop_late",
    },
    "采购单": {"报货": "tell_purchase", "报单": "tell_purchase"},
    "到货": {"到了": "mark_arrived", "都到了": "mark_arrived"},
    "晚到": {"晚到5点半": "hold_arrival", "车堵了": "hold_arrival"},
    "取": {
        "501拿了": "say_collected",
        "23号拿了": "say_collected",
        "501 502 1203 拿了": "say_collected",
        "拿了 501 502": "say_collected",
        "3栋都拿了": "say_collected",
        "除了501都拿了": "say_collected",
        "三号楼五零一 拿了。": "say_collected",
    },
    "钱": {
        "收501 45": "say_payment",
        "501付了": "say_payment",
        "501欠多少": "say_statement",
        "谁没付": "tell_owing",
        "催一下": "say_dun",
        "501退8块": "say_refund",
    },
    "未取": {"谁没拿": "tell_uncollected", "喊一下没拿的": "call_uncollected"},
    "撤销": {"撤": "undo_last", "撤回": "undo_last", "错了": "undo_last", "不对": "undo_last"},
    "静音": {"别说话": "keep_quiet", "安静": "keep_quiet", "说话吧": "speak_again"},
    "日程 日报": {"定时": "tell_schedules", "今天怎么样": "tell_summary"},
}


@pytest.mark.parametrize(("typed", "meant"), [pair for row in ROWS.values() for pair in row.items()])
@pytest.mark.parametrize("spelling", ["{}", "{}。", " {} ", "{}！"])
def test_what_she_types_is_read(typed: str, meant: str, spelling: str) -> None:
    found = read_command(folded(spelling.format(typed)), SENT)
    assert found is not None
    _, command = found
    assert not isinstance(command, WrongForm), command
    assert command.do == meant


@pytest.mark.parametrize(
    ("typed", "whom"),
    [
        ("501拿了", "501"),
        ("501 502 1203 拿了", "501 502 1203"),
        ("501拿了，502拿了", "501 502"),
        ("501、502都拿了", "501、502"),
        ("拿了 501 502", "501 502"),
        ("3栋都拿了", "3栋"),
        ("都拿了", ""),
        ("大家都拿了", ""),
        ("除了501都拿了", "除了501"),
        ("除501 502以外其他人都拿了", "除501 502"),
        ("3栋除了501都拿了", "3栋除了501"),
    ],
)
def test_it_is_found_of_whom_it_is_said(typed: str, whom: str) -> None:
    found = read_command(folded(typed), SENT)
    assert found is not None
    assert getattr(found[1], "whose", None) == whom.replace("、", "、")
