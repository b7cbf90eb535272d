"""E-mails about letters: queued with the step they tell of, sent by the worker, tried again.

The queue holds no address and no text: both are read when an e-mail goes, so what is erased
meanwhile goes nowhere. A mail server that is down loses nothing. An e-mail never holds the letter's
text or the reply: the page behind the query code, and the desk, show them.
"""

import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import override

from gongkai.bodies.models import Appointment, Role
from gongkai.calendars.access import load_workdays
from gongkai.letters import wording
from gongkai.letters.actions.revealing import writer_of
from gongkai.letters.models import Letter, Notice
from gongkai.letters.rules.words import EventType

logger = logging.getLogger(__name__)

# The steps that a writer hears of; a rating is their own, a return changes nothing for them yet.
TOLD = frozenset(
    {
        EventType.ACCEPTED,
        EventType.REJECTED,
        EventType.ANSWERED_AT_ONCE,
        EventType.DISPATCHED,
        EventType.EXTENDED,
        EventType.REPLIED,
        EventType.REDO,
        EventType.MERGED,
        EventType.CLOSED,
    }
)
DUE = "due"
BATCH = 100
PAUSE_MINUTES_MAX = 360


def queue(letter: Letter, kind: EventType, position: int, at: datetime) -> None:
    """Queue the e-mail about a step, in the step's own transaction."""
    if kind in TOLD or kind is EventType.ESCALATED:
        Notice.objects.create(letter=letter, about=f"{kind} {position}", made_at=at, next_try_at=at)


def remind(today: date, *, at: datetime) -> int:
    """Queue a reminder for each open letter whose next step is due today or the next working day.

    Each due day is reminded of once, however often this runs.
    """
    tomorrow, _provisional = load_workdays().provisional_nth_after(today, 1)
    due = Letter.objects.filter(open=True, next_on__gte=today, next_on__lte=tomorrow)
    rows = due.order_by("next_on", "number").values_list("pk", "next_on")
    made = [
        Notice(letter_id=key, about=f"{DUE} {on.isoformat()}", made_at=at, next_try_at=at)
        for key, on in rows
        if on is not None
    ]
    before = Notice.objects.count()
    Notice.objects.bulk_create(made, ignore_conflicts=True, batch_size=500)
    return Notice.objects.count() - before


def send_due(at: datetime) -> int:
    """Send what is due, the oldest first; return how many e-mails went.

    Each is claimed before it is sent, and no lock is held while a mail server is waited for. A
    server that does not answer ends the round; an address that it refuses does not.
    """
    rows = Notice.objects.filter(done_at=None, next_try_at__lte=at).order_by("next_try_at", "pk")
    sent = 0
    for row in list(rows.select_related("letter__body", "letter__leader")[:BATCH]):
        pause = timedelta(minutes=min(2**row.tries, PAUSE_MINUTES_MAX))
        claim = Notice.objects.filter(pk=row.pk, done_at=None, next_try_at=row.next_try_at)
        if not claim.update(tries=F("tries") + 1, next_try_at=at + pause):
            continue
        try:
            sent += _send(row)
        except (SMTPRecipientsRefused, SMTPResponseException) as error:
            _log(row, error)
            continue
        except OSError as error:
            _log(row, error)
            break
        Notice.objects.filter(pk=row.pk).update(done_at=at)
    return sent


def _log(row: Notice, error: Exception) -> None:
    # The error's own words may hold the address.
    name = type(error).__name__
    logger.warning("an e-mail about letter %s waits for another try: %s", row.letter.number, name)


def _send(row: Notice) -> int:
    kind, _space, _rest = row.about.partition(" ")
    with override("zh-hans"):
        to, subject, lines = _WRITTEN.get(kind, _step)(row)
        if not to:
            return 0
        return send_mail(subject, "\n".join(lines), None, to)


Written = tuple[list[str], str, list[str]]


def _step(row: Notice) -> Written:
    letter, kind = row.letter, row.about.partition(" ")[0]
    address = writer_of(letter).get("email", "")
    subject = _("Your letter %(number)s: %(step)s") % {
        "number": letter.number,
        "step": wording.EVENTS[EventType(kind)],
    }
    lines = [_("Your letter: %(title)s") % {"title": letter.title}, subject]
    if letter.unanswered and letter.due_on:
        lines.append(_("The reply is due on %(day)s.") % {"day": letter.due_on.isoformat()})
    lines.append(
        _("Read more with your query code at %(site)s/letters/status/")
        % {"site": settings.GONGKAI_BASE_URL}
    )
    return [address] if address else [], subject, lines


def _due(row: Notice) -> Written:
    letter = row.letter
    if not letter.open or letter.next_on is None or row.about != f"{DUE} {letter.next_on}":
        return [], "", []  # done meanwhile, or put off
    clerks = Appointment.objects.running(letter.next_on).filter(
        body=letter.body, role__in=(Role.REGISTRAR, Role.HANDLER)
    )
    told = {"number": letter.number, "day": letter.next_on.isoformat()}
    subject = _("Letter %(number)s: the next step is due on %(day)s") % told
    addresses = set(clerks.order_by().values_list("user__email", flat=True)) - {""}
    return sorted(addresses), subject, [subject, _at_desk(letter)]


def _escalated(row: Notice) -> Written:
    letter = row.letter
    subject = _("Letter %(number)s was put before you") % {"number": letter.number}
    address = letter.leader.email if letter.leader else ""
    return [address] if address else [], subject, [subject, _at_desk(letter)]


def _at_desk(letter: Letter) -> str:
    return f"{settings.GONGKAI_BASE_URL}/admin/letters/{letter.pk}/"


_WRITTEN: dict[str, Callable[[Notice], Written]] = {
    DUE: _due,
    EventType.ESCALATED.value: _escalated,
}
