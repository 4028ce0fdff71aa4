"""Will an organizer's own wording do? It is checked when it is saved, so that no evening finds the mistake."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from types import TracebackType

from jinja2 import Environment, StrictUndefined, TemplateAssertionError, TemplateSyntaxError, UndefinedError, meta

from bot.rendering import placeholders
from bot.rendering.bounded import TooMuch, bounded
from bot.rendering.kinds import EVERYWHERE, KINDS, Audience
from bot.rendering.names import mask_phones, without_call_to_all
from bot.rendering.own_words import OWN_FAULTS
from bot.rendering.parting import LONGEST_MESSAGE
from bot.rendering.samples import Sample, samples_of
from bot.rendering.words import Words
from models.own_wordings import Flaw, FlawKind

_SAMPLE_TIME = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
_SAMPLE_ZONE = "Asia/Shanghai"
#: Characters of a wording as it is written.
LONGEST_SOURCE = 10_000
#: Where Jinja says that a line of a template stands.
_TEMPLATE = "<template>"


class TemplateCheck:
    """Tries wordings over all samples of their kind; as strict as rendering is lenient."""

    def __init__(self) -> None:
        self._words = Words(undefined=StrictUndefined)

    def flaw(self, kind: str, source: str) -> Flaw | None:
        """The first thing that is wrong with a wording of this kind, if anything is."""
        return _of_its_text(kind, source) or self._of_its_names(kind, source) or self._of_its_samples(kind, source)

    def _of_its_names(self, kind: str, source: str) -> Flaw | None:
        """Whether it can be compiled, and what it asks for is there."""
        own = self._words.own
        try:
            with bounded():
                own.template(kind, source)
                used = meta.find_undeclared_variables(own.environment.parse(own.jinja(kind, source)))
        except TemplateAssertionError as fault:
            filters = re.search(r"No (?:filter|test) named '(.+?)'", str(fault.message))
            return Flaw(
                FlawKind.FILTER if filters else FlawKind.SYNTAX,
                fault.lineno,
                filters[1] if filters else _line_of(source, fault.lineno),
            )
        except TemplateSyntaxError as fault:
            return Flaw(FlawKind.SYNTAX, fault.lineno, _line_of(source, fault.lineno))
        except OWN_FAULTS:
            return Flaw(FlawKind.SYNTAX)
        known = known_names(kind, self._words.environment)
        unknown = sorted(used - known)
        if unknown:
            line = next((n for n, text in enumerate(source.splitlines(), 1) if unknown[0] in text), None)
            return Flaw(FlawKind.NAME, line, unknown[0], tuple(sorted(known - EVERYWHERE)))
        return _left_out(kind, source, used)

    def _of_its_samples(self, kind: str, source: str) -> Flaw | None:
        """Render it once with each sample of its kind: a wrong part of a value shows only there."""
        said = False
        for sample in samples_of(kind):
            try:
                text = self._tried(source, sample)
            except TooMuch:
                return Flaw(FlawKind.TOO_MUCH)
            except UndefinedError as fault:
                return Flaw(FlawKind.FAILS, _line_in(fault.__traceback__), str(fault.message or ""))
            except OWN_FAULTS as fault:
                return Flaw(FlawKind.FAILS, _line_in(fault.__traceback__), str(fault))
            said = said or bool(text)
            if len(text) > LONGEST_MESSAGE:
                return Flaw(FlawKind.TOO_LONG, about=str(LONGEST_MESSAGE))
        return None if said else Flaw(FlawKind.EMPTY)

    def _tried(self, source: str, sample: Sample) -> str:
        text = self._words.try_own(sample.kind, source, sample.values, now=_SAMPLE_TIME, time_zone=_SAMPLE_ZONE)
        return text.text


def known_names(kind: str, environment: Environment) -> frozenset[str]:
    """What a kind's wording may use: what is declared, and whatever ours uses."""
    used: set[str] = set()
    assert environment.loader is not None
    for name in environment.list_templates():
        if name.partition(".")[0] == kind:
            source, _, _ = environment.loader.get_source(environment, name)
            used |= meta.find_undeclared_variables(environment.parse(source))
    return KINDS[kind].values | EVERYWHERE | used


def _of_its_text(kind: str, source: str) -> Flaw | None:
    """What can be seen without compiling it."""
    if not source.strip():
        return Flaw(FlawKind.EMPTY)
    if len(source) > LONGEST_SOURCE:
        return Flaw(FlawKind.TOO_LONG, about=str(LONGEST_SOURCE))
    if without_call_to_all(source) != source:
        return Flaw(FlawKind.CALLS_EVERYBODY, _first_changed(source, without_call_to_all(source)))
    if KINDS[kind].audience is Audience.GROUP and mask_phones(source) != source:
        return Flaw(FlawKind.PHONE, _first_changed(source, mask_phones(source)))
    if not placeholders.is_plain(source):
        return None
    brace = placeholders.open_brace_in(source)
    if brace is not None:
        return Flaw(FlawKind.BRACES, brace, _line_of(source, brace))
    unknown = placeholders.unknown_in(kind, source)
    if unknown is None:
        return None
    return Flaw(FlawKind.PLACEHOLDER, unknown[1], unknown[0], tuple(placeholders.slots(kind)))


def _left_out(kind: str, source: str, used: set[str]) -> Flaw | None:
    """Whether something is not told for whose sake there is a post at all."""
    missing = placeholders.said_by(kind) - used
    if not missing:
        return None
    if not placeholders.is_plain(source):
        return Flaw(FlawKind.LEFT_OUT, known=tuple(sorted(missing)))
    names = [slot.name for slot in placeholders.slots(kind).values() if slot.value in missing]
    return Flaw(FlawKind.LEFT_OUT, known=tuple(f"{{{name}}}" for name in names))


def _first_changed(before: str, after: str) -> int:
    pairs = zip(before.splitlines(), after.splitlines(), strict=False)
    return next((number for number, (old, new) in enumerate(pairs, 1) if old != new), 1)


def _line_of(source: str, number: int) -> str:
    lines = source.splitlines()
    return lines[number - 1].strip() if 0 < number <= len(lines) else ""


def _line_in(traceback: TracebackType | None) -> int | None:
    """The template's own line in which it failed, if that can be told."""
    found = None
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == _TEMPLATE:
            found = traceback.tb_lineno
        traceback = traceback.tb_next
    return found
