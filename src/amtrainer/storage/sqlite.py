"""What is particular to SQLite: how a file is opened so that what was acknowledged stays."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from amtrainer.errors import AmtrainerError
from amtrainer.paths import private

APPLICATION_ID = 0x414D5452  # "AMTR"
BUSY_MS = 10_000


def engine_for(file: Path, *, read_only: bool = False) -> sa.Engine:
    """An engine on the file, made private to its owner if it is new. Raises `AmtrainerError`."""
    if not read_only:
        _make(file)
    target = f"file:{_quoted(file)}?mode=ro&immutable=1" if read_only else f"file:{_quoted(file)}"
    engine = sa.create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(target, uri=True, timeout=BUSY_MS / 1000, check_same_thread=False),
        poolclass=sa.pool.StaticPool if read_only else sa.pool.QueuePool,
    )
    sa.event.listen(engine, "connect", _prepare_reading if read_only else _prepare)
    sa.event.listen(engine, "begin", _begin_reading if read_only else _begin)
    return engine


def writable(file: Path) -> bool:
    """Whether the file, or the folder it would be made in, can be written."""
    if file.exists():
        return os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)
    folder = next(parent for parent in file.parents if parent.exists())
    return os.access(folder, os.W_OK)


def backup(engine: sa.Engine, target: Path) -> None:
    """A whole copy, taken by SQLite itself, so that what stands in the log is in it.

    Raises `OSError`, or `AmtrainerError` if there is no room for it.
    """
    private(target.parent)
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.close(handle)
    with engine.connect() as connection:
        source: Any = connection.connection.driver_connection
        copy = sqlite3.connect(target)
        try:
            source.backup(copy)
        except sqlite3.Error as error:
            if target.is_file():
                target.unlink()  # half a copy is none
            raise AmtrainerError(f"{target} cannot be written: {error}.", "Name another place.") from error
        finally:
            copy.close()


def _make(file: Path) -> None:
    try:
        private(file.parent)
        handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
        os.close(handle)
    except OSError as error:
        raise AmtrainerError(
            f"The store {file} cannot be written: {error.strerror}.", "Set AMTRAINER_HOME to a folder that can."
        ) from error


def _quoted(file: Path) -> str:
    from urllib.parse import quote

    return quote(str(file.resolve()))


def _prepare(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions begin where we say, not where the driver guesses
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        f"busy_timeout={BUSY_MS}",
        "foreign_keys=ON",
        "secure_delete=ON",
        "trusted_schema=OFF",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _prepare_reading(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    connection.execute("PRAGMA query_only=ON")


def _begin(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_reading(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN")
