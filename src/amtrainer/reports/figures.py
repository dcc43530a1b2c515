"""Drawings for a page: a radar of criteria and curves of moods, as inline SVG that is readable without colour.

Sizes are in the units of the drawing's own view box. All texts are escaped.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from markupsafe import Markup, escape

from amtrainer.progress.debrief import CriterionView

RINGS = 4
RADIUS = 110
CENTRE = 160
DASHES = ("", "7 4", "2 3", "9 3 2 3", "1 5")
SIGNS = ("circle", "square", "diamond", "triangle", "cross")


def radar(criteria: Sequence[CriterionView]) -> Markup:
    """Each criterion on an axis of its own, level 0 in the middle and 4 outside; nothing for fewer than three."""
    judged = [one for one in criteria if one.level is not None]
    if len(judged) < 3:
        return Markup("")
    spots = [_spot(place, len(judged), (one.level or 0) / RINGS) for place, one in enumerate(judged)]
    told = "; ".join(f"{one.number} {one.title}: {one.told}" for one in judged)
    parts = [
        Markup('<svg class="radar" viewBox="0 0 320 320" role="img" aria-labelledby="radar-title radar-desc">'),
        Markup('<title id="radar-title">Levels by criterion</title><desc id="radar-desc">{}</desc>').format(told),
    ]
    for ring in range(1, RINGS + 1):
        parts.append(
            Markup('<circle class="ring" fill="none" stroke="#868173" cx="{0}" cy="{0}" r="{1}"/>').format(
                CENTRE, RADIUS * ring // RINGS
            )
        )
    for place, one in enumerate(judged):
        x, y = _spot(place, len(judged), 1.0)
        tx, ty = _spot(place, len(judged), 1.2)
        parts.append(
            Markup('<line class="ring" fill="none" stroke="#868173" x1="{0}" y1="{0}" x2="{1}" y2="{2}"/>').format(
                CENTRE, x, y
            )
        )
        parts.append(Markup('<text x="{}" y="{}" text-anchor="middle">{}</text>').format(tx, ty + 4, one.number))
    parts.append(
        Markup(
            '<polygon class="shape" fill="#1d5d8f" fill-opacity="0.15" stroke="#1d5d8f" stroke-width="2" points="{}"/>'
        ).format(" ".join(f"{x},{y}" for x, y in spots))
    )
    parts += [Markup('<circle class="dot" fill="#26282b" cx="{}" cy="{}" r="4"/>').format(x, y) for x, y in spots]
    return Markup("").join([*parts, Markup("</svg>")])


def curves(moods: Sequence[tuple[str, Sequence[int]]]) -> Markup:
    """Moods from 0 to 10 over the turns: each has its own dashes and its own mark, and its name at the end."""
    shown = [(name, values) for name, values in moods if len(values) > 1]
    if not shown:
        return Markup("")
    most = max(len(values) for _, values in shown)
    told = "; ".join(f"{name}: {', '.join(map(str, values))}" for name, values in shown)
    parts = [
        Markup('<svg class="curves" viewBox="0 0 640 230" role="img" aria-labelledby="mood-title mood-desc">'),
        Markup('<title id="mood-title">Moods of the client</title><desc id="mood-desc">{}</desc>').format(told),
    ]
    for value in (0, 5, 10):
        y = _height(value)
        parts.append(
            Markup('<line class="ring" fill="none" stroke="#868173" x1="40" y1="{0}" x2="500" y2="{0}"/>').format(y)
        )
        parts.append(Markup('<text x="30" y="{}" text-anchor="end">{}</text>').format(y + 4, value))
    for turn in range(most):
        told_turn = "start" if turn == 0 else f"turn {turn}"
        parts.append(
            Markup('<text x="{}" y="222" text-anchor="middle">{}</text>').format(_width(turn, most), told_turn)
        )
    ends = _apart([_height(values[-1]) for _, values in shown])
    for place, ((name, values), end) in enumerate(zip(shown, ends, strict=True)):
        spots = [(_width(turn, most), _height(value)) for turn, value in enumerate(values)]
        dash = Markup(' stroke-dasharray="{}"').format(DASHES[place % len(DASHES)]) if place else Markup("")
        line = " ".join(f"{x},{y}" for x, y in spots)
        parts.append(
            Markup('<polyline class="curve" fill="none" stroke="#26282b" stroke-width="1.6" points="{}"{}/>').format(
                line, dash
            )
        )
        parts += [_sign(SIGNS[place % len(SIGNS)], x, y) for x, y in spots]
        parts.append(_sign(SIGNS[place % len(SIGNS)], 520, end))
        parts.append(Markup('<text x="532" y="{}">{} {}</text>').format(end + 4, escape(name), values[-1]))
    return Markup("").join([*parts, Markup("</svg>")])


def _spot(place: int, count: int, share: float) -> tuple[float, float]:
    angle = 2 * math.pi * place / count - math.pi / 2
    return round(CENTRE + RADIUS * share * math.cos(angle), 1), round(CENTRE + RADIUS * share * math.sin(angle), 1)


def _width(turn: int, most: int) -> float:
    return round(50 + 430 * turn / max(most - 1, 1), 1)


def _height(value: int) -> float:
    return round(200 - 18.5 * value, 1)


def _apart(heights: Sequence[float]) -> list[float]:
    """The same heights, moved so far that names do not stand on each other."""
    order = sorted(range(len(heights)), key=lambda place: heights[place])
    out = list(heights)
    for before, after in itertools.pairwise(order):
        out[after] = max(out[after], out[before] + 16)
    return out


def _sign(name: str, x: float, y: float) -> Markup:
    if name == "circle":
        return Markup('<circle class="dot" fill="#26282b" cx="{}" cy="{}" r="4"/>').format(x, y)
    shapes = {
        "square": ((-4, -4), (4, -4), (4, 4), (-4, 4)),
        "diamond": ((0, -6), (6, 0), (0, 6), (-6, 0)),
        "triangle": ((0, -6), (5, 4), (-5, 4)),
        "cross": (
            (-5, -1),
            (-1, -1),
            (-1, -5),
            (1, -5),
            (1, -1),
            (5, -1),
            (5, 1),
            (1, 1),
            (1, 5),
            (-1, 5),
            (-1, 1),
            (-5, 1),
        ),
    }
    points = " ".join(f"{round(x + dx, 1)},{round(y + dy, 1)}" for dx, dy in shapes[name])
    return Markup('<polygon class="dot" fill="#26282b" points="{}"/>').format(points)
