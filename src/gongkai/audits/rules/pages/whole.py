"""All detectors over one page: findings in order, and the two verdicts."""

from collections.abc import Iterator
from dataclasses import replace

from gongkai.audits.rules.pages import (
    active,
    brands,
    clones,
    days,
    embedded,
    hidden,
    invisible,
    mixture,
    noise,
    notes,
    persons,
    phrasing,
    shifted,
    strangers,
    unlike,
    wordlists,
)
from gongkai.audits.rules.pages.findings import (
    Code,
    Finding,
    Footer,
    PageReport,
    Severity,
    excerpt,
)
from gongkai.audits.rules.pages.footers import marks_of
from gongkai.audits.rules.pages.hosts import is_official
from gongkai.audits.rules.pages.lists import Lists, squeezed
from gongkai.audits.rules.pages.page import Page
from gongkai.audits.rules.pages.wordlists import Scene

FINDINGS_MAX = 500
WHOLE_PAGE_HAN = 150


def scan(page: Page, lists: Lists) -> PageReport:
    """Return what every detector finds on a page. Pure: it reads nothing but its arguments."""
    scene = Scene(page, lists)
    footer = footer_of(page)
    found = [
        finding
        for finding in (*_texts(scene), *_structure(scene, footer))
        if not exempted(finding, page, lists)
    ]
    found.sort(key=lambda finding: (finding.start, finding.end))
    legitimate = clones.host_legitimate(scene, footer, found)
    links = sum(link.tag in {"a", "area"} for link in page.links)
    return PageReport(page.target, tuple(_unique(found)), legitimate, links, footer)


def _texts(scene: Scene) -> Iterator[Finding]:
    """The detectors that read what is written."""
    page, lists = scene.page, scene.lists
    numbers = lists.thresholds
    wrong = mixture.mismatches(page.shown.text, numbers)
    yield from wordlists.find(scene, wrong)
    yield from brands.find(scene)
    yield from unlike.find(scene)
    yield from notes.find(page, numbers)
    yield from shifted.find(page)
    yield from invisible.find(page, numbers)
    yield from mixture.find(page, numbers, wrong)
    yield from noise.find(page)
    yield from persons.find(page)
    yield from phrasing.find(page, lists)


def _structure(scene: Scene, footer: Footer) -> Iterator[Finding]:
    """The detectors that read how the page is made."""
    page = scene.page
    if page.html:
        yield from hidden.find(scene)
        yield from active.find(scene)
        yield from embedded.find(scene)
        yield from _footer(scene, footer)
    yield from strangers.find(scene)
    yield from days.find(page, scene.lists.thresholds)
    yield from clones.find(scene, footer)


def footer_of(page: Page) -> Footer:
    """Return the footer's marks, which may stand in text, in hidden text or in a meta tag."""
    found = marks_of(page.shown.text)
    if found.site_code and found.icp and found.police:
        return found
    veiled = marks_of(page.hidden.text)
    code = page.meta("siteidcode").strip()
    return Footer(
        site_code=found.site_code or veiled.site_code or (code if code.isdigit() else None),
        icp=found.icp or veiled.icp,
        police=found.police or veiled.police,
    )


def _footer(scene: Scene, footer: Footer) -> Iterator[Finding]:
    """Say which marks are missing on a whole page that gives itself out as a public body's."""
    page = scene.page
    missing = [
        name
        for name, mark in (
            ("site_code", footer.site_code),
            ("icp", footer.icp),
            ("police", footer.police),
        )
        if mark is None
    ]
    if not missing or len(page.shown.text) < WHOLE_PAGE_HAN or "<body" not in page.source.lower():
        return
    host = clones.known_host(page)
    if not (host and is_official(host)) and not clones.BODY.search(page.title.text):
        return
    severity = Severity.REVIEW if len(missing) == 3 else Severity.NOTE
    yield Finding(
        Code.FOOTER_MISSING, severity, -1, -1, "", "footer", (("marks", "、".join(missing)),)
    )


def exempted(finding: Finding, page: Page, lists: Lists) -> bool:
    """Say whether a reviewed exception allows a finding."""
    if not lists.exempt:
        return False
    words = squeezed(excerpt(page.source, finding.start, finding.end)) if finding.start >= 0 else ""
    for one in lists.exempt:
        late = one.until and page.today is not None and page.today.isoformat() > one.until
        if (
            not late
            and one.code == finding.code.value
            and one.target in page.target
            and squeezed(one.text) in words
        ):
            return True
    return False


def _unique(found: list[Finding]) -> Iterator[Finding]:
    """Drop what two detectors said of one span, keep the graver, and end a list without end."""
    kept: dict[tuple[Code, int, int], Finding] = {}
    for finding in found:
        key = (finding.code, finding.start, finding.end) if finding.start >= 0 else (
            finding.code, -1, hash(finding.reason + str(finding.facts)))  # fmt: skip
        other = kept.get(key)
        if other is None or (
            finding.severity is Severity.BLOCK and other.severity is not Severity.BLOCK
        ):
            restored = finding.restored or (other.restored if other else None)
            kept[key] = replace(finding, restored=restored)
    blocking = [one for one in kept.values() if one.severity is Severity.BLOCK][:FINDINGS_MAX]
    others = [one for one in kept.values() if one.severity is not Severity.BLOCK]
    yield from sorted(
        [*blocking, *others[: FINDINGS_MAX - len(blocking)]], key=lambda one: (one.start, one.end)
    )
