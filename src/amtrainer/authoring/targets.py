"""What an author names on the command line: files, folders, exercises by id, or all of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from amtrainer import paths
from amtrainer.content.check import content_paths
from amtrainer.content.library import BESIDE, Library, belongs_to
from amtrainer.errors import AmtrainerError
from amtrainer.text import counted


def scenario_files(names: Sequence[str], *, everything: bool = False) -> list[Path]:
    """The scenario files that `names` mean, in order, each once. Raises `AmtrainerError`."""
    library = Library(cache_dir=paths.cache_dir())
    if everything:
        return [library.entry(head.id).file for head in library.heads()]
    if not names:
        raise AmtrainerError("Nothing was named.", "Name an exercise, a file or a folder, or --all.")
    found: dict[Path, None] = {}
    for name in names:
        found.update(dict.fromkeys(_named(name, library)))
    return list(found)


def scenario_file(name: str) -> Path:
    """The one scenario file that `name` means. Raises `AmtrainerError`."""
    files = scenario_files([name])
    if len(files) != 1:
        raise AmtrainerError(f"{name} holds {counted(len(files), 'exercise')}.", "Name one file.")
    return files[0]


def _named(name: str, library: Library) -> list[Path]:
    path = Path(name)
    if path.is_dir():
        files = [file for file in content_paths([path]) if is_scenario(file)]
        if not files:
            raise AmtrainerError(f"There is no scenario in {name}.", "Name a folder with scenario files.")
        return files
    if path.is_file():
        main = belongs_to(path)
        if main.name.endswith(BESIDE):
            raise AmtrainerError(f"{name} holds samples, and there is no scenario beside it.", "Name the scenario.")
        return [main]
    if path.suffix == ".yaml" or "/" in name:
        raise AmtrainerError(f"There is no file {name}.", "Name a file that exists, or an exercise such as d01.")
    return [library.entry(library.find(name).id).file]


def is_scenario(file: Path) -> bool:
    """Whether a file is meant as a scenario: it says what kind it is. Files that cannot be read are left to `check`."""
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return any(line.startswith("kind:") for line in text.splitlines())
