"""Taking everything along, bringing it back, and taking it away for good: export, import, backup, restore, erase."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from amtrainer import paths
from amtrainer.errors import AmtrainerError
from amtrainer.practice.copies import copies, remember_copy, write_private
from amtrainer.practice.intent import read_intent, write_intent

if TYPE_CHECKING:
    from amtrainer.practice.desk import Practice
    from amtrainer.storage.store import Store

EVERYTHING: Final = "amtrainer.jsonl"
README: Final = """\
Everything that amtrainer knows about you.

amtrainer.jsonl   every session, answer, mark, note and draft, one JSON object a line; amtrainer import reads it back
history.csv       one row for each session; safe for spreadsheets
"""
HISTORY: Final = ("session", "scenario", "title", "when", "mode", "attempt", "total", "change", "seconds", "ended")


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure took away, and copies elsewhere that it only names."""

    sessions: int
    files: tuple[Path, ...]
    elsewhere: tuple[Path, ...]


def export_all(practice: Practice, folder: Path) -> int:
    """Write everything into a folder; how many sessions. Raises `AmtrainerError`."""
    from amtrainer.reports.table import table
    from amtrainer.storage import moving

    write_private(folder / EVERYTHING, "".join(f"{line}\n" for line in moving.lines(practice.store)))
    rows = practice.history()
    cells = [
        (r.session, r.head.id, r.head.title, r.when, r.mode, r.attempt, r.total, r.change, r.seconds, r.ended)
        for r in rows
    ]
    write_private(folder / "history.csv", table(HISTORY, cells))
    write_private(folder / "README.txt", README)
    for name in (EVERYTHING, "history.csv"):
        remember_copy(folder / name)
    return len(rows)


def import_all(practice: Practice, folder: Path) -> tuple[int, int]:
    """Add what an export holds; how many sessions are new, and how many were here. Raises `AmtrainerError`."""
    from amtrainer.storage import moving

    file = folder / EVERYTHING if folder.is_dir() else folder
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise AmtrainerError(f"{file} cannot be read.", "Name a folder that export --all wrote.") from error
    counts = moving.take_in(practice.store, moving.read(text))
    practice.changed()
    return counts


def back_up(practice: Practice, file: Path | None) -> Path:
    """Copy the store into a file, whole; where it is. Raises `AmtrainerError` if it cannot be written."""
    from amtrainer.storage import sqlite

    target = file or paths.backup_dir() / f"{practice.now:%Y-%m-%d-%H%M%S}.db"
    try:
        sqlite.backup(practice.store.engine, target)
    except OSError as error:
        raise AmtrainerError(f"{target} cannot be written: {error.strerror}.", "Name another place.") from error
    remember_copy(target)
    return target


def restore(file: Path) -> Path:
    """Put a backup in the store's place; where the store that was there is kept. Raises `AmtrainerError`.

    Nothing else may have the store open.
    """
    from amtrainer.storage import faults_of, open_store, sqlite

    store = paths.store_file()
    if not file.is_file():
        raise AmtrainerError(f"There is no {file}.", f"Backups are in {paths.backup_dir()}.")
    waiting = store.with_name("restoring.db")
    try:
        write_private(waiting, file.read_bytes())
        if wrong := faults_of(waiting):
            raise AmtrainerError(f"{file} is not whole: {wrong[0]}", "Nothing was changed.")
        before = _free(paths.backup_dir() / "before-restore.db")
        if store.exists():
            with contextlib.suppress(AmtrainerError), contextlib.closing(open_store(store)) as old:
                sqlite.backup(old.engine, before)
        for part in (*_beside(store), store.with_suffix(".head"), paths.home_file()):
            part.unlink(missing_ok=True)
        waiting.replace(store)
    finally:
        for part in (waiting, *_beside(waiting), waiting.with_suffix(".head")):
            part.unlink(missing_ok=True)
    return before


def _free(file: Path) -> Path:
    """The name itself, or one with a number that is not taken."""
    number = 1
    found = file
    while found.exists():
        number += 1
        found = file.with_stem(f"{file.stem}-{number}")
    return found


def erase_me(store: Store) -> Erased:
    """Take the trainee's words out of the store, its log and its backups; name copies elsewhere, which stay."""
    from amtrainer.storage.erasing import erase

    count = erase(store)
    gone = list(_own_files())
    for file in gone:
        file.unlink(missing_ok=True)
    inside = paths.data_dir().resolve()
    elsewhere = tuple(path for path in copies() if not path.is_relative_to(inside))
    write_intent(paths.intent_file(), read_intent(Path(os.devnull)))
    paths.intent_file().unlink(missing_ok=True)
    return Erased(count, tuple(gone), elsewhere)


def _own_files() -> Iterator[Path]:
    """Files in our folders that hold the trainee's words, or what was made from them."""
    folder = paths.data_dir()
    yield from sorted(paths.backup_dir().glob("*.db*"))
    yield from (file for file in (paths.home_file(), paths.actor_file()) if file.exists())
    yield from sorted((folder / "golden").glob("*.yaml"))
    inside = folder.resolve()
    yield from (path for path in copies() if path.is_relative_to(inside) and path.exists())


def _beside(store: Path) -> tuple[Path, Path]:
    return store.with_name(f"{store.name}-wal"), store.with_name(f"{store.name}-shm")
