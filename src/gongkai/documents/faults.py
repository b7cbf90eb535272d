"""What an import says in words: problems of a field, reasons why a file gives no document."""

import errno
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.documents.models import Content
from gongkai.documents.releases import LACKS
from gongkai.documents.rules.importing.found import Problem, Reason, Refusal, UnreadableError
from gongkai.documents.rules.road import NotReadyError

REASONS = {
    Reason.MISSING: gettext_lazy("not stated"),
    Reason.BLANK: gettext_lazy("stated, but left blank"),
    Reason.IMPOSSIBLE_DATE: gettext_lazy("no calendar has this day"),
    Reason.UNREADABLE_DATE: gettext_lazy("not a day"),
    Reason.UNUSUAL_NUMBER: gettext_lazy("kept as printed, but of no usual form"),
    Reason.TOO_LONG: gettext_lazy("cut, too long"),
    Reason.DAMAGED_TEXT: gettext_lazy("characters could not be decoded"),
    Reason.PICTURE_LEFT_OUT: gettext_lazy("a picture was left out"),
    Reason.FILE_LEFT_OUT: gettext_lazy("a file that the text links to was left out"),
    Reason.DAYS_CROSSED: gettext_lazy("left out, earlier than the day of making"),
    Reason.FROM_THE_BODY: gettext_lazy("not stated; the name of the body was taken"),
    Reason.SHARED_INDEX_NUMBER: gettext_lazy("another document has the same index number"),
    Reason.EDITED_HERE: gettext_lazy(
        "changed on the old site and edited here; saved as a revision, not published"
    ),
    Reason.KEPT_AS_DRAFT: gettext_lazy("kept as a draft"),
}
REFUSALS = {
    Refusal.EMPTY: gettext_lazy("The file is empty."),
    Refusal.NO_DOCUMENT: gettext_lazy("There is no document in it: neither a title nor a text."),
    Refusal.A_LIST: gettext_lazy("It is a list of links to other pages, not a document."),
    Refusal.NOT_TEXT: gettext_lazy("It is not a text file, whatever its name says."),
    Refusal.NOT_WHAT_IT_SAYS: gettext_lazy(
        "It is not what its ending says. Save it anew in its own program."
    ),
    Refusal.BROKEN: gettext_lazy("It is damaged and cannot be opened. Fetch it again."),
    Refusal.ENCRYPTED: gettext_lazy("It is locked with a password. Remove the password first."),
    Refusal.BOMB: gettext_lazy("It unpacks to far more than its size and was refused."),
    Refusal.SCAN: gettext_lazy(
        "It is a scan without a text layer. Run character recognition over it first."
    ),
    Refusal.HEADER: gettext_lazy(
        "No column is known as the title. Name the columns with --mapping. The header reads"
    ),
    Refusal.OLD_FORMAT: gettext_lazy(
        "This format is not read. Save it as .docx, .xlsx, .pdf or .html first"
    ),
}
DISK = {
    errno.ENOENT: gettext_lazy("There is no such file or folder."),
    errno.EACCES: gettext_lazy("The permission to read it is missing."),
}
VALUES_SHOWN = 3
WHOLE_FIELDS = {"validity": gettext_lazy("standing")}


def refusal_words(error: UnreadableError) -> str:
    """Say why a file or a row gives no document."""
    words = str(REFUSALS[error.refusal])
    return f"{words}: {error.detail}" if error.detail else words


def problems_words(problems: Iterable[Problem]) -> list[str]:
    """Say what could not be read; the same trouble of one field is said once."""
    grouped: dict[tuple[str, Reason], list[str]] = {}
    for problem in problems:
        grouped.setdefault((problem.field, problem.reason), []).append(problem.value)
    return [_problem(field, reason, values) for (field, reason), values in grouped.items()]


def _problem(field: str, reason: Reason, values: Sequence[str]) -> str:
    facts = {"field": field_name(field), "reason": REASONS[reason], "count": len(values)}
    shown = [value for value in values if value][:VALUES_SHOWN]
    if not shown:
        return _("%(field)s: %(reason)s") % facts
    facts["values"] = ", ".join(shown)
    if len(values) > len(shown):
        return _("%(field)s: %(reason)s (%(values)s and others, %(count)d in all)") % facts
    return _("%(field)s: %(reason)s (%(values)s)") % facts


def field_name(name: str) -> str:
    """Return a field's name as people read it."""
    if name in WHOLE_FIELDS:
        return str(WHOLE_FIELDS[name])
    return next(str(one.verbose_name) for one in Content._meta.fields if one.name == name)


def draft_words(error: NotReadyError) -> str:
    """Say what a text lacks that was therefore kept as a draft."""
    return " ".join(str(LACKS[lack]) for lack in error.lacks)


def disk_words(error: OSError) -> str:
    """Say why a file cannot be opened."""
    return str(DISK.get(error.errno or 0, error.strerror or error))


def size_words(size: int, limit_mb: int) -> str:
    """Say that a file is too large to be read."""
    return _(
        "It has %(size)d MB; files over %(limit)d MB are not read. Divide it, or raise "
        "GONGKAI_IMPORT_MB."
    ) % {"size": round(size / 1_000_000), "limit": limit_mb}
