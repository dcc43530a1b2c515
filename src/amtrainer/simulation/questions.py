"""What an interview is made of: questions in a fixed order, the criteria each is judged by, and neutral probes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from typing import Any

from pydantic import Field

from amtrainer.scoring.condition import Condition
from amtrainer.scoring.indicator import Indicator
from amtrainer.scoring.indicators import AnyIndicator
from amtrainer.scoring.indicators.meaning import Meaning
from amtrainer.scoring.rubric import Criterion, Part, Rubric
from amtrainer.scoring.strayed import SAYS, STRAYED, Strayed, Subject
from amtrainer.simulation.scenario import Wordings
from amtrainer.simulation.spoken import Spoken
from amtrainer.simulation.talk import Reaction


class Probe(Part):
    """A neutral follow-up, the same words for everybody. It is asked while its criterion can still rise."""

    id: str
    of: str = Field(description="Id of the criterion that it may lift.")
    says: str


class QuestionSet(Part):
    """Criteria that several questions share, and the probes that go with them, in the order in which they are asked."""

    id: str
    criteria: tuple[Criterion, ...] = Field(min_length=1)
    probes: tuple[Probe, ...] = ()


class Matter(Part):
    """What only an answer to this question speaks about: by it an answer to another question is told apart."""

    words: tuple[str, ...] = Field(
        min_length=1, description="Words and short phrases; a star at the end stands for any ending."
    )
    like: tuple[str, ...] = Field(
        default=(), description="Sentences from answers to it, good and weak ones; eight or more, in different words."
    )


class KitQuestion(Part):
    """One question. Its own indicators stand beside those of the kit; an id of the kit's may be filled here anew."""

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    set: str = Field(description="Id of the set of criteria that judges it.")
    shows: tuple[str, ...] = Field(
        default=(), description="Ids of the set's criteria that this question can show; left out: all of them."
    )
    topic: str = Field(description="One or two words for lists: Failure.")
    asks: str
    texts: dict[str, str] = Field(default_factory=dict, description="The question in other languages: {ru: …}.")
    competency: tuple[str, ...] = Field(default=(), description="Slugs that its criteria show, instead of the set's.")
    indicators: tuple[AnyIndicator, ...] = ()
    subject: Matter | None = Field(
        default=None, description="What its answers speak about; an answer to another question stays at level 1."
    )
    hint: str = ""
    model: str = Field(default="", description="Id of the sample that is shown as one good answer.")
    trains: tuple[str, ...] = Field(default=(), description="Catalogue numbers of exercises that train it.")


class QuestionRubric(Rubric):
    """The rubric of one question."""

    id: str
    names: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    vocabulary: tuple[str, ...] = ()
    strayed: Strayed | None = None

    @property
    def people(self) -> tuple[str, ...]:
        return self.names

    @property
    def prompts(self) -> tuple[str, ...]:
        return self.shown

    @property
    def model_texts(self) -> tuple[str, ...]:
        return self.models

    @property
    def interview(self) -> bool:
        return True

    @property
    def watches(self) -> tuple[Indicator, ...]:
        return (self.strayed,) if self.strayed else ()

    @cached_property
    def spoken(self) -> tuple[str, ...]:
        return self.vocabulary


class Kit(Spoken):
    """The text of an interview; `kinds/interview.py` plays it."""

    questions: tuple[KitQuestion, ...] = Field(min_length=1)
    sets: tuple[QuestionSet, ...] = Field(min_length=1)
    lots: tuple[tuple[str, ...], ...] = Field(
        default=(), description="Short form: one question is drawn of each of these lists."
    )
    most_probes: int = Field(default=2, ge=0, le=2)
    reactions: tuple[Reaction, ...] = Field(default=(), description="What moves the mood; each once for a question.")
    between: Wordings = Field(default=(), description="Said before the next question.")
    closing: Wordings = ()

    @property
    def first_beat(self) -> str:
        return self.questions[0].id

    @property
    def most_turns(self) -> int:
        return len(self.questions) * (1 + self.most_probes)

    def question(self, id: str) -> KitQuestion:
        """The question of that id."""
        return next(question for question in self.questions if question.id == id)

    def set_of(self, question: str) -> QuestionSet:
        """The criteria and probes of a question: of its set those that it can show."""
        asked = self.question(question)
        whole = next(one for one in self.sets if one.id == asked.set)
        if not asked.shows:
            return whole
        criteria = tuple(one for one in whole.criteria if one.id in asked.shows)
        return whole.model_copy(
            update={"criteria": criteria, "probes": tuple(one for one in whole.probes if one.of in asked.shows)}
        )

    @cached_property
    def shares(self) -> Mapping[str, Fraction]:
        """How much each question counts: a criterion's weight is shared by the questions that can show it."""
        criteria = {one.id: self.set_of(one.id).criteria for one in self.questions}
        asked = Counter((one.set, criterion.id) for one in self.questions for criterion in criteria[one.id])
        alike = Counter(one.set for one in self.questions)
        return {
            one.id: sum(
                (Fraction(alike[one.set] * each.weight, 100 * asked[one.set, each.id]) for each in criteria[one.id]),
                Fraction(0),
            )
            for one in self.questions
        }

    @cached_property
    def parts(self) -> Mapping[str, Rubric]:
        return {question.id: self._rubric(question) for question in self.questions}

    def as_answer(self, text: str) -> dict[str, Any]:
        return {"beat": self.first_beat, "text": text}

    def part_title(self, part: str) -> str:
        number = [question.id for question in self.questions].index(part) + 1
        return f"Question {number}: {self.question(part).topic.lower()}"

    def trains(self, part: str) -> tuple[str, ...]:
        return self.question(part).trains

    @property
    def counts(self) -> tuple[Criterion, ...]:
        return tuple(criterion for one in self.sets for criterion in one.criteria)

    @property
    def model_texts(self) -> tuple[str, ...]:
        texts = {sample.id: "\n".join(sample.texts()) for sample in self.answers}
        return tuple(texts[question.model] for question in self.questions if question.model in texts)

    def _rubric(self, question: KitQuestion) -> QuestionRubric:
        criteria = self.set_of(question.id).criteria
        if question.competency:
            criteria = tuple(one.model_copy(update={"competency": question.competency}) for one in criteria)
        own = {indicator.id for indicator in question.indicators}
        wanted = frozenset(self._named(question))
        indicators = (*(one for one in self.indicators if one.id not in own), *question.indicators)
        model = next((sample for sample in self.answers if sample.id == question.model), None)
        return QuestionRubric(
            today=self.today,
            language=self.language,
            facts=self.facts,
            indicators=tuple(one for one in indicators if one.id in wanted),
            criteria=criteria,
            gates=self.gates,
            no_gate=self.no_gate,
            id=self.id,
            names=self.people,
            shown=(*self.prompts, question.asks),
            models=model.texts() if model else (),
            vocabulary=self.spoken,
            strayed=self._strayed(question),
        )

    def _strayed(self, question: KitQuestion) -> Strayed | None:
        """Sees an answer to another question, where the author said what this one is about."""
        subjects = {one.id: _subject(one) for one in self.questions if one.subject is not None}
        own = subjects.pop(question.id, None)
        if own is None or not subjects:
            return None
        return Strayed(id=STRAYED, says=SAYS, own=own, others=tuple(subjects.values()))

    def _named(self, question: KitQuestion) -> Iterator[str]:
        conditions: list[Condition | None] = [
            rung.when for one in self.set_of(question.id).criteria for _, rung in one.rungs
        ]
        conditions += [one.when for one in self.reactions]
        conditions += [one.when for one in self.gates]
        for condition in conditions:
            if condition is not None:
                yield from condition.names()


def _subject(question: KitQuestion) -> Subject:
    """All that was written about the subject of a question: itself, its hint, and sentences of its answers."""
    assert question.subject is not None
    told = [text for one in question.indicators if isinstance(one, Meaning) for text in one.like]
    lines = (question.asks, question.hint, *question.subject.like, *told)
    return Subject(asks=question.asks, lines=tuple(dict.fromkeys(filter(None, lines))), words=question.subject.words)
