"""Acts that can be taken over: an indicator in a file of its own, named by `use: acts/NAME` where an indicator would stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from pydantic import Field

from amtrainer.content.library import bundled
from amtrainer.content.source import load_file
from amtrainer.scoring.indicators import AnyIndicator
from amtrainer.scoring.rubric import Part

FOLDER: Final = "acts"
PREFIX: Final = f"{FOLDER}/"
ADDED: Final = ("like", "unlike", "about", "any_of", "unless", "what")  # one's own stand behind those of the act


class Act(Part):
    """A reusable indicator, with sentences that test it."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$", description="Name of the act; the name of its file.")
    says: str = Field(description="What it is, in at most eight words.")
    when: str = Field(description="Where it is of use.")
    indicator: dict[str, Any] = Field(description="The indicator without id and says.")
    hits: tuple[str, ...] = Field(min_length=2, description="Sentences that must count; not among its examples.")
    misses: tuple[str, ...] = Field(min_length=2, description="Sentences that must not count.")

    @property
    def data(self) -> dict[str, Any]:
        """The indicator as it would be written in full."""
        return {"id": self.id, "says": self.says, **self.indicator}


@lru_cache(maxsize=1)
def acts() -> Mapping[str, Act]:
    """All acts that ship, by name."""
    files = sorted((bundled("rubrics") / FOLDER).glob("*.yaml"))
    return {file.stem: Act.model_validate(load_file(file).data) for file in files}


def with_acts(data: Any) -> Any:
    """The data of a file with every act written in full; an unknown one stays as it is, and `unknown_acts` names it."""
    if not isinstance(data, dict) or not any(True for _ in _used(data)):
        return data
    out = {**data, "indicators": _expanded(data.get("indicators"))} if "indicators" in data else dict(data)
    if isinstance(data.get("questions"), list):
        out["questions"] = [
            {**one, "indicators": _expanded(one["indicators"])}
            if isinstance(one, dict) and "indicators" in one
            else one
            for one in data["questions"]
        ]
    return out


def unknown_acts(data: Any) -> list[tuple[tuple[str | int, ...], str]]:
    """Where acts are named that do not exist, and how they are named."""
    return [(path, name) for path, name in _used(data) if name.removeprefix(PREFIX) not in acts()]


def _used(data: Any) -> Iterator[tuple[tuple[str | int, ...], str]]:
    groups: list[tuple[tuple[str | int, ...], Any]] = []
    if isinstance(data, dict):
        groups.append((("indicators",), data.get("indicators")))
        asked = data.get("questions")
        for place, one in enumerate(asked if isinstance(asked, list) else []):
            if isinstance(one, dict):
                groups.append((("questions", place, "indicators"), one.get("indicators")))
    for path, group in groups:
        for number, item in enumerate(group if isinstance(group, list) else []):
            if isinstance(item, dict) and "use" in item:
                yield (*path, number, "use"), str(item["use"])


def _expanded(group: Any) -> Any:
    if not isinstance(group, list):
        return group
    return [_full(item) if isinstance(item, dict) and "use" in item else item for item in group]


def _full(item: dict[str, Any]) -> dict[str, Any]:
    act = acts().get(str(item["use"]).removeprefix(PREFIX))
    if act is None:
        return item
    own = {key: value for key, value in item.items() if key != "use"}
    out = {**act.data, **own}
    for key in ADDED:
        if key in own and isinstance(act.indicator.get(key), list) and isinstance(own[key], list):
            out[key] = [*act.indicator[key], *own[key]]
    return out


def indicator_of(act: Act) -> AnyIndicator:
    """The indicator of an act, validated."""
    from pydantic import TypeAdapter

    made: AnyIndicator = TypeAdapter(AnyIndicator).validate_python(act.data)
    return made
