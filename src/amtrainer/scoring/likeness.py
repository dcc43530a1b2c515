"""Likeness to answers that were rated: evidence beside an author's words, sentence by sentence.

For each criterion every sentence is given a likeness in thousandths of a level: how near it stands to sentences that did the
act (an author's examples, words that raters quoted) and how far from those that did not. A rung then asks for a least
likeness, the less the more of it the author's own condition saw. So a rung can hold by words nobody foresaw, and one that
fired on a look-alike is doubted; both are told apart in the trace.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, Protocol

from amtrainer.scoring.answer import Answer, Span
from amtrainer.scoring.evidence import Finding, Mark, Strength
from amtrainer.scoring.indicator import Context, Indicator
from amtrainer.scoring.indicators.meaning import Meaning
from amtrainer.scoring.lexicon import Lexicon, sentence_text
from amtrainer.scoring.passages import Unit, finding, is_echo, sentence, units
from amtrainer.scoring.scope import META, QUOTED, scopes
from amtrainer.scoring.work import Work

if TYPE_CHECKING:
    from amtrainer.scoring.rubric import Criterion, Rubric

MOST_READ: Final = 100  # sentences of one work
SLIGHT: Final = 300  # thousandths of a level; below it a sentence is like nothing
NEAR_A_BAR: Final = 50
LEVELS: Final = (1, 2, 3, 4)
FULL_LEVEL: Final = 3
SUFFIX: Final = "-as-rated"
Bars = tuple[tuple[int, ...], ...]
"""By the level that the author's words reach (0-4): the least likeness that levels 1-4 ask for."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A criterion in its author's words: its name and rungs, and sentences by the level that they are worth."""

    name: tuple[str, ...]
    good: tuple[str, ...]  # level 3 and more
    part: tuple[str, ...]  # level 2
    trace: tuple[str, ...]  # level 1
    poor: tuple[str, ...]  # near-misses, and what earns other criteria


class Rated(Protocol):
    """Knows rated sentences. The same input gives the same output on every machine."""

    def likeness(self, topic: Topic, sentences: Sequence[str]) -> tuple[int, ...]:
        """For each sentence its likeness, in thousandths of a level."""
        ...

    def bars(self, topic: Topic) -> Bars:
        """How much likeness each level asks for."""
        ...

    def margins(
        self, topic: Topic, gate: str, sentences: Sequence[str], signs: Sequence[tuple[int, ...]]
    ) -> tuple[int, ...]:
        """For each sentence by how much it reads like breaking a gate, in thousandths; below 0 it does not."""
        ...

    def nearest(self, lines: Sequence[str], sentences: Sequence[str]) -> tuple[int, ...]:
        """For each sentence how near it is to the nearest of these lines, in thousandths of a cosine."""
        ...


class AsRated(Indicator):
    """How like rated sentences the sentences of a work are. Full strength: the author's own words, which nobody doubts."""

    look_for: Literal["as-rated"] = "as-rated"
    topic: Topic

    def find(self, work: Work, context: Context) -> Finding:
        if context.rated is None:
            return Finding(self.id)
        topic = _read_topic(self.topic, context.lexicon)
        bars = context.rated.bars(topic)
        rows = [unit for unit in units(work, context)[:MOST_READ] if _counts(unit)]
        texts = [sentence(unit, context.lexicon).text for unit in rows]
        values = context.rated.likeness(topic, texts)
        own = _own(self.topic, context.lexicon)
        marks = [
            _mark(unit, value, Strength.FULL if text in own else Strength.TRACE)
            for unit, value, text in zip(rows, values, texts, strict=True)
            if value >= SLIGHT or text in own
        ]
        return replace(finding(self.id, marks), bars=bars)


def as_rated(rubric: Rubric) -> tuple[AsRated, ...]:
    """One for each criterion of a talk; an inbox is judged by its plan, and of interviews too little was rated."""
    if rubric.item_names or rubric.interview:
        return ()
    return tuple(
        AsRated(id=rated_id(criterion), says="reads like rated answers", topic=topic)
        for criterion, topic in zip(rubric.criteria, topics(rubric), strict=True)
    )


def rated_id(criterion: Criterion) -> str:
    return criterion.id + SUFFIX


def topics(rubric: Rubric) -> tuple[Topic, ...]:
    """The criteria of a rubric as topics. What is good for one is near another and not it."""
    meanings = {one.id: one for one in rubric.detectors if isinstance(one, Meaning)}
    own = [_worth(criterion, meanings) for criterion in rubric.criteria]
    out = []
    for place, (criterion, (good, part, trace, poor)) in enumerate(zip(rubric.criteria, own, strict=True)):
        others = [text for other, (theirs, *_) in enumerate(own) if other != place for text in theirs]
        name = (criterion.ref, criterion.says, *(rung.says for _, rung in criterion.rungs))
        mine = {*good, *part, *trace}
        poor = [text for text in dict.fromkeys((*poor, *others)) if text not in mine]
        out.append(Topic(name, tuple(good), tuple(part), tuple(trace), tuple(poor)))
    return tuple(out)


def examples_of(criterion: Criterion, rubric: Rubric) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Sentences of a criterion's author: those that earn something of it, and its near-misses."""
    meanings = {one.id: one for one in rubric.detectors if isinstance(one, Meaning)}
    good, part, trace, poor = _worth(criterion, meanings)
    mine = {*good, *part, *trace}
    return (*good, *part, *trace), tuple(text for text in dict.fromkeys(poor) if text not in mine)


def _worth(criterion: Criterion, meanings: dict[str, Meaning]) -> tuple[list[str], list[str], list[str], list[str]]:
    """Sentences worth level 3, 2 and 1, and near-misses."""
    by_level: dict[int, list[str]] = {1: [], 2: [], 3: []}
    poor: list[str] = []
    for level, rung in reversed(criterion.rungs):
        row = by_level[min(level, FULL_LEVEL)]
        row.extend(text for text in (rung.example, rung.fix) if text)
        poor.extend(_near_miss(rung.near_miss))
        wanted = set(rung.when.wanted()) if rung.when else set()
        for name in dict.fromkeys(rung.when.names() if rung.when else ()):
            if name not in meanings:
                continue
            if name not in wanted:
                poor.extend(meanings[name].like)
                continue
            by_level[FULL_LEVEL if level >= FULL_LEVEL else 1].extend(meanings[name].like)
            poor.extend(meanings[name].unlike)
    good = list(dict.fromkeys(by_level[3]))
    part = [text for text in dict.fromkeys(by_level[2]) if text not in good]
    trace = [text for text in dict.fromkeys(by_level[1]) if text not in good and text not in part]
    return good, part, trace, poor


@lru_cache(maxsize=128)
def _read_topic(topic: Topic, lexicon: Lexicon) -> Topic:
    """A topic with its sentences read the way answers are."""

    def read(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sentence_text(Answer(text), Span(0, len(text)), lexicon) for text in texts)

    return Topic(topic.name, read(topic.good), read(topic.part), read(topic.trace), read(topic.poor))


@lru_cache(maxsize=128)
def _own(topic: Topic, lexicon: Lexicon) -> frozenset[str]:
    """Every sentence that its author says does it, in part or whole."""
    answers = (Answer(text) for text in (*topic.good, *topic.part, *topic.trace))
    return frozenset(sentence_text(answer, span, lexicon) for answer in answers for span in answer.sentences)


def _near_miss(text: str) -> Iterator[str]:
    """What a near-miss quotes, without the reason why it is none."""
    if text.startswith("“") and "”" in text:
        yield text[1 : text.index("”")]
    elif text:
        yield text


def _counts(unit: Unit) -> bool:
    """Whether a unit is said as the trainee's own: no echo, no quotation, no talk about the talk."""
    if is_echo(unit.stems, unit.passage.heard):
        return False
    held = scopes(unit.answer)
    quoted = sum(QUOTED in held.troubles[place] for place in unit.places)
    return 2 * quoted <= len(unit.places) and not held.among(unit.places, META)


def _mark(unit: Unit, value: int, strength: Strength) -> Mark:
    words = [place for place in unit.places if unit.answer.tokens[place].kind != "sign"] or list(unit.places)
    return replace(unit.mark([words[0], words[-1]], strength), likeness=value)


def best(found: Finding) -> Mark | None:
    """The sentence that is most like rated ones, the first of equals. The author's own words are left to his conditions."""
    others = [mark for mark in found.marks if mark.strength < Strength.FULL]
    return max(others, key=lambda mark: mark.likeness, default=None)


def lifted(found: Finding) -> Finding:
    """The finding as if each sentence were a little more like rated ones."""
    return replace(found, marks=tuple(replace(mark, likeness=mark.likeness + NEAR_A_BAR) for mark in found.marks))
