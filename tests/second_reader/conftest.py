"""Suggestions are tried on an empty store of each kind."""

from tests.contract.conftest import keys_path, kind, migrated_postgres, postgres, store, url

__all__ = ["keys_path", "kind", "migrated_postgres", "postgres", "store", "url"]
