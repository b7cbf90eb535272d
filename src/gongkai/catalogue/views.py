"""The public pages of the catalogue: the areas, one area, one dated version and its files."""

from dataclasses import dataclass, field
from datetime import date

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from gongkai.catalogue import access, exports
from gongkai.catalogue.booklet import as_pdf
from gongkai.catalogue.models import Area, Directory, Item, Tier
from gongkai.catalogue.rules.changes import compare

ITEMS_A_PAGE = 30


@dataclass(slots=True)
class AreaLine:
    """An area on the front page, with how many items each tier has in it."""

    area: Area
    counts: list[tuple[str, str, int]] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(count for _, _, count in self.counts)


def kept(response: HttpResponse, *reads: str) -> HttpResponse:
    """Let the page cache keep a page; it is dropped when a row of the catalogue changes."""
    response["X-Page-Tags"] = "bodies catalogue portal"
    if reads:
        response["X-Page-Reads"] = " ".join(reads)
    return response


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the areas with the items that each tier opens in them."""
    directories = _in_force(localdate())
    counts = _counts(directories)
    lines = []
    for area in Area.objects.all():
        line = AreaLine(area)
        for tier in Tier:
            count = sum(counts.get((d.pk, area.pk), 0) for d in directories if d.tier == tier)
            line.counts.append((tier.value, str(tier.label), count))
        lines.append(line)
    context = {
        "national": [line for line in lines if line.area.number is not None],
        "local": [line for line in lines if line.area.number is None and line.total],
        "directories": [
            (
                directory,
                sum(1 for pk, _ in counts if pk == directory.pk),
                sum(count for (pk, _), count in counts.items() if pk == directory.pk),
            )
            for directory in directories
        ],
    }
    return kept(render(request, "catalogue/index.html", context))


@require_safe
def area(request: HttpRequest, code: str) -> HttpResponse:
    """Show what is opened in one area, tier by tier."""
    found = get_object_or_404(Area, code=code)
    directories = _in_force(localdate())
    counts = _counts(directories, area=found)
    present = [d for d in directories if (d.pk, found.pk) in counts]
    chosen = _chosen(present, request.GET.get("directory", ""), request.GET.get("tier", ""))
    items: QuerySet[Item] = Item.objects.filter(directory=chosen, area=found).order_by("position")
    context = {
        "area": found,
        "directories": [(d, counts[d.pk, found.pk]) for d in present],
        "chosen": chosen,
        "several": len({d.body_id for d in present}) > 1,
        "query": f"directory={chosen.pk}&" if chosen else "",
        **_paged(request, items),
    }
    response = render(request, "catalogue/area.html", context)
    return kept(response, "directory", "tier", "page")


@require_safe
def directory(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one version, all areas or one."""
    found = _found(pk)
    counts = {area: count for (_, area), count in _counts([found]).items()}
    areas = [(row, counts[row.pk]) for row in Area.objects.filter(pk__in=counts)]
    chosen = next((row for row, _ in areas if row.code == request.GET.get("area")), None)
    items = found.items.select_related("area").order_by("area__position", "position")
    if chosen is not None:
        items = items.filter(area=chosen)
    versions = list(
        Directory.objects.published()
        .filter(body=found.body, tier=found.tier)
        .order_by("-version_on")
    )
    begun = [version for version in versions if version.version_on <= localdate()]
    context = {
        "directory": found,
        "areas": areas,
        "total": sum(counts.values()),
        "area": chosen,
        "query": f"area={chosen.code}&" if chosen else "",
        **_paged(request, items),
        "versions": versions,
        "newest": begun[0] if begun and begun[0].version_on > found.version_on else None,
        "previous": next((v for v in versions if v.version_on < found.version_on), None),
    }
    response = render(request, "catalogue/directory.html", context)
    return kept(response, "area", "page")


@require_safe
def booklet(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a whole version on one page, to be printed."""
    found = _found(pk)
    context = {"directory": found, "groups": list(exports.items_of(found))}
    return kept(render(request, "catalogue/booklet.html", context))


@require_safe
def changes(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a version changed against the one before it, or an earlier one asked for."""
    found = _found(pk)
    earlier = list(
        Directory.objects.published()
        .filter(body=found.body, tier=found.tier, version_on__lt=found.version_on)
        .order_by("-version_on")
    )
    if not earlier:
        raise Http404
    asked = request.GET.get("from", "")
    previous = next((row for row in earlier if str(row.pk) == asked), earlier[0])
    context = {
        "directory": found,
        "previous": previous,
        "earlier": earlier,
        "changes": compare(_by_code(previous), _by_code(found)),
    }
    return kept(render(request, "catalogue/changes.html", context), "from")


@require_safe
def workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a version as an Excel workbook."""
    found = _found(pk)
    response = HttpResponse(exports.as_xlsx(found), content_type=exports.XLSX_TYPE)
    return kept(_named(response, found, "xlsx"))


@require_safe
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a version as a booklet to be printed, its version on every page."""
    found = _found(pk)
    address = request.build_absolute_uri(found.get_absolute_url())
    response = HttpResponse(as_pdf(found, address), content_type="application/pdf")
    return kept(_named(response, found, "pdf"))


@require_safe
def table(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a version as a CSV table."""
    found = _found(pk)
    response = HttpResponse(exports.as_csv(found), content_type="text/csv; charset=utf-8")
    return kept(_named(response, found, "csv"))


def _found(pk: int) -> Directory:
    return get_object_or_404(access.public().select_related("body"), pk=pk)


def _named(response: HttpResponse, found: Directory, ending: str) -> HttpResponse:
    name = f"{found.body.code}-{found.tier}-{found.version_on.isoformat()}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _in_force(today: date) -> list[Directory]:
    """Return the versions in force, the top body's first, in the order of tiers."""
    order = {tier.value: place for place, tier in enumerate(Tier)}
    found = Directory.objects.in_force(today).select_related("body").order_by("body__path")
    return sorted(found, key=lambda row: (row.body.path, order[row.tier]))


def _counts(directories: list[Directory], area: Area | None = None) -> dict[tuple[int, int], int]:
    """Return how many items each version has in each area: one query."""
    items = Item.objects.filter(directory__in=[row.pk for row in directories])
    if area is not None:
        items = items.filter(area=area)
    rows = items.values_list("directory", "area").annotate(count=Count("pk")).order_by()
    return {(directory, place): count for directory, place, count in rows}


def _chosen(present: list[Directory], key: str, tier: str) -> Directory | None:
    """Return the version asked for by its key, else by its tier, else the first."""
    named = [row for row in present if str(row.pk) == key]
    of_tier = [row for row in present if row.tier == tier]
    return next(iter(named + of_tier + present), None)


def _paged(request: HttpRequest, items: QuerySet[Item]) -> dict[str, object]:
    """Return the page asked for and the numbers to go on with; beyond the end is the last page."""
    pages = Paginator(items, ITEMS_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    numbers = pages.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return {"page": page, "numbers": list(numbers), "gap": Paginator.ELLIPSIS}


def _by_code(found: Directory) -> dict[str, Item]:
    return {item.code: item for item in found.items.select_related("area").order_by("position")}
