"""What do the households of a building want, as its captain adds them up? `5号楼楼长：101 A2 / 102 A1B1 / 203 无`.

One part for each room; `无` is an answer too. What stands in brackets is a wish that goes with the order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from models.values import Recipient

_HEAD = re.compile(
    r"^\s*(?:我是)?\s*(?P<building>\d{1,3}|[一二三四五六七八九十]{1,3}|[A-Za-z])\s*(?:号楼|号|栋|幢|座|#)"
    r"\s*(?:(?P<unit>\d{1,2})\s*单元)?\s*(?:的)?\s*(?:楼长|楼组长|组长|志愿者|汇总)\s*(?:汇总|报)?\s*[:：,，\n]?"
)
_APART = re.compile(r"\s*[/／;；\n]\s*|\s*[,，、]\s*(?=\d{3,4}(?!\d))")
_ROOM = re.compile(
    r"^\s*(?:(?P<unit>\d{1,2})\s*(?:单元|-)\s*)?(?P<room>\d{3,4})\s*(?:室|号)?\s*[:：]?\s*(?P<rest>.*)$", re.S
)
_NOTHING = re.compile(r"(?:无|没有?|不要|不用|不需要|0|零|都不要|没)了?[。.]?")
_NOTE = re.compile(r"[(（]([^()（）]{1,30})[)）]")
_CN = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}


@dataclass(frozen=True, slots=True)
class RoomSaid:
    """What is said of one room: ``goods`` as written (empty: nothing is wanted), ``note`` what stood in brackets."""

    recipient: Recipient
    goods: str
    note: str | None = None

    @property
    def wants_nothing(self) -> bool:
        return not self.goods


@dataclass(frozen=True, slots=True)
class CaptainsSum:
    """A building's households, and the parts of the text that are none."""

    building: str
    rooms: tuple[RoomSaid, ...]
    unread: tuple[str, ...] = ()


def read_captains_sum(text: str) -> CaptainsSum | None:
    """The sum that a text is; None where it is nothing of the kind."""
    head = _HEAD.match(text)
    if head is None:
        return None
    building = _building(head["building"])
    rooms: dict[Recipient, RoomSaid] = {}
    unread: list[str] = []
    for part in filter(None, _APART.split(text[head.end() :].strip())):
        said = _room(part, building, head["unit"])
        if said is None:
            unread.append(part)
        else:
            rooms[said.recipient] = said
    return CaptainsSum(building, tuple(rooms.values()), tuple(unread)) if rooms else None


def _building(text: str) -> str:
    if text[0] not in _CN:
        return text.upper()
    tens, _, ones = text.rpartition("十")
    if "十" not in text:
        return str(_CN[text]) if len(text) == 1 else text
    return str((_CN.get(tens, 1)) * 10 + _CN.get(ones, 0))


def _room(part: str, building: str, unit: str | None) -> RoomSaid | None:
    found = _ROOM.match(part)
    if found is None:
        return None
    notes = _NOTE.findall(found["rest"])
    goods = _NOTE.sub(" ", found["rest"]).strip(" ，,。")
    if not goods and not notes:
        return None
    recipient = Recipient(building, found["unit"] or unit, found["room"])
    if _NOTHING.fullmatch(goods):
        return RoomSaid(recipient, "", "；".join(notes) or None)
    return RoomSaid(recipient, goods, "；".join(notes) or None) if goods else None
