"""Has somebody else changed since what would be taken back? Of two who work at once, none undoes the other.

What is put back whole (times, a draft, settings) would take the other's change along. Words on orders say for
themselves what rests on them (models/groupbuy/undoing.py).
"""

from __future__ import annotations

from handlers import commands as c
from handlers import peace_commands as p
from handlers import schedule_commands as s
from handlers import standing_in_commands as i
from handlers import wording_commands as w
from handlers.command_base import Command
from handlers.turn import Turn
from models.ports import Undoable


def changed_by_another(last: Undoable, turn: Turn) -> Undoable | None:
    """The newest change of another person that would go with this one; None where there is none."""
    touched = subjects_of(c.from_data(dict(last.inverse)))
    if not touched:
        return None
    later = turn.unit.undos.later_by_others(last)
    return next((one for one in later if touched & subjects_of(c.from_data(dict(one.inverse)))), None)


def subjects_of(inverse: Command) -> frozenset[str]:
    """What an inverse puts back whole."""
    match inverse:
        case c.RestoreTimes() | c.RestoreArrival() | c.RestoreDraft() | c.Unpublish():
            return frozenset({f"group-buy {inverse.group_buy}"})
        case s.RestoreSchedule():
            return frozenset({f"schedule {inverse.id}"})
        case s.RestoreSettings() | p.RestoreMode():
            return frozenset({f"settings {inverse.group}"})
        case s.RestorePlans():
            return frozenset().union(*map(subjects_of, (*inverse.schedules, *inverse.settings)))
        case p.RestoreSilence():
            return frozenset(f"silence {one.group}" for one in inverse.groups)
        case w.RestoreWordings():
            return frozenset({f"wording {inverse.kind}"})
        case i.RestoreRest():
            return frozenset(f"rest {one.group}" for one in inverse.groups)
        case _:
            return frozenset()
