"""Pack the vectors of all examples of the scenarios that ship, so that a first answer is marked at once.

    python training/pack_examples.py

Run it after scenarios changed; whatever is missing is computed when it is needed.
"""

from pathlib import Path
from typing import ClassVar

import numpy as np

from amtrainer.content.library import Library
from amtrainer.models import load_meaning, weights
from amtrainer.models.vectors import Vectors, short_key
from amtrainer.scoring.assess import assessor_of

WEIGHTS = Path(weights.__file__).parent


class Recording(Vectors):
    """Remembers which sentences authors wrote."""

    kept: ClassVar[dict[str, np.ndarray]] = {}

    def of(self, sentence: str, *, keep: bool = False) -> np.ndarray:
        vector = super().of(sentence, keep=keep)
        if keep:
            self.kept[sentence] = vector
        return vector


def main() -> None:
    encoder, version = weights.open_encoder()
    model = load_meaning()
    model._vectors = recording = Recording(encoder, version, None)
    model.rated._vector = recording.of  # lines of a case and of an interview's subjects are read by it
    library = Library()
    for id in sorted(library.known()):
        scenario = library.scenario(id)
        for rubric in scenario.parts.values() or (scenario,):
            assessor_of(rubric, model).warm()
    sentences = sorted(recording.kept)
    np.savez_compressed(
        WEIGHTS / "examples.npz",
        encoder=np.array(version),
        keys=np.stack([np.frombuffer(short_key(s), dtype=np.uint8) for s in sentences]),
        vectors=np.stack([recording.kept[s] for s in sentences]),
    )
    print(f"{len(sentences)} examples of {len(library.known())} exercises and variants")


if __name__ == "__main__":
    main()
