"""The table by which sentences of model answers to other exercises are known (`scoring.borrowed`), made from the exercises."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from amtrainer.authoring.attacking import same_case
from amtrainer.scoring.borrowed import Sources, prints

if TYPE_CHECKING:
    from amtrainer.simulation.kinds import AnyScenario

_ASK_ALIKE: Final = frozenset(("interview", "knowledge"))  # kinds of which two may ask the same question


def sources_of(scenarios: Sequence[AnyScenario]) -> Sources:
    """The table of these exercises and their variants; rows of words in model answers to different cases are left out."""
    bases = tuple(sorted((one for one in scenarios if "/" not in one.id), key=lambda one: one.id))
    places = {one.id: place for place, one in enumerate(bases)}
    kin = {
        place: frozenset(other for other, each in enumerate(bases) if other == place or _are_kin(one, each))
        for place, one in enumerate(bases)
    }
    owners: dict[int, set[int]] = defaultdict(set)
    for one in scenarios:
        for text in good_answers(one):
            for each in prints(text):
                owners[each].add(places[one.id.partition("/")[0]])
    kept = {each: tuple(sorted(of)) for each, of in sorted(owners.items()) if all(of <= kin[one] for one in of)}
    return Sources(tuple(places), kept, kin)


def good_answers(scenario: AnyScenario) -> tuple[str, ...]:
    """The model answers, which are shown, and the other best samples, which stand beside them in the files."""
    best = ("\n".join(sample.texts()) for sample in scenario.answers if sample.kind == "best")
    return tuple(dict.fromkeys((*scenario.model_texts, *best)))


def _are_kin(one: AnyScenario, other: AnyScenario) -> bool:
    """Whether what answers one may answer the other: two inboxes of the same persons are two days, and need two plans."""
    if one.kind == other.kind:
        return one.kind in _ASK_ALIKE or (one.kind != "triage" and same_case(one, other))
    return same_case(one, other)
