"""What does the body of one chain entry order? Totals, for whom and how (order-language, section 6)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from models.acts import Ask, AskAbout, Context, Delivery, Line, Op
from models.language.asides import asides_of
from models.language.chain_plain import read_plain
from models.language.chain_status import TAKEN_BACK, WITHDRAWN
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
from models.language.wish import Wish, Wishes
from models.language.wishes import WishReader
from models.values import ProductId, Recipient

_NO_WISH = re.compile(r"已(?:付|转|支付|付款|收|取)|付(?:款)?了|转了|谢谢|辛苦|收到|付清|[付转]过了")
#: What may stand between goods and the word that withdraws all of them.
_BEFORE_DROP = re.compile(r"[\s,;:。(\[]*(?:(?:先|都|全部?|我的?|这次|本次|以上|还是|就|那|算了|也|现在|已经?)[\s,]*)*")
#: Where no clause orders goods, these are read for goods too: an entry is there to order.
_READ_ANYWAY = frozenset({Kind.ORDER, Kind.UNKNOWN, Kind.TALK, Kind.WISH})
#: A word with its amount that may name goods: short, without persons and deeds (转你99).
_STRANGE_GOODS = frozenset({"uN", "uQ", "Qu"})
_GOODS_MAYBE = re.compile("(?!红包|合计|总价|金额)[^我你您他她咱转付给找差欠还共是在有没了到去来a-z]{1,4}")


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
    verdicts = _verdicts(sketch, tokens, catalog)
    ordered = None if _is_withdrawn(tokens) else _ordered(verdicts, sketch, catalog, sole)
    if ordered is None:
        return EntryBody(recipient=recipient, on_behalf_of=behalf, cancelled=True)
    delivery, note = asides_of(sketch, [verdict for verdict in verdicts if not _NO_WISH.search(verdict.clause.text)])
    return EntryBody(ordered.lines, recipient, behalf, delivery, note, ordered.ask, ordered.candidates)


def _ordered(verdicts: Sequence[Verdict], sketch: Sketch, catalog: Catalog, sole: ProductId | None) -> EntryBody | None:
    """The lines of an entry, and what is not decided; None where all of it is withdrawn."""
    wishes = _kept(_wishes(verdicts, sketch, catalog), verdicts, sketch.sketch)
    if wishes is None:
        return None
    settled = [one for wish in wishes for one in _totals(wish, wishes, catalog, sole)]
    lines = [one for one in settled if isinstance(one, Line)]
    asks = [one for one in settled if isinstance(one, Ask)]
    wanted = [line for line in lines if line.quantity]
    if lines and not wanted and not asks:
        return None
    ask = asks[0].about if asks else None
    if ask is None and wanted and any(_is_strange_goods(verdict) for verdict in verdicts):
        ask = AskAbout.PRODUCT
    if not wanted and ask is None:
        ask = AskAbout.PRODUCT if sole is None else AskAbout.QUANTITY
    candidates = tuple(dict.fromkeys(product for one in asks for product in one.candidates))
    return EntryBody(_added_up(wanted), ask=ask, candidates=candidates)


def _kept(wishes: Wishes, verdicts: Sequence[Verdict], said: str) -> list[Wish] | None:
    """The wishes that stand; None where all are withdrawn.

    ``可颂2 吐司1条不要了`` withdraws the toast; behind a gap (``可颂2 吐司1条 取消``) it is said of the whole entry;
    ``可颂2 袋子不要了`` withdraws nothing that is on sale.
    """
    found, drop = wishes.found, wishes.bare_drop
    if not found:
        return found
    end = max(wish.end for wish in found)
    if drop is not None and drop.start == end and len(found) > 1:
        return [wish for wish in found if wish.end < end]
    dropped = drop is not None and drop.start >= end and _BEFORE_DROP.fullmatch(said, end, drop.start) is not None
    cancelled = any(_withdraws(verdict, behind=verdict.clause.start >= end) for verdict in verdicts)
    all_taken = all(wish.op is Op.REMOVE and wish.products for wish in found)
    return None if dropped or cancelled or all_taken else found


def _withdraws(verdict: Verdict, *, behind: bool) -> bool:
    """Whether a clause takes an entry back: behind its goods with any such word, anywhere as a mark (已取消)."""
    text = verdict.clause.text
    if not behind and not text.startswith("已"):
        return False
    return verdict.kind is Kind.CANCEL or TAKEN_BACK.fullmatch(text) is not None


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


def _wishes(verdicts: Sequence[Verdict], sketch: Sketch, catalog: Catalog) -> Wishes:
    """The orders of an entry. In a chain goods with an amount are meant, whatever else is told beside them."""
    read = [token for verdict in verdicts if verdict.kind is Kind.ORDER for token in _closed(verdict, verdict.tokens)]
    if not any(token.kind in "PQNG" for token in read):
        rest = [verdict for verdict in verdicts if verdict.kind in _READ_ANYWAY]
        read = [
            token
            for verdict in rest
            for token in _closed(verdict, tuple(resolve_unknown(list(verdict.clause.tokens), sketch, catalog)))
        ]
    return WishReader(catalog).read(read)


def _is_strange_goods(verdict: Verdict) -> bool:
    """``鲈鱼1条 龙虾2斤`` where there is no 龙虾: a strange word with an amount, beside goods, is asked about."""
    if verdict.kind is not Kind.UNKNOWN:
        return False
    said = [token for token in verdict.clause.tokens if token.kind not in "_,;、"]
    if "".join([token.kind for token in said]) not in _STRANGE_GOODS:
        return False
    return any(token.kind == "u" and _GOODS_MAYBE.fullmatch(token.text) for token in said)


def _closed(verdict: Verdict, tokens: tuple[Token, ...]) -> list[Token]:
    end = verdict.clause.end
    return [*tokens, Token(",", end, end, ",")]


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
