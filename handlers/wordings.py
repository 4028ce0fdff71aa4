"""How does an organizer put posts into her own words? Shown first, checked, counted at her `好`, and taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from handlers import undoing
from handlers import wording_commands as w
from handlers.conversation import NO, YES, Choice, remember_menu
from handlers.replies import about_wordings, to_organizer
from handlers.turn import Turn
from handlers.wording_previews import values_of
from models.own_wordings import MOST_WORDINGS, Voice, WordedKind
from models.ports import Wordsmith

EXAMPLE = "模板 取货通知"
_UNDO = "改模板"


@dataclass(frozen=True, slots=True)
class _Desk:
    """A kind of post that is spoken of, with her wordings of it as they stand."""

    smith: Wordsmith
    worded: WordedKind
    own: tuple[str, ...]
    turn: Turn

    def shown(self, own: Sequence[str]) -> list[str]:
        """How it reads in wordings: with what is true today, where that is known."""
        turn = self.turn
        voice = Voice(tuple(own), turn.settings.address_form)
        return list(self.smith.shown(self.worded.kind, voice, values_of(self.worded.kind, turn), turn.now))

    def missing(self, source: str) -> Sequence[str]:
        """What it speaks of and today has none of."""
        values = values_of(self.worded.kind, self.turn)
        return () if values is None else self.smith.missing(self.worded.kind, source, values)

    def keep(self, sources: Sequence[str]) -> None:
        turn = self.turn
        turn.unit.own_wordings.put(turn.speaker.organizer.id, self.worded.kind, sources, turn.now)
        undoing.remember(turn, _UNDO, w.RestoreWordings(kind=self.worded.kind, sources=self.own))


def done(desk: _Desk, what: str, count: int) -> None:
    desk.turn.tell(to_organizer.done(desk.turn.person, what, name=desk.worded.name, count=count))


def refuse(desk: _Desk, reason: str, **values: object) -> None:
    example = f"模板 {desk.worded.name}"
    desk.turn.tell(to_organizer.refused(desk.turn.person, reason, example=example, **values))


def _desk(name: str, turn: Turn) -> _Desk | None:
    """The kind that she calls so; None where there is none, and she is told."""
    smith = turn.house.wordsmith
    worded = None if smith is None else smith.named(name)
    if smith is None or worded is None:
        turn.tell(to_organizer.refused(turn.person, "no_such_wording_kind", name=name, example="模板"))
        return None
    return _Desk(smith, worded, turn.unit.own_wordings.of_kind(turn.speaker.organizer.id, worded.kind), turn)


def _desk_of_kind(kind: str, turn: Turn) -> _Desk | None:
    smith = turn.house.wordsmith
    known = () if smith is None else smith.kinds()
    return next((_desk(worded.name, turn) for worded in known if worded.kind == kind), None)


def tell_wordings(command: w.TellWordings, turn: Turn) -> None:
    """`模板`: what neighbours read, by name, and what of it she has put into her own words."""
    smith = turn.house.wordsmith
    known = [] if smith is None else smith.kinds()
    own = turn.unit.own_wordings.kinds_of(turn.speaker.organizer.id)
    turn.tell(
        about_wordings.wordings(
            turn.person,
            neighbours=[worded.name for worded in known if worded.for_neighbours],
            own=[{"name": worded.name, "count": own[worded.kind]} for worded in known if worded.kind in own],
            example=EXAMPLE,
        )
    )


def tell_wording(command: w.TellWording, turn: Turn) -> None:
    """`模板 取货通知`: how it reads now, in each wording, and how to change it."""
    desk = _desk(command.name, turn)
    if desk is None:
        return
    turn.tell(about_wordings.wording(turn.person, desk.worded, texts=desk.shown(desk.own), sources=desk.own))


def say_wording(command: w.SayWording, turn: Turn) -> None:
    """Words of hers: what is wrong with them, or how they would read; they count at her `好`."""
    desk = _desk(command.name, turn)
    if desk is None:
        return
    if command.add and len(desk.own) >= MOST_WORDINGS:
        refuse(desk, "too_many_wordings", most=MOST_WORDINGS)
        return
    flaw = desk.smith.flaw(desk.worded.kind, command.source)
    if flaw is not None:
        # Of one line nobody asks which.
        told = flaw if "\n" in command.source else replace(flaw, line=None)
        turn.tell(about_wordings.flawed(turn.person, desk.worded.name, told))
        return
    use = w.UseWording(kind=desk.worded.kind, source=command.source, add=command.add)
    remember_menu(turn, [Choice("用", use, words=("用", *YES)), Choice("不用", w.LeaveWording(), words=NO)])
    turn.tell(
        about_wordings.preview(
            turn.person,
            desk.worded.name,
            text=next(iter(desk.shown([command.source])), ""),
            add=command.add,
            missing=desk.missing(command.source),
            before=len(desk.own),
        )
    )


def use_wording(command: w.UseWording, turn: Turn) -> None:
    """`好` to what was shown. Beside ours there are no others of hers: the first takes their place."""
    desk = _desk_of_kind(command.kind, turn)
    if desk is None:
        return
    others = [source for source in desk.own if source != command.source] if command.add else []
    kept = [*others[: MOST_WORDINGS - 1], command.source]
    desk.keep(kept)
    done(desk, "wording_saved", len(kept))


def leave_wording(command: w.LeaveWording, turn: Turn) -> None:
    turn.tell(to_organizer.done(turn.person, "wording_left"))


def remove_wording(command: w.RemoveWording, turn: Turn) -> None:
    """`模板 取货通知 删2`; with the last of hers gone, ours is said again."""
    desk = _desk(command.name, turn)
    if desk is None:
        return
    if command.number > len(desk.own):
        refuse(desk, "no_such_wording" if desk.own else "wording_is_ours", number=command.number)
        return
    kept = [source for number, source in enumerate(desk.own, 1) if number != command.number]
    desk.keep(kept)
    done(desk, "wording_removed" if kept else "wordings_dropped", len(kept))


def drop_wordings(command: w.DropWordings, turn: Turn) -> None:
    """`模板 取货通知 还原`."""
    desk = _desk(command.name, turn)
    if desk is None:
        return
    if not desk.own:
        refuse(desk, "wording_is_ours")
        return
    desk.keep([])
    done(desk, "wordings_dropped", 0)


def restore_wordings(command: w.RestoreWordings, turn: Turn) -> bool:
    """The inverse of each change."""
    turn.unit.own_wordings.put(turn.speaker.organizer.id, command.kind, command.sources, turn.now)
    return True
