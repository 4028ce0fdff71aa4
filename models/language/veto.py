"""Which verdicts stand, once the whole message is seen? Talk beside it makes a weak order talk."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from models.acts import Context
from models.language import phrases
from models.language.patterns import unhurried
from models.language.products import Catalog
from models.language.sketch import Sketch
from models.language.tokens import Token
from models.language.units import WEIGHTS
from models.language.verdicts import Kind, Verdict

#: Whom a mention may address without the message being talk to a neighbour.
_OURS = ("团", "群主", "助手", "老板", "bot")
#: Units in which kitchens measure, and shops don't.
_OF_THE_KITCHEN = frozenset({"克", "g", "毫升", "ml", "勺", "碗"})
#: A larger bare number is told of something else.
_MOST_BARE = 20
_COUNTED = unhurried("(?:PQ|PN|QP)+")
_ORDERED = unhurried("[订定买要报拿来接][了过的]?|下单|P")
_OFFER = unhurried("[谁有].{0,6}(?:拼|分|合|平摊)|拼单|转让|闲置|一人一半")
_SHORTEST_STORY = 3
_CONDITION = unhurried(".{0,4}?(?:要是|如果|假如|倘若|若是|除非|只要|万一|等)")
_THEN = unhurried("(?:那)?我?(?:们|家)?(?:就|才|再|便)")
_DEEDS = frozenset({Kind.PAID, Kind.PICKED, Kind.CLAIM})
_ORGANIZERS = frozenset({Kind.DOOR, Kind.PICKUP, Kind.WISH, Kind.WHO, Kind.POLITE, Kind.CANCEL})


def standing(
    verdicts: Sequence[Verdict], sketch: Sketch, tokens: Sequence[Token], catalog: Catalog, context: Context
) -> tuple[Verdict, ...]:
    """The verdicts that stand: without weak orders beside talk, without what is said of, or to, somebody else."""
    fallen = _fallen(verdicts, sketch, catalog) | _done_elsewhere(verdicts, context)
    if not (fallen or sketch.mentions or context.by_organizer):
        return tuple(verdicts)
    to_other = bool(sketch.mentions) and not any(word in mention for mention in sketch.mentions for word in _OURS)
    own = not context.by_organizer or _speaks_of_self(tokens)
    return tuple(
        verdict
        for index, verdict in enumerate(verdicts)
        if index not in fallen
        and not (to_other and (verdict.kind in (Kind.QUERY, Kind.UNKNOWN) or _is_remark(verdict)))
        and not (context.by_organizer and not _organizers_own(verdict, own))
    )


def _fallen(verdicts: Sequence[Verdict], sketch: Sketch, catalog: Catalog) -> set[int]:
    """Which orders are none, by what stands beside them."""
    orders = {index for index, verdict in enumerate(verdicts) if verdict.kind is Kind.ORDER}
    if not orders or len(verdicts) == 1:
        return set()
    talk = [index for index, verdict in enumerate(verdicts) if verdict.kind is Kind.TALK or _is_ingredient(verdict)]
    fallen = _on_condition(verdicts)
    if talk:
        fallen |= _told_of_others(verdicts, sketch) | _offered(verdicts)
        if not _is_addressed(verdicts):
            fallen |= {index for index in orders if not _stands_beside_talk(index, talk, verdicts, catalog)}
    if talk or any(_is_story(verdict) for verdict in verdicts):
        fallen |= {index for index in orders if _describes(verdicts[index], catalog)}
    return fallen & orders


def _done_elsewhere(verdicts: Sequence[Verdict], context: Context) -> set[int]:
    """Paid, collected or found bad in another shop, as the clause before tells: 叮咚的青菜4块9 我刚付好; or, in a
    story, with nothing said of our goods: 昨天停电 冰箱里的肉都化了."""
    told = context.stage != "handing_out" and any(verdict.kind is Kind.TALK for verdict in verdicts)
    return {
        index
        for index, verdict in enumerate(verdicts)
        if (told and verdict.kind is Kind.CLAIM and "P" not in verdict.clause.text)
        or (verdict.kind in _DEEDS and any(_is_elsewhere(one) for one in verdicts[max(0, index - 1) : index + 1]))
    }


def _is_elsewhere(verdict: Verdict) -> bool:
    return phrases.ELSEWHERE.says_yes(verdict.clause.text)


def _is_addressed(verdicts: Sequence[Verdict]) -> bool:
    """Whether an address or a phone stands in a message, outside of its talk and its story."""
    told = (Kind.TALK, Kind.UNKNOWN)
    return any(token.kind in "RT" for one in verdicts if one.kind not in told for token in one.clause.tokens)


def _stands_beside_talk(index: int, talk: Sequence[int], verdicts: Sequence[Verdict], catalog: Catalog) -> bool:
    """Words of ordering stand, and what follows them; so do goods that are nothing but counted, unless the talk next
    to them is of such as are had, were bought, are somebody else's or another shop's, or any of it is of cooking."""
    strong = [place for place, one in enumerate(verdicts) if one.kind is Kind.ORDER and _is_strong(one)]
    if any(place <= index or _leads_to(index, place, talk, verdicts) for place in strong):
        return True
    if _corrects_order(index, verdicts):
        return _stands_beside_talk(index - 1, talk, verdicts, catalog)
    if not _only_counts(verdicts[index], catalog) or any(_spoils_all(verdicts[place]) for place in talk):
        return False
    if any(_is_strange_item(one) for one in verdicts[max(0, index - 1) : index + 2]):
        return False
    before = next((one for one in reversed(verdicts[:index]) if one.kind is not Kind.ORDER), None)
    behind = next((one for one in verdicts[index + 1 :] if one.kind is not Kind.ORDER), None)
    if any(one is not None and _is_elsewhere(one) for one in (before, behind)):
        return False
    if before is not None and phrases.INTRODUCES.says_yes(before.clause.text):
        return False
    return behind is None or not phrases.OF_WHAT_IS_LEFT.says_yes(behind.clause.text)


def _leads_to(index: int, strong: int, talk: Sequence[int], verdicts: Sequence[Verdict]) -> bool:
    """Whether goods with a word of ordering follow, with no talk between."""
    named = any(token.kind == "P" for token in verdicts[strong].tokens)
    return named and not any(index < one < strong for one in talk)


def _is_strange_item(verdict: Verdict) -> bool:
    """Goods that nobody sells here with an amount: a list of something else (花椒半斤)."""
    kinds = "".join([token.kind for token in verdict.clause.tokens if token.kind not in "f_,;、"])
    return verdict.kind is Kind.UNKNOWN and kinds in ("uQ", "Qu", "uN")


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
    if any(said.unit == size.unit for size in sizes):
        return True
    return (said.unit != "块" and said.unit not in WEIGHTS) or all(size.loose for size in sizes)


def _spoils_all(talk: Verdict) -> bool:
    """Talk of cooking speaks of all goods beside it."""
    return talk.kind is not Kind.TALK or phrases.RECIPE.says_yes(talk.clause.text)


def _describes(verdict: Verdict, catalog: Catalog) -> bool:
    """``一板鸡蛋三十个``, ``蓝莓4盒63块6``: goods with what one holds, or what so many cost, no word of ordering."""
    if verdict.strong:
        return False
    goods = [token for token in verdict.tokens if token.kind == "P"]
    amounts = [token.amount for token in verdict.tokens if token.kind in "QN"]
    if len(goods) != 1 or len(goods[0].mention.products) != 1 or not amounts:
        return False
    product = catalog.by_id[goods[0].mention.products[0]]
    if any(token.kind == "M" for token in verdict.tokens):
        return True
    if [token.kind for token in verdict.tokens if token.kind in "PQN"] == ["P", "N", "Q"] and amounts[-1].value == 1:
        return True  # 醪糟18一瓶
    size = catalog.sizes[product.id]
    if len(amounts) > 1 and any(size.restated_by(amount.value, amount.unit) for amount in amounts):
        return True
    bare = [amount for amount in amounts if amount.unit is None and amount.value is not None and not amount.sign]
    counts = {amount.value for amount in amounts if amount.unit is not None and amount.value is not None} | {1}
    prices = {product.price_fen * count for count in counts if product.price_fen is not None}
    return any(amount.value * 100 in prices for amount in bare if amount.value is not None)


def _is_story(verdict: Verdict) -> bool:
    """Unknown words that are more than a word or two, or speak of money, days or people."""
    if verdict.kind is not Kind.UNKNOWN:
        return False
    if any(token.kind in "OM#D" for token in verdict.clause.tokens):
        return True
    return sum(token.end - token.start for token in verdict.clause.tokens if token.kind == "u") >= _SHORTEST_STORY


def _on_condition(verdicts: Sequence[Verdict]) -> set[int]:
    """``如果周六前能到 我就订一袋``: what hangs on a condition that nobody here can look up."""
    return {
        index
        for index, (before, verdict) in enumerate(pairwise(verdicts), 1)
        if verdict.kind is Kind.ORDER
        and before.kind in (Kind.TALK, Kind.UNKNOWN)
        and _CONDITION.match(before.clause.text)
        and not phrases.STOCK_CONDITION.says_yes(before.clause.text)
        and _THEN.match(verdict.clause.text)
    }


def _told_of_others(verdicts: Sequence[Verdict], sketch: Sketch) -> set[int]:
    """What goes on from 她订了A, with no word on oneself, tells of her too."""
    told: set[int] = set()
    for index, (before, verdict) in enumerate(pairwise(verdicts), 1):
        on = index - 1 in told or (before.kind is Kind.TALK and _tells_of_orders(before.clause.text))
        joined = sketch.sketch[before.clause.end : before.clause.end + 1] in (",", " ")
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


def _is_ingredient(verdict: Verdict) -> bool:
    """``冰糖200克``: goods that nobody sells here, by the gram or the spoon, stand in a recipe."""
    if verdict.kind is not Kind.UNKNOWN:
        return False
    said = [token for token in verdict.tokens if token.kind not in "f_,;、"]
    kinds = [token.kind for token in said]
    if kinds[-2:] == ["u", "O"]:
        return said[-1].value(str)[-1:] in _OF_THE_KITCHEN
    return kinds[-2:] == ["u", "Q"] and said[-1].amount.unit in _OF_THE_KITCHEN


def _is_remark(verdict: Verdict) -> bool:
    """An amount without goods or words of ordering, said to somebody else."""
    return verdict.kind is Kind.ORDER and not any(token.kind in "Pwkga" for token in verdict.tokens)


def _is_strong(verdict: Verdict) -> bool:
    """Words of ordering beside goods or amounts."""
    return verdict.strong and any(token.kind in "PQNGr" for token in verdict.tokens)


def _speaks_of_self(tokens: Sequence[Token]) -> bool:
    return any(token.kind in "RBTW" or (token.kind in "iwag" and token.text[0] in "我自俺咱") for token in tokens)


def _organizers_own(verdict: Verdict, own: bool) -> bool:
    """An organizer's talk about goods is an order only with 我, 自家 or an address in it."""
    return own if verdict.kind is Kind.ORDER else verdict.kind in _ORGANIZERS
