"""How does an organizer word her posts herself?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, func, insert, select

from models.store.tables import own_wordings
from models.store.work import Work
from models.values import OrganizerId

_HERS = own_wordings.c.organizer_id == bindparam("organizer")
_THIS_KIND = own_wordings.c.kind == bindparam("of_kind")
_OF_KIND = select(own_wordings.c.source).where(_HERS, _THIS_KIND).order_by(own_wordings.c.number)
_KINDS = (
    select(own_wordings.c.kind, func.count().label("wordings"))
    .where(_HERS)
    .group_by(own_wordings.c.kind)
    .order_by(own_wordings.c.kind)
)
_TAKE_AWAY = delete(own_wordings).where(_HERS, _THIS_KIND)
_ADD = insert(own_wordings)


class SqlOwnWordings:
    """All wordings of a kind are written together: what one process has read is one state of them."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def of_kind(self, organizer: OrganizerId, kind: str) -> tuple[str, ...]:
        found = self._work.connection.execute(_OF_KIND, {"organizer": organizer, "of_kind": kind})
        return tuple(found.scalars())

    def kinds_of(self, organizer: OrganizerId) -> Mapping[str, int]:
        return {row.kind: row.wordings for row in self._work.connection.execute(_KINDS, {"organizer": organizer})}

    def put(self, organizer: OrganizerId, kind: str, sources: Sequence[str], at: datetime) -> None:
        self._work.connection.execute(_TAKE_AWAY, {"organizer": organizer, "of_kind": kind})
        for number, source in enumerate(sources, 1):
            row = {"organizer_id": organizer, "kind": kind, "number": number, "source": source, "changed_at": at}
            self._work.connection.execute(_ADD, row)
