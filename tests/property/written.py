"""How does a chain stand in the chat? As text, or as WeChat's app message with the true authors."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from xml.sax.saxutils import escape

HEADER = "#接龙\n水果玉米 18元/份 先到先得🌽\n例 张三 2份\n\n"
TAIL = "\n\n三点截单"


def as_text(entries: Sequence[str]) -> str:
    """The chain's whole text."""
    return HEADER + "\n".join(f"{number}. {entry}" for number, entry in enumerate(entries, 1)) + TAIL


def as_xml(entries: Sequence[tuple[str, str, datetime]], starter: str) -> str:
    """The app message: each entry's text with its author and time; ranges count UTF-16 units of the title."""
    title = as_text([text for text, _, _ in entries])
    rows, place = [], 0
    for number, (text, author, at) in enumerate(entries, 1):
        place = title.index(f"{number}. {text}", place) + len(f"{number}. ")
        start, length = _units(title[:place]), _units(text)
        rows.append(f"<i><u>{author}</u><h>0</h><s>.</s><t>{int(at.timestamp())}</t><r>{start}-{length}</r></i>")
        place += len(text)
    record = (
        f"<solitaire><tt>4-{_units(HEADER[4:].split('例', maxsplit=1)[0]) - 1}</tt><s>.</s><au>{starter}</au>"
        f"<content><s>{len(rows)}</s>{''.join(rows)}</content></solitaire>"
    )
    return (
        f"<?xml version='1.0'?>\n<msg><appmsg appid='' sdkver='0'><title>{escape(title)}</title><type>53</type>"
        f"<extinfo><solitaire_info>{record}</solitaire_info></extinfo></appmsg></msg>"
    )


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
