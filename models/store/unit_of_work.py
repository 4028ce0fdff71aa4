"""What happens together or not at all? One transaction, with everything that can be done in it."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from models.mail import Json
from models.ports import Ids
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
from models.store.people import SqlPeople
from models.store.personal_data import PersonalData
from models.store.schedules import SqlSchedules
from models.store.work import Work


class SqlUnitOfWork:
    """Made by a store, on a connection of its own. What was not committed when it ends is taken back."""

    def __init__(self, connection: Connection, keys: KeyStore, caches: Caches, ids: Ids, *, looks_only: bool) -> None:
        keys.refresh()
        self._connection = connection
        self.work = work = Work(connection, PersonalData(connection, keys, ids, caches.remembered), ids)
        self.ids: Ids = ids
        self.organizers = SqlOrganizers(work)
        self.groups = SqlGroups(work)
        self.people = SqlPeople(work, caches)
        self.group_buys = SqlGroupBuys(work, caches)
        self.books = SqlBooks(work, caches.read_books if looks_only else caches.written_books)
        self.chat_log = SqlChatLog(work)
        self.inbox = SqlInbox(work)
        self.outbox = SqlOutbox(work)
        self.schedules = SqlSchedules(work)
        self.conversations = SqlConversations(work)
        self.undos = SqlUndos(work)
        self.leases = SqlLeases(work)

    def commit(self) -> None:
        self.work.personal.flush()
        self._connection.commit()
        self.work.locked.clear()
        self.books.put_back()

    def resolve(self, values: Mapping[str, Json]) -> dict[str, Json]:
        return references.resolve(self.work, values)
