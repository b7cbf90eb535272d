"""The public proof of a document (公开存证): what was logged, when, and how to check it oneself."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.documents.actions.sealing import CONTENT_NAME
from gongkai.documents.contents import Text
from gongkai.documents.models import Document
from gongkai.documents.views import address_of, published, tag
from gongkai.ledger import access
from gongkai.ledger.keys import verifier
from gongkai.ledger.models import Event
from gongkai.ledger.receipts import SUFFIX, NotLoggedError, manifest_of, receipt


def logged(document: Document) -> Event:
    """Return the event that made the public revision public."""
    revision = document.public_revision
    event = access.latest_shown(document.key, revision.number if revision else None)
    if event is None:
        raise Http404
    return event


@require_safe
def proof(request: HttpRequest, key: str) -> HttpResponse:
    """Explain in plain words what the log proves of this document."""
    document = published(key)
    context = {
        "document": document,
        "event": logged(document),
        "history": access.history(key).defer("enclosure"),
        "address": address_of(document),
        "vkey": verifier().vkey,
        "receipt_name": f"{key}{SUFFIX}",
        "content_name": CONTENT_NAME,
    }
    return tag(render(request, "documents/public/proof.html", context), f"document:{key}")


@require_safe
def receipt_file(request: HttpRequest, key: str) -> HttpResponse:
    """Send the receipt: one text file that proves the entry offline."""
    try:
        content = receipt(logged(published(key)))
    except NotLoggedError as error:
        raise Http404 from error
    return _sent(content.encode(), "text/plain; charset=utf-8", f"{key}{SUFFIX}")


@require_safe
def manifest_file(request: HttpRequest, key: str) -> HttpResponse:
    """Send the manifest whose digest stands in the log."""
    content = manifest_of(logged(published(key)))
    if content is None:
        raise Http404
    return _sent(content, "application/json", "manifest.json")


@require_safe
def content_file(request: HttpRequest, key: str) -> HttpResponse:
    """Send the text as it was logged: every field, canonical JSON."""
    return _sent(Text.of(published(key)).canonical(), "application/json", CONTENT_NAME)


def _sent(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
