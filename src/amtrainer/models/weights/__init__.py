"""The weight files, each checked against the hash it was released with. MODEL_CARD.md beside them tells where they come from."""

from __future__ import annotations

import hashlib
import io
import json
from importlib.resources import files

from amtrainer.errors import AmtrainerError
from amtrainer.models.encoder import Encoder, Steps
from amtrainer.models.head import Head
from amtrainer.models.likeness import Packed, Rules
from amtrainer.models.stems import Stems
from amtrainer.models.wordpiece import WordPiece
from amtrainer.scoring.borrowed import Sources
from amtrainer.scoring.likeness import Bars


def open_encoder(*, check: bool = True) -> tuple[Encoder, str]:
    """The sentence encoder and the first eight digits of its hash. `check=False` only where the sums are being made."""
    import numpy as np

    raw, digest = _checked("minilm-l6.npz", check)
    vocabulary, _ = _checked("vocab.txt", check)
    words = {word: place for place, word in enumerate(vocabulary.decode("utf-8").split("\n")) if word}
    with np.load(io.BytesIO(raw), allow_pickle=False) as weights:
        return Encoder(weights, WordPiece(words)), digest[:8]


def open_borrowed() -> tuple[Sources, str]:
    """The prints of the model answers that ship, and the first eight digits of their hash."""
    import numpy as np

    raw, digest = _checked("borrowed.npz")
    with np.load(io.BytesIO(raw), allow_pickle=False) as arrays:
        owners: dict[int, tuple[int, ...]] = {}
        for one, owner in zip(arrays["prints"].tolist(), arrays["owners"].tolist(), strict=True):
            owners[one] = (*owners.get(one, ()), owner)
        kin: dict[int, frozenset[int]] = {}
        for place, other in arrays["kin"].tolist():
            kin[place] = kin.get(place, frozenset()) | {other}
        return Sources(tuple(map(str, arrays["ids"])), owners, kin), digest[:8]


def open_examples(encoder: str) -> dict[bytes, Steps]:
    """Vectors of the examples of scenarios that ship, by `short_key`; none if they were made by another encoder."""
    import numpy as np

    file = files(__name__) / "examples.npz"
    if not file.is_file():
        return {}
    with np.load(io.BytesIO(file.read_bytes()), allow_pickle=False) as packed:
        if str(packed["encoder"]) != encoder:
            return {}
        return {bytes(key): vector for key, vector in zip(packed["keys"], packed["vectors"], strict=True)}


def open_head() -> tuple[Head, str]:
    """The trained rule and the first eight digits of its hash."""
    raw, digest = _checked("head.json")
    body = json.loads(raw)
    corners = tuple((float(x), float(y)) for x, y in body["corners"])
    return Head(tuple(map(float, body["weights"])), float(body["bias"]), corners), digest[:8]


def open_rated(encoder: str) -> tuple[Bars, Packed, Rules, Stems, str]:
    """What was learned from rated answers: the bars of criteria that nobody rated, kernels and bars of those that were
    rated, the rules of gates, the known stems, and the first eight digits of the hash."""
    import numpy as np

    raw, digest = _checked("rated.npz")
    with np.load(io.BytesIO(raw), allow_pickle=False) as arrays:
        if str(arrays["encoder"]) != encoder:
            raise AmtrainerError("rated.npz was made with another encoder.", "Run training/train_rated.py --write.")
        bars = tuple(tuple(int(bar) for bar in row) for row in arrays["common"])
        first, second = (tuple(float(weight) for weight in row) for row in arrays["rules"])
        stems = Stems([str(name) for name in arrays["stems"]], arrays["stem_weights"].tolist())
        return bars, Packed(arrays), (first, second), stems, digest[:8]


def _checked(name: str, check: bool = True) -> tuple[bytes, str]:
    """The bytes of a weight file and their SHA-256, which must stand in SHA256SUMS."""
    folder = files(__name__)
    try:
        raw = (folder / name).read_bytes()
        sums = (folder / "SHA256SUMS").read_text(encoding="utf-8") if check else ""
    except OSError as error:
        raise AmtrainerError(f"The weight file {name} cannot be read.", "Install amtrainer again.") from error
    digest = hashlib.sha256(raw).hexdigest()
    if check and f"{digest}  {name}" not in sums.splitlines():
        raise AmtrainerError(f"The weight file {name} is not the one that was released.", "Install amtrainer again.")
    return raw, digest
