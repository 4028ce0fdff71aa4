"""Does a wrong configuration name the key, the line and what is allowed, and never a secret?"""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest

from bot.config import load_config
from models.community.modes import defaults_of
from models.community.people import GroupMode
from models.errors import ConfigError


def config_of(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "config.yaml"
    path.write_text(text, "utf-8")
    return path


def test_the_file_that_comes_along_is_the_default(tmp_path: Path) -> None:
    shipped = load_config(Path(__file__).parents[2] / "config.yaml")
    assert shipped == load_config(config_of(tmp_path, ""))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("chanel: x\n", ["config.yaml:1: chanel", "allowed here: channel"]),
        ("group:\n  cutoff: '20:00'\n", ["config.yaml:2: group.cutoff", "cutoff_at"]),
        ("group:\n\n  ack_policy: loud\n", ["config.yaml:3: group.ack_policy", "'batch'", "'loud'"]),
        ("group:\n  cutoff_at: 25:00\n", ["config.yaml:2: group.cutoff_at", "20:00"]),
        ("group:\n  time_zone: Mars/Base\n", ["config.yaml:2: group.time_zone", "Asia/Shanghai"]),
        ("playground:\n  host: 0.0.0.0\n", ["config.yaml:2: playground.host", "127.0.0.1"]),
        ("wechaty:\n  token: abc\n", ["config.yaml:2: wechaty.token", "TUAN_WECHATY__TOKEN"]),
        ("channel: wechaty\n", ["wechaty.endpoint", "host:port"]),
        ("channel: [\n", ["config.yaml:", "not YAML"]),
        ("- a\n", ["config.yaml:1", "keys and values"]),
    ],
)
def test_a_fault_is_told_with_its_place(tmp_path: Path, text: str, told: list[str]) -> None:
    with pytest.raises(ConfigError) as caught:
        load_config(config_of(tmp_path, text))
    for word in told:
        assert word in str(caught.value)


def test_several_faults_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load_config(config_of(tmp_path, "group:\n  ack_policy: loud\n  time_zone: Mars\n"))
    assert len(str(caught.value).splitlines()) == 2


def test_an_hour_without_quotes_is_read_as_what_it_says(tmp_path: Path) -> None:
    assert load_config(config_of(tmp_path, "group:\n  cutoff_at: 20:30\n")).group.cutoff_at == time(20, 30)


def test_the_environment_goes_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUAN_GROUP__CUTOFF_AT", "19:15")
    assert load_config(config_of(tmp_path, "group:\n  cutoff_at: '20:00'\n")).group.cutoff_at == time(19, 15)


def test_a_fault_in_the_environment_names_the_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUAN_GROUP__ACK_POLICY", "loud")
    with pytest.raises(ConfigError, match=r"\$TUAN_GROUP__ACK_POLICY"):
        load_config(config_of(tmp_path, ""))


def test_no_secret_is_ever_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUAN_WECHATY__TOKEN", "s3cret-token")
    monkeypatch.setenv("TUAN_DATABASE", "postgresql+psycopg://u:s3cret-word@host/db")
    shown = repr(load_config(config_of(tmp_path, "")))
    assert "s3cret" not in shown


def test_a_mode_brings_its_defaults_and_what_is_written_stands(tmp_path: Path) -> None:
    village = load_config(config_of(tmp_path, "group:\n  mode: village\n")).group.settings()
    assert village == defaults_of(GroupMode.VILLAGE)
    own = load_config(config_of(tmp_path, "group:\n  mode: village\n  list_at: '09:00'\n")).group.settings()
    assert (own.list_at, own.quiet_hours) == (time(9), village.quiet_hours)


def test_quiet_hours_are_two_times_or_none(tmp_path: Path) -> None:
    text = 'group:\n  quiet_hours: ["22:00", 06:30]\n  soft_quiet_hours: null\n'
    settings = load_config(config_of(tmp_path, text)).group.settings()
    assert (settings.quiet_hours, settings.soft_quiet_hours) == ((time(22), time(6, 30)), None)


def test_a_ceiling_under_a_ceiling_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="unasked_a_day"):
        load_config(config_of(tmp_path, "group:\n  unasked_a_day: 9\n"))
