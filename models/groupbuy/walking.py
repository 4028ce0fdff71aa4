"""In which order does somebody walk who brings goods to doors? By building, unit and floor, as far as they are known.

Houses are written as people write them: `3`, `12`, `B`, `3A`, `1203`, `负101`. What is not known stands last where it
is missing, so that a door without a building is nobody's way back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from models.values import Recipient

_PIECES = re.compile(r"(\d+)|(\D+)")
_ROOM = re.compile(r"(负|-|[Bb])?(\d+)")
#: A room of so many digits tells its floor in all but the last two.
_TELLS_FLOOR = 3

Part = tuple[int, int, str]
#: What comes first is smaller; keys of any two doors can be compared.
DoorKey = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Door:
    """Where somebody goes; ``floor`` is what the room's number tells, None where it tells nothing."""

    building: str | None
    unit: str | None
    floor: int | None
    room: str | None

    def __bool__(self) -> bool:
        return any((self.building, self.unit, self.room))


def door_of(recipient: Recipient | None) -> Door:
    """The door of an address; one without anything where there is none."""
    if recipient is None:
        return Door(None, None, None, None)
    return Door(recipient.building, recipient.unit, floor_of(recipient.room), recipient.room)


def floor_of(room: str | None) -> int | None:
    """The floor that a room's number tells: `501` is 5, `1203` is 12, `负102` is -1; `5` tells nothing."""
    found = _ROOM.match(room or "")
    if found is None or len(found[2]) < _TELLS_FLOOR:
        return None
    floor = int(found[2][:-2])
    return -floor if found[1] else floor


def walking_key(door: Door) -> DoorKey:
    """Sorts doors into walking order: 2 before 10, numbers before letters, low floors first, no address last."""
    floor = (door.floor is None, door.floor or 0)
    return (not door, _natural(door.building), _natural(door.unit), floor, _natural(door.room))


@lru_cache(maxsize=1024)
def _natural(text: str | None) -> tuple[bool, tuple[Part, ...]]:
    """`10` behind `2`, `B` behind both, and what is not known behind all."""
    return text is None, tuple(
        (0, int(digits), "") if digits else (1, 0, letters) for digits, letters in _PIECES.findall(text or "")
    )
