"""A version under the magnifying glass: its findings, and what it changes against another.

For the clerk, drafts included; the rules are those of 国办发〔2019〕54号 and Order 711.
"""

from collections import Counter
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from openpyxl import Workbook

from gongkai.bodies.models import Body
from gongkai.catalogue.exports import XLSX_TYPE, row_of
from gongkai.catalogue.models import Directory, Item
from gongkai.catalogue.rules import consistency
from gongkai.catalogue.rules.changes import compare
from gongkai.catalogue.rules.doubts import Column, Doubt, Reason, shortened
from gongkai.catalogue.rules.publishers import Named, match
from gongkai.catalogue.words import advice_text, column_name, doubt_text, reason_name
from gongkai.catalogue.workbench import kept
from gongkai.screening.rules.cells import defused

ROWS_A_PAGE = 100
COUNTY_ENDING = "人民政府"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not agree: where it stands, what it is, what to do about it."""

    item: Item
    row: int
    doubt: Doubt

    @property
    def column(self) -> str:
        return column_name(self.doubt.column)

    @property
    def words(self) -> str:
        return doubt_text(self.doubt)

    @property
    def advice(self) -> str:
        return advice_text(self.doubt.reason)


def findings_of(directory: Directory) -> list[Finding]:
    """Return all findings of a version, in the order of its rows, counted from 1."""
    items = list(directory.items.select_related("area").order_by("area__position", "position"))
    rows = [row_of(item) for item in items]
    named = _named(directory.body)
    county = directory.body.name.removesuffix(COUNTY_ENDING)
    seen: set[tuple[str, ...]] = set()
    found: list[Finding] = []
    for place, (item, row) in enumerate(zip(items, rows, strict=True), start=1):
        doubts = list(consistency.doubts(row))
        said = (row.area, row.level1, row.level2, row.level3, row.content)
        if said in seen:
            doubts.append(Doubt(place, Column.LEVEL1, Reason.TWICE, shortened(row.level1)))
        seen.add(said)
        if row.publisher:
            doubts += [
                Doubt(place, Column.PUBLISHER, Reason.NO_BODY, shortened(part))
                for part in match(row.publisher, named, county=county).unknown
            ]
        found += [Finding(item, place, doubt) for doubt in doubts]
    return found


def _named(body: Body) -> list[Named]:
    bodies = Body.objects.standing(localdate()).under(body)
    return [Named(one.code, (one.name, one.short_name), one.tier) for one in bodies]


@require_safe
def findings(request: HttpRequest, pk: int) -> HttpResponse:
    """List what does not agree, with row and advice; one reason or all."""
    directory = kept(request, pk)
    everything = findings_of(directory)
    counts = Counter(finding.doubt.reason for finding in everything)
    chosen = next((r for r in counts if r.value == request.GET.get("reason")), None)
    shown = [f for f in everything if chosen is None or f.doubt.reason is chosen]
    context = {
        "directory": directory,
        "page": Paginator(shown, ROWS_A_PAGE).get_page(request.GET.get("p")),
        "total": len(everything),
        "reasons": [
            (reason.value, reason_name(reason), count) for reason, count in counts.most_common()
        ],
        "chosen": chosen.value if chosen else "",
    }
    return render(request, "catalogue/desk/findings.html", context)


@require_safe
def findings_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """Send all findings as a workbook."""
    directory = kept(request, pk)
    book: Any = Workbook(write_only=True)
    sheet = book.create_sheet(_("Findings")[:31])
    for letter, width in zip("ABCDEFG", (6, 16, 10, 40, 18, 50, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.append([f"{directory.title} {directory.version_on.isoformat()}"])
    sheet.append(
        [
            _("Row"), _("area"), _("printed number"), _("Matter"), _("Column"),
            _("What is doubtful"), _("What to do"),
        ]
    )  # fmt: skip
    for finding in findings_of(directory):
        item = finding.item
        cells = [item.area.name, item.number, str(item), finding.column, finding.words]
        sheet.append([finding.row, *(defused(cell) for cell in cells), finding.advice])
    out = BytesIO()
    book.save(out)
    response = HttpResponse(out.getvalue(), content_type=XLSX_TYPE)
    name = f"findings-{directory.tier}-{directory.version_on.isoformat()}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
def changes(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a version, a draft too, changes against another of the same body and tier."""
    directory = kept(request, pk)
    others = list(
        Directory.objects.filter(body=directory.body, tier=directory.tier)
        .exclude(pk=directory.pk)
        .order_by("-version_on")
    )
    earlier = [other for other in others if other.version_on < directory.version_on]
    named = [other for other in others if str(other.pk) == request.GET.get("from")]
    against = next(iter(named + earlier), None)
    context: dict[str, Any] = {"directory": directory, "others": others, "against": against}
    if against is not None:
        context["changes"] = compare(by_code(against), by_code(directory))
    return render(request, "catalogue/desk/changes.html", context)


def by_code(directory: Directory) -> dict[str, Item]:
    """Return the items of a version by their codes."""
    items = directory.items.select_related("area").order_by("area__position", "position")
    return {item.code: item for item in items}


CHECK_URLS: list[URLPattern] = [
    path("<int:pk>/findings/", findings, name="findings"),
    path("<int:pk>/findings.xlsx", findings_xlsx, name="findings_xlsx"),
    path("<int:pk>/changes/", changes, name="changes"),
]
