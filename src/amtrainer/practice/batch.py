"""Marking answers from a file: no store, no simulation."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from amtrainer import paths
from amtrainer.content.library import Library
from amtrainer.errors import AmtrainerError
from amtrainer.scoring.batch import id_of, work_of
from amtrainer.scoring.score import score, scorer_version
from amtrainer.scoring.work import Work
from amtrainer.simulation.kinds.dialogue import Dialogue
from amtrainer.simulation.kinds.triage import Triage
from amtrainer.simulation.scenario import Sample


class Scoring:
    """Marks for one exercise."""

    def __init__(self, scenario: Dialogue | Triage, content_hash: str, model: Any, mode: str) -> None:
        self._scenario = scenario
        self._hash = content_hash
        self._model = model
        self._mode = mode

    def header(self) -> dict[str, Any]:
        """What all results share."""
        return {
            "scenario": self._scenario.id,
            "content_hash": self._hash,
            "scorer": scorer_version(self._model),
            "mode": self._mode,
        }

    def result(self, item: Any, place: int) -> dict[str, Any]:
        """The marks of one answer of a file, or why it could not be marked."""
        name = id_of(item, place)
        try:
            work = work_for(self._scenario, item)
        except AmtrainerError as error:
            return {"id": name, "error": " ".join(part for part in (error.message, error.hint) if part)}
        card = score(self._scenario, work, self._model, self._mode, content_hash=self._hash)
        return {"id": name, **card.to_json()}


def scoring_of(id: str, mode: str) -> Scoring:
    """Marking for the exercise that `id` means. Raises `AmtrainerError`."""
    from amtrainer.models import load_meaning

    library = Library(cache_dir=paths.cache_dir())
    head = library.find(id)
    digest = hashlib.sha256(library.text(head.id).encode("utf-8")).hexdigest()
    return Scoring(library.scenario(head.id), digest, load_meaning(paths.cache_dir()), mode)


def work_for(scenario: Dialogue | Triage, item: Any) -> Work:
    """The work in one answer of a file."""
    if isinstance(scenario, Triage):
        return work_of(item, items={mail.id: mail.text for mail in scenario.inbox})
    first = scenario.beats[0]
    return work_of(item, "" if first.client_cue else scenario.say(first.client[0] if first.client else ""))


def sample_work(scenario: Dialogue | Triage, sample: Sample) -> Work:
    """The work in a sample of a scenario."""
    body: Mapping[str, Any] = sample.model_dump(exclude_defaults=True)
    return work_for(scenario, {key: value for key, value in body.items() if key not in ("kind", "expect", "levels")})
