"""What should not happen? One tree of exceptions; what a person typed wrong is a value, never one of these.

TuanError
├── ConfigError          the configuration is wrong: key, line, what is allowed
├── BadInput             a file handed to a command is wrong: line, what, the right form
├── NotAllowed           this person may not do that here
├── Unbalanced           money would be made or lost: a posting is no posting
├── StoreError
│   ├── StoreBusy        locked, full or out of reach for now: try again later
│   └── StaleFence       another process has taken over this account
├── ChannelError
│   ├── NotSent          refused before it went out: may be sent again
│   ├── SendUnknown      timed out: it may still go out later
│   └── NoSuchPlace      the room or the contact is gone: never again
├── RenderError          a template or a document could not be made
└── NoSecondReading      the second reader gave no answer, or none that can be used
"""

from __future__ import annotations


class TuanError(Exception):
    """Everything that tuanzhang raises by itself."""


class ConfigError(TuanError):
    """The configuration is wrong; the message names the key, the line and what is allowed."""


class BadInput(TuanError):
    """A file handed to a command is wrong; the message says where, what, and the right form."""

    def __init__(self, what: str, *, line: int | None = None) -> None:
        super().__init__(what if line is None else f"line {line}: {what}")
        self.line = line


class NotAllowed(TuanError):
    """This person may not do that here."""


class Unbalanced(TuanError):
    """Money would be made or lost: the entries of a posting do not come to nothing together."""

    def __init__(self, what: str, *, posting: str) -> None:
        super().__init__(what)
        self.posting = posting


class StoreError(TuanError):
    """The database did not do what was asked."""


class StoreBusy(StoreError):
    """Locked, full or out of reach for now; nothing was written and the same call may succeed later."""


class StaleFence(StoreError):
    """Another process holds the account's lease by now; whoever sees this stops sending."""


class ChannelError(TuanError):
    """A channel could not do what was asked."""


class NotSent(ChannelError):
    """Refused before it went out, so it may be sent again."""


class SendUnknown(ChannelError):
    """No answer in time: it may have gone out, or may still go out later."""


class NoSuchPlace(ChannelError):
    """The room or the contact is gone, or never was a friend: sending again is useless."""


class RenderError(TuanError):
    """A template or a document could not be made."""


class NoSecondReading(TuanError):
    """The second reader gave no answer, or one that can't be used. The message holds nothing of what was written."""
