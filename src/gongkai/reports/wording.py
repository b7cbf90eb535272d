"""Findings and reading errors in words."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from gongkai.applications.models import Kind
from gongkai.applications.wording import ENDS
from gongkai.reports.rules.annual import Finding
from gongkai.reports.rules.reading import ReadingError

FINDINGS: Mapping[str, object] = {
    "I1": gettext_lazy("Received and carried in do not equal handled and carried out"),
    "I2": gettext_lazy("The results do not add up to their total"),
    "I3": gettext_lazy("The kinds of applicants do not add up to the total"),
    "I4": gettext_lazy("The results of disputes do not add up to their total"),
    "I5": gettext_lazy("Carried in is not what was carried out the year before"),
    "I6": gettext_lazy("Documents in force do not follow from those of the year before"),
    "narrative_differs": gettext_lazy("The text and the table give different numbers"),
    "narrative_sum": gettext_lazy("The numbers in the text do not add up"),
    "growth_differs": gettext_lazy("The numbers do not give this rate"),
    "disputes_contradict": gettext_lazy("The text says all was upheld, table four does not"),
    "impossible_count": gettext_lazy("A count is a whole number and not below zero"),
    "chapter_empty": gettext_lazy("This chapter says nothing"),
    "impossible_competence": gettext_lazy("This body cannot make government rules (规章)"),
    "in_force_too_few": gettext_lazy("Fewer documents in force than made less repealed"),
    "published_late": gettext_lazy("Published after the statutory day (article 49)"),
    "same_as_last_year": gettext_lazy("The text is largely last year's"),
    "same_as_sister": gettext_lazy("The text is largely another body's"),
}

ERRORS: Mapping[str, object] = {
    "empty": gettext_lazy("The file is empty."),
    "not_json": gettext_lazy("The file is neither JSON nor a web page."),
    "no_rows": gettext_lazy("%(place)s: none of its rows could be read."),
    "not_a_number": gettext_lazy("%(place)s: “%(value)s” is not a number."),
    "not_a_list": gettext_lazy("%(place)s must be a list."),
    "not_an_object": gettext_lazy("%(place)s must be an object."),
    "not_a_year": gettext_lazy("%(place)s: “%(value)s” is not a year."),
    "not_a_date": gettext_lazy("%(place)s: “%(value)s” is not a date written like 2026-01-31."),
    "unknown_row": gettext_lazy("%(place)s: no row is called “%(value)s”."),
    "unknown_column": gettext_lazy("%(place)s: no column is called “%(value)s”."),
    "no_report": gettext_lazy("%(place)s holds no report."),
    "no_tables": gettext_lazy("%(place)s: the report holds no table and no figures to check."),
    "no_table_three": gettext_lazy("The page carries no table of applications (表三)."),
}


ROW_NAMES: Mapping[str, object] = {
    "normative": gettext_lazy("Normative documents"),
    "new_received": gettext_lazy("Newly received"),
    "carried_in": gettext_lazy("Carried in from the year before"),
    "total_handled": gettext_lazy("Handled"),
    "carried_out": gettext_lazy("Carried over to the next year"),
    "review": gettext_lazy("Administrative reconsideration"),
    "litigation_direct": gettext_lazy("Suit without reconsideration"),
    "litigation_after_review": gettext_lazy("Suit after reconsideration"),
}
COLUMN_NAMES: Mapping[str, object] = {
    **dict(Kind.choices),
    "total": gettext_lazy("Total"),
    "made": gettext_lazy("Made this year"),
    "repealed": gettext_lazy("Repealed this year"),
    "in_force": gettext_lazy("In force at the end of the year"),
    "upheld": gettext_lazy("Upheld"),
    "corrected": gettext_lazy("Corrected"),
    "other": gettext_lazy("Other result"),
    "pending": gettext_lazy("Not yet decided"),
}


# In Chinese as the form prints them.
CHAPTERS = (
    pgettext_lazy("chapter", "1. Overview"),
    pgettext_lazy("chapter", "2. Disclosure on the body's own initiative"),
    pgettext_lazy("chapter", "3. Applications received and handled"),
    pgettext_lazy("chapter", "4. Reconsideration and suits over disclosure"),
    pgettext_lazy("chapter", "5. Main problems and how they are mended"),
    pgettext_lazy("chapter", "6. Other matters"),
)


def row_name(row: str) -> str:
    """Name a row of table three or a block of table four."""
    return str(ROW_NAMES[row]) if row in ROW_NAMES else str(ENDS[row])


def column_name(column: str) -> str:
    """Name a column of table three or four."""
    return str(COLUMN_NAMES[column])


def finding_text(finding: Finding) -> str:
    """Say what is wrong, where, and what the other cells come to."""
    what = str(FINDINGS[finding.code])
    if finding.should:
        return _("%(what)s: %(place)s says %(says)s, computed %(should)s") % {
            "what": what,
            "place": finding.place,
            "says": finding.says,
            "should": finding.should,
        }
    if not finding.says:
        return _("%(what)s: %(place)s") % {"what": what, "place": finding.place}
    return _("%(what)s: %(place)s, %(says)s") % {
        "what": what,
        "place": finding.place,
        "says": finding.says,
    }


def error_text(error: ReadingError) -> str:
    """Say what could not be read, and where."""
    return str(ERRORS[error.code]) % {"place": error.place, "value": str(error.value)[:80]}
