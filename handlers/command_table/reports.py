"""How does she ask for the day, the week, and what went out? `日报`, `周报`, `发件箱`, `重发1 3`."""

from __future__ import annotations

import re

from handlers import commands as c
from handlers import outbox_commands as o
from handlers.command_table.plans import plain_or_plan
from handlers.command_table.spec import Part, Shapes, Spec, bare, plain


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d{1,2}", text))


_WHICH_POSTS = r"((?:\s*\d{1,2}\s*[、, ]?)*)"
#: `重发`, `重发1 3`, `都重发`; `不补`, `不补2`, `都不补`.
AGAIN_OR_NOT: Shapes = (
    (
        re.compile(rf"(都|全|全部)?(?:重发|补发){_WHICH_POSTS}(?:号|条)?(?:吧|一下|一次)?"),
        lambda m, sent: o.SendAgain(numbers=_numbers(m[2]), all=m[1] is not None),
    ),
    (
        re.compile(rf"(都|全|全部)?不补{_WHICH_POSTS}(?:号|条)?了?"),
        lambda m, sent: o.LeavePosts(numbers=_numbers(m[2]), all=m[1] is not None),
    ),
)


ROWS: tuple[Spec, ...] = (
    Spec(
        name="日报",
        usage="日报",
        help="今天到现在的小结，带图和表格。只发给你。",
        examples=("日报", "今天怎么样"),
        read=plain_or_plan(c.TellSummary(), "日报"),
        part=Part.EVENING,
        aliases=("今天怎么样", "小结", "今天咋样"),
    ),
    Spec(
        name="发件箱",
        usage="发件箱",
        help="哪几条没发出去、哪几条还等着发。“重发”再发一次，“重发1 3”挑着发，“都重发”全发；不用了就“不补”“不补2”。",
        examples=("发件箱", "重发", "重发1 3", "都不补"),
        read=plain(o.TellOutbox()),
        aliases=("发件", "没发出去的", "没发的"),
        natural=AGAIN_OR_NOT,
    ),
    bare(
        "周报",
        c.TellWeek(),
        "这周到现在卖了多少，跟上周比，带图。每个周日晚上跟日报一起发。只发给你。",
        examples=("周报", "这周怎么样"),
        part=Part.EVENING,
        aliases=("这周怎么样", "这周咋样", "本周小结"),
    ),
)
