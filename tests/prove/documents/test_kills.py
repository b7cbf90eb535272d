"""Whenever a publisher is killed: what it acknowledged is public and logged, nothing else is."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROGRAM = Path(__file__).with_name("publisher.py")
ROOT = Path(__file__).resolve().parents[3]


def environment(home: Path) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")}
    return own | {
        "GONGKAI_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "gongkai.project.settings",
    }


def call(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words],
        env=environment(home),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )


def killed_run(home: Path, seconds: float) -> set[str]:
    """Publish until killed; return the keys that were acknowledged before."""
    with subprocess.Popen(
        [sys.executable, str(PROGRAM), "run"],
        env=environment(home),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        first = process.stdout.readline()  # the process is up and publishing
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read().splitlines()
    return {line.strip() for line in [first, *rest] if len(line.strip()) == 10}


def prove(home: Path, kills: int, seed: int) -> None:
    chance = random.Random(seed)
    assert call(home, "-m", "gongkai.project.cli", "migrate", "-v0").returncode == 0
    prepared = call(home, str(PROGRAM), "prepare", str(kills * 8))
    assert prepared.returncode == 0, prepared.stderr
    acknowledged: set[str] = set()
    for _ in range(kills):
        acknowledged |= killed_run(home, chance.uniform(0.0, 0.25))
        settled = call(home, str(PROGRAM), "settle")
        assert settled.returncode == 0, settled.stderr
        audit = call(home, "-m", "gongkai.project.cli", "audit_log", "--json")
        assert audit.returncode == 0, audit.stdout + audit.stderr
    listed = call(
        home,
        "-c",
        "import django; django.setup();"
        "from gongkai.documents.models import Document;"
        "import json; print(json.dumps(list("
        "Document.objects.published().values_list('key', flat=True))))",
    )
    public = set(json.loads(listed.stdout))
    assert acknowledged
    assert acknowledged <= public


def test_a_kill_loses_nothing(tmp_path):
    prove(tmp_path, kills=1, seed=1)


@pytest.mark.prove
def test_fifty_kills_lose_nothing(tmp_path):
    prove(tmp_path, kills=50, seed=2)
