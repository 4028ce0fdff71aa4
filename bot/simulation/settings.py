"""How is a group of each character run? As the bot's own mode for it has it, which is what its organizer would say."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot.simulation.profiles import Character
from models.community.modes import defaults_of
from models.community.people import GroupMode, GroupSettings

_MODES: Mapping[Character, GroupMode] = MappingProxyType(
    {
        Character.SHOP: GroupMode.SHOP,
        Character.LOCKDOWN: GroupMode.LOCKDOWN,
        Character.VILLAGE: GroupMode.VILLAGE,
    }
)


def settings_of(character: Character) -> GroupSettings:
    return defaults_of(_MODES[character])
