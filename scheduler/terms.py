"""On which terms are posts sent? What the sending asks of others, and how long it may take."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from models.mail import OutboxRow
from models.ports import UnitOfWork
from scheduler.letters import Render
from scheduler.pacing import Draw, Pacing


@dataclass(frozen=True, slots=True)
class Fence:
    """The lease under which this process sends for an account."""

    account: str
    number: int


#: The lease for a channel (by name); None while another process has its account.
FenceOf = Callable[[str], Fence | None]

#: Told of a row that failed, expired or stays unsure, inside the unit that says so. May be told again after a restart:
#: what it posts about a row carries a ``due_id`` made of the row's id; and it says nothing of rows that it posted
#: itself.
Report = Callable[[OutboxRow, UnitOfWork, datetime], None]


@dataclass(frozen=True, slots=True)
class Tact:
    """What becomes of a row for the sake of tact; asked when its turn has come."""

    #: Whether it may go as it stands. Asked of every row, in a unit that only reads.
    lets_go: Callable[[OutboxRow, UnitOfWork, datetime], bool]
    #: What is to be done first, or instead: it is held, joined by others, left out; in a unit that writes. Whether it
    #: goes now, as it stands then.
    settle: Callable[[OutboxRow, UnitOfWork, datetime], bool]


#: Brings what a row says up to date in the last moment before it is put into words: it may amend the row, put it off or
#: withdraw it. Called again where the row was not sent after all.
Freshen = Callable[[OutboxRow, UnitOfWork, datetime], None]


@dataclass(frozen=True, slots=True)
class Deadlines:
    """In seconds. A send is broken off before its claim ends, so that nobody else can think it dead meanwhile. They
    count by the loop's time: a clock that is moved by hand doesn't break off what is under way."""

    render: float = 90.0
    send: float = 20.0
    claim: float = 60.0

    def __post_init__(self) -> None:
        if self.send >= self.claim:
            raise ValueError(f"a send of {self.send} s outlasts its claim of {self.claim} s")


@dataclass(frozen=True, slots=True)
class Outside:
    """What the sending of posts asks of others: words, leases, chance, tact, and somebody to tell. ``freshen``: by
    kind, for posts whose values are only known when they are sent."""

    render: Render
    report: Report
    fence_of: FenceOf
    draw: Draw
    tact: Tact | None = None
    freshen: Mapping[str, Freshen] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RelaySettings:
    """``look_every`` is for installations where other processes write rows too, and can't nudge this one."""

    pacing: Pacing = field(default_factory=Pacing)
    deadlines: Deadlines = field(default_factory=Deadlines)
    look_every: timedelta | None = None
