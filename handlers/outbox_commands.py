"""What may an organizer say about what was to be sent? Look at it, have it sent again, or let it be."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from handlers.command_base import Command

Numbers = tuple[Annotated[int, Field(ge=1, le=99)], ...]


class TellOutbox(Command):
    """``发件箱``: what was not sent, or perhaps not, and what waits."""

    do: Literal["tell_outbox"] = "tell_outbox"


class SendAgain(Command):
    """``重发``, ``重发1 3``, ``都重发``: by the numbers of the list that was shown last."""

    do: Literal["send_again"] = "send_again"
    numbers: Numbers = ()
    all: bool = False


class LeavePosts(Command):
    """``不补``, ``不补2``, ``都不补``: they are not sent, and not asked about any more."""

    do: Literal["leave_posts"] = "leave_posts"
    numbers: Numbers = ()
    all: bool = False


class LeftPost(BaseModel):
    """One post that was let be or sent anew: in which ``state`` it stood, and the row in its place, if any."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    row: str
    state: str
    anew: str | None = None


class ReturnPosts(Command):
    """The inverse of both: as they stood, as long as nothing has gone out since. Never typed."""

    do: Literal["return_posts"] = "return_posts"
    posts: tuple[LeftPost, ...]


OutboxCommand = TellOutbox | SendAgain | LeavePosts | ReturnPosts
