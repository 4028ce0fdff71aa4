"""What was just said in the room? The recent talk, from which a message's context is worked out.

It is bounded, and rebuilt by noting the last messages again: nothing in it comes from elsewhere.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from models.acts import Follows
from models.values import MessageId, PersonId

#: order-language, section 1.
_ABOVE_MESSAGES, _ABOVE_WITHIN = 10, timedelta(minutes=30)
_PREVIOUS_WITHIN = timedelta(minutes=10)
_FOLLOWS_WITHIN = timedelta(minutes=10)
#: order-language, section 7: a bare product name and what is hung on it later.
_ONE_MESSAGE_WITHIN = timedelta(seconds=75)
_KEPT = 120

_TALK = frozenset({"chat", "query"})
_LIST = frozenset({"jielong", "listing"})
#: An organizer's word on stock or cut-off: ``还有20分钟截单``, ``库存满了``, ``鸡蛋没了哈``, ``又到了10箱``.
_STOCK_OR_CUTOFF = re.compile(
    r"截|库存|余量|还剩|仅剩|只剩|剩下?\d|没了|没有了|卖完|卖光|售罄|抢完|满了|候补|补货|加货|到货|现货|还有\S{0,4}\d|又有"
    r"|开团|团开|开抢|开接|开始接|接龙|上新|上架|下架|延到|延长|再开|最后\S{0,4}分钟"
)
# One figure is enough to look for: whole numbers would be tried again from each of their figures.
_PRICED = re.compile(r"\d\s*(?:元|块|/|¥|￥)")


class Part(StrEnum):
    """What a message can be that is not a whole one: people send ``鸡蛋`` ``2板`` ``3-501`` as three."""

    NAME = "name"
    QUANTITY = "quantity"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Remark:
    """One message of the room, as the hearing keeps it. ``acts`` are the names of what was read in it; ``group`` the
    sender's messages, this one last, that were or may be read as one with it."""

    message_id: MessageId
    member: PersonId
    at: datetime
    text: str
    acts: tuple[str, ...] = ()
    by_organizer: bool = False
    picture: bool = False
    part: Part | None = None
    group: tuple[Remark, ...] = ()

    @property
    def as_one(self) -> str:
        """What it says, together with what it is read as one with."""
        return joined_text((*self.group, self))


def joined_text(remarks: Iterable[Remark]) -> str:
    """Parts put together as one message: the name, the quantity, the address."""
    order = list(Part)
    return " ".join(each.text for each in sorted(remarks, key=lambda each: order.index(each.part or Part.ADDRESS)))


@dataclass(frozen=True, slots=True)
class _Turn:
    """A cut-off or a reopening: what stood before it says nothing about what comes after."""

    at: datetime


class Hearing:
    """The recent talk of one room, by time of sending, as people see it: what arrives late takes its place."""

    def __init__(self) -> None:
        self._talk: deque[Remark | _Turn] = deque(maxlen=_KEPT)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Hearing) and self._talk == other._talk

    __hash__ = None  # type: ignore[assignment]  # it changes with every word

    def note(self, remark: Remark) -> None:
        """A message was heard."""
        self._put(remark)

    def mark(self, at: datetime) -> None:
        """A cut-off, or a reopening."""
        self._put(_Turn(at))

    def forget(self, message_id: MessageId) -> None:
        """A message was recalled: nobody sees it any more."""
        kept = [each for each in self._talk if not (isinstance(each, Remark) and each.message_id == message_id)]
        self._talk = deque(kept, maxlen=_KEPT)

    def remarks(self) -> tuple[Remark, ...]:
        """What is kept, oldest first."""
        return tuple(each for each in self._talk if isinstance(each, Remark))

    def recent_orders(self, member: PersonId, at: datetime) -> Iterator[Remark]:
        """Messages of others, latest first, that may be the ``above`` of what ``member`` says: within ten messages
        and thirty minutes."""
        heard = 0
        for each in self._before(at):
            if isinstance(each, _Turn):
                continue
            heard += 1
            if heard > _ABOVE_MESSAGES:
                return
            if each.member != member and at - each.at <= _ABOVE_WITHIN and not _TALK.issuperset(each.acts):
                yield each

    def previous(self, member: PersonId, at: datetime) -> str | None:
        """The sender's own last message, within ten minutes; with what was read as one with it."""
        own = (each for each in self._before(at) if isinstance(each, Remark) and each.member == member)
        last = next(own, None)
        return last.as_one if last and at - last.at <= _PREVIOUS_WITHIN else None

    def follows(self, member: PersonId, at: datetime) -> Follows | None:
        """What stood just before, by somebody else; None where that is unknown, too old, or of another round."""
        for each in self._before(at):
            if isinstance(each, _Turn):
                return None
            if each.member != member:
                return _kind_of(each) if at - each.at <= _FOLLOWS_WITHIN else None
        return None

    def begun(self, member: PersonId, at: datetime, part: Part | None) -> tuple[Remark, ...]:
        """The sender's last messages that one with this ``part`` may complete; empty where it starts afresh."""
        last = self._last_of(member)
        if part is None or last is None or last.part is None or abs(at - last.at) > _ONE_MESSAGE_WITHIN:
            return ()
        group = (*last.group, replace(last, group=()))
        return () if any(each.part is part for each in group) else group

    def _put(self, heard: Remark | _Turn) -> None:
        if len(self._talk) == _KEPT:
            self._talk.popleft()
        later = 0
        while later < len(self._talk) and self._talk[-1 - later].at > heard.at:
            later += 1
        self._talk.insert(len(self._talk) - later, heard)

    def _before(self, at: datetime) -> Iterator[Remark | _Turn]:
        """What was sent up to ``at``, latest first."""
        return (each for each in reversed(self._talk) if each.at <= at)

    def _last_of(self, member: PersonId) -> Remark | None:
        return next((each for each in reversed(self._talk) if isinstance(each, Remark) and each.member == member), None)


def _kind_of(remark: Remark) -> Follows | None:
    if remark.by_organizer:
        if remark.picture or not _LIST.isdisjoint(remark.acts):
            return "list"
        if not _TALK.issuperset(remark.acts):
            return "order"
        listed = _STOCK_OR_CUTOFF.search(remark.text) or _PRICED.search(remark.text)
        return "list" if listed else None
    return "talk" if _TALK.issuperset(remark.acts) else "order"
