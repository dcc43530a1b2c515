"""The default reader of meanings: sentence vectors against an author's examples and near-misses."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import numpy as np

from amtrainer.models.head import Examples, Head
from amtrainer.models.vectors import Vectors
from amtrainer.scoring.borrowed import Sources
from amtrainer.scoring.likeness import Rated
from amtrainer.scoring.meaning import Act, Sentence

# What people say in any talk. Stands in where an author wrote no near-miss.
BACKGROUND = (
    "I understand.",
    "Thank you for your time.",
    "We value your business very much.",
    "Our team is working hard on it.",
    "I hope this finds you well.",
    "Let me tell you about our product.",
)


class MiniLM:
    """A `MeaningModel`. Safe to call from several threads."""

    def __init__(
        self, vectors: Vectors, head: Head, name: str, rated: Rated | None = None, sources: Sources | None = None
    ) -> None:
        self.name = name
        self.rated = rated
        self.sources = sources
        self._vectors = vectors
        self._head = head
        self._examples: dict[Act, Examples] = {}
        self._lock = threading.Lock()

    def strengths(self, act: Act, sentences: Sequence[Sentence]) -> tuple[float, ...]:
        """For each sentence how strongly it does `act`: 0..1 in steps of 1/1000; cuts at .25, .5 and .75."""
        with self._lock:
            examples = self._examples_of(act)
            return tuple(self._head.strength(self._vectors.of(sentence.text), examples) for sentence in sentences)

    def warm(self, acts: Sequence[Act]) -> None:
        """Read the examples of `acts` ahead of the first answer."""
        for act in acts:
            with self._lock:
                self._examples_of(act)

    def _examples_of(self, act: Act) -> Examples:
        if act not in self._examples:
            says = act.says or act.rung
            like, unlike = act.like or (says,), act.unlike or BACKGROUND
            self._examples[act] = Examples.of(
                np.stack([self._vectors.of(text, keep=True) for text in like]),
                np.stack([self._vectors.of(text, keep=True) for text in unlike]),
                self._vectors.of(says, keep=True),
            )
        return self._examples[act]
