"""Work shared among helpers forked from this process, which have in memory what it has.

A server's worker takes SIGTERM to mean: stop after this job. A helper must not inherit that, or it
would outlive the order to end and be waited for without end. So helpers are born deaf to the
signal, and hear it as any process does from the moment they can work.
"""

import pickle
import signal
from collections.abc import Callable, Iterable, Iterator
from functools import partial
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
            for done in pool.imap(partial(_packed, work), fed(), chunksize=together):
                room.release()
                yield pickle.loads(done)  # noqa: S301 - from our own helper
            pool.close()
            pool.join()
        finally:
            ended.set()
            room.release(ahead)


def _packed(work: Callable[[Item], Done], item: Item) -> bytes:
    # Unpacked where it is asked for: what cannot be unpacked would end the pool's own thread, and
    # whoever asks would wait without end.
    return pickle.dumps(work(item), protocol=pickle.HIGHEST_PROTOCOL)


def _begin() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
