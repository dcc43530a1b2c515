"""Train the head of the default reader of meanings, and say how good it is on scenarios it has not seen.

    python training/train_head.py            figures, leave-scenarios-out
    python training/train_head.py --write    also write src/amtrainer/models/weights/head.json and SHA256SUMS

Only numpy. The same seed gives the same file to the byte.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
import yaml
from examples import CORPUS, Cell, Corpus
from ordinal import borders, kappa

from amtrainer.models import weights as shipped
from amtrainer.models.head import FEATURES

WEIGHTS = Path(__file__).resolve().parents[1] / "src" / "amtrainer" / "models" / "weights"
DOMAIN = Path(__file__).resolve().parents[1] / "tests" / "data" / "domain" / "criteria.yaml"
CUTS = (0.25, 0.5, 0.75, 0.9)  # strengths at which levels 1, 2, 3, 4 begin
RIDGE = 1.0


def ridge(cells: list[Cell]) -> tuple[np.ndarray, float]:
    """Weights and bias of a weighted ridge regression on standardised features, for features as they are."""
    x = np.concatenate([cell.features for cell in cells])
    y = np.concatenate([cell.targets for cell in cells])
    w = np.concatenate([cell.weights for cell in cells])
    mean, deviation = x.mean(axis=0), x.std(axis=0) + 1e-9
    z = np.column_stack([(x - mean) / deviation, np.ones(len(x))])
    penalty = RIDGE * np.eye(z.shape[1])
    penalty[-1, -1] = 0
    solved = np.linalg.solve((z * w[:, None]).T @ z + penalty, (z * w[:, None]).T @ y)
    slope = solved[:-1] / deviation
    return slope, float(solved[-1] - slope @ mean)


def raw(cells: list[Cell], slope: np.ndarray, bias: float) -> np.ndarray:
    """The strongest sentence of each cell."""
    return np.array([float((cell.features @ slope).max() + bias) for cell in cells])


def pair_accuracy(cells: list[Cell], values: np.ndarray) -> float:
    """Pairs of criteria of one answer whose levels differ by two or more: how often they are ordered right, ties half."""
    by_answer: dict[str, list[int]] = defaultdict(list)
    for place, cell in enumerate(cells):
        by_answer[cell.answer].append(place)
    right = pairs = 0.0
    for places in by_answer.values():
        for i in places:
            for j in places:
                if cells[i].level - cells[j].level >= 2:
                    pairs += 1
                    right += 0.5 if values[i] == values[j] else float(values[i] > values[j])
    return right / pairs


def report(cells: list[Cell]) -> None:
    """Figures on scenarios that were not trained on, natural answers and answers to order apart."""
    folds = yaml.safe_load((CORPUS / "folds.yaml").read_text(encoding="utf-8"))["leave_scenarios_out"]
    values, levels = np.zeros(len(cells)), np.zeros(len(cells), dtype=int)
    for scenarios in folds.values():
        train = [cell for cell in cells if cell.scenario not in scenarios]
        test = [place for place, cell in enumerate(cells) if cell.scenario in scenarios]
        slope, bias = ridge(train)
        cut = borders(raw(train, slope, bias), np.array([cell.level for cell in train]))
        values[test] = raw([cells[place] for place in test], slope, bias)
        levels[test] = np.searchsorted(cut, values[test])
    for order in (False, True):
        kept = [place for place, cell in enumerate(cells) if cell.to_order == order]
        some = [cells[place] for place in kept]
        agreement = kappa(np.array([cell.level for cell in some]), levels[kept])
        print(
            f"{'to order' if order else 'natural ':8}  cells {len(some):5}  QWK {agreement:.3f}"
            f"  within-answer pairs {pair_accuracy(some, values[kept]):.3f}"
        )


def write(slope: np.ndarray, bias: float, cut: np.ndarray) -> None:
    """The head and the sums of all weight files."""
    first, last = cut[0] - (cut[1] - cut[0]), cut[3] + (cut[3] - cut[2])
    corners = [[round(float(x), 5), y] for x, y in zip([first, *cut, last], [0.0, *CUTS, 1.0], strict=True)]
    body = {
        "features": FEATURES,
        "weights": [round(float(w), 5) for w in slope],
        "bias": round(bias, 5),
        "corners": corners,
    }
    (WEIGHTS / "head.json").write_text(json.dumps(body, indent=1) + "\n", encoding="utf-8")
    names = ("borrowed.npz", "head.json", "minilm-l6.npz", "vocab.txt")
    sums = [f"{hashlib.sha256((WEIGHTS / name).read_bytes()).hexdigest()}  {name}" for name in names]
    (WEIGHTS / "SHA256SUMS").write_text("\n".join(sums) + "\n", encoding="utf-8")


def main() -> None:
    encoder = shipped.open_encoder(check=False)[0]
    catalogue = yaml.safe_load(DOMAIN.read_text(encoding="utf-8"))
    corpus = Corpus(encoder.vector, {c["id"]: c["says"] for entry in catalogue for c in entry["criteria"]})
    draws = [cell for seed in range(3) for count in (4, 6) for cell in corpus.cells(count, seed)]
    report(list(corpus.cells(4, 0)))
    slope, bias = ridge(draws)
    cut = borders(raw(draws, slope, bias), np.array([cell.level for cell in draws]))
    for name, weight in zip(FEATURES, slope, strict=True):
        print(f"{weight:+.3f}  {name}")
    if "--write" in sys.argv:
        write(slope, bias, cut)


if __name__ == "__main__":
    main()
