"""What applicants told is erased when its time is over, and the erasure is proved."""

from datetime import date, datetime

from django.db import transaction

from gongkai.applications.actions.receiving import path_of
from gongkai.applications.models import SEALED, TABLE, Application
from gongkai.applications.rules.road import CLOSED, State
from gongkai.custody.actions import note_erasure

KEPT_YEARS = 10  # the archive of a body may ask for more; see the command's option


class StillOpenError(ValueError):
    """A case that has not ended is not erased."""


def due_for_erasure(closed_before: date) -> list[Application]:
    """Return the cases closed before a day whose confidences are still there."""
    rows = Application.objects.filter(closed_on__lt=closed_before, erased_on=None)
    return list(rows.order_by("closed_on"))


@transaction.atomic
def erase(application: Application, *, basis: str, at: datetime, today: date) -> int:
    """Erase the sealed texts, the data key and the files of a case; return how many files.

    The case itself stays, with its number, dates and outcome: the reports count it. Without the
    data key no copy of the ciphertext can be opened again.

    Raises:
        StillOpenError: The case has not ended.
    """
    locked = Application.objects.select_for_update().get(pk=application.pk)
    if State(locked.state) not in CLOSED:
        raise StillOpenError(locked.number)
    files = [path_of(attachment.pk) for attachment in locked.attachments.all()]
    locked.attachments.all().delete()
    for name in (*SEALED, "sealed_key"):
        setattr(locked, name, b"")
    locked.masked_name = locked.applicant_print = locked.wanted_print = ""
    locked.erased_on = today
    locked.save()
    for path in files:
        path.unlink(missing_ok=True)
    fields = (*SEALED, "sealed_key")
    note_erasure(TABLE, str(locked.pk), fields, files=len(files), basis=basis, at=at)
    application.refresh_from_db()
    return len(files)
