"""When a published contact is due to be checked again: telephones change and nobody says so."""

from datetime import date, timedelta

CONTACT_CHECK_DAYS = 180  # our default; each contact carries its own figure


def check_due(checked_on: date | None, every_days: int) -> date | None:
    """Return the last day before a contact counts as unchecked; None when it never was checked."""
    return None if checked_on is None else checked_on + timedelta(days=every_days)


def check_overdue(checked_on: date | None, every_days: int, today: date) -> bool:
    """Say whether a contact must be checked again."""
    due = check_due(checked_on, every_days)
    return due is None or due < today
