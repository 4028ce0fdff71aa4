"""What may an operator do to the database beside the running bot? Copy it, fill it, look at what failed, try again."""

from __future__ import annotations

from contextlib import AbstractContextManager, closing, nullcontext
from pathlib import Path

from sqlalchemy.engine import make_url

from bot.config import Config
from bot.process import alone, is_shared, open_database
from models.errors import BadInput, ConfigError
from models.mail import InboxRow, InboxState
from models.store import SqlStore, open_store
from models.store.backup import restore
from models.values import MessageId

_FAULTY = (InboxState.FAILED, InboxState.UNREADABLE)
_MOST_LISTED = 50


def migrate_database(config: Config) -> str:
    """Bring the tables up to date. Raises ConfigError while a bot is running on the same SQLite file."""
    with _by_ourselves(config), closing(open_database(config)):
        return "the tables are up to date"


def back_up(config: Config, target: Path) -> str:
    """Write an archive of everything but the keys, beside a running bot. Raises BadInput, StoreError."""
    if not target.parent.is_dir():
        raise BadInput(f"{target}: there is no folder {target.parent}")
    with closing(_open_existing(config)) as store:
        store.backup(target, media=[config.media])
        keys = store.keys_path
    return f"everything is in {target}, but for the keys: copy {keys} to another place, without it nothing can be read"


def restore_backup(config: Config, source: Path) -> str:
    """Fill an empty database. Raises BadInput for an archive that is none of ours, StoreError where there are rows
    already, ConfigError while a bot is running on the same SQLite file."""
    if not source.is_file():
        raise BadInput(f"{source}: there is no such file")
    with _by_ourselves(config):
        rows = restore(source, config.database.get_secret_value(), media_to=config.media.parent)
    return f"{rows} rows are restored; they can be read with the keys that belong to them, at {config.keys}"


def list_failed(config: Config) -> str:
    """The messages on which a handler failed and those that can't be read, by number; never what people wrote."""
    with closing(_open_existing(config)) as store, store.reader() as unit:
        rows = unit.inbox.faults(limit=_MOST_LISTED)
    if not rows:
        return "no message has failed"
    return "\n".join(_line(row) for row in rows)


def _line(row: InboxRow) -> str:
    at = row.received_at.astimezone().isoformat(sep=" ", timespec="seconds")
    return f"{row.id}  {at}  {row.incoming.channel}  {row.state.value}  {row.fault}"


def retry_message(config: Config, message: str) -> str:
    """Let a failed message be handled again. Raises BadInput where that can't be done, and says why."""
    number = MessageId(message)
    with closing(_open_existing(config)) as store, store.unit() as unit:
        _expect_failed(message, unit.inbox.get(number))
        unit.inbox.reopen(number)
        unit.commit()
    return f"{message} will be handled again: within seconds where tuan is running, else when it is started"


def _expect_failed(message: str, row: InboxRow | None) -> None:
    if row is None:
        raise BadInput(f"there is no message {message}; `tuan retry` lists those that failed")
    if row.state not in _FAULTY:
        raise BadInput(f"message {message} is {row.state.value}; only what failed is handled again")
    if row.incoming.fault is not None:
        raise BadInput(f"message {message} can't be read, now or later: {row.incoming.fault}")


def _by_ourselves(config: Config) -> AbstractContextManager[object]:
    """Nobody else may use the database meanwhile, where it is one file."""
    file = _sqlite_file(config)
    return nullcontext() if file is None else alone(file.with_name(file.name + ".lock"))


def _open_existing(config: Config) -> SqlStore:
    """The store without touching its tables: another process may be at work. Raises ConfigError where it, or its
    keys, are not there: both would be made anew without a word."""
    file = _sqlite_file(config)
    if file is not None and not file.is_file():
        raise ConfigError(f"database: there is none at {file} yet; `tuan run` makes it")
    if not config.keys.is_file():
        raise ConfigError(f"keys: there are none at {config.keys}; without them nothing in the database can be read")
    return open_store(config.database.get_secret_value(), config.keys)


def _sqlite_file(config: Config) -> Path | None:
    if is_shared(config):
        return None
    return Path(make_url(config.database.get_secret_value()).database or "")
