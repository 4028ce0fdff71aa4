"""What sort of group is simulated? How many messages a day, and of which character: a shop, a lock-down, a village."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from types import MappingProxyType

from models.errors import BadInput


class Character(StrEnum):
    SHOP = "shop"
    LOCKDOWN = "lockdown"
    VILLAGE = "village"


#: Messages a day, as organizer-notes counts small, usual and large groups.
SIZES = (20, 80, 300)


@dataclass(frozen=True, slots=True)
class Profile:
    """``messages`` is what people write in the group on a day, on average."""

    messages: int
    character: Character

    @property
    def name(self) -> str:
        return f"{self.messages}-{self.character}"


PROFILES = tuple(Profile(messages, character) for character in Character for messages in SIZES)
NAMES = tuple(profile.name for profile in PROFILES)

#: Of twenty groups of a mix: most are shops of the usual size, and a village is rarely loud.
_MIX = (
    "80-shop",
    "20-shop",
    "80-shop",
    "300-shop",
    "20-village",
    "80-shop",
    "80-lockdown",
    "20-shop",
    "80-shop",
    "20-village",
    "300-lockdown",
    "80-shop",
    "80-village",
    "20-shop",
    "80-shop",
    "300-shop",
    "80-shop",
    "20-lockdown",
    "80-shop",
    "300-village",
)


def profile_named(name: str) -> Profile:
    """`80-shop`. Raises BadInput with the names that there are."""
    for profile in PROFILES:
        if profile.name == name.strip():
            return profile
    raise BadInput(f"no profile {name!r}; there are {', '.join(NAMES)}")


def profile_of(group: int, chosen: Profile | None) -> Profile:
    """The profile of one group: the one that was chosen, else its share of the mix."""
    return chosen or profile_named(_MIX[group % len(_MIX)])


@dataclass(frozen=True, slots=True)
class Habits:
    """What all groups of a character have in common.

    ``hours``: how loud each hour of the day is, from midnight. ``list_at``, ``closes_at`` and ``arrives_at`` are the
    hours of which an organizer chooses her own. ``quiet_from``, ``quiet_until``: organizer-notes, section 6.
    ``market_digits``: on which days of the month there is a group-buy (last digits); empty: on all.
    """

    hours: tuple[int, ...]
    list_at: tuple[time, ...]
    closes_at: tuple[time, ...]
    arrives_at: tuple[time, ...]
    goods_of_a_list: tuple[int, int]
    quiet_from: time = time(21, 30)
    quiet_until: time = time(7, 30)
    market_digits: tuple[int, ...] = ()


HABITS: Mapping[Character, Habits] = MappingProxyType(
    {
        Character.SHOP: Habits(
            hours=(1, 0, 0, 0, 0, 0, 2, 10, 16, 14, 12, 10, 9, 6, 6, 8, 11, 14, 14, 16, 12, 8, 4, 2),
            list_at=(time(7, 40), time(8), time(8), time(8, 30), time(9), time(9)),
            closes_at=(time(18), time(19), time(19, 30), time(20), time(20), time(20, 30)),
            arrives_at=(time(10), time(15), time(16), time(16, 30), time(17)),
            goods_of_a_list=(8, 14),
        ),
        Character.LOCKDOWN: Habits(
            hours=(2, 1, 0, 0, 0, 1, 4, 10, 14, 14, 13, 12, 10, 9, 10, 11, 11, 12, 12, 13, 12, 10, 7, 4),
            list_at=(time(8), time(8, 30), time(9)),
            closes_at=(time(17), time(18), time(20)),
            arrives_at=(time(14), time(15), time(16)),
            goods_of_a_list=(5, 8),
        ),
        Character.VILLAGE: Habits(
            hours=(0, 0, 0, 0, 1, 6, 14, 16, 12, 8, 7, 6, 5, 3, 4, 5, 7, 10, 14, 12, 6, 2, 0, 0),
            list_at=(time(6, 30), time(7), time(7)),
            closes_at=(time(17), time(18), time(19)),
            arrives_at=(time(9), time(15)),
            goods_of_a_list=(6, 9),
            quiet_from=time(20, 30),
            quiet_until=time(6),
            market_digits=(2, 5, 8),
        ),
    }
)


def is_quiet(at: time, habits: Habits) -> bool:
    """Whether a wall-clock time lies in the hard quiet hours, which go over midnight."""
    return at >= habits.quiet_from or at < habits.quiet_until
