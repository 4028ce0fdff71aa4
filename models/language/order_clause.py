"""Is a clause an order? It is if nothing unknown is left beside goods, amounts and words of ordering."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.acts import Context
from models.language import phrases
from models.language.clauses import Clause, bare
from models.language.lexicon import Word
from models.language.patterns import unhurried
from models.language.products import Catalog
from models.language.sketch import Sketch
from models.language.strange_words import resolve_unknown
from models.language.tokens import Token
from models.language.units import WEIGHTS
from models.language.verdicts import Kind, Verdict

_POLITE_HEAD = unhurried(
    r"(?!(?:还能|还可以|能不能|可不可以|能|可以)(?:退|减|少|换|取消|便宜|优惠))"
    r"(?!还(?:能|可以)(?:下单|接龙|订|报|加|买|要|定)(?:单)?P?(?:吗|么|不|没)+$)(?:能|可以|可不可以|能不能|能否|可否|方便|麻烦|帮|给|请|还能|还可以|是否可以|劳驾|拜托|可|行不行"
    r"|再).{0,8}?(?:留|记|加|来|要|订|定|带|拿|登|补|报|买|算|捎|P|Q|N)"
)
#: Goods first, or who asks, and then whether so much of them may be had: 草莓还能加一盒吗, 我能订两盒草莓吗.
_POLITE_ASKED = unhurried(
    r"(?:我们?|咱们?|俺|R|P|[,、]|这个?|那)*(?:还|也)?(?:能不能|可不可以|能否|可否|能|可以)(?:再|多|也|麻烦|[给帮](?:我们?|咱们?|俺))*"
    r"(?:加|留|要|订|定|买|来|拿|记|报|补|带|捎)(?:上|个|我)?(?:N|Q)(?:的)?P?(?:吗|么|不|嘛|呀|啊|呢|没)*"
)
_POLITE_TAIL = unhurried(r"(?:可以|行|好|成|能行|方便|ok|中)(?:吗|么|不|嘛|不行)$|(?:好不好|行不行|可不可以|可以不)$")
GOODS_OR_AMOUNT = frozenset("PQNG")
#: What orders are made of, and what makes unknown words into goods; a condition on the stock is unknown words too.
_OF_ORDERS = frozenset("PQNGCMKwkagsrlxcevoqn")
_ORDERS = frozenset("PQNGCwasrlxkc")
_STRONG = frozenset("wkgaslrxe")
#: What is known to be no part of an order by itself; 没 and 不 may be.
_UNKNOWN = frozenset("uO#pq")
#: Goods, amounts, addresses and the commonest words of ordering alone need no rule of phrases: none has only these.
ONLY_THINGS = re.compile("(?:[PQNGRTKM+、和各]|我?要|再?来|再加|再要)+")
#: What stands between goods and their amount and ends in 的 says of which kind they should be: 底料要辣的一包.
_LONGEST_KIND = 6
#: Tokens before the first unknown one in which it may be said how goods are divided (两斤一袋).
_LONGEST_PORTIONS = 3
_PACKS = frozenset("袋包盒份")
#: A clause with a condition on the stock is no longer; looking for one costs its length squared.
_LONGEST_CONDITION = 120
#: What goods are for (排骨3斤炖汤用) is a wish, though words of cooking stand in it.
_PURPOSE = unhurried(
    "(?:拿来|用来|准备|回去|拿去)?[炖炒煲煮包烧蒸煎烤做打泡熬][汤菜饺子馅面肉饭饼]{0,2}(?:用|吃|喝)的?"
)
#: The same without 用, behind goods in their sale unit or asked for: 老母鸡帮我留一只炖汤, 糯米一袋打糍粑.
_PURPOSE_ALONE = unhurried("(?:拿来|用来|准备|回去|拿去)?[炖炒煲煮包烧蒸煎烤做打泡熬][一-龥]{1,3}")
_A_BIT = frozenset({"点", "一点", "些", "一些", "点儿", "一点点"})
_ABOUT = ("左右", "上下", "以上", "以内", "多", "重")
#: Said to a quoted message and nothing else, these ask whoever keeps the book; they order nothing.
_KEEPS_THE_BOOK = unhurried("(?:补?记|登记|算)(?:上|下|一下)?")
#: ``五斤上下的`` behind an order says of which size.
_ABOUT_ALONE = unhurried("(?:大概|差不多|要)?Q(?:左右|上下|以上|以内|出头)的?")
_OF_OTHER_SIZE = unhurried("oQf")
_WISH_HEAD = unhurried("(?:都|也|全)?(?:要|不要|别|少|多|去|切|剁|帮|请|麻烦|最好|尽量|能)")
#: What may be said of goods before their name (新鲜的鸡蛋, 两斤左右的鲈鱼): it describes, and is kept as a wish.
_ADJECTIVE = unhurried(
    r"(?:Q(?:左右|上下|以上|以内|多重?|重|的)|(?:稍微|比较|最|特别|很|更)?(?:新鲜|大|小|活|熟|生|甜|嫩|老"
    r"|瘦|肥|土|野生|有机|好|干净|完整|软|硬|脆|薄|厚|红|青|散养|现做|现烤|无糖|低糖|原味|冰鲜|冷冻|散装"
    r"|带皮|去皮|带骨|公|母)(?:一?点|些|个)?儿?)(?:的)?"
)


class OrderClause:
    """Reads clauses as orders, with the wishes that hang on them."""

    def __init__(self, sketch: Sketch, catalog: Catalog, context: Context) -> None:
        self.sketch = sketch
        self.catalog = catalog
        self.context = context
        self._talk: dict[str, bool] = {}

    def is_talk(self, text: str) -> bool:
        """Whether a clause of this message is talk; asked for up to three times of each."""
        known = self._talk.get(text)
        if known is None:
            said = phrases.STOCK_CONDITION.pattern.sub("", text) if phrases.STOCK_CONDITION.may_be(text) else text
            known = any(own.says_yes(said) for own in (phrases.TALK, phrases.NOT_WANTED, phrases.RECIPE))
            self._talk[text] = known
        return known

    def read(self, clause: Clause) -> Verdict | None:
        """An order: nothing unknown is left beside goods, amounts and words of ordering, but a wish at the end."""
        shape = "".join([token.kind for token in clause.tokens])
        if _OF_ORDERS.isdisjoint(shape) or ("oQ" in shape and _OF_OTHER_SIZE.search(shape) is not None):
            return None  # 要是有五斤装的沃柑我就来一箱: not on the list
        if clause.start and shape[-1:] in ("u", "f") and _ABOUT_ALONE.fullmatch(clause.text) is not None:
            return Verdict(Kind.WISH, clause, "wish-of-goods", clause.tokens)
        if clause.start and clause.text == "QQ" and _tells_packing(clause.tokens):
            return Verdict(Kind.WISH, clause, phrases.PORTIONS.name, clause.tokens)
        if len(clause.text) <= 4 and _KEEPS_THE_BOOK.fullmatch(self.sketch.sketch) is not None:
            return None
        tokens = self._on_stock(clause)
        if "u" in shape or tokens is not clause.tokens:
            tokens = resolve_unknown(list(tokens), self.sketch, self.catalog)
            shape = "".join([token.kind for token in tokens])
        order = self._of(tokens, clause) if _UNKNOWN.isdisjoint(shape) else self._beside_unknown(tokens, clause)
        if order is None or order.note is not None or order.kind is not Kind.ORDER:
            return order
        return None if not ONLY_THINGS.fullmatch(clause.text) and self.is_talk(clause.text) else order

    def _of(self, tokens: Sequence[Token], clause: Clause, note: tuple[int, int] | None = None) -> Verdict | None:
        """The order that tokens are; None where nothing in them orders."""
        kinds = {token.kind for token in tokens}
        if kinds.isdisjoint(_ORDERS):
            return None
        return Verdict(Kind.ORDER, clause, "order", tuple(tokens), note=note, strong=not kinds.isdisjoint(_STRONG))

    def _beside_unknown(self, tokens: Sequence[Token], clause: Clause) -> Verdict | None:
        """An order beside unknown words, which are a wish, describe the goods, or stand before 帮我记."""
        unknown = [index for index, token in enumerate(tokens) if token.kind in "uO#p" or _asks_inside(tokens, index)]
        if not unknown:
            return self._of(tokens, clause)
        cut = self._note_behind(tokens, unknown[0], clause)
        finished = cut is not None and self._is_finished(tokens, cut)
        adjective = None if finished else self._adjective(tokens, unknown)
        if adjective is not None:
            if self.is_talk(clause.text):
                return None  # 如果有无糖的吐司我就来两袋: no goods of the list
            first, last = adjective
            note = (tokens[first].start, tokens[last - 1].end)
            return self._of([*tokens[:first], *tokens[last:]], clause, note)
        if cut is None:
            return self._of(self._asked_for(tokens, unknown[-1]) or [], clause)
        if not finished:
            return Verdict(Kind.WISH, clause, "wish-of-goods", clause.tokens)
        if self._is_told(clause, tokens[cut].start):
            return None
        return self._of(tokens[:cut], clause, (tokens[cut].start, clause.end))

    def _on_stock(self, clause: Clause) -> Sequence[Token]:
        """The clause's tokens, with the words of a condition on the stock as the one small word that they are."""
        if len(clause.raw) > _LONGEST_CONDITION or not phrases.STOCK_CONDITION.may_be(clause.raw):
            return clause.tokens
        if not any(token.kind in "uoq" for token in clause.tokens):
            return clause.tokens
        tokens = list(clause.tokens)
        raw = self.sketch.sketch[clause.start : clause.end]
        for match in phrases.STOCK_CONDITION.pattern.finditer(raw):
            first, last = clause.start + match.start(), clause.start + match.end()
            tokens = _without_words(tokens, first, last)
        return tokens

    def _note_behind(self, tokens: Sequence[Token], first: int, clause: Clause) -> int | None:
        """Where a wish begins behind goods with their amount (排骨2斤剁小块); it may begin with a known word."""
        kinds = "".join(token.kind for token in tokens[:first])
        if not ("P" in kinds or self._shown) or not any(kind in kinds for kind in "QNGw"):
            return None
        if (
            self.sketch.sketch.startswith(_ABOUT, tokens[first].start)
            and tokens[first - 1].kind in "QN"
            and sum(kind in "QN" for kind in kinds) > 1
        ):
            first -= 1
        portions = self._portions_behind(tokens, first, clause)
        if portions is not None:
            return portions
        earliest = first if self._one_by_the_piece(tokens[:first]) else max(1, first - 3)
        for cut in range(earliest, first + 1):
            if any(token.kind in "PQNG" for token in tokens[cut:first]):
                continue
            tail = bare(self.sketch.sketch[tokens[cut].start : clause.end])
            named = any(token.kind == "P" for token in tokens[:cut])
            if not named and _WISH_HEAD.match(tail) is None:
                continue
            wish = phrases.WISH.says_yes(tail) or phrases.DOOR.says_yes(tail) or phrases.PICKUP.says_yes(tail)
            asked = _WISH_HEAD.match(tail) is not None and not phrases.RECIPE.says_yes(tail)
            if _PURPOSE.fullmatch(tail) or phrases.PURPOSE.says_yes(tail):
                return cut
            if _PURPOSE_ALONE.fullmatch(tail) and self._in_sale_units(tokens[:cut]):
                return cut
            if wish and (asked or not self.is_talk(tail)):
                return cut
        return None

    def _portions_behind(self, tokens: Sequence[Token], first: int, clause: Clause) -> int | None:
        """Where it begins how counted goods are divided (排骨4斤 两斤一袋分开装): amounts in it are none of theirs."""
        for cut in range(max(1, first - _LONGEST_PORTIONS), first + 1):
            kinds = "".join([token.kind for token in tokens[:cut] if token.kind in "PQN"])
            tail = bare(self.sketch.sketch[tokens[cut].start : clause.end])
            if kinds.endswith("P" if kinds[:1] in ("Q", "N") else ("Q", "N")) and phrases.PORTIONS.says_yes(tail):
                return cut
        return None

    def _is_told(self, clause: Clause, end: int) -> bool:
        """Whether what stands before a wish is talk: 洗衣液我家还有三瓶 去年囤的."""
        head = bare(self.sketch.sketch[clause.start : end])
        return not ONLY_THINGS.fullmatch(head) and self.is_talk(head)

    def _in_sale_units(self, tokens: Sequence[Token]) -> bool:
        """Whether goods are counted as they are sold, or asked for."""
        goods = [token.mention.products for token in tokens if token.kind == "P"]
        amounts = [token.amount for token in tokens if token.kind == "Q"]
        if goods and any(token.kind in "kgwy" for token in tokens):
            return True
        if not goods or not amounts:
            return False
        return any(self.catalog.sizes[product].unit == amounts[-1].unit for product in goods[-1])

    def _is_finished(self, tokens: Sequence[Token], cut: int) -> bool:
        """Whether goods and their amount both stand before a wish."""
        kinds = {token.kind for token in tokens[:cut]}
        counted = bool(kinds & set("QNG")) or any(one.kind == "w" and one.text.endswith("点") for one in tokens[:cut])
        return ("P" in kinds or self._shown) and (counted or self._one_by_the_piece(tokens[:cut]))

    def _one_by_the_piece(self, tokens: Sequence[Token]) -> bool:
        """``西瓜要个大的``: one of what is sold by the 个; of eggs it would be how large they should be."""
        goods = [token.mention.products for token in tokens if token.kind == "P"]
        if not goods or not any(token.kind == "w" and token.text.endswith("个") for token in tokens):
            return False
        return all(self.catalog.sizes[product].unit == "个" for product in goods[-1])

    @property
    def _shown(self) -> bool:
        """Whether an amount alone says enough: a product is quoted, or only one is on sale."""
        return self.context.quoted is not None or self.catalog.sole is not None

    def _adjective(self, tokens: Sequence[Token], unknown: Sequence[int]) -> tuple[int, int] | None:
        """Where words stand that describe goods right behind them, if nothing else is unknown."""
        first, last = unknown[0], unknown[-1] + 1
        if first and tokens[first - 1].kind in "QN" and tokens[first].text.startswith(_ABOUT):
            first -= 1
        while last < len(tokens) and (tokens[last].kind == "f" or tokens[last].text in _A_BIT):
            last += 1
        between = any(token.kind == "P" for token in tokens[:first])
        if last >= len(tokens) or tokens[last].kind not in ("PQNwk" if between else "P"):
            return None
        said = "".join(token.text for token in tokens[first:last]).replace("N", "Q")
        of_a_kind = between and len(said) <= _LONGEST_KIND and said.endswith("的")
        return (first, last) if of_a_kind or _ADJECTIVE.fullmatch(said) else None

    def _asked_for(self, tokens: Sequence[Token], last: int) -> Sequence[Token] | None:
        """Behind 帮我记 or 给我留 stands an order, whatever was said before (忙到现在帮我补记一箱苹果)."""
        rest = tokens[last + 1 :]
        kinds = [token.kind for token in rest if token.kind not in "f_"]
        shown = self.context.quoted is not None or self.catalog.sole is not None
        asked = (kinds[:1] in (["g"], ["k"]) or kinds[:2] in (["P", "g"], ["P", "k"])) and (
            "P" in kinds or (shown and "Q" in kinds)
        )
        return rest if asked else None

    def is_polite(self, clause: Clause, order: Verdict) -> bool:
        kinds = {token.kind for token in order.tokens}
        if not kinds & GOODS_OR_AMOUNT:
            return False
        if _POLITE_TAIL.search(clause.text) and ("Q" in kinds or kinds & set("wkga")):
            return True
        if _POLITE_ASKED.fullmatch(clause.text):
            return True
        return _POLITE_HEAD.match(clause.text) is not None and bool(kinds & set("wkga"))


def _tells_packing(tokens: Sequence[Token]) -> bool:
    """``一斤一袋`` behind an order: a weight, and one of what it is put in."""
    weight, pack = (token.amount for token in tokens if token.kind == "Q")
    return weight.unit in WEIGHTS and pack.value == 1 and pack.unit in _PACKS


def _asks_inside(tokens: Sequence[Token], index: int) -> bool:
    """没 and 不 within a clause are no question's end: 曲奇没收到."""
    token = tokens[index]
    if token.kind != "q" or token.text not in ("没", "不", "没有") or index + 1 == len(tokens):
        return False
    after = tokens[index + 1]
    return after.kind not in "f_,;、" or after.text == "收到"


def _without_words(tokens: Sequence[Token], first: int, last: int) -> list[Token]:
    """The tokens, with what lies in a stretch, but for goods, as one word that asks for what is left of the stock."""
    kept: list[Token] = []
    for token in tokens:
        if token.end <= first or token.start >= last or token.entity is not None:
            kept.append(token)
            continue
        if token.start < first:
            kept.append(Token("u", token.start, first, token.text[: first - token.start]))
        kept.append(Token(Word.IF_STOCK.value, max(first, token.start), min(last, token.end), ""))
        if token.end > last:
            rest = token.text[last - token.start :]
            kept.append(Token("u" if token.kind == "u" else token.kind, last, token.end, rest))
    return kept
