"""Other words and other figures in every text of a scenario, in one pass, so that nothing is swapped twice."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from amtrainer.content.figure_forms import forms, same_order
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


def swapper(swaps: Mapping[str, str], data: Any, *, deep: bool = True) -> Change:
    """What changes a text: the longest words first, all in one pass. `data` holds every text that will be changed,
    with the examples of acts (`deep`) or without.
    """
    squeezed = {" ".join(form.split()): other for form, other in swaps.items()}
    whole = " ".join(" ".join(_texts(data, deep)).split())
    found = sorted((form for form in squeezed if form in whole), key=lambda form: (-len(form), form))
    if not found:
        return str
    pattern = re.compile("|".join(_pattern(form) for form in found))
    heads = sorted({form.split()[0] for form in found}, key=len)
    heads = [head for place, head in enumerate(heads) if not any(other in head for other in heads[:place])]

    def change(text: str) -> str:
        if not any(head in text for head in heads):  # most texts hold none of the forms, and this is quicker
            return text
        return pattern.sub(lambda place: squeezed[" ".join(place.group().split())], text)

    return change


def swapped(data: Any, change: Change, firm: Change = str) -> Any:
    """The data with every shown text changed. Ids and conditions stay; examples of acts know only the client's firm."""
    return data if change is firm is str else _walked(data, change, firm)


def _texts(data: Any, deep: bool) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, one in data.items():
            if deep or key not in EXAMPLES:
                yield from _texts(one, deep)
    elif isinstance(data, list):
        for one in data:
            yield from _texts(one, deep)


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


def _pattern(form: str) -> str:
    body = r"\s+".join(re.escape(part) for part in form.split())
    first, last = form.strip()[0], form.strip()[-1]
    before = r"(?<!\w)(?<!\d[.,])" if first.isalnum() else ""
    after = r"(?!\w)(?![.,]\d)" if last.isalnum() else ""
    return f"{before}{body}{after}"


def shown(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text that `swapped` may change, with the way to it."""
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, list):
        for place, one in enumerate(data):
            yield from shown(one, (*path, place))
    elif isinstance(data, dict):
        for key, one in data.items():
            if key not in EXAMPLES and not _is_kept(key, one):
                yield from shown(one, (*path, key))
