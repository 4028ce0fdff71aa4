"""What was told of payments, and of goods that were bad, and what became of it?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, func, select, update

from models.money.told import ClaimKept, ClaimState, ToldPayment, ToldState
from models.store.personal_data import Kind, Term
from models.store.tables import claims, told_payments
from models.store.work import Work, constant, or_leave
from models.values import GroupBuyId, MessageId, OrganizerId, PersonId, ProductId

_ADD_TOLD = or_leave(told_payments, "message_id")
_TOLD = select(told_payments).where(told_payments.c.message_id == bindparam("message"))
_TOLD_BY = select(told_payments).where(told_payments.c.organizer_id == bindparam("organizer"))
_IS_WAITING = told_payments.c.state == constant(ToldState.WAITING)
_WAITING = _TOLD_BY.where(_IS_WAITING).order_by(told_payments.c.at, told_payments.c.message_id).limit(bindparam("most"))
_WAITING_OF = _TOLD_BY.where(
    told_payments.c.household_id.in_(bindparam("households", expanding=True)), _IS_WAITING
).order_by(told_payments.c.at, told_payments.c.message_id)
_PAYERS = (
    _TOLD_BY.where(told_payments.c.payer_token.is_not(None))
    .order_by(told_payments.c.at.desc())
    .limit(bindparam("most"))
)
_SETTLE_TOLD = (
    update(told_payments).where(told_payments.c.message_id == bindparam("message")).values(state=bindparam("to_state"))
)

_ADD_CLAIM = or_leave(claims, "id")
_CLAIM = select(claims).where(claims.c.id == bindparam("claim"))
_CLAIMS = select(claims).where(claims.c.organizer_id == bindparam("organizer"))
_IS_OPEN = claims.c.state == constant(ClaimState.OPEN)
_OPEN = _CLAIMS.where(_IS_OPEN).order_by(claims.c.at, claims.c.id).limit(bindparam("most"))
_LATELY = (
    _CLAIMS.where(claims.c.at >= bindparam("since"))
    .order_by(claims.c.at.desc(), claims.c.id.desc())
    .limit(bindparam("most"))
)
_OPEN_OF = _CLAIMS.where(claims.c.household_id.in_(bindparam("households", expanding=True)), _IS_OPEN).order_by(
    claims.c.at, claims.c.id
)
_COUNT = select(func.count(claims.c.household_id.distinct())).where(
    claims.c.group_buy_id == bindparam("group_buy"),
    claims.c.product_id == bindparam("product"),
    claims.c.at >= bindparam("since"),
)
_CHANGE_CLAIM = update(claims).where(claims.c.id == bindparam("claim"))
_SETTLE_CLAIM = _CHANGE_CLAIM.values(state=bindparam("to_state"))
_PHOTOS = _CHANGE_CLAIM.values(photos=bindparam("of_photos", type_=claims.c.photos.type))


class SqlToldPayments:
    """Under whose name was paid is personal, and stands behind a token of the household's."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def add(self, told: ToldPayment) -> bool:
        if self.get(told.id) is not None:
            return False
        token = None
        if told.payer is not None:
            token = self._work.personal.seal(
                told.household, Kind.PAYER, told.payer, organizer=told.organizer, at=told.at, term=Term.ORDER
            )
        row = {
            "message_id": told.id,
            "organizer_id": told.organizer,
            "household_id": told.household,
            "group_id": told.group,
            "at": told.at,
            "fen": told.fen,
            "tip_fen": told.tip_fen,
            "payer_token": token,
            "picture_id": told.picture,
            "beside": list(told.beside),
            "state": told.state,
        }
        return _ADD_TOLD.run(self._work, row) > 0

    def get(self, told: MessageId) -> ToldPayment | None:
        rows = self._work.connection.execute(_TOLD, {"message": told}).all()
        return next(iter(self._opened(rows)), None)

    def waiting(self, organizer: OrganizerId, *, limit: int = 50) -> Sequence[ToldPayment]:
        return self._opened(self._work.connection.execute(_WAITING, {"organizer": organizer, "most": limit}).all())

    def waiting_of(self, organizer: OrganizerId, households: Iterable[PersonId]) -> Sequence[ToldPayment]:
        ids = sorted(set(households))
        given = {"organizer": organizer, "households": ids}
        return self._opened(self._work.connection.execute(_WAITING_OF, given).all()) if ids else ()

    def settle(self, told: MessageId, state: ToldState) -> None:
        self._work.connection.execute(_SETTLE_TOLD, {"message": told, "to_state": state})

    def payers(self, organizer: OrganizerId, *, limit: int = 200) -> Sequence[tuple[str, PersonId]]:
        rows = self._work.connection.execute(_PAYERS, {"organizer": organizer, "most": limit}).all()
        return [(told.payer, told.household) for told in self._opened(rows) if told.payer]

    def _opened(self, rows: Sequence[Row[Any]]) -> list[ToldPayment]:
        clear = self._work.personal.open_all(row.payer_token for row in rows)
        return [
            ToldPayment(
                id=row.message_id,
                organizer=row.organizer_id,
                household=row.household_id,
                at=row.at,
                group=row.group_id,
                fen=row.fen,
                payer=clear.get(row.payer_token or ""),
                picture=row.picture_id,
                beside=tuple(row.beside),
                tip_fen=row.tip_fen,
                state=ToldState(row.state),
            )
            for row in rows
        ]


class SqlClaims:
    def __init__(self, work: Work) -> None:
        self._work = work

    def add(self, claim: ClaimKept) -> bool:
        row = {
            "id": claim.id,
            "organizer_id": claim.organizer,
            "group_buy_id": claim.group_buy,
            "household_id": claim.household,
            "message_id": claim.message,
            "group_id": claim.group,
            "at": claim.at,
            "product_id": claim.product,
            "quantity": claim.quantity,
            "photos": list(claim.photos),
            "state": claim.state,
        }
        return _ADD_CLAIM.run(self._work, row) > 0

    def get(self, claim: str) -> ClaimKept | None:
        row = self._work.connection.execute(_CLAIM, {"claim": claim}).first()
        return None if row is None else _claim(row)

    def open(self, organizer: OrganizerId, *, limit: int = 50) -> Sequence[ClaimKept]:
        return self._found(_OPEN, organizer=organizer, most=limit)

    def lately(self, organizer: OrganizerId, since: datetime, *, limit: int = 50) -> Sequence[ClaimKept]:
        return self._found(_LATELY, organizer=organizer, since=since, most=limit)

    def open_of(self, organizer: OrganizerId, households: Iterable[PersonId]) -> Sequence[ClaimKept]:
        ids = sorted(set(households))
        return self._found(_OPEN_OF, organizer=organizer, households=ids) if ids else ()

    def count(self, group_buy: GroupBuyId, product: ProductId, since: datetime) -> int:
        given = {"group_buy": group_buy, "product": product, "since": since}
        return int(self._work.connection.execute(_COUNT, given).scalar() or 0)

    def settle(self, claim: str, state: ClaimState) -> None:
        self._work.connection.execute(_SETTLE_CLAIM, {"claim": claim, "to_state": state})

    def add_photos(self, claim: str, photos: Sequence[MessageId]) -> None:
        known = self.get(claim)
        if known is not None:
            given = list(dict.fromkeys((*known.photos, *photos)))
            self._work.connection.execute(_PHOTOS, {"claim": claim, "of_photos": given})

    def _found(self, statement: Any, **given: Any) -> list[ClaimKept]:
        return [_claim(row) for row in self._work.connection.execute(statement, given)]


def _claim(row: Row[Any]) -> ClaimKept:
    return ClaimKept(
        id=row.id,
        organizer=row.organizer_id,
        group_buy=row.group_buy_id,
        household=row.household_id,
        message=row.message_id,
        at=row.at,
        group=row.group_id,
        product=row.product_id,
        quantity=row.quantity,
        photos=tuple(row.photos),
        state=ClaimState(row.state),
    )
