"""What the intervals of the mastery model are worth: trainees whose skill is known, played through it.

python bench/progress/simulate.py            # prints and writes bench/progress/result.json
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from amtrainer.progress.mastery import (
    DRIFT_A_DAY,
    FACET_VARIANCE,
    FORM_VARIANCE,
    SURE_80,
    Belief,
    Observation,
)

RESULT = Path(__file__).with_name("result.json")
CRITERIA = 5
NOISE = 0.8
FACETS = ("a", "b", "c", "d", "e")


def played(true: float, sessions: int, rng: np.random.Generator, *, form: float, facet: float, drift: float = 0.0,
           gap: int = 3, repeats: bool = False, help: bool = False) -> list[tuple[float, Belief]]:  # fmt: skip
    """The belief after each session, with the skill that was true then."""
    belief, out = Belief(), []
    apart = {name: rng.normal(0, facet) for name in FACETS}
    difficulty = 3
    for n in range(sessions):
        day = 1 + n * gap
        if n:
            true += rng.normal(0, np.sqrt(drift * gap))
        if not repeats:
            difficulty = int(rng.integers(1, 6))
        hints = int(rng.integers(0, 3)) if help else 0
        attempt = n + 1 if repeats else 1
        mood = rng.normal(0, form)
        seen = []
        for name in FACETS[:CRITERIA]:
            eased = 0.3 * hints + 0.25 * min(attempt - 1, 2) - 0.25 * (difficulty - 3)
            shown = true + apart[name] + mood + eased + rng.normal(0, NOISE * attempt if repeats else NOISE)
            seen.append(
                Observation(int(np.clip(np.floor(shown), 0, 4)), name if facet else "", difficulty, hints, attempt)
            )
        belief.session(day, seen)
        out.append((true, belief.copy()))
    return out


def coverage(name: str, skills: np.ndarray, seed: int, sessions: int = 20, **how: object) -> dict[str, object]:
    """How often the 80 % interval holds the true skill, and how far off the estimate is."""
    rng = np.random.default_rng(seed)
    held = np.zeros(sessions)
    off = np.zeros(sessions)
    wide = np.zeros(sessions)
    for skill in skills:
        for n, (true, belief) in enumerate(played(float(skill), sessions, rng, **how)):  # type: ignore[arg-type]
            mean, deviation = belief.at()
            held[n] += abs(true - mean) <= SURE_80 * deviation
            off[n] += abs(true - mean)
            wide[n] += 2 * SURE_80 * deviation
    count = len(skills)
    shown = [1, 2, 3, 5, 10, 20]
    return {
        "trainees": name,
        "n": count,
        "coverage": round(float(held.sum() / (count * sessions)), 3),
        "coverage_after": {str(k): round(float(held[k - 1] / count), 3) for k in shown},
        "mean_error_after": {str(k): round(float(off[k - 1] / count), 3) for k in shown},
        "width_after": {str(k): round(float(wide[k - 1] / count), 3) for k in shown},
    }


def telling_apart(sessions: int = 8, count: int = 1000) -> dict[str, object]:
    """Share of trainees at BARS 2 and at BARS 4 for whom the model is 80 % sure on which side of 3 they are, and right."""
    rng = np.random.default_rng(4)
    right = np.zeros((2, sessions))
    wrong = np.zeros((2, sessions))
    for _ in range(count):
        for place, skill in enumerate((2.0, 4.0)):
            for n, (_, belief) in enumerate(played(skill, sessions, rng, form=0.0, facet=0.0)):
                above = belief.chance_above(3)
                sure = above if place else 1 - above
                right[place, n] += sure >= 0.8
                wrong[place, n] += sure <= 0.2
    share = (right / count).min(axis=0)
    needed = next(n + 1 for n in range(sessions) if share[n] >= 0.8)
    return {
        "noise_sd": NOISE,
        "criteria": CRITERIA,
        "sure_and_right_after": {str(n + 1): round(float(share[n]), 3) for n in range(sessions)},
        "sure_and_wrong_after": {str(n + 1): round(float((wrong / count).max(axis=0)[n]), 3) for n in range(sessions)},
        "sessions_needed": needed,
    }


def repeats() -> dict[str, object]:
    """How wide the interval is after ten runs of one exercise, and after ten exercises."""
    rng = np.random.default_rng(5)
    same, fresh = [], []
    for skill in rng.normal(2.5, 1.0, 200):
        same.append(played(float(skill), 10, rng, form=0.0, facet=0.0, repeats=True)[-1][1].at()[1])
        fresh.append(played(float(skill), 10, rng, form=0.0, facet=0.0)[-1][1].at()[1])
    return {
        "sd_after_ten_repeats": round(float(np.mean(same)), 3),
        "sd_after_ten_exercises": round(float(np.mean(fresh)), 3),
    }


def main() -> None:
    rng = np.random.default_rng(1)
    count = 800
    prior, even = rng.normal(2.5, 1.0, count), rng.uniform(1, 5, count)
    form, facet = FORM_VARIANCE**0.5, FACET_VARIANCE**0.5
    result = {
        "coverage": [
            coverage("as the model assumes", prior, 11, form=form, facet=facet, drift=DRIFT_A_DAY),
            coverage("skill even from 1 to 5", even, 12, form=form, facet=facet, drift=DRIFT_A_DAY),
            coverage("noise of 0.8 and nothing else, skill that stays", prior, 13, form=0.0, facet=0.0),
            coverage(
                "skill that drifts, a session every two weeks",
                prior,
                14,
                form=form,
                facet=facet,
                drift=DRIFT_A_DAY,
                gap=14,
            ),
            coverage("with hints", prior, 15, form=form, facet=facet, drift=DRIFT_A_DAY, help=True),
        ],
        "telling_2_from_4": telling_apart(),
        "repeats": repeats(),
    }
    RESULT.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
