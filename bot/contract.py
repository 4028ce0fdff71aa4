"""How do catalogues, messages and acts look as JSON? The edge of ``tuan parse``: strict in, plain out.

What is wrong with an input is told with the number of its line (``BadInput``); a field that is null may be left out.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, assert_never

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from models.acts import (
    Act,
    Ask,
    Cancel,
    Chat,
    Claim,
    Context,
    Entry,
    Jielong,
    Line,
    Listing,
    Order,
    Paid,
    Picked,
    Query,
    Standing,
)
from models.errors import BadInput
from models.language import Catalog, compile_catalog, read
from models.language.listing import read_listing
from models.values import Product, ProductId, Recipient, decimal_text, yuan

Json = dict[str, Any]
Row = TypeVar("Row", bound=BaseModel)


def _decimal(value: object) -> Decimal:
    """A decimal as people write it: ``"1.5"``; never a float, which has lost digits by then."""
    if not isinstance(value, str):
        raise ValueError('write a decimal as a string, like "1.5"')
    try:
        number = Decimal(value)
    except InvalidOperation:
        raise ValueError(f"{value!r} is no decimal") from None
    if not number.is_finite() or number < 0:
        raise ValueError(f"{value!r} is no amount")
    return number


DecimalText = Annotated[Decimal, BeforeValidator(_decimal)]


class _Row(BaseModel):
    """One object of an input: no field but those named; null is as good as left out."""

    model_config = ConfigDict(extra="forbid", strict=True)

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, row: Any) -> Any:
        return {key: value for key, value in row.items() if value is not None} if isinstance(row, dict) else row


class ProductRow(_Row):
    id: Annotated[str, Field(min_length=1)]
    number: Annotated[str, Field(min_length=1)]
    name: Annotated[str, Field(min_length=1)]
    unit: Annotated[str, Field(min_length=1)]
    price: DecimalText | None = None
    aliases: list[str] = []
    measure: str | None = None
    loose: bool = False
    stock: DecimalText | None = None
    limit: DecimalText | None = None

    def product(self) -> Product:
        """The product that the row describes; its price in fen."""
        return Product(
            id=ProductId(self.id),
            number=self.number,
            name=self.name,
            unit=self.unit,
            price_fen=None if self.price is None else _fen(self.price),
            aliases=tuple(self.aliases),
            measure=self.measure,
            loose=self.loose,
            stock=self.stock,
            limit=self.limit,
        )


class CatalogFile(_Row):
    products: list[ProductRow]

    @model_validator(mode="after")
    def _one_of_each(self) -> CatalogFile:
        for field in ("id", "number"):
            seen: dict[str, str] = {}
            for row in self.products:
                value = str(getattr(row, field)).strip()
                if value in seen:
                    raise ValueError(f"two products with {field} {value!r}: {seen[value]} and {row.name}")
                seen[value] = row.name
        return self


class StandingRow(_Row):
    product: str
    quantity: DecimalText


class MessageRow(_Row):
    id: str
    text: str
    quoted: str | None = None
    above: list[StandingRow] | None = None
    mine: list[StandingRow] = []
    previous: str | None = None
    follows: Literal["list", "order", "talk"] | None = None
    stage: Literal["open", "closed", "handing_out"] = "open"
    role: Literal["resident", "organizer"] = "resident"
    at: Annotated[AwareDatetime, Field(strict=False)] | None = None

    def context(self) -> Context:
        """What the text is read against."""
        return Context(
            quoted=None if self.quoted is None else ProductId(self.quoted),
            above=None if self.above is None else _standing(self.above),
            mine=_standing(self.mine),
            previous=self.previous,
            follows=self.follows,
            stage=self.stage,
            by_organizer=self.role == "organizer",
            at=self.at,
        )

    def named(self) -> set[str]:
        """Every product that the context names."""
        own = {row.product for row in (*self.mine, *(self.above or ()))}
        return own | ({self.quoted} if self.quoted is not None else set())


class ListingRow(_Row):
    id: str
    text: str
    at: Annotated[AwareDatetime, Field(strict=False)] | None = None


def _fen(price: Decimal) -> int:
    return int((price * 100).to_integral_value())


def _standing(rows: Iterable[StandingRow]) -> tuple[Standing, ...]:
    return tuple(Standing(ProductId(row.product), row.quantity) for row in rows)


# -- in --------------------------------------------------------------------------------------------


def _reason(error: ValidationError) -> str:
    """The first thing that is wrong, with the field that it is wrong in."""
    first = error.errors(include_url=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{where}: {first['msg']}" if where else str(first["msg"])


def load_catalog(path: Path) -> tuple[Product, ...]:
    """The products of a catalogue file. Raises BadInput where it can't be read or contradicts itself."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{path}: {error}") from None
    try:
        raw = json.loads(text)
    except ValueError as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else None
        raise BadInput(f"{path.name}: no JSON: {error}", line=line) from None
    try:
        rows = CatalogFile.model_validate(raw).products
    except ValidationError as error:
        raise BadInput(f"{path.name}: {_reason(error)}", line=1) from None
    return tuple(row.product() for row in rows)


def _rows(lines: Iterable[str], kind: type[Row]) -> Iterator[tuple[int, Row]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            raw = json.loads(line)
        except ValueError as error:
            raise BadInput(f"no JSON: {error}", line=number) from None
        try:
            yield number, kind.model_validate(raw)
        except ValidationError as error:
            raise BadInput(_reason(error), line=number) from None


def messages_of(catalog: Catalog, lines: Iterable[str]) -> Iterator[MessageRow]:
    """The messages of an input, one JSON object a line; none may name a product that is not on sale."""
    known = set(map(str, catalog.by_id))
    for number, row in _rows(lines, MessageRow):
        unknown = sorted(row.named() - known)
        if unknown:
            raise BadInput(f"no product {unknown[0]!r} in the catalogue", line=number)
        yield row


# -- out --------------------------------------------------------------------------------------------


def _said(fields: Json) -> Json:
    """Without what is null, empty or false: such fields may be left out."""
    return {name: value for name, value in fields.items() if value not in (None, [], {}, False)}


def _recipient(recipient: Recipient | None) -> Json | None:
    if recipient is None:
        return None
    fields = ("building", "unit", "room", "name", "phone")
    return _said({field: getattr(recipient, field) for field in fields})


def _lines(lines: Iterable[Line]) -> list[Json]:
    return [
        {
            "product": line.product,
            "op": line.op.value,
            "quantity": None if line.quantity is None else decimal_text(line.quantity),
        }
        for line in lines
    ]


def _entry(entry: Entry) -> Json:
    said = _said(
        {
            "recipient": _recipient(entry.recipient),
            "on_behalf_of": entry.on_behalf_of,
            "delivery": entry.delivery and entry.delivery.value,
            "note": entry.note,
            "ask": entry.ask and entry.ask.value,
            "candidates": list(entry.candidates),
            "cancelled": entry.cancelled,
        }
    )
    return {"no": entry.no, "name": entry.name, "lines": _lines(entry.lines), **said}


def _moment(value: object) -> str | None:
    return value.isoformat() if hasattr(value, "isoformat") else None


def listing_json(listing: Listing) -> Json:
    """A product list as the contract writes it; costs and doubts stay inside."""
    products = [
        {
            "number": product.number,
            "name": product.name,
            "price": None if product.price_fen is None else format(Decimal(product.price_fen) / 100, ".2f"),
            "unit": product.unit,
            "measure": product.measure,
        }
        for product in listing.products
    ]
    times = {"closes_at": _moment(listing.closes_at), "arrives_at": _moment(listing.arrives_at)}
    return {"products": products, **times, "pickup": listing.pickup}


def act_json(act: Act) -> Json:
    """One act as the contract writes it."""
    if isinstance(act, Order):
        how = {
            "recipient": _recipient(act.recipient),
            "on_behalf_of": act.on_behalf_of,
            "delivery": act.delivery and act.delivery.value,
            "note": act.note,
        }
        return {"act": "order", "lines": _lines(act.lines), **_said(how)}
    if isinstance(act, Jielong):
        return {"act": "jielong", "title": act.title, "entries": [_entry(entry) for entry in act.entries]}
    if isinstance(act, Listing):
        return {"act": "listing", **listing_json(act)}
    return _small_act(act)


def _small_act(act: Cancel | Ask | Query | Paid | Picked | Claim | Chat) -> Json:
    if isinstance(act, Cancel):
        of = "previous" if act.of_previous else None
        return {"act": "cancel", **_said({"recipient": _recipient(act.recipient), "of": of})}
    if isinstance(act, Ask):
        return {"act": "ask", "about": act.about.value, **_said({"candidates": list(act.candidates)})}
    if isinstance(act, Query):
        return {"act": "query", "about": act.about.value}
    if isinstance(act, Paid):
        return {"act": "paid", **_said({"amount": None if act.amount_fen is None else yuan(act.amount_fen)})}
    if isinstance(act, Claim):
        quantity = None if act.quantity is None else decimal_text(act.quantity)
        return {"act": "claim", **_said({"product": act.product, "quantity": quantity})}
    if isinstance(act, Picked):
        return {"act": "picked"}
    if isinstance(act, Chat):
        return {"act": "chat"}
    assert_never(act)


# -- streams --------------------------------------------------------------------------------------------


def parse_stream(catalog_path: Path, lines: Iterable[str]) -> Iterator[str]:
    """The acts of each message, one JSON object a line, in order. Raises BadInput at the first bad line."""
    catalog = compile_catalog(load_catalog(catalog_path))
    for row in messages_of(catalog, lines):
        acts = [act_json(act) for act in read(row.text, catalog, row.context())]
        yield json.dumps({"id": row.id, "acts": acts}, ensure_ascii=False)


def listing_stream(lines: Iterable[str]) -> Iterator[str]:
    """The products of each pasted list, one JSON object a line. Raises BadInput at the first bad line."""
    for _, row in _rows(lines, ListingRow):
        at: datetime | None = row.at
        yield json.dumps({"id": row.id, **listing_json(read_listing(row.text, at))}, ensure_ascii=False)


def main(arguments: list[str] | None = None) -> int:
    """``python -m bot.contract parse --catalog C.json [FILE]``, or ``--listing``: the command alone."""
    parser = argparse.ArgumentParser(prog="python -m bot.contract", description=__doc__)
    parser.add_argument("what", choices=("parse",))
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--catalog", type=Path)
    parser.add_argument("--listing", action="store_true")
    options = parser.parse_intermixed_args(arguments)
    try:
        lines = options.file.read_text("utf-8").splitlines() if options.file else sys.stdin
        for answer in _answers(options, lines):
            sys.stdout.write(answer + "\n")
    except BadInput as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


def _answers(options: argparse.Namespace, lines: Iterable[str]) -> Iterator[str]:
    if options.listing:
        return listing_stream(lines)
    if options.catalog is None:
        raise BadInput("--catalog FILE.json is needed, unless --listing is given")
    return parse_stream(options.catalog, lines)


if __name__ == "__main__":
    raise SystemExit(main())
