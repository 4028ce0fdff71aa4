"""Who is an entry of a chain from, and which of its words are the order? (order-language, section 6)

::

    entry = [address] [name] rest
    name  = the first token, unless a quantity hangs on it: 王芳 鸡蛋2, 3-501王芳, 🌻 向日葵, 老周+2; but 鸡蛋2 is goods
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.language.normalize import normalize
from models.language.products import Catalog
from models.language.sketch import Entity, Sketch, make_sketch
from models.values import ProductId

_GAP = re.compile(r"[\s,，、。:：;；|/()（）\[\]【】「」=>→\-—_~·.]*")
_TOKEN = re.compile(r"[^\s,，、。:：;；|/()（）\[\]【】「」=>→+＋]+")
#: A name of two characters or more with a gap behind it, and a word (no picture, no bracket) behind the gap.
_PLAIN_NAME = re.compile(
    r"[^\S\n]*(?P<name>[^\s\d,，、。:：;；|/()（）\[\]【】「」=>→+＋\-]{2,})[^\S\n]+(?=\w)"
    r"(?!(?:妈|爸|奶|爷|阿姨|老师|姐|哥)\w?[^\w]*\s)"
)
_NUMERAL_OR_LETTERS = re.compile(r"[零〇一二三四五六七八九十百千两半俩仨]|^[A-Za-zÀ-ɏ.'’]+$|[①-⑳⓿-❿]|^\W+$")
_PICTURES = re.compile(r"[^\w\s,，、。:：;；|/()（）\[\]【】「」=>→+＋\-]+(?=\s|$)")
_LETTERS = re.compile(r"[A-Za-zÀ-ɏ.'’]+$")
_ONE_CHARACTER = re.compile(r"[\u3400-\u9fff]$")
_KIN = re.compile(
    r"(?:妈妈?|爸爸?|麻麻|粑粑|阿姨|老师|奶奶|爷爷|外婆|外公|姥姥|先生|女士|太太|小姐|姐姐?|哥哥?|叔叔?|婶|嫂|师傅)\W*$"
)
_REMARK = re.compile(r"[(（【\[][^()（）\[\]【】\d]{1,10}[)）】\]]")
_EDGES = " \t\u3000,，、。:：;；|/=>→-—_~.·"
_WANTING = re.compile(r"(?:我?要|来|订|定|买|我订|预订|拿|报)$")
#: In the place of a name it is none: ``601 无``.
_WITHDRAWN = re.compile(r"取消了?|不要了?|不订了?|退了?|作废|无|没有|删了?")
_CHINESE_NUMERALS = re.compile(r"[零〇一二三四五六七八九十百千两]+$")
_AMOUNTS = frozenset("QNG")
_GOODS = frozenset("PC")
_PLACES = frozenset("RT")


@dataclass(frozen=True, slots=True)
class NamedEntry:
    """An entry's name as written (None where it bears none), and the words of its order, its address among them."""

    name: str | None
    body: str


def split_name(text: str, catalog: Catalog, *, sole: ProductId | None) -> NamedEntry:
    """Takes the name off an entry's ``text``. ``sole`` is the product that a bare quantity would mean."""
    return _plainly_named(text, catalog) or _Split(text, catalog, sole).result()


def _plainly_named(text: str, catalog: Catalog) -> NamedEntry | None:
    """Most entries begin with a word and a gap; only where that word could be more than a name it is looked into."""
    found = _PLAIN_NAME.match(text)
    if found is None or _NUMERAL_OR_LETTERS.search(found["name"]):
        return None
    if next(catalog.find_names(normalize(found["name"]).text), None) is not None:
        return None
    return NamedEntry(found["name"], text[found.end() :].strip(" \t"))


class _Split:
    """One entry while its name is looked for; places are those of the normalized text."""

    __slots__ = ("catalog", "entities", "shown", "sketch", "sole", "text")

    def __init__(self, text: str, catalog: Catalog, sole: ProductId | None) -> None:
        normalized = normalize(text)
        self.catalog = catalog
        self.sole = sole
        self.sketch: Sketch = make_sketch(normalized, catalog)
        self.entities: Sequence[Entity] = self.sketch.entities
        self.text = normalized.text
        self.shown = text if normalized.origins is None else "".join([text[place] for place in normalized.origins])

    def result(self) -> NamedEntry:
        lead, start = self._after_address()
        end = self._end_of_name(start)
        if end <= start:
            return NamedEntry(None, self._written(0, len(self.text)))
        end = self._extended(start, end)
        name = self._written(start, end).strip(_EDGES)
        if _WITHDRAWN.fullmatch(name):
            return NamedEntry(None, self._written(0, len(self.text)))
        rest = self._written(end, len(self.text)).strip(" \t")
        return NamedEntry(name or None, f"{self._written(0, lead)} {rest}".strip() if lead else rest)

    def _written(self, start: int, end: int) -> str:
        return self.sketch.normalized.written(start, end) if end > start else ""

    def _skip(self, place: int) -> int:
        found = _GAP.match(self.shown, place)
        return found.end() if found else place

    def _after_address(self) -> tuple[int, int]:
        """Where the addresses and phones before the name end, and where the name begins."""
        lead, place = 0, self._skip(0)
        for entity in self.entities:
            if entity.kind not in _PLACES or entity.start > place:
                break
            if entity.end >= place:
                lead, place = entity.end, self._skip(entity.end)
        return lead, place

    def _end_of_name(self, start: int) -> int:
        token = _TOKEN.match(self.shown, start)
        if not token:
            return start
        end = token.end()
        inside = [entity for entity in self.entities if start <= entity.start < end]
        place = next((entity for entity in inside if entity.kind in _PLACES and entity.start > start), None)
        if place:
            end = place.start
            inside = [entity for entity in inside if entity.start < end]
        first = next((entity for entity in inside if entity.kind in _GOODS or entity.kind in _AMOUNTS), None)
        if first is None:
            return end
        if first.kind in _GOODS:
            return self._before_goods(start, end, first)
        return self._before_amount(start, end, first)

    def _before_goods(self, start: int, end: int, goods: Entity) -> int:
        """``鸡蛋2`` bears no name, ``王芳鸡蛋2`` does; without a quantity the whole token is one (爱吃鸡蛋的猫)."""
        amount_inside = any(entity.kind in _AMOUNTS and goods.end <= entity.start < end for entity in self.entities)
        if amount_inside or (goods.end == end and self._amount_follows(end)):
            return self._trimmed(start, goods.start)
        if goods.end == end and goods.start > start and not self._order_after(end):
            return self._trimmed(start, goods.start)
        return end

    def _before_amount(self, start: int, end: int, amount: Entity) -> int:
        goods_inside = any(entity.kind in _GOODS and amount.end <= entity.start < end for entity in self.entities)
        if amount.start == start:
            is_nickname = (amount.end < end and not goods_inside) or self._is_spoken_number(start, end)
            return end if is_nickname and self._order_after(end) else start
        if goods_inside:
            return self._trimmed(start, amount.start)
        if amount.kind == "N" and self._goods_after(end):
            return end
        prefix = self.text[start : amount.start].strip(_EDGES + "+x*")
        is_goods = self.sole is None and prefix and self.catalog.resolve(prefix) is not None
        return start if is_goods else self._trimmed(start, amount.start)

    def _is_spoken_number(self, start: int, end: int) -> bool:
        return bool(_CHINESE_NUMERALS.match(self.text[start:end])) and end - start > 1

    def _trimmed(self, start: int, end: int) -> int:
        """The end of a name that runs into an order: ``王芳要`` is 王芳."""
        while end > start and (self.text[end - 1] in _EDGES + "+x*" or _PICTURES.match(self.shown[end - 1 : end])):
            end -= 1
        wanting = _WANTING.search(self.text, start, end)
        if wanting and wanting.start() > start:
            return wanting.start()
        return start if wanting else end

    def _amount_follows(self, place: int) -> bool:
        following = next((entity for entity in self.entities if entity.start >= place), None)
        return (
            following is not None
            and following.kind in _AMOUNTS
            and not self.text[place : following.start].strip(" \tx*:")
        )

    def _order_after(self, place: int) -> bool:
        return any(entity.start >= place and entity.kind in _GOODS | _AMOUNTS for entity in self.entities)

    def _goods_after(self, place: int) -> bool:
        return any(entity.start >= place and entity.kind in _GOODS for entity in self.entities)

    def _extended(self, start: int, end: int) -> int:
        """A name with a gap in it: ``王 芳``, ``Amy Wang``, ``小美 🍀``, ``李梅（北门）``."""
        remark = _REMARK.match(self.shown, end)
        if remark and not any(remark.start() <= entity.start < remark.end() for entity in self.entities):
            end = remark.end()
        while (word := self._next_word(end)) and self._joins(start, end, word):
            end = word[1]
        return end

    def _next_word(self, end: int) -> tuple[int, int] | None:
        gap = re.compile(r"[^\S\n]+").match(self.shown, end)
        token = _TOKEN.match(self.shown, gap.end()) if gap else None
        return token.span() if token else None

    def _joins(self, start: int, end: int, word: tuple[int, int]) -> bool:
        if any(word[0] <= entity.start < word[1] for entity in self.entities):
            return False
        name, following = self.shown[start:end].strip(), self.shown[slice(*word)]
        if not re.search(r"\w", following) or not re.search(r"\w", name):
            return True
        if not self._order_after(word[1]):
            return False
        if _KIN.match(following.strip(_EDGES)) or (_LETTERS.match(name) and _LETTERS.match(following)):
            return self.catalog.resolve(self.text[slice(*word)], guess=False) is None
        return bool(_ONE_CHARACTER.match(name) and _ONE_CHARACTER.match(following)) and not self.catalog.whose_part(
            following
        )
