"""What is new, for readers of feeds: Atom and JSON Feed, of the whole site, a body or a kind."""

from dataclasses import dataclass
from datetime import datetime, time

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from gongkai.bodies.models import Body
from gongkai.documents.access import public
from gongkai.documents.models import Document, DocumentQuerySet, Kind
from gongkai.portal import faces
from gongkai.portal.page_cache import tag

ENTRIES = 50
FORMS = ("atom", "json")


class FeedForm:
    """The ending of a feed's address, for Django's address patterns."""

    regex = "|".join(FORMS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed before it is written: what it is called, where its page is, what it lists."""

    title: str
    page: str
    address: str
    documents: list[Document]

    @property
    def changed_at(self) -> datetime | None:
        return max((changed_at(document) for document in self.documents), default=None)


def changed_at(document: Document) -> datetime:
    """Return when the public text last changed."""
    found = document.changed_at or document.published_at
    return timezone.localtime(found) if found else _midnight(document)


def _midnight(document: Document) -> datetime:
    day = document.published_on or document.made_on
    return timezone.make_aware(datetime.combine(day, time.min)) if day else timezone.now()


@require_safe
def site(request: HttpRequest, form: str) -> HttpResponse:
    name = faces.current().main.name
    return tag(_answer(request, form, name, "/", public()), "documents", "portal")


@require_safe
def of_body(request: HttpRequest, code: str, form: str) -> HttpResponse:
    body = get_object_or_404(Body, code=code)
    found = public().filter(owner=body)
    answer = _answer(request, form, body.shown_name, f"/bodies/{code}/", found)
    return tag(answer, f"body:{code}", "bodies")


@require_safe
def of_kind(request: HttpRequest, kind: str, form: str) -> HttpResponse:
    if kind not in Kind.values:
        raise Http404
    name = f"{faces.current().main.name} {Kind(kind).label}"
    answer = _answer(request, form, name, f"/columns/{kind}/", public().filter(kind=kind))
    return tag(answer, "documents", "portal")


def _answer(
    request: HttpRequest, form: str, title: str, page: str, found: DocumentQuerySet
) -> HttpResponse:
    newest = found.select_related("owner").defer("body").order_by("-published_on", "-pk")
    home = settings.GONGKAI_BASE_URL
    feed = Feed(
        title=title,
        page=home + page,
        address=home + request.path_info,
        documents=list(newest[:ENTRIES]),
    )
    return _atom(feed) if form == "atom" else _json(feed)


def address(document: Document) -> str:
    """Return the permanent address, which is the entry's identity as well."""
    return f"{settings.GONGKAI_BASE_URL}/documents/{document.key}/"


def _atom(feed: Feed) -> HttpResponse:
    made = Atom1Feed(
        title=feed.title,
        link=feed.page,
        description="",
        language=get_language(),
        feed_url=feed.address,
        feed_guid=feed.address,
    )
    for document in feed.documents:
        made.add_item(
            title=document.title,
            link=address(document),
            description=document.summary,
            unique_id=address(document),
            author_name=document.issuer or document.owner.name,
            pubdate=_midnight(document),
            updateddate=changed_at(document),
            categories=[str(Kind(document.kind).label)],
        )
    return HttpResponse(
        made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"
    )


def _json(feed: Feed) -> HttpResponse:
    return JsonResponse(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed.title,
            "home_page_url": feed.page,
            "feed_url": feed.address,
            "language": get_language(),
            "items": [_item(document) for document in feed.documents],
        },
        json_dumps_params={"ensure_ascii": False},
        content_type="application/feed+json; charset=utf-8",
    )


def _item(document: Document) -> dict[str, object]:
    return {
        "id": address(document),
        "url": address(document),
        "title": document.title,
        "content_text": document.summary or document.title,
        "date_published": _midnight(document).isoformat(),
        "date_modified": changed_at(document).isoformat(),
        "authors": [{"name": document.issuer or document.owner.name}],
        "tags": [str(Kind(document.kind).label)],
    }
