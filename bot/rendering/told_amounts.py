"""How do people say how much, how many and who? `12.8块`, `鸡蛋2板`, `排骨1.5斤`, `陈静、阿福、小美`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from bot.rendering.names import Name
from models.mail import Json
from models.values import decimal_text

#: Names in a row at most (organizer-notes, section 6); beyond it a number is said.
MOST_NAMES = 12

#: Units that a quantity never goes without: two 斤 of something are not two of it.
_WEIGHTS = frozenset({"斤", "公斤", "千克", "kg", "KG", "Kg", "两", "克", "g", "磅"})


def yuan_number(fen: int) -> str:
    """`32`, `12.8`, `4,312`, `-5`: yuan without a word behind it."""
    number = Decimal(fen) / 100
    whole = f"{int(abs(number)):,}"
    rest = decimal_text(abs(number) % 1)[1:]
    return f"{'-' if fen < 0 else ''}{whole}{rest}"


def money(fen: int) -> str:
    """`32块`, `12.8块`, `4,312块`."""
    return f"{yuan_number(fen)}块"


def plain_price(fen: int) -> str:
    """A price as a list shows it, which readers of lists can read back: `32`, `1280.5`."""
    return decimal_text(Decimal(fen) / 100)


def amount(line: Mapping[str, Json]) -> str:
    """`鸡蛋2板`, `草莓1盒（排着2盒）`, `牛奶排着1箱`; the product alone where no quantity is known."""
    return _amount(line, with_unit=True)


def short_amount(line: Mapping[str, Json]) -> str:
    """`鸡蛋2`, as an acknowledgement says it; weights keep their unit: `排骨1.5斤`."""
    return _amount(line, with_unit=str(line.get("unit") or "") in _WEIGHTS)


def is_some(quantity: object) -> bool:
    """Whether a quantity is there and more than nothing."""
    return bool(quantity) and str(quantity) != "0"


def _amount(line: Mapping[str, Json], *, with_unit: bool) -> str:
    limit = f"（每家最多{line['limit']}{line.get('unit') or ''}）" if is_some(line.get("limit")) else ""
    return _without_limit(line, with_unit=with_unit) + limit


def _without_limit(line: Mapping[str, Json], *, with_unit: bool) -> str:
    product, quantity, waiting = str(line.get("product") or ""), line.get("quantity"), line.get("waiting")
    unit = str(line.get("unit") or "")
    if not is_some(waiting):
        return product if quantity is None else f"{_beside(product)}{quantity}{unit if with_unit else ''}"
    queued = f"排着{waiting}{unit}"
    return f"{_beside(product)}{quantity}{unit}（{queued}）" if is_some(quantity) else f"{product}{queued}"


def _beside(product: str) -> str:
    """The name ready for a number behind it: `可乐600` and 2 would read as 6002."""
    return f"{product}×" if product[-1:].isascii() and product[-1:].isalnum() else product


def amounts(lines: Iterable[Mapping[str, Json]]) -> str:
    """`鸡蛋2板、牛奶1箱`"""
    return "、".join(amount(line) for line in lines)


def goods_told(lines: Sequence[Json], goods: Sequence[Mapping[str, Json]], between: str = "、") -> str:
    """`鸡蛋2板、牛奶1箱`, of ``[place, quantity, place, quantity …]`` and the goods at these places."""
    return between.join(
        f"{_beside(goods[place]['product'])}{quantity}{goods[place]['unit']}"
        for place, quantity in zip(lines[::2], lines[1::2], strict=True)
    )


def short_amounts(lines: Iterable[Mapping[str, Json]]) -> str:
    """`鸡蛋2 牛奶1`, for one of many in a row."""
    return " ".join(short_amount(line) for line in lines)


def with_waiting(lines: Iterable[Mapping[str, Json]], waiting: Iterable[Mapping[str, Json]] | None) -> list[Json]:
    """Lines with what waits beside what stands. Of a line in ``waiting`` its ``waiting``, else all of it, waits."""
    told: dict[object, dict[str, Json]] = {line.get("product"): dict(line) for line in lines}
    for line in waiting or ():
        queued = line["waiting"] if is_some(line.get("waiting")) else line.get("quantity")
        standing = told.setdefault(line.get("product"), {**line, "quantity": "0"})
        standing["waiting"] = queued
    return list(told.values())


def names(people: Sequence[object]) -> str:
    """`陈静、阿福、小美`; beyond twelve their number: `23位`."""
    if len(people) > MOST_NAMES:
        return f"{len(people)}位"
    return "、".join(str(person) for person in people)


def whose(entries: Iterable[Mapping[str, Json]]) -> str:
    """Each person of some entries once: `陈静、阿福`."""
    return names([group[0].get("who") for group in by_person(entries)])


def by_person(entries: Iterable[Mapping[str, Json]]) -> list[list[Mapping[str, Json]]]:
    """Entries with a ``who``, put together where they are of one person; in order of first appearance."""
    found: dict[object, list[Mapping[str, Json]]] = {}
    for entry in entries:
        found.setdefault(_identity(entry.get("who")), []).append(entry)
    return list(found.values())


def one_order_each(orders: Iterable[Mapping[str, Json]], list_keys: Sequence[str] = ("lines", "waiting")) -> list[Json]:
    """Orders with those of one person put into one: a post that waited may have gathered several of theirs."""
    joined = []
    for group in by_person(orders):
        whole = dict(group[-1])
        for key in list_keys:
            if any(key in order for order in group):
                whole[key] = _latest_lines(line for order in group for line in order.get(key) or ())
        joined.append(whole)
    return joined


def _latest_lines(lines: Iterable[Mapping[str, Json]]) -> list[Mapping[str, Json]]:
    """The last word on each product: an acknowledgement says what stands."""
    latest: dict[object, Mapping[str, Json]] = {}
    for line in lines:
        latest[line.get("product")] = line
    return list(latest.values())


def _identity(who: object) -> object:
    if isinstance(who, Name):
        return who.person or ("place", who.place)
    return who
