"""Work at the bench: one thread at a time looks at the file, marks and plays, and says what came of it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from amtrainer.authoring.proof.samples import Outcome
from amtrainer.authoring.workbench import Saved, Workbench
from amtrainer.errors import AmtrainerError
from amtrainer.scoring.explain import Explanation
from amtrainer.tui.screens.page import Page

EVERY = 0.05  # seconds between looks at the file's time
PAINT = 0.3  # seconds between two paintings of samples that are still being marked
TURN = 0.001  # seconds in which whoever waits for the bench may take it
Scores = dict[str, tuple[Outcome, int | None]]  # sample -> what it reached, and its total before this save


class Benched(Page):
    """A screen over a workbench. What it shows is set by `show_findings`, `show_side` and `scored`."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self.bench = bench
        self.saved: Saved | None = None
        self.delays: list[float] = []  # ms from a save to its findings on the screen
        self.why: dict[str, tuple[Explanation, ...]] = {}  # of samples, since the last save
        self.part = 0  # of three, on a small screen
        self._one = threading.Lock()
        self._busy = False

    def show_findings(self) -> None:
        """The file was looked at."""
        raise NotImplementedError

    def show_side(self) -> None:
        """The talk, or what else stands at the right, has changed."""
        raise NotImplementedError

    async def scored(self, found: Scores, done: bool) -> None:
        """Samples were marked; `done`: all of them."""
        raise NotImplementedError

    def _poll(self) -> None:
        if not self._busy and self.bench.changed():
            self._busy = True
            self.run_worker(self._read, thread=True, group="bench", exit_on_error=False)

    def _read(self) -> None:
        """In a thread: findings first, then the talk, then sample by sample; a new save begins anew."""
        try:
            with self._one:
                saved = self.bench.look()
                self.app.call_from_thread(self._found, saved)
                if self.bench.opened is None:
                    return
                self.bench.replay()
                self.app.call_from_thread(self.show_side)
            self._score()
        except AmtrainerError as error:
            self.app.call_from_thread(self.fail, error)
        finally:
            self._busy = False

    def _score(self) -> None:
        """Sample by sample; between two of them an answer, a trace or an attack may have its turn."""
        found: Scores = {}
        scored: Callable[..., Any] = self.scored
        shown = time.monotonic()
        waiting = self.bench.samples()
        while True:
            with self._one:
                marked = next(waiting, None)
            if marked is None:
                break
            found[marked[0].id] = marked
            if self.bench.changed():
                return
            if time.monotonic() - shown > PAINT:
                self.app.call_from_thread(scored, dict(found), False)
                shown = time.monotonic()
            time.sleep(TURN)
        self.app.call_from_thread(scored, found, True)

    def _found(self, saved: Saved) -> None:
        self.saved = saved
        self.why = {}
        self.show_findings()
        self.delays.append(1000 * max(0.0, time.time() - self._saved_at()))

    def _saved_at(self) -> float:
        try:
            return self.bench.file.stat().st_mtime
        except OSError:
            return time.time()

    def _at_bench(self, work: Callable[[], Any]) -> None:
        """Do something that marks, in a thread, one at a time; then show what came of it."""

        def run() -> None:
            with self._one:
                try:
                    work()
                except AmtrainerError as error:
                    self.app.call_from_thread(self.fail, error)
                    return
            self.app.call_from_thread(self._done)

        self.run_worker(run, thread=True, group="bench", exit_on_error=False)

    def explain_sample(self, sample: str) -> None:
        """Work out why a sample has its levels; it is shown when it is there."""
        if sample and sample not in self.why:
            self._at_bench(lambda: self.why.update({sample: self.bench.explain(sample)}))

    def _done(self) -> None:
        self.fine()
        self.show_side()

    def wide(self) -> int:
        """Cells of the left part, beside its scrollbar."""
        wide = self.size.width - (58 if not self.small else 7)
        return max(30, min(wide, 110))

    def side_width(self) -> int:
        """Cells of the right part."""
        return 42 if not self.small else max(20, self.size.width - 6)

    def action_part(self, by: int) -> None:
        """Small screens show one part at a time."""
        self.part = (self.part + by) % 3
        for number in range(3):
            self.set_class(number == self.part, f"-p{number}")

    def action_take_back(self) -> None:
        self._at_bench(lambda: self.bench.rehearsal.back())
