"""Which goods are told to be fresh by their names?"""

from __future__ import annotations

import pytest

from models.groupbuy.perishable import spoils_fast
from models.values import Product, ProductId

FRESH = "丹东草莓 鲜牛奶 黑猪肋排 冷冻虾仁 三黄鸡腿 大闸蟹 老豆腐 提拉米苏蛋糕 活虾 鲜鱿鱼 冰淇淋"
OTHERS = "散养土鸡蛋 红富士苹果 东北大米 虾皮 冰糖 草莓干货 真空卤牛肉 鱼罐头 抽纸 五常米 酱油 草莓味饼干"


def _named(name: str) -> Product:
    return Product(ProductId("p"), "1", name, "份")


@pytest.mark.parametrize("name", FRESH.split())
def test_fresh(name: str) -> None:
    assert spoils_fast(_named(name))


@pytest.mark.parametrize("name", OTHERS.split())
def test_not(name: str) -> None:
    assert not spoils_fast(_named(name))
