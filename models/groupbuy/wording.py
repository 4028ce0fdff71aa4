"""Which words of a message does the book itself look at? A plus sign, and an exchange."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from models.acts import Line, Op, Order

#: ``+1``, ``＋2``, ``➕1``, ``+ 两``: a plus sign with its quantity.
_PLUS = re.compile(r"[+＋➕]\s*(\d+(?:\.\d+)?|[一二两俩三仨四五六七八九十半])")
_NUMERALS = dict(zip("一二两俩三仨四五六七八九十", (1, 2, 2, 2, 3, 3, 4, 5, 6, 7, 8, 9, 10), strict=True))
_EXCHANGE = re.compile(r"换|改[成为要]")


def plus_lines(text: str, lines: tuple[Line, ...]) -> frozenset[int]:
    """Which of the lines were written with a plus sign, by their places: ``鸡蛋+1 牛奶2`` is the first.

    A plus sign is an ``add`` (order-language, section 7), though a plain ``order`` to the language.
    """
    signs = [_quantity(found) for found in _PLUS.findall(text)]
    ordered = [place for place, line in enumerate(lines) if line.op is Op.ORDER]
    if len(signs) >= len(ordered):
        return frozenset(ordered)
    marked = set()
    for sign in signs:
        same = next((place for place in ordered if place not in marked and lines[place].quantity == sign), None)
        if same is not None:
            marked.add(same)
    return frozenset(marked)


def without_exchanges(text: str, order: Order) -> tuple[Order, ...]:
    """The order with each exchange that it holds apart: ``鸡蛋换成牛奶，再来一块豆腐`` is an exchange, and an order."""
    if len(order.lines) <= 2 or not _EXCHANGE.search(text):
        return (order,)
    pairs, others, place = [], [], 0
    while place < len(order.lines):
        pair = order.lines[place : place + 2]
        if is_exchange(text, pair):
            pairs.append(pair)
            place += 2
        else:
            others.append(order.lines[place])
            place += 1
    return tuple(replace(order, lines=tuple(lines)) for lines in (*pairs, others) if lines)


def is_exchange(text: str, lines: tuple[Line, ...]) -> bool:
    """``鸡蛋换成牛奶``: all of one product goes, another comes in its place."""
    ops = [(line.op, line.quantity is None) for line in lines]
    return ops == [(Op.REMOVE, True), (Op.ORDER, False)] and bool(_EXCHANGE.search(text))


def _quantity(written: str) -> Decimal:
    if written == "半":
        return Decimal("0.5")
    return Decimal(_NUMERALS.get(written, 0)) if written in _NUMERALS else Decimal(written)
