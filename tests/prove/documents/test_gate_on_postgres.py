"""The gate of publication on PostgreSQL: its whole matrix, and people who act at once."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from homes import ROOT

for folder in ("ledger", "documents"):
    sys.path.insert(0, str(Path(__file__).resolve().parents[2] / folder))

from postgres_server import postgres, programs  # noqa: E402
from races import race  # noqa: E402

pytestmark = [pytest.mark.prove, pytest.mark.postgres]
GATE = ("test_review_gate.py", "test_packs.py", "test_cleanups.py", "test_publishing.py")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    folder = programs()
    if folder is None:
        pytest.skip("needs Debian's postgresql")
    with postgres(folder) as url:
        yield url


def test_every_transition_is_refused_or_allowed_as_on_sqlite(address: str) -> None:
    tests = [f"tests/documents/{name}" for name in GATE]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests],
        env=os.environ | {"GONGKAI_TEST_DATABASE_URL": address},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=1200,
    )
    assert done.returncode == 0, done.stdout[-3000:]
    assert " passed" in done.stdout


def test_eight_people_at_once_find_no_way_round(address: str, home: Path) -> None:
    found = race(home, people=8, seconds=30, GONGKAI_DATABASE_URL=address)
    assert found["wrong"] == []
    assert found["public"]
