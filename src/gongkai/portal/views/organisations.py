"""The pages of bodies: the tree, one body's face, its openness platform (政府信息公开平台)."""

from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from gongkai.bodies.models import Appointment, Body, Contact, Role, Succession, Tier
from gongkai.catalogue.guide import guide_of
from gongkai.documents.models import Kind
from gongkai.portal import faces, finding, rows
from gongkai.portal.page_cache import tag
from gongkai.portal.rules.statutory import STATUTORY_ITEMS

TIERS = {
    Tier.COUNTY: gettext_lazy("County governments"),
    Tier.DEPARTMENT: gettext_lazy("Departments"),
    Tier.TOWNSHIP: gettext_lazy("Townships"),
    Tier.SUBDISTRICT: gettext_lazy("Subdistrict offices"),
    Tier.VILLAGE: gettext_lazy("Villages and communities"),
}
NEWEST = 10
REPORTS = 10


@dataclass(slots=True)
class Branch:
    """A body in the tree with what stands below it."""

    body: Body
    below: list["Branch"] = field(default_factory=list)


def tree(found: list[Body]) -> list[Branch]:
    """Return the tops of the tree, each with its branches, from bodies in the order of paths."""
    branches = {body.pk: Branch(body) for body in found}
    tops: list[Branch] = []
    for branch in branches.values():
        parent = branches.get(branch.body.parent_id or 0)
        (parent.below if parent else tops).append(branch)
    return tops


def by_tier(branches: list[Branch]) -> list[tuple[str, list[Branch]]]:
    """Return (name of the tier, its branches) in the order of tiers, without empty ones."""
    groups = [
        (str(TIERS[tier]), [branch for branch in branches if branch.body.tier == tier.value])
        for tier in Tier
    ]
    return [(name, group) for name, group in groups if group]


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    standing = Body.objects.standing(localdate()).defer("duties").order_by("path")
    tops = [(top, by_tier(top.below)) for top in tree(list(standing))]
    return tag(render(request, "portal/bodies.html", {"tops": tops}), "bodies", "portal")


@require_safe
def body(request: HttpRequest, code: str) -> HttpResponse:
    found = get_object_or_404(Body.objects.select_related("parent"), code=code)
    today = localdate()
    appointments = (
        Appointment.objects.running(today)
        .filter(body=found, public=True)
        .select_related("user", "office")
        .order_by("from_on", "pk")
    )
    posts = list(appointments)
    context = {
        "body": found,
        "theme": faces.current().theme_of(found.pk),
        "children": by_tier([Branch(child) for child in found.children.standing(today)]),
        "leaders": [post for post in posts if post.role == Role.LEADER],
        "posts": [post for post in posts if post.role != Role.LEADER],
        "offices": found.offices.all(),
        "contacts": found.contacts.all(),
        "successions": Succession.objects.filter(predecessor=found).select_related("successor"),
        "newest": rows.newest(NEWEST, today, owner_id=found.pk),
        "dissolved": found.dissolved_on is not None and found.dissolved_on <= today,
    }
    return tag(render(request, "portal/body.html", context), "bodies", "portal", f"body:{code}")


def request_contact(found: Body) -> Contact | None:
    """Return where a request for information goes: the disclosure contact of the body."""
    return found.contacts.filter(purpose=Contact.Purpose.OPENNESS).first()


@require_safe
def openness(request: HttpRequest, code: str) -> HttpResponse:
    """The four fixed parts of the platform and the way to ask (国办公开办函〔2019〕61号)."""
    found = get_object_or_404(Body.objects.select_related("parent"), code=code)
    today = localdate()
    counts = finding.counts(body=code)
    context = {
        "body": found,
        "theme": faces.current().theme_of(found.pk),
        "statutory": [
            (kind, rows.kind_name(kind), item, counts.count("kind", kind))
            for kind, item in STATUTORY_ITEMS.items()
        ],
        "rules": finding.openness_rules(code),
        "reports": rows.newest(REPORTS, today, owner_id=found.pk, kinds=[Kind.ANNUAL_REPORT.value]),
        "contact": request_contact(found),
    }
    response = render(request, "portal/openness.html", context)
    return tag(response, "bodies", "portal", "index", f"body:{code}")


@require_safe
def guide(request: HttpRequest, code: str) -> HttpResponse:
    """The openness guide (公开指南), made by the catalogue from the body's own data."""
    found = get_object_or_404(Body.objects.select_related("parent"), code=code)
    context = {
        "body": found,
        "theme": faces.current().theme_of(found.pk),
        "guide": guide_of(found, localdate()),
    }
    response = render(request, "portal/openness_guide.html", context)
    return tag(response, "bodies", "portal", "catalogue")
