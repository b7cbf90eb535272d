"""What one process per home folder does besides answering requests: index, log and schedule.

Every duty is repeatable: a worker that dies in the middle is started again and goes on.
"""

import logging
import signal
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.management import call_command
from django.db import close_old_connections, connections
from django.utils import timezone

from gongkai.audits.actions.inspecting import inspect_all
from gongkai.audits.actions.probing import probe
from gongkai.channels.actions import read_feeds
from gongkai.commitments.actions import escalate_overdue
from gongkai.documents.actions.publishing import publish_due
from gongkai.ledger.work import run_sequencer
from gongkai.letters.actions import notifying
from gongkai.letters.actions.escalating import escalate_late
from gongkai.letters.actions.freezing import freeze_last
from gongkai.search.work import run_indexer
from gongkai.trends.actions import outlooks

logger = logging.getLogger(__name__)

HALF_MINUTE_SECONDS = 30
HALF_HOUR_SECONDS = 1800
HOUR_SECONDS = 3600
DAY_SECONDS = 24 * 3600
STEP_SECONDS = 0.2
JOIN_SECONDS = 10


@dataclass(slots=True)
class Duty:
    """Something to be done again and again.

    Attributes:
        name: What the log calls it.
        every_seconds: The pause between two starts.
        run: Does it, for the instant it is given.
        due_at: Monotonic instant of the next start.
    """

    name: str
    every_seconds: float
    run: Callable[[datetime], object]
    due_at: float = 0.0


class Worker:
    """Runs each keeper in a thread and the duties in turn, until told to stop.

    Args:
        duties: What the schedule holds.
        keepers: Take the stop event and return once it is set, by name.
    """

    def __init__(
        self,
        duties: Sequence[Duty],
        keepers: Mapping[str, Callable[[threading.Event], None]],
    ) -> None:
        self.duties = duties
        self.keepers = keepers
        self.stop = threading.Event()
        self.broken: BaseException | None = None

    def run(self) -> None:
        """Work until SIGTERM or SIGINT.

        Raises:
            RuntimeError: A keeper broke; whoever started the worker starts it anew.
        """
        for signum in (signal.SIGTERM, signal.SIGINT):
            signal.signal(signum, lambda *_: self.stop.set())
        threads = [
            threading.Thread(target=self._keep, args=(keep,), name=name, daemon=True)
            for name, keep in self.keepers.items()
        ]
        for thread in threads:
            thread.start()
        while not self.stop.is_set():
            self.turn(time.monotonic())
            # A signal does not end a long wait at once, so wait in short steps.
            self.stop.wait(STEP_SECONDS)
        for thread in threads:
            thread.join(JOIN_SECONDS)
        connections.close_all()
        if self.broken is not None:
            msg = "a part of the worker broke"
            raise RuntimeError(msg) from self.broken

    def turn(self, now: float) -> None:
        """Do what is due; a duty that fails is logged and comes again, the others go on."""
        for duty in self.duties:
            if now < duty.due_at:
                continue
            duty.due_at = now + duty.every_seconds
            close_old_connections()
            try:
                duty.run(timezone.now())
            except Exception:
                logger.exception("%s failed; it will be tried again", duty.name)

    def _keep(self, keep: Callable[[threading.Event], None]) -> None:
        try:
            keep(self.stop)
        except BaseException as error:
            self.broken = error
        finally:
            connections.close_all()
            self.stop.set()


def duties() -> list[Duty]:
    """Return the schedule of the product."""
    return [
        Duty("publishing what is scheduled", 1, publish_due),
        Duty(
            "freezing last month's numbers of letters",
            DAY_SECONDS,
            lambda now: freeze_last(timezone.localdate(now)),
        ),
        Duty("sending e-mails about letters", HALF_MINUTE_SECONDS, notifying.send_due),
        Duty(
            "reminding of letters that are nearly due",
            HOUR_SECONDS,
            lambda now: notifying.remind(timezone.localdate(now), at=now),
        ),
        Duty(
            "putting late letters before leaders",
            HOUR_SECONDS,
            lambda now: escalate_late(timezone.localdate(now), at=now),
        ),
        Duty(
            "putting overdue commitments to the leaders",
            HOUR_SECONDS,
            lambda now: escalate_overdue(timezone.localdate(now), at=now),
        ),
        Duty("probing the home page", HALF_HOUR_SECONDS, probe),
        Duty("reading feeds of new-media accounts", DAY_SECONDS, read_feeds),
        Duty(
            "inspecting the month before",
            HOUR_SECONDS,
            lambda now: inspect_all(now, today=timezone.localdate(now)),
        ),
        Duty("looking at what citizens write about", HOUR_SECONDS, outlooks.refresh),
        Duty("counting dates again", DAY_SECONDS, lambda now: call_command("recount_clocks")),
        Duty("overdue before leaders", DAY_SECONDS, lambda now: call_command("escalate_overdue")),
        Duty("forgetting old sessions", DAY_SECONDS, lambda now: call_command("clearsessions")),
    ]


def run_worker() -> None:
    """Do the product's duties, keep its index and its log, until told to stop."""
    Worker(duties(), {"index": run_indexer, "log": run_sequencer}).run()
