"""Which numbers and letters of a text are phones, addresses, products' numbers, amounts?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from operator import attrgetter

from models.language.addresses import AddressMatch, find_addresses
from models.language.amounts import NO_TITLE, UNITS_IN_TEXT, Amount, Found, Money, scanner
from models.language.numerals import parse_number
from models.language.patterns import unhurried
from models.language.products import Catalog, Mention
from models.language.sketch import Entity, Value, masked
from models.values import ProductId, Recipient

_PHONE = unhurried(
    r"(?<![0-9])(?:\+?86[\s-]?)?"
    r"(1[3-9][0-9](?:[0-9]{8}|[\s-]?[0-9]{4}[\s-]?[0-9]{4}|(?:[\s-]?[0-9]){8}(?![\s-]?[0-9]{4}(?![0-9]))))(?![0-9])"
)
#: Words that begin or end with a numeral and count nothing.
_NUMERAL_WORD = unhurried(
    "一[买下起共直定称量算看问查想听般会边律切旦并同路向致手带向齐概再]|一样|一些|一点(?![半钟0-9前后零一二三四五六七八九到])"
    "|一家人|(?<![0-9零一二三四五六七八九十百千])万一(?![百千十])|[统唯专同每单逐均]一|上一[条个单句次]|再一个(?=[\u4e00-\u9fff]|P+(?:来|要|整|拿|搞|弄)[0-9一二两三四五六七八九十])|[二三四五六](?=姨|姑|舅|叔|伯|婶|嫂|爷|哥|姐|弟|妹)|第一次|百分百"
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
#: Behind these a bare number is an amount, a price or a product's number: no room.
_NOT_BEFORE_ROOM = frozenset("Pxw+*号第共给要来转付款收花计是了卖价路街道巷")
#: What follows a room that goods are given to (给302一盒, 给501的王阿姨): no money, no unit of goods.
_HOME_NEXT = unhurried(
    r"\s?(?:$|[,;。、的家]|[一两二三四五六七八九十][个份盒箱袋板斤包瓶提条只块]|\s[0-9]|我|也|再|那|来|要|送|订|定|买|带|捎|记|留|加"
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
_LETTERS = unhurried(r"(?<![a-z])[a-z]{2,8}(?=\s?(?:各|每|都))")
by_start = attrgetter("start")


class Draft:
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
        fresh = sorted(self.entities[self._waiting :], key=by_start)
        self.masked = masked(self.masked, fresh)
        self._waiting = len(self.entities)
        return self.masked


def take_numbers(draft: Draft, *, number_is_house: bool) -> None:
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
        protected = masked(protected, addresses)
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


def _take_ranges(draft: Draft) -> None:
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


def _is_address(match: AddressMatch, draft: Draft, text: str) -> bool:
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


def _is_cost(match: AddressMatch, draft: Draft, text: str) -> bool:
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


def take_letters(draft: Draft) -> None:
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
