"""What does a use case hold in its hands? One turn: who speaks, the unit of work, the moment, the house."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from handlers.house import House
from handlers.place import Speaker
from handlers.replies.shelf_life import with_shelf_life
from models.community.people import Group, GroupSettings, Person
from models.mail import Post
from models.ports import UnitOfWork
from models.values import GroupBuyId, PersonId, Role


@dataclass(frozen=True, slots=True)
class Turn:
    """One command's turn. Everything that it does, it does through ``unit``. ``group_buy``: the one that is meant,
    where she was asked and has said which."""

    speaker: Speaker
    unit: UnitOfWork
    now: datetime
    house: House
    group_buy: GroupBuyId | None = None

    @property
    def person(self) -> PersonId:
        return self.speaker.person.id

    @property
    def settings(self) -> GroupSettings:
        return self.house.defaults if self.speaker.group is None else self.speaker.group.settings

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.settings.time_zone)

    @property
    def said_at(self) -> datetime:
        """When it was said, by the clock on the wall: what `今晚8点` is told from."""
        return self.speaker.at.astimezone(self.zone)

    def tell(self, post: Post) -> None:
        """Put something to say into the outbox."""
        self.unit.outbox.add_later(self.speaker.organizer.id, with_shelf_life(post, self.now), self.now)

    def of_her(self, organizer: Person) -> Turn:
        """The same turn as if she had spoken privately: what she is offered is remembered for her."""
        return replace(self, speaker=replace(self.speaker, person=organizer, role=Role.ORGANIZER, group=None))

    def in_group(self, group: Group | None) -> Turn:
        """The same turn as if it had been said in a group."""
        return replace(self, speaker=replace(self.speaker, group=group))
