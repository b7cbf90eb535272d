"""Dead links of a site: each address is tried once, by HEAD and then by GET."""

import re
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol

from gongkai.audits.rules.pages import Code, Finding, Severity
from gongkai.audits.scanning.fetching import Answer, Fetcher, FetchError

NOT_FOUND = re.compile(
    r"<title>[^<]{0,40}(?:404|not found|页面不存在|找不到|未找到|无法找到|已删除|访问出错)"
    r"[^<]{0,40}</title>",
    re.I,
)
SOFT_BYTES = 20_000
GOOD = {401, 403, 405, 429, 999}  # the server is there and keeps visitors of our kind out
# What keeps us out says nothing about the link; a search or a login is not tried twice.
SILENT = frozenset({"private", "robots"})


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads, and the span of the page that says so."""

    address: str
    start: int
    end: int
    text: str


class Waiting(Protocol):
    """What spaces requests."""

    def wait(self) -> None:
        """Return when the next request may go out."""


class LinkCheck:
    """Knows which addresses open. `known` says why not, None for pages that were fetched."""

    def __init__(
        self, fetcher: Fetcher, pace: Waiting, most: int, known: dict[str, str | None]
    ) -> None:
        self._fetcher = fetcher
        self._pace = pace
        self._left = most
        self._reasons = dict(known)

    def try_all(self, addresses: Iterable[str], *, workers: int) -> None:
        """Try those not yet known, within the budget."""
        waiting = [one for one in addresses if one not in self._reasons][: self._left]
        self._left -= len(waiting)
        with ThreadPoolExecutor(workers, thread_name_prefix="links") as pool:
            for address, reason in zip(waiting, pool.map(self._try, waiting), strict=True):
                self._reasons[address] = reason

    def _try(self, address: str) -> str | None:
        """Return why an address does not open, None when it does or cannot be told."""
        self._pace.wait()
        try:
            answer = self._fetcher.get(address, method="HEAD")
            if answer.status < 300:
                return None
        except FetchError as error:
            if error.reason in SILENT:
                return None
        self._pace.wait()
        try:
            return _verdict(self._fetcher.get(address))
        except FetchError as error:
            if error.reason in SILENT:
                return None
            return "dead_slow" if error.reason == "timeout" else f"dead:{error.reason}"

    def findings(self, targets: Sequence[Target]) -> list[Finding]:
        """Return a finding for each dead link of a page."""
        found = []
        for target in targets:
            reason = self._reasons.get(target.address)
            if reason is not None:
                name, _, why = reason.partition(":")
                span = (target.start, target.end, target.text)
                facts = (("why", why or "status"),)
                found.append(Finding(Code.DEAD_LINK, Severity.REVIEW, *span, name, facts))
        return found


def _verdict(answer: Answer) -> str | None:
    if answer.status in GOOD:
        return None
    if answer.status >= 400:
        return f"dead:{answer.status}"
    head = answer.content[:SOFT_BYTES].decode("utf-8", "replace")
    return "dead_soft" if NOT_FOUND.search(head) else None
