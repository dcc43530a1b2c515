"""About this installation: where everything is, and whether it is well."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import sys
from pathlib import Path

from amtrainer import __version__, paths
from amtrainer.content.library import Library, default_roots
from amtrainer.errors import AmtrainerError
from amtrainer.practice.views import Check
from amtrainer.text import counted


def kept() -> list[tuple[str, Path]]:
    """Name and place of everything that is kept."""
    roots = [("content, bundled" if root.bundled else "content", root.path) for root in default_roots()]
    return [
        ("store", paths.store_file()),
        ("backups", paths.backup_dir()),
        ("home screen", paths.home_file()),
        ("settings", paths.settings_file()),
        ("keys", paths.keymap_file()),
        ("cache", paths.cache_dir()),
        ("log", paths.log_file()),
        *roots,
    ]


def checks() -> tuple[Check, ...]:
    """Every check, in the order of reading."""
    return (_versions(), _store(), _content(), _model(), _yaml(), _terminal())


def _versions() -> Check:
    names = ("textual", "pydantic", "sqlalchemy", "numpy")
    parts = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in names)
    return Check("version", True, f"amtrainer {__version__}, Python {platform.python_version()}, {parts}")


def _store() -> Check:
    from amtrainer.storage import faults_of, open_store

    file = paths.store_file()
    if not file.exists():
        return Check("store", True, f"{file} (not made yet)")
    try:
        store = open_store(file)
    except AmtrainerError as error:
        return Check("store", False, error.message, error.hint)
    wrong, count = faults_of(file), store.head().events
    store.close()
    if wrong:
        return Check("store", False, f"{file}: {' '.join(wrong[:3])}", f"Copies are in {paths.backup_dir()}.")
    return Check(
        "store",
        not store.read_only,
        f"{file}, {count} events, unchanged since they were written" + (", read only" if store.read_only else ""),
    )


def _content() -> Check:
    library = Library(cache_dir=paths.cache_dir())
    count, problems = len(library.heads()), library.problems()
    if problems:
        return Check(
            "content",
            False,
            f"{counted(count, 'exercise')}; {counted(len(problems), 'file')} cannot be read",
            "amtrainer check names every problem.",
        )
    return Check("content", count > 0, counted(count, "exercise"))


def _model() -> Check:
    from amtrainer.models import load_meaning

    try:
        return Check("reader of meanings", True, f"{load_meaning().name}, weights as released")
    except AmtrainerError as error:
        return Check("reader of meanings", False, error.message, error.hint)


def _yaml() -> Check:
    import yaml

    fast = hasattr(yaml, "CSafeLoader")
    return Check("YAML", True, "fast parser" if fast else "slow parser: PyYAML came without libyaml")


def _terminal() -> Check:
    term = os.environ.get("TERM", "")
    screen = sys.stdin.isatty() and sys.stdout.isatty() and term not in ("", "dumb")
    detail = f"TERM={term or 'not set'}, {sys.stdout.encoding}" + (", NO_COLOR" if os.environ.get("NO_COLOR") else "")
    return Check("terminal", True, detail + ("" if screen else "; plain lines will be used"))
