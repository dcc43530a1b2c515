"""Why a criterion has its level, why not a higher one, and the smallest change that would lift it. All of it is computed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from amtrainer.scoring.assess import Assessment, Assessor
from amtrainer.scoring.candidates import old_words, sentence_at
from amtrainer.scoring.change import Change, goal_of, smallest, two
from amtrainer.scoring.condition import found
from amtrainer.scoring.edit import Edit
from amtrainer.scoring.evidence import Mark, Strength
from amtrainer.scoring.indicators.fit import MISPLACED
from amtrainer.scoring.indicators.link import ALONE
from amtrainer.scoring.ladder import Judged
from amtrainer.scoring.likeness import best, rated_id
from amtrainer.scoring.lookalike import lookalike
from amtrainer.scoring.parts import (
    MOST_WORDS,
    PICKED,
    PartOf,
    clearer,
    earned_by,
    held_back,
    listed,
    rung_parts,
    short,
)
from amtrainer.scoring.rubric import Rubric, condition_of
from amtrainer.scoring.score import total
from amtrainer.scoring.work import Place, Work

_MOST_QUOTES: Final = 2
_WORDS_BEFORE: Final = 4
PROBED: Final = " It was said after a probe, which lifts by one level."


@dataclass(frozen=True, slots=True)
class Shown:
    """One checked edit as it is shown; `old` is empty where words are added."""

    place: Place
    old: str
    new: str
    level_from: int | None  # None: it was not judged
    level_to: int
    total_from: int | None
    total_to: int | None
    after: str = ""  # the last words before what is added, where more follows it

    @property
    def lifts(self) -> str:
        """`level 1 → 3, total 75 → 82`"""
        return lifted(self.level_from, self.level_to, self.total_from, self.total_to)

    @property
    def told(self) -> str:
        return _in_words(self.old, self.new) + (f" after “… {self.after}”" if self.after else "")


@dataclass(frozen=True, slots=True)
class Explanation:
    """What can be said about the level of one criterion."""

    criterion: str
    goal: int | None  # the rung worth reaching next
    gain: int  # points of the total that it would bring
    why: str
    quote: str  # the words in place of what is missing; "" if there are none
    parts: tuple[PartOf, ...]  # of the goal
    change: Shown | None
    no_change: str


def lifted(level_from: int | None, level_to: int, total_from: int | None, total_to: int | None) -> str:
    """What a change does to the level and to the total."""
    level = f"not judged → level {level_to}" if level_from is None else f"level {level_from} → {level_to}"
    if total_to is None:
        return level
    return f"{level}, total {'none' if total_from is None else total_from} → {total_to}"


def explain(assessor: Assessor, assessment: Assessment, mode: str = "practice") -> tuple[Explanation, ...]:
    """An explanation for every criterion, in the rubric's order. In `exam` what is unsure has no level and leaves the totals."""
    return tuple(_explain(assessor, assessment, judged, exam=mode == "exam") for judged in assessment.judged)


def _explain(assessor: Assessor, assessment: Assessment, judged: Judged, *, exam: bool) -> Explanation:
    rubric = assessor.rubric
    goal = goal_of(judged)
    why = _why(judged, assessment, rubric) + (PROBED if _was_probed(judged) else "")
    if goal is None:
        return Explanation(judged.criterion.id, None, 0, why, "", (), None, "")
    unclear = held_back(judged, goal)
    closer = clearer(unclear.marks, lookalike(assessor, judged, unclear.marks, assessment.work)) if unclear else ""
    parts = rung_parts(judged, goal, rubric, assessment, closer)
    change = smallest(assessor, assessment, judged, sure=exam)
    pair = None if change or judged.level >= 3 else two(assessor, assessment, judged, sure=exam)
    return Explanation(
        judged.criterion.id,
        goal,
        _gain(judged, goal, assessment, exam=exam),
        why,
        _nearest(judged, goal, change, assessment.work),
        parts,
        _shown(change, assessment, unjudged=exam and judged.unsure, exam=exam) if change else None,
        "" if change else _no_single(pair, parts, assessment.work),
    )


def _was_probed(judged: Judged) -> bool:
    return judged.criterion.aggregate == "probed" and judged.turn > 0


def capped(assessment: Assessment, raised: dict[str, int] | None = None, *, exam: bool = False) -> int | None:
    """The total with its cap; `raised` are levels to assume instead. In an exam what is unsure is left out of it."""
    unjudged = {one.criterion.id: None for one in assessment.judged if exam and one.unsure}
    levels = assessment.levels | unjudged | (raised or {})
    uncapped = total([(judged.criterion.weight, levels[judged.criterion.id]) for judged in assessment.judged])
    cap = min((gate.cap for gate in assessment.gates), default=100)
    return None if uncapped is None else min(cap, uncapped)


def _gain(judged: Judged, goal: int, assessment: Assessment, *, exam: bool) -> int:
    now, then = capped(assessment, exam=exam), capped(assessment, {judged.criterion.id: goal}, exam=exam)
    return 0 if now is None or then is None else then - now


def _shown(change: Change, assessment: Assessment, *, unjudged: bool, exam: bool) -> Shown:
    edit = change.edits[0]
    return Shown(
        edit.place,
        old_words(edit, assessment.work),
        edit.new,
        None if unjudged else change.level_from,
        change.level_to,
        capped(assessment, exam=exam),
        capped(change.after, exam=exam),
        _before(edit, assessment.work),
    )


def _before(edit: Edit, work: Work) -> str:
    """The words before an addition that is not at the end; where it stands may matter."""
    text = work.passage_at(edit.place).answer.text
    inside = edit.place.start == edit.place.end and text[edit.place.end :].strip()
    return " ".join(text[: edit.place.start].split()[-_WORDS_BEFORE:]) if inside else ""


def _no_single(pair: Change | None, parts: tuple[PartOf, ...], work: Work) -> str:
    if pair is not None:
        one, other = (_in_words(short(old_words(edit, work)), edit.new) for edit in pair.edits)
        return f"No single change; two are needed: {one}, and {other} (level {pair.level_from} → {pair.level_to})."
    absent = [part.name for part in parts if not part.present]
    if absent and all(name.startswith(PICKED) for name in absent):
        return f"Another answer is right: {'; '.join(name.removeprefix(PICKED) for name in absent)}."
    return "No single change that was tried lifts it."  # what is missing stands beside it


def _in_words(old: str, new: str) -> str:
    """A change as it is told: words added, taken out, or put in place of others."""
    old, new = old.strip(), new.strip()
    if not new:
        return f"take out “{old}”"
    return f"“{old}” → “{new}”" if old else f"add “{new}”"


def _why(judged: Judged, assessment: Assessment, rubric: Rubric) -> str:
    """One plain sentence that names the words."""
    if judged.level == 0:
        return _why_nothing(judged, assessment)
    if not judged.evidence:
        return "Nothing in your words speaks against it."
    reasons: dict[str, list[str]] = {}
    for name, mark in judged.evidence:
        told = reasons.setdefault(short(mark.quote), [])
        reason = earned_by(name, mark, assessment.findings, rubric)
        if reason not in told:
            told.append(reason)
    quotes: dict[str, list[str]] = {}
    for quote, told in reasons.items():
        quotes.setdefault(listed(told), []).append(quote)
    return "; ".join(_told(reason, row) for reason, row in list(quotes.items())[-_MOST_QUOTES:]) + "."


def _told(reason: str, quotes: list[str]) -> str:
    named = listed([f"“{quote}”" for quote in quotes[-_MOST_QUOTES:] if quote])
    return f"{named}: {reason}" if named else reason


def _why_nothing(judged: Judged, assessment: Assessment) -> str:
    unclear = held_back(judged, judged.steps[0].level) if judged.steps else None
    if unclear and unclear.marks:
        return f"“{short(unclear.marks[0].quote)}” comes near, but is not clear enough."
    if judged.unsure and (quote := _doubted(judged, assessment)):
        return f"“{quote}” comes near, but is not clear enough."
    for level, _ in judged.criterion.rungs:
        for name in condition_of(judged.criterion, level).wanted():
            near = next((mark for mark in found(assessment.findings, name).near if mark.note and _tells(mark)), None)
            if near and (near.note[0].isdigit() or MISPLACED in near.note):  # counted, or looked for at the beginning
                return f"{near.note[0].upper()}{near.note[1:]}."
            if near:
                return f"“{short(near.quote)}” comes near, but it is {near.note}."
    return "Nothing in your words does this yet."


def _doubted(judged: Judged, assessment: Assessment) -> str:
    """The words that lie near a cut: those of an indicator that doubts itself, else the sentence most like what earns."""
    names = dict.fromkeys(
        name for level, _ in judged.criterion.rungs for name in condition_of(judged.criterion, level).wanted()
    )
    unclear = [found(assessment.findings, name) for name in names]
    marks = [mark for one in unclear if one.doubt for mark in one.marks]
    nearest = best(found(assessment.findings, rated_id(judged.criterion)))
    mark = max(marks, key=lambda mark: mark.strength) if marks else nearest
    return short(mark.quote) if mark else ""


def _tells(mark: Mark) -> bool:
    """Whether words that came near say something to a reader: of two things to be joined, one word alone does not."""
    return mark.note != ALONE or " " in mark.quote.strip() or any(map(str.isdigit, mark.quote))


def _nearest(judged: Judged, goal: int, change: Change | None, work: Work) -> str:
    """The words in place of what the rungs up to the goal lack: those to change, half done, unwanted or too late; else what earned."""
    needs = [need for step in judged.steps if judged.level < step.level <= goal for need in step.verdict.needs]
    marks = [mark for need in needs for mark in need.marks if mark.parts or mark.strength >= Strength.PARTIAL]
    if change is not None:
        place = change.edits[0].place
        touched = sentence_at(work.passage_at(place), place)
        inside = [mark for mark in marks if (mark.place.turn, mark.place.field) == (place.turn, place.field)]
        marks = [mark for mark in inside if touched.overlaps(mark.place.span)] or marks
    earned = [mark for _, mark in judged.evidence][-1:]
    nearest = max(marks, key=lambda mark: mark.strength) if marks else next(iter(earned), None)
    return _sentence_or_words(nearest, work) if nearest else ""


def _sentence_or_words(mark: Mark, work: Work) -> str:
    """The sentence of a mark where it is short, else its words."""
    passage = work.passage_at(mark.place)
    sentence = passage.answer.quote(sentence_at(passage, mark.place))
    return sentence if len(sentence.split()) <= MOST_WORDS else mark.quote
