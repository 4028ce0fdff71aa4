"""``tuan replay --text``: what people copied out of WeChat, beside the log."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.replay import CopiedText, main, replay_stream
from models.errors import BadInput

CORPUS = Path(__file__).parents[1] / "corpus"
CATALOG = CORPUS / "catalogs" / "shop.json"
NOW = datetime(2026, 12, 24, 20, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
ORDER = '{"id": "e1", "at": "2026-11-22T09:00:00+08:00", "sender": "u1", "name": "王芳", "text": "鸡蛋2板，3-501"}'
DAYS = ("dawn", "forks", "hotpot-night", "one-crate", "sealed-week")


def replayed(lines: list[str], text: str, catalog: Path = CATALOG) -> dict[str, Any]:
    book: dict[str, Any] = json.loads(replay_stream(catalog, lines, copied=CopiedText(text, NOW)))
    return book


def totals(text: str, *lines: str) -> Any:
    return replayed(list(lines), text)["totals"]


def test_copied_talk_alone() -> None:
    text = "王芳 11月22日 09:00\n鸡蛋2板，3-501\n\n老周 11月22日 09:01\n「王芳：鸡蛋2板」\n- - - - -\n+1"
    book = replayed([], text)
    assert [(order["member"], order["lines"][0]["quantity"]) for order in book["orders"]] == [
        ("王芳", "2"),
        ("老周", "1"),
    ]


def test_what_the_log_holds_changes_nothing() -> None:
    assert totals("王芳 9:00\n鸡蛋2板，3-501", ORDER) == {"egg": "2"}
    assert totals("王芳:\n鸡蛋2板，3-501\n\n老周:\n豆腐1块", ORDER) == {"egg": "2", "tofu": "1"}


def test_copied_times_are_those_of_the_wall_whatever_the_log_counts_by() -> None:
    log = ORDER.replace("09:00:00+08:00", "01:00:00Z")
    assert totals("王芳 11月22日 09:00\n鸡蛋2板，3-501\n老周 11月22日 09:01\n豆腐1块", log) == {"egg": "2", "tofu": "1"}


@pytest.mark.parametrize(("zone", "eggs"), [((), "1"), (("--zone", "UTC"), "2")])
def test_the_command_is_told_the_clock_on_the_wall_by_its_zone(
    zone: tuple[str, ...], eggs: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = "鸡蛋再来一板"
    log, text = tmp_path / "log.jsonl", tmp_path / "talk.txt"
    log.write_text(ORDER.replace("09:00:00+08:00", "01:00:00Z").replace("鸡蛋2板，3-501", more), encoding="utf-8")
    text.write_text(f"王芳 11月22日 09:00\n{more}\n", encoding="utf-8")
    assert main(["--catalog", str(CATALOG), "--text", str(text), *zone, str(log)]) == 0
    assert json.loads(capsys.readouterr().out)["totals"] == {"egg": eggs}


def test_a_zone_that_there_is_not_is_bad_input(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text("王芳:\n豆腐2块\n", encoding="utf-8")
    assert main(["--catalog", str(CATALOG), "--text", str(tmp_path / "talk.txt"), "--zone", "Nowhere/Else"]) == 2


def test_a_member_of_the_log_is_the_same_in_the_text() -> None:
    book = replayed([ORDER], "🌸王芳 11月22日 9:05\n鸡蛋再来一板")
    (order,) = book["orders"]
    assert (order["member"], order["lines"][0]["quantity"]) == ("u1", "3")


def test_a_chain_that_was_missed() -> None:
    text = "老周 9:10\n#接龙\n今天的菜\n例: 张三 鸡蛋1板\n\n1. 老周 豆腐2块"
    assert totals(text, ORDER) == {"egg": "2", "tofu": "2"}


def test_a_text_without_any_talk_is_bad_input() -> None:
    with pytest.raises(BadInput, match="copied talk"):
        totals("鸡蛋2板", ORDER)


def test_the_command_takes_the_text_from_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = tmp_path / "talk.txt"
    text.write_text("王芳 11月22日 09:00\n豆腐2块\n", encoding="utf-8")
    assert main(["--catalog", str(CATALOG), "--text", str(text)]) == 0
    assert json.loads(capsys.readouterr().out)["totals"] == {"tofu": "2"}


def day(name: str) -> tuple[list[dict[str, Any]], Path]:
    lines = (CORPUS / "days" / f"{name}.jsonl").read_text("utf-8").splitlines()
    book = json.loads((CORPUS / "days" / f"{name}.book.json").read_text("utf-8"))
    return [json.loads(line) for line in lines], CORPUS / "catalogs" / f"{book['catalog']}.json"


def as_copied(events: list[dict[str, Any]]) -> str:
    said = {event["id"]: event for event in events if "text" in event and "quoted" not in event}
    heads = ((event, datetime.fromisoformat(event["at"])) for event in said.values())
    return "\n\n".join(f"{event['name']} {at:%Y/%m/%d %H:%M:%S}\n{event['text']}" for event, at in heads)


@pytest.mark.parametrize("name", DAYS)
def test_a_whole_day_that_is_known_changes_nothing(name: str) -> None:
    events, catalog = day(name)
    lines = [json.dumps(event) for event in events]
    assert replayed(lines, as_copied(events), catalog) == json.loads(replay_stream(catalog, lines))


@pytest.mark.parametrize("name", DAYS)
def test_what_was_missed_of_a_day_is_there_again(name: str) -> None:
    events, catalog = day(name)
    needed = {event.get("recalls") for event in events}
    names = [event.get("name") for event in events]
    kept = [
        event
        for number, event in enumerate(events)
        if number % 4 or event["id"] in needed or "text" not in event or names.count(event["name"]) < 3
    ]
    assert len(kept) < len(events)
    whole = json.loads(replay_stream(catalog, [json.dumps(event) for event in events]))
    again = replayed([json.dumps(event) for event in kept], as_copied(events), catalog)
    assert again["totals"] == whole["totals"]
    assert sorted(again["paid"]) == sorted(whole["paid"])
    assert len(again["late"]) == len(whole["late"])
