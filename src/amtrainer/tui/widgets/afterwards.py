"""Pages of a debrief beside the own text: to take away, the client's thoughts, promises, notes and second opinions."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from textual.content import Content

from amtrainer.progress.debrief import Debrief
from amtrainer.tui.roles import BOLD, INK, MISS, MUTED, words

NOBODY = "A check has no client: nothing is promised, thought or held back in it."
UNFINISHED = "It is told when the exercise is over."


def model(debrief: Debrief) -> Iterator[Content]:
    """One good answer."""
    reached = f", {debrief.model_total} of 100" if debrief.model_total is not None else ""
    yield words(("One good answer", BOLD), (f"{reached}; there are others", MUTED))
    for text in debrief.model_answer or ("This exercise has none.",):
        yield from (Content(""), words((text, INK)))


def hidden(debrief: Debrief) -> Iterator[Content]:
    """What was not said, or what lay behind the papers."""
    yield words((debrief.hidden_head, BOLD))
    told = NOBODY if debrief.kind == "knowledge" else "Nothing was left unsaid." if debrief.ended else UNFINISHED
    for text in debrief.hidden or (told,):
        yield from (Content(""), words((text, INK)))


def takeaway(debrief: Debrief) -> Iterator[Content]:
    """One strength, one gap, one better line, one thing to try now; below, notes and second opinions."""
    taken = debrief.takeaway
    yield words(("To take away", BOLD))
    better = f"“{taken.better}”" if taken.better else ""
    rows = (("Strength", taken.strength), ("Gap", taken.gap), ("A better line", better), ("Now", taken.now))
    for name, text in rows:
        if text:
            source = f", {taken.better_from}" if name == "A better line" else ""
            yield from (Content(""), words((f"{name}{source}", MUTED)), words((text, INK)))
    if taken.turn is not None:
        yield from (Content(""), words(("f", BOLD), (" goes back to it; this attempt stays as it is.", MUTED)))
    yield from _ratings(debrief)
    for note in debrief.notes:
        yield from (Content(""), words((f"Your note of {note.when}", MUTED)), words((note.text, INK)))


def _ratings(debrief: Debrief) -> Iterator[Content]:
    known = {one.id: one for one in debrief.criteria}
    for rating in debrief.ratings:
        yield from (Content(""), words((f"Second opinion of {rating.author}, {rating.when}", MUTED)))
        for id, level in rating.levels:
            if id in known:
                machine = known[id].level
                said = "–" if level is None else str(level)
                same = "the same as the marks" if level == machine else f"the marks say {machine}"
                reason = dict(rating.notes).get(id, "")
                yield words((f"{said}  ", BOLD), (known[id].title, INK), (f"   {same}   {reason}".rstrip(), MUTED))


def voice(debrief: Debrief) -> Iterator[Content]:
    """What the client thought at each turn, and why."""
    yield words(("What the client thought", BOLD))
    if not debrief.voice:
        yield from (Content(""), words((NOBODY if debrief.kind == "knowledge" else "Nothing was answered.", MUTED)))
    for view in debrief.voice:
        head = view.speaker if debrief.kind == "triage" else f"Turn {view.turn + 1}"
        yield from (Content(""), words((head, MUTED)), words((view.thought, INK)))
        for cause in view.because:
            quote = f" “{cause.quote}”" if cause.quote else ""
            yield words(("because", MUTED), (quote, INK), (f": {cause.reason}", MUTED))


def promises(debrief: Debrief) -> Iterator[Content]:
    """Who does what by when, and what clashes."""
    yield words(("What you promised", BOLD))
    if not debrief.promises:
        yield from (Content(""), words((NOBODY if debrief.kind == "knowledge" else "Nothing: no act, no time.", MUTED)))
    for one in debrief.promises:
        to = f", to {one.to}" if one.to else ""
        price = f"   {one.price}" if one.price else ""
        yield from (
            Content(""),
            words((one.when, INK), (f"   {one.who}{to}{price}", MUTED)),
            words((f"“{one.what}”", INK)),
        )
        for clash in one.clashes:
            yield words(("! ", MISS), (clash, INK))


PAGES: dict[str, Callable[[Debrief], Iterator[Content]]] = {
    "model": model,
    "hidden": hidden,
    "takeaway": takeaway,
    "voice": voice,
    "promises": promises,
}
