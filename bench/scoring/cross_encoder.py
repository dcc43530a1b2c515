"""A small cross-encoder, fine-tuned on rated answers, beside the kernels that ship: criterion and sentence read together.

    python bench/scoring/cross_encoder.py [--protocol leave_answers_out] [--fold fold1] [--epochs 10] [--write]

Opt-in: needs torch, which nothing else here does. It begins as the shipped encoder; the upper layers and a head learn what a
sentence is worth for a criterion (its words, its rung for level 3 and an author's example), from quoted and unquoted sentences
of the other folds. In the fold left out it reads the two sentences that the kernel prefers, as a costly model may. Compared are
likenesses of cells, without rules, gates and sharing: area for level 3 and more, pairs within an answer, and kappa with
borders at the shares of the raters' levels, so that no way of telling levels has an advantage. One thread; seed 0.
"""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
import yaml
from torch.nn import functional

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "training"))
from ordinal import kappa  # noqa: E402
from rated import Marked, _worths, learn  # noqa: E402
from rated_corpus import RatedAnswers  # noqa: E402
from train_rated import WEIGHTS, unrated  # noqa: E402

from amtrainer.models.likeness import RatedSentences  # noqa: E402
from amtrainer.models.wordpiece import WordPiece  # noqa: E402
from amtrainer.panel.agreement import auc, pair_accuracy  # noqa: E402

FROZEN, LAYERS, HEADS, WIDTH = 4, 6, 12, 384
MOST = 40  # pieces of a criterion, and of a sentence
BATCH, RATE = 32, 2e-4
READ = 2  # sentences of one criterion that it may read
Pair = tuple[tuple[int, ...], tuple[int, ...]]
FILE = HERE / "cross_encoder.json"


class Reader(torch.nn.Module):
    """MiniLM with a head; the lower layers stay as they ship and are run once for each pair."""

    def __init__(self) -> None:
        super().__init__()
        file = np.load(WEIGHTS / "minilm-l6.npz")
        names = {name.removesuffix(".q").removesuffix(".s") for name in file.files}
        opened = {name: torch.tensor(_opened(file, name)) for name in names if file_has(file, name)}
        self.fixed = {name: value for name, value in opened.items() if not _is_upper(name)}
        self.upper = torch.nn.ParameterDict(
            {name.replace(".", "/"): torch.nn.Parameter(value) for name, value in opened.items() if _is_upper(name)}
        )
        self.head = torch.nn.Linear(WIDTH, 1)

    def weight(self, name: str) -> torch.Tensor:
        return self.upper[name.replace(".", "/")] if _is_upper(name) else self.fixed[name]

    def lower(self, pairs: Sequence[Pair]) -> tuple[torch.Tensor, torch.Tensor]:
        """Hidden states of a batch before the layers that learn, and which places are filled."""
        size = max(len(one) + len(other) for one, other in pairs)
        ids, kinds = (torch.zeros(len(pairs), size, dtype=torch.long) for _ in range(2))
        mask = torch.zeros(len(pairs), size, dtype=torch.bool)
        for at, (one, other) in enumerate(pairs):
            both = len(one) + len(other)
            ids[at, :both], mask[at, :both] = torch.tensor([*one, *other]), True
            kinds[at, len(one) : both] = 1
        words, places = "embeddings.word_embeddings.weight", "embeddings.position_embeddings.weight"
        hidden = self.weight(words)[ids] + self.weight(places)[:size]
        if "embeddings.token_type_embeddings.weight" in self.fixed:
            table = self.weight("embeddings.token_type_embeddings.weight")
            hidden = hidden + table[kinds.clamp(max=len(table) - 1)]
        hidden = self._norm(hidden, "embeddings.LayerNorm")
        for layer in range(FROZEN):
            hidden = self._layer(hidden, mask, layer)
        return hidden, mask

    def forward(self, hidden: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        for layer in range(FROZEN, LAYERS):
            hidden = self._layer(hidden, mask, layer)
        mean = (hidden * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)
        worth: torch.Tensor = self.head(mean)[:, 0]
        return worth

    def _layer(self, hidden: torch.Tensor, mask: torch.Tensor, layer: int) -> torch.Tensor:
        at, (count, size, _) = f"encoder.layer.{layer}.", hidden.shape
        query, key, value = (
            self._linear(hidden, at + f"attention.self.{name}").view(count, size, HEADS, -1).transpose(1, 2)
            for name in ("query", "key", "value")
        )
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask[:, None, None, :])
        seen = self._linear(seen.transpose(1, 2).reshape(count, size, WIDTH), at + "attention.output.dense")
        hidden = self._norm(hidden + seen, at + "attention.output.LayerNorm")
        inner = functional.gelu(self._linear(hidden, at + "intermediate.dense"))
        return self._norm(hidden + self._linear(inner, at + "output.dense"), at + "output.LayerNorm")

    def _linear(self, x: torch.Tensor, name: str) -> torch.Tensor:
        return functional.linear(x, self.weight(name + ".weight"), self.weight(name + ".bias"))

    def _norm(self, x: torch.Tensor, name: str) -> torch.Tensor:
        return functional.layer_norm(x, (WIDTH,), self.weight(name + ".weight"), self.weight(name + ".bias"), 1e-12)


def file_has(file: Any, name: str) -> bool:
    return name in file.files or name + ".q" in file.files


def _opened(file: Any, name: str) -> np.ndarray:
    if name in file.files:
        return np.asarray(file[name], dtype=np.float32)
    return np.asarray(file[name + ".q"].astype(np.float32) * file[name + ".s"].astype(np.float32)[:, None])


def _is_upper(name: str) -> bool:
    return name.startswith("encoder.layer.") and int(name.split(".")[2]) >= FROZEN


class Pairs:
    """Criteria and sentences as pieces."""

    def __init__(self, texts: dict[bytes, str]) -> None:
        vocabulary = (WEIGHTS / "vocab.txt").read_text(encoding="utf-8").split("\n")
        self._pieces = WordPiece({word: place for place, word in enumerate(vocabulary)})
        self._texts = texts

    def of(self, cell: Marked, place: int) -> Pair:
        return self.said(cell, self._texts[cell.sentences[place].tobytes()])

    def said(self, cell: Marked, sentence: str) -> Pair:
        example = cell.topic.good[0] if cell.topic.good else ""
        asked = " / ".join((cell.topic.name[1], cell.topic.name[-2], example))
        return tuple(self._pieces.ids(asked, MOST)), tuple(self._pieces.ids(sentence, MOST)[1:])


def examples(cells: Sequence[Marked], pairs: Pairs, draw: np.random.Generator) -> list[tuple[Pair, float, float]]:
    """(pair, worth 0-1, weight): all quoted sentences, one other of each cell, and the author's own sentences."""
    out, seen = [], set()
    for cell in cells:
        worths, weights = _worths(cell)
        others = [place for place in range(len(worths)) if place not in cell.quoted]
        drawn = [int(draw.choice(others))] if others else []
        out += [(pairs.of(cell, at), float(worths[at]) / 4, float(weights[at])) for at in (*cell.quoted, *drawn)]
        if cell.topic.name not in seen:
            seen.add(cell.topic.name)
            mine, not_mine = cell.topic.good[:4], draw.permutation(np.array(cell.topic.poor))[:4]
            out += [(pairs.said(cell, text), 0.75, 1.0) for text in mine]
            out += [(pairs.said(cell, str(text)), 0.0, 1.0) for text in not_mine]
    return out


def taught(rows: list[tuple[Pair, float, float]], epochs: int) -> Reader:
    reader = Reader()
    rows = sorted(rows, key=lambda row: len(row[0][0]) + len(row[0][1]))
    batches = [rows[at : at + BATCH] for at in range(0, len(rows), BATCH)]
    with torch.no_grad():
        held = [reader.lower([pair for pair, _, _ in batch]) for batch in batches]
    told = [torch.tensor([[worth, weight] for _, worth, weight in batch]).T for batch in batches]
    learner = torch.optim.AdamW(reader.parameters(), lr=RATE, weight_decay=0.01)
    steps = epochs * len(batches)
    for step, at in enumerate(place for _ in range(epochs) for place in torch.randperm(len(batches)).tolist()):
        for group in learner.param_groups:
            group["lr"] = RATE * min(1, (step + 1) / 20) * (1 - step / steps)
        losses = functional.binary_cross_entropy_with_logits(reader(*held[at]), told[at][0], reduction="none")
        loss = (losses * told[at][1]).sum() / told[at][1].sum()
        learner.zero_grad()
        loss.backward()
        learner.step()
        if step % 20 == 0:
            print(f"step {step}/{steps}: {float(loss):.3f}", file=sys.stderr, flush=True)
    return reader


def shares(wanted: np.ndarray, told: np.ndarray) -> float:
    """Kappa of likenesses cut at the shares of the raters' levels."""
    order = np.argsort(np.argsort(told, kind="stable"), kind="stable")
    return kappa(wanted, np.sort(wanted)[order])


def figures(cells: Sequence[Marked], told: np.ndarray) -> dict[str, float]:
    wanted = np.array([cell.level for cell in cells])
    rows: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for cell, value in zip(cells, told, strict=True):
        rows[cell.answer].append((cell.level, float(value)))
    right, count = (sum(each) for each in zip(*map(pair_accuracy, rows.values()), strict=True))
    return {
        "auc_level_3": round(auc([pair for row in rows.values() for pair in row]) or 0.0, 3),
        "within_answer_pairs": round(right / count, 3),
        "qwk_at_shares": round(float(shares(wanted, told)), 3),
    }


def option(name: str, otherwise: str) -> str:
    return sys.argv[sys.argv.index(name) + 1] if name in sys.argv else otherwise


def main() -> None:
    torch.manual_seed(0)
    torch.set_num_threads(1)
    protocol, fold = option("--protocol", "leave_answers_out"), option("--fold", "fold1")
    folds = yaml.safe_load((HERE / "corpus" / "folds.yaml").read_text(encoding="utf-8"))
    names = {*folds[protocol][fold]}
    model, _ = unrated()
    corpus = RatedAnswers()
    texts: dict[bytes, str] = {}
    row_of = corpus.stems.row

    def row(vector: Any, text: str) -> Any:
        found = row_of(vector, text)
        texts.setdefault(found.tobytes(), text)
        return found

    object.__setattr__(corpus.stems, "row", row)
    cells = list(corpus.cells(model))
    test = [cell for cell in cells if {cell.answer, cell.answer.split("-")[0]} & names]
    train = [cell for cell in cells if not {cell.answer, cell.answer.split("-")[0]} & names]
    learned = learn(train, lambda text: row_of(model._vectors.of(text, keep=True), text), known=fold_knows(protocol))
    known = RatedSentences(model._vectors.of, learned.common, learned.rated, stems=corpus.stems)
    kernel = [list(known._of(cell.topic)[0].of(cell.sentences)) if len(cell.sentences) else [] for cell in test]
    pairs = Pairs(texts)
    rows = examples(train, pairs, np.random.default_rng(0))
    began = time.process_time()
    reader = taught(rows, int(option("--epochs", "10"))).eval()
    trained, began = time.process_time() - began, time.process_time()
    mine = []
    with torch.no_grad():
        for cell, values in zip(test, kernel, strict=True):
            first = sorted(range(len(values)), key=lambda place: -values[place])[:READ]
            told = torch.sigmoid(reader(*reader.lower([pairs.of(cell, at) for at in first]))) if first else None
            mine.append(0.0 if told is None else float(told.max()))
    read = sum(min(READ, len(values)) for values in kernel)
    ours, theirs = np.array([max(values, default=0) / 4000 for values in kernel]), np.array(mine)
    reached = np.array([cell.reached for cell in test]) / 4
    report = {
        "cells": len(test),
        "pairs_learned_from": len(rows),
        "minutes_of_processor": round(trained / 60, 1),
        "milliseconds_a_pair": round(1000 * (time.process_time() - began) / max(1, read), 1),
        "kernel": figures(test, ours),
        "cross-encoder": figures(test, theirs),
        "both": figures(test, ours + theirs),
        "rules and kernel": figures(test, reached + ours),
        "rules and cross-encoder": figures(test, reached + theirs),
        "rules and both": figures(test, reached + (ours + theirs) / 2),
    }
    print(json.dumps(report, indent=1))
    if "--write" in sys.argv:
        kept = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
        FILE.write_text(json.dumps({**kept, f"{protocol} {fold}": report}, indent=1) + "\n", encoding="utf-8")


def fold_knows(protocol: str) -> bool:
    return protocol == "leave_answers_out"


if __name__ == "__main__":
    main()
