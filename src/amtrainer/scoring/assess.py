"""One look at a work: what was found, which levels it reaches, which gates it breaks. Receipts and changes look again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from amtrainer.scoring.answer import Answer
from amtrainer.scoring.credit import Sharing, two_questions, unheard
from amtrainer.scoring.evidence import Finding, Findings
from amtrainer.scoring.finder import Finder
from amtrainer.scoring.gates import gate_detectors, hits
from amtrainer.scoring.indicator import Context
from amtrainer.scoring.integrity import Known, Prompts, flags_of, silent, strayed
from amtrainer.scoring.ladder import Judged, judge_turns, names_of
from amtrainer.scoring.lexicon import Lexicon, lexicon_of
from amtrainer.scoring.likeness import as_rated, rated_id
from amtrainer.scoring.matter import case_lines
from amtrainer.scoring.meaning import MeaningModel
from amtrainer.scoring.rubric import Criterion, Rubric
from amtrainer.scoring.scorecard import Flag, GateHit
from amtrainer.scoring.work import Passage, Place, Work

_MOST_ASSESSORS: Final = 14  # an interview has ten
_MOST_PASSAGES: Final = 500  # whose flags are remembered
_ASSESSORS: OrderedDict[tuple[int, int], tuple[Rubric, MeaningModel, Assessor]] = OrderedDict()


@dataclass(frozen=True, slots=True)
class Assessment:
    """All there is to say about a work before it is put in words."""

    work: Work
    findings: Mapping[str, Finding]  # at the end, of words that may earn
    flags: tuple[Flag, ...]
    gates: tuple[GateHit, ...]
    judged: tuple[Judged, ...]

    @property
    def levels(self) -> dict[str, int]:
        return {judged.criterion.id: judged.level for judged in self.judged}

    @property
    def broken(self) -> frozenset[str]:
        return frozenset(gate.id for gate in self.gates)

    def of(self, id: str) -> Judged:
        return next(judged for judged in self.judged if judged.criterion.id == id)


@dataclass(frozen=True, slots=True)
class Heard:
    """A work as it was read, before anything is judged."""

    work: Work
    flags: tuple[Flag, ...]
    turns: tuple[Findings, ...]  # for each turn what was found up to it


class Assessor:
    """Judges works by one rubric and remembers what it read."""

    def __init__(self, rubric: Rubric, context: Context) -> None:
        self.rubric = rubric
        self.model = context.model  # as it was given; that of `context` remembers
        self._prompts = Prompts(
            rubric.prompts,
            rubric.model_texts,
            rubric.interview,
            rubric.record,
            rubric.report,
            examples=tuple(
                text for one in rubric.criteria for _, rung in one.rungs for text in (rung.example, rung.fix) if text
            ),
            wanted=tuple(
                dict.fromkeys(
                    text
                    for one in rubric.criteria
                    for text in (one.says, one.seen, one.do, *(rung.says for _, rung in one.rungs))
                    if text
                )
            )
            + rubric.helps,
            lines=tuple(f"{fact.says}: {fact.figure}" for _, fact in rubric.facts.items() if fact.says and fact.figure),
            quotes=rubric.may_quote,
            id=getattr(rubric, "id", ""),
        )
        self._finder = Finder((*rubric.detectors, *gate_detectors(rubric), *as_rated(rubric), *rubric.watches), context)
        self._known: Known = {}
        self._written = frozenset(one.id for one in rubric.detectors)
        self._watched = frozenset(one.id for one in rubric.watches)
        self._asks = frozenset(one.id for one in rubric.detectors if one.look_for == "question")
        self._counts = frozenset(one.id for one in rubric.detectors if getattr(one, "min_questions", None) is not None)

    @property
    def context(self) -> Context:
        return self._finder.context

    def assess(self, work: Work) -> Assessment:
        """Judge a work."""
        return self.judge(self.hear(work))

    def hear(self, work: Work) -> Heard:
        """Read a work: its flags and what is found in it, turn by turn."""
        work = work if work.passages else Work((Passage(0, Answer("")),))
        flags = self._flags(work)
        turns = tuple(self._turns(work, flags))
        return Heard(work, (*flags, *strayed(turns[-1])), turns)

    def judge(self, heard: Heard, rubric: Rubric | None = None) -> Assessment:
        """What a work that was read is worth; with `rubric`, by other ladders and gates over the same indicators."""
        rubric = self.rubric if rubric is None else rubric
        gates = hits(rubric, heard.work, heard.turns, heard.flags)
        broken = frozenset(gate.id for gate in gates)
        judged = Sharing(rubric, heard.work, heard.turns, broken).judged()
        return Assessment(heard.work, heard.turns[-1], heard.flags, gates, judged)

    def gates(self, work: Work) -> tuple[GateHit, ...]:
        """The gates that a work breaks, without its levels."""
        work = work if work.passages else Work((Passage(0, Answer("")),))
        flags = self._flags(work)
        return hits(self.rubric, work, self._turns(work, flags), flags)

    def inherit(self, other: Assessor) -> None:
        """Take over what another assessor has read, as far as this rubric would read it the same way."""
        self._finder.inherit(other._finder)
        same = self._prompts == other._prompts
        if same and replace(self.context, model=other.context.model) == other.context:
            self._known.update(other._known)

    def warm(self) -> None:
        """Read the author's examples and the case ahead of the first answer: a question and a promise make every kind look."""
        self.assess(Work((Passage(0, Answer("What do you need? I will send it to you by Thursday.")),)))
        lines = case_lines(self._prompts.shown, self.context.lexicon)
        if lines and self.context.rated is not None:
            self.context.rated.nearest(lines, lines[:1])

    def find(self, work: Work) -> dict[str, Finding]:
        """What every written indicator finds in the whole work, words that earn nothing left out."""
        quiet = silent(self._flags(work))
        return self._earning(self._finder.find(work, self._written), quiet)

    def level(self, criterion: Criterion, work: Work, broken: frozenset[str]) -> int:
        """The level of one criterion by itself: a quick look, before the whole is judged."""
        flags = self._flags(work)
        return judge_turns(
            criterion,
            self._turns(work, flags, {*names_of(criterion), rated_id(criterion), *self._watched}),
            broken,
            self._asks,
        ).level

    def _earning(self, found: Findings, quiet: Sequence[Place]) -> dict[str, Finding]:
        """What was found, less the words that earn nothing; what is a fault stays, such as how many questions there were."""
        heard = unheard(found, quiet)
        return {**heard, **{name: found[name] for name in (self._counts | self._watched) & found.keys()}}

    def _flags(self, work: Work) -> tuple[Flag, ...]:
        while len(self._known) > _MOST_PASSAGES:
            del self._known[next(iter(self._known))]
        return flags_of(work, self.context, self._prompts, self._known)

    def _turns(self, work: Work, flags: Sequence[Flag], names: Collection[str] | None = None) -> list[Findings]:
        """For each turn what was found up to it, less the words that earn nothing."""
        quiet = silent(flags)
        asks = self._asks if names is None else self._asks & set(names)
        out: list[Findings] = []
        for turn in range(max(1, work.turns)):
            so_far = work.up_to(turn)
            found = self._earning(self._finder.find(so_far, names), quiet)
            # whoever prepares questions on paper asks nobody yet
            out.append(found if self.rubric.report else two_questions(found, so_far, asks))
        return out


def context_of(rubric: Rubric, model: MeaningModel) -> Context:
    """What indicators may know while they read for this rubric."""
    return Context(
        rubric.facts,
        rubric.today,
        model,
        rubric.language,
        rubric.item_names,
        getattr(model, "rated", None),
        _lexicon(rubric.spoken, rubric.people),
        rubric.may_quote,
        getattr(model, "sources", None),
    )


@lru_cache(maxsize=64)
def _lexicon(texts: tuple[str, ...], people: tuple[str, ...]) -> Lexicon:
    return lexicon_of(texts, people)


def assessor_of(rubric: Rubric, model: MeaningModel) -> Assessor:
    """The assessor for a rubric; the last few are kept with what they have read."""
    key = (id(rubric), id(model))
    if key not in _ASSESSORS:
        _ASSESSORS[key] = (rubric, model, Assessor(rubric, context_of(rubric, model)))
        while len(_ASSESSORS) > _MOST_ASSESSORS:
            _ASSESSORS.popitem(last=False)
    _ASSESSORS.move_to_end(key)
    return _ASSESSORS[key][2]


def assessor_after(rubric: Rubric, model: MeaningModel, before: Assessor | None) -> Assessor:
    """The assessor for a rubric that was edited: what the one before it read is not read again."""
    assessor = assessor_of(rubric, model)
    if before is not None and before is not assessor:
        assessor.inherit(before)
    return assessor


def find_all(rubric: Rubric, work: Work, context: Context) -> dict[str, Finding]:
    """What every indicator of the rubric finds in the work, words that earn nothing left out."""
    return assessor_of(rubric, context.model).find(work)
