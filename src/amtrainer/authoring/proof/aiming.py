"""The greedy bot: it looks for a reaction that nobody has seen, tries words for it, and goes where one still waits."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from amtrainer.authoring.proof.lines import NOTHING, Lines
from amtrainer.scoring.condition import Condition, Want
from amtrainer.scoring.meaning import MeaningModel
from amtrainer.simulation.kinds.dialogue import Dialogue
from amtrainer.simulation.reacting import SHORT_WORDS
from amtrainer.simulation.session import Answered, ClientSpoke, Ended, Event, State
from amtrainer.simulation.talk import Reaction, Reply

TARGETS: Final = 3  # reactions tried in one beat
TRIES: Final = 2  # wordings for each
STEPS: Final = 2  # wordings for a way to another beat

Said = tuple[str, tuple[Event, ...]]  # words, and what followed from them


@dataclass
class Aim:
    """What has been seen over all plays, and how often words for something were tried in vain."""

    scenario: Dialogue
    model: MeaningModel
    lines: Lines
    seen: set[str] = field(default_factory=set)
    vain: Counter[str] = field(default_factory=Counter)
    worked: dict[str, list[str]] = field(default_factory=dict)  # condition -> words that made a reaction with it hold

    def learn(self, text: str, followed: Sequence[Event]) -> None:
        """Remember what these words brought about."""
        for name in fired(followed):
            self.seen.add(name)
            known = self.worked.setdefault(_key(self._reaction(name).when), [])
            if text not in known:
                known.append(text)

    def say(self, state: State, source: random.Random) -> Said:
        """The next words in a talk: for something unseen here, else on the way to it, else any good line."""
        trial: Said | None = None
        for name, when in self._here(state, source):
            for text in self._words(when, source):
                trial = self._try(state, text)
                if trial and fired(trial[1]) - self.seen:
                    return trial
            self.vain[name] += 1
        onward = self._onward(state, source)
        if onward is not None:
            return onward
        text = source.choice(self.lines.good) if self.lines.good else NOTHING
        return text, self.scenario.respond(state, Answered(text), self.model)

    def _words(self, when: Condition, source: random.Random) -> Iterator[str]:
        """What may bring a reaction about: what did for another one like it, and the author's lines for it."""
        known = self.worked.get(_key(when), [])
        yield from source.sample(known, min(TRIES, len(known)))
        for _ in range(TRIES):
            yield " ".join(words_for(when, self.lines, source))

    def _reaction(self, name: str) -> Reaction:
        where, _, place = name.rpartition(".")
        own = self.scenario.reactions if where == "talk" else self.scenario.beat(where).reactions
        return own[int(place)]

    def _here(self, state: State, source: random.Random) -> list[tuple[str, Condition]]:
        """Unseen reactions of this beat and of the whole talk, those that were least tried first."""
        beat = self.scenario.beat(state.beat)
        open_ = [(f"{beat.id}.{place}", one.when) for place, one in enumerate(beat.reactions)]
        open_ += [(f"talk.{place}", one.when) for place, one in enumerate(self.scenario.reactions)]
        waiting = [pair for pair in open_ if pair[0] not in self.seen]
        source.shuffle(waiting)
        return sorted(waiting, key=lambda pair: self.vain[pair[0]])[:TARGETS]

    def _try(self, state: State, text: str) -> Said | None:
        return (text, self.scenario.respond(state, Answered(text), self.model)) if text else None

    def _onward(self, state: State, source: random.Random) -> Said | None:
        """Words that lead one step nearer to a beat where something unseen waits."""
        ways = self._ways()
        nearer = _first_step(ways, state.beat, {name.rpartition(".")[0] for name in self._unseen()})
        last: Said | None = None
        for when in source.sample(ways[state.beat].get(nearer, []), len(ways[state.beat].get(nearer, [])))[:STEPS]:
            text = " ".join(words_for(when, self.lines, source)) if when else _bland(self.lines, source)
            last = self._try(state, text) or last
            if last and _leads(last[1]) == nearer:
                return last
        return last

    def _unseen(self) -> Iterator[str]:
        for beat in self.scenario.beats:
            yield from (name for n in range(len(beat.reactions)) if (name := f"{beat.id}.{n}") not in self.seen)

    def _ways(self) -> Mapping[str, dict[str, list[Condition | None]]]:
        """Beat -> beat that a reply leads to -> the conditions of those replies; None where anything else will do."""
        out: dict[str, dict[str, list[Condition | None]]] = {}
        for beat in self.scenario.beats:
            replies: list[tuple[Reply, Condition | None]] = [(one, one.when) for one in beat.reactions]
            replies.append((beat.otherwise or Reply(), None))
            own = out.setdefault(beat.id, {})
            for reply, when in replies:
                if not reply.ends:
                    own.setdefault(self.scenario.next_beat(beat.id, reply), []).append(when)
        return out


def fired(events: Sequence[Event]) -> set[str]:
    """The reactions in what followed."""
    spoken = [event for event in events if isinstance(event, ClientSpoke)]
    return {name for event in spoken for name in (event.reaction, *event.also) if name}


def words_for(when: Condition, lines: Lines, source: random.Random) -> Iterator[str]:
    """One line for each name a condition needs; one of those of which any will do; a bland one if it asks for nothing."""
    wanted = [*when.all, *source.sample(when.any, min(1, len(when.any)))]
    if when.at_least:
        wanted += source.sample(when.at_least.of, when.at_least.n)
    wanted += [Want(name=name) for name in when.before]
    if not wanted:
        yield _bland(lines, source)
    for item in wanted:
        if isinstance(item, Condition):
            yield from words_for(item, lines, source)
        elif known := (lines.of(item.name, full=item.strength == "full")):
            yield source.choice([line for line in known if len(line.split()) >= SHORT_WORDS] or known)


def _key(when: Condition) -> str:
    return when.model_dump_json(exclude_defaults=True)


def _bland(lines: Lines, source: random.Random) -> str:
    return source.choice(lines.bad) if lines.bad else NOTHING


def _leads(events: Sequence[Event]) -> str:
    """The beat that the talk is in after these events; nowhere if it is over."""
    if any(isinstance(event, Ended) for event in events):
        return ""
    return next((event.beat for event in events if isinstance(event, ClientSpoke)), "")


def _first_step(ways: Mapping[str, Mapping[str, object]], start: str, goals: set[str]) -> str:
    """The first beat on the shortest way from here to one of the goals; nothing where there is none."""
    waiting, known = [(after, after) for after in ways.get(start, {})], {start}
    while waiting:
        first, beat = waiting.pop(0)
        if beat in known:
            continue
        if beat in goals:
            return first
        known.add(beat)
        waiting += [(first, after) for after in ways.get(beat, {})]
    return ""
