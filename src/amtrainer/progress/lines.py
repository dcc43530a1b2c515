"""The text of a session as it is shown afterwards: who said what, with the marks on the trainee's words and the moods."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from amtrainer.progress.debrief_parts import EMPTY, NONE, LineView, MarkView
from amtrainer.scoring.scorecard import Scorecard
from amtrainer.scoring.work import Passage, Place, Work
from amtrainer.simulation.kinds import AnyScenario
from amtrainer.simulation.kinds.crm import Crm
from amtrainer.simulation.session import Answered, ClientSpoke, Event, Filed, MailArrived

YOU: Final = "You"


def sign_of(level: int | None) -> str:
    """✓ for level 3 and 4, ~ for 1 and 2, · for nothing seen, ? for not judged."""
    if level is None:
        return "?"
    return "✓" if level >= 3 else "~" if level >= 1 else "·"


def lines_of(scenario: AnyScenario, events: Sequence[Event], card: Scorecard) -> tuple[LineView, ...]:
    """What was said, in order; of an inbox first the plan field by field, then the mails that followed."""
    said = scenario.fold(events).lines
    marks = marks_of(scenario, card)
    if scenario.kind == "triage":
        fields = tuple(_field(passage, marks) for passage in scenario.work(events).passages)
        mails = tuple(
            LineView(line.sender, f"{line.at}  {line.subject}\n{line.text}", False, moves=line.moves)
            for line in said
            if isinstance(line, MailArrived)
        )
        return fields + mails
    if isinstance(scenario, Crm) and any(isinstance(line, Filed) for line in said):
        return tuple(_form(scenario, scenario.work(events), marks, said))
    out: list[LineView] = []
    turn = 0
    for line in said:
        if isinstance(line, ClientSpoke):
            out.append(LineView(line.speaker, line.text, False, moves=line.moves))
        elif isinstance(line, Answered):
            out.append(LineView(YOU, line.text, True, turn, None, _at(marks, turn, None, line.text)))
            turn += 1
    return tuple(out)


def _form(
    scenario: Crm, work: Work, marks: Sequence[tuple[Place, MarkView]], said: Sequence[Event]
) -> Iterator[LineView]:
    """Every field as it was sent, with its marks, and under it what contradicts it; then the text, then its reader."""
    faults, labels, record = scenario.faults(work), scenario.labels, ""
    for passage in work.passages:
        name = passage.field
        own = _at(marks, passage.turn, name, passage.answer.text)
        if name is None:
            yield LineView("", scenario.note.label if scenario.note else YOU, False)
            yield LineView(YOU, passage.answer.text, True, passage.turn, None, own)
            continue
        title, label = labels[name]
        if title != record:
            yield LineView("", title, False)
            record = title
        note = faults.get(name, "")
        yield LineView(YOU, passage.answer.text or (EMPTY if note else NONE), True, passage.turn, name, own, (), label)
        if note and passage.answer.text:
            yield LineView("", f"✗ {note}", False, label=" ")
    replies = [line for line in said if isinstance(line, ClientSpoke) and line.speaker]
    yield from (LineView(line.speaker, line.text, False, moves=line.moves) for line in replies)


def _field(passage: Passage, marks: Sequence[tuple[Place, MarkView]]) -> LineView:
    own = _at(marks, passage.turn, passage.field, passage.answer.text)
    return LineView(YOU, passage.answer.text, True, passage.turn, passage.field, own)


def _at(marks: Sequence[tuple[Place, MarkView]], turn: int, field: str | None, text: str) -> tuple[MarkView, ...]:
    """The marks of one line; those of one criterion with nothing but blanks between them are one."""
    out: list[MarkView] = []
    for mark in (mark for place, mark in marks if (place.turn, place.field) == (turn, field)):
        last = next((place for place in range(len(out) - 1, -1, -1) if out[place].criterion == mark.criterion), None)
        if last is not None and not text[out[last].end : mark.start].strip():
            out[last] = replace(out[last], end=max(out[last].end, mark.end))
        else:
            out.append(mark)
    return tuple(out)


def marks_of(scenario: AnyScenario, card: Scorecard) -> list[tuple[Place, MarkView]]:
    """Every mark with its place: criteria in their order, gates among them, none twice at the same words."""
    names = scenario.indicator_names
    found: dict[tuple[Place, int | None], MarkView] = {}
    for number, criterion in enumerate(card.criteria, start=1):
        sign = sign_of(criterion.level)
        for one in criterion.evidence:
            if not one.quote:
                continue  # a ranking or a form: nothing to underline
            view = MarkView(one.place.start, one.place.end, number, sign, names.get(one.indicator, ""))
            found.setdefault((one.place, number), view)
    for gate in card.gates:
        view = MarkView(gate.place.start, gate.place.end, None, "!", gate.why)
        found.setdefault((gate.place, None), view)
    marks = [(place, view) for (place, _), view in found.items() if not _covered(place, view, found)]
    return sorted(marks, key=lambda pair: (pair[0].turn, pair[1].start, -pair[1].end, pair[1].criterion or 0))


def _covered(place: Place, view: MarkView, found: Iterable[tuple[Place, int | None]]) -> bool:
    """Whether a longer mark of the same criterion holds this one."""
    return any(
        number == view.criterion
        and other != place
        and (other.turn, other.field) == (place.turn, place.field)
        and other.span.holds(place.span)
        for other, number in found
    )


def moods_of(scenario: AnyScenario, events: Sequence[Event]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Each mood at the start, and after every line that followed an answer (or every mail that came)."""
    values: dict[str, list[int]] = {}
    counted = scenario.fold(events).lines
    first = scenario.fold(events[:1]).mood if events else {}
    for name, value in first.items():
        values[name] = [value]
    opened = False
    for line in counted:
        if isinstance(line, ClientSpoke | MailArrived):
            if isinstance(line, ClientSpoke) and not opened:
                opened = True
                continue
            moved = {move.name: move.after for move in line.moves}
            for name, known in values.items():
                known.append(moved.get(name, known[-1]))
    return tuple((name, tuple(known)) for name, known in values.items())
