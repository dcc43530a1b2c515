"""A pack as one file: a zip of plain texts with the hash of each. Read with nothing trusted, written always the same."""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Final

import yaml
from pydantic import ValidationError

from amtrainer.content.load import problem_of
from amtrainer.content.pack_manifest import PACK, Manifest
from amtrainer.content.source import load
from amtrainer.errors import AmtrainerError, ContentError

LIST: Final = "FILES.json"
SIGNATURE: Final = "SIGNATURE.json"
MOST_FILES: Final = 500
MOST_BYTES: Final = 1_000_000  # of one file
MOST_TOGETHER: Final = 20_000_000
FOLDERS: Final = frozenset({"scenarios", "rubrics", "exhibits", "i18n", "tests"})
TOP: Final = frozenset({PACK, "README.md", "LICENSE", "LICENSE.md", "LICENSE.txt"})
ENDINGS: Final = frozenset({".yaml", ".md", ".csv", ".txt"})
_PART: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._ -]{0,100}\Z")
_DEVICES: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))}
)
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
Files = dict[str, bytes]


class BadPack(AmtrainerError):
    """A pack that is refused."""


def read_folder(folder: Path) -> Files:
    """The files of a pack folder. Anything that is no plain text inside it is refused, never followed."""
    found: Files = {}
    for path in _walk(folder):
        name = path.relative_to(folder).as_posix()
        info = path.lstat()
        if stat.S_ISLNK(info.st_mode):
            raise BadPack(f"{name} is a link.", "Put the file itself there.")
        if not stat.S_ISREG(info.st_mode):
            raise BadPack(f"{name} is not a plain file.", "A pack holds plain files only.")
        if info.st_size > MOST_BYTES:
            raise BadPack(f"{name} is larger than {MOST_BYTES // 1000:,} kB.", "Split it.")
        _named(name, found)
        found[name] = path.read_bytes()
        _counted(found)
    return found


def _walk(folder: Path) -> Iterator[Path]:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.name.startswith("."):
            continue  # schemas, version control
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path))
        else:
            yield Path(entry.path)


def written(files: Files, signature: bytes | None = None) -> bytes:
    """The pack file of these files; the same files give the same bytes."""
    import io

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as pack:
        whole = {**files, LIST: listed(files)} | ({SIGNATURE: signature} if signature else {})
        for name in sorted(whole):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = (stat.S_IFREG | 0o644) << 16
            pack.writestr(info, whole[name])
    return out.getvalue()


def listed(files: Mapping[str, bytes]) -> bytes:
    """Every file with its size and hash: what is signed."""
    rows = {name: {"sha256": hashlib.sha256(raw).hexdigest(), "bytes": len(raw)} for name, raw in sorted(files.items())}
    return (json.dumps({"files": rows}, indent=1, sort_keys=True) + "\n").encode()


def read_pack(file: Path) -> tuple[Files, bytes | None]:
    """The files of a pack and its signature, if it has one. Nothing is written anywhere. Raises `BadPack`."""
    try:
        handle = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        raise BadPack(f"{file} cannot be read: {error.strerror}.", "Name a pack file.") from error
    info = os.fstat(handle)
    if not stat.S_ISREG(info.st_mode):
        os.close(handle)
        raise BadPack(f"{file} is not a plain file.", "Name a pack file; amtrainer pack build makes one of a folder.")
    with os.fdopen(handle, "rb") as stream:
        if info.st_size > MOST_TOGETHER:
            raise BadPack(f"{file} is larger than {MOST_TOGETHER // 1_000_000} MB.", "A pack is smaller than that.")
        try:
            with zipfile.ZipFile(stream) as pack:
                files = _unpacked(pack)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            RuntimeError,
            ValueError,
            OSError,
        ) as error:
            raise BadPack(f"{file} is no pack: {error}.", "Make one with: amtrainer pack build FOLDER") from error
    signature = files.pop(SIGNATURE, None)
    _as_listed(files)
    return files, signature


def _unpacked(pack: zipfile.ZipFile) -> Files:
    found: Files = {}
    entries = pack.infolist()
    if len(entries) > MOST_FILES + 2:
        raise BadPack(f"The pack holds {len(entries)} files; {MOST_FILES} are the most.")
    for entry in entries:
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if entry.flag_bits & 1:
            raise BadPack(f"{entry.filename!r} is encrypted.", "A pack can be read by everybody.")
        if kind not in (0, stat.S_IFREG) or entry.is_dir():
            raise BadPack(f"{entry.filename!r} is not a plain file.", "A pack holds plain files only.")
        name = entry.orig_filename
        if name not in (LIST, SIGNATURE):
            _named(name, found)
        elif name in found:
            raise BadPack(f"{name!r} stands twice.")
        with pack.open(entry) as stream:
            raw = stream.read(MOST_BYTES + 1)  # what the entry claims of its size is not believed
        if len(raw) > MOST_BYTES:
            raise BadPack(
                f"{name!r} is larger than {MOST_BYTES // 1000:,} kB.", "It may be a bomb; it was not unpacked."
            )
        found[name] = raw
        _counted(found)
    return found


def _named(name: str, found: Mapping[str, bytes]) -> None:
    """A name is a plain relative path to a text, below a folder that packs have; no two that a system takes for one."""
    path = PurePosixPath(name)
    parts = name.split("/")
    plain = all(_PART.match(part) and not part.endswith((".", " ")) for part in parts) and "\\" not in name
    if not plain or path.is_absolute() or ".." in parts:
        raise BadPack(f"{name!r} leads out of the pack or is no plain name.", "Use letters, digits, hyphens and dots.")
    if any(part.partition(".")[0].lower() in _DEVICES for part in parts):
        raise BadPack(f"{name!r} is the name of a device on some systems.", "Choose another.")
    inside = len(parts) > 1 and parts[0] in FOLDERS and path.suffix in ENDINGS
    if name not in TOP and not inside:
        raise BadPack(
            f"{name!r} does not belong into a pack.",
            f"Texts ({', '.join(sorted(ENDINGS))}) in {', '.join(sorted(FOLDERS))}, and {', '.join(sorted(TOP))}.",
        )
    if name.lower() in {other.lower() for other in found}:
        raise BadPack(f"{name!r} stands twice.", "Names that differ only in capitals are one on some systems.")


def _counted(found: Mapping[str, bytes]) -> None:
    if len(found) > MOST_FILES + 2:
        raise BadPack(f"More than {MOST_FILES} files.", "Make two packs.")
    if sum(map(len, found.values())) > MOST_TOGETHER:
        raise BadPack(f"More than {MOST_TOGETHER // 1_000_000} MB together.", "Make two packs.")


def _as_listed(files: Files) -> None:
    """Every file is as its list says, and no other is there."""
    raw = files.pop(LIST, None)
    try:
        rows: Any = json.loads(raw or b"")["files"]
    except (ValueError, KeyError, TypeError) as error:
        raise BadPack(f"The pack has no list of its files ({LIST}).", "Build it again.") from error
    if not isinstance(rows, dict) or rows.keys() != files.keys():
        odd = sorted(set(files) ^ set(rows)) if isinstance(rows, dict) else [LIST]
        raise BadPack(f"The list of the pack and its files do not agree: {', '.join(odd[:3])}.", "Somebody changed it.")
    if listed(files) != raw:
        odd = [name for name, data in files.items() if rows[name] != json.loads(listed({name: data}))["files"][name]]
        raise BadPack(
            f"{', '.join(odd[:3]) or LIST} is not what the list says.", "Somebody changed it after it was built."
        )


def manifest_of(files: Files) -> Manifest:
    """What the pack says of itself. Raises `BadPack` or `ContentError`."""
    if PACK not in files:
        raise BadPack(f"There is no {PACK}.", "Begin with: amtrainer new pack NAME")
    source = load(files[PACK], PACK)
    try:
        return Manifest.model_validate(source.data)
    except ValidationError as error:
        problems = [problem_of(detail, source) for detail in error.errors(include_url=False)]
        raise ContentError(problems) from error


def exercises(files: Files) -> list[tuple[str, str, str]]:
    """File, id and title of every exercise in a pack."""
    out = []
    for name, raw in sorted(files.items()):
        if (
            name.startswith("scenarios/")
            and name.endswith(".yaml")
            and not name.endswith((".samples.yaml", ".golden.yaml"))
        ):
            try:
                data = load(raw, name).data
            except (ContentError, yaml.YAMLError):
                continue
            if isinstance(data, dict):
                out.append((name, str(data.get("id", "")), str(data.get("title", ""))))
    return out
