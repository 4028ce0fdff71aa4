"""What does `模板` answer? A sample of each turn that its wording takes."""

from __future__ import annotations

from collections.abc import Sequence

from bot.rendering.samples.village import ORGANIZER
from handlers.replies import about_wordings
from models.mail import Json, Post
from models.own_wordings import Flaw, FlawKind, Placeholder, WordedKind

_NOTICE = WordedKind(
    "pickup_notice",
    "取货通知",
    for_neighbours=True,
    placeholders=(Placeholder("地点", "在哪儿拿"), Placeholder("几点", "人待到几点")),
    example="货到啦，{地点}",
)
_WITHDRAWN = WordedKind("list_withdrawn", "先不算", for_neighbours=True, placeholders=(), example="单子写错了")
_OURS = ("货到了，3号楼架空层，报名字就行。", "东西到了，有空下来拿。", "到货了。")
_OWN: Sequence[Json] = [{"name": "取货通知", "count": 2}, {"name": "截了", "count": 1}]


def _flaw(why: FlawKind, line: int | None = None, about: str = "", known: tuple[str, ...] = ()) -> tuple[str, Post]:
    return f"{why}", about_wordings.flawed(ORGANIZER, "取货通知", Flaw(why, line, about, known))


def _preview(text: str, *, add: bool = False, missing: Sequence[str] = (), before: int = 0) -> Post:
    return about_wordings.preview(ORGANIZER, "取货通知", text=text, add=add, missing=missing, before=before)


POSTS: Sequence[tuple[str, Post]] = (
    ("all", about_wordings.wordings(ORGANIZER, neighbours=["清单", "取货通知"], own=[], example="模板 取货通知")),
    ("some hers", about_wordings.wordings(ORGANIZER, neighbours=["清单", "截了"], own=_OWN, example="模板 清单")),
    ("ours", about_wordings.wording(ORGANIZER, _NOTICE, texts=_OURS, sources=[])),
    ("ours, long", about_wordings.wording(ORGANIZER, _WITHDRAWN, texts=["单子\n" * 30, "单子\n" * 30], sources=[])),
    ("hers", about_wordings.wording(ORGANIZER, _NOTICE, texts=["货到啦，架空层。"], sources=["货到啦，{地点}。"])),
    ("two of hers", about_wordings.wording(ORGANIZER, _NOTICE, texts=["货到啦", "来拿"], sources=["货到啦", "来拿"])),
    ("new", _preview("货到啦，架空层")),
    ("in place of hers", _preview("货到啦，架空层", before=2)),
    ("one more", _preview("货到啦", add=True, missing=["地点", "几点"], before=1)),
    _flaw(FlawKind.EMPTY),
    _flaw(FlawKind.TOO_LONG, about="2000"),
    _flaw(FlawKind.BRACES, 2, "在{地点拿"),
    _flaw(FlawKind.PLACEHOLDER, 1, "地址", ("地点", "几点")),
    _flaw(FlawKind.SYNTAX, 2, "{% if"),
    _flaw(FlawKind.SYNTAX),
    _flaw(FlawKind.FILTER, 1, "whenever"),
    _flaw(FlawKind.NAME, 1, "plase", ("late", "place")),
    _flaw(FlawKind.FAILS, 1, "has no attribute"),
    _flaw(FlawKind.FAILS),
    _flaw(FlawKind.PLACEHOLDER, None, "地址", ("地点", "几点")),
    _flaw(FlawKind.TOO_MUCH),
    _flaw(FlawKind.PHONE),
    _flaw(FlawKind.CALLS_EVERYBODY, 1),
    _flaw(FlawKind.PHONE, 1),
    _flaw(FlawKind.LEFT_OUT, known=("{名单}",)),
)
