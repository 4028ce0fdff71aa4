"""Under which other ids was a person known before they spoke? What was entered for a name alone stays sealed under its
own key, and goes where the person goes."""

from __future__ import annotations

from sqlalchemy import bindparam, select

from models.events import MemberKnown
from models.store.codec import EVENT
from models.store.tables import ledger
from models.store.work import Work
from models.values import PersonId

_KNOWN = select(ledger.c.body).where(ledger.c.person_id == bindparam("person"), ledger.c.kind == "member_known")


def stand_ins_of(work: Work, person: PersonId) -> list[PersonId]:
    events = (EVENT.validate_json(body) for body in work.connection.execute(_KNOWN, {"person": person}).scalars())
    return list(dict.fromkeys(event.stand_in for event in events if isinstance(event, MemberKnown)))
