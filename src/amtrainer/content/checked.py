"""Findings that are remembered: a file that has not changed is not read again.

The memory holds stamps (time and size) of the file, of what lies beside it, and of the code and the catalogue that checked it.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import sys
import threading
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

from amtrainer import __version__
from amtrainer.content.check import Looked, duplicate, look, sorted_problems
from amtrainer.content.library import BESIDE, bundled
from amtrainer.content.translation import files_of
from amtrainer.errors import Problem

Stamp = list[int]
_CODE: Final = ("content", "scoring", "simulation")
MANY: Final = 16  # files from which several processes are quicker
MOST_WORKERS: Final = 4


def check_known(files: Sequence[Path], cache_dir: Path | None) -> list[Problem]:
    """All problems of these files, as `check_paths` finds them; what is known from last time is taken from `cache_dir`."""
    memory = cache_dir / "checks.json" if cache_dir else None
    version = _version()
    known = _load(memory, version)
    fresh: dict[str, Any] = {}
    problems: list[Problem] = []
    ids: dict[str, Path] = {}
    stamps = {str(file): _stamps(file) for file in files}
    changed = [file for file in files if known.get(str(file), {}).get("stamps") != stamps[str(file)]]
    for file, seen in zip(changed, _looked(changed), strict=True):
        fresh[str(file)] = {
            "stamps": stamps[str(file)],
            "problems": [asdict(problem) for problem in seen.problems],
            "id": seen.id,
            "place": list(seen.place),
        }
    for file in files:
        row: dict[str, Any] = fresh.setdefault(str(file), known.get(str(file), {}))
        problems += [Problem(**problem) for problem in row["problems"]]
        problems += duplicate(file, row["id"], tuple(row["place"]), ids)
    if any(known.get(name) != row for name, row in fresh.items()):
        _save(memory, version, known | fresh)
    return sorted_problems(problems)


def _looked(files: Sequence[Path]) -> Iterable[Looked]:
    """Each file by itself; many files on all processors, where a process can be copied as it is."""
    workers = min(os.cpu_count() or 1, MOST_WORKERS)
    if len(files) < MANY or workers < 2 or sys.platform != "linux" or threading.active_count() > 1:
        return map(look, files)
    with ProcessPoolExecutor(workers, get_context("fork"), gc.freeze) as pool:
        return list(pool.map(look, files, chunksize=4))


def _stamps(file: Path) -> list[Stamp]:
    base = file.name.removesuffix(".yaml")
    beside = [file.with_name(base + end) for end in BESIDE]
    return [_stamp(one) for one in (file, *beside, *files_of(file).values())]


def _stamp(file: Path) -> Stamp:
    try:
        info = os.stat(file)  # noqa: PTH116 - a thousand times
    except OSError:
        return []
    return [info.st_mtime_ns, info.st_size, info.st_ino]


def _version() -> str:
    """Changes with the code and the catalogue that check."""
    root = Path(__file__).resolve().parents[1]
    places = [file for name in _CODE for file in sorted((root / name).rglob("*.py"))]
    places += sorted(bundled("rubrics").glob("*.yaml")) + sorted(bundled("rubrics").glob("acts/*.yaml"))
    return f"{__version__}:{max(file.stat().st_mtime_ns for file in places)}:{len(places)}"


def _load(memory: Path | None, version: str) -> dict[str, Any]:
    if memory is not None:
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            body = json.loads(memory.read_text(encoding="utf-8"))
            if body["version"] == version:
                rows: dict[str, Any] = body["files"]
                return rows
    return {}


def _save(memory: Path | None, version: str, rows: dict[str, Any]) -> None:
    if memory is None:
        return
    with contextlib.suppress(OSError):
        memory.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary = memory.with_suffix(f".{os.getpid()}.tmp")
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump({"version": version, "files": rows}, stream)
        temporary.replace(memory)
