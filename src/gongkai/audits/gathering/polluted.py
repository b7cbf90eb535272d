"""The page scan over pages that self-inspection renders anyway: what blocks there is evidence.

Reviewed exceptions are read from `scan-exceptions.toml` in the installation's folder.
"""

from pathlib import Path
from urllib.parse import urljoin

from django.conf import settings

from gongkai.audits.rules.pages import Lists, Severity, parse, scan
from gongkai.audits.scanning.lists import excepting, load

EXCEPTIONS = "scan-exceptions.toml"
TEXT_MAX = 120


def lists() -> Lists:
    """Return the lists of the scan with the installation's exceptions.

    Raises:
        ListError: The file of exceptions cannot be used.
    """
    path = Path(settings.GONGKAI_HOME) / EXCEPTIONS
    return excepting(load(), path) if path.exists() else load()


def blocking(html: str, path: str, known: Lists) -> list[str]:
    """Return what the scan would block on one of our pages, each as its code and its text."""
    address = urljoin(settings.GONGKAI_BASE_URL, path)
    report = scan(parse(html, target=path, address=address, html=True), known)
    found = (one for one in report.findings if one.severity is Severity.BLOCK)
    return list(dict.fromkeys(f"[{one.code.value}] {one.text[:TEXT_MAX]}" for one in found))
