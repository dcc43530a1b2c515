"""The rated answers of `bench/scoring/corpus` as the engine sees them before it knows any rating."""

from __future__ import annotations

import contextlib
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from rated import Marked
from rated_gates import Gated

from amtrainer.content.library import Library
from amtrainer.errors import AmtrainerError
from amtrainer.models.minilm import MiniLM
from amtrainer.models.stems import WIDTH, Stems
from amtrainer.scoring.answer import Answer
from amtrainer.scoring.assess import Assessor, context_of
from amtrainer.scoring.breach import Breach, breaches, said, signs
from amtrainer.scoring.credit import overlap
from amtrainer.scoring.integrity import silent
from amtrainer.scoring.likeness import _counts, _read_topic, topics
from amtrainer.scoring.passages import sentence, units
from amtrainer.simulation.handed import work_for

CORPUS = Path(__file__).resolve().parents[1] / "bench" / "scoring" / "corpus"


class RatedAnswers:
    """Answers with reference levels and quoted words."""

    def __init__(self) -> None:
        self.answers = yaml.safe_load((CORPUS / "answers.yaml").read_text(encoding="utf-8"))
        self.levels: dict[tuple[str, str], list[int]] = defaultdict(list)
        self.spans: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.named: dict[str, list[set[str]]] = defaultdict(list)
        for line in (CORPUS / "ratings.jsonl").read_text(encoding="utf-8").splitlines():
            rating = json.loads(line)
            for criterion, level in rating["levels"].items():
                self.levels[rating["id"], criterion].append(level)
            for criterion, quote in rating["spans"].items():
                self.spans[rating["id"], criterion].append(quote)
            self.named[rating["id"]].append({gate for gate, _ in rating["gates"]})
            for gate, quote in rating["gates"]:
                self.spans[rating["id"], gate].append(quote)
        self.stems = Stems.counted(self._sentences())

    def _sentences(self) -> Iterator[str]:
        """Every sentence of the answers and of the authors, to count words; what anything is worth does not come in."""
        for answer in self.answers:
            read = Answer(answer["text"])
            yield from (read.text[span.start : span.end] for span in read.sentences)
        library = Library()
        for number in sorted(self._talks()):
            with contextlib.suppress(AmtrainerError):
                told = topics(library.scenario(library.find(number).id))
                yield from dict.fromkeys(t for one in told for t in (*one.good, *one.part, *one.trace, *one.poor))

    def level(self, answer: str, criterion: str) -> int:
        """Mean of the raters, half up."""
        given = self.levels[answer, criterion]
        return int(sum(given) / len(given) + 0.5)

    def gated(self, model: MiniLM) -> Iterator[Gated]:
        """All gates with authors' sentences of all answers whose scenario ships."""
        for scenario, assessor, answer in self._shipped(model):
            for breach in breaches(scenario):
                yield self._gate(answer, scenario.id, breach, assessor, model)

    def _shipped(self, model: MiniLM) -> Iterator[tuple[Any, Assessor, dict[str, Any]]]:
        """Every answer whose scenario ships, with who judges it."""
        library = Library()
        for number, answers in sorted(self._talks().items()):
            try:
                scenario = library.scenario(library.find(number).id)
            except AmtrainerError:
                continue
            assessor = Assessor(scenario, context_of(scenario, model))
            for answer in answers:
                yield scenario, assessor, answer

    def _gate(self, answer: dict[str, Any], scenario: str, breach: Breach, assessor: Assessor, model: MiniLM) -> Gated:
        context = assessor.context
        work = work_for(assessor.rubric, {"id": answer["id"], "text": answer["text"]})
        quiet = silent(assessor._flags(work))
        rows = [
            unit
            for unit in said(work, context, breach.gate)
            if not any(overlap(unit.passage.place(unit.span), place) for place in quiet)
        ]
        vectors = [model._vectors.of(sentence(unit, context.lexicon).text) for unit in rows]
        named = self.named[answer["id"]]
        return Gated(
            answer["id"],
            scenario,
            breach.gate,
            _read_topic(breach.topic, context.lexicon),
            2 if all(breach.gate in one for one in named) else int(any(breach.gate in one for one in named)),
            np.stack(vectors) if vectors else np.zeros((0, 384), dtype=np.int8),
            tuple(signs(unit, context) for unit in rows),
            self._quoted(answer, breach.gate, [(unit.span.start, unit.span.end) for unit in rows]),
        )

    def _talks(self) -> dict[str, list[dict[str, Any]]]:
        out: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for answer in self.answers:
            if not answer["scenario"].startswith("I"):
                out[answer["scenario"].lower()].append(answer)
        return out

    def cells(self, model: MiniLM) -> Iterator[Marked]:
        """All criteria of all answers whose scenario ships. `model` must know no ratings."""
        assert model.rated is None
        for scenario, assessor, answer in self._shipped(model):
            yield from self._of(answer, scenario, assessor, model)

    def _of(self, answer: dict[str, Any], scenario: Any, assessor: Assessor, model: MiniLM) -> Iterator[Marked]:
        context = assessor.context
        work = work_for(scenario, {"id": answer["id"], "text": answer["text"]})
        found = assessor.assess(work)
        quiet = silent(found.flags)
        rows = [
            unit
            for unit in units(work, context)
            if _counts(unit) and not any(overlap(unit.passage.place(unit.span), place) for place in quiet)
        ]
        texts = [sentence(unit, context.lexicon).text for unit in rows]
        known = [self.stems.row(model._vectors.of(text), text) for text in texts]
        sentences = np.stack(known) if known else np.zeros((0, WIDTH), dtype=np.int8)
        spans = [(unit.span.start, unit.span.end) for unit in rows]
        quoted = {ref: self._quoted(answer, ref, spans) for (id, ref) in self.levels if id == answer["id"]}
        for criterion, topic in zip(scenario.criteria, topics(scenario), strict=True):
            if criterion.ref in quoted:
                yield Marked(
                    answer["id"],
                    scenario.id,
                    criterion.ref,
                    _read_topic(topic, context.lexicon),
                    self.level(answer["id"], criterion.ref),
                    found.levels[criterion.id],
                    sentences,
                    quoted[criterion.ref],
                    tuple(sorted({place for ref, mine in quoted.items() if ref != criterion.ref for place in mine})),
                )

    def _quoted(self, answer: dict[str, Any], criterion: str, spans: list[tuple[int, int]]) -> tuple[int, ...]:
        out = set()
        for quote in self.spans.get((answer["id"], criterion), []):
            start = answer["text"].find(quote)
            if start >= 0:
                out |= {p for p, (a, b) in enumerate(spans) if a < start + len(quote) and start < b}
        return tuple(sorted(out))
