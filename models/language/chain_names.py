"""Who is an entry of a chain from, and which of its words are the order? (order-language, section 6)

::

    entry = [address] [name] rest
    name  = the first token, unless a quantity hangs on it: 王芳 鸡蛋2, 3-501王芳, 🌻 向日葵, 老周+2; but 鸡蛋2 is goods

An entry is sketched once: where its name had to be looked for in the sketch, the rest of that sketch is the order's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.language import phrases
from models.language.chain_status import WITHDRAWN, status_end, tells_status, without_status
from models.language.chain_stretch import without_stretch
from models.language.normalize import normalize
from models.language.patterns import unhurried
from models.language.products import Catalog
from models.language.sketch import Entity, Sketch
from models.language.sketching import make_sketch
from models.values import ProductId

_GAP = unhurried(r"[\s,，、。:：;；|/()（）\[\]【】「」=>→\-—_~·.]*")
_BLANKS = unhurried(r"[^\S\n]+")
_TOKEN = unhurried(r"[^\s,，、。:：;；|/()（）\[\]【】「」=>→+＋]+")
#: A name of two characters or more with a gap behind it, and a word (no picture, no bracket) behind the gap. Digits
#: belong to it where a full address follows: 邻居123 9-3-1201.
_PLAIN_NAME = unhurried(
    r"[^\S\n]*(?P<name>[^\s\d,，、。:：;；|/()（）\[\]【】「」=>→+＋\-]+"
    r"(?:(?<=\S\S)|(?P<digits>\d{1,4}(?=[^\S\n]+(?:\d{1,3}|[A-Za-z])(?:[-－—/#座栋幢弄]|号楼)\d))))[^\S\n]+(?=\w)"
    r"(?!(?:妈|爸|奶|爷|阿姨|老师|姐|哥)\w?[^\w]*\s)"
)
#: What may be more than a name: a numeral, a place, letters (a product's), pictures alone.
_MORE_THAN_NAME = unhurried(
    r"[零〇一二三四五六七八九十百千两半俩仨①-⑳⓿-❿栋幢座弄室]|单元|号楼|^[A-Za-zÀ-ɏ.'’]+\d*$|^\W+$"
)
_PICTURES = unhurried(r"[^\w\s,，、。:：;；|/()（）\[\]【】「」=>→+＋\-]+(?=\s|$)")
#: A name with a gap in it that stands between two of the same picture: 🌸小 美🌸.
_FRAMED = unhurried(
    r"(?P<mark>[^\w\s,，、。:：;；|/()（）\[\]【】「」=>→+＋\-—_~·.]+)[^\W\d]{1,6}[^\S\n]+[^\W\d]{1,2}(?P=mark)"
)
_REFUSALS = "❌❎🚫✖"
_UNSEEN = "\ufe0f\u20e3"
_LETTERS = unhurried(r"[A-Za-zÀ-ɏ.'’]+$")
_ONE_CHARACTER = unhurried(r"[\u3400-\u9fff]$")
_KIN = unhurried(
    r"(?:妈妈?|爸爸?|麻麻|粑粑|阿姨|老师|奶奶|爷爷|外婆|外公|姥姥|先生|女士|太太|小姐|姐姐?|哥哥?|叔叔?|婶|嫂|师傅)\W*$"
)
_REMARK = unhurried(r"[(（【\[](?P<said>[^()（）\[\]【】\d]{1,10})[)）】\]]")
_EDGES = " \t\u3000\u00a0\u2005,，、。:：;；|/=>→-—_~.·"
_WANTING = unhurried(r"(?:我?要|来|订|定|买|我订|预订|拿|报)$")
_CHINESE_NUMERALS = unhurried(r"[零〇一二三四五六七八九十百千两]+$")
#: Numerals that names end in (阿九, 老三); 两 and 半 only count.
_NUMERALS_OF_NAMES = frozenset("零一二三四五六七八九十百千")
#: ``老三一箱``: the last of such numerals counts, the others are of the name; nobody says 三一 for 31.
_SPOKEN_RUN = unhurried(r"[一二三四五六七八九]+(?=[一二三四五六七八九][^零一二三四五六七八九十百千0-9])")
#: Nobody counts so: 百合 is no 百盒.
_NEVER_FIRST = frozenset("百千万")
_AMOUNTS = frozenset("QNG")
_GOODS = frozenset("PC")
_ORDERED = _GOODS | _AMOUNTS
_PLACES = frozenset("RT")


@dataclass(slots=True)
class NamedEntry:
    """An entry's name as written (None where it bears none), and the sketch of its order, its address in it."""

    name: str | None
    body: Sketch


def split_name(text: str, catalog: Catalog, *, sole: ProductId | None) -> NamedEntry:
    """Takes the name off an entry's ``text``. ``sole`` is the product that a bare quantity would mean."""
    plain = None if _FRAMED.match(text.lstrip()) else _plainly_named(text, catalog)
    return plain or _Split(text, catalog, sole).result()


def _plainly_named(text: str, catalog: Catalog) -> NamedEntry | None:
    """Most entries begin with a word and a gap; only where that word could be more than a name it is looked into."""
    found = _PLAIN_NAME.match(text)
    if found is None:
        return None
    name = found["name"]
    if _MORE_THAN_NAME.search(name) or WITHDRAWN.fullmatch(name) or _names_goods(name, catalog):
        return None
    rest = normalize(without_status(text[found.end() :]))
    if found["digits"] and next(catalog.find_names(rest.text), None) is None:
        return None  # 老周2 3-501 may order two
    return NamedEntry(name, make_sketch(rest, catalog))


def _names_goods(word: str, catalog: Catalog) -> bool:
    return next(catalog.find_names(normalize(word).text), None) is not None


class _Split:
    """One entry while its name is looked for; places are those of the normalized text."""

    __slots__ = ("catalog", "entities", "normalized", "shown", "sketch", "sole", "text")

    def __init__(self, text: str, catalog: Catalog, sole: ProductId | None) -> None:
        self.catalog = catalog
        self.sole = sole
        self.normalized = normalize(without_status(text))
        self.sketch: Sketch = make_sketch(self.normalized, catalog)
        self.entities: Sequence[Entity] = self.sketch.entities
        self.text = self.normalized.text
        origins = self.normalized.origins
        self.shown = text if origins is None else "".join([text[place] for place in origins])

    def result(self) -> NamedEntry:
        start = self._after_address()
        end = self._end_of_name(start)
        if end <= start:
            return NamedEntry(None, self.sketch)
        end = self._extended(start, end)
        name = self._written(start, end).strip(_EDGES)
        if not name or WITHDRAWN.fullmatch(name):
            return NamedEntry(None, self.sketch)
        return NamedEntry(name, without_stretch(self.sketch, start, end, self.catalog))

    def _written(self, start: int, end: int) -> str:
        """A stretch as it was written, with what nobody sees behind a picture (❤️)."""
        original = self.sketch.normalized.original
        first, last = self.normalized.span(start, end)
        while last < len(original) and original[last] in _UNSEEN:
            last += 1
        return original[first:last]

    def _skip(self, place: int) -> int:
        found = _GAP.match(self.shown, place)
        return found.end() if found else place

    def _after_address(self) -> int:
        """Where the name begins, behind the addresses and phones before it and marks like 已付."""
        place = self._skip(0)
        for entity in self.entities:
            if entity.kind not in _PLACES or entity.start > place:
                break
            if entity.end >= place:
                place = self._skip(entity.end)
        while (end := status_end(self.shown, place)) > place:
            place = self._skip(end)
        return place

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
        first = next((entity for entity in inside if entity.kind in _ORDERED), None)
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
        if run := _SPOKEN_RUN.match(self.text, amount.start, amount.end):
            return run.end()
        goods = next((one for one in self.entities if one.kind in _GOODS and amount.end <= one.start < end), None)
        if amount.start == start:
            return self._behind_first_amount(start, end, amount, goods)
        is_numeral = amount.kind == "N" and self._is_numeral_of_names(amount)
        if goods is not None:
            of_name = is_numeral and self._each_has_its_own(amount.end)  # 阿九鸡蛋2
            return self._trimmed(start, goods.start if of_name else amount.start)
        if is_numeral and (amount.end < end or _WANTING.search(self.text, start, amount.start) is None):
            return self._before_next_amount(amount, end)  # 小九儿 and 阿九 order no nine
        if amount.kind == "N" and self._goods_after(end):
            return end
        prefix = self.text[start : amount.start].strip(_EDGES + "+x*")
        is_goods = self.sole is None and prefix and self.catalog.resolve(prefix) is not None
        return start if is_goods else self._trimmed(start, amount.start)

    def _behind_first_amount(self, start: int, end: int, amount: Entity, goods: Entity | None) -> int:
        """``两盒鸡蛋`` bears no name; 百合, 十三妹, 一一, and ``7 沃柑1袋`` begin with names that look like amounts."""
        said = self.text[amount.start : amount.end]
        is_name = said[0] in _NEVER_FIRST or (len(said) > 1 and len(set(said)) == 1 and said[0] in _NUMERALS_OF_NAMES)
        if goods is not None:
            apart = amount.kind == "N" and goods.start > amount.end and self._is_numeral_of_names(amount)
            return self._trimmed(start, goods.start) if is_name or apart else start
        if is_name:
            return self._before_next_amount(amount, end)
        is_nickname = amount.end < end or self._is_spoken_number(start, end)
        is_nickname = is_nickname or (amount.kind == "N" and self._each_has_its_own(end))
        return end if is_nickname and self._order_after(end) else start

    def _before_next_amount(self, amount: Entity, end: int) -> int:
        """``小九九3箱``: a numeral of the name, and the quantity that hangs on it."""
        following = (one.start for one in self.entities if one.kind in _AMOUNTS and amount.end <= one.start < end)
        return self._trimmed(amount.start, next(following, end))

    def _is_spoken_number(self, start: int, end: int) -> bool:
        return bool(_CHINESE_NUMERALS.match(self.text[start:end])) and end - start > 1

    def _is_numeral_of_names(self, amount: Entity) -> bool:
        return _NUMERALS_OF_NAMES.issuperset(self.text[amount.start : amount.end])

    def _trimmed(self, start: int, end: int) -> int:
        """The end of a name that runs into an order: ``王芳要`` is 王芳."""
        while end > start and self.shown[end - 1] in _EDGES + "+＋xX×*✖":
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
        return any(entity.start >= place and entity.kind in _ORDERED for entity in self.entities)

    def _goods_after(self, place: int) -> bool:
        return any(entity.start >= place and entity.kind in _GOODS for entity in self.entities)

    def _each_has_its_own(self, place: int) -> bool:
        """Whether all goods behind ``place`` have amounts of their own: ``7 沃柑1袋`` is from somebody called 7."""
        kinds = "".join(entity.kind for entity in self.entities if entity.start >= place and entity.kind in _ORDERED)
        return re.fullmatch("(?:[PC][QN])+", kinds) is not None

    def _extended(self, start: int, end: int) -> int:
        """A name with a gap in it: ``王 芳``, ``Amy Wang``, ``小美 🍀``, ``李梅（北门）``, ``🌸小 美🌸``."""
        framed = _FRAMED.match(self.shown, start)
        if framed and not any(start <= entity.start < framed.end() for entity in self.entities):
            end = max(end, framed.end())
        remark = _REMARK.match(self.shown, end)
        if remark and self._is_of_name(remark):
            end = remark.end()
        while (word := self._next_word(end)) and self._joins(start, end, word):
            end = word[1]
        return end

    def _is_of_name(self, remark: re.Match[str]) -> bool:
        """Behind a name 北门 in brackets is a part of it; 取消, 已付 and 自提 are not."""
        said = remark["said"]
        if any(remark.start() <= entity.start < remark.end() for entity in self.entities):
            return False
        other = phrases.DOOR.says_yes(said) or phrases.PICKUP.says_yes(said) or tells_status(said)
        return not other and WITHDRAWN.fullmatch(said) is None

    def _next_word(self, end: int) -> tuple[int, int] | None:
        gap = _BLANKS.match(self.shown, end)
        token = _TOKEN.match(self.shown, gap.end()) if gap else None
        return token.span() if token else None

    def _joins(self, start: int, end: int, word: tuple[int, int]) -> bool:
        if any(word[0] <= entity.start < word[1] for entity in self.entities):
            return False
        name, following = self.shown[start:end].strip(), self.shown[slice(*word)]
        if tells_status(following) or following[0] in _REFUSALS:
            return False
        if not re.search(r"\w", following) or not re.search(r"\w", name):
            return True
        if not self._order_after(word[1]):
            return False
        if _KIN.match(following.strip(_EDGES)) or (_LETTERS.match(name) and _LETTERS.match(following)):
            return self.catalog.resolve(self.text[slice(*word)], guess=False) is None
        return bool(_ONE_CHARACTER.match(name) and _ONE_CHARACTER.match(following)) and not self.catalog.whose_part(
            following
        )
