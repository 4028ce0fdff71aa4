"""What does the organizer say in the group, to nobody, on somebody's order? `501给你改3板了`: she is asked privately
whether it is to count (organizer-notes, 1.14).

Nothing counts by itself, and talk is never asked about. What she says to a neighbour of their order is no order of
her own either, whatever goods it names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from handlers import book_commands as b
from handlers.book_words import Said, changes_what_stands, read_words, whose_at_the_head
from handlers.households import meant_households
from handlers.noting_down import Written, as_command, word_for
from handlers.said_done import as_change, is_talk, speaks_to_them
from handlers.targets import candidates
from handlers.turn import Turn
from handlers.words_entered import ask_whether_to_enter
from models.acts import Op
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.stages import LIVE, Stage
from models.language.normalize import simplify

#: By these words an order is her own, wherever it goes.
_OF_HER_OWN = re.compile("自家|我家|我自己|我要|我的")


def overheard(text: str, turn: Turn) -> bool:
    """Take plain words of hers as said of what a resident has; False where they are talk, or an order of her own."""
    plain = simplify(text).strip()
    open_here = candidates(turn, LIVE)
    for one in () if is_talk(plain) else open_here:
        done = as_change(plain)
        for written in dict.fromkeys((done, plain)):
            words = _words_on_others(written, one, turn, for_them=done != plain or speaks_to_them(plain))
            if words:
                ask_whether_to_enter(as_command(words, one, Written(text, turn.speaker.message)), one, turn)
                return True
    return any(_is_said_to_another(plain, one, turn) for one in open_here)


def _words_on_others(text: str, group_buy: GroupBuy, turn: Turn, *, for_them: bool) -> list[b.WordFor]:
    """The words, where all of them are clear and about orders of others; none else."""
    parts = read_words(text, group_buy, turn)
    found = [_household_of(part, group_buy, turn, for_them=for_them) for part in parts]
    words = [word_for(part, household) for part, household in zip(parts, found, strict=True) if household]
    whole = len(words) == len(parts) and all(part.is_clear for part in parts)
    return words if whole and not (group_buy.stage is Stage.HANDING_OUT and _is_less(parts)) else []


def _household_of(part: Said, group_buy: GroupBuy, turn: Turn, *, for_them: bool) -> b.Household | None:
    """Whose order it is on: one that stands; or one that is new, where she says that it was done for them."""
    found = meant_households(part.whose, group_buy, turn) if part.whose else []
    if len(found) != 1 or found[0].member in {turn.person, turn.speaker.organizer.person}:
        return None
    asks_for_new = for_them and part.order is not None and not changes_what_stands(part.order)
    return found[0] if found[0].order is not None or asks_for_new else None


def _is_less(parts: Sequence[Said]) -> bool:
    """Whether something is taken off: of goods that are handed out that is a claim, and no change of the order."""
    return any(
        part.cancels or (part.order and any(line.op is Op.REMOVE for line in part.order.lines)) for part in parts
    )


def _is_said_to_another(text: str, group_buy: GroupBuy, turn: Turn) -> bool:
    """Whether one line begins with whose order it speaks of, and that is somebody else's."""
    whose = whose_at_the_head(text, group_buy, turn)
    if "\n" in text or not whose or _OF_HER_OWN.search(text):
        return False
    if speaks_to_them(text):
        return True
    found = meant_households(whose, group_buy, turn)
    return any(
        one.order is not None and one.member not in {turn.person, turn.speaker.organizer.person} for one in found
    )
