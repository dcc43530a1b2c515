"""What is marked and how: facts, indicators, criteria with their ladders, gates. A scenario is a rubric with a story."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from amtrainer.scoring.condition import Condition
from amtrainer.scoring.facts import Facts
from amtrainer.scoring.indicator import Indicator
from amtrainer.scoring.indicators import AnyIndicator
from amtrainer.scoring.indicators.meaning import Meaning

GateId = Literal["G1", "G2", "G3", "G4", "G5", "G6", "G7", "G8", "G9"]
Level = Annotated[int, Field(ge=1, le=4)]


class Part(BaseModel):
    """A piece of a rubric: nothing in it changes, nothing unknown is let in."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Rung(Part):
    """One level of a ladder: an act, and when it counts as seen."""

    says: str = Field(description="What is done at this level: an act, never an adverb.")
    when: Condition | None = Field(
        default=None, description="When it holds. Left out: the act is read by its own words."
    )
    fix: str = Field(
        default="", description="Words that would bring the answer to this level; offered as smallest change."
    )
    example: str = Field(default="", description="One sentence that reaches it.")
    near_miss: str = Field(default="", description="What looks like it, and why it is not.")


class Criterion(Part):
    """One act that is judged, with a ladder of up to four rungs. Rungs are cumulative; unwritten ones are skipped."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    ref: str = Field(default="", description="Catalogue id, for example D01-2.")
    competency: Annotated[tuple[str, ...], BeforeValidator(lambda v: (v,) if isinstance(v, str) else v)] = Field(
        description="Slug of the competency it shows; several if the catalogue says so, the main one first."
    )
    weight: int = Field(ge=1, le=100, description="Share of the total. All weights of a scenario make 100.")
    why: str = Field(default="", description="Reason for an unequal weight; the catalogue's weights need none.")
    facet: str = Field(default="", description="Part of a competency, for example prospecting.")
    seen: str = Field(description="What was seen, for the debrief: Asks before conceding.")
    do: str = Field(description="What to do, for the brief: Ask before you concede.")
    says: str = Field(default="", description="The criterion in the catalogue's words.")
    aggregate: Literal["best", "worst", "mean", "first", "last", "probed"] = Field(
        default="best",
        description="Which turn counts. probed: the first one; what follows may lift it by one level and never lowers it.",
    )
    levels: dict[Level, Rung] = Field(min_length=1)

    @property
    def rungs(self) -> tuple[tuple[int, Rung], ...]:
        """The written rungs, lowest first."""
        return tuple(sorted(self.levels.items()))


class Gate(Part):
    """A must-have. Broken, it caps the total."""

    id: GateId
    when: Condition | None = Field(default=None, description="When it is broken. G1, G2, G4 and G8 have a default.")
    says: str = Field(default="", description="One sentence for the debrief in place of the guide's.")
    like: tuple[str, ...] = Field(default=(), description="Sentences that break it; eight or more, in different words.")
    unlike: tuple[str, ...] = Field(default=(), description="Near-misses: sentences on the same matter that do not.")


def _gate(value: Any) -> Any:
    return {"id": value} if isinstance(value, str) else value


AnyGate = Annotated[Gate, BeforeValidator(_gate)]


class Rubric(Part):
    """All that is needed to mark an answer."""

    UNSPOKEN: ClassVar[frozenset[str]] = frozenset()  # fields whose words are no part of it

    today: date = Field(
        default=date(2026, 1, 1), description="The day on which it plays; fixes weekdays and deadlines."
    )
    language: str = Field(default="en", description="Language of the answers.")
    facts: Facts = Field(default_factory=Facts)
    indicators: tuple[AnyIndicator, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    gates: tuple[AnyGate, ...] = ()
    no_gate: str = Field(default="", description="Said when nothing capped the total.")

    @property
    def people(self) -> tuple[str, ...]:
        """Names of persons, which are read as nobody's."""
        return ()

    @property
    def item_names(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Items of an inbox and the names they go by, longest first."""
        return ()

    @property
    def prompts(self) -> tuple[str, ...]:
        """Texts shown to the trainee before any answer; copied, they earn nothing."""
        return ()

    @property
    def helps(self) -> tuple[str, ...]:
        """The sentences of the hints that may be taken."""
        return ()

    @property
    def model_texts(self) -> tuple[str, ...]:
        """The model answers that are shown after a session."""
        return ()

    @property
    def parts(self) -> Mapping[str, Rubric]:
        """Rubrics that judge parts of a work apart, by the part's id; empty: the whole is judged by this one."""
        return {}

    @property
    def shares(self) -> Mapping[str, Fraction]:
        """How much each part counts in the total, by its id."""
        return {}

    @property
    def on_card(self) -> Mapping[str, Criterion]:
        """Every criterion that a card may hold, by the id that it has there."""
        if not self.parts:
            return {criterion.id: criterion for criterion in self.criteria}
        return {f"{part}.{criterion.id}": criterion for part, own in self.parts.items() for criterion in own.criteria}

    @property
    def interview(self) -> bool:
        """Whether one sentence may earn for any number of criteria."""
        return False

    @property
    def record(self) -> bool:
        """Whether something is written down, where short labels and statements are in place."""
        return False

    @property
    def report(self) -> bool:
        """Whether a text is asked for that may speak of its matter alone: a report, a plan."""
        return False

    @property
    def may_quote(self) -> bool:
        """Whether the reader's own sentences are asked for, so that quoting them earns marks."""
        return False

    @cached_property
    def spoken(self) -> tuple[str, ...]:
        """Every text of the rubric: the words that an answer may be expected to use."""
        return tuple(_texts(self.model_dump(mode="json", by_alias=True, exclude=set(self.UNSPOKEN))))

    @cached_property
    def detectors(self) -> tuple[AnyIndicator, ...]:
        """The written indicators, and one `meaning` for each rung that has words and no condition."""
        implicit = tuple(
            Meaning(
                id=implicit_id(criterion, level),
                look_for="meaning",
                says=rung.says,
                like=(rung.example or rung.says,),
                unlike=(rung.near_miss,) if rung.near_miss else (),
            )
            for criterion in self.criteria
            for level, rung in criterion.rungs
            if rung.when is None
        )
        return self.indicators + implicit

    @property
    def watches(self) -> tuple[Indicator, ...]:
        """What is looked for beside the written indicators, whatever the ladders name."""
        return ()

    @cached_property
    def indicator_names(self) -> dict[str, str]:
        """Indicator id -> what it is, in words."""
        seen = (*self.detectors, *self.watches)
        own = {indicator.id: indicator.says or indicator.id.replace("-", " ") for indicator in seen}
        for part in self.parts.values():
            own |= part.indicator_names
        return own


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def implicit_id(criterion: Criterion, level: int) -> str:
    """Id of the `meaning` that stands for a rung without a condition."""
    return f"{criterion.id}-level-{level}"


def condition_of(criterion: Criterion, level: int) -> Condition:
    """When a written rung holds."""
    return criterion.levels[level].when or Condition(all=[implicit_id(criterion, level)])
