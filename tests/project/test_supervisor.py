"""The supervisor, tried on real processes: it runs in a process of its own."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from gongkai.project.supervisor import LONGEST_WAIT_SECONDS, wait_seconds

CHILDREN = """
    import os, signal, sys, time
    from pathlib import Path
    from gongkai.project.supervisor import Child, Supervisor

    log = Path(sys.argv[1])

    def born(name):
        with log.open("a") as out:
            out.write(f"{name} {os.getpid()}\\n")

    def patient():
        born("patient")
        while True:
            time.sleep(0.05)

    def short():
        born("short")
        if len([line for line in log.read_text().splitlines() if "short" in line]) < 3:
            sys.exit(7)
        patient()

    def stubborn():
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        born("stubborn")
        time.sleep(60)

    import gongkai.project.supervisor as module
    module.STOP_SECONDS = 1
    Supervisor([Child(name, globals()[name]) for name in sys.argv[2:]]).run()
"""


@pytest.fixture
def supervised(tmp_path):
    started = []

    def start(*names: str) -> tuple[subprocess.Popen[bytes], Path]:
        log = tmp_path / "log"
        log.touch()
        script = textwrap.dedent(CHILDREN)
        process = subprocess.Popen([sys.executable, "-c", script, str(log), *names])
        started.append(process)
        return process, log

    yield start
    for process in started:
        process.kill()
        process.wait()


def born(log: Path, name: str, count: int = 1) -> list[int]:
    """Wait until a child was born so many times; return its process ids."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        found = [int(line.split()[1]) for line in log.read_text().splitlines() if name in line]
        if len(found) >= count:
            return found
        time.sleep(0.02)
    pytest.fail(f"{name} was born {len(found)} times: {log.read_text()}")


def gone(pid: int) -> bool:
    """Wait until a process has ended."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_stopped_supervisor_leaves_no_orphan_and_says_success(supervised, signum):
    process, log = supervised("patient")
    (child,) = born(log, "patient")
    process.send_signal(signum)
    assert process.wait(10) == 0
    assert gone(child)


def test_a_child_that_ends_is_started_again_whatever_the_cause(supervised):
    _, log = supervised("patient", "short")
    first = born(log, "patient")[0]
    os.kill(first, signal.SIGKILL)
    assert born(log, "patient", 2)[1] != first
    assert len(set(born(log, "short", 3))) == 3


def test_a_child_that_does_not_stop_is_killed(supervised):
    process, log = supervised("stubborn")
    (child,) = born(log, "stubborn")
    process.terminate()
    assert process.wait(15) == 0
    assert gone(child)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of this")
def test_a_killed_supervisor_takes_its_children_along(supervised):
    process, log = supervised("patient")
    (child,) = born(log, "patient")
    process.kill()
    process.wait()
    assert gone(child)


def test_the_wait_doubles_up_to_a_limit():
    assert [wait_seconds(deaths) for deaths in (1, 2, 3, 4)] == [0.5, 1.0, 2.0, 4.0]
    assert wait_seconds(100) == LONGEST_WAIT_SECONDS
