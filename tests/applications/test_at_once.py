"""Many at once, each in a process of its own on one database file."""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from homes import ROOT, command_environment

Run = Callable[..., subprocess.CompletedProcess[str]]

BEGIN = """
from datetime import date, datetime, UTC
import django; django.setup()
from gongkai.bodies.models import Body
from gongkai.applications.actions.receiving import Filing, receive
from gongkai.applications.actions.telling import RefusedError, tell
from gongkai.applications.models import Application, Event
from gongkai.applications.rules.events import event_from
def send():
    filing = Filing("one form", "natural_person", "web", "email", date(2026, 9, 18),
                    {"name": "a", "wanted": "b"})
    now, day = datetime(2026, 9, 18, tzinfo=UTC), date(2026, 9, 18)
    return receive(Body.objects.get(code="xian"), filing, by=None, at=now, today=day)
"""
MANY = BEGIN + "print(len({send().pk for _ in range(25)}))"
CLOSE = (
    BEGIN
    + """
case = Application.objects.get()
reply = event_from({"type": "replied", "on": "2026-09-18", "outcome": "granted"})
try:
    tell(case, reply, by=None, at=datetime(2026, 9, 18, tzinfo=UTC), today=date(2026, 9, 18))
    print("closed")
except RefusedError:
    print("refused")
"""
)
COUNT = BEGIN + "print(Application.objects.count(), Event.objects.count())"
FOUND = BEGIN + 'Body.objects.create(code="xian", name="x", tier="county", path="000001")'


def python(home: Path, program: str) -> str:
    environment = command_environment(home) | {"DJANGO_SETTINGS_MODULE": "gongkai.project.settings"}
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture
def database(gongkai: Run, home: Path) -> Path:
    migrated = gongkai("migrate", "--verbosity", "0")
    assert migrated.returncode == 0, migrated.stderr
    python(home, FOUND)
    return home


def test_a_form_sent_a_hundred_times_at_once_and_closed_by_two_is_one_case(database):
    with ThreadPoolExecutor(max_workers=4) as pool:
        told = list(pool.map(lambda _: python(database, MANY), range(4)))
    assert told == ["1", "1", "1", "1"]
    assert python(database, COUNT) == "1 1"
    with ThreadPoolExecutor(max_workers=2) as pool:
        closed = sorted(pool.map(lambda _: python(database, CLOSE), range(2)))
    assert closed == ["closed", "refused"]
    assert python(database, COUNT) == "1 2"
