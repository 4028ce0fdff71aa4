"""How is a group of each character run? In the bot's own mode for it, as its organizer would say."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot.simulation.profiles import Character
from models.community.people import GroupMode

_MODES: Mapping[Character, GroupMode] = MappingProxyType(
    {
        Character.SHOP: GroupMode.SHOP,
        Character.LOCKDOWN: GroupMode.LOCKDOWN,
        Character.VILLAGE: GroupMode.VILLAGE,
    }
)


def mode_of(character: Character) -> GroupMode:
    return _MODES[character]
