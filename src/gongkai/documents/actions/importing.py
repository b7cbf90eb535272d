"""Documents of an old site taken in: what is new, changed or known, each in one transaction.

A document is known again by where it was found (`source_path`), else by its address on the old
site, else by its index number. What a clerk has edited here since is never overwritten: the old
site's new version then waits as a revision. Nothing here reads the old site; `intake` does.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from gongkai.bodies.models import Body
from gongkai.documents.actions import attaching, drafting, publishing
from gongkai.documents.actions.backfilling import Arrival, backfill_all, draft_all
from gongkai.documents.contents import Text
from gongkai.documents.models import CONTENT_FIELDS, Document, Revision, State
from gongkai.documents.rules.importing.found import Field, Found, Problem, Reason, Reference
from gongkai.documents.rules.importing.kinds import kind_of, standing_of
from gongkai.documents.rules.importing.writing import without_dead_marks
from gongkai.documents.rules.road import NotReadyError
from gongkai.screening.rules.files import FileRefusedError, media_type, tidy_name

DIGEST_SHOWN = 16  # characters of a file's digest in its address
Load = Callable[[str], bytes | None]


class Outcome(StrEnum):
    """What became of a document."""

    IMPORTED = "imported"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


class EnteredByHandError(Exception):
    """A document with this index number or address was written here; it is left as it was."""


@dataclass(frozen=True, slots=True)
class Source:
    """One document of the old site.

    Attributes:
        places: Names of where it was found, the shortest first; the first free one identifies it.
        found: What was read there.
        load: Gives the bytes of a file the text points to, None where there is none.
    """

    places: tuple[str, ...]
    found: Found
    load: Load = lambda target: None


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a source; `text` is what is kept, `problems` what people should know."""

    outcome: Outcome
    key: str
    text: Text
    problems: tuple[Problem, ...]
    lacks: NotReadyError | None = None


@dataclass(slots=True)
class _Kept:
    """A document the body has, as far as recognition needs it."""

    pk: int
    key: str
    place: str
    index_number: str
    source_url: str
    document_number: str
    title: str
    imported_digest: str = ""
    edited: bool = False
    used: bool = False

    def is_of(self, found: Found) -> bool:
        """Say whether a page in the same place still is this document."""
        if self.index_number and found.index_number:
            return self.index_number == found.index_number
        if self.source_url and found.source_url:
            return self.source_url == found.source_url
        numbers = self.document_number and found.document_number
        return (
            not numbers
            or self.document_number == found.document_number
            or (self.title == found.title)
        )


@dataclass
class Known:
    """The documents that a body has, to recognise those that come again."""

    owner: Body
    by_place: dict[str, _Kept] = field(default_factory=dict)
    by_url: dict[str, _Kept] = field(default_factory=dict)
    by_index: dict[str, _Kept] = field(default_factory=dict)

    def remember(self, kept: _Kept) -> None:
        """Add a document; the first with an address or an index number keeps it."""
        if kept.place:
            self.by_place[kept.place] = kept
        if kept.source_url:
            self.by_url.setdefault(kept.source_url, kept)
        if kept.index_number:
            self.by_index.setdefault(kept.index_number, kept)

    def recognise(self, source: Source) -> tuple[_Kept | None, str, bool]:
        """Return the document, its place, and whether another one shares its index number.

        Raises:
            EnteredByHandError: The document was written here.
        """
        found = source.found
        free = ""
        for place in source.places:
            kept = self.by_place.get(place)
            if kept is None:
                free = free or place
            elif not kept.used and kept.is_of(found):
                return kept, place, False
        free = free or f"{source.places[-1]}~{len(self.by_place)}"
        for kept in (self.by_url.get(found.source_url), self.by_index.get(found.index_number)):
            if kept is None:
                continue
            if kept.used:
                return None, free, True
            if not kept.place:
                raise EnteredByHandError
            return kept, kept.place, False
        return None, free, False


def known_of(owner: Body) -> Known:
    """Return what a body has, in two queries."""
    known = Known(owner)
    rows = Document.objects.filter(owner=owner)
    names = ("key", "source_path", "index_number", "source_url", "document_number", "title")
    kept = {row["pk"]: _Kept(row["pk"], *(row[name] for name in names))
            for row in rows.values("pk", *names)}  # fmt: skip
    revisions = Revision.objects.filter(document__owner=owner).order_by("document", "number")
    for pk, author, digest in revisions.values_list("document", "author", "digest"):
        kept[pk].edited = author is not None
        if author is None:
            kept[pk].imported_digest = digest
    for one in kept.values():
        known.remember(one)
    return known


def take_in(
    known: Known, sources: Iterable[Source], *, at: datetime, publish: bool
) -> list[Taken | EnteredByHandError]:
    """Take a batch in, whole or not at all.

    Args:
        known: What the body has; kept up to date, so one value serves a whole import.
        sources: The batch, in order.
        at: The instant of the import.
        publish: Publish what is ready, as back-filled; else leave drafts.
    """
    with transaction.atomic():
        plans = [_plan(known, source) for source in sources]
        sound = [plan for plan in plans if isinstance(plan, _Plan)]
        for plan in sound:
            if plan.outcome is not Outcome.UNCHANGED:
                _keep_files(plan.text, plan.source)
        new = [plan for plan in sound if plan.outcome is Outcome.IMPORTED]
        lacking = _enter(known.owner, new, at=at, publish=publish)
        for plan in sound:
            if plan.outcome is Outcome.UPDATED:
                error = _renew(plan, at=at, publish=publish)
                lacking |= {plan.kept.key: error} if error else {}
        return [_taken(plan, lacking) for plan in plans]


def foresee(known: Known, sources: Iterable[Source]) -> list[Taken | EnteredByHandError]:
    """Return what `take_in` would do, writing nothing."""
    return [_taken(_plan(known, source), {}) for source in sources]


@dataclass(slots=True)
class _Plan:
    """What is to be done with one source."""

    source: Source
    kept: _Kept
    text: Text
    outcome: Outcome
    problems: list[Problem]


def _plan(known: Known, source: Source) -> _Plan | EnteredByHandError:
    try:
        kept, place, shared = known.recognise(source)
    except EnteredByHandError as error:
        return error
    key = kept.key if kept else drafting.fresh_key()
    text, problems = _text(source, known.owner, key, shared=shared)
    digest = text.digest()
    if kept is None:
        outcome = Outcome.IMPORTED
        kept = _Kept(
            0, key, place, text.index_number, text.source_url, text.document_number, text.title
        )
        known.remember(kept)
    else:
        outcome = Outcome.UNCHANGED if kept.imported_digest == digest else Outcome.UPDATED
    kept.imported_digest, kept.used = digest, True
    return _Plan(source, kept, text, outcome, problems)


def _taken(
    plan: _Plan | EnteredByHandError, lacking: Mapping[str, NotReadyError]
) -> Taken | EnteredByHandError:
    if isinstance(plan, EnteredByHandError):
        return plan
    key = plan.kept.key
    return Taken(plan.outcome, key, plan.text, tuple(plan.problems), lacking.get(key))


def _enter(
    owner: Body, plans: Sequence[_Plan], *, at: datetime, publish: bool
) -> dict[str, NotReadyError]:
    """Draft the new documents and publish those that are ready; return what others lack."""
    arrivals = [
        Arrival(plan.kept.key, plan.kept.place, plan.text, plan.kept.imported_digest)
        for plan in plans
    ]
    documents = draft_all(owner, arrivals, at=at, note=_("Imported"))
    for plan, document in zip(plans, documents, strict=True):
        plan.kept.pk = document.pk
    return backfill_all(documents, at=at) if publish else {}


def _renew(plan: _Plan, *, at: datetime, publish: bool) -> NotReadyError | None:
    """Save a changed page as a revision, and publish it unless people decide here by now."""
    document = Document.objects.get(pk=plan.kept.pk)
    revision = drafting.revise(document, plan.text, by=None, at=at, note=_("Imported anew"))
    if plan.kept.edited:
        plan.problems.append(Problem(Field.BODY, Reason.EDITED_HERE))
        return None
    if not publish or document.state == State.WITHDRAWN:
        return None
    try:
        publishing.backfill(document, revision, at=at)
    except publishing.PendingError:
        plan.problems.append(Problem(Field.BODY, Reason.KEPT_AS_DRAFT))
    except NotReadyError as error:
        return error
    return None


def _text(source: Source, owner: Body, key: str, *, shared: bool) -> tuple[Text, list[Problem]]:
    """Return the text to keep, with the files it brings, and what could not be read."""
    found = source.found
    problems = list(found.problems)
    if shared:
        problems.append(Problem(Field.INDEX_NUMBER, Reason.SHARED_INDEX_NUMBER, found.index_number))
    issuer = found.issuer
    if not issuer:
        issuer = owner.name
        problems = [problem for problem in problems if problem.field != Field.ISSUER]
        problems.append(Problem(Field.ISSUER, Reason.FROM_THE_BODY))
    entries, addresses, left = _files(source, key)
    values = {
        name: getattr(found, name) for name in CONTENT_FIELDS if name in Found.__dataclass_fields__
    }
    values |= {
        "issuer": issuer,
        "kind": kind_of(found.title, f"{found.kind} {found.group_category}"),
        "standing": standing_of(found.validity),
        "body": _addressed(found.body, found.references, addresses),
        "attachments": tuple(entries),
    }
    return Text(**values), [*problems, *left]


def _files(
    source: Source, key: str
) -> tuple[list[dict[str, Any]], Mapping[int, str], list[Problem]]:
    """Return the entries of the files that are there, their addresses, and what is not."""
    entries: dict[str, dict[str, Any]] = {}
    addresses: dict[int, str] = {}
    left: list[Problem] = []
    for reference in source.found.references:
        content = source.load(reference.target)
        entry = _entry(reference, content) if content is not None else None
        if entry is None:
            what = Reason.PICTURE_LEFT_OUT if reference.picture else Reason.FILE_LEFT_OUT
            left.append(Problem(Field.BODY, what, reference.target[:80]))
            continue
        entry = entries.setdefault(entry["digest"], entry)
        digest = entry["digest"][:DIGEST_SHOWN]
        with override(settings.LANGUAGE_CODE):  # a text has no language of whoever imports it
            where = reverse("documents:file", args=[key, digest, entry["name"]])
        addresses[reference.number] = where
    return list(entries.values()), addresses, left


def _entry(reference: Reference, content: bytes) -> dict[str, Any] | None:
    """Return what a revision carries of a file, as `attaching.attach` will; None if refused."""
    stored = tidy_name(reference.target.partition("?")[0])
    ending = stored.rpartition(".")[2]
    label = reference.label if not reference.picture else ""
    name = tidy_name(label if label.lower().endswith(f".{ending}") else f"{label}.{ending}")
    name = name if label else stored
    try:
        media = media_type(name, content)
    except FileRefusedError:
        return None
    digest = hashlib.sha256(content).hexdigest()
    return {"digest": digest, "name": name, "size": len(content), "media_type": media}


def _keep_files(text: Text, source: Source) -> None:
    wanted = {entry["digest"]: entry["name"] for entry in text.attachments}
    for reference in source.found.references if wanted else ():
        content = source.load(reference.target)
        digest = hashlib.sha256(content).hexdigest() if content is not None else ""
        if content is not None and digest in wanted:
            attaching.attach(wanted.pop(digest), content)


def _addressed(body: str, references: Iterable[Reference], addresses: Mapping[int, str]) -> str:
    """Put the address of each file where the text says `import:NUMBER`; drop the dead ones."""
    for reference in references:
        mark = f'"import:{reference.number}"'
        if reference.number in addresses:
            body = body.replace(mark, f'"{addresses[reference.number]}"')
    return without_dead_marks(body) if references else body
