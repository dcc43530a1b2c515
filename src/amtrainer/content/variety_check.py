"""Variants and bounds must hold together: each is put on its base and looked at as a scenario of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from amtrainer.content.left_over import left_over
from amtrainer.content.places import at
from amtrainer.content.references import references
from amtrainer.content.source import Path_, Source
from amtrainer.content.swapping import shown, squeezed
from amtrainer.content.varying import OWN, Base, reckon, reckoned
from amtrainer.errors import AmtrainerError, Problem
from amtrainer.scoring.facts import EXAMPLES, Facts

Look = Callable[[Source, dict[str, Any]], Iterable[Problem]]
SEEDS: Final = (1,)
_FACTS: Final = TypeAdapter(Facts)
_STRUCTURE: Final = frozenset(
    ["beats", "reactions", "indicators", "criteria", "gates", "closing", "hints", "model", "answers"]
)


def following(source: Source, data: dict[str, Any]) -> Iterator[Problem]:
    """A fact with `is` must be what follows from the facts that it names."""
    facts = data.get("facts") or {}
    for name, fact in facts.items():
        formula = fact.get("is")
        if formula is None:
            continue
        path: Path_ = ("facts", name, "is")
        kind = next((kind for kind in EXAMPLES if kind in fact), "")
        amount = reckon(str(formula), facts)
        if amount is None or not kind:
            text = f"{formula!r} cannot be reckoned"
            yield at(source, path, "AM307", text, "Write facts with + - * / or of between, each with blanks around.")
            continue
        right = reckoned({**facts, name: fact})[name][kind]
        if Decimal(str(right).split()[0]) != _FACTS.validate_python({"x": fact})["x"].value.amount:  # type: ignore[union-attr]
            yield at(
                source, path, "AM307", f"{formula} makes {right}, not {fact[kind]}", "Mend the fact or the formula."
            )


def variety(
    source: Source, data: dict[str, Any], shape: TypeAdapter[Any], looks: Sequence[Look], known: Counter[str]
) -> Iterator[Problem]:
    """Everything that is wrong with the variants and the bounds of a scenario of the right shape.

    `known` counts, by code, what the looks found in the base: it is not told again for each variant.
    """
    if not any(key in data for key in OWN):
        return
    made = _Made(source, Base(data), shape, looks, known)
    texts = (
        _swappable(data) if data.get("answers") else None
    )  # a scenario that is just begun may come to hold the words
    letters: set[str] = set()
    for place, row in enumerate(data.get("variants") or []):
        path: Path_ = ("variants", place)
        if row["id"] in letters:
            yield at(source, (*path, "id"), "AM201", f"the variant {row['id']!r} stands twice")
        letters.add(row["id"])
        for word in _idle(texts, row.get("swap") or {}) if texts is not None else ():
            yield at(
                source, (*path, "swap", word), "AM362", f"{word!r} stands nowhere in the base", key=True, warning=True
            )
        yield from made.looked((*path, "id"), str(row["id"]), 0, set(row))
    bounds = data.get("vary") or {}
    wrong = [problem for name, row in bounds.items() for problem in _bounds(source, data, name, row)]
    yield from wrong
    for seed in SEEDS if bounds and not wrong else ():
        yield from made.looked(("vary",), "", seed, set())


@dataclass(frozen=True)
class _Made:
    """What is made from a base, looked at as a scenario of its own."""

    source: Source
    base: Base
    shape: TypeAdapter[Any]
    looks: Sequence[Look]
    known: Counter[str]

    def looked(self, path: Path_, variant: str, seed: int, keys: set[str]) -> Iterator[Problem]:
        """One variant that has these keys, or the figures of one seed."""
        where = f"variant {variant}" if variant else f"seed {seed}"
        try:
            made = self.base.played(variant, seed)
            self.shape.validate_python(made)
        except (AmtrainerError, KeyError, TypeError, ValueError, AttributeError) as error:
            yield at(self.source, path, "AM360", *_refused(where, error))
            return
        seen: Counter[str] = Counter()
        wanted = self.looks if _STRUCTURE & keys else [look for look in self.looks if look is not references]
        for problem in (problem for look in wanted for problem in look(self.source, made)):
            seen[problem.code] += 1
            if seen[problem.code] > self.known[problem.code]:
                line, column = self.source.position(path)
                yield replace(problem, line=line, column=column, message=f"{where}: {problem.message}")
        for text in left_over(self.base.own, made):
            yield at(self.source, path, "AM361", f"{where}: {text}", "Swap it, or name it as a fact.", warning=True)


def _refused(where: str, error: Exception) -> tuple[str, str]:
    """Why a variant cannot be played, and what to do."""
    if isinstance(error, AmtrainerError):
        return f"{where}: {error.message}", error.hint
    if isinstance(error, ValidationError):
        detail = error.errors(include_url=False)[0]
        name = ".".join(str(part) for part in detail["loc"])
        return f"{where}: {name}: {detail['msg']}", "It is laid over the base; mend that key."
    return f"{where}: {error}", "It is laid over the base; mend what it names."


def _swappable(data: dict[str, Any]) -> str:
    """All that a word to swap may stand in."""
    units = (str(value) for fact in (data.get("facts") or {}).values() for value in fact.values())
    return f"{squeezed(text for _, text in shown(data))}\n{' '.join(units)}"


def _idle(texts: str, swap: Iterable[str]) -> Iterator[str]:
    """Words to swap that the base does not hold."""
    for word in swap:
        plain = " ".join(word.split())
        if plain not in texts and plain[:1].upper() + plain[1:] not in texts:
            yield word


def _bounds(source: Source, data: dict[str, Any], name: str, row: dict[str, Any]) -> Iterator[Problem]:
    fact = (data.get("facts") or {}).get(name) or {}
    kind = next((kind for kind in ("money", "percent", "count") if kind in fact), "")
    if not kind:
        yield at(source, ("vary", name), "AM203", f"{name!r} is no fact with an amount", key=True)
        return
    try:
        low, high, step = (Decimal(str(row[key])) for key in ("from", "to", "step"))
    except InvalidOperation:
        yield at(source, ("vary", name), "AM360", "bounds are numbers: from 1200000 to 2900000, step 100000", key=True)
        return
    amount = Decimal(str(fact[kind]).split()[0])
    if step <= 0 or not low <= amount <= high or (amount - low) % step or "is" in fact:
        text = f"{fact[kind]} does not lie on the steps from {low} to {high}"
        yield at(source, ("vary", name), "AM360", text, "The catalogue's figure is one of them.", key=True)
