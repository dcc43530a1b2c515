"""A debrief as lines: marks, why, what is missing, the smallest change, and the own text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from amtrainer.plain.console import Console
from amtrainer.progress.debrief import CriterionView, Debrief, LineView
from amtrainer.progress.debrief_parts import joined

FEW_WORDS = 3  # fewer are no sentence


def show_debrief(console: Console, debrief: Debrief) -> None:
    """Write the whole debrief."""
    console.say()
    console.say(f"Marks for {debrief.title}")
    console.say(_total(debrief))
    _caps(console, debrief)
    _takeaway(console, debrief)
    _parts(console, debrief)
    heads = {part.first: f"{part.title}, {_of_100(part.total)}" for part in debrief.parts}
    for criterion in debrief.criteria:
        _criterion(console, criterion, heads.get(criterion.number, ""))
    _ratings(console, debrief)
    _voice(console, debrief)
    _promises(console, debrief)
    if debrief.hidden:
        console.say()
        console.say(f"{debrief.hidden_head}:")
        for point in debrief.hidden:
            console.say(point, indent="  ")
    _own_text(console, debrief.lines)
    if debrief.model_answer:
        console.say()
        marks = f" ({debrief.model_total} of 100)" if debrief.model_total is not None else ""
        console.say(f"One good answer{marks}:")
        for text in debrief.model_answer:
            console.say(text, indent="  ")
    for note in debrief.notes:
        console.say()
        console.say(f"Your note of {note.when}: {note.text}")
    console.say()
    console.say(debrief.blind_spot)
    console.say(f"Session {debrief.session}, result {debrief.result_hash[:12]}")


def _caps(console: Console, debrief: Debrief) -> None:
    """What caps the total, what was flagged, and what the total leaves out."""
    for gate in debrief.gates:
        console.say(f"! {gate.title}: caps {debrief.capped} at {gate.cap}.")
        console.say(f"“{gate.quote}” {gate.sentence}", indent="  ")
    if not debrief.gates:
        console.say(debrief.no_gate)
    for what, effect in debrief.flags:
        console.say(f"{what}: {effect}")
    for told in (debrief.left_out, debrief.unexplained):
        if told:
            console.say(told)
    if debrief.card.total is None:
        console.say("Too little could be judged to give a total.")


def _of_100(total: int | None) -> str:
    return "no total" if total is None else f"{total} of 100"


def _parts(console: Console, debrief: Debrief) -> None:
    """Each part with its own total, the spread, and what trains the lowest."""
    if not debrief.parts:
        return
    console.say()
    for part in debrief.parts:
        trains = f"; trained by {', '.join(part.trains)}" if part.trains else ""
        console.say(f"{part.title}, {_of_100(part.total)}{trains}", indent="  ")
    if debrief.spread:
        console.say(f"From {debrief.spread[0]} to {debrief.spread[1]}.", indent="  ")


def _total(debrief: Debrief) -> str:
    if debrief.card.total is None:
        return "No total."
    text = f"{debrief.card.total} of 100"
    if debrief.previous_total is not None:
        change = debrief.card.total - debrief.previous_total
        text += ", " + ("the same as" if change == 0 else f"{change:+d} since".replace("-", "−"))
        text += f" {debrief.previous_when}" if debrief.previous_when else " last time"
    return text + "."


def _criterion(console: Console, criterion: CriterionView, head: str = "") -> None:
    if head:
        console.say()
        console.say(head)
    console.say()
    unit = "point" if criterion.weight == 1 else "points"
    points = "" if criterion.level is None else f", {criterion.worth} {unit}"
    console.say(f"{criterion.number}. {criterion.title}: {criterion.told}{points}")
    if criterion.doubt:
        console.say(criterion.doubt, indent="   ")
    for row in _rows(criterion.quotes):
        console.say(f"Your words: {', '.join(f'“{quote}”' for quote in row)}", indent="   ")
    if criterion.why:
        console.say(f"Why: {criterion.why}", indent="   ")
    if criterion.why_not and not criterion.learn:
        console.say(f"Why not {criterion.why_not.level}: {criterion.short_of}", indent="   ")
    if criterion.learn:
        console.say(criterion.learn, indent="   ")
    elif change := criterion.change:
        old, new = change.old.strip(), change.new.strip()
        told = (f"“{old}” becomes “{new}”" if old else f"add “{new}”{change.where}") if new else f"take out “{old}”"
        console.say(f"Smallest change: {told} ({change.lifts.replace('→', 'to')})", indent="   ")
    elif criterion.no_change:
        console.say(criterion.no_change, indent="   ")


def _rows(quotes: Sequence[str]) -> Iterator[list[str]]:
    """A row for each quotation; single words and figures stand together."""
    row: list[str] = []
    for quote in quotes:
        if row and not (len(row[-1].split()) < FEW_WORDS and len(quote.split()) < FEW_WORDS):
            yield row
            row = []
        row.append(quote)
    if row:
        yield row


def _takeaway(console: Console, debrief: Debrief) -> None:
    taken = debrief.takeaway
    rows = (
        ("Strength", taken.strength),
        ("Gap", taken.gap),
        (f"A better line ({taken.better_from})", f"“{taken.better}”" if taken.better else ""),
        ("Now", taken.now),
    )
    console.say()
    for name, text in rows:
        if text:
            console.say(f"{name}: {text}")
    if taken.turn is not None:
        console.say(f"amtrainer fork {debrief.session} {taken.turn + 1}", indent="  ")


def _ratings(console: Console, debrief: Debrief) -> None:
    titles = {criterion.id: criterion for criterion in debrief.criteria}
    for rating in debrief.ratings:
        console.say()
        console.say(f"Second opinion of {rating.author}, {rating.when}:")
        for id, level in rating.levels:
            if id in titles:
                given = "not judged" if level is None else f"level {level}"
                machine = titles[id].level
                note = dict(rating.notes).get(id, "")
                console.say(f"{titles[id].title}: {given}, the marks say {machine}. {note}".rstrip(), indent="  ")
        if rating.text:
            console.say(rating.text, indent="  ")


def _voice(console: Console, debrief: Debrief) -> None:
    if debrief.voice:
        console.say()
        console.say("What the client thought:")
    for view in debrief.voice:
        turn = "" if debrief.kind == "triage" else f"Turn {view.turn + 1}, "
        console.say(f"{turn}{view.speaker or 'the client'}: {view.thought}", indent="  ")
        for cause in view.because:
            quote = f" “{cause.quote}”" if cause.quote else ""
            console.say(f"because{quote}: {cause.reason}", indent="    ")


def _promises(console: Console, debrief: Debrief) -> None:
    if debrief.promises:
        console.say()
        console.say("What you promised:")
    for one in debrief.promises:
        price = f", {one.price}" if one.price else ""
        to = f" to {one.to}" if one.to else ""
        console.say(f"{one.who}{to}, {one.when}{price}: “{one.what}”", indent="  ")
        for clash in one.clashes:
            console.say(f"! {clash}", indent="    ")


def _own_text(console: Console, lines: tuple[LineView, ...]) -> None:
    console.say()
    console.say("Your text with its marks:")
    for line in lines:
        label = line.name
        console.say(f"{label}: {marked(line)}" if label else line.text, indent="  ")


def marked(line: LineView) -> str:
    """The text with each mark written as `[6~ the words]`; marks that overlap are one stretch with all their signs."""
    text = line.text
    out: list[str] = []
    at = 0
    for start, end, marks in joined(line.marks):
        labels = dict.fromkeys(f"{mark.criterion or ''}{mark.sign}" for mark in marks)
        out.append(f"{text[at:start]}[{' '.join(labels)} {text[start:end]}]")
        at = end
    return "".join(out) + text[at:]
