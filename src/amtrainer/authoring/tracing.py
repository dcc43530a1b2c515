"""One answer, taken apart: what every indicator found and nearly found, and why each rung holds or does not."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from amtrainer.authoring.marking import scoring_of
from amtrainer.errors import AmtrainerError
from amtrainer.scoring.assess import Assessment, Assessor, assessor_of
from amtrainer.scoring.condition import Need
from amtrainer.scoring.evidence import Finding, Mark
from amtrainer.scoring.explain import Explanation, explain
from amtrainer.scoring.ladder import Judged
from amtrainer.scoring.likeness import rated_id
from amtrainer.scoring.parts import PICKED, clearer, says
from amtrainer.scoring.score import card_of, scorer_version
from amtrainer.scoring.scorecard import Scorecard
from amtrainer.scoring.sections import looked
from amtrainer.simulation.handed import work_for
from amtrainer.storage.sealed import refuse, texts_in

_MOST_LIKE = 2
STRENGTHS = ("none", "trace", "partial", "full")


@dataclass(frozen=True, slots=True)
class Rung:
    """One level of a ladder: whether it holds, and what is missing if not."""

    level: int
    says: str
    holds: bool
    needs: tuple[str, ...]
    names: tuple[str, ...]  # of the indicators and gates that the needs are about


@dataclass(frozen=True, slots=True)
class Seen:
    """What one indicator found: (strength, words, note) each."""

    indicator: str
    look_for: str
    says: str
    found: tuple[tuple[str, str, str], ...]
    near: tuple[tuple[str, str], ...]  # words that nearly counted, and why they do not
    against: tuple[tuple[str, str], ...]  # words that contradict it, and why


@dataclass(frozen=True, slots=True)
class Trace:
    """Everything about one answer."""

    card: Scorecard
    rungs: dict[str, tuple[Rung, ...]]  # by criterion
    why: dict[str, Explanation]
    indicators: tuple[Seen, ...]
    titles: dict[str, str]

    def to_json(self) -> dict[str, Any]:
        """The trace as plain data."""
        body = {
            "card": self.card.to_json(),
            "criteria": {
                id: {**asdict(why), "rungs": [asdict(rung) for rung in self.rungs[id]]} for id, why in self.why.items()
            },
            "indicators": [asdict(seen) for seen in self.indicators],
        }
        return {"scenario": self.card.scenario, "scorer": self.card.scorer, **body}


def trace(id: str, item: Any, mode: str = "practice") -> Trace:
    """Take one answer apart. `item` is an answer as in a file: {text} or {turns}. Raises `AmtrainerError`."""
    scoring = scoring_of(id, mode)
    if scoring.scenario.parts and not item.get("beat"):
        known = ", ".join(scoring.scenario.parts)
        raise AmtrainerError(
            f"{scoring.scenario.id} is marked question by question.", f"Add --question, one of {known}."
        )
    if item.get("beat") and not scoring.scenario.parts:
        raise AmtrainerError(f"{scoring.scenario.id} is no interview.", "Leave --question out.")
    refuse(texts_in(item), scoring.sealed)
    assessor, assessment = looked(assessor_of(scoring.scenario, scoring.model), work_for(scoring.scenario, item))
    card = card_of(assessor, assessment, scorer_version(scoring.model), mode, scoring.header()["content_hash"])
    return Trace(
        card,
        {judged.criterion.id: tuple(_rungs(judged, assessor)) for judged in assessment.judged},
        {one.criterion: one for one in explain(assessor, assessment, mode)},
        tuple(_seen(assessor, assessment)),
        {criterion.id: criterion.seen for criterion in assessor.rubric.criteria},
    )


def _rungs(judged: Judged, assessor: Assessor) -> list[Rung]:
    told = dict(judged.criterion.rungs)
    return [
        Rung(
            step.level,
            told[step.level].says,
            step.verdict.holds,
            tuple(_need(need, assessor) for need in step.verdict.needs),
            tuple(need.name for need in step.verdict.needs),
        )
        for step in judged.steps
    ]


def _need(need: Need, assessor: Assessor) -> str:
    words = says(need.name, assessor.rubric) if need.kind != "gate" else need.name
    return {
        "find": f"not found: {words}",
        "more": f"only hinted at: {words}" if not words.startswith(PICKED) else f"not {words}",
        "avoid": f"in the way: {words}",
        "earlier": f"too late: {words}, only after you {says(need.other, assessor.rubric)}",
        "gate": f"in the way: {words} caps the total",
        "closer": f"missing: {clearer(need.marks)}",
    }[need.kind]


def _seen(assessor: Assessor, assessment: Assessment) -> list[Seen]:
    out = []
    for indicator in assessor.rubric.detectors:
        finding = assessment.findings.get(indicator.id, Finding(indicator.id))
        if not (finding.marks or finding.near or finding.against):
            continue
        out.append(
            Seen(
                indicator.id,
                indicator.look_for,
                indicator.says,
                tuple((STRENGTHS[mark.strength], mark.quote, mark.note) for mark in finding.marks),
                _noted(finding.near),
                _noted(finding.against),
            )
        )
    return [*out, *_like_rated(assessment)]


def _like_rated(assessment: Assessment) -> list[Seen]:
    """For each criterion the sentences that read most like rated ones, in levels."""
    out = []
    for judged in assessment.judged:
        name = rated_id(judged.criterion)
        marks = sorted(assessment.findings.get(name, Finding(name)).marks, key=lambda mark: -mark.likeness)
        if marks:
            told = tuple((f"{mark.likeness / 1000:.2f}", mark.quote, "") for mark in marks[:_MOST_LIKE])
            out.append(Seen(name, "as-rated", "reads like examples of about this level", told, (), ()))
    return out


def _noted(marks: tuple[Mark, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((mark.quote, mark.note) for mark in marks)
