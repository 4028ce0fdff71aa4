"""How fast are others at the same texts? Run by the Python of `.venv-peers`; a line of JSON in, a line out.

``{"peer": "jieba", "texts": [...]}`` is answered with the seconds that each text took; ``{"peer": NAME, "load": true}``
with the seconds that loading takes in a process of its own.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from time import perf_counter
from typing import Any

Read = Callable[[str], object]


def _jieba() -> Read:
    import jieba  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415

    jieba.setLogLevel("ERROR")
    jieba.initialize()
    cut: Read = jieba.lcut
    return cut


def _recognizers() -> Read:
    from recognizers_number import Culture, NumberRecognizer  # type: ignore[import-not-found]  # noqa: PLC0415

    parse: Read = NumberRecognizer(Culture.Chinese).get_number_model().parse
    return parse


def _jionlp() -> Read:
    import jionlp  # type: ignore[import-not-found]  # noqa: PLC0415

    parse: Read = jionlp.parse_location
    return parse


PEERS: dict[str, Callable[[], Read]] = {"jieba": _jieba, "recognizers_number": _recognizers, "jionlp": _jionlp}


def _timed(read: Read, text: str) -> float:
    begin = perf_counter()
    read(text)
    return perf_counter() - begin


def _answer(wanted: dict[str, Any], known: dict[str, Read]) -> list[float]:
    peer = wanted["peer"]
    begin = perf_counter()
    if peer not in known:
        known[peer] = PEERS[peer]()
        known[peer]("鸡蛋2盒")
    if wanted.get("load"):
        return [perf_counter() - begin]
    return [_timed(known[peer], text) for text in wanted["texts"]]


def main() -> None:
    known: dict[str, Read] = {}
    # Some of them greet on standard output.
    answers, sys.stdout = sys.stdout, sys.stderr
    for line in sys.stdin:
        answers.write(json.dumps(_answer(json.loads(line), known)) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
