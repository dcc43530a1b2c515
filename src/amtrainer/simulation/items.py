"""What a check of knowledge is made of: items with their answers, and what trains the point of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Literal

from pydantic import Field, model_validator

from amtrainer.scoring.condition import AtLeast, Condition, Want
from amtrainer.scoring.indicators import AnyIndicator, Choice, Meaning
from amtrainer.scoring.parts import PICKED
from amtrainer.scoring.rubric import Criterion, Part, Rung
from amtrainer.scoring.score import FULL_LEVEL
from amtrainer.simulation.dated import Dated, Name, names_on
from amtrainer.simulation.scenario import Wordings, filled
from amtrainer.simulation.spoken import Spoken

Form = Literal["single", "multiple", "order", "match", "text"]
_HOW = {
    "single": "One letter.",
    "multiple": "All letters that are right.",
    "order": "All letters in their order.",
    "match": "A letter for each number, such as 1c 2a.",
    "text": "One or two sentences.",
}


class Idea(Part):
    """A key idea of a short text: sentences that hold it, and near-misses."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$", description="A name of your own.")
    says: str = Field(description="What it is, in at most eight words.")
    like: tuple[str, ...] = Field(min_length=4, description="Sentences that hold it.")
    unlike: tuple[str, ...] = Field(min_length=4, description="Sentences on the same matter that do not.")


class Item(Part):
    """One item. `contested`: the source is doubtful, so the choice counts half and the reason the other half."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$", description="A name of your own.")
    form: Form = Field(description="How it is answered.")
    topic: str = Field(default="", description="A few words for the marks; left out: the id.")
    asks: str = Field(description="The question.")
    options: dict[str, str] = Field(default_factory=dict, description="Letter and what it stands for.")
    pairs: tuple[str, ...] = Field(default=(), description="For a match: what stands beside 1, 2, 3.")
    right: tuple[str, ...] = Field(default=(), description="Letters that are right, in their order where order counts.")
    ideas: tuple[Idea, ...] = Field(default=(), description="Key ideas of a short text, or of the reason.")
    contested: bool = Field(default=False, description="The source is doubtful: the reason is asked for too.")
    because: str = Field(description="Said afterwards: why it is so.")
    trains: str = Field(default="", description="Catalogue number of the exercise that trains the point.")
    rows: tuple[str, ...] = Field(default=(), description="Statements of the seed documents that it rests on.")
    competency: str = Field(default="", description="Slug of the competency; left out: the check's first.")

    @model_validator(mode="after")
    def _is_whole(self) -> Item:
        if self.form == "text" and not self.ideas:
            raise ValueError("a short text needs key ideas")
        if self.form != "text" and (not self.right or not self.options):
            raise ValueError("an item with letters needs options and what is right")
        if self.contested and not self.ideas:
            raise ValueError("a contested item needs the ideas of its reason")
        if odd := sorted(set(self.right) - set(self.options)):
            raise ValueError(f"{odd[0]} is right, but it is no option")
        return self

    @property
    def reason(self) -> str:
        """The id under which the reason of a contested item is marked."""
        return f"{self.id}-reason"

    @property
    def shown(self) -> str:
        """The item as it is asked: question, letters, how to answer."""
        lines = [self.asks, *(f"{number}. {text}" for number, text in enumerate(self.pairs, 1))]
        lines += [f"{letter}) {text}" for letter, text in self.options.items()]
        reason = " Then why, in one sentence." if self.contested else ""
        return "\n".join((*lines, _HOW[self.form] + reason))

    @property
    def lesson(self) -> str:
        """What is right, why, and what trains it."""
        answer = f"Right is {self.told}. " if self.form != "text" else ""
        trains = f" Trained by {self.trains}." if self.trains else ""
        return f"{answer}{self.because}{trains}"

    @property
    def name(self) -> str:
        """The item in a few words."""
        return self.topic or self.id.replace("-", " ").capitalize()

    def filled(self, names: dict[str, str]) -> Item:
        """The same item with names in its texts filled in."""
        return self.model_copy(
            update={
                "asks": filled(self.asks, names),
                "options": {letter: filled(text, names) for letter, text in self.options.items()},
                "because": filled(self.because, names),
            }
        )

    @property
    def told(self) -> str:
        """What is right, in words."""
        if self.form == "match":
            return ", ".join(f"{number}{letter}" for number, letter in enumerate(self.right, 1))
        return ", ".join(
            f"{letter}) {self.options[letter]}" if self.form == "single" else letter for letter in self.right
        )


class Check(Spoken):
    """The text of a check; `kinds/knowledge.py` asks it."""

    items: tuple[Item, ...] = Field(min_length=2, description="The items in the order in which they are asked.")
    passes: int = Field(default=80, ge=1, le=100, description="Share of the points that passes.")
    closing: Wordings = Field(default=(), description="Said at the end.")
    dated: dict[Name, Dated] = Field(
        default_factory=dict, description="What changes with time; items name it: $gift_limit, $gift_limit_since."
    )

    @model_validator(mode="after")
    def _is_told_in_full(self) -> Check:
        if not self.no_gate:
            object.__setattr__(self, "no_gate", f"{self.passes} of 100 are needed to pass.")
        names = names_on(self.dated, self.today)
        if names:
            object.__setattr__(self, "items", tuple(item.filled(names) for item in self.items))
        return self

    @property
    def first_beat(self) -> str:
        return self.items[0].id

    @property
    def most_turns(self) -> int:
        return len(self.items)

    def as_answer(self, text: str) -> dict[str, Any]:
        return {"choices": {item.id: text for item in self.items}}

    @property
    def takes_back(self) -> bool:
        return False  # what is right has been told

    @property
    def interview(self) -> bool:
        return True

    @property
    def item_names(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return tuple((item.id, ()) for item in self.items)

    def item(self, id: str) -> Item:
        """The item of that id."""
        return next(item for item in self.items if item.id == id)

    def learns(self, criterion: str) -> str:
        """What is right about an item, why, and what trains it."""
        return next((item.lesson for item in self.items if criterion in (item.id, item.reason)), "")

    def level_told(self, level: int) -> str:
        """Whether an item is right: it has no other levels."""
        return "right" if level >= FULL_LEVEL else "partly right" if level else "not right"

    def trains(self, part: str) -> tuple[str, ...]:
        """What trains the point of an item."""
        return tuple(item.trains for item in self.items if part in (item.id, item.reason) and item.trains)

    @property
    def counts(self) -> tuple[Criterion, ...]:
        return ()

    @cached_property
    def detectors(self) -> tuple[AnyIndicator, ...]:
        out: list[AnyIndicator] = list(self.indicators)
        for item in self.items:
            if item.form != "text":
                says = f"{PICKED}{item.told}"
                out.append(
                    Choice(
                        id=f"{item.id}-choice",
                        look_for="choice",
                        says=says,
                        item=item.id,
                        form=item.form,
                        right=item.right,
                    )
                )
            out += [
                Meaning(
                    id=f"{item.id}-{idea.id}",
                    look_for="meaning",
                    says=idea.says,
                    item=item.id,
                    like=idea.like,
                    unlike=idea.unlike,
                )
                for idea in item.ideas
            ]
        return tuple(out)

    @cached_property
    def judged(self) -> tuple[Criterion, ...]:
        """One criterion for each item, all of the same weight; a contested item has two of half the weight."""
        return tuple(criterion for item in self.items for criterion in self._criteria(item))

    @cached_property
    def on_card(self) -> Mapping[str, Criterion]:
        return {criterion.id: criterion for criterion in self.judged}

    def _criteria(self, item: Item) -> Iterator[Criterion]:
        yield self._criterion(item, item.id, item.name, item.asks, 1 if item.contested else 2, _levels(item))
        if item.contested:
            why = "Say in one sentence why."
            yield self._criterion(item, item.reason, f"{item.name}: why", why, 1, _reason(item))

    def _criterion(self, item: Item, id: str, seen: str, do: str, weight: int, levels: dict[int, Rung]) -> Criterion:
        return Criterion(
            id=id,
            ref=f"{self.number.upper()}-{id}",
            competency=(item.competency or self.competencies[0],),
            weight=weight,
            seen=seen,
            do=do,
            aggregate="best",
            levels=levels,
        )


def _levels(item: Item) -> dict[int, Rung]:
    ideas = tuple(Want(name=f"{item.id}-{idea.id}") for idea in item.ideas)
    some = tuple(Want(name=f"{item.id}-{idea.id}", strength="partial") for idea in item.ideas)
    choice = f"{item.id}-choice"
    if item.form == "text":
        rungs = {
            1: Rung(says="touches a key idea", when=Condition(any=some)),
            2: Rung(says="one key idea", when=Condition(any=ideas)),
        }
        need = max(1, len(ideas) - 1) if len(ideas) > 2 else len(ideas)
        return {**rungs, 3: Rung(says="the key ideas", when=Condition(at_least=AtLeast(n=need, of=some)))}
    nearly = Rung(says="right but for one", when=Condition(any=(Want(name=choice, strength="partial"),)))
    right = Condition(all=(Want(name=choice),))
    first = {1: nearly} if item.form != "single" else {}
    return {**first, 3: Rung(says="right", when=right)}


def _reason(item: Item) -> dict[int, Rung]:
    """A reason counts with the right letter only: beside another letter it argues for something else."""
    choice = Want(name=f"{item.id}-choice")
    ideas = tuple(Want(name=f"{item.id}-{idea.id}", strength="partial") for idea in item.ideas)
    return {3: Rung(says="right, with the reason", when=Condition(all=(choice,), any=ideas))}
