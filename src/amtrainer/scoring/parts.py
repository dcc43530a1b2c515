"""A condition taken apart for a reader: what it asks for, in the author's short words, and what of it is there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from amtrainer.scoring.assess import Assessment
from amtrainer.scoring.condition import AtLeast, Condition, Need, Want, found, judge
from amtrainer.scoring.evidence import Findings, Mark, Strength
from amtrainer.scoring.indicators.commitment import Commitment
from amtrainer.scoring.ladder import Judged
from amtrainer.scoring.likeness import SUFFIX
from amtrainer.scoring.rubric import Rubric, condition_of
from amtrainer.scoring.scorecard import Missing
from amtrainer.scoring.strayed import HIGHEST, STRAYED

_MOST_WAYS = 3  # named of those that would do
MOST_WORDS: Final = 14  # of a quotation inside a sentence
NEVER: Final = "never "  # before what a rung rules out
PICKED: Final = "picked "  # before the right answer of an item
_LATE: Final = {"probed": "said only after a probe", "first": "said only later"}  # where the turn counts, by aggregate
PARTLY: Final = "only in part"
CLOSER: Final = "a clearer sentence"


@dataclass(frozen=True, slots=True)
class PartOf:
    """One part of a condition."""

    name: str
    present: bool


def parts_of(condition: Condition, findings: Findings, rubric: Rubric, broken: frozenset[str]) -> tuple[PartOf, ...]:
    """Every part of a condition with whether it is there, in the order in which it is written."""
    out: list[PartOf] = []
    for item in condition.all:
        out.extend(_of_item(item, findings, rubric, broken))
    if condition.any:
        out.extend(_of_choice(condition.any, findings, rubric, broken))
    if condition.at_least:
        out.extend(_of_several(condition.at_least, findings, rubric, broken))
    for first, second in condition.before.items():
        verdict = judge(Condition(before={first: second}), findings, broken)
        words = says(first, rubric)
        there = bool(found(findings, first).marks)
        out.append(PartOf(f"{words}, before you {says(second, rubric)}" if there else words, verdict.holds))
    for item in condition.none:
        for name in [item.name] if isinstance(item, Want) else sorted(set(item.names())):
            bad = found(findings, name).at_least(item.least) if isinstance(item, Want) else found(findings, name).marks
            out.append(PartOf(f"{NEVER}{says(name, rubric)}", not bad))
    out.extend(PartOf(f"no cap by {gate}", gate not in broken) for gate in condition.no_gate)
    return tuple(dict.fromkeys(out))


def lacking(absent: Sequence[str]) -> str:
    """What stands between the words and a rung, by the names of its absent parts: what is missing, what should go."""
    missing = [name for name in absent if not name.startswith(NEVER)]
    several = len(missing) > 1 or (bool(missing) and missing[0][0].isdigit())  # '2 of these: …'
    told = [f"{'; '.join(missing)} {'are' if several else 'is'} missing"] if missing else []
    return "; ".join([*told, *(f"in the way: {name.removeprefix(NEVER)}" for name in absent if name not in missing)])


def says(name: str, rubric: Rubric) -> str:
    """What an indicator is, in its author's few words."""
    if name.endswith(SUFFIX):
        return "reads like examples of this level"
    return rubric.indicator_names.get(name, name.replace("-", " "))


def earned_by(name: str, mark: Mark, findings: Findings, rubric: Rubric) -> str:
    """What these words did, in its author's few words: of a promise which parts it has, of what is found in part that it is."""
    there = promise_parts(name, findings, rubric)
    if there and mark.parts:
        present = [part.name for part in mark.parts if part.present]
        absent = [part.name for part in mark.parts if not part.present and part.name in {one.name for one in there}]
        return f"says {listed(present)}" + (f", but not {listed(absent)}" if absent else "")
    part = mark.strength < Strength.FULL and not name.endswith(SUFFIX)
    note = mark.note or (PARTLY if part else "")
    return says(name, rubric) + (f", {note}" if note else "")


def listed(words: Sequence[str]) -> str:
    """`a, b and c`"""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _of_item(item: Want | Condition, findings: Findings, rubric: Rubric, broken: frozenset[str]) -> Iterator[PartOf]:
    if isinstance(item, Condition):
        yield from parts_of(item, findings, rubric, broken)
        return
    finding = found(findings, item.name)
    if finding.at_least(item.least):
        yield PartOf(says(item.name, rubric), True)
        return
    promise = promise_parts(item.name, findings, rubric)
    if promise:
        yield from promise
    else:
        yield PartOf(says(item.name, rubric), False)


def promise_parts(name: str, findings: Findings, rubric: Rubric) -> tuple[PartOf, ...]:
    """Who, what and when of a promise, by the nearest words; empty for other kinds."""
    indicator = next((one for one in rubric.detectors if one.id == name), None)
    if not isinstance(indicator, Commitment):
        return ()
    nearest = best_mark(found(findings, name).marks)
    if nearest is None:
        return ()
    return tuple(PartOf(part.name, part.present) for part in nearest.parts if part.name in indicator.needs)


def best_mark(marks: tuple[Mark, ...]) -> Mark | None:
    """The strongest words, the first of equals."""
    return max(marks, key=lambda mark: (mark.strength, sum(part.present for part in mark.parts)), default=None)


def _of_choice(
    items: tuple[Want | Condition, ...], findings: Findings, rubric: Rubric, broken: frozenset[str]
) -> Iterator[PartOf]:
    """Ways of which one would do: one that is there; else those that are one thing, as one part, or the way that lacks least."""
    held = [item for item in items if judge(_as_condition(item), findings, broken).holds]
    if held or len(items) == 1:
        yield from _of_item(held[0] if held else items[0], findings, rubric, broken)
        return
    single = [item for item in items if isinstance(item, Want)]
    ways = [tuple(_of_item(item, findings, rubric, broken)) for item in items]
    short_of = [way for way in ways if not all(part.present for part in way)]
    if len(single) > 1 or not short_of:
        named = dict.fromkeys(_named(item, rubric) for item in single or items)
        yield PartOf(", or ".join([*named][:_MOST_WAYS]), False)
        return
    yield from min(short_of, key=lambda way: sum(not part.present for part in way))


def _named(item: Want | Condition, rubric: Rubric) -> str:
    return " and ".join(says(name, rubric) for name in _wanted(item))


def _of_several(wanted: AtLeast, findings: Findings, rubric: Rubric, broken: frozenset[str]) -> Iterator[PartOf]:
    """Some of many: those that are there, and of the others how many more are asked for."""
    held = [judge(_as_condition(item), findings, broken).holds for item in wanted.of]
    for item, holds in zip(wanted.of, held, strict=True):
        if holds:
            yield from _of_item(item, findings, rubric, broken)
    more, left = wanted.n - sum(held), [item for item, holds in zip(wanted.of, held, strict=True) if not holds]
    if more == len(left):
        for item in left:
            yield from _of_item(item, findings, rubric, broken)
    elif more == 1:
        yield from _of_choice(tuple(left), findings, rubric, broken)
    elif more > 1:
        yield PartOf(f"{more} of these: {', '.join(dict.fromkeys(_named(item, rubric) for item in left))}", False)


def _as_condition(item: Want | Condition) -> Condition:
    return item if isinstance(item, Condition) else Condition(all=(item,))


def _wanted(item: Want | Condition) -> list[str]:
    """The names of one way to hold it: all that must be there, and of each choice the first."""
    if isinstance(item, Want):
        return [item.name]
    several = item.at_least.of[: item.at_least.n] if item.at_least else ()
    return [*(name for one in (*item.all, *item.any[:1], *several) for name in _wanted(one)), *item.before]


def missing(judged: Judged, rubric: Rubric, assessment: Assessment) -> tuple[Missing, ...]:
    """What each higher written rung still needs, in plain words."""
    return tuple(
        Missing(
            step.level,
            tuple(dict.fromkeys(_in_words(need, rubric, assessment.findings) for need in step.verdict.needs)),
        )
        for step in judged.steps
        if step.level > judged.level and not step.verdict.holds
    )


def _in_words(need: Need, rubric: Rubric, findings: Findings) -> str:
    words = says(need.name, rubric)
    if need.kind == "avoid":
        return f"not this: {words}"
    if need.kind == "earlier":
        return f"{words}, before you {says(need.other, rubric)}"
    if need.kind == "gate":
        return f"no cap by {need.name}"
    if need.kind == "closer":
        return clearer(need.marks)
    absent = [part.name for part in promise_parts(need.name, findings, rubric) if not part.present]
    return f"{words}, with {' and '.join(absent)}" if absent else words


def clearer(marks: Sequence[Mark], like: str = "") -> str:
    """What is asked where a sentence is held back for being unclear; `like` is the near-miss that it reads like."""
    if not marks:
        return CLOSER
    other = f" (it reads like “{short(like)}”, which does not count)" if like else ""
    return f"{CLOSER} than “{short(marks[0].quote)}”{other}"


def short(quote: str) -> str:
    """A quotation as it stands inside a sentence."""
    words = " ".join(quote.split()).split(" ")
    return " ".join(words) if len(words) <= MOST_WORDS else " ".join(words[: MOST_WORDS - 1]) + " …"


def held_back(judged: Judged, level: int) -> Need | None:
    """What keeps a rung up to `level` from holding although its words are there: the sentence is not clear enough."""
    needs = (need for step in judged.steps if judged.level < step.level <= level for need in step.verdict.needs)
    return next((need for need in needs if need.kind == "closer"), None)


def rung_parts(
    judged: Judged, level: int, rubric: Rubric, assessment: Assessment, closer: str = ""
) -> tuple[PartOf, ...]:
    """The parts of a rung, and before them what lower rungs still lack. `closer` is what is asked of an unclear sentence."""
    out: list[PartOf] = []
    for step in judged.steps:
        if judged.level < step.level < level and not step.verdict.holds:
            parts = parts_of(condition_of(judged.criterion, step.level), assessment.findings, rubric, assessment.broken)
            out.extend(part for part in parts if not part.present)
    own = parts_of(condition_of(judged.criterion, level), assessment.findings, rubric, assessment.broken)
    if need := held_back(judged, level):
        own = (*own, PartOf(closer or clearer(need.marks), False))
    if STRAYED in assessment.findings and assessment.findings[STRAYED].marks and level > HIGHEST:
        own = (*own, PartOf(f"{NEVER}{says(STRAYED, rubric)}", False))
    late = _LATE.get(judged.criterion.aggregate)
    if late and not any(not part.present for part in (*out, *own)):
        own = (*own, PartOf(f"{NEVER}{late}", False))
    absent_own = [part for part in own if not part.present]
    # What a lower rung lacks is said only where the rung itself lacks nothing.
    return own if absent_own else (*out, *own)
