"""Which clauses say two things with nothing between? An order and a question, a payment, or goods on no list."""

from __future__ import annotations

from collections.abc import Callable

from models.acts import Context
from models.language.clause_pieces import stretch_of
from models.language.clauses import Clause, bare
from models.language.message import goods_named
from models.language.patterns import unhurried
from models.language.products import Catalog
from models.language.strange_goods import strangers_cut_out
from models.language.verdicts import Kind, Verdict

#: Judges a clause as one thing.
JudgeOne = Callable[[Clause], Verdict]
_IN_TIME = unhurried(
    "(?:现在|这会儿?)?(?:还)?(?:来得及|赶得上|赶得及|来不来得及|能不能赶上|能赶上)(?:吗|么|不|嘛|没)?[啊呀]?$"
)
#: What may stand between goods of the list and others.
_AMONG_GOODS = frozenset({Kind.ORDER, Kind.POLITE, Kind.WHO})
#: Goods, each with its amount, at the head of a clause, and what makes their money of them.
_COUNTED_GOODS = unhurried("(?:(?:PQ|QP)[、j,]?)+")
_OF_THEIRS = ("的", "钱", "款")


def order_then_question(clause: Clause, judge_one: JudgeOne) -> list[Verdict]:
    """``石榴一箱还赶得上吗``: an order, and behind it the question whether there is time; nothing without both."""
    asked = _IN_TIME.search(clause.raw)
    if asked is None or not asked.start():
        return []
    place = clause.start + asked.start()
    head = tuple(token for token in clause.tokens if token.start < place)
    if not {"P", "Q"} <= {token.kind for token in head}:
        return []
    raw = clause.raw[: asked.start()]
    order = judge_one(Clause(clause.start, place, bare(raw), raw, head, asks=False))
    tail = clause.tokens[len(head) :]
    question = Clause(place, clause.end, bare(asked.group()), asked.group(), tail, asks=True)
    return [order, judge_one(question)] if order.kind is Kind.ORDER else []


def order_then_payment(clause: Clause, judge_one: JudgeOne, context: Context) -> list[Verdict]:
    """``鸡蛋一板牛奶一箱共98已付``: an order, and behind it that it is paid; nothing where that is said of goods that
    stand already, or of their money (鸡蛋2板的钱付了)."""
    if "P" not in clause.text or " " in clause.raw.strip():
        return []
    counted = _COUNTED_GOODS.match("".join([token.kind for token in clause.tokens]))
    if counted is None or counted.end() == len(clause.tokens):
        return []
    head, tail = clause.tokens[: counted.end()], clause.tokens[counted.end() :]
    standing = {own.product for own in context.mine}
    if tail[0].text.startswith(_OF_THEIRS) or standing.intersection(goods_named(head)):
        return []
    found = [judge_one(stretch_of(clause, part)) for part in (head, tail)]
    return found if [one.kind for one in found] == [Kind.ORDER, Kind.PAID] else []


def order_beside_strangers(clause: Clause, judge_one: JudgeOne, catalog: Catalog) -> list[Verdict]:
    """``榴莲2箱苹果1箱``: goods that no list holds, and beside them an order; nothing where the rest is none."""
    found: list[Verdict] = []
    for piece, strange in strangers_cut_out(clause, catalog):
        one = Verdict(Kind.UNKNOWN, piece, "strange-goods", piece.tokens) if strange else judge_one(piece)
        if not strange and one.kind not in _AMONG_GOODS:
            return []
        found.append(one)
    return found if any(one.kind is Kind.ORDER for one in found) else []
