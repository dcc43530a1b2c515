"""What surrounds words and turns them into something else: a no, a quotation, a condition, talk about method."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from amtrainer.scoring.answer import Answer, Token
from amtrainer.scoring.words import AUXILIARIES, ME, row

NEGATED: Final = "said not to be so"
QUOTED: Final = "quoted"
REPORTED: Final = "what the other side said or wants"
ASKED: Final = "asked about, not said"
APPROVAL: Final = "left to whoever may decide"
META: Final = "talk about method, not the act"

_PERSONS: Final = frozenset(row("i we you they he she it that this there who one client customer"))
_BREAKS: Final = frozenset(
    row("but because although though while whereas if unless when once as then before after until")
)
_SOFT_BREAKS: Final = frozenset(row("and or so"))
_NO_WORDS: Final = frozenset(
    row("not no never nor neither none nothing nobody without refuse refuses refused avoid avoiding unable hardly")
)
_NO_PAIRS: Final = frozenset({("instead", "of"), ("rather", "than"), ("far", "from"), ("stop", "short")})
_NO_IS_YES: Final = frozenset(
    {
        ("not", "only"), ("not", "just"), ("not", "least"), ("not", "before"), ("not", "until"), ("not", "later"),
        ("not", "earlier"), ("no", "doubt"), ("no", "problem"), ("no", "later"), ("no", "earlier"), ("no", "sooner"),
        ("not", "hesitate"), ("not", "wait"), ("not", "worry"), ("no", "worries"), ("nothing", "but"), ("no", "matter"),
        ("not", "know"), ("not", "sure"), ("not", "yet"), ("no", ","), ("no", "."), ("no", "criticism"), ("not", "forget"),
    }
)  # fmt: skip
_SAYS: Final = frozenset(
    row(
        "said say says saying asked ask asks asking want wants wanted need needs needed told mentioned demand demands"
        " demanded require requires expect expects hold called call wrote written hear heard threatened claim claims"
    )
)
_SOURCES: Final = frozenset(
    row(
        "words phrase phrases like such so-called your manual sentence slide slides training script template colleague book"
        " somebody someone he she they"
    )
)
_HANDS_ON: Final = frozenset(row("tell say write send forward read answer use show give"))
_MAY: Final = frozenset(row("may can could might should safely simply"))
_BIDS: Final = frozenset(row("please simply just and so then , ;"))
_READERS: Final = frozenset(row("your them him her it this"))
_DRAFT: Final = 14  # words before the quotation
_APPROVES: Final = frozenset(
    row("agrees agree approves approve approval approved signs signature sign-off confirms allows decide decides okays")
)
APPROVERS: Final = frozenset(
    row(
        "director boss manager chief head management finance legal board superior cfo ceo vp supervisor owner leadership"
    )
)
_METHOD: Final = frozenset(
    row("laer spin meddic meddpicc framework technique methodology rubric criterion criteria rapport roleplay")
)
_OF_BUSINESS: Final = frozenset(row("success acceptance decision selection your their"))  # "success criteria"
_DESCRIBED: Final = frozenset(
    row(
        "use apply acknowledge explore respond empathise empathize demonstrate address probe handle reframe leverage"
        " reassure clarify validate summarise summarize"
    )
)
_THIRD: Final = frozenset(row("client customer her him them she he prospect counterpart buyer"))


@dataclass(frozen=True, slots=True)
class Scopes:
    """For every token: the small clause it stands in and what is the matter with it, if anything."""

    segments: tuple[int, ...]
    troubles: tuple[frozenset[str], ...]
    questions: frozenset[int]  # sentences that are questions

    def among(self, places: Iterable[int], *reasons: str) -> str:
        """The first of `reasons` that holds for any token of `places`; "" if none does."""
        held = [self.troubles[place] for place in places]
        return next((reason for reason in reasons if any(reason in trouble for trouble in held)), "")


@lru_cache(maxsize=512)
def scopes(answer: Answer) -> Scopes:
    """Everything that turns words of this text into something else."""
    tokens = answer.tokens
    segments = _segments(tokens)
    marks: list[set[str]] = [set() for _ in tokens]
    questions = _questions(tokens)
    _negations(tokens, segments, questions, marks)
    _quotations(tokens, marks)
    for place in _reports(tokens, segments):
        marks[place].add(REPORTED)
    for place in _approvals(tokens):
        marks[place].add(APPROVAL)
    if not answer.told:
        _methods(tokens, marks)
    for place, token in enumerate(tokens):
        if token.sentence in questions:
            marks[place].add(ASKED)
    return Scopes(tuple(segments), tuple(frozenset(mark) for mark in marks), frozenset(questions))


@lru_cache(maxsize=4096)
def says_no(phrase: str) -> bool:
    """Whether an author's wording holds a no of its own: 'nobody can see anything'."""
    return any(token.text in _NO_WORDS for token in Answer(phrase).tokens)


def _text(tokens: Sequence[Token], place: int) -> str:
    return tokens[place].text if 0 <= place < len(tokens) else ""


def _segments(tokens: Sequence[Token]) -> list[int]:
    """Small clauses: cut at signs, at words that join clauses, and at 'and', 'or', 'so' before a new subject."""
    out: list[int] = []
    number = 0
    for place, token in enumerate(tokens):
        before = tokens[place - 1] if place else None
        if before and (
            before.clause != token.clause
            or (before.text in (",", "(", ")", "-") and not token.glued)
            or token.text in _BREAKS
            or (token.text in _SOFT_BREAKS and _opens_clause(tokens, place + 1))
        ):
            number += 1
        out.append(number)
    return out


def _opens_clause(tokens: Sequence[Token], place: int) -> bool:
    return _text(tokens, place) in _PERSONS or _text(tokens, place) in AUXILIARIES


def _questions(tokens: Sequence[Token]) -> set[int]:
    """Sentences with a question mark."""
    return {token.sentence for token in tokens if token.text in ("?", "؟")}


def _negations(tokens: Sequence[Token], segments: Sequence[int], questions: set[int], marks: list[set[str]]) -> None:
    for place, token in enumerate(tokens):
        pair = (token.text, _text(tokens, place + 1))
        if not (token.text in _NO_WORDS or pair in _NO_PAIRS) or pair in _NO_IS_YES:
            continue
        if token.text == "not" and _is_tag_or_invitation(tokens, place, questions):
            continue
        for step in _reach(tokens, segments, place):
            marks[step].add(NEGATED)


def _is_tag_or_invitation(tokens: Sequence[Token], place: int, questions: set[int]) -> bool:
    """'isn't it?', 'could we not', 'why not' deny nothing."""
    if _text(tokens, place - 1) in ("why", "or", "if"):
        return True
    joined = _text(tokens, place - 1) in AUXILIARIES and _text(tokens, place + 1) in _PERSONS
    return joined and tokens[place].sentence in questions


def _reach(tokens: Sequence[Token], segments: Sequence[int], place: int) -> list[int]:
    """From a no-word to the end of its small clause and of those that only go on with the list; and back to the subject."""
    home = segments[place]
    reached = [place]
    step = place + 1
    while step < len(tokens) and tokens[step].sentence == tokens[place].sentence:
        if segments[step] != segments[step - 1] and not _goes_on(tokens, segments, step):
            break
        reached.append(step)
        step += 1
    if _text(tokens, place - 1) in AUXILIARIES:
        back = place - 1
        while back >= 0 and segments[back] == home:
            reached.append(back)
            back -= 1
    return reached


def _goes_on(tokens: Sequence[Token], segments: Sequence[int], start: int) -> bool:
    """Whether the small clause at `start` has no subject and verb of its own ('..., a discount or a credit')."""
    if tokens[start].clause != tokens[start - 1].clause or tokens[start].text in ("but", "only", "just", "then", "if"):
        return False
    step = start
    while step < len(tokens) and segments[step] == segments[start]:
        if tokens[step].text in _PERSONS | AUXILIARIES | {"only", "let", "please"} or step - start > 12:
            return False
        step += 1
    ahead = [token.text for token in tokens[start : start + 24] if token.clause == tokens[start].clause]
    return "or" in ahead or "nor" in ahead or "not" in ahead[:1]


def _quotations(tokens: Sequence[Token], marks: list[set[str]]) -> None:
    """Words in quotation marks that are somebody else's: after a verb of saying or a word for words."""
    opened: int | None = None
    for place, token in enumerate(tokens):
        if token.text == "'" and not (opened is not None or not _glued_after(tokens, place)):
            opened = place
        elif token.text in ('"', "'") and opened is not None and tokens[opened].text == token.text:
            if _attributed(tokens, opened):
                for step in range(opened, place + 1):
                    marks[step].add(QUOTED)
            opened = None
        elif token.text == '"' and opened is None:
            opened = place


def _glued_after(tokens: Sequence[Token], place: int) -> bool:
    return place + 1 < len(tokens) and tokens[place + 1].glued and not tokens[place].glued


def _attributed(tokens: Sequence[Token], place: int) -> bool:
    before = [token.text for token in tokens[max(0, place - 5) : place]]
    return any(word in _SAYS or word in _SOURCES for word in before) and not _is_draft(tokens, place)


def _is_draft(tokens: Sequence[Token], place: int) -> bool:
    """'You may tell your board: "..."', 'Please say to your people: "..."': words offered for the other's use."""
    before = tokens[max(0, place - _DRAFT) : place]
    texts = [token.text for token in before if token.sentence == tokens[place - 1].sentence]
    if not set(texts) & (_SAYS | _NO_WORDS) and _last_pair(texts, ("for", "your"), ("to", "your")):
        return True
    verb = next((at for at in range(len(texts) - 1, -1, -1) if texts[at] in _HANDS_ON), None)
    if verb is None or set(texts) & _NO_WORDS:
        return False
    lead = texts[:verb]
    if lead[-1:] and lead[-1] in _MAY:
        return "you" in lead[-4:]
    return (not lead or lead[-1] in _BIDS) and bool({*texts[verb + 1 : verb + 3]} & _READERS)


def _last_pair(texts: Sequence[str], *pairs: tuple[str, str]) -> bool:
    return any(pair in pairs for pair in pairwise(texts[-6:]))


def _reports(tokens: Sequence[Token], segments: Sequence[int]) -> list[int]:
    """What the other side said, wants or has: 'you need 8%', 'your 8%', 'she asked for'."""
    found: list[int] = []
    for place, token in enumerate(tokens):
        ahead = {other.text for other in tokens[place + 1 : place + 4] if other.clause == token.clause}
        verb = token.text in ("you", "she", "he", "they", "cfo", "client") and ahead & _SAYS and not ahead & {"if"}
        own = token.text == "your" and (tokens[place + 1].kind == "number" if place + 1 < len(tokens) else False)
        if not (verb or own) or _text(tokens, place - 1) in (
            "if",
            "once",
            "when",
            "what",
            "whatever",
            "do",
            "would",
            "will",
        ):
            continue
        step = place
        while step < len(tokens) and tokens[step].clause == token.clause:
            if step > place and tokens[step].text in ME and segments[step] != segments[place]:
                break
            found.append(step)
            step += 1
    return found


def _approvals(tokens: Sequence[Token]) -> list[int]:
    """A sentence that leaves it to a named approver: 'if my director agrees', 'only my sales director'."""
    held: set[int] = set()
    for place, token in enumerate(tokens):
        if token.text not in APPROVERS:
            continue
        around = tokens[max(0, place - 8) : place + 7]
        words = {other.text for other in around if other.sentence == token.sentence}
        mine = _text(tokens, place - 1) in ("my", "our", "the", "sales") or _text(tokens, place - 2) in (
            "my",
            "our",
            "the",
        )
        ties = {
            "if",
            "only",
            "unless",
            "once",
            "depends",
            "above",
            "past",
            "over",
            "more",
            "beyond",
            "decision",
            "needs",
            "subject",
            "ask",
            "check",
        }
        if mine and (words & _APPROVES or words & ties):
            held.add(token.sentence)
    return [place for place, token in enumerate(tokens) if token.sentence in held]


def _is_somebody(tokens: Sequence[Token], place: int) -> bool:
    """'This is Minh, account manager at TraceWood', 'your new account manager': a person, no talk about the work."""
    before = {_text(tokens, place - 1), _text(tokens, place - 2)}
    return _text(tokens, place + 2) in ("at", "for", "from", "with", "of") or bool(before & {"your", "my", "our"})


def _methods(tokens: Sequence[Token], marks: list[set[str]]) -> None:
    """'I would use LAER', 'a good account manager would', 'I would ask the client what'."""
    held: set[int] = set()
    for place, token in enumerate(tokens):
        text, following = token.text, _text(tokens, place + 1)
        if (
            (text in _METHOD and _text(tokens, place - 1) not in _OF_BUSINESS)
            or (text == "good" and following in ("manager", "am", "seller"))
            or (text == "account" and following in ("manager", "am", "seller") and not _is_somebody(tokens, place))
            or (text == "full" and following == "marks")
        ):
            held.add(token.sentence)
        if text in ("would", "should") and _text(tokens, place - 1) in ("i", "one", "we", "am"):
            third = {_text(tokens, place + step) for step in (2, 3)} & _THIRD
            if following in _DESCRIBED or (
                third and following in ("ask", "tell", "offer", "give", "remind", "thank", "show")
            ):
                held.add(token.sentence)
    for place, token in enumerate(tokens):
        if token.sentence in held:
            marks[place].add(META)
