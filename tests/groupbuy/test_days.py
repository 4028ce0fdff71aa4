"""Labelled days: a log in, the book at its end out, exactly (tests/corpus/days)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.replay import replay_stream

CORPUS = Path(__file__).parents[1] / "corpus"
DAYS = sorted(path.stem for path in (CORPUS / "days").glob("*.jsonl"))


def replayed(day: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the day should come to, and what it came to."""
    wanted = json.loads((CORPUS / "days" / f"{day}.book.json").read_text("utf-8"))
    lines = (CORPUS / "days" / f"{day}.jsonl").read_text("utf-8").splitlines()
    return wanted, json.loads(replay_stream(CORPUS / "catalogs" / f"{wanted['catalog']}.json", lines))


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("part", ["orders", "asked", "late", "waiting", "reported", "paid", "totals"])
def test_a_day_comes_to_its_book(day: str, part: str) -> None:
    wanted, got = replayed(day)

    def key(row: dict[str, Any]) -> str:
        """A row as it is compared: in which order an order's lines stand is nobody's concern."""
        lines = sorted(row["lines"], key=json.dumps) if "lines" in row else None
        return json.dumps(row if lines is None else {**row, "lines": lines}, sort_keys=True)

    if isinstance(wanted[part], list):
        assert sorted(map(key, got[part])) == sorted(map(key, wanted[part]))
    else:
        assert got[part] == wanted[part]


def test_there_are_days() -> None:
    assert len(DAYS) >= 3
