"""What is chosen for a day before it is made: exercises and questions, criteria and weights, people, words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from amtrainer import paths
from amtrainer.content.library import Library
from amtrainer.errors import AmtrainerError
from amtrainer.interview.making import drafted, pinned
from amtrainer.panel.kit import CONSENT, NOTICE, Anchor, Kit
from amtrainer.simulation.kinds.interview import Interview


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be part of a day: an exercise, or one question of a set (`part` is its id)."""

    key: str  # "d03" or "i01:q2"
    says: str
    minutes: int
    part: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A day as it was chosen so far."""

    name: str = ""
    chosen: tuple[str, ...] = ()  # keys of offers, in the order in which they are to come
    left_out: frozenset[str] = frozenset()  # criteria that are not rated
    weights: dict[str, int] = field(default_factory=dict)
    reason: str = ""
    minutes: dict[str, int] = field(default_factory=dict)
    raters: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    names: dict[str, str] = field(default_factory=dict)
    retention_days: int = 180
    offered: bool = False
    notice: str = NOTICE
    consent: str = CONSENT

    @property
    def tasks(self) -> tuple[str, ...]:
        """As the command line names them: the questions of one set stand together, where its first one was chosen."""
        out: dict[str, list[str]] = {}
        for key in self.chosen:
            number, _, part = key.partition(":")
            out.setdefault(number, []).extend([part] if part else [])
        return tuple(f"{number}:{','.join(parts)}" if parts else number for number, parts in out.items())

    def toggled(self, key: str) -> Plan:
        """With this offer, at the end, or without it."""
        chosen = tuple(one for one in self.chosen if one != key) if key in self.chosen else (*self.chosen, key)
        return replace(self, chosen=chosen)


class Planning:
    """What there is to choose from, and the kit that a plan comes to."""

    def __init__(self) -> None:
        self._library = Library(cache_dir=paths.cache_dir())
        self._anchors: dict[str, tuple[Anchor, ...]] = {}

    def offers(self) -> tuple[Offer, ...]:
        """Every exercise that can be played on a day; question sets question by question."""
        out: list[Offer] = []
        for head in self._library.heads():
            if head.kind == "interview":
                scenario = self._library.scenario(head.id)
                assert isinstance(scenario, Interview)
                share = max(1, round(head.minutes / len(scenario.questions)))
                out += [Offer(f"{head.number}:{q.id}", q.asks, share, q.id) for q in scenario.questions]
            elif head.kind != "knowledge":
                out.append(Offer(head.number if "/" not in head.id else head.id, head.title, head.minutes))
        return tuple(out)

    def criteria(self, plan: Plan) -> tuple[Anchor, ...]:
        """Everything that the chosen exercises can be held to. Raises `AmtrainerError`."""
        out: list[Anchor] = []
        for task in plan.tasks:
            if task not in self._anchors:
                self._anchors[task] = pinned(self._library, task)[1]
            out += self._anchors[task]
        return tuple(out)

    def kit(self, plan: Plan) -> Kit:
        """The kit as it would be frozen. Raises `AmtrainerError` for the first thing that is missing or unfair."""
        if not plan.name.strip():
            raise AmtrainerError("The day has no name yet.")
        if not plan.chosen:
            raise AmtrainerError("No exercise is chosen yet.")
        wanted = [one.id for one in self.criteria(plan) if one.id not in plan.left_out]
        return drafted(
            plan.name.strip(),
            plan.tasks,
            plan.raters,
            plan.candidates,
            weights={id: weight for id, weight in plan.weights.items() if id in wanted},
            weights_reason=plan.reason,
            retention_days=plan.retention_days,
            offered=plan.offered,
            criteria=wanted or ["none"],
            minutes=plan.minutes,
            notice=plan.notice,
            consent=plan.consent,
        )


def people(text: str) -> tuple[str, ...]:
    """Names or codes as they are typed: by commas or blanks; a number alone means C1 to that number."""
    parts = tuple(part for part in text.replace(",", " ").split() if part)
    if len(parts) == 1 and parts[0].isdigit():
        return tuple(f"C{n}" for n in range(1, min(int(parts[0]), 99) + 1))
    return parts
