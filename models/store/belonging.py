"""Do these keys belong to this database? With others every name would be blank, and everybody a stranger."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, delete, insert, select

from models.errors import StoreError
from models.store.key_store import KeyStore
from models.store.tables import about, personal_data

_KEYS = "keys"
_TEXT = "by these keys it is closed"

_KNOWN = select(about.c.value).where(about.c.name == bindparam("of"))
_ANYTHING_CLOSED = select(personal_data.c.token).limit(1)
_FORGET = delete(about).where(about.c.name == bindparam("of"))
_NOTE = insert(about)


def expect_keys_of(connection: Connection, keys: KeyStore, *, accept_new: bool) -> None:
    """Note at the first start whose keys these are; raise StoreError where others have closed something here.

    ``accept_new`` is for who has lost the keys: what they closed stays closed, and people are met anew.
    """
    mark = keys.fingerprint(_TEXT)
    known = connection.execute(_KNOWN, {"of": _KEYS}).scalar()
    if known == mark:
        return
    if known is not None and not accept_new and connection.execute(_ANYTHING_CLOSED).first() is not None:
        raise StoreError(f"{keys.path} does not hold the keys of this database: its own are needed, from their copy")
    connection.execute(_FORGET, {"of": _KEYS})
    connection.execute(_NOTE, {"name": _KEYS, "value": mark})
