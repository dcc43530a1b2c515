"""One neutral passage a criterion: the candidate's sentence that lies nearest to what it asks about, whatever it is worth.

Nothing is marked for it. The nearest sentence is found for every criterion, so that having one says nothing of the level.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from amtrainer.interview.booth import events_of, texts_of
from amtrainer.interview.days import Day
from amtrainer.panel.kit import Anchor
from amtrainer.scoring.meaning import Act, Sentence


def passages(day: Day, candidate: str, model: Any) -> dict[str, str]:
    """Criterion of the kit -> the candidate's sentence nearest to it; empty where the kit offers none."""
    if not day.kit.offered:
        return {}
    out = {}
    for task in day.kit.tasks:
        texts = texts_of(events_of(day, candidate, task.scenario))
        sentences = [Sentence(one) for text in texts for one in re.split(r"(?<=[.!?])\s+|\n+", text) if one.strip()]
        for criterion in day.kit.criteria:
            if sentences and criterion.id.startswith(f"{task.number}/"):
                out[criterion.id] = _nearest(criterion, sentences, model)
    return out


def _nearest(criterion: Anchor, sentences: Sequence[Sentence], model: Any) -> str:
    """The sentence nearest to what the criterion is about; all its levels together say what that is, none of them which."""
    near = model.strengths(Act(criterion.says, (criterion.says, *criterion.levels.values())), sentences)
    best = max(range(len(sentences)), key=lambda place: (near[place], -place))
    return sentences[best].text.strip()
