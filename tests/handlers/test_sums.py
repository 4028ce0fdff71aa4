"""Do sums agree wherever they are told? Of one line, of a household, of a product, of all."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from handlers import figures
from handlers.replies.parts import cost_fen
from models.acts import Standing
from models.groupbuy.group_buy import GroupBuy
from models.ports import StandingLine
from models.values import GroupBuyId, OrderId, OrganizerId, PersonId, Product, ProductId, line_fen

PRICES = st.lists(st.integers(1, 9999), min_size=1, max_size=4)
QUANTITIES = st.lists(st.decimals(Decimal("0.1"), 9, places=1), min_size=1, max_size=6)


def test_half_a_fen_is_rounded_up() -> None:
    assert line_fen(1233, Decimal("1.5")) == 1850
    assert line_fen(1235, Decimal("0.1")) == 124


@given(prices=PRICES, quantities=QUANTITIES)
def test_sums_of_households_and_of_products_are_the_total(prices: list[int], quantities: list[Decimal]) -> None:
    products = tuple(Product(ProductId(f"p{n}"), str(n), f"样{n}", "斤", price) for n, price in enumerate(prices))
    by_id = {product.id: product for product in products}
    lines = [
        StandingLine(OrderId(f"o{n}"), PersonId(f"m{n}"), None, None, None, product.id, quantity, Decimal(0))
        for n, quantity in enumerate(quantities)
        for product in products
    ]
    group_buy = GroupBuy(GroupBuyId("g"), OrganizerId("o"), (), "", products)
    total = figures.sum_fen(lines, by_id)
    assert sum(order["sum_fen"] for order in figures.orders_values(group_buy, lines)) == total
    assert sum(product["sum_fen"] for product in figures.product_totals(group_buy, lines)) == total
    assert cost_fen(by_id, [Standing(line.product, line.quantity) for line in lines]) == total
