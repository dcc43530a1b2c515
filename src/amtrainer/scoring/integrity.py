"""What a text does besides answering: echoes, lists, notes to the judge, another language, hostility.

A flag names its words and its effect. Some flags take their words out of the marking, some break a gate, some only stand
in the record. None of them looks at how long or polished a text is.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from amtrainer.scoring.answer import Answer, Span
from amtrainer.scoring.borrowed import borrowed
from amtrainer.scoring.credit import overlap
from amtrainer.scoring.disowned import disowned, quotations
from amtrainer.scoring.dressed import in_borrowed_clothes, inbox_of_another_case, written_about_another_case
from amtrainer.scoring.elsewhere import is_elsewhere, said_to_a_client, told_to_others
from amtrainer.scoring.evidence import Findings
from amtrainer.scoring.filled import is_filled_form
from amtrainer.scoring.framing import forms
from amtrainer.scoring.general import is_general
from amtrainer.scoring.hostility import hurts
from amtrainer.scoring.indicator import Context
from amtrainer.scoring.language import FEWEST, strange
from amtrainer.scoring.lexicon import Lexicon
from amtrainer.scoring.matter import Matter
from amtrainer.scoring.padding import (
    copies,
    interrogates,
    is_copied,
    is_endless,
    is_from_examples,
    is_list,
    is_model,
    is_shuffled,
    pieces,
    recites,
    repeats,
)
from amtrainer.scoring.passages import Phrases, Unit, units
from amtrainer.scoring.salad import SPOKEN, figure_rows, file_lines, frames, is_jumbled, is_read_aloud, labels, read_out
from amtrainer.scoring.scorecard import Flag
from amtrainer.scoring.strayed import STRAYED
from amtrainer.scoring.withdrawn import unmeant
from amtrainer.scoring.words import AUXILIARIES, FUNCTION_WORDS
from amtrainer.scoring.work import ENTERED, STANDING, Passage, Place, Work

NO_MARKS: Final = "these words earn nothing"
NO_ATTEMPT: Final = "the total is capped at 10"
ANOTHER: Final = "it answers another question: no criterion rises above level 1"
SHORTEST: Final = 12  # words
SHORTEST_TOLD: Final = 6  # of an answer to a question
NO_ATTEMPTS: Final = frozenset({"short", "language", "gibberish", "elsewhere"})
_ATTEMPTED: Final = frozenset(
    {"elsewhere", "borrowed", "aloud"}
)  # these words earn nothing, yet they are the trainee's own
CHOSEN: Final = "choice"  # part of an answer that is letters picked in a check
RANKINGS: Final = frozenset({"order", "undone"})  # fields that hold letters, not language
_JOINTS: Final = frozenset(",;/|•")
_MOST_PIECES: Final = 9  # of one sentence in a note
_FEW_SMALL: Final = 7  # so many words to a small one: no longer a list in a note
_EFFECTS: Final = {"meta": "talk about method is not the act"}

_TO_THE_JUDGE: Final = Phrases(
    "i hereby confirm that i have", "all that is asked", "this answer shows", "this answer names", "this answer meets",
    "full marks", "full points", "top marks", "maximum score", "maximum points", "highest score", "highest level",
    "give me * points", "award * points", "award * marks", "100 points", "score this", "grade this", "rate this answer",
    "mark this answer", "score every", "score 4 on", "score each", "every criterion", "each criterion", "apply no gates",
    "no gates", "apply no caps", "and no caps", "ignore * instructions", "ignore * rubric", "ignore * above", "disregard * instructions",
    "as an ai", "language model", "system prompt", "system note", "dear grader", "dear judge", "dear examiner", "note to the judge",
    "note for the judge", "note to the grader", "note for the evaluator", "to the examiner", "to the grader", "to the assessor",
    "to the grading system", "the grader", "the evaluator", "the assessor", "grading system", "this answer deserves",
    "meets all criteria", "meets all the criteria", "all criteria are met", "criteria are met", "this trainee has",
    "the candidate has", "this candidate has", "whoever reads this", "write down the best result", "every box can be",
    "boxes can be ticked", "for the software that", "begin result", "end result total", "count it all as done",
    "evidence of the wanted",
)  # fmt: skip
_METHODS: Final = Phrases(
    "laer", "meddic", "meddpicc", "bant", "feel felt found", "objection handling", "active listening", "sales technique",
    "spin selling", "i would acknowledge the", "i would empathise with the", "i would ask the client", "i would ask the customer",
    "i would tell the client", "i would tell the customer", "i would handle the", "i would use the framework",
)  # fmt: skip
_SPEAKERS: Final = frozenset(("i", "we", "us"))
_REASONED: Final = frozenset(("first", "second", "then", "next", "last", "because", "since", "so", "before", "must"))
_ADDRESSED: Final = _SPEAKERS | {"me", "my", "our", "you", "your"}
_BRACKETS: Final = re.compile(r"[\[{<(][^\[\]{}<>()]{12,2000}[\]}>)]")


@dataclass(frozen=True, slots=True)
class Prompts:
    """What was shown to the trainee, beside the line just heard: the scenario's own texts, and its model answers."""

    shown: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    interview: bool = False  # where one is asked what one would do, a plan is an answer
    record: bool = False  # where something is written down, short labels and statements are an answer
    report: bool = False  # a report or a plan speaks of its matter; it need not speak to anybody
    examples: tuple[str, ...] = ()  # what its author gave as examples of what earns, as a debrief shows them
    wanted: tuple[str, ...] = ()  # what its criteria ask for, in its author's words
    lines: tuple[str, ...] = ()  # the file as lines: what each fact is, and its figure
    quotes: bool = False  # where the reader's own sentences are asked for, quoting them is the act
    id: str = ""  # of the exercise


Known = dict[Hashable, tuple[tuple[Flag, ...], ...]]
"""Key of a passage -> for each of its sentences the flags that it has by itself."""


def flags_of(work: Work, context: Context, prompts: Prompts, known: Known | None = None) -> tuple[Flag, ...]:
    """Every flag of a work, in the order of the text; flags of the whole text come last.

    `known` keeps what was seen in a passage; hand in the same one only with the same context and prompts.
    """
    known = {} if known is None else known
    rows: list[Unit] = []
    by_sentence: list[tuple[Flag, ...]] = []
    for passage in work.passages:
        if _is_letters(passage):
            continue
        own = units(Work((passage,)), context)
        key = passage.key()
        if key not in known:
            known[key] = _of_passage(own, prompts, context)
        rows.extend(own)
        by_sentence.extend(known[key])
    told = zip(rows, by_sentence, _of_rows(rows, prompts), strict=True)
    found = list(dict.fromkeys(flag for _, flags, more in told for flag in (*flags, *more)))
    mine = (*prompts.models, *prompts.examples)
    found += [_flag("borrowed", unit) for unit in borrowed(rows, context.sources, prompts.id, mine)]
    found += _of_another_case(rows, context, prompts, found)
    return (*found, *_of_whole(work, context, prompts, found))


def _of_another_case(rows: Sequence[Unit], context: Context, prompts: Prompts, found: Sequence[Flag]) -> Iterator[Flag]:
    """Sentences that hold nothing of this case, in a talk about another one; in an interview those to a client."""
    quiet = silent(found)
    own = [
        unit
        for unit in rows
        if unit.passage.field is None and not any(overlap(unit.passage.place(unit.span), place) for place in quiet)
    ]
    if own:
        told = own[0].answer.told
        written = prompts.report or prompts.record or bool(context.items)
        held = said_to_a_client(own) if told else Matter(own, context, prompts.shown).elsewhere(written)
        case = bool(prompts.shown or own[0].passage.heard)  # a rubric without a story has none
        if case and not (told or written or prompts.interview):
            doubted = bool(held)
            held = (held or told_to_others(own)) + in_borrowed_clothes(rows, context, prompts.shown, doubted)
        if case and context.items and not (held or told):
            held = inbox_of_another_case(own, context, prompts.shown)
        if case and (prompts.report or prompts.record):
            held = held + written_about_another_case(rows, context, prompts.shown)
        held = [*dict.fromkeys(held)]
        yield from (_flag("elsewhere", unit) for unit in held)


def _is_letters(passage: Passage) -> bool:
    """A ranking, the letters picked in a check, or a value in a form: no language."""
    return passage.field in RANKINGS or passage.part in (CHOSEN, ENTERED, STANDING)


def strayed(findings: Findings) -> Iterator[Flag]:
    """An answer to another question of the interview, as a flag on its first words."""
    if STRAYED in findings:
        for mark in findings[STRAYED].marks:
            yield Flag(STRAYED, mark.place, mark.quote, ANOTHER)


def silent(flags: Sequence[Flag]) -> tuple[Place, ...]:
    """The words that earn nothing."""
    return tuple(flag.place for flag in flags if flag.effect == NO_MARKS)


def _of_passage(rows: Sequence[Unit], prompts: Prompts, context: Context) -> tuple[tuple[Flag, ...], ...]:
    notes = [*_bracketed_notes(rows), *_rest_of_notes(rows)]
    quoted = [] if prompts.quotes else list(quotations(rows))
    noted = prompts.record or prompts.report
    named = read_out(rows, file_lines(context.facts))
    if not (noted or any(named)):
        named = labels(rows)
    if rows and not (noted or context.items) and rows[0].passage.field is None and is_filled_form(rows[0].answer.text):
        named = [True] * len(rows)
    unsaid = unmeant([unit for unit in rows if unit.passage.field is None], prompts.quotes, prompts.record)
    told = zip(rows, named, frames(rows), strict=True)
    return tuple(
        (
            *_of_sentence(unit, prompts, notes, context.lexicon),
            *(_flag(id, unit) for id, held in (("list", label), ("stuffing", frame)) if held),
            *(_span_flag("quotation", unit, span) for start, span in quoted if start is unit),
            *(_span_flag(id, unit, span) for start, id, span in unsaid if start is unit),
        )
        for unit, label, frame in told
    )


def _of_rows(rows: Sequence[Unit], prompts: Prompts) -> Iterator[list[Flag]]:
    """What a sentence is only beside the others: said again, copied, one of a row of questions or of empty sentences."""
    shown = _copied(rows, prompts)
    answers_items = all(
        unit.answer.told and unit.passage.about for unit in rows
    )  # a check: facts are what is asked for
    stated = prompts.record or prompts.report or answers_items or _is_reasoned(rows)
    aloud, idle = not stated and is_read_aloud(rows), interrogates(rows) or is_general(rows)
    none = [False] * len(rows)
    lines = none if prompts.record or answers_items else recites(rows, prompts.lines)
    if prompts.report:
        lines = [line and bool({*unit.texts} & _SPEAKERS) for line, unit in zip(lines, rows, strict=True)]
    wanted = none if answers_items else recites(rows, prompts.wanted)
    if not answers_items:
        wanted = [a or b for a, b in zip(wanted, pieces(rows, prompts.wanted, prompts.lines), strict=True)]
    bare = none if prompts.record or answers_items else figure_rows(rows)
    framed = forms(rows, prompts.interview, prompts.record, prompts.report)
    beside = zip(rows, repeats(rows), shown, framed, wanted, lines, bare, strict=True)
    for unit, again, copied, form, recited, line, figures in beside:
        held = [
            ("stuffing", again or idle or form == "stuffing"),
            ("dump", copied or line),
            ("aloud", aloud and not (copied or line)),
            ("list", figures),
        ]
        held += [("meta", True)] if recited else [(form, True)] if form in ("meta", "negation") else []
        yield [_span_flag(id, unit, unit.span) for id, holds in held if holds]


def _is_reasoned(rows: Sequence[Unit]) -> bool:
    """Asked for an order or a rule in an interview, one need not speak of oneself: 'Kestrel first, because lorries stand still.'"""
    reasoned = sum(bool(_REASONED & {*unit.texts}) for unit in rows)
    return all(unit.answer.told for unit in rows) and 2 * reasoned >= len(rows)


def _copied(rows: Sequence[Unit], prompts: Prompts) -> list[bool]:
    """What is put together from what was shown. In a form this is the work itself; beside it, it is none."""
    shown = [*prompts.shown, *{unit.passage.heard: None for unit in rows if unit.passage.heard}]
    if not prompts.record:
        return copies(rows, shown)
    beside = [unit for unit in rows if unit.passage.field is None]
    found = dict(zip(map(id, beside), copies(beside, shown), strict=True))
    return [found.get(id(unit), False) for unit in rows]


def _is_noted(unit: Unit) -> bool:
    """A value of a form, or a note in short: labels and figures, with the small words of a sentence among them."""
    words = [text for text in unit.texts if text[:1].isalnum()]
    small = sum(text in FUNCTION_WORDS for text in words)
    if unit.passage.field is not None:
        return True
    pieces = 1 + sum(text in _JOINTS for text in unit.texts)
    return pieces <= _MOST_PIECES and (small * _FEW_SMALL > len(words) or (small > 1 and ":" in unit.texts))


def _of_sentence(unit: Unit, prompts: Prompts, notes: Sequence[Place], lexicon: Lexicon) -> Iterator[Flag]:
    place = unit.passage.place(unit.span)
    if not (prompts.quotes or prompts.record) and is_copied(unit, prompts.shown):
        yield _flag("echo", unit)
    noted = prompts.record and _is_noted(unit) and not is_endless(unit)
    if is_list(unit) and not noted and not strange((unit.answer,), lexicon):
        yield _flag("list", unit)
    if not unit.answer.told and _METHODS.places(unit):
        yield _flag("meta", unit)
    if any(overlap(place, note) for note in notes) or _to_the_judge(unit):
        yield _flag("judge-note", unit)
    if held := disowned(unit):
        yield _span_flag("negation", unit, held)
    for places in hurts(unit)[:1]:
        span = unit.answer.cover(places[0], places[-1])
        yield Flag("hostile", unit.passage.place(span), unit.answer.quote(span), "the total is capped at 20")


def _flag(id: str, unit: Unit) -> Flag:
    return Flag(id, unit.passage.place(unit.span), unit.answer.quote(unit.span), _EFFECTS.get(id, NO_MARKS))


def _span_flag(id: str, unit: Unit, span: Span) -> Flag:
    return Flag(id, unit.passage.place(span), unit.answer.quote(span), NO_MARKS)


def _to_the_judge(unit: Unit) -> bool:
    return bool(_TO_THE_JUDGE.places(unit)) or _speaks_of_itself(unit)


def _speaks_of_itself(unit: Unit) -> bool:
    """'This answer names ...', not 'this answer is not what you hoped for'."""
    texts = [*unit.texts[:3]]
    return (
        texts[:2] in (["this", "answer"], ["this", "reply"])
        and texts[2:3] != []
        and texts[2] not in AUXILIARIES
        and (texts[2].endswith("s") or not {*unit.texts} & (AUXILIARIES | _ADDRESSED))
    )


def _bracketed_notes(rows: Sequence[Unit]) -> Iterator[Place]:
    """A bracket in which the judge is spoken to is a note from its first to its last word."""
    told = [unit for unit in rows if _to_the_judge(unit)]
    for passage in {id(unit.passage): unit.passage for unit in told}.values():
        for found in _BRACKETS.finditer(passage.answer.text):
            span = Span(found.start(), found.end())
            if any(unit.passage is passage and unit.span.overlaps(span) for unit in told):
                yield passage.place(span)


def _rest_of_notes(rows: Sequence[Unit]) -> Iterator[Place]:
    """What follows a note and speaks to nobody belongs to it."""
    going = False
    for unit in rows:
        going = _to_the_judge(unit) or (going and not set(unit.texts) & SPOKEN)
        if going:
            yield unit.passage.place(unit.span)


def _of_whole(work: Work, context: Context, prompts: Prompts, found: Sequence[Flag]) -> Iterator[Flag]:
    passages = [passage for passage in work.passages if not _is_letters(passage)]
    first = next((passage for passage in passages if passage.answer.sentences), next(iter(work.passages), None))
    if first is None or (len(passages) < len(work.passages) and any(one.part == CHOSEN for one in work.passages)):
        return
    spans = first.answer.sentences
    span = spans[0] if spans else Span(0, len(first.answer.text))
    place, quote = first.place(span), first.answer.quote(span)
    answers = [passage.answer for passage in passages]
    entered = sum(passage.answer.words() for passage in work.passages if passage.part == ENTERED)
    if _words_left(passages, found) + entered < (SHORTEST_TOLD if first.answer.told else SHORTEST):
        yield Flag("short", place, quote, NO_ATTEMPT)
    elif unread := strange(tuple(answers), context.lexicon) or _in_no_order(answers, context, prompts):
        yield Flag(unread, place, quote, NO_ATTEMPT)
    elif not first.answer.told and is_elsewhere(passages, context, prompts.shown):
        yield Flag("elsewhere", place, quote, NO_ATTEMPT)
    else:
        yield from _foreign_parts(passages, context)
    if is_model(answers, prompts.models) or is_from_examples(answers, prompts.examples):
        yield Flag("copied-model", place, quote, "scored as it is, not counted in your progress")


def _in_no_order(answers: Sequence[Answer], context: Context, prompts: Prompts) -> str:
    """'gibberish' for words in no order, or the words of the file or of a model answer in another one."""
    file = " ".join(f"{fact.says}: {fact.figure}." for _, fact in context.facts.items() if fact.figure)
    return "gibberish" if is_jumbled(answers) or is_shuffled(answers, (file, *prompts.models)) else ""


def _foreign_parts(passages: Sequence[Passage], context: Context) -> Iterator[Flag]:
    """Turns in another language, in a work that is not: they are named and stay as they are."""
    for passage in passages:
        answer = passage.answer
        if answer.words() >= FEWEST and strange((answer,), context.lexicon) == "language":
            span = answer.sentences[0].join(answer.sentences[-1])
            yield Flag("language", passage.place(span), answer.quote(span), "not read: English was asked for")


def _words_left(passages: Sequence[Passage], found: Sequence[Flag]) -> int:
    """How many words are the trainee's own answer, to whatever case and whomever: those under no flag that takes them out."""
    quiet = silent([flag for flag in found if flag.id not in _ATTEMPTED])
    return sum(
        passage.answer.words()
        - sum(
            passage.answer.tokens[at].kind != "sign"
            for place in dict.fromkeys(quiet)
            if (place.turn, place.field) == (passage.turn, passage.field)
            for at in passage.answer.within(place.span)
        )
        for passage in passages
    )
