"""What happens to the calendar: a year's notice is entered or amended. The only road to a write."""

import csv
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from importlib.resources import files

from django.db import transaction

from gongkai.calendars.models import Notice, SpecialDay
from gongkai.calendars.rules.notice import Day, Draft, Source, read
from gongkai.calendars.signals import notice_entered


class Outcome(StrEnum):
    """What entering a notice came to."""

    ENTERED = "entered"
    AMENDED = "amended"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Entry:
    """What entering one year's notice did, or would do.

    Attributes:
        added: Days that were not set apart before.
        removed: Days that are no longer set apart.
        turned: Days that changed between off and worked.
    """

    year: int
    outcome: Outcome
    off: int
    worked: int
    added: tuple[date, ...] = ()
    removed: tuple[date, ...] = ()
    turned: tuple[date, ...] = ()


class UnreadableShipmentError(RuntimeError):
    """The calendar shipped with the program cannot be read: the installation is damaged."""


def compare(draft: Draft) -> Entry:
    """Return what entering a notice would do. Writes nothing."""
    return _compare(draft, Notice.objects.filter(year=draft.year).first())


@transaction.atomic
def enter(draft: Draft, *, at: datetime, by: str = "") -> Entry:
    """Enter or amend a year's notice; entering the same one again changes nothing.

    Args:
        draft: The notice as read.
        at: The instant of entry.
        by: User name of whoever enters it; empty for a command.

    Returns:
        What changed. When something did, `signals.notice_entered` follows after the commit.
    """
    notice = Notice.objects.select_for_update().filter(year=draft.year).first()
    entry = _compare(draft, notice)
    if entry.outcome is Outcome.UNCHANGED:
        return entry
    notice = notice or Notice(year=draft.year)
    for name, value in asdict(draft.source).items():
        setattr(notice, name, value or getattr(notice, name))
    notice.entered_at = at
    notice.entered_by = by
    notice.save()
    notice.days.all().delete()
    SpecialDay.objects.bulk_create(
        SpecialDay(notice=notice, date=day.date, name=day.name, worked=day.worked)
        for day in draft.days
    )
    year = draft.year
    transaction.on_commit(lambda: notice_entered.send(sender=Notice, year=year))
    return entry


def load_shipped(*, at: datetime) -> list[Entry]:
    """Enter each notice that came with the program and whose year is not entered yet.

    A year that an office has entered itself is left as it is, whatever the program carries.
    """
    known = set(Notice.objects.values_list("year", flat=True))
    entries = []
    for draft in shipped():
        if draft.year not in known:
            entries.append(enter(draft, at=at))
    return entries


def shipped() -> tuple[Draft, ...]:
    """Return the notices that came with the program, each with its number and address."""
    reading = read(_shipped_text("holidays.csv"))
    if reading.problems:
        raise UnreadableShipmentError(str(reading.problems))
    notices = _shipped_notices()
    return tuple(replace(draft, source=notices[draft.year]) for draft in reading.drafts)


def _shipped_text(name: str) -> str:
    return files("gongkai.calendars").joinpath(name).read_text(encoding="utf-8")


def _shipped_notices() -> dict[int, Source]:
    rows = csv.DictReader(_shipped_text("notices.csv").splitlines())
    return {int(row.pop("year")): Source(**row) for row in rows}


def _compare(draft: Draft, notice: Notice | None) -> Entry:
    off = sum(not day.worked for day in draft.days)
    worked = len(draft.days) - off
    if notice is None:
        added = tuple(day.date for day in draft.days)
        return Entry(draft.year, Outcome.ENTERED, off, worked, added)
    before = {day.date: Day(day.date, day.name, day.worked) for day in notice.days.all()}
    after = {day.date: day for day in draft.days}
    same_source = all(
        value in {"", getattr(notice, name)} for name, value in asdict(draft.source).items()
    )
    outcome = Outcome.UNCHANGED if before == after and same_source else Outcome.AMENDED
    return Entry(
        draft.year,
        outcome,
        off,
        worked,
        added=_sorted(after.keys() - before.keys()),
        removed=_sorted(before.keys() - after.keys()),
        turned=_sorted(
            day for day in after.keys() & before.keys() if after[day].worked != before[day].worked
        ),
    )


def _sorted(days: Iterable[date]) -> tuple[date, ...]:
    return tuple(sorted(days))
