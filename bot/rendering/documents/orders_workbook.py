"""What stands in the table of a group-buy? Its description, read from the values of ``orders_workbook``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.rendering.documents.values import NOT_READABLE, day_of, door_in, exact, name_in, text_of, whole
from bot.rendering.names import SOMEBODY
from bot.rendering.told_amounts import amounts
from models.errors import RenderError
from models.groupbuy.walking import Door
from models.mail import Json


@dataclass(frozen=True, slots=True)
class WorkbookProduct:
    """``short`` is what people call it."""

    number: str
    name: str
    short: str
    unit: str
    price_fen: int | None


@dataclass(frozen=True, slots=True)
class WorkbookLine:
    """``quantity`` was ordered; of it ``missing`` has not come."""

    product: WorkbookProduct
    quantity: Decimal
    waiting: Decimal
    missing: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class WorkbookOrder:
    """``number`` is the one that is called at the pickup; ``to_door``: it is brought."""

    number: str
    who: str
    name: str
    on_behalf_of: str
    door: Door
    to_door: bool
    note: str
    lines: tuple[WorkbookLine, ...]
    paid: bool | None


@dataclass(frozen=True, slots=True)
class LateRequest:
    who: str
    text: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    who: str
    about: str
    product: str
    text: str


@dataclass(frozen=True, slots=True)
class Happened:
    """One event of the book: ``order`` is a number, ``total`` what the line came to."""

    at: datetime
    who: str
    what: str
    order: str
    product: str
    total: str
    text: str


@dataclass(frozen=True, slots=True)
class OrdersWorkbook:
    """Everything of one group-buy that a table should hold; times are local. ``history`` is there where everything was
    asked for."""

    title: str
    day: date | None
    orders: tuple[WorkbookOrder, ...]
    products: tuple[WorkbookProduct, ...]
    late: tuple[LateRequest, ...]
    questions: tuple[OpenQuestion, ...]
    history: tuple[Happened, ...] = ()


def read_workbooks(values: Mapping[str, Json]) -> tuple[OrdersWorkbook, ...]:
    """The descriptions in the values of ``orders_workbook``: one, or one for each of several group-buys."""
    try:
        books = values.get("books") or [values]
        return tuple(read_workbook(one) for one in books)
    except NOT_READABLE as fault:
        raise RenderError(f"orders_workbook: {fault!r}") from fault


def read_workbook(values: Mapping[str, Json]) -> OrdersWorkbook:
    """The description of one group-buy's table. Raises RenderError where the values are not what it needs."""
    try:
        zone = ZoneInfo(values.get("time_zone") or "Asia/Shanghai")
        products = {product.number: product for product in map(_product, values.get("products") or ())}
        return OrdersWorkbook(
            title=text_of(values.get("title")),
            day=day_of(values.get("day")),
            orders=tuple(_order(row, products) for row in values.get("orders") or ()),
            products=tuple(products.values()),
            late=tuple(_late(row, zone) for row in values.get("late") or ()),
            questions=tuple(_question(row) for row in values.get("questions") or ()),
            history=tuple(_happened(row, products, zone) for row in values.get("history") or ()),
        )
    except NOT_READABLE as fault:
        raise RenderError(f"orders_workbook: {fault!r}") from fault


def _order(row: Mapping[str, Json], products: Mapping[str, WorkbookProduct]) -> WorkbookOrder:
    paid = row.get("paid")
    return WorkbookOrder(
        number=text_of(row.get("number")),
        who=text_of(row.get("who")) or SOMEBODY,
        name=name_in(row.get("house")),
        on_behalf_of=text_of(row.get("on_behalf_of")) or _others(row.get("others") or ()),
        door=door_in(row.get("house")),
        to_door=bool(row.get("to_door")),
        note=text_of(row.get("note")),
        lines=tuple(
            WorkbookLine(products[number], exact(quantity), exact(waiting), *map(exact, missing))
            for number, quantity, waiting, *missing in row["lines"]
        ),
        paid=None if paid is None else bool(paid),
    )


def _others(others: Sequence[Mapping[str, Json]]) -> str:
    """`含老郑：鸡蛋1板`: what of an order is written under neighbours' names."""
    told = (f"{text_of(one['who']) or SOMEBODY}：{amounts(one['lines'])}" for one in others)
    return "含" + "；".join(told) if others else ""


def _product(row: Mapping[str, Json]) -> WorkbookProduct:
    name = text_of(row["name"])
    return WorkbookProduct(
        text_of(row.get("number")),
        name,
        text_of(row.get("short")) or name,
        text_of(row.get("unit")),
        whole(row.get("price_fen")),
    )


def _late(row: Mapping[str, Json], zone: ZoneInfo) -> LateRequest:
    written = row.get("at")
    at = None if not written else datetime.fromisoformat(str(written)).astimezone(zone)
    return LateRequest(text_of(row.get("who")) or SOMEBODY, text_of(row.get("text")), at)


def _question(row: Mapping[str, Json]) -> OpenQuestion:
    return OpenQuestion(
        who=text_of(row.get("who")) or SOMEBODY,
        about=text_of(row.get("about")),
        product=text_of(row.get("product")),
        text=text_of(row.get("text")),
    )


def _happened(row: Mapping[str, Json], products: Mapping[str, WorkbookProduct], zone: ZoneInfo) -> Happened:
    product = products.get(row.get("product") or "")
    return Happened(
        at=datetime.fromisoformat(str(row["at"])).astimezone(zone),
        who=text_of(row.get("who")) or SOMEBODY,
        what=text_of(row.get("step") or row["what"]),
        order=text_of(row.get("order")),
        product="" if product is None else product.short,
        total=text_of(row.get("total")),
        text=text_of(row.get("text")),
    )
