"""Which process has a WeChat account? The fence grows with every takeover, so that a late one is noticed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Insert, Table, bindparam, case, or_, select, update

from models.store.tables import leases
from models.store.work import Upsert, Work


def _take(insert: Callable[[Table], Any]) -> Insert:
    statement = insert(leases)
    mine = leases.c.holder == statement.excluded.holder
    taken: Insert = statement.on_conflict_do_update(
        index_elements=["account"],
        set_={
            "holder": statement.excluded.holder,
            "expires_at": statement.excluded.expires_at,
            "fence": case((mine, leases.c.fence), else_=leases.c.fence + 1),
        },
        where=or_(mine, leases.c.holder == "", leases.c.expires_at <= bindparam("now", type_=leases.c.expires_at.type)),
    ).returning(leases.c.fence)
    return taken


_TAKE = Upsert(_take)
_HOLDS = select(leases.c.holder).where(leases.c.account == bindparam("account"), leases.c.fence == bindparam("fence"))
_RELEASE = (
    update(leases)
    .where(leases.c.account == bindparam("the_account"), leases.c.holder == bindparam("by"))
    .values(holder="")
)


class SqlLeases:
    def __init__(self, work: Work) -> None:
        self._work = work

    def take(self, account: str, holder: str, now: datetime, seconds: int) -> int | None:
        fence: int | None = _TAKE.returned(
            self._work,
            {
                "account": account,
                "holder": holder,
                "fence": 1,
                "expires_at": now + timedelta(seconds=seconds),
                "now": now,
            },
        )
        return fence

    def holds(self, account: str, fence: int) -> bool:
        return bool(self._work.connection.execute(_HOLDS, {"account": account, "fence": fence}).scalar())

    def release(self, account: str, holder: str) -> None:
        self._work.connection.execute(_RELEASE, {"the_account": account, "by": holder})
