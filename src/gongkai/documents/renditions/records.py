"""A public document as JSON and JSON-LD: the same facts, machine-readable."""

from datetime import date
from typing import Any

from gongkai.documents.models import Document


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def summary(document: Document, today: date) -> dict[str, Any]:
    """Return the short record used in lists; `owner` must have been fetched with the row."""
    return {
        "key": document.key,
        "title": document.title,
        "kind": document.kind,
        "index_number": document.index_number,
        "topic": document.topic,
        "issuer": document.issuer,
        "document_number": document.document_number,
        "made_on": iso(document.made_on),
        "published_on": iso(document.published_on),
        "effective_on": iso(document.effective_on),
        "expires_on": iso(document.expires_on),
        "attribute": document.attribute or None,
        "validity": document.validity(today).value,
        "keywords": document.keywords.split(),
        "group_category": document.group_category,
        "summary": document.summary,
        "body_code": document.owner.code,
        "reposted_from": document.source_name or None,
        "backfilled": document.backfilled,
        "path": f"/documents/{document.key}/",
    }


def record(document: Document, address: str, today: date) -> dict[str, Any]:
    """Return the whole record of a public document, with its text and JSON-LD terms.

    Args:
        document: A published document.
        address: Its permanent address.
        today: The day for which its validity is stated.
    """
    published = document.published_at
    changed = document.changed_at
    return {
        "@context": "https://schema.org",
        "@type": "Legislation" if document.kind == "normative" else "GovernmentDocument",
        "@id": address,
        "name": document.title,
        "legislationIdentifier": document.document_number or None,
        "datePublished": iso(document.published_on),
        "dateCreated": iso(document.made_on),
        "publisher": {"@type": "GovernmentOrganization", "name": document.owner.name},
        "inLanguage": "zh-Hans",
        **summary(document, today),
        "url": address,
        "first_public_at": published.isoformat() if published else None,
        "changed_at": changed.isoformat() if changed else None,
        "html": document.body,
        "attachments": [
            {
                "name": item["name"],
                "size": item["size"],
                "media_type": item["media_type"],
                "sha256": item["digest"],
                "url": f"{address}files/{item['digest'][:16]}/{item['name']}",
            }
            for item in document.attachments
        ],
    }
