"""The form on which a coach gives a second opinion: the talk and the ladders, nothing of the machine's marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml

from amtrainer.content.answer_file import load_answers
from amtrainer.errors import AmtrainerError
from amtrainer.progress.build import result_hash
from amtrainer.simulation.kinds import AnyScenario
from amtrainer.simulation.session import Answered, ClientSpoke, Event
from amtrainer.text import clean

HELP = """\
# A second opinion. Read the talk, then give each criterion a level from 0 to 4 by its own ladder, from the words alone.
# 0 = nothing of it can be seen; leave a level empty if it cannot be judged. The machine's marks are not in here, so that
# they cannot lead you. Send the file back; it is read with: amtrainer coach take FILE
"""


@dataclass(frozen=True, slots=True)
class Form:
    """A filled form."""

    session: str
    text_hash: str
    author: str
    levels: dict[str, int | None]
    notes: dict[str, str]
    text: str

    def check(self, scenario: AnyScenario, events: Sequence[Event]) -> None:
        """Raises `AmtrainerError` if it is a form of other words or other criteria."""
        if self.text_hash != result_hash(events, ()):
            raise AmtrainerError("The form belongs to another text.", "Ask again: amtrainer coach ask SESSION.")
        known = set(scenario.on_card)
        if odd := sorted(set(self.levels) - known):
            raise AmtrainerError(
                f"The form has an unknown criterion: {odd[0]}.", f"There are {', '.join(sorted(known))}."
            )


def form_of(session: str, scenario: AnyScenario, events: Sequence[Event]) -> str:
    """The form as YAML."""
    body = {
        "session": session,
        "text_hash": result_hash(events, ()),
        "exercise": scenario.title,
        "talk": list(_talk(scenario, events)),
        "coach": "",
        "criteria": [
            {
                "id": id,
                "act": criterion.do,
                "ladder": {level: rung.says for level, rung in criterion.rungs},
                "level": None,
                "note": "",
            }
            for id, criterion in scenario.on_card.items()
        ],
        "remark": "",
    }
    return HELP + yaml.safe_dump(body, sort_keys=False, allow_unicode=True, width=100)


def read_form(text: str) -> Form:
    """A filled form. Raises `AmtrainerError` in one sentence."""
    data = load_answers(text.encode("utf-8"), "form")
    if not isinstance(data, dict) or not isinstance(data.get("criteria"), list) or "session" not in data:
        raise AmtrainerError("This is no form for a second opinion.", "amtrainer coach ask SESSION writes one.")
    author = clean(str(data.get("coach") or "")).strip()
    if not author:
        raise AmtrainerError("The form does not say who you are.", "Fill in coach: at its beginning.")
    rows = [row for row in data["criteria"] if isinstance(row, dict) and "id" in row]
    return Form(
        session=str(data["session"]),
        text_hash=str(data.get("text_hash")),
        author=author,
        levels={str(row["id"]): _level(row) for row in rows},
        notes={str(row["id"]): clean(str(row["note"])) for row in rows if row.get("note")},
        text=clean(str(data.get("remark") or "")),
    )


def _level(row: dict[str, object]) -> int | None:
    level = row.get("level")
    if level is None or level == "":
        return None
    if isinstance(level, bool) or not isinstance(level, int) or not 0 <= level <= 4:
        raise AmtrainerError(
            f"{row['id']}: {level!r} is no level.", "Levels go from 0 to 4; leave it empty if in doubt."
        )
    return level


def _talk(scenario: AnyScenario, events: Sequence[Event]) -> Iterator[dict[str, str]]:
    lines = scenario.fold(events).lines
    spoken = [line for line in lines if isinstance(line, ClientSpoke | Answered)]
    for line in spoken:
        yield {line.speaker or "(what happens)" if isinstance(line, ClientSpoke) else "trainee": line.text}
    if not any(isinstance(line, Answered) for line in spoken):
        for passage in scenario.work(events).passages:
            yield {f"trainee, {passage.field or 'text'}": passage.answer.text}
