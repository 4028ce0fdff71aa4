"""Where is it kept? The tables, what reads and writes them, and what is personal apart from them."""

from models.store.backup import restore
from models.store.key_store import KeyStore
from models.store.sql_store import SqlStore, open_store

__all__ = ["KeyStore", "SqlStore", "open_store", "restore"]
