"""Learn from the rated answers, and write what ships.

    python training/train_rated.py --write    writes src/amtrainer/models/weights/rated.npz and SHA256SUMS

Run it after the rungs of a rated scenario changed; figures are given by bench/scoring/run.py. Only numpy, no lots: the same
corpus gives the same file to the byte.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import numpy as np
from rated import Learned, learn
from rated_corpus import RatedAnswers
from rated_gates import learn_gates

from amtrainer.models import weights as shipped
from amtrainer.models.likeness import Kernel, Rules, packed
from amtrainer.models.minilm import MiniLM
from amtrainer.models.stems import Stems
from amtrainer.models.vectors import Vectors

WEIGHTS = Path(shipped.__file__).parent
FILES = ("borrowed.npz", "head.json", "minilm-l6.npz", "rated.npz", "vocab.txt")


def unrated() -> tuple[MiniLM, str]:
    """The reader of meanings without any rated answer, and the version of its encoder."""
    encoder, version = shipped.open_encoder(check=False)
    head, _ = shipped.open_head()
    return MiniLM(Vectors(encoder, version, None, shipped.open_examples(version)), head, "unrated"), version


NO_BARS = ((0,) * 4,) * 5


def write(learned: Learned, kernels: dict[str, Kernel], rules: Rules, stems: Stems, version: str) -> None:
    """What was learned, and the sums of all weight files."""
    gates = {key: (kernel, NO_BARS) for key, kernel in kernels.items()}
    np.savez_compressed(
        WEIGHTS / "rated.npz",
        encoder=np.array(version),
        common=np.array(learned.common, dtype=np.int32),
        rules=np.array(rules),
        stems=np.array(stems.names),
        stem_weights=np.array(stems.weights, dtype=np.uint8),
        **packed({**learned.rated, **gates}),
    )
    sums = [f"{hashlib.sha256((WEIGHTS / name).read_bytes()).hexdigest()}  {name}" for name in FILES]
    (WEIGHTS / "SHA256SUMS").write_text("\n".join(sums) + "\n", encoding="utf-8")


def main() -> None:
    model, version = unrated()
    corpus = RatedAnswers()
    cells = list(corpus.cells(model))
    stems = corpus.stems
    learned = learn(cells, lambda text: stems.row(model._vectors.of(text, keep=True), text))
    kernels, rules = learn_gates(list(corpus.gated(model)), lambda text: model._vectors.of(text, keep=True), known=True)
    print(f"{len(kernels)} gates; rules: {rules}")
    print(f"{len(cells)} cells of {len(learned.rated)} criteria; bars of criteria that nobody rated:")
    for reached, bars in enumerate(learned.common):
        print(f"  reached {reached}: {bars}")
    if "--write" in sys.argv:
        write(learned, kernels, rules, stems, version)


if __name__ == "__main__":
    main()
