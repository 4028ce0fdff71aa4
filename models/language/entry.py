"""What does the body of one chain entry order? Totals, for whom and how (order-language, section 6)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from models.acts import Ask, AskAbout, Context, Delivery, Line, Op
from models.language.asides import asides_of
from models.language.chain_plain import read_plain
from models.language.chain_status import WITHDRAWN
from models.language.clauses import split_clauses
from models.language.households import divide
from models.language.judge import Judge
from models.language.normalize import normalize
from models.language.products import Catalog
from models.language.settle import Bench, Settled, settle
from models.language.sketch import Sketch, make_sketch, with_people
from models.language.strange_words import resolve_unknown
from models.language.tokens import Token, tokenize
from models.language.verdicts import Kind, Verdict
from models.language.wish import Wish
from models.language.wishes import WishReader
from models.values import ProductId, Recipient

_NO_WISH = re.compile(r"已(?:付|转|支付|付款|收|取)|付(?:款)?了|转了|谢谢|辛苦|收到|付清|[付转]过了")


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
    heads = [token for token in tokens if token.kind in "RTWB"]
    household = divide(heads, ())[0]
    recipient, behalf = household.recipient or None, household.on_behalf_of
    if _is_withdrawn(tokens):
        return EntryBody(recipient=recipient, on_behalf_of=behalf, cancelled=True)
    verdicts = _verdicts(sketch, tokens, catalog)
    wishes = _wishes(verdicts, sketch, catalog)
    delivery, note = asides_of(sketch, [verdict for verdict in verdicts if not _NO_WISH.search(verdict.clause.text)])
    settled = [one for wish in wishes for one in _totals(wish, catalog, sole)]
    lines = tuple(one for one in settled if isinstance(one, Line))
    asks = [one for one in settled if isinstance(one, Ask)]
    if lines and all(line.quantity == 0 for line in lines) and not asks:
        return EntryBody(recipient=recipient, on_behalf_of=behalf, cancelled=True)
    ask = asks[0].about if asks else None
    if not lines and ask is None:
        ask = AskAbout.PRODUCT if sole is None else AskAbout.QUANTITY
    candidates = tuple(dict.fromkeys(product for one in asks for product in one.candidates))
    return EntryBody(_added_up(lines), recipient, behalf, delivery, note, ask, candidates)


def _is_withdrawn(tokens: list[Token]) -> bool:
    """Whether nothing but a withdrawal stands in place of an order."""
    said = "".join(
        token.text if token.kind != "N" else str(token.amount.value)
        for token in tokens
        if token.kind not in "RTWBF_,;、"
    )
    said = said.replace("Q", "0") if any(token.kind == "Q" and token.amount.value == 0 for token in tokens) else said
    return WITHDRAWN.fullmatch(said) is not None


def _verdicts(sketch: Sketch, tokens: list[Token], catalog: Catalog) -> list[Verdict]:
    judge = Judge(sketch, catalog, Context())
    return [verdict for clause in split_clauses(sketch, tokens) for verdict in judge.judge(clause)]


def _wishes(verdicts: list[Verdict], sketch: Sketch, catalog: Catalog) -> list[Wish]:
    """The orders of an entry. In a chain goods with an amount are meant, whatever else is told beside them."""
    read = [token for verdict in verdicts if verdict.kind is Kind.ORDER for token in _closed(verdict, verdict.tokens)]
    if not any(token.kind in "PQNG" for token in read):
        rest = [verdict for verdict in verdicts if verdict.kind in (Kind.UNKNOWN, Kind.TALK, Kind.WISH)]
        read = [
            token
            for verdict in rest
            for token in _closed(verdict, tuple(resolve_unknown(list(verdict.clause.tokens), sketch, catalog)))
        ]
    return WishReader(catalog).read(read).found


def _closed(verdict: Verdict, tokens: tuple[Token, ...]) -> list[Token]:
    end = verdict.clause.end
    return [*tokens, Token(",", end, end, ",")]


def _totals(wish: Wish, catalog: Catalog, sole: ProductId | None) -> tuple[Settled, ...]:
    """A chain states totals: every line is a ``set``."""
    bench = Bench(catalog, Context(), sole)
    if wish.op is Op.REMOVE and wish.amount is None:
        return ()
    if wish.amount is None and not wish.money and wish.op is Op.SET:
        wish.op = Op.ORDER
    return tuple(
        Line(one.product, Op.SET, one.quantity if one.quantity is not None else Decimal(0))
        if isinstance(one, Line)
        else one
        for one in settle(wish, bench)
    )


def _added_up(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The same product twice in an entry adds up."""
    totals: dict[ProductId, Decimal] = {}
    for line in lines:
        totals[line.product] = totals.get(line.product, Decimal(0)) + (line.quantity or Decimal(0))
    return tuple(Line(product, Op.SET, quantity) for product, quantity in totals.items())
