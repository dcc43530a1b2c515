"""Where scenarios come from: roots in order, the nearest wins; a cache makes listing them cheap."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from amtrainer import paths
from amtrainer.content.head import Head, head_of
from amtrainer.errors import AmtrainerError, ContentError, Problem

if TYPE_CHECKING:
    from amtrainer.simulation.kinds import AnyScenario

SAMPLES = ".samples.yaml"
GOLDEN = ".golden.yaml"
BESIDE = (SAMPLES, GOLDEN)  # files that belong to a scenario and are none

CACHE_VERSION = 3


def belongs_to(file: Path) -> Path:
    """The scenario beside which a file lies, if it is one that belongs to a scenario; else the file itself."""
    for end in BESIDE:
        main = file.with_name(file.name.removesuffix(end) + ".yaml")
        if file.name.endswith(end) and main.is_file():
            return main
    return file


@dataclass(frozen=True, slots=True)
class Root:
    """A folder of scenarios by family."""

    path: Path
    bundled: bool = False
    pack: str = ""  # id of the pack it belongs to; its exercises are called pack:id


@dataclass(frozen=True, slots=True)
class Entry:
    """A scenario file that can be listed."""

    head: Head
    file: Path
    bundled: bool
    variants: tuple[Head, ...] = ()


def bundled(kind: str) -> Path:
    """Content that ships with the package: the copy in the wheel, or the repository's folder in a checkout."""
    packed = Path(str(files("amtrainer"))) / "_bundled" / kind
    return packed if packed.is_dir() else Path(__file__).resolve().parents[3] / kind


def default_roots() -> tuple[Root, ...]:
    """`AMTRAINER_CONTENT`, then `./scenarios`, then what ships with the package; the nearest wins for an id."""
    shipped = bundled("scenarios")
    near = [Path(part) / "scenarios" for part in os.environ.get("AMTRAINER_CONTENT", "").split(os.pathsep) if part]
    near = [path if path.is_dir() else path.parent for path in near]
    local = Path("scenarios")
    if local.is_dir() and local.resolve() != shipped.resolve():
        near.append(local.resolve())
    return (*(Root(path) for path in near), Root(shipped, bundled=True), *pack_roots())


def pack_roots() -> tuple[Root, ...]:
    """The packs that are installed."""
    folders = sorted((paths.data_dir() / "packs").glob("[a-z0-9]*/scenarios"))
    return tuple(Root(folder, pack=folder.parent.name) for folder in folders)


class Library:
    """All scenarios in reach. Broken files are left out of the list and named by `problems`."""

    def __init__(self, roots: Sequence[Root] | None = None, cache_dir: Path | None = None) -> None:
        self.roots = tuple(default_roots() if roots is None else roots)
        self._cache_file = cache_dir / "catalogue.json" if cache_dir else None
        self._entries: dict[str, Entry] | None = None
        self._problems: list[Problem] = []

    def heads(self) -> tuple[Head, ...]:
        """All exercises, ordered by id."""
        return tuple(entry.head for _, entry in sorted(self._all().items()))

    def known(self) -> dict[str, Head]:
        """Every exercise and every variant by id."""
        entries = self._all().values()
        return {head.id: head for entry in entries for head in (entry.head, *entry.variants)}

    def problems(self) -> tuple[Problem, ...]:
        """Why files were left out of the list."""
        self._all()
        return tuple(self._problems)

    def find(self, text: str) -> Head:
        """The exercise that `text` means: an id, a catalogue number, or a unique beginning, with /b for a variant.

        Raises `AmtrainerError`.
        """
        wanted, slash, letter = text.strip().lower().partition("/")
        head = self._base(wanted)
        return self._variant(head.id, letter) if slash else head

    def _variant(self, id: str, letter: str) -> Head:
        variants = {head.id.rpartition("/")[2]: head for head in self.entry(id).variants}
        if letter not in variants:
            known = f"There are {', '.join(variants)}." if variants else "It has no variants."
            raise AmtrainerError(f"There is no variant {letter!r} of {id}.", known)
        return variants[letter]

    def _base(self, wanted: str) -> Head:
        entries = self._all()
        if wanted in entries:
            return entries[wanted].head
        numbered = [e.head for e in entries.values() if e.bundled and e.head.number == wanted]
        if len(numbered) == 1:
            return numbered[0]
        begun = [entry.head for id, entry in sorted(entries.items()) if wanted and id.startswith(wanted)]
        if len(begun) == 1:
            return begun[0]
        if begun:
            raise AmtrainerError(
                f"{wanted!r} may be any of {', '.join(head.id for head in begun)}.", "Type a little more."
            )
        raise AmtrainerError(f"There is no exercise {wanted!r}.", self._nearest(wanted, entries))

    def scenario(self, id: str, seed: int = 0) -> AnyScenario:
        """The scenario or variant of that id with the figures of a seed, validated. Raises `ContentError`."""
        from amtrainer.content.load import scenario_of

        return scenario_of(self.entry(id).file, self._pack(id), id.partition("/")[2], seed)

    def text(self, id: str, seed: int = 0) -> str:
        """The scenario and all it uses as canonical JSON: the form that is stored and hashed."""
        from amtrainer.content.load import canonical

        return canonical(self.entry(id).file, self._pack(id), id.partition("/")[2], seed)

    @staticmethod
    def _pack(id: str) -> str:
        return id.rpartition(":")[0]

    def entry(self, id: str) -> Entry:
        """Where the exercise of that id, or the base of that variant, lies. Raises `AmtrainerError`."""
        entry = self._all().get(id.partition("/")[0])
        if entry is None:
            raise AmtrainerError(f"There is no exercise {id!r}.", self._nearest(id, self._all()))
        return entry

    @staticmethod
    def _nearest(text: str, entries: dict[str, Entry]) -> str:
        from rapidfuzz import process

        best = process.extractOne(text, list(entries), score_cutoff=50)
        return f"Did you mean {best[0]}?" if best else "amtrainer list shows all of them."

    def _all(self) -> dict[str, Entry]:
        if self._entries is None:
            self._entries = self._read()
        return self._entries

    def _read(self) -> dict[str, Entry]:
        known = self._load_cache()
        fresh: dict[str, Any] = {}
        entries: dict[str, Entry] = {}
        for root in self.roots:
            for file, info in _scenario_files(root.path):
                stamp = [info.st_mtime_ns, info.st_size]
                row = known.get(str(file))
                if row is None or row["stamp"] != stamp:
                    row = {"stamp": stamp, **_look(file)}
                fresh[str(file)] = row
                if "problem" in row:
                    self._problems.append(Problem(**row["problem"]))
                    continue
                head, *variants = (_head(each, root.pack) for each in (row["head"], *row["variants"]))
                entries.setdefault(head.id, Entry(head, file, root.bundled, tuple(variants)))
        if fresh != known:
            self._save_cache(fresh)
        return entries

    def _load_cache(self) -> dict[str, Any]:
        if self._cache_file is None:
            return {}
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            body = json.loads(self._cache_file.read_text(encoding="utf-8"))
            if body["version"] == CACHE_VERSION:
                rows: dict[str, Any] = body["files"]
                return rows
        return {}

    def _save_cache(self, rows: dict[str, Any]) -> None:
        if self._cache_file is None:
            return
        with contextlib.suppress(OSError):
            self._cache_file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            temporary = self._cache_file.with_suffix(f".{os.getpid()}.tmp")
            handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                json.dump({"version": CACHE_VERSION, "files": rows}, stream)
            temporary.replace(self._cache_file)


def _scenario_files(root: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """Scenario files of a root, one family folder deep, in order; samples are left out."""
    with contextlib.suppress(OSError):
        for family in sorted(os.scandir(root), key=lambda entry: entry.name):
            if family.is_dir():
                for entry in sorted(os.scandir(family.path), key=lambda entry: entry.name):
                    if entry.name.endswith(".yaml") and not entry.name.endswith(BESIDE) and entry.is_file():
                        yield Path(entry.path), entry.stat()
            elif family.name.endswith(".yaml") and not family.name.endswith(BESIDE) and family.is_file():
                yield Path(family.path), family.stat()


def _head(row: Mapping[str, Any], pack: str) -> Head:
    """A head from the cache; one of a pack is called pack:id."""
    head = Head.of_row(row)
    return replace(head, id=f"{pack}:{head.id}") if pack else head


def _look(file: Path) -> dict[str, Any]:
    """The head of a file and of its variants, or why it has none."""
    from amtrainer.content.source import load_file

    try:
        data = load_file(file).data
        heads = [asdict(head_of(one, file.parent.name)) for one in (data, *_varied(data))]
        return {"head": heads[0], "variants": heads[1:]}
    except ContentError as error:
        return {"problem": asdict(error.problems[0])}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        missing = f"{error.args[0]!r} is missing" if isinstance(error, KeyError) else "this is no scenario"
        return {"problem": asdict(Problem(str(file), 1, 1, "AM120", missing, "amtrainer check tells more."))}


def _varied(data: Any) -> Iterator[Mapping[str, Any]]:
    """The variants of a scenario that hold together; `check` tells what is wrong with others."""
    if data.get("variants"):
        from amtrainer.content.varying import played, variants_of

        for letter in variants_of(data):
            with contextlib.suppress(AmtrainerError, KeyError, TypeError, ValueError, AttributeError):
                yield played(data, letter)
