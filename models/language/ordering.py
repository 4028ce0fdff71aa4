"""Which orders does a message make? Its wishes settled, household by household, with how and what else was wished."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from models.acts import Ask, AskAbout, Evidence, Line, Op, Order
from models.language import phrases
from models.language.asides import asides_of
from models.language.households import Household, divide
from models.language.message import Message, Placed
from models.language.people import addresses_of_others
from models.language.settle import Bench, settle
from models.language.strange_goods import is_strange_goods, names_common_goods
from models.language.tokens import Token
from models.language.verdicts import Kind, Verdict
from models.language.wanted import wanted_in
from models.language.wish import Wish

#: Clauses whose addresses and people say nothing of who receives an order.
_SHUT = frozenset({Kind.TALK, Kind.QUERY, Kind.PAID, Kind.CLAIM, Kind.CANCEL})
_ASIDES = frozenset({Kind.DOOR, Kind.PICKUP, Kind.WISH})
#: The rules of what says who receives, by the kinds of its tokens.
_HEAD_RULES = {"R": "address", "T": "phone", "W": "recipient-name", "B": "on-behalf"}
_WITHDRAWN = frozenset({Kind.CANCEL, Kind.CANCEL_PREVIOUS})
_COPIES = frozenset({Kind.SAME, Kind.FOLLOW})


def orders_of(message: Message, *, alone: bool) -> Iterator[Placed]:
    """The orders of a message, and what has to be asked about them. ``alone``: it holds no other act."""
    if not message.kinds.isdisjoint(_COPIES):
        yield _copy(next(verdict for verdict in message.verdicts if verdict.kind in _COPIES), message)
        return
    if Kind.CHANGE_ALL in message.kinds:
        return  # a new order in place of the old one is asked about as a whole
    wanted = wanted_in(message)
    if wanted.drop is not None and message.kinds.isdisjoint(_WITHDRAWN):
        yield from _drop_without_goods(wanted.drop, message)
        alone = False
    if wanted.wishes:
        yield from _by_household(wanted.wishes, message)
        yield from _strangers_beside(wanted.wishes, message)
    elif alone:
        yield from _only_who(message)


def _heads(message: Message) -> list[Token]:
    """Addresses, phones, people and words for oneself, outside of talk and questions."""
    spans = [(verdict.clause.start, verdict.clause.end) for verdict in message.verdicts if verdict.kind in _SHUT]
    starts = [start for start, _ in spans]
    heads = []
    for token in message.tokens:
        if token.kind in "RTWBi":
            index = bisect_right(starts, token.start) - 1
            if index < 0 or token.start >= spans[index][1]:
                heads.append(token)
    return heads


def _by_household(wishes: Sequence[Wish], message: Message) -> Iterator[Placed]:
    others = addresses_of_others(message.sketch.sketch)
    households = divide(_heads(message), wishes, each=_spreads_at(message), others=others)
    if len(households) == 1:
        yield from _order_of(households[0], message.verdicts, message)
        return
    starts = [min([one.place, *(wish.start for wish in one.wishes[:1])]) for one in households]
    own: list[list[Verdict]] = [[] for _ in households]
    for verdict in message.verdicts:
        own[max(0, bisect_right(starts, verdict.clause.start) - 1)].append(verdict)
    for household, verdicts in zip(households, own, strict=True):
        yield from _order_of(household, verdicts, message)


def _strangers_beside(wishes: Sequence[Wish], message: Message) -> Iterator[Placed]:
    """``菇1 豆腐2``: strange goods among goods that have their amounts, or are asked for, are asked about."""
    if Kind.UNKNOWN not in message.kinds or Kind.TALK in message.kinds:
        return
    if not all(wish.complete or wish.ordering for wish in wishes):
        return
    are_goods = is_strange_goods if all(wish.products for wish in wishes) else names_common_goods
    for verdict in message.verdicts:
        if verdict.kind is Kind.UNKNOWN and are_goods(verdict.clause, message.catalog):
            yield Placed(verdict.clause.start, Ask(AskAbout.PRODUCT, because=message.why(verdict)))


def _spreads_at(message: Message) -> int | None:
    """Where a 各 stands that may mean households."""
    return next((token.start for token in message.tokens if token.kind == "e"), None)


def _order_of(household: Household, verdicts: Sequence[Verdict], message: Message) -> Iterator[Placed]:
    """The order of one household, and the questions that it leaves open."""
    lines: list[Line] = []
    asks: list[Ask] = []
    because: list[Evidence] = []
    bench = Bench(message.catalog, message.context)
    for wish in household.wishes:
        evidence = (message.evidence(wish.rule, wish.start, wish.end),)
        for settled in settle(wish, bench, evidence):
            if isinstance(settled, Line):
                lines.append(settled)
                because += evidence
            else:
                asks.append(settled)
    place = household.wishes[0].start if household.wishes else household.place
    recipient, behalf = household.recipient or None, household.on_behalf_of
    if lines:
        delivery, note = asides_of(message.sketch, verdicts)
        because += _because_of_head(household, message)
        because += _because_of_asides(verdicts, message) if delivery or note else ()
        yield Placed(place, Order(summed(lines), recipient, behalf, delivery, note, tuple(because)))
    for ask in asks:
        yield Placed(place, Ask(ask.about, ask.candidates, ask.lines, recipient, behalf, ask.because))


def _because_of_head(household: Household, message: Message) -> Iterator[Evidence]:
    """What says who receives."""
    for token in household.said:
        yield message.evidence(_HEAD_RULES[token.kind], token.start, token.end)


def _because_of_asides(verdicts: Sequence[Verdict], message: Message) -> Iterator[Evidence]:
    """What says how it is delivered, and what else is wished: clauses of their own, and the tails of orders."""
    for verdict in verdicts:
        if verdict.kind in _ASIDES:
            yield from message.why(verdict)
        elif verdict.note is not None:
            yield message.evidence(_rule_of_tail(message.sketch.sketch[slice(*verdict.note)]), *verdict.note)


def _rule_of_tail(tail: str) -> str:
    if phrases.DOOR.says_yes(tail):
        return "delivery-door"
    return "delivery-pickup" if phrases.PICKUP.says_yes(tail) else "wish"


def summed(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Lines in which the same wish for one product, said twice in a message, is added up."""
    places: dict[tuple[str, Op], int] = {}
    found: list[Line] = []
    for line in lines:
        key = (line.product, line.op)
        before = found[places[key]].quantity if key in places else None
        if before is None or line.quantity is None or line.op is Op.SET:
            places.setdefault(key, len(found))
            found.append(line)
        else:
            found[places[key]] = Line(line.product, line.op, before + line.quantity)
    return tuple(found)


def _drop_without_goods(drop: Token, message: Message) -> Iterator[Placed]:
    """``不要了``: the quoted product, or the single one that is held; several: which?"""
    because = (message.evidence("drop-without-goods", drop.start, drop.end),)
    mine = message.context.mine
    product = message.context.quoted or (mine[0].product if len(mine) == 1 else None)
    if product is not None:
        yield Placed(drop.start, Order((Line(product, Op.REMOVE, None),), because=because))
    elif mine:
        yield Placed(drop.start, Ask(AskAbout.CHANGE, because=because))


def _only_who(message: Message) -> Iterator[Placed]:
    """An address, a way of delivery or a wish alone, from somebody for whom an order stands."""
    kinds = message.kinds
    if not message.context.mine or kinds & {Kind.TALK, Kind.ORDER}:
        return
    if Kind.UNKNOWN in kinds and Kind.WHO not in kinds:
        return
    household = divide(_heads(message), ())[0]
    recipient, behalf = household.recipient or None, household.on_behalf_of
    delivery, note = asides_of(message.sketch, message.verdicts)
    if recipient or behalf or delivery is not None or note is not None:
        because = (message.evidence("who-and-how", 0, len(message.sketch.sketch)),)
        yield Placed(0, Order((), recipient, behalf, delivery, note, because))


def _changed_by(lines: tuple[Line, ...], message: Message) -> tuple[Line, ...]:
    """``同上，鸡蛋要2板``: copied lines, but what the message itself says of some goods goes."""
    found = {line.product: line for line in lines}
    bench = Bench(message.catalog, message.context)
    for wish in wanted_in(message).wishes:
        for settled in settle(wish, bench) if wish.products else ():
            if not isinstance(settled, Line):
                continue
            if settled.op is Op.REMOVE:
                found.pop(settled.product, None)
            else:
                found[settled.product] = Line(settled.product, Op.ORDER, settled.quantity)
    return tuple(found.values())


def _copy(verdict: Verdict, message: Message) -> Placed:
    """``同上`` and ``跟两份``: what somebody else ordered last."""
    place, because = verdict.clause.start, message.why(verdict)
    above = message.context.above or ()
    if not above or (verdict.kind is Kind.FOLLOW and len(above) != 1):
        return Placed(place, Ask(AskAbout.PRODUCT, because=because))
    lines = tuple(Line(own.product, Op.ORDER, own.quantity) for own in above)
    if verdict.kind is Kind.FOLLOW:
        amount = next((token.amount for token in verdict.tokens if token.kind in "QN"), None)
        wish = Wish((above[0].product,), Op.ORDER, amount, place, verdict.clause.end, ordering=True)
        (settled,) = settle(wish, Bench(message.catalog, message.context), because)
        if isinstance(settled, Ask):
            return Placed(place, settled)
        lines = (settled,)
    else:
        lines = _changed_by(lines, message)
    household = divide([token for token in message.tokens if token.kind in "RTWB"], ())[0]
    delivery, note = asides_of(message.sketch, message.verdicts)
    return Placed(place, Order(lines, household.recipient or None, household.on_behalf_of, delivery, note, because))
