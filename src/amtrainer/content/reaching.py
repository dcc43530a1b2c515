"""What nobody can ever reach: beats without a way to them, levels that contradict themselves, moods out of bounds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from amtrainer.content.places import at
from amtrainer.content.source import Path_, Source
from amtrainer.errors import Problem

_ORDER: Final = {"trace": 1, "partial": 2, "full": 3}
Move = tuple[str, int, bool]  # mood, change, whether it may come more than once


def reaching(source: Source, data: dict[str, Any]) -> Iterator[Problem]:
    """All that cannot be reached in a scenario of the right shape."""
    yield from _beats(source, data)
    yield from _levels(source, data)
    yield from _moods(source, data)


def ways(data: dict[str, Any]) -> dict[str, set[str]]:
    """Beat -> the beats that its replies lead to."""
    beats = data.get("beats") or []
    ids = [beat["id"] for beat in beats]
    general = [reply for reply in data.get("reactions") or [] if reply.get("to")]
    out: dict[str, set[str]] = {}
    for place, beat in enumerate(beats):
        after = ids[min(place + 1, len(ids) - 1)]
        replies = [*(beat.get("reactions") or []), beat.get("otherwise") or {}, *general]
        out[beat["id"]] = {reply.get("to") or after for reply in replies if not reply.get("ends")}
    return out


def _beats(source: Source, data: dict[str, Any]) -> Iterator[Problem]:
    beats = data.get("beats") or []
    if not beats:
        return
    found, waiting, known = set(), [beats[0]["id"]], ways(data)
    while waiting:
        beat = waiting.pop()
        if beat not in found:
            found.add(beat)
            waiting.extend(known.get(beat, ()))
    for place, beat in enumerate(beats):
        if beat["id"] not in found:
            yield at(
                source,
                ("beats", place, "id"),
                "AM320",
                f"no reply leads to the beat {beat['id']!r}",
                f"Let a reaction go there with to: {beat['id']}, or delete it.",
                warning=True,
            )


def _levels(source: Source, data: dict[str, Any]) -> Iterator[Problem]:
    for place, criterion in enumerate(data.get("criteria") or []):
        needed: dict[str, int] = {}
        for level, rung in sorted(criterion["levels"].items()):
            when = rung.get("when") or {}
            needed |= {name: max(needed.get(name, 0), least) for name, least in _wants(when.get("all"))}
            path: Path_ = ("criteria", place, "levels", level)
            for name, least in _wants(when.get("none")):
                if needed.get(name, 0) >= least:
                    yield at(
                        source,
                        (*path, "when", "none"),
                        "AM321",
                        f"level {level} of {criterion['id']} can never be reached: {name} must be there and must not",
                        "Levels build on each other: take it out of one of them.",
                    )
            for first, second in (when.get("before") or {}).items():
                if first == second:
                    yield at(
                        source,
                        (*path, "when", "before", first),
                        "AM321",
                        f"level {level} of {criterion['id']} can never be reached: {first} cannot come before itself",
                        "Name another indicator.",
                    )


def _wants(items: Any) -> Iterator[tuple[str, int]]:
    for item in items or ():
        if isinstance(item, str):
            yield item, _ORDER["full"]
        elif isinstance(item, dict) and len(item) == 1:
            ((name, strength),) = item.items()
            if isinstance(strength, str) and strength in _ORDER:
                yield name, _ORDER[strength]


def _moods(source: Source, data: dict[str, Any]) -> Iterator[Problem]:
    """Points that open at a mood, and clients that leave at one, where no reply brings it so far."""
    start = data.get("mood")
    if not isinstance(start, dict) or "beats" not in data:
        return
    moves = list(_moves(data))
    turns = data.get("turns") or len(data["beats"])
    for place, point in enumerate(data.get("hidden") or []):
        opens = point.get("opens") or {}
        if (name := opens.get("mood")) in start and not opens.get("when"):
            most = min(10, start[name] + _sum(moves, str(name), 1, turns))
            if most < (opens.get("at") or 0):
                yield at(
                    source,
                    ("hidden", place, "opens", "at"),
                    "AM322",
                    f"{name} never gets to {opens['at']}: it starts at {start[name]} and reaches {most} at most",
                    "Lower the mark, or let more reactions raise it.",
                    warning=True,
                )
    leaves = data.get("leaves") or {}
    if (name := leaves.get("mood")) in start:
        least = max(0, start[name] - _sum(moves, str(name), -1, turns))
        if least > (leaves.get("at") or 0):
            yield at(
                source,
                ("leaves", "at") if "at" in leaves else ("leaves", "mood"),
                "AM322",
                f"{name} never falls to {leaves.get('at', 0)}: it starts at {start[name]} and reaches {least} at least",
                "Raise the mark, or let more reactions lower it.",
                warning=True,
            )


def _sum(moves: list[Move], name: str, sign: int, turns: int) -> int:
    """The most that the moves of one direction can add up to in so many turns."""
    steps: list[int] = []
    for mood, change, again in moves:
        if mood == name and change * sign > 0:
            steps += [abs(change)] * (turns if again else 1)
    return sum(sorted(steps, reverse=True)[: 4 * turns])


def _moves(data: dict[str, Any]) -> Iterator[Move]:
    replies = [(reply, bool(reply.get("again"))) for reply in data.get("reactions") or []]
    replies += [(data[key], True) for key in ("rude", "short") if data.get(key)]
    for beat in data.get("beats") or []:
        replies += [(reply, bool(reply.get("again"))) for reply in beat.get("reactions") or []]
        if beat.get("otherwise"):
            replies.append((beat["otherwise"], True))
    for reply, again in replies:
        for name, change in (reply.get("mood") or {}).items():
            yield name, change, again
