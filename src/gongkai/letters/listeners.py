"""What letters do when something happens: dates counted again, the writer told by e-mail."""

import logging
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.utils.translation import gettext as _
from django.utils.translation import override

from gongkai.letters import wording
from gongkai.letters.actions.recounting import moved, recount
from gongkai.letters.actions.revealing import writer_of
from gongkai.letters.models import Letter
from gongkai.letters.rules.events import Event
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


def recount_all_open(sender: object, year: int, **extra: object) -> None:
    """Count open dates again when a holiday notice was entered."""
    keys = list(Letter.objects.filter(provisional=True).values_list("pk", flat=True))
    for key in moved(keys):
        recount(key)


def write_to_writer(sender: object, letter: Letter, event: Event, **extra: Any) -> None:
    """Tell a writer who left an e-mail address of a step; a letter that cannot go is logged.

    The letter's own text and the reply are not in the e-mail: the code page shows them.
    """
    if event.type not in TOLD:
        return
    address = writer_of(letter).get("email", "")
    if not address:
        return
    with override("zh-hans"):
        subject = _("Your letter %(number)s: %(step)s") % {
            "number": letter.number,
            "step": wording.EVENTS[event.type],
        }
        lines = [_("Your letter: %(title)s") % {"title": letter.title}, subject]
        if letter.unanswered and letter.due_on:
            lines.append(_("The reply is due on %(day)s.") % {"day": letter.due_on.isoformat()})
        lines.append(
            _("Read more with your query code at %(site)s/letters/status/")
            % {"site": settings.GONGKAI_BASE_URL}
        )
    try:
        send_mail(subject, "\n".join(lines), None, [address])
    except OSError:
        logger.exception("an e-mail about letter %s could not be sent", letter.number)
