"""Which amount belongs to which goods? Names, amounts, prices and numbers that name goods, left to right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from models.acts import Op
from models.language.amounts import Money
from models.language.products import Mention
from models.language.tokens import Token
from models.language.wish import Wish
from models.language.wish_state import WishState
from models.values import ProductId

#: Words for each that need no goods beside them: 每样一份 is one of everything.
_OF_EVERYTHING = frozenset({"每样", "每种", "每个", "每款", "每样都", "每个都", "每样各", "每一样", "一样来", "全都"})


class GoodsReader(WishState):
    """Reads goods and their amounts; words of change are ``wishes.WishReader``'s."""

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
        if self._narrows(token):
            self.pending[-1] = (token, self.ordering)
        elif self.held:
            self._attach_held(token)
        elif self._repeats(token, after):
            return
        else:
            self.pending.append((token, self.ordering))
        if self.op is Op.REMOVE and self.op_token is not None and self.op_token.kind == "r":
            self._remove_pending()

    def _narrows(self, token: Token) -> bool:
        """``饼干要曲奇的``: goods that say which of those before were meant."""
        if not self.pending or self.held:
            return False
        before, now = set(self.pending[-1][0].mention.products), set(token.mention.products)
        return now < before and self.pending[-1][0].mention.rule != "range"

    def _attach_held(self, goods: Token) -> None:
        """``两盒鸡蛋``: the amount stood before its goods; with 各 it stays for the next ones."""
        for earlier in self.held[:-1]:
            self._wish_without_goods(earlier)
        amount = self.held[-1]
        if self._is_price_of(amount, goods):
            self.held.clear()
            priced = self._priced(goods.mention.products, amount.amount.value)
            self.pending.append((self._as_goods(goods, priced), self.ordering))
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

    def _priced(self, products: Sequence[ProductId], yuan: Decimal | None) -> tuple[ProductId, ...]:
        """Those of several products that cost so much; all of them where none does."""
        priced = tuple(one for one in products if yuan is not None and self.catalog.by_id[one].price_fen == yuan * 100)
        return priced or tuple(products)

    def _repeats(self, token: Token, after: Token | None) -> bool:
        """The same goods named twice in a row (鸡蛋🥚) are one mention; so are they again behind their amount."""
        if self.pending and self.pending[-1][0].mention.products == token.mention.products:
            return True
        last = self.result.found[-1] if self.result.found else None
        if token.mention.rule == "emoji" and last is not None and last.complete:
            return after is None or after.kind not in "QN"  # 湿巾一提🧻: a picture behind goods adorns them
        alone = token.mention.rule == "emoji" or (
            token.mention.rule != "name" and (after is None or after.kind in ",;")
        )
        return alone and last is not None and last.complete and last.products == token.mention.products

    def _amount(self, token: Token, after: Token | None) -> None:
        if self.linked is not None and (self._number_range(token) or self._is_either(token)):
            return
        self.linked = None
        if token.amount.restates and self._only_describes(token):
            return
        if self.revising:
            self.revising = False
            self._correct_last(token)
            self.result.found[-1].op = Op.SET
            return
        if self.held and self.held[-1].kind == token.kind == "Q" and self._says_held_again(token):
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
        elif self._means_everything(after):
            self._all_products(token)
        else:
            self._hold(token)

    def _is_either(self, token: Token) -> bool:
        """``鸡蛋2板或者3板``: an amount, but which?"""
        last = self.result.found[-1] if self.result.found else None
        if last is None or last.amount is None or self.pending or self.held or self.last_glue is not None:
            return False
        last.amount, last.end, self.linked = replace(last.amount, value=None), token.end, None
        return True

    def _says_held_again(self, token: Token) -> bool:
        """The same amount twice with nothing between; behind a head (一盒给302一盒我自己) it is another's."""
        return self.held[-1].amount == token.amount and token.start - self.held[-1].end <= 1

    def _only_describes(self, token: Token) -> bool:
        """``500g装`` tells the size, and of several goods those that have it; 2盒装 of goods sold by the 盒 counts."""
        if not self.pending:
            return not self.result.found
        goods, ordering = self.pending[-1]
        amount, sizes = token.amount, self.catalog.sizes
        own = any(sizes[product].unit == amount.unit for product in goods.mention.products)
        if own and not any(token.kind in "QN" for token in self.ahead):
            return False
        fits = tuple(p for p in goods.mention.products if sizes[p].restated_by(amount.value, amount.unit))
        if fits and goods.mention.rule != "range":
            self.pending[-1] = (self._as_goods(goods, fits), ordering)
        return True

    def _means_everything(self, after: Token | None) -> bool:
        """``每样一份``, ``除了3号都来一份``: an amount of everything on sale."""
        closing = after is None or after.kind in ",;"
        each = self.each and self.each_word in _OF_EVERYTHING and not self.result.found and closing
        return each or self.every or self.excluded is not None

    def _all_fit(self, goods: Token) -> bool:
        """Whether a name that fits several means all of them: 三种水饺各一袋, where three fit; 1-3号各一份."""
        if goods.mention.rule == "range":
            return True
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
        if last is None or self.held or not last.postfix or last.amount is None or self._starts_next(token, after):
            return False
        if token.kind == "N" and self._is_cost_of(last, token):
            return True
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

    def _is_cost_of(self, wish: Wish, token: Token) -> bool:
        """``鸡蛋两板64``: a bare number behind an amount that is what it costs, one or all."""
        value, count = token.amount.value, wish.amount.value if wish.amount is not None else None
        prices = {self.catalog.by_id[product].price_fen for product in wish.products} - {None}
        if value is None or not prices:
            return False
        return any(price is not None and value * 100 in (price, price * (count or 1)) for price in prices)

    def _starts_next(self, token: Token, after: Token | None) -> bool:
        if after is None:
            return False
        return after.kind == "P" or (token.kind == "N" and after.kind == "Q" and after.amount.sign == "x")

    def _money(self, token: Token, after: Token | None) -> None:
        """A price that says which product is meant, or what of it should be bought."""
        if self.catalog.sole is not None:
            return  # where one product is on sale its price chooses nothing
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
        elif len(priced) == 1 and self._chooses(after) and token.entity is not None:
            mention = Mention((priced[0],), token.entity.start, token.entity.end, "price")
            entity = replace(token.entity, kind="P", value=mention)
            self._goods(Token("P", token.start, token.end, token.text, entity), after)

    def _chooses(self, after: Token | None) -> bool:
        """Whether a price stands where goods may: before an amount or a word of ordering (39.9的来两份), or behind an
        amount that has none (两份39.9的); behind more than that it is only a price."""
        if self.pending:
            return False
        return (after is not None and after.kind in "QNwkgae") or not self.result.found

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
                self.result.found[-1].of_everything = True
        self.excluded, self.every, self.each = None, False, False
