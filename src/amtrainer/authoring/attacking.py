"""Attack a scenario with answers that try to earn marks without doing the work, and say how far they come."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from amtrainer import paths
from amtrainer.authoring.marking import Scoring, scoring_of
from amtrainer.content.head import Head
from amtrainer.content.library import Library
from amtrainer.errors import ContentError
from amtrainer.scoring.assess import assessor_of
from amtrainer.scoring.explain import capped
from amtrainer.scoring.sections import looked
from amtrainer.simulation.attacks import CLASSES, Attack, attacks
from amtrainer.simulation.handed import sample_work, work_for
from amtrainer.simulation.transplant import capitals, transplanted

if TYPE_CHECKING:
    from amtrainer.simulation.kinds import AnyScenario

PASSES: Final = 40  # of 100: an attack that reaches it has got through
NEVER: Final = 60  # of 100: no attack may reach it
_SHARED: Final = 3  # names
OTHERS: Final = 6  # other exercises whose model answers are tried


@dataclass(frozen=True, slots=True)
class Fought:
    """The best that one class of attacks reached."""

    kind: str
    tried: int
    best: int
    text: str  # of the best
    flags: tuple[str, ...]
    gates: tuple[str, ...]
    passed: int  # texts that reached `PASSES`


@dataclass(frozen=True, slots=True)
class Battle:
    """All classes against one scenario."""

    scenario: str
    classes: tuple[Fought, ...]
    weakest_ok: int | None  # total of the lowest "ok" sample

    @property
    def broken(self) -> tuple[Fought, ...]:
        """Classes that came too far: to 60, or above the lowest ok sample."""
        ceiling = NEVER if self.weakest_ok is None else min(NEVER, self.weakest_ok + 1)
        return tuple(fought for fought in self.classes if fought.best >= ceiling)


def attack(
    id: str,
    on_step: Callable[[str], None] = lambda _: None,
    others: int = OTHERS,
    classes: Collection[str] = tuple(CLASSES),
) -> Battle:
    """Attack the exercise that `id` means; `on_step` hears the class that is tried, `others` is the most other
    exercises whose model answers are tried, `classes` those that are tried. Raises `AmtrainerError`."""
    return attack_by(scoring_of(id, "practice"), on_step, others, classes)


def attack_by(
    scoring: Scoring,
    on_step: Callable[[str], None] = lambda _: None,
    others: int = OTHERS,
    classes: Collection[str] = tuple(CLASSES),
) -> Battle:
    """Attack an exercise that is open already. Raises `AmtrainerError`."""
    by_kind: dict[str, list[Attack]] = {}
    texts_of = [(text, other) for other in _others(scoring, others) for text in other.model_texts]
    dressed = [transplanted(text, other, scoring.scenario) for text, other in texts_of]
    for one in attacks(scoring.scenario, [text for text, _ in texts_of], dressed):
        if one.kind in classes:
            by_kind.setdefault(one.kind, []).append(one)
    fought = []
    for kind, texts in by_kind.items():
        on_step(kind)
        fought.append(_fight(kind, texts, scoring))
    oks = [sample for sample in scoring.scenario.answers if sample.kind == "ok"]
    assessor = assessor_of(scoring.scenario, scoring.model)
    totals = [capped(looked(assessor, sample_work(scoring.scenario, ok))[1]) or 0 for ok in oks]
    return Battle(scoring.scenario.id, tuple(fought), min(totals, default=None))


def _fight(kind: str, texts: list[Attack], scoring: Scoring) -> Fought:
    assessor = assessor_of(scoring.scenario, scoring.model)
    items = [(_as_answer(one, scoring.scenario), one.text) for one in texts]
    found = [(looked(assessor, work_for(scoring.scenario, item))[1], text) for item, text in items]
    totals = [capped(assessment) or 0 for assessment, _ in found]
    best = max(totals)
    assessment, text = found[totals.index(best)]
    return Fought(
        kind,
        len(texts),
        best,
        text,
        tuple(dict.fromkeys(flag.id for flag in assessment.flags)),
        tuple(gate.id for gate in assessment.gates),
        sum(total >= PASSES for total in totals),
    )


def _as_answer(one: Attack, scenario: AnyScenario) -> dict[str, Any]:
    return {"beat": one.question, "text": one.text} if one.question else scenario.as_answer(one.text)


def same_case(one: AnyScenario, other: AnyScenario) -> bool:
    """Whether two exercises are about the same persons or firms: an answer to one is none to another case."""
    return bool(_firm(one) and _firm(one) == _firm(other)) or len(_names(one) & _names(other)) >= _SHARED


def _firm(scenario: AnyScenario) -> str:
    client = getattr(scenario, "client", None)
    return client.company if client else ""


def _names(scenario: AnyScenario) -> frozenset[str]:
    """Words in capitals that English does not know, in what is shown: persons, firms, places."""
    items = (name for _, names in scenario.item_names for name in names)
    return frozenset(name.lower() for text in (*scenario.prompts, *scenario.people, *items) for name in capitals(text))


def _others(scoring: Scoring, most: int) -> list[AnyScenario]:
    """Exercises whose model answers are tried: the nearest ones, by what they train and then by kind. Interviews ask the same
    things, so theirs are no attack on another interview; nor is what was written about the same case."""
    library = Library(cache_dir=paths.cache_dir())
    own = scoring.scenario

    def distance(head: Head) -> tuple[int, bool]:
        return -len({*head.competencies} & {*own.competencies}), head.kind != own.kind

    found: list[AnyScenario] = []
    for head in sorted(library.heads(), key=distance):
        if head.id == own.id or len(found) >= most or head.kind == own.kind == "interview":
            continue
        try:
            other = library.scenario(head.id)
        except ContentError:
            continue
        if not same_case(own, other):
            found.append(other)
    return found
