"""What did a group say that the bot did not hear? Copied talk, held against the chat log, with everybody's ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from handlers.book_commands import Household
from handlers.catch_up_commands import MissedLine
from handlers.history import events_of
from handlers.households import made_known
from handlers.targets import groups_of
from handlers.turn import Turn
from models.community.people import Group
from models.groupbuy.catching_up import SAME_TIME, Compared, KnownLine, Missed, compare
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.names import name_key
from models.groupbuy.pasted_talk import PastedLine
from models.mail import TAKEN_BACK, ChatLine
from models.values import PersonId

#: So much before the first copied message the log is looked through, where it bears a time; and so many lines at most.
_LOOKED_BACK, _A_DAY = timedelta(hours=1), timedelta(days=1)
_PAGE, _MOST_LINES = 500, 5000


#: Where WeChat gives a group's talk no other name.
_A_GROUP = "群"


@dataclass(frozen=True, slots=True)
class MissedTalk:
    """``group`` is the one whose people speak; ``private``: they spoke to her alone. ``older`` were said before the
    list came out, and are of what was sold before."""

    group: Group
    known: int
    lines: tuple[MissedLine, ...]
    private: bool = False
    older: tuple[MissedLine, ...] = ()

    @property
    def whole(self) -> MissedTalk:
        """With what is older."""
        return replace(self, lines=(*self.older, *self.lines), older=())


def names_of(group_buy: GroupBuy, turn: Turn) -> set[str]:
    """What people are called in a group-buy's groups."""
    return {name for group in groups_of(turn, group_buy) for name in turn.unit.people.names_in(group.id).values()}


def missed_in(
    pasted: Sequence[PastedLine], group_buy: GroupBuy, turn: Turn, *, head: str | None = None
) -> MissedTalk | None:
    """What of a copied talk was missed in the group that it is from; None where the group-buy has no group. ``head``
    is what stands above a merged forward."""
    pasted = [line for line in pasted if line.name not in turn.house.bot_names]
    found = _group_of(pasted, group_buy, turn)
    if found is None:
        return None
    group, people = found
    told = [line.at for line in pasted if line.at is not None]
    since = min(told) - _LOOKED_BACK if told else group_buy.opened_at
    names = [*people, turn.speaker.organizer.name]
    private = head is not None and _is_private(head, pasted, group_buy, turn)
    talk = _said_to_her(group_buy, turn) if private else heard_there(group, since or turn.now - _A_DAY, turn)
    compared = compare(pasted, _heard(talk, people, turn), now=turn.said_at, names=names)
    seen = not private and _is_of_the_group(compared, pasted, head, turn)
    opened = group_buy.opened_at
    older = [opened is not None and missed.at + SAME_TIME < opened for missed in compared.missed]
    lines = [_line(missed, people, turn, seen=seen and missed.placed) for missed in compared.missed]
    return MissedTalk(
        group,
        compared.known,
        tuple(line for line, before in zip(lines, older, strict=True) if not before),
        private,
        tuple(line for line, before in zip(lines, older, strict=True) if before),
    )


def _is_of_the_group(compared: Compared, pasted: Sequence[PastedLine], head: str | None, turn: Turn) -> bool:
    """Whether a talk shows that it is the group's: by its head, by what was heard there, or since several speak. One
    neighbour alone may as well have spoken to her."""
    hers = name_key(turn.speaker.organizer.name)
    speakers = {name_key(line.name) for line in pasted} - {hers}
    return head is not None or compared.known > 0 or len(speakers) > 1


def _is_private(head: str, pasted: Sequence[PastedLine], group_buy: GroupBuy, turn: Turn) -> bool:
    """Whether a merged forward is of a private chat: its head names no group, or she speaks with one other alone."""
    hers = name_key(turn.speaker.organizer.name)
    speakers = {name_key(line.name) for line in pasted}
    named = _A_GROUP in head or any(group.name and group.name in head for group in groups_of(turn, group_buy))
    return not named or (hers in speakers and len(speakers) <= 2)


def _said_to_her(group_buy: GroupBuy, turn: Turn) -> list[ChatLine]:
    """What the book holds of private talk: it is in no group's log."""
    messages = dict.fromkeys(event.message_id for event in events_of(group_buy, turn))
    lines = (turn.unit.chat_log.get(message) for message in messages if message)
    return [line for line in lines if line is not None and line.group is None and TAKEN_BACK not in line.acts]


def heard_there(group: Group, since: datetime, turn: Turn) -> list[ChatLine]:
    """A group's talk since a time, oldest first."""
    found: list[ChatLine] = []
    before = None
    while len(found) < _MOST_LINES:
        page = turn.unit.chat_log.recent(group.id, before=before, limit=_PAGE)
        found = [*(line for line in page if line.sent_at >= since and TAKEN_BACK not in line.acts), *found]
        if len(page) < _PAGE or page[0].sent_at < since:
            break
        before = page[0].message
    return found


def _group_of(
    pasted: Sequence[PastedLine], group_buy: GroupBuy, turn: Turn
) -> tuple[Group, Mapping[str, list[PersonId]]] | None:
    """The group where most of those who speak are known."""
    best: tuple[Group, Mapping[str, list[PersonId]]] | None = None
    most = -1
    for group in groups_of(turn, group_buy):
        people: dict[str, list[PersonId]] = {}
        for person, name in turn.unit.people.names_in(group.id).items():
            people.setdefault(name_key(name), []).append(person)
        held = sum(name_key(line.name) in people for line in pasted)
        if held > most:
            best, most = (group, people), held
    return best


def _heard(lines: Sequence[ChatLine], people: Mapping[str, list[PersonId]], turn: Turn) -> list[KnownLine]:
    names = {person: name for name, persons in people.items() for person in persons}
    others = turn.unit.people.many({line.person for line in lines if line.person and line.person not in names})
    names |= {person: known.nickname for person, known in others.items()}
    return [
        KnownLine(names.get(line.person, ""), line.text or "", line.sent_at)
        for line in lines
        if line.person is not None
    ]


def _line(missed: Missed, people: Mapping[str, list[PersonId]], turn: Turn, *, seen: bool) -> MissedLine:
    line = missed.line
    known = people.get(name_key(line.name), [])
    # Of two members of one name it is nobody's for certain: it is kept as a household of that name.
    person = known[0] if len(known) == 1 else _by_name(line.name, turn)
    stranger = len(known) != 1 and person != turn.speaker.organizer.person
    return MissedLine(
        person=person, name=line.name, text=line.text, at=missed.at, quoted=line.quoted, stranger=stranger, seen=seen
    )


def _by_name(name: str, turn: Turn) -> PersonId:
    organizer = turn.speaker.organizer
    if name_key(name) == name_key(organizer.name):
        return organizer.person
    return PersonId(str(made_known(Household(name=name), turn).member))
