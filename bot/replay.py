"""How does a chat log become a book on the command line? JSON lines in, one JSON object out, errors with their line.

``--text`` adds what people copied out of WeChat: what the log holds already changes nothing, the rest is taken as if it
had been heard in its time.
"""

from __future__ import annotations

import argparse
import json
import sys
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError, model_validator

from bot.clock import SystemClock
from bot.contract import load_catalog
from models.community.people import GroupSettings
from models.errors import BadInput
from models.groupbuy.book import Book
from models.groupbuy.catching_up import KnownLine, compare
from models.groupbuy.names import name_key
from models.groupbuy.orders import OrderLine, OrderStanding
from models.groupbuy.pasted_talk import read_pasted
from models.groupbuy.replay import LogKind, LogLine, replay
from models.groupbuy.shown_product import shown_product
from models.language import Catalog, compile_catalog
from models.values import MessageId, PersonId, ProductId, Recipient, Role, decimal_text

#: Where nothing else is said, copied times are those of this zone, whatever the log's own times count by.
ZONE = GroupSettings().time_zone


class EventRow(BaseModel):
    """One line of the log, as it is written."""

    model_config = ConfigDict(extra="forbid", strict=True)

    id: str
    at: Annotated[AwareDatetime, Field(strict=False)]
    type: Literal["text", "recall", "cutoff", "reopen"] = "text"
    sender: str | None = None
    name: str | None = None
    role: Literal["resident", "organizer"] = "resident"
    text: str | None = None
    quoted: str | None = None
    recalls: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, row: Any) -> Any:
        """A field that is null may be left out, and the other way round."""
        return {key: value for key, value in row.items() if value is not None} if isinstance(row, dict) else row

    @model_validator(mode="after")
    def _whole(self) -> EventRow:
        if self.type == "text" and (self.sender is None or self.text is None):
            raise ValueError("a text needs a sender and a text")
        if self.type == "recall" and self.recalls is None:
            raise ValueError("a recall needs the id of the message that it recalls")
        return self


@dataclass(frozen=True, slots=True)
class CopiedText:
    """Talk that was copied out of WeChat at ``now``, by the clock on the wall there; ``organizer`` is what the
    organizer is called in it."""

    text: str
    now: datetime
    organizer: str = "团长"


def wall_clock(zone: str) -> datetime:
    """What the clock on the wall shows in a time zone. Raises BadInput where there is no such zone."""
    try:
        return SystemClock().now().astimezone(ZoneInfo(zone))
    except (ValueError, OSError, ZoneInfoNotFoundError):
        raise BadInput(f"{zone!r} is no time zone; write one like {ZONE}") from None


def replay_stream(catalog_path: Path, lines: Iterable[str], *, copied: CopiedText | None = None) -> str:
    """The book at the end of a log, as the contract's JSON object. Raises BadInput with the number of the line."""
    products = load_catalog(catalog_path)
    known = {product.id for product in products}
    log = [_log_line(number, line, known) for number, line in enumerate(lines, 1) if line.strip()]
    if copied is not None:
        log = _with_copied(log, copied, compile_catalog(products))
    book = replay(products, log)
    return json.dumps(_result(book), ensure_ascii=False)


def _with_copied(log: Sequence[LogLine], copied: CopiedText, catalog: Catalog) -> list[LogLine]:
    """The log with the messages that only the copied text holds, each at its place by time of sending."""
    spoken = [line for line in log if line.kind is LogKind.TEXT]
    # Days and years that are not said are those of the log; copied times are those of the clock on the wall there.
    zone = copied.now.tzinfo
    now = max(line.at for line in log).astimezone(zone).replace(hour=23, minute=59) if log else copied.now
    pasted = read_pasted(copied.text, now=now, names={line.name for line in spoken if line.name})
    if not pasted:
        raise BadInput("the text holds no copied talk: blocks like “王芳:” or “王芳 11月22日 09:12”")
    found = compare(pasted, [KnownLine(line.name, line.text, line.at) for line in spoken], now=now)
    senders = {name_key(line.name): line for line in reversed(spoken) if line.name}
    whole = list(log)
    for number, missed in enumerate(found.missed, 1):
        name = missed.line.name
        by = senders.get(name_key(name))
        organizer = name == copied.organizer if by is None else by.role is Role.ORGANIZER
        quoted = shown_product(missed.line.quoted, catalog) if missed.line.quoted else None
        line = LogLine(
            MessageId(f"text-{number}"),
            missed.at,
            sender=PersonId(name) if by is None else by.sender,
            name=name if by is None else by.name,
            role=Role.ORGANIZER if organizer else Role.RESIDENT,
            text=missed.line.text,
            quoted=quoted,
        )
        whole.insert(bisect_right([each.at for each in _latest(whole)], line.at), line)
    return whole


def _latest(log: Sequence[LogLine]) -> list[LogLine]:
    """For each place of a log the latest line up to it: what arrived out of order does not stand in the way."""
    latest: list[LogLine] = []
    for line in log:
        latest.append(line if not latest or line.at >= latest[-1].at else latest[-1])
    return latest


def _log_line(number: int, line: str, known: set[ProductId]) -> LogLine:
    try:
        row = EventRow.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(each) for each in first["loc"])
        raise BadInput(f"{where + ': ' if where else ''}{first['msg']}", line=number) from None
    if row.quoted is not None and row.quoted not in known:
        raise BadInput(f"quoted: no product {row.quoted!r} in the catalogue", line=number)
    return LogLine(
        MessageId(row.id),
        row.at,
        LogKind(row.type),
        PersonId(row.sender or ""),
        row.name or "",
        Role(row.role),
        row.text or "",
        ProductId(row.quoted) if row.quoted is not None else None,
        MessageId(row.recalls) if row.recalls is not None else None,
    )


def _result(book: Book) -> dict[str, Any]:
    orders = [_order(order) for order in book.orders() if any(line.standing for line in order.lines)]
    waiting = [
        {
            "member": each.member,
            "product": each.product,
            "quantity": decimal_text(each.quantity),
            "message": each.message_id,
        }
        for each in book.waiting()
    ]
    return {
        "orders": orders,
        "asked": [
            {"member": each.member, "message": each.message_id, "about": each.about.value} for each in book.questions()
        ],
        "late": [{"member": each.member, "message": each.message_id} for each in book.late()],
        "waiting": waiting,
        "reported": [
            {"message": each.message_id, "member": each.member, "entry": each.entry} for each in book.reported()
        ],
        "paid": list(dict.fromkeys(each.member for each in book.paid())),
        "totals": {product: decimal_text(total) for product, total in book.totals().items()},
    }


def _order(order: OrderStanding) -> dict[str, Any]:
    told: dict[str, Any] = {"member": order.member, "name": order.name}
    if order.recipient:
        told["recipient"] = _recipient(order.recipient)
    if order.on_behalf_of is not None:
        told["on_behalf_of"] = order.on_behalf_of
    told["lines"] = [_line(line) for line in order.lines if line.standing]
    return told


def _line(line: OrderLine) -> dict[str, Any]:
    return {"product": line.product, "quantity": decimal_text(line.standing), "from": list(line.messages())}


def _recipient(recipient: Recipient) -> dict[str, str]:
    fields = ("building", "unit", "room", "name", "phone")
    return {name: getattr(recipient, name) for name in fields if getattr(recipient, name) is not None}


def main(arguments: list[str] | None = None) -> int:
    """``python -m bot.replay --catalog C.json EVENTS.jsonl``: the book on standard output; 2 for bad input."""
    parser = argparse.ArgumentParser(prog="tuan replay", description="Take in a chat log; print the book at its end.")
    parser.add_argument("--catalog", type=Path, required=True, help="the products on sale (JSON)")
    parser.add_argument("events", type=Path, nargs="?", help="the log (JSON lines); standard input where left out")
    parser.add_argument("--text", type=Path, help="talk that was copied out of WeChat")
    parser.add_argument("--zone", default=ZONE, help="the time zone of that talk")
    options = parser.parse_args(arguments)
    try:
        copied = CopiedText(options.text.read_text("utf-8"), wall_clock(options.zone)) if options.text else None
        if options.events is None and copied is not None:
            lines = list[str]()
        else:
            lines = options.events.read_text("utf-8").splitlines() if options.events else sys.stdin.read().splitlines()
        print(replay_stream(options.catalog, lines, copied=copied))
    except (BadInput, OSError, UnicodeError) as error:
        print(str(error).splitlines()[0], file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
