"""How long marks take: a talk of three turns and about 165 words, from the last answer to everything a debrief shows.

    .venv/bin/python bench/marks.py

Prints medians of nine runs in milliseconds; each run marks a text it has not seen (one word differs).
"""

from __future__ import annotations

import statistics
import time
from pathlib import Path

from amtrainer.content.load import scenario_of
from amtrainer.models import load_meaning
from amtrainer.scoring.assess import assessor_of
from amtrainer.scoring.batch import talk
from amtrainer.scoring.explain import explain
from amtrainer.scoring.score import card_of

SCENARIO = Path("scenarios/objections/d01-eight-points-or-a-tender.yaml")
HEARD = "Good morning. I need eight percent off, otherwise the contract goes out to tender."
TURNS = (
    "Good morning Mette. You need 8% off the 412,000, and there is an offer at 372,000 on your desk. I could do something for a "
    "longer term, or 5% if you prepay. Before I go on I would like to hear from you, {n}, is it this contract that must drop 8%, "
    "or a total that you report to somebody by a date?",
    "Let me remind you of the winter. On 27 February our alarm saved a vaccine load worth 1.9 m DKK, and your people were there in "
    "time, run {n}. The offer at 372,000 comes without calibration. I think that this should be part of the picture as well.",
    "So this is what I can do for you. 4% if you stay longer, or 5% if you prepay the year. I put both versions on paper, "
    "number {n}. I will send them soon, and then we talk about it again when you have had the time to look at both of them.",
)


def main() -> None:
    """Measure and print."""
    scenario, model = scenario_of(SCENARIO), load_meaning()
    assessor = assessor_of(scenario, model)
    assessor.warm()
    rows: list[tuple[float, float, float]] = []
    for run in range(9):
        turns = [text.format(n=f"case {run}") for text in TURNS]
        for end in (1, 2):
            assessor.assess(talk(turns[:end], [HEARD]))  # as a session does after each answer
        times = [time.perf_counter()]
        assessment = assessor.assess(talk(turns, [HEARD]))
        times.append(time.perf_counter())
        card_of(assessor, assessment, "bench", "practice", "")
        times.append(time.perf_counter())
        explain(assessor, assessment)
        times.append(time.perf_counter())
        rows.append((times[1] - times[0], times[2] - times[1], times[3] - times[2]))
    words = sum(len(text.split()) for text in TURNS)
    for name, column in zip(("levels", "receipts", "reasons and changes"), zip(*rows, strict=True), strict=True):
        print(f"{name:20} {1000 * statistics.median(column):6.0f} ms")
    print(
        f"{'all':20} {1000 * statistics.median(sum(row) for row in rows):6.0f} ms   {words} words in {len(TURNS)} turns"
    )


if __name__ == "__main__":
    main()
