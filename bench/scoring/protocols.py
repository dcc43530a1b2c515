"""The shipped engine on the rated answers, in three ways.

- as shipped: it has learned from these very answers; shows that nothing broke, not how good it is
- leave answers out: it has learned from other answers of the same scenarios (and all others)
- leave scenarios out: it has learned from other scenarios only; of the scenario itself it knows what the author wrote

Each answer goes through the whole of it (facts, gates, integrity, sharing). What does not depend on what was learned is read
once for all three.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from figures import CAPS, Mark

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "training"))
from rated import Learned, Marked, learn
from rated_corpus import RatedAnswers
from rated_gates import learn_gates
from train_rated import unrated

from amtrainer.content.library import Library
from amtrainer.errors import AmtrainerError
from amtrainer.models.likeness import RatedSentences
from amtrainer.scoring.assess import Assessment, Assessor, assessor_of, context_of
from amtrainer.scoring.explain import capped
from amtrainer.scoring.ladder import Judged
from amtrainer.scoring.likeness import SUFFIX, Bars, Topic, best, rated_id
from amtrainer.scoring.score import total
from amtrainer.scoring.sections import sections
from amtrainer.scoring.work import Work
from amtrainer.simulation.handed import work_for

PARTS = (0.25, 0.5, 0.75, 1.0)


class Switched:
    """A reader of likeness whose knowledge is changed between answers."""

    now: RatedSentences

    def likeness(self, topic: Topic, sentences: Sequence[str]) -> tuple[int, ...]:
        return self.now.likeness(topic, sentences)

    def bars(self, topic: Topic) -> Bars:
        return self.now.bars(topic)

    def margins(
        self, topic: Topic, gate: str, sentences: Sequence[str], signs: Sequence[tuple[int, ...]]
    ) -> tuple[int, ...]:
        return self.now.margins(topic, gate, sentences, signs)

    def nearest(self, lines: Sequence[str], sentences: Sequence[str]) -> tuple[int, ...]:
        return self.now.nearest(lines, sentences)


class Trial:
    """All rated answers with the engine that reads them."""

    def __init__(self, corpus: Any) -> None:
        self.corpus = corpus
        self.model, _ = unrated()
        rated = RatedAnswers()
        self.stems = rated.stems
        self.cells = list(rated.cells(self.model))
        self.gated = list(rated.gated(self.model))
        self.answers = {answer["id"]: answer for answer in corpus.answers}

    def vector(self, text: str) -> Any:
        return self.model._vectors.of(text, keep=True)

    def row(self, text: str) -> Any:
        return self.stems.row(self.vector(text), text)

    def known(self, learned: Learned, answers: Collection[str] | None = None, *, known: bool = True) -> RatedSentences:
        """A reader that knows what was learned, and the gates of `answers` (all of them if None)."""
        cells = [cell for cell in self.gated if answers is None or cell.answer in answers]
        kernels, rules = learn_gates(cells, self.vector, known=known)
        gates = {key: (kernel, learned.common) for key, kernel in kernels.items()}
        return RatedSentences(self.model._vectors.of, learned.common, {**learned.rated, **gates}, rules, self.stems)

    def folds(self, protocol: str) -> Iterator[tuple[set[str], RatedSentences]]:
        """For each fold its answers, and what was learned without them."""
        for names in self.corpus.folds[protocol].values():
            test = {cell.answer for cell in self.cells if {cell.answer, cell.answer.split("-")[0]} & set(names)}
            train = [cell for cell in self.cells if cell.answer not in test]
            known = protocol == "leave_answers_out"
            yield test, self.known(learn(train, self.row, known=known), {cell.answer for cell in train}, known=known)

    def runs(self) -> dict[str, list[Mark]]:
        """The marks of every way."""
        everything = self.known(learn(self.cells, self.row))
        ways: dict[str, list[tuple[set[str], RatedSentences]]] = {
            "as_shipped": [({cell.answer for cell in self.cells}, everything)],
            **{name: list(self.folds(name)) for name in ("leave_answers_out", "leave_scenarios_out")},
        }
        out: dict[str, list[Mark]] = defaultdict(list)
        for name, found in self._marked(ways):
            out[name].append(found)
        interviews = list(self._interviews())
        return {name: [*found, *interviews] for name, found in out.items()}

    def _interviews(self) -> Iterator[Mark]:
        """Nothing is learned from interviews, so they are the same in every way."""
        try:
            scenario = Library().scenario(Library().find("i01").id)
        except AmtrainerError:
            return
        for answer in self.corpus.answers:
            name, _, beat = answer["scenario"].lower().partition("-")
            if name == "i01":
                item = {"id": answer["id"], "text": answer["text"], "beat": beat}
                part = sections(scenario, work_for(scenario, item))[0]
                yield self._mark(answer["id"], part.rubric, assessor_of(part.rubric, self.model), part.work)

    def _marked(self, ways: dict[str, list[tuple[set[str], RatedSentences]]]) -> Iterator[tuple[str, Mark]]:
        library, switched = Library(), Switched()
        self.model.rated = switched
        by_scenario: dict[str, list[str]] = defaultdict(list)
        for cell in self.cells:
            if cell.answer not in by_scenario[cell.scenario]:
                by_scenario[cell.scenario].append(cell.answer)
        for id, answers in by_scenario.items():
            scenario = library.scenario(id)
            assessor = Assessor(scenario, context_of(scenario, self.model))
            for answer in answers:
                for name, folds in ways.items():
                    switched.now = next(known for test, known in folds if answer in test)
                    _forget(assessor)
                    work = work_for(scenario, {"id": answer, "text": self.answers[answer]["text"]})
                    yield name, self._mark(answer, scenario, assessor, work)

    def _mark(self, id: str, scenario: Any, assessor: Assessor, work: Work) -> Mark:
        answer, found = self.answers[id], assessor.assess(work)
        given = {criterion.ref: found.levels[criterion.id] for criterion in scenario.criteria}
        weights = {criterion.ref: criterion.weight for criterion in scenario.criteria}
        reference = self.corpus.reference(id)
        named = self.corpus.gates[id]
        everyone = frozenset(set.intersection(*named))
        cap = min((CAPS[gate] for gate in everyone), default=100)
        return Mark(
            id,
            id.split("-")[0].lower(),
            self.corpus.kind(answer),
            tuple((level, given[ref]) for ref, level in reference.items()),
            float(min(cap, total([(weights[ref], level) for ref, level in reference.items()]) or 0)),
            float(capped(found) or 0),
            frozenset(gate.id for gate in found.gates),
            frozenset(set.union(*named)),
            everyone,
            tuple((reference[one.criterion.ref], graded(one, found)) for one in found.judged),
        )

    def curve(self) -> dict[str, dict[str, list[tuple[str, tuple[int, int]]]]]:
        """Leave answers out with a part of the rated answers: share -> kind -> (answer, (reference, given)). Criteria are
        read one by one here, without gates and sharing. 0: none of the scenario, all of the others."""
        out: dict[str, dict[str, list[tuple[str, tuple[int, int]]]]] = {"0": self._unrated()}
        for part in PARTS:
            told: dict[str, list[tuple[str, tuple[int, int]]]] = defaultdict(list)
            for names in self.corpus.folds["leave_answers_out"].values():
                train = [cell for cell in self.cells if cell.answer not in names]
                kept = set(_share(sorted({cell.answer for cell in train}), part))
                learned = learn([cell for cell in train if cell.answer in kept], self.row)
                self._read_alone({*names}, learned, told)
            out[str(part)] = told
        return out

    def _unrated(self) -> dict[str, list[tuple[str, tuple[int, int]]]]:
        told: dict[str, list[tuple[str, tuple[int, int]]]] = defaultdict(list)
        for names in self.corpus.folds["leave_scenarios_out"].values():
            test = {cell.answer for cell in self.cells if cell.answer.split("-")[0] in names}
            train = [cell for cell in self.cells if cell.answer not in test]
            self._read_alone(test, learn(train, self.row, known=False), told)
        return told

    def _read_alone(
        self, answers: Collection[str], learned: Learned, told: dict[str, list[tuple[str, tuple[int, int]]]]
    ) -> None:
        """Put down the levels of some answers, each criterion by itself."""
        known = RatedSentences(self.model._vectors.of, learned.common, learned.rated, stems=self.stems)
        for cell in self.cells:
            if cell.answer in answers:
                kind = self.corpus.kind(self.answers[cell.answer])
                told[kind].append((cell.answer, (cell.level, alone(cell, known))))


def graded(judged: Judged, found: Assessment) -> float:
    """A level, and within it how like rated sentences the best sentence is."""
    rated = found.findings.get(rated_id(judged.criterion))
    nearest = best(rated) if rated else None
    return judged.level + min(0.99, max(0, nearest.likeness if nearest else 0) / 10_000)


def alone(cell: Marked, known: RatedSentences) -> int:
    """The level of a cell by itself."""
    kernel, bars = known._of(cell.topic)
    nearest = max(kernel.of(cell.sentences), default=0) if len(cell.sentences) else 0
    return sum(nearest >= bar for bar in bars[cell.reached])


def _share(names: list[str], part: float) -> list[str]:
    """A part of the names, spread evenly."""
    return [name for place, name in enumerate(names) if int((place + 1) * part) > int(place * part)]


def _forget(assessor: Assessor) -> None:
    """What was found by likeness; all else stays."""
    kept = assessor._finder._kept
    for key in [key for key in kept if str(key[0]).endswith((SUFFIX, "-breach"))]:
        del kept[key]
