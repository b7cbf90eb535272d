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
from dataclasses import dataclass
from multiprocessing import get_context

from gongkai.documents.intake import Intake, Old, Read
from gongkai.documents.rules.importing.formats import PAGES, Item, ending
from gongkai.documents.rules.importing.found import Found, UnreadableError
from gongkai.documents.rules.importing.pages import found_or_refused

PAGES_MIN = 100  # fewer pages are read sooner than workers start
AHEAD = 400  # pages under way at once: what is parsed while a batch is written
AHEAD_BYTES = 16_000_000  # of pages under way at once: what memory may hold
WORKERS_MAX = 4


def read_all(intake: Intake, files: Sequence[Old]) -> Iterator[tuple[Old, Iterator[Read]]]:
    """Give each file with its documents, in order; pages are parsed ahead where there are many."""
    pages = [old for old in files if ending(old.path.name) in PAGES]
    workers = min(os.cpu_count() or 1, WORKERS_MAX)
    if len(pages) < PAGES_MIN or workers == 1:
        yield from ((old, intake.read(old)) for old in files)
        return
    with ExitStack() as stack:
        context = get_context("forkserver")
        context.set_forkserver_preload([found_or_refused.__module__])  # read once for all workers
        pool = ProcessPoolExecutor(workers, mp_context=context)
        # What is under way when the reader stops is of no use to anybody.
        stack.callback(pool.shutdown, wait=False, cancel_futures=True)
        yield from _ahead(intake, files, pool)


@dataclass(frozen=True, slots=True)
class _Begun:
    """A page under way; `ended` is None for what is read here."""

    old: Old
    size: int = 0
    ended: Future[Found | UnreadableError] | None = None


def _ahead(
    intake: Intake, files: Sequence[Old], pool: ProcessPoolExecutor
) -> Iterator[tuple[Old, Iterator[Read]]]:
    waiting: deque[_Begun] = deque()
    held = 0
    rest = iter(files)
    while True:
        while len(waiting) < AHEAD and held < AHEAD_BYTES and (old := next(rest, None)) is not None:
            waiting.append(_begin(intake, old, pool))
            held += waiting[-1].size
        if not waiting:
            return
        begun = waiting.popleft()
        held -= begun.size
        yield begun.old, intake.read(begun.old, _ended(begun.ended))


def _begin(intake: Intake, old: Old, pool: ProcessPoolExecutor) -> _Begun:
    """Hand a page to a worker, but for what is no page and what cannot be opened."""
    if ending(old.path.name) not in PAGES:
        return _Begun(old)
    content = intake.content(old)
    if isinstance(content, str):
        return _Begun(old)
    try:
        ended = pool.submit(found_or_refused, content, intake.mapping)
    except BrokenProcessPool:
        return _Begun(old)
    return _Begun(old, len(content), ended)


def _ended(ended: Future[Found | UnreadableError] | None) -> list[Item] | None:
    """Return what a worker read; None when it must be read here."""
    if ended is None:
        return None
    try:
        found = ended.result()
    except BrokenProcessPool:  # a worker was killed: this process goes on alone
        return None
    if isinstance(found, UnreadableError):
        return [Item("", error=found)]
    return [Item("", found)]
