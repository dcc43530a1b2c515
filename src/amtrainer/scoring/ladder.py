"""One criterion: how high its ladder is climbed, by which words, and whether that was close."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final

from amtrainer.scoring.condition import Need, Verdict, judge
from amtrainer.scoring.evidence import Finding, Findings, Mark, Strength
from amtrainer.scoring.likeness import best, lifted, rated_id
from amtrainer.scoring.rubric import Criterion, condition_of
from amtrainer.scoring.strayed import HIGHEST, STRAYED

Earned = tuple[str, Mark]  # indicator and its words
_FEWEST_WORDS: Final = 3  # of words that can be called unclear


@dataclass(frozen=True, slots=True)
class Step:
    """A written rung: whether its own condition holds, and why."""

    level: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Judged:
    """The level of a criterion, the turn that gave it, every rung as it stood then, and the words that earned it."""

    criterion: Criterion
    level: int
    turn: int
    steps: tuple[Step, ...]
    evidence: tuple[Earned, ...]
    unsure: bool = False


def names_of(criterion: Criterion) -> frozenset[str]:
    """Every indicator that the ladder names."""
    return frozenset(name for level, _ in criterion.rungs for name in condition_of(criterion, level).names())


def climb(criterion: Criterion, findings: Findings, broken: frozenset[str]) -> tuple[int, tuple[Step, ...]]:
    """The highest written rung that holds with all written rungs below it, and all rungs."""
    steps = tuple(Step(level, judge(condition_of(criterion, level), findings, broken)) for level, _ in criterion.rungs)
    strayed = findings.get(STRAYED)
    if strayed is not None and strayed.marks:
        steps = tuple(_barred(step, strayed) for step in steps)
    level = _highest(steps)
    found = findings.get(rated_id(criterion))
    if found is None or not found.bars:
        return level, steps
    weighed = tuple(_weighed(step, found, found.bars[level]) for step in steps)
    return _highest(weighed), weighed


def _highest(steps: Sequence[Step]) -> int:
    level = 0
    for step in steps:
        if not step.verdict.holds:
            break
        level = step.level
    return level


def _barred(step: Step, strayed: Finding) -> Step:
    """A rung that an answer to another question cannot reach."""
    if step.level <= HIGHEST:
        return step
    return Step(step.level, Verdict(False, needs=(Need("avoid", STRAYED, marks=strayed.marks),)))


def _weighed(step: Step, found: Finding, bars: Sequence[int]) -> Step:
    """A rung held against the least likeness it asks for: held by likeness alone, or doubted for the lack of it.

    What came first and which gate broke is read exactly: no likeness makes up for it.
    """
    nearest = best(found)
    reached = (nearest.likeness if nearest else 0) >= bars[step.level - 1]
    if step.verdict.holds and found.strength == Strength.FULL:
        return step
    exact = any(need.kind in ("earlier", "gate") for need in step.verdict.needs)
    if reached == step.verdict.holds or (reached and exact):
        return step
    marks = (nearest,) if nearest else ()
    if reached:
        return Step(step.level, Verdict(True, tuple((found.indicator, mark) for mark in marks)))
    unclear = _unclear(found, nearest, [mark for _, mark in step.verdict.marks])
    return Step(step.level, Verdict(False, needs=(Need("closer", found.indicator, marks=unclear),)))


def _unclear(found: Finding, nearest: Mark | None, said: Sequence[Mark]) -> tuple[Mark, ...]:
    """The words that are not clear enough: of the sentences that do the act the nearest, else the one that comes nearest of all."""
    doing = [mark for mark in (*found.marks, *found.near) if any(mark.place.overlaps(other.place) for other in said)]
    if doing:
        return (max(doing, key=lambda mark: mark.likeness),)
    whole = [mark for mark in said if len(mark.quote.split()) >= _FEWEST_WORDS]
    return tuple(whole[:1]) or ((nearest,) if nearest else tuple(said[:1]))


def judge_turns(
    criterion: Criterion, turns: Sequence[Findings], broken: frozenset[str], asks: Collection[str]
) -> Judged:
    """Judge a criterion over all turns. `turns[t]` is what was found up to turn t; `asks` are the questions among them."""
    judged = _aggregate(criterion, turns, broken)
    rated = rated_id(criterion)
    names = names_of(criterion)
    doubted = any(turns[-1][name].doubt for name in names if name in turns[-1])
    if not doubted and rated not in turns[-1]:
        return judged
    above = [
        {name: _lifted(found[name], asks, name == rated) for name in (*names, rated) if name in found}
        for found in turns
    ]
    return replace(judged, unsure=_aggregate(criterion, above, broken).level != judged.level)


def _aggregate(criterion: Criterion, turns: Sequence[Findings], broken: frozenset[str]) -> Judged:
    seen = _turns_with_evidence(criterion, turns)
    climbed = {turn: climb(criterion, turns[turn], broken) for turn in seen}
    levels = [climbed[turn][0] for turn in seen]
    if criterion.aggregate == "probed":
        return _probed(criterion, turns, broken)
    level = {
        "best": max(levels),
        "worst": min(levels),
        "mean": half_down(sum(levels), len(levels)),
        "first": levels[0],
        "last": levels[-1],
    }[criterion.aggregate]
    # The last turn of that level holds its words and those said before; for the mean, the nearest below it.
    reached = [turn for turn in seen if climbed[turn][0] <= level] if level not in levels else []
    turn = max(reached or [turn for turn in seen if climbed[turn][0] == level])
    if criterion.aggregate == "first":
        turn = seen[0]
    steps = climbed[turn][1]
    return Judged(criterion, level, turn, steps, _evidence(criterion, level, steps, turns[turn], broken))


def _probed(criterion: Criterion, turns: Sequence[Findings], broken: frozenset[str]) -> Judged:
    """The first turn's level; what was said after a probe lifts it by one at most. Beyond that the first turn decides why not."""
    base, first_steps = climb(criterion, turns[0], broken)
    best, turn, steps = base, 0, first_steps
    for later in range(1, len(turns)):
        reached, found = climb(criterion, turns[later], broken)
        if reached > best:
            best, turn, steps = reached, later, found
    level = max(step.level for step in (*steps, Step(0, Verdict(True))) if step.level <= min(best, base + 1))
    if level == base:
        turn, steps = 0, first_steps
    told = tuple(step if step.level <= level else early for step, early in zip(steps, first_steps, strict=True))
    return Judged(criterion, level, turn, told, _evidence(criterion, level, steps, turns[turn], broken))


def half_down(total: int, count: int) -> int:
    """The mean to the nearest whole; a half goes down."""
    return -((count - 2 * total) // (2 * count))


def _turns_with_evidence(criterion: Criterion, turns: Sequence[Findings]) -> list[int]:
    """The turns in which something that the ladder names was found; the last one if there is none."""
    names = names_of(criterion) & turns[-1].keys()
    seen = {
        turn
        for turn, found in enumerate(turns)
        if any(mark.place.turn == turn for name in names for mark in found[name].marks)
    }
    return sorted(seen) or [len(turns) - 1]


def _evidence(
    criterion: Criterion, level: int, steps: Sequence[Step], findings: Findings, broken: frozenset[str]
) -> tuple[Earned, ...]:
    """The deciding words: those of the rung reached, and of a lower rung only where these do not hold it already."""
    chosen: list[Earned] = []
    for step in reversed([step for step in steps if step.level <= level]):
        condition = condition_of(criterion, step.level)
        held = judge(condition, _only(chosen, findings, {*condition.names()}), broken)
        if not chosen or not held.holds:
            chosen.extend(earned for earned in strongest(step.verdict.marks) if earned not in chosen)
    return tuple(
        sorted(chosen, key=lambda earned: (earned[1].place.turn, earned[1].place.field or "", earned[1].place.start))
    )


def strongest(marks: Sequence[Earned]) -> tuple[Earned, ...]:
    """Of each indicator only its strongest words."""
    best: dict[str, Strength] = {}
    for name, mark in marks:
        best[name] = max(best.get(name, Strength.NONE), mark.strength)
    return tuple((name, mark) for name, mark in marks if mark.strength == best[name])


def _only(chosen: Sequence[Earned], findings: Findings, names: Collection[str]) -> dict[str, Finding]:
    """The findings of these indicators as if only these words had been said."""
    return {
        name: replace(finding, marks=tuple(mark for mark in finding.marks if (name, mark) in chosen))
        for name, finding in findings.items()
        if name in names and finding.marks
    }


def _lifted(finding: Finding, asks: Collection[str], rated: bool) -> Finding:
    """A finding near a cut, as if it had passed it."""
    if rated:
        return lifted(finding)
    if not finding.doubt or not finding.marks:
        return finding
    up = Strength.FULL if finding.indicator in asks else Strength(min(finding.strength + 1, Strength.FULL))
    marks = tuple(replace(mark, strength=up) if mark.strength == finding.strength else mark for mark in finding.marks)
    return replace(finding, marks=marks)
