"""What if a gateway hands on text that is none? Half a character, or a zero byte, is marked; the rest stays."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

Known = TypeVar("Known")

#: Halves of surrogate pairs can't be written as UTF-8, and PostgreSQL takes no zero bytes. Both come of texts that were
#: cut in the middle on their way.
_NO_TEXT = re.compile("[\ud800-\udfff\x00]")
_MARK = "\ufffd"


def made_whole(known: Known) -> Known:
    """The same value with U+FFFD for whatever can't be stored in its texts; the value itself where all can."""
    whole = _whole(known)
    return known if whole == known else whole


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return _NO_TEXT.sub(_MARK, value)
    if isinstance(value, tuple):
        return tuple(_whole(part) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return _whole_fields(value)
    return value


def _whole_fields(value: Any) -> Any:
    changed = {}
    for field in fields(value):
        before = getattr(value, field.name)
        after = _whole(before)
        if after != before:
            changed[field.name] = after
    return replace(value, **changed) if changed else value
