"""The models that ship, and how they are opened: weights by hash, one thread, the same result on every machine."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from amtrainer.models.minilm import MiniLM


@cache
def load_meaning(cache_dir: Path | None = None) -> MiniLM:
    """The default reader of meanings; about 0.4 s and 110 MB at the first call.

    `cache_dir` is a folder for vectors of authors' examples; None keeps them in memory only.
    Raises `AmtrainerError` if the weights are missing or are not the ones that were released.
    """
    # Before numpy is imported: sums in one order, whatever the number of cores.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from amtrainer.models.likeness import RatedSentences
    from amtrainer.models.minilm import MiniLM
    from amtrainer.models.vectors import Vectors
    from amtrainer.models.weights import open_encoder, open_examples, open_head, open_rated

    encoder, version = open_encoder()
    head, head_version = open_head()
    vectors = Vectors(encoder, version, cache_dir, open_examples(version))
    bars, rated, rated_version = open_rated(version)
    name = f"minilm-{version}-{head_version}-{rated_version}"
    return MiniLM(vectors, head, name, RatedSentences(vectors.of, bars, rated))
