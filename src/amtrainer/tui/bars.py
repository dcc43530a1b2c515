"""Small drawings in text: level with interval, mood bar, dots. Pure: numbers in, pieces out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from textual.content import Content

from amtrainer.tui.roles import GOOD, HAIR, INK, MUTED, PART, VOICE, words


def track(level: float | None, low: float, high: float, width: int) -> Content:
    """`····━━━●━━━·····` on a scale of 1 to 5: the dot is the estimate, the line where we are 80 % sure."""
    if level is None:
        return words(("·" * width, HAIR))

    def place(value: float) -> int:
        return max(0, min(width - 1, round((value - 1) / 4 * (width - 1))))

    start, end, at = place(low), place(high), place(level)
    return words(
        ("·" * start, HAIR),
        ("━" * max(0, at - start), VOICE),
        ("●", VOICE),
        ("━" * max(0, end - at), VOICE),
        ("·" * (width - 1 - max(end, at)), HAIR),
    )


def bar(value: int, width: int) -> Content:
    """`━━━━━━────`: ten steps, no colour scale."""
    full = round(max(0, min(10, value)) / 10 * width)
    return words(("━" * full, VOICE), ("─" * (width - full), HAIR))


def dots(level: int | None) -> Content:
    """`●●●○`: levels 0 to 4; a level that is not judged has no dots."""
    if level is None:
        return words(("····", MUTED))
    role = GOOD if level >= 3 else PART
    return words(("●" * level, role), ("○" * (4 - level), HAIR))


def spread(left: Content, right: Content, width: int) -> Content:
    """Left and right on one line of `width` cells; the left one is cut if it must be."""
    room = width - right.cell_length - 1
    if left.cell_length > room:
        left = left.truncate(max(room, 1), ellipsis=True)
    return words(left, " " * max(1, width - left.cell_length - right.cell_length), right)


def padded(text: Content, width: int) -> Content:
    """Filled with blanks, or cut with an ellipsis, to `width` cells."""
    if text.cell_length > width:
        return text.truncate(width, ellipsis=True)
    return words(text, " " * (width - text.cell_length))


def clock(seconds: int) -> str:
    """6:48"""
    seconds = max(0, seconds)
    return f"{seconds // 60}:{seconds % 60:02}"


def number(value: float) -> Content:
    return words((f"{value:.1f}", INK))


SPARKS = "▁▂▃▄▅▆▇█"


def sparkline(values: Sequence[float], low: float = 1.0, high: float = 5.0) -> str:
    """`▂▃▃▅`: heights on a fixed scale, so that two lines can be compared; read without colour."""
    span = high - low
    steps = [round((min(max(value, low), high) - low) / span * (len(SPARKS) - 1)) for value in values]
    return "".join(SPARKS[step] for step in steps)


def calendar(days: Mapping[date, int], today: date, weeks: int) -> list[Content]:
    """Sessions by day: a row for each weekday, a column for each week up to this one. A figure is a count, a dot is none."""
    monday = today - timedelta(days=today.weekday(), weeks=weeks - 1)
    rows = []
    for weekday, name in enumerate(("Mon", "", "Wed", "", "Fri", "", "Sun")):
        pieces: list[tuple[str, str]] = [(f"{name:<5}", MUTED)]
        for week in range(weeks):
            day = monday + timedelta(weeks=week, days=weekday)
            count = days.get(day, 0)
            mark = " " if day > today else "·" if not count else str(count) if count < 10 else "+"
            pieces.append((f"{mark} ", INK if count else HAIR))
        rows.append(words(*pieces))
    return rows
