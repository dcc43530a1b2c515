"""A triage inbox as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from amtrainer.errors import AmtrainerError
from amtrainer.plain.brief import show_brief, show_file, show_files
from amtrainer.plain.console import END, Console, Entry
from amtrainer.practice import Step
from amtrainer.simulation.session import Ended, Event, MailArrived, Messaged, Planned, TimePassed

if TYPE_CHECKING:
    from amtrainer.practice import Sitting


HELP = """\
/inbox             what lies in front of you, and your plan so far
/open A            read a mail
/plan A 1          put A first; then lines that start with do: who: when: because: and a line with only .
/message B         write to the sender of B; a line with only . sends it
/leave H why       leave H undone, with a reason
/wait              let the clock run to the next mails
/finish            close the inbox and see the marks
/file  /brief      what is on file, the brief
/quit              leave; everything is kept
Every act costs simulated minutes; thinking costs nothing."""

FIELDS = {"do": "action", "who": "owner", "when": "time", "because": "reason"}


def play_inbox(console: Console, sitting: Sitting) -> bool:
    """Play until the inbox is closed. Returns False if the trainee left before the end."""
    show_inbox(console, sitting)
    while sitting.state.over is None:
        console.say()
        if console.interactive:
            console.say(f"It is {sitting.state.clock}. Next? /help lists the commands.")
        entry = console.entry()
        if entry.text.strip():
            console.say("Say first what it is for: /plan A 1, or /message A.")
        if entry.command == END:
            if not console.interactive and len(sitting.events) > 1 and sitting.state.over is None:
                _tell(console, sitting.finish())
            return sitting.state.over is not None
        try:
            if not _obey(console, sitting, entry):
                return False
        except AmtrainerError as error:
            console.say(" ".join(part for part in (error.message, error.hint) if part))
    return True


def show_inbox(console: Console, sitting: Sitting) -> None:
    """Write the list of mails with the place each has in the plan."""
    console.say()
    console.say(f"Inbox at {sitting.state.clock}:")
    planned = {event.item: event for event in sitting.state.lines if isinstance(event, Planned)}
    for mail in sitting.inbox():
        plan = planned.get(mail.item)
        place = f"place {plan.place}, {plan.time or 'no time yet'}" if plan else "not planned"
        console.say(f"{mail.item}. {mail.arrived}, {mail.sender}: {mail.subject} ({place})", indent="  ")


def _obey(console: Console, sitting: Sitting, entry: Entry) -> bool:
    """Carry out a command. Returns False when the trainee leaves."""
    if entry.command in ("quit", "q"):
        return False
    item, _, rest = entry.argument.partition(" ")
    item = item.upper()
    match entry.command:
        case "open":
            _open(console, sitting, item)
        case "plan":
            _plan(console, sitting, item, rest)
        case "message":
            _tell(console, sitting.message(item, console.entry("  ").text))
        case "leave":
            _tell(console, sitting.leave(item, rest))
        case "wait":
            _tell(console, sitting.wait())
        case "finish":
            if console.sure(_unplanned(sitting)):
                _tell(console, sitting.finish())
        case _:
            _look(console, sitting, entry)
    return True


def _look(console: Console, sitting: Sitting, entry: Entry) -> None:
    match entry.command:
        case "":
            pass
        case "inbox":
            show_inbox(console, sitting)
        case "file" if entry.argument:
            show_file(console, sitting.brief, entry.argument)
        case "file" | "book":
            show_files(console, sitting.brief)
        case "brief":
            show_brief(console, sitting.brief)
        case "help":
            console.say(HELP)
        case _:
            console.say(f"/{entry.command} is not known here. /help lists what is.")


def _open(console: Console, sitting: Sitting, item: str) -> None:
    step = sitting.open_mail(item)
    mail = next(mail for mail in sitting.inbox() if mail.item == item)
    console.say(f"{mail.item}. {mail.sender}, {mail.arrived}: {mail.subject}")
    console.say(mail.text, indent="  ")
    _tell(console, step)


def _plan(console: Console, sitting: Sitting, item: str, place: str) -> None:
    if not place.strip().isdigit():
        raise AmtrainerError("A plan needs a place.", "For example: /plan A 1")
    given = dict.fromkeys(FIELDS.values(), "")
    for line in console.entry("  ").text.splitlines():
        label, colon, text = line.partition(":")
        field = FIELDS.get(label.strip().lower()) if colon else None
        if field is None:
            field, text = "action", line
        given[field] = " ".join(part for part in (given[field], text.strip()) if part)
    _tell(console, sitting.plan(item, int(place), given["action"], given["owner"], given["time"], given["reason"]))


def _unplanned(sitting: Sitting) -> str:
    done = {
        event.item for event in sitting.state.lines if hasattr(event, "item") and not isinstance(event, MailArrived)
    }
    open_items = [mail.item for mail in sitting.inbox() if mail.item not in done]
    if not open_items:
        return "Close the inbox?"
    return f"Not planned yet: {', '.join(open_items)}. Close the inbox all the same?"


def _tell(console: Console, step: Step) -> None:
    for event in step.events:
        _tell_one(console, event)


def _tell_one(console: Console, event: Event) -> None:
    match event:
        case TimePassed():
            console.say(f"It is {event.to}.", indent="  ")
        case MailArrived():
            console.say()
            console.say(f"New at {event.at}: {event.item}. {event.sender}: {event.subject}")
            console.say(event.text, indent="  ")
            for move in event.moves:
                console.say(f"{move.name} {move.before} to {move.after}: {move.reason}", indent="  ")
        case Messaged():
            console.say(f"Sent to {event.item}.", indent="  ")
        case Planned():
            console.say(f"{event.item} has place {event.place}.", indent="  ")
        case Ended():
            console.say("The inbox is closed.")
        case _:
            pass
