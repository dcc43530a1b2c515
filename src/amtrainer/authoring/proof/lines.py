"""What bots have to say: the author's own lines, by what they show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from amtrainer.authoring.proof.sentences import asked, sentences

if TYPE_CHECKING:
    from amtrainer.scoring.rubric import Rubric
    from amtrainer.simulation.scenario import Sample

GOOD: Final = frozenset({"best", "ok", "strong-short", "broken"})
NOTHING: Final = "Good morning, thank you for your time."  # where the author wrote no line at all
HARDLY: Final = "Well."  # hardly an answer
HOSTILE: Final = "Shut up, you are an idiot and a liar."  # no author writes such a line


@dataclass(frozen=True, slots=True)
class Lines:
    """What there is to say."""

    by_indicator: dict[str, tuple[str, ...]]
    near: dict[str, tuple[str, ...]]  # near-misses of each indicator
    good: tuple[str, ...]
    bad: tuple[str, ...]
    samples: tuple[str, ...] = ()  # what samples say, turn by turn
    examples: tuple[str, ...] = ()  # of rungs

    def of(self, name: str, *, full: bool) -> tuple[str, ...]:
        """Lines that show an indicator; where less than all of it is asked, its near-misses too."""
        known = self.by_indicator.get(name, ())
        return known if full else (*self.near.get(name, ()), *known)


def lines_of(rubric: Rubric) -> Lines:
    """The author's lines, by the indicator they show, and all of them by whether they are meant well."""
    by_indicator: dict[str, list[str]] = {}
    near: dict[str, tuple[str, ...]] = {}
    bad: list[str] = []
    for indicator in rubric.detectors:
        by_indicator[indicator.id] = list(sentences(indicator, rubric.facts))
        wrong = getattr(indicator, "unlike", ())
        near[indicator.id] = tuple(map(asked, wrong) if indicator.look_for == "question" else wrong)
        bad += near[indicator.id]
    rungs = [rung for criterion in rubric.criteria for _, rung in criterion.rungs]
    examples = [line for rung in rungs for line in (rung.example, rung.fix) if line]
    answers: tuple[Sample, ...] = getattr(rubric, "answers", ())
    good = _spoken_of(sample for sample in answers if sample.kind in GOOD)
    bad += _spoken_of(sample for sample in answers if sample.kind not in GOOD)
    good += [line for lines in by_indicator.values() for line in lines] + examples
    unique = {name: tuple(dict.fromkeys(lines)) for name, lines in by_indicator.items()}
    said = _spoken_of(answers)
    return Lines(unique, near, *(tuple(dict.fromkeys(each)) for each in (good, bad, said, examples)))


def spoken(sample: Sample) -> tuple[str, ...]:
    """What a sample says, turn by turn."""
    return sample.turns or ((sample.text,) if sample.text else ())


def _spoken_of(samples: Iterable[Sample]) -> list[str]:
    return [turn for sample in samples for turn in spoken(sample)]
