"""Do the commands that read streams refuse what is wrong with its line, and keep to what they promise to print?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from handlers.command_table import TABLE
from tests.cli.terminal import Running, tuan
from tests.gateway.waiting import eventually

CATALOG = {"products": [{"id": "egg", "number": "1", "name": "鸡蛋", "unit": "板", "price": "32"}]}
SECRET = "puppet-token-9f31c7"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "catalog.json").write_text(json.dumps(CATALOG), encoding="utf-8")
    return tmp_path


def test_every_command_is_listed_as_data(tmp_path: Path) -> None:
    listed = json.loads(tuan("commands", "--json", folder=tmp_path).out)
    assert [one["name"] for one in listed] == [spec.name for spec in TABLE]
    for one in listed:
        assert {"name", "aliases", "usage", "help", "rights"} <= set(one)
        assert set(one["rights"]) <= {"organizer", "helper", "resident"}
        assert one["help"]
    assert all(spec.usage in tuan("commands", folder=tmp_path).out for spec in TABLE[:1])


@pytest.mark.parametrize("command", ["parse", "replay"])
@pytest.mark.parametrize(
    ("given", "said"),
    [
        (b"\n{", "line 2"),
        (b"[]", "line 1"),
        (b'\n\n{"nothing": 1}', "line 3"),
        (b"\xff\xfe", "not UTF-8"),
    ],
    ids=["half an object", "a list", "other keys", "no text"],
)
def test_a_wrong_line_is_named(command: str, given: bytes, said: str, folder: Path) -> None:
    answer = tuan(command, "--catalog", "catalog.json", folder=folder, given=given)
    assert answer.status == 2
    assert said in answer.err
    assert "Traceback" not in answer.err


@pytest.mark.parametrize("command", ["parse", "replay"])
def test_a_catalogue_is_needed(command: str, folder: Path) -> None:
    assert tuan(command, folder=folder).status == 2
    gone = tuan(command, "--catalog", "gone.json", folder=folder)
    assert gone.status == 2
    assert "gone.json" in gone.err


@pytest.mark.asyncio
async def test_secrets_are_never_written(tmp_path: Path) -> None:
    variables = {"TUAN_WECHATY__TOKEN": SECRET, "TUAN_LOG__LEVEL": "debug"}
    with Running(tmp_path, **variables) as running:
        await eventually(lambda: running.address, within=30)
    refused = tuan("check-config", folder=tmp_path, variables=variables | {"TUAN_CHANNEL": "wechaty"})
    wrong = tuan("run", folder=tmp_path, variables=variables | {"TUAN_DATABASE": f"mysql://u:{SECRET}@h/d"})
    written = running.out.read_text() + running.err.read_text() + str(refused) + str(wrong)
    assert wrong.status == 2, wrong
    assert refused.status == 2
    assert SECRET not in written
