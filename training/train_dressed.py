"""Fit the rule that tells an answer to another case in the names and figures of this one (scoring/dressed.py).

    python training/train_dressed.py

Rated talks are held against their own case; model answers of all other exercises, their names and figures replaced by those of
a talk, against that talk. Prints the weights in whole numbers, the cut, and what of it holds on talks that were left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import yaml
from train_strayed import SIMPLE, fitted

from amtrainer import paths
from amtrainer.authoring.attacking import PASSES, same_case
from amtrainer.content.library import Library
from amtrainer.models import load_meaning
from amtrainer.scoring.assess import assessor_of
from amtrainer.scoring.dressed import dress_of
from amtrainer.scoring.explain import capped
from amtrainer.scoring.passages import units
from amtrainer.simulation.transplant import transplanted

CORPUS = Path(__file__).resolve().parents[1] / "bench" / "scoring" / "corpus"
FOLDS = 5
SCALE = 1000


class Row(NamedTuple):
    name: str
    talk: str
    own: bool
    total: int  # of 100, under the rule as it stands
    seen: tuple[int, ...]


def rows() -> Iterator[Row]:
    library, model = Library(cache_dir=paths.cache_dir()), load_meaning(paths.cache_dir())
    exercises: dict[str, Any] = {head.number.lower(): library.scenario(head.id) for head in library.heads()}
    talks = {number: one for number, one in exercises.items() if one.kind == "dialogue"}
    for number, id, own, item in texts(exercises, talks):
        talk = talks[number]
        assessor = assessor_of(talk, model)
        work = talk.read(item)
        dress = dress_of(units(work, assessor.context), assessor.context, talk.prompts)
        if dress is not None:
            yield Row(id, number, own, capped(assessor.assess(work)) or 0, dress.seen())


def texts(exercises: dict[str, Any], talks: dict[str, Any]) -> Iterator[tuple[str, str, bool, dict[str, Any]]]:
    """Talk, id, whether it belongs there, and the answer."""
    for one in yaml.safe_load((CORPUS / "answers.yaml").read_text(encoding="utf-8")):
        number = one["scenario"].lower().partition("-")[0]
        if number in talks:
            yield number, one["id"], True, {"text": one["text"]} if "text" in one else {"turns": one["turns"]}
    for number, talk in talks.items():
        for other, source in exercises.items():
            if other != number and not same_case(talk, source):
                for text in source.model_texts:
                    yield number, other, False, {"text": transplanted(text, source, talk)}


def main() -> None:
    table = list(rows())
    x, y = np.array([row.seen for row in table], dtype=float), np.array([float(row.own) for row in table])
    total = np.array([row.total for row in table])
    loses, far, farther = (y == 1) & (total >= SIMPLE), (y == 0) & (total >= PASSES), (y == 0) & (total >= 60)
    print(
        f"{int(y.sum())} rated, {int(loses.sum())} with something to lose; {int((y == 0).sum())} others, {int(far.sum())} far"
    )
    talks = sorted({row.talk for row in table})
    place = np.array([talks.index(row.talk) for row in table])
    held = np.zeros(len(table))
    for number in range(FOLDS):
        rule = fitted(x[place % FOLDS != number], y[place % FOLDS != number])
        held[place % FOLDS == number] = x[place % FOLDS == number] @ rule[:-1] + rule[-1]
    for lost in range(4):
        cut = np.sort(held[loses])[lost]
        print(f"talks left out: {lost} rated lost, {(held[far] < cut).mean():.3f} of those that reach {PASSES} found")
    whole = np.rint(fitted(x, y) * SCALE).astype(int)
    values = x.astype(int) @ whole[:-1] + whole[-1]
    print("weights", tuple(map(int, whole[:-1])), "start", int(whole[-1]))
    for at in np.argsort(np.where(loses, values, np.inf))[:8]:
        print(int(values[at]), table[at].name, table[at].total, table[at].seen)
    for cut in (-4000, -3500, -3000, -2500, -2000):
        lost = int((values[loses] < cut).sum())
        print(cut, f"{PASSES}: {(values[far] < cut).mean():.3f}, 60: {(values[farther] < cut).mean():.3f}, lost {lost}")


if __name__ == "__main__":
    main()
