"""Do two names mean the same person? Nicknames, compared without what people hang on them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_PHONE = re.compile(r"1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}")
_PART = r"(?:[-－—–/#~]|号楼|单元|栋|幢|座|号|弄|楼|室|层)"
#: ``3-501``, ``3栋2单元501室``, ``A座1203``, ``501室``, and bare numbers of three digits and more.
_ADDRESS = re.compile(
    rf"(?:(?<![A-Za-z])[A-Za-z]{_PART})?\d+(?:{_PART}+\d+)+{_PART}*|(?<![A-Za-z])[A-Za-z]{_PART}\d+{_PART}*|\d+{_PART}+|\d{{3,}}"
)
_KEPT = ("L", "N")


def name_key(name: str) -> str:
    """A name without address, phone, emoji and spaces (order-language, section 6); a name of nothing else stays."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    bare = _letters(_ADDRESS.sub(" ", _PHONE.sub(" ", plain)))
    return bare or _letters(plain) or plain.strip()


def text_key(text: str) -> str:
    """An entry's text as it is compared: without spaces and line ends."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def title_key(title: str) -> str:
    """A chain's title as it is compared: letters and figures only."""
    return _letters(unicodedata.normalize("NFKC", title).casefold())


def only_one(names: Iterable[str], name: str) -> bool:
    """Whether at most one of the names is this one."""
    key = name_key(name)
    return sum(name_key(each) == key for each in names) <= 1


def _letters(text: str) -> str:
    return "".join(each for each in text if unicodedata.category(each)[0] in _KEPT)
