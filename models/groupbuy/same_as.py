"""Whose order does somebody want too? `跟老周一样` names a neighbour where `跟楼上一样` means whoever ordered last."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from models.groupbuy.names import name_key
from models.values import PersonId

#: `跟老周一样`, `我也和@老周 一样的`, `照老周家的来一份`; what stands for the name is looked up.
_SAME_AS = re.compile(
    r"(?P<before>^|[\s，,。；;！!])(?P<own>我?也?)(?:跟|和|同|与|照着?|按)\s*@?(?P<name>[^\s，,。；;！!？?]{1,12}?)\s*"
    r"(?:家)?的?(?P<same>一样的?|同款|(?<=的)来一份|(?<=家)来一份)(?=$|[\s，,。；;！!～~]|[吧哈啊呀哦啦])"
)


@dataclass(frozen=True, slots=True)
class SameAs:
    """A text that says `跟楼上一样` in place of the name, and whose order is meant; None where two bear the name."""

    text: str
    member: PersonId | None


def same_as(text: str, speaker: PersonId, names: Mapping[PersonId, str]) -> SameAs | None:
    """Whose order a text names to be copied; None where it names nobody of the group."""
    found = _SAME_AS.search(text)
    key = name_key(found["name"]) if found else ""
    if found is None or not key:
        return None
    bearers = [member for member, name in names.items() if member != speaker and name_key(name) == key]
    if not bearers:
        return None
    plain = f"{text[: found.start()]}{found['before']}{found['own']}跟楼上一样{text[found.end() :]}"
    return SameAs(plain, bearers[0] if len(bearers) == 1 else None)
