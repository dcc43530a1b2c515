"""A dialogue as lines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from amtrainer.errors import AmtrainerError
from amtrainer.plain.brief import show_brief, show_file, show_files
from amtrainer.plain.console import END, Console, Entry
from amtrainer.simulation.session import Answered, ClientSpoke, Event, HintTaken

if TYPE_CHECKING:
    from amtrainer.practice import Sitting


HELP = """\
Type your answer, over as many lines as you like. A line with only . sends it.
/hint      a hint (practice only)
/back      take the last answer back (practice only)
/file 2    read what is on file; /file lists it
/brief     read the brief again
/again     hear the last line again
/end       end the talk and see the marks
/quit      leave; everything is kept"""


def play_talk(console: Console, sitting: Sitting) -> bool:
    """Play until the talk is over. Returns False if the trainee left before the end."""
    for event in sitting.state.lines:
        say_event(console, event, sitting)
    while sitting.prompt is not None:
        console.say()
        if console.interactive:
            where = sitting.prompt.where or f"turn {sitting.prompt.turn + 1} of {sitting.prompt.turns}"
            console.say(f"You ({where}):")
        entry = _entry(console, sitting)
        if entry.text.strip() and entry.command in ("", END):
            _send(console, sitting, entry.text)
        elif entry.command == "":
            console.say("There is nothing to send yet. Type your answer first.")
        if entry.command == END:
            return _at_end_of_input(console, sitting)
        if entry.command and not _obey(console, sitting, entry):
            return False
    return True


def say_event(console: Console, event: Event, sitting: Sitting) -> None:
    """Write one line of the talk, and under it how the mood moved and why."""
    if isinstance(event, ClientSpoke):
        console.say()
        # Where two speak, their names stand in the words themselves.
        named = not event.speaker or f"{event.speaker}: " in event.text
        console.say(event.text if named else f"{event.speaker}: {event.text}")
        for move in event.moves if sitting.mode == "practice" else ():
            change = move.after - move.before
            sign = "+" if change > 0 else "−"
            console.say(f"{sign}{abs(change)} {move.name}, {move.before} to {move.after}: {move.reason}", indent="  ")
    elif isinstance(event, Answered):
        console.say()
        console.say(f"You: {event.text}")
    elif isinstance(event, HintTaken):
        console.say(f"Hint: {event.text}", indent="  ")


def _entry(console: Console, sitting: Sitting) -> Entry:
    """The next entry. A text that was begun before a command, or before a crash, is kept and goes on."""
    begun = sitting.drafts.get("", "") if console.interactive else ""
    if begun:
        console.say(f"Kept from before: {begun}", indent="  ")
    entry = console.entry()
    text = "\n".join(part for part in (begun, entry.text) if part)
    if entry.command not in ("", END) and text != begun:
        sitting.save_draft("", text)
    return Entry(text, entry.command, entry.argument)


def _send(console: Console, sitting: Sitting, text: str) -> None:
    if sitting.mode == "exam" and not console.sure("Send? It cannot be called back in exam mode."):
        sitting.save_draft("", text)
        return
    step = sitting.answer(text)
    _say_all(console, (event for event in step.events if not isinstance(event, Answered)), sitting)


def _say_all(console: Console, events: Iterable[Event], sitting: Sitting) -> None:
    for event in events:
        say_event(console, event, sitting)


def _at_end_of_input(console: Console, sitting: Sitting) -> bool:
    if sitting.prompt is None:
        return True
    if console.interactive or sitting.state.turn == 0:
        return False
    sitting.end()
    return True


def _obey(console: Console, sitting: Sitting, entry: Entry) -> bool:
    """Carry out a command. Returns False when the trainee leaves."""
    try:
        match entry.command:
            case "quit" | "q":
                return False
            case "end":
                if console.sure("End the talk here?"):
                    sitting.end()
            case "hint" | "h":
                console.say(f"Hint: {sitting.hint()}")
            case "back":
                sitting.rewind()
                _say_all(console, sitting.state.lines[-1:], sitting)
            case "file" | "files" if entry.argument:
                show_file(console, sitting.brief, entry.argument)
            case "file" | "files":
                show_files(console, sitting.brief)
            case "brief":
                show_brief(console, sitting.brief)
            case "again":
                _say_all(console, [e for e in sitting.state.lines if isinstance(e, ClientSpoke)][-1:], sitting)
            case "help":
                console.say(HELP.replace(" and see the marks", "") if sitting.brief.skills else HELP)
            case _:
                console.say(f"/{entry.command} is not known here. /help lists what is.")
    except AmtrainerError as error:
        console.say(" ".join(part for part in (error.message, error.hint) if part))
    return True
