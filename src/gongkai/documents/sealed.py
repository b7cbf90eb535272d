"""What the publication log and documents say to each other.

The log tells when a change has been signed; the documents tell what the site shows, so that the
daily list and the audit can compare.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from gongkai.custody import files
from gongkai.documents.actions import sealing
from gongkai.documents.contents import Text
from gongkai.documents.models import Document, Release
from gongkai.ledger import signals, sources
from gongkai.ledger.rules.manifest import File
from gongkai.ledger.sources import PublicItem

CHUNK = 500


class PublicDocuments:
    """The documents that the site shows, as the audit compares them with the log."""

    name = "documents"

    def public(self) -> Iterator[PublicItem]:
        """Yield every published document with the digest under which it was logged."""
        rows = Document.objects.published().select_related("public_revision").order_by("pk")
        batch: list[Document] = []
        for row in rows.iterator(chunk_size=CHUNK):
            batch.append(row)
            if len(batch) == CHUNK:
                yield from _items(batch)
                batch = []
        yield from _items(batch)


def _items(rows: Sequence[Document]) -> Iterator[PublicItem]:
    releases = (
        Release.objects.filter(document__in=rows, done_at__isnull=False)
        .exclude(manifest_digest="")
        .order_by("pk")
    )
    digests = dict(releases.values_list("document_id", "manifest_digest"))
    for row in rows:
        revision = row.public_revision
        yield PublicItem(
            doc=row.key,
            rev=revision.number if revision else 0,
            manifest_digest=digests.get(row.pk, ""),
            shown_on=row.published_on,
            backfilled=row.backfilled,
            files=partial(_files, row),
            title=row.title,
        )


def _files(row: Document) -> tuple[File, ...]:
    """Hash what is really served: the row's text, and each attachment's bytes on the disk."""
    text = Text.of(row)
    found = [File.of(sealing.CONTENT_NAME, text.canonical())]
    for item in text.attachments:
        path = files.path_of(item["digest"])
        if path.exists():
            found.append(File.of(sealing.file_name(item), path.read_bytes()))
    return tuple(found)


def _logged(events: Sequence[Any], **_: Any) -> None:
    sealing.apply(events)


def _lapsed(events: Sequence[Any], **_: Any) -> None:
    sealing.lapse(events)


def connect() -> None:
    """Listen to the log and let it see what is public; called once when the apps are ready."""
    signals.logged.connect(_logged, dispatch_uid="documents")
    signals.lapsed.connect(_lapsed, dispatch_uid="documents")
    sources.register(PublicDocuments())
