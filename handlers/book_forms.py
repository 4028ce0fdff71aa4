"""How are words on the book typed where no list is needed to read them? `放两盒`, and the words beside a quote."""

from __future__ import annotations

import re

from handlers import book_commands as b
from handlers.command_forms import Shapes
from handlers.forms import Moment, WrongForm
from models.language.addresses import find_addresses
from models.language.normalize import simplify
from models.language.numerals import parse_number
from models.language.units import UNIT_PATTERN

_NUMBER = r"(\d+(?:\.\d+)?|[一二两俩三仨四五六七八九十百半]+)"
_GOODS = r"([\u4e00-\u9fffA-Za-z]{1,10}?|\d{1,3}号)"


def read_say_order(rest: str, sent: Moment) -> b.SayOrder | WrongForm:
    return b.SayOrder(text=rest) if rest else WrongForm("给谁、要什么没写")


def read_say_gift(rest: str, sent: Moment) -> b.SayGift | WrongForm:
    return b.SayGift(text=rest) if rest else WrongForm("谁的、转给谁没写")


def read_waiting(rest: str, sent: Moment) -> b.TellWaiting | b.LetIn | WrongForm:
    """`候补`, `候补 草莓放2盒`."""
    if not rest:
        return b.TellWaiting()
    for shape, build in LET_IN:
        match = shape.fullmatch(rest)
        found = build(match, sent) if match else None
        if isinstance(found, b.LetIn):
            return found
    return WrongForm(f"“{rest}”没看懂")


def _let_in(goods: str, number: str | None) -> b.LetIn | None:
    quantity = None if number is None else parse_number(number)
    if number is not None and not quantity:
        return None
    return b.LetIn(goods=goods.strip(), quantity=quantity)


#: `放两盒`, `再放2`, `放草莓2盒`, `草莓放两盒`, `排着的都放`, `草莓都放了`.
LET_IN: Shapes = (
    (re.compile(rf"再?放(?:出|进)?\s*{_NUMBER}\s*(?:{UNIT_PATTERN})?(?:候补)?"), lambda m, sent: _let_in("", m[1])),
    (
        re.compile(rf"再?放(?:出|进)?\s*{_NUMBER}\s*(?:{UNIT_PATTERN})\s*的?{_GOODS}"),
        lambda m, sent: _let_in(m[2], m[1]),
    ),
    (
        re.compile(rf"再?放(?:出|进)?\s*{_GOODS}\s*{_NUMBER}\s*(?:{UNIT_PATTERN})?"),
        lambda m, sent: _let_in(m[1], m[2]),
    ),
    (
        re.compile(rf"{_GOODS}\s*再?放(?:出|进)?\s*{_NUMBER}\s*(?:{UNIT_PATTERN})?"),
        lambda m, sent: _let_in(m[1], m[2]),
    ),
    (re.compile(r"(?:排着的?|候补)?(?:都|全)放(?:进来)?了?"), lambda m, sent: b.LetIn()),
    (re.compile(rf"{_GOODS}\s*(?:都|全)放(?:进来)?了?"), lambda m, sent: b.LetIn(goods=m[1])),
)

#: Beside a quote of a resident's message.
COUNT_QUOTED: Shapes = ((re.compile(r"记|记上|记下|记一下|记上吧|算|算上|也算"), lambda m, sent: b.CountQuoted()),)


def _change_quoted(match: re.Match[str], sent: Moment) -> b.ChangeQuoted | None:
    quantity = parse_number(match[1])
    return None if quantity is None else b.ChangeQuoted(quantity=quantity)


def _address_quoted(match: re.Match[str], sent: Moment) -> b.AddressQuoted | None:
    written = simplify(match[1])
    found = next((each for each in find_addresses(written) if (each.start, each.end) == (0, len(written))), None)
    if found is None:
        return None
    where = found.recipient
    return b.AddressQuoted(building=where.building, unit=where.unit, room=where.room)


CHANGE_QUOTED: Shapes = (
    (re.compile(r"(?:这是|是)?(?:给|送)\s*(.{1,16}?)家?的?"), _address_quoted),
    (re.compile(r"(?:这是|是)?(.{1,16}?)家?的"), _address_quoted),
    (re.compile(r"不算|不算了|不记|别记|别算|作废|这条不算|这单不算"), lambda m, sent: b.LeaveQuoted()),
    (re.compile(rf"(?:改|改成|改为|给你改|算)\s*{_NUMBER}\s*(?:{UNIT_PATTERN})?(?:了|吧)?"), _change_quoted),
)
