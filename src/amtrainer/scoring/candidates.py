"""Small changes worth trying for a criterion: from its authored fixes, from the dossier, and from the words that stand there.

New words come from typed facts and from `fix:` alone; a rung's own text is never put into an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from amtrainer.scoring.answer import Answer, Span
from amtrainer.scoring.assess import Assessment
from amtrainer.scoring.condition import Need, found
from amtrainer.scoring.edit import Edit
from amtrainer.scoring.evidence import Mark
from amtrainer.scoring.facts import LimitFact
from amtrainer.scoring.indicators import AnyIndicator
from amtrainer.scoring.indicators.commitment import Commitment
from amtrainer.scoring.indicators.entry import Entry
from amtrainer.scoring.indicators.fact import FactNamed
from amtrainer.scoring.indicators.limit import Limit
from amtrainer.scoring.integrity import RANKINGS
from amtrainer.scoring.ladder import Judged
from amtrainer.scoring.passages import mentions
from amtrainer.scoring.rubric import Rubric
from amtrainer.scoring.work import ENTERED, STANDING, Passage, Place, Work

VAGUE_TIMES: Final = (
    "as soon as possible",
    "as soon as I can",
    "at your earliest convenience",
    "in the near future",
    "in the next days",
    "in the next few days",
    "in the coming days",
    "in due course",
    "at some point",
    "some time",
    "when I can",
    "this week",
    "next week",
    "shortly",
    "quickly",
    "later",
    "soon",
    "asap",
)
_VAGUE: Final = frozenset(words.casefold() for words in VAGUE_TIMES)
_LATER: Final = re.compile(
    r"\b(?:after the|until the|in (?:spring|summer|autumn|winter|(?:the|a) (?:spring|summer|autumn|winter|new year)"
    r"|january|february|march|april|may|june|july|august|september|october|november|december))\b",
    re.I,
)
_ENDS: Final = ".!?…:;。؟"
_CLOSERS: Final = "\"')]”’»"
_LABELLED: Final = 40  # words by which a label and its figure wait behind what an author wrote
_THE_FILE_SAYS: Final = "the file says "


@dataclass(frozen=True, slots=True)
class Candidate:
    """One change, how large it is, and the rung it is meant for."""

    edit: Edit
    size: int  # words taken out and put in
    rung: int


def candidates(judged: Judged, rungs: Sequence[int], assessment: Assessment, rubric: Rubric) -> list[Candidate]:
    """All changes to try for the given rungs, the smallest first; of equals the one that is written first."""
    found_all: list[tuple[Edit, int]] = []
    for step in judged.steps:
        if step.level not in rungs:
            continue
        needs = step.verdict.needs
        fix = judged.criterion.levels[step.level].fix.strip()
        if fix:
            found_all.extend((edit, step.level) for edit in _for_fix(fix, needs, judged, assessment, rubric))
        for need in needs:
            found_all.extend((edit, step.level) for edit in _for_need(need, assessment, rubric))
    out: dict[Edit, Candidate] = {}
    labels = {f"{label}: " for fact in rubric.facts.root.values() if (label := _label(fact.says))}
    authored = any(judged.criterion.levels[rung].fix for rung in rungs if rung in judged.criterion.levels)
    for edit, rung in found_all:
        late = authored and any(edit.new.lstrip().startswith(label) for label in labels)
        out.setdefault(edit, Candidate(edit, _size(edit, assessment.work) + late * _LABELLED, rung))
    return sorted(out.values(), key=lambda candidate: candidate.size)


def _label(says: str) -> str:
    return f"{says[0].upper()}{says[1:]}" if says else ""


def old_words(edit: Edit, work: Work) -> str:
    """What stands at the place of an edit."""
    return work.passage_at(edit.place).answer.quote(edit.place.span)


def _size(edit: Edit, work: Work) -> int:
    """Words put in and taken out. A vague time in the way is taken out for less than nothing."""
    old = old_words(edit, work)
    removed = -1 if old.casefold() in _VAGUE else len(old.split())
    return sum(any(map(str.isalnum, word)) for word in edit.new.split()) + removed


def _for_need(need: Need, assessment: Assessment, rubric: Rubric) -> Iterator[Edit]:
    """Changes that follow from what is missing."""
    work = assessment.work
    if need.kind == "avoid":
        yield from (_without_sentence(mark, work) for mark in need.marks)
        return
    if need.kind == "earlier":
        yield from _reordered(need.marks, work)
        return
    indicator = next((one for one in rubric.detectors if one.id == need.name), None)
    if isinstance(indicator, Commitment):
        yield from _dated(need.marks, work, by_day(rubric.today))
    elif isinstance(indicator, FactNamed):
        yield from _with_facts(indicator, need, assessment, rubric)
    elif isinstance(indicator, Entry):
        for passage, value in indicator.lacking(work, rubric.today):
            yield Edit(passage.place(Span(0, len(passage.answer.text))), value)
    elif isinstance(indicator, Limit):
        yield from _with_return(indicator, assessment, rubric)


def by_day(today: date) -> str:
    """A day and an hour two working days ahead, in words: by Thursday noon."""
    ahead = 0
    while ahead < 2:
        today += timedelta(days=1)
        ahead += today.weekday() < 5
    return f"by {('Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday')[today.weekday()]} noon"


def _dated(marks: Sequence[Mark], work: Work, when: str) -> Iterator[Edit]:
    """A vague time becomes a day; a promise without any gets one."""
    for mark in marks:
        if any(part.name == "when" and part.present for part in mark.parts):
            continue
        vague = _vague_time(mark, work)
        if not vague and _far_off(mark, work):
            continue
        yield Edit(vague, when) if vague else _after_words(mark, work, f" {when}")


def _far_off(mark: Mark, work: Work) -> bool:
    """Whether the sentence names a later time already, with which a day of this week would not agree."""
    passage = work.passage_at(mark.place)
    return bool(_LATER.search(passage.answer.quote(sentence_at(passage, mark.place))))


def _vague_time(mark: Mark, work: Work) -> Place | None:
    passage = work.passage_at(mark.place)
    sentence = sentence_at(passage, mark.place)
    text = passage.answer.quote(sentence).casefold()
    if len(text) != sentence.end - sentence.start:  # folding moved the places
        return None
    for words in VAGUE_TIMES:
        at = text.find(words.casefold())
        after = text[at + len(words) : at + len(words) + 1]
        if at >= 0 and not after.isalnum() and not text[at - 1 : at].isalnum():
            return passage.place(Span(sentence.start + at, sentence.start + at + len(words)))
    return None


def sentence_at(passage: Passage, place: Place) -> Span:
    """The sentence in which a place begins."""
    for span in passage.answer.sentences:
        if span.start <= place.start < span.end or span.overlaps(place.span):
            return span
    return Span(place.start, place.end)


def _after_words(mark: Mark, work: Work, new: str) -> Edit:
    """New words at the end of the sentence, before its last sign."""
    passage = work.passage_at(mark.place)
    end = sentence_at(passage, mark.place).end
    text = passage.answer.text
    while end > mark.place.start and text[end - 1] in _ENDS + _CLOSERS:
        end -= 1
    return Edit(passage.place(Span(end, end)), new)


def _without_sentence(mark: Mark, work: Work) -> Edit:
    passage = work.passage_at(mark.place)
    span = sentence_at(passage, mark.place)
    end = span.end
    while end < len(passage.answer.text) and passage.answer.text[end] == " ":
        end += 1
    return Edit(passage.place(Span(span.start, end)), "")


def _reordered(marks: Sequence[Mark], work: Work) -> Iterator[Edit]:
    """What came too late is said first: its sentence moves before the other."""
    if len(marks) < 2:
        return
    early, late = marks[1], marks[0]
    first, second = work.passage_at(early.place), work.passage_at(late.place)
    one, other = sentence_at(first, early.place), sentence_at(second, late.place)
    moved = second.answer.quote(other)
    if first is second and one.end <= other.start:
        span = Span(one.start, other.end)
        rest = first.answer.text[one.start : other.start].rstrip()
        yield Edit(first.place(span), f"{moved} {rest}")
    elif first is not second:
        yield Edit(first.place(Span(one.start, one.start)), f"{moved} ")


def _with_facts(indicator: FactNamed, need: Need, assessment: Assessment, rubric: Rubric) -> Iterator[Edit]:
    """A wrong value becomes the file's; a missing one is named."""
    for mark in found(assessment.findings, need.name).against:
        if mark.note.startswith(_THE_FILE_SAYS):
            yield Edit(mark.place, mark.note.removeprefix(_THE_FILE_SAYS))
    for name in indicator.facts:
        fact = rubric.facts[name]
        if fact.figure and fact.says:
            sentence = f"{_label(fact.says)}: {fact.figure}."
            yield from insertions(sentence, [*need.marks], indicator, assessment, rubric)


def _with_return(indicator: Limit, assessment: Assessment, rubric: Rubric) -> Iterator[Edit]:
    """An offer gets the return that the mandate asks for."""
    limit = rubric.facts[indicator.of]
    if not isinstance(limit, LimitFact) or indicator.find_ != "within":
        return
    for mark in found(assessment.findings, indicator.id).near:
        for allowance in limit.limit:
            if allowance.condition:
                article = "a " if allowance.condition[0].isdigit() else ""
                yield Edit(_end_of(mark), f" against {article}{allowance.condition}")


def _end_of(mark: Mark) -> Place:
    return Place(mark.place.turn, mark.place.end, mark.place.end, mark.place.field)


def _for_fix(fix: str, needs: Sequence[Need], judged: Judged, assessment: Assessment, rubric: Rubric) -> Iterator[Edit]:
    """The author's words: in place of a vague time, at the end of the nearest sentence, or as a sentence of their own."""
    near = [mark for need in needs for mark in need.marks if need.kind != "avoid"]
    earned = [mark for _, mark in judged.evidence]
    beside = [*earned, *near]
    near += [mark for mark in earned if mark not in near]
    unwanted = [mark for need in needs for mark in need.marks if need.kind == "avoid"]
    sentences = [fix]
    if fix[0].islower() and fix[-1] not in _ENDS:
        for mark in near:
            vague = _vague_time(mark, assessment.work)
            yield Edit(vague, fix) if vague else _after_words(mark, assessment.work, f" {fix}")
        sentences = _completed(fix, judged)
    named = [one for need in needs for one in rubric.detectors if one.id == need.name]
    place_by = next((one for one in named if one.item), named[0] if named else None)
    for sentence in sentences:
        yield from insertions(_closed(sentence), beside, place_by, assessment, rubric, judged.turn)
        for mark in [*unwanted[:1], *near[:2]]:
            passage = assessment.work.passage_at(mark.place)
            yield Edit(passage.place(sentence_at(passage, mark.place)), _closed(sentence))


def _completed(fragment: str, judged: Judged) -> list[str]:
    """Whole sentences with a fragment in them: the fixes of other rungs, their vague time replaced by it."""
    out: list[str] = []
    for _, rung in judged.criterion.rungs:
        folded = rung.fix.casefold()
        vague = next((words for words in VAGUE_TIMES if words.casefold() in folded), None)
        if vague and len(folded) == len(rung.fix):
            at = folded.index(vague.casefold())
            out.append(rung.fix[:at] + fragment + rung.fix[at + len(vague) :])
    return out or [fragment[0].upper() + fragment[1:]]


def _closed(sentence: str) -> str:
    return sentence if sentence[-1] in _ENDS + _CLOSERS else f"{sentence}."


def insertions(
    sentence: str,
    near: Sequence[Mark],
    indicator: AnyIndicator | None,
    assessment: Assessment,
    rubric: Rubric,
    turn: int | None = None,
) -> Iterator[Edit]:
    """A new sentence: at the end of a passage, beside the nearest words, or at the very start."""
    work = assessment.work
    homes = [passage for passage in work.passages if _fits(passage, indicator)]
    if not homes:
        return
    ends = _ends(homes, near, _items_in(sentence, rubric), turn)
    for passage in ends:
        yield _at_end(passage, sentence)
    for mark in near[:2]:
        passage = work.passage_at(mark.place)
        if passage in homes:
            after = sentence_at(passage, mark.place).end
            yield Edit(passage.place(Span(after, after)), f" {sentence}")
    first = homes[0] if homes[0].field is None else ends[0]
    start = first.answer.sentences[0].start if first.answer.sentences else 0
    yield Edit(first.place(Span(start, start)), f"{sentence} ")


def _ends(
    homes: Sequence[Passage], near: Sequence[Mark], named: frozenset[str], turn: int | None
) -> tuple[Passage, ...]:
    """The passages at whose end a sentence may go: of a talk the turn judged and the last one; of a plan the item's own."""
    if homes[0].field is None:
        return tuple(dict.fromkeys([*[one for one in homes if one.turn == turn][-1:], homes[-1]]))
    own = [passage for passage in homes if passage.about & named]
    if own:
        return tuple(_by_field(own))
    beside = [passage for mark in near for passage in homes if mark.place.field == passage.field]
    plan = [passage for passage in homes if not (passage.field or "").startswith("messages")]
    return tuple(dict.fromkeys([*beside[:2], *(plan or homes)[-1:]]))


def _items_in(sentence: str, rubric: Rubric) -> frozenset[str]:
    """The first item of an inbox that a sentence names; nothing elsewhere."""
    if not rubric.item_names:
        return frozenset()
    named = mentions(Answer(sentence), rubric.item_names)
    return named[min(named)] if named else frozenset()


def _by_field(passages: Sequence[Passage]) -> list[Passage]:
    """Where a sentence about an item goes: into the message, else into what is done, else into the reason."""
    rank = {"messages": 0, "action": 1, "reason": 2}

    def place(passage: Passage) -> int:
        item, _, name = (passage.field or "").partition(".")
        return min(rank.get(item, 3), rank.get(name, 3))

    return sorted(passages, key=place)


def _fits(passage: Passage, indicator: AnyIndicator | None) -> bool:
    """Whether an indicator would look at words in this passage."""
    if passage.field in RANKINGS or (passage.field or "").endswith((".time", ".owner")):
        return False
    if passage.part in (ENTERED, STANDING):
        return False
    return indicator is None or indicator.item is None or not passage.about or indicator.item in passage.about


def _at_end(passage: Passage, sentence: str) -> Edit:
    text = passage.answer.text
    end = len(text.rstrip())
    if not end:
        return Edit(passage.place(Span(0, len(text))), sentence)
    joint = " " if text[end - 1] in _ENDS + _CLOSERS else "\n\n"  # a new paragraph where the last one has no end
    return Edit(passage.place(Span(end, end)), joint + sentence)
