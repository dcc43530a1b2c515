"""A form as lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from amtrainer.errors import AmtrainerError
from amtrainer.plain.brief import show_brief, show_file, show_files
from amtrainer.plain.console import END, Console, Entry
from amtrainer.plain.talk import say_event
from amtrainer.simulation.session import ClientSpoke

if TYPE_CHECKING:
    from amtrainer.practice import Sitting
    from amtrainer.practice.views import FieldView


HELP = """\
field: value       fill in a field; a choice by its words or its number. A line with only . takes it
/form              the form as it stands, with what can be chosen
/text              write the text beside the form; a line with only . takes it
/empty field       take a value out
/undo              take the last change back
/send              send the form and see the marks
/file 2            read what is on file; /file lists it
/hint  /brief      a hint (practice only), the brief
/quit              leave; everything is kept"""
EMPTIED = " "


class Filling:
    """A form while it is filled in: values, and the changes that can be taken back."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self.fields: dict[str, FieldView] = {one.name: one for r in sitting.brief.records for one in r.fields}
        drafts = {name: "" if text == EMPTIED else text for name, text in sitting.drafts.items()}
        self.values = {name: drafts.get(name, field.value) for name, field in self.fields.items()}
        self.text = drafts.get("", "")
        self._done: list[tuple[str, str]] = []

    @property
    def lacking(self) -> list[str]:
        """The fields that are asked for and empty."""
        return [name for name, field in self.fields.items() if field.required and not self.values[name].strip()]

    def put(self, name: str, value: str) -> str:
        """Fill in a field and say how it is understood. Raises `AmtrainerError`."""
        field = self._field(name)
        value = value.strip()
        if field.options and value:
            value = _chosen(field, value)
        self._done.append((field.name, self.values[field.name]))
        self.values[field.name] = value
        self.sitting.save_draft(field.name, value or EMPTIED)
        if field.options or field.form == "text" or not value:
            return value or "empty"
        read = self.sitting.reads(field.form, value)
        if read == value:
            return value
        return f"{value} ({read})" if read else f"{value} (no {field.form} yet)"

    def write(self, text: str) -> None:
        """Take the text beside the form."""
        self._done.append(("", self.text))
        self.text = text
        self.sitting.save_draft("", text)

    def undo(self) -> str:
        """Take the last change back and name its field. Raises `AmtrainerError`."""
        if not self._done:
            raise AmtrainerError("There is nothing to take back.")
        name, before = self._done.pop()
        if name:
            self.values[name] = before
            self.sitting.save_draft(name, before or EMPTIED)
        else:
            self.text = before
            self.sitting.save_draft("", before)
        return name or self.sitting.brief.beside

    def named(self, text: str) -> bool:
        """Whether a line begins with the name of a field and a colon."""
        return text.partition(":")[0].strip() in self.fields

    def _field(self, name: str) -> FieldView:
        found = self.fields.get(name.strip())
        if found is None:
            raise AmtrainerError(f"There is no field {name.strip()}.", "/form lists them.")
        return found


def play_records(console: Console, sitting: Sitting) -> bool:
    """Fill in until the form is sent. Returns False if the trainee left before."""
    filling = Filling(sitting)
    for event in sitting.state.lines:
        say_event(console, event, sitting)
    show_form(console, filling)
    while sitting.prompt is not None:
        console.say()
        if console.interactive:
            console.say("Next? field: value, /text, /send. /help lists the commands.")
        entry = console.entry()
        try:
            _take(console, filling, entry.text)
            if entry.command == END:
                return _at_end_of_input(console, filling)
            if not _obey(console, filling, entry):
                return False
        except AmtrainerError as error:
            console.say(" ".join(part for part in (error.message, error.hint) if part))
    return True


def show_form(console: Console, filling: Filling) -> None:
    """Write every field with its value and what can be chosen."""
    for record in filling.sitting.brief.records:
        console.say()
        console.say(f"{record.title}{f' ({record.says})' if record.says else ''}")
        told_before: tuple[str, ...] = ()
        for field in record.fields:
            star = " *" if field.required else ""
            console.say(f"{field.name}{star}: {filling.values[field.name] or '-'}", indent="  ")
            if field.options and field.options == told_before:
                continue
            if field.options:
                told_before = field.options
                told = "; ".join(f"{number} {one}" for number, one in enumerate(field.options, 1))
                console.say(f"one of: {told}", indent="    ")
            elif field.hint and not filling.values[field.name]:
                console.say(field.hint, indent="    ")
    if filling.sitting.brief.beside:
        console.say()
        most = f", at most {filling.sitting.brief.words} words" if filling.sitting.brief.words else ""
        console.say(f"{filling.sitting.brief.beside}{most}: {filling.text or '-'}")
    console.say("* asked for")


def _take(console: Console, filling: Filling, text: str) -> None:
    """Lines that name fields fill them in; any other text is the text beside the form."""
    lines = text.splitlines()
    rest: list[str] = []
    for line in lines:
        if filling.named(line) and not rest:
            name, _, value = line.partition(":")
            console.say(f"{name.strip()}: {filling.put(name, value)}", indent="  ")
        elif line.strip() or rest:
            rest.append(line)
    if rest:
        filling.write("\n".join(rest))
        console.say(f"{filling.sitting.brief.beside or 'Text'}: {len(filling.text.split())} words", indent="  ")


def _obey(console: Console, filling: Filling, entry: Entry) -> bool:
    """Carry out a command. Returns False when the trainee leaves."""
    match entry.command:
        case "quit" | "q":
            return False
        case "send":
            _send(console, filling)
        case "text":
            filling.write(console.entry("  ").text)
            console.say(f"{len(filling.text.split())} words", indent="  ")
        case "empty":
            filling.put(entry.argument, "")
            console.say(f"{entry.argument} is empty now.", indent="  ")
        case "undo":
            console.say(f"Taken back: {filling.undo()}", indent="  ")
        case "form":
            show_form(console, filling)
        case _:
            _look(console, filling.sitting, entry)
    return True


def _look(console: Console, sitting: Sitting, entry: Entry) -> None:
    match entry.command:
        case "":
            pass
        case "file" | "files" if entry.argument:
            show_file(console, sitting.brief, entry.argument)
        case "file" | "files":
            show_files(console, sitting.brief)
        case "brief":
            show_brief(console, sitting.brief)
        case "hint" | "h":
            console.say(f"Hint: {sitting.hint()}")
        case "help":
            console.say(HELP)
        case _:
            console.say(f"/{entry.command} is not known here. /help lists what is.")


def _send(console: Console, filling: Filling) -> None:
    lacking = filling.lacking
    question = f"Still empty: {', '.join(lacking)}. Send all the same?" if lacking else ""
    if filling.sitting.mode == "exam":
        question = f"{question} It cannot be called back in exam mode.".strip()
    if question and not console.sure(question):
        return
    step = filling.sitting.file(filling.values, filling.text)
    for event in _said(step.events):
        say_event(console, event, filling.sitting)


def _said(events: tuple[object, ...]) -> Iterator[ClientSpoke]:
    return (event for event in events if isinstance(event, ClientSpoke))


def _at_end_of_input(console: Console, filling: Filling) -> bool:
    """A pipe has sent what it filled in; a person comes back."""
    started = filling.text.strip() or any(filling.values[name] != one.value for name, one in filling.fields.items())
    if not console.interactive and started and filling.sitting.prompt is not None:
        _send(console, filling)
    return filling.sitting.prompt is None


def _chosen(field: FieldView, value: str) -> str:
    """The option that is meant: by its number, its words, or the beginning of them. Raises `AmtrainerError`."""
    if value.isdigit() and value not in field.options and 1 <= int(value) <= len(field.options):
        return field.options[int(value) - 1]
    folded = value.casefold()
    exact = [one for one in field.options if one.casefold() == folded]
    found = exact or [one for one in field.options if one.casefold().startswith(folded)]
    if len(found) != 1:
        raise AmtrainerError(f"{field.name}: {value} cannot be chosen.", f"There are {'; '.join(field.options)}.")
    return found[0]
