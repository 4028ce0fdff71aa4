"""How do times, quantities and data stand in a column, the same and exact on both databases?"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from sqlalchemy import TIMESTAMP, BigInteger, Dialect, Text, TypeDecorator
from sqlalchemy.types import TypeEngine

#: Quantities are kept as integers of this many to the sale unit.
QUANTITY_SCALE = 1_000_000
_QUANTITY_DIGITS = 6


class UtcTime(TypeDecorator[datetime]):
    """An aware moment: ``timestamptz`` on PostgreSQL, ISO text of fixed width (which sorts) on SQLite."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "postgresql":
            return dialect.type_descriptor(TIMESTAMP(timezone=True))
        return dialect.type_descriptor(Text())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without a time zone can't be stored: {value!r}")
        moment = value.astimezone(UTC)
        return moment if dialect.name == "postgresql" else moment.isoformat(timespec="microseconds")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return (value if isinstance(value, datetime) else datetime.fromisoformat(value)).astimezone(UTC)


@lru_cache(maxsize=4096)
def _quantity(millionths: int | None) -> Decimal | None:
    """Most quantities are one, two or three of something: each is made once."""
    if millionths is None:
        return None
    whole, rest = divmod(millionths, QUANTITY_SCALE)
    return Decimal(whole) if rest == 0 else Decimal(millionths).scaleb(-_QUANTITY_DIGITS).normalize()


class ExactQuantity(TypeDecorator[Decimal]):
    """A decimal as an integer of millionths: sums in the database stay exact. Finer ones are refused, not rounded."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        scaled = value.scaleb(_QUANTITY_DIGITS)
        if scaled != int(scaled):
            raise ValueError(f"a quantity finer than a millionth can't be stored: {value}")
        return int(scaled)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[int | None], Decimal | None]:
        return _quantity


class DayText(TypeDecorator[date]):
    """A calendar day as ISO text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        return None if value is None else date.fromisoformat(value)


class JsonText(TypeDecorator[Any]):
    """Data as JSON text, read back as it was written on both databases."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)
