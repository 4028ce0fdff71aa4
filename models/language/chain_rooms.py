"""Which bare numbers of an entry are rooms, though a unit seems to follow? ``502 张阿姨 A1``, ``帮302张奶奶订A1``.

Where an entry begins, or on whose behalf it is, nobody counts in hundreds: a number of three or four digits before
a name is where they live. 室 behind it says so to all who read on.
"""

from __future__ import annotations

import re

from models.language.normalize import normalize
from models.language.products import Catalog

_ROOM = r"(?P<room>[1-9]\d?(?:0[1-9]|[1-5]\d|60))"
_TITLE = (
    "(?:阿姨|叔叔?|奶奶?|爷爷?|伯伯?|阿婆|婆婆|婶婶?|姨|姐姐?|哥哥?|嫂子?|老师|师傅|大妈|大爷|女士|先生|太太|医生"
    "|妈妈?|爸爸?)"
)
_AT_HEAD = re.compile(
    rf"[\s(（【\[]*{_ROOM}(?:[^\S\n]+(?P<name>(?![克斤]|公斤|千克|毫升)[\u3400-\u9fff]{{2,6}})(?=\W)"
    rf"|(?=[\u3400-\u9fff]{{1,2}}?{_TITLE}))"
)
_ON_BEHALF = re.compile(rf"(?<=[帮替代给幫])(?:我们?)?{_ROOM}(?=[\u3400-\u9fff]{{1,2}}?{_TITLE})")


def with_rooms_named(text: str, catalog: Catalog) -> str:
    """``text`` with 室 behind such numbers; numbers of products are none."""
    for pattern in (_AT_HEAD, _ON_BEHALF):
        found = pattern.match(text) if pattern is _AT_HEAD else pattern.search(text)
        if found is not None and _is_room(found, catalog):
            text = f"{text[: found.end('room')]}室{text[found.end('room') :]}"
    return text


def _is_room(found: re.Match[str], catalog: Catalog) -> bool:
    name = found.groupdict().get("name")
    if name and next(catalog.find_names(normalize(name).text), None) is not None:
        return False
    return found["room"] not in catalog.by_number
