"""What sort of group is it, and what does that change? The defaults of each mode, and going from one to another.

Only defaults: a value that was set one by one stays as it is (organizer-notes, 1.19, 1.20 and section 6).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from typing import Any

from models.community.people import GroupMode, GroupSettings

#: What differs from a shop.
_PRESETS: Mapping[GroupMode, Mapping[str, Any]] = {
    GroupMode.SHOP: {},
    # Everything is public for the sake of trust, and goods come when the gate is open.
    GroupMode.LOCKDOWN: {"list_at": time(8, 30), "show_rooms": True},
    # People rise with the sun and go to bed with it.
    GroupMode.VILLAGE: {"list_at": time(7, 0), "quiet_hours": (time(20, 30), time(6, 0))},
}

#: How each is called; the first word is the one shown.
MODE_WORDS: Mapping[GroupMode, tuple[str, ...]] = {
    GroupMode.SHOP: ("小店", "店", "商店", "日常", "普通", "平时", "小区", "正常"),
    GroupMode.LOCKDOWN: ("封控", "封闭", "封楼", "隔离", "封城", "封"),
    GroupMode.VILLAGE: ("乡村", "村", "村里", "农村", "乡下", "镇上"),
}

#: What depends on the mode.
OF_THE_MODE = frozenset(name for preset in _PRESETS.values() for name in preset)


def defaults_of(mode: GroupMode) -> GroupSettings:
    """How a group of this sort is run where nobody says otherwise."""
    return replace(GroupSettings(mode=mode), **_PRESETS[mode])


def switched(settings: GroupSettings, mode: GroupMode) -> GroupSettings:
    """The same settings in another mode: what was the old mode's default becomes the new one's, what was set by hand
    stays."""
    old, new = defaults_of(settings.mode), defaults_of(mode)
    moved = {name: getattr(new, name) for name in OF_THE_MODE if getattr(settings, name) == getattr(old, name)}
    return replace(settings, mode=mode, **moved)


def mode_called(word: str) -> GroupMode | None:
    """The mode that goes by this word: `乡村`, `封控模式`."""
    bare = word.strip().removesuffix("模式").removesuffix("群").strip()
    return next((mode for mode, words in MODE_WORDS.items() if bare in words), None)
