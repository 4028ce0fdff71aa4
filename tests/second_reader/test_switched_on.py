"""Is a second reader there only where it was configured, and only where messages travel safely?"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.config import load_config
from bot.process import second_reader_of
from models.errors import ConfigError


def config_of(folder: Path, text: str) -> Path:
    path = folder / "config.yaml"
    path.write_text(text, "utf-8")
    return path


def test_it_is_off_unless_an_endpoint_is_set(tmp_path: Path) -> None:
    assert second_reader_of(load_config(config_of(tmp_path, "second_reader:\n  model: small\n"))) is None


@pytest.mark.parametrize("endpoint", ["https://models.example/v1", "http://127.0.0.1:8080/v1", "http://localhost:1/v1"])
def test_it_is_on_with_an_endpoint_and_a_model(tmp_path: Path, endpoint: str) -> None:
    written = f"second_reader:\n  endpoint: {endpoint}\n  model: small\n"
    assert second_reader_of(load_config(config_of(tmp_path, written))) is not None


@pytest.mark.parametrize(
    ("section", "told"),
    [
        ("endpoint: http://models.example/v1\n  model: small", "https is needed"),
        ("endpoint: ftp://127.0.0.1/v1\n  model: small", "https is needed"),
        ("endpoint: models.example/v1\n  model: small", "write it like https://host/v1"),
        ("endpoint: https://me:hush@models.example/v1\n  model: small", "api_key_file"),
        ("endpoint: https://models.example/v1?key=hush\n  model: small", "api_key_file"),
        ("endpoint: https://models.example/v1", "second_reader.model"),
        ("api_key: hush", "TUAN_SECOND_READER__API_KEY or api_key_file"),
        ("timeout_seconds: 0", "config.yaml:2: second_reader.timeout_seconds"),
    ],
)
def test_what_would_be_unsafe_is_refused_without_telling_a_secret(tmp_path: Path, section: str, told: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_config(config_of(tmp_path, f"second_reader:\n  {section}\n"))
    assert told in str(caught.value)
    assert "hush" not in str(caught.value)


def test_the_key_comes_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("hush\n", "utf-8")
    config = load_config(config_of(tmp_path, f"second_reader:\n  api_key_file: {tmp_path / 'key'}\n"))
    assert config.second_reader.read_api_key() == "hush"


def test_a_key_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    config = load_config(config_of(tmp_path, f"second_reader:\n  api_key_file: {tmp_path / 'nowhere'}\n"))
    with pytest.raises(ConfigError, match=r"second_reader\.api_key_file"):
        config.second_reader.read_api_key()
