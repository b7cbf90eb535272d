"""What one process per home folder does besides answering requests: the index and the schedule.

Every duty is repeatable: a worker that dies in the middle is started again and goes on.
"""

import logging
import signal
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.management import call_command
from django.db import close_old_connections, connections
from django.utils import timezone

from gongkai.documents.actions.publishing import publish_due
from gongkai.search.work import run_indexer

logger = logging.getLogger(__name__)

DAY_SECONDS = 24 * 3600
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
    """Runs the indexer in a thread and the duties in turn, until told to stop.

    Args:
        duties: What the schedule holds.
        indexer: Takes the stop event and returns once it is set; None for none.
    """

    def __init__(
        self,
        duties: Sequence[Duty],
        indexer: Callable[[threading.Event], None] | None = None,
    ) -> None:
        self.duties = duties
        self.indexer = indexer
        self.stop = threading.Event()
        self.broken: BaseException | None = None

    def run(self) -> None:
        """Work until SIGTERM or SIGINT.

        Raises:
            RuntimeError: The indexer broke; whoever started the worker starts it anew.
        """
        for signum in (signal.SIGTERM, signal.SIGINT):
            signal.signal(signum, lambda *_: self.stop.set())
        thread = threading.Thread(target=self._index, name="indexer", daemon=True)
        thread.start()
        while not self.stop.is_set():
            self.turn(time.monotonic())
            # A signal does not end wait() in time, so wait in short steps.
            self.stop.wait(0.2)
        thread.join(JOIN_SECONDS)
        connections.close_all()
        if self.broken is not None:
            msg = "the indexer broke"
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

    def _index(self) -> None:
        if self.indexer is None:
            return
        try:
            self.indexer(self.stop)
        except BaseException as error:
            self.broken = error
        finally:
            connections.close_all()
            self.stop.set()


def duties() -> list[Duty]:
    """Return the schedule of the product."""
    return [
        Duty("publishing what is scheduled", 1, publish_due),
        Duty("forgetting old sessions", DAY_SECONDS, lambda now: call_command("clearsessions")),
    ]


def run_worker() -> None:
    """Do the product's duties and keep its index until told to stop."""
    Worker(duties(), run_indexer).run()

