"""``tuan replay`` at its edge: bad input is told with its line, the result is the contract's JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.replay import main, replay_stream
from models.errors import BadInput

CATALOG = Path(__file__).parents[1] / "corpus" / "catalogs" / "shop.json"
ORDER = '{"id": "e1", "at": "2026-11-22T09:00:00+08:00", "sender": "u1", "name": "王芳", "text": "鸡蛋2板，3-501"}'


def test_one_order() -> None:
    assert json.loads(replay_stream(CATALOG, [ORDER])) == {
        "orders": [
            {
                "member": "u1",
                "name": None,
                "recipient": {"building": "3", "room": "501"},
                "lines": [{"product": "egg", "quantity": "2", "from": ["e1"]}],
            }
        ],
        "asked": [],
        "late": [],
        "waiting": [],
        "reported": [],
        "paid": [],
        "totals": {"egg": "2"},
    }


def test_a_field_that_is_null_may_be_left_out() -> None:
    row = json.loads(ORDER) | {"quoted": None, "role": None, "type": None}
    assert json.loads(replay_stream(CATALOG, [json.dumps(row)]))["totals"] == {"egg": "2"}


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("{", "line 2"),
        ('{"id": "e2"}', "at"),
        (ORDER.replace('"text"', '"txet"'), "txet"),
        (ORDER.replace("09:00:00+08:00", "09:00:00"), "timezone"),
        (ORDER.replace('"name"', '"quoted": "caviar", "name"'), "caviar"),
        ('{"id": "e2", "at": "2026-11-22T09:00:00+08:00", "type": "recall", "sender": "u1"}', "recall"),
        ("[]", "line 2"),
    ],
)
def test_bad_input_is_told_with_its_line(line: str, what: str) -> None:
    with pytest.raises(BadInput, match="line 2") as told:
        replay_stream(CATALOG, [ORDER, line])
    assert what in str(told.value)


def test_the_command_ends_with_2_and_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "log.jsonl"
    log.write_text(ORDER + "\n{oops\n", "utf-8")
    assert main(["--catalog", str(CATALOG), str(log)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert "line 2" in told.err


def test_the_command_prints_the_book(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "log.jsonl"
    log.write_text(ORDER + "\n", "utf-8")
    assert main(["--catalog", str(CATALOG), str(log)]) == 0
    assert json.loads(capsys.readouterr().out)["totals"] == {"egg": "2"}


def test_a_recall_that_overtook_its_message_still_counts() -> None:
    recall = '{"id": "e2", "at": "2026-11-22T09:01:00+08:00", "sender": "u1", "type": "recall", "recalls": "e1"}'
    assert json.loads(replay_stream(CATALOG, [recall, ORDER]))["orders"] == []
