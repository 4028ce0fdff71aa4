"""What becomes of words that were typed as a command, or on somebody's order? Done, or told why not."""

from __future__ import annotations

import re

from handlers import commands as c
from handlers import dispatch, given_on, goods_words, noting_down, polling
from handlers.command_table.spec import Spec
from handlers.forms import Moment, WrongForm
from handlers.replies import to_organizer
from handlers.turn import Turn

_PRICED = re.compile(r"元|块|¥|￥|/")


def moment_of(turn: Turn) -> Moment:
    return Moment(turn.speaker.at, turn.zone)


def carry_out(spec: Spec, meant: c.AnyCommand | WrongForm, turn: Turn) -> None:
    """Do what was meant, if it is theirs to do and was said in the right form."""
    if turn.speaker.role not in spec.rights:
        turn.tell(to_organizer.refused(turn.person, "not_yours", command=spec.name))
    elif isinstance(meant, WrongForm):
        turn.tell(to_organizer.wrong_form(turn.person, spec.name, spec.usage, max(spec.examples, key=len), meant.what))
    else:
        dispatch.handle(meant, turn)


def said_of_goods(text: str, turn: Turn) -> bool:
    """A word on goods: what becomes of them, or that those are to be had for which people have raised their hands."""
    command = goods_words.meant(text, turn) or polling.came_true(text, turn)
    if command is not None:
        dispatch.handle(command, turn)
    return command is not None


def said_on_the_book(written: str, turn: Turn) -> bool:
    """A word on somebody's order; goods with their prices are a list."""
    if _PRICED.search(written):
        return False
    if given_on.is_outright(written) and given_on.given(written, turn):
        return True
    return noting_down.said(written, turn) or given_on.given(written, turn)
