"""What the search index knows of documents: published ones only, by permanent key."""

from collections.abc import Iterator, Sequence

from django.utils.timezone import localdate

from gongkai.documents.models import Document, File
from gongkai.documents.rules.prose import plain
from gongkai.search.rules.entry import Entry

DOCUMENTS = "documents"
FILE_TEXT_MAX = 200_000  # characters of one attachment that are indexed


class PublishedDocuments:
    """The published documents as entries of the index."""

    name = DOCUMENTS

    def keys(self) -> Iterator[str]:
        """Yield the key of every published document, oldest first."""
        rows = Document.objects.published().order_by("pk")
        yield from rows.values_list("key", flat=True).iterator(chunk_size=2000)

    def load(self, keys: Sequence[str]) -> Iterator[Entry]:
        """Yield an entry for each key that is public; the others are gone from the index."""
        rows = list(Document.objects.published().filter(key__in=keys).select_related("owner"))
        digests = {item["digest"] for row in rows for item in row.attachments}
        texts = dict(File.objects.filter(digest__in=digests).values_list("digest", "text"))
        today = localdate()
        for row in rows:
            yield Entry(
                key=row.key,
                source=DOCUMENTS,
                kind=row.kind,
                title=row.title,
                text=plain(row.body),
                url=row.get_absolute_url(),
                body_code=row.owner.code,
                body_name=row.owner.short_name or row.owner.name,
                body_path=row.owner.path,
                issuer=row.issuer,
                topic=row.topic,
                document_number=row.document_number,
                index_number=row.index_number,
                keywords=tuple(row.keywords.split()),
                published_on=row.published_on,
                made_on=row.made_on,
                validity=row.validity(today),
                attachments="\n".join(
                    f"{item['name']}\n{texts.get(item['digest'], '')[:FILE_TEXT_MAX]}"
                    for item in row.attachments
                ),
            )
