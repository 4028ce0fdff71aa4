"""Who speaks, and about what? Rooms full of residents, and an organizer with an open group-buy in each room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from handlers.house import House
from handlers.place import find_group
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.stages import Stage
from models.ports import UnitOfWork
from models.values import GroupBuyId, Incoming, MessageKind
from tests.load.talk import Words, product_list

BOT, ORGANIZER = "wxid_bot", "wxid_owner"
PRODUCTS_OF_A_LIST = 15


@dataclass(frozen=True, slots=True)
class Line:
    """One message to be said."""

    room: str
    talker: str
    text: str


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    rooms: int
    residents: int

    def room_id(self, room: int) -> str:
        return f"{1000 + room}@chatroom"

    def room_name(self, room: int) -> str:
        return f"{room + 1}号院团购群"

    def residents_of(self, room: int) -> dict[str, str]:
        """Contact ids, and the names that go with them."""
        return {f"wxid_{room}_{number}": f"邻居{room}之{number}" for number in range(self.residents)}

    def greetings(self) -> list[Line]:
        """Everybody says one thing, so that everybody is known."""
        return [
            Line(self.room_id(room), talker, "早") for room in range(self.rooms) for talker in self.residents_of(room)
        ]

    def talk(self, seed: int) -> Iterator[Line]:
        """What is said, without end."""
        chance = Random(seed)
        everybody = [list(self.residents_of(room)) for room in range(self.rooms)]
        words = [Words(product_list(PRODUCTS_OF_A_LIST), chance) for _ in range(self.rooms)]
        while True:
            room = chance.randrange(self.rooms)
            yield Line(self.room_id(room), chance.choice(everybody[room]), words[room].say())

    def open_everywhere(self, unit: UnitOfWork, channel: str, now: datetime, house: House, day: int = 0) -> None:
        """Close what is open, and open a group-buy with a list of its own in each room."""
        for room in range(self.rooms):
            self._open(room, unit, channel, now, house, day)

    def _open(self, room: int, unit: UnitOfWork, channel: str, now: datetime, house: House, day: int) -> None:
        group = find_group(self._entrance(room, channel, now), unit, now, house)
        assert group is not None, "the only organizer owns every room"
        for earlier in unit.group_buys.lock(one.id for one in unit.group_buys.live_in(group.id)):
            unit.books.record(earlier.id, unit.books.open(earlier.id).close(now))
            for over in settled(earlier, now):
                unit.group_buys.put(over)
        unit.group_buys.put(
            GroupBuy(
                id=GroupBuyId(unit.ids.new()),
                organizer=group.organizer,
                groups=(group.id,),
                title="周三生鲜团",
                products=product_list(PRODUCTS_OF_A_LIST, prefix=f"d{day}r{room}p"),
                stage=Stage.OPEN,
                opened_at=now,
                closes_at=now + timedelta(hours=23),
                created_at=now,
            )
        )

    def _entrance(self, room: int, channel: str, now: datetime) -> Incoming:
        return Incoming(
            channel,
            BOT,
            f"entrance-{room}",
            ORGANIZER,
            now,
            kind=MessageKind.JOIN,
            room_id=self.room_id(room),
            room_name=self.room_name(room),
            member_ids=(BOT,),
        )


def settled(group_buy: GroupBuy, now: datetime) -> Iterator[GroupBuy]:
    """The same group-buy, stage by stage, until all is over."""
    for stage in (Stage.CLOSED, Stage.HANDING_OUT, Stage.SETTLED):
        yield replace(group_buy, stage=stage, closed_at=now)
