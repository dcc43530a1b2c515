"""What simpler means reach on the rated answers: one number for each cell (answer, criterion), cut into levels by training.

Each is trained leave-scenarios-out and leave-answers-out. Needs scikit-learn; the encoder and the word vectors are those
that ship. Static vectors: the mean of the encoder's input vectors of a sentence's pieces, without its layers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from rapidfuzz import fuzz
from sklearn.ensemble import HistGradientBoostingRegressor
from sklearn.feature_extraction.text import TfidfVectorizer

from amtrainer.models import weights as shipped
from amtrainer.models.encoder import LIMIT

DOMAIN = Path(__file__).resolve().parents[2] / "tests" / "data" / "domain" / "criteria.yaml"
JUDGE = Path(__file__).resolve().parent / "judge.json"
_SENTENCES = re.compile(r"[^.!?\n]+[.!?]?")


class Cell:
    """One criterion of one answer."""

    def __init__(self, answer: dict[str, Any], criterion: str, says: str, level: int, kind: str) -> None:
        self.answer, self.criterion, self.says, self.level, self.kind = answer["id"], criterion, says, level, kind
        self.scenario, self.text = answer["scenario"], answer["text"]


def cells_of(corpus: Any) -> list[Cell]:
    says = {
        c["id"]: c["says"] for entry in yaml.safe_load(DOMAIN.read_text(encoding="utf-8")) for c in entry["criteria"]
    }
    return [
        Cell(answer, criterion, says[criterion], level, corpus.kind(answer))
        for answer in corpus.answers
        for criterion, level in corpus.reference(answer["id"]).items()
    ]


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower())


def keyword(cell: Cell) -> float:
    wanted = {word for word in words(cell.says) if len(word) > 3}
    return len(wanted & set(words(cell.text))) / max(1, len(wanted))


def vectors(cells: list[Cell]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For each cell the best cosine of a sentence with the criterion's words: by tf-idf, static vectors, the encoder."""
    encoder = shipped.open_encoder(check=False)[0]
    known: dict[str, np.ndarray] = {}

    def encoded(text: str) -> np.ndarray:
        if text not in known:
            known[text] = np.asarray(encoder.vector(text), dtype=float)
        return known[text]

    static: dict[str, np.ndarray] = {}
    rows, scales = encoder._vocabulary

    def averaged(text: str) -> np.ndarray:
        if text not in static:
            ids = encoder._pieces.ids(text, LIMIT)[1:-1]
            static[text] = (rows[ids].astype(float) * scales[ids][:, None]).mean(axis=0)
        return static[text]

    tfidf = TfidfVectorizer(sublinear_tf=True).fit([cell.text for cell in cells])
    inputs = tfidf.transform

    def best(of: Callable[[str], Any], cell: Cell) -> float:
        target = of(cell.says)
        parts = [part for part in _SENTENCES.findall(cell.text) if words(part)]
        return max((_cosine(of(part), target) for part in parts), default=0.0)

    sparse = np.array([best(lambda text: inputs([text]).toarray()[0], cell) for cell in cells])
    dense = np.array([best(encoded, cell) for cell in cells])
    return sparse, np.array([best(averaged, cell) for cell in cells]), dense


def _cosine(a: np.ndarray, b: np.ndarray) -> float:
    length = float(np.linalg.norm(a) * np.linalg.norm(b))
    return float(a @ b) / length if length else 0.0


def judged(cells: list[Cell]) -> tuple[np.ndarray, np.ndarray]:
    """What a small local LLM said of each cell (judge.py): its digit, and the mean of its digits. -1 where it was not asked."""
    told = json.loads(JUDGE.read_text(encoding="utf-8"))["told"] if JUDGE.exists() else {}
    rows = [told.get(cell.answer, {}).get(cell.criterion, (-1, -1.0)) for cell in cells]
    return np.array([int(digit) for digit, _ in rows]), np.array([mean for _, mean in rows])


def shallow(cell: Cell, sparse: float, dense: float) -> list[float]:
    """Nineteen features that see the surface."""
    text, told = cell.text, words(cell.text)
    sentences = [part for part in _SENTENCES.findall(text) if part.strip()]
    return [
        len(told), len(text), len(sentences), len(told) / max(1, len(sentences)), len(set(told)) / max(1, len(told)),
        text.count("?"), text.count(","), text.count(":"), text.count("%"), len(re.findall(r"\d+", text)),
        sum(word in ("i", "we", "my", "our") for word in told), sum(word in ("you", "your") for word in told),
        sum(word in ("if", "against", "because") for word in told), sum(word in ("sorry", "understand", "thank") for word in told),
        sum(len(word) for word in told) / max(1, len(told)), keyword(cell), fuzz.token_set_ratio(cell.says, text), sparse, dense,
    ]  # fmt: skip


def kappa(reference: np.ndarray, given: np.ndarray) -> float:
    seen = np.zeros((5, 5))
    np.add.at(seen, (reference, given), 1)
    far = np.subtract.outer(np.arange(5), np.arange(5)) ** 2
    chance = np.outer(seen.sum(axis=1), seen.sum(axis=0)) / seen.sum()
    return float(1 - (far * seen).sum() / max(1e-9, (far * chance).sum()))


def cuts(values: np.ndarray, levels: np.ndarray) -> np.ndarray:
    """The four borders between levels that give the best kappa on the training cells, by coordinate search."""
    best = np.quantile(values, [float(np.mean(levels <= k)) for k in range(4)])
    for _ in range(3):
        for place in range(4):
            tries = [
                np.sort(np.where(np.arange(4) == place, v, best))
                for v in np.quantile(values, np.linspace(0.05, 0.95, 31))
            ]
            best = max([best, *tries], key=lambda cut: kappa(levels, np.searchsorted(cut, values)))
    return best


def baselines(corpus: Any, figures: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
    """Figures of every baseline: by protocol, by kind of answers."""
    cells = cells_of(corpus)
    levels = np.array([cell.level for cell in cells])
    sparse, averages, dense = vectors(cells)
    plain = {
        "word count": np.array([float(len(words(cell.text))) for cell in cells]),
        "keyword": np.array([keyword(cell) for cell in cells]),
        "fuzzy": np.array([fuzz.token_set_ratio(cell.says, cell.text) for cell in cells]),
        "tf-idf cosine": sparse,
        "static cosine": averages,
        "encoder cosine": dense,
    }
    digits, means = judged(cells)
    features = np.array([shallow(cell, s, d) for cell, s, d in zip(cells, sparse, dense, strict=True)])
    out: dict[str, Any] = {}
    for protocol, folds in corpus.folds.items():
        tests = [_members(cells, set(names), protocol) for names in folds.values()]
        given = {name: _cut(values, levels, tests) for name, values in plain.items()}
        given["always the commonest level"] = _commonest(levels, tests)
        given["boosted, 19 shallow features"] = _boosted(features, levels, tests)
        if (digits >= 0).any():
            asked = digits >= 0
            mean = _cut(means[asked], levels[asked], [test[asked] for test in tests])
            given |= {"small local LLM, its digit": digits, "small local LLM, mean digit": _spread(mean, asked)}
        out[protocol] = {name: _by_kind(cells, told, figures) for name, told in given.items()}
    return out


def _members(cells: list[Cell], names: set[str], protocol: str) -> np.ndarray:
    key = "scenario" if protocol == "leave_scenarios_out" else "answer"
    return np.array([getattr(cell, key) in names for cell in cells])


def _cut(values: np.ndarray, levels: np.ndarray, tests: list[np.ndarray]) -> np.ndarray:
    told = np.full(len(values), -1)
    for test in tests:
        told[test] = np.searchsorted(cuts(values[~test], levels[~test]), values[test])
    return told


def _spread(told: np.ndarray, asked: np.ndarray) -> np.ndarray:
    """As many as there are cells; -1 for those that were not asked for."""
    out = np.full(len(asked), -1)
    out[asked] = told
    return out


def _commonest(levels: np.ndarray, tests: list[np.ndarray]) -> np.ndarray:
    told = np.full(len(levels), -1)
    for test in tests:
        told[test] = np.bincount(levels[~test]).argmax()
    return told


def _boosted(features: np.ndarray, levels: np.ndarray, tests: list[np.ndarray]) -> np.ndarray:
    told = np.full(len(levels), -1)
    for test in tests:
        model = HistGradientBoostingRegressor(max_iter=200, learning_rate=0.06, random_state=0)
        model.fit(features[~test], levels[~test])
        told[test] = np.searchsorted(cuts(model.predict(features[~test]), levels[~test]), model.predict(features[test]))
    return told


def _by_kind(cells: list[Cell], told: np.ndarray, figures: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
    kept: dict[str, dict[str, list[tuple[int, int]]]] = {}
    for cell, level in zip(cells, told.tolist(), strict=True):
        if level >= 0:
            kept.setdefault(cell.kind, {}).setdefault(cell.answer, []).append((cell.level, level))
    wanted = ("qwk", "qwk_95", "within_answer_pairs", "auc_level_3")
    return {
        kind: {key: value for key, value in figures(found).items() if key in wanted} for kind, found in kept.items()
    }
