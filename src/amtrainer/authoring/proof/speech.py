"""Words for something: lines of the author put together so that one reaction follows, and what stands in the way."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from itertools import islice, product
from typing import Final

from amtrainer.authoring.proof.lines import NOTHING, Lines
from amtrainer.authoring.proof.reading import Readings, Spot
from amtrainer.authoring.proof.ways import ways
from amtrainer.scoring.condition import Condition, Want, judge
from amtrainer.scoring.evidence import Findings, Strength
from amtrainer.simulation.reacting import SHORT_WORDS

LINES: Final = 6  # lines read for one indicator
MIXES: Final = 12  # choices of lines for one way to fulfil a condition
BLAND: Final = 8
FEW: Final = 3  # with fewer lines than that, samples are searched
_SENTENCE: Final = re.compile(r".+?(?:[.!?](?=\s)|\n|$)\s*", re.DOTALL)


class Speech:
    """Finds words; `why` tells what kept a reaction from following, the nearest miss of all tries."""

    def __init__(self, readings: Readings, lines: Lines, source: random.Random) -> None:
        self.why: dict[str, tuple[int, str]] = {}  # reaction -> how much was missing, and what
        self._readings = readings
        self._lines = lines
        self._source = source
        self._pools: dict[Want, list[str]] = {}
        self._most = LINES

    def texts(self, spot: Spot, when: Condition, name: str = "") -> Iterator[str]:
        """Answers that are foreseen to fulfil a condition at a place; with `name`, so that this reaction follows."""
        before = self._readings.before(spot)
        for way in ways(when, self._source):
            lacking = tuple(want for want in way if not _shows(before, want))
            for wants in dict.fromkeys((lacking, way)):
                for lines in islice(product(*map(self._pool, wants)), MIXES) if wants else self._bland():
                    text = self._foreseen(spot, when, name, lines)
                    if text:
                        yield text

    def more(self) -> None:
        """Look at more lines from now on."""
        self._most *= 3
        self._pools.clear()

    def bland(self, spot: Spot) -> Iterator[str]:
        """Answers that are foreseen to bring about nothing."""
        for lines in self._bland():
            if not self._readings.follows(spot, lines, self._readings.together(spot, lines)):
                yield " ".join(lines)

    def _bland(self) -> Iterator[tuple[str]]:
        for some in ((NOTHING,), self._lines.bad, self._lines.good):
            for line in self._source.sample(some, min(BLAND, len(some))):
                yield (line,)

    def _pool(self, want: Want) -> Sequence[str]:
        """Lines that show an indicator as strongly as is asked, those that show least else first."""
        if want not in self._pools:
            known = self._lines.of(want.name, full=want.strength == "full")
            some = self._source.sample(known, min(self._most, len(known)))
            good = [line for line in some if _shows(self._readings.line(line), want)]
            if len(good) < FEW:
                good += self._quoted(want)
            self._pools[want] = sorted(good, key=lambda line: len(self._readings.line(line)))
        return self._pools[want]

    def _quoted(self, want: Want) -> Iterator[str]:
        """Sentences of samples that show an indicator for which no line stands in the file, such as a figure."""
        for text in (*self._lines.examples, *self._lines.samples):
            found = self._readings.line(text)
            if _shows(found, want):
                start = max(found[want.name].marks, key=lambda mark: mark.strength).place.start
                sentence = next(one[0] for one in _SENTENCE.finditer(text) if one.start() <= start < one.end()).strip()
                yield sentence if _shows(self._readings.line(sentence), want) else text

    def _foreseen(self, spot: Spot, when: Condition, name: str, lines: Sequence[str]) -> str:
        """The lines as an answer, if all is as it should be; else nothing, and why is kept."""
        if sum(len(line.split()) for line in lines) < SHORT_WORDS:
            lines = (NOTHING, *lines)
        verdict = judge(when, self._readings.together(spot, lines, set(when.names())))
        if not verdict.holds:
            needs = ", ".join(f"no {need.name}" if need.kind == "avoid" else need.name for need in verdict.needs)
            self._missed(name, 10 + len(verdict.needs), f"lacks {needs}")
            return ""
        follows = [one.name for one in self._readings.follows(spot, lines, self._readings.together(spot, lines))]
        if name and name not in follows:
            self._missed(name, 1, f"{follows[0]} goes first" if follows else "said before")
            return ""
        return " ".join(lines)

    def _missed(self, name: str, by: int, why: str) -> None:
        if name not in self.why or by < self.why[name][0]:
            self.why[name] = (by, why)


def _shows(found: Findings, want: Want) -> bool:
    return (found[want.name].strength if want.name in found else Strength.NONE) >= want.least
