"""Dates and times of day, read from a row of tokens; days without a year lie nearest to today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from amtrainer.scoring.answer import Token
from amtrainer.scoring.words import NUMBER_WORDS, row

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        row(
            "january,jan february,feb march,mar april,apr may june,jun july,jul august,aug september,sept,sep "
            "october,oct november,nov december,dec"
        ),
        start=1,
    )
    for name in names.split(",")
}
WEEKDAYS: Final = {
    name: number
    for number, names in enumerate(
        row("monday,mon tuesday,tue,tues wednesday,wed thursday,thu,thur,thurs friday,fri saturday,sat sunday,sun")
    )
    for name in names.split(",")
}
_SHORT_DAYS: Final = frozenset(row("mon tue tues wed thu thur thurs fri sat sun"))
_ORDINALS: Final = frozenset(row("st nd rd th"))
_ORDINAL_WORDS: Final = {
    word: number
    for number, word in enumerate(
        row(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
            "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        ),
        start=1,
    )
}
_MINUTES: Final = {"quarter": 15, "half": 30}
_DATE_LEADS: Final = frozenset(row("on by until till from before after of due"))
_TIME_LEADS: Final = frozenset(row("at by before until till from around about past"))


def date_at(tokens: Sequence[Token], place: int, today: date) -> tuple[date, int] | None:
    """The date that begins at token `place`, and the token after it."""
    for reader in (_iso, _day_first, _month_first, _slashed, _weekday, _near_day):
        found = reader(tokens, place, today)
        if found:
            return found
    return None


def day_number_at(tokens: Sequence[Token], place: int) -> tuple[int, int] | None:
    """The day of a month without its month: '5th', or 'fifth' where no noun follows."""
    text, after = _text(tokens, place), _text(tokens, place + 1)
    if text.isdecimal() and len(text) <= 2 and after in _ORDINALS and 1 <= int(text) <= 31:
        return int(text), place + 2
    if _ORDINAL_WORDS.get(text, 0) > 3 and not after.isalpha():
        return _ORDINAL_WORDS[text], place + 1
    return None


def time_at(tokens: Sequence[Token], place: int) -> tuple[int, int] | None:
    """The time of day that begins at token `place`, in minutes after midnight, and the token after it."""
    word = _text(tokens, place)
    if word in ("noon", "midday", "midnight"):
        return (0 if word == "midnight" else 720), place + 1
    if word in _MINUTES and _text(tokens, place + 1) in ("past", "to", "after"):
        hour = _hour(tokens, place + 2)
        if hour is None:
            return None
        sign = -1 if _text(tokens, place + 1) == "to" else 1
        return hour * 60 + sign * _MINUTES[word], place + 3
    return _around_the_hour(tokens, place) or _clock(tokens, place)


def _around_the_hour(tokens: Sequence[Token], place: int) -> tuple[int, int] | None:
    """'ten to two', 'at 20 past 3', 'five minutes to noon'; not '10 to 12 people' and 'from ten to two'."""
    text = _text(tokens, place)
    minutes = NUMBER_WORDS.get(text) or (int(text) if text.isdecimal() and len(text) <= 2 else 0)
    after = place + 1
    if minutes == 20 and text == "twenty":
        step = after + (_text(tokens, after) == "-")
        if _text(tokens, step) == "five":
            minutes, after = 25, step + 1
    named = _text(tokens, after) in ("minutes", "mins", "min")
    after += named
    side = _text(tokens, after)
    if side not in ("to", "past") or not ((named and 0 < minutes < 30) or minutes in (5, 10, 20, 25)):
        return None
    hour = 12 if _text(tokens, after + 1) in ("noon", "midday") else _hour(tokens, after + 1)
    half, behind = _half_of_day(tokens, after + 2)
    counted = side == "to" and behind == after + 2 and _counted(tokens, behind)
    lead = _text(tokens, place - 1)
    spelled = tokens[after + 1].kind == "word" if hour is not None else False
    if hour is None or hour > 12 or counted or lead in ("from", "between"):
        return None
    if side == "to" and not (named or spelled or half or lead in ("at", "by", "before", "until", "till")):
        return None
    return _shifted(hour * 60, half) + (minutes if side == "past" else -minutes), behind


def _clock(tokens: Sequence[Token], place: int) -> tuple[int, int] | None:
    text = _text(tokens, place)
    after = place + 1
    if ":" in text or ("." in text and _dotted_time(tokens, place)):
        hour, _, minute = text.replace(".", ":").partition(":")
        if not (hour.isdecimal() and minute[:2].isdecimal()) or int(hour) > 24 or int(minute[:2]) > 59:
            return None
        minutes = int(hour) * 60 + int(minute[:2])
        half, after = _half_of_day(tokens, after)
        return _shifted(minutes, half), after
    found = _hour(tokens, place)
    if found is None:
        return None
    half, behind = _half_of_day(tokens, after)
    if half or behind > after:
        return _shifted(found * 60, half), behind
    if _text(tokens, after) == "h" and tokens[after].glued and _text(tokens, place - 1) in _TIME_LEADS:
        return found * 60, after + 1
    lead = _text(tokens, place - 1)
    if lead == "by" and _text(tokens, place - 2) == _text(tokens, place):
        return None  # one by one
    in_words = tokens[place].kind == "word" and found <= 12 and lead in ("before", "until", "till", "by", "after")
    if (lead == "at" or in_words) and not _counted(tokens, after):
        return found * 60, after
    return None


def _counted(tokens: Sequence[Token], place: int) -> bool:
    """Whether what stands at `place` makes the number before it an amount and no hour."""
    if place >= len(tokens):
        return False
    token = tokens[place]
    return (
        token.kind == "number"
        or (token.kind == "sign" and token.text in "%€$£")
        or (
            token.kind == "word"
            and token.text not in ("on", "in", "sharp", "tomorrow", "today", "and", "or", "with", "if", "to")
            and token.text not in WEEKDAYS
        )
    )


def _dotted_time(tokens: Sequence[Token], place: int) -> bool:
    hour, _, minute = _text(tokens, place).partition(".")
    fits = len(minute) == 2 and minute.isdecimal() and hour.isdecimal() and int(hour) < 24 and int(minute) < 60
    unit = _text(tokens, place + 1)
    return (
        fits and _text(tokens, place - 1) in (*_TIME_LEADS, *WEEKDAYS) and unit not in ("%", "percent", "million", "m")
    )


def _half_of_day(tokens: Sequence[Token], place: int) -> tuple[str, int]:
    """'am', 'pm', 'a.m.', 'o'clock' (no half) after an hour."""
    word = _text(tokens, place)
    if word in ("am", "pm"):
        return word, place + 1
    if word in ("a", "p") and _text(tokens, place + 1) == "." and _text(tokens, place + 2) == "m":
        return word + "m", place + (4 if _text(tokens, place + 3) == "." and tokens[place + 3].glued else 3)
    if word in ("o'clock", "oclock"):
        return "", place + 1
    return "", place


def _shifted(minutes: int, half: str) -> int:
    if half == "pm" and minutes < 720:
        return minutes + 720
    return minutes - 720 if half == "am" and minutes >= 720 else minutes


def _hour(tokens: Sequence[Token], place: int) -> int | None:
    text = _text(tokens, place)
    value = int(text) if text.isdecimal() and len(text) <= 2 else NUMBER_WORDS.get(text)
    return value if value is not None and 0 < value <= 24 else None


def _iso(tokens: Sequence[Token], place: int, _today: date) -> tuple[date, int] | None:
    row = [_text(tokens, place + step) for step in range(5)]
    if row[1] != "-" or row[3] != "-" or len(row[0]) != 4 or not all(row[step].isdecimal() for step in (0, 2, 4)):
        return None
    return _made(int(row[0]), int(row[2]), int(row[4]), place + 5)


def _day_first(tokens: Sequence[Token], place: int, today: date) -> tuple[date, int] | None:
    """'27 February', '27th of Feb. 2026', 'the fifth of October'."""
    text, after = _text(tokens, place), place + 1
    if text.isdecimal() and len(text) <= 2:
        day = int(text)
        after += _text(tokens, after) in _ORDINALS
    elif text in _ORDINAL_WORDS:
        day = _ORDINAL_WORDS[text]
    else:
        return None
    after += _text(tokens, after) == "." and _text(tokens, after + 1) in MONTHS
    after += _text(tokens, after) == "of"
    month = MONTHS.get(_text(tokens, after))
    return _with_year(tokens, month, day, after + 1, today) if month else None


def _month_first(tokens: Sequence[Token], place: int, today: date) -> tuple[date, int] | None:
    """'February 27', 'Feb. 27th, 2026'."""
    month = MONTHS.get(_text(tokens, place))
    if month is None:
        return None
    after = place + 1
    after += _text(tokens, after) == "." and len(_text(tokens, place)) <= 4
    after += _text(tokens, after) == "the"
    text = _text(tokens, after)
    day = int(text) if text.isdecimal() and len(text) <= 2 else _ORDINAL_WORDS.get(text, 0)
    if not day or _text(tokens, after + 1) in ("%", "percent"):
        return None
    after += 1 + (_text(tokens, after + 1) in _ORDINALS)
    return _with_year(tokens, month, day, after, today)


def _slashed(tokens: Sequence[Token], place: int, today: date) -> tuple[date, int] | None:
    """'27/2', and '27.02' after a word that leads in a date."""
    text = _text(tokens, place)
    if text.isdecimal() and _text(tokens, place + 1) == "/" and _text(tokens, place + 2).isdecimal():
        day, month, after = text, _text(tokens, place + 2), place + 3
        if _text(tokens, after) == "/" and _text(tokens, after + 1).isdecimal():
            year = int(_text(tokens, after + 1)[:4])
            return _made(year if year > 99 else 2000 + year, int(month[:3]), int(day[:3]), after + 2)
    elif text.count(".") == 1 and _text(tokens, place - 1) in _DATE_LEADS and len(text) <= 5:
        day, _, month = text.partition(".")
        after = place + 1
        if len(month) != 2 or not 1 <= int(month) <= 12:
            return None
    else:
        return None
    if len(day) > 2 or len(month) > 2 or not 1 <= int(month) <= 12 or not 1 <= int(day) <= 31:
        return None
    return _nearest(int(month), int(day), today, after)


def _weekday(tokens: Sequence[Token], place: int, today: date) -> tuple[date, int] | None:
    """'Thursday' is the next one; 'Tuesday 26 May' is that day."""
    word = _text(tokens, place)
    if word not in WEEKDAYS or (word in _SHORT_DAYS and not tokens[place].capital):
        return None
    after = place + 1
    after += _text(tokens, after) == "," or (_text(tokens, after) == "." and word in _SHORT_DAYS)
    after += _text(tokens, after) == "the"
    exact = _day_first(tokens, after, today) or _month_first(tokens, after, today)
    if exact:
        return exact
    ahead = (WEEKDAYS[word] - today.weekday() - 1) % 7 + 1
    if word == _text(tokens, place) and _text(tokens, place - 1) == "last":
        ahead -= 7
    elif _text(tokens, place - 1) == "next" and ahead <= 6 - today.weekday():
        ahead += 7
    return today + timedelta(days=ahead), place + 1


def _near_day(tokens: Sequence[Token], place: int, today: date) -> tuple[date, int] | None:
    """'today', 'tonight', 'this evening', 'tomorrow', 'end of the week', 'end of the month'."""
    word = _text(tokens, place)
    if word in ("today", "tonight"):
        return today, place + 1
    if word == "tomorrow":
        return today + timedelta(days=1), place + 1
    if word == "yesterday":
        return today - timedelta(days=1), place + 1
    if word == "this" and _text(tokens, place + 1) in ("morning", "afternoon", "evening"):
        return today, place + 2
    if word == "end" and _text(tokens, place + 1) == "of":
        step = place + 2 + (_text(tokens, place + 2) in ("the", "this"))
        if _text(tokens, step) in ("day", "business"):
            return today, step + 1
        if _text(tokens, step) == "week":
            return today + timedelta(days=(4 - today.weekday()) % 7), step + 1
        if _text(tokens, step) == "month" or _text(tokens, step) in MONTHS:
            month = MONTHS.get(_text(tokens, step), today.month)
            following = date(today.year + month // 12, month % 12 + 1, 1)
            return following - timedelta(days=1), step + 1
    return None


def _with_year(tokens: Sequence[Token], month: int, day: int, after: int, today: date) -> tuple[date, int] | None:
    step = after + (_text(tokens, after) == ",")
    text = _text(tokens, step)
    if len(text) == 4 and text.isdecimal() and text[:2] in ("19", "20"):
        return _made(int(text), month, day, step + 1)
    return _nearest(month, day, today, after)


def _nearest(month: int, day: int, today: date, after: int) -> tuple[date, int] | None:
    made = [_made(today.year + step, month, day, after) for step in (-1, 0, 1)]
    there = [found for found in made if found]
    return min(there, key=lambda found: abs((found[0] - today).days), default=None)


def _made(year: int, month: int, day: int, after: int) -> tuple[date, int] | None:
    try:
        return date(year, month, day), after
    except ValueError:
        return None


def _text(tokens: Sequence[Token], place: int) -> str:
    return tokens[place].text if 0 <= place < len(tokens) else ""
