"""What a criterion is worth and why, as lines: row, ladder, why not, smallest change, gate."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content
from textual.style import Style

from amtrainer.progress.debrief import CriterionView, Debrief, GateView
from amtrainer.progress.debrief_parts import lacking, shown
from amtrainer.tui.bars import dots, padded, spread
from amtrainer.tui.roles import BOLD, GOOD, HAIR, INK, MISS, MUTED, PART, SIGN_ROLES, lines, words

LABEL = 11


def criterion_row(criterion: CriterionView, width: int) -> Content:
    """`1  ✓  Restates her demand   ●●●○   15 of 15`"""
    left = words(
        (f"{criterion.number}  ", INK),
        (criterion.sign, SIGN_ROLES.get(criterion.sign, MUTED)),
        "  ",
        (criterion.title, INK),
    )
    if criterion.level is None:
        return spread(left, words(("not judged", MUTED)), width)
    right = words(dots(criterion.level), (f"{criterion.points:>5}", INK), (f" of {criterion.weight}", MUTED))
    return spread(left, right, width)


def part_row(debrief: Debrief, at: int, width: int) -> Content:
    """`Question 2: failure   45 of 100`, below it where it stands among the others and what trains it."""
    part = debrief.parts[at]
    score = words(("no total", MUTED)) if part.total is None else words((str(part.total), BOLD), (" of 100", MUTED))
    spread_said = f", from {debrief.spread[0]} to {debrief.spread[1]}" if debrief.spread else ""
    trains = f"   trained by {', '.join(part.trains)}" if part.trains else ""
    below = words((f"{at + 1} of {len(debrief.parts)}{spread_said}{trains}", MUTED))
    return lines([spread(words((part.title, BOLD)), score, width), below, Content("")])


def detail(criterion: CriterionView, width: int, *, title: bool = True) -> Content:
    """Everything below the rows, for the selected criterion."""
    rows: list[Content] = []
    if title:
        rows += [words((f"{criterion.number}  {criterion.title}", BOLD)), Content("")]
    if criterion.level is None:
        rows += [*_labelled("", words((criterion.doubt, MUTED)), width), Content("")]
    rows += list(_ladder(criterion, width))
    rows += [Content(""), *_why_not(criterion, width)]
    return lines(rows)


def why(criterion: CriterionView, width: int) -> Content:
    """Why this level, with the words."""
    rows = list(_labelled("Why", words((criterion.why or criterion.learn or "Nothing of it was found.", INK)), width))
    for quote in [quote for quote in criterion.quotes if quote not in criterion.why][:3]:
        rows += list(_labelled("", words((f"“{quote}”", INK)), width))
    if criterion.doubt:
        rows += list(_labelled("", words((criterion.doubt, MUTED)), width))
    return lines(rows)


def _ladder(criterion: CriterionView, width: int) -> Iterator[Content]:
    for rung in criterion.ladder:
        reached, goal = rung.state == "reached", rung.state == "goal"
        dot = ("●", GOOD if rung.level >= 3 else PART) if reached else ("○", HAIR)
        left = words((f"  {rung.level}  ", MUTED), dot, "  ")
        tail = (
            words(("you", MUTED)) if reached else words((f"+{rung.gain}", GOOD)) if goal and rung.gain else Content("")
        )
        text = words((rung.says, INK if reached or goal else MUTED))
        room = width - left.cell_length - 5
        for place, line in enumerate(text.wrap(max(room, 10))):
            yield spread(words(left if not place else " " * 8, line), tail if not place else Content(""), width)


def _why_not(criterion: CriterionView, width: int) -> Iterator[Content]:
    if criterion.learn:
        yield from _labelled("Learn", words((criterion.learn, INK)), width)
        for number in criterion.trains:
            opens = words(" " * LABEL, ("b", BOLD), (f" opens {number}", MUTED))
            yield opens.stylize(Style.from_meta({"trains": number}))
        return
    if criterion.why_not:
        quote = f"“{criterion.why_not.quote}”" if criterion.why_not.quote else "Nothing of it was found."
        yield from _labelled(f"Why not {criterion.why_not.level}", words((quote, INK)), width)
        parts: list[Content] = []
        for part in shown(criterion.why_not.parts):
            sign = ("✓ ", GOOD) if part.present else ("– ", PART)
            parts.append(words(sign, (part.name if part.present else lacking((part,)), INK)))
        yield from _flow(parts, width)
        yield Content("")
    if change := criterion.change:
        before, after = change.old.strip(), change.new.strip()
        old = words((before, "strike $muted"), (" → ", INK)) if before else words(("add ", MUTED))
        if not after:
            old = words(("take out ", MUTED), (before, "strike $muted"))
        rows = words(old, (after, f"bold {GOOD}"), (change.where, MUTED)).wrap(max(width - LABEL, 10))
        for place, line in enumerate(rows):
            yield words(
                padded(words(("Smallest" if not place else "change" if place == 1 else "", MUTED)), LABEL), line
            )
        yield words(padded(words(("change" if len(rows) == 1 else "", MUTED)), LABEL), (change.lifts, MUTED))
    elif criterion.no_change:
        yield from _labelled("Smallest", words((criterion.no_change, INK)), width, second="change")


def _flow(parts: list[Content], width: int) -> Iterator[Content]:
    """As many in a row as fit whole; what is longer than a row goes on below its first word."""
    room = max(width - LABEL, 10)
    row: list[Content] = []
    for part in parts:
        if row and sum(p.cell_length + 2 for p in row) + part.cell_length > room:
            yield from _flowed(row, room)
            row = []
        row.append(part)
    if row:
        yield from _flowed(row, room)


def _flowed(row: list[Content], room: int) -> Iterator[Content]:
    for place, line in enumerate(Content("  ").join(row).wrap(room if len(row) > 1 else room - 2)):
        yield words(" " * (LABEL + 2 * bool(place)), line)


def _labelled(label: str, content: Content, width: int, *, second: str = "") -> Iterator[Content]:
    rows = content.wrap(max(width - LABEL, 10))
    for place, line in enumerate(rows):
        name = label if not place else second if place == 1 else ""
        yield words(padded(words((name, MUTED)), LABEL), line)


def gates(debrief: Debrief, width: int) -> Content:
    """Each broken gate with its words, or that there was none."""
    if not debrief.gates:
        return words((debrief.no_gate, MUTED))
    return lines(row for gate in debrief.gates for row in _gate(gate, width, debrief.capped))


def _gate(gate: GateView, width: int, capped: str) -> Iterator[Content]:
    yield words(("! ", f"bold {MISS}"), (gate.title, BOLD), (f"   caps {capped} at {gate.cap}", MUTED))
    yield from words((f"“{gate.quote}”  ", INK), (gate.sentence, MUTED)).wrap(width)
