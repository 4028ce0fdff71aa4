"""What of a group-buy's own facts does a question ask for? Price, stock, times, the place; or what only she knows.

Stricter than ``read``: an answer that nobody asked for is a nuisance. A whole clause must be the question, and beside
it may stand nothing but politeness and an order; only what speaks of the cut-off by its name may stand beside talk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from models.acts import Context, QueryAbout
from models.language.absent_goods import goods_not_listed
from models.language.message import Message, goods_named
from models.language.normalize import normalize
from models.language.patterns import unhurried
from models.language.products import Catalog
from models.language.quoted import own_words
from models.language.read import take_apart
from models.language.sketching import make_sketch
from models.language.verdicts import Kind, Verdict
from models.values import ProductId


class Fact(StrEnum):
    """What is asked for. ``HERE``: whether the goods are there by now; ``ABSENT``: goods that no list has."""

    PRICE = "price"
    STOCK = "stock"
    CUTOFF = "cutoff"
    ARRIVAL = "arrival"
    HERE = "here"
    PLACE = "place"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that is asked. ``product`` is None where it is about the whole; ``word``: goods that are on no list.
    ``named``: it says what it is about, so that it needs no talk around it."""

    fact: Fact
    product: ProductId | None = None
    word: str = ""
    named: bool = True


@dataclass(frozen=True, slots=True)
class Asking:
    """What a message asks. ``hers``: there is a question in it about goods or this trade that no fact answers."""

    asked: tuple[Asked, ...] = ()
    hers: bool = False


NOTHING_ASKED = Asking()
_NO_CONTEXT = Context()
#: Of more goods than these nobody wants to hear in one line.
_MOST_GOODS = 3

_AT = (
    r"(?:D|今天|今晚|今早|今朝|明天|明早|明晚|后天|上午|下午|晚上|早上|中午|周N|星期N|大概|大约|到底|咱们?|我们|这个?|那个?"
    r"|团|群里|次|回|批|的|现在|请问|想问)*"
)
_WHEN = r"(?:几点钟?|什么时候|啥时候|何时|几时|哪天|几号|多久|礼拜U|周U|星期U)"
_NOW = r"(?:今天|现在|这次|这回|还|都|那)*"
_END = r"(?:来着|的|了)*"
_YES_NO = r"(?:吗|么|没有?|不|伐|没得)?"

_WHY = r"(?:怎么|咋|为什么|为啥)"

_CUTOFF = unhurried(
    rf"{_AT}{_WHEN}(?:就|会|要)?(?:截单?|截止|截团|结单|停止?接单){_END}"
    rf"|{_AT}截(?:单|止|团)?(?:时间)?(?:是|到)*(?:几点钟?|什么时候|啥时候|何时|几时){_END}"
    rf"|{_AT}(?:已经)?(?:截单?|截止|截团|结单)了?(?:吗|没有?|没了)"
)
_STILL_TAKEN = unhurried(
    rf"{_NOW}(?:来得及|赶得上)(?:吗|不|么|没)?"
    rf"|{_AT}P?{_NOW}(?:能|可以)(?:下单|订|加单|报|买|接龙|接|加|补单)(?:P|Q)?(?:吗|不|么)"
)
_GOODS_ORDERED = r"(?:D|昨天|昨晚|前天|今天|我|我们|咱们?)*(?:订|买|要|送|下单)的(?:P|货|东西|菜)?"
_GOODS_COMING = rf"(?:{_GOODS_ORDERED}|P|货|东西|车|菜|这P|咱的货|我们的货)"
_ARRIVAL = unhurried(
    rf"{_AT}{_GOODS_COMING}?{_AT}{_WHEN}(?:左右)?(?:才|就)?(?:能|可以|会)?"
    rf"(?:到货|送到|送货|到|送|来货|发货|拿到|拿货|拿|取货|取|提货|提)(?:P)?{_END}"
    rf"|{_AT}{_GOODS_COMING}?{_AT}(?:能|会|可以)?(?:到货|送到|到)(?:吗|么|不)"
)
_HERE = unhurried(
    rf"{_AT}{_GOODS_COMING}?{_AT}(?:已经)?(?:到货|到|来)(?:了(?:吗|么|没有?|没了)|没有?)|{_GOODS_COMING}(?:都|现在)*到哪(?:里|儿)?了"
    rf"|{_AT}{_GOODS_COMING}?{_AT}{_WHY}{_AT}(?:都|还)*没有?(?:到货?|送到|送来|发货)(?:呢|啊|呀)?"
    rf"|{_AT}{_GOODS_COMING}{_AT}{_WHY}(?:都|还)*没有?来(?:呢|啊|呀)?"
    rf"|{_AT}{_GOODS_COMING}?{_AT}(?:都|还)+没有?(?:到货?|送到|送来)(?:吗|么)"
)
_PLACE = unhurried(
    rf"(?:P|货|东西|菜)?{_AT}(?:在|到|去|是|上)*(?:哪里?|哪儿|什么地方|啥地方|几号楼)(?:可以|能)?"
    r"(?:取货|取|拿货|拿|提货|提|自提|领)(?:P|货)?的?"
    r"|(?:自提|取货|提货|拿货|领货)(?:点|地点|地址|的?地方|处)?(?:是|在)*(?:哪里?|哪儿|几号楼|什么地方|啥地方)"
)
_PRICE = unhurried(
    r"(?:这|这个|这次|今天|今天的|请问)*P?(?:Q)?(?:卖|是|要|现在|这次)*"
    r"(?:多少(?:钱|元|块|米)|多少(?=Q)|多钱|U(?:元|块)钱?|几块钱?|几钱|几元|怎么卖|咋个?卖|(?:的|是)*什么价[格位]?"
    rf"|啥价[格位]?|价格(?:是)?多少)(?:Q|一?[个斤份盒箱袋板])?{_END}P?"
)
_UNIT = r"[个包盒箱袋板斤份瓶条件提罐桶只]?"
_STOCK = unhurried(
    rf"{_NOW}P{_NOW}(?:有没有?|有|剩没剩|够)(?:货|现货|多的?|剩的?|卖)?了?{_YES_NO}"
    r"|P(?:都|现在)*(?:没货?了|没有了)(?:吗|么)"
    rf"|{_NOW}P{_NOW}(?:剩下?|有|余)(?:多少|U|几){_UNIT}"
    rf"|{_NOW}(?:剩下?|有)(?:多少|U|几){_UNIT}P"
    r"|P(?:都|已经)*(?:卖|抢|订)(?:完|光|没)了?(?:吗|没有?|么)"
    rf"|{_NOW}(?:有没有?|有)(?:货)?P(?:卖|了)*{_YES_NO}"
)
_STOCK_OF_THE_ONE = unhurried(rf"{_NOW}(?:有没有?|有)(?:货|现货)?{_YES_NO}|{_NOW}剩下?(?:多少|U|几){_UNIT}")
_TABLES: dict[QueryAbout, tuple[tuple[re.Pattern[str], tuple[Fact, ...]], ...]] = {
    QueryAbout.PRICE: ((_PRICE, (Fact.PRICE,)),),
    QueryAbout.STOCK: ((_STOCK, (Fact.STOCK,)), (_STOCK_OF_THE_ONE, (Fact.STOCK,))),
    QueryAbout.TIME: (
        (_CUTOFF, (Fact.CUTOFF,)),
        (_STILL_TAKEN, (Fact.CUTOFF,)),
        (_HERE, (Fact.HERE,)),
        (_ARRIVAL, (Fact.ARRIVAL,)),
    ),
    QueryAbout.DELIVERY: ((_PLACE, (Fact.PLACE,)),),
    # 几点拿 may be read as a question of delivery, 在哪拿 as one of time.
    QueryAbout.OTHER: (),
}
_ABOUT_GOODS = (Fact.PRICE, Fact.STOCK)
_OF_GOODS = ((_PRICE, (Fact.PRICE,)), (_STOCK, (Fact.STOCK,)))
#: By these words a question is about the group-buy, whatever is talked about around it.
_OF_THE_TRADE = re.compile("截|货|自提|[PQ]|车|下单|接龙|加单")

#: Somebody says no more than that they ask.
_LEADS_IN = unhurried(
    r"(?:我|帮)?(?:妈|爸|老公|老婆|婆婆|闺女|女儿|儿子)?(?:让|叫|帮|替)?我?(?:想|就想|就)?(?:问|打听)(?:一?[下声]|O)?|在不在|有人吗"
)
#: Of what only she can tell: how the goods are, how they come, how one pays. Cooking is the neighbours' business.
_ON_GOODS = unhurried(
    r"(?:这|这个|这次|这批)?(?:P|Q)(?:Q|里面?|里头|都|还|到底|大概|一般)*(?:是|有(?!人)|含|带|能|会|甜|酸|辣|新鲜|大|多|几"
    r"|U|Q|N|怎么样|咋样|什么|啥|哪|保质期|规格|产地|好吃|好不|口感|质量|日期|和P|跟P|剩|卖|价).*"
)
_NOT_FOR_HER = re.compile("关我|[做煮蒸炒炖涮烤腌]|怎么吃|拼音|作业|题|谁|姑娘|开花|什么时候开|智商税|正常|爬山")
_ON_DELIVERY = unhurried(r".{0,6}(?:送|运费|配送|包邮|自提|自取|代收|寄存|放).{0,10}")
_ON_PAYING = unhurried(r".{0,6}(?:付|转|收款|发票|退|下单|接龙|报名).{0,8}")
_ON_HOURS = unhurried(r"(?:自提点|取货点|今天|晚上|到)*(?:几点|到几点)(?:收摊|关门)")
_HERS: dict[QueryAbout, tuple[re.Pattern[str], ...]] = {
    QueryAbout.PRODUCT: (_ON_GOODS,),
    QueryAbout.STOCK: (_ON_GOODS,),
    QueryAbout.PRICE: (
        _ON_GOODS,
        unhurried(r"(?:能|可以|买|满).{0,6}(?:便宜|优惠|打折).{0,3}"),
        unhurried("(?:一共|总共|合计|我).{0,3}多少钱?"),
    ),
    QueryAbout.TIME: (_ON_GOODS, _ON_HOURS),
    QueryAbout.DELIVERY: (_ON_DELIVERY,),
    QueryAbout.OTHER: (_ON_PAYING,),
}


def asked_facts(text: str, catalog: Catalog, context: Context = _NO_CONTEXT, *, to_us: bool = False) -> Asking:
    """What a message asks of a group-buy. ``to_us``: it is said to the bot, so that any question in it is one."""
    text = own_words(text)
    word = goods_not_listed(text, catalog)
    if word is not None:
        return Asking((Asked(Fact.ABSENT, word=word.name),)) if word.surely else Asking(hers=True)
    normalized = normalize(text)
    sketch = make_sketch(normalized, catalog, number_is_house=context.number_is_house)
    message = take_apart(sketch, catalog, context)
    questions = [one for one in message.verdicts if one.kind is Kind.QUERY and one.about is not QueryAbout.MINE]
    if not questions:
        return NOTHING_ASKED
    alone = to_us or not any(map(_is_talk, message.judged)) or Kind.ORDER in message.kinds
    asked: list[Asked] = []
    hers = False
    for question in questions:
        found = _facts_of(question, message)
        if found and (alone or _CUTOFF.fullmatch(question.clause.text)):
            asked += found
        else:
            hers = hers or (alone and (to_us or _is_hers(question)))
    return Asking(tuple(dict.fromkeys(asked)), hers)


def _is_talk(verdict: Verdict) -> bool:
    """Whether a clause says something of its own, beside which a question may be about anything."""
    if verdict.kind is Kind.TALK:
        return True
    return verdict.kind is Kind.UNKNOWN and _LEADS_IN.fullmatch(verdict.clause.text) is None


def _facts_of(question: Verdict, message: Message) -> Sequence[Asked]:
    """What one clause asks; nothing where it is no question about facts, or does not say about which goods."""
    text = question.clause.text.rstrip("?呀啊呢哦嘞哈喃嘛")
    for pattern, facts in _TABLES.get(question.about or QueryAbout.OTHER, ()):
        if pattern.fullmatch(text) is not None:
            return tuple(_about(facts, question, message, text))
    return _of_short_names(text, message.catalog)


def _of_short_names(text: str, catalog: Catalog) -> Sequence[Asked]:
    """`梨还有吗`: a name of one character is taken for one where nothing but the question stands around it."""
    if "P" in text:
        return ()
    for product in catalog.products:
        if len(product.name) == 1 and text.count(product.name) == 1:
            asked = text.replace(product.name, "P")
            for pattern, facts in _OF_GOODS:
                if pattern.fullmatch(asked) is not None:
                    return tuple(Asked(fact, product.id) for fact in facts)
    return ()


def _about(facts: Sequence[Fact], question: Verdict, message: Message, text: str) -> Iterator[Asked]:
    goods: Sequence[ProductId | None] = goods_named(question.tokens) or _goods_meant(message)
    named = _OF_THE_TRADE.search(text) is not None
    for fact in facts:
        if fact in _ABOUT_GOODS:
            yield from (Asked(fact, product, named=named) for product in goods if len(goods) <= _MOST_GOODS)
        elif "P" in text and fact is Fact.CUTOFF:
            # 草莓还能订吗: whether it is still there, and until when.
            yield from (Asked(Fact.STOCK, product) for product in goods)
            yield from (Asked(fact, product) for product in goods)
        elif "P" in text:
            yield from (Asked(fact, product) for product in goods)
        else:
            yield Asked(fact, named=named)


def _goods_meant(message: Message) -> tuple[ProductId, ...]:
    """Of which goods a question is that names none: those that are quoted, ordered in the same breath, or alone."""
    if message.context.quoted is not None:
        return (message.context.quoted,)
    ordered = message.goods_of(Kind.ORDER)
    if ordered or message.catalog.sole is None:
        return ordered
    return (message.catalog.sole,)


def _is_hers(question: Verdict) -> bool:
    text = question.clause.text
    if _NOT_FOR_HER.search(text) is not None:
        return False
    return any(pattern.fullmatch(text) for pattern in _HERS.get(question.about or QueryAbout.OTHER, ()))
