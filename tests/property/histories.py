"""What can happen to a chain? Histories of one chain that obey the order language, with what everybody meant.

Each resident adds, edits, withdraws, repeats; starts from any snapshot not older than their own last post; forgets,
shuffles or edits others' entries; and speaks beside the chain. The posts arrive in any order, some of them twice.
``Pick`` is where the choices come from: Hypothesis, or a seeded generator.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from models.acts import Entry, Jielong, Line, Op, Order
from models.groupbuy.book import Book
from models.groupbuy.said import Said
from models.groupbuy.terms import Terms
from models.values import MessageId, PersonId, Product, ProductId, Role

CORN = ProductId("corn")
ORGANIZER = PersonId("o")
NINE = datetime(2026, 11, 22, 1, tzinfo=UTC)
NAMES = ("王芳", "李梅", "老周", "陈静", "赵敏", "小美", "阿福", "何姐", "冯叔", "云姐")
#: What people hang on their names from one text to the next; it stays the same person's.
_HUNG_ON = ("", "", "🌸", " 3-501", "（北门）")
_WORDS = {Op.ADD: "再来{}份", Op.SET: "玉米改成{}份", Op.REMOVE: "玉米少要{}份"}

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


@dataclass(frozen=True)
class Word:
    """Something that a resident says beside the chain, after the ``place`` first posts."""

    message_id: MessageId
    member: PersonId
    at: datetime
    place: int
    op: Op
    quantity: int

    @property
    def text(self) -> str:
        return _WORDS[self.op].format(self.quantity)


@dataclass
class History:
    """One chain's posts in order of sending, and what they meant: the text in force of each slot (None: withdrawn), and
    what each member's words come to beside their entries. ``talks``: whether anybody speaks beside the chain."""

    pick: Pick
    xml: bool = False
    talks: bool = False
    posts: list[Posted] = field(default_factory=list)
    in_force: dict[int, Written | None] = field(default_factory=dict)
    foreign: set[MessageId] = field(default_factory=set)
    figure: int = 0
    slots: int = 0
    recalls: list[Posted] = field(default_factory=list)
    added: dict[MessageId, Written] = field(default_factory=dict)
    words: list[Word] = field(default_factory=list)
    spoken: dict[PersonId, int] = field(default_factory=dict)
    withdrew: bool = False

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
                self._speak if self.talks else self._recall,
            )
            moves[self.pick(len(moves))](member)

    # Moves

    def _add(self, member: PersonId) -> None:
        start = self._start(member)
        if self._live(member) and not self._shows_all(member, start):
            return
        self.slots += 1
        mine = Written(member, self.slots, name_of(member), self._next_figure())
        left = self._forgetting(member, start)
        # Most write at the end; a few at the head of the list.
        entries = [mine, *left] if self.pick(5) == 0 else [*left, mine]
        self.added[self._post(member, entries).message_id] = mine

    def _edit(self, member: PersonId) -> None:
        start = self._start(member)
        own = [each for each in start if each.owner == member]
        if not own or not self._shows_all(member, start):
            return
        old = own[self.pick(len(own))]
        new = Written(member, old.slot, self._renamed(old), self._next_figure())
        # Where a list without it was seen, an entry changed in one that lacks others' may as well be a new one.
        seen = [{each.slot for each in post.entries} for post in self._seen(member)]
        recalled = any(each.sender == member and self._is_recalled(each) for each in self.posts)
        plain = recalled or len(own) > 1 or not all(old.slot in slots for slots in seen)
        left = start if plain else self._forgetting(member, start)
        self._post(member, [new if each == old else each for each in left])

    def _withdraw(self, member: PersonId) -> None:
        start = self._start(member)
        if self._live(member):
            self._post(member, [each for each in self._forgetting(member, start) if each.owner != member])

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

    def _speak(self, member: PersonId) -> None:
        """More, less, or a new total by chat: it counts on top of what the chain says."""
        op, quantity = (Op.ADD, Op.SET, Op.REMOVE)[self.pick(3)], 1 + self.pick(9)
        if op is Op.SET:
            # What stands already is no new word, which an entry that arrives later could take the place of.
            quantity += 100 * (len(self.words) + 1)
        entries = sum(each.quantity for each in self._live(member))
        spoken = self.spoken.get(member, 0)
        at = (self.posts[-1].at if self.posts else NINE) + timedelta(seconds=1 + len(self.words) % 50)
        number = len(self.words) + 1
        self.words.append(Word(MessageId(f"w{number}"), member, at, len(self.posts), op, quantity))
        if op is Op.SET:
            self.spoken[member] = quantity - entries
        elif op is Op.ADD:
            self.spoken[member] = spoken + quantity
        else:
            self.spoken[member] = max(spoken - quantity, -entries)

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
            self._enforce(new)

    def _enter(self, member: PersonId) -> None:
        """The organizer adds an entry for a resident, under their name: it is theirs."""
        start = self._start(ORGANIZER)
        if self._shows_all(member, start):
            self.slots += 1
            new = Written(member, self.slots, name_of(member), self._next_figure())
            self._post(ORGANIZER, [*start, new])
            self._enforce(new)

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
            if self.in_force.get(each.slot) != each:
                self._enforce(each)
        if not own:
            for slot in [each.slot for each in self._live(sender)]:
                self.in_force[slot] = None
                self.withdrew = True
                # Less than nothing is nothing.
                self.spoken[sender] = max(self.spoken.get(sender, 0), 0)

    def _enforce(self, entry: Written) -> None:
        """An entry that is made or changed takes the place of what its owner had said by chat until then."""
        self.in_force[entry.slot] = entry
        self.spoken[entry.owner] = 0

    def _renamed(self, old: Written) -> str:
        return name_of(old.owner) + _HUNG_ON[self.pick(len(_HUNG_ON))]

    def _start(self, member: PersonId) -> list[Written]:
        """Any snapshot not older than the sender's own last post; for residents without one, also the empty list."""
        seen = self._seen(member)
        blank = self._last(member) is None and member != ORGANIZER and self.pick(len(self.posts) + 1) == 0
        return [] if blank or not seen else list(seen[self.pick(len(seen))].entries)

    def _seen(self, member: PersonId) -> list[Posted]:
        last = self._last(member)
        return self.posts[self.posts.index(last) :] if last else self.posts

    def _forgetting(self, member: PersonId, start: list[Written]) -> list[Written]:
        """The list without one or two of others' entries, now and then, or in another order."""
        left = list(start)
        for _ in range((0, 0, 0, 0, 0, 0, 1, 2)[self.pick(8)]):
            others = [each for each in left if each.owner != member]
            if others:
                left.remove(others[self.pick(len(others))])
        if len(left) > 1 and self.pick(8) == 0:
            left.append(left.pop(self.pick(len(left))))
        return left

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
        for member, spoken in self.spoken.items():
            totals[member] = totals.get(member, Decimal(0)) + spoken
        return {member: total for member, total in totals.items() if total > 0}

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

    def arrivals(self, distance: int) -> list[Posted | Word]:
        """What was said in an order in which it may arrive: each post at most about ``distance`` places late. With a
        recall they come in time: what came before it, though sent later, would rest on what it takes back; and so do
        those beside which somebody withdrew, or took less of what was not there yet. Beside words a post is at most one
        place late: the book does not remember which words an entry would have taken the place of much earlier."""
        distance = min(distance, 1) if self.words else distance
        beside = self.words and (self.withdrew or any(word.op is Op.REMOVE for word in self.words))
        distance = 0 if self.recalls or beside else distance
        late = [self.pick(distance + 1) if distance else 0 for _ in self.posts]
        keyed: list[tuple[float, int, Posted | Word]] = [
            (number + late[number], number, post) for number, post in enumerate(self.posts)
        ]
        keyed += [(word.place - 0.5, number, word) for number, word in enumerate(self.words)]
        arriving = [each for _, _, each in sorted(keyed, key=lambda each: each[:2])]
        for recall in self.recalls:
            arriving.insert(sum(each.at < recall.at for each in arriving), recall)
        return arriving

    def book(self, arrivals: Sequence[Posted | Word]) -> Book:
        book = Book(self.terms())
        for each in arrivals:
            if isinstance(each, Word):
                book.take(_said_beside(each))
            elif each.recalls is not None:
                book.recall(each.recalls, by=each.message_id, at=each.at, member=each.sender)
            else:
                book.take(self.said(each))
        return book


def _said_beside(word: Word) -> Said:
    line = Line(CORN, word.op, Decimal(word.quantity))
    return Said(word.message_id, word.member, word.at, (Order((line,)),), name=name_of(word.member), text=word.text)


def name_of(member: PersonId) -> str:
    return NAMES[int(member[1:])]


def got(book: Book) -> dict[PersonId, Decimal]:
    """What everybody gets by the book."""
    totals: dict[PersonId, Decimal] = {}
    for order in book.orders():
        for line in order.lines:
            totals[order.member] = totals.get(order.member, Decimal(0)) + line.standing
    return totals
