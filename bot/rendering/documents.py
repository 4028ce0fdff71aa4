"""Which documents are there, and what stands in each? Frozen descriptions, read from an outbox row's values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from bot.rendering.names import SOMEBODY, flatten
from bot.rendering.told_amounts import amounts
from bot.rendering.told_times import moment, when
from models.errors import RenderError
from models.mail import Json

HOURS = 24


@dataclass(frozen=True, slots=True)
class ProductTotal:
    """What was ordered of one product; ``sum_fen`` is what that costs."""

    product: str
    unit: str
    quantity: Decimal
    sum_fen: int


@dataclass(frozen=True, slots=True)
class SummaryChart:
    """One day as a picture: sales by product, messages by the hour of the group's own day."""

    title: str
    day: date | None
    products: tuple[ProductTotal, ...]
    by_hour: tuple[int, ...]
    messages: int
    speakers: int
    sum_fen: int
    orders: int | None = None


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


@dataclass(frozen=True, slots=True)
class PosterRow:
    """One product: ``note`` is what stands under its name, size and limits."""

    number: str
    name: str
    note: str
    price_fen: int | None
    unit: str


@dataclass(frozen=True, slots=True)
class ListPoster:
    """What is on sale, for the group's eyes; ``times`` and ``foot`` are told in words."""

    title: str
    day: date | None
    times: str
    rows: tuple[PosterRow, ...]
    foot: str


def read_poster(values: Mapping[str, Json]) -> ListPoster:
    """The description in the values of ``list_poster``. Raises RenderError where they are not what it needs."""
    try:
        zone = ZoneInfo(values.get("time_zone") or "Asia/Shanghai")
        day = _day(values.get("day"))
        today = datetime.combine(day or date.min, time(9), zone)
        return ListPoster(
            title=_text(values.get("title")) or "今天的菜",
            day=day,
            times=_times(values, today, zone),
            rows=tuple(_poster_row(row) for row in values.get("products") or ()),
            foot="要啥直接说名字或编号，接龙也行。",
        )
    except _NOT_READABLE as fault:
        raise RenderError(f"list_poster: {fault!r}") from fault


def _times(values: Mapping[str, Json], today: datetime, zone: ZoneInfo) -> str:
    """`今晚8点截 明天下午4点左右到 3号楼架空层拿`"""
    closes = moment(_text(values.get("closes_at")), today, zone)
    arrives = moment(_text(values.get("arrives_at")), today, zone)
    place = _text(values.get("place"))
    told = [
        f"{when(closes)}截" if closes else "",
        f"{when(arrives)}{'左右' if arrives.has_hour else ''}到" if arrives else "",
        f"{place}拿" if place else "",
    ]
    return "  ".join(filter(None, told))


def _poster_row(row: Mapping[str, Json]) -> PosterRow:
    limits = [f"限{row['limit']}" if row.get("limit") else "", f"有{row['stock']}" if row.get("stock") else ""]
    note = "  ".join(filter(None, [_text(row.get("measure")), *limits]))
    return PosterRow(
        _text(row.get("number")), _text(row["name"]), note, _whole(row.get("price_fen")), _text(row.get("unit"))
    )


def read_chart(values: Mapping[str, Json]) -> SummaryChart:
    """The description in the values of ``summary_chart``. Raises RenderError where they are not what it needs."""
    try:
        by_hour = tuple(int(count) for count in values.get("by_hour") or [0] * HOURS)
        if len(by_hour) != HOURS:
            raise ValueError(f"{len(by_hour)} hours in a day")
        products = tuple(_product_total(row) for row in values.get("products") or ())
        total = _whole(values.get("sum_fen"))
        return SummaryChart(
            title=_text(values.get("title")),
            day=_day(values.get("day")),
            products=products,
            sum_fen=sum(product.sum_fen for product in products) if total is None else total,
            by_hour=by_hour,
            messages=int(values.get("messages") or 0),
            speakers=int(values.get("speakers") or 0),
            orders=_whole(values.get("orders")),
        )
    except _NOT_READABLE as fault:
        raise RenderError(f"summary_chart: {fault!r}") from fault


@dataclass(frozen=True, slots=True)
class DaySold:
    day: date
    orders: int
    sum_fen: int
    before_fen: int


@dataclass(frozen=True, slots=True)
class WeekChart:
    """A week as a picture: what was sold on each day, beside the week before."""

    days: tuple[DaySold, ...]
    orders: int
    sum_fen: int
    before_fen: int | None


def read_week(values: Mapping[str, Json]) -> WeekChart:
    """The description in the values of ``week_chart``. Raises RenderError where they are not what it needs."""
    try:
        before = values.get("before")
        days = tuple(
            DaySold(
                date.fromisoformat(row["day"]), int(row["orders"]), int(row["sum_fen"]), int(row.get("before_fen") or 0)
            )
            for row in values["days"]
        )
        if not days:
            raise ValueError("a week without days")
        return WeekChart(
            days, int(values["orders"]), int(values["sum_fen"]), None if before is None else int(before["sum_fen"])
        )
    except _NOT_READABLE as fault:
        raise RenderError(f"week_chart: {fault!r}") from fault


def read_workbooks(values: Mapping[str, Json]) -> tuple[OrdersWorkbook, ...]:
    """The descriptions in the values of ``orders_workbook``: one, or one for each of several group-buys."""
    try:
        books = values.get("books") or [values]
        return tuple(read_workbook(one) for one in books)
    except _NOT_READABLE as fault:
        raise RenderError(f"orders_workbook: {fault!r}") from fault


def read_workbook(values: Mapping[str, Json]) -> OrdersWorkbook:
    """The description of one group-buy's table. Raises RenderError where the values are not what it needs."""
    try:
        zone = ZoneInfo(values.get("time_zone") or "Asia/Shanghai")
        return OrdersWorkbook(
            title=_text(values.get("title")),
            day=_day(values.get("day")),
            orders=tuple(_order(row) for row in values.get("orders") or ()),
            products=tuple(_product(row) for row in values.get("products") or ()),
            late=tuple(_late(row, zone) for row in values.get("late") or ()),
            questions=tuple(_question(row) for row in values.get("questions") or ()),
        )
    except _NOT_READABLE as fault:
        raise RenderError(f"orders_workbook: {fault!r}") from fault


_NOT_READABLE = (KeyError, TypeError, ValueError, AttributeError, InvalidOperation)


def _product_total(row: Mapping[str, Json]) -> ProductTotal:
    return ProductTotal(
        _text(row["product"]), _text(row.get("unit")), _exact(row["quantity"]), int(row["sum_fen"] or 0)
    )


def _order(row: Mapping[str, Json]) -> WorkbookOrder:
    paid = row.get("paid")
    return WorkbookOrder(
        who=_text(row.get("who")) or SOMEBODY,
        recipient=_text(row.get("recipient")),
        on_behalf_of=_text(row.get("on_behalf_of")) or _others(row.get("others") or ()),
        lines=tuple(_line(line) for line in row["lines"]),
        paid=None if paid is None else bool(paid),
    )


def _others(others: Sequence[Mapping[str, Json]]) -> str:
    """`含老郑：鸡蛋1板`: what of an order is written under neighbours' names."""
    told = (f"{_text(one['who']) or SOMEBODY}：{amounts(one['lines'])}" for one in others)
    return "含" + "；".join(told) if others else ""


def _line(row: Mapping[str, Json]) -> WorkbookLine:
    return WorkbookLine(
        product=_text(row["product"]),
        number=_text(row.get("number")),
        quantity=_exact(row.get("quantity")),
        unit=_text(row.get("unit")),
        price_fen=_whole(row.get("price_fen")),
        waiting=_exact(row.get("waiting")),
    )


def _product(row: Mapping[str, Json]) -> WorkbookProduct:
    return WorkbookProduct(
        _text(row.get("number")), _text(row["product"]), _text(row.get("unit")), _whole(row.get("price_fen"))
    )


def _late(row: Mapping[str, Json], zone: ZoneInfo) -> LateRequest:
    written = row.get("at")
    at = None if not written else datetime.fromisoformat(str(written)).astimezone(zone)
    return LateRequest(_text(row.get("who")) or SOMEBODY, _text(row.get("text")), at)


def _question(row: Mapping[str, Json]) -> OpenQuestion:
    return OpenQuestion(
        who=_text(row.get("who")) or SOMEBODY,
        about=_text(row.get("about")),
        product=_text(row.get("product")),
        text=_text(row.get("text")),
    )


def _text(value: Json) -> str:
    return "" if value is None else flatten(str(value))


def _exact(value: Json) -> Decimal:
    return Decimal(0) if value in (None, "") else Decimal(str(value))


def _whole(value: Json) -> int | None:
    return None if value is None else int(value)


def _day(value: Json) -> date | None:
    return None if not value else date.fromisoformat(str(value)[:10])


def file_name(words: Sequence[str], day: date | None, ending: str) -> str:
    """`订单-周末生鲜-1123.xlsx`: a name that no file system and no phone stumbles over."""
    dated = [*words, f"{day:%m%d}" if day else ""]
    kept = ["".join(character for character in word if character.isalnum() or character in "_ ") for word in dated]
    return "-".join(part.strip()[:24] for part in kept if part.strip()) + ending
