"""Candidates side by side in words and rows: for the screen and for plain lines."""

from __future__ import annotations

from collections.abc import Sequence

from amtrainer.panel.comparison import NOISE, Z80, Agreed, Standing, Turn, words_for
from amtrainer.panel.kit import Kit


def rows(kit: Kit, levels: Agreed, told: Sequence[Standing]) -> list[tuple[str, ...]]:
    """A table: candidates across; each criterion's level, the total, and where it lies for 80 % sure."""
    names = [one.candidate for one in told]
    out = [("", *names)]
    for criterion in kit.criteria:
        given = [levels.get(name, {}).get(criterion.id) for name in names]
        out.append((criterion.says, *(_level(one) for one in given)))
    left_out = any("–" in row for row in out)
    out.append(
        (
            "Total of 100" + ", – left out" * left_out,
            *("–" if one.total is None else f"{one.total:.0f}" for one in told),
        )
    )
    out.append(("80% sure of", *("too little judged" if one.low is None else _range(one) for one in told)))
    return out


def sentences(kit: Kit, told: Sequence[Standing], changes: Sequence[Turn]) -> list[str]:
    """What may be said of the table: each pair, what their order rests on, and how sure one level is."""
    out = [
        f"{one.candidate} against {other.candidate}: {words_for(one, other)}."
        for place, one in enumerate(told)
        for other in told[place + 1 :]
    ]
    named = [kit.criterion(id).says for id in dict.fromkeys(turn.criterion for turn in changes)]
    if named:
        out.append(f"The order changes with the weight of: {', '.join(named)}.")
    elif len(told) > 1:
        out.append("The order is the same for every weight taken 0.5 to 2 times.")
    out.append(f"A level is sure to about {Z80 * NOISE:.1f} either way (80%). Nothing here decides.")
    return out


def _level(level: float | None) -> str:
    return "–" if level is None else f"{level:g}"


def _range(one: Standing) -> str:
    return f"{one.low:.0f} to {one.high:.0f}"
