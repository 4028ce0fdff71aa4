"""What does a chain's header say of its goods: a menu with numbers of its own, the one product that all want?

Residents order by the numbers that they see. Where a header numbers its goods otherwise than the list does
(``1.黑米 2.香菇``), its numbers are meant, and no others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from models.language.chain_text import EntryText
from models.language.normalize import normalize
from models.language.patterns import unhurried
from models.language.products import Catalog, Mention
from models.language.units import UNIT_PATTERN
from models.values import ProductId

_PRICE = unhurried(r"[¥$]\s*\d|\d\s*元|\d\s*/")
_PRICE_OF_UNIT = unhurried(rf"\d\s*(?:元|块钱?)\s*[/／一每]\s*(?:{UNIT_PATTERN})|\d[/／](?:{UNIT_PATTERN})(?!\w)")
#: A number right before a name: at the head of a line, or in it with a sign behind it; a letter, or a circle.
_NUMBER_BEFORE = unhurried(
    r"(?:(?:^|\n)\s*0?(?P<head>[1-9][0-9]?)\s*[.、)\]:\-~]?|(?:^|[\s,;、|/])(?P<inner>[1-9][0-9]?)[.、):]"
    r"|(?:^|[\s\d,;、|/])(?P<letter>[a-z])[.、):款]?|(?P<circle>[①-⑳]))\s*$"
)
_LONGEST_NUMBER = 12


@dataclass(frozen=True, slots=True)
class Header:
    """``sole`` is the product that a bare quantity means; ``menu`` the products by the header's own numbers, empty
    where those are the list's."""

    sole: ProductId | None
    menu: tuple[tuple[str, ProductId], ...] = ()

    def numbering(self, catalog: Catalog) -> Catalog:
        """The catalogue with the numbers of the header."""
        if not self.menu:
            return catalog
        listed = [product for _, product in self.menu]
        rest = [product.id for product in catalog.products if product.id not in listed]
        order = {product: place for place, product in enumerate((*listed, *rest))}
        return replace(
            catalog,
            products=tuple(catalog.by_id[product] for product in order),
            order=MappingProxyType(order),
            by_number=MappingProxyType(dict(self.menu)),
        )


def read_header(title: str, catalog: Catalog) -> Header:
    """What ``title`` says of the goods."""
    text = normalize(title).text
    mentions = list(catalog.find_names(text))
    return Header(_sole(mentions, catalog), _menu(text, mentions, catalog.by_number))


def _sole(mentions: Sequence[Mention], catalog: Catalog) -> ProductId | None:
    """The product that the title shows, or the one on sale."""
    shown = {mention.products for mention in mentions}
    if len(shown) == 1:
        products = next(iter(shown))
        return products[0] if len(products) == 1 else None
    return None if shown else catalog.sole


def _menu(
    text: str, mentions: Sequence[Mention], by_number: Mapping[str, ProductId]
) -> tuple[tuple[str, ProductId], ...]:
    """The header's numbers with what they name, where they go up and the list says otherwise."""
    found: dict[str, ProductId] = {}
    for mention in mentions:
        number = _number_before(text, mention.start)
        if number is not None and len(mention.products) == 1:
            if number in found or mention.products[0] in found.values():
                return ()
            found[number] = mention.products[0]
    places = [(len(number), number) for number in found]
    if len(found) < 2 or places != sorted(places):
        return ()
    agrees = all(by_number.get(number) == product for number, product in found.items())
    return () if agrees else tuple(found.items())


def _number_before(text: str, place: int) -> str | None:
    found = _NUMBER_BEFORE.search(text, max(0, place - _LONGEST_NUMBER), place)
    if found is None:
        return None
    circle = found["circle"]
    return str(ord(circle) - ord("①") + 1) if circle else found["head"] or found["inner"] or found["letter"]


def is_menu(entries: Sequence[EntryText], catalog: Catalog) -> bool:
    """Numbered goods in a header, under which nobody has written yet."""
    return bool(entries) and all(_is_listed(entry.text, catalog) for entry in entries)


def names_price(text: str) -> bool:
    """Whether ``text`` says what a unit of something costs, as lists do and entries don't."""
    return _PRICE_OF_UNIT.search(text) is not None


def _is_listed(text: str, catalog: Catalog) -> bool:
    if names_price(text):
        return True
    words = normalize(text).text.strip()
    first = next(catalog.find_names(words), None)
    if first is None or first.start > 0:
        return False
    return bool(_PRICE.search(words)) or not words[first.end :].strip()
