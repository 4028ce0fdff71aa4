"""Which orders are none, by what else is told in their message? Words of ordering stand; bare counts look around.

``鸡蛋2板`` is an order by itself. Beside a story it is one still, unless the story is of such goods: had, bought,
somebody else's, another shop's, cooked, priced, described, or on a condition (order-language, section 5).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from models.language import phrases
from models.language.patterns import unhurried
from models.language.products import Catalog
from models.language.sketch import Sketch
from models.language.tokens import Token
from models.language.units import WEIGHTS
from models.language.verdicts import Kind, Verdict
from models.values import ProductId

#: Units in which kitchens measure, and shops don't.
_OF_THE_KITCHEN = frozenset({"克", "g", "毫升", "ml", "勺", "碗"})
#: Counters that are said of anything, also beside a story.
_OF_ANYTHING = frozenset({"份", "个", "件"})
#: A larger bare number is told of something else.
_MOST_BARE = 20
_COUNTED = unhurried("(?:PQ|PN|QP)+")
_ORDERED = unhurried("[订定买要报拿来接][了过的]?|下单|P")
_OFFER = unhurried("[谁有].{0,6}(?:拼|分|合|平摊)|拼单|转让|闲置|一人一半")
_OF_OTHER_GOODS = unhurried("下回|下次|什么时候.{0,4}有|啥时候.{0,4}有|想吃|想喝|想要")
_SHORTEST_STORY = 3
#: Persons and debts make the shortest words a story.
_OF_PERSONS = unhurried("[你谁他她欠]")
_WINDFALL = unhurried("中(?:了)?(?:彩票|大?奖)|发财|有钱了")
_CONDITION = unhurried(".{0,4}?(?:要是|如果|假如|倘若|若是|除非|只要|万一|等)")
_THEN = unhurried("(?:那)?我?(?:们|家)?(?:就|才|再|便)")


def fallen_beside_talk(
    verdicts: Sequence[Verdict], sketch: Sketch, catalog: Catalog, shown: ProductId | None
) -> set[int]:
    """The places of verdicts that look like orders and are none. ``shown`` is what an amount alone means."""
    orders = {index for index, verdict in enumerate(verdicts) if verdict.kind is Kind.ORDER}
    if not orders or (len(verdicts) == 1 and '"' not in sketch.sketch):
        return set()
    talk = [index for index, verdict in enumerate(verdicts) if verdict.kind is Kind.TALK or is_ingredient(verdict)]
    told = sorted({*talk, *(index for index, verdict in enumerate(verdicts) if _is_story(verdict))})
    fallen = _on_condition(verdicts) | _quoted(verdicts, sketch) | _of_other_goods(verdicts)
    fallen |= {index for index in orders if phrases.ELSEWHERE.says_yes(verdicts[index].clause.text)}
    if talk:
        fallen |= _told_of_others(verdicts, sketch) | _offered(verdicts)
    if told:
        fallen |= {index for index in orders if _describes(verdicts[index], catalog)}
        if not _is_addressed(verdicts):
            look = _Look(verdicts, told, sketch, catalog, shown)
            fallen |= {index for index in orders if not _stands(index, look)}
    return fallen & orders


def is_strong(verdict: Verdict) -> bool:
    """Words of ordering beside goods or amounts."""
    return verdict.strong and any(token.kind in "PQNGr" for token in verdict.tokens)


def is_ingredient(verdict: Verdict) -> bool:
    """``冰糖200克``: goods that nobody sells here, by the gram or the spoon, stand in a recipe."""
    if verdict.kind is not Kind.UNKNOWN:
        return False
    said = [token for token in verdict.tokens if token.kind not in "f_,;、"]
    kinds = [token.kind for token in said]
    if kinds[-2:] == ["u", "O"]:
        return said[-1].value(str)[-1:] in _OF_THE_KITCHEN
    return kinds[-2:] == ["u", "Q"] and said[-1].amount.unit in _OF_THE_KITCHEN


def _is_story(verdict: Verdict) -> bool:
    """Unknown words that are more than one, or speak of money, days or people; and what one costs."""
    if _tells_of_a_price(verdict):
        return True
    if verdict.kind is not Kind.UNKNOWN:
        return False
    if any(token.kind in "OM#D" for token in verdict.clause.tokens):
        return True
    if _is_strange_item(verdict):
        return False
    unknown = "".join([token.text for token in verdict.clause.tokens if token.kind == "u"])
    return len(unknown) >= _SHORTEST_STORY or _OF_PERSONS.search(unknown) is not None


def _tells_of_a_price(verdict: Verdict) -> bool:
    """An amount and money, or goods and money, with no word of ordering."""
    if verdict.kind not in (Kind.UNKNOWN, Kind.ORDER) or verdict.strong:
        return False
    kinds = {token.kind for token in verdict.clause.tokens}
    return "M" in kinds and ("Q" in kinds) != ("P" in kinds)  # 一瓶五块八, 生蚝9.9一斤


def _is_addressed(verdicts: Sequence[Verdict]) -> bool:
    """Whether an address or a phone stands in a message, outside of its talk and its story."""
    told = (Kind.TALK, Kind.UNKNOWN)
    return any(token.kind in "RT" for one in verdicts if one.kind not in told for token in one.clause.tokens)


@dataclass(slots=True)
class _Look:
    """What a count can look at: all verdicts, the places of talk and story, what is on sale."""

    verdicts: Sequence[Verdict]
    told: Sequence[int]
    sketch: Sketch
    catalog: Catalog
    shown: ProductId | None


def _stands(index: int, look: _Look) -> bool:
    """Words of ordering stand, and what follows them; so do goods that are nothing but counted, if nothing beside them
    tells otherwise."""
    verdicts = look.verdicts
    strong = [place for place, one in enumerate(verdicts) if one.kind is Kind.ORDER and is_strong(one)]
    if any(place <= index or _leads_to(index, place, look.told, verdicts) for place in strong):
        return True
    if _corrects_order(index, verdicts):
        return _stands(index - 1, look)
    counts = _only_counts(verdicts[index], look.catalog) or (index == 0 and _counts_what_is_shown(verdicts[0], look))
    if not counts or any(_spoils_all(verdicts[place]) for place in look.told):
        return False
    return not _told_by_neighbours(index, verdicts, look.sketch)


def _counts_what_is_shown(verdict: Verdict, look: _Look) -> bool:
    """``两袋，过年炸着吃``: an amount in the sale unit of the quoted product, or of the only one, begins a message."""
    said = [token for token in verdict.tokens if token.kind not in "f_,;、i"]
    if look.shown is None or not said or any(token.kind != "Q" for token in said):
        return False
    return {token.amount.unit for token in said} == {look.catalog.sizes[look.shown].unit}


def _leads_to(index: int, strong: int, told: Sequence[int], verdicts: Sequence[Verdict]) -> bool:
    """Whether goods with a word of ordering follow, with no talk between."""
    named = any(token.kind == "P" for token in verdicts[strong].tokens)
    return named and not any(index < one < strong for one in told)


def _corrects_order(index: int, verdicts: Sequence[Verdict]) -> bool:
    """``烧饼三盒 不对四盒``: a correction stands with what it corrects."""
    corrects = any(token.kind == "c" for token in verdicts[index].tokens)
    return corrects and index > 0 and verdicts[index - 1].kind is Kind.ORDER


def _only_counts(verdict: Verdict, catalog: Catalog) -> bool:
    """Whether a clause is goods, each with an amount in which it is sold, and nothing else."""
    said = [token for token in verdict.tokens if token.kind not in "f_,;、i"]
    if _COUNTED.fullmatch("".join([token.kind for token in said])) is None:
        return False
    pairs = zip(said[::2], said[1::2], strict=True)
    return all(_counts_as_sold(*((one, other) if one.kind == "P" else (other, one)), catalog) for one, other in pairs)


def _counts_as_sold(goods: Token, amount: Token, catalog: Catalog) -> bool:
    said, sizes = amount.amount, [catalog.sizes[product] for product in goods.mention.products]
    if said.unit is None:
        return goods.mention.rule in ("name", "number") and said.value is not None and said.value <= _MOST_BARE
    if any(said.unit == size.unit for size in sizes) or said.unit in _OF_ANYTHING:
        return True
    return said.unit in WEIGHTS and all(size.loose for size in sizes)


def _spoils_all(told: Verdict) -> bool:
    """Talk of cooking, of another shop, or of what one costs, speaks of all goods beside it."""
    text = told.clause.text
    if told.kind in (Kind.UNKNOWN, Kind.ORDER):
        return is_ingredient(told) or _tells_of_a_price(told) or phrases.RECIPE.says_yes(text)
    return told.kind is not Kind.TALK or phrases.RECIPE.says_yes(text) or phrases.ELSEWHERE.says_yes(text)


def _told_by_neighbours(index: int, verdicts: Sequence[Verdict], sketch: Sketch) -> bool:
    """Whether the talk before goods introduces them, or the talk behind tells what became of them."""
    if any(_is_strange_item(one) for one in verdicts[max(0, index - 1) : index + 2]):
        return True
    before = next((one for one in reversed(verdicts[:index]) if one.kind is not Kind.ORDER), None)
    behind = next((one for one in verdicts[index + 1 :] if one.kind is not Kind.ORDER), None)
    if before is not None and before.kind in (Kind.TALK, Kind.UNKNOWN, Kind.WISH):
        listed = sketch.sketch[before.clause.end : before.clause.end + 1] == ":"
        if listed or phrases.INTRODUCES.says_yes(before.clause.text):
            return True  # 明儿回老家要带的：米一袋
    return behind is not None and phrases.OF_WHAT_IS_LEFT.says_yes(behind.clause.text)


def _is_strange_item(verdict: Verdict) -> bool:
    """Goods that nobody sells here with an amount, or that lie somewhere: a list of something else (花椒半斤)."""
    said = [token for token in verdict.clause.tokens if token.kind not in "f_,;、"]
    kinds = "".join([token.kind for token in said])
    if verdict.kind is not Kind.UNKNOWN or kinds not in ("uQ", "Qu", "uN", "uPQ"):
        return False
    return not any(token.kind == "Q" and token.amount.unit == "块" for token in said)


def _describes(verdict: Verdict, catalog: Catalog) -> bool:
    """``一板鸡蛋三十个``, ``蓝莓4盒63块6``: goods with what one holds, or what so many cost, no word of ordering."""
    if verdict.strong:
        return False
    goods = [token for token in verdict.tokens if token.kind == "P"]
    kinds = "".join([token.kind for token in verdict.tokens if token.kind in "PQNM"])
    if not goods or any(len(one.mention.products) != 1 for one in goods):
        return False
    if "M" in kinds or kinds.startswith("PNQ"):
        return True  # 蓝莓4盒63块6, 醪糟18一瓶
    if len(goods) == 1 and len({token.amount.unit for token in verdict.tokens if token.kind == "Q"}) > 1:
        return True  # 纸一提12卷
    return _tells_prices(verdict, catalog)


def _tells_prices(verdict: Verdict, catalog: Catalog) -> bool:
    """Whether bare numbers behind goods are what they, or so many of them, cost: 桂味22妃子笑12.8, 两斤桂味44."""
    product, count, told = None, Decimal(1), []
    for token in verdict.tokens:
        if token.kind == "P":
            product = catalog.by_id[token.mention.products[0]]
        elif token.kind == "Q" and token.amount.value is not None:
            count = token.amount.value
        elif token.kind == "N" and token.amount.value is not None and not token.amount.sign:
            fen = product.price_fen if product is not None else None
            told.append(fen is not None and token.amount.value * 100 in (fen, fen * count))
    return bool(told) and all(told)


def _on_condition(verdicts: Sequence[Verdict]) -> set[int]:
    """``如果周六前能到 我就订一袋``: what hangs on a condition that nobody here can look up."""
    return {
        index
        for index, (before, verdict) in enumerate(pairwise(verdicts), 1)
        if before.kind in (Kind.TALK, Kind.UNKNOWN) and _hangs_on(before.clause.text, verdict.clause.text)
    }


def _hangs_on(condition: str, text: str) -> bool:
    if _WINDFALL.search(condition):
        return True
    if phrases.STOCK_CONDITION.says_yes(condition):
        return False
    return _CONDITION.match(condition) is not None and _THEN.match(text) is not None


def _quoted(verdicts: Sequence[Verdict], sketch: Sketch) -> set[int]:
    """``老太太就一句：“买二斤羊肉！”``: what stands in quotation marks within other words is somebody else's."""
    text = sketch.sketch
    first, last = text.find('"'), text.rfind('"')
    if first < 0 or first == last or len(text.strip()) - (last - first) < _SHORTEST_STORY:
        return set()
    return {index for index, one in enumerate(verdicts) if first <= one.clause.start and one.clause.end <= last + 1}


def _of_other_goods(verdicts: Sequence[Verdict]) -> set[int]:
    """``下回上黄皮，我要两箱``: amounts behind a wish for goods that are not here."""
    return {
        index
        for index, (before, verdict) in enumerate(pairwise(verdicts), 1)
        if before.kind in (Kind.TALK, Kind.UNKNOWN, Kind.QUERY)
        and "P" not in before.clause.text
        and _OF_OTHER_GOODS.search(before.clause.text)
        and not any(token.kind == "P" for token in verdict.tokens)
    }


def _told_of_others(verdicts: Sequence[Verdict], sketch: Sketch) -> set[int]:
    """What goes on from 她订了A, with no word on oneself, tells of her too."""
    told: set[int] = set()
    for index, (before, verdict) in enumerate(pairwise(verdicts), 1):
        on = index - 1 in told or (before.kind is Kind.TALK and _tells_of_orders(before.clause.text))
        joined = sketch.sketch[before.clause.end : before.clause.end + 1] in (",", " ", ":")
        own = any(token.kind in "igk" or "我" in token.text for token in verdict.tokens)
        if verdict.kind is Kind.ORDER and on and joined and not own:
            told.add(index)
    return told


def _tells_of_orders(text: str) -> bool:
    """Whether a clause tells of somebody else, and of what they wanted; or speaks to somebody, who is given advice."""
    return phrases.TALK_OF_OTHERS.says_yes(text) and (text[0] in "你您" or _ORDERED.search(text) is not None)


def _offered(verdicts: Sequence[Verdict]) -> set[int]:
    """``谁要拼一箱梨，我只要半箱``: amounts behind an offer to share, or to sell, are a part of it."""
    return {
        index
        for index, (before, verdict) in enumerate(pairwise(verdicts), 1)
        if before.kind is Kind.TALK
        and _OFFER.search(before.clause.text)
        and not any(token.kind == "P" for token in verdict.tokens)
    }
