"""How like rated sentences a sentence is: a kernel ridge regression over sentence vectors, one for each criterion.

The kernel is the squared cosine of the vectors (negative ones count nothing) plus the cosine of the weighted word stems, so a likeness is a weighted sum over known sentences, and the
weights say which of them speak for a level and which against it. Known sentences are an author's examples and near-misses
and, where a criterion has them, sentences of rated answers (training/train_rated.py). Whole numbers throughout: the same sum
on every processor.
"""

from __future__ import annotations

import hashlib
import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from amtrainer.models.encoder import Steps
from amtrainer.models.head import _likeness
from amtrainer.models.stems import SIZE, STEP, WIDTH, Stems, shared
from amtrainer.scoring.breach import KINDS
from amtrainer.scoring.likeness import Bars, Topic

Worths = npt.NDArray[np.float64]
RIDGE = 0.7  # chosen on the development corpus, leave-answers-out
GATES_RIDGE = 0.5  # kernels of gates read vectors alone
AUTHORED = 0.5  # weight of an author's sentence; a quoted one has 2, one that was not quoted less than 1
WORTH = {"good": 3.0, "part": 2.0, "trace": 0.7, "poor": 0.0}
_PLAIN = re.compile(r"(?<![\w'’-])[^\W\d_A-Z]+(?![\w'’-])")  # words in small letters
BREAKS, SPARES = 3.3, 1.0  # weights of an author's sentence that breaks a gate, and of one that does not
MOST_ROWS = 1500
KEPT = 20_000  # likenesses
MOST_KERNELS = 64  # up to 0.5 MB each


@dataclass(frozen=True, slots=True)
class Kernel:
    """Known sentences (rows), what each adds (in 1/STEP of a level), and the level of a sentence like none of them."""

    rows: Steps
    adds: npt.NDArray[np.int64]
    mean: int  # thousandths of a level

    def of(self, vectors: Steps) -> tuple[int, ...]:
        """Likeness of each vector (rows), in thousandths of a level."""
        return sums(squares(self.rows, vectors), self.adds, self.mean)


def squares(rows: Steps, vectors: Steps) -> npt.NDArray[np.int64]:
    """How near they are, in whole steps: known sentences by others. Squared cosines of the vectors, and the words shared."""
    cosines = np.rint(np.maximum(_likeness(rows[:, :SIZE], vectors[:, :SIZE]), 0) * STEP).astype(np.int64)
    near: npt.NDArray[np.int64] = cosines * cosines + STEP * shared(rows, vectors)
    return near


def sums(near: npt.NDArray[np.int64], adds: npt.NDArray[np.int64], mean: int) -> tuple[int, ...]:
    """Weighted sums of squared cosines, in thousandths of a level."""
    return tuple(mean + int(total) // (STEP * STEP * STEP // 1000) for total in adds @ near)


def fit(rows: Steps, worths: Worths, weights: Worths, ridge: float = RIDGE) -> Kernel:
    """The kernel that gives these sentences these worths (levels), each as far as its weight asks for."""
    mean = float(np.average(worths, weights=weights))
    near = squares(rows, rows).astype(np.float64) / (STEP * STEP)
    solved = np.linalg.solve(near + np.diag(ridge / weights), worths - mean)
    return Kernel(rows, np.rint(solved * STEP).astype(np.int64), round(1000 * mean))


def authored(topic: Topic, vector: Callable[[str], Steps]) -> tuple[Steps, Worths, Worths]:
    """An author's sentences with their worths and weights."""
    texts = [(text, WORTH[part]) for part in WORTH for text in getattr(topic, part)][:MOST_ROWS]
    rows = np.stack([vector(text) for text, _ in texts])
    return rows, np.array([worth for _, worth in texts]), np.full(len(texts), AUTHORED)


def gated(topic: Topic, vector: Callable[[str], Steps]) -> tuple[Steps, Worths, Worths]:
    """An author's sentences that break a gate (worth 1) and those that do not (0), with their weights."""
    texts = (*topic.good, *topic.poor)[:MOST_ROWS]
    breaks = np.arange(len(texts)) < len(topic.good)
    return np.stack([vector(text) for text in texts]), breaks.astype(float), np.where(breaks, BREAKS, SPARES)


def breach_row(likeness: int, gate: str, signs: Sequence[int]) -> tuple[float, ...]:
    """What the rule of gates sees of a sentence; the last number is always 1."""
    return (likeness / 1000, *(float(gate == kind) for kind in KINDS), *map(float, signs), 1.0)


def key_of(topic: Topic) -> str:
    """Names a criterion by its reference and its words, whatever the file is called.

    Names and figures do not count: a variant has others and asks for the same.
    """
    words = (" ".join(_PLAIN.findall(text)) for text in topic.name[1:])
    return hashlib.sha256("\0".join((topic.name[0], *words)).encode("utf-8")).hexdigest()[:16]


Rules = tuple[tuple[float, ...], tuple[float, ...]]
"""Weights over a `breach_row`: for gates that nobody rated, and for those that were."""


class Packed:
    """Kernels and bars as they ship: criteria share their rows, and a kernel is put together when it is asked for."""

    def __init__(self, arrays: Mapping[str, npt.NDArray[np.generic]]) -> None:
        self._arrays = {name: np.asarray(array) for name, array in arrays.items()}
        self._place = {str(key): place for place, key in enumerate(self._arrays["keys"])}

    def get(self, key: str) -> tuple[Kernel, Bars] | None:
        """What is known of a criterion; None if it was never rated."""
        place = self._place.get(key)
        if place is None:
            return None
        a = self._arrays
        part = slice(int(a["starts"][place]), int(a["starts"][place + 1]))
        kernel = Kernel(a["rows"][a["index"][part]], a["adds"][part].astype(np.int64), int(a["means"][place]))
        return kernel, tuple(tuple(int(bar) for bar in row) for row in a["bars"][place])


def packed(rated: Mapping[str, tuple[Kernel, Bars]]) -> dict[str, npt.NDArray[np.generic]]:
    """What `Packed` opens. A kernel of vectors alone shares the rows of one that reads words too: it never looks at these."""
    rows: dict[bytes, int] = {}
    vectors: dict[bytes, int] = {}
    index: list[int] = []
    starts = [0]
    rated = dict(sorted(rated.items(), key=lambda one: -one[1][0].rows.shape[1]))  # those with words first
    for kernel, _ in rated.values():
        for row in kernel.rows:
            known = vectors.get(row.tobytes()) if len(row) == SIZE else None
            index.append(rows.setdefault(_wide(row).tobytes(), len(rows)) if known is None else known)
            vectors.setdefault(row[:SIZE].tobytes(), index[-1])
        starts.append(len(index))
    return {
        "keys": np.array(list(rated)),
        "rows": np.stack([np.frombuffer(row, dtype=np.int8) for row in rows]),
        "index": np.array(index, dtype=np.int32),
        "starts": np.array(starts, dtype=np.int32),
        "adds": np.concatenate([kernel.adds for kernel, _ in rated.values()]).astype(np.int32),
        "means": np.array([kernel.mean for kernel, _ in rated.values()], dtype=np.int32),
        "bars": np.array([bars for _, bars in rated.values()], dtype=np.int32),
    }


def _wide(row: Steps) -> Steps:
    """A row of a vector alone, as wide as the others."""
    return row if len(row) == WIDTH else np.concatenate([row, np.zeros(WIDTH - len(row), dtype=np.int8)])


class RatedSentences:
    """What is known of rated sentences: for criteria that were rated a kernel and bars, for others the author's words."""

    def __init__(
        self,
        vector: Callable[..., Steps],
        bars: Bars,
        rated: Mapping[str, tuple[Kernel, Bars]] | Packed,
        rules: Rules | None = None,
        stems: Stems | None = None,
    ) -> None:
        self._vector = vector
        self._stems = stems or Stems((), ())
        self._bars = bars
        self._rated = rated
        self._rules = rules
        self._gates: OrderedDict[Topic, tuple[Kernel, tuple[float, ...]]] = OrderedDict()
        self._kernels: OrderedDict[Topic, tuple[Kernel, Bars]] = OrderedDict()
        self._known: OrderedDict[tuple[Topic, str], int] = OrderedDict()
        self._lock = threading.Lock()

    def likeness(self, topic: Topic, sentences: Sequence[str]) -> tuple[int, ...]:
        """For each sentence its likeness, in thousandths of a level."""
        with self._lock:
            new = [text for text in dict.fromkeys(sentences) if (topic, text) not in self._known]
            if new:
                values = self._of(topic)[0].of(np.stack([self._row(text) for text in new]))
                self._known |= {(topic, text): value for text, value in zip(new, values, strict=True)}
            out = tuple(self._known[topic, text] for text in sentences)
            while len(self._known) > KEPT:
                self._known.popitem(last=False)
            return out

    def bars(self, topic: Topic) -> Bars:
        """How much likeness each level asks for."""
        with self._lock:
            return self._of(topic)[1]

    def margins(
        self, topic: Topic, gate: str, sentences: Sequence[str], signs: Sequence[tuple[int, ...]]
    ) -> tuple[int, ...]:
        """For each sentence by how much it reads like breaking a gate, in thousandths; below 0 it does not."""
        if self._rules is None or not sentences:
            return (-1,) * len(sentences)
        with self._lock:
            kernel, weights = self._gate(topic, self._rules)
            values = kernel.of(np.stack([self._vector(text) for text in sentences]))
        rows = (breach_row(value, gate, sign) for value, sign in zip(values, signs, strict=True))
        return tuple(round(1000 * sum(w * x for w, x in zip(weights, row, strict=True))) for row in rows)

    def _gate(self, topic: Topic, rules: Rules) -> tuple[Kernel, tuple[float, ...]]:
        if topic not in self._gates:
            known = self._rated.get(key_of(topic))
            kernel = known[0] if known else fit(*gated(topic, self._read), GATES_RIDGE)
            self._gates[topic] = (kernel, rules[1 if known else 0])
            if len(self._gates) > MOST_KERNELS:
                self._gates.popitem(last=False)
        self._gates.move_to_end(topic)
        return self._gates[topic]

    def nearest(self, lines: Sequence[str], sentences: Sequence[str]) -> tuple[int, ...]:
        """For each sentence how near it is to the nearest of these lines, in thousandths of a cosine."""
        with self._lock:
            known = np.stack([self._read(line) for line in lines])
            mine = np.stack([self._vector(text) for text in sentences])
        return tuple(round(1000 * float(near)) for near in _likeness(known, mine).max(axis=0))

    def _of(self, topic: Topic) -> tuple[Kernel, Bars]:
        if topic not in self._kernels:
            known = self._rated.get(key_of(topic))
            self._kernels[topic] = known or (fit(*authored(topic, self._known_row)), self._bars)
            if len(self._kernels) > MOST_KERNELS:
                self._kernels.popitem(last=False)
        self._kernels.move_to_end(topic)
        return self._kernels[topic]

    def _row(self, text: str) -> Steps:
        return self._stems.row(self._vector(text), text)

    def _known_row(self, text: str) -> Steps:
        return self._stems.row(self._read(text), text)

    def _read(self, text: str) -> Steps:
        return self._vector(text, keep=True)
