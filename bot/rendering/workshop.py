"""What does the process beside the loop do? It loads fonts once, then makes one document after the other.

Frames on its standard input and output: a length in four bytes, then JSON; a made file follows as a second frame.
It ends when its input ends, so that it never outlives the process that started it.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import BinaryIO

from bot.rendering import chart, exported, labels, poster, route, sheet, typesetting, week_chart
from bot.rendering.documents.export import read_export
from bot.rendering.documents.labels import read_labels
from bot.rendering.documents.list_poster import read_poster
from bot.rendering.documents.orders_workbook import read_workbooks
from bot.rendering.documents.purchase_workbook import read_purchase
from bot.rendering.documents.route_sheet import read_route
from bot.rendering.documents.summary_chart import read_chart
from bot.rendering.documents.week_chart import read_week
from bot.rendering.frames import read_frame, write_frame
from bot.rendering.workbooks import orders, purchase
from models.errors import RenderError
from models.mail import Json
from models.values import Attachment

MAKERS: Mapping[str, Callable[[Mapping[str, Json]], Attachment]] = {
    "list_poster": lambda values: poster.draw(read_poster(values)),
    "summary_chart": lambda values: chart.draw(read_chart(values)),
    "week_chart": lambda values: week_chart.draw(read_week(values)),
    "orders_workbook": lambda values: orders.write(*read_workbooks(values)),
    "purchase_workbook": lambda values: purchase.write(read_purchase(values)),
    "route_sheet": lambda values: route.draw(read_route(values)),
    "labels": lambda values: labels.draw(read_labels(values)),
    "export": lambda values: exported.write(read_export(values)),
}

#: Below the loop and the database in the eyes of the machine.
_NICENESS = 10


def make(name: str, values: Mapping[str, Json]) -> Attachment:
    """One document. Raises RenderError for a name that there is not, or values that don't fit it."""
    if name not in MAKERS:
        raise RenderError(f"no such document: {name}")
    return MAKERS[name](values)


def serve(requests: BinaryIO, replies: BinaryIO) -> None:
    """Answer requests in order until there are no more."""
    while (request := read_frame(requests)) is not None:
        for frame in _answer(request):
            write_frame(replies, frame)
        replies.flush()


def _answer(request: bytes) -> tuple[bytes, ...]:
    wanted = json.loads(request)
    try:
        made = make(wanted["name"], wanted["values"])
    except Exception as fault:  # noqa: BLE001 - the fault is told to whoever asked
        return (json.dumps({"fault": f"{fault!r} {_where(fault)}"}).encode(),)
    return json.dumps({"file_name": made.file_name}).encode(), made.content


def _where(fault: BaseException) -> str:
    frames = traceback.extract_tb(fault.__traceback__)
    return f"({frames[-1].name}, line {frames[-1].lineno})" if frames else ""


def main() -> None:
    # Ctrl-C reaches both processes; this one goes when the other has closed it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What a library prints must not stand between two frames.
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    poster.load()
    sheet.load()
    typesetting.load()
    write_frame(replies, b"ready")
    replies.flush()
    with suppress(BrokenPipeError):
        serve(sys.stdin.buffer, replies)


if __name__ == "__main__":
    main()
