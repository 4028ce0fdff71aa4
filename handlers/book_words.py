"""What does the organizer say about somebody's order? `501 鸡蛋2`, `记王阿姨鸡蛋2`, `501不要草莓了`: whose, and what.

Whose it is stands first, as people say it, or last, as they sign; the rest is read by the order language, as if that
household had said it. Where the next household begins, handlers/households_apart.py tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from handlers.households import Whose, meant_households, whose_with
from handlers.households_apart import AGAIN, apart, rows_of
from handlers.turn import Turn
from handlers.whose import Names, names_for, unknown_name, whose_of
from models.acts import Act, Ask, AskAbout, Cancel, Chat, Context, Op, Order, Standing
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.households import contradicts
from models.language import Catalog, read
from models.language.normalize import simplify
from models.values import PersonId, ProductId

#: `记王阿姨鸡蛋2`, `帮501记一下`, `给王芳记`: that something is to be noted down, before it is said for whom.
_NOTE = re.compile(r"^\s*(?:代记|(?:帮|替|给)?(?:我)?记(?:一下|上|个|下|录)?)\s*[:：,，]?\s*(?:给|帮|替)?")
#: `给王芳记鸡蛋2`, `501的单子鸡蛋改2`: what stands between whose it is and what.
_NOTE_BEHIND = re.compile(
    r"^家?(?:的单子?|的)?[\s\u2005]*(?:[帮给]我|[给帮替][你您他她]家?|我)?(?:记(?:一下|上|个)?)?\s*(?=\S)"
)
#: `给3-501送一箱苹果`.
_BROUGHT = re.compile(r"^(?:送|拿|带|捎|留|装|配)(?:去|上|来)?")
#: `给小李来两盒馄饨`: behind 给 stands somebody, known or not.
_FOR = re.compile(r"^\s*(?:给|帮|替)(?=\S)")


#: What may stand before a change of what stands, and names no goods.
_NO_GOODS = re.compile(
    r"(?:都|全|也|就|再|还|先|又|只|不|别|是|把|请|给|帮|麻烦|[他她它]们?|那个?|这个?|刚才|刚刚|原来|现在|最后|直接|今[天晚]|明天"
    r"|数量|数目|份数|总共|一共|的?单子?|订单|改|换|加|减|多|少|要|来|退|拿|记)*"
)
#: `榴莲改2`: something stands before the change.
_BEFORE_CHANGE = re.compile(r"\s*([\u4e00-\u9fff]{1,8}?)的?\s*(?:改|换|加|减|再|多|少|不要|要|来|退)")


@dataclass(frozen=True, slots=True)
class Said:
    """One part of what she says: for whom, and what is read in it."""

    whose: Whose
    acts: tuple[Act, ...] = ()

    @property
    def signed(self) -> Said:
        """With what its order tells of who receives: `鸡蛋2板 3-501`, `王芳 鸡蛋2板 3-501`."""
        told = self.order.recipient if self.order else None
        return self if not told else replace(self, whose=whose_with(self.whose, Whose(told.name, told)))

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
    """The parts of a text, one for each household; empty where a line of it is nothing of the kind. ``noted``: it was
    said that something is to be noted down, so that an unknown name may be one."""
    reader = _Reader(names_for(group_buy, turn), group_buy, turn, noted=noted)
    parts: list[Said] = []
    for row in rows_of(simplify(text), reader.names):
        stretches = apart(row, reader.begins, reader.says, reader.names_goods)
        for stretch in stretches:
            found = reader.read(stretch)
            if not all(part.is_clear or part.is_unclear for part in found):
                if len(stretches) == 1:
                    return ()
                # Beside what is said for others, goods are wanted here too.
                found = [replace(part, acts=(Ask(AskAbout.PRODUCT),)) for part in found]
            parts += found
    return tuple(parts)


def whose_at_the_head(text: str, group_buy: GroupBuy, turn: Turn) -> Whose:
    """For whom a text says first that it is, after `记` or without; empty where it says nothing of the kind."""
    written = _NOTE.sub("", simplify(text))
    return whose_of(written, names_for(group_buy, turn))[0]


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads stretches of her words against one group-buy."""

    names: Names
    group_buy: GroupBuy
    turn: Turn
    noted: bool

    def begins(self, stretch: str) -> bool:
        """Whether it begins with whose it is."""
        return bool(self._head(stretch)[0])

    def says(self, stretch: str) -> bool:
        """Whether it orders or changes something. Behind a bare number, which may be an amount, only what is clear."""
        whose = self._head(stretch)[0]
        bare = whose.name is None and whose.recipient is not None and whose.recipient.building is None
        return all(part.is_clear or (part.is_unclear and not bare) for part in self.read(stretch))

    def names_goods(self, stretch: str) -> bool:
        return any(self.names.catalog.find_names(stretch))

    def read(self, stretch: str) -> list[Said]:
        """For whom it is, and what; several, where addresses stand behind the goods of each, or before 各."""
        whose, rest = self._head(stretch)
        if not whose or "各" in stretch:
            acts = read_goods(_NOTE.sub("", AGAIN.sub("", stretch)), self.names.catalog, self.turn)
            signed = [_signed(act) for act in acts]
            if len(acts) > 1 and all(signed):
                return [Said(whose, (act,)) for whose, act in zip(signed, acts, strict=True)]
        if not whose:
            return [Said(whose, acts)]
        wanted = self._wanted(stretch, whose, _NOTE_BEHIND.sub("", rest))
        if any(contradicts(whose.recipient, _signed(act).recipient) for act in wanted):
            # Of two rooms it is not known which of them gets what.
            return [Said(whose, (Ask(AskAbout.RECIPIENT),))]
        return [Said(whose, wanted)]

    def _wanted(self, stretch: str, whose: Whose, goods: str) -> tuple[Act, ...]:
        """What they want; behind `记` and `送` goods are wanted, as behind `要`: `给王阿姨记个西瓜`."""
        catalog, mine = self.names.catalog, _standing(whose, self.group_buy, self.turn)
        acts = read_goods(goods, catalog, self.turn, mine=mine)
        told_apart = _by_unit(goods, mine, self.group_buy) if len(mine) > 1 else ()
        if told_apart and any(isinstance(act, Ask) and not act.candidates and not act.lines for act in acts):
            acts = read_goods(goods, catalog, self.turn, mine=told_apart)
        if self._names_something_else(goods) and self._is_meant_by_what_stands(goods, acts):
            # What is not on the list is not what they have, though they have one thing only.
            return (Ask(AskAbout.PRODUCT),)
        noted = self.noted or "记" in stretch[: len(stretch) - len(goods)] or _FOR.match(AGAIN.sub("", stretch))
        return acts if acts or not noted else read_goods(f"要{_BROUGHT.sub('', goods)}", catalog, self.turn, mine=mine)

    def _names_something_else(self, goods: str) -> bool:
        before = _BEFORE_CHANGE.match(goods)
        if before is None or _NO_GOODS.fullmatch(before[1]) is not None:
            return False
        named = read_goods(f"{before[1]}1", self.names.catalog, self.turn)
        return not any(isinstance(act, Order) and act.lines for act in named)

    def _is_meant_by_what_stands(self, goods: str, acts: tuple[Act, ...]) -> bool:
        """Whether the goods of an order are told by what stands alone, and not by the words."""
        alone = read_goods(goods, self.names.catalog, self.turn)
        return any(isinstance(act, Order) and act.lines for act in acts) and not any(
            isinstance(act, Order) and act.lines for act in alone
        )

    def _head(self, stretch: str) -> tuple[Whose, str]:
        written = AGAIN.sub("", stretch)
        note = _NOTE.match(written)
        noted = self.noted or note is not None or _FOR.match(written) is not None
        body = written[note.end() :] if note else written
        whose, rest = whose_of(body, self.names)
        changes_nameless = bool(whose) and _BEFORE_CHANGE.match(rest) and not any(self.names.catalog.find_names(rest))
        # `501榴莲改2`: what no list has is sooner goods than somebody unknown.
        if whose.name is None and (whose or noted) and not changes_nameless:
            unknown, behind = unknown_name(rest if whose else _FOR.sub("", rest), self.names)
            whose, rest = (replace(whose, name=unknown), behind) if unknown else (whose, rest)
        return whose, rest


def _signed(act: Act) -> Whose:
    """Whom an order of the language's names, as it was written."""
    if not isinstance(act, Order | Cancel) or not (act.recipient or getattr(act, "on_behalf_of", None)):
        return Whose()
    name = act.on_behalf_of if isinstance(act, Order) else None
    return Whose(name or (act.recipient.name if act.recipient else None), act.recipient)


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
    found = meant_households(whose, group_buy, turn)
    orders = turn.unit.books.read(group_buy.id).order_of(PersonId(str(found[0].member))) if len(found) == 1 else ()
    return tuple(Standing(line.product, line.total) for one in orders if one.id == found[0].order for line in one.lines)


def read_goods(text: str, catalog: Catalog, turn: Turn, *, mine: tuple[Standing, ...] = ()) -> tuple[Act, ...]:
    """What a text orders or changes, as a resident's for whom ``mine`` stands; talk beside it is left aside."""
    acts = read(text, catalog, Context(at=turn.said_at, mine=mine))
    return tuple(act for act in acts if not isinstance(act, Chat))


def changes_what_stands(order: Order) -> bool:
    """Whether it is about what is ordered already, and means nothing where nothing is."""
    return bool(order.lines) and all(line.op in (Op.SET, Op.REMOVE) for line in order.lines)
