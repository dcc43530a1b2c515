"""Packs: made, looked into, installed and removed. What is refused leaves nothing behind."""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from amtrainer import __version__, paths
from amtrainer.content.check import check_paths, content_paths
from amtrainer.content.pack_file import (
    BadPack,
    Files,
    exercises,
    listed,
    manifest_of,
    read_folder,
    read_pack,
    written,
)
from amtrainer.content.pack_key import signed, signer
from amtrainer.content.pack_manifest import PACK, Manifest
from amtrainer.content.source import load_file
from amtrainer.content.writing import write_whole
from amtrainer.errors import AmtrainerError, ContentError, Problem

ENDING: Final = ".ampack"
_NUMBERS: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Pack:
    """What is inside."""

    manifest: Manifest
    exercises: tuple[tuple[str, str, str], ...]  # file, id, title
    files: int
    size: int  # bytes, unpacked
    digest: str  # sha256 of the list of files
    key: str = ""  # public key that signed it
    advice: tuple[Problem, ...] = ()


def build(folder: Path, out: Path | None = None, key: Path | None = None) -> tuple[Path, Pack]:
    """Make a pack file of a folder. Raises `AmtrainerError`; then no file was written."""
    if not folder.is_dir():
        raise AmtrainerError(f"There is no folder {folder}.", "Begin with: amtrainer new pack NAME")
    files = read_folder(folder)
    pack = _checked(files, None)
    signature = signed(listed(files), key) if key else None
    raw = written(files, signature)
    target = out or Path(f"{pack.manifest.id}-{pack.manifest.version}{ENDING}")
    write_whole(target, raw, "Name another file with --out.")
    return target, pack


def verify(file: Path, key: str = "") -> Pack:
    """What is in a pack file, if all of it is sound; with `key`, if that key signed it. Raises `AmtrainerError`."""
    files, signature = read_pack(file)
    pack = _checked(files, signature)
    if key and pack.key != key.strip().lower():
        told = f"It was signed by {pack.key}." if pack.key else "It is not signed."
        raise BadPack(f"{file.name} was not signed by that key.", told)
    return pack


def install(file: Path, key: str = "") -> Pack:
    """Install a pack for this user, in place of an older one of the same id. Raises `AmtrainerError`."""
    pack = verify(file, key)
    files, _ = read_pack(file)
    if hashlib.sha256(listed(files)).hexdigest() != pack.digest:
        raise BadPack(f"{file.name} changed while it was read.", "Try again.")
    target = _home() / pack.manifest.id
    with _laid_out(files) as fresh:
        old = target.with_name(f".{target.name}.old")
        shutil.rmtree(old, ignore_errors=True)
        if target.exists():
            target.rename(old)
        try:
            fresh.rename(target)
        except OSError:
            if old.exists():
                old.rename(target)
            raise
        shutil.rmtree(old, ignore_errors=True)
    return pack


def installed() -> list[tuple[Manifest, int]]:
    """The packs that are installed, with the number of their exercises."""
    out = []
    for folder in sorted(_home().glob("[a-z0-9]*")):
        try:
            manifest = Manifest.model_validate(load_file(folder / PACK).data)
        except (ContentError, ValueError):
            continue
        count = sum(
            not file.name.endswith((".samples.yaml", ".golden.yaml")) for file in folder.glob("scenarios/**/*.yaml")
        )
        out.append((manifest, count))
    return out


def remove(id: str) -> None:
    """Remove an installed pack; what was played of it is kept. Raises `AmtrainerError`."""
    known = [manifest.id for manifest, _ in installed()]
    if id not in known:
        raise AmtrainerError(f"There is no pack {id!r}.", f"Installed: {', '.join(known) or 'none'}.")
    shutil.rmtree(_home() / id)


def _checked(files: Files, signature: bytes | None) -> Pack:
    manifest = manifest_of(files)
    if _newer(manifest.needs):
        raise BadPack(f"{manifest.id} needs amtrainer {manifest.needs}; this is {__version__}.", "Install a newer one.")
    key = signer(listed(files), signature) if signature else ""
    with _laid_out(files) as folder:
        problems = check_paths(content_paths([folder]))
        shown = [_inside(problem, folder) for problem in problems]
    errors = [problem for problem in shown if problem.severity == "error"]
    if errors:
        raise ContentError(errors)
    return Pack(
        manifest,
        tuple(exercises(files)),
        len(files),
        sum(map(len, files.values())),
        hashlib.sha256(listed(files)).hexdigest(),
        key,
        tuple(shown),
    )


def _inside(problem: Problem, folder: Path) -> Problem:
    """A problem with the name that its file has in the pack."""
    file = problem.file.removeprefix(f"{folder}/")
    message = problem.message.replace(f"{folder}/", "")
    return Problem(file, problem.line, problem.column, problem.code, message, problem.hint, problem.severity)


def _newer(needs: str) -> bool:
    wanted = [int(part) for part in _NUMBERS.findall(needs)][:3]
    mine = [int(part) for part in _NUMBERS.findall(__version__)][:3]
    return wanted > mine[: len(wanted)]


def _home() -> Path:
    return paths.private(paths.data_dir() / "packs")


@contextmanager
def _laid_out(files: Files) -> Iterator[Path]:
    """The files in a folder of their own beside the packs; whatever is left of it afterwards goes away."""
    fresh = _fresh()
    try:
        for name, raw in files.items():
            target = fresh / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(raw)
        yield fresh
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _fresh() -> Path:
    """An empty folder beside the packs."""
    try:
        return Path(tempfile.mkdtemp(prefix=".new-", dir=_home()))
    except OSError as error:
        folder = paths.data_dir() / "packs"
        raise AmtrainerError(f"{folder}: {error.strerror}.", "Packs lie there; look at its rights.") from error
