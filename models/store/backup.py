"""How is everything copied while it runs, and put back? One archive: the rows, and the folders of pictures.

The keys are never in it: a backup that is lost is closed, and who was forgotten since it was made stays forgotten.
Copy the key store apart; without it, what is personal in a backup can't be opened by anybody.
"""

from __future__ import annotations

import gzip
import json
import sqlite3
import tarfile
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection, Engine

from models.errors import BadInput, StoreError
from models.store.dump import lines_of, put_lines
from models.store.engine import is_sqlite, make_engines, told_as_ours
from models.store.migrations import HEAD, migrate

_MANIFEST = "manifest.json"
_DATABASE = "database.sqlite3"
_ROWS = "rows.jsonl.gz"
_MEDIA = "media"
_FORMAT = 1


def back_up(reader: Engine, target: Path, *, media: Sequence[Path], keys_path: Path, portable: bool) -> None:
    """Write an archive of all that stands at this moment, beside whoever writes. It is complete or not there at all.

    ``portable`` writes rows as text, which either kind of database takes; else SQLite's own copy is used where it is.
    """
    for folder in media:
        if keys_path.resolve().is_relative_to(folder.resolve()):
            raise StoreError(f"the key store lies in {folder}: keys are never part of a backup")
    with TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder_name:
        folder = Path(folder_name)
        with told_as_ours(), reader.connect() as connection:
            body = (
                _copy_file(connection, folder) if is_sqlite(connection) and not portable else _dump(connection, folder)
            )
        half_done = folder / "archive.tar"
        _pack(half_done, body, media)
        half_done.chmod(0o600)
        half_done.replace(target)


def restore(archive: Path, url: str, *, media_to: Path | None = None) -> int:
    """Put an archive into an empty database of either kind, and its folders of pictures under ``media_to``.

    Returns the number of rows. Raises BadInput where the archive is none of ours, StoreError where the database
    already holds something.
    """
    with TemporaryDirectory(dir=archive.parent, prefix=".restore-") as folder_name:
        folder = Path(folder_name)
        manifest = _unpack(archive, folder)
        _expect_known(manifest)
        with told_as_ours():
            count = _put(folder / manifest["body"], url)
        if media_to is not None and (folder / _MEDIA).is_dir():
            _move_media(folder / _MEDIA, media_to)
    return count


def _copy_file(connection: Connection, folder: Path) -> Path:
    copy = folder / _DATABASE
    source = connection.connection.driver_connection
    assert isinstance(source, sqlite3.Connection)
    with closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        (verdict,) = target.execute("PRAGMA quick_check").fetchone()
        if verdict != "ok":
            raise StoreError(f"the copy is damaged: {verdict}")
        # A copy is one file: nothing of it may stand in a log beside it.
        target.execute("PRAGMA journal_mode=DELETE").close()
    return copy


def _dump(connection: Connection, folder: Path) -> Path:
    path = folder / _ROWS
    with gzip.open(path, "wt", encoding="utf-8", newline="\n") as rows:
        rows.writelines(line + "\n" for line in lines_of(connection))
    return path


def _pack(archive: Path, body: Path, media: Sequence[Path]) -> None:
    manifest = body.parent / _MANIFEST
    manifest.write_text(json.dumps({"format": _FORMAT, "revision": HEAD, "body": body.name}), encoding="utf-8")
    with tarfile.open(archive, "w") as tar:
        tar.add(manifest, _MANIFEST)
        tar.add(body, body.name)
        for folder in media:
            if folder.is_dir():
                tar.add(folder, f"{_MEDIA}/{folder.name}")


def _unpack(archive: Path, folder: Path) -> dict[str, Any]:
    try:
        with tarfile.open(archive) as tar:
            tar.extractall(folder, filter="data")
        manifest: dict[str, Any] = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
    except (tarfile.TarError, OSError, ValueError) as error:
        (reason, *_) = str(error).splitlines() or ["damaged"]
        raise BadInput(f"{archive.name} is no backup of ours: {reason.rstrip(':')}") from error
    return manifest


def _expect_known(manifest: dict[str, Any]) -> None:
    body, revision = manifest.get("body"), manifest.get("revision")
    if manifest.get("format") != _FORMAT or body not in (_DATABASE, _ROWS):
        raise BadInput("this archive was written by a version to come")
    # A copied file brings its own tables, which can be brought up to date; lines fit those of their time only.
    if body == _ROWS and revision != HEAD:
        raise BadInput(f"this archive has the tables of revision {revision}: restore it with that version, then update")


def _put(body: Path, url: str) -> int:
    engines = make_engines(url)
    try:
        migrate(engines.writer)
        with engines.writer.connect() as connection, connection.begin():
            if body.name == _ROWS:
                with gzip.open(body, "rt", encoding="utf-8") as lines:
                    return put_lines(connection, lines)
            return _from_file(body, lambda source: put_lines(connection, lines_of(source)))
    finally:
        engines.close()


def _from_file(copy: Path, put: Callable[[Connection], int]) -> int:
    """Read a copied file as the tables of this version, whatever version wrote it."""
    engines = make_engines(f"sqlite:///{copy}")
    try:
        migrate(engines.writer)
        with engines.reader.connect() as source:
            return put(source)
    finally:
        engines.close()


def _move_media(source: Path, target: Path) -> None:
    for path in sorted(source.rglob("*")):
        if path.is_file():
            place = target / path.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            path.replace(place)
