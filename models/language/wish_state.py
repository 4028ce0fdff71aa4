"""What hangs over while wishes are read: goods without an amount, amounts without goods, the change that is said?"""

from __future__ import annotations

from dataclasses import replace

from models.acts import Op
from models.language.amounts import Amount, Money
from models.language.products import Catalog, Mention
from models.language.spelling import RESEMBLANCE
from models.language.tokens import Token
from models.language.wish import Wish, Wishes
from models.values import ProductId, decimal_text

RULES = {Op.ORDER: "order-plain", Op.ADD: "order-add", Op.SET: "order-set", Op.REMOVE: "order-remove"}


class WishState:
    """The state between two tokens, and the ways in which what hangs over becomes a wish."""

    op = Op.ORDER
    op_token: Token | None = None
    op_used = False
    ordering = False
    each = False
    each_word = ""
    kinds: int | None = None
    every = False
    excluded: list[Token] | None = None
    giving: tuple[ProductId, ...] | None = None
    given_amount: Amount | None = None
    gave = False
    linked: Token | None = None
    correcting = False
    group = 0
    revising = False
    skipping: Token | None = None
    last_glue: Token | None = None
    said_price: Token | None = None

    def __init__(self, catalog: Catalog, held: frozenset[ProductId] = frozenset()) -> None:
        self.catalog = catalog
        self.held_products = held
        self.result = Wishes()
        self.pending: list[tuple[Token, bool]] = []
        self.held: list[Token] = []
        self.ahead: list[Token] = []

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
        if said is not None and said.restates:
            said = replace(said, restates=False)
        wish = Wish(
            products=mention.products,
            op=self.op,
            amount=said,
            start=min(goods.start, amount.start if amount else goods.start),
            end=max(goods.end, amount.end if amount else goods.end),
            ordering=self.ordering if ordering is None else ordering,
            rule=RULES[self.op],
            unclear=mention.rule == RESEMBLANCE,
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
        wish.given_amount = self.given_amount
        self.giving, self.given_amount, self.gave = None, None, True

    def _price_of(self, wish: Wish) -> None:
        assert self.said_price is not None
        money = self.said_price.value(Money)
        priced = tuple(one for one in wish.products if self.catalog.by_id[one].price_fen == money.value * 100)
        if priced:
            wish.products = priced  # 59.9的沃柑: of several the one at that price
        elif wish.amount is None:
            wish.money = True
        self.said_price = None

    def _correct_last(self, token: Token) -> None:
        last = self.result.found[-1]
        last.amount, last.end, last.rule = token.amount, token.end, "order-corrected"

    def _drop_pending(self) -> None:
        self.pending.clear()

    def _reset_op(self) -> None:
        self.op, self.op_token, self.op_used = Op.ORDER, None, False

    def _attach_pending(self) -> None:
        for goods, _ in self.pending:
            self._attach(goods, None, ordering=True)
        self._drop_pending()

    def _remove_pending(self) -> None:
        for goods, _ in self.pending:
            self.op = Op.REMOVE
            self._attach(goods, None, ordering=True)
        self._drop_pending()
        if self.op_token is not None and self.op_token.kind == "r":
            self._reset_op()

    def _wish_without_goods(self, token: Token) -> None:
        wish = Wish((), self.op, token.amount, token.start, token.end, self.ordering, RULES[self.op], group=self.group)
        if self.giving is not None:
            self._take_instead(wish)
        self.result.found.append(wish)
        self.op_used = True

    def _flush_held(self) -> None:
        """Amounts that no goods took: a wish for what the context shows; several bare numbers say nothing clear."""
        held, self.held = self.held, []
        if len(held) > 1 and all(token.kind == "N" for token in held):
            self._wish_without_goods(held[-1])
            self.result.found[-1].unclear = True
            return
        for token in held:
            self._wish_without_goods(token)

    def _product_numbered(self, token: Token) -> tuple[ProductId, ...] | None:
        amount = token.amount
        if amount.value is None or not (token.kind in "NG" or amount.unit == "块"):
            return None
        product = self.catalog.by_number.get(decimal_text(amount.value)) if amount.unit is None else None
        if product is not None:
            return (product,)
        priced = tuple(one.id for one in self.catalog.products if one.price_fen == amount.value * 100)
        exact = len(priced) == 1 or amount.value != amount.value.to_integral_value()
        return priced if priced and exact and token.kind != "G" else None

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
