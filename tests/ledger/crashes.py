"""Publishers killed at random moments, and what must hold after each restart."""

import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import sleep

PROGRAM = str(Path(__file__).with_name("publisher.py"))

Check = Callable[[], dict[str, list[str]]]


def checked(environment: dict[str, str]) -> dict[str, list[str]]:
    done = subprocess.run(
        [sys.executable, PROGRAM, "check"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def publishing(environment: dict[str, str], prefix: str) -> "subprocess.Popen[str]":
    """Start a publisher and wait until it is about to publish."""
    started = subprocess.Popen(
        [sys.executable, PROGRAM, "publish", prefix],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert started.stdout is not None
    assert started.stdout.readline() == "ready\n", started.stderr and started.stderr.read()
    return started


def killed(started: "subprocess.Popen[str]") -> list[str]:
    """Kill a publisher; return what it had acknowledged."""
    started.kill()
    told, _errors = started.communicate()
    return [line for line in told.splitlines(keepends=False) if line]


def kill_and_check(
    home: Path,
    environment: dict[str, str],
    foreign: Callable[..., str],
    *,
    kills: int,
    seed: int,
) -> int:
    """Kill a publisher again and again; return how many publications were acknowledged.

    After each restart every acknowledged publication is public and in the log, nothing is public
    that is not in the log, the foreign verifier accepts the log, and it continues the one before.
    """
    dice = random.Random(seed)
    folder, older = home / "log", home / "older"
    acknowledged: set[str] = set()
    checked(environment)
    for number in range(kills):
        started = publishing(environment, f"r{seed}k{number}")
        sleep(dice.random() ** 2 * 0.6)
        acknowledged.update(killed(started))
        before = (folder / "checkpoint").read_bytes() if (folder / "checkpoint").exists() else b""
        now = checked(environment)
        assert acknowledged <= set(now["public"]), "acknowledged, but not public"
        assert set(now["public"]) == set(now["in_log"]), "public and log differ"
        assert len(now["in_log"]) == len(set(now["in_log"])), "logged twice"
        assert (now["waiting"], now["findings"]) == (0, [])
        if before:
            older.write_bytes(before)
            told = foreign(folder, vkey=now["vkey"], older=older)
            assert told.startswith("OK"), told
    return len(acknowledged)


def race_and_check(
    home: Path,
    environment: dict[str, str],
    foreign: Callable[..., str],
    *,
    publishers: int,
    seconds: float,
) -> int:
    """Let publishers run side by side; return how many publications were acknowledged."""
    checked(environment)
    started = [publishing(environment, f"p{number}") for number in range(publishers)]
    sleep(seconds)
    acknowledged = [doc for one in started for doc in killed(one)]
    now = checked(environment)
    assert set(acknowledged) <= set(now["public"])
    assert set(now["public"]) == set(now["in_log"])
    assert len(now["in_log"]) == len(set(now["in_log"])), "logged twice"
    assert (now["waiting"], now["findings"]) == (0, [])
    told = foreign(home / "log", vkey=now["vkey"])
    assert told.startswith("OK"), told
    return len(acknowledged)
