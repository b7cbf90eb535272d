"""What writers told in confidence is erased when its time is over, and the erasure is proved."""

from datetime import date, datetime

from django.db import transaction

from gongkai.custody import papers
from gongkai.custody.actions import note_erasure
from gongkai.letters.models import ATTACHMENT_TABLE, SEALED, TABLE, Letter
from gongkai.letters.rules.words import ENDED

KEPT_YEARS = 5  # the archive of a body may ask for more; see the command's option


class StillOpenError(ValueError):
    """A letter that has not ended is not erased."""


def due_for_erasure(received_before: date) -> list[Letter]:
    """Return the ended letters received before a day whose confidences are still there."""
    rows = Letter.objects.filter(received_on__lt=received_before, erased_on=None, open=False)
    return list(rows.unread().order_by("received_on"))


@transaction.atomic
def erase(letter: Letter, *, basis: str, at: datetime, today: date) -> int:
    """Erase who wrote, the text as written and the files; return how many files there were.

    The letter stays with its masked text: the numbers count it. Without the data key no copy of
    the ciphertext can be opened again.

    Raises:
        StillOpenError: The letter has not ended.
    """
    locked = Letter.objects.select_for_update().get(pk=letter.pk)
    if locked.state not in ENDED:
        raise StillOpenError(locked.number)
    keys = list(locked.attachments.values_list("pk", flat=True))
    locked.attachments.all().delete()
    for name in (*SEALED, "sealed_key"):
        setattr(locked, name, b"")
    locked.masked_name = locked.writer_print = ""
    locked.erased_on = today
    locked.save()
    for key in keys:
        papers.destroy(ATTACHMENT_TABLE, key)
    fields = (*SEALED, "sealed_key")
    note_erasure(TABLE, str(locked.pk), fields, files=len(keys), basis=basis, at=at)
    letter.refresh_from_db()
    return len(keys)
