"""Marking answers from a file: no store, no simulation, on as many processes as are wanted."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from amtrainer import paths
from amtrainer.content.library import Library
from amtrainer.content.load import canonical, scenario_of
from amtrainer.errors import AmtrainerError
from amtrainer.scoring.batch import id_of
from amtrainer.scoring.score import score, scorer_version
from amtrainer.simulation.handed import work_for
from amtrainer.storage.sealed import refuse, sealed_now, texts_in

if TYPE_CHECKING:
    from amtrainer.simulation.kinds import AnyScenario

FEWEST_TO_SHARE: Final = 64  # answers; fewer are marked sooner than a second process has started
_CHUNK: Final = 8  # answers handed to a process at a time


class Scoring:
    """Marks for one exercise."""

    def __init__(self, scenario: AnyScenario, content_hash: str, model: Any, mode: str, name: str = "") -> None:
        self.name = name or scenario.id  # by which another process finds it
        self.scenario = scenario
        self.model = model
        self._hash = content_hash
        self._mode = mode

    @cached_property
    def sealed(self) -> frozenset[str]:
        """Answers that nobody may have marked yet."""
        return sealed_now()

    def header(self) -> dict[str, Any]:
        """What all results share."""
        return {
            "scenario": self.scenario.id,
            "content_hash": self._hash,
            "scorer": scorer_version(self.model),
            "mode": self._mode,
        }

    def result(self, item: Any, place: int) -> dict[str, Any]:
        """The marks of one answer of a file, or why it could not be marked."""
        name = id_of(item, place)
        try:
            refuse(texts_in(item), self.sealed)
            work = work_for(self.scenario, item)
        except AmtrainerError as error:
            return {"id": name, "error": _sentence(error)}
        card = score(self.scenario, work, self.model, self._mode, content_hash=self._hash)
        return {"id": name, **card.to_json()}

    def results(self, items: Sequence[Any], workers: int = 1, skip: int = 0) -> Iterator[dict[str, Any]]:
        """The marks of all answers but the first `skip`, in their order; the same for any number of processes."""
        numbered = list(enumerate(items))[skip:]
        if workers <= 1 or len(numbered) < FEWEST_TO_SHARE:
            yield from (self.result(item, place) for place, item in numbered)
            return
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(workers, context, _begin, (self.name, self._mode)) as pool:
            try:
                with undisturbed():
                    rows = pool.map(_one, numbered, chunksize=_CHUNK)
                yield from rows
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise


@contextmanager
def undisturbed() -> Iterator[None]:
    """Processes that are started in here do not hear Ctrl+C, not even while they begin; it is for the one that shows the marks."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _sentence(error: AmtrainerError) -> str:
    """What is wrong and what to do, in one line."""
    return f"{error.message.rstrip('.')}. {error.hint}".strip()


def scoring_of(id: str, mode: str) -> Scoring:
    """Marking for the exercise that `id` means, or for that in a file of this name. Raises `AmtrainerError`."""
    from amtrainer.models import load_meaning

    file = Path(id)
    if file.suffix == ".yaml" and file.is_file():
        scenario, text = scenario_of(file), canonical(file)
    else:
        library = Library(cache_dir=paths.cache_dir())
        head = library.find(id)
        scenario, text = library.scenario(head.id), library.text(head.id)
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return Scoring(scenario, digest, load_meaning(paths.cache_dir()), mode, id)


def processes() -> int:
    """How many processes this machine can use at once."""
    return max(1, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


_SCORING: Scoring | None = None  # of a process that helps


def _begin(id: str, mode: str) -> None:
    global _SCORING
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _SCORING = scoring_of(id, mode)


def _end_with_parent() -> None:
    """A process that helps does not outlive the one it helps, however that ended."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _one(numbered: tuple[int, Any]) -> dict[str, Any]:
    assert _SCORING is not None
    place, item = numbered
    return _SCORING.result(item, place)
