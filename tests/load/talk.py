"""What is said in a group that buys together? Three orders and one change in ten messages; the rest is talk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from models.values import Product, ProductId

#: name, unit, price in yuan
_GOODS = (
    ("散养土鸡蛋", "板", 32),
    ("丹东草莓", "盒", 58),
    ("黑猪肋排", "斤", 38),
    ("五花肉", "斤", 28),
    ("鲜牛奶", "箱", 66),
    ("云南土豆", "袋", 19),
    ("水果玉米", "份", 18),
    ("麒麟西瓜", "个", 35),
    ("嫩豆腐", "块", 4),
    ("菠菜", "把", 6),
    ("鲈鱼", "条", 42),
    ("面粉", "袋", 29),
    ("花生油", "桶", 118),
    ("酱油", "瓶", 15),
    ("馄饨", "包", 22),
)
_ORIGINS = ("山东", "云南", "海南", "东北", "阳澄湖", "赣南", "福建", "新疆", "四川", "内蒙", "崇明", "安吉", "金华")
_SIZES = ("特级", "大份", "小份", "有机", "现切")
_ORDERS = (
    "{goods}{count}{unit}",
    "要{count}{unit}{goods}",
    "{number}号{count}{unit}",
    "我要{goods}{count}{unit}，谢谢",
    "{goods}{count}{unit} {address}",
    "{address} {goods}{count}{unit}，{other}1{other_unit}",
    "团长，来{count}{unit}{goods}[玫瑰]",
    "{goods}+{count}",
)
_CHANGES = (
    "{goods}改成{count}{unit}",
    "{goods}不要了",
    "再加{count}{unit}{goods}",
    "刚才的{goods}换成{other}",
    "我的都取消吧",
)
_TALK = (
    "今天{weather}啊",
    "{goods}新鲜吗",
    "谁家的快递放门口了",
    "昨天的{goods}很好吃👍",
    "几点到货呀",
    "哈哈哈哈哈{count}",
    "物业电话多少来着",
    "{weather}，出门记得带伞",
    "谢谢团长，辛苦了",
    "我{count}点下班去拿",
    "电梯又坏了，{address}上不去",
    "孩子发烧了，哪家医院人少",
    "收到",
    "好的👌",
    "有人一起拼车去市区吗，{count}个位子",
)
_WEATHER = ("下雨了", "好热", "降温了", "风好大", "出太阳了")


def product_list(count: int, prefix: str = "p") -> tuple[Product, ...]:
    """So many different products, numbered from 1. ``prefix`` makes their ids."""
    return tuple(_product(number, prefix) for number in range(count))


def _product(number: int, prefix: str) -> Product:
    name, unit, price = _GOODS[number % len(_GOODS)]
    turn = number // len(_GOODS)
    origin = "" if turn == 0 else _ORIGINS[turn % len(_ORIGINS)]
    size = "" if turn < len(_ORIGINS) else _SIZES[turn // len(_ORIGINS) % len(_SIZES)]
    return Product(
        ProductId(f"{prefix}{number + 1}"),
        str(number + 1),
        f"{origin}{size}{name}",
        unit,
        price * 100,
        loose=unit == "斤",
    )


@dataclass(frozen=True, slots=True)
class Words:
    """Makes what people say about one list; the same ``chance`` makes the same words."""

    products: Sequence[Product]
    chance: Random

    def say(self) -> str:
        """The next message."""
        ((forms),) = self.chance.choices((_ORDERS, _CHANGES, _TALK), weights=(30, 10, 60))
        return self._fill(self.chance.choice(forms))

    def distinct(self, count: int) -> list[str]:
        """So many messages, none twice."""
        said: dict[str, None] = {}
        while len(said) < count:
            said[self.say()] = None
        return list(said)

    def entry(self, number: int, who: str) -> str:
        """One entry of a chain."""
        return f"{number}. {who} " + self._fill("{address} {goods}{count}{unit}")

    def _fill(self, form: str) -> str:
        chance = self.chance
        goods, other = chance.choice(self.products), chance.choice(self.products)
        return form.format(
            goods=goods.name,
            unit=goods.unit,
            number=goods.number,
            other=other.name,
            other_unit=other.unit,
            count=chance.randint(1, 4),
            address=f"{chance.randint(1, 18)}-{chance.randint(1, 4)}-{chance.randint(1, 28)}0{chance.randint(1, 4)}",
            weather=chance.choice(_WEATHER),
        )


def chain(words: Words, entries: int, begin: int = 1) -> list[str]:
    """The entries of a chain, each by somebody else."""
    return [words.entry(number, f"邻居{number}") for number in range(begin, begin + entries)]


def chain_text(entries: Sequence[str]) -> str:
    return "\n".join(("#接龙", "周三生鲜团", "例 张三 1-101 鲜牛奶1箱", "", *entries))
