"""What can she say? The commands, made from the table that reads them."""

from __future__ import annotations

from collections.abc import Sequence

from handlers import commands as c
from handlers.command_reading import spec_named
from handlers.command_table import TABLE, Spec
from handlers.replies import to_organizer
from handlers.turn import Turn
from models.mail import Json

#: What she does in which part of her day. What stands nowhere here is said at any time.
PARTS: Sequence[tuple[str, tuple[str, ...]]] = (
    ("开团", ("开团", "清单", "日程")),
    ("接单", ("统计", "订单", "为什么", "代记", "改单", "转单", "候补", "没定的")),
    ("截单", ("截单", "重开", "迟到单", "采购单")),
    ("到货", ("到货", "晚到", "拿了", "未取", "收摊")),
    ("晚上", ("日报", "周报")),
)
AT_ANY_TIME = "随时"
ALL = frozenset({"全部", "所有", "都有啥", "完整"})


def give_help(command: c.GiveHelp, turn: Turn) -> None:
    """`帮助` names them by the part of her day, `帮助 全部` tells of each, `帮助 开团` explains one."""
    if not command.about:
        turn.tell(to_organizer.help_short(turn.person, _parts()))
        return
    if command.about in ALL:
        turn.tell(to_organizer.help_all(turn.person, [_short(spec) for spec in TABLE]))
        return
    spec = spec_named(command.about)
    if spec is None:
        turn.tell(to_organizer.refused(turn.person, "no_such_command", command=command.about, example="帮助"))
        return
    turn.tell(to_organizer.help_one(turn.person, describe(spec)))


def _parts() -> list[Json]:
    placed = {name for _, names in PARTS for name in names}
    rest = [spec.name for spec in TABLE if spec.name not in placed]
    parts = [{"when": when, "names": list(names)} for when, names in PARTS]
    return [*parts, {"when": AT_ANY_TIME, "names": rest}]


def _short(spec: Spec) -> Json:
    return {"name": spec.name, "usage": spec.usage, "help": spec.help}


def describe(spec: Spec) -> dict[str, Json]:
    """One command as data: for `帮助` and for ``tuan commands``."""
    return {
        "name": spec.name,
        "aliases": list(spec.aliases),
        "usage": spec.usage,
        "help": spec.help,
        "examples": list(spec.examples),
        "rights": sorted(role.value for role in spec.rights),
        "where": "group" if spec.public else "private",
    }
