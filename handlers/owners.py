"""Who owns groups? The organizers that the configuration names, made known when the bot starts."""

from __future__ import annotations

from datetime import datetime

from handlers import standing_plans
from handlers.house import House
from models.community.modes import switched
from models.community.people import Organizer
from models.ports import Sighting, UnitOfWork
from models.values import OrganizerId


def introduce(id_: str, name: str, channel: str, contact: str, unit: UnitOfWork, now: datetime) -> Organizer:
    """The organizer with this id, known from now on, together with the person who they are in the channel."""
    organizer_id = OrganizerId(id_)
    known = unit.organizers.get(organizer_id)
    person = unit.people.id_of(organizer_id, channel, contact)
    organizer = Organizer(organizer_id, name, person, deputy=None if known is None else known.deputy)
    if known != organizer:
        unit.organizers.put(organizer)
    if unit.people.get(organizer.person) is None:
        unit.people.see(
            Sighting(
                organizer=organizer_id,
                channel=channel,
                contact_id=contact,
                nickname=name,
                is_friend=True,
                group=None,
                at=now,
            )
        )
    return organizer


def bring_up_to_date(organizer: Organizer, house: House, unit: UnitOfWork, now: datetime) -> None:
    """Groups are run as the configuration says now, also those that are known from an earlier start, in the mode that
    she has set where she has; but what she chose for a group herself stays. Plans go by the clock of their group."""
    for group in unit.groups.of_organizer(organizer.id):
        mode = unit.peace.get(group.id).mode
        settled = group.settled_over(house.defaults if mode is None else switched(house.defaults, mode))
        if settled == group:
            continue
        unit.groups.put(settled)
        if settled.settings.time_zone != group.settings.time_zone:
            standing_plans.move_zone(settled, unit, now, house)
