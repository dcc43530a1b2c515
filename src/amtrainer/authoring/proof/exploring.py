"""The explorer: a bot that goes for what nobody has seen of a talk.

It keeps the places that plays have come to. For something unseen it takes a place where that can be met, puts together lines
of the author whose readings let it hold and nothing else go first, and says them there. Where no place will do, it makes its
way to a new one. What it reads and says is counted, and it stops at a limit.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Final

from amtrainer.authoring.proof.goals import LEAVES, RUDE, SHORT, Goal, goals_of, shown
from amtrainer.authoring.proof.lines import HARDLY, HOSTILE, Lines
from amtrainer.authoring.proof.reading import Readings, Spot
from amtrainer.authoring.proof.roads import Roads
from amtrainer.authoring.proof.speech import Speech
from amtrainer.scoring.condition import Condition
from amtrainer.scoring.meaning import MeaningModel
from amtrainer.simulation.kinds.dialogue import Dialogue
from amtrainer.simulation.session import Event
from amtrainer.simulation.talk import Reaction

BUDGET: Final = 600  # lines read and answers given in one talk
SPOTS: Final = 8  # known places from which one thing is tried
VAIN: Final = 2  # times that the same words are tried for one thing
SAID: Final = 3  # answers given at one place for one thing
CLIMBS: Final = 3  # places from which a mood is moved

Played = tuple[Event, ...]


class Explorer:
    """What has been seen of a talk, and the way to the rest."""

    def __init__(self, talk: Dialogue, model: MeaningModel, lines: Lines, source: random.Random) -> None:
        self.goals = tuple(goals_of(talk))
        self.seen: set[str] = set()
        self._talk = talk
        self._readings = Readings(talk, model)
        self._speech = Speech(self._readings, lines, source)
        self._roads = Roads(talk, self._readings, self._speech, BUDGET)
        self.met(talk.open(0, "practice", "", ""))

    @property
    def done(self) -> bool:
        """Whether there is nothing left to see."""
        return all(goal.name in self.seen for goal in self.goals)

    def met(self, events: Played) -> None:
        """Remember what a play has shown, and the places it came through."""
        self.seen |= shown(self._talk, events)
        self._roads.keep_all(events)

    def plays(self) -> Iterator[Played]:
        """Plays that show something for the first time, as long as there is hope and the limit is not reached."""
        for _ in range(2):  # what was seen late may open the way to what was tried early
            for goal in self.goals:
                if goal.name not in self.seen and self._roads.open:
                    yield from self._pursue(goal)
            self._speech.more()

    def why(self, name: str) -> str:
        """What kept something from being seen."""
        goal = next((one for one in self.goals if one.name == name), None)
        if goal is not None and goal.beat and not self._roads.spots(goal.beat):
            return f"nobody came to {goal.beat}"
        return self._speech.why[name][1] if name in self._speech.why else ""

    def _pursue(self, goal: Goal) -> Iterator[Played]:
        vain: Counter[str] = Counter()
        for spot in self._places(goal):
            fresh = (text for text in self._words(spot, goal) if vain[text] < VAIN)
            for text in islice(fresh, SAID if goal.beat else 2 * SAID):
                vain[text] += 1
                yield from self._told(self._roads.step(spot, text))
                if goal.name in self.seen or not self._roads.open:
                    return
        for mood, up in self._moods(goal):
            yield from self._stir(goal, mood, up)

    def _told(self, spot: Spot) -> Iterator[Played]:
        """A play up to here, if it shows something new."""
        before = len(self.seen)
        self.seen |= shown(self._talk, spot.events)
        if len(self.seen) > before:
            yield spot.events

    def _places(self, goal: Goal) -> Iterator[Spot]:
        """Places where something can be met, those with least said first; then new ones."""
        if goal.what == "endings":
            yield from self._roads.late()
        elif goal.beat:
            rivals = self._rivals(goal)
            known = self._roads.spots(goal.beat)[: 4 * SPOTS]
            yield from sorted(known, key=lambda spot: len(rivals & self._readings.before(spot).keys()))[:SPOTS]
            yield from self._roads.to(goal.beat, rivals | _unwanted(goal.when))
            yield from self._roads.to(goal.beat, _unwanted(goal.when))
        else:
            for beat in self._talk.beats:
                yield from self._roads.spots(beat.id)[:2]

    def _rivals(self, goal: Goal) -> frozenset[str]:
        """What lets reactions go first that stand above one: said before, it may still count."""
        names: set[str] = set()
        for n, reaction in enumerate(self._talk.beat(goal.beat).reactions):
            if f"{goal.beat}.{n}" == goal.name:
                break
            names |= set(reaction.when.wanted())
        return frozenset(names)

    def _words(self, spot: Spot, goal: Goal) -> Iterator[str]:
        """Answers that may bring a goal about."""
        if goal.name == LEAVES:
            return
        if goal.name in (SHORT, RUDE):  # may end the talk where there is little patience
            yield HARDLY if goal.name == SHORT else HOSTILE
        elif goal.what == "endings":
            yield from self._last_words(spot, goal)
        elif goal.when is not None:
            yield from self._speech.texts(spot, goal.when, goal.name if goal.what == "reactions" else "")
            yield from self._beside(spot, goal)
        elif goal.what == "fallbacks":
            yield from self._speech.bland(spot)

    def _beside(self, spot: Spot, goal: Goal) -> Iterator[str]:
        """What is met anywhere, beside a reaction of the beat to other words."""
        own = self._talk.beat(spot.state.beat).reactions if goal.when and not goal.beat else ()
        for reaction in own:
            both = Condition(all=(goal.when, reaction.when))
            yield from islice(self._speech.texts(spot, both, goal.name if goal.what == "reactions" else ""), 1)

    def _last_words(self, spot: Spot, goal: Goal) -> Iterator[str]:
        """A last answer after which this closing line is said, together with whatever makes it the last."""
        beat = self._talk.beat(spot.state.beat)
        last = spot.state.turn + 1 == self._talk.most_turns or bool(beat.otherwise and beat.otherwise.ends)
        if last and goal.when is None:
            yield HARDLY
        if last:
            yield from islice(self._speech.texts(spot, goal.when) if goal.when else self._speech.bland(spot), SAID)
        for n, reaction in enumerate(beat.reactions):
            if last or reaction.ends or beat is self._talk.beats[-1]:
                both = Condition(all=(goal.when, reaction.when)) if goal.when else reaction.when
                yield from islice(self._speech.texts(spot, both, f"{beat.id}.{n}"), 1)

    def _moods(self, goal: Goal) -> Iterator[tuple[str, bool]]:
        """The moods that bring a goal about, and whether they must rise for it."""
        if goal.name == LEAVES and self._talk.leaves:
            yield self._talk.leaves.mood, False
        for point in self._talk.hidden:
            if goal.what == "hidden points" and point.id == goal.name and point.opens and point.opens.mood:
                yield point.opens.mood, True

    def _stir(self, goal: Goal, mood: str, up: bool) -> Iterator[Played]:
        """Move a mood one way, answer by answer, from where it is furthest already and from the beginning."""
        far = sorted(self._roads.all(), key=lambda spot: spot.state.mood.get(mood, 0) * (-1 if up else 1))
        for spot in (*far[: CLIMBS - 1], self._roads.spots(self._talk.first_beat)[0]):
            here: Spot | None = spot
            while here is not None and here.state.over is None and goal.name not in self.seen and self._roads.open:
                here = self._moved(here, mood, up)
                if here is not None:
                    yield from self._told(here)

    def _moved(self, spot: Spot, mood: str, up: bool) -> Spot | None:
        """The place after an answer that moves a mood as it should, or leaves it; nothing where there are no words."""
        for text in self._stirring(spot, mood, up):
            after = self._roads.step(spot, text)
            change = after.state.mood.get(mood, 0) - spot.state.mood.get(mood, 0)
            if (change >= 0) if up else (change <= 0):
                return after
        return None

    def _stirring(self, spot: Spot, mood: str, up: bool) -> Iterator[str]:
        """Words for the reactions that move a mood most, then any."""
        beat = self._talk.beat(spot.state.beat)
        here: list[tuple[str, Reaction]] = [(f"{beat.id}.{n}", one) for n, one in enumerate(beat.reactions)]
        here += [(f"talk.{n}", one) for n, one in enumerate(self._talk.reactions)]
        moving = [pair for pair in here if (pair[1].mood.get(mood, 0) > 0 if up else pair[1].mood.get(mood, 0) < 0)]
        for name, reaction in sorted(moving, key=lambda pair: -abs(pair[1].mood[mood])):
            yield from islice(self._speech.texts(spot, reaction.when, name), 1)
        if not up:
            yield HOSTILE
        yield from islice(self._speech.bland(spot), 1)


def _unwanted(when: Condition | None) -> frozenset[str]:
    """Indicators that must not have been found before."""
    return frozenset(when.names()) - frozenset(when.wanted()) if when else frozenset()
