"""Home as lines: what to start with, what is unfinished, and a way to begin by typing a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from amtrainer.errors import AmtrainerError
from amtrainer.plain.brief import show_brief
from amtrainer.plain.console import Console
from amtrainer.plain.debrief import show_debrief
from amtrainer.plain.inbox import play_inbox
from amtrainer.plain.records import play_records
from amtrainer.plain.talk import play_talk

if TYPE_CHECKING:
    from amtrainer.practice import Practice, Sitting


PLAYERS = {
    "brief": play_talk,
    "crm": play_records,
    "dialogue": play_talk,
    "interview": play_talk,
    "knowledge": play_talk,
    "triage": play_inbox,
}


def play(console: Console, sitting: Sitting) -> None:
    """Play one session from where it stands, and show its marks at the end."""
    show_brief(console, sitting.brief)
    console.say()
    console.say("A line with only . sends. /help lists the commands.")
    if PLAYERS[sitting.brief.head.kind](console, sitting):
        show_debrief(console, sitting.debrief())
    else:
        console.say()
        console.say(f"Saved. Go on with: amtrainer play {sitting.brief.head.number} --resume")


def home(console: Console, practice: Practice) -> None:
    """Say what there is, and play what is named, until the end of input."""
    console.say("amtrainer   practice, offline")
    suggestion = practice.suggest()
    console.say()
    console.say(f"Next: {suggestion.head.number}  {suggestion.head.title}. {suggestion.why}")
    for unfinished in practice.unfinished():
        console.say(f"Unfinished: {unfinished.head.number}  {unfinished.head.title}")
    console.say()
    for head in practice.heads():
        console.say(f"{head.number}  {head.title}, {head.minutes} min, {head.difficulty_word}", indent="  ")
    while True:
        console.say()
        console.say("Type a number to play, Enter for what is next, q to quit.")
        line = console.line("> ")
        if line is None or line.strip().lower() in ("q", "quit", "/quit"):
            return
        try:
            head = practice.find(line.strip()) if line.strip() else suggestion.head
            play(console, practice.start(head.id))
        except AmtrainerError as error:
            console.say(" ".join(part for part in (error.message, error.hint) if part))
