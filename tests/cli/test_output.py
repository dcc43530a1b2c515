"""Claims about what commands write."""

import json

import pytest

from amtrainer.cli.output import write_json
from amtrainer.cli.score import Results

ROWS: tuple[list[dict[str, object]], ...] = (
    [],
    [{"id": "a", "gates": [], "criteria": [{"level": 3, "quote": "ä\n“b”"}]}],
    [{"id": "a", "total": None}, {"id": "b", "error": "no"}],
)


@pytest.mark.parametrize("rows", ROWS)
def test_results_that_were_packed_are_written_as_if_they_had_never_been(
    rows: list[dict[str, object]], capsys: pytest.CaptureFixture[str]
) -> None:
    results = Results()
    for row in rows:
        results.add(row, keep=True)
    write_json({"scorer": "x"}, results=results)
    plain = {"schema_version": 1, "scorer": "x", "results": rows}
    assert capsys.readouterr().out == json.dumps(plain, ensure_ascii=False, indent=1) + "\n"
