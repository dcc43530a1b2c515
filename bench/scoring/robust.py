"""What must not move the marks, and how far it does: other forms of a text, slips, names, spellings, other processors.

    python bench/scoring/robust.py [--write] [--pairs 1000] [--only forms,slips,names,plain,processors]

Texts are the rated answers of `corpus/` (their ratings are not looked at) and `plain_pairs.yaml`. Every change is made by a
fixed rule from the text's own hash, so that a run is repeated exactly. Levels are those of `practice`.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from amtrainer import paths
from amtrainer.authoring.marking import Scoring, scoring_of
from amtrainer.content.library import Library
from amtrainer.content.load import scenario_of_text
from amtrainer.errors import AmtrainerError
from amtrainer.scoring.assess import assessor_of
from amtrainer.simulation.handed import work_for

HERE = Path(__file__).resolve().parent
Levels = dict[str, int]


class Marks:
    """Levels of texts; what was marked once is kept."""

    def __init__(self) -> None:
        self._scorings: dict[str, Scoring | None] = {}
        self._known: dict[tuple[str, str], Levels] = {}
        self._renamed: dict[tuple[str, tuple[str, ...]], Any] = {}

    def scoring(self, number: str) -> Scoring | None:
        if number not in self._scorings:
            try:
                self._scorings[number] = scoring_of(number, "practice")
            except AmtrainerError:
                self._scorings[number] = None
        return self._scorings[number]

    def of(self, number: str, text: str) -> Levels:
        if (number, text) not in self._known:
            scoring = self.scoring(number)
            assert scoring is not None
            found = assessor_of(scoring.scenario, scoring.model).assess(work_for(scoring.scenario, {"text": text}))
            self._known[number, text] = {**found.levels, **{gate.id: 1 for gate in found.gates}}
        return self._known[number, text]

    def renamed(self, number: str, text: str, pool: tuple[str, ...]) -> Levels:
        """Levels of a text whose client has another name, where the file has that name too."""
        if (number, pool) not in self._renamed:
            library = Library(cache_dir=paths.cache_dir())
            file = library.text(library.find(number).id)
            scoring = self.scoring(number)
            assert scoring is not None
            self._renamed[number, pool] = scenario_of_text(named(file, scoring.scenario.people[:1], pool))
        scoring, scenario = self.scoring(number), self._renamed[number, pool]
        assert scoring is not None
        found = assessor_of(scenario, scoring.model).assess(work_for(scenario, {"text": text}))
        return {**found.levels, **{gate.id: 1 for gate in found.gates}}


def answers(marks: Marks) -> list[tuple[str, str]]:
    """(scenario, text) of the rated answers whose scenario ships, scenario by scenario."""
    rows = yaml.safe_load((HERE / "corpus" / "answers.yaml").read_text(encoding="utf-8"))
    found = [(row["scenario"].lower(), row["text"]) for row in rows if row["scenario"].startswith("D")]
    return [(number, text) for number, text in found if marks.scoring(number) is not None]


def number_of(text: str, salt: str = "") -> int:
    return int(hashlib.sha256(f"{salt}{text}".encode()).hexdigest()[:12], 16)


def _curly(text: str) -> str:
    return re.sub(r'"([^"]*)"', "“\\1”", text.replace("'", "’"))


def _homoglyphs(text: str) -> str:
    """One Latin letter in every fifth long word becomes a Cyrillic one that looks alike."""
    count = iter(range(10**6))
    swap = str.maketrans({"a": "а", "e": "е", "o": "о", "c": "с", "p": "р"})

    def one(found: re.Match[str]) -> str:
        word = found.group()
        return word[0] + word[1].translate(swap) + word[2:] if next(count) % 5 == 0 else word

    return re.sub(r"[A-Za-z]{5,}", one, text)


FORMS: dict[str, Callable[[str], str]] = {
    "curly quotes": _curly,
    "blanks": lambda text: text.replace(" ", "\u00a0 "),
    "lower case": lambda text: re.sub(r"(?<=[.!?] )[A-Z](?=[a-z])", lambda m: m.group().lower(), text),
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "homoglyphs": _homoglyphs,
    "line ends": lambda text: text.replace("\n", "\r\n").replace(". ", ".\r\n"),
    "invisible": lambda text: re.sub(r"(?<=[a-z])(?=[a-z]{3})", "\u200b", text),
}


def forms(marks: Marks, pairs: int) -> dict[str, Any]:
    differ: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    for number, text in answers(marks):
        for name, change in FORMS.items():
            if sum(tried.values()) >= pairs:
                break
            other = change(text)
            if other != text:
                tried[name] += 1
                differ[name] += marks.of(number, text) != marks.of(number, other)
    return {
        "pairs": sum(tried.values()),
        "differ": sum(differ.values()),
        "by_form": {n: [differ[n], tried[n]] for n in tried},
    }


def slipped(text: str) -> str:
    """One slip in every twenty words: two letters swapped, one left out, or one doubled, not in a name or figure."""
    words = text.split(" ")
    for start in range(0, len(words), 20):
        row = [at for at in range(start, min(start + 20, len(words))) if re.fullmatch(r"[a-z]{5,}[,.;:?]?", words[at])]
        if not row:
            continue
        pick = number_of(text, str(start))
        at = row[pick % len(row)]
        word = words[at]
        place = 1 + pick // 7 % (len(word.rstrip(",.;:?")) - 2)
        kinds = (
            word[:place] + word[place + 1] + word[place] + word[place + 2 :],
            word[:place] + word[place + 1 :],
            word[:place] + word[place] + word[place:],
        )
        words[at] = kinds[pick // 1000 % 3]
    return " ".join(words)


def slips(marks: Marks, pairs: int) -> dict[str, Any]:
    moved: list[int] = []
    for number, text in answers(marks)[: max(1, pairs)]:
        one, other = marks.of(number, text), marks.of(number, slipped(text))
        criteria = [key for key in one if not re.fullmatch(r"G\d", key)]
        moved += [abs(one[key] - other[key]) for key in criteria]
    return {
        "levels": len(moved),
        "mean_change_of_scale": round(sum(moved) / max(1, len(moved)) / 4, 4),
        "same": round(sum(not each for each in moved) / max(1, len(moved)), 4),
    }


_NAMES = ("Amina", "Olu", "Jiho", "Brigitte", "Tarek", "Ngozi", "Pavel", "Yuki", "Solveig", "Dmitri")
_OTHERS = ("Thandiwe", "Bjarne", "Xiulan", "Mateus", "Farida", "Eoin", "Kalani", "Henrike", "Rajesh", "Zofia")
_GENDER = {"he": "she", "she": "he", "his": "her", "him": "her", "Mr": "Ms", "Ms": "Mr", "Mrs": "Mr"}
_SPELLING = {
    "apologise": "apologize", "apologize": "apologise", "organise": "organize", "organize": "organise", "realise": "realize",
    "prioritise": "prioritize", "summarise": "summarize", "programme": "program", "licence": "license", "centre": "center",
    "favour": "favor", "colour": "color", "honour": "honor", "behaviour": "behavior", "cancelled": "canceled",
    "finalise": "finalize", "recognise": "recognize", "minimise": "minimize", "apologising": "apologizing", "travelled": "traveled",
    "labour": "labor", "cheque": "check", "authorise": "authorize", "authorised": "authorized",
}  # fmt: skip


def named(text: str, people: tuple[str, ...], pool: tuple[str, ...]) -> str:
    """The first names and surnames of the case become others out of a pool."""
    for person in people:
        for word in person.split():
            if len(word) > 2 and word[0].isupper():
                text = re.sub(rf"\b{re.escape(word)}\b", pool[number_of(word) % len(pool)], text)
    return text


def swapped(text: str, table: dict[str, str]) -> str:
    return re.sub(r"[A-Za-z]+", lambda m: table.get(m.group(), m.group()), text)


def names(marks: Marks, pairs: int) -> dict[str, Any]:
    """The client under another name, in the file and in the answer; gender words and spellings in the answer."""
    differ: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    rows = sorted(answers(marks), key=lambda row: number_of(row[1], "names"))[: max(1, pairs // 2)]
    for number, text in sorted(rows):
        scoring = marks.scoring(number)
        assert scoring is not None
        changes = {
            "names": named(text, scoring.scenario.people[:1], _NAMES),
            "other names": named(text, scoring.scenario.people[:1], _OTHERS),
            "gender words": swapped(text, _GENDER),
            "spelling": swapped(text, _SPELLING),
        }
        for kind, other in changes.items():
            if other != text and sum(tried.values()) < pairs:
                tried[kind] += 1
                pool = {"names": _NAMES, "other names": _OTHERS}.get(kind)
                found = marks.renamed(number, other, pool) if pool else marks.of(number, other)
                differ[kind] += marks.of(number, text) != found
    return {
        "pairs": sum(tried.values()),
        "differ": sum(differ.values()),
        "by_kind": {n: [differ[n], tried[n]] for n in tried},
    }


def plain(marks: Marks, _: int) -> dict[str, Any]:
    """Two ways to say the same, one in good and one in plain or broken English."""
    rows = yaml.safe_load((HERE / "plain_pairs.yaml").read_text(encoding="utf-8"))
    near = cells = close = same = tried = 0
    for row in rows:
        if marks.scoring(row["scenario"]) is None:
            continue
        one, other = marks.of(row["scenario"], row["good"]), marks.of(row["scenario"], row["plain"])
        gaps = [abs(level - other.get(key, 0)) for key, level in one.items() if not re.fullmatch(r"G\d", key)]
        tried, near = tried + 1, near + (max(gaps) <= 1)
        cells, close, same = cells + len(gaps), close + sum(g <= 1 for g in gaps), same + sum(not g for g in gaps)
    return {
        "pairs": tried,
        "all_criteria_within_one": round(near / max(1, tried), 3),
        "levels": cells,
        "levels_within_one": round(close / max(1, cells), 3),
        "levels_same": round(same / max(1, cells), 3),
    }


def sentences(marks: Marks, count: int) -> list[str]:
    found = [part.strip() for _, text in answers(marks) for part in re.split(r"(?<=[.!?])\s+", text) if len(part) > 20]
    return sorted(dict.fromkeys(found), key=number_of)[:count]


def processors(marks: Marks, pairs: int) -> dict[str, Any]:
    """Levels of answers, and vectors of sentences, under other instruction sets, each in a process of its own.

    `pairs` answers are marked once for each set. `Nehalem` has neither AVX nor FMA, and numpy's own loops go without too.
    """
    rows = sorted(answers(marks), key=lambda row: number_of(row[1], "processors"))[:pairs]
    rows.sort()
    texts = sentences(marks, pairs)
    own_levels, own = _child(_LEVELS, rows, {}), _child(_VECTORS, texts, {})
    found: dict[str, Any] = {"answers": len(rows), "sentences": len(texts), "values": len(texts) * 384}
    for name, settings in SETS.items():
        levels, vectors = _child(_LEVELS, rows, settings), _child(_VECTORS, texts, settings)
        compared = [(one[key], other[key]) for one, other in zip(own_levels, levels, strict=True) for key in one]
        found[name] = {
            "levels": len(compared),
            "levels_differ": sum(one != other for one, other in compared),
            "vectors_differ": sum(a != b for a, b in zip(own, vectors, strict=True)),
            "values_differ": sum(x != y for a, b in zip(own, vectors, strict=True) for x, y in zip(a, b, strict=True)),
        }
    found["levels"] = sum(found[name]["levels"] for name in SETS)
    found["levels_differ"] = sum(found[name]["levels_differ"] for name in SETS)
    return found


NO_AVX = "X86_V3 X86_V4 AVX512_ICL AVX512_SPR"
SETS = {
    "Haswell": {"OPENBLAS_CORETYPE": "Haswell"},
    "Sandybridge": {"OPENBLAS_CORETYPE": "Sandybridge"},
    "Zen": {"OPENBLAS_CORETYPE": "Zen"},
    "Nehalem": {"OPENBLAS_CORETYPE": "Nehalem", "NPY_DISABLE_CPU_FEATURES": NO_AVX},
}
_VECTORS = """
import json, sys
from amtrainer.models import load_meaning
model = load_meaning()
json.dump([model._vectors._encoder.vector(text).tolist() for text in json.load(sys.stdin)], sys.stdout)
"""
_LEVELS = """
import json, sys
from robust import Marks
marks = Marks()
json.dump([marks.of(number, text) for number, text in json.load(sys.stdin)], sys.stdout)
"""


def _child(code: str, rows: list[Any], settings: dict[str, str]) -> list[Any]:
    """What a process with these settings makes of the rows."""
    known = os.pathsep.join(path for path in (str(HERE), *sys.path) if path)
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        input=json.dumps(rows),
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": known, **settings},
        check=True,
    )
    found: list[Any] = json.loads(done.stdout)
    return found


CHECKS: dict[str, Callable[[Marks, int], dict[str, Any]]] = {
    "forms": forms,
    "slips": slips,
    "names": names,
    "plain": plain,
    "processors": processors,
}


def wanted() -> Iterator[str]:
    chosen = sys.argv[sys.argv.index("--only") + 1].split(",") if "--only" in sys.argv else list(CHECKS)
    yield from chosen


def main() -> None:
    pairs = int(sys.argv[sys.argv.index("--pairs") + 1]) if "--pairs" in sys.argv else 1000
    marks = Marks()
    file = HERE / "robust.json"
    report = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    for name in wanted():
        report[name] = CHECKS[name](marks, pairs)
        print(name, json.dumps(report[name]), flush=True)
        if "--write" in sys.argv:
            file.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
