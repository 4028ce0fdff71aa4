"""What does a message say? Text, catalogue and context in, acts out; the whole reading in one direction.

text -> normalize -> sketch (names, amounts, addresses, people) -> tokens -> clauses -> verdicts -> acts
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from models.acts import Act, Ask, AskAbout, Chat, Claim, Context, Evidence, Line, Op, Order
from models.language import phrases
from models.language.clauses import split_clauses
from models.language.deeds import DEEDS, deed_of
from models.language.jielong import read_chain
from models.language.judge import Judge
from models.language.measures import count_sale_units
from models.language.message import Message, Placed
from models.language.normalize import normalize
from models.language.ordering import orders_of
from models.language.plain import read_plain_order
from models.language.products import Catalog
from models.language.quoted import own_words
from models.language.silence import talk_of
from models.language.sketch import Sketch
from models.language.sketching import make_sketch, with_people
from models.language.sums_paid import with_sums
from models.language.tokens import Token, tokenize
from models.language.verdicts import Kind
from models.language.veto import standing

_CHAT: tuple[Act, ...] = (Chat(),)
_NO_CONTEXT = Context()
#: Cheap sign of a chain: a tag, an app message, or a line that begins with a number, though no product's (2号1盒).
_CHAIN_SIGN = re.compile(
    r"接[龙龍]|[Gg]roup ?[Nn]ote|<|\\n"
    r"|(?:^|\n)[^\S\n]*(?:[0-9０-９]{1,3}(?![0-9０-９]|[^\S\n]*[号號款斤盒个箱袋板份块])|[①-⑳➀-➓❶-❿㈠-㈩])"
)
#: What stands behind a product's number (1号鸡蛋1板) is no name of an entry.
_WORDS_OF_NUMBERS = frozenset({"号", "號", "款", "号链接"})
#: The largest bare number that is read as a quantity (order-language, section 3).
_MOST_BARE = 20


def read(text: str, catalog: Catalog, context: Context = _NO_CONTEXT) -> tuple[Act, ...]:
    """Read one message. Never raises, whatever the text; ``Chat`` alone where nothing else is found."""
    text = own_words(text)
    if not text.strip():
        return _CHAT
    if _CHAIN_SIGN.search(text) is not None:
        chain = read_chain(text, catalog, context)
        if chain is not None and not any(entry.name in _WORDS_OF_NUMBERS for entry in chain.entries):
            return (chain,)
    normalized = normalize(text)
    if phrases.SYSTEM.pattern.search(text.strip()) is not None:  # as written, faces and lone surrogates too
        return (Chat(because=(Evidence("system", 0, len(text)),)),)
    sketch = make_sketch(normalized, catalog, number_is_house=context.number_is_house)
    plain = read_plain_order(sketch, catalog, context)
    return (plain,) if plain is not None else _read_closely(sketch, catalog, context)


def _read_closely(sketch: Sketch, catalog: Catalog, context: Context) -> tuple[Act, ...]:
    """Read a message clause by clause."""
    message = take_apart(sketch, catalog, context)
    lone = _bare_number(message)
    return _acts_of(message) if lone is None else lone


def take_apart(sketch: Sketch, catalog: Catalog, context: Context) -> Message:
    """The message with each of its clauses judged."""
    sketch = with_people(sketch, catalog)
    tokens = tokenize(sketch)
    judge = Judge(sketch, catalog, context)
    verdicts = [verdict for clause in split_clauses(sketch, tokens) for verdict in judge.judge(clause)]
    if Kind.PAID in [verdict.kind for verdict in verdicts]:
        verdicts = with_sums(verdicts, shows_product=context.quoted is not None or catalog.sole is not None)
    kept = standing(verdicts, sketch, tokens, catalog, context)
    earlier = replace(context, previous=None) if context.previous is not None else context
    kinds = frozenset([verdict.kind for verdict in kept])

    def read_again(earlier_text: str) -> tuple[Act, ...]:
        return read(earlier_text, catalog, earlier)

    return Message(sketch, tuple(tokens), kept, catalog, context, read_again, tuple(verdicts), kinds)


def _acts_of(message: Message) -> tuple[Act, ...]:
    """Every act once, in the order in which they stand."""
    placed: list[Placed] = []
    if not message.kinds.isdisjoint(DEEDS):
        deeds = ((verdict.clause.start, deed_of(verdict, message)) for verdict in message.verdicts)
        placed += [Placed(place, act) for place, act in deeds if act is not None]
    placed += orders_of(message, alone=not placed)
    if len(placed) == 1:
        return (placed[0].act,)
    placed.sort(key=lambda one: one.place)
    acts = tuple(dict.fromkeys(one.act for one in placed))
    if any(isinstance(act, Claim) and act.product is not None for act in acts):
        acts = tuple(act for act in acts if act != Claim())  # 羊肉退了吧，化了 is one claim
    return acts or (talk_of(message),)


def _bare_number(message: Message) -> tuple[Act, ...] | None:
    """``2``: a quantity of the quoted product, or of the only one on sale; None where more is said."""
    tokens = [token for token in message.tokens if token.kind not in "f_,;"]
    if len(tokens) != 1 or tokens[0].kind not in "NR":
        return None
    if tokens[0].kind == "R":
        text = message.sketch.normalized.text.strip()
        return (talk_of(message),) if text.isascii() and text.isdigit() and not message.context.mine else None
    return _bare_quantity(tokens, message)


def _bare_quantity(tokens: Sequence[Token], message: Message) -> tuple[Act, ...]:
    value, context = tokens[0].amount.value, message.context
    product = context.quoted or message.catalog.sole
    if product is None or value is None or value <= 0:
        return (talk_of(message),)
    digits = str(value)
    run = len(digits) > 1 and len(set(digits)) == 1
    if context.quoted is None and (value > _MOST_BARE or run or context.follows == "talk"):
        return (talk_of(message),)
    if value != value.to_integral_value() and not message.catalog.sizes[product].loose:
        return (talk_of(message),)  # 3.14
    quantity = count_sale_units(message.catalog.sizes[product], value, None)
    because = (message.evidence("bare-number", tokens[0].start, tokens[0].end),)
    if isinstance(quantity, AskAbout):
        return (Ask(quantity, because=because),)
    return (Order((Line(product, Op.ORDER, quantity),), because=because),)
