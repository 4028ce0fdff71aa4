"""What does the organizer say about somebody's order? `501 鸡蛋2`, `记王阿姨鸡蛋2`, `501不要草莓了`: whose, and what.

Whose it is stands first, as people say it; the rest is read by the order language, as if that household had said it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from handlers.households import Whose, meant_households
from handlers.targets import groups_of
from handlers.turn import Turn
from models.acts import Act, Ask, Cancel, Chat, Context, Op, Order, Standing
from models.groupbuy.group_buy import GroupBuy
from models.language import Catalog, read
from models.language.addresses import find_addresses
from models.language.normalize import simplify
from models.language.units import UNIT_PATTERN
from models.values import PersonId, ProductId, Recipient

#: `记王阿姨鸡蛋2`, `帮501记一下`, `给王芳记`: that something is to be noted down, before it is said for whom.
_NOTE = re.compile(r"^\s*(?:代记|(?:帮|替|给)?(?:我)?记(?:一下|上|个|下|录)?)\s*[:：,，]?\s*(?:给|帮|替)?")
#: `给王芳记鸡蛋2`, `501的单子鸡蛋改2`: what stands between whose it is and what.
_NOTE_BEHIND = re.compile(
    r"^家?(?:的单子?|的)?[\s\u2005]*(?:[帮给]我|[给帮替][你您他她]家?|我)?(?:记(?:一下|上|个)?)?\s*(?=\S)"
)
_FOR = re.compile(r"^\s*(?:给|帮|替|@|＠)(?=\S)")
_EDGES = " \t\r\n:：,，、;；。.·-—"
_TITLE = (
    r"(?:阿姨|叔叔?|大爷|大妈|大叔|大伯|伯伯?|婶婶?|奶奶|爷爷|婆婆|姐|哥|嫂子?|老师|师傅|妈妈?|爸爸?|太太|先生|女士)"
)
#: A name of nobody known: what people call a neighbour by.
_TITLED = re.compile(rf"^[\u4e00-\u9fff]{{1,4}}?{_TITLE}家?")
_LETTER = re.compile(r"[\u4e00-\u9fffA-Za-z]")
_PLAIN_NAME = re.compile(r"^[\u4e00-\u9fffA-Za-z]{2,6}$")
#: `两盒` of `501两盒草莓` is nobody.
_AMOUNT = re.compile(rf"[一二两俩三仨四五六七八九十百半几]+(?:{UNIT_PATTERN})")
#: Words with which a wish begins, and a name ends: `王芳不要草莓了`.
_VERBS = re.compile(r"(?:再|多|还|少|不|别|都|全|改|换|加|减|去|取消|退|要|来|订|拿|把|只).*$")


@dataclass(frozen=True, slots=True)
class Said:
    """One part of what she says: for whom, and what is read in it."""

    whose: Whose
    acts: tuple[Act, ...] = ()

    @property
    def order(self) -> Order | None:
        orders = [act for act in self.acts if isinstance(act, Order)]
        return orders[0] if len(orders) == 1 and len(self.acts) == 1 else None

    @property
    def cancels(self) -> bool:
        return len(self.acts) == 1 and isinstance(self.acts[0], Cancel)

    def of(self, products: Iterable[ProductId]) -> Said:
        """The same with the lines of these products alone."""
        among, order = set(products), self.order or Order()
        return replace(self, acts=(replace(order, lines=tuple(line for line in order.lines if line.product in among)),))

    @property
    def is_clear(self) -> bool:
        """Whether it says something about an order, and all of it."""
        return self.cancels or self.order is not None

    @property
    def is_unclear(self) -> bool:
        """Whether it is an attempt of which one part is not decided."""
        return any(isinstance(act, Ask) for act in self.acts)


def read_words(text: str, group_buy: GroupBuy, turn: Turn, *, noted: bool = False) -> tuple[Said, ...]:
    """The parts of a text, one for each line; empty where a line is nothing of the kind. ``noted``: it was said that
    something is to be noted down, so that an unknown name may be one."""
    names = known_names(group_buy, turn)
    rows = [row for row in simplify(text).split("\n") if row.strip(_EDGES)]
    parts: list[Said] = []
    for number, row in enumerate(rows):
        part = _read_row(row, group_buy, names, turn, noted=noted)
        if not (part.is_clear or part.is_unclear):
            return ()
        parts.append(replace(part, whose=replace(part.whose, row=number if len(rows) > 1 else None)))
    return tuple(parts)


def known_names(group_buy: GroupBuy, turn: Turn) -> tuple[str, ...]:
    """Names by which somebody is called: nicknames, names on orders and on whose behalf they are; longest first."""
    nicknames: dict[PersonId, str] = {}
    for group in groups_of(turn, group_buy):
        nicknames.update(turn.unit.people.names_in(group.id))
    orders = turn.unit.books.read(group_buy.id).orders()
    members: Mapping[PersonId, object] = turn.unit.people.many({one.member for one in orders} - nicknames.keys())
    households = [str(getattr(person, "nickname", "")) for person in members.values()]
    stated = [name for one in orders for name in (one.name, one.on_behalf_of) if name]
    found = {simplify(name).strip() for name in (*nicknames.values(), *households, *stated)}
    return tuple(sorted((name for name in found if name), key=len, reverse=True))


def whose_of(text: str, names: Iterable[str], catalog: Catalog) -> tuple[Whose, str]:
    """For whom a text begins to speak, and the rest of it: an address, a known name, or both in either order. What is
    a name of goods is none of a person's: neighbours are called 苹果, and a sauce 老干妈."""
    rest, name = _FOR.sub("", text).lstrip(_EDGES), None
    recipient: Recipient | None = None
    while True:
        address = next((each for each in find_addresses(rest) if each.start == 0), None)
        called = None if name else _name_at_the_head(rest, names, catalog)
        if recipient is None and address is not None:
            recipient, rest = address.recipient, rest[address.end :].lstrip(_EDGES)
        elif called:
            name, rest = called, rest[len(called) :].lstrip(_EDGES)
        else:
            return (Whose(name, recipient), rest) if name or recipient else (Whose(), text)


def whose_at_the_head(text: str, group_buy: GroupBuy, turn: Turn) -> Whose:
    """For whom a text says first that it is, after `记` or without; empty where it says nothing of the kind."""
    catalog = turn.house.memory.catalog(group_buy.products)
    written = _NOTE.sub("", simplify(text))
    return whose_of(written, known_names(group_buy, turn), catalog)[0]


def _name_at_the_head(text: str, names: Iterable[str], catalog: Catalog) -> str | None:
    """The longest name with which a text begins; one of a single character stands by itself."""
    known = next((each for each in names if text.startswith(each) and _ends_there(each, text)), "")
    titled = _TITLED.match(text)
    name = max(known, titled[0] if titled else "", key=len)
    goods = max((mention.end for mention in catalog.find_names(text) if mention.start == 0), default=0)
    return name if len(name) > goods else None


def _ends_there(name: str, text: str) -> bool:
    return len(name) > 1 or not _LETTER.match(text[len(name) :])


def whole_whose(text: str, names: Iterable[str], catalog: Catalog) -> Whose | None:
    """A text that says for whom, and nothing else: `王芳 3-501`, `501`, `老周`."""
    written = simplify(text).strip(_EDGES)
    written = re.sub(r"^(?:是|这是)|(?:的|家的|家|要的|订的)$", "", written).strip(_EDGES)
    whose, rest = whose_of(written, names, catalog)
    if whose and rest in ("", "的", "家", "家的"):
        return whose
    # 王芳 of 王芳 3-501 may be nobody known: beside an address, a name is one.
    if whose.recipient is not None and whose.name is None and _PLAIN_NAME.fullmatch(rest):
        return replace(whose, name=rest)
    found = next(iter(find_addresses(written)), None)
    if not whose and found is not None and found.end == len(written):
        before = written[: found.start].strip(_EDGES)
        if _PLAIN_NAME.fullmatch(before):
            return Whose(before, found.recipient)
    return None


def _read_row(row: str, group_buy: GroupBuy, names: Iterable[str], turn: Turn, *, noted: bool) -> Said:
    catalog = turn.house.memory.catalog(group_buy.products)
    note = _NOTE.match(row)
    body = row[note.end() :] if note else row
    whose, rest = whose_of(body, names, catalog)
    if whose.name is None:
        unknown, rest = _unknown_name(rest, catalog, beside_address=bool(whose), noted=noted or note is not None)
        whose = replace(whose, name=unknown)
    rest = _NOTE_BEHIND.sub("", rest) if whose else rest
    mine = _standing(whose, group_buy, turn)
    acts = read_goods(rest, catalog, turn, mine=mine)
    told_apart = _by_unit(rest, mine, group_buy) if len(mine) > 1 else ()
    if told_apart and any(isinstance(act, Ask) and not act.candidates and not act.lines for act in acts):
        acts = read_goods(rest, catalog, turn, mine=told_apart)
    return Said(whose, acts)


def _by_unit(text: str, mine: tuple[Standing, ...], group_buy: GroupBuy) -> tuple[Standing, ...]:
    """The one of what they have that is sold in the unit which the text names: `501加一板` of eggs and berries."""
    units = {product.id: product.unit for product in group_buy.products}
    named = {product for product, unit in units.items() if unit and re.search(_counted_in(unit), text)}
    found = tuple(each for each in mine if each.product in named)
    return found if len(found) == 1 else ()


def _counted_in(unit: str) -> str:
    return rf"[\d一二两俩三仨四五六七八九十百半几]\s*{re.escape(unit)}"


def _standing(whose: Whose, group_buy: GroupBuy, turn: Turn) -> tuple[Standing, ...]:
    """What stands for whom she means: `501草莓换成苹果` takes the quantity from there."""
    found = meant_households(whose, group_buy, turn) if whose else []
    orders = turn.unit.books.read(group_buy.id).order_of(PersonId(str(found[0].member))) if len(found) == 1 else ()
    return tuple(Standing(line.product, line.total) for one in orders if one.id == found[0].order for line in one.lines)


def read_goods(text: str, catalog: Catalog, turn: Turn, *, mine: tuple[Standing, ...] = ()) -> tuple[Act, ...]:
    """What a text orders or changes, as a resident's for whom ``mine`` stands; talk beside it is left aside."""
    acts = read(text, catalog, Context(at=turn.said_at, mine=mine))
    return tuple(act for act in acts if not isinstance(act, Chat))


def _unknown_name(text: str, catalog: Catalog, *, beside_address: bool, noted: bool) -> tuple[str | None, str]:
    """A name of nobody known, before the first goods: beside an address, or where something is to be noted down."""
    if not (beside_address or noted):
        return None, text
    first = next((mention.start for mention in catalog.find_names(text)), len(text))
    head = text[:first]
    name = _VERBS.sub("", head).strip(_EDGES + "的家")
    if not _PLAIN_NAME.fullmatch(name) or _AMOUNT.match(name):
        return None, text
    return name, text[text.index(name) + len(name) :].lstrip(_EDGES)


def changes_what_stands(order: Order) -> bool:
    """Whether it is about what is ordered already, and means nothing where nothing is."""
    return bool(order.lines) and all(line.op in (Op.SET, Op.REMOVE) for line in order.lines)
