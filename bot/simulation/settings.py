"""How is a group of each character run? The settings that its organizer would choose (organizer-notes, section 6)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from types import MappingProxyType

from bot.simulation.profiles import Character
from models.community.people import GroupSettings

_SETTINGS: Mapping[Character, GroupSettings] = MappingProxyType(
    {
        Character.SHOP: GroupSettings(),
        Character.LOCKDOWN: GroupSettings(list_at=time(8, 30), show_rooms=True),
        Character.VILLAGE: GroupSettings(list_at=time(7)),
    }
)


def settings_of(character: Character) -> GroupSettings:
    return _SETTINGS[character]
