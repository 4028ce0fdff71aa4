"""What does a mode bring along, and what does it leave alone?"""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from models.community.modes import MODE_WORDS, defaults_of, mode_called, switched
from models.community.people import GroupMode, GroupSettings


def test_each_mode_has_its_own_day() -> None:
    assert defaults_of(GroupMode.SHOP) == GroupSettings()
    lockdown, village = defaults_of(GroupMode.LOCKDOWN), defaults_of(GroupMode.VILLAGE)
    assert (lockdown.list_at, lockdown.show_rooms) == (time(8, 30), True)
    assert (village.list_at, village.quiet_hours) == (time(7), (time(20, 30), time(6)))


@pytest.mark.parametrize("mode", GroupMode)
@pytest.mark.parametrize("other", GroupMode)
def test_to_another_mode_and_back_is_as_it_was(mode: GroupMode, other: GroupMode) -> None:
    settings = replace(defaults_of(mode), cutoff_at=time(18), list_at=time(10, 15))
    there = switched(settings, other)
    assert there.mode is other
    assert there.list_at == time(10, 15), "what was set by hand stays"
    assert switched(there, mode) == settings


@pytest.mark.parametrize(
    ("word", "mode"), [("乡村", GroupMode.VILLAGE), ("封控模式", GroupMode.LOCKDOWN), ("小店", GroupMode.SHOP)]
)
def test_modes_go_by_their_names(word: str, mode: GroupMode) -> None:
    assert mode_called(word) is mode


def test_no_name_is_two_modes() -> None:
    words = [word for names in MODE_WORDS.values() for word in names]
    assert len(words) == len(set(words))
    assert mode_called("城市") is None
