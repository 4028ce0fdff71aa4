"""Which goods, in which amounts, with which change, does a row of tokens ask for? One reader, left to right.

The grammar that it accepts (small words left out)::

    wishes   = clause ((","|";"|" ") clause)*
    clause   = goods* (op amount | amount goods | goods amount | op)
    goods    = P (("、"|和|" ") P)*
    op       = 再来 … | 改成 … | 少要 … | 不要了 … | 换成 … | 各 … | 除了 …

A wish is what the words say. What it comes to in sale units, and of which product where none is named, is ``settle``'s
to say.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from models.acts import Op
from models.language.amounts import Amount
from models.language.tokens import Token
from models.language.wish import Wish, Wishes
from models.language.wish_goods import GoodsReader
from models.language.wish_state import RULES
from models.language.wish_tokens import to_read

_OPS = {"a": Op.ADD, "s": Op.SET, "l": Op.REMOVE, "r": Op.REMOVE}
#: How words of ordering end that leave the amount open: 来点, 再来点.
_SOME = ("点", "点儿")
#: What a bare number behind these sums up is money: 鸭子1只 蜂蜜2瓶 共218.
_SUMS = frozenset({"共", "一共", "总共", "总计", "合计"})

#: Behind goods these ask for them: 9号10号都要.
_WANTED_TOO = frozenset({"都要", "全要", "统统要", "要了", "我要", "也要", "都要了", "就要了", "安排", "要吧"})
#: Behind what is left out (除了3号都来一份) it ends that; behind goods (6、8号都来一份) it is 各.
_ALL_OF_THEM = "都来"


class WishReader(GoodsReader):
    """Reads the tokens of one message, or of one entry of a chain."""

    def read(self, tokens: list[Token]) -> Wishes:
        """Read the tokens of one message (or entry) and close."""
        kept = [token for token in to_read(tokens, self.held_products) if token.kind not in "fi"]
        for index, token in enumerate(kept, 1):
            self.ahead = ahead = kept[index : index + 3]
            handler = _HANDLERS.get(token.kind) if token is not self.skipping else None
            if handler is not None:
                handler(self, token, ahead[0] if ahead else None)
        self._close()
        return self.result

    def _want(self, token: Token, after: Token | None) -> None:
        self._finish_before_next()
        self.ordering = True
        if token.text in _WANTED_TOO and (after is None or after.kind in ",;_"):
            self.pending = [(goods, True) for goods, _ in self.pending]
        if token.text.endswith(_SOME):
            self._some(token, after)
        elif token.text.endswith("个") and self._ends(after):
            self._count_last(token, Amount(Decimal(1)), after)  # 西瓜来个
        if token.kind == "w" and after is not None and after.kind in "QNG":
            self._number_goods()

    def _finish_before_next(self) -> None:
        """``要豆腐，再来一份玉米``: what a word of ordering leads with its own goods leaves those before it alone."""
        kinds = [token.kind for token in self.ahead]
        if not self.pending or len(kinds) < 2 or kinds[0] not in "QN" or kinds[1] != "P":
            return
        apart = self.last_glue is not None and self.last_glue.start >= self.pending[-1][0].end
        if (
            self.last_glue is not None
            and apart
            and self.last_glue.kind in ",;"
            and (self.ordering or self.giving is not None)
        ):
            self._attach_pending()

    def _some(self, token: Token, after: Token | None) -> None:
        """``来点排骨``, ``排骨来点``: an amount, but which?"""
        if after is not None and after.kind == "P":
            counted = [one.kind for one in self.ahead[1:2]] in (["Q"], ["N"])  # 再加点鸡蛋2板
            if not self.held and not counted:
                self._vague(token, after)
        elif self._ends(after):
            self._count_last(token, Amount(None), after)

    def _ends(self, after: Token | None) -> bool:
        """Whether goods stand before, and nothing behind that belongs to them."""
        return bool(self.pending) and (after is None or after.kind in ",;_")

    def _count_last(self, token: Token, amount: Amount, after: Token | None) -> None:
        goods = self.pending[-1][0]
        if goods.entity is not None:
            entity = replace(goods.entity, kind="Q", value=amount)
            self._amount(Token("Q", token.start, token.end, token.text, entity), after)

    def _change(self, token: Token, after: Token | None) -> None:
        self.ordering = True
        if token.kind == "l" and after is not None and after.kind == "r":
            return
        if token.text in _SUMS and after is not None and self._is_sum(after):
            self.skipping = after
            return
        given = bool(self.result.found) and self._gives_last(after)
        if token.kind == "s" and (self.pending or given) and after is not None and after.kind == "P":
            self._exchange(token, after)
            return
        if token.kind == "s" and not self.pending and self._is_revised(after):
            self.revising = True
            return
        self._finish_before_next()
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
        elif token.kind == "a" and token.text.endswith(_SOME):
            self._some(token, after)

    def _is_sum(self, after: Token) -> bool:
        """A bare number, or 64块 behind goods of which none is sold by the 块."""
        if after.kind != "Q" or after.amount.unit != "块":
            return after.kind == "N"
        ordered = {product for wish in self.result.found for product in wish.products}
        return bool(ordered) and all(self.catalog.sizes[product].unit != "块" for product in ordered)

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
            last.op, last.rule = Op.REMOVE, RULES[Op.REMOVE]
            self._reset_op()
            return True
        return False

    def _exchange(self, token: Token, after: Token | None) -> None:
        self.ordering = True
        if self.pending:
            self.giving = self.pending[-1][0].mention.products
            self.pending.pop()
        elif self.result.found and self._gives_last(after):
            given = self.result.found.pop()
            self.giving, self.given_amount = given.products, given.amount if given.op is Op.ORDER else None
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
        if self.kinds == len(self.catalog.products) > 1 and not self.pending:
            self.every = self.ordering = True  # 四样都来一份, where four are on sale
        if self.pending and len(self.pending[-1][0].mention.products) == self.kinds:
            self.each = True  # 薯片两种都要一包

    def _each(self, token: Token, after: Token | None) -> None:
        self.each = self.ordering = True
        self.each_word = token.text
        self._number_goods()

    def _every(self, token: Token, after: Token | None) -> None:
        self.every = self.ordering = True

    def _except(self, token: Token, after: Token | None) -> None:
        if token.text == _ALL_OF_THEM and self.excluded is None:
            self._each(token, after)
        elif self.pending and (after is None or after.kind != "P"):
            self.excluded = [goods for goods, _ in self.pending]
            self._drop_pending()
        elif after is not None and after.kind == "P":
            self.excluded = []

    def _vague(self, token: Token, after: Token | None) -> None:
        """``来点排骨``: an amount, but which?"""
        if after is not None and after.kind == "P" and token.entity is None and not self.held:
            entity = replace(after.entity, kind="Q", value=Amount(None)) if after.entity is not None else None
            self.held = [Token("Q", token.start, token.end, token.text, entity)]
        elif self.ordering:
            self._some(token, after)

    def _correct(self, token: Token, after: Token | None) -> None:
        self.correcting = bool(self.result.found or self.pending)
        self.result.correcting = True
        behind = [one.kind for one in self.ahead[:2]]
        said = bool(self.held) or (bool(self.result.found) and self.result.found[-1].complete)
        if token.text == "不是" and said and behind[:1] in (["Q"], ["N"]):
            self.skipping = after  # 是2箱不是20箱, 三箱苹果不是两箱: the second was wrong
        if token.text == "不是" and len(behind) == 2 and set(behind) <= set("QN"):
            self.skipping = after  # 不是2斤是3斤: the first was wrong

    def _affirm(self, token: Token, after: Token | None) -> None:
        self._drop_pending()

    def _link(self, token: Token, after: Token | None) -> None:
        self.linked = token

    def _boundary(self, token: Token, after: Token | None) -> None:
        self.last_glue = token
        if (
            token.kind == "_"
            and self.op is Op.REMOVE
            and self.pending
            and after is not None
            and after.kind not in "QNG"
        ):
            self._remove_pending()
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
            elif self.op in (Op.ADD, Op.SET) and self.pending and (after is None or after.kind not in "QNGw"):
                self._attach_pending()
        if self.op_used or token.kind == ";":
            self._reset_op()
            self.ordering = False if not self.pending else self.ordering
        if self.excluded is not None and token.kind == ";":
            self.excluded = None

    def _close(self) -> None:
        if self.held and self._means_everything(None):
            self._all_products(self.held.pop())
        self._flush_held()
        for goods, ordering in self.pending:
            self._attach(goods, None, ordering=ordering)
        self._drop_pending()
        if self.giving is not None and not self.gave:
            self.result.bare_change = self.result.bare_change or self.op_token
        self._leave_out()
        for wish in self.result.found[1:]:
            self._join(wish)

    def _leave_out(self) -> None:
        """``每样一份，龙虾不要``: what is refused behind one of everything is none of it."""
        found = self.result.found
        if not any(wish.of_everything for wish in found):
            return
        refused = {wish.products for wish in found if wish.op is Op.REMOVE and wish.amount is None}
        self.result.found = [wish for wish in found if wish.products not in refused]

    def _join(self, wish: Wish) -> None:
        """After another product of the same message 再来 and 还要 only join, unless it is held already."""
        first = self.result.found[0]
        if wish.op is not Op.ADD or not wish.products:
            return
        joins = first.op is Op.ORDER and first.products != wish.products
        joins = joins and (first.complete or first.ordering or first.instead_of is not None)
        if joins and not self.held_products.intersection(wish.products) and wish.rule == "order-add":
            wish.op, wish.rule = Op.ORDER, "order-join"


_Handler = Callable[[WishReader, Token, Token | None], None]
#: What is done at each kind of token. Kinds that are not here say nothing of goods.
_HANDLERS: dict[str, _Handler] = {
    "P": WishReader._goods, "Q": WishReader._amount, "N": WishReader._amount, "G": WishReader._circled,
    "U": WishReader._amount, "M": WishReader._money, "K": WishReader._kinds, "w": WishReader._want,
    "k": WishReader._want, "g": WishReader._want, "o": WishReader._want, "a": WishReader._change,
    "s": WishReader._change, "l": WishReader._change, "r": WishReader._drop, "x": WishReader._exchange,
    "e": WishReader._each, "v": WishReader._every, "z": WishReader._except, "y": WishReader._vague,
    "c": WishReader._correct, "h": WishReader._affirm, "n": WishReader._link, "_": WishReader._boundary,
    ",": WishReader._boundary, ";": WishReader._boundary,
}  # fmt: skip
