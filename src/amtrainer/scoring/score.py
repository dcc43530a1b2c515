"""From a work to its scorecard: levels, caps, the total, and what of it is in doubt."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from amtrainer.scoring.assess import Assessment, Assessor, assessor_of
from amtrainer.scoring.ladder import Judged
from amtrainer.scoring.meaning import MeaningModel
from amtrainer.scoring.parts import missing
from amtrainer.scoring.receipt import Receipt, receipts
from amtrainer.scoring.rubric import Rubric
from amtrainer.scoring.scorecard import CriterionScore, Evidence, Scorecard
from amtrainer.scoring.sections import Section, sections
from amtrainer.scoring.work import Work

RULES: Final = "rules-1"
FULL_LEVEL: Final = 3  # level 4 is shown as distinction and brings no points
LEAST_JUDGED: Final = 70  # percent of the weight; under it there is no total


def scorer_version(model: MeaningModel) -> str:
    """Names the rules and the reader of meanings that marked."""
    return f"{RULES}+{model.name}"


def score(
    rubric: Rubric, work: Work, model: MeaningModel, mode: str = "practice", *, content_hash: str = ""
) -> Scorecard:
    """Mark a work. In `exam` a criterion near a cut is not judged; in `practice` it takes the lower level."""
    parts = sections(rubric, work)
    cards = []
    for part in parts:
        assessor = assessor_of(part.rubric, model)
        cards.append(card_of(assessor, assessor.assess(part.work), scorer_version(model), mode, content_hash))
    return joined(rubric, work, parts, cards, (scorer_version(model), mode, content_hash))


def joined(
    rubric: Rubric, work: Work, parts: Sequence[Section], cards: Sequence[Scorecard], head: tuple[str, str, str]
) -> Scorecard:
    """One card of the cards of all parts. Its total is the mean of theirs by the rubric's shares; `head` is scorer, mode, content hash.

    Parts without a total leave the mean; with too few of those that were asked for there is none. Caps count in their part.
    """
    if not rubric.parts:
        return cards[0]
    scorer, mode, content_hash = head
    asked = max(len(work.asked), len(cards))
    shares = [rubric.shares.get(part.id, Fraction(1)) for part in parts]
    begun = {part.id for part in parts}
    wanted = sum(shares) + sum(rubric.shares.get(id, Fraction(1)) for id in work.asked if id not in begun)
    return Scorecard(
        scenario=getattr(rubric, "id", ""),
        content_hash=content_hash,
        scorer=scorer,
        mode=mode,
        total=_mean([card.total for card in cards], shares, wanted),
        uncapped=_mean([card.uncapped for card in cards], shares, wanted),
        cap=cards[0].cap if asked == 1 and cards else None,
        criteria=tuple(part.score(one) for part, card in zip(parts, cards, strict=True) for one in card.criteria),
        gates=tuple(part.placed(one) for part, card in zip(parts, cards, strict=True) for one in card.gates),
        flags=tuple(part.placed(one) for part, card in zip(parts, cards, strict=True) for one in card.flags),
    )


def _mean(totals: Sequence[int | None], shares: Sequence[Fraction], wanted: Fraction | int) -> int | None:
    judged = [(total, share) for total, share in zip(totals, shares, strict=True) if total is not None]
    weight = sum((share for _, share in judged), Fraction(0))
    if not judged or 100 * weight < LEAST_JUDGED * wanted:
        return None
    mean = sum((total * share for total, share in judged), Fraction(0)) / weight
    return half_up(mean.numerator, mean.denominator)


def card_of(assessor: Assessor, assessment: Assessment, scorer: str, mode: str, content_hash: str) -> Scorecard:
    """The scorecard of a work that has been judged."""
    proofs = receipts(assessor, assessment)
    rubric = assessor.rubric
    criteria = tuple(
        _criterion(judged, proofs[judged.criterion.id], mode, rubric, assessment) for judged in assessment.judged
    )
    uncapped = total([(criterion.weight, criterion.level) for criterion in criteria])
    cap = min((gate.cap for gate in assessment.gates), default=None)
    return Scorecard(
        scenario=getattr(rubric, "id", ""),
        content_hash=content_hash,
        scorer=scorer,
        mode=mode,
        total=uncapped if cap is None or uncapped is None else min(cap, uncapped),
        uncapped=uncapped,
        cap=cap,
        criteria=criteria,
        gates=assessment.gates,
        flags=assessment.flags,
    )


def total_of(assessment: Assessment) -> int | None:
    """The total of a work, without the receipts of a card: what `card_of` gives in practice, sooner."""
    uncapped = total([(judged.criterion.weight, judged.level) for judged in assessment.judged])
    caps = [gate.cap for gate in assessment.gates]
    return uncapped if uncapped is None else min([uncapped, *caps])


def total(levels: Sequence[tuple[int, int | None]]) -> int | None:
    """Weights and levels as a total of 0-100, a half rounded up; None if too little was judged."""
    judged = [(weight, level) for weight, level in levels if level is not None]
    weight = sum(one for one, _ in judged)
    if weight == 0 or 100 * weight < LEAST_JUDGED * sum(one for one, _ in levels):
        return None
    earned = sum(one * min(level, FULL_LEVEL) for one, level in judged)
    return half_up(100 * earned, FULL_LEVEL * weight)


def points(weight: int, level: int | None) -> int:
    """What a level brings of a criterion's weight, a half rounded up."""
    return half_up(weight * min(level or 0, FULL_LEVEL), FULL_LEVEL)


def half_up(number: int, by: int) -> int:
    """A quotient to the nearest whole; a half goes up."""
    return (2 * number + by) // (2 * by)


def _criterion(judged: Judged, receipt: Receipt, mode: str, rubric: Rubric, assessment: Assessment) -> CriterionScore:
    criterion = judged.criterion
    return CriterionScore(
        id=criterion.id,
        ref=criterion.ref,
        weight=criterion.weight,
        level=None if judged.unsure and mode == "exam" else judged.level,
        unsure=judged.unsure,
        without=receipt.without,
        also=receipt.also,
        evidence=tuple(Evidence(name, mark.place, mark.quote) for name, mark in receipt.shown),
        missing=missing(judged, rubric, assessment),
    )
