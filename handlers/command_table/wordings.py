"""How is `模板` typed? Which post it is about, and what stands behind: words to say, or what becomes of those there."""

from __future__ import annotations

import re

from handlers import wording_commands as w
from handlers.command_table.spec import Spec
from handlers.forms import Moment, folded
from models.values import Role

_HEAD = re.compile(r"[\s:：]*([^\s:：，,。]+)[\s:：，,。]*(.*)", re.DOTALL)
_REMOVE = re.compile(r"删掉?\s*第?\s*(\d{1,2})\s*[条种个]?")
_ADD = re.compile(r"(?:加|再加|加一种|加一句)[\s:：]+(.*)", re.DOTALL)
_DROP = frozenset({"还原", "恢复", "用回原来的", "用原来的", "不要了"})


def read_wording(rest: str, sent: Moment) -> w.WordingCommand:
    """``rest`` is what stands behind `模板`, as it was written: words of hers keep their commas and lines."""
    head = _HEAD.fullmatch(rest)
    if head is None:
        return w.TellWordings()
    name, behind = folded(head[1]), head[2].strip()
    word = folded(behind)
    if not word:
        return w.TellWording(name=name)
    if word in _DROP:
        return w.DropWordings(name=name)
    removed = _REMOVE.fullmatch(word)
    if removed:
        return w.RemoveWording(name=name, number=int(removed[1]))
    added = _ADD.fullmatch(behind)
    if added:
        return w.SayWording(name=name, source=added[1].strip(), add=True)
    return w.SayWording(name=name, source=behind)


ROWS: tuple[Spec, ...] = (
    Spec(
        name="模板",
        usage="模板 [哪一条] [你的话]",
        help="群里说的话换成你的：“模板 取货通知”看现在怎么说，“模板 取货通知 货到啦，{地点}”换掉，“加 …”多一种，"
        "“删1”去掉一种，“还原”用回我的。先念给你听，回“好”才算。",
        examples=("模板", "模板 取货通知", "模板 取货通知 货到啦，{地点}"),
        read=read_wording,
        aliases=("模版", "改话", "话术"),
        rights=frozenset({Role.ORGANIZER}),
        lines=True,
        verbatim=True,
    ),
)
