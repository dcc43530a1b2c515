"""What the workbench says, as lines: findings, samples, the talk, a trace, attacks. Pure: views in, text out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from textual.content import Content

from amtrainer.authoring.attacking import Battle
from amtrainer.authoring.proof.reach import Share
from amtrainer.authoring.proof.samples import Outcome
from amtrainer.authoring.rehearsal import NOT_HERE, NOT_PLAYED, Line, Rehearsal, Seen
from amtrainer.authoring.workbench import lines_of
from amtrainer.errors import Problem
from amtrainer.scoring.explain import Explanation
from amtrainer.text import counted
from amtrainer.tui.bars import bar, dots, padded, spread
from amtrainer.tui.roles import BOLD, GOOD, INK, MISS, MUTED, PART, VOICE, change_role, lines, signed, words
from amtrainer.tui.widgets.chat import hanging, mood_line

SHOWN = 8  # findings; more are counted
BAR = 18
ROOMY = 55  # cells from which a row has room for the whole bar
HUNG = 18  # cells before a finding's words
SIGNS = {"full": ("✓", GOOD), "partial": ("~", PART), "trace": ("~", PART), "none": ("·", MUTED)}


def findings(problems: Sequence[Problem], file: Path, width: int) -> Content:
    """Findings with their fixes, errors first; the head counts them."""
    errors = sum(one.severity == "error" for one in problems)
    advice = len(problems) - errors
    counts = words(
        (counted(errors, "error") if errors else "", MISS),
        "   " if errors and advice else "",
        (f"{advice} piece{'' if advice == 1 else 's'} of advice" if advice else "", PART),
    )
    rows = [spread(words(("Findings", MUTED)), counts, width), Content("")]
    if not problems:
        rows.append(words(("✓", GOOD), "  Nothing found."))
    for sign, place, code, message, hint in lines_of(problems, file)[:SHOWN]:
        head = words((sign, MISS if sign == "✗" else PART), "  ", padded(Content(place), 8), (code, MUTED), "  ")
        rows += _hung(head, words(message), width)
        rows += _hung(Content(" " * HUNG), words((hint, MUTED)), width) if hint else []
    if len(problems) > SHOWN:
        rows.append(words((f"and {len(problems) - SHOWN} more: amtrainer check {file.name}", MUTED)))
    return lines(rows)


def _hung(head: Content, text: Content, width: int) -> list[Content]:
    """A text behind its head; its other lines stand below it."""
    first, *others = text.wrap(max(20, width - HUNG))
    return [words(head, first), *(words(" " * HUNG, row) for row in others)]


def sample_row(one: Outcome, before: int | None, width: int) -> Content:
    """`✓ best ━━━━━── 96 ≥ 85`, with the change since the last save."""
    sign = ("✓", GOOD) if one.ok else ("✗", MISS)
    cells = BAR if width >= ROOMY else BAR // 2
    change = one.total - before if before is not None else 0
    left = words(sign, " ", padded(words((one.id, INK)), max(10, width - cells - 20)))
    moved = words((f"{signed(change):>4}", change_role(change))) if before is not None else Content("    ")
    figures = words(bar(round(one.total / 10), cells), f" {one.total:>3}", moved)
    return spread(words(left, " ", figures), words((wanted(one.expect), MUTED)), width)


def name_of(file: Path) -> Content:
    """The path with the name in bold; from here, if it lies below."""
    shown = file.resolve()
    shown = shown.relative_to(Path.cwd()) if shown.is_relative_to(Path.cwd()) else shown
    folder = "" if shown.parent == Path() else f"{shown.parent}/"
    return words((folder, MUTED), (shown.name, BOLD))


def wanted(expect: str) -> str:
    """`>= 85` as people write it."""
    return expect.replace(">= ", "≥ ").replace("<= ", "≤ ").replace(">=", "≥ ").replace("<=", "≤ ").replace("..", "–")


def sample_detail(one: Outcome) -> Content:
    """Why a sample is not where it should be; for one that is, its levels in a row."""
    rows = [words((f"{name} is level {got}, wanted {want}", PART)) for name, want, got in one.differs]
    if not one.in_range:
        rows.append(words((f"{one.total} is not {wanted(one.expect)}", PART)))
    if not one.ok and (one.gates or one.flags):
        rows.append(words((", ".join((*one.gates, *one.flags)), MUTED)))
    return lines(rows)


def sample_levels(one: Outcome, why: Sequence[Explanation], width: int) -> Content:
    """The levels of a sample, criterion by criterion, with why not more where that is worked out."""
    told = {explanation.criterion: explanation for explanation in why}
    rows = [words((one.id, BOLD), (f"   {one.total}, wanted {wanted(one.expect)}", MUTED)), Content("")]
    for name, level in one.levels.items():
        rows.append(words(padded(words((name, INK)), max(10, width - 6)), dots(level)))
        if name in told and told[name].goal is not None:
            rows += _indented(told[name].why, width)
            if change := told[name].change:
                new = change.new.strip() or f"take out “{change.old.strip()}”"
                rows += _indented(f"→ {new}   level {change.level_from} → {change.level_to}", width)
    if one.gates or one.flags:
        rows += [Content(""), words((", ".join((*one.gates, *one.flags)), MUTED))]
    return lines(rows)


def _indented(text: str, width: int) -> list[Content]:
    return [words("  ", row) for row in words((text, MUTED)).wrap(max(10, width - 2))]


def reach(shares: Sequence[Share]) -> Content:
    """What no sample gets to."""
    missed = [(share.what[:-1], name, line) for share in shares for name, line in share.missed]
    if not missed:
        return words(("The samples reach every level and every indicator.", MUTED))
    rows = [words((f"No sample reaches {what} {name}, line {line}.", MUTED)) for what, name, line in missed[:4]]
    if len(missed) > 4:
        rows.append(words((f"And {len(missed) - 4} more: amtrainer test FILE --coverage", MUTED)))
    return lines(rows)


def headed(head: str, mood: Content, width: int) -> Content:
    """What stands at the right, with the mood beside it, or below where there is no room."""
    left = words((head, MUTED))
    return spread(left, mood, width) if len(head) + 2 + mood.cell_length <= width else lines([left, mood])


def talk(one: Rehearsal, width: int) -> Content:
    """The talk with its mood lines, and where in the file each line stands."""
    if not one.lines:
        return words((f"{NOT_PLAYED} {NOT_HERE}", MUTED))
    rows: list[Content] = []
    for line in one.lines:
        rows += [*_said(line, width), Content("")]
    if one.left:
        many = "" if one.left == 1 else "s"
        rows += words((f"{one.left} answer{many} kept aside: the talk ends earlier now.", PART)).wrap(width)
    if one.over is not None:
        rows += words(("The talk is over. Ctrl+R takes the last answer back.", MUTED)).wrap(width)
    return lines(rows)


def _said(line: Line, width: int) -> list[Content]:
    speaker = words((line.speaker, MUTED if line.own else VOICE))
    rows = list(hanging(speaker, words(line.text if line.speaker else (line.text, MUTED)), width))
    for move in line.moves:
        rows += hanging(Content(""), mood_line(move), width)
    if not line.own and line.line:
        rows += hanging(Content(""), words((f"line {line.line}", MUTED)), width)
    return rows


def mood(one: Rehearsal) -> Content:
    """`trust 7  patience 6`"""
    pieces = [words((f"{name} ", MUTED), (str(value), BOLD)) for name, value in one.mood.items()]
    return Content("   ").join(pieces)


def trace(phrase: str, seen: Sequence[Seen]) -> Content:
    """Which indicators fired, which nearly did, and which did not."""
    rows = [words(f"“{phrase}”"), Content("")]
    for one in seen:
        sign, role = SIGNS[one.strength]
        if one.strength == "none" and one.words:
            sign = "−"
        told = f"“{one.words}”" if one.words else "nothing found"
        rows.append(
            words((sign, role), " ", (one.indicator, INK if one.words else MUTED), (f"   line {one.line}", MUTED))
        )
        if one.words:
            note = f", {one.note}" if one.note else ""
            rows.append(words("  ", (told, INK), (f"   {one.strength}{note}", MUTED)))
    return lines(rows)


def attacks(battle: Battle) -> Content:
    """The best that each way of gaming the marks reaches."""
    broken = {one.kind for one in battle.broken}
    rows = [words((f"{'way':<24}{'best':>5}   texts", MUTED))]
    for one in sorted(battle.classes, key=lambda one: -one.best):
        sign = ("✗", MISS) if one.kind in broken else ("✓", GOOD)
        rows.append(words(sign, f" {one.kind:<22}{one.best:>5}", (f"   {one.tried}", MUTED)))
    least = "" if battle.weakest_ok is None else f" The lowest ok sample has {battle.weakest_ok}."
    told = "None comes" if not broken else "One comes" if len(broken) == 1 else f"{len(broken)} come"
    return lines([*rows, Content(""), words((f"{told} too far.{least}", MUTED))])
