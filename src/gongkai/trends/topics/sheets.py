"""Hot topics as a workbook of two sheets, the table and the letters, in the layout of the field."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from gongkai.screening.rules.cells import defused
from gongkai.trends.topics.letters import Kept
from gongkai.trends.topics.table import Topic

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A spreadsheet would take a text that begins so for a formula.
WRAPPED = Alignment(vertical="top", wrap_text=True)


def workbook(topics: Sequence[Topic], kept: Kept) -> bytes:
    """Return the table of topics and the list of their letters as an xlsx file."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = _("Hot topics")
    _fill_topics(sheet, topics)
    _fill_letters(book.create_sheet(_("Letters of the topics")), topics, kept)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _fill_topics(sheet: Any, topics: Sequence[Topic]) -> None:
    header = (
        _("Rank"),
        _("Topic number"),
        _("Heat"),
        _("Time range"),
        _("Place and people"),
        _("Description"),
    )
    rows = [
        (
            topic.rank,
            topic.number,
            topic.heat,
            _("%(first)s to %(last)s")
            % {"first": f"{topic.first_on:%Y/%m/%d}", "last": f"{topic.last_on:%Y/%m/%d}"},
            topic.place_and_people,
            topic.title,
        )
        for topic in topics
    ]
    _fill(sheet, header, rows, (8, 10, 10, 26, 30, 60))


def _fill_letters(sheet: Any, topics: Sequence[Topic], kept: Kept) -> None:
    header = (
        _("Topic number"),
        _("Letter number"),
        _("Writer"),
        _("Subject"),
        _("Time"),
        _("Beginning of the letter"),
        _("Likes"),
        _("Dislikes"),
    )
    rows = [
        (
            topic.number,
            kept.numbers[at],
            kept.users[at],
            kept.subjects[at],
            f"{kept.received[at]:%Y/%m/%d %H:%M:%S}",
            kept.leads[at],
            kept.likes[at],
            kept.dislikes[at],
        )
        for topic in topics
        for at in topic.members
    ]
    _fill(sheet, header, rows, (10, 14, 16, 44, 20, 80, 8, 8))


def _fill(
    sheet: Any,
    header: Sequence[str],
    rows: Sequence[Sequence[object]],
    widths: Sequence[int],
) -> None:
    sheet.append([str(cell) for cell in header])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in rows:
        sheet.append([defused(cell) for cell in row])
    for column, width in zip("ABCDEFGHIJ", widths, strict=False):
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "A2"
