"""Does `tuan simulate` print one object that is the same in every process, and refuse what can't be in one line?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.terminal import tuan

ONE_DAY = ("simulate", "--days", "1", "--groups", "1", "--profile", "20-shop", "--seed", "7")


def test_two_processes_print_the_same(tmp_path: Path) -> None:
    objects = []
    for hashing in ("1", "2"):
        answer = tuan(*ONE_DAY, "--json", "--log", "posts.log", folder=tmp_path, variables={"PYTHONHASHSEED": hashing})
        assert (answer.status, answer.err) == (0, "")
        told = json.loads(answer.out)
        del told["longest_stall_ms"]
        objects.append((told, (tmp_path / "posts.log").read_text("utf-8")))
    assert objects[0] == objects[1]


def test_people_read_a_table(tmp_path: Path) -> None:
    answer = tuan(*ONE_DAY, folder=tmp_path)
    assert answer.status == 0
    assert answer.out.startswith("1 days, 1 groups, profile 20-shop, seed 7\n")
    assert "written by people in the groups" in answer.out


WRONG = {
    ("--days", "0"): "--days 0: from 1 to 366",
    ("--groups", "-3"): "--groups -3: from 1 to 10000",
    ("--days", "many"): "'--days': Input should be a valid integer",
    ("--profile", "81-shop"): "no profile '81-shop'; there are 20-shop, 80-shop",
    ("--mishaps", "2"): "--mishaps 2: a share, from 0 to 1",
    ("--log", "gone/posts.log"): "--log gone/posts.log: can't be written",
    ("--database", "mysql://here/it"): "unknown kind of database",
    ("--seed",): "Option '--seed' requires an argument",
    ("--loud",): "No such option: --loud",
}


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_what_is_wrong_is_told_in_one_line(words: tuple[str, ...], tmp_path: Path) -> None:
    answer = tuan("simulate", *words, folder=tmp_path)
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith("tuan: ")
    assert answer.err.count("\n") == 1
    assert WRONG[words] in answer.err
