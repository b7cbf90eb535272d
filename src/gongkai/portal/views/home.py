"""The home page: search first, what is new, the statutory entries, figures that open records."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import get_script_prefix, reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.bodies.models import Body
from gongkai.documents.models import Kind
from gongkai.documents.rules.validity import Validity
from gongkai.portal import faces, finding, rows
from gongkai.portal.entries import statutory, taking_part
from gongkai.portal.models import HomePage, TopicPage
from gongkai.portal.page_cache import tag

NEWEST = 10
ASKED = 10
TOPICS = 12
WAYS = 4  # of taking part; the rest stand on a page of their own


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit, what it counts, and where its records are."""

    name: str
    number: int
    unit: str
    definition: str
    url: str


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    page = HomePage.objects.live().only("title", "title_en", "lead", "lead_en").first()
    return shown(request, page)


def shown(request: HttpRequest, page: HomePage | None) -> HttpResponse:
    """Show the home page; a site whose editors wrote none yet has one all the same."""
    today = localdate()
    face = faces.current().for_host(request.get_host().rsplit(":", 1)[0])
    topics = TopicPage.objects.live().order_by("path").only("title", "title_en", "slug")
    asked = list(page.asked.all()[:ASKED]) if page else []
    context = {
        "page": page,
        "asked": [(item.shown_label, _asked_url(item.path, item.query or item.label))
                  for item in asked],
        "newest": rows.newest(NEWEST, today),
        "entries": statutory(face.code, get_script_prefix(), get_language()),
        "ways": taking_part(face.code, get_script_prefix(), get_language())[:WAYS],
        "figures": figures(today),
        "topics": list(topics[:TOPICS]),
    }  # fmt: skip
    return tag(
        render(request, "portal/home.html", context), "documents", "bodies", "portal", "index"
    )


def _asked_url(path: str, query: str) -> str:
    return rows.here(path) if path else f"{reverse('portal:search')}?{finding.encoded(q=query)}"


def figures(today: date) -> list[Figure]:
    """Return the figures of the home page, counted by the index."""
    library = reverse("portal:library")
    documents = finding.total()
    if not documents:
        return []
    year, normative, in_force = str(today.year), Kind.NORMATIVE.value, Validity.IN_FORCE.value
    return [
        Figure(
            _("Public documents"), documents, pgettext("unit", "documents"),
            _("Everything that is public now; withdrawn texts are not counted."), library,
        ),
        Figure(
            _("Published this year"), finding.total(year=year), pgettext("unit", "documents"),
            _("With a date of publication since 1 January."), f"{library}?year={year}",
        ),
        Figure(
            _("Normative documents in force"),
            finding.total(kind=normative, validity=in_force), pgettext("unit", "documents"),
            _("Neither repealed nor lapsed today."),
            f"{library}?kind={normative}&validity={in_force}",
        ),
        Figure(
            _("Bodies on this site"),
            Body.objects.standing(today).count(), pgettext("unit", "bodies"),
            _("Standing today, from the county to the villages."), reverse("portal:bodies"),
        ),
    ]  # fmt: skip
