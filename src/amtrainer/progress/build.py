"""Builds the debrief of a session from what happened and what it was worth. Works for talks and for inboxes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from amtrainer.progress.debrief import (
    CriterionView,
    Debrief,
    GateView,
    NoteView,
    PartView,
    RatingView,
    RungView,
    SmallestChange,
    WhyNot,
)
from amtrainer.progress.ledger import Promise, promises, said
from amtrainer.progress.lines import lines_of, moods_of, sign_of
from amtrainer.progress.parts import mark_parts, part_views, titles
from amtrainer.progress.takeaway import takeaway
from amtrainer.progress.voice import voices
from amtrainer.scoring.assess import assessor_of, context_of
from amtrainer.scoring.explain import Explanation, explain
from amtrainer.scoring.gates import GATES
from amtrainer.scoring.integrity import NO_ATTEMPT, SHORTEST, SHORTEST_TOLD
from amtrainer.scoring.meaning import MeaningModel
from amtrainer.scoring.passages import units
from amtrainer.scoring.rubric import Criterion
from amtrainer.scoring.score import FULL_LEVEL, card_of, points, scorer_version
from amtrainer.scoring.scorecard import CriterionScore, Evidence, Flag, Scorecard
from amtrainer.simulation.kinds import AnyScenario
from amtrainer.simulation.session import Event, Started, event_to_json

BLIND_SPOT: Final = "Marked by rules and a small model you can open. They do not see warmth between the lines."
NO_CAP: Final = "No cap."
Texts = Mapping[tuple[int, str | None], str]  # by turn and field
ANOTHER_SAID: Final = "it answers another question: "  # what the flag's own name says already
MOST_WORDS: Final = 24  # of a quotation beside a gate
FLAGS: Final = {
    "echo": "Words of the client or of the case",
    "list": "A list of words",
    "stuffing": "Words piled up or repeated",
    "meta": "Talk about method",
    "judge-note": "A note to the judge",
    "negation": "What you would not say or do",
    "quotation": "Words of somebody else",
    "dump": "The file read aloud",
    "aloud": "Facts in a row, said to nobody",
    "elsewhere": "The answer to another case",
    "borrowed": "Words of the model answer to another exercise",
    "answered-another-question": "The answer to another question",
    "language": "Another language",
    "short": f"Under {SHORTEST} words",
    "gibberish": "No words of a language",
    "copy": "A copy of the client's or the case's text",
    "copied-model": "The model answer of this exercise",
    "hostile": "A hostile word",
}


@dataclass(frozen=True, slots=True)
class Meta:
    """What the store knows about a session and its neighbours."""

    session: str
    when: str  # ISO date-time of the end (or last event), local
    seconds: int = 0
    attempt: int = 1
    previous_total: int | None = None
    previous_when: str | None = None
    model_total: int | None = None
    model_quotes: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict
    )  # criterion -> sentences of the model answer
    notes: tuple[NoteView, ...] = ()
    ratings: tuple[RatingView, ...] = ()


@dataclass(frozen=True, slots=True)
class Marked:
    """The marks of a session with their reasons, and what was promised."""

    card: Scorecard
    explanations: tuple[Explanation, ...]
    promises: tuple[Promise, ...] = ()


def mark(
    scenario: AnyScenario, events: Sequence[Event], model: MeaningModel, mode: str, *, content_hash: str = ""
) -> Marked:
    """Mark a session: score what counts of it, and explain every level."""
    if scenario.parts:
        return Marked(*mark_parts(scenario, events, model, mode, content_hash=content_hash))
    assessor = assessor_of(scenario, model)
    assessment = assessor.assess(scenario.work(events))
    card = card_of(assessor, assessment, scorer_version(model), mode, content_hash)
    made = promises(assessment.work, assessor.context, card.gates, _client(scenario), clients=_items(scenario))
    return Marked(card, explain(assessor, assessment, mode), made)


def promised(scenario: AnyScenario, events: Sequence[Event], model: MeaningModel) -> tuple[Promise, ...]:
    """What was promised in a session in so many words; nothing is marked for it."""
    if scenario.parts:
        return ()
    context = context_of(scenario, model)
    rows = units(scenario.work(events), context)
    return tuple(said(rows, context, _client(scenario), clients=_items(scenario)))


def _client(scenario: AnyScenario) -> str:
    client = getattr(scenario, "client", None)
    return client.short if client else ""


def _items(scenario: AnyScenario) -> dict[str, str]:
    """The items of an inbox by who sent them."""
    return {mail.id: mail.sender for mail in getattr(scenario, "inbox", ())}


def debrief(
    scenario: AnyScenario,
    events: Sequence[Event],
    card: Scorecard,
    explanations: Sequence[Explanation],
    meta: Meta,
    made: tuple[Promise, ...] = (),
) -> Debrief:
    """Everything a session has to say. A criterion without an explanation (an older card) is shown without reasons."""
    state = scenario.fold(events)
    started = next((event for event in events if isinstance(event, Started)), None)
    lines = lines_of(scenario, events, card)
    criteria, parts = _criteria(scenario, events, card, explanations), part_views(scenario, events, card)
    return Debrief(
        session=meta.session,
        scenario=scenario.id,
        title=scenario.title,
        kind=scenario.kind,
        seed=started.seed if started else 0,
        when=meta.when,
        seconds=meta.seconds,
        attempt=meta.attempt,
        previous_total=meta.previous_total,
        previous_when=meta.previous_when,
        card=card,
        lines=lines,
        criteria=criteria,
        gates=_gates(card),
        no_gate=scenario.no_gate or NO_CAP,
        flags=tuple(dict.fromkeys(_flag(flag, asked=bool(parts)) for flag in card.flags)),
        mood=moods_of(scenario, events),
        hints=state.hints,
        hidden=tuple(point.says for point in scenario.hidden if point.id not in state.opened) if state.over else (),
        model_answer=scenario.told_models(events),
        model_total=meta.model_total,
        ended=state.over,
        blind_spot=BLIND_SPOT,
        result_hash=result_hash(events, [card]),
        takeaway=takeaway(
            criteria, lines, meta.model_quotes, forkable=scenario.kind == "dialogue", heads=titles(parts)
        ),
        promises=made,
        voice=voices(scenario, events),
        notes=meta.notes,
        ratings=meta.ratings,
        parent=started.parent if started else None,
        mode=state.mode,
        language=scenario.language,
        parts=parts,
    )


def result_hash(events: Iterable[Event], cards: Iterable[Scorecard]) -> str:
    """The same for the same answers and marks, whatever the face, the hour and the session's name."""
    told_events: list[dict[str, Any]] = []
    for event in events:
        data = event_to_json(event)
        data.pop("parent", None)  # the name of a session
        told_events.append(data)
    whole = {"events": told_events, "cards": [card.stored() for card in cards]}
    text = json.dumps(whole, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _short(quote: str) -> str:
    """A quotation of at most so many words; what stands for something absent may be a whole reply."""
    words = quote.split()
    return quote if len(words) <= MOST_WORDS else " ".join(words[:MOST_WORDS]) + " …"


def _flag(flag: Flag, *, asked: bool) -> tuple[str, str]:
    """What it is and what it does; in an interview a question is capped, not the whole."""
    what = FLAGS.get(flag.id, flag.id)
    if flag.effect == NO_ATTEMPT and asked:
        return what.replace(str(SHORTEST), str(SHORTEST_TOLD)), flag.effect.replace("the total", "its question")
    return what, flag.effect.removeprefix(ANOTHER_SAID)


def _gates(card: Scorecard) -> tuple[GateView, ...]:
    """What is broken, each once: a question of an interview may repeat another."""
    hits = (GateView(hit.id, GATES[hit.id].title, hit.cap, _short(hit.quote), hit.why) for hit in card.gates)
    return tuple(dict.fromkeys(hits))


def quoted(evidence: Sequence[Evidence], texts: Texts) -> tuple[str, ...]:
    """The words that earned a level: said once, and words with nothing but blanks between them in one piece.

    Where a text is not at hand, words within other words are left out and the rest stands as it is.
    """
    rows: dict[tuple[int, str | None], list[tuple[int, int]]] = {}
    for place in sorted({one.place for one in evidence if one.quote}, key=lambda one: (one.start, -one.end)):
        row, text = rows.setdefault((place.turn, place.field), []), texts.get((place.turn, place.field))
        last = row[-1] if row else (0, -1)
        if place.end <= last[1] or (text is not None and row and not text[last[1] : place.start].strip()):
            row[-1] = (last[0], max(last[1], place.end))
        else:
            row.append((place.start, place.end))
    told: list[str] = []
    for one in evidence:
        where = (one.place.turn, one.place.field)
        start, end = next(
            (x for x in rows.get(where, ()) if x[0] <= one.place.start and one.place.end <= x[1]),
            (one.place.start, one.place.end),
        )
        if where in texts:
            told.append(texts[where][start:end] or one.quote)
        elif (start, end) == (one.place.start, one.place.end):
            told.append(one.quote)
    return tuple(dict.fromkeys(told))


def _criteria(
    scenario: AnyScenario, events: Sequence[Event], card: Scorecard, explanations: Sequence[Explanation]
) -> tuple[CriterionView, ...]:
    texts = {(one.turn, one.field): one.answer.text for one in scenario.work(events).passages}
    by_id = scenario.on_card
    reasons = {explanation.criterion: explanation for explanation in explanations}
    return tuple(
        _criterion(number, by_id[score.id], score, reasons.get(score.id), scenario, texts)
        for number, score in enumerate(card.criteria, start=1)
        if score.id in by_id
    )


def _criterion(
    number: int,
    criterion: Criterion,
    score: CriterionScore,
    reason: Explanation | None,
    scenario: AnyScenario,
    texts: Texts,
) -> CriterionView:
    goal = reason.goal if reason else None
    learn = scenario.learns(score.id) if (score.level or 0) < FULL_LEVEL else ""
    return CriterionView(
        number=number,
        id=criterion.id,
        competency=criterion.competency[0],
        title=criterion.seen,
        sign=sign_of(score.level),
        level=score.level,
        points=points(score.weight, score.level),
        weight=score.weight,
        ladder=_ladder(criterion, score.level, goal, reason.gain if reason else 0),
        why=reason.why if reason and (score.level or not learn) else "",  # of a wrong letter nothing is to be said
        quotes=quoted(score.evidence, texts),
        why_not=_why_not(reason) if reason else None,
        change=_change(reason) if reason else None,
        no_change=reason.no_change if reason else "",
        learn=learn,
        trains=scenario.trains(score.id) if learn else (),
        unsure=score.unsure,
        told="not judged" if score.level is None else scenario.level_told(score.level),
    )


def _ladder(criterion: Criterion, level: int | None, goal: int | None, gain: int) -> tuple[RungView, ...]:
    reached = level or 0
    out: list[RungView] = []
    for number, rung in reversed(criterion.rungs):
        state = "reached" if number == reached else "below" if number < reached else "above"
        if number == goal:
            state = "goal"
        out.append(RungView(number, rung.says, state, gain if number == goal else 0))
    return tuple(out)


def _why_not(reason: Explanation) -> WhyNot | None:
    if reason.goal is None:
        return None
    return WhyNot(reason.goal, reason.quote, tuple(PartView(part.name, part.present) for part in reason.parts))


def _change(reason: Explanation) -> SmallestChange | None:
    shown = reason.change
    if shown is None:
        return None
    return SmallestChange(
        shown.place,
        shown.old,
        shown.new,
        shown.level_from,
        shown.level_to,
        shown.total_from,
        shown.total_to,
        shown.after,
    )
