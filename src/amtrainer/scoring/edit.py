"""Changing a work on paper: words cut out, put in or replaced, and everything else as it was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from amtrainer.scoring.answer import Answer
from amtrainer.scoring.work import Place, Work


@dataclass(frozen=True, slots=True)
class Edit:
    """The words at `place` become `new`. An empty place puts words in, an empty `new` takes them out."""

    place: Place
    new: str

    @property
    def clashes_at(self) -> tuple[int, str | None]:
        return self.place.turn, self.place.field


def changed(work: Work, edits: Iterable[Edit]) -> Work:
    """The work after the edits; they must not overlap."""
    texts = {(passage.turn, passage.field): passage.answer.text for passage in work.passages}
    by_passage: dict[tuple[int, str | None], list[Edit]] = defaultdict(list)
    for edit in edits:
        by_passage[edit.place.turn, edit.place.field].append(edit)
    for key, found in by_passage.items():
        for edit in sorted(found, key=lambda edit: (edit.place.start, edit.place.end), reverse=True):
            texts[key] = texts[key][: edit.place.start] + edit.new + texts[key][edit.place.end :]
    passages = tuple(
        replace(passage, answer=Answer(texts[passage.turn, passage.field], passage.answer.told))
        if (passage.turn, passage.field) in by_passage
        else passage
        for passage in work.passages
    )
    return replace(work, passages=passages)


def cut(work: Work, places: Iterable[Place]) -> Work:
    """The work without the words at these places."""
    return changed(work, [Edit(place, "") for place in joined(places)])


def joined(places: Iterable[Place]) -> list[Place]:
    """The same characters as places that do not overlap."""
    out: list[Place] = []
    for place in sorted(places, key=lambda one: (one.turn, one.field or "", one.start, one.end)):
        last = out[-1] if out else None
        if last and (last.turn, last.field) == (place.turn, place.field) and place.start <= last.end:
            out[-1] = replace(last, end=max(last.end, place.end))
        else:
            out.append(place)
    return out
