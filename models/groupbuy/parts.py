"""Is this message only a part of one? A bare product name, a bare quantity, a bare address."""

from __future__ import annotations

import re

from models.acts import Act, Chat
from models.groupbuy.hearing import Part
from models.language.addresses import find_addresses
from models.language.normalize import simplify
from models.language.products import Catalog
from models.language.units import UNIT_PATTERN

_EDGES = " \t\r\n，,。.！!~～、；;"
_NUMBER = r"(?:\d+(?:\.\d+)?|[一二两俩三仨四五六七八九十百廿半]+)"
_QUANTITY = re.compile(rf"(?:要|来|拿|订|加|\+)?\s*{_NUMBER}\s*(?:{UNIT_PATTERN})?半?(?:吧|哈|啊|哦|呢)?")
_NUMBERED = re.compile(r"(?:第)?(\d+|[a-z])\s*(?:号|款)|([①-⑳])")
#: Longer than this nobody writes a product's bare name.
_LONGEST_NAME = 12


def part_of(text: str, acts: tuple[Act, ...], catalog: Catalog) -> Part | None:
    """What kind of part a message is; None for a whole one. Whatever says something by itself is whole, but for a
    quantity or an address, which may also complete what was said before."""
    plain = simplify(text).strip(_EDGES)
    if not plain or len(plain) > 2 * _LONGEST_NAME:
        return None
    if _QUANTITY.fullmatch(plain):
        return Part.QUANTITY
    if is_address(plain):
        return Part.ADDRESS
    if all(isinstance(act, Chat) for act in acts) and named_products(plain, catalog):
        return Part.NAME
    return None


def is_address(plain: str) -> bool:
    """Whether a text is an address and nothing else."""
    spans = [(each.start, each.end) for each in find_addresses(plain)]
    return len(spans) == 1 and spans[0] == (0, len(plain))


def named_products(plain: str, catalog: Catalog, *, guess: bool = True) -> tuple[str, ...]:
    """The products of which the whole text is a name, an alias, a part of one, or the number; with ``guess``, also a
    misspelling."""
    numbered = _NUMBERED.fullmatch(plain)
    if numbered:
        number = numbered.group(1) or str(ord(numbered.group(2)) - ord("①") + 1)
        product = catalog.by_number.get(number.upper()) or catalog.by_number.get(number)
        return (product,) if product else ()
    if len(plain) > _LONGEST_NAME:
        return ()
    found = catalog.resolve(plain, guess=guess)
    return found[0] if found else ()
