"""Does a clause tell a price? `草莓29.9一盒`, `鸡蛋32一板`: a neighbour who answers, and no order of thirty-two.

::

    told = goods? money-for-one | goods number 一-unit | number-with-a-point 一-unit | goods its-own-price-in-yuan
    told behind talk = goods 一-unit price
"""

from __future__ import annotations

from models.acts import Follows
from models.language.amounts import Amount, Money
from models.language.clauses import Clause
from models.language.products import Catalog
from models.language.tokens import Token

_LEAST_PRICE = 2


def tells_price(clause: Clause, catalog: Catalog, follows: Follows | None) -> bool:
    """Whether a clause is nothing but what one unit costs, of the goods that it names or that were named before it.
    ``鸡蛋一板32`` is an order with its sum, unless it answers what somebody else has just said."""
    tokens = [token for token in clause.tokens if token.kind not in "_,;"]
    if clause.asks or len(tokens) not in (1, 2, 3):
        return False
    last = tokens[-1]
    match "".join([token.kind for token in tokens]):
        case "M":
            return last.value(Money).unit not in (None, "块")
        case "PM":
            return last.value(Money).unit not in (None, "块") or _is_its_price(tokens[0], last, catalog)
        case "PNQ":
            return _is_one(last) and _may_be_price(tokens[1])
        case "PMQ":
            return _is_one(last)
        case "NQ":
            return _is_one(last) and _is_broken(tokens[0])
        case "PQN" if follows == "talk":
            return _is_one(tokens[1]) and (_is_its_price(tokens[0], last, catalog) or _is_broken(last))
        case _:
            return False


def _is_one(token: Token) -> bool:
    amount = token.amount
    return amount.value == 1 and amount.unit is not None and not amount.sign


def _may_be_price(token: Token) -> bool:
    amount = token.amount
    return amount.value is not None and amount.value >= _LEAST_PRICE and amount.unit is None and not amount.sign


def _is_broken(token: Token) -> bool:
    """`29.9`: no number of goods, nor of a room."""
    amount = token.amount
    return amount.value is not None and amount.value != amount.value.to_integral_value() and not amount.sign


def _is_its_price(goods: Token, number: Token, catalog: Catalog) -> bool:
    entity = number.entity
    value = entity.value.value if entity is not None and isinstance(entity.value, Amount | Money) else None
    products = goods.mention.products
    return value is not None and any(catalog.by_id[product].price_fen == value * 100 for product in products)
