"""Promises of different sessions that bind the trainee to one half hour.

Sessions share a diary where their stories play on the same day, as the morning and the noon of one inbox do: what was
promised to Sofia in one may keep the trainee from Rahul in the other. Stories of different days are different stories, and
their promises never clash, whatever hour they name. Of an exercise only the last attempt counts, since an earlier one was
practice for it; which that is, the caller knows. A time limit ("by noon") fills no half hour, and neither does what "we" do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from amtrainer.progress.ledger import SAME_HALF_HOUR, Promise, clock_of, shortened


@dataclass(frozen=True, slots=True)
class Page:
    """What one other session of the same story day promised."""

    title: str
    promises: tuple[Promise, ...]


def with_others(made: Sequence[Promise], pages: Sequence[Page], today: date) -> tuple[Promise, ...]:
    """The same promises, each with its clashes with those of other sessions added. `today` is the day of the stories."""
    return tuple(replace(one, clashes=(*one.clashes, *_clashes(one, pages, today))) for one in made)


def _clashes(one: Promise, pages: Sequence[Page], today: date) -> Iterator[str]:
    for page in pages:
        for other in page.promises:
            if not _same_client(one.to, other.to) and _together(one, other, today):
                what = shortened(other.what)
                yield f"at {clock_of(other.minute)} you are promised to {other.to} as well, in {page.title}: “{what}”"


def _together(one: Promise, other: Promise, today: date) -> bool:
    if not (_binds(one) and _binds(other)) or one.minute is None or other.minute is None:
        return False
    day = today.toordinal()
    same_day = (one.day or day) == (other.day or day)
    return same_day and abs(one.minute - other.minute) < SAME_HALF_HOUR


def _same_client(one: str, other: str) -> bool:
    """'Amandla' and 'Amandla finance' are one."""
    mine, theirs = one.casefold().split(), other.casefold().split()
    least = min(len(mine), len(theirs))
    return mine[:least] == theirs[:least]


def _binds(one: Promise) -> bool:
    return one.who == "I" and bool(one.to) and not one.limit
