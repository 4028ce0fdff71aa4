"""What does a message say? Text, catalogue and context in, acts out; the whole reading in one direction.

text -> normalize -> sketch (names, amounts, addresses, people) -> tokens -> clauses -> verdicts -> wishes -> acts
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from models.acts import (
    Act,
    Ask,
    AskAbout,
    Cancel,
    Chat,
    Claim,
    Context,
    Delivery,
    Evidence,
    Line,
    Op,
    Order,
    Paid,
    Picked,
    Query,
)
from models.language import phrases
from models.language.amounts import Amount, Money
from models.language.asides import asides_of
from models.language.clauses import split_clauses
from models.language.households import Household, divide
from models.language.judge import Judge, Kind, Verdict
from models.language.measures import count_sale_units
from models.language.normalize import normalize
from models.language.products import Catalog
from models.language.settle import Bench, settle
from models.language.sketch import Sketch, make_sketch, with_people
from models.language.tokens import Token, resolve_unknown, tokenize, without_list_numbers
from models.language.units import PIECES
from models.language.wish import Wish, Wishes
from models.language.wishes import WishReader
from models.values import ProductId, Recipient

_CHAT: tuple[Act, ...] = (Chat(),)
_CHAIN_SIGN = re.compile(
    r"接[龙龍]|[Gg]roup ?[Nn]ote|<|\\n|(?:^|\n)[^\S\n]*(?:[0-9０-９]{1,3}(?![0-9０-９]|[^\S\n]*[号號款斤盒个箱袋板份块])|[①-⑳➀-➓❶-❿㈠-㈩])"
)
#: What stands behind a product's number (1号鸡蛋1板) is no name of an entry.
_WORDS_OF_NUMBERS = frozenset({"号", "號", "款", "号链接"})
#: The largest bare number that is read as a quantity (order-language, section 3).
_MOST_BARE = 20
#: What counts pieces, so that it says nothing of sale units unless it is the product's own unit.
_PIECES_OF_GOODS = PIECES | frozenset("根条片块粒")


def read(text: str, catalog: Catalog, context: Context = Context()) -> tuple[Act, ...]:
    """Read one message. Never raises, whatever the text; ``Chat`` alone where nothing else is found."""
    if not text.strip():
        return _CHAT
    if _may_be_chain(text):
        from models.language.jielong import read_chain

        chain = read_chain(text, catalog, context)
        if chain is not None and not any(entry.name in _WORDS_OF_NUMBERS for entry in chain.entries):
            return (chain,)
    return _Reading(text, catalog, context).acts()


def _may_be_chain(text: str) -> bool:
    """Cheap: a tag, an app message's XML, or a line that begins with a number that is no product's (2号1盒)."""
    return _CHAIN_SIGN.search(text) is not None


@dataclass(slots=True)
class _Placed:
    """An act with the place where it stands."""

    place: int
    act: Act


@dataclass(slots=True)
class _Reading:
    """The reading of one message that is no chain."""

    text: str
    catalog: Catalog
    context: Context
    sketch: Sketch = field(init=False)
    tokens: list[Token] = field(init=False)
    verdicts: list[Verdict] = field(init=False)
    placed: list[_Placed] = field(default_factory=list)

    def acts(self) -> tuple[Act, ...]:
        normalized = normalize(self.text)
        if phrases.SYSTEM.says_yes(normalized.text.strip()) or phrases.SYSTEM.says_yes(self.text.strip()):
            return _CHAT
        house = self.context.number_is_house
        self.sketch = with_people(make_sketch(normalized, self.catalog, number_is_house=house))
        self.tokens = tokenize(self.sketch)
        lone = self._lone_number()
        if lone is not None:
            return lone
        judge = Judge(self.sketch, self.catalog, self.context)
        clauses = split_clauses(self.sketch, self.tokens)
        self.verdicts = [verdict for clause in clauses for verdict in judge.judge(clause)]
        return self._collect()

    # -- a bare number ---------------------------------------------------------------------------------------------

    def _lone_number(self) -> tuple[Act, ...] | None:
        """``2``: a quantity of the quoted product, or of the only one on sale (order-language, section 3)."""
        tokens = [token for token in self.tokens if token.kind not in "f_,;"]
        if len(tokens) != 1 or tokens[0].kind not in "NR":
            return None
        if tokens[0].kind == "R":
            text = self.sketch.normalized.text.strip()
            return _CHAT if text.isascii() and text.isdigit() and not self.context.mine else None
        value = tokens[0].amount.value
        product = self.context.quoted or self.catalog.sole
        if product is None or value is None or value <= 0:
            return _CHAT
        if self.context.quoted is None:
            digits = str(value)
            run = len(digits) > 1 and len(set(digits)) == 1
            if value > _MOST_BARE or run or self.context.follows == "talk":
                return _CHAT
        quantity = count_sale_units(self.catalog.sizes[product], value, None)
        because = (self._evidence("bare-number", tokens[0].start, tokens[0].end),)
        if isinstance(quantity, AskAbout):
            return (Ask(quantity, because=because),)
        return (Order((Line(product, Op.ORDER, quantity),), because=because),)

    # -- from verdicts to acts ---------------------------------------------------------------------------------------

    def _collect(self) -> tuple[Act, ...]:
        self._veto()
        for verdict in self.verdicts:
            act = self._single(verdict)
            if act is not None:
                self.placed.append(_Placed(verdict.clause.start, act))
        self._orders()
        found = sorted(self.placed, key=lambda one: one.place)
        acts: list[Act] = []
        for one in found:
            if one.act not in acts:
                acts.append(one.act)
        return tuple(acts) or _CHAT

    def _veto(self) -> None:
        """Talk beside it makes a weak order talk: a story, a recipe, somebody else's wish."""
        kinds = {verdict.kind for verdict in self.verdicts}
        talk = Kind.TALK in kinds
        others = self._told_of_others()
        speaks_to_other = bool(self.sketch.mentions) and not any(
            word in mention for mention in self.sketch.mentions for word in ("团", "群主", "助手", "老板", "bot")
        )
        self.verdicts = [
            verdict
            for verdict in self.verdicts
            if not (verdict.kind is Kind.ORDER and (verdict in others or (talk and not self._is_strong(verdict))))
            and not (speaks_to_other and (verdict.kind in (Kind.QUERY, Kind.UNKNOWN) or self._is_remark(verdict)))
            and not (self.context.by_organizer and not self._organizers_own(verdict))
        ]

    def _told_of_others(self) -> list[Verdict]:
        """What goes on from 她订了A, with no word on oneself, tells of her too."""
        told: list[Verdict] = []
        for before, verdict in pairwise(self.verdicts):
            on = before in told or (before.kind is Kind.TALK and phrases.TALK_OF_OTHERS.says_yes(before.clause.text))
            joined = self.sketch.sketch[before.clause.end : before.clause.end + 1] in (",", " ")
            own = any(token.kind in "igk" or "我" in token.text for token in verdict.tokens)
            if verdict.kind is Kind.ORDER and on and joined and not own:
                told.append(verdict)
        return told

    def _is_remark(self, verdict: Verdict) -> bool:
        """An amount without goods or words of ordering, said to somebody else."""
        return verdict.kind is Kind.ORDER and not any(token.kind in "Pwkga" for token in verdict.tokens)

    def _is_strong(self, verdict: Verdict) -> bool:
        if verdict.strong and any(token.kind in "PQNG" for token in verdict.tokens):
            return True
        return any(token.kind in "RT" for token in self.tokens)

    def _organizers_own(self, verdict: Verdict) -> bool:
        """An organizer's talk about goods is an order only with 我, 自家 or an address in it."""
        if verdict.kind is not Kind.ORDER:
            return verdict.kind in (Kind.DOOR, Kind.PICKUP, Kind.WISH, Kind.WHO, Kind.POLITE, Kind.CANCEL)
        return any(token.kind in "RBTW" or (token.kind == "i" and token.text[0] in "我自俺咱") for token in self.tokens)

    def _single(self, verdict: Verdict) -> Act | None:
        because = (self._evidence(verdict.rule, verdict.clause.start, verdict.clause.end),)
        if verdict.kind is Kind.QUERY and verdict.about is not None:
            return Query(verdict.about, self._named(verdict), because)
        if verdict.kind is Kind.PAID:
            return Paid(self._amount_paid(verdict), because)
        if verdict.kind is Kind.PICKED:
            return Picked(because)
        if verdict.kind is Kind.CLAIM:
            return self._claim(verdict, because)
        if verdict.kind is Kind.CANCEL:
            recipient = self._recipient_in(verdict)
            return Cancel(recipient, because=because)
        if verdict.kind is Kind.CANCEL_PREVIOUS:
            return Cancel(of_previous=True, because=because) if self.context.previous is not None else None
        if verdict.kind is Kind.CHANGE_OPEN:
            return Ask(AskAbout.CHANGE, because=because)
        return None

    def _named(self, verdict: Verdict) -> tuple[ProductId, ...]:
        return tuple(
            dict.fromkeys(
                product for token in verdict.tokens if token.kind == "P" for product in token.mention.products
            )
        )

    def _recipient_in(self, verdict: Verdict) -> Recipient | None:
        household = divide([token for token in verdict.tokens if token.kind in "RTW"], ())[0]
        return household.recipient or None

    def _amount_paid(self, verdict: Verdict) -> int | None:
        for token in verdict.tokens:
            if token.kind == "M":
                return int(token.value(Money).value * 100)
            if token.kind in "QN":
                amount = token.value(Amount)
                if amount.value is not None and amount.unit in (None, "块"):
                    return int(amount.value * 100)
        return None

    def _claim(self, verdict: Verdict, because: tuple[Evidence, ...]) -> Claim:
        tokens = [
            Token("u", token.start, token.end - 1, token.text[:-1])
            if token.kind == "u" and token.text[-1] in "都全又也"
            else token
            for token in verdict.tokens
        ]
        resolved = resolve_unknown([*tokens, Token("w", 0, 0, "")], self.sketch, self.catalog)
        products = list(dict.fromkeys(p for token in resolved if token.kind == "P" for p in token.mention.products))
        if not products:
            products = [p for token in resolved if token.kind == "u" for p in self._part_in(token)]
        product = products[0] if len(products) == 1 else self.context.quoted if not products else None
        quantity = None
        for token in resolved:
            if token.kind in "QN" and product is not None:
                quantity = self._claimed(product, token.amount)
        return Claim(product, quantity, because)

    def _part_in(self, token: Token) -> tuple[ProductId, ...]:
        """The product of which the beginning of an unread stretch is a part: 蛋碎了."""
        for end in range(min(len(token.text), 8), 0, -1):
            found = self.catalog.whose_part(token.text[:end])
            if found:
                return found
        return ()

    def _claimed(self, product: ProductId, amount: Amount):  # type: ignore[no-untyped-def]
        size = self.catalog.sizes[product]
        pieces = amount.unit in _PIECES_OF_GOODS or (amount.unit is not None and size.part_in(amount.unit) is not None)
        if amount.unit is None or (amount.unit != size.unit and pieces):
            return None
        counted = count_sale_units(size, amount.value, amount.unit)
        return None if isinstance(counted, AskAbout) else counted

    # -- orders --------------------------------------------------------------------------------------------------------

    def _orders(self) -> None:
        copied = next((verdict for verdict in self.verdicts if verdict.kind in (Kind.SAME, Kind.FOLLOW)), None)
        if copied is not None:
            self._copy(copied)
            return
        tokens = [
            token for verdict in self.verdicts if verdict.kind is Kind.ORDER for token in self._separated(verdict)
        ]
        tokens = without_list_numbers(tokens)
        held = frozenset(own.product for own in self.context.mine)
        wishes = WishReader(self.catalog, held).read(tokens)
        if wishes.correcting or self.sketch.normalized.text.lstrip().startswith("*"):
            self._correct_previous(wishes)
        found = self._considered(wishes, tokens)
        self._change_without_goods(wishes, tokens)
        self._make_orders(found)

    def _separated(self, verdict: Verdict) -> list[Token]:
        end = verdict.clause.end
        stop = self.sketch.sketch[end : end + 1] or "\n"
        kind = ";" if stop in ";。!?\n" else "_" if stop == " " else ","
        return [*verdict.tokens, Token(kind, end, end, stop)]

    def _considered(self, wishes: Wishes, tokens: list[Token]) -> list[Wish]:
        """The wishes that are orders: goods with an amount or asked for; an amount alone where the context allows."""
        asked = () if all(wish.products for wish in wishes.found) else self._asked_goods()
        alone = [wish for wish in wishes.found if not wish.products and wish.op is Op.ORDER]
        if len(alone) > 1 and len(alone) == len(wishes.found) and alone[0].end == alone[1].start:
            return []
        any_complete = any(wish.complete for wish in wishes.found)
        found: list[Wish] = []
        for wish in wishes.found:
            if not wish.products and self.context.quoted is None:
                told = asked or (self._told_goods() if wish.ordering else ())
                wish.products = told if len(told) == 1 else ()
            if not wish.products and any_complete and wish.amount is not None and wish.amount.unit == "单":
                continue
            if not wish.products and not wish.unclear:
                wish.products = self._told_before(wish, found)
            if wish.products and not wish.complete and not wish.ordering and wish.op is Op.ORDER:
                if len(wishes.found) == 1 or not any_complete:
                    continue
            if not wish.products and wish.op is Op.ORDER and not self._amount_alone(wish, wishes):
                continue
            found.append(wish)
        return found

    def _told_before(self, wish: Wish, found: list[Wish]) -> tuple[ProductId, ...]:
        """The one product of the message so far, for another household: 我要两提抽纸，帮我妈也订一提."""
        told = {earlier.products for earlier in found if earlier.products}
        if len(told) != 1:
            return ()
        last = found[-1]
        between = any(
            token.kind in "RB" or token.text in ("我自己", "自己")
            for token in self.tokens
            if last.start < token.start < wish.end
        )
        return next(iter(told)) if between or wish.op is Op.ADD else ()

    def _asked_goods(self) -> tuple[ProductId, ...]:
        """What the message's own question was about (鸡蛋还有吗，有的话来两盒)."""
        return self._goods_of(Kind.QUERY)

    def _told_goods(self) -> tuple[ProductId, ...]:
        """What was spoken of before an order for more of it (孩子爱吃可颂，来4个)."""
        return self._goods_of(Kind.TALK, Kind.UNKNOWN)

    def _goods_of(self, *kinds: Kind) -> tuple[ProductId, ...]:
        tokens = (token for verdict in self.verdicts if verdict.kind in kinds for token in verdict.clause.tokens)
        return tuple(dict.fromkeys(p for token in tokens if token.kind == "P" for p in token.mention.products))

    def _amount_alone(self, wish: Wish, wishes: Wishes) -> bool:
        if wishes.correcting and len(wishes.found) == 1:
            return True
        kinds = {verdict.kind for verdict in self.verdicts}
        shown = self.context.quoted is not None or self.catalog.sole is not None
        if not wish.ordering and not shown and kinds & {Kind.UNKNOWN, Kind.TALK, Kind.WISH}:
            return False
        return self.context.quoted is not None or self.context.follows != "talk"

    def _correct_previous(self, wishes: Wishes) -> None:
        """``打错了是3盒`` and ``*3盒``: the new total of the one product of the sender's last message."""
        if self.context.previous is None or len(wishes.found) != 1 or wishes.found[0].op not in (Op.ORDER, Op.SET):
            return
        wish = wishes.found[0]
        if wish.instead_of is not None or wish.amount is None:
            return
        earlier = read(self.context.previous, self.catalog, replace(self.context, previous=None))
        products = {line.product for act in earlier if isinstance(act, Order) for line in act.lines}
        if not wish.products and len(products) == 1:
            wish.products = tuple(products)
        elif not wish.products:
            wish.unclear = True
        wish.op, wish.rule, wish.ordering = Op.SET, "correct-previous", True
        wish.amount = replace(wish.amount, sign="")

    def _change_without_goods(self, wishes: Wishes, tokens: list[Token]) -> None:
        """``不要了`` and ``我也要`` that name nothing."""
        drop = None if any(isinstance(one.act, Cancel) for one in self.placed) else wishes.bare_drop
        if drop is None and not wishes.found and any(token.kind in "wka" for token in tokens):
            self._want_without_goods(tokens)
        if drop is None:
            return
        because = (self._evidence("drop-without-goods", drop.start, drop.end),)
        mine = self.context.mine
        product = self.context.quoted or (mine[0].product if len(mine) == 1 else None)
        if product is not None:
            self.placed.append(_Placed(drop.start, Order((Line(product, Op.REMOVE, None),), because=because)))
        elif mine:
            self.placed.append(_Placed(drop.start, Ask(AskAbout.CHANGE, because=because)))

    def _want_without_goods(self, tokens: list[Token]) -> None:
        """``我也要`` under a quoted product."""
        if self.context.quoted is None and self.catalog.sole is None:
            return
        if self.context.quoted is None and self.context.follows == "talk":
            return
        token = next(token for token in tokens if token.kind in "wka")
        own = any(token.kind == "i" for token in self.tokens) or token.text.startswith("我")
        if own or self.context.quoted is not None or self.context.follows is not None:
            op = Op.ADD if token.kind == "a" else Op.ORDER
            self._make_orders([Wish((), op, None, token.start, token.end, ordering=True)])

    def _make_orders(self, wishes: list[Wish]) -> None:
        heads = [token for token in self.tokens if token.kind in "RTWB" or token.kind == "i"]
        heads = self._stated(heads)
        if not wishes:
            self._only_who(heads)
            return
        for household in divide(heads, wishes):
            self._make_order(household)

    def _stated(self, heads: list[Token]) -> list[Token]:
        """Heads outside of talk and questions."""
        shut = [
            v.clause for v in self.verdicts if v.kind in (Kind.TALK, Kind.QUERY, Kind.PAID, Kind.CLAIM, Kind.CANCEL)
        ]
        return [token for token in heads if not any(clause.start <= token.start < clause.end for clause in shut)]

    def _make_order(self, household: Household) -> None:
        lines: list[Line] = []
        asks: list[Ask] = []
        because: list[Evidence] = []
        bench = Bench(self.catalog, self._with_previous(household))
        for wish in household.wishes:
            evidence = (self._evidence(wish.rule, wish.start, wish.end),)
            for settled in settle(wish, bench, evidence):
                if isinstance(settled, Line):
                    lines.append(settled)
                    because += evidence
                else:
                    asks.append(settled)
        place = household.wishes[0].start if household.wishes else household.place
        recipient = household.recipient or None
        if lines:
            delivery, note = self._asides()
            order = Order(tuple(_summed(lines)), recipient, household.on_behalf_of, delivery, note, tuple(because))
            self.placed.append(_Placed(place, order))
        for ask in asks:
            full = Ask(ask.about, ask.candidates, ask.lines, recipient, household.on_behalf_of, ask.because)
            self.placed.append(_Placed(place, full))

    def _with_previous(self, household: Household) -> Context:
        return self.context

    def _only_who(self, heads: list[Token]) -> None:
        """An address, a way of delivery or a wish alone, from somebody for whom an order stands."""
        if self.placed or not self.context.mine:
            return
        kinds = {verdict.kind for verdict in self.verdicts}
        if kinds & {Kind.TALK, Kind.ORDER} or (Kind.UNKNOWN in kinds and Kind.WHO not in kinds):
            return
        household = divide(heads, ())[0]
        delivery, note = self._asides()
        if household.recipient or household.on_behalf_of or delivery is not None or note is not None:
            evidence = (self._evidence("who-and-how", 0, len(self.sketch.sketch)),)
            order = Order((), household.recipient or None, household.on_behalf_of, delivery, note, evidence)
            self.placed.append(_Placed(0, order))

    def _asides(self) -> tuple[Delivery | None, str | None]:
        return asides_of(self.sketch, self.verdicts)

    def _copy(self, verdict: Verdict) -> None:
        """``同上`` and ``跟两份``: what somebody else ordered last."""
        because = (self._evidence(verdict.rule, verdict.clause.start, verdict.clause.end),)
        above = self.context.above or ()
        if not above or (verdict.kind is Kind.FOLLOW and len(above) != 1):
            candidates = self.catalog.in_order(own.product for own in above)
            self.placed.append(_Placed(verdict.clause.start, Ask(AskAbout.PRODUCT, candidates, because=because)))
            return
        if verdict.kind is Kind.SAME:
            lines = tuple(Line(own.product, Op.ORDER, own.quantity) for own in above)
        else:
            amount = next((token.amount for token in verdict.tokens if token.kind in "QN"), None)
            wish = Wish((above[0].product,), Op.ORDER, amount, verdict.clause.start, verdict.clause.end, ordering=True)
            settled = settle(wish, Bench(self.catalog, self.context), because)
            asks = [one for one in settled if isinstance(one, Ask)]
            if asks:
                self.placed.append(_Placed(verdict.clause.start, asks[0]))
                return
            lines = tuple(one for one in settled if isinstance(one, Line))
        heads = [token for token in self.tokens if token.kind in "RTWB"]
        household = divide(heads, ())[0]
        delivery, note = self._asides()
        order = Order(lines, household.recipient or None, household.on_behalf_of, delivery, note, because)
        self.placed.append(_Placed(verdict.clause.start, order))

    # -- places ----------------------------------------------------------------------------------------------------------

    def _evidence(self, rule: str, start: int, end: int) -> Evidence:
        first, last = self.sketch.normalized.span(*self.sketch.text_span(start, end))
        return Evidence(rule, first, last)


def _summed(lines: Sequence[Line]) -> list[Line]:
    """The same wish for one product twice in a message adds up."""
    summed: list[Line] = []
    for line in lines:
        same = next((at for at, one in enumerate(summed) if (one.product, one.op) == (line.product, line.op)), None)
        if same is None or line.quantity is None or summed[same].quantity is None or line.op is Op.SET:
            summed.append(line)
        else:
            before = summed[same].quantity
            assert before is not None
            summed[same] = Line(line.product, line.op, before + line.quantity)
    return summed
