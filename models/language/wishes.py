"""Which goods, in which amounts, with which change, does a row of tokens ask for? One reader, left to right.

The grammar that it accepts (small words left out)::

    wishes   = clause ((","|";"|" ") clause)*
    clause   = goods* (op amount | amount goods | goods amount | op)
    goods    = P (("、"|和|" ") P)*
    op       = 再来 … | 改成 … | 少要 … | 不要了 … | 换成 … | 各 … | 除了 …

A wish is what the words say. What it is in sale units, and of which product where none is named, is ``settle``'s to say.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from models.acts import Op
from models.language.amounts import Amount, Money
from models.language.products import Catalog, Mention
from models.language.tokens import Token
from models.values import ProductId, decimal_text


@dataclass(slots=True)
class Wish:
    """One product (or those among which it is undecided; none where none is named), an op and what was said of it."""

    products: tuple[ProductId, ...]
    op: Op
    amount: Amount | None
    start: int
    end: int
    ordering: bool = False
    rule: str = "order-plain"
    #: The exchange that this is the second half of: the product given back.
    instead_of: tuple[ProductId, ...] | None = None
    #: Money that was named as what it should cost (20块钱的排骨).
    money: bool = False
    #: Numbers in a row of which some name goods (1 2).
    unclear: bool = False
    disagrees: bool = False
    postfix: bool = True
    all_fit: bool = False
    group: int = 0

    @property
    def complete(self) -> bool:
        return self.amount is not None or self.money


@dataclass(slots=True)
class Wishes:
    """What was read: the wishes, and what hangs over (words of change without goods)."""

    found: list[Wish] = field(default_factory=list)
    #: 不要了 and 取消 that named nothing.
    bare_drop: Token | None = None
    #: 改成 and the like that named neither goods nor amount.
    bare_change: Token | None = None
    correcting: bool = False


_OPS = {"a": Op.ADD, "s": Op.SET, "l": Op.REMOVE, "r": Op.REMOVE}
#: What a bare number behind these sums up is money: 鸭子1只 蜂蜜2瓶 共218.
_SUMS = frozenset({"共", "一共", "总共", "总计", "合计"})
_RULES = {Op.ORDER: "order-plain", Op.ADD: "order-add", Op.SET: "order-set", Op.REMOVE: "order-remove"}


class WishReader:
    """Reads tokens one by one. ``group`` numbers the households, which the caller tells apart by addresses."""

    def __init__(self, catalog: Catalog, held: frozenset[ProductId] = frozenset()) -> None:
        self.catalog = catalog
        self.held_products = held
        self.result = Wishes()
        self.pending: list[tuple[Token, bool]] = []
        self.held: list[Token] = []
        self.op = Op.ORDER
        self.op_token: Token | None = None
        self.op_used = False
        self.ordering = False
        self.each = False
        self.kinds: int | None = None
        self.every = False
        self.excluded: list[Token] | None = None
        self.giving: tuple[ProductId, ...] | None = None
        self.gave = False
        self.linked: Token | None = None
        self.correcting = False
        self.group = 0
        self.ahead: list[Token] = []
        self.revising = False
        self.skipping: Token | None = None
        self.last_glue: Token | None = None
        self.said_price: Token | None = None
        self._handlers: dict[str, Callable[[Token, Token | None], None]] = {
            "P": self._goods, "Q": self._amount, "N": self._amount, "G": self._circled, "M": self._money,
            "w": self._want, "k": self._want, "g": self._want, "o": self._want, "a": self._change, "s": self._change,
            "l": self._change, "r": self._drop, "x": self._exchange, "e": self._each, "v": self._every,
            "z": self._except, "y": self._vague, "c": self._correct, "h": self._affirm, "n": self._link,
            "K": self._kinds, "U": self._amount, "_": self._boundary, ",": self._boundary, ";": self._boundary,
        }  # fmt: skip

    def read(self, tokens: list[Token]) -> Wishes:
        """Read the tokens of one message (or entry) and close."""
        kept = [token for token in tokens if token.kind not in "fi"]
        for index, token in enumerate(kept):
            self.ahead = kept[index + 1 : index + 4]
            handler = self._handlers.get(token.kind) if token is not self.skipping else None
            if handler is not None:
                handler(token, kept[index + 1] if index + 1 < len(kept) else None)
        self._close()
        return self.result

    # -- goods and amounts -------------------------------------------------------------------------------------

    def _goods(self, token: Token, after: Token | None) -> None:
        if self.excluded is not None:
            self.excluded.append(token)
            return
        if self.linked is not None and self.pending:
            self._range(self.pending[-1][0], token)
            self.linked = None
            return
        if self.correcting and self.result.found and (after is None or after.kind not in "、"):
            self.result.found.pop()
            self.correcting = False
        if self.held:
            self._attach_held(token)
        elif self._repeats(token, after):
            return
        else:
            self.pending.append((token, self.ordering))
        if self.op is Op.REMOVE and self.op_token is not None and self.op_token.kind == "r":
            self._remove_pending()

    def _attach_held(self, goods: Token) -> None:
        """``两盒鸡蛋``: the amount stood before its goods; with 各 it stays for the next ones."""
        for earlier in self.held[:-1]:
            self._wish_without_goods(earlier)
        amount = self.held[-1]
        if self._is_price_of(amount, goods):
            self.held.clear()
            self.pending.append((goods, self.ordering))
            return
        self._attach(goods, amount, postfix=False)
        self.held = [amount] if self.each else []

    def _is_price_of(self, amount: Token, goods: Token) -> bool:
        """``58块的草莓``: 块 counts money where that is what the goods cost."""
        said = amount.amount
        apart = said.unit is None and goods.start > amount.end
        if said.value is None or (said.unit != "块" and not apart):
            return False
        products = [self.catalog.by_id[product] for product in goods.mention.products]
        return any(product.unit != "块" and product.price_fen == said.value * 100 for product in products)

    def _repeats(self, token: Token, after: Token | None) -> bool:
        """The same goods named twice in a row (鸡蛋🥚) are one mention; so are they again behind their amount."""
        if self.pending and self.pending[-1][0].mention.products == token.mention.products:
            return True
        last = self.result.found[-1] if self.result.found else None
        alone = token.mention.rule == "emoji" or (
            token.mention.rule != "name" and (after is None or after.kind in ",;")
        )
        return alone and last is not None and last.complete and last.products == token.mention.products

    def _amount(self, token: Token, after: Token | None) -> None:
        if self.linked is not None and self._number_range(token):
            return
        self.linked = None
        if self.revising:
            self.revising = False
            self._correct_last(token)
            self.result.found[-1].op = Op.SET
            return
        if self.held and self.held[-1].kind == token.kind == "Q" and self.held[-1].amount == token.amount:
            return
        if self.correcting and self.result.found:
            self.correcting = False
            if not self.pending:
                self._correct_last(token)
                return
        if self.each and self.pending:
            for goods, ordering in self.pending:
                self._attach(goods, token, ordering=ordering or True, all_fit=self._all_fit(goods))
            self._drop_pending()
            self.each = False
        elif self.pending:
            self._attach_last(token)
        elif self._restates(token, after):
            return
        elif self.each and self.excluded is None and not self.result.found and after is None and not self.every:
            self._all_products(token)
        elif self.every or self.excluded is not None:
            self._all_products(token)
        else:
            self._hold(token)

    def _all_fit(self, goods: Token) -> bool:
        """Whether a name that fits several means all of them: 三种水饺各一袋, where three fit."""
        return len(self.pending) == 1 and self.kinds in (None, len(goods.mention.products))

    def _hold(self, token: Token) -> None:
        """An amount before its goods, or without any; a bare number before it may have named the goods (3 两份)."""
        if self.held and token.kind == "Q":
            goods = self._numbers_as_goods() if self._close_by() else []
            if goods:
                self.held.clear()
                self.pending += [(one, True) for one in goods]
                self._attach_last(token)
                return
            self._flush_held()
        self.held.append(token)

    def _close_by(self) -> bool:
        return self.last_glue is None or self.last_glue.kind not in ",;" or self.last_glue.start < self.held[-1].start

    def _circled(self, token: Token, after: Token | None) -> None:
        """``①`` names goods, except right behind goods, where it can only be their amount."""
        products = self._product_numbered(token)
        is_amount = bool(self.pending) and self.pending[-1][0].mention.rule != "number"
        if products is None or (is_amount and (after is None or after.kind not in "QNwe")):
            self._amount(token, after)
        else:
            self._goods(self._as_goods(token, products), after)

    def _attach_last(self, token: Token) -> None:
        """The amount is that of the goods named last; those before it stand alone."""
        for goods, ordering in self.pending[:-1]:
            self._attach(goods, None, ordering=ordering)
        goods, ordering = self.pending[-1]
        self._attach(goods, token, ordering=ordering or self.ordering)
        self._drop_pending()

    def _restates(self, token: Token, after: Token | None) -> bool:
        """Whether an amount right behind a finished wish says its size again, or its number better."""
        last = self.result.found[-1] if self.result.found else None
        if last is None or not last.postfix or last.amount is None or self._starts_next(token, after):
            return False
        if self.last_glue is not None and self.last_glue.kind in ",;" and self.op_token is None:
            return False
        if self.op is not Op.ORDER and self.op_token is not None and not self.op_used:
            return False
        size = self.catalog.sizes[last.products[0]] if len(last.products) == 1 else None
        amount = token.amount
        if size is None:
            return False
        if size.restated_by(amount.value, amount.unit) or amount.restates:
            return True
        if size.restated_by(last.amount.value, last.amount.unit) or last.amount.restates:
            last.amount, last.end = amount, token.end
            return True
        return last.amount.value == amount.value

    def _starts_next(self, token: Token, after: Token | None) -> bool:
        return after is not None and after.kind == "P"

    def _attach(
        self,
        goods: Token,
        amount: Token | None,
        *,
        ordering: bool | None = None,
        postfix: bool = True,
        all_fit: bool = False,
    ) -> None:
        mention = goods.mention
        said = amount.amount if amount is not None else None
        if said is not None and said.restates and amount is not None:
            said = None
        wish = Wish(
            products=mention.products,
            op=self.op,
            amount=said,
            start=min(goods.start, amount.start if amount else goods.start),
            end=max(goods.end, amount.end if amount else goods.end),
            ordering=self.ordering if ordering is None else ordering,
            rule=_RULES[self.op],
            disagrees=mention.rule == "number-and-name",
            postfix=postfix,
            all_fit=all_fit,
            group=self.group,
        )
        if self.giving is not None:
            self._take_instead(wish)
        if self.said_price is not None:
            self._price_of(wish)
        self.result.found.append(wish)
        self.op_used = True

    def _take_instead(self, wish: Wish) -> None:
        wish.instead_of, wish.op, wish.rule = self.giving, Op.ORDER, "order-exchange"
        self.giving, self.gave = None, True

    def _price_of(self, wish: Wish) -> None:
        assert self.said_price is not None
        money = self.said_price.value(Money)
        prices = {self.catalog.by_id[product].price_fen for product in wish.products}
        if money.value * 100 not in prices and wish.amount is None:
            wish.money = True
        self.said_price = None

    def _correct_last(self, token: Token) -> None:
        last = self.result.found[-1]
        last.amount, last.end, last.rule = token.amount, token.end, "order-corrected"

    # -- money -------------------------------------------------------------------------------------------------

    def _money(self, token: Token, after: Token | None) -> None:
        """A price that says which product is meant, or what of it should be bought."""
        fen = token.value(Money).value * 100
        priced = [product.id for product in self.catalog.products if product.price_fen == fen]
        if self.pending or self.result.found:
            known = self.pending[-1][0].mention.products if self.pending else self.result.found[-1].products
            if not any(product in priced for product in known) and not self.result.found:
                self.said_price = token
            if any(product in priced for product in known) or (after is not None and after.kind == "P"):
                self.said_price = None if any(product in priced for product in known) else token
                return
        if after is not None and after.kind == "P":
            self.said_price = token
        elif len(priced) == 1 and not self.pending and token.entity is not None:
            mention = Mention((priced[0],), token.entity.start, token.entity.end, "price")
            entity = replace(token.entity, kind="P", value=mention)
            self._goods(Token("P", token.start, token.end, token.text, entity), after)

    # -- words of change -----------------------------------------------------------------------------------------

    def _want(self, token: Token, after: Token | None) -> None:
        self.ordering = True
        if token.text.endswith("点") and after is not None and after.kind == "P":
            self._vague(token, after)
        if token.kind == "w" and after is not None and after.kind in "QNG":
            self._number_goods()

    def _change(self, token: Token, after: Token | None) -> None:
        self.ordering = True
        if token.kind == "l" and after is not None and after.kind == "r":
            return
        if token.text in _SUMS and after is not None and after.kind == "N":
            self.skipping = after
            return
        dropped = bool(self.result.found) and self._gives_last(after) and self.result.found[-1].op is Op.REMOVE
        if token.kind == "s" and (self.pending or dropped) and after is not None and after.kind == "P":
            self._exchange(token, after)
            return
        if token.kind == "s" and not self.pending and self._is_revised(after):
            self.revising = True
            return
        self._flush_held()
        self.op, self.op_token, self.op_used = _OPS[token.kind], token, False
        closing = after is None or after.kind in ",;_"
        if token.kind == "l" and closing and self.pending:
            self._remove_pending()
        elif token.kind == "l" and closing and not self.pending and self._drop_said_amount(token):
            return
        elif closing and token.kind == "l":
            self.result.bare_drop = token
        elif token.kind == "s" and (after is None or after.kind == ";"):
            self.result.bare_change = token

    def _is_revised(self, after: Token | None) -> bool:
        """``可颂2个改成4个``: the amount just read was the old one."""
        last = self.result.found[-1] if self.result.found else None
        near = self.last_glue is None or self.last_glue.kind == "_"
        return last is not None and near and last.op is Op.ORDER and after is not None and after.kind in "QN"

    def _drop(self, token: Token, after: Token | None) -> None:
        """``不要了`` behind goods takes them away; before goods (不要鸡蛋了) those that follow."""
        self.ordering = True
        self.op, self.op_token, self.op_used = Op.REMOVE, token, False
        if self.pending:
            self._remove_pending()
        elif self._drop_said_amount(token):
            return
        elif after is None or after.kind not in "PQNG":
            self.result.bare_drop = token
            self._reset_op()

    def _drop_said_amount(self, token: Token) -> bool:
        """``鸡蛋2盒不要了``, ``那两盒不要了``: that many are taken away."""
        last = self.result.found[-1] if self.result.found else None
        if last is not None and last.op is Op.ORDER and self.last_glue is None and last.amount is not None:
            last.op, last.rule = Op.REMOVE, _RULES[Op.REMOVE]
            self._reset_op()
            return True
        return False

    def _remove_pending(self) -> None:
        for goods, _ in self.pending:
            self.op = Op.REMOVE
            self._attach(goods, None, ordering=True)
        self._drop_pending()
        if self.op_token is not None and self.op_token.kind == "r":
            self._reset_op()

    def _attach_pending(self) -> None:
        for goods, _ in self.pending:
            self._attach(goods, None, ordering=True)
        self._drop_pending()

    def _exchange(self, token: Token, after: Token | None) -> None:
        self.ordering = True
        if self.pending:
            self.giving = self.pending[-1][0].mention.products
            self.pending.pop()
        elif self.result.found and self._gives_last(after):
            self.giving = self.result.found.pop().products
        elif after is None or after.kind not in "PQN":
            self.result.bare_change = token
        elif after.kind in "QN" and not any(token.kind == "P" for token in self.ahead):
            self.op, self.op_token, self.op_used = Op.SET, token, False
        else:
            self.giving = ()
        self.held.clear()

    def _gives_last(self, after: Token | None) -> bool:
        """Whether the wish just read is what is given back: ``两板鸡蛋换成牛奶``, ``鸡蛋不要了，换牛奶``."""
        last = self.result.found[-1]
        dropped = last.op is Op.REMOVE and last.amount is None and after is not None and after.kind in "PQN"
        return dropped or (last.op is Op.ORDER and self.last_glue is None)

    def _kinds(self, token: Token, after: Token | None) -> None:
        """``三种水饺``: how many goods a name that fits several means."""
        value = token.value(Amount).value
        self.kinds = int(value) if value is not None else None

    def _each(self, token: Token, after: Token | None) -> None:
        self.each = self.ordering = True
        self._number_goods()

    def _every(self, token: Token, after: Token | None) -> None:
        self.every = self.ordering = True

    def _except(self, token: Token, after: Token | None) -> None:
        if self.pending and (after is None or after.kind != "P"):
            self.excluded = [goods for goods, _ in self.pending]
            self._drop_pending()
        elif after is not None and after.kind == "P":
            self.excluded = []

    def _vague(self, token: Token, after: Token | None) -> None:
        """``来点排骨``: an amount, but which?"""
        if after is not None and after.kind == "P" and token.entity is None and not self.held:
            entity = replace(after.entity, kind="Q", value=Amount(None)) if after.entity is not None else None
            self.held = [Token("Q", token.start, token.end, token.text, entity)]

    def _correct(self, token: Token, after: Token | None) -> None:
        self.correcting = bool(self.result.found or self.pending)
        self.result.correcting = True

    def _affirm(self, token: Token, after: Token | None) -> None:
        self._drop_pending()

    def _link(self, token: Token, after: Token | None) -> None:
        self.linked = token

    def _boundary(self, token: Token, after: Token | None) -> None:
        self.last_glue = token
        if token.kind in ",;":
            if self.each and not self.pending and not self.held:
                self.each = False
            if (
                self.held
                and (self.held[-1].kind == "Q" or self.op is not Op.ORDER)
                and (after is None or after.kind not in "P")
            ):
                self._flush_held()
            if self.op is Op.REMOVE and self.pending:
                self._remove_pending()
            elif self.op is Op.ADD and self.pending and (after is None or after.kind not in "QNG"):
                self._attach_pending()
        if self.op_used or token.kind == ";":
            self._reset_op()
            self.ordering = False if not self.pending else self.ordering
        if self.excluded is not None and token.kind == ";":
            self.excluded = None

    # -- numbers that name goods -----------------------------------------------------------------------------------

    def _product_numbered(self, token: Token) -> tuple[ProductId, ...] | None:
        amount = token.amount
        if token.kind not in "NG" or amount.value is None:
            return None
        product = self.catalog.by_number.get(decimal_text(amount.value))
        if product is not None:
            return (product,)
        priced = tuple(one.id for one in self.catalog.products if one.price_fen == amount.value * 100)
        return priced if len(priced) == 1 and token.kind == "N" else None

    def _as_goods(self, token: Token, products: tuple[ProductId, ...]) -> Token:
        assert token.entity is not None
        mention = Mention(products, token.entity.start, token.entity.end, "number")
        return Token("P", token.start, token.end, token.text, replace(token.entity, kind="P", value=mention))

    def _numbers_as_goods(self) -> list[Token]:
        """The numbers that hang over, as goods; none where one of them is no product's."""
        named = [(token, self._product_numbered(token)) for token in self.held]
        return (
            [self._as_goods(token, products) for token, products in named if products is not None]
            if all(products is not None for _, products in named)
            else []
        )

    def _number_goods(self) -> None:
        """Bare numbers that turn out to name goods: ``1、3、5各一份``, ``3要两份``."""
        goods = self._numbers_as_goods()
        if goods:
            self.pending += [(one, True) for one in goods]
            self.held.clear()

    def _number_range(self, token: Token) -> bool:
        first = self._product_numbered(self.held[-1]) if self.held else None
        last = self._product_numbered(token)
        self.linked = None
        if first is None or last is None:
            return False
        start = self._as_goods(self.held.pop(), first)
        self._number_goods()
        self.pending.append((start, True))
        self._range(start, self._as_goods(token, last))
        return True

    def _range(self, first: Token, last: Token) -> None:
        """``1到5``: every product from one to the other, in list order."""
        order = self.catalog.order
        low, high = order[first.mention.products[0]], order[last.mention.products[-1]]
        for product in self.catalog.products[low + 1 : high + 1]:
            self.pending.append((self._as_goods(last, (product.id,)), True))

    def _all_products(self, token: Token) -> None:
        excluded = {product for goods in self.excluded or () for product in goods.mention.products}
        for product in self.catalog.products:
            if product.id not in excluded:
                goods = self._as_goods(token, (product.id,))
                self._attach(goods, token, ordering=True)
        self.excluded, self.every, self.each = None, False, False

    # -- closing -----------------------------------------------------------------------------------------------------

    def _flush_held(self) -> None:
        """Amounts that no goods took: a wish for what the context shows; several bare numbers say nothing clear."""
        held, self.held = self.held, []
        if len(held) > 1 and all(token.kind == "N" for token in held):
            self._wish_without_goods(held[-1])
            self.result.found[-1].unclear = True
            return
        for token in held:
            self._wish_without_goods(token)

    def _wish_without_goods(self, token: Token) -> None:
        wish = Wish((), self.op, token.amount, token.start, token.end, self.ordering, _RULES[self.op], group=self.group)
        if self.giving is not None:
            self._take_instead(wish)
        self.result.found.append(wish)
        self.op_used = True

    def _drop_pending(self) -> None:
        self.pending.clear()

    def _reset_op(self) -> None:
        self.op, self.op_token, self.op_used = Op.ORDER, None, False

    def _close(self) -> None:
        if self.held and not self.result.found and self.each:
            self._all_products(self.held.pop())
        self._flush_held()
        for goods, ordering in self.pending:
            self._attach(goods, None, ordering=ordering)
        self._drop_pending()
        if self.giving is not None and not self.gave:
            self.result.bare_change = self.result.bare_change or self.op_token
        for wish in self.result.found:
            self._join(wish)

    def _join(self, wish: Wish) -> None:
        """After another product of the same message 再来 and 还要 only join, unless it is held already."""
        first = self.result.found[0]
        if wish.op is not Op.ADD or wish is first or not wish.products:
            return
        joins = first.op is Op.ORDER and first.products != wish.products and first.complete
        if joins and not self.held_products.intersection(wish.products) and wish.rule == "order-add":
            wish.op, wish.rule = Op.ORDER, "order-join"


ONE = Decimal(1)
