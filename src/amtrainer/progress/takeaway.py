"""What to take away from a session: one strength, one gap, one better line for this client, one thing to try now."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from amtrainer.progress.debrief_parts import EMPTY, NONE, CriterionView, LineView, lacking
from amtrainer.scoring.candidates import sentence_at
from amtrainer.scoring.scorecard import Evidence
from amtrainer.scoring.work import Work

_ENDS: Final = re.compile(r"[.?!](?!\S)|\n")  # the point in 4.2 or 1.2 million ends nothing

_WHOLE: Final = re.compile(r"(?:[^\W_a-z]|[“\"]).*[.?!]", re.S)  # from a capital or a figure to a stop

MOST_WORDS: Final = 20  # of a quotation
_HELLO: Final = r"\s*(?<!\w)(?:good (?:morning|afternoon|evening|day)|hello|hi|dear|hey|thank you|thanks)\b"
_GREETING: Final = re.compile(rf"{_HELLO}(?:[\s,]+\w+\.?){{0,3}}[.,!:\n–—]+\s*", re.I)  # "Good morning, Dr Hassan."
_GREETS: Final = re.compile(rf"{_HELLO}(?:[\s,]+[\w.]+){{0,4}}[.,!\s]*", re.I)


@dataclass(frozen=True, slots=True)
class Takeaway:
    """Four sentences. A part that cannot be said honestly is empty."""

    strength: str = ""
    gap: str = ""
    better: str = ""  # a whole line, in words that can be said
    better_from: str = ""  # "your line, changed", "a sentence to add", "to say instead" or "the model answer"
    now: str = ""
    turn: int | None = None  # where to go back to; None = play it again from the start


def takeaway(
    criteria: Sequence[CriterionView],
    lines: Sequence[LineView],
    model: Mapping[str, Sequence[str]],
    *,
    forkable: bool,
    heads: Mapping[int, str] | None = None,
) -> Takeaway:
    """`model` has the sentences of the model answer by id of criterion, `heads` the title of its part by its number."""
    heads = heads or {}
    judged = [one for one in criteria if one.level is not None]
    if not judged:
        return Takeaway()
    best = max(judged, key=lambda one: (one.level or 0, one.weight, -one.number))
    worst = max(judged, key=lambda one: (one.weight - one.points, one.weight, -one.number))
    strength = _strength(best, heads.get(best.number, "")) if (best.level or 0) >= 2 else ""
    if worst.points >= worst.weight:
        return Takeaway(
            strength=strength, now="Nothing is missing here. Take another client, or the same one in exam mode."
        )
    if worst.learn:
        again = "Play what trains it, then take the check again."
        return Takeaway(strength, f"{worst.title}, {worst.points} of {worst.weight} points. {worst.learn}", now=again)
    better, source, turn = _better(worst, lines, model)
    return Takeaway(
        strength,
        _gap(worst, heads.get(worst.number, "")),
        better,
        source,
        _now(worst, turn, forkable),
        turn if forkable else None,
    )


def sentences(work: Work, evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """The sentences of a work that hold these words, each once."""
    found: dict[str, None] = {}
    for one in evidence:
        if one.quote.strip():
            passage = work.passage_at(one.place)
            found.setdefault(" ".join(passage.answer.quote(sentence_at(passage, one.place)).split()))
    return tuple(found)


def _strength(one: CriterionView, head: str = "") -> str:
    whole = (quote for quote in one.quotes if not _GREETS.fullmatch(quote) and len(quote) > 1)  # "b" ticks a box
    quote = max(whole, key=_told, default="")
    told = one.told or f"level {one.level}"
    return f"{_titled(one, head)}, {told}" + (f": “{_short(quote)}”" if quote else "")


def _told(quote: str) -> int:
    """How much a quotation says by itself: its words, up to the most that are shown."""
    return min(len(quote.split()), MOST_WORDS)


def _titled(one: CriterionView, head: str) -> str:
    return f"{head}, {one.title[:1].lower()}{one.title[1:]}" if head else one.title


def _gap(one: CriterionView, head: str) -> str:
    lost = one.weight - one.points
    absent = lacking(one.why_not.parts) if one.why_not else ""
    why = f": {absent}" if absent else ""
    return f"{_titled(one, head)}, {lost} of {one.weight} points still open{why}"


def _better(
    one: CriterionView, lines: Sequence[LineView], model: Mapping[str, Sequence[str]]
) -> tuple[str, str, int | None]:
    change = one.change
    if change is not None and change.new.strip():  # words that only go leave no better line
        place = change.place
        line = next((x for x in lines if x.own and (x.turn, x.field) == (place.turn, place.field)), None)
        if line is not None:
            said = "" if line.text in (EMPTY, NONE) else line.text
            if not change.old.strip() and _WHOLE.fullmatch(change.new.strip()):
                costly = any(mark.sign == "!" for mark in line.marks)  # never beside words that cost the total
                return change.new.strip(), "to say instead" if costly else "a sentence to add", place.turn
            text = said[: place.start] + change.new + said[place.end :]
            return _sentence(text, place.start, place.start + len(change.new)), "your line, changed", place.turn
    shown = list(dict.fromkeys(text for text in model.get(one.id, ()) if text.strip()))
    turns = [line.turn for line in lines if line.own and line.turn is not None]
    if shown:
        return " … ".join(shown[:2]), "the model answer", turns[-1] if turns else None
    return "", "", turns[-1] if turns else None


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence, or the few, that hold these offsets."""
    ends = [found.end() for found in _ENDS.finditer(text)]
    first = max((place for place in ends if place <= max(start - 1, 0)), default=0)
    while first < start and text[first] in " \n":
        first += 1
    return text[first : min((place for place in ends if place >= end), default=len(text))].strip()


def _now(one: CriterionView, turn: int | None, forkable: bool) -> str:
    act = one.title[:1].lower() + one.title[1:]
    if forkable and turn is not None:
        return f"Go back to turn {turn + 1} and say the better line in your own words; only this is new: {act}."
    return f"Play it once more and do one thing differently: {act}."


def _short(text: str) -> str:
    """Without a greeting in front, and not longer than can be read at a glance."""
    words = _GREETING.sub("", text).split()
    return " ".join(words[:MOST_WORDS]) + (" …" if len(words) > MOST_WORDS else "")
