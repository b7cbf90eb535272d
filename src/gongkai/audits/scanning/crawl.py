"""A site, crawled politely: robots.txt, a rate, a budget, the same host, breadth first.

Pages that may show search engines something else are fetched twice, the second time as a search
engine's visitor. Links are tried once each, by HEAD and then by GET.
"""

import re
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from hashlib import sha256
from urllib.parse import urljoin, urlsplit

from gongkai.audits.rules.pages import Code, Finding, Lists, Page, PageReport, Severity, scan
from gongkai.audits.rules.pages.findings import excerpt
from gongkai.audits.rules.pages.robots import Robots
from gongkai.audits.rules.pages.robots import read as read_robots
from gongkai.audits.scanning.fetching import (
    AGENT,
    SEARCH_ENGINE,
    SEARCH_REFERRER,
    Answer,
    Fetcher,
    FetchError,
    same_host,
)
from gongkai.audits.scanning.links import LinkCheck, Target
from gongkai.audits.scanning.lists import load
from gongkai.audits.scanning.reading import UnreadableTargetError, page_of
from gongkai.audits.scanning.targets import Failure, Options, Result

WORKERS = 6
POLITE_WORKERS = 2
TWICE_MAX = 40
TWICE_FIRST = 6
TWICE_EACH = 10
ADDRESS_MAX = 500
DEPTH_MAX = 14
NO_PAGE = re.compile(
    r"\.(?:jpe?g|png|gif|bmp|svg|ico|webp|css|js|json|zip|rar|7z|gz|docx?|xlsx?|pptx?|pdf|ofd|wps|et|mp[34]|avi|mov|wmv"
    r"|flv|exe|apk|ttf|woff2?)(?:$|\?)", re.I
)  # fmt: skip
LOOKS_AROUND = re.compile(r"referrer|spider|userAgent", re.I)


class Pace:
    """Spaces the starts of requests; safe to use from several threads."""

    def __init__(self, rate: float, delay_seconds: float = 0.0) -> None:
        self._seconds = max(1 / rate if rate > 0 else 0.0, delay_seconds if rate > 0 else 0.0)
        self._next = 0.0
        self._lock = threading.Lock()

    def wait(self) -> None:
        if not self._seconds:
            return
        with self._lock:
            start = max(self._next, time.monotonic())
            self._next = start + self._seconds
        time.sleep(max(0.0, start - time.monotonic()))


@dataclass
class Crawl:
    """One crawl: what is known, what waits, what was done."""

    start: str
    options: Options
    lists: Lists
    fetcher: Fetcher
    robots: Robots = field(default_factory=Robots)
    pace: Pace = field(default_factory=lambda: Pace(0))
    known: set[str] = field(default_factory=set)
    waiting: list[str] = field(default_factory=list)
    twice: int = 0
    done: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """A page that was fetched: its report, and the addresses its links lead to."""

    report: PageReport
    targets: tuple[Target, ...]


def crawl(start: str, options: Options) -> Iterator[Result]:
    """Yield a report for each page of a site, and a failure for each that cannot be fetched."""
    fetcher = Fetcher(loopback=options.allow_loopback)
    run = Crawl(start, options, options.lists or load(), fetcher)
    try:
        yield from _crawl(run)
    finally:
        fetcher.close()


def _crawl(run: Crawl) -> Iterator[Result]:
    try:
        _begin(run)
    except FetchError as error:
        yield Failure(run.start, error.reason)
        return
    seen: list[Seen] = []
    opened: dict[str, str | None] = {}
    for result in _pages(run):
        if isinstance(result, Failure):
            opened[result.target] = f"dead:{result.reason}"
            if len(opened) == 1:
                yield result
            continue
        opened[result.report.target] = None
        seen.append(result)
    check = LinkCheck(run.fetcher, run.pace, run.options.links_checked, opened)
    every = {
        target.address
        for one in seen
        for target in one.targets
        if not same_host(target.address, run.start) or run.robots.allows(_path(target.address))
    }
    check.try_all(sorted(every), workers=_workers(run.options))
    for one in seen:
        dead = check.findings(one.targets)
        yield replace(one.report, findings=(*one.report.findings, *dead)) if dead else one.report


def _begin(run: Crawl) -> None:
    """Read robots.txt and note what the name resolves to."""
    parts = urlsplit(run.start)
    if not parts.hostname:
        raise FetchError("address")
    try:
        answer = run.fetcher.get(urljoin(run.start, "/robots.txt"), within=run.start)
        text = answer.content[:500_000].decode("utf-8", "replace") if answer.status == 200 else ""
    except FetchError as error:
        if error.reason in {"private", "unresolved", "refused"}:
            raise
        text = ""
    run.robots = read_robots(text, AGENT)
    run.pace = Pace(run.options.rate, run.robots.delay_seconds)
    known = run.options.found.setdefault("ipv6", {})
    if isinstance(known, dict):
        known[parts.hostname] = _has_ipv6(parts.hostname)
    first = _tidy(run.start)
    run.known.add(first)
    run.waiting.append(first)


def _has_ipv6(host: str) -> bool:
    try:
        return bool(socket.getaddrinfo(host, None, socket.AF_INET6))
    except OSError:
        return False


def _workers(options: Options) -> int:
    return WORKERS if options.rate <= 0 or options.rate >= 10 else POLITE_WORKERS


def _pages(run: Crawl) -> Iterator[Seen | Failure]:
    """Fetch with several threads, scan in this one, until nothing waits or the budget is spent."""
    running: dict[Future[Answer], str] = {}
    begun = 0
    with ThreadPoolExecutor(_workers(run.options), thread_name_prefix="crawl") as pool:
        while run.waiting or running:
            while run.waiting and begun < run.options.pages and len(running) < 2 * WORKERS:
                address = run.waiting.pop(0)
                if not run.robots.allows(_path(address)):
                    if begun == 0 and not running:
                        yield Failure(address, "robots")
                    continue
                begun += 1
                running[pool.submit(_fetch, run, address)] = address
            if not running:
                return
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in sorted(done, key=lambda one: running[one]):
                yield from _take(run, running.pop(future), future)


def _path(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"


def _fetch(run: Crawl, address: str) -> Answer:
    run.pace.wait()
    return run.fetcher.get(address, within=run.start)


def _take(run: Crawl, address: str, future: "Future[Answer]") -> Iterator[Seen | Failure]:
    try:
        answer = future.result()
        if answer.status >= 400:
            yield Failure(address, "status")
            return
        if answer.kind and not re.search(r"html|xml|text/plain|octet", answer.kind):
            return
        page = page_of(answer.content, address, run.options.today, answer.address)
    except FetchError as error:
        yield Failure(address, error.reason)
        return
    except UnreadableTargetError as error:
        yield Failure(address, error.reason)
        return
    report = _twice(run, address, page, scan(page, run.lists))
    targets = _targets(page, answer.address)
    for target in targets:
        _enqueue(run, target.address)
    if run.options.evidence is not None and report.polluted:
        _keep(run, answer)
    yield Seen(report, targets)


def _targets(page: Page, address: str) -> tuple[Target, ...]:
    """Return where the links of a page lead, each once, with the place of the first."""
    bases = [one.attributes.get("href", "") for one in page.elements if one.tag == "base"]
    origin = (
        urljoin(address, bases[0])
        if bases and same_host(urljoin(address, bases[0]), address)
        else address
    )
    found: dict[str, Target] = {}
    places = [
        (link.href, link.start, link.end) for link in page.links if link.tag in {"a", "area"}
    ] + [
        (element.attributes.get("src", ""), element.start, element.end)
        for element in page.elements
        if element.tag in {"iframe", "frame"}
    ]
    for href, start, end in places:
        try:
            target = _tidy(urljoin(origin, href.strip()))
        except ValueError:
            continue
        if target.startswith(("http://", "https://")) and len(target) <= ADDRESS_MAX:
            found.setdefault(target, Target(target, start, end, excerpt(page.source, start, end)))
    return tuple(found.values())


def _tidy(address: str) -> str:
    parts = urlsplit(address)
    return parts._replace(fragment="", path=parts.path or "/").geturl()


def _enqueue(run: Crawl, target: str) -> None:
    """Let a page of the same host wait its turn; traps of endless paths are left out."""
    if target in run.known or not same_host(target, run.start) or NO_PAGE.search(target):
        return
    path = urlsplit(target).path
    parts = path.strip("/").split("/")
    if len(parts) > DEPTH_MAX or len(run.known) > 50 * run.options.pages:
        return
    if len(parts) > 4 and len(set(parts)) <= len(parts) // 2:
        return
    run.known.add(target)
    run.waiting.append(target)


def _twice(run: Crawl, address: str, page: Page, report: PageReport) -> PageReport:
    """Fetch a page once more as a search engine's visitor, where cloaking is likely."""
    run.done += 1
    likely = run.done <= TWICE_FIRST or run.done % TWICE_EACH == 0
    likely = likely or any(LOOKS_AROUND.search(script.code) for script in page.scripts)
    if run.twice >= TWICE_MAX or not likely:
        return report
    run.twice += 1
    run.pace.wait()
    added: list[Finding] = []
    try:
        answer = run.fetcher.get(
            address, agent=SEARCH_ENGINE, referrer=SEARCH_REFERRER, within=run.start
        )
        other = scan(page_of(answer.content, address, run.options.today, answer.address), run.lists)
        known = {(one.code, one.text) for one in report.findings}
        added = [
            _cloaked(one)
            for one in other.findings
            if one.severity is Severity.BLOCK and (one.code, one.text) not in known
        ]
    except FetchError as error:
        if error.reason == "foreign":
            added = [_cloaked(Finding(Code.ACTIVE_CONTENT, Severity.BLOCK, -1, -1, "", "sent_on"))]
    except UnreadableTargetError:
        pass
    return replace(report, findings=(*added, *report.findings)) if added else report


def _cloaked(finding: Finding) -> Finding:
    """Return a finding of the other face of a page, which has no place in the one scanned."""
    facts = (*finding.facts, ("inner", finding.reason))
    return replace(finding, start=-1, end=-1, reason="cloaked", facts=facts)


def _keep(run: Crawl, answer: Answer) -> None:
    folder = run.options.evidence
    assert folder is not None
    folder.mkdir(parents=True, exist_ok=True)
    name = sha256(answer.content).hexdigest()
    (folder / f"{name}.html").write_bytes(answer.content)
    with (folder / "evidence.tsv").open("a", encoding="utf-8") as index:
        index.write(f"{run.options.today.isoformat()}\t{answer.address}\t{name}\n")
