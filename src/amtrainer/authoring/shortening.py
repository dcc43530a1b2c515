"""An exercise made short enough to learn from: its weightiest criteria, what they look for, and the beats where it counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import yaml

from amtrainer import paths
from amtrainer.content.load import SCENARIO, merged, read
from amtrainer.content.rubric_file import RubricFile
from amtrainer.errors import AmtrainerError
from amtrainer.models import load_meaning
from amtrainer.scoring.assess import assessor_of
from amtrainer.scoring.batch import work_of
from amtrainer.scoring.condition import Condition
from amtrainer.scoring.rubric import Rubric
from amtrainer.scoring.score import total_of
from amtrainer.scoring.sections import looked
from amtrainer.scoring.work import Work
from amtrainer.simulation.handed import sample_work
from amtrainer.simulation.scenario import Sample

CRITERIA: Final = 2
BEATS: Final = 3
REACTIONS: Final = 3
LIKE: Final = 5
KINDS: Final = ("best", "ok", "weak", "gated")
SLACK: Final = 5
_COMMENTS: Final = {
    "facts": "what is on file; figures in answers are checked against it",
    "indicators": "acts that can be pointed at in an answer",
    "beats": "what the client says, and what follows from the answer; the first reaction that holds is taken",
    "criteria": "weights make 100; each ladder climbs from 1 to 4",
    "gates": "must-haves that cap the total",
    "inbox": "the mails that lie there at the start",
    "mood": "from 0 to 10",
    "model": "the sample that is shown at the end",
}
_HEAD: Final = """\
# yaml-language-server: $schema=../../schema/scenario.json
# Shortened from {id}. It plays and passes its tests as it stands: change one thing, save, look, go on.
"""
_SAMPLES: Final = """\
# yaml-language-server: $schema=../../schema/samples.json
# Samples are tests: what an answer must reach. The ranges are those of the day this file was made.
"""
_DROPPED: Final = ("hidden", "hints", "answers", "start_here", "second_wave", "closing", "variants", "vary", "lots")
QUESTIONS: Final = 2
ITEMS: Final = 5


def shortened(file: Path, *, rubric: bool = False) -> tuple[str, str]:
    """The text of a short form of an exercise, and of its samples. Raises `ContentError`."""
    data = merged(*read(file))
    if rubric and not data.get("criteria"):
        raise AmtrainerError(f"{data['id']} has no ladders of its own.", "Name an exercise such as d01.")
    short = _story(data)
    if rubric:
        kept = ("title", "summary", "today", "language", "facts", "indicators", "criteria", "gates")
        short = {"id": data["id"], "kind": "rubric", **{key: short[key] for key in kept if key in short}}
    samples = _samples(data, short)
    if not rubric and "questions" not in short:
        model = next((row["id"] for row in samples if row["kind"] == "best"), "")
        short = {**short, "model": model} if model else {k: v for k, v in short.items() if k != "model"}
    return _HEAD.format(id=data["id"]) + _dumped(short), _SAMPLES + _dumped({"answers": samples})


def _story(data: Mapping[str, Any]) -> dict[str, Any]:
    short = {key: value for key, value in data.items() if key not in _DROPPED}
    if data["kind"] == "knowledge":
        return {**short, "items": data["items"][:ITEMS]}
    if data["kind"] == "interview":
        return _kit(short)
    short["criteria"] = _criteria(data["criteria"])
    gates = [gate for gate in data.get("gates") or [] if isinstance(gate, str)]
    short["gates"] = gates
    if not gates:
        del short["gates"]
    beats = [beat["id"] for beat in data.get("beats") or []][:BEATS]
    names = set(_named(short["criteria"]))
    if "beats" in data:
        short["beats"] = [_beat(beat, names, beats) for beat in data["beats"][:BEATS]]
        short["turns"] = len(beats)
        short["reactions"] = _reactions(data.get("reactions") or [], names, beats)[:2]
        short = {key: value for key, value in short.items() if value or key != "reactions"}
    short["indicators"] = [_brief(one) for one in data["indicators"] if one["id"] in names]
    used = set(_strings(short["indicators"]))
    short["facts"] = {name: fact for name, fact in (data.get("facts") or {}).items() if name in used}
    return short


def _kit(short: dict[str, Any]) -> dict[str, Any]:
    """An interview with its first questions, the sets of criteria that judge them, and what those look for."""
    short["questions"] = short["questions"][:QUESTIONS]
    wanted = {question["set"] for question in short["questions"]}
    short["sets"] = [one for one in short["sets"] if one["id"] in wanted]
    names = set(_named([short["sets"], short.get("reactions") or [], short.get("gates") or []]))
    short["indicators"] = [one for one in short.get("indicators") or [] if one["id"] in names]
    known = {one["id"] for place in (short, *short["questions"]) for one in place.get("indicators") or []}
    short["reactions"] = [row for row in short.get("reactions") or [] if set(_named(row)) <= known]
    used = set(_strings([short["indicators"], short["questions"]]))
    short["facts"] = {name: fact for name, fact in (short.get("facts") or {}).items() if name in used}
    return short


def _criteria(criteria: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The weightiest, in their order, with weights that make 100 again."""
    heavy = sorted(criteria, key=lambda one: -one["weight"])[:CRITERIA]
    kept = [{key: value for key, value in one.items() if key != "ref"} for one in criteria if one in heavy]
    whole = sum(one["weight"] for one in kept)
    for one in kept:
        one["weight"] = round(100 * one["weight"] / whole)
    kept[0]["weight"] += 100 - sum(one["weight"] for one in kept)
    return kept


def _named(value: Any) -> Iterable[str]:
    """Every indicator that some `when` in here names."""
    if isinstance(value, dict):
        for key, child in value.items():
            if key == "when" and isinstance(child, dict):
                yield from Condition.model_validate(child).names()
            else:
                yield from _named(child)
    elif isinstance(value, list):
        for child in value:
            yield from _named(child)


def _beat(beat: Mapping[str, Any], names: set[str], beats: list[str]) -> dict[str, Any]:
    short = dict(beat)
    short["reactions"] = _reactions(beat.get("reactions") or [], names, beats)[:REACTIONS]
    if "otherwise" in short:
        short["otherwise"] = _reply(short["otherwise"], beats)
    return {key: value for key, value in short.items() if value != []}


def _reactions(rows: list[dict[str, Any]], names: set[str], beats: list[str]) -> list[dict[str, Any]]:
    return [_reply(row, beats) for row in rows if set(_named(row)) <= names]


def _reply(row: Mapping[str, Any], beats: list[str]) -> dict[str, Any]:
    """Without what is not there any more."""
    gone = {"opens"} if row.get("to", beats[0]) in beats else {"opens", "to"}
    return {key: value for key, value in row.items() if key not in gone}


def _brief(indicator: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: value[:LIKE] if key in ("like", "unlike", "about") and isinstance(value, list) else value
        for key, value in indicator.items()
    }


def _strings(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for child in value.values():
            yield from _strings(child)
    elif isinstance(value, list):
        for child in value:
            yield from _strings(child)


def _samples(data: Mapping[str, Any], short: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One sample of each kind (for each question, where there are several), with a range around what it reaches now."""
    rubric: Rubric = RubricFile.model_validate(short) if short["kind"] == "rubric" else SCENARIO.validate_python(short)
    assessor = assessor_of(rubric, load_meaning(paths.cache_dir()))
    out = []
    for row in _chosen(data, short):
        if isinstance(rubric, RubricFile) and not {"text", "turns"} & row.keys():
            continue
        plain = {key: value for key, value in row.items() if key != "levels"}
        total = total_of(looked(assessor, _work(rubric, Sample.model_validate(plain)))[1]) or 0
        out.append({**plain, "expect": _range(str(row["kind"]), total)})
    return out


def _chosen(data: Mapping[str, Any], short: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The first sample of each kind, for each question; of a check only what belongs to the items that are kept."""
    items = {item["id"] for item in short.get("items") or []}
    for beat in [question["id"] for question in short.get("questions") or []] or [None]:
        for kind in KINDS:
            row = next((row for row in data["answers"] if (row["kind"], row.get("beat")) == (kind, beat)), None)
            if row is not None and "choices" in row:
                yield {**row, "choices": {name: picked for name, picked in row["choices"].items() if name in items}}
            elif row is not None:
                yield row


def _work(rubric: Rubric, sample: Sample) -> Work:
    if isinstance(rubric, RubricFile):
        return work_of({"turns": list(sample.turns)} if sample.turns else {"text": sample.text})
    return sample_work(rubric, sample)  # type: ignore[arg-type]


def _range(kind: str, total: int) -> str:
    if kind == "best":
        return f">= {max(0, total - SLACK)}"
    if kind in ("weak", "gated"):
        return f"<= {min(100, total + SLACK)}"
    return f"{max(0, total - SLACK)}..{min(100, total + SLACK)}"


class _Dumper(yaml.SafeDumper):
    """Lists set in under their key, long texts folded."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, False)


def _dumped(body: Mapping[str, Any]) -> str:
    parts = []
    for key, value in body.items():
        text = yaml.dump({key: value}, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120)
        comment = f"\n# {_COMMENTS[key]}\n" if key in _COMMENTS else ""
        parts.append(comment + text)
    return "".join(parts)
