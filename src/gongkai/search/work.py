"""The thread that keeps the index up: whatever is noted is found within a second.

It holds the writer's lock as long as it runs; a second one waits its turn. What goes wrong is
logged and tried again: the rows of the outbox stay until the index has them.
"""

import logging
import threading
from collections.abc import Callable
from time import monotonic

from django.db import DatabaseError, close_old_connections, connection

from gongkai.search import actions, folders, health
from gongkai.search.folders import UnreadableIndexError
from gongkai.search.writer import Writer, open_current

POLL_SECONDS = 0.15
LOCK_SECONDS = 0.5  # between two looks at a lock that another process holds
TROUBLE_SECONDS = 2.0
TIDY_SECONDS = 60.0
BATCH = 300  # changes in one commit: a second or less of work
RETIRED_SECONDS = 30.0  # a reader has moved long before

log = logging.getLogger(__name__)


def run_indexer(stop: threading.Event) -> None:
    """Keep the index up until told to stop."""
    while not stop.is_set():
        try:
            with folders.held(folders.WRITER) as mine:
                if mine:
                    _keep_up(stop)
            stop.wait(LOCK_SECONDS)
        except actions.RebuildingError:
            stop.wait(TROUBLE_SECONDS)
        except (DatabaseError, UnreadableIndexError, OSError, ValueError) as error:
            # ValueError is what tantivy raises for files it cannot read or write.
            log.warning("the search index cannot be kept up now, trying again: %s", error)
            connection.close()
            stop.wait(TROUBLE_SECONDS)
    connection.close()


def _keep_up(stop: threading.Event) -> None:
    """Open the current index and apply what is noted, until another index is current."""
    heal(stop)
    writer = open_current()
    log.info("search index %s: %d entries", writer.name, writer.count())
    tidied = monotonic()
    try:
        while not stop.is_set():
            if not actions.drain(BATCH, writer):
                if folders.current() != writer.name:
                    return
                stop.wait(POLL_SECONDS)
            if monotonic() - tidied > TIDY_SECONDS:
                tidied = monotonic()
                _tidy(writer)
    finally:
        writer.close()


def _tidy(writer: Writer) -> None:
    close_old_connections()
    if not folders.rebuilding() and folders.current_age() > RETIRED_SECONDS:
        folders.sweep(keep=[writer.name])


def catch_up() -> bool:
    """Bring the index up to date from a command; say whether this process did it.

    Where a worker holds the index it does the work itself, within a second.
    """
    with folders.held(folders.WRITER) as mine:
        if mine:
            heal()
    return mine


def heal(stop: threading.Event | None = None) -> None:
    """Build the index anew when it is missing, unreadable, astray or short. Hold the lock first."""
    if (reason := health.unreadable()) or (reason := health.astray()):
        _rebuild(reason, None)
    writer = open_current()
    try:
        while actions.drain(BATCH, writer) and not (stop and stop.is_set()):
            pass
        if not (stop and stop.is_set()) and (reason := health.short(writer)):
            # A change between two counts is no fault: count again once it is applied.
            actions.drain(BATCH, writer)
            if reason := health.short(writer):
                _rebuild(reason, writer)
    finally:
        writer.close()


def _rebuild(reason: str, current: Writer | None) -> None:
    """Build anew while the current index, if it can be written, is kept up."""
    log.warning("%s Building it anew.", reason)
    started = monotonic()
    count = actions.rebuild(_drainer(current))
    log.warning("search index built: %d entries in %.1f s", count, monotonic() - started)


def _drainer(current: Writer | None) -> Callable[[int, int], None]:
    def drain(done: int, total: int) -> None:
        if current is not None:
            actions.drain(BATCH, current)

    return drain
