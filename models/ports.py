"""What does the inside need of the outside? Protocols that speak of the domain and of nothing else."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from models.acts import Order
from models.community.peace import Peace
from models.community.people import Group, Organizer, Person
from models.community.pressure import GivenOut, Talk
from models.events import BookEvent
from models.groupbuy.book import Book
from models.groupbuy.group_buy import GroupBuy
from models.mail import ChatLine, InboxRow, Json, OutboxRow, OutboxState, Post
from models.own_wordings import Flaw, Voice, WordedKind
from models.schedule import Firing, Schedule
from models.values import (
    GroupBuyId,
    GroupId,
    Incoming,
    MediaRef,
    MessageId,
    OrderId,
    OrganizerId,
    Outgoing,
    PersonId,
    Product,
    ProductId,
    Quantity,
    Recipient,
    Role,
    Sent,
)


class Clock(Protocol):
    def now(self) -> datetime:
        """The present moment, aware, in UTC."""


class ChannelState(StrEnum):
    STARTING = "starting"
    SCAN = "scan"
    READY = "ready"
    AWAY = "away"
    STOPPED = "stopped"


class Channel(Protocol):
    """A way into and out of groups: the playground, the wechaty gateway, a fake.

    The contract, which one suite tests over every channel: messages come out of ``listen`` in the order in which the
    gateway gave them, one at a time; what can't be read comes out with ``fault`` set instead of being dropped;
    ``listen`` survives a gateway that goes away and comes back, and ends only after ``close``.
    """

    @property
    def name(self) -> str:
        """The channel's word in the database: ``playground``, ``wechaty``."""

    @property
    def account(self) -> str | None:
        """The id of the bot's own login, or None before anybody logged in."""

    @property
    def state(self) -> ChannelState: ...

    async def start(self) -> None:
        """Begin to connect; returns at once, also where the gateway is down."""

    async def close(self) -> None:
        """End ``listen`` and let go of every connection. May be called twice."""

    def listen(self) -> AsyncIterator[Incoming]: ...

    async def send(self, outgoing: Outgoing) -> Sent:
        """Hand one thing to the gateway.

        Raises NotSent (nothing went out), SendUnknown (it may have), NoSuchPlace (never again).
        """

    async def download(self, media: MediaRef) -> bytes:
        """The bytes of a picture or a file. Raises ChannelError."""


class Ids(Protocol):
    def new(self) -> str:
        """A fresh id: short, sortable by time of making, never used before."""


class Alarm(Protocol):
    """Wakes somebody at a time of the clock. One wake-up for each name: a second call moves it."""

    def wake_at(self, name: str, when: datetime, then: Callable[[], Awaitable[None]]) -> None: ...

    def cancel(self, name: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Sighting:
    """Somebody spoke: what a message tells of its sender. ``group`` is None in a private chat."""

    organizer: OrganizerId
    channel: str
    contact_id: str
    nickname: str
    is_friend: bool
    group: GroupId | None
    at: datetime


@dataclass(frozen=True, slots=True)
class StandingLine:
    """One line of one order as it stands, for totals, lists and pages; prices are the product's."""

    order: OrderId
    member: PersonId
    recipient: Recipient | None
    on_behalf_of: str | None
    name: str | None
    product: ProductId
    quantity: Quantity
    waiting: Quantity


@dataclass(frozen=True, slots=True)
class Activity:
    """A group's talk over a time: ``by_hour`` counts messages by the hour of the group's own day (24 figures)."""

    messages: int
    speakers: int
    by_hour: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """One thing that is kept of a person: ``kind`` says what (``nickname``, ``message``, ``order`` …), ``text`` is it
    as written (data as JSON), ``at`` when it was told."""

    kind: str
    at: datetime
    text: str


class Organizers(Protocol):
    def get(self, organizer: OrganizerId) -> Organizer | None: ...

    def by_person(self, person: PersonId) -> Organizer | None: ...

    def all(self) -> Sequence[Organizer]: ...

    def look_ahead(self, organizers: Iterable[OrganizerId]) -> None:
        """Read many at once, that ``get`` need not ask for each."""

    def put(self, organizer: Organizer) -> None: ...


class Groups(Protocol):
    def get(self, group: GroupId) -> Group | None: ...

    def by_room(self, channel: str, room_id: str) -> Group | None: ...

    def of_organizer(self, organizer: OrganizerId) -> Sequence[Group]: ...

    def look_ahead(self, groups: Iterable[GroupId]) -> None:
        """Read many at once, that ``get`` need not ask for each."""

    def put(self, group: Group) -> None: ...


class PeaceKept(Protocol):
    """Who asked for silence in which group."""

    def get(self, group: GroupId) -> Peace: ...

    def put(self, peace: Peace) -> None: ...


class People(Protocol):
    """Names and contact ids are opened with the person's key here, and come back blank once it was dropped."""

    def get(self, person: PersonId) -> Person | None: ...

    def many(self, people: Iterable[PersonId]) -> dict[PersonId, Person]: ...

    def look_ahead(self, people: Iterable[PersonId]) -> None:
        """Read many at once, that ``get`` need not ask for each."""

    def id_of(self, organizer: OrganizerId, channel: str, contact_id: str) -> PersonId:
        """The id that stands for somebody, whether they were ever seen or not."""

    def by_contact(self, organizer: OrganizerId, channel: str, contact_id: str) -> Person | None: ...

    def known_as(self, channel: str, contact_id: str) -> Sequence[Person]:
        """A contact as each organizer knows them who has seen them, in order of the organizers' ids. One query, however
        many organizers there are."""

    def see(self, sighting: Sighting) -> Person:
        """The person behind a message, with the role that they have where they speak: made when first seen, the
        nickname brought up to date, and noted as a member of the group. Cheap where nothing changed."""

    def names_in(self, group: GroupId) -> Mapping[PersonId, str]:
        """Nicknames of a group's members."""

    def role_in(self, group: GroupId, person: PersonId) -> Role: ...

    def give_role(self, group: GroupId, person: PersonId, role: Role) -> None:
        """Make a member a helper, or a resident again; who the organizer is says Organizer.person."""

    def left(self, group: GroupId, person: PersonId, at: datetime) -> None: ...

    def held(self, person: PersonId) -> Sequence[Held]:
        """All that is kept of a person, oldest first: what they are given when they ask for it."""


class GroupBuys(Protocol):
    def get(self, group_buy: GroupBuyId) -> GroupBuy | None: ...

    def lock(self, group_buys: Iterable[GroupBuyId]) -> Sequence[GroupBuy]:
        """Lock them for this unit, in order of id; every use case that changes one calls this first."""

    def live_in(self, group: GroupId) -> Sequence[GroupBuy]:
        """Those that still matter to a group (stages.LIVE), newest first; at most ten."""

    def look_ahead(self, groups: Iterable[GroupId]) -> None:
        """Read what matters to many groups at once, that ``live_in`` need not ask for each."""

    def latest_of(self, organizer: OrganizerId, limit: int = 10) -> Sequence[GroupBuy]:
        """An organizer's group-buys of any stage, newest first."""

    def made_since(self, organizer: OrganizerId, since: datetime, *, limit: int = 100) -> Sequence[GroupBuy]:
        """An organizer's group-buys of any stage that were made since then, newest first."""

    def put(self, group_buy: GroupBuy) -> None:
        """Add or change it, its products and the groups where it is offered."""

    def highest_number(self, group: GroupId, since: datetime) -> int:
        """The highest product number that a list in this group has used since then; 0 where none was."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A message of hers that shows one product of a group-buy."""

    message: MessageId
    group_buy: GroupBuyId
    product: ProductId


class ProductPosts(Protocol):
    """Which messages of hers show which product: a picture, and the words beside it. A few hundred of one list at
    most."""

    def put(
        self, organizer: OrganizerId, group_buy: GroupBuyId, product: ProductId, messages: Iterable[MessageId]
    ) -> None: ...

    def of(self, group_buys: Iterable[GroupBuyId]) -> Sequence[Shown]:
        """What these group-buys are shown by, newest first; at most 200."""


class Books(Protocol):
    """The ledger of each group-buy. A book is rebuilt from its events, or brought up to date where another process
    wrote since; what it decides is written when the unit is committed. It goes by whatever terms it was last used
    with: who lets it decide calls ``book.use`` first."""

    def open(self, group_buy: GroupBuyId) -> Book:
        """The book, locked for this unit together with its group-buy."""

    def read(self, group_buy: GroupBuyId) -> Book:
        """The book to look at only, without a lock."""

    def record(self, group_buy: GroupBuyId, events: Sequence[BookEvent]) -> None:
        """Write what happened (the book has applied it already), and what stands now. Called also with nothing: a
        book that was opened, and not recorded by the same unit, is rebuilt from its ledger the next time."""

    def standing(self, group_buy: GroupBuyId) -> Sequence[StandingLine]:
        """What stands, by order, as rows kept for reading fast."""

    def ledger(self, group_buy: GroupBuyId, *, after: int = 0, limit: int = 200) -> Sequence[tuple[int, BookEvent]]: ...


class ChatLog(Protocol):
    def add(self, line: ChatLine) -> None: ...

    def recent(self, group: GroupId, *, before: MessageId | None = None, limit: int = 12) -> Sequence[ChatLine]:
        """The last lines of a group, oldest first."""

    def last(self, group: GroupId, *, before: MessageId) -> MessageId | None:
        """The last message of a group before this one; nothing of it is opened."""

    def get(self, message: MessageId) -> ChatLine | None: ...

    def search(
        self, group: GroupId, words: str, *, before: MessageId | None = None, limit: int = 50
    ) -> Sequence[ChatLine]:
        """The newest lines of a group that have ``words`` in them, newest first."""

    def note_acts(self, message: MessageId, acts: tuple[str, ...]) -> None: ...

    def mark_recalled(self, message: MessageId) -> None: ...

    def set_media(self, message: MessageId, path: str) -> None: ...

    def activity(self, group: GroupId, since: datetime, until: datetime) -> Activity:
        """Figures of a group over a time, people's messages only."""

    def talk(self, group: GroupId, since: datetime) -> Talk:
        """How much people said in a group since then; cheaper than its activity."""


class Inbox(Protocol):
    def put(self, incoming: Incoming, received_at: datetime) -> MessageId | None:
        """Store a message; None where this channel's message id is there already."""

    def get(self, message: MessageId) -> InboxRow | None: ...

    def by_channel_id(self, channel: str, channel_message_id: str) -> MessageId | None: ...

    def next_waiting(self, *, limit: int = 50) -> Sequence[InboxRow]:
        """The lowest unhandled rows, in order of arrival; on PostgreSQL locked, rooms that another process is busy
        with left out."""

    def handled(self, message: MessageId, at: datetime) -> None: ...

    def failed(self, message: MessageId, at: datetime, fault: str) -> None: ...

    def reopen(self, message: MessageId) -> None:
        """Let a failed row be handled again."""

    def faults(self, *, limit: int = 50) -> Sequence[InboxRow]:
        """Failed and unreadable rows, newest first."""


class Outbox(Protocol):
    def add(self, organizer: OrganizerId, post: Post, now: datetime) -> str | None:
        """Put a post in; its id, or None where its ``due_id`` was used before."""

    def add_later(self, organizer: OrganizerId, post: Post, now: datetime) -> None:
        """The same, where nobody needs to know: written with others in one statement, before anything else is asked of
        the outbox, and before the unit is committed."""

    def get(self, row: str) -> OutboxRow | None: ...

    def waiting(
        self, *, group: GroupId | None = None, person: PersonId | None = None, merge_key: str
    ) -> OutboxRow | None:
        """The waiting row with this merge key for this place, if there is one."""

    def waiting_in(self, group: GroupId) -> Sequence[OutboxRow]:
        """All that waits for a group, in order."""

    def amend(self, row: str, *, values: Mapping[str, Json], not_before: datetime | None) -> None:
        """Change a waiting row; what held it holds it no longer."""

    def hold(self, row: str, *, until: datetime, why: str) -> None:
        """Let a waiting row wait beyond its time."""

    def wake(self, group: GroupId, *, at: datetime, why: str | None = None) -> None:
        """Let what is held in a group be looked at again from then on; ``why``: only what is held for this reason."""

    def withdraw(self, row: str) -> None:
        """Say it no more: waiting, failed or unsure -> withdrawn. What had joined a waiting row (``mail.JOINED``) waits
        again by itself; so it does where a row fails or expires."""

    def bring_back(self, row: str, state: OutboxState) -> None:
        """withdrawn -> waiting or failed again."""

    def troubled(self, organizer: OrganizerId, *, limit: int = 50) -> Sequence[OutboxRow]:
        """What failed or is unsure, newest first."""

    def heads(self, now: datetime, *, limit: int = 50) -> Sequence[OutboxRow]:
        """For each place the first row that may go now: none while one of that place is being sent; within a place by
        class, then by making; rows whose ``not_before`` is to come don't hold up others."""

    def next_moment(self, now: datetime) -> datetime | None:
        """When a row that waits now will be due, if any is still to come."""

    def claim(self, row: str, *, fence: int, deadline: datetime, text: str | None = None) -> bool:
        """waiting -> sending; False where somebody else was quicker. ``text`` is what will be said (kept as
        ``text_sent``): an echo may come before the answer to the send does, and settles the row by it."""

    def sent(self, row: str, *, at: datetime, channel_message_id: str | None, text: str | None) -> None: ...

    def unsure(self, row: str, *, at: datetime, text: str | None) -> None: ...

    def failed(self, row: str, *, at: datetime, fault: str) -> None: ...

    def expired(self, row: str, *, at: datetime) -> None: ...

    def retry(self, row: str, *, not_before: datetime, fault: str) -> None:
        """sending or unsure -> waiting, one attempt more."""

    def left_sending(self, before: datetime | None = None) -> Sequence[OutboxRow]:
        """Rows that were being sent when a process died (at a start), or past their deadline."""

    def settle_echo(self, echo: Incoming, at: datetime) -> str | None:
        """A message of the account's own: the row that it settles (by id, else by place and normalized text within
        two minutes), or None: then the organizer wrote it."""

    def last_post(self, group: GroupId) -> OutboxRow | None:
        """What was given out to a group last; without its values, which are long where many ordered: it is asked for
        with every message."""

    def has_said(self, group: GroupId, text: str, since: datetime, *, unheard: bool = False) -> bool:
        """Whether a text like this one was given out to a group since then; with ``unheard`` one whose echo was not
        heard yet."""

    def count_since(self, group: GroupId, since: datetime, *, kind: str | None = None) -> int:
        """Posts given out to a group since then."""

    def given_out(self, group: GroupId, since: datetime) -> Sequence[GivenOut]:
        """What a group was given since then, oldest first."""

    def page(
        self,
        *,
        organizer: OrganizerId | None = None,
        states: Sequence[OutboxState] = (),
        before: str | None = None,
        limit: int = 50,
    ) -> Sequence[OutboxRow]: ...


class Schedules(Protocol):
    def get(self, schedule: str) -> Schedule | None: ...

    def put(self, schedule: Schedule) -> None: ...

    def remove(self, schedule: str) -> None: ...

    def of_group(self, group: GroupId) -> Sequence[Schedule]: ...

    def of_group_buy(self, group_buy: GroupBuyId) -> Sequence[Schedule]: ...

    def of_organizer(self, organizer: OrganizerId) -> Sequence[Schedule]: ...

    def due(self, now: datetime, *, limit: int = 50) -> Sequence[Schedule]:
        """Active ones whose ``next_due`` has come, oldest first; on PostgreSQL locked, skipping what is locked. A unit
        that found them so knows each of them without asking again."""

    def to_come(self, group: GroupId, after: datetime, until: datetime) -> Sequence[Schedule]:
        """Active ones of a group that are due after the first moment and before the second."""

    def next_moment(self) -> datetime | None: ...

    def claim(self, firing: Firing) -> bool:
        """Insert a firing; False where this due time was claimed before."""

    def claim_all(self, firings: Sequence[Firing]) -> bool:
        """Insert many in one statement; False where any of them was claimed before."""

    def skip(self, firing: Firing) -> None:
        """A claimed firing had nothing to do after all."""

    def move(self, next_due: Mapping[str, datetime | None]) -> None:
        """Set when each of these schedules is due next, and change nothing else."""

    def firings(self, schedule: str, *, limit: int = 20) -> Sequence[Firing]: ...


class Conversations(Protocol):
    """Who is in the middle of what: at most one conversation of each kind for a person."""

    def get(self, person: PersonId, kind: str, now: datetime) -> Mapping[str, Json] | None: ...

    def put(self, person: PersonId, kind: str, state: Mapping[str, Json], expires_at: datetime) -> None: ...

    def end(self, person: PersonId, kind: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Undoable:
    """One change by an organizer that can be taken back: ``inverse`` is what undoes it, as data for dispatch."""

    id: str
    organizer: OrganizerId
    person: PersonId
    at: datetime
    said: str
    inverse: Mapping[str, Json]
    undone: bool = False


class Undos(Protocol):
    def add(self, undoable: Undoable) -> None: ...

    def last(self, organizer: OrganizerId, person: PersonId) -> Undoable | None:
        """The newest that was not taken back yet."""

    def mark_undone(self, undoable: str) -> None: ...


class OwnWordings(Protocol):
    """The organizer's own templates, as she wrote them."""

    def of_kind(self, organizer: OrganizerId, kind: str) -> tuple[str, ...]:
        """Her wordings of a kind, in order; one query by the key, asked for each post that is sent."""

    def kinds_of(self, organizer: OrganizerId) -> Mapping[str, int]:
        """The kinds that she words herself, with how many wordings each has."""

    def put(self, organizer: OrganizerId, kind: str, sources: Sequence[str], at: datetime) -> None:
        """Word a kind in these ways from now on, and in no other; with none in ours."""


class Leases(Protocol):
    def take(self, account: str, holder: str, now: datetime, seconds: int) -> int | None:
        """The account's fence number if ``holder`` has it now (renewed or taken over), else None."""

    def holds(self, account: str, fence: int) -> bool: ...

    def release(self, account: str, holder: str) -> None: ...


class UnitOfWork(Protocol):
    """One transaction. Everything or nothing: leaving without ``commit`` takes all of it back."""

    organizers: Organizers
    groups: Groups
    peace: PeaceKept
    people: People
    group_buys: GroupBuys
    product_posts: ProductPosts
    books: Books
    chat_log: ChatLog
    inbox: Inbox
    outbox: Outbox
    schedules: Schedules
    conversations: Conversations
    undos: Undos
    own_wordings: OwnWordings
    leases: Leases
    ids: Ids

    def commit(self) -> None: ...

    def resolve(self, values: Mapping[str, Json]) -> dict[str, Json]:
        """Look up the references in an outbox row's values (models.mail): each becomes a text, or None once
        forgotten. One query for each kind of reference."""


@dataclass(frozen=True, slots=True)
class KeepingTerms:
    """How many days things are kept. Chatter is what did no business; orders and money stay longer, as evidence;
    payloads are what could not be handled, and the words of sent posts."""

    chatter_days: int = 30
    media_days: int = 14
    orders_days: int = 365
    payload_days: int = 7


@dataclass(frozen=True, slots=True)
class Tidied:
    """What was deleted: personal texts, rows, and files that the database no longer knows (the caller's to delete)."""

    texts: int
    rows: int
    media_paths: tuple[str, ...] = ()


class Store(Protocol):
    """A database. Units run on a thread that the caller chooses; on SQLite one writer at a time."""

    def unit(self) -> AbstractContextManager[UnitOfWork]:
        """A unit that may write."""

    def reader(self) -> AbstractContextManager[UnitOfWork]:
        """A unit that only reads, beside the writer."""

    def forget(self, person: PersonId) -> bool:
        """Drop a person's key: names, texts and addresses are gone, here and in every backup; figures stay. False
        where nobody has this id."""

    def tidy(self, now: datetime, terms: KeepingTerms) -> Tidied:
        """Delete what is past its term, in small units beside other work."""


class SecondReader(Protocol):
    """Somebody outside who reads what the rules leave open. There is none unless the configuration names one.

    Its word is a suggestion to the organizer and nothing else: what it says never reaches a book by itself.
    """

    async def read(self, text: str, products: Sequence[Product]) -> Order | None:
        """What a text (without anything personal) orders of these products, or None where it orders nothing.

        Each line rests on words of the text: ``because`` has one piece of evidence for each, in the same order. Raises
        NoSecondReading.
        """


class Wordsmith(Protocol):
    """Knows how posts are worded, and whether a wording of the organizer's own will do. It is asked on the database's
    thread: a check takes a bounded number of steps, whatever the wording would do."""

    def kinds(self) -> Sequence[WordedKind]:
        """What may be worded otherwise; what neighbours read first."""

    def named(self, name: str) -> WordedKind | None:
        """The kind that she calls so."""

    def flaw(self, kind: str, source: str) -> Flaw | None:
        """Why a wording of this kind can't be used, if it can't."""

    def missing(self, kind: str, source: str, values: Mapping[str, Json]) -> Sequence[str]:
        """The words in braces of a wording that stand for nothing in these values."""

    def shown(self, kind: str, voice: Voice, values: Mapping[str, Json] | None, now: datetime) -> Sequence[str]:
        """How a kind reads in each of its wordings, as one text each: with these values (without references), or with
        those of a sample."""
