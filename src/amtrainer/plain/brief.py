"""The brief as lines: who you are, who calls, what is on file, what counts."""

from __future__ import annotations

from amtrainer.plain.console import Console
from amtrainer.practice import Brief
from amtrainer.practice.views import Exhibit


def show_brief(console: Console, brief: Brief) -> None:
    """Write everything a trainee sees before the first line."""
    head = brief.head
    console.say(head.title)
    console.say(f"{head.minutes} minutes, {head.difficulty_word}.")
    console.say()
    for label, text in (("Today", brief.today), ("You", brief.role), ("Client", brief.client), ("", brief.manner)):
        if text:
            console.say(f"{label}: {text}" if label else text)
    for paragraph in brief.situation:
        console.say(paragraph)
    if brief.goal:
        console.say(f"You want: {brief.goal}")
    if brief.words:
        console.say(f"At most {brief.words} words.")
    for part in brief.deliver:
        console.say(f"It holds: {part}")
    if brief.may:
        console.say()
        console.say("You may:")
        for line in filter(None, (*brief.may, brief.may_not)):
            console.say(line, indent="  ")
    show_files(console, brief)
    _show_counts(console, brief)


def _show_counts(console: Console, brief: Brief) -> None:
    if brief.skills:
        console.say()
        console.say(f"Looked at: {', '.join(brief.skills)}.")
    if brief.criteria:
        console.say()
        console.say("What counts:")
    for number, criterion in enumerate(brief.criteria, 1):
        console.say(f"{number}. {criterion.do} ({criterion.weight})", indent="  ")
    for cap in brief.caps:
        console.say(cap)


def show_files(console: Console, brief: Brief) -> None:
    """Write the list of exhibits, and for an inbox the book of clients."""
    if brief.exhibits:
        console.say()
        console.say("On file:")
        for exhibit in brief.exhibits:
            console.say(_named(exhibit), indent="  ")
    if brief.book:
        console.say()
        console.say("Book:")
        for client, note, value in brief.book:
            console.say(f"{client}: {value}{', ' + note if note else ''}", indent="  ")
    for label, text in brief.fixed:
        console.say(f"{label}: {text}")


def show_file(console: Console, brief: Brief, number: str) -> None:
    """Write one exhibit in full, or say which there are."""
    for exhibit in brief.exhibits:
        if str(exhibit.number) == number:
            console.say(_named(exhibit))
            console.say(exhibit.text, indent="  ")
            return
    if brief.exhibits:
        console.say(f"Which one? /file 1 to /file {len(brief.exhibits)}.")
    else:
        console.say("Nothing is on file here.")


def _named(exhibit: Exhibit) -> str:
    return f"{exhibit.number}. {exhibit.name}" + (f": {exhibit.figure}" if exhibit.figure else "")
