"""What is known of a command that can be typed? Its row in the table, and the readers that every family needs."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from pydantic import ValidationError

from handlers import commands as c
from handlers.forms import Moment, WrongForm
from models.values import Role

Read = Callable[[str, Moment], "c.AnyCommand | WrongForm"]
Natural = Callable[[re.Match[str], Moment], "c.AnyCommand | WrongForm | None"]
Shapes = tuple[tuple[re.Pattern[str], Natural], ...]


class Part(StrEnum):
    """The part of her day in which a command is said, in order; ``帮助`` goes by it."""

    OPENING = "开团"
    TAKING_ORDERS = "接单"
    CUT_OFF = "截单"
    ARRIVAL = "到货"
    EVENING = "晚上"
    ANY_TIME = "随时"


@dataclass(frozen=True, slots=True)
class Spec:
    """One command.

    ``name`` is its name behind a slash or in a private chat; ``aliases`` are whole texts that mean it without
    arguments; ``natural`` are shapes of whole texts, ``quoted`` of what stands beside a quoted message. ``public``: it
    may be typed in the group and does something that the group sees; everything else is answered privately.
    ``rights``: who may. ``lines``: it may have several; ``verbatim``: what stands behind the name is read as it was
    written.
    """

    name: str
    usage: str
    help: str
    examples: tuple[str, ...]
    read: Read
    part: Part = Part.ANY_TIME
    aliases: tuple[str, ...] = ()
    natural: Shapes = ()
    quoted: Shapes = ()
    rights: frozenset[Role] = frozenset({Role.ORGANIZER, Role.HELPER})
    public: bool = False
    lines: bool = False
    verbatim: bool = False


def bare(
    name: str,
    command: c.AnyCommand,
    told: str,
    *,
    examples: tuple[str, ...] = (),
    part: Part = Part.ANY_TIME,
    aliases: tuple[str, ...] = (),
    public: bool = False,
) -> Spec:
    """The row of a command without arguments: how it is used is its first example, which is its name unless another is
    given; ``told`` is what ``帮助`` says of it."""
    typed = examples or (name,)
    return Spec(name, typed[0], told, typed, plain(command), part, aliases, public=public)


def within_bounds(read: Callable[[], c.AnyCommand | WrongForm | None]) -> c.AnyCommand | WrongForm | None:
    """What a reader makes of a text; a figure beyond its bounds is a wrong form, and no fault of ours."""
    try:
        return read()
    except ValidationError:
        return WrongForm("这个数不行")


def first_of(shapes: Shapes, text: str, sent: Moment) -> c.AnyCommand | WrongForm | None:
    """What a text means in the first of the shapes that makes something of it."""
    for shape, build in shapes:
        match = shape.fullmatch(text)
        meant = build(match, sent) if match else None
        if meant is not None:
            return meant
    return None


def not_understood(rest: str) -> WrongForm:
    return WrongForm(f"“{rest}”没看懂")


def no_time(rest: str) -> WrongForm:
    return WrongForm(f"“{rest}”不像时间")


#: Behind a command that tells figures: as a file, too.
AS_TABLE = frozenset({"表格", "表", "excel", "Excel", "EXCEL", "xlsx", "文件", "带表格", "要表格"})


def plain_or_table(command: c.AnyCommand, as_table: c.AnyCommand) -> Read:
    """A command without arguments, or with the wish for a file behind it."""

    def read(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
        if rest in AS_TABLE:
            return as_table
        return not_understood(rest) if rest else command

    return read


def plain(command: c.AnyCommand) -> Read:
    """A command without arguments."""

    def read(rest: str, sent: Moment) -> c.AnyCommand | WrongForm:
        return not_understood(rest) if rest else command

    return read
