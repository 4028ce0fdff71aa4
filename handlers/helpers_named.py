"""Who helps, and with what? `帮手 小刘 拿了 送货单`: the commands that are theirs to give, and no others."""

from __future__ import annotations

from collections.abc import Iterable

from handlers import standing_in_commands as i
from handlers import undoing
from handlers.command_reading import spec_named
from handlers.command_table import TABLE
from handlers.command_table.spec import Spec
from handlers.named_members import named_member
from handlers.place import ALWAYS_A_HELPERS
from handlers.replies import to_organizer
from handlers.turn import Turn
from models.mail import Json, person_ref
from models.values import PersonId, Role

_EXAMPLE = "帮手 小刘 拿了 未取"


def tell_helpers(command: i.TellHelpers, turn: Turn) -> None:
    helpers = turn.unit.people.helpers_of(turn.speaker.organizer.id)
    if not helpers:
        turn.tell(to_organizer.refused(turn.person, "no_helpers", example=_EXAMPLE, usual=_usual()))
        return
    rows: list[Json] = [{"who": person_ref(one.id), "commands": in_order(one.helps_with or ())} for one in helpers]
    turn.tell(to_organizer.done(turn.person, "helpers_told", helpers=rows))


def let_help(command: i.LetHelp, turn: Turn) -> None:
    """From now on somebody may give these commands; whoever helps already has these instead of those before. Who
    decides in her place gives no rights away."""
    if not _is_herself(turn):
        return
    commands = _meant(command.commands, turn) if command.commands else _usual()
    if commands is None:
        return
    person = named_member(
        command.name,
        command.person,
        lambda one: command.model_copy(update={"person": one}),
        turn,
        example=_EXAMPLE,
    )
    if person is None:
        return
    _change(person.id, person.helps_with, frozenset(commands), turn)
    turn.tell(to_organizer.done(turn.person, "helper_set", who=person_ref(person.id), commands=commands))
    if person.is_friend:
        turn.tell(to_organizer.done(person.id, "you_help", commands=commands))


def stop_helping(command: i.StopHelping, turn: Turn) -> None:
    if not _is_herself(turn):
        return
    person = named_member(
        command.name,
        command.person,
        lambda one: command.model_copy(update={"person": one}),
        turn,
        example="帮手 去掉 小刘",
    )
    if person is None:
        return
    if person.role is not Role.HELPER:
        turn.tell(to_organizer.refused(turn.person, "helps_with_nothing", who=person_ref(person.id), example="帮手"))
        return
    _change(person.id, person.helps_with, None, turn)
    turn.tell(to_organizer.done(turn.person, "helper_gone", who=person_ref(person.id)))


def restore_helper(command: i.RestoreHelper, turn: Turn) -> bool:
    """As it was before the word; a later word on the same person stands in the way."""
    person = turn.unit.people.get(PersonId(command.person))
    if person is None:
        return undoing.refuse(turn, "nothing_to_undo")
    if person.helps_with != (None if command.after is None else frozenset(command.after)):
        return undoing.refuse(turn, "too_much_since")
    turn.unit.people.let_help(person.id, None if command.before is None else frozenset(command.before))
    return True


def _is_herself(turn: Turn) -> bool:
    herself = turn.person == turn.speaker.organizer.person
    if not herself:
        turn.tell(to_organizer.refused(turn.person, "not_yours", command="帮手"))
    return herself


def _change(person: PersonId, before: frozenset[str] | None, after: frozenset[str] | None, turn: Turn) -> None:
    turn.unit.people.let_help(person, after)
    inverse = i.RestoreHelper(
        person=person,
        before=None if before is None else tuple(in_order(before)),
        after=None if after is None else tuple(in_order(after)),
    )
    undoing.remember(turn, "帮手", inverse)


def _usual() -> list[str]:
    return [spec.name for spec in TABLE if spec.usual]


def _meant(words: Iterable[str], turn: Turn) -> list[str] | None:
    """The commands that she names; None where one of them is none, or is hers alone, which she is told."""
    found: list[Spec] = []
    for word in words:
        spec = spec_named(word)
        if spec is None:
            turn.tell(to_organizer.refused(turn.person, "no_such_command", command=word, example=_EXAMPLE))
            return None
        if Role.HELPER not in spec.rights:
            turn.tell(to_organizer.refused(turn.person, "hers_alone", command=spec.name, example=_EXAMPLE))
            return None
        found.append(spec)
    return in_order({spec.name for spec in found})


def in_order(commands: Iterable[str]) -> list[str]:
    """Names of commands as the table lists them, but for those that every helper has."""
    among = set(commands) - ALWAYS_A_HELPERS
    return [spec.name for spec in TABLE if spec.name in among]
