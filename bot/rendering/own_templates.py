"""Are the organizer's own templates right? Each is checked when it is loaded, so that no night finds the mistake."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from jinja2 import Environment, StrictUndefined, TemplateSyntaxError, meta

from bot.rendering.kinds import EVERYWHERE, KINDS, Audience
from bot.rendering.names import without_call_to_all
from bot.rendering.samples import samples_of
from bot.rendering.words import TEMPLATE_FAULTS, Words
from models.errors import ConfigError

_SAMPLE_TIME = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
_SAMPLE_ZONE = "Asia/Shanghai"


def checked_words(overrides: Mapping[str, str]) -> Words:
    """The words with the organizer's templates before ours. Raises ConfigError that says which template, where."""
    environment = Words().environment
    for key, source in overrides.items():
        _check_key(key)
        _check_names(key, source, environment)
        _check_samples(key, source)
    return Words(overrides)


def templates_in(folder: Path) -> dict[str, str]:
    """The organizer's templates as files: ``closed.j2`` is the kind ``closed``, ``closed.2.j2`` its second wording."""
    return {file.stem: file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.j2"))}


def _check_key(key: str) -> None:
    kind, _, wording = key.partition(".")
    if kind not in KINDS:
        raise ConfigError(f"templates.{key}: no such kind of post; there are {', '.join(sorted(KINDS))}")
    if wording and not wording.isdecimal():
        raise ConfigError(f"templates.{key}: a wording is a number, as in {kind}.2")


def _check_names(key: str, source: str, environment: Environment) -> None:
    try:
        used = meta.find_undeclared_variables(environment.parse(source))
        environment.from_string(source)
    except TemplateSyntaxError as fault:
        raise ConfigError(f"templates.{key}, line {fault.lineno}: {fault.message}") from fault
    kind = key.partition(".")[0]
    unknown = sorted(used - known_names(kind, environment))
    if unknown:
        line = next((n for n, text in enumerate(source.splitlines(), 1) if unknown[0] in text), 1)
        known = ", ".join(sorted(known_names(kind, environment)))
        raise ConfigError(f"templates.{key}, line {line}: no value {unknown[0]}; there are {known}")
    if KINDS[kind].audience is Audience.GROUP and without_call_to_all(source) != source:
        raise ConfigError(f"templates.{key}: a post never calls everybody")


def known_names(kind: str, environment: Environment) -> frozenset[str]:
    """What a kind's template may use: what is declared, and whatever ours uses."""
    used: set[str] = set()
    assert environment.loader is not None
    for name in environment.list_templates():
        if name.partition(".")[0] == kind:
            source, _, _ = environment.loader.get_source(environment, name)
            used |= meta.find_undeclared_variables(environment.parse(source))
    return KINDS[kind].values | EVERYWHERE | used


def _check_samples(key: str, source: str) -> None:
    """Render it once with each sample of its kind: a wrong part of a value shows only there."""
    kind = key.partition(".")[0]
    strict = Words({kind: source}, undefined=StrictUndefined)
    for sample in samples_of(kind):
        try:
            strict.try_own(kind, sample.values, now=_SAMPLE_TIME, time_zone=_SAMPLE_ZONE)
        except TEMPLATE_FAULTS as fault:
            raise ConfigError(f"templates.{key}: with {sample.name}: {fault}") from fault
