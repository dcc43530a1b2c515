"""The trainer's view: what all sessions in the store say about the exercises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from amtrainer.progress.items import ExerciseView, Sitting, analyse

if TYPE_CHECKING:
    from amtrainer.practice.desk import Practice


def exercises(practice: Practice) -> tuple[ExerciseView, ...]:
    """Every exercise that was played."""
    return analyse(
        Sitting(
            run.head.id,
            run.head.title,
            run.info["language"],
            run.attempt,
            run.total,
            run.info["seconds"],
            run.info["hints"],
            tuple(
                (one["id"], None if one["level"] is None else min(one["level"], 3) / 3, one["weight"])
                for one in run.info["seen"]
            ),
        )
        for run in practice.runs
        if run.ended and run.info["counts"]
    )
