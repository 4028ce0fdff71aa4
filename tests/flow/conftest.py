"""Stores for whole days: each test gets an empty one, on SQLite and where there is one on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.store import SqlStore, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    opened = open_store(f"sqlite:///{tmp_path}/tuan.db", tmp_path / "keys.sqlite")
    opened.migrate()
    yield opened
    opened.close()
