"""Breaking the seal: the machine marks now, as a third voice; people agree, answer, dispute and close."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from amtrainer import paths
from amtrainer.content.library import Library
from amtrainer.errors import AmtrainerError
from amtrainer.interview.booth import content_root, events_of
from amtrainer.interview.days import Day
from amtrainer.interview.rating import opened_ratings, ready
from amtrainer.panel.comparison import agreed_levels
from amtrainer.panel.grid import Agreement, GridCell, agreement_of, grid_of
from amtrainer.panel.kit import OVERALL, Rating, Task
from amtrainer.progress.build import quoted
from amtrainer.scoring.score import score
from amtrainer.scoring.scorecard import Scorecard


@dataclass(frozen=True, slots=True)
class Revealed:
    """What everybody may see now."""

    ratings: tuple[Rating, ...]
    cards: dict[tuple[str, str], Scorecard]  # candidate, scenario -> the machine's card
    grid: tuple[GridCell, ...]
    agreement: Agreement
    scorer: str


def reveal(day: Day, who: str = "manager") -> Revealed:
    """Open all ratings and mark all sittings. The first time is logged. Raises `AmtrainerError` while the seal holds."""
    ratings = opened_ratings(day)
    if not day.state.revealed:
        day.record.add(who, "revealed", {"set": ready(day) or ""})
    day.record.add(who, "looked", {"at": "grid"})
    cards = machine_cards(day)
    cells = grid_of(day.kit, ratings, machine_levels(day, cards))
    agreement = agreement_of(cells, alpha_of(cells))
    scorers = dict.fromkeys(card.scorer for card in cards.values())
    return Revealed(tuple(ratings), cards, cells, agreement, ", ".join(scorers))


def machine_cards(day: Day) -> dict[tuple[str, str], Scorecard]:
    """The machine's card of every sitting whose text is still there: the one that was shown first, kept on record."""
    state = day.state
    kept = {
        (entry.body["candidate"], entry.body["task"]): entry.body["texts"]["card"]
        for entry in day.entries
        if entry.what == "marked" and entry.body["candidate"] in state.seated
    }
    wanted = [(code, task) for task in day.kit.tasks for code in state.seated]
    new = _marked(day, [(code, task) for code, task in wanted if (code, task.scenario) not in kept])
    cards = {key: Scorecard.from_json(json.loads(day.text(digest))) for key, digest in kept.items()}
    return {(code, task.scenario): {**cards, **new}[code, task.scenario] for code, task in wanted}


def _marked(day: Day, sittings: Sequence[tuple[str, Task]]) -> dict[tuple[str, str], Scorecard]:
    """Mark sittings, and put the cards on record."""
    if not sittings:
        return {}
    from amtrainer.models import load_meaning

    model, library = load_meaning(paths.cache_dir()), Library([content_root(day)])
    scenarios = {task.scenario: library.scenario(task.scenario) for _, task in sittings}
    cards = {}
    for code, task in sittings:
        scenario = scenarios[task.scenario]
        work = scenario.work(events_of(day, code, task.scenario))
        card = score(scenario, work, model, "exam", content_hash=task.content_hash)
        body = {"candidate": code, "task": task.scenario, "scorer": card.scorer}
        day.record.add("machine", "marked", body, {"card": json.dumps(card.stored(), ensure_ascii=False)})
        cards[code, task.scenario] = card
    return cards


def machine_levels(day: Day, cards: dict[tuple[str, str], Scorecard]) -> dict[str, dict[str, int | None]]:
    """The machine's levels by candidate and criterion of the kit; over several questions their mean, a half rounded down."""
    out: dict[str, dict[str, int | None]] = {candidate: {} for candidate, _ in cards}
    wanted = {criterion.id for criterion in day.kit.criteria}
    for (candidate, scenario), card in cards.items():
        given: dict[str, list[int | None]] = {}
        for criterion in card.criteria:
            given.setdefault(_in_kit(scenario, criterion.id), []).append(criterion.level)
        out[candidate].update({id: _mean(levels) for id, levels in given.items() if id in wanted})
    return out


def _mean(levels: Sequence[int | None]) -> int | None:
    judged = [level for level in levels if level is not None]
    return -(-(2 * sum(judged) - len(judged)) // (2 * len(judged))) if judged else None


def _in_kit(scenario: str, criterion: str) -> str:
    """What a criterion of a card is called in the kit: d03/owns-reason; the question of an interview falls away."""
    return f"{scenario.partition('-')[0]}/{criterion.rpartition('.')[2]}"


def quotes_of(revealed: Revealed) -> dict[tuple[str, str], tuple[str, ...]]:
    """The words on which the machine's levels rest: candidate, criterion of the kit -> quotes."""
    out: dict[tuple[str, str], tuple[str, ...]] = {}
    for (candidate, scenario), card in revealed.cards.items():
        for criterion in card.criteria:
            key = (candidate, _in_kit(scenario, criterion.id))
            out[key] = tuple(dict.fromkeys((*out.get(key, ()), *quoted(criterion.evidence, {}))))
    return out


def alpha_of(cells: Sequence[GridCell]) -> float | None:
    """Krippendorff's alpha for ordinal levels, ratings may be missing; None where nothing varies. Library: krippendorff."""
    import krippendorff
    import numpy as np

    raters = list(dict.fromkeys(rater for cell in cells for rater in cell.levels))
    rows = [
        [np.nan if (level := cell.levels.get(rater)) is None else float(level) for cell in cells] for rater in raters
    ]
    given = {value for row in rows for value in row if value == value}
    pairable = any(sum(level is not None for level in cell.levels.values()) >= 2 for cell in cells)
    if len(given) < 2 or not pairable:
        return None
    return float(krippendorff.alpha(reliability_data=np.array(rows), level_of_measurement="ordinal"))


def agree(day: Day, who: str, candidate: str, criterion: str, level: int | None, reason: str) -> None:
    """Put an agreed level on record, with its reason in one line. Raises `AmtrainerError`."""
    state = _open(day)
    if not reason.strip():
        raise AmtrainerError("An agreed level needs a reason of one line.", "Give one with --reason.")
    if level is not None and level not in range(5):
        raise AmtrainerError(f"{level} is no level.", "0 to 4, or - for not judged.")
    body = {"candidate": candidate, "criterion": day.kit.criterion(criterion).id, "level": level}
    day.record.add(who, "agreed", {**body, "amends": state.closed}, {"reason": reason})


def answer(day: Day, who: str, candidate: str, overall: str) -> None:
    """One person's overall answer. It is never computed."""
    _open(day)
    if overall not in OVERALL:
        raise AmtrainerError(f"{overall!r} is no overall answer.", f"One of: {', '.join(OVERALL)}.")
    day.record.add(who, "answered", {"candidate": candidate, "answer": overall})


def dispute(day: Day, candidate: str, text: str) -> None:
    """A candidate disagrees. Nothing about them is final until a rater who did not set the level has answered."""
    _open(day)
    if not text.strip():
        raise AmtrainerError("A dispute needs a text.")
    day.record.add(candidate, "disputed", {"candidate": candidate}, {"text": text})


def settle(day: Day, rater: str, candidate: str, text: str) -> None:
    """Another rater answers a dispute. Raises `AmtrainerError`."""
    state = _open(day)
    if candidate not in state.disputes:
        raise AmtrainerError(f"{candidate} has no open dispute.")
    setters = {agreed.by for (one, _), agreed in state.agreed.items() if one == candidate}
    if rater in setters and len(day.kit.raters) > 1:
        raise AmtrainerError(f"{rater} set levels of {candidate}: another rater must answer.")
    day.record.add(rater, "settled", {"candidate": candidate}, {"text": text})


def levels_of(day: Day, revealed: Revealed) -> dict[str, dict[str, float | None]]:
    """For each candidate the agreed level of each criterion; where none is agreed, the mean of the raters."""
    agreed = day.state.agreed
    out: dict[str, dict[str, float | None]] = {}
    for candidate in day.state.seated:
        own = [
            {name: cell.level for name, cell in rating.cells.items()}
            for rating in revealed.ratings
            if rating.candidate == candidate
        ]
        levels = agreed_levels(own)
        levels.update({criterion: one.level for (code, criterion), one in agreed.items() if code == candidate})
        out[candidate] = levels
    return out


def close(day: Day, who: str = "manager") -> None:
    """End the day: from now on changes are amendments. Raises `AmtrainerError` while something is open."""
    state = _open(day)
    if state.disputes:
        raise AmtrainerError(f"Open disputes: {', '.join(state.disputes)}.", "Another rater answers them first.")
    number, chained = day.record.head()
    day.record.add(who, "closed", {"head": [number, chained]})


def hold(day: Day, candidate: str, reason: str, *, release: bool = False) -> None:
    """A legal hold keeps a candidate's texts from being erased. Raises `AmtrainerError`."""
    if not reason.strip():
        raise AmtrainerError("A reason is needed: it stands in the record.", "Give one with --reason.")
    day.record.add("manager", "released-hold" if release else "held", {"candidate": candidate, "reason": reason})


def kept_until(day: Day) -> str:
    """The date until which texts are kept, ISO; empty while the day is open."""
    state = day.state
    if not state.closed_at:
        return ""
    return (datetime.fromisoformat(state.closed_at) + timedelta(days=day.kit.retention_days)).date().isoformat()


def due_now(day: Day, now: datetime) -> tuple[str, ...]:
    """Candidates whose time of keeping is over and who are neither held nor erased."""
    state, until = day.state, kept_until(day)
    if not until or now.date().isoformat() <= until:
        return ()
    return tuple(code for code in day.kit.candidates if code not in state.holds and code not in state.erased)


def erase(day: Day, candidate: str, reason: str) -> int:
    """Remove a candidate's texts for good; levels, hashes and the chain stay. Returns how many texts there were."""
    state = day.state
    if candidate in state.holds:
        raise AmtrainerError(f"{candidate} is under a hold: {state.holds[candidate]}.", "Release the hold first.")
    if candidate in state.erased:
        raise AmtrainerError(f"{candidate} has been erased already.")
    digests = [
        digest
        for entry in day.entries
        if entry.who == candidate or entry.body.get("candidate") == candidate
        for digest in entry.body.get("texts", {}).values()
    ]
    count = day.record.erase(digests)
    for file in day.folder.glob(f"sitting-{candidate}.*"):
        file.unlink()
    day.record.add("manager", "erased", {"candidate": candidate, "reason": reason, "count": count})
    return count


def _open(day: Day) -> Any:
    state = day.state
    if not state.revealed:
        raise AmtrainerError("The ratings are not revealed yet.", "amtrainer interview reveal")
    return state
