"""How do the events of a book stand in the ledger? Figures in the clear, what is personal behind a token."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import bindparam, insert, select

from models.events import BookEvent, EntrySeen
from models.store.codec import EVENT, PRIVATE, write, write_event
from models.store.personal_data import Kind, Term, Token
from models.store.tables import ledger
from models.store.work import Work
from models.values import GroupBuyId, PersonId

_ADD = insert(ledger)
_AFTER = (
    select(ledger.c.seq, ledger.c.body, ledger.c.private_token)
    .where(ledger.c.group_buy_id == bindparam("group_buy"), ledger.c.seq > bindparam("after"))
    .order_by(ledger.c.seq)
)
_PAGE = _AFTER.limit(bindparam("most"))


def append(work: Work, group_buy: GroupBuyId, organizer: str, version: int, events: Sequence[BookEvent]) -> None:
    """Write ``events`` after the first ``version`` ones."""
    rows = [
        {
            "group_buy_id": group_buy,
            "seq": seq,
            "organizer_id": organizer,
            "kind": event.kind,
            "order_id": getattr(event, "order_id", None),
            "person_id": event.member,
            "message_id": event.message_id,
            "at": event.at,
            "body": write_event(event),
            "private_token": _sealed(work, organizer, event),
        }
        for seq, event in enumerate(events, version + 1)
    ]
    work.connection.execute(_ADD, rows if len(rows) > 1 else rows[0])


def after(work: Work, group_buy: GroupBuyId, version: int) -> list[tuple[int, BookEvent]]:
    """Every event that came after the first ``version`` ones, with its number."""
    return _opened(work, work.connection.execute(_AFTER, {"group_buy": group_buy, "after": version}).all())


def page(work: Work, group_buy: GroupBuyId, version: int, most: int) -> list[tuple[int, BookEvent]]:
    given = {"group_buy": group_buy, "after": version, "most": most}
    return _opened(work, work.connection.execute(_PAGE, given).all())


def _sealed(work: Work, organizer: str, event: BookEvent) -> Token | None:
    if event.private is None:
        return None
    return work.personal.seal(
        _whose(event), Kind.EVENT, write(PRIVATE, event.private), organizer=organizer, at=event.at, term=Term.ORDER
    )


def _whose(event: BookEvent) -> PersonId:
    """Under whose key the personal part stands: a chain entry's is its author's where that is known."""
    if isinstance(event, EntrySeen):
        return event.author or event.namesake or event.member
    return event.member


def _opened(work: Work, rows: Sequence[Any]) -> list[tuple[int, BookEvent]]:
    clear = work.personal.open_all(row.private_token for row in rows)
    return list(_events(rows, clear))


def _events(rows: Sequence[Any], clear: dict[Token, str]) -> Iterable[tuple[int, BookEvent]]:
    for row in rows:
        event = EVENT.validate_json(row.body)
        opened = clear.get(row.private_token) if row.private_token else None
        yield row.seq, event if opened is None else replace(event, private=PRIVATE.validate_json(opened))
