"""What somebody who games a judge has at hand: the words of an exercise, and model answers of others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from amtrainer.scoring.answer import fixed
from amtrainer.scoring.facts import LimitFact

if TYPE_CHECKING:
    from amtrainer.simulation.kinds import AnyScenario


@dataclass(frozen=True, slots=True)
class Attacked:
    """What the attacker has at hand."""

    scenario: AnyScenario
    others: tuple[str, ...]  # model answers of other scenarios
    dressed: tuple[str, ...] = ()  # the same with the names and figures of this one

    @property
    def facts(self) -> list[str]:
        """The dossier as sentences."""
        facts = self.scenario.facts
        named = ((name, facts[name]) for name in facts.root)
        return [f"{fact.says or name}: {fact.figure}." for name, fact in named if fact.figure]

    @property
    def figures(self) -> list[str]:
        facts = self.scenario.facts
        return [
            facts[name].figure for name in facts.root if facts[name].figure and not isinstance(facts[name], LimitFact)
        ]

    @property
    def terms(self) -> list[str]:
        facts = self.scenario.facts
        words = [word for name in facts.root for word in (facts[name].aka[:2] or (name.replace("-", " "),))]
        return list(dict.fromkeys([*words, *self.figures]))

    @property
    def examples(self) -> list[str]:
        """What earns the third level, as the debrief shows it."""
        rungs = [criterion.levels.get(3) for criterion in self.scenario.criteria]
        return [rung.example or rung.fix for rung in rungs if rung is not None and (rung.example or rung.fix)]

    @property
    def model(self) -> str:
        sample = self.scenario.model_answer
        return " ".join(sample.texts()) if sample is not None else ""

    @property
    def model_sentences(self) -> list[str]:
        answer = fixed(self.model)
        return [answer.quote(span) for span in answer.sentences]

    @property
    def acts(self) -> list[str]:
        return [criterion.do[:1].lower() + criterion.do[1:] for criterion in self.scenario.criteria]

    @property
    def seen(self) -> list[str]:
        return [criterion.says or criterion.seen for criterion in self.scenario.criteria]
