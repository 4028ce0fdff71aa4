"""How may a person, or anything that people wrote, stand in a post? As data: flat, short, and calling nobody.

A nickname is written by whoever bears it. It may hold line breaks, a second mention, direction marks or 500
characters; none of that may change what a post says or whom it calls.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from models.mail import Json
from models.values import PersonId

#: How a person reads who was forgotten, or whose name is blank.
SOMEBODY = "邻居"

#: Beyond this many characters a nickname is shortened.
LONGEST_NAME = 12

#: What closes a mention, so that clients show it as one.
MENTION_END = "\u2005"

#: What most people write has nothing in it that would have to be looked at sign by sign.
_PLAIN = re.compile(r"[ -~、。《》「」『』【】一-鿿！-～·]*")
_ZERO_WIDTH_JOINER = "\u200d"
_VARIATION_SELECTORS = "\ufe0e\ufe0f"
_AT_SIGNS = str.maketrans({"@": "＠", "﹫": "＠"})
_EVERYBODY = r"(?:所有人|全体成员|全體成員|(?:all|everyone)\b)"
_NAMED_EVERYBODY = re.compile(_EVERYBODY, re.IGNORECASE)
_CALLS_EVERYBODY = re.compile(rf"[@＠﹫]\s*(?={_EVERYBODY})", re.IGNORECASE)
_PHONE = re.compile(r"(?<!\d)(?:\+?86[\s-]?)?([1１][3-9３-９]\d)(?:[\s\-—_.·]?\d){4}[\s\-—_.·]?(\d{4})(?!\d)")
#: A name that calls nobody, hides nothing and is no number.
_SIMPLE = re.compile(rf"(?!.*\d{{7}})(?!{_EVERYBODY})[一-鿿A-Za-z0-9]{{1,{LONGEST_NAME}}}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Name:
    """A person as a template gets them; ``person`` is None where only a text is known."""

    shown: str
    person: PersonId | None = None
    place: int = 0

    def __str__(self) -> str:
        return self.shown


def pair_names(raw: Json, resolved: Json) -> Json:
    """The resolved values, with each person's nickname as a Name that remembers whose it is (models.mail)."""
    if raw is resolved:
        return resolved  # There was nothing to look up in it.
    if isinstance(raw, dict):
        if "$person" in raw:
            return Name(clean_name(resolved if isinstance(resolved, str) else None), PersonId(str(raw["$person"])))
        if isinstance(resolved, dict):
            return {key: pair_names(raw.get(key), value) for key, value in resolved.items()}
    if isinstance(raw, list) and isinstance(resolved, list) and len(raw) == len(resolved):
        return [pair_names(before, after) for before, after in zip(raw, resolved, strict=True)]
    return resolved


def clean_name(written: str | None) -> str:
    """A nickname as a post shows it: `阿明\\n@小美` is `阿明 ＠小美`, `所有人` is `「所有人」`, nobody is `邻居`."""
    if written and _SIMPLE.fullmatch(written):
        return written
    name = mask_phones(without_calls(flatten(written or ""))).strip("＠ ")
    if not name:
        return SOMEBODY
    shown = shorten(name, LONGEST_NAME)
    return f"「{shown}」" if _NAMED_EVERYBODY.match(shown) else shown


def flatten(text: str, *, lines: bool = False) -> str:
    """Without control, format and private characters, with one plain space where there was any white space; line
    breaks stay where ``lines`` is true."""
    if _PLAIN.fullmatch(text) and "  " not in text:
        return text.strip()
    kept = [_kept(text, index, lines) for index in range(len(text))]
    joined = re.sub(r" {2,}", " ", "".join(kept))
    return re.sub(r" ?\n ?", "\n", joined).strip()


def _kept(text: str, index: int, lines: bool) -> str:
    character = text[index]
    if lines and character == "\n":
        return character
    category = unicodedata.category(character)
    if category in {"Zs", "Zl", "Zp"} or character in "\t\n\r\v\f\x85":
        return " "
    if character == _ZERO_WIDTH_JOINER:
        return character if _joins_pictures(text, index) else ""
    hidden = (
        category in {"Cc", "Cf", "Co", "Cs"} or ord(character) & 0xFFFE == 0xFFFE or "\ufdd0" <= character <= "\ufdef"
    )
    return "" if hidden else character


def _joins_pictures(text: str, index: int) -> bool:
    """Whether a joiner stands between two parts of one emoji; anywhere else it only hides something."""
    before = text[:index].rstrip(_VARIATION_SELECTORS)[-1:]
    after = text[index + 1 : index + 2]
    return all(part and unicodedata.category(part) in {"So", "Sk"} for part in (before, after))


def without_calls(text: str) -> str:
    """With at-signs that clients don't read as a mention."""
    return text.translate(_AT_SIGNS)


def without_call_to_all(text: str) -> str:
    """The same text calling nobody as everybody, whoever wrote it: `@所有人` is `所有人`."""
    return _CALLS_EVERYBODY.sub("", text)


def mask_phones(text: str) -> str:
    """Mobile numbers with their middle hidden: `13812345678` is `138****5678`."""
    return _PHONE.sub(r"\1****\2", text)


def shorten(text: str, longest: int) -> str:
    """At most ``longest`` characters, with `…` for what is left out."""
    return text if len(text) <= longest else text[: longest - 1].rstrip(_ZERO_WIDTH_JOINER + " ") + "…"
