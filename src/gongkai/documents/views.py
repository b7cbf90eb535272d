"""The public pages of one document: its page, its renditions and its files.

A draft is a 404 like a key that never was; a withdrawn document answers 410 and says what was
there, when it went and why.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.documents import access
from gongkai.documents.models import (
    Document,
    Relation,
    Review,
    Signature,
    State,
    StepChoice,
)
from gongkai.documents.renditions import records
from gongkai.documents.renditions.facts import facts
from gongkai.documents.renditions.pdf import pdf
from gongkai.documents.renditions.word import word
from gongkai.documents.rules.sheet import Part
from gongkai.documents.sending import PLAYED, download, kept_file
from gongkai.documents.wording import PART_NAMES
from gongkai.screening.rules.files import OFFICE

RELATED_MAX = 50


def address_of(document: Document) -> str:
    """Return the permanent address, the Chinese page's, whatever language is being read."""
    return f"{settings.GONGKAI_BASE_URL}/documents/{document.key}/"


def tag(response: HttpResponse, *tags: str) -> HttpResponse:
    """Name what a page shows, so that a kept copy is dropped exactly when that changes."""
    # Every page also carries the names of bodies and the face of the site.
    response["X-Page-Tags"] = " ".join(sorted({"bodies", "portal", *tags}))
    return response


def published(key: str) -> Document:
    """Return a published document by its key, with its body."""
    rows = access.public().select_related("owner", "public_revision")
    # The text stands in the document itself; a revision's copy of it would be read for nothing.
    rows = rows.defer("public_revision__content")
    return get_object_or_404(rows, key=key)


@require_safe
def document(request: HttpRequest, key: str) -> HttpResponse:
    rows = access.remembered().select_related("owner", "public_revision__author")
    rows = rows.defer("public_revision__content")
    found = get_object_or_404(rows, key=key)
    today = localdate()
    if found.state == State.WITHDRAWN:
        gone = render(request, "documents/public/withdrawn.html", {"document": found}, status=410)
        return tag(gone, f"document:{key}")
    context: dict[str, Any] = {
        "document": found,
        "facts": facts(found, today),
        "validity": found.validity(today),
        "address": address_of(found),
        "byline": byline(found),
        "key_facts": [
            {"name": PART_NAMES[Part(fact["part"])], "words": fact["words"]}
            for fact in found.key_facts
            if fact.get("part") in set(Part)
        ],
        "played": [item for item in found.attachments if item["media_type"] in PLAYED],
        **related(found),
    }
    response = render(request, "documents/public/document.html", context)
    tags = {f"document:{other.key}" for _kind, other in context["relations"]}
    return tag(response, f"document:{key}", *tags)


def byline(found: Document) -> list[tuple[str, str]]:
    """Return who wrote, reviewed and published the public revision, from the record alone.

    An imported text has none: nobody here can vouch for who did it there.
    """
    if found.backfilled:
        return []
    review = found.reviews.filter(revision=found.public_revision_id, state=Review.State.SPENT)
    names = [str(signature.signer) for signature in signatures_of(review)]
    release = found.releases.filter(revision=found.public_revision_id, verb="publish")
    editor = release.select_related("by").first()
    author = found.public_revision.author if found.public_revision else None
    rows = [
        (_("Contributed by"), str(author) if author else ""),
        (_("Reviewed by"), " ".join(names)),
        (_("Edited by"), str(editor.by) if editor and editor.by else ""),
    ]
    return [(name, people) for name, people in rows if people]


def signatures_of(reviews: QuerySet[Review]) -> QuerySet[Signature]:
    """Return the signatures of the reviewers proper, the secrecy review apart."""
    return (
        Signature.objects.filter(review__in=reviews)
        .exclude(step=StepChoice.SECRECY)
        .select_related("signer")
    )


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A public document on the other end of a relation, as far as a page names it."""

    key: str
    title: str
    document_number: str
    published_on: date | None

    def get_absolute_url(self) -> str:
        return reverse("documents:document", args=[self.key])


SHOWN = ("key", "title", "document_number", "published_on")  # the fields of a Neighbour


def related(found: Document) -> dict[str, Any]:
    """Return the public documents on either end of a relation, in one query.

    `relations` holds (what this one does to the other, other) and the reverse; the page
    groups them. Only what is public is named.
    """
    ends = ("other", "document")
    rows = Relation.objects.filter(
        Q(document=found, other__state=State.PUBLISHED)
        | Q(other=found, document__state=State.PUBLISHED)
    ).values_list("kind", "document_id", *(f"{end}__{name}" for end in ends for name in SHOWN))
    outward, inward = [], []
    for kind, document_id, *values in rows[: 2 * RELATED_MAX]:
        if document_id == found.pk:
            outward.append((kind, Neighbour(*values[: len(SHOWN)])))
        else:
            inward.append((kind, Neighbour(*values[len(SHOWN) :])))
    return {
        "relations": [*outward, *((f"{kind}_by", other) for kind, other in inward)],
        "interpretations": [other for kind, other in inward if kind == "interprets"],
        "interpreted": [other for kind, other in outward if kind == "interprets"],
        "successors": [other for kind, other in inward if kind in {"replaces", "repeals"}],
    }


@require_safe
def printed(request: HttpRequest, key: str) -> HttpResponse:
    found = published(key)
    context = {
        "document": found,
        "facts": facts(found, localdate()),
        "address": address_of(found),
        "validity": found.validity(localdate()),
    }
    return tag(render(request, "documents/public/print.html", context), f"document:{key}")


@require_safe
def as_word(request: HttpRequest, key: str) -> HttpResponse:
    found = published(key)
    content = word(found, address_of(found), localdate())
    return tag(download(content, OFFICE["docx"], f"{found.title}.docx"), f"document:{key}")


@require_safe
def as_pdf(request: HttpRequest, key: str) -> HttpResponse:
    found = published(key)
    content = pdf(found, address_of(found), localdate())
    return tag(download(content, "application/pdf", f"{found.title}.pdf"), f"document:{key}")


@require_safe
def as_json(request: HttpRequest, key: str) -> HttpResponse:
    found = published(key)
    response = JsonResponse(
        records.record(found, address_of(found), localdate()),
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )
    return tag(response, f"document:{key}")


@require_safe
def file(request: HttpRequest, key: str, digest: str, name: str) -> HttpResponseBase:
    """Send an attachment of the public revision; nothing in it is ever run by our pages."""
    found = published(key)
    for item in found.attachments:
        if item["digest"].startswith(digest) and item["name"] == name:
            return kept_file(request, item)
    raise Http404
