"""Before the first paint nothing heavy is imported; practice opens afterwards."""

from __future__ import annotations

import subprocess
import sys

import pytest

CODE = """
import asyncio, sys
from amtrainer.tui.app import Amtrainer

def opener():
    raise SystemExit("too early")

async def main():
    app = Amtrainer(opener)
    app._open = lambda: None
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert app.screen.query_one("#card-text") is not None
        print(sorted(name for name in {forbidden!r} if name in sys.modules))

asyncio.run(main())
"""
FORBIDDEN = ["pydantic", "sqlalchemy", "alembic", "yaml", "numpy", "jinja2", "sqlite3", "click"]


def test_home_paints_without_what_is_heavy() -> None:
    code = CODE.replace("{forbidden!r}", repr(FORBIDDEN))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.strip() == "[]", done.stderr


@pytest.mark.usefixtures("lived")
def test_home_with_a_past_paints_without_what_is_heavy() -> None:
    code = CODE.replace("{forbidden!r}", repr(FORBIDDEN))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.strip() == "[]", done.stderr
