"""Which goods can't wait for the evening? Frozen and fresh ones, as their names tell (organizer-notes, 1.17)."""

from __future__ import annotations

import re

from models.values import Product

_COLD = (
    "冻|冰(?!糖)|冷鲜|冷藏|雪糕|鲜(?:奶|肉|切|榨|食)|牛奶|酸奶|奶油|豆腐|豆花|豆浆|蛋糕|慕斯|泡芙|三明治|寿司|刺身|沙拉"
)
_MEAT = "猪肉|牛肉|羊肉|鸡肉|排骨|肋排|五花|里脊|牛腩|牛腱|鸡腿|鸡翅|鸡胸|肉末|肉馅|肉丝"
_SEA = "活|虾(?!皮|酱|条|片)|蟹(?!棒|柳)|鱼(?!干|松|露|片零食|豆腐干)|贝|生蚝|花甲|蛤|鱿|海鲜|三文"
_SOFT_FRUIT = "草莓|蓝莓|树莓|桑葚|樱桃|车厘子|杨梅|荔枝|无花果"
_SPOILS = re.compile("|".join((_COLD, _MEAT, _SEA, _SOFT_FRUIT)))
_KEEPS = re.compile("干货|罐头|冻干|风干|腊|卤|真空|饼干|零食|常温|米粉|速食")


def spoils_fast(product: Product) -> bool:
    """Whether it should be collected within a few hours; what a name doesn't tell is not guessed."""
    names = " ".join((product.name, *product.aliases))
    return _SPOILS.search(names) is not None and _KEEPS.search(names) is None
