"""Finding all evidence in a work, again and again: what was read once is not read twice.

Most kinds of indicators look at one passage at a time. What they find there is kept, so that a changed sentence costs its
own passage only. The others (a ranking, a clock, so many facts of a list) look at the whole work.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Final

from amtrainer.scoring.evidence import Finding, Mark
from amtrainer.scoring.indicator import Context, Indicator
from amtrainer.scoring.indicators.fact import FactNamed
from amtrainer.scoring.meaning import Act, MeaningModel, Sentence
from amtrainer.scoring.work import Passage, Work

BY_PASSAGE: Final = frozenset({"meaning", "question", "commitment", "limit", "link", "phrase", "figure", "as-rated"})
KEPT: Final = 6_000  # findings of some 2 KB; a talk of ten turns and sixty indicators needs 600 for each text
MOST_NEAR: Final = 8

Key = tuple[object, ...]


class Remembering:
    """A reader of meanings that answers the same question once."""

    def __init__(self, model: MeaningModel) -> None:
        self.name = model.name
        self._model = model
        self._known: OrderedDict[tuple[Act, Sentence], float] = OrderedDict()

    def inherit(self, other: Remembering) -> None:
        """Take over the answers that `other` knows of the same reader."""
        if other._model is self._model:
            self._known.update(other._known)

    def strengths(self, act: Act, sentences: Sequence[Sentence]) -> tuple[float, ...]:
        new = [sentence for sentence in dict.fromkeys(sentences) if (act, sentence) not in self._known]
        if new:
            for sentence, value in zip(new, self._model.strengths(act, new), strict=True):
                self._known[act, sentence] = value
        out = tuple(self._known[act, sentence] for sentence in sentences)
        while len(self._known) > KEPT:
            self._known.popitem(last=False)
        return out


class Finder:
    """Looks for every indicator of a rubric."""

    def __init__(self, indicators: Iterable[Indicator], context: Context) -> None:
        self.context = replace(context, model=Remembering(context.model))
        self._indicators = {indicator.id: indicator for indicator in indicators}
        self._local = {id for id, indicator in self._indicators.items() if is_local(indicator)}
        self._kept: OrderedDict[Key, Finding] = OrderedDict()

    def find(self, work: Work, names: Collection[str] | None = None) -> dict[str, Finding]:
        """What each indicator finds in the work; with `names`, only these."""
        wanted = [id for id in self._indicators if names is None or id in names]
        return {id: self._by_passage(id, work) if id in self._local else self._in_whole(id, work) for id in wanted}

    def inherit(self, other: Finder) -> None:
        """Take over what `other` has read, where the same indicator would read it the same way."""
        self.context.model.inherit(other.context.model)  # type: ignore[attr-defined]
        if replace(self.context, model=other.context.model) != other.context:
            return
        same = {id for id, indicator in self._indicators.items() if other._indicators.get(id) == indicator}
        self._kept.update((key, found) for key, found in other._kept.items() if key[0] in same)

    def _by_passage(self, id: str, work: Work) -> Finding:
        found = [self._keep((id, _key(passage)), id, Work((passage,))) for passage in work.passages]
        return merged(id, found)

    def _in_whole(self, id: str, work: Work) -> Finding:
        return self._keep((id, work_key(work)), id, work)

    def _keep(self, key: Key, id: str, work: Work) -> Finding:
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = self._indicators[id].find(work, self.context)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found


def is_local(indicator: Indicator) -> bool:
    """Whether what it finds in a passage does not depend on the others."""
    if isinstance(indicator, FactNamed):
        return indicator.need in ("any", 1) or len(indicator.facts) == 1
    return getattr(indicator, "look_for", "") in BY_PASSAGE


def merged(id: str, found: Sequence[Finding]) -> Finding:
    """The findings of several passages as one."""
    if len(found) == 1:
        return found[0]
    best = max((one.strength for one in found), default=None)
    strongest = [one for one in found if one.marks and one.strength == best]
    return Finding(
        id,
        in_order(mark for one in found for mark in one.marks),
        in_order(mark for one in found for mark in one.against),
        bool(strongest) and all(one.doubt for one in strongest),
        in_order(mark for one in found for mark in one.near)[:MOST_NEAR],
        next((one.bars for one in found if one.bars), ()),
    )


def in_order(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """By turn, then by place; marks of different fields stay in the order of the work."""
    return tuple(sorted(marks, key=lambda mark: (mark.place.turn, 0 if mark.place.field else mark.place.start)))


def work_key(work: Work) -> Key:
    """Equal for equal works."""
    return (
        tuple(_key(passage) for passage in work.passages),
        work.order,
        work.undone,
        tuple(sorted(work.times.items())),
    )


def _key(passage: Passage) -> Key:
    return passage.turn, passage.field, passage.answer.text, passage.heard, passage.about, passage.part
