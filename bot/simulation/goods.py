"""What is sold, at which price, and what do people call it? The table of which lists are made."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from bot.simulation.profiles import Character
from models.values import decimal_text


@dataclass(frozen=True, slots=True)
class Good:
    """``called`` is what people write; ``misspelt`` are homophones, mistypings and pinyin; ``loose``: by weight."""

    name: str
    called: str
    unit: str
    price: Decimal
    cost: Decimal
    measure: str = ""
    misspelt: tuple[str, ...] = ()
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """A good with its number on one list."""

    number: str
    good: Good


def _good(row: str) -> Good:
    name, called, unit, price, cost, *more = row.split("|")
    measure, misspelt = (*more, "", "")[:2]
    return Good(
        name=name,
        called=called,
        unit=unit,
        price=Decimal(price),
        cost=Decimal(cost),
        measure=measure,
        misspelt=tuple(misspelt.split("、")) if misspelt else (),
        loose=unit == "斤",
    )


def _table(text: str) -> tuple[Good, ...]:
    return tuple(_good(line) for line in text.strip().splitlines())


#: Name, what people call it, unit, price, cost, measure, misspelt.
_SHOP = _table("""
散养土鸡蛋|鸡蛋|板|32|25|30枚|鸡旦、jidan
丹东草莓|草莓|盒|29.9|22|1斤|草梅、caomei
纯牛奶|牛奶|箱|58|49|12盒|niunai
黑猪五花肉|五花肉|斤|26|20
红富士苹果|苹果|箱|39|31|5斤|pingguo
老豆腐|豆腐|块|6|4||豆付
上海青|上海青|份|4.5|3
麒麟西瓜|西瓜|个|35|27||xigua
鲜肉馄饨|馄饨|盒|22|16|20只
山东大葱|大葱|把|5|3.2
云南土豆|土豆|袋|19|13|5斤|tudou
水果玉米|玉米|份|18|12|6根
嫩菠菜|菠菜|把|6|4
崇明鲈鱼|鲈鱼|条|42|33
东北大米|大米|袋|69|56|10斤|dami
压榨花生油|花生油|桶|118|98|5升
生抽酱油|酱油|瓶|15|10
高筋面粉|面粉|袋|29|22|5斤
基围虾|虾|斤|58|46
新疆香梨|香梨|箱|45|34|5斤
赣南脐橙|脐橙|箱|49|38|10斤
海南香蕉|香蕉|把|16|11
奶油小南瓜|南瓜|个|12|8
手工水饺|水饺|袋|28|20|1斤
鲜切牛腩|牛腩|斤|58|47
冷冻鸡翅|鸡翅|袋|36|28|2斤
老酸奶|酸奶|提|26|19|8杯
无核红枣|红枣|袋|24|17|1斤
青岛啤酒|啤酒|箱|48|39|12罐
原味吐司|吐司|袋|13|9
""")

_LOCKDOWN = _table("""
蔬菜套餐|蔬菜|份|50|41|约10斤
肉类套餐|肉类|份|98|82|5斤
鸡蛋套餐|鸡蛋|份|28|23|30枚
牛奶面包套餐|牛奶面包|份|45|37
水果套餐|水果|份|60|49|8斤
粮油套餐|粮油|份|118|101
方便面套餐|方便面|份|36|29|24包
婴儿奶粉|奶粉|罐|198|180
卫生纸|卫生纸|提|32|25|12卷
消毒湿巾|湿巾|提|25|19
""")

_VILLAGE = _table("""
复合肥|复合肥|袋|135|120|80斤
玉米种子|玉米种|袋|48|40
散装白酒|白酒|桶|60|48|5斤
大米|大米|袋|62|52|20斤
花生油|花生油|桶|98|82|10斤
食盐|盐|袋|3|2
白砂糖|白糖|袋|12|9|2斤
五花肉|五花肉|斤|22|17
鲜带鱼|带鱼|斤|16|11
豆腐|豆腐|块|3|2||豆付
卫生纸|卫生纸|提|18|13|10卷
洗衣粉|洗衣粉|袋|15|11|3斤
挂面|挂面|把|6|4|2斤
苹果|苹果|箱|36|28|10斤
孝感麻糖|麻糖|盒|15|10
""")

_OF = {Character.SHOP: _SHOP, Character.LOCKDOWN: _LOCKDOWN, Character.VILLAGE: _VILLAGE}


def offers_of(character: Character, bounds: tuple[int, int], chance: Random) -> tuple[Offer, ...]:
    """What one list offers: numbered, but in a lock-down, where sets have letters."""
    goods = _OF[character]
    count = min(chance.randint(*bounds), len(goods))
    # In the order of the table: a list is not shuffled from day to day.
    chosen = sorted(chance.sample(range(len(goods)), count))
    marks = "ABCDEFGHIJ" if character is Character.LOCKDOWN else [str(number) for number in range(1, count + 1)]
    return tuple(Offer(mark, goods[place]) for mark, place in zip(marks, chosen, strict=False))


def listed(offer: Offer, chance: Random) -> str:
    """One line of a supplier's list; what she pays stands in it now and then, as it does in real ones."""
    good = offer.good
    price = decimal_text(good.price)
    measure = f" {good.measure}/{good.unit}" if good.measure else ""
    mark = f"{offer.number} " if offer.number.isalpha() else f"{offer.number}. "
    if chance.random() < 0.3:
        return f"{mark}{good.name}{measure} 供货价{decimal_text(good.cost)} 零售{price}元/{good.unit}"
    return f"{mark}{good.name}{measure} {price}元/{good.unit}"
