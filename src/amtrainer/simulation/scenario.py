"""A scenario is a rubric with a story. Kinds add what happens; this holds what all of them have."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from string import Template
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field

from amtrainer.scoring.answer import fixed
from amtrainer.scoring.condition import Condition
from amtrainer.scoring.rubric import Criterion, Part, Rubric
from amtrainer.scoring.work import Work
from amtrainer.simulation.session import Event, Started, State
from amtrainer.simulation.variety import Bounds, Variant

MoodValue = Annotated[int, Field(ge=0, le=10)]
Wordings = Annotated[tuple[str, ...], BeforeValidator(lambda value: (value,) if isinstance(value, str) else value)]
SampleKind = Literal[
    "best", "ok", "weak", "strong-short", "weak-long", "salad", "dump", "broken", "gated", "attack", "other"
]


class Client(Part):
    """Who is talked to."""

    name: str
    short: str = Field(description="How the chat calls them.")
    role: str = ""
    company: str = ""
    place: str = ""
    manner: str = Field(default="", description="How they speak; shown in the brief.")


class Opens(Part):
    """When a hidden point is given away: a mood is high enough, an act was done, or either."""

    mood: str | None = None
    at: int | None = Field(default=None, ge=0, le=10)
    when: Condition | None = None


class Hidden(Part):
    """What the client does not say at first; shown in the debrief."""

    id: str
    says: str
    opens: Opens | None = None
    client: Wordings = Field(default=(), description="The words that give it away when the mood opens it.")


class Exhibit(Part):
    """Something on file that can be opened."""

    name: str
    figure: str = Field(default="", description="The one figure that stands in the list.")
    text: str


class Hint(Part):
    """Help in practice; the first one that fits is given."""

    when: Condition | None = None
    says: str


class PlanItem(Part):
    """What is to be done about one item of an inbox."""

    action: str = ""
    owner: str = ""
    time: str = ""
    reason: str = ""


class Sample(Part):
    """An answer that tests the scenario: what it must reach at seed 0."""

    id: str
    kind: SampleKind
    expect: str = Field(pattern=r"^\s*(>=|<=|==|>|<)?\s*\d{1,3}\s*$|^\s*\d{1,3}\s*\.\.\s*\d{1,3}\s*$")
    levels: dict[str, int] = Field(default_factory=dict)
    text: str | None = None
    turns: tuple[str, ...] = ()
    beat: str = Field(default="", description="Interview: id of the question that it answers.")
    choices: dict[str, Any] = Field(default_factory=dict, description="Knowledge: item and what was picked or written.")
    fields: dict[str, str] = Field(default_factory=dict, description="Records: record.field and its value.")
    order: tuple[str, ...] = ()
    items: dict[str, PlanItem] = Field(default_factory=dict)
    messages: dict[str, str] = Field(default_factory=dict)
    undone: tuple[str, ...] = ()

    def texts(self) -> tuple[str, ...]:
        """Every text of the sample, turn by turn or field by field."""
        plan = (
            text for item in self.items.values() for text in (item.action, item.owner, item.time, item.reason) if text
        )
        picked = (str(value) for value in self.choices.values())
        texts = (*((self.text,) if self.text else ()), *self.turns, *plan, *self.messages.values(), *picked)
        return (*self.fields.values(), *texts)

    def item(self) -> dict[str, Any]:
        """The answer as a file for `score` holds it."""
        return self.model_dump(exclude_defaults=True, exclude={"kind", "expect", "levels"})

    def told(self) -> tuple[str, ...]:
        """As it is shown: one text per turn, or a plan line by line."""
        if self.fields:
            filled = tuple(f"{name}: {value}" for name, value in self.fields.items())
            return (*filled, self.text) if self.text else filled
        if self.text is not None:
            return (self.text,)
        if self.turns:
            return self.turns
        lines = [f"{name}: {_in_words(value)}" for name, value in self.choices.items()]
        lines += [f"Order: {', '.join(self.order)}"] if self.order else []
        for item in (*self.order, *(item for item in self.items if item not in self.order)):
            if item in self.items:
                plan = self.items[item]
                lines.append(f"{item}: " + ". ".join(x for x in (plan.time, plan.action, plan.owner, plan.reason) if x))
        lines += [f"To {item}: {text}" for item, text in self.messages.items()]
        return (*lines, *([f"Left undone: {', '.join(self.undone)}"] if self.undone else []))


def _in_words(value: Any) -> str:
    """A choice as it is shown."""
    if isinstance(value, dict):
        return " ".join(f"{key}{one}" if str(key).isdigit() else str(one) for key, one in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


@dataclass(frozen=True, slots=True)
class Seed:
    """Chooses among authored wordings. 0 always takes the first: the catalogue's."""

    value: int

    def pick(self, key: str, wordings: Sequence[str], shift: int = 0) -> str:
        """One of `wordings`; the same seed and key give the same one. `shift` moves on, so that two in a row differ."""
        if not wordings:
            return ""
        start = 0
        if self.value:
            digest = hashlib.sha256(f"{self.value}:{key}".encode()).digest()
            start = int.from_bytes(digest[:8], "big")
        return wordings[(start + shift) % len(wordings)]


class Scenario(Rubric):
    """What every kind of exercise has."""

    UNSPOKEN: ClassVar[frozenset[str]] = frozenset(["variants", "vary"])

    id: str = Field(
        pattern=r"^([a-z0-9][a-z0-9-]*:)?[a-z0-9][a-z0-9-]*(/[b-z])?$",
        description="Begins with the catalogue number: d01-eight-points. In an installed pack, pack:id.",
    )
    kind: str
    title: str
    competencies: tuple[str, ...] = Field(min_length=1, description="Slugs, the main one first.")
    difficulty: int = Field(ge=1, le=5)
    minutes: int = Field(ge=1, le=240)
    today: date
    start_here: bool = Field(default=False, description="A good first exercise.")
    summary: str = Field(description="One or two sentences for the list.")
    role: str = Field(description="One sentence: who the trainee is.")
    goal: str = Field(default="", description="What the trainee wants.")
    situation: tuple[str, ...] = ()
    may: tuple[str, ...] = Field(default=(), description="What the trainee may give or decide.")
    may_not: str = ""
    exhibits: tuple[Exhibit, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    hints: tuple[Hint, ...] = ()
    answers: tuple[Sample, ...] = Field(default=(), description="Samples; they may stand in a sibling *.samples.yaml.")
    model: str = Field(default="", description="Id of the sample that is shown as model answer.")
    variants: tuple[Variant, ...] = Field(
        default=(), description="The same skill with another client and another trap."
    )
    vary: dict[str, Bounds] = Field(default_factory=dict, description="Figures that lie elsewhere at another seed.")

    @property
    def number(self) -> str:
        """The catalogue number: d01."""
        return self.id.partition("-")[0]

    @property
    def model_answer(self) -> Sample | None:
        """The sample shown after a session."""
        return next((sample for sample in self.answers if sample.id == self.model), None)

    @property
    def model_texts(self) -> tuple[str, ...]:
        sample = self.model_answer
        return ("\n".join(sample.texts()),) if sample else ()

    @property
    def opening(self) -> str:
        """What a first answer replies to; nothing where nobody speaks first."""
        return ""

    @property
    def prompts(self) -> tuple[str, ...]:
        exhibits = (exhibit.text for exhibit in self.exhibits)
        return (self.role, self.goal, self.summary, *self.situation, *exhibits, *self.may, self.may_not)

    @property
    def helps(self) -> tuple[str, ...]:
        answers = (fixed(hint.says) for hint in self.hints)
        return tuple(answer.quote(span) for answer in answers for span in answer.sentences)

    def told_models(self, events: Iterable[Event]) -> tuple[str, ...]:  # noqa: ARG002
        """One good answer as it is shown after a session: one text per turn, or a plan line by line."""
        return self.model_answer.told() if self.model_answer else ()

    @property
    def counts(self) -> tuple[Criterion, ...]:
        """The criteria that the brief names."""
        return self.criteria

    def as_answer(self, text: str) -> dict[str, Any]:
        """A text alone, as an answer of a file: where several things are asked, as the answer to the first or to all."""
        return {"text": text}

    def part_title(self, part: str) -> str:
        """What a part that is marked apart is called."""
        return part

    def trains(self, part: str) -> tuple[str, ...]:  # noqa: ARG002
        """Catalogue numbers of exercises that train what a part asks for."""
        return ()

    def learns(self, criterion: str) -> str:  # noqa: ARG002
        """What is right where a criterion was missed, and what trains it; "" where no one answer is right."""
        return ""

    def level_told(self, level: int) -> str:
        """A level in words."""
        return f"level {level} of 4"

    def model_work(self) -> Work | None:
        """The model answer as work."""
        return self.read(self.model_answer.item()) if self.model_answer else None

    def read(self, item: Any) -> Work:
        """The work in one answer of a file, or in a sample. Raises `BadAnswer`."""
        raise NotImplementedError

    def advance(self, state: State, event: Event) -> State:
        """The state after an event. Only folds: decides nothing."""
        raise NotImplementedError

    def fold(self, events: Iterable[Event]) -> State:
        """The state after all events."""
        return reduce(self.advance, events, State())

    def started(self, seed: int, mode: Literal["practice", "exam"], content_hash: str, scorer: str) -> Started:
        """The first event of a session."""
        return Started(self.id, content_hash, scorer, seed, mode)


def filled(text: str, names: dict[str, str]) -> str:
    """`text` with `$client` and the like filled in; anything else with a dollar sign stays as it is."""
    return Template(text).safe_substitute(names)


def clamped(value: int) -> int:
    """A mood lies between 0 and 10."""
    return max(0, min(10, value))
