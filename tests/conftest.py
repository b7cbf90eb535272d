"""What every test may use, and what no run may hide.

A skipped test is a promise not kept: on CI it counts as failed, elsewhere the summary says it
loudly. Checks against reference texts that are not part of the project carry the mark
`reference` and are left out, loudly, where GONGKAI_REFERENCE names no folder.
"""

import os
import secrets
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.apps import AppConfig
from django.core.cache import cache
from django.db.models.signals import post_migrate
from django.dispatch import receiver
from django.test import override_settings
from django.utils import translation

from homes import ROOT, command_environment

ON_CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
REFERENCE = os.environ.get("GONGKAI_REFERENCE", "")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the checks against reference texts where there are none."""
    if REFERENCE:
        return
    left_out = [item for item in items if item.get_closest_marker("reference")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> object:
    """On CI, turn a skip into a failure: a machine set up by nobody must run everything."""
    report = yield
    if ON_CI and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped on CI: {reason}"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly what was not tested."""
    skipped = terminalreporter.stats.get("skipped", [])
    if skipped:
        terminalreporter.section("NOT TESTED", sep="!", red=True, bold=True)
        terminalreporter.line(f"{len(skipped)} tests were skipped; the reasons stand above.")
    if not REFERENCE:
        terminalreporter.section("LEFT OUT", sep="!", yellow=True, bold=True)
        terminalreporter.line(
            "Checks against reference texts were left out: GONGKAI_REFERENCE names no folder."
        )


@pytest.fixture(autouse=True)
def log_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A publication log and keys of its own: its files outlive the transaction of a test."""
    folder = tmp_path_factory.getbasetemp() / "logs" / secrets.token_hex(8)
    with override_settings(GONGKAI_LOG=folder / "log", GONGKAI_KEYS=folder / "keys"):
        yield folder


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """What a page keeps for a minute is of rows that the test before took back."""
    cache.clear()


@pytest.fixture(autouse=True)
def in_chinese() -> Iterator[None]:
    """The product's first language: a page in English asked for before leaves no trace."""
    with translation.override("zh-hans"):
        yield


@receiver(post_migrate)
def put_roots_back(sender: AppConfig, **_: object) -> None:
    """Make the rows again that Wagtail's migrations bring, after a test has emptied the tables.

    A test with `transaction=True` leaves the database empty; the next one, on the same worker,
    must find what an installation always has.
    """
    if sender.name != "wagtail":  # told once; all tables are there by then
        return
    from wagtail.models import Collection, Locale, Page, Site

    if not Page.objects.exists():
        locale, _new = Locale.objects.get_or_create(language_code="zh-hans")
        root = Page.add_root(instance=Page(title="Root", slug="root", locale=locale))
        Site.objects.create(hostname="localhost", root_page=root, is_default_site=True)
    if not Collection.objects.exists():
        Collection.add_root(name="Root")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder of its own for a command run as a person would."""
    path = tmp_path / "home"
    path.mkdir()
    return path


@pytest.fixture
def gongkai(home: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the console script in that home: `gongkai("migrate", GONGKAI_HTTPS="1")`."""

    def run(
        *words: str, timeout: float = 120, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "gongkai.project.cli", *words],
            env=command_environment(home) | environment,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
            cwd=ROOT,
        )

    return run
