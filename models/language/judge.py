"""What is one clause for: an order, a question, a deed, a withdrawal, a wish on the side, or talk? First match wins."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from models.acts import Context, QueryAbout
from models.language import phrases
from models.language.clauses import Clause, bare
from models.language.products import Catalog
from models.language.sketch import Sketch
from models.language.tokens import Token, resolve_unknown


class Kind(StrEnum):
    """What a clause is for."""

    ORDER = "order"
    QUERY = "query"
    PAID = "paid"
    PICKED = "picked"
    CLAIM = "claim"
    CANCEL = "cancel"
    CANCEL_PREVIOUS = "cancel_previous"
    CHANGE_OPEN = "change_open"
    SAME = "same"
    FOLLOW = "follow"
    DOOR = "door"
    PICKUP = "pickup"
    WISH = "wish"
    WHO = "who"
    POLITE = "polite"
    TALK = "talk"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A clause, what it is for, and by which rule. ``tokens`` are those that say it, goods resolved."""

    kind: Kind
    clause: Clause
    rule: str
    tokens: tuple[Token, ...] = ()
    about: QueryAbout | None = None
    #: A wish that hangs on an order's tail (排骨2斤剁小块), as a place in the sketch.
    note: tuple[int, int] | None = None
    strong: bool = False


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
_ABOUT_ARRIVAL = re.compile(
    "到|送|截|货|团|取|拿|提|发|下单|接龙|[订报加买接][吗不么]|来得及|赶|结单|晚了|关门|开门|收摊"
    "|P(?:什么时候|几点|啥时候|何时)(?:有|来|能来|开|上)"
)
_POLITE_HEAD = re.compile(
    r"(?:能|可以|可不可以|能不能|能否|可否|方便|麻烦|帮|给|请|还能|还可以|是否可以|劳驾|拜托|可|行不行"
    r"|再).{0,8}?(?:留|记|加|来|要|订|定|带|拿|登|补|报|买|算|捎|P|Q|N)"
)
_POLITE_TAIL = re.compile(r"(?:可以|行|好|成|能行|方便|ok|中)(?:吗|么|不|嘛|不行)$|(?:好不好|行不行|可不可以|可以不)$")
#: What a clause can be as a whole, whatever its pieces between blanks would be.
_WHOLE = frozenset(
    {
        Kind.ORDER,
        Kind.CANCEL,
        Kind.CANCEL_PREVIOUS,
        Kind.CHANGE_OPEN,
        Kind.SAME,
        Kind.FOLLOW,
        Kind.POLITE,
        Kind.WHO,
        Kind.PICKED,
    }
)
_ORDER_KINDS = frozenset("PQNG")
#: No phrase is longer; what is, is read for goods only (and costs no more than its length).
_LONGEST_PHRASE = 90
_WISH_HEAD = re.compile("(?:都|也|全)?(?:要|不要|别|少|多|去|切|剁|帮|请|麻烦|最好|尽量|能)")
#: What may be said of goods before their name (新鲜的鸡蛋, 两斤左右的鲈鱼): it describes, and is kept as a wish.
_ADJECTIVE = re.compile(
    r"(?:Q(?:左右|上下|以上|以内|多重?|重|的)|(?:稍微|比较|最|特别|很|更)?(?:新鲜|大|小|活|熟|生|甜|嫩|老"
    r"|瘦|肥|土|野生|有机|好|干净|完整|软|硬|脆|薄|厚|红|青|散养|现做|现烤|无糖|低糖|原味|冰鲜|冷冻|散装"
    r"|带皮|去皮|带骨|公|母)(?:一?点|些|个)?儿?)(?:的)?"
)
_ABOUT = ("左右", "上下", "以上", "以内", "多", "重")
#: What begins what is said of goods, so that the word before it is whole: 虾|都臭了, but not 洗衣|机坏了.
_SAID_OF_GOODS = re.compile("[A-Z都全也又有是坏烂碎破臭酸馊霉漏蔫没少多怎几什还卖好新不甜大能可会要收拿发缺]")
#: Goods, amounts and addresses alone need no rule of phrases.
_ONLY_THINGS = re.compile("[PQNGRTKM]+")
_SAID = re.compile(r"[^\s]")


class Judge:
    """Judges the clauses of one message against what is on sale and what is known."""

    def __init__(self, sketch: Sketch, catalog: Catalog, context: Context) -> None:
        self.sketch = sketch
        self.catalog = catalog
        self.context = context
        #: The clause before, where it spoke of goods and was nothing yet: 花甲全是沙，臭的.
        self._goods_before: Clause | None = None

    def judge(self, clause: Clause) -> list[Verdict]:
        """The verdicts of a clause: one, or one for each piece between blanks where the whole says nothing."""
        verdict = self._one(clause)
        unsaid = verdict.kind is Kind.UNKNOWN and any(token.kind == "P" for token in clause.tokens)
        self._goods_before = clause if unsaid else None
        if verdict.kind in _WHOLE or " " not in clause.raw.strip():
            return [verdict]
        pieces = [self._one(piece) for piece in _pieces(clause)]
        if len(pieces) < 2 or (verdict.kind is Kind.PAID and all(one.kind is not Kind.ORDER for one in pieces)):
            return [verdict]
        return pieces

    def _one(self, clause: Clause) -> Verdict:
        text = clause.text
        if not _SAID.search(text):
            return Verdict(Kind.POLITE, clause, "polite")
        if _ONLY_THINGS.fullmatch(text) and not clause.asks:
            order = self._order(clause)
            if order is not None:
                return self._handed(clause) or order
        if len(text) > _LONGEST_PHRASE:
            return self._order(clause) or Verdict(Kind.UNKNOWN, clause, "too-long", clause.tokens)
        deed = self._handed(clause) or self._deed(clause) or self._claim(clause)
        if deed is not None:
            return deed
        order = self._order(clause)
        if order is not None and not any(token.kind in _ORDER_KINDS for token in order.tokens):
            order = self._carried(clause) or order
        asks = clause.asks or phrases.QUESTION.says_yes(text)
        if asks:
            if order is not None and self._polite_order(clause, order):
                return order
            return self._question(clause)
        if order is not None:
            return order
        return self._aside(clause)

    # -- what is said as a whole -------------------------------------------------------------------------------

    def _deed(self, clause: Clause) -> Verdict | None:
        text = clause.text
        for kind, own in _DEEDS:
            if own.says_yes(text) and not clause.asks:
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
                return Verdict(Kind.CLAIM, clause, "claim-when-handed", clause.tokens)
        return None

    def _claim(self, clause: Clause) -> Verdict | None:
        text = self._with_parts(clause)
        bad = phrases.CLAIM_BAD.says_yes(text) or phrases.CLAIM_SHORT.says_yes(text)
        if not bad or clause.asks or phrases.CLAIM_NOT.says_yes(text):
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
        return Verdict(Kind.CLAIM, clause, "claim", clause.tokens) if named else None

    # -- orders ---------------------------------------------------------------------------------------------------

    def _order(self, clause: Clause) -> Verdict | None:
        """An order: nothing unknown is left beside goods, amounts and words of ordering, but a wish at the end."""
        tokens = resolve_unknown(list(clause.tokens), self.sketch, self.catalog)
        note = None
        unknown = [index for index, token in enumerate(tokens) if token.kind in "uO#p" or _asks_inside(tokens, index)]
        if unknown:
            cut = self._note_behind(tokens, unknown[0], clause)
            adjective = None if cut is not None and self._is_finished(tokens, cut) else self._adjective(tokens, unknown)
            if adjective is not None:
                first, last = adjective
                note = (tokens[first].start, tokens[last - 1].end)
                tokens = tokens[:first] + tokens[last:]
            elif cut is not None and not self._is_finished(tokens, cut):
                return Verdict(Kind.WISH, clause, "wish-of-goods", clause.tokens)
            elif cut is not None:
                note, tokens = (tokens[cut].start, clause.end), tokens[:cut]
            else:
                tokens = self._asked_for(tokens, unknown[-1]) or []
        if not any(token.kind in "PQNGCwasrlxkc" for token in tokens):
            return None
        if note is None and not _ONLY_THINGS.fullmatch(clause.text) and phrases.TALK.says_yes(clause.text):
            return None
        strong = any(token.kind in "wkgaslrx" for token in tokens)
        return Verdict(Kind.ORDER, clause, "order", tuple(tokens), note=note, strong=strong)

    def _note_behind(self, tokens: Sequence[Token], first: int, clause: Clause) -> int | None:
        """Where a wish begins behind goods with their amount (排骨2斤剁小块); it may begin with a known word."""
        kinds = "".join(token.kind for token in tokens[:first])
        if not ("P" in kinds or self._shown) or not any(kind in kinds for kind in "QNGw"):
            return None
        if (
            tokens[first].text.startswith(_ABOUT)
            and tokens[first - 1].kind in "QN"
            and sum(kind in "QN" for kind in kinds) > 1
        ):
            first -= 1
        for cut in range(max(1, first - 3), first + 1):
            if any(token.kind in "PQNG" for token in tokens[cut:first]):
                continue
            tail = bare(self.sketch.sketch[tokens[cut].start : clause.end])
            wish = phrases.WISH.says_yes(tail) or phrases.DOOR.says_yes(tail) or phrases.PICKUP.says_yes(tail)
            if wish and (_WISH_HEAD.match(tail) or not phrases.TALK.says_yes(tail)):
                return cut
        return None

    def _is_finished(self, tokens: Sequence[Token], cut: int) -> bool:
        """Whether goods and their amount both stand before a wish."""
        kinds = {token.kind for token in tokens[:cut]}
        return ("P" in kinds or self._shown) and bool(kinds & set("QNG"))

    @property
    def _shown(self) -> bool:
        """Whether an amount alone says enough: a product is quoted, or only one is on sale."""
        return self.context.quoted is not None or self.catalog.sole is not None

    def _adjective(self, tokens: Sequence[Token], unknown: Sequence[int]) -> tuple[int, int] | None:
        """Where words stand that describe goods right behind them, if nothing else is unknown."""
        first, last = unknown[0], unknown[-1] + 1
        if first and tokens[first - 1].kind in "QN" and tokens[first].text.startswith(_ABOUT):
            first -= 1
        while last < len(tokens) and tokens[last].kind == "f":
            last += 1
        between = any(token.kind == "P" for token in tokens[:first])
        if last >= len(tokens) or tokens[last].kind not in ("PQN" if between else "P"):
            return None
        said = "".join(token.text for token in tokens[first:last]).replace("N", "Q")
        return (first, last) if _ADJECTIVE.fullmatch(said) else None

    def _asked_for(self, tokens: list[Token], last: int) -> list[Token] | None:
        """Behind 帮我记 or 给我留 stands an order, whatever was said before (忙到现在帮我补记一箱苹果)."""
        rest = tokens[last + 1 :]
        kinds = [token.kind for token in rest if token.kind not in "f_"]
        shown = self.context.quoted is not None or self.catalog.sole is not None
        asked = kinds[:1] in (["g"], ["k"]) and ("P" in kinds or (shown and "Q" in kinds))
        return rest if asked else None

    def _polite_order(self, clause: Clause, order: Verdict) -> bool:
        kinds = {token.kind for token in order.tokens}
        if not kinds & _ORDER_KINDS:
            return False
        if _POLITE_TAIL.search(clause.text) and ("Q" in kinds or kinds & set("wkga")):
            return True
        return _POLITE_HEAD.match(clause.text) is not None and bool(kinds & set("wkga"))

    # -- questions and the rest --------------------------------------------------------------------------------------

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
        if phrases.TALK.says_yes(text):
            return Verdict(Kind.TALK, clause, "talk")
        for own, about in _QUERIES:
            if own.says_yes(text):
                return Verdict(Kind.QUERY, clause, own.name, clause.tokens, about)
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
        if phrases.TALK.says_yes(text):
            return Verdict(Kind.TALK, clause, "talk")
        if all(token.kind in "RTWBFfi_,;、gwj" for token in clause.tokens):
            kind = Kind.WHO if any(token.kind in "RTWB" for token in clause.tokens) else Kind.POLITE
            return Verdict(kind, clause, "who", clause.tokens)
        if phrases.WISH.says_yes(text):
            return Verdict(Kind.WISH, clause, "wish", clause.tokens)
        return Verdict(Kind.UNKNOWN, clause, "unknown", clause.tokens)


def _asks_inside(tokens: Sequence[Token], index: int) -> bool:
    """没 and 不 within a clause are no question's end: 曲奇没收到."""
    token = tokens[index]
    if token.kind != "q" or token.text not in ("没", "不", "没有") or index + 1 == len(tokens):
        return False
    after = tokens[index + 1]
    return after.kind not in "f_,;、" or after.text == "收到"


_DEEDS: tuple[tuple[Kind, phrases.Rule], ...] = (
    (Kind.PAID, phrases.PAID),
    (Kind.PICKED, phrases.PICKED),
    (Kind.CANCEL_PREVIOUS, phrases.CANCEL_PREVIOUS),
    (Kind.CANCEL, phrases.CANCEL),
    (Kind.CHANGE_OPEN, phrases.CHANGE_OPEN),
    (Kind.SAME, phrases.SAME_AS_ABOVE),
    (Kind.FOLLOW, phrases.FOLLOW_ABOVE),
)


def _pieces(clause: Clause) -> list[Clause]:
    """The stretches of a clause between blanks."""
    pieces: list[Clause] = []
    own: list[Token] = []
    for token in (*clause.tokens, None):
        if token is not None and token.kind != "_":
            own.append(token)
        elif own:
            raw = "".join(part.text for part in own)
            asks = clause.asks and token is None
            pieces.append(Clause(own[0].start, own[-1].end, bare(raw), raw, tuple(own), asks))
            own = []
    return pieces


Judging = Callable[[Clause], list[Verdict]]
