"""One process that starts others, restarts what dies, and leaves no orphan when it stops.

Children are forked, not started anew: the supervisor has loaded the whole application once, so
a child is ready at once and shares its memory. The supervisor itself opens no thread and no
database connection that a child could inherit.
"""

import contextlib
import ctypes
import logging
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

logger = logging.getLogger(__name__)

FIRST_WAIT_SECONDS = 0.5
LONGEST_WAIT_SECONDS = 30.0
STEADY_SECONDS = 60  # after so long alive, the next death is a first one again
STOP_SECONDS = 15  # then what has not stopped is killed
TICK_SECONDS = 0.2
PR_SET_PDEATHSIG = 1  # prctl(2)
STOPPING = frozenset({signal.SIGTERM, signal.SIGINT, signal.SIGHUP})
HEARD = STOPPING | {signal.SIGCHLD}


@dataclass(slots=True)
class Child:
    """One process to keep alive.

    Attributes:
        name: What the log calls it.
        run: What it does; it returns when it was asked to stop.
        pid: Its process while alive, otherwise 0.
        deaths: Unwanted ends in a row.
        started_at: Monotonic instant of the last start.
        due_at: Monotonic instant of the next start while dead.
    """

    name: str
    run: Callable[[], None]
    pid: int = 0
    deaths: int = 0
    started_at: float = 0.0
    due_at: float = 0.0


def wait_seconds(deaths: int) -> float:
    """Return how long to wait before the start after so many deaths in a row."""
    return min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2.0 ** min(deaths - 1, 16))


def die_with_parent(parent: int) -> None:
    """Have the system stop this process when its parent ends, however it ends (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:  # it ended before the request
        os._exit(1)


@contextlib.contextmanager
def signals_held() -> Iterator[None]:
    """Hold the supervisor's signals back, so that it takes them one by one when it is ready."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, HEARD)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class Supervisor:
    """Keeps children alive until SIGTERM or SIGINT, then stops them all.

    Args:
        children: What to keep alive, in the order of their start.
        watch: Called with each turn, for a message once the site answers.
    """

    def __init__(self, children: Sequence[Child], watch: Callable[[], None] = lambda: None) -> None:
        self.children = children
        self.watch = watch

    def run(self) -> None:
        """Serve until asked to stop; returns when every child has ended."""
        with signals_held():
            try:
                for child in self.children:
                    self._start(child)
                while not self._told_to_stop():
                    self._bury()
                    self._revive()
                    self.watch()
            finally:
                self._stop()

    def _told_to_stop(self) -> bool:
        heard = signal.sigtimedwait(HEARD, TICK_SECONDS)
        return heard is not None and heard.si_signo in STOPPING

    def _start(self, child: Child) -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        parent = os.getpid()
        child.started_at = time.monotonic()
        child.pid = os.fork()
        if child.pid == 0:
            os._exit(_live(child, parent))

    def _bury(self) -> None:
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            for child in self.children:
                if child.pid == pid:
                    self._mourn(child, status)

    def _mourn(self, child: Child, status: int) -> None:
        now = time.monotonic()
        lived = now - child.started_at
        child.pid = 0
        child.deaths = 1 if lived > STEADY_SECONDS else child.deaths + 1
        wait = wait_seconds(child.deaths)
        child.due_at = now + wait
        code = os.waitstatus_to_exitcode(status)
        logger.warning(
            "%s ended with status %s after %.1f s; starting it again in %.1f s",
            child.name,
            code,
            lived,
            wait,
        )

    def _revive(self) -> None:
        now = time.monotonic()
        for child in self.children:
            if child.pid == 0 and now >= child.due_at:
                self._start(child)

    def _stop(self) -> None:
        for signum, seconds in ((signal.SIGTERM, STOP_SECONDS), (signal.SIGKILL, STOP_SECONDS)):
            for child in self.children:
                if child.pid:
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(child.pid, signum)
            self._await_end(time.monotonic() + seconds)

    def _await_end(self, until: float) -> None:
        while any(child.pid for child in self.children) and time.monotonic() < until:
            pid, _ = os.waitpid(-1, os.WNOHANG)
            for child in self.children:
                if pid and child.pid == pid:
                    child.pid = 0
            if not pid:
                signal.sigtimedwait({signal.SIGCHLD}, TICK_SECONDS)


def _live(child: Child, parent: int) -> int:
    """Be the child, in the forked process; return its exit status."""
    try:
        for signum in HEARD:
            signal.signal(signum, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, HEARD)
        die_with_parent(parent)
        child.run()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    except BaseException:
        logger.exception("%s failed", child.name)
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return 0
