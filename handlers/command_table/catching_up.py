"""How does she hand in talk that was missed, and ask for the whole chain? `补录`, `接龙补齐`."""

from __future__ import annotations

from handlers import catch_up_commands as u
from handlers import commands as c
from handlers.command_table.spec import Spec, bare
from handlers.forms import Moment


def read_catch_up(rest: str, sent: Moment) -> c.AnyCommand:
    return u.SayCatchUp(text=rest)


ROWS: tuple[Spec, ...] = (
    Spec(
        name="补录",
        usage="补录",
        help="我漏了的聊天贴给我：复制出来的、合并转发的、最新的接龙都行。早记过的不会再记，我先念给你听，你回“好”才算。",
        examples=("补录",),
        read=read_catch_up,
        aliases=("漏了", "补聊天", "补一下漏的"),
    ),
    bare(
        "接龙补齐",
        u.WriteWholeChain(),
        "把群里说的单并进接龙，写成一整条，你复制发到群里，就是最新的接龙。",
        examples=("接龙补齐", "补齐"),
        aliases=("补齐", "补齐接龙", "接龙补全", "写接龙"),
    ),
)
