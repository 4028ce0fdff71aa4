"""Who is who: organizers, their groups with the settings that each has, and the people in them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, time
from enum import StrEnum

from models.community.pickup import NoticeBy, PickupPoint, ShortageRule
from models.values import GroupId, OrganizerId, PersonId, Role


class AckPolicy(StrEnum):
    """How orders are acknowledged in the group: each one, many at once after a lull, or not at all."""

    EACH = "each"
    BATCH = "batch"
    QUIET = "quiet"


class AddressForm(StrEnum):
    """How neighbours are spoken to."""

    PLAIN = "你"
    POLITE = "您"


class GroupMode(StrEnum):
    """What sort of group it is: each brings defaults of its own (models/community/modes.py)."""

    SHOP = "shop"
    LOCKDOWN = "lockdown"
    VILLAGE = "village"


@dataclass(frozen=True, slots=True)
class GroupSettings:
    """How one group is run. Defaults: organizer-notes, section 6, and docs/tact.md. Times are wall-clock in
    ``time_zone``; quiet hours are (from, until), None for none."""

    mode: GroupMode = GroupMode.SHOP
    time_zone: str = "Asia/Shanghai"
    list_at: time | None = time(9, 0)
    cutoff_at: time = time(20, 0)
    reminder_minutes: int = 30
    reminds: bool = True
    pickup_at: time | None = time(16, 30)
    pickup_until: time = time(20, 0)
    summary_at: time | None = time(21, 30)
    pickup_place: str = ""
    pickup_points: tuple[PickupPoint, ...] = ()
    notice_by: NoticeBy = NoticeBy.NUMBER
    shortage_rule: ShortageRule = ShortageRule.LAST_FIRST
    address_form: AddressForm = AddressForm.PLAIN
    list_poster: bool = True
    ack_policy: AckPolicy = AckPolicy.BATCH
    ack_lull_seconds: int = 180
    ack_gap_seconds: int = 45 * 60
    ack_most_a_day: int = 4
    ask_wait_seconds: int = 75
    post_gap_seconds: tuple[int, int] = (8, 20)
    after_arrival_only: bool = False
    after_arrival_minutes: int = 0
    show_rooms: bool = False
    number_is_house: bool = False
    doubt_above_fen: int = 50_000
    doubt_times_usual: int = 5
    quiet_hours: tuple[time, time] | None = (time(21, 30), time(7, 30))
    soft_quiet_hours: tuple[time, time] | None = (time(12, 30), time(14, 0))
    her_quiet_hours: tuple[time, time] | None = (time(22, 30), time(7, 30))
    unasked_a_day: int = 6
    unasked_at_most: int = 8
    answer_gap_seconds: int = 180


@dataclass(frozen=True, slots=True)
class Organizer:
    """Who owns groups. ``person`` is who they are in WeChat; every row of theirs carries ``id``."""

    id: OrganizerId
    name: str
    person: PersonId


@dataclass(frozen=True, slots=True)
class Group:
    """One room of one organizer. ``room_id`` is the channel's own. ``own`` names the settings that she chose for this
    group herself: they stay when the configuration says otherwise."""

    id: GroupId
    organizer: OrganizerId
    channel: str
    room_id: str
    name: str
    settings: GroupSettings = field(default_factory=GroupSettings)
    kept_notice_said: bool = False
    own: frozenset[str] = frozenset()

    def choosing(self, **chosen: object) -> Group:
        """The group with settings that she chose for it, which stay from now on."""
        settings = replace(self.settings, **chosen)  # type: ignore[arg-type]
        return replace(self, settings=settings, own=self.own | chosen.keys())

    def leaving(self, defaults: GroupSettings, *names: str) -> Group:
        """The group with some of its own settings given up for the usual ones."""
        usual = {name: getattr(defaults, name) for name in names}
        return replace(self, settings=replace(self.settings, **usual), own=self.own - set(names))

    def settled_over(self, defaults: GroupSettings) -> Group:
        """The group as ``defaults`` have it, but for what was chosen for it."""
        chosen = {name: getattr(self.settings, name) for name in self.own}
        return replace(self, settings=replace(defaults, **chosen))


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in WeChat, as one organizer's bot knows them. ``contact_id`` is the channel's own id, None once
    forgotten; ``nickname`` is the name in the room where it is known, else the person's own. What the organizer has
    marked: ``to_door``, goods are brought to them; ``spared``, where goods are short others' are missing first."""

    id: PersonId
    organizer: OrganizerId
    channel: str
    contact_id: str | None
    nickname: str
    is_friend: bool
    first_seen: datetime
    role: Role = Role.RESIDENT
    to_door: bool = False
    spared: bool = False
