"""Which product is meant? One matcher over numbers, names, aliases, parts, pinyin, homophones and typos.

``compile_catalog`` makes the immutable ``Catalog`` once for each group-buy. Exact names are found all at once in the
text (``Catalog.find_names``); what stands unread beside an amount is then resolved by ``Catalog.resolve``, in this
order: part of a name, several parts together, pinyin, likeness (order-language, section 3).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from models.language.common_goods import COMMON_GOODS
from models.language.lexicon import find_words, is_word
from models.language.measures import SaleUnit, read_measure
from models.language.normalize import GOODS_EMOJI, simplify
from models.language.numerals import CHINESE
from models.language.patterns import unhurried
from models.language.spelling import RESEMBLANCE, Speller
from models.language.units import COUNTERS, WEIGHTS
from models.values import Product, ProductId

_NUMERAL_CHARACTERS = frozenset(CHINESE + "半0123456789")
_COUNTING = _NUMERAL_CHARACTERS | frozenset("".join(COUNTERS)) | frozenset("".join(WEIGHTS))
#: What ends the word for a whole sort of goods: the animal, or the plant, says which.
_SORTS = frozenset("肉菜果")
_NUMBERED = unhurried("[0-9一二三四五六七八九十百]+号")
_SMALL_NUMBER = unhurried("(?<![0-9.a-z])[1-9](?=[\u4e00-\u9fff])")
_GRADE = unhurried("[一二三四五六七八九](?=年级|段|号|册|层)")
_TO_CHINESE = str.maketrans("123456789", "一二三四五六七八九")
_TO_ARABIC = str.maketrans("一二三四五六七八九", "123456789")
#: Letters and digits together: a size, a model. Letters alone may be a word, digits alone an amount.
_LETTERS_AND_DIGITS = unhurried("[a-z]{1,3}[.-]?[0-9]{1,4}|[0-9]{1,3}[a-z](?![a-z])")
#: A part with a small word in it must be this long to be found anywhere.
_SHORTEST_PART = 3
_GAP = frozenset("的那个这种款牌 ")


@dataclass(slots=True, unsafe_hash=True)
class Mention:
    """A place in a normalized text that names goods: one product, or several among which it does not decide."""

    products: tuple[ProductId, ...]
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True, eq=False)
class Catalog:
    """What is on sale, ready to be found in texts. Made by ``compile_catalog``; immutable."""

    products: tuple[Product, ...]
    by_id: Mapping[ProductId, Product]
    by_number: Mapping[str, ProductId]
    sizes: Mapping[ProductId, SaleUnit]
    order: Mapping[ProductId, int]
    extra_units: frozenset[str]
    _patterns: tuple[tuple[tuple[ProductId, ...], str], ...] = field(repr=False)
    _finder: AhoCorasick = field(repr=False)
    _forms: tuple[tuple[str, ProductId], ...] = field(repr=False)
    _short: Mapping[str, tuple[ProductId, ...]] = field(repr=False)
    _characters: frozenset[str] = field(repr=False)
    _speller: Speller = field(repr=False)
    #: Whether any name holds a digit, so that a number beside it may be a part of it.
    has_numbered_names: bool = False

    @property
    def sole(self) -> ProductId | None:
        """The only product on sale, if there is just one."""
        return self.products[0].id if len(self.products) == 1 else None

    def in_order(self, products: Iterable[ProductId]) -> tuple[ProductId, ...]:
        """Products in list order, each once."""
        return tuple(sorted(set(products), key=self.order.__getitem__))

    def find_names(self, text: str) -> Iterator[Mention]:
        """Full names and aliases, leftmost and longest first, and parts that hold a numeral (百事, 三鲜)."""
        if self._patterns:
            for index, start, end in self._finder.find_matches_as_indexes(text):
                if (text[start] > "z" and text[end - 1] > "z") or not _cuts_a_run(text, start, end):
                    products, rule = self._patterns[index]
                    yield Mention(products, start, end, rule)

    def is_in_name(self, product: ProductId, words: str, *, before: str = "") -> bool:
        """Whether words stand in a name of a product, and there before others if ``before`` is given."""
        forms = (form for form, named in self._forms if named == product and words in form)
        return any(not before or before in form[form.index(words) :] for form in forms)

    def whose_part(self, word: str) -> tuple[ProductId, ...]:
        """The products of which ``word`` is a name, an alias, or a part of one; none where none has it."""
        if word in self._short:
            return self._short[word]
        if not self._characters.issuperset(word):
            return ()
        return self.in_order(product for form, product in self._forms if word in form)

    def is_short_name(self, word: str) -> bool:
        """Whether one character is a whole name or alias."""
        return word in self._short

    def may_name(self, word: str) -> bool:
        """Cheap: whether a character of the word stands in any name."""
        return not self._characters.isdisjoint(word)

    def resolve(self, word: str, *, guess: bool = True) -> tuple[tuple[ProductId, ...], str] | None:
        """What an unread word beside an amount names, with the rule that says so; None where it names nothing.

        ``guess`` allows likeness, which only a place where a product must stand deserves.
        """
        if not word or len(word) > 24:
            return None
        products = self.whose_part(word)
        if products:
            return products, "name-part"
        products = self._parts_together(word)
        if products:
            return self._of_a_sort(word) or products, "name-parts"
        if word.isascii():
            return self._speller.by_letters(word)
        return self._like(word) if guess and len(word) > 1 else None

    def _like(self, word: str) -> tuple[tuple[ProductId, ...], str] | None:
        """What a word is a misspelling of; ``李子`` where only 栗子 is on sale may well be meant as it stands."""
        found = self._speller.by_likeness(word)
        return (found[0], RESEMBLANCE) if found is not None and word in COMMON_GOODS else found

    def _of_a_sort(self, word: str) -> tuple[ProductId, ...]:
        """``猪肉``, in no name as it stands, is any part of the pig, not the one whose name happens to hold 肉."""
        return self.whose_part(word[:-1]) if word[-1] in _SORTS and len(word) == len("猪肉") else ()

    def _parts_together(self, word: str) -> tuple[ProductId, ...]:
        """A name told in pieces: 蒙牛低脂 or 番茄薯片; every piece must be a part of the same product's names."""
        found: set[ProductId] | None = None
        place = 0
        while place < len(word):
            if word[place] in _GAP:
                place += 1
                continue
            piece, products = self._longest_part(word, place)
            if not products:
                return ()
            found = set(products) if found is None else found & set(products)
            if not found:
                return ()
            place += len(piece)
        return self.in_order(found or ())

    def _longest_part(self, word: str, place: int) -> tuple[str, tuple[ProductId, ...]]:
        for end in range(len(word), place, -1):
            products = self.whose_part(word[place:end])
            if products:
                return word[place:end], products
        return "", ()


def _forms_of(product: Product) -> tuple[str, ...]:
    forms = [simplify(form).strip() for form in (product.name, *product.aliases)]
    forms += [_with_other_numerals(form) for form in forms]
    return tuple(dict.fromkeys(form for form in forms if form))


def _with_other_numerals(form: str) -> str:
    """``3段奶粉`` as 三段奶粉, ``五年级`` as 5年级: a small number in a name is said in either writing."""
    if _SMALL_NUMBER.search(form) is not None:
        return _SMALL_NUMBER.sub(lambda match: match.group().translate(_TO_CHINESE), form)
    return _GRADE.sub(lambda match: match.group().translate(_TO_ARABIC), form)


def _cuts_a_run(text: str, start: int, end: int) -> bool:
    """Whether letters or digits on a side of what was found belong to it: 5号 of 15号, XL of XXL."""
    before, first = text[start - 1 : start], text[start]
    last, after = text[end - 1], text[end : end + 1]
    if before and (before + first).isascii() and before.isalnum() and first.isalnum():
        return before.isdigit() == first.isdigit() or first.isdigit()
    return bool(after) and last.isdigit() and after.isdigit()


def _numeral_parts(form: str) -> Iterator[str]:
    """Pieces of a name that begin with a numeral and are no amount: 百事 of 百事可乐; but not 5号 of 5号电池."""
    for start, character in enumerate(form):
        if character in _NUMERAL_CHARACTERS and form[start - 1 : start] not in _NUMERAL_CHARACTERS:
            for end in range(start + 2, len(form) + 1):
                piece = form[start:end]
                if not _COUNTING.issuperset(piece[:2]) and not _NUMBERED.fullmatch(piece):
                    yield piece


def _parts_in_running_text(form: str) -> Iterator[str]:
    """Pieces of a name that words of ours would cut: with letters and digits (A4 of A4纸), and those in which a small
    word stands (口算题卡, in which 算 is one)."""
    yield from _numeral_parts(form)
    for run in _LETTERS_AND_DIGITS.finditer(form):
        yield run.group()
    for _, first, last in find_words(form):
        for start in range(first + 1):
            for end in range(max(last, start + _SHORTEST_PART), len(form) + 1):
                yield form[start:end]


def _patterns_of(forms: Sequence[tuple[str, ProductId]]) -> dict[str, tuple[tuple[ProductId, ...], str]]:
    """Every spelling to be found in running text, with what it names. A name goes before a part of another."""
    by_spelling: dict[str, list[ProductId]] = {}
    for form, product in forms:
        if len(form) > 1:
            by_spelling.setdefault(form, []).append(product)
    found = {spelling: (tuple(dict.fromkeys(products)), "name") for spelling, products in by_spelling.items()}
    parts: dict[str, list[ProductId]] = {}
    for form, product in forms:
        for piece in _parts_in_running_text(form):
            if not is_word(piece):
                parts.setdefault(piece, []).append(product)
    for piece, products in parts.items():
        found.setdefault(piece, (tuple(dict.fromkeys(products)), "name-part"))
    for emoji, words in GOODS_EMOJI.items():
        named = _pictured(words.split(), forms)
        if named:
            found[emoji] = (named, "emoji")
    return found


def _pictured(words: Sequence[str], forms: Sequence[tuple[str, ProductId]]) -> tuple[ProductId, ...]:
    """The products that a picture of goods shows: whose name ends with the first of its words that names any, else
    holds it."""
    for word in words:
        ending = dict.fromkeys(product for form, product in forms if form.endswith(word))
        if ending:
            return tuple(ending)
    return tuple(dict.fromkeys(product for form, product in forms if any(word in form for word in words)))


def compile_catalog(products: Sequence[Product]) -> Catalog:
    """Make a group-buy's products ready to be found in texts. Costs about a millisecond for a usual list."""
    forms = tuple((form, product.id) for product in products for form in _forms_of(product))
    patterns = _patterns_of(forms)
    short: dict[str, list[ProductId]] = {}
    for form, product in forms:
        if len(form) == 1:
            short.setdefault(form, []).append(product)
    units = {simplify(product.unit) for product in products}
    return Catalog(
        products=tuple(products),
        by_id=MappingProxyType({product.id: product for product in products}),
        by_number=MappingProxyType({simplify(product.number).strip(): product.id for product in products}),
        sizes=MappingProxyType({product.id: _size_of(product) for product in products}),
        order=MappingProxyType({product.id: place for place, product in enumerate(products)}),
        extra_units=frozenset(unit for unit in units if unit and unit not in COUNTERS and unit not in WEIGHTS),
        _patterns=tuple(patterns.values()),
        _finder=AhoCorasick(
            list(patterns) or ["\x00"],
            matchkind=MatchKind.LeftmostLongest,
            implementation=Implementation.ContiguousNFA,
            store_patterns=False,
        ),
        _forms=forms,
        _short=MappingProxyType({form: tuple(dict.fromkeys(named)) for form, named in short.items()}),
        _characters=frozenset("".join(form for form, _ in forms)),
        _speller=Speller(forms),
        has_numbered_names=any(character.isdecimal() for form, _ in forms for character in form),
    )


def _size_of(product: Product) -> SaleUnit:
    return SaleUnit(simplify(product.unit), product.loose, read_measure(product.measure))
