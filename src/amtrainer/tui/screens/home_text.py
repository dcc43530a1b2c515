"""What Home says, as text: drawn from its data for a size."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from amtrainer.content.finding import FAMILIES
from amtrainer.practice.home import HomeData
from amtrainer.text import counted
from amtrainer.tui.bars import padded, spread, track
from amtrainer.tui.roles import BOLD, INK, MUTED, change_role, lines, signed, words

if TYPE_CHECKING:
    from amtrainer.content.head import Head

KINDS = (
    ("dialogue", "Dialogues"),
    ("interview", "Interviews"),
    ("triage", "Inboxes"),
    ("brief", "Briefs"),
    ("crm", "Records"),
    ("knowledge", "Checks"),
)
SKILL_WIDTH = 17


class Size(NamedTuple):
    """How much room there is."""

    small: bool
    tiny: bool


def card(head: Head, home: HomeData, size: Size, width: int) -> Content:
    """The exercise on the card."""
    meta = words((f"{head.minutes} min   {head.difficulty_word}", MUTED))
    rows = [spread(words((head.title, BOLD)), meta, width)]
    if size.tiny:
        return rows[0]
    gap = [] if size.small else [Content("")]
    rows += [*gap, words((head.situation, INK))]
    if home.answers or not size.small:
        rows += [
            *gap,
            words((home.why if size.small else f"Why today: {_inside(home.why)}", MUTED)),
        ]
    rows.append(Content(""))
    return lines(rows)


def row(head: Head, due: str | None, size: Size, today: date, width: int) -> Content:
    """One exercise of the list; `due` is None where no row has a day, "" where only this one has none."""
    if size.tiny:
        return words((head.title, INK))
    day, now = day_of(due, today), bool(due and due <= today.isoformat())
    right = words(
        (f"{FAMILIES.get(head.family, head.family):<11}  {head.minutes:>2} min  {head.difficulty_word:<6}", MUTED),
        (f"  {day:<5}", BOLD if now else MUTED) if due is not None else "",
    )
    return spread(words((head.title, INK)), right, width)


def day_of(due: str | None, today: date) -> str:
    """Today, a weekday within the week, else the date."""
    if not due:
        return ""
    day = date.fromisoformat(due)
    if day <= today:
        return "today"
    return f"{day:%a}" if day - today < timedelta(days=7) else f"{day.day} {day:%b}"


def small_skill(home: HomeData, size: Size, width: int) -> Content:
    """One skill, or that nothing was measured: for small windows."""
    if size.tiny:
        return Content("")
    if not home.skills:
        quiet = "Your words stay on this computer. No account, no network."
        text = "Nothing measured yet. Three answers give a first estimate."
        return lines([words(("Your skills", MUTED)), words((text, INK)), Content(""), words((quiet, MUTED))])
    skill = home.skills[0]
    tail = words((f"  {skill.level:.1f} ", INK), (f"between {skill.low:.1f} and {skill.high:.1f}", MUTED))
    row = words(track(skill.level, skill.low, skill.high, 21), tail)
    return lines([words(("Where you stand", MUTED)), spread(words((skill.name, INK)), row, width)])


def everything(home: HomeData) -> Content:
    """How much there is of each kind."""
    counts = dict(home.counts)
    kinds: list[Content] = []
    for kind, name in KINDS:
        if counts.get(kind):
            kinds.append(words((name, INK), " ", (str(counts[kind]), MUTED)))
    rows = [words(("Everything", MUTED)), Content(""), Content("  ").join(kinds), Content("")]
    rows.append(words(("/ finds by client, skill or number, for example d03", MUTED)))
    if home.problems:
        rows.append(words((f"{counted(home.problems, 'file')} could not be read: amtrainer check", "$part")))
    return lines(rows)


def stand(home: HomeData) -> Content:
    """The lowest skills with their intervals."""
    if not home.skills:
        text = "Nothing measured yet. Three answers give a first estimate."
        quiet = "Your words stay on this computer. No account, no network."
        return lines(
            [words(("Your skills", MUTED)), Content(""), words((text, INK)), Content(""), words((quiet, MUTED))]
        )
    rows = [words(("Where you stand", MUTED)), Content("")]
    for skill in home.skills:
        drawn = track(skill.level, skill.low, skill.high, SKILL_WIDTH)
        rows.append(words(padded(words((skill.name, INK)), 15), " ", drawn, (f"  {skill.level:.1f}", INK)))
    count = {1: "The only one", 2: "Both", 3: "All three", 4: "All four"}.get(home.measured, "The lowest four")
    of = f" of {home.measured}" if home.measured > 4 else " measured"
    rows += [
        Content(""),
        words((f"{count}{of}, on a scale of 1 to 5. The line is where we are 80% sure you are.", MUTED)),
    ]
    return lines(rows)


def last(home: HomeData) -> Content:
    """The sessions played last."""
    if not home.last:
        return Content("")
    rows = [words(("Last played", MUTED)), Content("")]
    for line in home.last:
        total = "–" if line.total is None else str(line.total)
        change = "" if line.change is None else signed(line.change)
        right = words((total, INK), (f"{change:>5}", change_role(line.change or 0)))
        rows += [spread(words((line.title, INK)), right, 38), words((line.note, MUTED)), Content("")]
    return lines(rows[:-1])


def _inside(sentence: str) -> str:
    """As it goes on after a colon: 'CRM is due' stays as it is."""
    return sentence if sentence[1:2].isupper() else sentence[:1].lower() + sentence[1:]
