"""What is one clause for: an order, a question, a deed, a withdrawal, a wish on the side, or talk? First match wins."""

from __future__ import annotations

import re

from models.acts import Context, QueryAbout
from models.language import phrases
from models.language.clause_pieces import pieces_of, together
from models.language.clauses import Clause
from models.language.order_clause import GOODS_OR_AMOUNT, ONLY_THINGS, OrderClause
from models.language.patterns import unhurried
from models.language.prices_told import tells_price
from models.language.products import Catalog
from models.language.sketch import Sketch
from models.language.strange_goods import names_common_goods
from models.language.tokens import Token
from models.language.two_in_one import order_beside_strangers, order_then_payment, order_then_question
from models.language.verdicts import Kind, Verdict

_QUERIES_FIRST = (
    (phrases.QUERY_MINE, QueryAbout.MINE),
    (phrases.QUERY_QUALITY, QueryAbout.PRODUCT),
    (phrases.QUERY_TIME, QueryAbout.TIME),
    (phrases.QUERY_DELIVERY, QueryAbout.DELIVERY),
    (phrases.QUERY_OTHER, QueryAbout.OTHER),
)
_QUERIES = (
    (phrases.QUERY_PRICE, QueryAbout.PRICE),
    (phrases.QUERY_STOCK, QueryAbout.STOCK),
    (phrases.QUERY_PRODUCT, QueryAbout.PRODUCT),
)
_ABOUT_ARRIVAL = unhurried(
    "到|送|截|货|团|取|拿|提|发|下单|加单|接龙|[订报加买接][吗不么]|来得及|赶|结单|晚了|关门|开门|收摊"
    "|P(?:什么时候|几点|啥时候|何时)(?:有|来|能来|开|上)"
)
#: What a clause can be as a whole, whatever its pieces between blanks would be.
_WHOLE = frozenset(
    {
        Kind.ORDER,
        Kind.CANCEL,
        Kind.CANCEL_PREVIOUS,
        Kind.CHANGE_ALL,
        Kind.CHANGE_OPEN,
        Kind.SAME,
        Kind.FOLLOW,
        Kind.POLITE,
        Kind.WHO,
        Kind.PICKED,
    }
)
#: What may stand behind an order's blank by itself.
_BESIDE_ORDERS = frozenset(
    {Kind.ORDER, Kind.QUERY, Kind.POLITE, Kind.WHO, Kind.DOOR, Kind.PICKUP, Kind.WISH, Kind.PAID, Kind.PICKED}
)
#: What is done, beside an order, is no wish of it.
_DONE = frozenset({Kind.PAID, Kind.PICKED, Kind.CLAIM, Kind.CANCEL})
#: No phrase is longer; what is, is read for goods only (and costs no more than its length).
_MAY = "能"
_LONGEST_PHRASE = 90
#: What begins what is said of goods, so that the word before it is whole: 虾|都臭了, but not 洗衣|机坏了.
_SAID_OF_GOODS = unhurried("[A-Z都全也又有是坏烂碎破臭酸馊霉漏蔫死化胀裂没少多怎几什还卖好新不甜大能可会要收拿发缺]")
_SAID = re.compile(r"[^\s]")
_DEEDS: tuple[tuple[Kind, phrases.Rule], ...] = (
    (Kind.PAID, phrases.PAID),
    (Kind.PICKED, phrases.PICKED),
    (Kind.CANCEL_PREVIOUS, phrases.CANCEL_PREVIOUS),
    (Kind.CANCEL, phrases.CANCEL),
    (Kind.CHANGE_ALL, phrases.CHANGE_ALL),
    (Kind.CHANGE_OPEN, phrases.CHANGE_OPEN),
    (Kind.SAME, phrases.SAME_AS_ABOVE),
    (Kind.FOLLOW, phrases.FOLLOW_ABOVE),
)
#: Characters without any of which no clause is a deed.
_OF_DEEDS = frozenset().union(*(own.needs for _, own in _DEEDS))


class Judge:
    """Judges the clauses of one message against what is on sale and what is known."""

    def __init__(self, sketch: Sketch, catalog: Catalog, context: Context) -> None:
        self.sketch = sketch
        self.catalog = catalog
        self.context = context
        self.orders = OrderClause(sketch, catalog, context)
        #: The clause before, where it spoke of goods and was nothing yet: 花甲全是沙，臭的.
        self._goods_before: Clause | None = None

    def judge(self, clause: Clause) -> list[Verdict]:
        """The verdicts of a clause: one, or one for each piece between blanks where the whole says nothing."""
        apart = order_then_question(clause, self._one)
        if apart:
            return apart
        verdict = self._one(clause)
        if verdict.kind is Kind.PAID and (apart := self._paid_with_order(clause)):
            return apart
        self._goods_before = clause if _leaves_goods(verdict) else None
        if " " not in clause.raw.strip():
            return self._beside_strangers(clause, verdict) or [verdict]
        if verdict.kind is Kind.ORDER:
            return self._order_in_pieces(clause, verdict)
        if verdict.kind in _WHOLE:
            return [verdict]
        pieces = self._beside_strangers(clause, verdict) or self._one_by_one(clause)
        if len(pieces) < 2 or (verdict.kind is Kind.PAID and all(one.kind is not Kind.ORDER for one in pieces)):
            return [verdict]
        return pieces

    def _beside_strangers(self, clause: Clause, verdict: Verdict) -> list[Verdict]:
        if "P" not in clause.text or clause.asks or verdict.kind not in (Kind.UNKNOWN, Kind.WISH):
            return []
        return order_beside_strangers(clause, self._one, self.catalog)

    def _paid_with_order(self, clause: Clause) -> list[Verdict]:
        return order_then_payment(clause, self._one, self.context)

    def _one_by_one(self, clause: Clause) -> list[Verdict]:
        """The verdicts of a clause's pieces between blanks, each with the goods of the one before in mind."""
        verdicts = []
        for piece in pieces_of(clause):
            verdict = self._one(piece)
            self._goods_before = piece if verdict.kind is Kind.PICKED else None
            apart = order_then_question(piece, self._one)
            apart = apart or (self._paid_with_order(piece) if verdict.kind is Kind.PAID else [])
            verdicts += apart or [verdict]
        return verdicts

    def _order_in_pieces(self, clause: Clause, order: Verdict) -> list[Verdict]:
        """An order, with what stands behind a blank by itself where that is a question (猪肉水饺3袋 几时到货), or where
        it would be taken for a part of a wish (切成片 送上门 3-2-701)."""
        if order.note is not None:
            pieces = [self._one(piece) for piece in pieces_of(clause)]
            kinds = {piece.kind for piece in pieces}
            if Kind.ORDER in kinds and not kinds.isdisjoint(_DONE):
                return pieces  # 大米2袋 90块已经转给团长了
            return self._order_and_rest(clause, order)
        if not any(token.kind in GOODS_OR_AMOUNT for token in order.tokens):
            pieces = [self._one(piece) for piece in pieces_of(clause)]
            return pieces if any(piece.kind is Kind.CANCEL for piece in pieces) else [order]
        if clause.asks or phrases.QUESTION.says_yes(clause.text):
            pieces = [self._one(piece) for piece in pieces_of(clause)]
            kinds = {piece.kind for piece in pieces}
            if Kind.QUERY in kinds and kinds <= _BESIDE_ORDERS and Kind.ORDER in kinds:
                return pieces
        return [order]

    def _order_and_rest(self, clause: Clause, order: Verdict) -> list[Verdict]:
        assert order.note is not None
        pieces = pieces_of(clause)
        behind = next((index for index, piece in enumerate(pieces) if piece.start > order.note[0]), len(pieces))
        head, rest = pieces[:behind], [self._one(piece) for piece in pieces[behind:]]
        if not rest:
            return [order]
        first = self._one(together(head, clause))
        return [first, *rest] if first.kind is Kind.ORDER else [order]

    def _one(self, clause: Clause) -> Verdict:
        text = clause.text
        if not _SAID.search(text):
            return Verdict(Kind.POLITE, clause, "polite")
        if tells_price(clause, self.catalog, self.context.follows):
            return Verdict(Kind.TALK, clause, "price-told", clause.tokens)
        if ONLY_THINGS.fullmatch(text) and not clause.asks:
            order = self.orders.read(clause)
            if order is not None:
                return self._handed(clause) or order
        if len(text) > _LONGEST_PHRASE:
            return self.orders.read(clause) or Verdict(Kind.UNKNOWN, clause, "too-long", clause.tokens)
        deed = self._handed(clause) or self._deed(clause) or self._claim(clause)
        if deed is not None:
            return deed
        order = self.orders.read(clause)
        if order is not None and not any(token.kind in GOODS_OR_AMOUNT for token in order.tokens):
            order = self._carried(clause) or order
        asks = clause.asks or phrases.QUESTION.says_yes(text)
        if order is not None and not asks and any(token.text == _MAY for token in clause.tokens):
            # What somebody can (一天能打八个) is asked for only in a question.
            order = None
        if asks:
            if order is not None and self.orders.is_polite(clause, order):
                return order
            return self._question(clause)
        if order is not None:
            return order
        return self._aside(clause)

    def _deed(self, clause: Clause) -> Verdict | None:
        if clause.asks or _OF_DEEDS.isdisjoint(clause.text):
            return None
        text = _once(clause.text)
        for kind, own in _DEEDS:
            if own.says_yes(text):
                return Verdict(kind, clause, own.name, clause.tokens)
        return None

    def _handed(self, clause: Clause) -> Verdict | None:
        """What only makes sense while goods are handed out."""
        text = clause.text
        if self.context.stage == "handing_out":
            if phrases.PICKED_BY_NUMBER.says_yes(text):
                return Verdict(Kind.PICKED, clause, "picked-by-number", clause.tokens)
            wrong = phrases.CLAIM_WHEN_HANDED.says_yes(text) or phrases.CLAIM_SHORT.says_yes(text)
            if wrong and not clause.asks and not phrases.CLAIM_NOT.says_yes(text):
                return Verdict(Kind.CLAIM, clause, "claim-when-handed", self._with_goods_before(clause))
        return None

    def _with_goods_before(self, clause: Clause) -> tuple[Token, ...]:
        """A clause's tokens, behind those of the goods that the clause before spoke of: 大米收到了，少一袋."""
        before = self._goods_before
        if before is None or any(token.kind == "P" for token in clause.tokens):
            return clause.tokens
        return (*[token for token in before.tokens if token.kind == "P"], *clause.tokens)

    def _claim(self, clause: Clause) -> Verdict | None:
        text = clause.text
        bad = phrases.CLAIM_BAD.says_yes(text) or phrases.CLAIM_SHORT.says_yes(text)
        if not bad:
            return None
        text = self._with_parts(clause)
        if clause.asks or phrases.CLAIM_NOT.says_yes(text):
            return None
        about_goods = "P" in text or self.context.quoted is not None or self.context.stage == "handing_out"
        about_goods = about_goods or re.search("收到的|拿到的|到的|打开|订的|买的", text) is not None
        named = about_goods or any(
            self.catalog.resolve(token.text.rstrip("都也全又"), guess=False)
            for token in clause.tokens
            if token.kind == "u"
        )
        if not named and self._goods_before is not None:
            return Verdict(Kind.CLAIM, clause, "claim", (*self._goods_before.tokens, *clause.tokens))
        return Verdict(Kind.CLAIM, clause, "claim", self._with_goods_before(clause)) if named else None

    def _with_parts(self, clause: Clause) -> str:
        """The clause's text with parts of names read as goods, where they begin it: 虾是活的吗."""
        first = clause.tokens[0] if clause.tokens else None
        if "P" in clause.text or first is None or first.kind != "u":
            return clause.text
        for end in range(min(len(first.text), 8), 0, -1):
            said_of = _SAID_OF_GOODS.match(clause.text, end) or end == len(clause.text)
            if said_of and self.catalog.whose_part(first.text[:end]) and clause.text.startswith(first.text[:end]):
                return "P" + clause.text[end:]
        return clause.text

    def _question(self, clause: Clause) -> Verdict:
        text = self._with_parts(clause)
        for own, about in _QUERIES_FIRST:
            if own.says_yes(text) and (about is not QueryAbout.TIME or _ABOUT_ARRIVAL.search(text)):
                return Verdict(Kind.QUERY, clause, own.name, clause.tokens, about)
        if self.orders.is_talk(text):
            return Verdict(Kind.TALK, clause, "talk")
        for own, about in _QUERIES:
            if own.says_yes(text):
                return Verdict(Kind.QUERY, clause, own.name, clause.tokens, about)
        if phrases.PORTIONS.says_yes(text):
            return Verdict(Kind.WISH, clause, phrases.PORTIONS.name, clause.tokens)  # 能分成两袋吗
        return Verdict(Kind.UNKNOWN, clause, "question")

    def _carried(self, clause: Clause) -> Verdict | None:
        """The way of delivery: to the door, or collected."""
        text = clause.text
        if phrases.DOOR.says_yes(text) and not phrases.DOOR_NOT.says_yes(text):
            return Verdict(Kind.DOOR, clause, "delivery-door", clause.tokens)
        if phrases.PICKUP.says_yes(text):
            return Verdict(Kind.PICKUP, clause, "delivery-pickup", clause.tokens)
        return None

    def _aside(self, clause: Clause) -> Verdict:
        text = clause.text
        carried = self._carried(clause)
        if carried is not None:
            return carried
        for own in (phrases.PURPOSE, phrases.PORTIONS):
            if own.says_yes(text):
                return Verdict(Kind.WISH, clause, own.name, clause.tokens)
        if self.orders.is_talk(text):
            return Verdict(Kind.TALK, clause, "talk")
        if all(token.kind in "RTWBFfi_,;、gwj" for token in clause.tokens):
            kind = Kind.WHO if any(token.kind in "RTWB" for token in clause.tokens) else Kind.POLITE
            return Verdict(kind, clause, "who", clause.tokens)
        if phrases.WISH.says_yes(text) and not names_common_goods(clause, self.catalog):
            return Verdict(Kind.WISH, clause, "wish", clause.tokens)
        return Verdict(Kind.UNKNOWN, clause, "unknown", clause.tokens)


def _leaves_goods(verdict: Verdict) -> bool:
    """Whether a clause speaks of goods without saying what is with them."""
    return verdict.kind in (Kind.UNKNOWN, Kind.PICKED) and any(token.kind == "P" for token in verdict.clause.tokens)


def _once(text: str) -> str:
    """``发错了发错了`` is said once."""
    half = len(text) // 2
    return text[:half] if half > 1 and text[:half] * 2 == text else text
