"""A small rubric of fixed words, so that the rules of marking can be watched without a reader of meanings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from amtrainer.scoring.assess import Assessment, Assessor, context_of
from amtrainer.scoring.batch import talk
from amtrainer.scoring.meaning import Act, Sentence
from amtrainer.scoring.rubric import Rubric
from amtrainer.scoring.work import Work


class Blind:
    """A reader of meanings that knows only what a sentence says word for word."""

    name = "blind"

    def strengths(self, act: Act, sentences: Sequence[Sentence]) -> tuple[float, ...]:
        return tuple(
            1.0 if sentence.text.strip(" .?!") in {x.strip(" .?!") for x in act.like} else 0.0 for sentence in sentences
        )


def phrase(word: str) -> dict[str, Any]:
    """An indicator that finds one word."""
    return {"id": word, "look_for": "phrase", "says": f"said {word}", "any_of": [word]}


def criterion(id: str, weight: int = 100, aggregate: str = "best", **levels: Any) -> dict[str, Any]:
    """A criterion with rungs `l1=…`, each a condition or a whole rung."""
    rungs = {
        int(name[1:]): rung if "says" in rung else {"says": f"does {id} at {name[1:]}", "when": rung}
        for name, rung in levels.items()
    }
    return {
        "id": id,
        "ref": f"X01-{id}",
        "competency": "discovery",
        "weight": weight,
        "seen": f"Does {id}",
        "do": f"Do {id}",
        "aggregate": aggregate,
        "levels": rungs,
    }


def rubric(criteria: Sequence[dict[str, Any]], words: str = "apple banana cherry damson elder", **more: Any) -> Rubric:
    """A rubric over an indicator for each of `words`."""
    indicators = [phrase(word) for word in words.split()] + list(more.pop("indicators", []))
    return Rubric.model_validate({"criteria": list(criteria), "indicators": indicators, **more})


@pytest.fixture
def blind() -> Blind:
    return Blind()


@pytest.fixture
def assessor() -> Callable[..., Assessor]:
    """Makes an assessor: assessor([criterion(...)], words=...)."""

    def make(criteria: Sequence[dict[str, Any]], **more: Any) -> Assessor:
        made = rubric(criteria, **more)
        return Assessor(made, context_of(made, Blind()))

    return make


@pytest.fixture
def judged(assessor: Callable[..., Assessor]) -> Callable[..., Assessment]:
    """Judges turns: judged([criterion(...)], "first turn", "second turn")."""

    def judge(criteria: Sequence[dict[str, Any]], *turns: str, heard: Sequence[str] = (), **more: Any) -> Assessment:
        return assessor(criteria, **more).assess(talk(turns, heard))

    return judge


@pytest.fixture
def ladder() -> Callable[..., dict[str, Any]]:
    return criterion


@pytest.fixture
def make_rubric() -> Callable[..., Rubric]:
    return rubric


@pytest.fixture
def said() -> Callable[..., Work]:
    """A talk of these turns."""
    return lambda *turns: talk(turns)
