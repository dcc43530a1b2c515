"""Claims about the package: what is built carries its content and runs elsewhere."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.slow
def test_a_wheel_built_from_the_sdist_runs_in_another_folder(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(tmp_path / "dist"), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True, timeout=300)  # a wheel is built from the sdist by default
    wheel = next((tmp_path / "dist").glob("*.whl"))
    names = zipfile.ZipFile(wheel).namelist()
    assert any(name.startswith("amtrainer/_bundled/scenarios/objections/d01") for name in names)
    assert "amtrainer/_bundled/rubrics/competencies.yaml" in names and "amtrainer/tui/app.tcss" in names
    target = tmp_path / "elsewhere"
    zipfile.ZipFile(wheel).extractall(target)
    code = (
        f"import sys; sys.path.insert(0, {str(target)!r})\n"
        "import amtrainer; assert 'elsewhere' in amtrainer.__file__\n"
        "from amtrainer.authoring import open_scoring\n"
        "s = open_scoring('d01', 'practice')\n"
        "print(s.result({'id': 'x', 'text': 'You need 8% off. What drives the 8%, this contract or a total you report to someone?'}, 0)['total'])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0 and int(done.stdout) > 0, done.stderr


def test_pinned_versions_carry_hashes_and_name_no_index() -> None:
    for name in ("constraints.txt", "constraints-dev.txt", "constraints-extras.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "--hash=sha256:" in text and "://" not in text and "index-url" not in text
