"""What reads like breaking a gate: a sentence near an author's examples of it, with signs that it claims something.

Only sentences that the speaker says as his own are read. For gates of claims and promises (G1, G2, G4) nothing counts that
is asked, refused, doubted, supposed or left to who may decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, Literal

from amtrainer.scoring.claims import known, unit_figures
from amtrainer.scoring.evidence import Finding, Strength
from amtrainer.scoring.indicator import Context, Indicator
from amtrainer.scoring.likeness import MOST_READ, Topic, _counts, _read_topic, topics
from amtrainer.scoring.passages import Unit, finding, sentence, units
from amtrainer.scoring.scope import NEGATED, scopes
from amtrainer.scoring.stated import unclaimed
from amtrainer.scoring.words import row
from amtrainer.scoring.work import Work

if TYPE_CHECKING:
    from amtrainer.scoring.rubric import Gate, Rubric

CLAIMS: Final = frozenset(("G1", "G2", "G4"))
KINDS: Final = ("G1", "G2", "G4", "G5")  # gates with a weight of their own
_FIGURES: Final = ("percent", "ratio", "count", "date", "time", "duration")
_FEWEST: Final = 3  # a count that says something
READS_LIKE: Final = "reads like it"  # said where the reader of meanings is the only witness
_WORDS: Final = tuple(
    frozenset(row(words))
    for words in (
        "shall propose proposing suggest could would might may let plan aim goal if until",
        "all every everything everybody everyone always never no nobody nothing none any perfect perfectly fully completely"
        " zero entire whole only",
        "promise promised guarantee guaranteed word certainly definitely sure surely will confirm confirmed count assure"
        " happen",
        "give free off discount waive cover absorb offer cost charge bill",
        "they them their others other customers clients competitor competitors dealer dealers companies everyone people",
        "already has have had was were is are did went rose fell told said agreed",
        "i we",
        "you your",
        "will",
        "because since but",
    )
)
SIGNS: Final = len(_FIGURES) + 2 + len(_WORDS)
Signs = tuple[int, ...]
"""For one sentence, 0 or 1: figures by kind that the file does not know, one that it knows, a no, and kinds of words."""


class Breach(Indicator):
    """Sentences that read like breaking a gate. Not for authors: they write a gate's `like` and `unlike`."""

    look_for: Literal["breach"] = "breach"
    gate: str
    topic: Topic

    def find(self, work: Work, context: Context) -> Finding:
        if context.rated is None:
            return Finding(self.id)
        rows = list(said(work, context, self.gate))
        texts = [sentence(unit, context.lexicon).text for unit in rows]
        topic = _read_topic(self.topic, context.lexicon)
        margins = context.rated.margins(topic, self.gate, texts, [signs(unit, context) for unit in rows])
        return finding(
            self.id,
            [
                unit.mark(_ends(unit), Strength.FULL, READS_LIKE)
                for unit, margin in zip(rows, margins, strict=True)
                if margin >= 0
            ],
        )


def breaches(rubric: Rubric) -> list[Breach]:
    """One for each gate for which the author wrote sentences."""
    written = [gate for gate in rubric.gates if gate.like]
    if not written:
        return []
    found = topics(rubric)
    earning = tuple(dict.fromkeys(text for one in found for text in (*one.good, *one.part, *one.trace)))
    return [Breach(id=breach_id(gate.id), gate=gate.id, topic=_topic(gate, earning)) for gate in written]


def breach_id(gate: str) -> str:
    return f"{gate.lower()}-breach"


def _topic(gate: Gate, earning: Sequence[str]) -> Topic:
    """A gate as a topic: what earns marks is a near-miss of it."""
    bad = set(gate.like)
    poor = tuple(text for text in dict.fromkeys((*gate.unlike, *earning)) if text not in bad)
    return Topic(("gate", gate.id, *gate.like), gate.like, (), (), poor)


def said(work: Work, context: Context, gate: str) -> Iterator[Unit]:
    """The sentences of a work that can break the gate."""
    rows = units(work, context)[:MOST_READ]
    for place, unit in enumerate(rows):
        if not _counts(unit):
            continue
        after = rows[place + 1] if place + 1 < len(rows) and rows[place + 1].passage is unit.passage else None
        if gate not in CLAIMS or not unclaimed(unit, _words(unit), after):
            yield unit


def signs(unit: Unit, context: Context) -> Signs:
    """See `Signs`."""
    strange, familiar = set(), 0
    for figure in unit_figures(unit, context):
        kind = "count" if figure.value.kind == "money" else figure.value.kind
        if known(figure, unit.passage.heard, context):
            familiar = 1
        elif not (kind == "percent" and figure.value.amount == 100) and (
            kind != "count" or figure.value.amount >= _FEWEST
        ):
            strange.add(kind)
    texts = set(unit.texts)
    denied = any(NEGATED in scopes(unit.answer).troubles[place] for place in unit.places)
    figures = [int(kind in strange) for kind in _FIGURES]
    return (*figures, familiar, int(denied), *(int(bool(texts & words)) for words in _WORDS))


def _words(unit: Unit) -> list[int]:
    return [place for place in unit.places if unit.answer.tokens[place].kind != "sign"] or list(unit.places)


def _ends(unit: Unit) -> list[int]:
    words = _words(unit)
    return [words[0], words[-1]]
