"""Who lives in the tests of the store? One organizer, her group, and whoever speaks in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import count

from models.acts import Delivery, Line, Op, Order
from models.community.people import Group, Organizer, Person
from models.events import BookEvent
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.said import Said
from models.groupbuy.stages import Stage
from models.groupbuy.terms import Terms
from models.ports import Sighting, UnitOfWork
from models.store import SqlStore
from models.values import GroupBuyId, GroupId, Incoming, MessageId, OrganizerId, PersonId, Product, ProductId, Recipient

NOW = datetime(2026, 3, 4, 1, 30, tzinfo=UTC)
CHANNEL = "playground"
ACCOUNT = "wxid_bot"
LI = OrganizerId("organizer-li")
HAPPY = GroupId("group-happy")
HAPPY_ROOM = "room-happy@chatroom"
EGGS = Product(ProductId("eggs"), "1", "土鸡蛋", "盒", price_fen=3200, aliases=("鸡蛋",), measure="30枚")
APPLES = Product(ProductId("apples"), "2", "苹果", "斤", price_fen=550, loose=True)
TODAY = GroupBuyId("buy-today")


@dataclass(slots=True)
class Village:
    """Says and sells things in a store; every step is a unit of its own."""

    store: SqlStore
    now: datetime = NOW
    _numbers: count[int] = field(default_factory=lambda: count(1))

    @classmethod
    def settle(cls, store: SqlStore) -> Village:
        village = cls(store)
        with store.unit() as unit:
            unit.organizers.put(Organizer(LI, "李团长", PersonId("person-li")))
            unit.groups.put(Group(HAPPY, LI, CHANNEL, HAPPY_ROOM, "幸福里团购群"))
            unit.commit()
        return village

    def later(self, **span: float) -> datetime:
        self.now += timedelta(**span)
        return self.now

    def sighting(self, name: str, *, contact: str = "", group: GroupId | None = HAPPY) -> Sighting:
        contact = contact or f"wxid_{name}"
        return Sighting(LI, CHANNEL, contact, name, is_friend=False, group=group, at=self.now)

    def sees(self, name: str, *, contact: str = "", group: GroupId | None = HAPPY) -> Person:
        with self.store.unit() as unit:
            person = unit.people.see(self.sighting(name, contact=contact, group=group))
            unit.commit()
            return person

    def said(self, name: str, text: str, *, room: str | None = HAPPY_ROOM, contact: str = "") -> Incoming:
        """A message as a channel hears it, not stored yet."""
        return Incoming(
            channel=CHANNEL,
            account=ACCOUNT,
            message_id=f"msg-{next(self._numbers)}",
            sender_id=contact or f"wxid_{name}",
            sent_at=self.now,
            text=text,
            room_id=room,
            sender_name=name,
        )

    def made(self, *products: Product, group_buy: GroupBuyId = TODAY, stage: Stage = Stage.OPEN) -> GroupBuy:
        """A group-buy, not stored yet."""
        return GroupBuy(
            id=group_buy,
            organizer=LI,
            groups=(HAPPY,),
            title="周三团",
            products=products or (EGGS, APPLES),
            stage=stage,
            created_at=self.now,
            closes_at=self.now + timedelta(hours=10),
        )

    def sells(self, *products: Product, group_buy: GroupBuyId = TODAY, stage: Stage = Stage.OPEN) -> GroupBuy:
        made = self.made(*products, group_buy=group_buy, stage=stage)
        with self.store.unit() as unit:
            unit.group_buys.put(made)
            unit.commit()
        return made

    def orders(
        self,
        name: str,
        *lines: tuple[Product, str],
        group_buy: GroupBuyId = TODAY,
        recipient: Recipient | None = None,
        message: str = "",
        delivery: Delivery | None = None,
        note: str | None = None,
    ) -> tuple[BookEvent, ...]:
        """Somebody orders, in a unit of its own; what happened in the book."""
        person = self.sees(name)
        with self.store.unit() as unit:
            said = self.order_of(person.id, *lines, recipient=recipient, message=message, delivery=delivery, note=note)
            events = enter(unit, group_buy, said)
            unit.commit()
        return events

    def order_of(
        self,
        person: PersonId,
        *lines: tuple[Product, str],
        recipient: Recipient | None = None,
        message: str = "",
        delivery: Delivery | None = None,
        note: str | None = None,
    ) -> Said:
        order = Order(
            lines=tuple(Line(product.id, Op.ORDER, Decimal(quantity)) for product, quantity in lines),
            recipient=recipient,
            delivery=delivery,
            note=note,
        )
        return Said(MessageId(message or f"m-{next(self._numbers):06}"), person, self.now, (order,), text="要的")


def enter(unit: UnitOfWork, group_buy: GroupBuyId, said: Said) -> tuple[BookEvent, ...]:
    """Let the book take a message, and record what happened."""
    (locked,) = unit.group_buys.lock([group_buy])
    book = unit.books.open(group_buy)
    book.use(Terms(products=locked.products))
    events = book.take(said)
    unit.books.record(group_buy, events)
    return events
