"""What the client says and feels after an answer: which reactions hold, which words made them hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from amtrainer.scoring.answer import Answer
from amtrainer.scoring.assess import context_of, find_all
from amtrainer.scoring.condition import Verdict, judge
from amtrainer.scoring.evidence import Finding, Mark
from amtrainer.scoring.indicator import Context
from amtrainer.scoring.integrity import Prompts, flags_of
from amtrainer.scoring.meaning import MeaningModel
from amtrainer.scoring.work import Work
from amtrainer.simulation.scenario import Seed, clamped
from amtrainer.simulation.session import ClientSpoke, Ended, Event, MoodMove, State
from amtrainer.simulation.talk import Reaction, Reply, Talk

SHORT_WORDS = 4  # fewer are hardly an answer


@dataclass(frozen=True, slots=True)
class Held:
    """A reaction that holds, and the words that made it hold."""

    name: str
    reaction: Reaction
    mark: Mark | None


def react(talk: Talk, state: State, text: str, work: Work, model: MeaningModel) -> tuple[Event, ...]:
    """The events that follow from the answer `text`. `state` counts it already, `work` ends with it."""
    context = context_of(talk, model)
    turn = state.turn - 1
    seed = Seed(state.seed)
    special = _special(talk, text, turn, work, context)
    if special is not None:
        return _close(talk, state, _spoke(talk, state, special, [], stay=True), special, seed)
    findings = find_all(talk, work, context)
    held = list(holding(talk, state, findings, turn))
    spoke = _reaction(talk, state, held)
    return _close(talk, state, spoke, _reply_of(talk, state, spoke, held), seed, findings)


def _special(talk: Talk, text: str, turn: int, work: Work, context: Context) -> Reply | None:
    """The reply to a rude or hardly begun answer; it stands in place of all reactions."""
    if talk.rude is not None:
        flags = flags_of(work, context, Prompts())
        if any(flag.id == "hostile" and flag.place.turn == turn for flag in flags):
            return talk.rude
    return talk.short if Answer(text).words() < SHORT_WORDS else None


def holding(talk: Talk, state: State, findings: dict[str, Finding], turn: int) -> Iterator[Held]:
    """The reactions that hold after the answer of `turn`, those of the beat first. `state` counts that answer already."""
    beat = talk.beat(state.beat)
    own = [(f"{beat.id}.{place}", reaction) for place, reaction in enumerate(beat.reactions)]
    general = [(f"talk.{place}", reaction) for place, reaction in enumerate(talk.reactions)]
    fired = state.fired()
    told = {name for name, reaction in general if reaction.opens in state.opened}  # no story is told twice
    for name, reaction in own + general:
        if name in told or (name in fired and not reaction.again):
            continue
        verdict = judge(reaction.when, findings)
        mark = next((mark for _, mark in verdict.marks if mark.place.turn == turn), None)
        if verdict.holds and (mark is not None or _absent_now(reaction, verdict, findings, turn)):
            yield Held(name, reaction, mark)


def _absent_now(reaction: Reaction, verdict: Verdict, findings: dict[str, Finding], turn: int) -> bool:
    """A condition of absences only is judged on this answer alone."""
    if verdict.marks or reaction.when.all or reaction.when.any or reaction.when.at_least or reaction.when.before:
        return False
    here = {
        name: replace(finding, marks=tuple(mark for mark in finding.marks if mark.place.turn == turn))
        for name, finding in findings.items()
    }
    return judge(reaction.when, here).holds


def _reaction(talk: Talk, state: State, held: Sequence[Held]) -> ClientSpoke:
    """The client's line: that of the first reaction that has one, else what is said otherwise."""
    counts = counted(held)
    first = next((item for item in counts if item.reaction.client), None)
    if first is not None:
        return _spoke(
            talk, state, first.reaction, [first, *(item for item in counts if item is not first)], name=first.name
        )
    reply = talk.beat(state.beat).otherwise or Reply(to=counts[0].reaction.to if counts else None)
    return _spoke(talk, state, reply, counts, blame=not counts)


def counted(held: Sequence[Held]) -> list[Held]:
    """Those of the reactions that hold which follow.

    A beat's own reactions are alternatives: only the first one counts. Reactions of the whole talk add to it, unless they
    answer to the same words or open the same hidden point.
    """
    own = [item for item in held if not item.name.startswith("talk.")][:1]
    return own + _further([item for item in held if item.name.startswith("talk.")], own)


def _further(general: Sequence[Held], own: Sequence[Held]) -> list[Held]:
    out: list[Held] = []
    for item in general:
        if not any(_same_words(item.mark, other.mark) or _same_point(item, other) for other in (*own, *out)):
            out.append(item)
    return out


def _same_point(one: Held, other: Held) -> bool:
    return one.reaction.opens is not None and one.reaction.opens == other.reaction.opens


def _same_words(one: Mark | None, other: Mark | None) -> bool:
    if one is None or other is None:
        return False
    same = (one.place.turn, one.place.field) == (other.place.turn, other.place.field)
    return same and one.place.start < other.place.end and other.place.start < one.place.end


def _spoke(
    talk: Talk,
    state: State,
    reply: Reply,
    held: Sequence[Held],
    *,
    name: str | None = None,
    stay: bool = False,
    blame: bool = True,
) -> ClientSpoke:
    """One speech with all its moves. `blame`: a reply that is no reaction moves the mood too."""
    seed = Seed(state.seed)
    target = state.beat if stay else talk.next_beat(state.beat, reply)
    line = seed.pick(name or f"{state.beat}.otherwise", reply.client, 0 if name else state.turn - 1)
    moves: list[MoodMove] = []
    mood = dict(state.mood)
    if name is None and blame:
        moves += _moves(mood, reply, None)
    for item in held:
        moves += _moves(mood, item.reaction, item.mark)
    text = [line]
    if target != state.beat:
        beat = talk.beat(target)
        text.append(seed.pick(beat.id, beat.client))
    opened = tuple(item.reaction.opens for item in held if item.reaction.opens)
    also = tuple(item.name for item in held if item.name != name)
    spoken = talk.say(" ".join(part for part in text if part))
    return ClientSpoke(target, talk.client.short, spoken, name, also, tuple(moves), opened[:1])


def _close(
    talk: Talk,
    state: State,
    spoke: ClientSpoke,
    reply: Reply,
    seed: Seed,
    findings: dict[str, Finding] | None = None,
) -> tuple[Event, ...]:
    """The speech with hidden points that open now, and the end of the talk if this is it.

    A client who leaves says so, unless the `reply` itself ends the talk: then its words are the last ones.
    """
    mood = _mood_after(state, spoke)
    if talk.leaves and mood.get(talk.leaves.mood, 10) <= talk.leaves.at:
        words = _first_line(talk, state, spoke, seed) if reply.ends and spoke.text else talk.say(talk.leaves.says)
        return replace(spoke, beat=state.beat, text=words, opened=()), Ended("client-left")
    spoke = _opened(talk, state, spoke, mood, findings or {}, seed, ends=reply.ends)
    last = state.turn >= talk.most_turns or _is_last(talk, state.beat, spoke)
    if not (reply.ends or last):
        return (spoke,)
    if closing := _closing(talk, findings or {}, seed, reply.ends):
        spoke = replace(spoke, text=f"{_first_line(talk, state, spoke, seed)} {talk.say(closing)}".strip())
    elif spoke.beat != state.beat:
        spoke = replace(spoke, text=_first_line(talk, state, spoke, seed))
    return spoke, Ended("complete")


def _reply_of(talk: Talk, state: State, spoke: ClientSpoke, held: Sequence[Held]) -> Reply:
    """The reaction that spoke, else what the beat says otherwise."""
    spoken = next((item.reaction for item in held if item.name == spoke.reaction), None)
    return spoken or talk.beat(state.beat).otherwise or Reply()


def _first_line(talk: Talk, state: State, spoke: ClientSpoke, seed: Seed) -> str:
    """The speech without the line of the beat it leads to: after the last answer nothing more is asked."""
    if spoke.beat == state.beat:
        return spoke.text
    beat = talk.beat(spoke.beat)
    return spoke.text.removesuffix(talk.say(seed.pick(beat.id, beat.client))).strip()


def _is_last(talk: Talk, beat: str, spoke: ClientSpoke) -> bool:
    """Whether the talk has nowhere to go from its last beat."""
    return beat == talk.beats[-1].id and spoke.beat == beat and spoke.reaction is not None and not talk.turns


def _closing(talk: Talk, findings: dict[str, Finding], seed: Seed, ended: bool) -> str:
    """The line after the last answer; where the talk `ended` by itself, only one whose condition holds."""
    closings = talk.closing if isinstance(talk.closing, tuple) else ((talk.closing,) if talk.closing else ())
    for place, closing in enumerate(closings):
        if (closing.when is None and not ended) or (closing.when and judge(closing.when, findings).holds):
            return seed.pick(f"closing.{place}", closing.client)
    return ""


def _opened(
    talk: Talk,
    state: State,
    spoke: ClientSpoke,
    mood: dict[str, int],
    findings: dict[str, Finding],
    seed: Seed,
    *,
    ends: bool,
) -> ClientSpoke:
    """At most one hidden point opens by mood or act in one speech; its words come before the next question or goodbye."""
    if spoke.opened:
        return replace(spoke, opened=tuple(id for id in spoke.opened if id not in state.opened))
    for point in talk.hidden:
        if point.id in state.opened or point.opens is None:
            continue
        by_mood = point.opens.mood is not None and mood.get(point.opens.mood, 0) >= (point.opens.at or 0)
        by_act = point.opens.when is not None and judge(point.opens.when, findings).holds
        if (by_mood and point.client) or by_act:
            words = talk.say(seed.pick(f"hidden.{point.id}", point.client))
            text = f"{words} {spoke.text}".strip() if ends else _before_next(talk, state, spoke, words, seed)
            return replace(spoke, text=text, opened=(point.id,))
    return spoke


def _before_next(talk: Talk, state: State, spoke: ClientSpoke, words: str, seed: Seed) -> str:
    first = _first_line(talk, state, spoke, seed)
    asked = spoke.text.removeprefix(first).strip()
    return " ".join(part for part in (first, words, asked) if part)


def _mood_after(state: State, spoke: ClientSpoke) -> dict[str, int]:
    return {**state.mood, **{move.name: move.after for move in spoke.moves}}


def _moves(mood: dict[str, int], reply: Reply, mark: Mark | None) -> Iterator[MoodMove]:
    """The moves of one reply; `mood` is moved along, so that several replies add up."""
    for name, change in reply.mood.items():
        before = mood.get(name, 0)
        mood[name] = clamped(before + change)
        if mood[name] != before:
            place, quote = (mark.place, mark.quote) if mark else (None, "")
            yield MoodMove(name, before, mood[name], reply.because, place, quote)
