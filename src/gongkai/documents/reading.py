"""Pages of an old site parsed ahead on the machine's other cores, given out in their order.

Parsing a page is pure and takes most of an import's time; writing stays in the one process that
holds the database. The workers know the rules only, never the settings or the database.
"""

import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from multiprocessing import get_context

from gongkai.documents.intake import Intake, Old, Read, spelled
from gongkai.documents.rules.importing.formats import PAGES, Item, ending, items_of

PAGES_MIN = 100  # fewer pages are read sooner than workers start
AHEAD = 64  # pages under way at once: what memory may hold
WORKERS_MAX = 4


def read_all(intake: Intake, files: Sequence[Old]) -> Iterator[tuple[Old, Iterator[Read]]]:
    """Give each file with its documents, in order; pages are parsed ahead where there are many."""
    pages = [old for old in files if ending(old.path.name) in PAGES]
    workers = min(os.cpu_count() or 1, WORKERS_MAX)
    if len(pages) < PAGES_MIN or workers == 1:
        yield from ((old, intake.read(old)) for old in files)
        return
    with ExitStack() as stack:
        pool = ProcessPoolExecutor(workers, mp_context=get_context("forkserver"))
        # What is under way when the reader stops is of no use to anybody.
        stack.callback(pool.shutdown, wait=False, cancel_futures=True)
        yield from _ahead(intake, files, pool)


def _ahead(
    intake: Intake, files: Sequence[Old], pool: ProcessPoolExecutor
) -> Iterator[tuple[Old, Iterator[Read]]]:
    waiting: deque[tuple[Old, Future[list[Item]] | None]] = deque()
    rest = iter(files)
    while True:
        while len(waiting) < AHEAD and (old := next(rest, None)) is not None:
            waiting.append((old, _begin(intake, old, pool)))
        if not waiting:
            return
        old, begun = waiting.popleft()
        yield old, intake.read(old, _ended(begun))


def _begin(intake: Intake, old: Old, pool: ProcessPoolExecutor) -> Future[list[Item]] | None:
    """Hand a page to a worker; None for what is read here, among it what cannot be opened."""
    if ending(old.path.name) not in PAGES:
        return None
    content = intake.content(old)
    if isinstance(content, str):
        return None
    try:
        return pool.submit(items_of, spelled(old.path.name), content, intake.mapping)
    except BrokenProcessPool:
        return None


def _ended(begun: Future[list[Item]] | None) -> list[Item] | None:
    """Return what a worker read; None when it must be read here."""
    if begun is None:
        return None
    try:
        return begun.result()
    except BrokenProcessPool:  # a worker was killed: this process goes on alone
        return None
