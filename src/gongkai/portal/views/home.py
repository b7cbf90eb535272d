"""The home page: search first, what is new, the statutory entries, figures that open records."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.bodies.models import Body
from gongkai.documents.models import Kind
from gongkai.documents.rules.validity import Validity
from gongkai.portal import faces, finding, rows
from gongkai.portal.models import HomePage, TopicPage
from gongkai.portal.page_cache import tag

NEWEST = 10
ASKED = 10
TOPICS = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """A statutory entry: a link and the line that says what is behind it."""

    label: str
    url: str
    line: str


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
        "figures": figures(today),
        "topics": list(topics[:TOPICS]),
    }  # fmt: skip
    return tag(
        render(request, "portal/home.html", context), "documents", "bodies", "portal", "index"
    )


def _asked_url(path: str, query: str) -> str:
    return rows.here(path) if path else f"{reverse('portal:search')}?{finding.encoded(q=query)}"


@lru_cache(maxsize=64)
def statutory(code: str, prefix: str, language: str | None) -> list[Entry]:
    """Return what the regulation makes every government keep open (Order 711, arts. 12, 19-22).

    The arguments are what the addresses and the words depend on.
    """
    wanted = [
        (_("Openness platform"), "portal:openness", [code],
         _("Guide, rules, statutory content and annual reports of this government.")),
        (_("Policy library"), "portal:library", [],
         _("Every public document, by body, kind, year and validity.")),
        (_("Ask for information"), "applications:index", [],
         _("In writing, without giving a reason; answered within 20 working days.")),
        (_("Catalogue of openness"), "catalogue:index", [],
         _("What each body must publish, when, and where it stands.")),
        (_("Columns by kind"), "portal:columns", [],
         _("Budgets, plans, statistics, licences, penalties and the rest, by kind.")),
        (_("Bodies"), "portal:bodies", [],
         _("Duties, leaders, addresses and office hours.")),
    ]  # fmt: skip
    found = []
    for label, name, arguments, line in wanted:
        try:
            found.append(Entry(label, reverse(name, args=arguments), line))
        except NoReverseMatch:
            continue
    return found


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
