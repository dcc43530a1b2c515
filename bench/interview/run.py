"""The statistics of interview days against second implementations, and the coverage of the bootstrap interval.

    python bench/interview/run.py [--write]        needs scikit-learn and scipy beside amtrainer

Kappa against scikit-learn and Fisher's exact test against SciPy on 100 random tables each, some ratings missing; alpha on the
worked example of Krippendorff (2011). Coverage: 300 simulated days of 40 answers and 3 criteria, raters who agree as known.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

import numpy as np
from scipy.stats import fisher_exact
from sklearn.metrics import cohen_kappa_score

from amtrainer.interview.reveal import alpha_of
from amtrainer.panel.agreement import bootstrap, kappa
from amtrainer.panel.grid import GridCell
from amtrainer.panel.impact import exact_p

HERE = Path(__file__).resolve().parent
TABLES, DAYS, ANSWERS, CRITERIA = 100, 300, 40, 3


def kappa_differs() -> float:
    """Largest difference to scikit-learn over random tables; pairs with a missing rating are left out by both."""
    lots, worst = random.Random(1), 0.0
    for _ in range(TABLES):
        rows = [(lots.choice([0, 1, 2, 3, 4, None]), lots.choice([0, 1, 2, 3, 4, None])) for _ in range(60)]
        pairs = [(a, b) for a, b in rows if a is not None and b is not None]
        theirs = cohen_kappa_score(*zip(*pairs, strict=True), weights="quadratic", labels=[0, 1, 2, 3, 4])
        worst = max(worst, abs((kappa(pairs) or 0) - theirs))
    return worst


def fisher_differs() -> float:
    lots, worst = random.Random(2), 0.0
    for _ in range(TABLES):
        a, b, c, d = (lots.randint(0, 15) for _ in range(4))
        worst = max(worst, abs(exact_p(a, b, c, d) - fisher_exact([[a, b], [c, d]])[1]))
    return worst


def published_alpha() -> float | None:
    """Krippendorff (2011), table E, four observers, missing data; levels 1-5 taken as 0-4. Published ordinal alpha: .815."""
    rows = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
        [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
    ]
    cells = [
        GridCell(str(n), "x", {str(r): None if row[n] is None else row[n] - 1 for r, row in enumerate(rows)}, None, {})
        for n in range(12)
    ]
    return alpha_of(cells)


def coverage() -> float:
    """Share of simulated days whose 95 % interval holds the kappa of the population they were drawn from."""
    lots = np.random.default_rng(3)
    joint = np.array([[max(0.0, 4 - 1.6 * abs(i - j)) + 0.2 for j in range(5)] for i in range(5)])
    joint /= joint.sum()
    far = np.subtract.outer(np.arange(5), np.arange(5)) ** 2
    true = 1 - (far * joint).sum() / (far * np.outer(joint.sum(1), joint.sum(0))).sum()
    held = 0
    for _ in range(DAYS):
        drawn = lots.choice(25, size=(ANSWERS, CRITERIA), p=joint.ravel())
        answers = {str(n): [(int(cell) // 5, int(cell) % 5) for cell in row] for n, row in enumerate(drawn)}
        found = bootstrap(answers, kappa)
        held += found.low is not None and found.high is not None and found.low <= true <= found.high
    return held / DAYS


def main() -> None:
    report = {
        "kappa_largest_difference_to_scikit_learn": kappa_differs(),
        "fisher_largest_difference_to_scipy": fisher_differs(),
        "alpha_of_the_published_example": round(published_alpha() or 0, 3),
        "alpha_published": 0.815,
        "bootstrap_coverage_of_95": round(coverage(), 3),
    }
    text = json.dumps(report, indent=1)
    print(text)
    if "--write" in sys.argv:
        (HERE / "result.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
