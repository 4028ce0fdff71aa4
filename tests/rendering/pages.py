"""What stands on the pages of a PDF, and what is seen on them? Opened again with other programs than made them."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image
from pypdf import PdfReader
from pypdfium2 import PdfDocument

_POINTS_PER_MM = 72 / 25.4


def texts(content: bytes) -> list[str]:
    """The text of each page, without white space: where a program sees gaps depends on the program."""
    return ["".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages]


def sizes_mm(content: bytes) -> list[tuple[int, int]]:
    """Width and height of each page, rounded."""
    boxes = (page.mediabox for page in PdfReader(io.BytesIO(content)).pages)
    return [(round(float(box.width) / _POINTS_PER_MM), round(float(box.height) / _POINTS_PER_MM)) for box in boxes]


def picture(content: bytes, page: int = 0, *, scale: float = 4) -> Image.Image:
    """A page as it is printed, black on white."""
    seen: Image.Image = PdfDocument(content)[page].render(scale=scale).to_pil().convert("L")
    return seen


def inked(image: Image.Image, box: tuple[float, float, float, float]) -> int:
    """How many dots are black within a part of a page, told as parts of its width and height."""
    width, height = image.size
    cut = image.crop((int(box[0] * width), int(box[1] * height), int(box[2] * width), int(box[3] * height)))
    darks: Sequence[int] = cut.histogram()[:128]
    return sum(darks)
