"""How is a wording of the organizer's own made into words? Compiled once, bounded in what it may do."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock
from typing import Any

from jinja2 import Environment, Template, TemplateError, Undefined

from bot.rendering import bounded, placeholders

#: Compiled ones that are kept: by what they say, so that one that was changed is another one.
_MOST_KEPT = 512

#: What a template of the organizer's may do wrong when it meets values that it was not tried with, or the compiler.
OWN_FAULTS = (
    TemplateError,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
    RecursionError,
    SyntaxError,
    MemoryError,
)


class OwnWords:
    """Wordings by their source. Safe to share between threads."""

    def __init__(self, ours: Environment, undefined: type[Undefined]) -> None:
        self.environment = bounded.sandbox(ours, undefined)
        self._kept: OrderedDict[tuple[str, str], Template] = OrderedDict()
        self._lock = Lock()

    def write(self, kind: str, source: str, prepared: Mapping[str, Any]) -> str:
        """What a wording says of prepared values; one of OWN_FAULTS where it can't."""
        with bounded.bounded():
            text = bounded.written(self.template(kind, source), prepared)
        return placeholders.mended(text) if placeholders.is_plain(source) else text

    def template(self, kind: str, source: str) -> Template:
        with self._lock:
            kept = self._kept.get((kind, source))
            if kept is not None:
                self._kept.move_to_end((kind, source))
                return kept
        made = self.environment.from_string(self.jinja(kind, source))
        with self._lock:
            self._kept[kind, source] = made
            if len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return made

    def jinja(self, kind: str, source: str) -> str:
        """The template that a wording is."""
        return placeholders.as_template(kind, source) if placeholders.is_plain(source) else source
