"""The facts of a document as every rendition shows them, in the official order."""

from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gongkai.calendars.access import load_workdays
from gongkai.calendars.rules.workdays import CalendarGapError
from gongkai.documents.models import Document
from gongkai.documents.rules.pack import lag_days
from gongkai.documents.rules.validity import Validity


def validity_name(validity: Validity) -> str:
    """Return the mark of a validity in the reader's language."""
    return {
        Validity.IN_FORCE: _("In force"),
        Validity.AMENDED: _("Amended"),
        Validity.PARTLY: _("Partly invalid"),
        Validity.REPEALED: _("Repealed"),
        Validity.LAPSED: _("Lapsed"),
        Validity.NOT_YET: _("Not yet in force"),
    }[validity]


def shown(day: date | None) -> str:
    """Return a date as the reader's language writes it; nothing for None."""
    return formats.date_format(day, "DATE_FORMAT") if day else ""


def facts(document: Document, today: date) -> list[tuple[str, str]]:
    """Return (name, value) of each known fact (政策文件库字段)."""
    rows = [
        (_("Index number"), document.index_number),
        (_("Topic"), document.topic),
        (_("Issued by"), document.issuer),
        (_("Document number"), document.document_number),
        (_("Made on"), shown(document.made_on)),
        (_("Published on"), shown(document.published_on)),
        (_("In force from"), shown(document.effective_on)),
        (_("In force until"), shown(document.expires_on)),
        (_("Validity"), validity_name(document.validity(today))),
        (_("Keywords"), document.keywords),
        (_("Reposted from"), document.source_name),
        (_("Published there on"), shown(document.source_published_on)),
        (_("Reposted after"), delay(document)),
    ]
    return [(name, value) for name, value in rows if value]


def delay(document: Document) -> str:
    """Return how long a repost took after its source, in working days; nothing for other texts."""
    there, here = document.source_published_on, document.published_on
    if not document.source_name or there is None or here is None:
        return ""
    try:
        days = lag_days(there, here, load_workdays())
    except CalendarGapError:
        return ""
    return ngettext("%(days)d working day", "%(days)d working days", days) % {"days": days}
