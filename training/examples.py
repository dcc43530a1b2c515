"""What the head is trained on: for each criterion examples, near-misses, and sentences that raters did or did not quote.

Stands in for an author: of each criterion's rated answers a few give the examples (sentences quoted at level 3 or 4) and
near-misses (the sentences of level 0-1 answers that look most like the examples). Those answers are then left out, so that
the head learns from sentences it has not seen as examples, as it will meet them in the product.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from amtrainer.models.head import Examples, _likeness, features
from amtrainer.scoring.answer import Answer, Span
from amtrainer.scoring.lexicon import sentence_text

CORPUS = Path(__file__).resolve().parents[1] / "bench" / "scoring" / "corpus"


@dataclass(frozen=True)
class Cell:
    """One criterion of one answer: the reference level, and for each sentence its features, target and weight."""

    scenario: str
    answer: str
    criterion: str
    to_order: bool
    level: int
    features: np.ndarray  # (sentences, 8)
    targets: np.ndarray
    weights: np.ndarray


class Corpus:
    """The rated answers, with a vector for each sentence."""

    def __init__(self, vector: Any, criteria: dict[str, str]) -> None:
        answers = yaml.safe_load((CORPUS / "answers.yaml").read_text(encoding="utf-8"))
        self.criteria = criteria  # id -> says
        self.says = {id: vector(sentence_text(Answer(says), Span(0, len(says)))) for id, says in criteria.items()}
        self.answers = {item["id"]: item for item in answers if not item["scenario"].startswith("I01")}
        self.read = {id: Answer(item["text"]) for id, item in self.answers.items()}
        self.vectors = {
            id: [vector(sentence_text(answer, span)) for span in answer.sentences] for id, answer in self.read.items()
        }
        self.levels: dict[tuple[str, str], list[int]] = defaultdict(list)
        self.spans: dict[tuple[str, str], list[str]] = defaultdict(list)
        for line in (CORPUS / "ratings.jsonl").read_text(encoding="utf-8").splitlines():
            rating = json.loads(line)
            for criterion, level in rating["levels"].items():
                self.levels[rating["id"], criterion].append(level)
            for criterion, quote in rating["spans"].items():
                self.spans[rating["id"], criterion].append(quote)

    def level(self, answer: str, criterion: str) -> int:
        """Mean of the raters, half up."""
        given = self.levels[answer, criterion]
        return int(sum(given) / len(given) + 0.5)

    def quoted(self, answer: str, criterion: str) -> list[int]:
        """Which sentences a rater quoted for a criterion."""
        read, out = self.read[answer], []
        for quote in self.spans.get((answer, criterion), []):
            start = read.text.find(quote)
            if start >= 0:
                out += [
                    place
                    for place, span in enumerate(read.sentences)
                    if span.start < start + len(quote) and start < span.end
                ]
        return sorted(set(out))

    def cells(self, count: int, seed: int) -> Iterator[Cell]:
        """All cells, with `count` examples and near-misses for each criterion drawn by `seed`."""
        random = np.random.default_rng(seed)
        by_scenario: dict[str, list[str]] = defaultdict(list)
        for id, item in self.answers.items():
            by_scenario[item["scenario"]].append(id)
        for scenario, ids in sorted(by_scenario.items()):
            for criterion in sorted(c for c in self.criteria if c.startswith(f"{scenario}-")):
                yield from self._criterion(scenario, criterion, ids, count, random)

    def _criterion(
        self, scenario: str, criterion: str, ids: list[str], count: int, random: np.random.Generator
    ) -> Iterator[Cell]:
        rated = [id for id in ids if (id, criterion) in self.levels]
        good = [id for id in rated if self.level(id, criterion) >= 3 and self.quoted(id, criterion)]
        random.shuffle(good)
        used = set(good[:count])
        if not used:
            return
        like = np.stack([self.vectors[id][self.quoted(id, criterion)[0]] for id in good[:count]])
        unlike, near = self._near_misses(rated, criterion, like, used, count)
        others = self._other_acts(scenario, criterion, used | near, random)
        examples = Examples.of(like, np.concatenate([unlike, others]), self.says[criterion])
        for id in rated:
            if id not in used | near:
                yield self._cell(scenario, id, criterion, examples)

    def _other_acts(self, scenario: str, criterion: str, used: set[str], random: np.random.Generator) -> np.ndarray:
        """A sentence for each other criterion: authors write those too among the near-misses, same matter, other act."""
        rows = []
        for other in sorted(c for c in self.criteria if c.startswith(f"{scenario}-") and c != criterion):
            foreign = [
                self.vectors[id][place]
                for id in sorted(used)
                for place in self.quoted(id, other)
                if self.level(id, other) >= 3 and place not in self.quoted(id, criterion)
            ]
            if foreign:
                rows.append(foreign[int(random.integers(len(foreign)))])
        return np.stack(rows) if rows else np.zeros((0, 384), dtype=np.int8)

    def _near_misses(
        self, rated: list[str], criterion: str, like: np.ndarray, used: set[str], count: int
    ) -> tuple[np.ndarray, set[str]]:
        poor = [id for id in rated if self.level(id, criterion) <= 1 and id not in used]
        best = sorted(
            ((max(float(_likeness(like, v[None, :]).max()) for v in self.vectors[id]), id) for id in poor), reverse=True
        )[:count]
        rows = [max(self.vectors[id], key=lambda v: float(_likeness(like, v[None, :]).max())) for _, id in best]
        return (np.stack(rows) if rows else -like), {id for _, id in best}

    def _cell(self, scenario: str, id: str, criterion: str, examples: Examples) -> Cell:
        level, quoted = self.level(id, criterion), set(self.quoted(id, criterion))
        foreign = {
            place
            for (answer, other) in self.spans
            if answer == id and other != criterion
            for place in self.quoted(id, other)
        }
        targets, weights = [], []
        for place in range(len(self.vectors[id])):
            if place in quoted:
                targets.append({2: 0.5, 3: 0.85, 4: 1.0}.get(level, 0.2))
                weights.append(2.0)
            else:
                targets.append(0.1 * level if level <= 1 else 0.0)
                # an unquoted sentence of a good answer may do it too, unless it was quoted for another act
                weights.append(1.0 if level <= 1 or place in foreign else 0.25)
        return Cell(
            scenario,
            id,
            criterion,
            self.answers[id]["intent"] == "to-order",
            level,
            np.array([features(v, examples) for v in self.vectors[id]]),
            np.array(targets),
            np.array(weights),
        )
