"""Where interview days lie, and how one is opened."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from amtrainer import paths
from amtrainer.errors import AmtrainerError
from amtrainer.panel.day import DayState, Fact, folded
from amtrainer.panel.kit import Kit
from amtrainer.storage import utc_now
from amtrainer.storage.record import RECORD, Entry, Record


def home() -> Path:
    """The folder of all days."""
    return paths.interviews_dir()


def slug(name: str) -> str:
    """A folder name for a day's name."""
    found = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:48]
    if not found:
        raise AmtrainerError("A day needs a name with letters or figures.")
    return found


def names() -> tuple[str, ...]:
    """All days on this machine."""
    return tuple(sorted(file.parent.name for file in home().glob(f"*/{RECORD}")))


class Day:
    """One day, opened: its folder, its record, and the state folded from it."""

    def __init__(self, folder: Path, now: Callable[[], str]) -> None:
        self.folder = folder
        self.record = Record(folder / RECORD, now)

    @property
    def entries(self) -> tuple[Entry, ...]:
        return self.record.entries()

    @property
    def state(self) -> DayState:
        """As it stands now; read anew each time, since others write too."""
        return folded(Fact(entry.who, entry.what, entry.body, entry.at) for entry in self.entries)

    @property
    def kit(self) -> Kit:
        return self.state.the_kit

    def candidate(self, code: str) -> str:
        """The candidate that `code` means. Raises `AmtrainerError`."""
        return _one_of("candidate", code, self.kit.candidates)

    def rater(self, name: str) -> str:
        """The rater that `name` means. Raises `AmtrainerError`."""
        return _one_of("rater", name, self.kit.raters)

    def text(self, digest: str) -> str:
        """A text of the record. Raises `AmtrainerError` if it was erased."""
        found = self.record.text(digest)
        if found is None:
            raise AmtrainerError("This text has been erased.", "The record still shows that it was there.")
        return found


def _one_of(what: str, name: str, known: tuple[str, ...]) -> str:
    found = [one for one in known if one.casefold() == name.casefold()]
    if not found:
        raise AmtrainerError(f"{name} is no {what} of this day.", f"There are {', '.join(known)}.")
    return found[0]


@contextmanager
def opened(name: str | None, now: Callable[[], str] = utc_now) -> Iterator[Day]:
    """The day that `name` means: exact or a unique beginning; left out, the only one that is not closed."""
    day = Day(home() / _named(name), now)
    try:
        yield day
    finally:
        day.record.close()


def _named(name: str | None) -> str:
    known = names()
    if name is None:
        if len(known) == 1:
            return known[0]
        hint = f"Name one with --day: {', '.join(known)}." if known else "Make one with amtrainer interview new."
        raise AmtrainerError("There is no interview day yet." if not known else "There are several days.", hint)
    wanted = slug(name)
    found = [one for one in known if one == wanted] or [one for one in known if one.startswith(wanted)]
    if len(found) != 1:
        raise AmtrainerError(f"{name} is not one interview day.", f"There are {', '.join(known) or 'none'}.")
    return found[0]
