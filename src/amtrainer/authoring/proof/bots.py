"""Bots that play an exercise with the author's own words: after what is still unseen, at random, or against the grain.

They speak lines that stand in the scenario (examples of indicators and rungs, fixes, near-misses, samples), never anything
made up. The same scenario, seed and number give the same plays.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from amtrainer.authoring.proof.aiming import Aim
from amtrainer.authoring.proof.lines import GOOD, NOTHING, lines_of, spoken
from amtrainer.scoring.meaning import MeaningModel
from amtrainer.scoring.work import Work
from amtrainer.simulation.kinds.crm import Crm
from amtrainer.simulation.kinds.dialogue import Dialogue
from amtrainer.simulation.kinds.interview import Interview
from amtrainer.simulation.kinds.triage import Triage
from amtrainer.simulation.session import Answered, Ended, Event, Filed, LeftUndone, Messaged, Planned, State

if TYPE_CHECKING:
    from amtrainer.simulation.kinds import AnyScenario
    from amtrainer.simulation.scenario import Sample

KINDS: Final = ("greedy", "random", "adversarial", "greedy")


@dataclass(frozen=True, slots=True)
class Play:
    """One play through a scenario: who played, what happened, what is judged."""

    bot: str
    events: tuple[Event, ...]
    work: Work


def plays(scenario: AnyScenario, model: MeaningModel, count: int, seed: int) -> Iterator[Play]:
    """Every sample spoken in the talk itself, then `count` plays of bots in turn."""
    aim = Aim(scenario, model, lines_of(scenario)) if isinstance(scenario, Dialogue) else None
    for sample in scenario.answers:
        name = f"sample {sample.id}"
        if isinstance(scenario, Crm):
            yield _form(scenario, model, name, sample)
        elif aim is not None:
            yield _talk(aim, name, spoken(sample))
        elif isinstance(scenario, Triage):
            yield _inbox(scenario, model, name, sample)
        else:
            yield Play(name, (), scenario.read(sample.item()))
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        source = random.Random(f"{scenario.id}:{seed}:{kind}:{number}")
        name = f"{kind} {number}"
        if aim is not None:
            yield _bot(aim, name, kind, source)
        elif isinstance(scenario, Triage) and scenario.answers:
            yield _inbox(scenario, model, name, _mixed(scenario.answers, kind, source))
        elif isinstance(scenario, Interview):
            yield _interviewed(scenario, model, name, kind, source)


def _talk(aim: Aim, name: str, turns: Iterable[str]) -> Play:
    events: list[Event] = list(aim.scenario.open(0, "practice", "", ""))
    state = aim.scenario.fold(events)
    for text in turns:
        if state.over is not None:
            break
        followed = aim.scenario.respond(state, Answered(text), aim.model)
        state = _advanced(aim.scenario, events, state, text, followed)
        aim.learn(text, followed)
    return Play(name, tuple(events), aim.scenario.work(events))


def _bot(aim: Aim, name: str, kind: str, source: random.Random) -> Play:
    scenario, lines = aim.scenario, aim.lines
    events: list[Event] = list(scenario.open(source.randrange(1, 1000), "practice", "", ""))
    state = scenario.fold(events)
    pool = lines.bad if kind == "adversarial" and lines.bad else lines.good + lines.bad
    for _ in range(scenario.most_turns):
        if state.over is not None:
            break
        if kind == "greedy":
            text, followed = aim.say(state, source)
        else:
            text = source.choice(pool) if pool else NOTHING
            followed = scenario.respond(state, Answered(text), aim.model)
        state = _advanced(scenario, events, state, text, followed)
        aim.learn(text, followed)
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
