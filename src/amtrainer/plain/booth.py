"""A candidate's sitting as lines: for screen readers, Braille, and pipes. It cannot lock a keyboard: somebody stays in the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from amtrainer.errors import AmtrainerError
from amtrainer.plain.brief import show_brief
from amtrainer.plain.console import Console
from amtrainer.plain.home import PLAYERS

if TYPE_CHECKING:
    from amtrainer.interview.visit import Visit

SENDS = "A line with only . sends. It cannot be called back. /help lists the commands, /quit is a pause."


def attend(console: Console, visit: Visit, *, agreed: bool) -> None:
    """Lead a candidate through what is left. Raises `AmtrainerError` without consent."""
    if visit.stage == "notice":
        kit = visit.day.kit
        console.say(kit.notice)
        if agreed or (console.interactive and console.sure(kit.consent)):
            visit.agree()
        else:
            raise AmtrainerError(f"{visit.candidate} has not agreed to the notice.", "Nothing begins without it.")
    if visit.stage == "practice" and console.interactive and not _practise(console, visit):
        return
    while visit.stage in ("exercise", "practice"):
        place, count = visit.place
        seat = visit.sit()
        console.say()
        console.say(f"Exercise {place} of {count}")
        show_brief(console, seat.brief)
        console.say()
        console.say(SENDS)
        if not PLAYERS[seat.brief.head.kind](console, seat):
            seat.pause()
            visit.close()
            console.say("Kept. The same command goes on from here.")
            return
        visit.keep(seat)
    console.say()
    console.say("That was the last exercise. Thank you. Please tell the person who invited you.")


def _practise(console: Console, visit: Visit) -> bool:
    """One turn to try it. Returns False if the candidate left."""
    seat = visit.practise()
    console.say("First a turn to practise. Nothing of it is kept.")
    console.say(SENDS)
    done = PLAYERS[seat.brief.head.kind](console, seat)
    if done:
        visit.practised()
        console.say("That was the practice.")
    return done
