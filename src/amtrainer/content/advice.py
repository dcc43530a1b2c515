"""What makes an exercise hard to learn from, though it can be played: advice with a place and a way out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from amtrainer.content.figure_forms import ONES
from amtrainer.content.places import at
from amtrainer.content.source import Path_, Source
from amtrainer.content.strings import strings
from amtrainer.errors import Problem
from amtrainer.scoring.claims import FACT

_VAGUE: Final = re.compile(
    r"\b(effectively|appropriate(?:ly)?|proper(?:ly)?|professional(?:ly)?|adequate(?:ly)?|suitabl[ey]|nicely|successfully"
    r"|convincing(?:ly)?|empathetic(?:ally)?|good (?:manner|rapport|communication|attitude)|(?<!as )(?<!as-)well)\b(?! as\b)",
    re.IGNORECASE,
)
_VERBS: Final = frozenset(
    [
        "acknowledge",
        "agree",
        "answer",
        "apologise",
        "ask",
        "avoid",
        "build",
        "call",
        "check",
        "clarify",
        "close",
        "confirm",
        "connect",
        "decide",
        "describe",
        "explain",
        "find",
        "focus",
        "follow",
        "give",
        "handle",
        "help",
        "identify",
        "invite",
        "keep",
        "lead",
        "link",
        "listen",
        "make",
        "mention",
        "name",
        "negotiate",
        "offer",
        "open",
        "own",
        "prepare",
        "present",
        "promise",
        "propose",
        "prove",
        "qualify",
        "recap",
        "recommend",
        "refuse",
        "reject",
        "repeat",
        "restate",
        "say",
        "schedule",
        "send",
        "show",
        "start",
        "state",
        "stay",
        "suggest",
        "summarise",
        "take",
        "tell",
        "thank",
        "use",
        "verify",
        "write",
    ]
)
_JOINED: Final = re.compile(r"^(\w+)\b.*?\band (\w+) \w", re.IGNORECASE)
_PART: Final = re.compile(
    r"(\d+(?:\.\d+)?) ?% of (?:[a-z]+ ){0,3}(\d[\d,]*+(?:\.\d+)?+)(?! ?(?:k|m|bn|thousand|million)\b)", re.IGNORECASE
)
_BETWEEN: Final = re.compile(r"difference between (\d[\d,]*(?:\.\d+)?) and (\d[\d,]*(?:\.\d+)?)", re.IGNORECASE)
_FIGURE: Final = re.compile(r"\d[\d,.]*\d|\d")
_WORDS: Final = {word: number for number, word in enumerate(ONES) if number} | {
    "twenty": 20,
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "half": 2,
    "dozen": 12,
}
_WORD: Final = re.compile(r"\b(?:" + "|".join(_WORDS) + r")\b")
WEIGHTS: Final = range(5, 61)
WORDS_A_MINUTE: Final = 200
GOOD: Final = frozenset({"best"})
WEAK: Final = frozenset({"weak", "weak-long", "salad", "dump", "gated", "attack"})


def advice(source: Source, data: dict[str, Any]) -> Iterator[Problem]:
    """All advice on a scenario or rubric of the right shape."""
    yield from _criteria(source, data)
    yield from _facts(source, data)
    yield from _indicators(source, data)
    yield from _samples(source, data)
    yield from _reading(source, data)


def _criteria(source: Source, data: dict[str, Any]) -> Iterator[Problem]:
    for place, criterion in enumerate(data.get("criteria") or []):
        here: Path_ = ("criteria", place)
        texts = [((*here, key), str(criterion[key])) for key in ("seen", "do") if key in criterion]
        texts += [((*here, "levels", level, "says"), str(rung["says"])) for level, rung in criterion["levels"].items()]
        for path, text in [] if criterion.get("ref") else texts:
            if found := _VAGUE.search(text):
                yield at(
                    source,
                    path,
                    "AM310",
                    f"“{found.group()}” in “{text}” cannot be underlined in an answer",
                    "Name the act: what is said or asked.",
                    warning=True,
                )
        # the catalogue's criteria are worded by the catalogue
        for path, text in [] if criterion.get("ref") else texts[:2]:
            if _joins(text):
                yield at(
                    source,
                    path,
                    "AM311",
                    f"“{text}” asks for two acts at once",
                    "Make two criteria, or two rungs of one.",
                    warning=True,
                )
        yield from _ladder(source, here, criterion)


def _joins(text: str) -> bool:
    """Whether two acts are joined: `Asks … and names …`."""
    found = _JOINED.match(text)
    return bool(found) and all(_verb(word) for word in found.groups())  # type: ignore[union-attr]


def _verb(word: str) -> bool:
    word = word.lower()
    return bool({word, word.removesuffix("s"), word.removesuffix("es")} & _VERBS)


def _ladder(source: Source, here: Path_, criterion: dict[str, Any]) -> Iterator[Problem]:
    if criterion["weight"] not in WEIGHTS:
        text = (
            f"a weight of {criterion['weight']} makes {'this decide alone' if criterion['weight'] > 60 else 'nothing'}"
        )
        yield at(source, (*here, "weight"), "AM312", text, "Stay between 5 and 60.", warning=True)
    levels = criterion["levels"]
    if 3 not in levels:
        yield at(
            source,
            (*here, "levels"),
            "AM313",
            f"{criterion['id']} has no level 3, which earns the full weight",
            "Write level 3: the act done soundly.",
            warning=True,
        )
    for level, rung in levels.items():
        if not rung.get("when") and not rung.get("example"):
            yield at(
                source,
                (*here, "levels", level),
                "AM314",
                f"level {level} has no anchor: neither when nor an example",
                "Give an example sentence, or say with when: what must be found.",
                warning=True,
            )


def _facts(source: Source, data: dict[str, Any]) -> Iterator[Problem]:
    facts = data.get("facts") or {}
    named = {text.removeprefix(FACT) for text in strings(data.get("indicators"))}
    # a figure may be another one rounded
    others = {name: [_number(str(value)) for value in fact.values()] for name, fact in facts.items()}
    told = {key: value for key, value in data.items() if key not in ("facts", "indicators", "answers")}
    shown = {figure for text in strings(told) for figure in _figures(text)}
    for name, fact in facts.items():
        values = [str(fact[kind]) for kind in ("money", "percent", "count", "ratio") if kind in fact]
        yield from _sum(source, ("facts", name), fact)
        if name in named or not values or _rounds(_number(values[0]), name, others):
            continue
        if not any(_same(figure, other) for text in values for figure in _figures(text) for other in shown):
            yield at(
                source,
                ("facts", name),
                "AM330",
                f"the fact {name!r} is never used: no indicator names it, no text shows it",
                "Show it in an exhibit, let an indicator look for it, or delete it.",
                warning=True,
                key=True,
            )


def _rounds(value: Decimal | None, name: str, others: dict[str, list[Decimal | None]]) -> bool:
    """Whether a figure is that of another fact, rounded."""
    near = (other for id, values in others.items() if id != name for other in values if other)
    return value is not None and any(abs(value - other) <= abs(other) * Decimal("0.05") for other in near)


def _sum(source: Source, here: Path_, fact: dict[str, Any]) -> Iterator[Problem]:
    """An amount beside the words of how it comes about."""
    told, money = str(fact.get("says", "")), str(fact.get("money", ""))
    value = _number(money)
    if value is None:
        return
    wanted: Decimal | None = None
    if (found := _PART.search(told)) and (whole := _number(found[2])) is not None:
        wanted = whole * Decimal(found[1]) / 100
    elif found := _BETWEEN.search(told):
        one, other = _number(found[1]), _number(found[2])
        wanted = abs(one - other) if one is not None and other is not None else None
    if wanted is not None and wanted and abs(wanted - value) / wanted > Decimal("0.01"):
        yield at(
            source,
            (*here, "money"),
            "AM306",
            f"{money} is wrong: {found.group() if found else ''} is {wanted:,.0f}",
            "Mend the amount or the words.",
        )


def _figures(text: str) -> list[str]:
    """The numbers in a text, those in words too."""
    return [*_FIGURE.findall(text), *(str(_WORDS[word]) for word in _WORD.findall(text.lower()))]


def _number(text: str) -> Decimal | None:
    found = _FIGURE.search(text)
    try:
        return Decimal(found.group().replace(",", "")) if found else None
    except InvalidOperation:
        return None


def _same(one: str, other: str) -> bool:
    a, b = _number(one), _number(other)
    return a is not None and b is not None and (a == b or (b != 0 and a in (b * 1000, b * 1_000_000)))


def _indicators(source: Source, data: dict[str, Any]) -> Iterator[Problem]:
    named = set(_conditions({key: value for key, value in data.items() if key != "indicators"}))
    for place, indicator in enumerate(data.get("indicators") or []):
        if indicator["id"] not in named and indicator.get("look_for") != "fact":
            yield at(
                source,
                ("indicators", place, "id"),
                "AM331",
                f"nothing asks for the indicator {indicator['id']!r}",
                "Name it in a when:, or delete it.",
                warning=True,
            )


def _conditions(value: Any, inside: bool = False) -> Iterator[str]:
    """Every name inside a `when`."""
    if isinstance(value, dict):
        for key, child in value.items():
            if inside and isinstance(key, str):
                yield key
            yield from _conditions(child, inside or key == "when")
    elif isinstance(value, list):
        for child in value:
            yield from _conditions(child, inside)
    elif inside and isinstance(value, str):
        yield value


def _samples(source: Source, data: dict[str, Any]) -> Iterator[Problem]:
    rows = data.get("answers") or []
    kinds = {row["kind"] for row in rows}
    missing = [name for name, wanted in (("best", GOOD), ("weak", WEAK)) if not kinds & wanted]
    if missing:
        yield at(
            source,
            ("id",),
            "AM340",
            f"there is no {' and no '.join(missing)} sample",
            "Write one beside it, in a file that ends in .samples.yaml: a sample is the test of a scenario.",
            warning=True,
        )
    if rows and not data.get("model") and data.get("kind") not in ("rubric", "interview"):
        yield at(
            source,
            ("id",),
            "AM341",
            "no sample is shown as model answer",
            "Add model: with the id of your best sample.",
            warning=True,
        )


def _reading(source: Source, data: dict[str, Any]) -> Iterator[Problem]:
    minutes = data.get("minutes")
    words = sum(len(text.split()) for text in strings(_visible(data)))
    if minutes and words / WORDS_A_MINUTE > minutes / 2:
        yield at(
            source,
            ("minutes",),
            "AM350",
            f"reading alone takes {words / WORDS_A_MINUTE:.0f} of the {minutes} minutes ({words} words)",
            "Cut the texts, or give more minutes.",
            warning=True,
        )


def _visible(data: dict[str, Any]) -> list[Any]:
    """What a trainee reads: the brief, the exhibits, the first wording of each line, the mails."""
    keys = ("summary", "role", "goal", "situation", "may", "may_not", "book")
    out: list[Any] = [data.get(key) for key in keys]
    out += [exhibit.get("text") for exhibit in data.get("exhibits") or []]
    out += [exhibit.get("figure") for exhibit in data.get("exhibits") or []]
    out += [mail.get("text") for mail in data.get("inbox") or []]
    for beat in data.get("beats") or []:
        said = beat.get("client")
        out.append(said[0] if isinstance(said, list) and said else said)
    return out
