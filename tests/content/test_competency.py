"""Claims about the 14 competencies."""

from pathlib import Path

from amtrainer.content.check import COMPETENCIES, check_file
from amtrainer.content.competency import shipped
from amtrainer.progress.skills import COMPETENCIES as SHOWN


def test_there_are_fourteen_in_order() -> None:
    assert [one.id for one in shipped()] == [f"C{n:02}" for n in range(1, 15)]


def test_their_slugs_are_those_that_scenarios_may_name() -> None:
    assert tuple(one.slug for one in shipped()) == COMPETENCIES == tuple(slug for _, slug, _ in SHOWN)


def test_each_has_five_levels_in_words() -> None:
    assert all(sorted(one.levels) == [1, 2, 3, 4, 5] and all(one.levels.values()) for one in shipped())


def test_a_level_that_is_missing_is_found_in_its_place(tmp_path: Path) -> None:
    folder = tmp_path / "rubrics"
    folder.mkdir()
    file = folder / "competencies.yaml"
    file.write_text(
        "competencies:\n  - id: C01\n    slug: x\n    name: X\n    definition: d\n    seen: s\n    levels: {1: a}\n",
        encoding="utf-8",
    )
    assert ("AM122", 7) in [(p.code, p.line) for p in check_file(file)]
