"""Answers to single questions of an interview, for what moves the mood and for probes that nobody was asked yet."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from amtrainer.authoring.proof.lines import lines_of
from amtrainer.authoring.proof.remaking import with_less
from amtrainer.authoring.proof.ways import ways

if TYPE_CHECKING:
    from amtrainer.simulation.kinds.interview import Interview

TRIES: Final = 8  # texts for one reaction

Wanted = tuple[str, str, str]  # question, name of what may follow, text


def for_reactions(kit: Interview, source: random.Random) -> Iterator[Wanted]:
    """Texts made of the author's lines, each for one reaction: said to each question in turn."""
    for question, rubric in kit.parts.items():
        lines = lines_of(rubric)
        for place, reaction in enumerate(kit.reactions):
            known = ways(reaction.when, source)
            for way in source.sample(known, min(TRIES, len(known))):
                said = [lines.of(want.name, full=want.strength == "full") for want in way]
                if text := " ".join(source.choice(each) for each in said if each):
                    yield question, f"talk.{place}", text


def for_probes(kit: Interview, source: random.Random) -> Iterator[Wanted]:
    """Samples with parts left out, each for one probe of their question."""
    for question in kit.questions:
        samples = [sample for sample in kit.answers if sample.beat == question.id]
        for probe in kit.set_of(question.id).probes:
            for sample in samples:
                for item in with_less(sample, source):
                    for text in (item.get("text"), *item.get("turns", ())[:1]):
                        if text:
                            yield question.id, f"{question.set}.{probe.id}", text
