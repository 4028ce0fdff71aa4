"""What does a full day of one group-buy hold? Residents with their houses, products, and what each of them said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random

from handlers.house import House
from handlers.place import Speaker
from handlers.turn import Turn
from models.acts import Delivery, Line, Op, Order
from models.community.people import Group, Organizer
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.said import Said
from models.groupbuy.stages import Stage
from models.groupbuy.terms import Terms
from models.ports import Sighting, UnitOfWork
from models.store import SqlStore
from models.values import GroupBuyId, GroupId, MessageId, OrganizerId, PersonId, Product, Recipient, Role
from scheduler.due import next_due
from tests.load.talk import product_list

_CHANNEL = "fake"
_LI, _ROOM, _BUY = OrganizerId("o1"), GroupId("g1"), GroupBuyId("b1")
_MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
NOW = _MORNING + timedelta(hours=12)
#: Every so many messages are committed together.
_TOGETHER = 100
_WISHES = (None, None, "放门口", "要大个的", "少糖", "杀好剁块")
_NAMES = ("芳芳妈", "老周🌸", "李梅", "陳靜怡", "海阔天空爱生活的小王", "A00-何姐（3号楼）", "Jessica")


@dataclass(frozen=True, slots=True)
class Day:
    """So many ``residents``, each with ``messages`` of them on ``products``; closed, and its goods to be handed out."""

    residents: int
    messages: int
    products: int

    def fill(self, store: SqlStore) -> None:
        chance, goods = Random(self.residents), product_list(self.products)
        with store.unit() as unit:
            self._begin(unit, goods)
            unit.commit()
        said = [(turn, resident) for turn in range(self.messages) for resident in range(self.residents)]
        for start in range(0, len(said), _TOGETHER):
            with store.unit() as unit:
                unit.group_buys.lock([_BUY])
                book = unit.books.open(_BUY)
                book.use(Terms(products=goods))
                for turn, resident in said[start : start + _TOGETHER]:
                    unit.books.record(_BUY, book.take(_said(turn, resident, goods, chance, unit)))
                unit.commit()

    def _begin(self, unit: UnitOfWork, goods: tuple[Product, ...]) -> None:
        unit.organizers.put(Organizer(_LI, "团长", PersonId("p-li")))
        unit.groups.put(Group(_ROOM, _LI, _CHANNEL, "room@chatroom", "阳光小区"))
        unit.group_buys.put(
            GroupBuy(_BUY, _LI, (_ROOM,), "周末生鲜", goods, Stage.CLOSED, created_at=_MORNING, closed_at=NOW)
        )


def _said(turn: int, resident: int, goods: tuple[Product, ...], chance: Random, unit: UnitOfWork) -> Said:
    at = _MORNING + timedelta(seconds=turn * 3600 + resident)
    name = f"{_NAMES[resident % len(_NAMES)]}{resident}"
    person = unit.people.see(Sighting(_LI, _CHANNEL, f"wxid_{resident}", name, is_friend=False, group=_ROOM, at=at))
    lines = tuple(
        Line(one.id, Op.ORDER if turn == 0 else Op.ADD, Decimal(chance.randint(1, 4)))
        for one in chance.sample(goods, min(len(goods), chance.choice((1, 1, 2, 3))))
    )
    first = Order(
        lines,
        Recipient(str(resident % 18 + 1), str(resident % 3 + 1), f"{resident % 28 + 1}0{resident % 4 + 1}", name),
        delivery=Delivery.DOOR if resident % 3 == 0 else None,
        note=chance.choice(_WISHES),
    )
    message = MessageId(f"m{turn}-{resident:05}")
    return Said(message, person.id, at, (first if turn == 0 else Order(lines),), text="要的")


def turn_of(unit: UnitOfWork) -> Turn:
    """The organizer's, privately, when orders are closed."""
    organizer = unit.organizers.get(_LI)
    assert organizer is not None
    person = unit.people.see(Sighting(_LI, _CHANNEL, "wxid_owner", "团长", is_friend=True, group=None, at=NOW))
    speaker = Speaker(organizer, person, Role.ORGANIZER, None, MessageId("m-word"), NOW)
    return Turn(speaker, unit, NOW, House(next_due=next_due))


def group_buy_of(unit: UnitOfWork) -> GroupBuy:
    found = unit.group_buys.get(_BUY)
    assert found is not None
    return found
