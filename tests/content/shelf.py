"""The exercises that ship, each opened and marked once for all claims about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from copy import copy
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from amtrainer.authoring.proof.samples import Outcome, outcome
from amtrainer.content.load import scenario_of
from amtrainer.errors import ContentError
from amtrainer.models import load_meaning
from amtrainer.models.minilm import MiniLM
from amtrainer.scoring.assess import Assessor, assessor_of
from amtrainer.scoring.batch import work_of
from amtrainer.scoring.sections import looked
from amtrainer.simulation.handed import sample_work
from amtrainer.simulation.kinds import AnyScenario
from amtrainer.simulation.kinds.dialogue import Dialogue
from amtrainer.simulation.scenario import Sample

ROOT = Path(__file__).parents[2]
FILES = {
    path.name.split("-")[0].upper(): path
    for path in sorted(ROOT.glob("scenarios/*/[a-z][0-9][0-9]-*.yaml"))
    if not path.name.endswith(".samples.yaml")
}
EMPTY = ("weak", "weak-long", "salad", "dump")
STRONG = ("best", "strong-short", "broken")


def numbers(letters: str) -> tuple[str, ...]:
    """Catalogue numbers that begin with one of these letters: D talks, T inboxes, I interviews, W pieces, R records, K checks."""
    return tuple(number for number in FILES if number[0] in letters)


def every(letters: str) -> pytest.MarkDecorator:
    """One case for each exercise of these letters."""
    return pytest.mark.parametrize("number", numbers(letters))


@cache
def scenario(number: str) -> AnyScenario:
    return scenario_of(FILES[number])


@cache
def model() -> MiniLM:
    return load_meaning()


@cache
def unknowing() -> MiniLM:
    """The same reader, which has never seen a model answer to another exercise."""
    found = copy(model())
    found.sources = None
    return found


@lru_cache(maxsize=3)  # claims about one exercise stand together, and an assessor holds all it has read
def assessor(number: str) -> Assessor:
    return assessor_of(scenario(number), model())


@cache
def catalogue() -> dict[str, Any]:
    text = (ROOT / "tests/data/domain/criteria.yaml").read_text(encoding="utf-8")
    return {entry["id"]: entry for entry in yaml.safe_load(text)}


@cache
def openers() -> dict[str, Any]:
    text = (ROOT / "bench/scoring/corpus/openers.yaml").read_text(encoding="utf-8")
    return {entry["id"]: entry for entry in yaml.safe_load(text)}


@cache
def raw(number: str) -> str:
    """The texts of the file and of its samples."""
    beside = FILES[number].with_name(FILES[number].name.replace(".yaml", ".samples.yaml"))
    return FILES[number].read_text(encoding="utf-8") + beside.read_text(encoding="utf-8")


def sample(number: str, id: str) -> Sample:
    return next(each for each in scenario(number).answers if each.id == id)


def samples(of: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Number and id of every sample; a file that is broken is named by another test."""
    for number in of:
        with suppress(ContentError):
            yield from ((number, each.id) for each in scenario(number).answers)


@cache
def marked(number: str, id: str) -> Outcome:
    each = sample(number, id)
    return outcome(each, looked(assessor(number), sample_work(scenario(number), each))[1])


def total(number: str, id: str) -> int:
    return marked(number, id).total


def of_kind(number: str, *kinds: str) -> list[int]:
    """Totals of the samples of these kinds."""
    return [total(number, each.id) for each in scenario(number).answers if each.kind in kinds]


@cache
def levels(number: str, text: str) -> Mapping[str, int]:
    """Criterion -> level of a text that stands alone."""
    item = {"id": "x", "text": text}
    found = scenario(number)
    return assessor(number).assess(work_of(item) if isinstance(found, Dialogue) else found.read(item)).levels
