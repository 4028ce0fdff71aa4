"""What stands in the table of a group-buy? Its description, read from the values of ``orders_workbook``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.rendering.documents.values import NOT_READABLE, day_of, exact, text_of, whole
from bot.rendering.names import SOMEBODY
from bot.rendering.told_amounts import amounts
from models.errors import RenderError
from models.mail import Json


@dataclass(frozen=True, slots=True)
class WorkbookLine:
    product: str
    number: str
    quantity: Decimal
    unit: str
    price_fen: int | None
    waiting: Decimal


@dataclass(frozen=True, slots=True)
class WorkbookOrder:
    who: str
    recipient: str
    on_behalf_of: str
    lines: tuple[WorkbookLine, ...]
    paid: bool | None


@dataclass(frozen=True, slots=True)
class WorkbookProduct:
    number: str
    product: str
    unit: str
    price_fen: int | None


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
class OrdersWorkbook:
    """Everything of one group-buy that a table should hold; times are local."""

    title: str
    day: date | None
    orders: tuple[WorkbookOrder, ...]
    products: tuple[WorkbookProduct, ...]
    late: tuple[LateRequest, ...]
    questions: tuple[OpenQuestion, ...]


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
        return OrdersWorkbook(
            title=text_of(values.get("title")),
            day=day_of(values.get("day")),
            orders=tuple(_order(row) for row in values.get("orders") or ()),
            products=tuple(_product(row) for row in values.get("products") or ()),
            late=tuple(_late(row, zone) for row in values.get("late") or ()),
            questions=tuple(_question(row) for row in values.get("questions") or ()),
        )
    except NOT_READABLE as fault:
        raise RenderError(f"orders_workbook: {fault!r}") from fault


def _order(row: Mapping[str, Json]) -> WorkbookOrder:
    paid = row.get("paid")
    return WorkbookOrder(
        who=text_of(row.get("who")) or SOMEBODY,
        recipient=text_of(row.get("recipient")),
        on_behalf_of=text_of(row.get("on_behalf_of")) or _others(row.get("others") or ()),
        lines=tuple(_line(line) for line in row["lines"]),
        paid=None if paid is None else bool(paid),
    )


def _others(others: Sequence[Mapping[str, Json]]) -> str:
    """`含老郑：鸡蛋1板`: what of an order is written under neighbours' names."""
    told = (f"{text_of(one['who']) or SOMEBODY}：{amounts(one['lines'])}" for one in others)
    return "含" + "；".join(told) if others else ""


def _line(row: Mapping[str, Json]) -> WorkbookLine:
    return WorkbookLine(
        product=text_of(row["product"]),
        number=text_of(row.get("number")),
        quantity=exact(row.get("quantity")),
        unit=text_of(row.get("unit")),
        price_fen=whole(row.get("price_fen")),
        waiting=exact(row.get("waiting")),
    )


def _product(row: Mapping[str, Json]) -> WorkbookProduct:
    return WorkbookProduct(
        text_of(row.get("number")), text_of(row["product"]), text_of(row.get("unit")), whole(row.get("price_fen"))
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
