"""Who said it, and where? The organizer, group, person and role behind a message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from handlers import standing_plans
from handlers.house import House
from handlers.replies import to_group
from models.community.people import Group, GroupSettings, Organizer, Person
from models.ports import Sighting, UnitOfWork
from models.values import GroupId, Incoming, MessageId, Role

#: A chat with oneself that every WeChat account has.
_FILE_HELPER = "filehelper"
#: Commands that every helper has: what there is to say, and what was done by mistake.
ALWAYS_A_HELPERS = frozenset({"帮助", "撤销"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks to the bot, and where; ``group`` is None in a private chat.

    ``at`` is when they sent it, ``message`` the inbox row that carries it.
    """

    organizer: Organizer
    person: Person
    role: Role
    group: Group | None
    message: MessageId
    at: datetime

    @property
    def commands(self) -> bool:
        """Whether their words may be commands."""
        return self.role is not Role.RESIDENT

    def may(self, command: str) -> bool:
        """Whether a command, by its name, is theirs to give."""
        if self.role is Role.HELPER:
            return command in ALWAYS_A_HELPERS or command in (self.person.helps_with or ())
        return self.role is Role.ORGANIZER

    @property
    def settings(self) -> GroupSettings:
        return GroupSettings() if self.group is None else self.group.settings


def find_speaker(
    incoming: Incoming, message: MessageId, unit: UnitOfWork, now: datetime, house: House
) -> Speaker | None:
    """The speaker behind a message, known from now on; None where it belongs to nobody's groups."""
    group = find_group(incoming, unit, now, house)
    organizer = _organizer_of(incoming, group, unit, now)
    if organizer is None:
        return None
    person = see_sender(incoming, organizer, group, unit)
    role = Role.ORGANIZER if person.id in organizer.deciding_at(now) else person.role
    return Speaker(organizer, person, role, group, message, incoming.sent_at)


def find_group(incoming: Incoming, unit: UnitOfWork, now: datetime, house: House) -> Group | None:
    """The group of a message's room, made known the first time that somebody speaks there."""
    if incoming.room_id is None:
        return None
    group = unit.groups.by_room(incoming.channel, incoming.room_id)
    if group is not None:
        return group
    owner = _owner_of_room(incoming, unit, house)
    return None if owner is None else _enter(incoming, owner, unit, now, house)


def _enter(incoming: Incoming, owner: Organizer, unit: UnitOfWork, now: datetime, house: House) -> Group:
    group = Group(
        id=GroupId(unit.ids.new()),
        organizer=owner.id,
        channel=incoming.channel,
        room_id=str(incoming.room_id),
        name=incoming.room_name,
        settings=house.defaults,
        kept_notice_said=True,
    )
    unit.groups.put(group)
    unit.outbox.add(owner.id, to_group.keeping_notice(group.id, house.chatter_days), now)
    standing_plans.for_new_group(group, unit, now, house)
    return group


def _owner_of_room(incoming: Incoming, unit: UnitOfWork, house: House) -> Organizer | None:
    named = house.rooms_of.get(incoming.room_name)
    if named is not None:
        return unit.organizers.get(named)
    everybody = unit.organizers.all()
    only = everybody[0] if len(everybody) == 1 and not house.rooms_of else None
    # On her own number there are rooms of her family too: she calls the bot where it is to work.
    if only is None or (_is_own_number(only, incoming, unit) and not _calls_us(incoming, house)):
        return None
    return only


def _is_own_number(organizer: Organizer, incoming: Incoming, unit: UnitOfWork) -> bool:
    """Whether the account that heard this is the organizer's own, and not one of the bot's."""
    return unit.people.id_of(organizer.id, incoming.channel, incoming.account) == organizer.person


def _calls_us(incoming: Incoming, house: House) -> bool:
    called = ("/", "／", *(f"@{name}" for name in house.bot_names))
    return incoming.from_self and incoming.text.strip().startswith(called)


def is_to_somebody_else(incoming: Incoming) -> bool:
    """Whether the account wrote privately to another than itself: on her own number that is the organizer's own
    life. What she writes to herself, or to WeChat's file helper, is meant for us."""
    return incoming.room_id is None and incoming.listener_id not in (None, incoming.account, _FILE_HELPER)


def _organizer_of(incoming: Incoming, group: Group | None, unit: UnitOfWork, now: datetime) -> Organizer | None:
    if group is not None:
        return unit.organizers.get(group.organizer)
    if incoming.room_id is not None:
        return None
    return _private_organizer(incoming, unit, now)


def _private_organizer(incoming: Incoming, unit: UnitOfWork, now: datetime) -> Organizer | None:
    """In a private chat: the organizer who speaks, or in whose place they decide, else the one whom they help, else the
    one whose bot already knows this person, else the only one there is."""
    seen = unit.people.known_as(incoming.channel, incoming.sender_id)
    known = [(organizer, person) for person in seen if (organizer := unit.organizers.get(person.organizer)) is not None]
    for theirs in (
        [organizer for organizer, person in known if person.id == organizer.person],
        [organizer for organizer, person in known if person.id == organizer.deputy_at(now)],
        [organizer for organizer, person in known if person.role is Role.HELPER],
    ):
        if theirs:
            return theirs[0]
    if known:
        return known[0][0]
    everybody = unit.organizers.all()
    only = everybody[0] if len(everybody) == 1 else None
    # On her own number strangers to her groups are her friends and family.
    return None if only is not None and _is_own_number(only, incoming, unit) else only


def see_sender(incoming: Incoming, organizer: Organizer, group: Group | None, unit: UnitOfWork) -> Person:
    """Whoever sent a message, known from now on."""
    return unit.people.see(
        Sighting(
            organizer=organizer.id,
            channel=incoming.channel,
            contact_id=incoming.sender_id,
            nickname=incoming.sender_name,
            is_friend=incoming.sender_is_friend,
            group=None if group is None else group.id,
            at=incoming.sent_at,
        )
    )
