"""What went wrong, told without anybody's words? One line for a row and a log, and where in the code it was."""

from __future__ import annotations

import re
import traceback
from pathlib import Path

from models.errors import StoreError, TuanError

_MOST_FRAMES = 6
_LONGEST = 200
_FOREIGN_SCRIPT = re.compile(r"[^\x00-\x7f]+")
_FIGURES = re.compile(r"\d{3,}")


def told(fault: BaseException) -> str:
    """A fault as type and message. Messages of foreign libraries can quote what people wrote (a database's too, which
    StoreError hands on), so that whatever isn't plain English, and every longer figure, is blanked in them; our own
    say nothing personal."""
    message = str(fault)
    if not isinstance(fault, TuanError) or isinstance(fault, StoreError):
        message = _FIGURES.sub("#", _FOREIGN_SCRIPT.sub("…", message))
    return f"{type(fault).__name__}: {message}"[:_LONGEST] if message else type(fault).__name__


def where(fault: BaseException) -> list[str]:
    """The last frames that led to a fault, as ``file:line function``: a traceback without values or messages."""
    frames = traceback.extract_tb(fault.__traceback__)[-_MOST_FRAMES:]
    return [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
