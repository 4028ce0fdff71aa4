"""Does each benchmark run, and tell its figures in the form that is promised? At a size that says nothing of speed."""

from __future__ import annotations

import re

import pytest

from tests.gateway.gateway import missing
from tests.load.__main__ import run
from tests.load.benchmarks import BENCHMARKS
from tests.load.figure import Figure, Measured, compared

_NUMBER = r"-?\d+(\.\d+)?(e-?\d+)?"
_PART = rf"[a-z0-9_]+: {_NUMBER} [A-Za-z/]+"
_LINE = re.compile(rf"{_PART}(; {_PART})*(; ratio: \d+\.\d\d( \(wanted (<=|>=) \d+(\.\d+)?\))?)?")
_WITHOUT_PEERS = "language: no jieba beside the figures above: run make bench-peers"


@pytest.mark.parametrize("name", BENCHMARKS)
def test_a_benchmark_tells_its_figures(name: str) -> None:
    if name == "intake" and missing():
        pytest.skip(str(missing()))
    lines = [line for line in run(name, tiny=True) if line != _WITHOUT_PEERS]
    assert lines
    assert [line for line in lines if not _LINE.fullmatch(line)] == []


def test_a_figure_stands_beside_what_it_is_compared_with() -> None:
    figure = compared(Measured("whole", 412.3, "messages/s"), Measured("bare", 1903, "messages/s"), wanted=">= 0.20")
    assert str(figure) == "whole: 412 messages/s; bare: 1903 messages/s; ratio: 0.22 (wanted >= 0.20)"


def test_a_figure_may_stand_alone() -> None:
    assert str(Figure(Measured("message", 0.0421, "ms"))) == "message: 0.0421 ms"
