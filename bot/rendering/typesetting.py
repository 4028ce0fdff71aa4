"""How do pages become a PDF? A template of ours is set by Typst, with what people wrote as data and never as markup.

Only the process beside the loop imports this: the typesetter takes 40 MB of memory. Fonts are found once.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import typst

from bot.rendering.glyphs import FONT

_PAGES = Path(__file__).parent / "pages"


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(Path(FONT).parent)])
    return typst.Compiler(root=str(_PAGES), font_paths=fonts)


@cache
def _source(template: str) -> bytes:
    return (_PAGES / f"{template}.typ").read_bytes()


def load() -> None:
    """Read fonts and templates once; every page after that is quick."""
    for template in _PAGES.glob("*.typ"):
        set_pages(template.stem, {})


def set_pages(template: str, data: dict[str, Any]) -> bytes:
    """The PDF that a template (``pages/NAME.typ``) makes of JSON data; without data an empty page."""
    written = json.dumps(data, ensure_ascii=False)
    # A compiler that was made of a source keeps it for one time only: it is told each time.
    made = _compiler().compile(_source(template), format="pdf", sys_inputs={"data": written}, pdf_tags=False)
    assert isinstance(made, bytes)
    return made
