"""The store, opened: SQLite in one file, ready for another database behind the same tables."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from amtrainer.errors import AmtrainerError

if TYPE_CHECKING:
    from amtrainer.storage.store import Store

KEPT_BACKUPS = 10


def utc_now() -> str:
    """The time now, ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def open_store(file: Path, *, backups: Path | None = None, now: Callable[[], str] = utc_now) -> Store:
    """Open the store in `file`, made and brought up to date if need be.

    A store that cannot be written is opened for reading only. Raises `AmtrainerError` where even that cannot be, where it
    was written by a newer amtrainer, and where a store that had rows has become empty.
    """
    from amtrainer.storage import schema, sqlite
    from amtrainer.storage.store import Store

    head_file = file.with_suffix(".head")
    if not sqlite.writable(file):
        if not file.exists():
            raise AmtrainerError(
                f"The store {file} cannot be made here.", "Set AMTRAINER_HOME to a folder that can be written."
            )
        return Store(sqlite.engine_for(file, read_only=True), head_file, now, read_only=True)
    _refuse_emptied(file, head_file)
    engine = sqlite.engine_for(file)
    schema.upgrade(engine, file, backups)
    if backups is not None:
        _backup_daily(engine, backups, now()[:10])
    return Store(engine, head_file, now, read_only=False)


def faults_of(file: Path) -> list[str]:
    """What is wrong with the store in `file`, one sentence each."""
    from amtrainer.storage import sqlite, verify

    if not file.exists():
        return []
    engine = sqlite.engine_for(file, read_only=not sqlite.writable(file))
    try:
        return verify.faults(engine, file.with_suffix(".head"))
    finally:
        engine.dispose()


def _refuse_emptied(file: Path, head_file: Path) -> None:
    """A store that is gone or empty while its head is not: never begin an empty history in its place."""
    from amtrainer.storage.chain import read_head

    count = read_head(head_file).events
    if count and (not file.exists() or file.stat().st_size == 0):
        raise AmtrainerError(
            f"The store {file} held {count} events and is {'empty' if file.exists() else 'gone'} now.",
            f"Put a copy from {file.parent / 'backups'} in its place, or delete {head_file} to begin anew.",
        )


def _backup_daily(engine: object, folder: Path, day: str) -> None:
    """A copy on each day of use, the newest ten kept. Failing to copy never keeps anybody from practising."""
    import contextlib

    import sqlalchemy as sa

    from amtrainer.storage import sqlite

    assert isinstance(engine, sa.Engine)
    target = folder / f"{day}.db"
    with contextlib.suppress(OSError, AmtrainerError, sa.exc.DBAPIError):
        if not target.exists():
            sqlite.backup(engine, target)
        for old in sorted(folder.glob("20*.db"))[:-KEPT_BACKUPS]:
            old.unlink()
