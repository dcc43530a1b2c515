"""Bots that play an exercise with the author's own words: at random, against the grain, or after what is still unseen.

They speak lines that stand in the scenario (examples of indicators and rungs, fixes, near-misses, samples), never anything
made up. The same scenario, seed and number give the same plays.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Final

from amtrainer.authoring.proof.asking import Wanted, for_probes, for_reactions
from amtrainer.authoring.proof.exploring import Explorer
from amtrainer.authoring.proof.lines import GOOD, NOTHING, Lines, lines_of, spoken
from amtrainer.authoring.proof.remaking import with_less, with_messages
from amtrainer.scoring.meaning import MeaningModel
from amtrainer.scoring.work import Work
from amtrainer.simulation.kinds.crm import Crm
from amtrainer.simulation.kinds.dialogue import Dialogue
from amtrainer.simulation.kinds.interview import Interview
from amtrainer.simulation.kinds.triage import Triage
from amtrainer.simulation.session import (
    Answered,
    ClientSpoke,
    Ended,
    Event,
    Filed,
    LeftUndone,
    MailArrived,
    Messaged,
    Planned,
    State,
)

if TYPE_CHECKING:
    from amtrainer.simulation.kinds import AnyScenario
    from amtrainer.simulation.scenario import Sample

KINDS: Final = ("greedy", "random", "adversarial", "greedy")  # in a talk the explorer stands for the greedy ones


@dataclass(frozen=True, slots=True)
class Play:
    """One play through a scenario: who played, what happened, what is judged."""

    bot: str
    events: tuple[Event, ...]
    work: Work


def explorer_of(scenario: AnyScenario, model: MeaningModel, seed: int) -> Explorer | None:
    """The explorer of a talk; nothing for other kinds."""
    if not isinstance(scenario, Dialogue):
        return None
    return Explorer(scenario, model, lines_of(scenario), random.Random(f"{scenario.id}:{seed}:explorer"))


def plays(
    scenario: AnyScenario, model: MeaningModel, count: int, seed: int, explorer: Explorer | None = None
) -> Iterator[Play]:
    """Every sample spoken in the talk itself, then `count` plays of bots in turn, then those of the explorer."""
    lines = lines_of(scenario)
    explorer = explorer or explorer_of(scenario, model, seed)
    for play in (*_of_samples(scenario, model), *_of_bots(scenario, model, count, seed, lines)):
        if explorer is not None:
            explorer.met(play.events)
        yield play
    if count:
        source = random.Random(f"{scenario.id}:{seed}:explorer")
        for number, play in enumerate(_exploring(scenario, model, explorer, lines, source)):
            yield replace(play, bot=f"explorer {number}")


def _exploring(
    scenario: AnyScenario, model: MeaningModel, explorer: Explorer | None, lines: Lines, source: random.Random
) -> Iterator[Play]:
    """Plays that go for what nobody has seen; for an inbox those that may bring a late mail."""
    if isinstance(scenario, Triage):
        late = scenario.second_wave.mails if scenario.second_wave else ()
        for mail in late:
            for sample in with_messages(scenario, mail, lines, source):
                play = _inbox(scenario, model, "", sample)
                if any(isinstance(event, MailArrived) and event.item == mail.id for event in play.events):
                    yield play
                    break
    elif isinstance(scenario, Interview):
        yield from _asked(scenario, model, chain(for_reactions(scenario, source), for_probes(scenario, source)))
    elif explorer is not None and isinstance(scenario, Dialogue):
        yield from (Play("", events, scenario.work(events)) for events in explorer.plays())
        if scenario.most_turns == 1:
            yield from _handed_in(scenario, model, explorer, source)


def _asked(scenario: Interview, model: MeaningModel, wanted: Iterable[Wanted]) -> Iterator[Play]:
    """One answer to one question, as long as what it is for has not followed yet."""
    seen: set[str] = set()
    for question, name, first in wanted:
        if name in seen:
            continue
        text = first
        events: list[Event] = list(scenario.open(0, "practice", "", "", chosen=(question,)))
        state = scenario.fold(events)
        while state.over is None:  # every probe is answered with nothing to it
            state = _advanced(scenario, events, state, text, scenario.respond(state, Answered(text), model))
            text = NOTHING
        lines = [event for event in events if isinstance(event, ClientSpoke)]
        met = {one.rpartition(".")[2] for event in lines for one in (event.reaction or "", *event.also)}
        if name.rpartition(".")[2] in met:
            seen.add(name)
            yield Play("", tuple(events), scenario.work(events))


def _handed_in(scenario: Dialogue, model: MeaningModel, explorer: Explorer, source: random.Random) -> Iterator[Play]:
    """Forms and pieces with parts left out, as long as something is unseen; those that show something new."""
    for sample in scenario.answers:
        for item in with_less(sample, source):
            if explorer.done:
                return
            remade = sample.model_copy(update={"fields": {}, "text": None, "turns": (), **item})
            play = (
                _form(scenario, model, "", remade)
                if isinstance(scenario, Crm)
                else _talk(scenario, model, "", spoken(remade))
            )
            before = len(explorer.seen)
            explorer.met(play.events)
            if len(explorer.seen) > before:
                yield play


def _of_samples(scenario: AnyScenario, model: MeaningModel) -> Iterator[Play]:
    for sample in scenario.answers:
        name = f"sample {sample.id}"
        if isinstance(scenario, Crm):
            yield _form(scenario, model, name, sample)
        elif isinstance(scenario, Dialogue):
            yield _talk(scenario, model, name, spoken(sample))
        elif isinstance(scenario, Triage):
            yield _inbox(scenario, model, name, sample)
        else:
            yield Play(name, (), scenario.read(sample.item()))


def _of_bots(scenario: AnyScenario, model: MeaningModel, count: int, seed: int, lines: Lines) -> Iterator[Play]:
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        source = random.Random(f"{scenario.id}:{seed}:{kind}:{number}")
        name = f"{kind} {number}"
        if isinstance(scenario, Dialogue):
            if kind != "greedy":
                yield _bot(scenario, model, name, lines.bad if kind == "adversarial" else (), lines, source)
        elif isinstance(scenario, Triage) and scenario.answers:
            yield _inbox(scenario, model, name, _mixed(scenario.answers, kind, source))
        elif isinstance(scenario, Interview):
            yield _interviewed(scenario, model, name, kind, source)


def _talk(scenario: Dialogue, model: MeaningModel, name: str, turns: Iterable[str]) -> Play:
    events: list[Event] = list(scenario.open(0, "practice", "", ""))
    state = scenario.fold(events)
    for text in turns:
        if state.over is not None:
            break
        state = _advanced(scenario, events, state, text, scenario.respond(state, Answered(text), model))
    return Play(name, tuple(events), scenario.work(events))


def _bot(
    scenario: Dialogue, model: MeaningModel, name: str, own: Sequence[str], lines: Lines, source: random.Random
) -> Play:
    """Any of its own lines in each turn, or any at all."""
    pool = own or lines.good + lines.bad or (NOTHING,)
    events: list[Event] = list(scenario.open(source.randrange(1, 1000), "practice", "", ""))
    state = scenario.fold(events)
    for _ in range(scenario.most_turns):
        if state.over is not None:
            break
        text = source.choice(pool)
        state = _advanced(scenario, events, state, text, scenario.respond(state, Answered(text), model))
    return Play(name, tuple(events), scenario.work(events))


def _interviewed(scenario: Interview, model: MeaningModel, name: str, kind: str, source: random.Random) -> Play:
    """All questions and probes: the best sample of each, any line for it, or what the author put beside as wrong."""
    events: list[Event] = list(scenario.open(source.randrange(1, 1000), "practice", "", ""))
    state = scenario.fold(events)
    while state.over is None and state.turn < scenario.most_turns:
        text = source.choice(_lines_for(scenario, state.beat, kind) or [NOTHING])
        state = _advanced(scenario, events, state, text, scenario.respond(state, Answered(text), model))
    return Play(name, tuple(events), scenario.work(events))


def _lines_for(scenario: Interview, beat: str, kind: str) -> list[str]:
    own = [sample for sample in scenario.answers if sample.beat == beat]
    good = [turn for sample in own if sample.kind in GOOD for turn in spoken(sample)]
    bad = [turn for sample in own if sample.kind not in GOOD for turn in spoken(sample)]
    looked_for = [*scenario.question(beat).indicators, *scenario.indicators]
    shown = [line for one in looked_for for line in getattr(one, "like", ())]
    wrong = [line for one in looked_for for line in getattr(one, "unlike", ())]
    return {"greedy": good or shown, "random": good + bad + shown}.get(kind, bad + wrong)


def _advanced(
    scenario: Dialogue | Interview, events: list[Event], state: State, text: str, followed: tuple[Event, ...]
) -> State:
    """The state after an answer and what followed from it; both are added to the events."""
    for event in (Answered(text), *followed):
        events.append(event)
        state = scenario.advance(state, event)
    return state


def _form(scenario: Crm, model: MeaningModel, name: str, sample: Sample) -> Play:
    """A form as the sample fills it in, sent and read."""
    events = scenario.open(0, "practice", "", "")
    act = Filed(sample.fields, sample.text or "")
    events = (*events, act, *scenario.respond(scenario.fold(events), act, model))
    return Play(name, events, scenario.read(sample.item()))


def _inbox(scenario: Triage, model: MeaningModel, name: str, sample: Sample) -> Play:
    """A plan as it would be made: item by item, messages after, then the end of the morning."""
    events: list[Event] = list(scenario.open(0, "practice", "", ""))
    state = scenario.fold(events)
    acts: list[Event] = []
    for place, item in enumerate(sample.order, 1):
        plan = sample.items.get(item)
        fields = plan.model_dump() if plan else {}
        acts.append(Planned(item, place, **fields))
        if item in sample.messages:
            acts.append(Messaged(item, sample.messages[item]))
    acts += [Messaged(item, text) for item, text in sample.messages.items() if item not in sample.order]
    acts += [LeftUndone(item) for item in sample.undone]
    for act in (*acts, Ended("complete")):
        if getattr(act, "item", "") and act.item not in scenario.present(state):  # type: ignore[union-attr]
            continue
        followed = scenario.respond(state, act, model)
        step = (*followed, act) if isinstance(act, Ended) else (act, *followed)
        events.extend(step)
        for event in step:
            state = scenario.advance(state, event)
    return Play(name, tuple(events), scenario.work(events))


def _mixed(samples: Sequence[Sample], kind: str, source: random.Random) -> Sample:
    """A plan put together from the samples: the best in an order of its own, or parts of any."""
    plans = [sample for sample in samples if sample.order] or list(samples)
    base = plans[0] if kind == "greedy" else source.choice(plans)
    order = list(base.order)
    if kind != "greedy":
        source.shuffle(order)
    kept = order if kind == "greedy" else order[: source.randint(min(1, len(order)), max(1, len(order)))]
    other = source.choice(plans)
    items = {item: (other if kind == "adversarial" else base).items.get(item) for item in kept}
    return base.model_copy(
        update={
            "id": f"{kind} bot",
            "text": None,
            "order": tuple(kept),
            "items": {item: plan for item, plan in items.items() if plan is not None},
            "messages": base.messages if kind == "greedy" else {},
            "undone": tuple(item for item in base.undone if item not in kept),
        }
    )
