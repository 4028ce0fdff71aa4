"""Which words does a post become? Its kind's template, in one of its wordings, the organizer's own before ours."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

import structlog
from jinja2 import ChainableUndefined, Environment, PackageLoader, TemplateError, TemplateNotFound, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from bot.rendering import filters
from bot.rendering.kinds import KINDS, Audience, Kind
from bot.rendering.names import MENTION_END, Name, mask_phones, without_call_to_all
from bot.rendering.own_words import OWN_FAULTS, OwnWords
from bot.rendering.parting import LONGEST_MESSAGE, NEXT_MESSAGE, in_parts
from bot.rendering.prepare import Preparation
from models.community.people import AddressForm
from models.errors import RenderError
from models.mail import Json
from models.own_wordings import Voice
from models.values import PersonId

#: In a template, `{{ you }}`: 你 or 您, as the group has it. No value can hold it.
YOU = "\ue003"

_MENTION = re.compile(f"{filters.MENTION_OPENS}(\\d+){filters.MENTION_CLOSES}")

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
    """The templates: ours, and those of organizers, which come with each post (``voice``) and are taken as checked
    (bot/rendering/own_templates.py). ``address_form`` is for posts whose place has none of its own."""

    def __init__(
        self, *, undefined: type[Undefined] = ChainableUndefined, address_form: AddressForm = AddressForm.PLAIN
    ) -> None:
        self.environment = _environment(undefined)
        self.own = OwnWords(self.environment, undefined)
        self._address_form = address_form

    def render(
        self,
        kind: str,
        values: Mapping[str, Json],
        *,
        now: datetime,
        time_zone: str,
        variant: int = 0,
        voice: Voice = Voice(),  # noqa: B008 - frozen
    ) -> Text:
        """The words of a post at ``now``. People among the values are Names (names.pair_names), or texts under
        ``who``. Raises RenderError for an unknown kind, or where a template of ours fails."""
        described = _kind(kind)
        preparation = Preparation(described, now, ZoneInfo(time_zone))
        prepared = preparation.values(values)
        written = self._own_text(kind, prepared, variant, voice.own) or self._our_text(kind, prepared, variant)
        form = voice.address_form or self._address_form
        return self._text(written.replace(YOU, form.value), kind, preparation.people)

    def try_own(self, kind: str, source: str, values: Mapping[str, Json], *, now: datetime, time_zone: str) -> Text:
        """The words of a post in one wording of the organizer's, with its faults let out (OWN_FAULTS); no parts where
        it says nothing."""
        preparation = Preparation(_kind(kind), now, ZoneInfo(time_zone))
        written = _tidy(self.own.write(kind, source, preparation.values(values)))
        return self._text(written.replace(YOU, self._address_form.value), kind, preparation.people)

    def load(self) -> None:
        """Compile all templates (a third of a second), so that no post waits for it; may run beside the loop."""
        for name in self.environment.list_templates():
            self.environment.get_template(name)

    def wordings(self, kind: str) -> Sequence[str]:
        """The names of our templates for a kind, among which ``variant`` picks."""
        return self._ours.get(kind, ())

    def count_of(self, kind: str, voice: Voice = Voice()) -> int:  # noqa: B008 - frozen
        """How many wordings a kind has, the organizer's own where there are any."""
        return len(voice.own or self.wordings(kind))

    def _text(self, written: str, kind: str, people: Sequence[Name]) -> Text:
        parts = in_parts(written, _LONGEST.get(kind, LONGEST_MESSAGE))
        return Text(tuple(_finished(part, _kind(kind), people) for part in parts))

    def _own_text(self, kind: str, prepared: Mapping[str, Json], variant: int, own: Sequence[str]) -> str:
        """In the organizer's words; empty where there are none, or they fail."""
        if not own:
            return ""
        try:
            return _tidy(self.own.write(kind, own[variant % len(own)], prepared))
        except OWN_FAULTS as fault:
            _log.warning("own_template_failed", kind=kind, fault=str(fault))
            return ""

    def _our_text(self, kind: str, prepared: Mapping[str, Json], variant: int) -> str:
        templates = self.wordings(kind)
        try:
            if not templates:
                raise TemplateNotFound("no template of this kind")
            name = templates[variant % len(templates)]
            written = _tidy(self.environment.get_template(name).render(prepared))
            if not written:
                raise TemplateError(f"{name} says nothing")
        except OWN_FAULTS as fault:
            raise RenderError(f"template of {kind}: {fault}") from fault
        return written

    @cached_property
    def _ours(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in self.environment.list_templates(extensions=["j2"]):
            if not name.startswith("_"):
                found.setdefault(name.partition(".")[0], []).append(name)
        return found


def _kind(kind: str) -> Kind:
    if kind not in KINDS:
        raise RenderError(f"no such kind of post: {kind}")
    return KINDS[kind]


def _environment(undefined: type[Undefined]) -> Environment:
    environment = ImmutableSandboxedEnvironment(
        loader=PackageLoader(__package__),
        autoescape=False,
        undefined=undefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    filters.install(environment)
    environment.globals |= {"next_message": NEXT_MESSAGE, "you": YOU}
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
