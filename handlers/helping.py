"""What can she say? The commands, made from the table that reads them."""

from __future__ import annotations

from handlers import commands as c
from handlers.command_reading import spec_named
from handlers.command_table import TABLE
from handlers.command_table.spec import Part, Spec
from handlers.replies import to_organizer
from handlers.turn import Turn
from models.mail import Json

ALL = frozenset({"全部", "所有", "都有啥", "完整"})


def give_help(command: c.GiveHelp, turn: Turn) -> None:
    """`帮助` names them by the part of her day, `帮助 全部` tells of each, `帮助 开团` explains one."""
    if not command.about:
        turn.tell(to_organizer.help_short(turn.person, _parts(turn)))
        return
    if command.about in ALL:
        turn.tell(to_organizer.help_all(turn.person, [_short(spec) for spec in TABLE if turn.may(spec.name)]))
        return
    spec = spec_named(command.about)
    if spec is None:
        turn.tell(to_organizer.refused(turn.person, "no_such_command", command=command.about, example="帮助"))
        return
    turn.tell(to_organizer.help_one(turn.person, describe(spec)))


def _parts(turn: Turn) -> list[Json]:
    """The parts of her day, each with what is said in it, as far as it is theirs to say."""
    hers = [spec for spec in TABLE if turn.may(spec.name)]
    parts = ((part, [spec.name for spec in hers if spec.part is part]) for part in Part)
    return [{"when": part.value, "names": names} for part, names in parts if names]


def _short(spec: Spec) -> Json:
    return {"name": spec.name, "usage": spec.usage, "help": spec.help}


def describe(spec: Spec) -> dict[str, Json]:
    """One command as data: for `帮助` and for ``tuan commands``. ``typed``: where it may be; in the group she turns to
    the bot for it. ``answered``: where its answer stands: what residents need in the group, all else privately."""
    return {
        "name": spec.name,
        "aliases": list(spec.aliases),
        "usage": spec.usage,
        "help": spec.help,
        "examples": list(spec.examples),
        "quoted": bool(spec.quoted),
        "rights": sorted(role.value for role in spec.rights),
        "usual_for_helpers": spec.usual,
        "typed": ["private", "group"],
        "answered": ["private", "group"] if spec.public else ["private"],
        "delicate": spec.delicate,
        "where": "group" if spec.public else "private",
    }
