"""A policy on one picture: the sheet as SVG, and as PNG for messengers."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import vl_convert
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from gongkai.documents.models import Document
from gongkai.documents.renditions.facts import shown
from gongkai.documents.rules.sheet import Fact, Part, sheet
from gongkai.documents.views import address_of, published, tag
from gongkai.documents.wording import PART_NAMES


def facts_of(document: Document) -> list[Fact]:
    """Return the key facts that can be shown; an unknown part of an old text is left out."""
    return [
        Fact(Part(item["part"]), item["words"])
        for item in document.key_facts
        if item.get("part") in set(Part)
    ]


def picture(document: Document, address: str) -> str:
    """Return the sheet of a document with key facts.

    Raises:
        Http404: It has none.
    """
    facts = facts_of(document)
    if not facts:
        raise Http404
    foot = [
        " ".join(filter(None, [document.issuer, document.document_number])),
        shown(document.published_on),
        address,
    ]
    return sheet(
        document.title,
        facts,
        names={part: str(name) for part, name in PART_NAMES.items()},
        foot=[line for line in foot if line],
    )


@cache
def fonts_known() -> None:
    """Let the renderer find the packaged faces for Chinese, once for a process."""
    spec = find_spec("mplfonts")
    if spec and spec.origin:
        vl_convert.register_font_directory(str(Path(spec.origin).parent / "fonts"))


@require_safe
def as_svg(request: HttpRequest, key: str) -> HttpResponse:
    document = published(key)
    response = HttpResponse(
        picture(document, address_of(document)), content_type="image/svg+xml; charset=utf-8"
    )
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return tag(response, f"document:{key}")


@require_safe
def as_png(request: HttpRequest, key: str) -> HttpResponse:
    """Send the sheet as a picture 1080 wide, for people to hand on."""
    document = published(key)
    drawn = picture(document, address_of(document))
    fonts_known()
    response = HttpResponse(vl_convert.svg_to_png(drawn, scale=1.0), content_type="image/png")
    response["Content-Disposition"] = f'inline; filename="{key}.png"'
    return tag(response, f"document:{key}")
