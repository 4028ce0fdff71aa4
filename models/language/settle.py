"""What do wishes come to, with the catalogue and what is known of the sender? Lines, and questions where undecided.

Order-language, section 3: a change without goods means the quoted product, else the single one in ``mine``, else the
single one on sale; an exchange takes over the quantity that is given back.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from models.acts import Ask, AskAbout, Context, Evidence, Line, Op
from models.language.measures import count_sale_units
from models.language.products import Catalog
from models.language.wish import Wish
from models.values import ProductId

Settled = Line | Ask


@dataclass(frozen=True, slots=True)
class Bench:
    """What wishes are settled against."""

    catalog: Catalog
    context: Context
    #: The only product that the text itself is about (a chain's title), where there is one.
    sole: ProductId | None = None

    def shown(self, op: Op) -> ProductId | None:
        """The product that is meant where none is named."""
        if self.context.quoted is not None:
            return self.context.quoted
        if op is not Op.ORDER and len(self.context.mine) == 1:
            return self.context.mine[0].product
        return self.sole or self.catalog.sole

    def mine(self, product: ProductId) -> Decimal | None:
        """What stands for the sender of a product."""
        return next((own.quantity for own in self.context.mine if own.product == product), None)

    def held_one(self, products: tuple[ProductId, ...]) -> tuple[ProductId, ...]:
        """The one of several that the sender holds: a change of 牛奶 means the milk that they have."""
        own = tuple(product for product in products if self.mine(product) is not None)
        return own if len(own) == 1 else products


def settle(wish: Wish, bench: Bench, because: tuple[Evidence, ...] = ()) -> tuple[Settled, ...]:
    """Lines of one wish, or the question that it leaves open."""
    products = _products(wish, bench)
    if len(products) > 1 and wish.all_fit and not wish.disagrees:
        return tuple(one for product in products for one in _settle_one(wish, product, bench, because))
    if len(products) != 1:
        return (Ask(AskAbout.PRODUCT, products, _asked_lines(wish, products, bench), because=because),)
    return _settle_one(wish, products[0], bench, because)


def _products(wish: Wish, bench: Bench) -> tuple[ProductId, ...]:
    if wish.unclear:
        return ()
    products = wish.products
    if not products:
        shown = bench.shown(Op.SET if wish.instead_of is not None else wish.op)
        return (shown,) if shown is not None else ()
    if len(products) > 1 and not wish.disagrees and wish.op is not Op.ORDER:
        return bench.held_one(products)
    return products


def _asked_lines(wish: Wish, products: tuple[ProductId, ...], bench: Bench) -> tuple[Line, ...]:
    lines = []
    for product in products:
        quantity = quantity_of(wish, product, bench)
        if not isinstance(quantity, AskAbout):
            lines.append(Line(product, wish.op, quantity))
    return tuple(lines)


def quantity_of(wish: Wish, product: ProductId, bench: Bench) -> Decimal | AskAbout | None:
    """The quantity of one product that a wish says, or what has to be asked; None where ``remove`` takes all."""
    size = bench.catalog.sizes[product]
    if wish.money:
        return AskAbout.QUANTITY
    if wish.amount is not None:
        counted = count_sale_units(size, wish.amount.value, wish.amount.unit)
        if wish.amount.sign and wish.amount.unit is None and counted is AskAbout.QUANTITY:
            value = wish.amount.value
            return value if value is not None and value == value.to_integral_value() else counted
        return counted
    if wish.op is Op.REMOVE:
        return None
    if wish.op is Op.SET:
        return AskAbout.CHANGE
    if size.loose:
        return AskAbout.QUANTITY
    return Decimal(1)


def _settle_one(wish: Wish, product: ProductId, bench: Bench, because: tuple[Evidence, ...]) -> tuple[Settled, ...]:
    if wish.instead_of is not None:
        return _exchange(wish, product, bench, because)
    quantity = quantity_of(wish, product, bench)
    if isinstance(quantity, AskAbout):
        return (Ask(quantity, (), (Line(product, wish.op, None),), because=because),)
    return (Line(product, wish.op, quantity),)


def _shown_given(bench: Bench) -> tuple[ProductId, ...]:
    """What ``换成牛奶`` gives back where it names nothing: the quoted product, or the single one that is held."""
    if bench.context.quoted is not None:
        return (bench.context.quoted,)
    return tuple(own.product for own in bench.context.mine)


def _taken_over(wish: Wish, given: ProductId, bench: Bench) -> Decimal | AskAbout | None:
    """The quantity that an exchange takes over: what stands of what is given back, else what was said of it."""
    standing = bench.mine(given)
    if standing is not None or wish.given_amount is None:
        return standing
    return count_sale_units(bench.catalog.sizes[given], wish.given_amount.value, wish.given_amount.unit)


def _exchange(wish: Wish, product: ProductId, bench: Bench, because: tuple[Evidence, ...]) -> tuple[Settled, ...]:
    given = wish.instead_of or ()
    given = bench.held_one(given) if given else _shown_given(bench)
    if len(given) != 1:
        return (Ask(AskAbout.PRODUCT, given, because=because),)
    quantity: Decimal | AskAbout | None
    quantity = quantity_of(wish, product, bench) if wish.amount is not None else _taken_over(wish, given[0], bench)
    if quantity is None or isinstance(quantity, AskAbout):
        return (Ask(quantity or AskAbout.QUANTITY, (), (Line(product, Op.ORDER, None),), because=because),)
    return Line(given[0], Op.REMOVE, None), Line(product, Op.ORDER, quantity)
