"""How does one call to the gateway end, when it does not end well?

    CallFailed
    ├── NotReached    it never left: the line was down
    ├── Cut           it left, and no answer came: a deadline, or the line broke
    ├── Refused       the gateway answered with an error
    └── Garbled       the gateway answered with bytes that can't be read

grpclib ends a call by cancelling the task that made it and turning that into an error of its own; the task keeps the
mark of the cancellation, at which ``asyncio.timeout`` and task groups further out stumble. So whoever calls on behalf
of somebody else does it ``apart``.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Coroutine
from typing import Any, TypeVar

Answer = TypeVar("Answer")

#: Answers after which the message may be on its way all the same.
_OPEN_ENDS = frozenset({"ABORTED", "CANCELLED", "DATA_LOSS", "DEADLINE_EXCEEDED", "UNAVAILABLE"})
_TIMED_OUT = re.compile(r"time[ds]?[ -]?out|deadline", re.IGNORECASE)


class CallFailed(Exception):
    """A call to the gateway did not bring an answer that can be used."""


class NotReached(CallFailed):
    """Nothing went out."""


class Cut(CallFailed):
    """It went out; what became of it is unknown."""


class Garbled(CallFailed):
    """The answer can't be read."""


class Refused(CallFailed):
    """The gateway said no. ``status`` is gRPC's word for it."""

    def __init__(self, status: str, text: str) -> None:
        # Gateways send the stack along; the first line says what is the matter.
        first_line = text.partition("\n")[0][:200]
        super().__init__(f"{status}: {first_line}" if first_line else status)
        self.status = status
        self.text = text

    @property
    def leaves_it_open(self) -> bool:
        """Whether what was asked may be done all the same: the gateway itself gave up waiting."""
        return self.status in _OPEN_ENDS or bool(_TIMED_OUT.search(self.text))


async def apart(call: Coroutine[Any, Any, Answer]) -> Answer:
    """Make the call in a task of its own."""
    return await asyncio.create_task(call)
