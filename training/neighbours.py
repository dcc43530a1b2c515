"""Learn which of the commonest small words of English stand beside each other, and write them as a table.

    python training/neighbours.py            how often the table is wrong on texts it was not made from
    python training/neighbours.py --write    also write src/amtrainer/scoring/neighbours.py

A text in no order breaks the table again and again; English of any quality hardly does. Made from the rated answers and the
texts of this repository; counted, not tuned.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import yaml

from amtrainer.scoring.answer import Answer
from amtrainer.scoring.words import FUNCTION_WORDS

ROOT = Path(__file__).resolve().parents[1]
SIZE = 60
OUT = ROOT / "src" / "amtrainer" / "scoring" / "neighbours.py"


def answers() -> list[str]:
    text = (ROOT / "bench" / "scoring" / "corpus" / "answers.yaml").read_text(encoding="utf-8")
    return [answer["text"] for answer in yaml.safe_load(text)]


def other_texts() -> list[str]:
    """Whatever English stands in the repository."""
    files = [
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/**/*.md"),
        *ROOT.glob("rubrics/*.yaml"),
        *ROOT.glob("scenarios/**/*.yaml"),
    ]
    return [file.read_text(encoding="utf-8") for file in sorted(files)]


def commonest(texts: list[str]) -> list[str]:
    counts = Counter(token.text for text in texts for token in Answer(text).tokens if token.text in FUNCTION_WORDS)
    return sorted(word for word, _ in counts.most_common(SIZE))


def pairs(text: str, words: set[str]) -> list[tuple[str, str]]:
    tokens = Answer(text).tokens
    found = pairwise(tokens)
    return [(one.text, other.text) for one, other in found if one.text in words and other.text in words]


def rates(texts: list[str], words: set[str], seen: set[tuple[str, str]]) -> list[float]:
    return sorted(sum(pair not in seen for pair in pairs(text, words)) / max(1, Answer(text).words()) for text in texts)


def report(texts: list[str], more: list[str]) -> None:
    """Made from half of the answers, tried on the other half, in order and out of order."""
    words = set(commonest(texts))
    seen = {pair for text in [*texts[::2], *more] for pair in pairs(text, words)}
    lots = random.Random(1)
    held = texts[1::2]
    mixed = [" ".join(lots.sample(text.split(), len(text.split()))) for text in held]
    for share in (0.04, 0.05, 0.06, 0.07, 0.08):
        wrong = sum(rate >= share for rate in rates(held, words, seen)) / len(held)
        caught = sum(rate >= share for rate in rates(mixed, words, seen)) / len(mixed)
        print(f"share {share:.2f}: {wrong:.3f} of the texts in order, {caught:.3f} of those out of order")


def write(texts: list[str], more: list[str]) -> None:
    words = commonest(texts)
    seen = {pair for text in [*texts, *more] for pair in pairs(text, set(words))}
    rows = [sum(((one, other) in seen) << place for place, other in enumerate(words)) for one in words]
    body = "\n".join(f'    "{word}",' for word in words)
    table = "\n".join(f"    0x{row:015X}," for row in rows)
    OUT.write_text(
        '"""Which small words of English stand beside each other. Written by training/neighbours.py; not by hand."""\n\n'
        "from typing import Final\n\n"
        f"WORDS: Final = (\n{body}\n)\n"
        f"# Row: the first word. Bit: whether the word at that place may follow it.\nMAY_FOLLOW: Final = (\n{table}\n)\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    rated, rest = answers(), other_texts()
    report(rated, rest)
    if "--write" in sys.argv:
        write(rated, rest)
