"""Answers from a file, as data, into work: talks of one or more turns, and plans for an inbox. Errors say what to write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from amtrainer.errors import AmtrainerError
from amtrainer.scoring.answer import Answer
from amtrainer.scoring.plan import FIELDS, Plan, work_of_plan
from amtrainer.scoring.work import Passage, Work

MOST_TURNS: Final = 100
MOST_CHARACTERS: Final = 100_000  # of one text
_TALK_KEYS: Final = frozenset({"id", "text", "turns", "heard"})
_PLAN_KEYS: Final = frozenset({"order", "items", "messages", "undone"})
_LABELS: Final = frozenset({"kind", "expect", "levels"})  # of samples that stand in a scenario


class BadAnswer(AmtrainerError):
    """An answer that cannot be read."""


def id_of(item: Any, number: int) -> str:
    """What an answer is called in the results: its id, or its place in the file."""
    given = item.get("id") if isinstance(item, Mapping) else None
    return str(given) if isinstance(given, str | int) and str(given) else f"answer {number + 1}"


def work_of(item: Any, opening: str = "", items: Mapping[str, str] | None = None) -> Work:
    """The work in one answer of a file. `opening` is what the first turn answers; `items` are the mails of an inbox.

    Raises `BadAnswer`.
    """
    if not isinstance(item, Mapping):
        raise BadAnswer(f"an answer is a mapping, not {_kind(item)}", "Write {id: …, text: …} or {id: …, turns: […]}.")
    given = {key: value for key, value in item.items() if value is not None}
    known = _TALK_KEYS | _LABELS | (frozenset() if items is None else _PLAN_KEYS)
    unknown = sorted(str(key) for key in given if key not in known)
    if unknown:
        raise BadAnswer(f"unknown key {', '.join(unknown)}", f"Known keys: {', '.join(sorted(known - _LABELS))}.")
    if items is not None and _PLAN_KEYS & given.keys():
        if "text" in given or "turns" in given:
            raise BadAnswer("a plan and a text at once", "Give order, items, messages and undone, or text.")
        return _plan(given, items)
    if ("text" in given) == ("turns" in given):
        wanted = "text or turns" if items is None else "text, or order and items"
        raise BadAnswer(
            f"{wanted} is missing" if "text" not in given else "text and turns at once", "Give one of them."
        )
    return talk(_turns(given), _heard(given, opening))


def talk(turns: Sequence[str], heard: Sequence[str] = ()) -> Work:
    """A talk: what was said in each turn, and the line that each turn answers, as far as it is known."""
    return Work(
        tuple(Passage(turn, Answer(text), heard[turn] if turn < len(heard) else "") for turn, text in enumerate(turns))
    )


def _turns(given: Mapping[str, Any]) -> list[str]:
    if "text" in given:
        return [_text(given["text"], "text")]
    turns = given["turns"]
    if not isinstance(turns, Sequence) or isinstance(turns, str) or not turns:
        raise BadAnswer("turns is a list of texts", "Write one text for each turn.")
    if len(turns) > MOST_TURNS:
        raise BadAnswer(f"{len(turns)} turns; at most {MOST_TURNS} are read", "Split the answer.")
    return [_text(turn, f"turn {number + 1}") for number, turn in enumerate(turns)]


def _heard(given: Mapping[str, Any], opening: str) -> list[str]:
    heard = given.get("heard")
    if heard is None:
        return [opening]
    if not isinstance(heard, Sequence) or isinstance(heard, str):
        raise BadAnswer("heard is a list of lines", "Write the client's line before each turn.")
    return [_text(line, "heard") for line in heard]


def _text(value: Any, name: str) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise BadAnswer(f"{name} is {_kind(value)}, not a text", "Put the text in quotes or after '>-'.")
    if len(value) > MOST_CHARACTERS:
        raise BadAnswer(f"{name} has {len(value)} characters; at most {MOST_CHARACTERS} are read", "Shorten it.")
    return value


def _plan(given: Mapping[str, Any], items: Mapping[str, str]) -> Work:
    order = _names(given.get("order", []), "order", items)
    undone = _names(given.get("undone", []), "undone", items)
    fields = {
        item: {name: _text(text, f"{item}.{name}") for name, text in _mapping(value, item).items() if text is not None}
        for item, value in _mapping(given.get("items", {}), "items").items()
    }
    messages = {
        item: _text(text, f"messages.{item}") for item, text in _mapping(given.get("messages", {}), "messages").items()
    }
    for item in (*fields, *messages):
        _known(item, items)
    for item, written in fields.items():
        wrong = sorted(set(written) - set(FIELDS))
        if wrong:
            raise BadAnswer(f"{item} has an unknown field {wrong[0]}", f"Fields are {', '.join(FIELDS)}.")
    return work_of_plan(Plan(tuple(order), fields, messages, tuple(undone), {}, dict(items)))


def _names(value: Any, name: str, items: Mapping[str, str]) -> list[str]:
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise BadAnswer(f"{name} is a list of items", f"Items are {', '.join(items)}.")
    names = [_text(one, name) for one in value]
    for one in names:
        _known(one, items)
    twice = sorted({one for one in names if names.count(one) > 1})
    if twice:
        raise BadAnswer(f"{name} names {twice[0]} twice", "Name each item once.")
    return names


def _known(item: str, items: Mapping[str, str]) -> None:
    if item not in items:
        raise BadAnswer(f"no item {item} in this inbox", f"Items are {', '.join(items)}.")


def _mapping(value: Any, name: str) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise BadAnswer(f"{name} is {_kind(value)}, not a mapping", "Write item: text.")
    return {str(key): inner for key, inner in value.items()}


def _kind(value: Any) -> str:
    names = {str: "a text", list: "a list", dict: "a mapping", bool: "yes or no", type(None): "nothing"}
    return names.get(type(value), "a number" if isinstance(value, int | float) else type(value).__name__)
