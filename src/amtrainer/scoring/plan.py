"""A plan for an inbox as a work: one passage for each field, and the ranking as a text of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from amtrainer.scoring.answer import Answer
from amtrainer.scoring.work import Passage, Work

FIELDS = ("action", "owner", "time", "reason")


@dataclass(frozen=True, slots=True)
class Plan:
    """What was decided about an inbox. Items keep the order in which they were ranked."""

    order: tuple[str, ...] = ()
    items: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # item -> action, owner, time, reason
    messages: Mapping[str, str] = field(default_factory=dict)
    undone: tuple[str, ...] = ()
    times: Mapping[str, str] = field(default_factory=dict)  # item -> "HH:MM" of the first act on it, if known
    heard: Mapping[str, str] = field(default_factory=dict)  # item -> text of its mail


def work_of_plan(plan: Plan) -> Work:
    """The passages of a plan: `order`, then each item's fields in its rank, the messages, and what is left undone."""
    passages: list[Passage] = []

    def add(text: str, name: str, items: Sequence[str], item: str = "") -> None:
        if text.strip():
            passages.append(Passage(0, Answer(text), plan.heard.get(item, ""), name, frozenset(items)))

    for item in _ranked(plan):
        for name in FIELDS:
            add(plan.items.get(item, {}).get(name, ""), f"{item}.{name}", [item], item)
    for item, text in sorted(plan.messages.items()):
        add(text, f"messages.{item}", [item], item)
    add(", ".join(plan.order), "order", plan.order)
    add(", ".join(plan.undone), "undone", plan.undone)
    times = {item: _time(plan, item) for item in (*plan.order, *plan.messages, *plan.items)}
    return Work(tuple(passages), plan.order, plan.undone, {item: time for item, time in times.items() if time})


def _ranked(plan: Plan) -> list[str]:
    return [*(item for item in plan.order if item in plan.items), *sorted(set(plan.items) - set(plan.order))]


def _time(plan: Plan, item: str) -> str:
    """When the first act on an item takes place: as it happened, else as planned."""
    if item in plan.times:
        return plan.times[item]
    planned = plan.items.get(item, {}).get("time", "").strip().lower().removeprefix("by ").removeprefix("at ")
    hour, colon, minute = planned.partition(":")
    if planned == "now":
        return ""
    return f"{int(hour):02}:{minute}" if colon and hour.isdigit() and minute.isdigit() and len(minute) == 2 else ""
