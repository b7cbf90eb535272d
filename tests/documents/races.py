"""A race of several people over the same documents, run and judged."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from homes import ROOT, command_environment

PROGRAM = Path(__file__).with_name("racer.py")


def race(home: Path, *, people: int, seconds: float, **environment: str) -> dict[str, object]:
    """Let people act at once; return what was done and what is wrong afterwards."""

    def python(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, *words],
            env=command_environment(home) | environment,
            capture_output=True,
            text=True,
            timeout=seconds + 180,
            check=False,
            cwd=ROOT,
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout.strip()

    python("-m", "gongkai.project.cli", "migrate", "-v0")
    python(str(PROGRAM), "prepare", "6")
    with ThreadPoolExecutor(people) as pool:
        told = list(
            pool.map(
                lambda seed: python(str(PROGRAM), "act", str(seed), str(seconds)), range(people)
            )
        )
    done: dict[str, int] = {}
    for line in told:
        for verb, count in json.loads(line.splitlines()[-1]).items():
            done[verb] = done.get(verb, 0) + count
    return json.loads(python(str(PROGRAM), "judge").splitlines()[-1]) | {"done": done}
