"""What is on sale in these tests? A small shop with goods of every sort."""

from __future__ import annotations

from models.language import compile_catalog
from models.values import Product, ProductId


def product(
    number: str, name: str, unit: str, *aliases: str, measure: str | None = None, loose: bool = False
) -> Product:
    """A product whose id is its first alias, or its name."""
    identity = ProductId(aliases[0] if aliases else name)
    return Product(
        identity, number, name, unit, price_fen=int(number) * 790 + 1100, aliases=aliases, measure=measure, loose=loose
    )


PRODUCTS = (
    product("1", "散养土鸡蛋", "板", "鸡蛋", measure="30枚"),
    product("2", "丹东草莓", "盒", "草莓", measure="3斤"),
    product("3", "黑猪肋排", "斤", "排骨", loose=True),
    product("4", "老豆腐", "块", "豆腐"),
    product("5", "鲜牛奶", "箱", "牛奶", measure="12瓶"),
    product("6", "麒麟西瓜", "个", "西瓜"),
    product("7", "三鲜虾仁水饺", "袋", "虾仁水饺"),
    product("8", "荠菜猪肉水饺", "袋", "荠菜水饺"),
)
SHOP = compile_catalog(PRODUCTS)
