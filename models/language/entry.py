"""What does the body of one chain entry order? Totals, for whom and how (order-language, section 6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from models.acts import Ask, AskAbout, Context, Delivery, Line, Op
from models.language.asides import asides_of
from models.language.chain_plain import read_plain
from models.language.chain_wishes import verdicts_of, wishes_of, with_wishes_on_the_side
from models.language.chain_withdrawn import is_withdrawn, standing
from models.language.households import divide
from models.language.normalize import normalize
from models.language.products import Catalog
from models.language.settle import Bench, Settled, settle
from models.language.sketch import Sketch
from models.language.sketching import make_sketch, with_people
from models.language.strange_goods import is_strange_goods
from models.language.tokens import tokenize
from models.language.verdicts import Kind, Verdict
from models.language.wish import Wish
from models.values import ProductId, Recipient


@dataclass(frozen=True, slots=True)
class EntryBody:
    """What one entry says behind its number and name. Lines are totals; ``ask`` where something is not decided."""

    lines: tuple[Line, ...] = ()
    recipient: Recipient | None = None
    on_behalf_of: str | None = None
    delivery: Delivery | None = None
    note: str | None = None
    ask: AskAbout | None = None
    candidates: tuple[ProductId, ...] = ()
    cancelled: bool = False


def read_entry_body(text: str, catalog: Catalog, *, sole: ProductId | None = None) -> EntryBody:
    """Read an entry's body. ``sole`` is the product that a bare quantity means: the title's, or the one on sale."""
    return read_body(make_sketch(normalize(text), catalog), catalog, sole=sole)


def read_body(sketch: Sketch, catalog: Catalog, *, sole: ProductId | None = None) -> EntryBody:
    """Read an entry's body that was sketched already, without people."""
    sole = sole or catalog.sole
    plain = read_plain(sketch, catalog, sole)
    if plain is not None:
        return EntryBody(plain.lines, plain.recipient)
    return read_closely(with_people(sketch, catalog), catalog, sole)


def read_closely(sketch: Sketch, catalog: Catalog, sole: ProductId | None) -> EntryBody:
    """Read a body clause by clause, as messages are read."""
    tokens = tokenize(sketch)
    while tokens and tokens[0].kind == "_":
        tokens.pop(0)  # what stands before an order says nothing of it
    household = divide([token for token in tokens if token.kind in "RTWB"], ())[0]
    recipient, behalf = household.recipient or None, household.on_behalf_of
    verdicts = verdicts_of(sketch, tokens, catalog)
    ordered = None if is_withdrawn(tokens) else _ordered(verdicts, sketch, catalog, sole)
    if ordered is None:
        return EntryBody(recipient=recipient, on_behalf_of=behalf, cancelled=True)
    delivery, note = asides_of(sketch, with_wishes_on_the_side(verdicts))
    return EntryBody(ordered.lines, recipient, behalf, delivery, note, ordered.ask, ordered.candidates)


def _ordered(verdicts: Sequence[Verdict], sketch: Sketch, catalog: Catalog, sole: ProductId | None) -> EntryBody | None:
    """The lines of an entry, and what is not decided; None where all of it is withdrawn."""
    wishes = standing(wishes_of(verdicts, sketch, catalog), verdicts, sketch.sketch)
    if wishes is None:
        return None
    settled = [one for wish in wishes for one in _totals(wish, wishes, catalog, sole)]
    lines = [one for one in settled if isinstance(one, Line)]
    asks = [one for one in settled if isinstance(one, Ask)]
    wanted = [line for line in lines if line.quantity]
    if lines and not wanted and not asks:
        return None
    ask = asks[0].about if asks else None
    if ask is None and wanted and any(_is_strange(verdict, catalog) for verdict in verdicts):
        ask = AskAbout.PRODUCT
    if not wanted and ask is None:
        ask = AskAbout.PRODUCT if sole is None else AskAbout.QUANTITY
    candidates = tuple(dict.fromkeys(product for one in asks for product in one.candidates))
    return EntryBody(_added_up(wanted), ask=ask, candidates=candidates)


def _is_strange(verdict: Verdict, catalog: Catalog) -> bool:
    """``鲈鱼1条 龙虾2斤`` where there is no 龙虾: goods that no list holds, beside others, are asked about."""
    return verdict.kind is Kind.UNKNOWN and is_strange_goods(verdict.clause, catalog)


def _totals(wish: Wish, found: Sequence[Wish], catalog: Catalog, sole: ProductId | None) -> tuple[Settled, ...]:
    """A chain states totals: every line is a ``set``, and of what is taken back there is none."""
    bench = Bench(catalog, Context(), sole)
    if wish.op is Op.REMOVE and wish.products:
        less = wish.amount is not None and any(one.products == wish.products for one in found if one is not wish)
        return (Ask(AskAbout.QUANTITY),) if less else ()
    if wish.amount is None and not wish.money and wish.op is Op.SET:
        wish.op = Op.ORDER
    return tuple(
        Line(one.product, Op.SET, one.quantity if one.quantity is not None else Decimal(0))
        if isinstance(one, Line)
        else one
        for one in settle(wish, bench)
    )


def _added_up(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The same product twice in an entry adds up."""
    totals: dict[ProductId, Decimal] = {}
    for line in lines:
        totals[line.product] = totals.get(line.product, Decimal(0)) + (line.quantity or Decimal(0))
    return tuple(Line(product, Op.SET, quantity) for product, quantity in totals.items())
