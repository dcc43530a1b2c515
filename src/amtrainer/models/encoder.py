"""A small sentence encoder (MiniLM, six layers, 384 numbers a sentence) in numpy alone.

Architecture: Wang et al. 2020, "MiniLM"; sentence training: Reimers and Gurevych 2019. Weights are int8 with one scale a
row; they are multiplied out, most of them once when loaded, so that arithmetic is float32 in a fixed order.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from amtrainer.models.wordpiece import WordPiece

Array = npt.NDArray[np.float32]
Steps = npt.NDArray[np.int8]
HEADS = 12
LAYERS = 6
LIMIT = 96  # pieces of a sentence that are read
WORDS = "embeddings.word_embeddings.weight"
STEPS = 400  # of a unit vector's component; 127 of them hold all but the very largest


class Encoder:
    """Turns a sentence into a unit vector."""

    def __init__(self, weights: Mapping[str, npt.NDArray[np.generic]], pieces: WordPiece) -> None:
        self._pieces = pieces
        # The vocabulary is half of all weights and a sentence needs a few rows of it: it stays packed.
        self._vocabulary = np.asarray(weights[f"{WORDS}.q"]), np.asarray(weights[f"{WORDS}.s"], dtype=np.float32)
        self._w = {name: _laid_out(name, _opened(weights, name)) for name in _names(weights) if name != WORDS}

    def vector(self, sentence: str) -> Steps:
        """The unit vector of one sentence in steps of 1/STEPS, 384 numbers.

        One sentence at a time, so that nothing depends on its neighbours; whole steps, so that likenesses are sums of
        whole numbers, the same on every processor.
        """
        return np.clip(np.rint(self._unit(sentence) * STEPS), -127, 127).astype(np.int8)

    def _unit(self, sentence: str) -> Array:
        w = self._w
        ids = self._pieces.ids(sentence, LIMIT)
        rows, scales = self._vocabulary
        hidden = rows[ids].astype(np.float32) * scales[ids][:, None]
        hidden = hidden + w["embeddings.position_embeddings.weight"][: len(ids)]
        hidden = hidden + w["embeddings.token_type_embeddings.weight"][0]
        hidden = self._norm(hidden, "embeddings.LayerNorm")
        for layer in range(LAYERS):
            hidden = self._layer(hidden, f"encoder.layer.{layer}.")
        mean = hidden.mean(axis=0)
        unit: Array = mean / np.linalg.norm(mean)
        return unit

    def _layer(self, hidden: Array, at: str) -> Array:
        length, size = hidden.shape
        query, key, value = (
            self._linear(hidden, f"{at}attention.self.{name}").reshape(length, HEADS, -1).transpose(1, 0, 2)
            for name in ("query", "key", "value")
        )
        logits = query @ key.transpose(0, 2, 1) / np.float32(np.sqrt(size // HEADS))
        logits = np.exp(logits - logits.max(axis=-1, keepdims=True))
        seen = (logits / logits.sum(axis=-1, keepdims=True)) @ value
        seen = seen.transpose(1, 0, 2).reshape(length, size)
        hidden = self._norm(
            hidden + self._linear(seen, f"{at}attention.output.dense"), f"{at}attention.output.LayerNorm"
        )
        inner = _gelu(self._linear(hidden, f"{at}intermediate.dense"))
        return self._norm(hidden + self._linear(inner, f"{at}output.dense"), f"{at}output.LayerNorm")

    def _linear(self, x: Array, name: str) -> Array:
        y: Array = x @ self._w[f"{name}.weight"] + self._w[f"{name}.bias"]
        return y

    def _norm(self, x: Array, name: str) -> Array:
        mean = x.mean(axis=-1, keepdims=True)
        deviation = np.sqrt(((x - mean) ** 2).mean(axis=-1, keepdims=True) + np.float32(1e-12))
        y: Array = (x - mean) / deviation * self._w[f"{name}.weight"] + self._w[f"{name}.bias"]
        return y


def _gelu(x: Array) -> Array:
    """x times the normal distribution function; erf by Abramowitz and Stegun 7.1.26, error under 2e-7."""
    z = np.abs(x) * np.float32(0.70710678)
    t = 1 / (1 + np.float32(0.3275911) * z)
    series = t * (
        0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * np.float32(1.061405429))))
    )
    erf = np.sign(x) * (1 - series * np.exp(-z * z))
    y: Array = (np.float32(0.5) * x * (1 + erf)).astype(np.float32)
    return y


def _laid_out(name: str, weight: Array) -> Array:
    """Weights of a layer turned once, so that short sentences are multiplied row by row; a third faster."""
    turned = name.startswith("encoder.") and weight.ndim == 2
    return np.ascontiguousarray(weight.T) if turned else weight


def _names(weights: Mapping[str, npt.NDArray[np.generic]]) -> list[str]:
    return [name.removesuffix(".q") for name in weights if not name.endswith(".s")]


def _opened(weights: Mapping[str, npt.NDArray[np.generic]], name: str) -> Array:
    if name in weights:
        return np.asarray(weights[name], dtype=np.float32)
    return (
        np.asarray(weights[f"{name}.q"], dtype=np.float32) * np.asarray(weights[f"{name}.s"], dtype=np.float32)[:, None]
    )
