"""Which act is a clause that is no order? A question, a payment, a pickup, a claim, a withdrawal."""

from __future__ import annotations

from decimal import Decimal

from models.acts import Act, Ask, AskAbout, Cancel, Claim, Paid, Picked, Query
from models.language.amounts import Amount
from models.language.households import divide
from models.language.measures import count_sale_units
from models.language.message import Message, goods_named
from models.language.strange_words import resolve_unknown
from models.language.sums_paid import amount_paid
from models.language.tokens import Token
from models.language.units import PIECES
from models.language.verdicts import Kind, Verdict
from models.values import ProductId

#: What counts pieces, so that it says nothing of sale units unless it is the product's own unit.
_PIECES_OF_GOODS = PIECES | frozenset("根条片块粒")
_ADVERBS = "都全又也"
#: What clauses can be for that makes an act of its own beside orders.
DEEDS = frozenset(
    {
        Kind.QUERY,
        Kind.PAID,
        Kind.PICKED,
        Kind.CLAIM,
        Kind.CANCEL,
        Kind.CANCEL_PREVIOUS,
        Kind.CHANGE_OPEN,
        Kind.CHANGE_ALL,
    }
)


def deed_of(verdict: Verdict, message: Message) -> Act | None:
    """The act of a verdict; None where it is none by itself."""
    if verdict.kind not in DEEDS:
        return None
    because = message.why(verdict)
    match verdict.kind:
        case Kind.QUERY if verdict.about is not None:
            return Query(verdict.about, goods_named(verdict.tokens), because)
        case Kind.PAID:
            return Paid(amount_paid(verdict), because)
        case Kind.PICKED:
            return Picked(because)
        case Kind.CLAIM:
            return _claim(verdict, message)
        case Kind.CANCEL:
            household = divide([token for token in verdict.tokens if token.kind in "RTW"], ())[0]
            return Cancel(household.recipient or None, because=because)
        case Kind.CANCEL_PREVIOUS if message.context.previous is not None:
            return Cancel(of_previous=True, because=because)
        case Kind.CHANGE_OPEN | Kind.CHANGE_ALL:
            return Ask(AskAbout.CHANGE, because=because)
        case _:
            return None


def _claim(verdict: Verdict, message: Message) -> Claim:
    tokens = [_without_adverb(token) for token in verdict.tokens]
    resolved = resolve_unknown([*tokens, Token("w", 0, 0, "")], message.sketch, message.catalog)
    named = goods_named(tokens)
    products = named if len(named) == 1 else goods_named(resolved)
    if not products:
        products = tuple(p for token in resolved if token.kind == "u" for p in _part_at_head(token, message))
    if len(products) > 1:
        return Claim(because=message.why(verdict))
    product = products[0] if products else message.context.quoted
    amounts = [token.amount for token in resolved if token.kind in "QN"]
    quantity = _claimed(product, amounts[-1], message) if amounts and product is not None else None
    return Claim(product, quantity, message.why(verdict))


def _without_adverb(token: Token) -> Token:
    if token.kind == "u" and token.text[-1] in _ADVERBS:
        return Token("u", token.start, token.end - 1, token.text[:-1])
    return token


def _part_at_head(token: Token, message: Message) -> tuple[ProductId, ...]:
    """The goods of whose name the beginning of an unread stretch is a part: 蛋碎了."""
    for end in range(min(len(token.text), 8), 0, -1):
        found = message.catalog.whose_part(token.text[:end])
        if found:
            return found
    return ()


def _claimed(product: ProductId, amount: Amount, message: Message) -> Decimal | None:
    """How many sale units are claimed; None where pieces were said (碎了3个蛋)."""
    size = message.catalog.sizes[product]
    pieces = amount.unit in _PIECES_OF_GOODS or (amount.unit is not None and size.part_in(amount.unit) is not None)
    if amount.unit is None or (amount.unit != size.unit and pieces):
        return None
    counted = count_sale_units(size, amount.value, amount.unit)
    return None if isinstance(counted, AskAbout) else counted
