"""Which numbers of an entry are rooms, whatever follows? ``502 张阿姨``, ``3-501 月月妈``, ``帮302张奶奶``.

Where an entry begins, or on whose behalf it is, nobody counts in hundreds: a number of three or four digits before
a name is where they live. 室 behind it says so to all who read on.
"""

from __future__ import annotations

import re

from models.language.normalize import normalize
from models.language.patterns import unhurried
from models.language.products import Catalog

_ROOM = r"(?P<room>[1-9]\d?(?:0[1-9]|[1-5]\d|60))"
_TITLE = (
    "(?:阿姨|叔叔?|奶奶?|爷爷?|伯伯?|阿婆|婆婆|婶婶?|姨|姐姐?|哥哥?|嫂子?|老师|师傅|大妈|大爷|女士|先生|太太|医生"
    "|妈妈?|爸爸?)"
)
_AT_HEAD = unhurried(
    rf"[\s(（【\[]*{_ROOM}(?:[^\S\n]+(?P<name>(?![克斤]|公斤|千克|毫升)[\u3400-\u9fff]{{2,6}})(?=\W)"
    rf"|(?=[\u3400-\u9fff]{{1,2}}?{_TITLE}))"
)
#: Behind a house the number is a room, whatever follows.
_IN_HOUSE = unhurried(
    r"[\s(（【\[]*(?:\d{1,5}弄)?(?:\d{1,3}|[A-Za-z])(?:[-－—–/#号]|[栋幢座]-?|号楼-?)(?:\d{1,2}(?:[-－—]|单元-?))?(?P<room>\d{3,4})"
    r"(?=[^\S\n]*[\u3400-\u9fff])(?![室号房户市])"
)
_ON_BEHALF = unhurried(rf"(?<=[帮替代给幫])(?:我们?)?{_ROOM}(?=[\u3400-\u9fff]{{1,2}}?{_TITLE})")


def with_rooms_named(text: str, catalog: Catalog) -> str:
    """``text`` with 室 behind such numbers; numbers of products are none."""
    head = _IN_HOUSE.match(text)
    if head is None:
        head = _AT_HEAD.match(text)
        head = head if head is not None and _is_room(head, catalog) else None
    if head is not None:
        text = _named(text, head)
    behalf = _ON_BEHALF.search(text)
    return _named(text, behalf) if behalf is not None and behalf["room"] not in catalog.by_number else text


def _named(text: str, found: re.Match[str]) -> str:
    end = found.end("room")
    return f"{text[:end]}室{text[end:]}"


def _is_room(found: re.Match[str], catalog: Catalog) -> bool:
    name = found["name"]
    if name and next(catalog.find_names(normalize(name).text), None) is not None:
        return False
    return found["room"] not in catalog.by_number
