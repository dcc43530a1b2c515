"""Other words and other figures in every text of a scenario, in one pass, so that nothing is swapped twice."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from amtrainer.content.figure_forms import forms, same_order
from amtrainer.content.source import Path_
from amtrainer.content.strings import strings
from amtrainer.scoring.facts import AnyFact, Facts, LimitFact
from amtrainer.scoring.values import Value

# Ids and conditions, never shown.
KEPT: Final = frozenset(
    [
        "id",
        "ref",
        "kind",
        "look_for",
        "when",
        "before",
        "of",
        "competency",
        "competencies",
        "facet",
        "aggregate",
        "need",
        "language",
        "model",
        "expect",
        "difficulty",
        "minutes",
        "today",
        "like",
        "unlike",
        "about",
        "to",
        "weight",
        "beat",
        "order",
        "gates",
        "item",
        "use",
        "variants",
        "vary",
        "is",
        "mood",
        "opens",
    ]
)
EXAMPLES: Final = frozenset(["like", "unlike", "about"])  # acts in many voices
Change = Callable[[str], str]


class Clash(ValueError):
    """One form stands for two figures that change differently."""

    def __init__(self, form: str) -> None:
        super().__init__(f"{form!r} stands for two figures that change differently")
        self.form = form


def swaps_of(words: Mapping[str, str], old: Facts, new: Facts) -> dict[str, str]:
    """What takes the place of what: an author's words, and every form of a fact's figure. Raises `Clash`."""
    out: dict[str, str] = {}
    for one, other in words.items():
        out[one] = other
        if one[:1].islower():
            out.setdefault(one[:1].upper() + one[1:], other[:1].upper() + other[1:])
    found: dict[str, str] = {}
    for name, fact in old.items():
        if name not in new:
            continue
        for value, instead in same_order(_values(fact), _values(new[name])):
            for form, other in forms(value, instead, _unit(fact)):
                if form in out:
                    continue
                if found.setdefault(form, other) != other:
                    raise Clash(form)
    return {form: other for form, other in {**found, **out}.items() if form != other or form in out}


def _values(fact: AnyFact) -> tuple[Value, ...]:
    if isinstance(fact, LimitFact):
        return tuple(item.value for item in fact.limit if item.value is not None)
    return (fact.value,) if fact.value is not None else ()


def _unit(fact: AnyFact) -> str:
    """The author's word for what is counted: sensors."""
    return " ".join(str(getattr(fact, "count", "")).split()[1:])


def whole(data: Any, *, deep: bool = True) -> str:
    """Every text of the data as one, with the examples of acts (`deep`) or without."""
    return squeezed(strings(data, () if deep else EXAMPLES))


def squeezed(texts: Iterable[str]) -> str:
    """Texts as one, with single blanks."""
    return " ".join(" ".join(texts).split())


def swapper(swaps: Mapping[str, str], texts: str) -> Change:
    """What changes a text: the longest words first, all in one pass. `texts` is the `whole` of what will be changed."""
    plain = {" ".join(form.split()): other for form, other in swaps.items()}
    found = sorted((form for form in plain if form and form in texts), key=lambda form: (-len(form), form))
    if not found:
        return str
    pattern = re.compile(_pattern(found))

    def instead(place: re.Match[str]) -> str:
        return plain[" ".join(place.group().split())]

    def change(text: str) -> str:
        return pattern.sub(instead, text)

    return change


def swapped(data: Any, change: Change, firm: Change = str) -> Any:
    """The data with every shown text changed. Ids and conditions stay; examples of acts know only the client's firm."""
    return data if change is firm is str else _walked(data, change, firm)


def _walked(value: Any, change: Change, firm: Change) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_walked(one, change, firm) for one in value]
    if isinstance(value, dict):
        return {key: _at(key, one, change, firm) for key, one in value.items()}
    return value


def _at(key: Any, value: Any, change: Change, firm: Change) -> Any:
    if key in EXAMPLES:
        return _walked(value, firm, firm)
    return value if _is_kept(key, value) else _walked(value, change, firm)


def _is_kept(key: Any, value: Any) -> bool:
    """Whether what stands under a key is no text: names, or `facts` as a list of names."""
    return key in KEPT or (key == "facts" and isinstance(value, list))


def _pattern(found: list[str]) -> str:
    """The forms by their first character, which then is all that is looked for in most places."""
    groups: dict[str, list[str]] = {}
    for form in found:
        groups.setdefault(form[0], []).append(_after_first(form))
    return "|".join(
        f"{re.escape(first)}{_alone(re.escape(first)) if first.isalnum() else ''}(?:{'|'.join(rests)})"
        for first, rests in groups.items()
    )


def _alone(first: str) -> str:
    """Behind a first character: it begins no part of a longer word or number."""
    return rf"(?<!\w{first})(?<!\d[.,]{first})"


def _after_first(form: str) -> str:
    head, *others = form.split()
    body = r"\s+".join(re.escape(part) for part in (head[1:], *others))
    return body + (r"(?!\w)(?![.,]\d)" if form[-1].isalnum() else "")


def shown(data: Any) -> list[tuple[Path_, str]]:
    """Every text that `swapped` may change, with the way to it."""
    found: list[tuple[Path_, str]] = []
    _show(data, (), found)
    return found


def _show(value: Any, path: Path_, found: list[tuple[Path_, str]]) -> None:
    if isinstance(value, str):
        found.append((path, value))
    elif isinstance(value, list):
        for place, one in enumerate(value):
            _show(one, (*path, place), found)
    elif isinstance(value, dict):
        for key, one in value.items():
            if key not in EXAMPLES and not _is_kept(key, one):
                _show(one, (*path, key), found)
