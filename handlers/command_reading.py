"""Which command is a text? By its name, an alias, or a shape of the whole text, as the table tells them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from handlers import commands as c
from handlers.command_table import TABLE
from handlers.command_table.spec import Shapes, Spec, first_of, within_bounds
from handlers.forms import Moment, WrongForm


def spec_named(word: str) -> Spec | None:
    """The command with this name or alias."""
    return next((spec for spec in TABLE if word == spec.name or word in spec.aliases), None)


def read_quoted(text: str, sent: Moment) -> tuple[Spec, c.AnyCommand | WrongForm] | None:
    """The command that a folded text beside a quoted message is."""
    return _shaped(text, sent, lambda spec: spec.quoted)


def read_command(text: str, sent: Moment, written: str = "") -> tuple[Spec, c.AnyCommand | WrongForm] | None:
    """The command that a folded text is: by name with arguments, as an alias, or in a natural shape. ``written`` is the
    text before it was folded, for what is read as it was written."""
    for spec in TABLE:
        if text in spec.aliases:
            return spec, spec.read("", sent)
    for spec in TABLE:
        if text.startswith(spec.name):
            rest = text[len(spec.name) :].strip(" :,")
            if spec.verbatim and written:
                rest = written.strip()[len(spec.name) :]
            command = within_bounds(partial(spec.read, rest, sent))
            return None if command is None else (spec, command)
    return _shaped(text, sent, lambda spec: spec.natural)


def _shaped(text: str, sent: Moment, shapes: Callable[[Spec], Shapes]) -> tuple[Spec, c.AnyCommand | WrongForm] | None:
    for spec in TABLE:
        command = within_bounds(partial(first_of, shapes(spec), text, sent))
        if command is not None:
            return spec, command
    return None
