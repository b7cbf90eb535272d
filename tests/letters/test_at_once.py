"""Many at once, each in a process of its own on one database file."""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from homes import ROOT, command_environment

Run = Callable[..., subprocess.CompletedProcess[str]]

BEGIN = """
from datetime import date, datetime, UTC
import django; django.setup()
from gongkai.bodies.models import Body
from gongkai.letters.actions import tallying
from gongkai.letters.actions.receiving import Filing, receive
from gongkai.letters.actions.telling import dispatch, tell
from gongkai.letters.models import Event, Letter, Tally
from gongkai.letters.rules.clock import RefusedError
from gongkai.letters.rules.events import Event as Fact
from gongkai.letters.rules.words import EventType
NOW, DAY = datetime(2026, 9, 29, tzinfo=UTC), date(2026, 9, 29)
def send():
    filing = Filing("one form", "website", "help", "title", "text", DAY)
    return receive(Body.objects.get(code="xian"), filing, by=None, at=NOW, today=DAY)
def step(kind):
    return tell(Letter.objects.get(), Fact(type=kind, on=DAY), by=None, at=NOW, today=DAY)
"""
FOUND = BEGIN + 'Body.objects.create(code="xian", name="x", tier="county", path="000001")'
MANY = BEGIN + "print(len({send().pk for _ in range(25)}))"
PREPARE = (
    BEGIN
    + """
step(EventType.ACCEPTED)
dispatch(Letter.objects.get(), Body.objects.get(), DAY, by=None, at=NOW, today=DAY)
"""
)
SIGN = (
    BEGIN
    + """
try:
    step(EventType.SIGNED)
    print("signed")
except RefusedError:
    print("refused")
"""
)
COUNT = BEGIN + (
    "print(Letter.objects.count(), Event.objects.count(), "
    "sum(Tally.objects.values_list('received', flat=True)), tallying.wrong())"
)


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


def test_a_form_sent_a_hundred_times_at_once_and_signed_for_by_two_is_one_letter(
    gongkai: Run, home: Path
):
    migrated = gongkai("migrate", "--verbosity", "0")
    assert migrated.returncode == 0, migrated.stderr
    python(home, FOUND)
    with ThreadPoolExecutor(max_workers=4) as pool:
        told = list(pool.map(lambda _: python(home, MANY), range(4)))
    assert told == ["1", "1", "1", "1"]
    assert python(home, COUNT) == "1 1 1 []"
    python(home, PREPARE)
    with ThreadPoolExecutor(max_workers=2) as pool:
        signed = sorted(pool.map(lambda _: python(home, SIGN), range(2)))
    assert signed == ["refused", "signed"]
    assert python(home, COUNT) == "1 4 1 []"
