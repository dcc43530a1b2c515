"""What bots have to say: the author's own lines, by what they show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from amtrainer.simulation.kinds import AnyScenario
    from amtrainer.simulation.scenario import Sample

GOOD: Final = frozenset({"best", "ok", "strong-short", "broken"})
NOTHING: Final = "Good morning, thank you for your time."  # where the author wrote no line at all


@dataclass(frozen=True, slots=True)
class Lines:
    """What there is to say."""

    by_indicator: dict[str, tuple[str, ...]]
    near: dict[str, tuple[str, ...]]  # near-misses of each indicator
    good: tuple[str, ...]
    bad: tuple[str, ...]

    def of(self, name: str, *, full: bool) -> tuple[str, ...]:
        """Lines that show an indicator; where less than all of it is asked, its near-misses too."""
        known = self.by_indicator.get(name, ())
        return known if full else (*self.near.get(name, ()), *known)


def lines_of(scenario: AnyScenario) -> Lines:
    """The author's lines, by the indicator they show, and all of them by whether they are meant well."""
    by_indicator: dict[str, list[str]] = {}
    near: dict[str, tuple[str, ...]] = {}
    bad: list[str] = []
    for indicator in scenario.detectors:
        said = [*getattr(indicator, "like", ()), *getattr(indicator, "about", ())]
        said = [line for line in said if " " in line] + [
            line.replace("*", "") for line in getattr(indicator, "any_of", ())
        ]
        by_indicator[indicator.id] = said
        near[indicator.id] = tuple(getattr(indicator, "unlike", ()))
        bad += near[indicator.id]
    for criterion in scenario.criteria:
        for _, rung in criterion.rungs:
            for name in rung.when.wanted() if rung.when else ():
                by_indicator.setdefault(name, []).extend(line for line in (rung.example, rung.fix) if line)
    good = _spoken_of(sample for sample in scenario.answers if sample.kind in GOOD)
    bad += _spoken_of(sample for sample in scenario.answers if sample.kind not in GOOD)
    good += [line for lines in by_indicator.values() for line in lines]
    unique = {name: tuple(dict.fromkeys(lines)) for name, lines in by_indicator.items()}
    return Lines(unique, near, tuple(dict.fromkeys(good)), tuple(dict.fromkeys(bad)))


def spoken(sample: Sample) -> tuple[str, ...]:
    """What a sample says, turn by turn."""
    return sample.turns or ((sample.text,) if sample.text else ())


def _spoken_of(samples: Iterable[Sample]) -> list[str]:
    return [turn for sample in samples for turn in spoken(sample)]
