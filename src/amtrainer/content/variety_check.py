"""Variants and bounds must hold together: each is put on its base and looked at as a scenario of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from amtrainer.content.figure_forms import written
from amtrainer.content.places import at
from amtrainer.content.references import references
from amtrainer.content.source import Path_, Source
from amtrainer.content.swapping import shown
from amtrainer.content.varying import played, reckon, reckoned
from amtrainer.errors import AmtrainerError, Problem
from amtrainer.scoring.answer import fixed
from amtrainer.scoring.facts import EXAMPLES, Facts
from amtrainer.scoring.values import Value, figures

Look = Callable[[Source, dict[str, Any]], Iterable[Problem]]
SEEDS: Final = (1,)
_FACTS: Final = TypeAdapter(Facts)
_NUMBERED: Final = re.compile(
    r"(page|exhibit|article|clause|paragraph|section|step|point|part|version|line|no\.)\s*$", re.I
)
_STRUCTURE: Final = frozenset(
    ["beats", "reactions", "indicators", "criteria", "gates", "closing", "hints", "model", "answers"]
)
_COUNTED: Final = ("money", "percent", "count", "duration")
_EVERYDAY: Final = {(Decimal(1), "count"), (Decimal(2), "count")}  # they stand in any text: two ways, one more thing
_SHOWN: Final = frozenset(
    [
        "title",
        "summary",
        "role",
        "goal",
        "situation",
        "may",
        "may_not",
        "client",
        "exhibits",
        "hidden",
        "beats",
        "reactions",
        "closing",
        "leaves",
        "otherwise",
        "rude",
        "short",
        "hints",
        "answers",
        "inbox",
        "book",
        "questions",
        "sets",
        "items",
    ]
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


def variety(source: Source, data: dict[str, Any], shape: TypeAdapter[Any], looks: Iterable[Look]) -> Iterator[Problem]:
    """Everything that is wrong with the variants and the bounds of a scenario of the right shape."""
    known = Counter(problem.code for look in looks for problem in look(source, data))
    letters: set[str] = set()
    for place, row in enumerate(data.get("variants") or []):
        path: Path_ = ("variants", place)
        if row["id"] in letters:
            yield at(source, (*path, "id"), "AM201", f"the variant {row['id']!r} stands twice")
        letters.add(row["id"])
        for word in _idle(data, row.get("swap") or {}):
            yield at(
                source, (*path, "swap", word), "AM362", f"{word!r} stands nowhere in the base", key=True, warning=True
            )
        yield from _as_played(source, data, (*path, "id"), str(row["id"]), 0, shape, looks, known)
    bounds = data.get("vary") or {}
    wrong = [problem for name, row in bounds.items() for problem in _bounds(source, data, name, row)]
    yield from wrong
    for seed in SEEDS if bounds and not wrong else ():
        yield from _as_played(source, data, ("vary",), "", seed, shape, looks, known)


def _as_played(
    source: Source, data: dict[str, Any], path: Path_, variant: str, seed: int, shape: TypeAdapter[Any],
    looks: Iterable[Look], known: Counter[str],
) -> Iterator[Problem]:  # fmt: skip
    """One variant, or the figures of one seed, looked at; what the base has too is told there."""
    where = f"variant {variant}" if variant else f"seed {seed}"
    try:
        made = played(data, variant, seed)
        shape.validate_python(made)
    except ValidationError as error:
        detail = error.errors(include_url=False)[0]
        name = ".".join(str(part) for part in detail["loc"])
        yield at(source, path, "AM360", f"{where}: {name}: {detail['msg']}", "It is laid over the base; mend that key.")
        return
    except AmtrainerError as error:
        yield at(source, path, "AM360", f"{where}: {error.message}", error.hint)
        return
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        yield at(source, path, "AM360", f"{where}: {error}", "It is laid over the base; mend what it names.")
        return
    seen: Counter[str] = Counter()
    row: dict[str, Any] = next((row for row in data.get("variants") or [] if row["id"] == variant), {})
    wanted = tuple(looks) if _STRUCTURE & set(row) else tuple(look for look in looks if look is not references)
    for problem in (problem for look in wanted for problem in look(source, made)):
        seen[problem.code] += 1
        if seen[problem.code] > known[problem.code]:
            line, column = source.position(path)
            yield replace(problem, line=line, column=column, message=f"{where}: {problem.message}")
    yield from (at(source, path, "AM361", f"{where}: {text}", "Swap it, or name it as a fact.", warning=True)
                for text in _left_over(data, made))  # fmt: skip


def _idle(data: dict[str, Any], swap: dict[str, str]) -> Iterator[str]:
    """Words to swap that the base does not hold."""
    if swap and data.get("answers"):
        whole = " ".join(" ".join(text.split()) for _, text in shown(data))
        units = " ".join(str(value) for fact in (data.get("facts") or {}).values() for value in fact.values())
        for word in swap:
            plain = " ".join(word.split())
            if plain not in whole and plain[:1].upper() + plain[1:] not in whole and plain not in units:
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


def _left_over(data: dict[str, Any], made: dict[str, Any]) -> Iterator[str]:
    """Figures of the base that changed among the facts and still stand in a text that is shown."""
    today = date.fromisoformat(str(made.get("today", "2026-01-01")))
    new = {value.amount for value in _values(made)}
    gone = {(value.amount, value.kind) for value in _values(data) if value.amount not in new} - _EVERYDAY
    amounts = {amount for amount, _ in gone}
    greater = [amount / size for amount in amounts for size in (1, 3, 7, 12, 60, 1440) if not amount % size]
    told = "|".join(sorted({re.escape(form) for amount in greater for form in written(amount)}, key=len, reverse=True))
    found = re.compile(rf"(?<![\w.,])(?:{told})(?!\w|[.,]\d)", re.IGNORECASE)
    for path, text in shown({key: value for key, value in made.items() if key in _SHOWN}) if gone else ():
        for figure in figures(fixed(text), today) if found.search(text) else ():
            value = figure.value
            bare = value.kind == "count" and not figure.nouns and value.amount in amounts
            if (bare or (value.amount, value.kind) in gone) and not _NUMBERED.search(text, 0, figure.span.start):
                where = ".".join(str(part) for part in path)
                near = " ".join(text[max(0, figure.span.start - 20) : figure.span.end + 15].split())
                yield f"a figure of the base stands in {where}: … {near} …"


def _values(data: dict[str, Any]) -> list[Value]:
    """The values of the facts that are counted or measured."""
    facts = _FACTS.validate_python(data.get("facts") or {})
    values = [value for _, _, value in facts.valued]
    values += [item.value for _, fact in facts.limits for item in fact.limit if item.value is not None]
    return [value for value in values if value.kind in _COUNTED]
