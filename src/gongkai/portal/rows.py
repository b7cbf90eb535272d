"""One row of a list of documents, the same whether it came from the database or the index."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import get_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from gongkai.documents.access import public
from gongkai.documents.models import Document, Kind
from gongkai.documents.renditions.facts import validity_name
from gongkai.documents.rules.validity import Validity
from gongkai.portal.language import in_english

STATES = {
    Validity.AMENDED: "is-warn",
    Validity.PARTLY: "is-warn",
    Validity.REPEALED: "is-stop",
    Validity.LAPSED: "is-stop",
    Validity.NOT_YET: "is-note",
}
# The kinds whose force is worth saying even when nothing is wrong with it.
BINDING = frozenset({Kind.NORMATIVE.value, Kind.POLICY.value})
SHOWN_FIELDS = (
    "key", "title", "kind", "document_number", "published_on",
    "standing", "effective_on", "expires_on",
    "owner__name", "owner__short_name", "owner__name_en", "owner__code",
)  # fmt: skip


def here(path: str) -> str:
    """Return an address of a Chinese page in the language and type size of this page."""
    prefix = get_script_prefix().rstrip("/")
    return f"{prefix}/en{path}" if in_english() else f"{prefix}{path}"


def kind_name(kind: str) -> str:
    """Return the name of a kind; a kind that a later release knows keeps its own word."""
    if kind == "page":
        return gettext("Page of this site")
    if kind == "letter":
        return gettext("Letter and reply")
    try:
        return str(Kind(kind).label)
    except ValueError:
        return kind


@dataclass(frozen=True, slots=True)
class Row:
    """What a list says of a document. `title` and `text` may carry marks when they are safe."""

    url: str
    title: str | SafeString
    kind: str
    body: str
    number: str = ""
    published_on: date | None = None
    validity: Validity | None = None
    text: str | SafeString = ""

    @property
    def kind_name(self) -> str:
        return kind_name(self.kind)

    @property
    def state_class(self) -> str:
        """The look of the validity mark; empty when the text is simply in force."""
        return STATES.get(self.validity, "") if self.validity else ""

    @property
    def state_name(self) -> str:
        """The word of the validity mark, for texts whose force is worth saying."""
        if self.validity is None or (self.kind not in BINDING and not self.state_class):
            return ""
        return validity_name(self.validity)


def of_document(document: Document, today: date) -> Row:
    """Return the row of a document whose owner has been read with it."""
    return Row(
        url=here(f"/documents/{document.key}/"),
        title=document.title,
        kind=document.kind,
        body=document.owner.brief,
        number=document.document_number,
        published_on=document.published_on,
        validity=document.validity(today),
    )


def newest(
    limit: int, today: date, *, owner_id: int | None = None, kinds: Iterable[str] = ()
) -> list[Row]:
    """Return the newest public documents: one query along an index."""
    found = public().select_related("owner").only(*SHOWN_FIELDS)
    if owner_id is not None:
        found = found.filter(owner_id=owner_id)
    kinds = list(kinds)
    if len(kinds) == 1:
        found = found.filter(kind=kinds[0])
    elif kinds:
        found = found.filter(kind__in=kinds)
    rows = found.order_by("-published_on", "-pk")[:limit]
    return [of_document(row, today) for row in rows]
