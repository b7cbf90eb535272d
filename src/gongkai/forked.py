"""Work shared among helpers forked from this process, which have in memory what it has.

A server's worker takes SIGTERM to mean: stop after this job. A helper must not inherit that, or it
would outlive the order to end and be waited for without end. So helpers are born deaf to the
signal, and hear it as any process does from the moment they can work.
"""

import signal
from collections.abc import Callable, Iterable, Iterator
from multiprocessing import get_context
from threading import Event, Semaphore
from typing import TypeVar

Item = TypeVar("Item")
Done = TypeVar("Done")

AHEAD = 3  # handfuls for each helper: what is read before it is asked for


def shared(
    work: Callable[[Item], Done], items: Iterable[Item], *, helpers: int, together: int = 1
) -> Iterator[Done]:
    """Yield what `work` makes of each item, in their order; some items are taken ahead.

    Args:
        work: A function of a module; what it reads of its module is what stood there at the start.
        items: What is to be done.
        helpers: How many processes.
        together: Items handed over at a time.
    """
    ahead = AHEAD * helpers * together
    room = Semaphore(ahead)
    ended = Event()

    def fed() -> Iterator[Item]:
        for item in items:
            room.acquire()
            if ended.is_set():
                return
            yield item

    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    try:
        pool = get_context("fork").Pool(helpers, initializer=_begin)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    with pool:  # who asks no further ends the helpers where they stand
        try:
            for done in pool.imap(work, fed(), chunksize=together):
                room.release()
                yield done
            pool.close()
            pool.join()
        finally:
            ended.set()
            room.release(ahead)


def _begin() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
