"""Must-haves: what breaks them, which words did, and where they cap the total (rubric guide, section 4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from amtrainer.scoring.answer import Span
from amtrainer.scoring.assurance import Assurance
from amtrainer.scoring.breach import READS_LIKE, breach_id, breaches
from amtrainer.scoring.condition import Condition, Verdict, Want, found, judge
from amtrainer.scoring.credit import overlap
from amtrainer.scoring.evidence import Findings, Mark, Strength
from amtrainer.scoring.falsehood import Falsehood
from amtrainer.scoring.gift import Gift
from amtrainer.scoring.held import Held, OwnNeed
from amtrainer.scoring.indicator import Indicator
from amtrainer.scoring.indicators.limit import Limit
from amtrainer.scoring.integrity import NO_ATTEMPTS
from amtrainer.scoring.invention import Invention
from amtrainer.scoring.rubric import Gate, Rubric
from amtrainer.scoring.scorecard import Flag, GateHit
from amtrainer.scoring.work import Work


@dataclass(frozen=True, slots=True)
class GateText:
    """How a gate is called, where it caps, and the guide's sentence."""

    title: str
    cap: int
    says: str


GATES: Final[dict[str, GateText]] = {
    "G1": GateText("Promise above the mandate", 40, "This promise cannot be kept. Say what you can."),
    "G2": GateText("Against the file", 40, "The file says otherwise."),
    "G3": GateText("A leak", 30, "Even this hint tells."),
    "G4": GateText("Abuse", 20, "No client stays where this is said."),
    "G5": GateText("Missed clock", 50, "The clock ran out before anybody acted."),
    "G6": GateText("Bad news held back", 50, "By now the client should know."),
    "G7": GateText("Concession before cause", 60, "You paid before you knew for what."),
    "G8": GateText("No attempt", 10, "Nothing to judge yet."),
    "G9": GateText("Improper inducement", 30, "Even as a joke this stays open."),
}
ALWAYS: Final = ("G4", "G8")
_CAPS: Final = "the total is capped"
_ABOVE: Final = "g1-above-"
_UNTIED: Final = "g1-untied-"
_ASSURED: Final = "g1-assurance"
_GIVEN: Final = "-gift"  # after g1 or g7
_HELD: Final = "g-held"
_OWN: Final = "g-own-need"
_EXCUSED: Final = {"G1": _HELD, "G2": _HELD, "G4": _OWN}
_FALSE: Final = "g2-falsehood"
_INVENTED: Final = "g2-invention"


def gate_detectors(rubric: Rubric) -> tuple[Indicator, ...]:
    """What the defaults of G1 and G2 look for, if the rubric names these gates, and what authors' sentences look for."""
    named = {gate.id for gate in rubric.gates}
    out: list[Indicator] = []
    if "G1" in named:
        for place, (fact, limit) in enumerate(rubric.facts.limits):
            out.append(_limit(f"{_ABOVE}{place}", fact, "above"))
            if all(allowance.condition for allowance in limit.limit):
                out.append(_limit(f"{_UNTIED}{place}", fact, "unconditional"))
        out += [Assurance(id=_ASSURED), Gift(id=f"g1{_GIVEN}")]
    if "G7" in named:
        out.append(Gift(id=f"g7{_GIVEN}"))
    if "G2" in named:
        out.append(Falsehood(id=_FALSE))
        if not rubric.interview:  # no file holds what somebody did elsewhere
            out.append(Invention(id=_INVENTED))
    wanted = {_EXCUSED[gate.id] for gate in rubric.gates if gate.when is not None and gate.id in _EXCUSED}
    out += [kind(id=id) for id, kind in ((_HELD, Held), (_OWN, OwnNeed)) if id in wanted]
    return (*out, *breaches(rubric))


def _limit(id: str, fact: str, find: str) -> Limit:
    return Limit.model_validate({"id": id, "look_for": "limit", "of": fact, "find": find})


def hits(rubric: Rubric, work: Work, turns: Sequence[Findings], flags: Sequence[Flag]) -> tuple[GateHit, ...]:
    """The gates that are broken, in order of their ids. Only gates the rubric names apply; G4 and G8 always.

    `turns[t]` is what was found up to turn t, the detectors of `gate_detectors` included.
    """
    wanted: list[Gate] = [*rubric.gates]
    wanted += [Gate(id=id) for id in ALWAYS if id not in {gate.id for gate in wanted}]
    out: dict[str, GateHit] = {}
    for gate in sorted(wanted, key=lambda gate: gate.id):
        mark = next(_broken(gate, rubric, work, turns, flags), None)
        if mark is not None and gate.id not in out:
            text = GATES[gate.id]
            theirs = mark.note != text.says and not (gate.id == "G2" and gate.when and _by_default(mark, turns[-1]))
            told = "" if mark.note == READS_LIKE else _sentence(mark.note)
            said = (gate.says if theirs else "") or told or text.says
            out[gate.id] = GateHit(gate.id, text.cap, mark.place, mark.quote, said)
    if "G8" in out:
        out.pop("G6", None)  # where nothing was attempted, nothing was held back
    return tuple(out.values())


def _by_default(mark: Mark, findings: Findings) -> bool:
    """Whether G2 breaks by itself here: what an author says is about the gate's own condition."""
    own = any(mark in found(findings, name).marks for name in (_FALSE, _INVENTED))
    return own or any(mark in one.against for one in findings.values())


def _sentence(note: str) -> str:
    return f"{note[:1].upper()}{note[1:].rstrip('.')}." if note else ""


def _broken(gate: Gate, rubric: Rubric, work: Work, turns: Sequence[Findings], flags: Sequence[Flag]) -> Iterator[Mark]:
    """The words that break a gate: by its own condition, then by its default."""
    if gate.when is not None:
        yield from _by_condition(gate, gate.when, work, turns)
    found_at_end = turns[-1]
    if gate.id == "G1":
        names = [name for name in found_at_end if name.startswith((_ABOVE, _UNTIED, _ASSURED, f"g1{_GIVEN}"))]
        marks = [mark for name in names for mark in found_at_end[name].marks]
        yield from _in_text(mark for mark in marks if mark.strength == Strength.FULL)
    elif gate.id == "G2":
        wrong = [*found(found_at_end, _FALSE).marks, *found(found_at_end, _INVENTED).marks]
        for indicator in rubric.detectors:
            if indicator.look_for == "fact":
                wrong.extend(found(found_at_end, indicator.id).against)
        yield from _in_text(wrong)
    elif gate.id in ALWAYS:
        wanted = {"hostile"} if gate.id == "G4" else NO_ATTEMPTS
        default = GATES[gate.id].says
        yield from (_note(flag, default) for flag in flags if flag.id in wanted and flag.effect.startswith(_CAPS))
    elif gate.id == "G7":
        yield from _in_text(_unexcused(gate, turns, f"g7{_GIVEN}"))
    if gate.like:
        yield from _in_text(_unexcused(gate, turns, breach_id(gate.id)))


def _unexcused(gate: Gate, turns: Sequence[Findings], name: str) -> Iterator[Mark]:
    """What reads like breaking the gate, or breaks it by itself. A concession (G7) is none once what its condition rules out has been said."""
    excuses = gate.when.none if gate.id == "G7" and gate.when is not None else ()
    for mark in found(turns[-1], name).marks:
        till = turns[mark.place.turn]
        if not excuses or judge(Condition(none=excuses), till).holds:
            yield mark


def _in_text(marks: Iterable[Mark]) -> list[Mark]:
    return sorted((mark for mark in marks if mark.strength), key=lambda mark: (mark.place.turn, mark.place.start))


def _note(flag: Flag, says: str) -> Mark:
    """The guide's sentence goes along: what an author wrote is about the gate's own condition."""
    return Mark(flag.place, flag.quote, Strength.FULL, (), says)


def _by_condition(gate: Gate, when: Condition, work: Work, turns: Sequence[Findings]) -> Iterator[Mark]:
    for turn in _looked_at(gate, when, turns):
        verdict = judge(when, turns[turn])
        if verdict.holds and not (gate.id in _EXCUSED and _is_held(verdict, turns[-1], _EXCUSED[gate.id])):
            yield _words(when, verdict, turns[turn], work)
            return


def _is_held(verdict: Verdict, findings: Findings, name: str) -> bool:
    """Whether all words that hold the condition stand in sentences that claim nothing, or press with nothing but one's own need."""
    kept = [mark.place for mark in found(findings, name).marks]
    return bool(verdict.marks) and all(any(overlap(mark.place, place) for place in kept) for _, mark in verdict.marks)


def _looked_at(gate: Gate, when: Condition, turns: Sequence[Findings]) -> Iterable[int]:
    """G6 looks at the first reply; what is only absent is known at the end; everything else breaks at any turn."""
    if gate.id == "G6":
        return range(1)
    return range(len(turns)) if any(when.wanted()) else [len(turns) - 1]


def _words(when: Condition, verdict: Verdict, findings: Findings, work: Work) -> Mark:
    """The words that hold the condition; for what is absent the words in its place, else the first reply."""
    if verdict.marks:
        return _in_text([mark for _, mark in verdict.marks])[0]
    for name in _absent(when):
        finding = found(findings, name)
        weaker = finding.marks or finding.against
        if weaker:
            return max(weaker, key=lambda mark: mark.strength)
    return whole(work)


def _absent(when: Condition) -> Iterator[str]:
    for item in (*when.none, *when.any, *when.all):
        if isinstance(item, Want):
            yield item.name
        else:
            yield from _absent(item)


def whole(work: Work) -> Mark:
    """The first reply."""
    passage = next((one for one in work.passages if one.answer.sentences), work.passages[0])
    spans = passage.answer.sentences
    span = spans[0].join(spans[-1]) if spans else Span(0, len(passage.answer.text))
    return Mark(passage.place(span), passage.answer.quote(span), Strength.FULL)
