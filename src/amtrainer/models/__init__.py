"""Readers of meaning that ship with amtrainer."""

from __future__ import annotations

from amtrainer.scoring.meaning import MeaningModel


def load_meaning() -> MeaningModel:
    """The default reader of meanings."""
    from amtrainer.scoring.meaning_lexical import LexicalMeaning

    return LexicalMeaning()
