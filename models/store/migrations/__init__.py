"""How do the tables of an older version become those of this one?"""

from models.store.migrations.run import HEAD, migrate

__all__ = ["HEAD", "migrate"]
