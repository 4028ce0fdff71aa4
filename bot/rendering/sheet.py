"""On what are the pictures of figures drawn? Paper for a phone, in one set of colours and one font.

Only the process beside the loop imports this: matplotlib takes half a second and 60 MB.
"""

from __future__ import annotations

import io
from typing import Any

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, Rectangle

from bot.rendering.glyphs import FACE, FONT, drawable
from bot.rendering.names import shorten

PAPER, CARD = "#F4F1EA", "#FFFFFF"
INK, QUIET, LINE = "#26302B", "#7C857F", "#E6E3DA"
GREEN, PALE_GREEN, ORANGE = "#2F7D5B", "#DCEBE2", "#E08A3C"

WIDTH = 1080
MARGIN = 48
#: Nothing longer fits beside a quantity and a sum, however narrow its letters.
_LONGEST_NAME = 40


def load() -> None:
    """Read the font once; every picture after that is quick."""
    mpl.use("Agg")
    font_manager.fontManager.addfont(FONT)
    mpl.rcParams["font.family"] = [FACE]
    mpl.rcParams["axes.unicode_minus"] = False


class Sheet:
    """Paper measured in pixels from the top left, with a cursor that goes down."""

    def __init__(self, height: int) -> None:
        self.height = height
        self.y = 0.0
        self.figure = Figure(figsize=(WIDTH / 100, height / 100), dpi=100, facecolor=PAPER)
        self.canvas = FigureCanvasAgg(self.figure)
        self.axes: Any = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_xlim(0, WIDTH)
        self.axes.set_ylim(height, 0)
        self.axes.axis("off")

    def text(self, x: float, y: float, words: str, size: float, colour: str = INK, **more: Any) -> None:
        """``size`` in pixels; ``y`` is the base line."""
        more.setdefault("va", "baseline")
        self.axes.text(x, y, _drawable(words), fontsize=size * 0.72, color=colour, **more)

    def bar(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        self.axes.add_patch(Rectangle((x, y), width, height, facecolor=colour, edgecolor="none"))

    def card(self, y: float, height: float) -> None:
        self.axes.add_patch(
            FancyBboxPatch(
                (MARGIN / 2 + 12, y + 12),
                WIDTH - MARGIN - 24,
                height - 24,
                boxstyle="round,pad=12,rounding_size=24",
                facecolor=CARD,
                edgecolor="none",
            )
        )

    def width_of(self, words: str, size: float) -> float:
        text = self.axes.text(0, 0, _drawable(words), fontsize=size * 0.72)
        renderer = self.canvas.get_renderer()  # type: ignore[no-untyped-call]
        width = float(text.get_window_extent(renderer).width)
        text.remove()
        return width

    def png(self) -> bytes:
        content = io.BytesIO()
        self.figure.savefig(content, format="png", facecolor=PAPER)
        return content.getvalue()


def fitting(sheet: Sheet, words: str, size: float, room: float) -> str:
    words = shorten(words, _LONGEST_NAME)
    if sheet.width_of(words, size) <= room:
        return words
    while words and sheet.width_of(f"{words}…", size) > room:
        words = words[:-1]
    return f"{words}…"


def _drawable(words: str) -> str:
    """Without the signs that begin a formula, too."""
    return drawable(words).replace("$", "＄")
