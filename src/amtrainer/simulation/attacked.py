"""What somebody who games a judge has at hand: the words of an exercise, and model answers of others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from amtrainer.scoring.answer import fixed
from amtrainer.scoring.facts import LimitFact

if TYPE_CHECKING:
    from amtrainer.scoring.rubric import Criterion
    from amtrainer.simulation.kinds import AnyScenario


@dataclass(frozen=True, slots=True)
class Attacked:
    """What the attacker has at hand."""

    scenario: AnyScenario
    others: tuple[str, ...]  # model answers of other scenarios
    dressed: tuple[str, ...] = ()  # the same with the names and figures of this one
    question: str = ""  # of an interview, whose questions are attacked one by one

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        return self.scenario.parts[self.question].criteria if self.question else self.scenario.criteria

    @property
    def line(self) -> str:
        """What is asked or said before anything is answered."""
        kit = self.scenario
        return next((one.asks for one in getattr(kit, "questions", ()) if one.id == self.question), kit.opening)

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
        rungs = [criterion.levels.get(3) for criterion in self.criteria]
        return [rung.example or rung.fix for rung in rungs if rung is not None and (rung.example or rung.fix)]

    @property
    def model(self) -> str:
        """The answer that is shown as model; where none is, the first of the best samples."""
        texts = self.scenario.parts[self.question].model_texts if self.question else self.scenario.model_texts
        best = (one.texts() for one in self.scenario.answers if one.kind == "best" and one.beat in ("", self.question))
        return " ".join(texts or next(best, ()))

    @property
    def model_sentences(self) -> list[str]:
        answer = fixed(self.model)
        return [answer.quote(span) for span in answer.sentences]

    @property
    def acts(self) -> list[str]:
        return [criterion.do[:1].lower() + criterion.do[1:] for criterion in self.criteria]

    @property
    def seen(self) -> list[str]:
        return [criterion.says or criterion.seen for criterion in self.criteria]
