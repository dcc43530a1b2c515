"""Fit the rule that tells an answer to another question of an interview from one to its own (scoring/strayed.py).

    python training/train_strayed.py

Rated answers and samples are held against their own question and against all others of all interviews, those that ask for the
same thing left out; so are the model answers of all other exercises. Prints the weights in whole numbers, the cut, and what of it holds on answers that were left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import yaml

from amtrainer import paths
from amtrainer.content.library import Library
from amtrainer.models import load_meaning
from amtrainer.scoring.assess import Assessor, context_of
from amtrainer.scoring.explain import capped
from amtrainer.scoring.strayed import SURE, Strayed

CORPUS = Path(__file__).resolve().parents[1] / "bench" / "scoring" / "corpus"
ALIKE = (  # topics whose answers may be one story
    "q2 competitive repaired week bad-day learning", "q3 call", "q3 q4 q8 grow plan", "q7 fields table not-in",
    "q10 rank week", "q9 firm-no", "q6 repaired", "record negotiations", "q1 aim",
)  # fmt: skip
PASSES = 40  # of 100: what an attack must not reach
SIMPLE = 34  # of 100: below it there is nothing to lose, level 1 throughout is worth 33
FOLDS, SEEDS, RIDGE = 5, 5, 1.0
SCALE = 1000


class Row(NamedTuple):
    answer: str
    kind: str
    own: bool
    total: int  # of 100, where it belongs
    reached: int  # of 100, where it is held against a question
    seen: tuple[int, ...]


def rows() -> Iterator[Row]:
    """Every answer that is long enough at every question."""
    library, model = Library(cache_dir=paths.cache_dir()), load_meaning(paths.cache_dir())
    kits: dict[str, Any] = {
        head.number.lower(): library.scenario(head.id) for head in library.heads() if head.kind == "interview"
    }
    assessors = {
        (name, part): Assessor(rubric, context_of(rubric, model))
        for name, kit in kits.items()
        for part, rubric in kit.parts.items()
    }
    plain = {
        place: Assessor(one.rubric.model_copy(update={"strayed": None}), one.context)
        for place, one in assessors.items()
    }
    texts = [*answers(kits), *models(library)]
    for id, kind, home, text in texts:
        own = plain[home].assess(kits[home[0]].read({"beat": home[1], "text": text})) if home in plain else None
        if own is not None and not any(own.levels.values()):
            continue
        for place, assessor in assessors.items():
            stray = next((one for one in assessor.rubric.watches if isinstance(one, Strayed)), None)
            if stray is None or (place != home and alike(place[1], home[1])):
                continue
            work = kits[place[0]].read({"beat": place[1], "text": text})
            units = stray.rows(work, assessor.context)
            if len(units) >= SURE:
                total, reached = (capped(own) or 0) if own else 0, capped(plain[place].assess(work)) or 0
                yield Row(id, kind, place == home, total, reached, stray.seen(units, assessor.context))


def models(library: Library) -> Iterator[tuple[str, str, tuple[str, str], str]]:
    """Model answers of what is no interview: they belong to no question."""
    for head in library.heads():
        if head.kind != "interview":
            for text in library.scenario(head.id).model_texts:
                yield head.number, "model", ("", head.number), text


def answers(kits: dict[str, Any]) -> Iterator[tuple[str, str, tuple[str, str], str]]:
    """Id, kind, interview and question, text."""
    for one in yaml.safe_load((CORPUS / "answers.yaml").read_text(encoding="utf-8")):
        name, _, beat = one["scenario"].lower().partition("-")
        if name in kits:
            yield one["id"], "rated", (name, beat), one["text"]
    for name, kit in kits.items():
        for sample in kit.answers:
            if sample.kind in ("best", "ok", "weak", "weak-long", "strong-short", "broken"):
                yield f"{name} {sample.id}", sample.kind, (name, sample.beat), "\n".join(sample.texts())


def alike(one: str, other: str) -> bool:
    return one == other or any({one, other} <= {*row.split()} for row in ALIKE)


def fitted(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Logistic regression by Newton's method, both classes weighing the same; the last number is the start."""
    middle, spread = x.mean(axis=0), x.std(axis=0) + 1e-9
    z = np.c_[(x - middle) / spread, np.ones(len(x))]
    weight = np.where(y == 1, len(y) / (2 * y.sum()), len(y) / (2 * (len(y) - y.sum())))
    held = np.diag([RIDGE] * x.shape[1] + [0.0])
    found = np.zeros(z.shape[1])
    for _ in range(40):
        chance = 1 / (1 + np.exp(-z @ found))
        slope = z.T @ (weight * (chance - y)) + held @ found
        found -= np.linalg.solve((z * (weight * chance * (1 - chance))[:, None]).T @ z + held, slope)
    weights = found[:-1] / spread
    return np.append(weights, found[-1] - weights @ middle)


def main() -> None:
    table = list(rows())
    x, y = np.array([row.seen for row in table], dtype=float), np.array([float(row.own) for row in table])
    loses = np.array([row.own and row.total >= SIMPLE for row in table])
    best = np.array([not row.own and row.kind == "best" and row.reached >= PASSES for row in table])
    other = np.array([row.kind == "model" and row.reached >= PASSES for row in table])
    names = sorted({row.answer for row in table})
    place = np.array([names.index(row.answer) for row in table])
    held = np.zeros(len(table))
    for seed in range(SEEDS):
        fold = np.random.default_rng(seed).integers(0, FOLDS, len(names))[place]
        for number in range(FOLDS):
            rule = fitted(x[fold != number], y[fold != number])
            held[fold == number] += (x[fold == number] @ rule[:-1] + rule[-1]) / SEEDS
    print(f"{int(y.sum())} true answers of {SURE} sentences and more, {int(loses.sum())} with something to lose")
    for lost in range(4):
        cut = np.sort(held[loses])[lost]
        found = f"{(held[best] < cut).mean():.3f} of best answers elsewhere, {(held[other] < cut).mean():.3f} of models"
        print(f"left out: {lost} true ones lost; of those that reach {PASSES}: {found} found")
    rule = fitted(x, y)
    whole = np.rint(rule * SCALE).astype(int)
    values = x.astype(int) @ whole[:-1] + whole[-1]
    print("weights", tuple(map(int, whole[:-1])), "start", int(whole[-1]))
    for at in np.argsort(np.where(loses, values, np.inf))[:8]:
        print(int(values[at]), table[at].answer, table[at].total, table[at].seen)
    for cut in (-2000, -1500, -1000, -500, 0):
        lost = int((values[loses] < cut).sum())
        print(cut, f"best {(values[best] < cut).mean():.3f}, models {(values[other] < cut).mean():.3f}, lost {lost}")


if __name__ == "__main__":
    main()
