"""What a form is made of: records with typed fields, some of them filled in already, and a text beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Annotated, Final, Literal

from pydantic import BeforeValidator, Field, model_validator

from amtrainer.scoring.answer import Answer
from amtrainer.scoring.indicators.entry import Entry, value_in
from amtrainer.scoring.rubric import Part
from amtrainer.scoring.work import ENTERED, STANDING, Passage, Work
from amtrainer.simulation.session import Event
from amtrainer.simulation.talk import Talk

Form = Literal["text", "choice", "date", "money", "number", "reference"]
_KIND_OF_VALUE: Final = {"date": "date", "money": "money", "number": "count"}
Bare = Annotated[str, BeforeValidator(lambda v: str(v) if isinstance(v, int | float | date) else v)]


class FormField(Part):
    """One field of a record."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$", description="A name of its own within the record.")
    label: str = Field(description="What stands before it, in one to three words.")
    form: Form = Field(
        default="text", description="What it holds; a reference names another record or one of the options."
    )
    options: tuple[str, ...] = Field(default=(), description="What can be chosen, in order.")
    value: Bare = Field(default="", description="What stands in it at the start, right or wrong.")
    required: bool = Field(default=False, description="Sending without it is asked about.")
    hint: str = Field(default="", description="What belongs in it; shown while it is empty.")
    lines: int = Field(default=1, ge=1, le=8, description="Rows of a text that is written at length.")


class Record(Part):
    """One record: an account, a contact, an opportunity, a task."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$", description="A name of its own.")
    title: str = Field(description="How the form calls it.")
    says: str = Field(default="", description="One line under the title.")
    aka: tuple[str, ...] = Field(default=(), description="Names it goes by where the form is told in prose.")
    fields: tuple[FormField, ...] = Field(min_length=1, description="Its fields, from top to bottom.")


class Beside(Part):
    """The text that is written beside the fields."""

    label: str = Field(description="What it is: Call note.")
    words: int = Field(default=0, ge=0, le=1000, description="The most words that are asked for; 0: any number.")
    hint: str = Field(default="", description="How to fill it in, shown below it.")


class RecordForm(Talk):
    """The text of an exercise with a form; `kinds/crm.py` plays it."""

    records: tuple[Record, ...] = Field(min_length=1, description="The records of the form, from top to bottom.")
    note: Beside | None = Field(default=None, description="A text beside the fields, such as a call note.")

    @model_validator(mode="after")
    def _is_whole(self) -> RecordForm:
        for record in self.records:
            for field in record.fields:
                choices = self.options(record.id, field)
                if field.form in ("choice", "reference") and not choices:
                    raise ValueError(f"{record.id}.{field.id} needs options")
                if choices and field.value and field.value not in choices:
                    raise ValueError(f"{record.id}.{field.id}: {field.value} is no option")
        known = dict(self.fields)
        for indicator in self.indicators:
            for name, values in (*indicator.right.items(),) if isinstance(indicator, Entry) else ():
                if name not in known:
                    continue  # `check` says which name was meant
                choices = self.options(name.partition(".")[0], known[name])
                if odd := [value for value in values if choices and value not in choices]:
                    raise ValueError(f"{indicator.id}: {odd[0]} is no option of {name}")
        return self

    @property
    def fields(self) -> Iterator[tuple[str, FormField]]:
        """Every field by its full name, in order."""
        for record in self.records:
            for field in record.fields:
                yield f"{record.id}.{field.id}", field

    def options(self, record: str, field: FormField) -> tuple[str, ...]:
        """What can be chosen in a field: its options, or for a reference without any the other records."""
        if field.form == "reference" and not field.options:
            return tuple(other.title for other in self.records if other.id != record)
        return field.options if field.form in ("choice", "reference") else ()

    @property
    def standing(self) -> dict[str, str]:
        """What stands in the form at the start."""
        return {name: field.value for name, field in self.fields if field.value}

    @property
    def most_words(self) -> int:
        """The most words that are asked for beside the fields; 0: any number."""
        return self.note.words if self.note else 0

    @property
    def labels(self) -> dict[str, tuple[str, str]]:
        """Field -> the title of its record, and its own label."""
        return {f"{one.id}.{field.id}": (one.title, field.label) for one in self.records for field in one.fields}

    def told_models(self, events: Iterable[Event]) -> tuple[str, ...]:
        """The model answer record by record, as the form calls its fields, then its text."""
        sample = self.model_answer
        if sample is None or not sample.fields:
            return super().told_models(events)
        lines: list[str] = []
        for record in self.records:
            filled = [(one.label, sample.fields.get(f"{record.id}.{one.id}", one.value)) for one in record.fields]
            lines.append(f"{record.title}. " + "; ".join(f"{label}: {value}" for label, value in filled if value))
        return (*lines, *((sample.text,) if sample.text else ()))

    @property
    def interview(self) -> bool:
        """A form is dense: one sentence may earn for any number of criteria."""
        return True

    @property
    def record(self) -> bool:
        return True

    @property
    def most_turns(self) -> int:
        return 1

    @property
    def item_names(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return tuple(
            (one.id, tuple(sorted({one.title, *one.aka}, key=lambda name: (-len(name), name)))) for one in self.records
        )

    @property
    def prompts(self) -> tuple[str, ...]:
        return (*super().prompts, *self.standing.values())

    def work_of(self, values: Mapping[str, str] | None, text: str) -> Work:
        """What is judged: every field, the empty ones too, and the text. Without values, the text alone.

        A value that was left as it stood is not the trainee's words: only entries look at it.
        """
        passages = [self._passage(name, field, values) for name, field in self.fields] if values is not None else []
        if text.strip() or not passages:
            passages.append(Passage(0, Answer(text, told=True)))
        return Work(tuple(passages))

    def _passage(self, name: str, field: FormField, values: Mapping[str, str]) -> Passage:
        value = values.get(name, field.value)
        about = frozenset((name.partition(".")[0], name))
        part = STANDING if value.strip() == field.value.strip() else "" if field.form == "text" else ENTERED
        return Passage(0, Answer(value, told=True), "", name, about, part)

    def faults(self, work: Work) -> dict[str, str]:
        """What is wrong with each field: it was asked for and is empty, or what contradicts its value."""
        wanted = {name for name, field in self.fields if field.required}
        out: dict[str, str] = {}
        for passage in work.passages:
            name = passage.field or ""
            looking = [one for one in self.indicators if isinstance(one, Entry) and one.right.get(name)]
            traps = [one for one in looking if one.trap and one.fault(passage, self.today) is None]
            looking = [one for one in looking if not one.trap]
            notes = [one.fault(passage, self.today) for one in looking]
            if not passage.answer.tokens:
                if name in wanted:
                    out[name] = "left empty"
            elif looking and None not in notes:
                out[name] = next(note for note in notes if note)
            elif traps:
                told = traps[0].wrong.get(name, "")
                out[name] = told if isinstance(told, str) and told else traps[0].says
        return out


def reads(form: str, text: str, today: date) -> str:
    """How a typed value is understood: Thu 23 Jul 2026; "" where it is no such value."""
    value = value_in(text, today)
    if value is None or form not in _KIND_OF_VALUE:
        return ""
    if form == "date" and value.kind == "date":
        day = date.fromordinal(int(value.amount))
        return f"{day:%a} {day.day} {day:%b %Y}"
    if form != "date" and value.kind in ("money", "count"):
        unit = f" {value.unit}" if value.unit and form == "money" else ""
        return f"{value.amount:,}{unit}"
    return ""
