"""Two attempts as lines: what they share, points gained and lost with the words, both moods."""

from __future__ import annotations

from amtrainer.plain.console import Console
from amtrainer.progress.compare import Comparison, CriterionChange, Side


def show_comparison(console: Console, found: Comparison) -> None:
    """Write the whole comparison."""
    console.say(found.title)
    console.say(f"A: {_side(found.a)}")
    console.say(f"B: {_side(found.b)}")
    change = "" if found.change is None else f"Total {signed(found.change)}. "
    console.say(f"{change}{found.gained} points gained, {found.lost} lost, before any cap.")
    for title, where in found.gates:
        console.say(f"! {title}: {where}.")
    console.say()
    for row in found.criteria:
        console.say(_row(row))
        if row.what:
            console.say(row.what, indent="   ")
    console.say()
    for mood in found.moods:
        console.say(f"{mood.name.capitalize()}: A {_course(mood.a)}, B {_course(mood.b)}")
    console.say()
    turns = sum(line.own for line in found.a.lines[: found.shared])
    console.say(f"They begin the same: {found.shared} line{'' if found.shared == 1 else 's'}, {turns} of yours.")
    for name, side in (("A", found.a), ("B", found.b)):
        console.say()
        console.say(f"{name} goes on:")
        for line in side.lines[found.shared :]:
            console.say(f"{line.name}: {line.text}", indent="  ")


def signed(change: int) -> str:
    """+13, −3, ="""
    return "=" if change == 0 else f"{change:+d}".replace("-", "−")


def _side(side: Side) -> str:
    total = "no total" if side.total is None else f"{side.total} of 100"
    return f"session {side.session}, {side.when[:10]}, attempt {side.attempt}, {total}"


def _row(row: CriterionChange) -> str:
    change = "" if row.change is None else f", {signed(row.change)}{' points' if row.change else ''}"
    return f"{row.number}. {row.title}: {row.told}{change}"


def _course(values: tuple[int, ...]) -> str:
    return " → ".join(map(str, values))
