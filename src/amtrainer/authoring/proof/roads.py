"""The places of a talk that plays have come to, and how to come to new ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Final

from amtrainer.authoring.proof.lines import HARDLY
from amtrainer.authoring.proof.reading import Readings, Spot
from amtrainer.authoring.proof.speech import Speech
from amtrainer.scoring.condition import Condition
from amtrainer.simulation.kinds.dialogue import Dialogue
from amtrainer.simulation.session import Answered, Event, State
from amtrainer.simulation.talk import Reply

LATE: Final = 6  # places near the end


class Roads:
    """Where plays have come to, and the limit of all that is read and said."""

    def __init__(self, talk: Dialogue, readings: Readings, speech: Speech, budget: int) -> None:
        self._talk = talk
        self._readings = readings
        self._speech = speech
        self._budget = budget
        self._spots: dict[str, list[Spot]] = defaultdict(list)

    @property
    def open(self) -> bool:
        """Whether the limit is not reached yet."""
        return self._readings.spent < self._budget

    def keep_all(self, events: Sequence[Event]) -> None:
        """Keep every place of a play."""
        state = State()
        for place, event in enumerate(events):
            if isinstance(event, Answered):
                self._keep(Spot(tuple(events[:place]), state))
            state = self._talk.advance(state, event)
        self._keep(Spot(tuple(events), state))

    def spots(self, beat: str) -> list[Spot]:
        """The known places of a beat, those with least said first."""
        return sorted(self._spots[beat], key=_said)

    def all(self) -> list[Spot]:
        """All known places."""
        return [spot for spots in self._spots.values() for spot in spots]

    def step(self, spot: Spot, text: str) -> Spot:
        """The place to which an answer leads."""
        events = (*spot.events, Answered(text), *self._readings.said(spot, text))
        after = Spot(events, self._talk.fold(events))
        self._keep(after)
        return after

    def to(self, beat: str, avoid: Collection[str], passed: frozenset[str] = frozenset()) -> Iterator[Spot]:
        """New places in a beat, by each reply that leads there, without showing what is not wanted."""
        for before, name, when in self._doors(beat):
            if before in passed or not self.open:
                continue
            known = self.spots(before) or self.to(before, avoid, passed | {beat})
            for spot in islice(known, 2):
                for text in islice(self._through(spot, name, when, avoid), 1):
                    after = self.step(spot, text)
                    if after.state.over is None and after.state.beat == beat:
                        yield after

    def late(self) -> Iterator[Spot]:
        """Places from which the talk can end: before the last answer, or where a line ends it."""
        yield from sorted(filter(self._is_last, self.all()), key=self._impatience)[:LATE]
        yield from self._held_up()
        for beat in self._talk.beats:
            if any(one.ends for one in (*beat.reactions, beat.otherwise or Reply())):
                yield from self.spots(beat.id)[:2]

    def _impatience(self, spot: Spot) -> int:
        """How little patience would be left if next to nothing was said until the last answer; turned round, for sorting."""
        if self._talk.leaves is None:
            return 0
        mood = self._talk.leaves.mood
        each = self._talk.short.mood.get(mood, 0) if self._talk.short else 0
        return -(spot.state.mood.get(mood, 0) + each * (self._talk.most_turns - spot.state.turn))

    def _is_last(self, spot: Spot) -> bool:
        return spot.state.turn + 1 == self._talk.most_turns

    def _held_up(self) -> Iterator[Spot]:
        """Places before the last answer, come to by saying next to nothing where there is most patience left."""
        for spot in sorted((one for one in self.all() if not self._is_last(one)), key=self._impatience)[:LATE]:
            here = spot
            while self.open and here.state.over is None and not self._is_last(here):
                here = self.step(here, HARDLY)
            if here.state.over is None:
                yield here

    def _keep(self, spot: Spot) -> None:
        if spot.state.over is None and spot.state.turn < self._talk.most_turns:
            self._spots[spot.state.beat].append(spot)

    def _through(self, spot: Spot, name: str, when: Condition | None, avoid: Collection[str]) -> Iterator[str]:
        texts = self._speech.texts(spot, when, name) if when else self._speech.bland(spot)
        return (text for text in texts if not any(one in avoid for one in self._readings.line(text)))

    def _doors(self, beat: str) -> Iterator[tuple[str, str, Condition | None]]:
        """The beats and replies that lead to a beat; no condition where anything else will do."""
        for one in self._talk.beats:
            replies: list[tuple[str, Reply, Condition | None]] = [("", one.otherwise or Reply(), None)]
            replies += [(f"{one.id}.{n}", reaction, reaction.when) for n, reaction in enumerate(one.reactions)]
            for name, reply, when in replies:
                if one.id != beat and not reply.ends and self._talk.next_beat(one.id, reply) == beat:
                    yield one.id, name, when


def _said(spot: Spot) -> int:
    """How much was said up to a place."""
    return sum(len(event.text) for event in spot.state.lines if isinstance(event, Answered))
