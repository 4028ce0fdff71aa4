"""Does `tuan check-config` name the key, its line and what is allowed, and never tell a secret?"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.terminal import tuan

#: What stands in the file, and all that must be said of it.
WRONG = {
    "channel: telegram": (":1: channel", "'playground' or 'wechaty'"),
    "color: red": (":1: color", "no such key", "channel, database, keys"),
    "log:\n  level: loud": (":2: log.level", "'debug', 'info', 'warning' or 'error'"),
    "group:\n  cutoff_at: 25:00": (":2: group.cutoff_at", "time"),
    "group:\n  time_zone: Mars/North": (":2: group.time_zone", "Asia/Shanghai"),
    "group:\n  reminder_minutes: 0": (":2: group.reminder_minutes", "1"),
    "group:\n  post_gap_seconds: [30, 10]": ("group.post_gap_seconds", "30 is more than 10"),
    "playground:\n  port: 99999": (":2: playground.port", "65535"),
    "playground:\n  host: 0.0.0.0": (":2: playground.host", "127.0.0.1"),
    "channel: wechaty": ("wechaty.endpoint", "host:port"),
    "wechaty:\n  token: abc-secret": (":2: wechaty.token", "TUAN_WECHATY__TOKEN"),
    "organizers: []": (":1: organizers", "at least 1"),
    "organizers:\n  - name: 雅姐\n    phone: '1'": (":3: organizers.0.phone", "name, contact, rooms"),
    "group: [": ("not YAML",),
    "just words": (":1:", "keys and values"),
}


@pytest.mark.parametrize("text", WRONG)
def test_a_fault_is_named_with_its_place(text: str, tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text(text, encoding="utf-8")
    answer = tuan("check-config", folder=tmp_path)
    assert (answer.status, answer.out) == (2, "")
    assert "Traceback" not in answer.err
    assert "abc-secret" not in answer.err
    for said in WRONG[text]:
        assert said in answer.err, answer.err


def test_a_fault_in_the_environment_is_named_by_its_variable(tmp_path: Path) -> None:
    answer = tuan("check-config", folder=tmp_path, variables={"TUAN_LOG__LEVEL": "loud"})
    assert answer.status == 2
    assert "$TUAN_LOG__LEVEL" in answer.err


def test_what_is_right_is_said_to_be(tmp_path: Path) -> None:
    assert tuan("check-config", folder=tmp_path).out == "the configuration is fine\n"
    missing = tuan("check-config", "-c", "gone.yaml", folder=tmp_path)
    assert missing.status == 2
    assert "gone.yaml: can't be read" in missing.err
