"""What can happen to a chain? Histories of one chain that obey the order language, with what everybody meant.

Each resident adds, edits, withdraws, repeats; starts from any snapshot not older than their own last post; forgets
or edits others' entries. ``Pick`` is where the choices come from: Hypothesis, or a seeded generator.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from models.acts import Entry, Jielong, Line, Op
from models.groupbuy.book import Book
from models.groupbuy.said import Said
from models.groupbuy.terms import Terms
from models.values import MessageId, PersonId, Product, ProductId, Role

CORN = ProductId("corn")
ORGANIZER = PersonId("o")
NINE = datetime(2026, 11, 22, 1, tzinfo=UTC)
NAMES = ("王芳", "李梅", "老周", "陈静", "赵敏", "小美", "阿福", "何姐", "冯叔", "云姐")

#: Gives a number from 0 to the argument, itself excluded.
Pick = Callable[[int], int]


@dataclass(frozen=True)
class Written:
    """One text in the chain: whose place it stands in (``slot`` is unique to each of a resident's entries)."""

    owner: PersonId
    slot: int
    name: str
    quantity: int

    @property
    def text(self) -> str:
        return f"{self.name} {self.quantity}份"

    def entry(self, no: int, *, xml: bool) -> Entry:
        line = Line(CORN, Op.SET, Decimal(self.quantity))
        return Entry(no, self.name, (line,), text=self.text, author=self.owner if xml else None)


@dataclass(frozen=True)
class Posted:
    """A snapshot; with ``recalls``, the recall of an earlier one."""

    message_id: MessageId
    sender: PersonId
    at: datetime
    entries: tuple[Written, ...]
    recalls: MessageId | None = None


@dataclass
class History:
    """One chain's posts in order of sending, and what they meant: the text in force of each slot (None: withdrawn)."""

    pick: Pick
    xml: bool = False
    posts: list[Posted] = field(default_factory=list)
    in_force: dict[int, Written | None] = field(default_factory=dict)
    foreign: set[MessageId] = field(default_factory=set)
    figure: int = 0
    slots: int = 0
    recalls: list[Posted] = field(default_factory=list)
    added: dict[MessageId, Written] = field(default_factory=dict)

    def write(self, residents: int, length: int) -> None:
        members = [PersonId(f"u{number}") for number in range(residents)]
        for _ in range(length):
            member = members[self.pick(len(members))]
            moves = (
                self._add,
                self._add,
                self._edit,
                self._withdraw,
                self._repeat,
                self._meddle,
                self._tidy,
                self._mend,
                self._enter,
                self._recall,
            )
            moves[self.pick(len(moves))](member)

    # Moves

    def _add(self, member: PersonId) -> None:
        start = self._start(member)
        if self._live(member) and not self._shows_all(member, start):
            return
        self.slots += 1
        mine = Written(member, self.slots, name_of(member), self._next_figure())
        self.added[self._post(member, [*self._forgetting(member, start), mine]).message_id] = mine

    def _edit(self, member: PersonId) -> None:
        start = self._start(member)
        own = [each for each in start if each.owner == member]
        if not own or not self._shows_all(member, start):
            return
        old = own[self.pick(len(own))]
        new = Written(member, old.slot, old.name, self._next_figure())
        self._post(member, [new if each == old else each for each in start])

    def _withdraw(self, member: PersonId) -> None:
        start = self._start(member)
        if self._live(member):
            self._post(member, [each for each in start if each.owner != member])

    def _repeat(self, member: PersonId) -> None:
        last = self._last(member)
        if last is not None and not (self._is_recalled(last) and self._live(member)):
            self._post(member, list(last.entries))

    def _meddle(self, member: PersonId) -> None:
        """Edit somebody else's entry: not applied, and reported."""
        start = self._start(member)
        others = [each for each in start if each.owner != member and self._shows_all(each.owner, start)]
        if not others or not self._shows_all(member, start):
            return
        old = others[self.pick(len(others))]
        new = Written(old.owner, old.slot, old.name, self._next_figure())
        post = self._post(member, [new if each == old else each for each in start])
        self.foreign.add(post.message_id)

    def _tidy(self, _member: PersonId) -> None:
        """The organizer puts all that is in force into one list."""
        self._post(ORGANIZER, [each for each in self.in_force.values() if each])

    def _mend(self, _member: PersonId) -> None:
        """The organizer corrects an entry."""
        start = self._start(ORGANIZER)
        live = [each for each in start if self.in_force[each.slot] and self._shows_all(each.owner, start)]
        if live:
            old = live[self.pick(len(live))]
            new = Written(old.owner, old.slot, old.name, self._next_figure())
            self._post(ORGANIZER, [new if each == old else each for each in start])
            self.in_force[old.slot] = new

    def _enter(self, member: PersonId) -> None:
        """The organizer adds an entry for a resident, under their name: it is theirs."""
        start = self._start(ORGANIZER)
        if self._shows_all(member, start):
            self.slots += 1
            new = Written(member, self.slots, name_of(member), self._next_figure())
            self._post(ORGANIZER, [*start, new])
            self.in_force[new.slot] = new

    def _recall(self, member: PersonId) -> None:
        """Take the last post back, if it only added an entry that stands as it was: that one is withdrawn."""
        last = self._last(member)
        if last is None or last.message_id not in self.added or self._is_recalled(last):
            return
        entry = self.added[last.message_id]
        if self._live(member) != [entry]:
            return
        number, at = len(self.recalls) + 1, self.posts[-1].at + timedelta(seconds=1)
        self.recalls.append(Posted(MessageId(f"r{number}"), member, at, (), last.message_id))
        self.in_force[entry.slot] = None

    # What is meant

    def _post(self, sender: PersonId, entries: list[Written]) -> Posted:
        number = len(self.posts) + 1
        post = Posted(MessageId(f"m{number}"), sender, NINE + timedelta(minutes=number), tuple(entries))
        last = self._last(sender)
        self.posts.append(post)
        repeats = last is not None and set(last.entries) == set(entries) and not self._is_recalled(last)
        if sender != ORGANIZER and not repeats:
            self._mean(sender, entries)
        return post

    def _mean(self, sender: PersonId, entries: list[Written]) -> None:
        """An owner's own post says what they want: what it shows of theirs, and nothing where it shows nothing."""
        own = [each for each in entries if each.owner == sender]
        for each in own:
            self.in_force[each.slot] = each
        if not own:
            for slot in [each.slot for each in self._live(sender)]:
                self.in_force[slot] = None

    def _start(self, member: PersonId) -> list[Written]:
        """Any snapshot not older than the sender's own last post; for residents without one, also the empty list."""
        last = self._last(member)
        first = self.posts.index(last) if last else 0
        blank = last is None and member != ORGANIZER and self.pick(len(self.posts) + 1) == 0
        if first == len(self.posts) or blank:
            return []
        return list(self.posts[first + self.pick(len(self.posts) - first)].entries)

    def _forgetting(self, member: PersonId, start: list[Written]) -> list[Written]:
        others = [each for each in start if each.owner != member]
        if not others or self.pick(4):
            return start
        lost = others[self.pick(len(others))]
        return [each for each in start if each != lost]

    def _live(self, member: PersonId) -> list[Written]:
        return [each for each in self.in_force.values() if each and each.owner == member]

    def _shows_all(self, member: PersonId, start: list[Written]) -> bool:
        return {each.slot for each in self._live(member)} <= {each.slot for each in start}

    def _is_recalled(self, post: Posted) -> bool:
        return any(each.recalls == post.message_id for each in self.recalls)

    def _last(self, member: PersonId) -> Posted | None:
        return next((each for each in reversed(self.posts) if each.sender == member), None)

    def _next_figure(self) -> int:
        self.figure += 1
        return self.figure

    # What the book makes of it

    def meant(self) -> dict[PersonId, Decimal]:
        """What everybody gets in the end."""
        totals: dict[PersonId, Decimal] = {}
        for each in self.in_force.values():
            if each:
                totals[each.owner] = totals.get(each.owner, Decimal(0)) + each.quantity
        return totals

    def terms(self) -> Terms:
        names = {PersonId(f"u{number}"): name for number, name in enumerate(NAMES)} | {ORGANIZER: "团长"}
        return Terms((Product(CORN, "1", "玉米", "份", 1800),), organizers=frozenset({ORGANIZER}), names=names)

    def said(self, post: Posted) -> Said:
        entries = tuple(each.entry(no, xml=self.xml) for no, each in enumerate(post.entries, 1))
        organizer = post.sender == ORGANIZER
        return Said(
            post.message_id,
            post.sender,
            post.at,
            (Jielong("水果玉米", entries),),
            name="团长" if organizer else name_of(post.sender),
            role=Role.ORGANIZER if organizer else Role.RESIDENT,
        )

    def arrivals(self, distance: int) -> list[Posted]:
        """The posts in an order in which they may arrive: each at most about ``distance`` places late. With a recall
        they come in time: what came before it, though sent later, would rest on what it takes back."""
        distance = 0 if self.recalls else distance
        keyed = [(number + (self.pick(distance + 1) if distance else 0), number) for number in range(len(self.posts))]
        arriving = [self.posts[number] for _, number in sorted(keyed)]
        for recall in self.recalls:
            arriving.insert(sum(post.at < recall.at for post in arriving), recall)
        return arriving

    def book(self, arrivals: list[Posted]) -> Book:
        book = Book(self.terms())
        for post in arrivals:
            if post.recalls is not None:
                book.recall(post.recalls, by=post.message_id, at=post.at, member=post.sender)
            else:
                book.take(self.said(post))
        return book


def name_of(member: PersonId) -> str:
    return NAMES[int(member[1:])]


def got(book: Book) -> dict[PersonId, Decimal]:
    """What everybody gets by the book."""
    totals: dict[PersonId, Decimal] = {}
    for order in book.orders():
        for line in order.lines:
            totals[order.member] = totals.get(order.member, Decimal(0)) + line.standing
    return totals
