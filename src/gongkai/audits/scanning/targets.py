"""Targets to reports: which reader a target needs, and many files on several processes."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain, islice
from pathlib import Path

from gongkai.audits.rules.pages import Lists, PageReport, scan
from gongkai.audits.scanning import office
from gongkai.audits.scanning.lists import load
from gongkai.audits.scanning.reading import (
    OFFICE_FILES,
    Stored,
    UnreadableTargetError,
    files_of,
    page_of,
    read,
)
from gongkai.forked import shared

MANY_FILES = 64  # from here on several processes are worth their start
CHUNK = 16


@dataclass(frozen=True, slots=True)
class Failure:
    """A target that could not be read; `reason` is a key of `wording.REFUSALS`."""

    target: str
    reason: str


Result = PageReport | Failure


@dataclass(frozen=True, slots=True)
class Options:
    """How to scan.

    Attributes:
        today: Day of the scan, for stale columns and dates in the future.
        lists: Word lists, hosts and thresholds; None takes ours.
        address: Address that a single saved page was fetched from.
        processes: Number of processes for many files; 0 takes one for each core.
        pages: Most pages of one site to fetch.
        rate: Most requests a second to one site; 0 sets no limit.
        links_checked: Most links of one site to try for being dead.
        allow_loopback: Fetch from this machine too; for tests.
        evidence: Folder that keeps the bytes of each fetched page with findings.
    """

    today: date
    lists: Lists | None = None
    address: str | None = None
    processes: int = 0
    pages: int = 200
    rate: float = 2.0
    links_checked: int = 200
    allow_loopback: bool = False
    evidence: Path | None = None
    found: dict[str, object] = field(default_factory=dict)


def is_site(target: str) -> bool:
    """Say whether a target is an address to be crawled."""
    return target.lower().startswith(("http://", "https://"))


def scan_targets(targets: Sequence[str], options: Options) -> Iterator[Result]:
    """Yield a report for each page of the targets, in order, as soon as each is done."""
    files: list[str] = []
    for target in targets:
        if not is_site(target):
            files.append(target)
            continue
        yield from _scan_files(files, options)
        files = []
        from gongkai.audits.scanning.crawl import crawl  # needs the network stack only here

        yield from crawl(target, options)
    yield from _scan_files(files, options)


def scan_content(
    content: bytes,
    *,
    target: str,
    today: date,
    address: str | None = None,
    lists: Lists | None = None,
) -> PageReport:
    """Scan the bytes of one page.

    Raises:
        UnreadableTargetError: They are empty or no text.
    """
    return scan(page_of(content, target, today, address), lists or load())


def _scan_files(targets: list[str], options: Options) -> Iterator[Result]:
    if not targets:
        return
    stored = chain.from_iterable(map(_files, targets))
    first = list(islice(stored, MANY_FILES))
    processes = options.processes or os.cpu_count() or 1
    every: Iterable[Stored | Failure] = chain(first, stored)
    if len(first) < MANY_FILES or processes == 1:
        yield from (_scan_one(one, options) for one in every)
        return
    lists = options.lists or load()  # before the fork, so that all share it
    global _shared
    _shared = replace(options, lists=lists)
    yield from shared(_scan_shared, every, helpers=processes, together=CHUNK)


_shared: Options | None = None


def _scan_shared(stored: Stored | Failure) -> Result:
    assert _shared is not None
    return _scan_one(stored, _shared)


def _files(target: str) -> Iterator[Stored | Failure]:
    try:
        yield from files_of(target)
    except UnreadableTargetError as error:
        yield Failure(error.target, error.reason)


def _scan_one(stored: Stored | Failure, options: Options) -> Result:
    if isinstance(stored, Failure):
        return stored
    lists = options.lists or load()
    try:
        page = read(stored, options.today, options.address)
    except UnreadableTargetError as error:
        return Failure(error.target, error.reason)
    report = scan(page, lists)
    if stored.path is not None and stored.path.suffix.lower() in OFFICE_FILES:
        report = office.add_hidden(report, stored.path, OFFICE_FILES[stored.path.suffix.lower()])
    return report
