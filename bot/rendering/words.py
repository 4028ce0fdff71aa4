"""Which words does a post become? Its kind's template, in one of its wordings, the organizer's own before ours."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

import structlog
from jinja2 import (
    ChainableUndefined,
    ChoiceLoader,
    DictLoader,
    Environment,
    PackageLoader,
    TemplateError,
    TemplateNotFound,
    Undefined,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment

from bot.rendering import filters
from bot.rendering.kinds import KINDS, Audience, Kind
from bot.rendering.names import MENTION_END, Name, mask_phones, without_call_to_all
from bot.rendering.parting import LONGEST_MESSAGE, NEXT_MESSAGE, in_parts
from bot.rendering.prepare import Preparation
from models.errors import RenderError
from models.mail import Json
from models.values import PersonId

#: Where the organizer's templates stand for the loader, apart from ours.
OWN = "own/"

_MENTION = re.compile(f"{filters.MENTION_OPENS}(\\d+){filters.MENTION_CLOSES}")

#: What a template of the organizer's may do wrong when it meets values that it was not tried with.
TEMPLATE_FAULTS = (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError)

#: What is to be copied as a whole is not cut; WeChat folds it.
_LONGEST = {"whole_chain": 15_000}

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Mention:
    """Who is called in a text, and the name that stands there behind the ``@``."""

    person: PersonId
    shown: str


@dataclass(frozen=True, slots=True)
class Part:
    """One message: its text, and whom it mentions, in the order in which they stand in it."""

    text: str
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """A rendered post: one part, or several where it is longer than one message should be."""

    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        return "\n".join(part.text for part in self.parts)


class Words:
    """The templates. ``overrides`` are the organizer's own, by kind (``list``) or by kind and wording (``list.2``);
    they are taken as checked (bot/rendering/own_templates.py)."""

    def __init__(
        self, overrides: Mapping[str, str] | None = None, *, undefined: type[Undefined] = ChainableUndefined
    ) -> None:
        self._overrides = dict(overrides or {})
        self.environment = _environment(self._overrides, undefined)

    def render(self, kind: str, values: Mapping[str, Json], *, now: datetime, time_zone: str, variant: int = 0) -> Text:
        """The words of a post at ``now``. People among the values are Names (names.pair_names), or texts under
        ``who``. Raises RenderError for an unknown kind, or where a template of ours fails."""
        described = _kind(kind)
        preparation = Preparation(described, now, ZoneInfo(time_zone))
        written = self._write(kind, preparation.values(values), variant)
        return Text(
            tuple(
                _finished(part, described, preparation.people)
                for part in in_parts(written, _LONGEST.get(kind, LONGEST_MESSAGE))
            )
        )

    def load(self) -> None:
        """Compile all templates (a third of a second), so that no post waits for it; may run beside the loop."""
        for name in self.environment.list_templates():
            self.environment.get_template(name)

    def try_own(self, kind: str, values: Mapping[str, Json], *, now: datetime, time_zone: str) -> None:
        """Render each of the organizer's templates for a kind, and let their faults out."""
        prepared = Preparation(_kind(kind), now, ZoneInfo(time_zone)).values(values)
        for template in self._own(kind):
            self.environment.get_template(template).render(prepared)

    def wordings(self, kind: str) -> Sequence[str]:
        """The names of our templates for a kind, among which ``variant`` picks."""
        return self._ours.get(kind, ())

    def count_of(self, kind: str) -> int:
        """How many wordings a kind has, the organizer's own where there are any."""
        return len(self._own(kind) or self.wordings(kind))

    def _write(self, kind: str, values: Mapping[str, Json], variant: int) -> str:
        own = self._own(kind)
        if own:
            try:
                return self._one(own, values, variant)
            except TEMPLATE_FAULTS as fault:
                _log.warning("own_template_failed", kind=kind, fault=str(fault))
        try:
            return self._one(self.wordings(kind), values, variant)
        except TEMPLATE_FAULTS as fault:
            raise RenderError(f"template of {kind}: {fault}") from fault

    def _own(self, kind: str) -> list[str]:
        return [f"{OWN}{key}" for key in sorted(self._overrides) if key.partition(".")[0] == kind]

    def _one(self, templates: Sequence[str], values: Mapping[str, Json], variant: int) -> str:
        if not templates:
            raise TemplateNotFound("no template of this kind")
        name = templates[variant % len(templates)]
        written = _tidy(self.environment.get_template(name).render(values))
        if not written:
            raise TemplateError(f"{name} says nothing")
        return written

    @cached_property
    def _ours(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in self.environment.list_templates(extensions=["j2"]):
            if not name.startswith((OWN, "_")):
                found.setdefault(name.partition(".")[0], []).append(name)
        return found


def _kind(kind: str) -> Kind:
    if kind not in KINDS:
        raise RenderError(f"no such kind of post: {kind}")
    return KINDS[kind]


def _environment(overrides: Mapping[str, str], undefined: type[Undefined]) -> Environment:
    environment = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader(
            [DictLoader({f"{OWN}{key}": source for key, source in overrides.items()}), PackageLoader(__package__)]
        ),
        autoescape=False,
        undefined=undefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    filters.install(environment)
    environment.globals["next_message"] = NEXT_MESSAGE
    return environment


def _tidy(written: str) -> str:
    lines = [line.strip() for line in written.splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _finished(part: str, kind: Kind, people: Sequence[Name]) -> Part:
    """Mentions written out; in a group also what must never stand there taken away, whoever wrote it."""
    called: list[Mention] = []

    def write(found: re.Match[str]) -> str:
        name = people[int(found[1])]
        if kind.audience is not Audience.GROUP:
            return name.shown
        if name.person is not None:
            called.append(Mention(name.person, name.shown))
        return f"@{name.shown}{MENTION_END}"

    text = _MENTION.sub(write, part)
    if kind.audience is Audience.GROUP:
        text = without_call_to_all(mask_phones(text))
    return Part(text, tuple(called))
