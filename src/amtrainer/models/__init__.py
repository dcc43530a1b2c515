"""The models that ship, and how they are opened: weights by hash, one thread, the same result on every machine."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from amtrainer.models.encoder import Encoder, Steps
    from amtrainer.models.head import Head
    from amtrainer.models.likeness import Packed, Rules
    from amtrainer.models.minilm import MiniLM
    from amtrainer.models.stems import Stems
    from amtrainer.scoring.borrowed import Sources
    from amtrainer.scoring.likeness import Bars


class _Shipped(NamedTuple):
    """All weights, opened and checked."""

    encoder: Encoder
    version: str
    head: Head
    examples: dict[bytes, Steps]
    bars: Bars
    rated: Packed
    rules: Rules
    stems: Stems
    sources: Sources
    name: str


@cache
def load_meaning(cache_dir: Path | None = None) -> MiniLM:
    """The default reader of meanings; about 0.4 s and 110 MB at the first call.

    `cache_dir` is a folder for vectors of authors' examples; None keeps them in memory only.
    Raises `AmtrainerError` if the weights are missing or are not the ones that were released.
    """
    shipped = _shipped()
    from amtrainer.models.likeness import RatedSentences
    from amtrainer.models.minilm import MiniLM
    from amtrainer.models.vectors import Vectors

    vectors = Vectors(shipped.encoder, shipped.version, cache_dir, shipped.examples)
    rated = RatedSentences(vectors.of, shipped.bars, shipped.rated, shipped.rules, shipped.stems)
    return MiniLM(vectors, shipped.head, shipped.name, rated, shipped.sources)


@cache
def _shipped() -> _Shipped:
    """What ships is read once, whatever the folders of the readers that are made of it."""
    # Before numpy is imported: sums in one order, whatever the number of cores.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from amtrainer.models.weights import open_borrowed, open_encoder, open_examples, open_head, open_rated

    encoder, version = open_encoder()
    head, head_version = open_head()
    bars, rated, rules, stems, rated_version = open_rated(version)
    sources, sources_version = open_borrowed()
    name = f"minilm-{version}-{head_version}-{rated_version}-{sources_version}"
    return _Shipped(encoder, version, head, open_examples(version), bars, rated, rules, stems, sources, name)
