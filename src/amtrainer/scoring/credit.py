"""How often words may earn: two questions a turn, two criteria a sentence, and nothing for words that are not an answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Final

from amtrainer.scoring.evidence import Finding, Findings, Mark
from amtrainer.scoring.ladder import Judged, judge_turns
from amtrainer.scoring.rubric import Criterion, Rubric, condition_of
from amtrainer.scoring.work import Place, Work

MOST_CRITERIA: Final = 2  # that one sentence may earn for
MOST_QUESTIONS: Final = 2  # that earn in one turn
FORMS: Final = frozenset(
    {"order", "clock", "fit", "undone", "choice", "entry"}
)  # kinds that see an act or a form, not a sentence

Sentence = tuple[int, str | None, int]  # turn, field, number of the sentence


def without(findings: Findings, drop: Callable[[str, Mark], bool]) -> dict[str, Finding]:
    """The findings less the marks that `drop` names."""
    out: dict[str, Finding] = {}
    for name, finding in findings.items():
        kept = tuple(mark for mark in finding.marks if not drop(name, mark))
        out[name] = finding if len(kept) == len(finding.marks) else replace(finding, marks=kept)
    return out


def unheard(findings: Findings, quiet: Sequence[Place]) -> dict[str, Finding]:
    """The findings without marks on words that earn nothing."""
    if not quiet:
        return dict(findings)
    return without(findings, lambda _, mark: any(overlap(mark.place, place) for place in quiet))


def overlap(one: Place, other: Place) -> bool:
    """Whether two stretches of words share a character."""
    same = (one.turn, one.field) == (other.turn, other.field)
    return same and one.start < other.end and other.start < one.end


def two_questions(findings: Findings, work: Work, asks: Collection[str]) -> dict[str, Finding]:
    """Credit for at most two questions a turn: the strongest, then the first."""
    best: dict[int, dict[Sentence, int]] = defaultdict(dict)
    for name in asks:
        for mark in findings[name].marks:
            for sentence in sentences_of(work, mark.place):
                known = best[mark.place.turn].get(sentence, 0)
                best[mark.place.turn][sentence] = max(known, int(mark.strength))
    spare: set[Sentence] = set()
    for found in best.values():
        ranked = sorted(found, key=lambda sentence: (-found[sentence], sentence[1] or "", sentence[2]))
        spare.update(ranked[MOST_QUESTIONS:])
    if not spare:
        return dict(findings)
    return without(findings, lambda name, mark: name in asks and bool(spare & set(sentences_of(work, mark.place))))


def sentences_of(work: Work, place: Place) -> tuple[Sentence, ...]:
    """The sentences that a place touches."""
    passage = work.passage_at(place)
    return tuple(
        (place.turn, place.field, number)
        for number, span in enumerate(passage.answer.sentences)
        if span.start < place.end and place.start < span.end
    )


class Sharing:
    """Judges all criteria so that no sentence earns for more than two of them."""

    def __init__(self, rubric: Rubric, work: Work, turns: Sequence[Findings], broken: frozenset[str]) -> None:
        kinds = {indicator.id: indicator.look_for for indicator in rubric.detectors}
        self._asks = frozenset(name for name, kind in kinds.items() if kind == "question")
        self._forms = frozenset(name for name, kind in kinds.items() if kind in FORMS)
        self._rubric = rubric
        self._work = work
        self._turns = turns
        self._broken = broken
        self._lost: dict[str, set[Sentence]] = {criterion.id: set() for criterion in rubric.criteria}

    def judged(self) -> tuple[Judged, ...]:
        """Every criterion in the rubric's order."""
        found = {criterion.id: self._judge(criterion, set()) for criterion in self._rubric.criteria}
        while not self._rubric.interview and (crowded := self._first_crowded(found)):
            for criterion in self._losers(*crowded, found):
                self._lost[criterion.id].add(crowded[0])
                found[criterion.id] = self._judge(criterion, set())
        return tuple(found.values())

    def _first_crowded(self, found: Mapping[str, Judged]) -> tuple[Sentence, list[Criterion]] | None:
        """The first sentence that earns for more than two criteria, and these."""
        users: dict[Sentence, list[Criterion]] = defaultdict(list)
        for judged in found.values():
            for sentence in self._used(judged):
                users[sentence].append(judged.criterion)
        crowded = [sentence for sentence, criteria in users.items() if len(criteria) > MOST_CRITERIA]
        if not crowded:
            return None
        first = min(crowded, key=lambda sentence: (sentence[0], sentence[1] or "", sentence[2]))
        return first, users[first]

    def _used(self, judged: Judged) -> set[Sentence]:
        marks = [mark for name, mark in judged.evidence if name not in self._forms]
        return {sentence for mark in marks for sentence in sentences_of(self._work, mark.place)}

    def _losers(self, sentence: Sentence, users: Sequence[Criterion], found: Mapping[str, Judged]) -> list[Criterion]:
        """Those beyond the two to which the sentence is worth most; equals stand in the rubric's order."""
        worth: dict[str, int] = {}
        for criterion in users:
            rest = self._judge(criterion, {sentence})
            worth[criterion.id] = criterion.weight * (min(found[criterion.id].level, 3) - min(rest.level, 3))
        return sorted(users, key=lambda criterion: -worth[criterion.id])[MOST_CRITERIA:]

    def _judge(self, criterion: Criterion, also: set[Sentence]) -> Judged:
        lost = self._lost[criterion.id] | also
        turns = self._turns
        if lost:
            spared = self._forms | shunned(criterion)
            turns = [
                without(
                    found,
                    lambda name, mark: name not in spared and bool(lost & set(sentences_of(self._work, mark.place))),
                )
                for found in turns
            ]
        return judge_turns(criterion, turns, self._broken, self._asks)


def shunned(criterion: Criterion) -> frozenset[str]:
    """What the ladder only wants to be absent: it earns nothing, so it cannot be spent."""
    wanted: set[str] = set()
    avoided: set[str] = set()
    for level, _ in criterion.rungs:
        condition = condition_of(criterion, level)
        wanted.update(condition.wanted())
        avoided.update(set(condition.names()) - set(condition.wanted()))
    return frozenset(avoided - wanted)
