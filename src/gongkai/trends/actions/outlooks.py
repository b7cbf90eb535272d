"""Look at the letters of some bodies, keep what they show, and raise what grows fast."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from gongkai.letters import access
from gongkai.letters.models import Letter, LetterQuerySet
from gongkai.trends.actions import bursts
from gongkai.trends.looking import PERIOD_DAYS, look
from gongkai.trends.models import Outlook
from gongkai.trends.outlook import packed

EVERY_LETTER = "all"
FORGOTTEN_DAYS = 30  # without anybody asking, an outlook is looked at no more
AT_ONCE_MAX = 2_000  # letters that a page may wait for; more are left to the worker


def ask(bodies: Sequence[int] | None, *, today: date) -> Outlook:
    """Return the outlook of bodies (None: of every letter), and note that somebody wants it."""
    scope = EVERY_LETTER
    if bodies is not None:
        scope = hashlib.sha256(",".join(map(str, sorted(bodies))).encode()).hexdigest()
    outlook, _new = Outlook.objects.get_or_create(
        scope=scope,
        defaults={"bodies": None if bodies is None else sorted(bodies), "asked_on": today},
    )
    if outlook.asked_on != today:
        outlook.asked_on = today
        outlook.save(update_fields=["asked_on"])
    return outlook


def letters_of(outlook: Outlook, *, until: date) -> LetterQuerySet:
    """Return the letters that an outlook is about."""
    rows = Letter.objects.filter(
        received_on__gte=until - timedelta(days=PERIOD_DAYS), received_on__lte=until
    )
    return rows if outlook.bodies is None else rows.filter(access.of_bodies(outlook.bodies))


def few(outlook: Outlook, *, until: date) -> bool:
    """Say whether the letters are so few that a page may look at them at once."""
    rows = letters_of(outlook, until=until).order_by().values("pk")
    return rows[: AT_ONCE_MAX + 1].count() <= AT_ONCE_MAX


def look_again(outlook: Outlook, *, today: date, at: datetime) -> Outlook:
    """Look at the letters of an outlook now and keep what they show.

    The whole platform's outlook raises what grows fast; those of single bodies would raise the
    same again.
    """
    found = list(access.open_texts(rows=letters_of(outlook, until=today)))
    seen = look(found, until=today)
    with transaction.atomic():
        if outlook.bodies is None:
            bursts.raise_all(seen, {one.key: one.body for one in found}, today=today, at=at)
        outlook.seen, outlook.until_on, outlook.seen_at = packed(seen), today, at
        outlook.save(update_fields=["seen", "until_on", "seen_at"])
    return outlook


def refresh(at: datetime) -> int:
    """Look again at every outlook that was not looked at on this day; return how many.

    Repeatable; the worker's schedule calls it more often than there is anything to do.
    """
    today = localdate(at)
    ask(None, today=today)
    Outlook.objects.filter(asked_on__lt=today - timedelta(days=FORGOTTEN_DAYS)).delete()
    waiting = Outlook.objects.filter(Q(until_on=None) | Q(until_on__lt=today)).order_by("pk")
    count = 0
    for outlook in waiting:
        look_again(outlook, today=today, at=at)
        count += 1
    return count
