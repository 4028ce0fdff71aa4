"""What was said by chat of a line since a chain entry was sent? It counts on top of it, whenever it arrived."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from models.events import Step
from models.groupbuy.orders import NOTHING, Contribution
from models.values import Quantity

#: Words that say what the whole line comes to.
_TOTALS = frozenset({Step.SET, Step.CANCELLED})
#: Without a quantity they take all of it.
_LESS = frozenset({Step.REMOVED, Step.EXCHANGED})
_MORE = frozenset({Step.ADDED, Step.ORDERED, Step.EXCHANGED})


def said_since(sent: datetime | None, words: Iterable[Contribution], beneath: Quantity) -> Quantity:
    """What chat adds to (or takes from) the entries of a line, ``beneath``, by the words that were sent after ``sent``
    (None: by all) (order-language, section 7). An entry that was made later has taken the place of what was said
    before it."""
    said = list(words)
    ordered, chat = ordered_since(sent, said) if sent else None, NOTHING
    for word in sorted((each for each in said if sent is None or each.at > sent), key=lambda each: each.at):
        if word.step is Step.ENTERED or word is ordered:
            chat = NOTHING
        elif word.step in _TOTALS or (word.step in _LESS and word.said is None):
            chat = (word.said or NOTHING) - beneath
        elif word.step is Step.REMOVED:
            chat = max(chat - (word.said or NOTHING), -beneath)
        elif word.step in _MORE:
            chat += word.said or NOTHING
    return chat


def ordered_since(sent: datetime, words: Iterable[Contribution]) -> Contribution | None:
    """The plain order, sent after ``sent``, by which a line came to stand: had the entry arrived in time, it would
    have been an order of what is there already."""
    first = next(iter(words), None)
    return first if first is not None and first.step is Step.ORDERED and first.at > sent else None
