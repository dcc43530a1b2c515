"""Bots that play a talk with the author's own words: at random, after what is still unseen, or against the grain.

They speak lines that stand in the scenario (examples of indicators and rungs, fixes, samples), never anything made up. The
same scenario, seed and number give the same plays.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from amtrainer.scoring.condition import Condition
from amtrainer.scoring.meaning import MeaningModel
from amtrainer.scoring.work import Work
from amtrainer.simulation.kinds.dialogue import Dialogue
from amtrainer.simulation.kinds.triage import Triage
from amtrainer.simulation.session import Answered, Ended, Event, LeftUndone, Messaged, Planned, State

if TYPE_CHECKING:
    from amtrainer.simulation.kinds import AnyScenario
    from amtrainer.simulation.scenario import Sample

KINDS: Final = ("greedy", "random", "adversarial")
GOOD: Final = frozenset({"best", "ok", "strong-short", "broken"})


@dataclass(frozen=True, slots=True)
class Play:
    """One play through a scenario: who played, what happened, what is judged."""

    bot: str
    events: tuple[Event, ...]
    work: Work


@dataclass(frozen=True, slots=True)
class Lines:
    """What there is to say."""

    by_indicator: dict[str, tuple[str, ...]]
    good: tuple[str, ...]
    bad: tuple[str, ...]


def lines_of(scenario: AnyScenario) -> Lines:
    """The author's lines, by the indicator they show, and all of them by whether they are meant well."""
    by_indicator: dict[str, list[str]] = {}
    bad: list[str] = []
    for indicator in scenario.detectors:
        said = [*getattr(indicator, "like", ()), *getattr(indicator, "about", ())]
        said = [line for line in said if " " in line] + [
            line.replace("*", "") for line in getattr(indicator, "any_of", ())
        ]
        by_indicator[indicator.id] = said
        bad += getattr(indicator, "unlike", ())
    for criterion in scenario.criteria:
        for _, rung in criterion.rungs:
            for name in rung.when.wanted() if rung.when else ():
                by_indicator.setdefault(name, []).extend(line for line in (rung.example, rung.fix) if line)
    good = [turn for sample in scenario.answers if sample.kind in GOOD for turn in _spoken(sample)]
    bad += [turn for sample in scenario.answers if sample.kind not in GOOD for turn in _spoken(sample)]
    good += [line for lines in by_indicator.values() for line in lines]
    unique = {name: tuple(dict.fromkeys(lines)) for name, lines in by_indicator.items()}
    return Lines(unique, tuple(dict.fromkeys(good)), tuple(dict.fromkeys(bad)))


def plays(scenario: AnyScenario, model: MeaningModel, count: int, seed: int) -> Iterator[Play]:
    """Every sample spoken in the talk itself, then `count` plays of bots in turn."""
    for sample in scenario.answers:
        if isinstance(scenario, Dialogue):
            yield _talk(scenario, model, f"sample {sample.id}", iter(_spoken(sample)), 0)
        elif isinstance(scenario, Triage):
            yield _inbox(scenario, model, f"sample {sample.id}", sample)
        else:
            yield Play(f"sample {sample.id}", (), scenario.read(sample.item()))
    if not isinstance(scenario, Dialogue | Triage):
        return  # what is only handed in has nothing that a bot could meet
    lines = lines_of(scenario)
    seen: set[str] = set()  # reactions of earlier plays: the greedy look for others first
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        source = random.Random(f"{scenario.id}:{seed}:{kind}:{number}")
        name = f"{kind} {number}"
        if isinstance(scenario, Dialogue):
            play = _bot(scenario, model, name, kind, lines, source, frozenset(seen))
            seen |= scenario.fold(play.events).fired()
            yield play
        elif scenario.answers:
            yield _inbox(scenario, model, name, _mixed(scenario.answers, kind, source))


def _talk(scenario: Dialogue, model: MeaningModel, name: str, turns: Iterable[str], seed: int) -> Play:
    events: list[Event] = list(scenario.open(seed, "practice", "", ""))
    state = scenario.fold(events)
    for text in turns:
        if state.over is not None:
            break
        state = _say(scenario, model, events, state, text)
    return Play(name, tuple(events), scenario.work(events))


def _say(scenario: Dialogue, model: MeaningModel, events: list[Event], state: State, text: str) -> State:
    act = Answered(text)
    followed = scenario.respond(state, act, model)
    events.extend((act, *followed))
    for event in (act, *followed):
        state = scenario.advance(state, event)
    return state


def _bot(
    scenario: Dialogue,
    model: MeaningModel,
    name: str,
    kind: str,
    lines: Lines,
    source: random.Random,
    seen: frozenset[str],
) -> Play:
    events: list[Event] = list(scenario.open(source.randrange(1, 1000), "practice", "", ""))
    state = scenario.fold(events)
    for _ in range(scenario.most_turns):
        if state.over is not None:
            break
        if kind == "greedy":
            text = _wanted(scenario, state, lines, source, seen)
        else:
            pool = lines.bad if kind == "adversarial" and lines.bad else lines.good + lines.bad
            text = source.choice(pool) if pool else "Good morning, thank you for your time."
        state = _say(scenario, model, events, state, text)
    return Play(name, tuple(events), scenario.work(events))


def _wanted(scenario: Dialogue, state: State, lines: Lines, source: random.Random, seen: frozenset[str]) -> str:
    """Words for a reaction of this beat that has not been seen yet; else any good line."""
    fired = state.fired()
    beat = scenario.beat(state.beat)
    open_ = [(f"{beat.id}.{place}", one.when) for place, one in enumerate(beat.reactions)]
    open_ += [(f"talk.{place}", one.when) for place, one in enumerate(scenario.reactions)]
    waiting = [(name in seen, when) for name, when in open_ if name not in fired]
    source.shuffle(waiting)
    waiting.sort(key=lambda pair: pair[0])
    for _, when in waiting[:3]:
        if text := " ".join(_for(when, lines, source)):
            return text
    return source.choice(lines.good) if lines.good else "Good morning, thank you for your time."


def _for(when: Condition, lines: Lines, source: random.Random) -> Iterator[str]:
    """One line for each name a condition needs; one of those of which any will do."""
    for item in when.all:
        names = [item.name] if not isinstance(item, Condition) else list(item.wanted())
        yield from _one(names[:1], lines, source)
    if when.any:
        yield from _one([name for item in when.any for name in _names(item)], lines, source)
    if when.at_least:
        for item in when.at_least.of[: when.at_least.n]:
            yield from _one(_names(item), lines, source)
    for name in when.before:
        yield from _one([name], lines, source)


def _names(item: object) -> list[str]:
    return list(item.wanted()) if isinstance(item, Condition) else [str(getattr(item, "name", ""))]


def _one(names: Sequence[str], lines: Lines, source: random.Random) -> Iterator[str]:
    known = [line for name in names for line in lines.by_indicator.get(name, ())]
    if known:
        yield source.choice(known)


def _spoken(sample: Sample) -> tuple[str, ...]:
    return sample.turns or ((sample.text,) if sample.text else ())


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
