"""Fixtures of the page scan's tests."""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from gongkai.audits.rules.pages import PageReport, parse, scan
from gongkai.audits.scanning.lists import load


@pytest.fixture(scope="session")
def look() -> Callable[..., PageReport]:
    """Scan a source on 1 April 2026."""

    def scanned(source: str, **told: object) -> PageReport:
        page = parse(source, target="page", **{"today": date(2026, 4, 1), **told})
        return scan(page, load())

    return scanned
