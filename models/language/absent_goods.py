"""Does somebody ask for goods that no list has? `有芒果吗`, where the word is surely goods, and surely on no list.

Whoever is told `这次没有` goes elsewhere, so a word that may be one of ours by another name is left to the organizer.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.language.alike_goods import of_a_sort
from models.language.common_goods import COMMON_GOODS
from models.language.normalize import longest_first, simplify
from models.language.patterns import unhurried
from models.language.products import Catalog


@dataclass(frozen=True, slots=True)
class NotListed:
    """Goods that somebody asks for. ``surely``: nothing on the list can be meant."""

    name: str
    surely: bool


_POLITE = r"(?:团长|老板娘?|请问|想问下?|问一?下|今天|这次|这回|还|现在|那|大家|\s)*"
_GOODS = f"(?P<goods>{longest_first(COMMON_GOODS)})"
_ASKS = unhurried(
    rf"{_POLITE}(?:有没有{_GOODS}(?:卖|了)?(?:吗|么)?"
    rf"|有(?P<other>{longest_first(COMMON_GOODS)})(?:卖|了)?(?:吗|么|没有?|不|伐)"
    rf"|(?P<first>{longest_first(COMMON_GOODS)})(?:今天|这次|还)*(?:有没有?|有)(?:卖|货)?(?:吗|么|没有?|不|伐)?)"
    r"[啊呀呢哈?!。~\s]*"
)
#: What says nothing of which goods a word is: 苹果 and 芒果 are two things.
_SAYS_NOTHING = frozenset("果子菜瓜大小土老新鲜")


def goods_not_listed(text: str, catalog: Catalog) -> NotListed | None:
    """The goods that a text asks for, where no list has goods of that name."""
    if "有" not in text:
        return None
    asks = _ASKS.fullmatch(simplify(text).strip())
    if asks is None:
        return None
    name = next(filter(None, asks.groupdict().values()))
    if any(catalog.find_names(name)) or catalog.whose_part(name):
        return None
    return NotListed(name, surely=not _may_be_listed(name, catalog))


def _may_be_listed(name: str, catalog: Catalog) -> bool:
    listed = [simplify(form) for product in catalog.products for form in (product.name, *product.aliases)]
    characters = frozenset("".join(listed)) - _SAYS_NOTHING
    if not characters.isdisjoint(name):
        return True
    return any(word in form for word in of_a_sort(name) for form in listed)
