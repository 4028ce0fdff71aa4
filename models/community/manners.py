"""What sort of post is it, and what may each sort do? One table; the words and figures stand in docs/tact.md.

Posts to a group only. A post that she ordered by a word of hers is never held: she asked, she gets it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Sort(StrEnum):
    LIST = "list"
    REMINDER = "reminder"
    CLOSING = "closing"
    ARRIVAL = "arrival"
    #: A plan changed: orders are taken again, a list is taken back, goods are short.
    CHANGE = "change"
    #: Due at its hour, and of no use later: who has not come for their goods yet.
    NOTICE = "notice"
    ACKNOWLEDGEMENT = "acknowledgement"
    #: Somebody turned to the bot.
    ANSWER = "answer"
    #: The bot turns to somebody: a question, a word that they came too late.
    WORD = "word"
    #: What was decided on somebody's wish, who waits for it: a late order, what was left over.
    DECISION = "decision"
    COURTESY = "courtesy"


class Why(StrEnum):
    """Why a post waits."""

    MUTED = "muted"
    NOISY = "noisy"
    NIGHT = "night"
    QUARREL = "quarrel"
    NOON = "noon"
    CEILING = "ceiling"
    APART = "apart"
    #: Another post follows soon, and takes it along.
    TOGETHER = "together"
    #: The last word in the group is the bot's own.
    OWN_WORD = "own_word"


#: Kinds that posts of the bot have, by sort. Others go by whether they answer somebody (``sort_of``).
_SORTS: Mapping[str, Sort] = {
    "list": Sort.LIST,
    "list_poster": Sort.LIST,
    "reminder": Sort.REMINDER,
    "closed": Sort.CLOSING,
    "pickup_notice": Sort.ARRIVAL,
    "delayed": Sort.ARRIVAL,
    "part_arrived": Sort.ARRIVAL,
    "short_apology": Sort.CHANGE,
    "leftovers_offered": Sort.NOTICE,
    "leftovers_sold": Sort.DECISION,
    "mixed_bags_warning": Sort.NOTICE,
    "reopened": Sort.CHANGE,
    "list_withdrawn": Sort.CHANGE,
    "called_off": Sort.CHANGE,
    "not_called_off": Sort.CHANGE,
    "postponed": Sort.CHANGE,
    "price_changed": Sort.CHANGE,
    "new_goods": Sort.LIST,
    "goods_came_true": Sort.LIST,
    "enough": Sort.NOTICE,
    "offer_heard": Sort.ANSWER,
    "the_usual": Sort.ANSWER,
    "ask": Sort.WORD,
    "late": Sort.WORD,
    "not_taken": Sort.DECISION,
    "noted_before": Sort.WORD,
    "mine_in_group": Sort.ANSWER,
    "not_collected": Sort.NOTICE,
    "packed_up": Sort.NOTICE,
    "keeping_notice": Sort.COURTESY,
}
_NOTED = "noted"

#: Sorts that sell: their share in a group's talk is the pressure (models/community/pressure.py).
SELLING_KINDS = frozenset({"list", "list_poster", "reminder", "leftovers_offered", "new_goods", "goods_came_true"})


@dataclass(frozen=True, slots=True)
class Manners:
    """What holds a sort back, and for how long it is worth saying.

    ``held_by``: reasons for which it waits. ``worth``: how long after it was made it is said at all; then it is left
    out, with a word to the organizer. ``patience``: how long it waits for a human word between it and the bot's last
    post; then it goes all the same. ``goes_with_the_next_within``: how long it waits for a post that is due, to be said
    with it.
    """

    held_by: frozenset[Why]
    worth: timedelta
    patience: timedelta = timedelta(0)
    goes_with_the_next_within: timedelta = timedelta(0)

    @property
    def can_wait(self) -> bool:
        return Why.CEILING in self.held_by


_ALL = frozenset(Why)
#: A night, and a little more.
_A_NIGHT = timedelta(hours=14)
#: How long somebody waits who was promised a word, and has heard nothing yet.
PROMISED_PATIENCE = timedelta(minutes=20)
#: How soon a post has to be due for others to wait for it: two that follow upon each other are one too many. Whoever
#: asked something waits no longer for it than between two answers.
_SOON, _IN_THREE_MINUTES = timedelta(minutes=5), timedelta(minutes=3)
#: Somebody who was told to wait for her decision hears it the same evening, but not on the heels of our last word.
_AN_HOUR = timedelta(hours=1)

MANNERS: Mapping[Sort, Manners] = {
    # Its hour may lie in the night by an old plan; later than an hour it is reported, not posted.
    Sort.LIST: Manners(frozenset({Why.MUTED, Why.NIGHT, Why.QUARREL}), _A_NIGHT),
    # Past the cut-off it is of no use; whatever it carries goes with the closing word.
    Sort.REMINDER: Manners(frozenset({Why.MUTED, Why.NOISY, Why.QUARREL}), timedelta(hours=1)),
    Sort.CLOSING: Manners(frozenset({Why.MUTED, Why.NOISY}), timedelta(hours=1)),
    Sort.ARRIVAL: Manners(frozenset({Why.MUTED}), timedelta(hours=4)),
    Sort.CHANGE: Manners(frozenset(), _A_NIGHT),
    Sort.NOTICE: Manners(frozenset({Why.MUTED, Why.NOISY, Why.NIGHT, Why.QUARREL, Why.TOGETHER}), timedelta(hours=1)),
    # Reminder and closing word take it along, so that it can wait for a human word as long as it likes.
    Sort.ACKNOWLEDGEMENT: Manners(_ALL - {Why.APART}, _A_NIGHT, _A_NIGHT, _SOON),
    # Somebody waits for it: a second post in a row is better than none.
    Sort.ANSWER: Manners(
        frozenset({Why.MUTED, Why.NIGHT, Why.APART, Why.TOGETHER, Why.OWN_WORD}),
        _A_NIGHT,
        PROMISED_PATIENCE,
        _IN_THREE_MINUTES,
    ),
    Sort.WORD: Manners(
        frozenset({Why.MUTED, Why.NIGHT, Why.QUARREL, Why.APART, Why.TOGETHER, Why.OWN_WORD}),
        _A_NIGHT,
        PROMISED_PATIENCE,
        _SOON,
    ),
    Sort.DECISION: Manners(frozenset({Why.MUTED, Why.APART, Why.OWN_WORD}), _A_NIGHT, _AN_HOUR),
    Sort.COURTESY: Manners(_ALL - {Why.APART}, timedelta(days=3), timedelta(days=3), _SOON),
}

#: How long a list that waits for something else than the morning is still a list of this hour.
LIST_IS_FRESH = timedelta(hours=1)

#: Sorts that go by a word of hers, where no schedule made them.
_AT_HER_WORD = frozenset({Sort.LIST, Sort.CLOSING, Sort.ARRIVAL, Sort.CHANGE, Sort.NOTICE})
#: What residents need: where it is held back, she is told.
NEEDED = frozenset({Sort.LIST, Sort.REMINDER, Sort.CLOSING, Sort.ARRIVAL, Sort.CHANGE, Sort.NOTICE})
#: What rides along with another post that goes to the same group.
RIDES_ALONG = frozenset({Sort.ACKNOWLEDGEMENT, Sort.ANSWER, Sort.WORD, Sort.DECISION})
#: What rides along only with a post that is due by plan as well: a call to several is no part of an answer to one.
CALLS_BY_SCHEDULE = frozenset({Sort.NOTICE})


def sort_of(kind: str, *, answers: bool, is_notice: bool) -> Sort:
    """The sort of a kind; of one that is not in the table: an answer, a notice, or something that can wait."""
    if kind == _NOTED:
        # Some were told to wait for it: the late orders that she took in.
        return Sort.DECISION if answers else Sort.ACKNOWLEDGEMENT
    if kind in _SORTS:
        return _SORTS[kind]
    if answers:
        return Sort.ANSWER
    return Sort.NOTICE if is_notice else Sort.COURTESY


def is_at_her_word(sort: Sort, *, by_schedule: bool) -> bool:
    return sort in _AT_HER_WORD and not by_schedule
