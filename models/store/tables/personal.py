"""In which table are personal texts kept, encrypted, and whose they are?"""

from __future__ import annotations

from sqlalchemy import Column, Index, LargeBinary, Text

from models.store.column_types import UtcTime
from models.store.tables.declaring import needed, table

personal_data = table(
    "personal_data",
    Column("token", Text, primary_key=True),
    needed("organizer_id", Text),
    # Whose key seals it: a person, or a contact of a channel (payloads).
    needed("person_id", Text),
    needed("kind", Text),
    needed("ciphertext", LargeBinary),
    needed("created_at", UtcTime),
    needed("term", Text),
    Index("ix_personal_data_person", "person_id"),
    Index("ix_personal_data_term", "term", "created_at"),
)

about = table(
    "about",
    # What is true of the database as a whole: by which keys it is closed.
    Column("name", Text, primary_key=True),
    needed("value", Text),
)
