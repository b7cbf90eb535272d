"""What findings are called on the pages of people."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.screening.rules.findings import Code

FINDINGS = {
    Code.ID_NUMBER: gettext_lazy("Identity card number"),
    Code.MOBILE: gettext_lazy("Mobile phone number"),
    Code.BANK_CARD: gettext_lazy("Bank card number"),
    Code.WORDING: gettext_lazy("Wording error"),
    Code.COMMENTS: gettext_lazy("Comments in the file"),
    Code.TRACKED_CHANGES: gettext_lazy("Tracked changes in the file"),
    Code.HIDDEN_TEXT: gettext_lazy("Hidden text in the file"),
    Code.HIDDEN_SHEET: gettext_lazy("Hidden sheet in the file"),
    Code.HIDDEN_CELLS: gettext_lazy("Hidden rows or columns in the file"),
    Code.METADATA: gettext_lazy("Names in the file's properties"),
    Code.UNREADABLE: gettext_lazy("The file cannot be looked into"),
    Code.FILES_INSIDE: gettext_lazy("Other files inside the file"),
    Code.UNSEARCHED: gettext_lazy("Pages that no program can read, such as scans: look yourself"),
}


def finding_name(code: str) -> str:
    """Return what was found, in words."""
    return str(FINDINGS[Code(code)]) if code in set(Code) else _("Finding")
