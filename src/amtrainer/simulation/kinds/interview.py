"""A structured interview: the same questions in the same order, and at most two neutral probes for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

from amtrainer.errors import AmtrainerError
from amtrainer.scoring.answer import Answer
from amtrainer.scoring.assess import Assessment, assessor_of
from amtrainer.scoring.batch import BadAnswer, work_of
from amtrainer.scoring.condition import judge
from amtrainer.scoring.meaning import MeaningModel
from amtrainer.scoring.sections import sections
from amtrainer.scoring.work import Passage, Work
from amtrainer.simulation.questions import Kit, Probe
from amtrainer.simulation.scenario import Seed, clamped
from amtrainer.simulation.session import (
    Answered,
    ClientSpoke,
    Drawn,
    Ended,
    Event,
    MoodMove,
    Prompt,
    State,
)
from amtrainer.simulation.spoken import spoken_work

FULL_LEVEL = 3  # nothing is asked about what has reached it


class Interview(Kit):
    """A set of questions, each judged by its own criteria."""

    kind: Literal["interview"]

    def open(
        self,
        seed: int,
        mode: Literal["practice", "exam"],
        content_hash: str,
        scorer: str,
        short: bool = False,
        chosen: tuple[str, ...] = (),
    ) -> tuple[Event, ...]:
        """The events with which a session begins. `short`: only the questions that are drawn by lot; `chosen`: these."""
        drawn = chosen or (self.drawn(seed) if short else tuple(question.id for question in self.questions))
        first = self.question(drawn[0])
        return (
            self.started(seed, mode, content_hash, scorer),
            Drawn(drawn),
            ClientSpoke(first.id, self.client.short, self.say(first.asks)),
        )

    def drawn(self, seed: int) -> tuple[str, ...]:
        """The questions of the short form: one of each list, by lot; seed 0 takes the first of each."""
        if not self.lots:
            raise AmtrainerError("This interview has no short form.", "Play it as it is.")
        return tuple(Seed(seed).pick(f"lot.{place}", lot) for place, lot in enumerate(self.lots))

    def read(self, item: Any) -> Work:
        """The work in one answer of a file: {id, beat, text} or {id, beat, turns}. Raises `BadAnswer`."""
        known = ", ".join(question.id for question in self.questions)
        given = item if isinstance(item, Mapping) else {}
        beat = str(given.get("beat") or "").strip().lower()
        if beat not in self.parts:
            wrong = f"no question {beat}" if beat else "beat is missing"
            raise BadAnswer(f"{wrong}: an answer of an interview names its question", f"Questions are {known}.")
        work = work_of({key: value for key, value in given.items() if key != "beat"}, self.question(beat).asks)
        return Work(tuple(_told(passage, beat) for passage in work.passages), asked=(beat,))

    def work(self, events: Iterable[Event]) -> Work:
        return self._work(self.fold(events).lines)

    def prompt(self, state: State) -> Prompt | None:
        asked = super().prompt(state)
        if asked is None:
            return None
        drawn = _drawn(state.lines)
        probe = sum(isinstance(line, ClientSpoke) and line.beat == state.beat for line in state.lines) - 1
        where = f"question {drawn.index(state.beat) + 1} of {len(drawn)}"
        return replace(asked, where=f"{where}, probe {probe}" if probe else where)

    def respond(self, state: State, act: Event, model: MeaningModel) -> tuple[Event, ...]:
        """What follows from an act of the trainee: a probe, the next question, or the end."""
        if not isinstance(act, Answered):
            return ()
        after = self.advance(state, act)
        work = self._work(after.lines)
        section = next(one for one in sections(self, work) if one.id == state.beat)
        assessment = assessor_of(section.rubric, model).assess(section.work)
        moves, names = self._moved(after, assessment, section.first)
        probe = self._probe(after, assessment, section.work.turns)
        if probe is not None:
            return (ClientSpoke(state.beat, self.client.short, probe[1], probe[0], names, moves),)
        return self._onwards(after, names, moves)

    def allowed(self, state: State) -> tuple[Probe, ...]:
        """The probes that a person may still ask about this question; none when it is over."""
        asked = sum(isinstance(line, ClientSpoke) and line.beat == state.beat for line in state.lines) - 1
        if state.over is not None or asked >= self.most_probes:
            return ()
        fired = state.fired()
        return tuple(probe for probe in self.set_of(state.beat).probes if f"{state.beat}.{probe.id}" not in fired)

    def led(self, state: State, probe: str = "") -> tuple[Event, ...]:
        """What follows where a person leads and nothing is judged: this probe, or the next question. Raises `AmtrainerError`."""
        if not probe:
            return self._onwards(state, (), ())
        found = next((one for one in self.allowed(state) if one.id == probe), None)
        if found is None:
            raise AmtrainerError("This probe cannot be asked now.", "Each once, and at most two for a question.")
        return (ClientSpoke(state.beat, self.client.short, self.say(found.says), f"{state.beat}.{probe}"),)

    def hint(self, state: State, model: MeaningModel) -> str:  # noqa: ARG002
        """The hint of the question. Raises `AmtrainerError` in exam mode or where there is none."""
        if state.mode == "exam":
            raise AmtrainerError("There are no hints in exam mode.")
        text = self.question(state.beat).hint
        if not text:
            raise AmtrainerError("There is no hint for this question.")
        return text

    def told_models(self, events: Iterable[Event]) -> tuple[str, ...]:
        """One good answer to each question that was asked."""
        texts = {sample.id: sample.texts()[0] for sample in self.answers if sample.texts()}
        drawn = [self.question(id) for id in _drawn(self.fold(events).lines)]
        return tuple(f"{one.asks}\n{texts[one.model]}" for one in drawn if one.model in texts)

    def _work(self, lines: Sequence[Event]) -> Work:
        """The answers, each with the question that it belongs to."""
        work = spoken_work(lines)
        beats = list(_beats(lines))
        passages = tuple(_told(one, beat) for one, beat in zip(work.passages, beats, strict=True))
        return Work(passages, asked=_drawn(lines))

    def _moved(self, state: State, assessment: Assessment, first: int) -> tuple[tuple[MoodMove, ...], tuple[str, ...]]:
        """How this answer moved the mood, and the names of the reactions that did it: each once for a question."""
        mood = dict(state.mood)
        moves: list[MoodMove] = []
        names: list[str] = []
        turn = state.turn - 1
        for place, reaction in enumerate(self.reactions):
            name = f"{state.beat}.{place}"
            verdict = judge(reaction.when, assessment.findings)
            mark = next((mark for _, mark in verdict.marks if mark.place.turn + first == turn), None)
            absent = not any(reaction.when.wanted()) and turn == first
            if name in state.fired() or not verdict.holds or not (mark or absent):
                continue
            names.append(name)
            for mood_name, change in reaction.mood.items():
                before = mood.get(mood_name, 0)
                mood[mood_name] = clamped(before + change)
                if mood[mood_name] != before:
                    where = replace(mark.place, turn=turn) if mark else None
                    quote = mark.quote if mark else ""
                    moves.append(MoodMove(mood_name, before, mood[mood_name], reaction.because, where, quote))
        return tuple(moves), tuple(names)

    def _probe(self, state: State, assessment: Assessment, answers: int) -> tuple[str, str] | None:
        """The next probe, if one is left that may still lift its criterion: its name and its words."""
        if answers > self.most_probes:
            return None
        for probe in self.set_of(state.beat).probes:
            name = f"{state.beat}.{probe.id}"
            if name not in state.fired() and assessment.of(probe.of).level < FULL_LEVEL:
                return name, self.say(probe.says)
        return None

    def _onwards(self, state: State, names: tuple[str, ...], moves: tuple[MoodMove, ...]) -> tuple[Event, ...]:
        drawn = _drawn(state.lines)
        place = drawn.index(state.beat) + 1
        seed = Seed(state.seed)
        if place == len(drawn):
            last = self.say(seed.pick("closing", self.closing))
            return ClientSpoke(state.beat, self.client.short, last, None, names, moves), Ended("complete")
        following = self.question(drawn[place])
        said = (seed.pick("between", self.between, place - 1), following.asks)
        text = self.say(" ".join(part for part in said if part))
        return (ClientSpoke(following.id, self.client.short, text, None, names, moves),)


def _told(passage: Passage, beat: str) -> Passage:
    """A passage as part of a question; it tells how somebody works."""
    return replace(passage, answer=Answer(passage.answer.text, told=True), part=beat)


def _drawn(lines: Sequence[Event]) -> tuple[str, ...]:
    """The questions that this session asks, in order."""
    return next((line.questions for line in lines if isinstance(line, Drawn)), ())


def _beats(lines: Sequence[Event]) -> Iterator[str]:
    """For each answer the question it belongs to."""
    beat = ""
    for line in lines:
        if isinstance(line, ClientSpoke):
            beat = line.beat
        elif isinstance(line, Answered):
            yield beat
