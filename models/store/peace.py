"""Who asked for silence in which group, and until when?"""

from __future__ import annotations

from sqlalchemy import bindparam, select

from models.community.peace import Peace
from models.community.people import GroupMode
from models.store.organizers import group_facts
from models.store.tables import peace
from models.store.work import Work, or_replace
from models.values import GroupId

_PEACE = select(peace).where(peace.c.group_id == bindparam("group"))
_PUT = or_replace(peace, "group_id")


class SqlPeace:
    def __init__(self, work: Work) -> None:
        self._work = work

    def get(self, group: GroupId) -> Peace:
        row = self._work.connection.execute(_PEACE, {"group": group}).first()
        if row is None:
            return Peace(group)
        return Peace(
            group=row.group_id,
            mode=None if row.mode is None else GroupMode(row.mode),
            muted_until=row.muted_until,
            noisy_until=row.noisy_until,
            quarrel_until=row.quarrel_until,
            resting_until=row.resting_until,
        )

    def put(self, kept: Peace) -> None:
        facts = group_facts(self._work, kept.group)
        _PUT.run(
            self._work,
            {
                "group_id": kept.group,
                "organizer_id": facts.organizer if facts else "",
                "mode": kept.mode,
                "muted_until": kept.muted_until,
                "noisy_until": kept.noisy_until,
                "quarrel_until": kept.quarrel_until,
                "resting_until": kept.resting_until,
            },
        )
