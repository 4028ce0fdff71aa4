"""What happens together or not at all? One transaction, with everything that can be done in it."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from models.mail import Json
from models.ports import (
    Books,
    ChatLog,
    Conversations,
    GroupBuys,
    Groups,
    Ids,
    Inbox,
    Leases,
    Organizers,
    Outbox,
    OwnWordings,
    PeaceKept,
    People,
    ProductPosts,
    Schedules,
    Undos,
)
from models.store import references
from models.store.books import SqlBooks
from models.store.caches import Caches
from models.store.chat_log import SqlChatLog
from models.store.conversations import SqlConversations, SqlUndos
from models.store.group_buys import SqlGroupBuys
from models.store.inbox import SqlInbox
from models.store.key_store import KeyStore
from models.store.leases import SqlLeases
from models.store.organizers import SqlGroups, SqlOrganizers
from models.store.outbox import SqlOutbox
from models.store.own_wordings import SqlOwnWordings
from models.store.peace import SqlPeace
from models.store.people import SqlPeople
from models.store.personal_data import PersonalData
from models.store.prepared import QuickConnection
from models.store.product_posts import SqlProductPosts
from models.store.schedules import SqlSchedules
from models.store.work import Work


class SqlUnitOfWork:
    """Made by a store, on a connection of its own. What was not committed when it ends is taken back."""

    def __init__(self, connection: Connection, keys: KeyStore, caches: Caches, ids: Ids, *, looks_only: bool) -> None:
        keys.refresh()
        #: For what no repository does: measurements, settings of the database.
        self.connection = connection
        quick = QuickConnection(connection, caches.prepared)
        self.work = work = Work(quick, PersonalData(quick, keys, ids, caches.remembered), ids, looks_only=looks_only)
        self.ids: Ids = ids
        self.organizers: Organizers = SqlOrganizers(work)
        self.groups: Groups = SqlGroups(work)
        self.peace: PeaceKept = SqlPeace(work)
        self.people: People = SqlPeople(work, caches)
        self.group_buys: GroupBuys = SqlGroupBuys(work, caches)
        self.product_posts: ProductPosts = SqlProductPosts(work)
        self._books = SqlBooks(work, caches.read_books if looks_only else caches.written_books)
        self.books: Books = self._books
        self.chat_log: ChatLog = SqlChatLog(work)
        self.inbox: Inbox = SqlInbox(work)
        self._outbox = SqlOutbox(work)
        self.outbox: Outbox = self._outbox
        self.schedules: Schedules = SqlSchedules(work)
        self.conversations: Conversations = SqlConversations(work)
        self.undos: Undos = SqlUndos(work)
        self.own_wordings: OwnWordings = SqlOwnWordings(work)
        self.leases: Leases = SqlLeases(work)

    def commit(self) -> None:
        self._outbox.flush()
        self.work.personal.flush()
        self.connection.commit()
        self.work.forget()
        self.put_back()

    def put_back(self) -> None:
        """Let the next unit have the books that this one read or wrote; at its end, or after its commit."""
        self._books.put_back()

    def resolve(self, values: Mapping[str, Json]) -> dict[str, Json]:
        self._outbox.flush()
        return references.resolve(self.work, values)
