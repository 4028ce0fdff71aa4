"""What do residents say about goods that came, or that they pass on? Tried before it is read as an order, first match
wins; what is none of this goes on to the counter.
"""

from __future__ import annotations

from collections.abc import Callable

from handlers import captains, deals, kept_bags, lack_choices, left_overs, lost_bags
from handlers.addressing import without_calls
from handlers.heard import WITH_TEXT, Heard
from handlers.turn import Turn

#: A captain's sum may be long; everything else that is said at the table is not.
_LONGEST = 60
_SHORT: tuple[Callable[[str, Turn], bool], ...] = (
    lack_choices.chosen,
    left_overs.wanted,
    lost_bags.asked_who_has_mine,
    lost_bags.took_along,
    lost_bags.mixed_up,
    kept_bags.asked_to_keep,
    deals.between_neighbours,
)


def said_at_the_table(heard: Heard) -> bool:
    """Whether a message was about goods that came, or a deal between neighbours, and was taken as that."""
    turn = heard.turn
    if heard.incoming.kind not in WITH_TEXT or turn.person == turn.speaker.organizer.person:
        return False
    text = without_calls(heard.incoming.text, turn.house)
    if captains.added_up(text, turn) or (len(text) <= _LONGEST and any(way(text, turn) for way in _SHORT)):
        turn.unit.chat_log.note_acts(turn.speaker.message, ("chat",))
        return True
    return False
