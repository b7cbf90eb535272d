"""Duties in words, and as a workbook."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from openpyxl import Workbook

from gongkai.audits.duties import Duty
from gongkai.catalogue.rules.timing import Kind, TimeLimit, Unit
from gongkai.screening.rules.cells import defused

STATES = {
    "empty": pgettext_lazy("state of a duty", "Nothing opened"),
    "missing": pgettext_lazy("state of a duty", "Overdue, not opened"),
    "stale": pgettext_lazy("state of a duty", "Long without anything new"),
    "late": pgettext_lazy("state of a duty", "Opened late"),
    "unread": pgettext_lazy("state of a duty", "Time limit not understood"),
    "unowned": pgettext_lazy("state of a duty", "Nobody named"),
    "due": pgettext_lazy("state of a duty", "Not due yet"),
    "done": pgettext_lazy("state of a duty", "In order"),
}
PERIODS = {
    "day": gettext_lazy("every day"),
    "week": gettext_lazy("every week"),
    "month": gettext_lazy("every month"),
    "quarter": gettext_lazy("every quarter"),
    "half_year": gettext_lazy("every half-year"),
    "year": gettext_lazy("every year"),
}
UNITS = {
    Unit.WORKING: gettext_lazy("working days"),
    Unit.CALENDAR: gettext_lazy("calendar days"),
    Unit.MONTH: gettext_lazy("calendar months"),
}
# A spreadsheet would take a text that begins so for a formula.


def state_words(state: str) -> str:
    """Say how a duty stands."""
    return str(STATES[state])


def limit_words(limit: TimeLimit | None) -> str:
    """Say what was understood of a time limit."""
    if limit is None:
        return _("not understood: please say it in another way")
    parts = []
    if limit.period and limit.kind is Kind.WITHIN:
        parts.append(
            _("%(period)s, within %(days)d %(unit)s after its end")
            % {
                "period": PERIODS[limit.period],
                "days": limit.days or 0,
                "unit": UNITS[limit.unit],
            }
        )
    elif limit.period:
        parts.append(str(PERIODS[limit.period]))
    elif limit.days is not None:
        parts.append(
            _("within %(days)d %(unit)s") % {"days": limit.days, "unit": UNITS[limit.unit]}
        )
    else:
        parts.append(_("no number of days: 20 working days by law (article 26)"))
    if limit.posted_days is not None:
        parts.append(
            _("posted for %(days)d %(unit)s")
            % {"days": limit.posted_days, "unit": UNITS[limit.posted_unit]}
        )
    return pgettext("between clauses", ", ").join(parts)


def as_xlsx(duties: Iterable[Duty], heading: str) -> bytes:
    """Return duties as a workbook, the day and directory in its first row."""
    book: Any = Workbook(write_only=True)
    sheet = book.create_sheet(_("Duties of openness")[:31])
    for letter, width in zip(
        "ABCDEFGHIJKL", (16, 44, 30, 26, 22, 12, 13, 20, 13, 13, 8, 8), strict=True
    ):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "C3"
    sheet.append([heading])
    sheet.append(
        [
            _("Area of openness"), _("Item of the directory"), _("Time limit as printed"),
            _("Time limit as understood"), _("Body that owes it"), _("Person"), _("Signed"),
            _("State of the duty"), _("Last opened"), _("Due date"), _("Missing"), _("Late"),
        ]
    )  # fmt: skip
    for duty in duties:
        how = duty.standing
        cells = [
            duty.item.area.name, str(duty.item), duty.item.time_limit, limit_words(duty.limit),
            duty.body.name if duty.body else "", str(duty.person or ""), duty.signed_on,
            state_words(duty.state), duty.newest, duty.due,
            how.missing if how else None, how.late if how else None,
        ]  # fmt: skip
        sheet.append([defused(cell) for cell in cells])
    out = BytesIO()
    book.save(out)
    return out.getvalue()
