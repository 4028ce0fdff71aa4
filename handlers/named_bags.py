"""Whose bags does she name? By room, name, building or pickup number, several at once, typed with hands full."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handlers.book_commands import Household
from handlers.households import meant_households
from handlers.turn import Turn
from handlers.whose import names_for, whole_whose
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.orders import OrderStanding
from models.groupbuy.stages import Stage
from models.language.normalize import simplify
from models.values import OrderId

#: Stages in which goods are handed out.
HANDING_OUT = (Stage.ARRIVED, Stage.HANDING_OUT)
#: `23号`, `23号 45号`, `23 45 67号`.
_NUMBER = re.compile(r"(\d{1,4})号")
_NUMBERS = re.compile(r"\d{1,4}号?(?:\s*\d{1,4}号?)*(?<=号)")
#: `3栋`, `3号楼2单元`: all who live there.
_BUILDING = re.compile(r"(?:\d{1,3}|[a-zA-Z])(?:栋|号楼|幢|座)(?:\d单元)?(?:的|都)?")
_SEPARATORS = str.maketrans({"、": " ", ",": " ", "，": " ", "和": " ", "跟": " "})


def orders_named(text: str, group_buy: GroupBuy, turn: Turn) -> list[OrderStanding]:
    """The orders of all who are named, by room, name or pickup number; none where one of them is nobody, or may be
    several people."""
    standing = {one.id: one for one in turn.unit.books.read(group_buy.id).orders()}
    found: list[OrderStanding] = []
    for word in words_of(text, group_buy, turn):
        meant = meant_by(word, group_buy, turn)
        if not meant or may_be_several(word, meant):
            return []
        found += [standing[OrderId(str(one.order))] for one in meant]
    return found


def words_of(text: str, group_buy: GroupBuy, turn: Turn) -> list[str]:
    """`501 502 王芳`, `23 45 67号`: one word for each; a name with its room stays one."""
    written = simplify(text).translate(_SEPARATORS).strip()
    numbers = _NUMBERS.fullmatch(written)
    if numbers is not None:
        return [f"{number}号" for number in written.removesuffix("号").replace("号", " ").split()]
    if whole_whose(written, names_for(group_buy, turn)) is not None:
        return [written]
    return written.split()


def meant_by(word: str, group_buy: GroupBuy, turn: Turn) -> list[Household]:
    number = _NUMBER.fullmatch(word)
    if number is not None and not turn.settings.number_is_house:
        return _of_number(int(number[1]), group_buy, turn)
    whose = whole_whose(word, names_for(group_buy, turn))
    return [] if whose is None else [one for one in meant_households(whose, group_buy, turn) if one.order]


def _of_number(number: int, group_buy: GroupBuy, turn: Turn) -> list[Household]:
    """Once goods are there `23号` is a pickup number, and no product any more (organizer-notes, 1.12)."""
    book = turn.unit.books.read(group_buy.id)
    order = next((order for order, given in book.numbers().items() if given == number), None)
    return [Household(member=one.member, order=one.id) for one in book.orders() if one.id == order]


def may_be_several(word: str, found: Sequence[Household]) -> bool:
    """Whether a word for one household may be any of several; `3栋` is all who live there."""
    return len({one.member for one in found}) > 1 and _BUILDING.fullmatch(word) is None
