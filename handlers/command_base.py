"""What is a command? Frozen data with checked arguments, so that a menu, an undo or a page can hold one."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Command(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
