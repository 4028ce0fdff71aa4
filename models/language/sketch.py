"""What is left of a text when goods, amounts, addresses and times are one letter each? The ground all rules stand on.

``鸡蛋2盒，能送上门吗`` becomes ``PQ,能送上门吗``. The capital letters:

    P goods    C a product's number not on the list    Q an amount    N a bare number    G a circled number
    M money    R an address    T a phone    D a time    O a number that counts no goods
    K a number of sorts (三种)    U how many (几个)
    B on whose behalf    W the stated recipient    F words that lead to them
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from operator import attrgetter

from models.language.addresses import AddressMatch, find_addresses
from models.language.amounts import NO_TITLE, UNITS_IN_TEXT, Amount, Found, Money, scanner
from models.language.dialect import in_standard_words
from models.language.lexicon import is_word
from models.language.normalize import Normalized
from models.language.numerals import parse_number
from models.language.patterns import unhurried
from models.language.people import find_people, phone_labels
from models.language.products import Catalog, Mention
from models.values import ProductId, Recipient

Value = Amount | Money | Mention | AddressMatch | str | None

_PHONE = unhurried(
    r"(?<![0-9])(?:\+?86[\s-]?)?"
    r"(1[3-9][0-9](?:[0-9]{8}|[\s-]?[0-9]{4}[\s-]?[0-9]{4}|(?:[\s-]?[0-9]){8}(?![\s-]?[0-9]{4}(?![0-9]))))(?![0-9])"
)
_MENTION = unhurried(r"@[^\s@,:;!?，。：]{1,32}(?:[\u2005 ]|$)|@(?:团长|群主|小助手|老板)")
#: Words that begin or end with a numeral and count nothing.
_NUMERAL_WORD = unhurried(
    "一[买下起共直定称量算看问查想听般会边律切旦并同路向致手带向齐概再]|一样|一些|一点(?![半钟0-9前后零一二三四五六七八九到])"
    "|一家人|(?<![0-9零一二三四五六七八九十百千])万一(?![百千十])|[统唯专同每单逐均]一|上一[条个单句次]|再一个(?=[\u4e00-\u9fff])|[二三四五六](?=姨|姑|舅|叔|伯|婶|嫂|爷|哥|姐|弟|妹)|第一次|百分百"
    r"|千万别?|三七二十一|一五一十|双十一|五一节|十一节|六一|元旦|二维码|二手|(?<![栋幢座元])(?:二楼|一楼)(?!-?\s?[0-9])|半天|一半|大半|半路|一口气|半夜|十分(?!之)"
    "|一会儿|一个人|两口子|三明治|七上八下|乱七八糟|张三|李四|王五|赵六"
)
_RANGE_OF_NUMBERS = unhurried(
    r"(?<![0-9])([0-9]{1,3})号?\s?(?:-|~|到|至)\s?([0-9]{1,3})号?(?=\s?(?:各|都|每|全|一样|统统))"
)
#: ``1.4.6各1``: numbers with dots between, no fraction, where they share one amount.
_DOTTED_NUMBERS = unhurried(r"(?<![0-9.])[0-9]{1,2}(?:\s?[.,、]\s?[0-9]{1,2})+(?=\s?(?:号\s?)?(?:各|都|每样))")
_BETWEEN_NUMBERS = unhurried(r"\s?[.,、]\s?")
#: ``除了5、7、8号``: numbers that are left out.
_LEFT_OUT_NUMBERS = unhurried(r"(?<=除了)\s?[0-9]{1,2}(?:\s?[.,、]\s?[0-9]{1,2})+号?")
#: A name that is stated may hold a numeral, or a day (收货人周一帆).
_STATED_NAME = unhurried(
    r"(?:收货人|收件人|取货人|提货人|联系人|姓名|名字)[:是叫\s]{0,3}([\u4e00-\u9fff]{2,3})(?=[\s,;电手0-9T]|$)"
)
_SPREADS = re.compile("[各都每全样统]")
_WORD_NUMERAL = re.compile("[一二三四五六十百千万半两元七乱]")
_DIGITS = re.compile("[0-9零一二三四五六七八九十两百千万俩仨廿卅卌半几①-⑳斤¥+]")
#: Behind these a bare number is an amount, a price or a product's number: no room.
_NOT_BEFORE_ROOM = frozenset("Pxw+*号第共给要来转付款收花计是了卖价路街道巷")
#: What follows a room that goods are given to (给302一盒, 给501的王阿姨): no money, no unit of goods.
_HOME_NEXT = unhurried(
    r"\s?(?:$|[,;。、的家]|[一两二三四五六七八九十][个份盒箱袋板斤包瓶提条只块]|\s[0-9]|我|也|那|来|要|送"
    r"|[\u4e00-\u9fff]{0,2}(?:老师|阿姨|奶奶|爷爷|大妈|大爷|叔|伯|姐|哥))"
)
_UNIT_NEXT = unhurried(rf"(?!\s?套餐)(?!两(?:{UNITS_IN_TEXT}))\s?(?:{UNITS_IN_TEXT}){NO_TITLE}")
#: A letter that may name goods: no unit behind a number (500g), no building (A座, A-1203).
_LETTER = unhurried(
    r"(?<![a-z@])(?:(?<![0-9])|(?=[^glxkm])|(?=[a-z]\s?[0-9一二两三四五六七八九十]))"
    r"([a-z])(?:(?:款|号(?!楼|线)|套餐|组|包(?!裹))(?![a-z]))?(?!(?!x\s?[0-9])[a-z]|\s?[座栋幢]|-[0-9]{3}|[0-9]-[0-9]"
    r"|[0-9]{2,}(?![0-9份个件盒箱袋瓶包板斤套罐提\s,;。、+]|$))"
)
_COUNT = unhurried(r"\s?x?([0-9]{1,2}|[一二两三四五六七八九十])[^0-9\s]?\s?")
_COUNT_BEFORE = unhurried(r"([0-9]{1,2}|[一二两三四五六七八九十])[^0-9\s]?$")
_WORDS = unhurried(r"[^A-Z\s,;。:]+")
_ANY_LETTER = re.compile("[a-z]")
_LETTERS = unhurried(r"(?<![a-z])[a-z]{2,8}(?=\s?(?:各|每|都))")


@dataclass(slots=True, unsafe_hash=True)
class Entity:
    """One thing in the text, with its place there; ``value`` is what it holds."""

    kind: str
    start: int
    end: int
    value: Value


@dataclass(frozen=True, slots=True)
class Sketch:
    """A text with its things replaced by letters; ``places`` are the letters' places in ``sketch``."""

    normalized: Normalized
    sketch: str
    entities: tuple[Entity, ...]
    places: tuple[int, ...]
    mentions: tuple[str, ...]

    def at(self, place: int) -> Entity | None:
        """The entity whose letter stands at ``place``."""
        index = bisect_right(self.places, place) - 1
        return self.entities[index] if index >= 0 and self.places[index] == place else None

    def text_place(self, place: int) -> int:
        """Where a place of the sketch is in the normalized text."""
        index = bisect_right(self.places, place - 1) - 1
        if index < 0:
            return place
        return self.entities[index].end + place - self.places[index] - 1

    def text_span(self, start: int, end: int) -> tuple[int, int]:
        """Where a part of the sketch is in the normalized text."""
        first = self.at(start)
        return (first.start if first else self.text_place(start)), self.text_place(end)

    def written(self, start: int, end: int) -> str:
        """A part of the sketch as it was written."""
        return self.normalized.written(*self.text_span(start, end))

    def within(self, kind: str, start: int, end: int) -> Iterable[Entity]:
        """The entities of a kind whose letters stand in a part of the sketch."""
        for place, entity in zip(self.places, self.entities, strict=True):
            if start <= place < end and entity.kind == kind:
                yield entity


_by_start = attrgetter("start")


class _Draft:
    """The entities found so far, and the text in which they are masked by their letters."""

    __slots__ = ("_waiting", "catalog", "entities", "masked")

    def __init__(self, text: str, catalog: Catalog) -> None:
        self.masked = text
        self.catalog = catalog
        self.entities: list[Entity] = []
        self._waiting = 0

    def take(self, kind: str, start: int, end: int, value: Value) -> None:
        """Keep an entity; its place is masked by the next ``mask``."""
        self.entities.append(Entity(kind, start, end, value))

    def mask(self) -> str:
        """The text with everything found so far masked, in one pass."""
        if self._waiting == len(self.entities):
            return self.masked
        fresh = sorted(self.entities[self._waiting :], key=_by_start)
        self.masked = _masked(self.masked, fresh)
        self._waiting = len(self.entities)
        return self.masked


def _masked(text: str, entities: Iterable[Entity]) -> str:
    pieces: list[str] = []
    place = 0
    for entity in entities:
        pieces += (text[place : entity.start], entity.kind * (entity.end - entity.start))
        place = entity.end
    pieces.append(text[place:])
    return "".join(pieces)


def make_sketch(normalized: Normalized, catalog: Catalog, *, number_is_house: bool = False) -> Sketch:
    """Find everything with a place of its own in a text. Linear in its length."""
    text, mentions = _without_mentions(normalized.text)
    draft = _Draft(text, catalog)
    for mention in catalog.find_names(text):
        draft.take("P", mention.start, mention.end, mention)
    standard = in_standard_words(draft.mask())
    if standard != draft.masked:
        draft.masked, text = standard, _with_names(standard, text, draft.entities)
    if _ANY_LETTER.search(draft.masked) is not None:
        _take_letters(draft)
        draft.mask()
    if _DIGITS.search(draft.masked) is not None:
        _take_numbers(draft, number_is_house=number_is_house)
    entities = sorted(draft.entities, key=_by_start)
    if text != normalized.text:
        normalized = replace(normalized, text=text)
    return _assemble(normalized, _merge_names(text, entities, catalog), mentions)


def _with_names(masked: str, text: str, names: Iterable[Entity]) -> str:
    """A masked text with the names of goods in it again."""
    pieces: list[str] = []
    place = 0
    for name in names:
        pieces += (masked[place : name.start], text[name.start : name.end])
        place = name.end
    return "".join((*pieces, masked[place:]))


def with_people(sketch: Sketch, catalog: Catalog | None = None) -> Sketch:
    """The same sketch with people in it: B on whose behalf, W who receives, F words that only lead to them.

    With a catalogue, what is a part of a product's name is nobody's.
    """
    people, labels = find_people(sketch.sketch), phone_labels(sketch.sketch)
    people = [person for person in people if person.on_behalf or _is_name(sketch.sketch[slice(*person.who)], catalog)]
    if not people and not labels:
        return sketch
    added: list[Entity] = []
    for start, end in labels:
        added += _covered(sketch, "F", start, end)
    for person in people:
        added += _covered(sketch, "F", person.start, person.who[0])
        name_start, name_end = sketch.text_span(*person.who)
        written = sketch.normalized.written(name_start, name_end)
        added.append(Entity("B" if person.on_behalf else "W", name_start, name_end, written))
        added += _covered(sketch, "F", person.who[1], person.end)
    entities = sorted([*sketch.entities, *added], key=lambda entity: (entity.start, entity.end))
    return _assemble(sketch.normalized, entities, sketch.mentions)


def _is_name(word: str, catalog: Catalog | None) -> bool:
    """牛奶 and 安排 begin with surnames, and are no names."""
    return not is_word(word) and (catalog is None or not catalog.whose_part(word))


def _covered(sketch: Sketch, kind: str, start: int, end: int) -> Iterable[Entity]:
    """The words between things in a stretch, as entities of a kind; blanks and things stay."""
    for match in _WORDS.finditer(sketch.sketch, start, end):
        first, last = sketch.text_span(*match.span())
        yield Entity(kind, first, last, None)


def _without_mentions(text: str) -> tuple[str, tuple[str, ...]]:
    """``@name`` is a mention, not a text: no product is read in it."""
    if "@" not in text:
        return text, ()
    found = tuple(match.group().strip() for match in _MENTION.finditer(text))
    return _MENTION.sub(lambda match: " " * len(match.group()), text), found


def _take_numbers(draft: _Draft, *, number_is_house: bool) -> None:
    text = draft.masked
    if len(text) > 10 and "1" in text:
        for match in _PHONE.finditer(text):
            digits = re.sub(r"\D", "", match.group(1))
            draft.take("T", match.start(), match.end(), digits)
        text = draft.mask()
    if _SPREADS.search(text) is not None:
        _take_ranges(draft)
        text = draft.mask()
    protected = text
    if _WORD_NUMERAL.search(protected) is not None:
        protected = _NUMERAL_WORD.sub(lambda match: "w" * len(match.group()), protected)
    protected = _without_stated_names(protected)
    for address in find_addresses(protected):
        if _is_address(address, draft, protected):
            draft.take("R", address.start, address.end, address)
    addresses = [entity for entity in draft.entities if entity.kind == "R"]
    if addresses:
        protected = _masked(protected, addresses)
    for found in scanner(draft.catalog.extra_units).find(protected):
        if found.kind in "CE":
            for entity in _entities_of(found, draft.catalog, number_is_house=number_is_house):
                draft.entities.append(entity)
        else:
            draft.take(found.kind, found.start, found.end, found.value)


def _without_stated_names(protected: str) -> str:
    """A text in which no numeral is found in a name that is stated."""
    if "人" not in protected and "名" not in protected:
        return protected
    for match in _STATED_NAME.finditer(protected):
        protected = protected[: match.start(1)] + "w" * len(match[1]) + protected[match.end(1) :]
    return protected


def _take_ranges(draft: _Draft) -> None:
    """``1-3号各一份``, ``1.4.6各1``: one mention of all of them."""
    for match in _RANGE_OF_NUMBERS.finditer(draft.masked):
        products = _range_of(match, draft.catalog)
        if products:
            draft.take("P", match.start(), match.end(), Mention(products, match.start(), match.end(), "range"))

    patterns = (_DOTTED_NUMBERS, _LEFT_OUT_NUMBERS) if "除了" in draft.masked else (_DOTTED_NUMBERS,)
    for match in (match for pattern in patterns for match in pattern.finditer(draft.masked)):
        numbers = [
            draft.catalog.by_number.get(number)
            for number in _BETWEEN_NUMBERS.split(match.group().strip().removesuffix("号"))
        ]
        products = tuple(product for product in numbers if product is not None)
        if len(products) == len(numbers):
            draft.take("P", match.start(), match.end(), Mention(products, match.start(), match.end(), "range"))


def _range_of(match: re.Match[str], catalog: Catalog) -> tuple[ProductId, ...]:
    """The products from one number to another (1-3号各一份), in list order; none where one is on no list."""
    first, last = (catalog.by_number.get(number) for number in match.groups())
    if first is None or last is None:
        return ()
    return tuple(product.id for product in catalog.products[catalog.order[first] : catalog.order[last] + 1])


def _is_address(match: AddressMatch, draft: _Draft, text: str) -> bool:
    """A bare ``501`` is a room only apart from goods, and where it is no product's number or amount."""
    if match.rule != "address-bare-room":
        return True
    room = match.recipient.room or ""
    before = text[match.start - 1] if match.start else " "
    given = before == "给" and _HOME_NEXT.match(text, match.end) is not None
    if (
        room in draft.catalog.by_number
        or _is_cost(match, draft, text)
        or (before in _NOT_BEFORE_ROOM and not given)
        or _UNIT_NEXT.match(text, match.end)
    ):
        return False
    return len(room) in (3, 4) and 1 <= int(room[-2:]) <= 60 and room[0] != "0"


def _is_cost(match: AddressMatch, draft: _Draft, text: str) -> bool:
    """``西冷4片156``: a number right behind an amount that is what so much of the goods before it costs."""
    named = next((one for one in reversed(draft.entities) if one.kind == "P" and one.end <= match.start), None)
    if named is None or not isinstance(named.value, Mention):
        return False
    count = _COUNT.fullmatch(text, named.end, match.start) or _COUNT_BEFORE.search(text, 0, named.start)
    times = parse_number(count[1]) or 0 if count is not None else 0
    prices = [draft.catalog.by_id[product].price_fen for product in named.value.products]
    return any(price is not None and price * times == int(match.recipient.room or 0) * 100 for price in prices)


def _entities_of(found: Found, catalog: Catalog, *, number_is_house: bool) -> Iterable[Entity]:
    """A number that may name goods, and one that may be a price."""
    if found.kind == "C":
        yield _numbered(found, catalog, number_is_house=number_is_house)
    else:
        yield from _priced(found, catalog)


def _numbered(found: Found, catalog: Catalog, *, number_is_house: bool) -> Entity:
    number = str(found.value)
    product = catalog.by_number.get(number)
    if (number_is_house and product is None) or (number_is_house and found.end - found.start <= 4):
        recipient = Recipient(building=number)
        return Entity("R", found.start, found.end, AddressMatch(recipient, found.start, found.end, "number-is-house"))
    if product is None:
        return Entity("C", found.start, found.end, number)
    return Entity("P", found.start, found.end, Mention((product,), found.start, found.end, "number"))


def _priced(found: Found, catalog: Catalog) -> Iterable[Entity]:
    """``32一板`` is a price where it is one on the list; else a number with an amount behind it."""
    assert isinstance(found.value, Money)
    fen = found.value.value * 100
    if any(product.price_fen == fen for product in catalog.products):
        yield Entity("M", found.start, found.end, found.value)
        return
    width = len(found.value.unit or "") + 1
    middle = found.end - width
    yield Entity("N", found.start, middle, Amount(found.value.value))
    yield Entity("Q", middle, found.end, Amount(Decimal(1), found.value.unit))


def _take_letters(draft: _Draft) -> None:
    by_number = draft.catalog.by_number
    if not any(number.isalpha() for number in by_number):
        return
    for match in _LETTERS.finditer(draft.masked):
        if all(letter in by_number for letter in match.group()):
            for place, letter in enumerate(match.group(), match.start()):
                draft.take("P", place, place + 1, Mention((by_number[letter],), place, place + 1, "number"))
    draft.mask()
    for match in _LETTER.finditer(draft.masked):
        product = by_number.get(match.group(1))
        if product is not None:
            mention = Mention((product,), match.start(), match.end(), "number")
            draft.take("P", match.start(), match.end(), mention)


def _merge_names(text: str, entities: list[Entity], catalog: Catalog) -> list[Entity]:
    """A number and a name side by side are one mention (5号牛奶); so are two parts of one product's name."""
    merged: list[Entity] = []
    for entity in entities:
        before = merged[-1] if merged else None
        joined = _joined(before, entity, text, catalog) if before is not None else None
        if joined is None and catalog.has_numbered_names and before is not None and before.end == entity.start:
            joined = _with_its_number(before, entity, text, catalog)
        if joined is None:
            merged.append(entity)
        else:
            merged[-1] = joined
    return merged


def _with_its_number(one: Entity, other: Entity, text: str, catalog: Catalog) -> Entity | None:
    """``75酒精``, ``米油5kg``: a number beside a name that has it too is a part of it, where it measures nothing."""
    goods, number = (one, other) if one.kind == "P" else (other, one)
    if goods.kind != "P" or number.kind not in "NQO" or not isinstance(goods.value, Mention):
        return None
    if len(goods.value.products) != 1 or goods.value.rule == "number":
        return None
    product, said = goods.value.products[0], text[number.start : number.end]
    if goods is one:
        amount = number.value
        if number.kind == "N" or not isinstance(amount, Amount) or amount.unit is None:
            return None
        if catalog.sizes[product].unit == amount.unit or catalog.sizes[product].part_in(amount.unit) is not None:
            return None
        fits = catalog.is_in_name(product, said)
    else:
        fits = catalog.is_in_name(product, said, before=text[goods.start : goods.end])
    return _mention(one, other, (product,), "name") if fits else None


def _joined(one: Entity | None, other: Entity, text: str, catalog: Catalog) -> Entity | None:
    if one is None or one.kind != "P" or other.kind != "P" or text[one.end : other.start].strip("的 那个(+"):
        return None
    assert isinstance(one.value, Mention)
    assert isinstance(other.value, Mention)
    rules = {one.value.rule, other.value.rule}
    both = set(one.value.products) & set(other.value.products)
    if both:
        return _mention(one, other, catalog.in_order(both), "name-parts")
    if "number" in rules and len(rules) == 2 and one.value.rule == "number":
        return _mention(one, other, catalog.in_order((*one.value.products, *other.value.products)), "number-and-name")
    return None


def _mention(one: Entity, other: Entity, products: tuple[str, ...], rule: str) -> Entity:
    mention = Mention(products, one.start, other.end, rule)  # type: ignore[arg-type]
    return Entity("P", one.start, other.end, mention)


def _assemble(normalized: Normalized, entities: list[Entity], mentions: tuple[str, ...]) -> Sketch:
    pieces: list[str] = []
    places: list[int] = []
    text_place = sketch_place = 0
    for entity in entities:
        between = normalized.text[text_place : entity.start]
        pieces += (between, entity.kind)
        sketch_place += len(between)
        places.append(sketch_place)
        sketch_place += 1
        text_place = entity.end
    pieces.append(normalized.text[text_place:])
    return Sketch(normalized, "".join(pieces), tuple(entities), tuple(places), mentions)
