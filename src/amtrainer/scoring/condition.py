"""When something holds: a small language over what the indicators found.

`all`, `any` and `none` list names; a bare name asks for full strength, `name: partial` for at least that. `at_least` asks
for some of a list, `before: {a: b}` for a without b or earlier than b, `no_gate` for gates that were not broken. Several keys
hold together. A verdict carries the words that made it hold and what is missing, so that why and why not are computed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from amtrainer.scoring.evidence import Finding, Findings, Mark, Strength

STRENGTHS = {"trace": Strength.TRACE, "partial": Strength.PARTIAL, "full": Strength.FULL}
KEYS = frozenset({"all", "any", "none", "at_least", "before", "no_gate"})


class Want(BaseModel):
    """An indicator at a least strength."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    strength: Literal["trace", "partial", "full"] = "full"

    @property
    def least(self) -> Strength:
        return STRENGTHS[self.strength]


class AtLeast(BaseModel):
    """So many of a list."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    n: int = Field(ge=1)
    of: tuple[Want | Condition, ...] = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _read(cls, data: Any) -> Any:
        return {**data, "of": _items(data["of"])} if isinstance(data, dict) and "of" in data else data

    @model_validator(mode="after")
    def _can_be_reached(self) -> AtLeast:
        if self.n > len(self.of):
            raise ValueError(f"{self.n} of {len(self.of)} can never hold")
        return self


class Condition(BaseModel):
    """See the head of this file. Every key that is written must hold."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    all: tuple[Want | Condition, ...] = ()
    any: tuple[Want | Condition, ...] = ()
    none: tuple[Want | Condition, ...] = ()
    at_least: AtLeast | None = None
    before: dict[str, str] = Field(default_factory=dict)
    no_gate: tuple[str, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _read(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        return {key: _items(value) if key in ("all", "any", "none") else value for key, value in data.items()}

    @model_validator(mode="after")
    def _asks_for_something(self) -> Condition:
        if not (self.all or self.any or self.none or self.at_least or self.before or self.no_gate):
            raise ValueError("an empty condition holds always; write what it asks for, for example all: [asks-driver]")
        return self

    def names(self) -> Iterator[str]:
        """Every indicator that is named, in order, repeats included."""
        for item in (*self.all, *self.any, *self.none, *(self.at_least.of if self.at_least else ())):
            if isinstance(item, Want):
                yield item.name
            else:
                yield from item.names()
        for first, second in self.before.items():
            yield from (first, second)

    def wanted(self) -> Iterator[str]:
        """Every indicator that helps the condition to hold by being found."""
        for item in (*self.all, *self.any, *(self.at_least.of if self.at_least else ())):
            if isinstance(item, Want):
                yield item.name
            else:
                yield from item.wanted()
        yield from self.before


@dataclass(frozen=True, slots=True)
class Need:
    """One part of a condition that does not hold."""

    kind: Literal["find", "more", "avoid", "earlier", "gate", "closer"]
    name: str  # indicator or gate; `closer`: the likeness that is too small
    strength: Strength = Strength.FULL  # what is asked
    other: str = ""  # `earlier`: the indicator that came first
    marks: tuple[Mark, ...] = ()  # the words in its place: too weak, unwanted, or too late


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a condition holds, by which words, and what is missing if not."""

    holds: bool
    marks: tuple[tuple[str, Mark], ...] = ()  # (indicator, words)
    needs: tuple[Need, ...] = ()


def judge(condition: Condition, findings: Findings, gates: frozenset[str] = frozenset()) -> Verdict:
    """Hold `condition` against what was found. `gates` are the ids of the gates that were broken."""
    parts: list[Verdict] = [_item(item, findings, gates) for item in condition.all]
    if condition.any:
        parts.append(_some(1, condition.any, findings, gates))
    if condition.at_least:
        parts.append(_some(condition.at_least.n, condition.at_least.of, findings, gates))
    parts.extend(_none(item, findings, gates) for item in condition.none)
    parts.extend(_before(first, second, findings) for first, second in condition.before.items())
    parts.extend(Verdict(False, needs=(Need("gate", gate),)) for gate in condition.no_gate if gate in gates)
    return _together(parts)


def found(findings: Findings, name: str) -> Finding:
    """What an indicator found; nothing if it was not asked."""
    return findings.get(name) or Finding(name)


def _items(value: Any) -> Any:
    """Bare names and `name: partial` as wants; everything else as it is, for pydantic to judge."""
    return [_want(item) for item in value] if isinstance(value, list | tuple) else value


def _want(item: Any) -> Any:
    if isinstance(item, str):
        return Want(name=item)
    if isinstance(item, dict) and len(item) == 1:
        ((name, strength),) = item.items()
        if name not in KEYS and strength in STRENGTHS:
            return Want(name=name, strength=strength)
    return item


def _item(item: Want | Condition, findings: Findings, gates: frozenset[str]) -> Verdict:
    if isinstance(item, Condition):
        return judge(item, findings, gates)
    finding = found(findings, item.name)
    marks = finding.at_least(item.least)
    if marks:
        return Verdict(True, tuple((item.name, mark) for mark in marks))
    kind: Literal["find", "more"] = "more" if finding.marks else "find"
    return Verdict(False, needs=(Need(kind, item.name, item.least, marks=finding.marks or finding.near),))


def _none(item: Want | Condition, findings: Findings, gates: frozenset[str]) -> Verdict:
    verdict = _item(item, findings, gates)
    if not verdict.holds:
        return Verdict(True)
    if isinstance(item, Want):
        return Verdict(False, needs=(Need("avoid", item.name, item.least, marks=tuple(m for _, m in verdict.marks)),))
    return Verdict(False, needs=tuple(Need("avoid", name, marks=(mark,)) for name, mark in verdict.marks))


def _before(first: str, second: str, findings: Findings) -> Verdict:
    early, late = found(findings, first).at_least(Strength.FULL), found(findings, second).at_least(Strength.FULL)
    if not early:
        return _item(Want(name=first), findings, frozenset())
    if late and _at(late[0]) < _at(early[0]):
        return Verdict(False, needs=(Need("earlier", first, other=second, marks=(early[0], late[0])),))
    cut = _at(late[0]) if late else None
    return Verdict(True, tuple((first, mark) for mark in early if cut is None or _at(mark) < cut))


def _at(mark: Mark) -> tuple[int, int]:
    return mark.place.turn, mark.place.start


def _some(count: int, items: tuple[Want | Condition, ...], findings: Findings, gates: frozenset[str]) -> Verdict:
    verdicts = [_item(item, findings, gates) for item in items]
    held = [verdict for verdict in verdicts if verdict.holds]
    marks = tuple(mark for verdict in held for mark in verdict.marks)
    if len(held) >= count:
        return Verdict(True, marks)
    # The nearest way: the fewest needs, and among those the one where something was found already.
    open_ways = sorted((v for v in verdicts if not v.holds), key=lambda v: (len(v.needs), -_closeness(v)))
    needs = tuple(need for verdict in open_ways[: count - len(held)] for need in verdict.needs)
    return Verdict(False, marks, needs)


def _closeness(verdict: Verdict) -> int:
    return max((int(mark.strength) for need in verdict.needs for mark in need.marks), default=0)


def _together(parts: list[Verdict]) -> Verdict:
    holds = all(part.holds for part in parts)
    marks = tuple(dict.fromkeys(mark for part in parts if part.holds for mark in part.marks))
    return Verdict(holds, marks, tuple(need for part in parts for need in part.needs if not part.holds))


AtLeast.model_rebuild()
Condition.model_rebuild()
