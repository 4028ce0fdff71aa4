"""What may be said at any time of anything? `撤`, `帮助`."""

from __future__ import annotations

from handlers import commands as c
from handlers.command_table.spec import Spec, bare
from handlers.forms import Moment


def read_help(rest: str, sent: Moment) -> c.AnyCommand:
    return c.GiveHelp(about=rest)


ROWS: tuple[Spec, ...] = (
    bare(
        "撤销",
        c.UndoLast(),
        "把你上一步撤回来。",
        examples=("撤", "撤回"),
        aliases=("撤", "撤回", "错了", "不对", "撤销"),
    ),
    Spec(
        name="帮助",
        usage="帮助 [命令]",
        help="有哪些话能说；“帮助 开团”细说一个，“帮助 全部”都列出来。",
        examples=("帮助", "帮助 开团", "帮助 全部"),
        read=read_help,
        aliases=("怎么用", "help", "？", "?"),
    ),
)
